//! polysemy: a quiz on words that mean different things to different people.
//! The rooms, from the ground up; each may use only those above it in this list. See `ARCHITECTURE.md`.

#![cfg_attr(test, allow(clippy::string_slice, reason = "what ends a test ends nothing else"))]

pub mod text; // text that is safe to show, by language; measuring and wrapping
pub mod maths; // the mathematics behind living figures, apart from any drawing
pub mod read; // TOML, key by key, noting every fault
pub mod context; // what is shown with a question, one file per kind
pub mod pack; // terms, senses, questions: read, checked, loaded
pub mod words; // every sentence the program says, by language
pub mod game; // a game as arithmetic, as it is kept, and what was confused in it
pub mod doc; // documents as data, and how each is written: text, CSV, Markdown, HTML
pub mod ui; // what screens are drawn with: a pen, styles, widgets, keys
pub mod app; // the game as its player goes through it: screens, and how each is drawn
pub mod authoring; // what trainers need beside the game: packs linted, described, exchanged
pub mod store; // the file of scores, the thread that writes it, and the board that booths share
pub mod runtime; // the edge: terminal, clock, threads, files
pub mod cli; // the command line
