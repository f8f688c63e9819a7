//! The tests that use the program from outside, in one binary so that it links once.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "tests look at the program from outside")]

mod cli;
mod dump;
mod flows;
mod highlight;
mod layout;
mod packs;
mod play;
#[cfg(unix)]
mod pty;
mod rooms;
mod screens;
mod small;
#[cfg(unix)]
mod terminal;
