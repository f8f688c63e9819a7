//! x
pub mod normal;
