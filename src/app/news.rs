//! What comes back of what was handed over: games that are written down, boards, what an operator wanted done.

use super::{App, Overlay};
use crate::booth::doctor::Finding;
use crate::scores::{Board, GameNo, History, Named, Trouble};
use crate::text::{SafeText, Text};

/// What came of games that were handed over.
#[derive(Debug, Clone)]
pub enum News {
    /// So many answers of a game are written down, or cannot be for the time being.
    Kept {
        game: GameNo,
        n: u16,
    },
    Board(Board),
    History(History),
    /// Whether games can be written down at the moment.
    Keeps(Option<Trouble>),
    /// The file of games was damaged: where it is kept now. A new one was begun.
    SetAside(SafeText),
    /// Another file was put in the place of the file of games: where the end of the one before is kept.
    Replaced(SafeText),
    /// How it stands with the board that several booths share.
    Shares(Shared),
    /// What came of something that the operator wanted done.
    Came(Outcome),
}

/// How it stands with the board that several booths share.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shared {
    Online,
    /// It cannot be reached, and why; what is played meanwhile is sent later.
    Offline(Text),
    Received,
    /// What it does not take: results, and how many names or games it should have let go.
    NotTaken {
        results: usize,
        removals: usize,
    },
    /// So many games of others were none that can be.
    LeftOut(u64),
}

/// What came of a [`Deed`].
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    Written(SafeText),
    /// It could not be done.
    Failed(SafeText),
    /// The latest games that have names, the latest first.
    Names(Vec<Named>),
    /// The best games and the latest, the latest first.
    Games(Vec<Named>),
    Findings(Vec<Finding>),
}

impl App {
    pub(super) fn learn(&mut self, news: News) {
        match news {
            News::History(history) => {
                // What was played meanwhile was seen later than that.
                let later = std::mem::replace(&mut self.seen, history.seen);
                self.saw(later);
                self.best = history.best;
            }
            News::Came(outcome) => {
                if let Some(Overlay::Operator(operator)) = &mut self.overlay {
                    operator.came(outcome);
                }
            }
            News::Keeps(_) | News::SetAside(_) | News::Replaced(_) | News::Shares(_) => {
                self.booth.iter_mut().for_each(|booth| booth.learn(&news));
            }
            // The screens hear of them.
            News::Kept { .. } | News::Board(_) => {}
        }
    }
}
