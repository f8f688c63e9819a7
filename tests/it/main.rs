//! The tests that use the program from outside, in one binary so that it links once.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "tests look at the program from outside")]

mod blind;
mod cli;
mod contexts;
mod decks;
mod dump;
mod exchange;
mod games;
mod glossary;
mod highlight;
mod layout;
mod lint;
mod menus;
mod numbers;
mod packs;
mod paper;
#[cfg(unix)]
mod pixels;
mod play;
#[cfg(unix)]
mod pty;
mod refused;
mod rooms;
mod screens;
mod small;
#[cfg(unix)]
mod terminal;
