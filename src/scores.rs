//! What is kept of games: the steps by which one is written down, and how those that are over are ranked.
//!
//! Here it is data; `store` keeps it in a database, and only the edge knows when something happened.

mod reason; // how it stands with the shared board
mod told;

use std::cmp::Reverse;
use std::time::Duration;

pub use self::reason::{Reason, ShareNews, Why};
pub use self::told::{Best, History, Named, Obstacle, SEEN_MAX, Trouble};
use crate::game::{self, Game};
use crate::text::{Lang, SafeText};

/// Where a game was played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occasion {
    /// By one player at their own machine.
    Solo,
    /// By a visitor of a booth.
    Booth,
}

/// A game within one run of the program: its number, from 1. What it goes by in the database is the store's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct GameNo(pub u64);

/// A step of a game that is to be kept.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// It begins, with its first answer.
    Begin(Heading),
    /// A question was answered.
    Answer(Answer),
    /// All questions were answered: the game may be ranked.
    Over,
    /// What the player goes by on boards.
    Name(SafeText),
    /// An operator took it off the boards.
    Off,
}

/// What a game is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Where it is played.
    pub occasion: Occasion,
    /// The pack's id.
    pub pack: SafeText,
    /// In which language the questions are asked.
    pub lang: Lang,
    /// The code that draws its deck again, if there is one.
    pub code: Option<SafeText>,
    /// How many questions there are.
    pub asked: u16,
    /// The time for each, if any.
    pub time: Option<Duration>,
    /// What the player goes by, where that is known before.
    pub name: Option<SafeText>,
}

/// One answered question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its number in the game, from 1.
    pub n: u16,
    /// The question's id.
    pub question: SafeText,
    /// The id of the domain that was named; none if the time ran out.
    pub said: Option<SafeText>,
    /// Whether that was right then.
    pub right: bool,
    /// How long it took.
    pub took: Duration,
    /// Whether the glosses were shown before.
    pub hinted: bool,
    /// The points that it earned.
    pub points: u32,
}

/// More versions of a game than these are not counted: that of the last is kept.
pub const REV_MAX: i32 = 1_000_000_000;

impl Heading {
    /// The heading of a game.
    pub fn of(game: &Game, occasion: Occasion, name: Option<&SafeText>) -> Self {
        Self {
            occasion,
            pack: game.pack.header.id.clone(),
            lang: game.lang,
            code: game.code.map(|code| SafeText::line(&code.to_string())),
            asked: u16::try_from(game.deck.len()).unwrap_or(u16::MAX),
            time: game.rules.time,
            name: name.cloned(),
        }
    }
}

impl Answer {
    /// The `n`-th answer of a game, from 1.
    pub fn of(game: &Game, n: usize, answer: &game::Answer) -> Self {
        Self {
            n: u16::try_from(n).unwrap_or(u16::MAX),
            question: game.at(answer.question).1.id.clone(),
            said: answer.said.map(|said| game.pack.domain(said).id.clone()),
            right: answer.right,
            took: answer.took,
            hinted: answer.hinted,
            points: answer.points.total(),
        }
    }
}

/// Which games a board ranks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Those of today.
    Today,
    /// Those of the event.
    Event,
    /// All.
    All,
}

impl Scope {
    /// Every scope, from the narrowest, with its name in files and on the command line.
    pub const ALL: [(&str, Scope); 3] = [("today", Scope::Today), ("event", Scope::Event), ("all", Scope::All)];
}

/// What a game that is over came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Score {
    /// The points.
    pub points: u32,
    /// How many answers were right.
    pub right: u16,
    /// Of how many.
    pub asked: u16,
    /// How long all answers took.
    pub took: Duration,
}

impl Score {
    /// What the better of two scores is the smaller of: more points, then more right answers, then less time, to the
    /// tenth of a second as it is shown. What is equal in all of them shares its place.
    pub fn key(self) -> (Reverse<u32>, Reverse<u16>, u128) {
        (Reverse(self.points), Reverse(self.right), self.took.as_millis() / 100)
    }
}

/// What a game goes by in the database, and among those of other machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RunId(pub u128);

/// A line of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Which game.
    pub id: RunId,
    /// Its place, from 1; equal scores share one, and the next place is as many later.
    pub place: u32,
    /// What the player goes by, if anything.
    pub name: Option<SafeText>,
    /// What it came to.
    pub score: Score,
    /// It is the game that the board was asked for.
    pub own: bool,
}

/// The best games, and the one that was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Which games it ranks.
    pub scope: Scope,
    /// The best of them, in order.
    pub rows: Vec<Row>,
    /// The game that was asked for, where it is not among the best.
    pub own: Option<Row>,
    /// How many games it ranks in all.
    pub games: u32,
}
