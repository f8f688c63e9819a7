//! What is kept of games: the steps by which one is written down, and how those that are over are ranked.
//!
//! Here it is data; `store` keeps it in a database, and only the edge knows when something happened.

/// Declares what may be in the way: each with the name of its sentence, by which it goes in logs, too.
macro_rules! reasons {
    (
        $(#[$about:meta])*
        $vis:vis enum $enum:ident in $words:ident {
            $($(#[doc = $doc:literal])* $reason:ident $(($($value:ty),*))? = $sentence:ident,)*
        }
    ) => {
        $(#[$about])*
        $vis enum $enum { $($(#[doc = $doc])* $reason $(($($value),*))?,)* }

        impl $enum {
            #[allow(dead_code, reason = "the log names only what keeps results from the shared board")]
            pub(crate) fn name(&self) -> &'static str {
                match self { $($enum::$reason { .. } => stringify!($sentence),)* }
            }

            fn sentence<'w>(&self, said: &'w crate::words::$words) -> &'w str {
                match self { $($enum::$reason { .. } => &said.$sentence,)* }
            }
        }
    };
}

mod reason; // how it stands with the shared board
mod run; // a game as it is kept
mod told;

use std::cmp::Reverse;
use std::time::Duration;

pub use self::reason::{Reason, ShareNews, Why};
pub use self::run::{Occasion, REV_MAX, Run, RunAnswer, RunId};
pub use self::told::{Best, History, NamedGame, Obstacle, SEEN_MAX, Trouble};
use crate::text::SafeText;

/// A game within one run of the program: its number, from 1. What it goes by in the database is the store's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GameNo(pub u64);

/// A step of a game that is to be kept.
#[derive(Debug, Clone, PartialEq)]
pub enum RunEvent {
    /// It begins, with its first answer.
    Begin(Box<Run>),
    Answer(RunAnswer),
    /// All questions were answered: the game may be ranked.
    Over,
    Name(SafeText),
    Off,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum BoardScope {
    Today,
    Event,
    All,
}

impl BoardScope {
    /// Every scope, from the narrowest, with its name in files and on the command line.
    pub(crate) const ALL: [(&str, BoardScope); 3] =
        [("today", BoardScope::Today), ("event", BoardScope::Event), ("all", BoardScope::All)];
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Score {
    pub points: u32,
    pub right: u16,
    pub asked: u16,
    pub took: Duration,
}

impl Score {
    /// What the better of two scores is the smaller of: more points, then more right answers, then less time, to the
    /// tenth of a second as it is shown. What is equal in all of them shares its place.
    pub(crate) fn key(self) -> (Reverse<u32>, Reverse<u16>, u128) {
        (Reverse(self.points), Reverse(self.right), self.took.as_millis() / 100)
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoardRow {
    pub id: RunId,
    /// Its place, from 1; equal scores share one, and the next place is as many later.
    pub place: u32,
    /// What the player goes by, if anything.
    pub name: Option<SafeText>,
    pub score: Score,
    /// It is the game that the board was asked for.
    pub own: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    pub scope: BoardScope,
    pub rows: Vec<BoardRow>,
    /// The game that was asked for, where it is not among the best.
    pub own: Option<BoardRow>,
    pub games: u32,
}
