//! Whole games, by keys and by clicks.
