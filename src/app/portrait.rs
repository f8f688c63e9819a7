//! The player as a classifier, and the card to take along.

use std::sync::Arc;
use std::time::Duration;

use super::Act;
use crate::context::Frame;
use crate::game::Game;
use crate::game::portrait::Likeness;

/// A player after a game, as a classifier.
#[derive(Debug, Clone)]
pub struct Portrait {
    /// The game.
    pub game: Game,
    /// What it says of the player.
    pub likeness: Arc<Likeness>,
    /// The time since it was shown.
    pub since: Duration,
    /// The card is shown instead.
    pub card: bool,
}

/// The resamples come in within this time.
pub const DRAWN: Duration = Duration::from_millis(3200);

impl Portrait {
    /// Of a game that is over.
    pub fn new(game: Game) -> Self {
        let likeness = Arc::new(Likeness::of(&game));
        Self { game, likeness, since: Duration::ZERO, card: false }
    }

    /// Takes in what the player does; whether they go on.
    pub(super) fn act(&mut self, act: Act) -> bool {
        match act {
            Act::Card => self.card = !self.card,
            Act::Back if self.card => self.card = false,
            Act::Back | Act::Choose => return true,
            _ => {}
        }
        false
    }

    /// How long until something moves by itself.
    pub(super) fn wake(&self) -> Option<Duration> {
        let moves = !self.card && self.since < DRAWN;
        moves.then(|| Frame::at(self.since).after().time().saturating_sub(self.since))
    }
}
