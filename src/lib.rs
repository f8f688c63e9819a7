//! polysemy: a quiz on words that mean different things to different people.
//!
//! The rooms, from the ground up; each may use only those above it in this list. See `ARCHITECTURE.md`.

#![cfg_attr(test, allow(clippy::string_slice, reason = "what ends a test ends nothing else"))]

pub mod text; // text that is safe to show, by language; measuring and wrapping
pub mod maths; // the mathematics behind living figures, apart from any drawing
pub mod diagnostic; // a fault as data
pub mod read; // TOML, key by key, noting every fault
pub mod context; // what is shown with a question, one file per kind
pub mod pack; // terms, senses, questions: read, checked, loaded
pub mod lint; // whether questions are good ones, as far as a machine can tell
pub mod words; // every sentence the program says, by language
pub mod doc; // documents as data, and how each is written: text, CSV, Markdown, HTML
pub mod schema; // what a pack may hold, for editors
pub mod template; // the pack that a trainer starts from
pub mod report; // faults as text and as JSON
pub mod game; // a game as arithmetic: deck, score, run code
pub mod record; // what was answered, as it is written down
pub mod scores; // what is kept of games, and how they are ranked
pub mod analysis; // what was confused, as numbers
pub mod paper; // documents to print and to hand around
pub mod blind; // questions without their keys, and how far readers agree with the keys
pub mod exchange; // packs as the documents of other programs, and these as packs
pub mod settings; // what the player chose last
pub mod booth; // a booth: what its organiser sets, what visitors go by
pub mod app; // screens, messages, effects: the game as its player goes through it
pub mod ui; // the view: App to cells
pub mod plain; // another view: App to lines of text, and lines to what the player does
pub mod layout; // every question drawn, and whether it can be read whole
pub mod store; // the file of scores, and the thread that writes it
pub mod share; // one board for several booths
pub mod runtime; // the edge: terminal, clock, threads, files
pub mod cli; // the command line
