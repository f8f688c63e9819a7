//! The tests that use the program from outside, in one binary so that it links once.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "tests look at the program from outside")]
#![allow(clippy::string_slice, reason = "what ends a test ends nothing else")]

mod accents;
mod analysis;
mod blind;
mod booth;
mod booths;
mod class;
mod cli;
mod contexts;
mod decks;
#[cfg(unix)]
mod doctor;
mod dump;
mod exchange;
mod files;
mod games;
mod glossary;
mod guide;
mod highlight;
#[cfg(unix)]
mod keyboards;
mod kiosk;
mod layout;
mod lint;
#[cfg(unix)]
mod loops;
mod menus;
mod numbers;
#[cfg(target_os = "linux")]
mod order;
mod packs;
mod paper;
mod plain;
#[cfg(unix)]
mod pixels;
#[cfg(unix)]
mod piped;
mod play;
mod preview;
#[cfg(unix)]
mod pty;
mod refused;
#[cfg(unix)]
mod replaced;
#[cfg(unix)]
mod robot;
mod rooms;
mod schema;
mod scores;
mod screens;
#[cfg(all(unix, feature = "share"))]
mod share;
mod slips;
mod small;
mod template;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod visits;
#[cfg(unix)]
mod watch;
