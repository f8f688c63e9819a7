//! What comes back of what was handed over: games that are written down, boards, what an operator wanted done.

use super::booth::Operator;
use super::booth::operator::PanelView;
use super::{App, Overlay};
use crate::booth::doctor::Finding;
use crate::scores::{Board, GameNo, History, NamedGame, ShareNews, Trouble};
use crate::text::SafeText;

/// What came of games that were handed over, and of what an operator wanted done.
#[derive(Debug, Clone, PartialEq)]
pub enum News {
    /// Steps of a game are on the disk.
    Kept {
        game: GameNo,
        /// Up to this answer; 0 for none.
        n: u16,
    },
    /// Steps of a game are only in memory yet: the game goes on, and [`News::Kept`] may follow much later.
    NotKept {
        game: GameNo,
        /// Up to this answer; 0 for none.
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
    /// Another file took the place of the one that was written to, and is written to from here on. What had not been
    /// brought into the one before is kept under this name.
    Replaced(SafeText),
    /// How it stands with the board that several booths share.
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
    /// Takes in what came of games. Screens hear of it, too.
    pub(super) fn learn(&mut self, news: News) {
        match news {
            News::History(history) => {
                // What was played meanwhile was seen later than that.
                let later = std::mem::replace(&mut self.seen, history.seen);
                self.saw(later);
                self.best = history.best;
            }
            News::Names(names) => self.show(PanelView::Names(names, 0)),
            News::Games(games) => self.show(PanelView::Games(games, 0)),
            News::Findings(findings) => self.show(PanelView::Findings(findings, 0)),
            News::Written(place) => self.show(PanelView::Written(place)),
            News::Failed(reason) => self.show(PanelView::Failed(reason)),
            news => {
                if let Some(booth) = &mut self.booth {
                    booth.learn(news);
                }
            }
        }
    }

    /// Shows the operator what came of something that was to be done, if they are still there.
    fn show(&mut self, view: PanelView) {
        if let Some(Overlay::Operator(Operator::Panel(panel))) = &mut self.overlay {
            panel.view = view;
        }
    }
}
