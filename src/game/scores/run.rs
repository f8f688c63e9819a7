//! A game as it is kept in the file, and as other programs and other machines get it.

use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Score;
use crate::game::{self, Game, record};
use crate::text::{Lang, SafeText};

/// Where a game was played: by one player at their own machine, or by a visitor of a booth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Occasion {
    #[default]
    Solo,
    Booth,
}

impl Occasion {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Occasion::Solo => "solo",
            Occasion::Booth => "booth",
        }
    }
}

/// What a game goes by in the database, and among those of other machines: a UUID. The nil one stands for none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct RunId(pub u128);

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Uuid::from_u128(self.0).fmt(f)
    }
}

impl From<RunId> for String {
    fn from(id: RunId) -> Self {
        id.to_string()
    }
}

impl From<String> for RunId {
    fn from(text: String) -> Self {
        Self(Uuid::try_parse(&text).unwrap_or_default().as_u128())
    }
}

/// A game as it is kept. Times are in milliseconds, moments since 1970 (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    pub id: RunId,
    pub occasion: Occasion,
    /// What the machine is called among those of one event.
    pub booth: Option<SafeText>,
    pub event: Option<SafeText>,
    pub pack: SafeText,
    pub lang: Lang,
    /// The code that draws its deck again, if there is one.
    pub code: Option<SafeText>,
    pub name: Option<SafeText>,
    pub began: i64,
    /// The day to which it belongs where it was played: `2026-11-27`.
    pub day: String,
    pub asked: u16,
    pub time: Option<u32>,
    pub right: u16,
    pub points: u32,
    pub took: u64,
    /// All questions were answered: it may be ranked.
    pub over: bool,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub off: bool,
    /// It was played here. Of others only the result is known.
    pub own: bool,
    /// Which of its versions this is: the greater is the newer.
    pub rev: u32,
    /// The version that the shared board is known to have.
    #[serde(skip)]
    pub sent: u32,
    pub answers: Vec<RunAnswer>,
}

/// One answered question of a [`Run`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RunAnswer {
    /// Its number in the game, from 1.
    pub n: u16,
    pub question: SafeText,
    /// The id of the domain that was named; none if the time ran out.
    pub said: Option<SafeText>,
    pub right: bool,
    pub took: u32,
    /// Whether the glosses were shown before.
    pub hinted: bool,
    pub points: u32,
}

/// More versions of a game than these are not counted: that of the last is kept.
pub const REV_MAX: u32 = 1_000_000_000;

/// Longer answers are taken for this long, so that no sum is too large: eleven days.
const TOOK_MAX: u32 = 1_000_000_000;

fn millis(time: Duration) -> u32 {
    u32::try_from(time.as_millis()).unwrap_or(TOOK_MAX).min(TOOK_MAX)
}

impl Run {
    /// A game that begins. Whoever keeps it knows when, and what to call it.
    pub fn begin(game: &Game, occasion: Occasion, name: Option<&SafeText>) -> Self {
        Self {
            occasion,
            pack: game.pack.header.id.clone(),
            lang: game.lang,
            code: game.code.map(|code| SafeText::line(&code.to_string())),
            asked: u16::try_from(game.deck.len()).unwrap_or(u16::MAX),
            time: game.rules.time.map(millis),
            name: name.and_then(|name| record::name(name)),
            ..Self::default()
        }
    }

    pub(crate) fn score(&self) -> Score {
        let took = Duration::from_millis(self.took);
        Score { points: self.points, right: self.right, asked: self.asked, took }
    }
}

impl RunAnswer {
    /// The `n`-th answer of a game, from 1.
    pub(crate) fn of(game: &Game, n: usize, answer: &game::Answer) -> Self {
        Self {
            n: u16::try_from(n).unwrap_or(u16::MAX),
            question: game.at(answer.question).1.id.clone(),
            said: answer.said.map(|said| game.pack.domain(said).id.clone()),
            right: answer.right,
            took: millis(answer.took),
            hinted: answer.hinted,
            points: answer.points.total(),
        }
    }
}
