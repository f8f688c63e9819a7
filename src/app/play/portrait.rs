//! The player as a classifier, and the card to take along.

pub(crate) mod view;

use std::sync::Arc;
use std::time::Duration;

use crate::app::{App, Component, Next, moving};
use crate::game::Game;
use crate::game::portrait::Likeness;
use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct Portrait {
    pub(crate) game: Game,
    pub(crate) likeness: Arc<Likeness>,
    pub(crate) since: Duration,
    pub(crate) card: bool,
}

/// The resamples come in within this time.
pub(crate) const DRAWN: Duration = Duration::from_millis(3200);

impl Portrait {
    pub(crate) fn new(game: Game) -> Self {
        let likeness = Arc::new(Likeness::of(&game));
        Self { game, likeness, since: Duration::ZERO, card: false }
    }
}

impl Component for Portrait {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        match act {
            Act::Card => self.card = !self.card,
            Act::Back if self.card => self.card = false,
            Act::Back | Act::Choose => return app.visit_goes_on(&self.game).unwrap_or(Next::Leave),
            _ => {}
        }
        Next::Stay
    }

    fn tick(&mut self, time: Duration, _: &mut App) {
        self.since += time;
    }

    fn wake(&self, app: &App) -> Option<Duration> {
        moving(self.since, DRAWN).filter(|_| app.moves() && !self.card)
    }
}
