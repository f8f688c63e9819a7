//! A game that is over: its answers in a list, each of which can be looked at again.

pub(crate) mod view;

use std::time::Duration;

use super::portrait::Portrait;
use super::review::Review;
use crate::app::glossary::Glossary;
use crate::app::{App, Component, Next, Pick, Screen, moving};
use crate::game::Game;
use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct Results {
    pub game: Game,
    pub(crate) best: Option<u32>,
    pub pick: Pick,
    pub(crate) since: Duration,
}

/// The score counts up within this time.
pub(crate) const COUNT_UP: Duration = Duration::from_millis(900);

impl Results {
    /// With the first miss selected, or the first answer.
    pub(crate) fn new(game: Game, best: Option<u32>) -> Self {
        let selected = game.answers.iter().position(|answer| !answer.right).unwrap_or(0);
        Self { game, best, pick: Pick::new(selected), since: Duration::ZERO }
    }
}

impl Component for Results {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let game = match act {
            Act::Again => Some(self.game.again()),
            Act::Misses => self.game.misses(),
            Act::Fresh => {
                let (pack, lang, rules) = (self.game.pack.clone(), self.game.lang, self.game.rules);
                Some(app.fresh_game(pack, lang, rules))
            }
            Act::Choose | Act::Pick(_) => {
                self.pick.scroll(&act, self.game.answers.len());
                return Next::To(Review::new(self.game.clone(), self.pick).into());
            }
            Act::Glossary => return Next::Glossary,
            Act::Portrait => return Next::To(Portrait::new(self.game.clone()).into()),
            Act::Back => return Next::Home,
            act => {
                self.pick.scroll(&act, self.game.answers.len());
                None
            }
        };
        match game {
            Some(game) => Next::Instead(app.round(game).into()),
            None => Next::Stay,
        }
    }

    fn tick(&mut self, time: Duration, _: &mut App) {
        self.since += time;
    }

    fn wake(&self, app: &App) -> Option<Duration> {
        moving(self.since, COUNT_UP).filter(|_| app.moves())
    }

    fn glossary(&self) -> Option<Glossary> {
        Some(Glossary::after(&self.game, self.pick.at))
    }

    fn closed(&mut self, other: &Screen) {
        if let Screen::Review(review) = other {
            self.pick = review.pick;
        }
    }
}
