//! One file per screen, each a function from its part of the state to cells.

pub mod asked;
pub mod booth;
pub mod class;
pub mod glossary;
pub mod naming;
pub mod overlay;
pub mod portrait;
pub mod preview;
pub mod results;
pub mod round;
pub mod settings;
pub mod standings;
pub mod title;
pub mod too_small;
