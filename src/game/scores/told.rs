//! What the store says of itself and of games that were played before: data that screens show and that no screen makes.

use std::time::Duration;

use super::{RunId, Score};
use crate::text::{SafeText, fill};
use crate::words::Words;

/// What keeps scores from being read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    Full,
    /// Permission to write to the file or its folder is missing.
    ReadOnly,
    /// Its file system is read-only.
    ReadOnlyDisk,
    /// A file stands where a folder should be.
    NotAFolder,
    Busy,
    /// The file is no database, or is damaged.
    Corrupt,
    /// A later version of the program wrote it; the number is that of its tables.
    Newer(i64),
    Foreign,
    NotAFile,
    Missing,
    Other(SafeText),
}

impl Obstacle {
    /// What it is, and what to do, in a sentence about a file.
    pub fn say(&self, file: &str, words: &Words) -> String {
        let said = words.scores();
        let file = SafeText::line(file);
        let of = |sentence: &str| fill(sentence, &[("file", &file)]);
        match self {
            Obstacle::Full => of(&said.full),
            Obstacle::ReadOnly => of(&said.read_only),
            Obstacle::ReadOnlyDisk => of(&said.read_only_disk),
            Obstacle::NotAFolder => of(&said.not_a_folder),
            Obstacle::Busy => of(&said.busy),
            Obstacle::Corrupt => of(&said.corrupt),
            Obstacle::Newer(version) => fill(&said.newer, &[("file", &file), ("version", &version.to_string())]),
            Obstacle::Foreign => of(&said.foreign),
            Obstacle::NotAFile => of(&said.not_a_file),
            Obstacle::Missing => of(&said.missing),
            Obstacle::Other(reason) => fill(&said.other, &[("file", &file), ("reason", reason)]),
        }
    }
}

/// Games cannot be written down for now; they go on, and wait in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub what: Obstacle,
    pub waiting: usize,
    /// How many are lost, because more wait than memory is spent on.
    pub lost: usize,
}

impl Trouble {
    /// How many steps are lost if it ends here.
    pub fn steps(&self) -> usize {
        self.waiting + self.lost
    }
}

/// What the player has played before, by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The questions seen lately, as `game::deck::seen_as` says them, the latest last.
    pub seen: Vec<String>,
    /// The best score of each pack, length and time.
    pub best: Vec<Best>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    pub pack: SafeText,
    /// The time for each question, if any.
    pub time: Option<Duration>,
    /// What the best came to; how many questions it had is in it.
    pub score: Score,
    pub games: u32,
}

/// How many recently seen questions we remember.
pub const SEEN_MAX: usize = 500;

impl Best {
    /// Whether it is that of games of such a pack, length and time.
    pub fn is_of(&self, pack: &str, asked: usize, time: Option<Duration>) -> bool {
        self.pack.as_str() == pack && usize::from(self.score.asked) == asked && self.time == time
    }
}

/// A game whose player has a name, for whoever may remove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedGame {
    pub id: RunId,
    pub name: SafeText,
    pub score: Score,
    /// When it began, by the day and the time of the day where the booth is: `2026-11-27 14:03`.
    pub when: SafeText,
    pub booth: Option<SafeText>,
}
