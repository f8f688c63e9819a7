//! A board: the best games, and where the player's is among them.

pub(crate) mod board;
pub(crate) mod view;

use std::time::Duration;

use crate::app::{App, Component, Msg, News, Next, around, moving};
use crate::game::scores::{Board, BoardScope, ShareNews};
use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct Standings {
    pub(crate) scopes: Vec<BoardScope>,
    pub(crate) board: Option<Board>,
    /// The time since it was asked for, or came.
    pub(crate) since: Duration,
    at: usize,
}

/// The rows come in one after the other, each this much later.
pub(crate) const STEP: Duration = Duration::from_millis(80);

pub(crate) const ALL_THERE: Duration = Duration::from_millis(1600);

/// How long it is shown to a visitor who does nothing more.
const BOARD_TIME: Duration = Duration::from_secs(30);

impl Standings {
    pub(crate) fn new(scopes: Vec<BoardScope>, scope: BoardScope) -> Self {
        let at = scopes.iter().position(|known| *known == scope).unwrap_or(0);
        Self { scopes, board: None, since: Duration::ZERO, at }
    }

    pub(crate) fn scope(&self) -> BoardScope {
        self.scopes.get(self.at).copied().unwrap_or(BoardScope::All)
    }

    /// The board is there, unless another is looked at by now. One that is only newer does not come in anew.
    fn arrived(&mut self, board: Board) {
        if board.scope == self.scope() {
            if self.board.is_none() {
                self.since = Duration::ZERO;
            }
            self.board = Some(board);
        }
    }
}

impl Component for Standings {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let count = self.scopes.len();
        let to = match act {
            Act::Choose => return Next::Rest,
            Act::Left | Act::Right => around(self.at, count, act == Act::Right),
            Act::Pick(at) if at < count => at,
            _ => return Next::Stay,
        };
        if to != self.at {
            (self.at, self.board) = (to, None);
            app.rank(self.scope());
        }
        Next::Stay
    }

    fn tick(&mut self, time: Duration, _: &mut App) {
        self.since += time;
    }

    fn wake(&self, app: &App) -> Option<Duration> {
        moving(self.since, ALL_THERE).filter(|_| app.moves() && self.board.is_some())
    }

    fn hear(&mut self, msg: &Msg, app: &mut App) {
        match msg {
            Msg::News(News::Board(board)) => self.arrived(app.presentable(board)),
            // Whoever looks at a board sees what came in from the next booth.
            Msg::News(News::Shared(ShareNews::Received(_))) => app.rank(self.scope()),
            _ => {}
        }
    }

    fn patience(&self, usual: Duration) -> Duration {
        usual.min(BOARD_TIME)
    }
}
