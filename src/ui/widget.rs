//! Pieces that several screens share.

pub mod board;
pub mod context;
pub mod domain;
pub mod footer;
pub mod header;
pub mod letters;
pub mod panel;
pub mod prose;
pub mod qr;
pub mod told;
