//! Pieces that several screens share.

pub(crate) mod context;
pub(crate) mod domain;
pub(crate) mod header;
pub(crate) mod hint;
pub(crate) mod letters;
pub(crate) mod list;
pub(crate) mod panel;
pub(crate) mod prose;
pub(crate) mod qr;
pub(crate) mod report;
