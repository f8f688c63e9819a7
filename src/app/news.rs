//! What comes back of what was handed over: games that are written down, boards, what an operator wanted done.

use super::{App, Overlay};
use crate::app::booth::doctor::Finding;
use crate::game::scores::{Board, GameNo, History, NamedGame, ShareNews, Trouble};
use crate::text::SafeText;

#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// A game is written down up to its n-th answer; 0 for none.
    Kept {
        game: GameNo,
        n: u16,
    },
    /// Up to its n-th answer a game is only in memory yet: it goes on, and [`News::Kept`] may follow much later.
    NotKept {
        game: GameNo,
        n: u16,
    },
    /// A board that was asked for. Games that could not be written yet are on it, too.
    Board(Board),
    /// What the player has seen and reached; empty where it cannot be read.
    History(History),
    /// Something keeps games from being written, or something else; none when all is written and nothing does.
    Trouble(Option<Trouble>),
    /// A damaged file was set aside under this name, and a new one begun, with what is still known of games.
    SetAside(SafeText),
    /// Another file took the place of the one written to; what had not reached that one yet is kept under this name.
    Replaced(SafeText),
    Shared(ShareNews),
    /// The latest games that have names, the latest first.
    Names(Vec<NamedGame>),
    /// The best games and the latest, the latest first.
    Games(Vec<NamedGame>),
    Findings(Vec<Finding>),
    Written(SafeText),
    Failed(SafeText),
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
            News::Trouble(_) | News::SetAside(_) | News::Replaced(_) | News::Shared(_) => {
                if let Some(booth) = &mut self.booth {
                    booth.learn(news);
                }
            }
            News::Names(_) | News::Games(_) | News::Findings(_) | News::Written(_) | News::Failed(_) => {
                if let Some(Overlay::Operator(operator)) = &mut self.overlay {
                    operator.came(news);
                }
            }
            // The screens hear of them.
            News::Kept { .. } | News::NotKept { .. } | News::Board(_) => {}
        }
    }
}
