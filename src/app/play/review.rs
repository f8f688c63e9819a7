//! One answered question of a game that is over.

mod view;

use crate::app::glossary::Glossary;
use crate::app::{Ahead, App, Component, Exhibit, Next, Pick};
use crate::game::{Answer, Game};
use crate::pack::QuestionRef;
use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct Review {
    pub game: Game,
    pub(crate) pick: Pick,
    pub(crate) exhibit: Exhibit,
}

impl Review {
    pub(crate) fn new(game: Game, pick: Pick) -> Self {
        Self { game, pick, exhibit: Exhibit::default() }
    }

    pub(crate) fn answer(&self) -> Option<&Answer> {
        self.game.answers.get(self.pick.at)
    }

    /// The question in which the meaning that was chosen would have been right, if there is one.
    pub(crate) fn contrast(&self) -> Option<QuestionRef> {
        self.answer().and_then(|answer| self.game.contrast(answer))
    }
}

impl Component for Review {
    fn act(&mut self, act: Act, _: &mut App) -> Next {
        let onward = match act {
            Act::Left | Act::Up => Act::Up,
            Act::Right | Act::Down | Act::Choose => Act::Down,
            Act::Contrast => {
                self.exhibit.flip(self.contrast().is_some());
                return Next::Stay;
            }
            Act::Glossary => return Next::Glossary,
            Act::Back => return Next::Leave,
            act => {
                self.exhibit.act(&act);
                return Next::Stay;
            }
        };
        self.pick.scroll(&onward, self.game.answers.len());
        self.exhibit.open();
        Next::Stay
    }

    fn ahead(&self) -> Option<Ahead> {
        let own = self.answer().map(|answer| answer.question);
        Ahead::new(&self.game.pack, self.game.lang, [own, self.contrast()])
    }

    fn glossary(&self) -> Option<Glossary> {
        Some(Glossary::after(&self.game, self.pick.at))
    }
}
