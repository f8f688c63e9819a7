//! What the store says of itself and of games that were played before: data that screens show and that no screen makes.

use std::time::Duration;

use super::{RunId, Score};
use crate::text::SafeText;

/// What keeps scores from being read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// No room is left on the disk.
    Full,
    /// The file or its folder may not be written to.
    ReadOnly,
    /// Another program holds the file.
    Busy,
    /// The file is no database, or is damaged.
    Corrupt,
    /// A later version of the program wrote it; the number is that of its tables.
    Newer(i64),
    /// It is a database of another program.
    Foreign,
    /// A folder, a pipe, a device.
    NotAFile,
    /// There is no such file.
    Missing,
    /// What the system says.
    Other(SafeText),
}

/// Games cannot be written down for now; they go on, and wait in memory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// Why.
    pub what: Obstacle,
    /// How many steps of games wait.
    pub waiting: usize,
    /// How many are lost, because more wait than memory is spent on.
    pub lost: usize,
}

/// What the player has played before, by themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The questions seen lately, as `game::deck::seen_as` says them, the latest last.
    pub seen: Vec<String>,
    /// The best score of each pack, length and time.
    pub best: Vec<Best>,
}

/// The best of some games.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Best {
    /// The pack's id.
    pub pack: SafeText,
    /// The time for each question, if any.
    pub time: Option<Duration>,
    /// What the best came to; how many questions it had is in it.
    pub score: Score,
    /// Of how many games.
    pub games: u32,
}

/// So many questions count as seen lately.
pub const SEEN_MAX: usize = 500;

impl History {
    /// The questions seen lately, where others were seen before all of these.
    pub fn seen_after(&self, before: &[String]) -> Vec<String> {
        let earlier = before.iter().filter(|id| !self.seen.contains(id));
        let all: Vec<String> = earlier.chain(&self.seen).cloned().collect();
        all[all.len().saturating_sub(SEEN_MAX)..].to_vec()
    }

    /// The best score of games of this kind.
    pub fn best(&self, pack: &str, asked: u16, time: Option<Duration>) -> Option<&Best> {
        self.best.iter().find(|best| best.pack.as_str() == pack && best.score.asked == asked && best.time == time)
    }
}

/// A game whose player has a name, for who may remove it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Which game.
    pub id: RunId,
    /// What the player goes by.
    pub name: SafeText,
    /// What it came to so far.
    pub score: Score,
    /// When it began, by the day and the time of the day where the booth is: `2026-11-27 14:03`.
    pub when: SafeText,
    /// What the machine is called.
    pub booth: Option<SafeText>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_before_comes_before() {
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let history = History { seen: ids(&["b", "d"]), best: Vec::new() };
        assert_eq!(history.seen_after(&ids(&["a", "b", "c"])), ids(&["a", "c", "b", "d"]));
        let many: Vec<String> = (0..SEEN_MAX).map(|n| n.to_string()).collect();
        let seen = history.seen_after(&many);
        assert_eq!((seen.len(), seen.last().map(String::as_str)), (SEEN_MAX, Some("d")));
    }
}
