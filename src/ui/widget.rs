//! Pieces that several screens share.

pub mod context;
pub mod domain;
pub mod footer;
pub mod header;
pub mod letters;
pub mod panel;
pub mod prose;
pub mod told;
