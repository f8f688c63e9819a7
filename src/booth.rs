//! A booth: what its organiser sets, what its visitors go by, and whether a machine will do. Data and rules only; what
//! visitors go through is in `app`, and what touches the machine in `runtime`.

pub mod config; // what an organiser sets, from TOML
pub mod doctor; // whether a machine will do
pub mod names; // what visitors go by: letters, pairs of words, and what is not shown

pub use self::config::Config;
