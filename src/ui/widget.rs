//! Pieces that several screens share.

pub mod context;
pub mod domain;
pub mod header;
pub mod hint;
pub mod letters;
pub mod list;
pub mod panel;
pub mod prose;
pub mod qr;
pub mod report;
