//! What trainers need beside the game: packs written, checked, shown and exchanged.

pub mod blind;
pub mod exchange;
pub mod layout;
pub mod lint;
pub mod report;
pub mod schema;
pub mod template;
