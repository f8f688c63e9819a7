//! A board: the best games, and where the player's is among them.

use std::time::Duration;

use super::Act;
use crate::context::Frame;
use crate::scores::{Board, Scope};

/// A board that is looked at.
#[derive(Debug, Clone)]
pub struct Standings {
    /// The boards that there are.
    pub scopes: Vec<Scope>,
    /// The one that is shown, once it is there.
    pub board: Option<Board>,
    /// The time since it was asked for, or came.
    pub since: Duration,
    at: usize,
}

/// The rows come in one after the other, each so much later.
pub const STEP: Duration = Duration::from_millis(80);

/// So long until all are there.
pub const ALL_THERE: Duration = Duration::from_millis(1600);

impl Standings {
    /// One of some boards, before it is there.
    pub fn new(scopes: Vec<Scope>, scope: Scope) -> Self {
        let at = scopes.iter().position(|known| *known == scope).unwrap_or(0);
        Self { scopes, board: None, since: Duration::ZERO, at }
    }

    /// Which board is shown.
    pub fn scope(&self) -> Scope {
        self.scopes.get(self.at).copied().unwrap_or(Scope::All)
    }

    /// Takes in what is done; the board to ask for, where it is another one.
    pub(super) fn act(&mut self, act: Act) -> Option<Scope> {
        let count = self.scopes.len();
        let to = match act {
            Act::Left => (self.at + count - 1) % count.max(1),
            Act::Right => (self.at + 1) % count.max(1),
            Act::Pick(at) if at < count => at,
            _ => return None,
        };
        (to != self.at).then(|| {
            (self.at, self.board) = (to, None);
            self.scope()
        })
    }

    /// The board is there, unless another is looked at by now. One that is only newer does not come in anew.
    pub(super) fn arrived(&mut self, board: Board) {
        if board.scope == self.scope() {
            if self.board.is_none() {
                self.since = Duration::ZERO;
            }
            self.board = Some(board);
        }
    }

    /// How long until the next row comes in.
    pub(super) fn wake(&self) -> Option<Duration> {
        let comes = self.board.is_some() && self.since < ALL_THERE;
        comes.then(|| Frame::at(self.since).after().time().saturating_sub(self.since))
    }
}
