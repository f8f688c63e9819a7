//! What comes back of what was handed over: games that are written down, boards, what an operator wanted done.

use super::{App, Effect, Overlay, Screen};
use crate::booth::doctor::Finding;
use crate::scores::{Board, GameNo, History, Named, Trouble};
use crate::text::{SafeText, Text};

/// What came of games that were handed over.
#[derive(Debug, Clone)]
pub enum News {
    /// So many answers of a game are written down, or cannot be for the time being.
    Kept {
        /// Which game.
        game: GameNo,
        /// How many.
        n: u16,
    },
    /// A board that was asked for.
    Board(Board),
    /// What is known of earlier games.
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
    /// It has everything.
    Online,
    /// It cannot be reached, and why; what is played meanwhile is sent later.
    Offline(Text),
    /// Games of others came, or changed.
    Received,
    /// What it does not take: results, and how many names or games it should have let go.
    NotTaken {
        /// So many results.
        results: usize,
        /// So many names and games.
        removals: usize,
    },
    /// So many games of others were none that can be.
    LeftOut(u64),
    /// So many games of others are more than a booth keeps.
    Beyond(u64),
}

/// What came of a [`Deed`].
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// Something was written to a file or folder.
    Written(SafeText),
    /// It could not be done.
    Failed(SafeText),
    /// The latest games that have names, the latest first.
    Names(Vec<Named>),
    /// The best games and the latest, the latest first.
    Games(Vec<Named>),
    /// What was found out about the machine.
    Findings(Vec<Finding>),
}

impl App {
    /// Takes in what came of games, and says what is to be done.
    pub(super) fn hear(&mut self, news: News) -> Vec<Effect> {
        match news {
            News::Kept { game, n } => {
                if let Screen::Round(round) = self.screen_mut() {
                    round.written(game, n);
                }
                Vec::new()
            }
            News::Board(board) => {
                let lang = self.lang();
                let board = match &self.booth {
                    Some(booth) => booth.shown(board, lang),
                    None => board,
                };
                match self.screen_mut() {
                    Screen::Standings(standings) => standings.arrived(board),
                    Screen::Attract(attract) => attract.board = Some(board),
                    _ => {}
                }
                Vec::new()
            }
            News::History(history) => {
                // What was played meanwhile was seen later than that.
                let later = std::mem::take(&mut self.seen);
                self.seen = history.seen;
                self.saw(later);
                self.best = history.best;
                Vec::new()
            }
            News::Keeps(trouble) => {
                self.booth.iter_mut().for_each(|booth| booth.trouble.clone_from(&trouble));
                Vec::new()
            }
            News::SetAside(file) => {
                self.booth.iter_mut().for_each(|booth| booth.aside = Some(file.clone()));
                Vec::new()
            }
            News::Replaced(journal) => {
                self.booth.iter_mut().for_each(|booth| booth.replaced = Some(journal.clone()));
                Vec::new()
            }
            News::Shares(shared) => self.shares(shared),
            News::Came(outcome) => {
                if let Some(Overlay::Operator(operator)) = &mut self.overlay {
                    operator.came(outcome);
                }
                Vec::new()
            }
        }
    }
}
