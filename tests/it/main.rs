//! The tests that use the program from outside, in one binary so that it links once.

mod dump;
mod flows;
mod packs;
mod play;
mod rooms;
mod screens;
mod small;
