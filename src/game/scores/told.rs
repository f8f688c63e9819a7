//! What the store says of itself and of games that were played before: data that screens show and that no screen makes.

use std::time::Duration;

use super::{RunId, Score};
use crate::text::{SafeText, fill};
use crate::words::Words;

reasons! {
    /// What keeps scores from being read or written.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub enum Obstacle in Scores {
        Full = full,
        /// Permission to write to the file or its folder is missing.
        ReadOnly = read_only,
        /// Its file system is read-only.
        ReadOnlyDisk = read_only_disk,
        /// A file stands where a folder should be.
        NotAFolder = not_a_folder,
        Busy = busy,
        /// Somebody has the file open: what they write now would be in neither of the two.
        InUse = in_use,
        /// Something is there already, and is not overwritten.
        Exists = exists,
        /// The file is no database, or is damaged.
        Corrupt = corrupt,
        /// A later version of the program wrote it; the number is that of its tables.
        Newer(i64) = newer,
        Foreign = foreign,
        NotAFile = not_a_file,
        Missing = missing,
        /// It is not what `polysemy scores export --format json` writes: a reason in the words of whoever reads JSON,
        /// which says the line.
        NotScores(SafeText) = not_scores,
        /// A later version wrote the JSON; the number is that of the format.
        NewerFormat(u32) = newer_format,
        /// A game in it cannot be: which, from 1, and what is wrong with it: the name of a key.
        Odd(usize, &'static str) = odd,
        Other(SafeText) = other,
    }
}

impl Obstacle {
    pub(crate) fn say(&self, file: &str, words: &Words) -> String {
        let (n, what) = match self {
            Obstacle::Newer(version) => (version.to_string(), ""),
            Obstacle::NewerFormat(format) => (format.to_string(), ""),
            Obstacle::Odd(n, key) => (n.to_string(), *key),
            Obstacle::NotScores(reason) | Obstacle::Other(reason) => (String::new(), reason.as_str()),
            _ => (String::new(), ""),
        };
        let values = [("version", n.as_str()), ("format", &n), ("n", &n), ("key", what), ("reason", what)];
        fill(self.sentence(words.scores()), &[&[("file", &*SafeText::line(file))], &values[..]].concat())
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
    pub(crate) fn steps(&self) -> usize {
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
    pub(crate) pack: SafeText,
    pub(crate) time: Option<Duration>,
    /// What the best came to; how many questions it had is in it.
    pub(crate) score: Score,
    pub(crate) games: u32,
}

/// How many recently seen questions we remember.
pub const SEEN_MAX: usize = 500;

impl Best {
    pub(crate) fn is_of(&self, pack: &str, asked: usize, time: Option<Duration>) -> bool {
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
