//! A game that is over: its answers in a list, each of which can be looked at again.

use crate::game::Game;

/// A game that is over.
#[derive(Debug, Clone)]
pub struct Results {
    /// The game.
    pub game: Game,
    /// The answer that is selected.
    pub selected: usize,
}

impl Results {
    /// Results with the first miss selected, or the first answer.
    pub fn new(game: Game) -> Self {
        let selected = game.answers.iter().position(|answer| !answer.right).unwrap_or(0);
        Self { game, selected }
    }

    pub(super) fn up(&mut self, by: usize) {
        self.selected = self.selected.saturating_sub(by);
    }

    pub(super) fn down(&mut self, by: usize) {
        self.selected = (self.selected + by).min(self.game.answers.len().saturating_sub(1));
    }

    pub(super) fn page(&mut self, pages: i8) {
        let rows = usize::from(pages.unsigned_abs()) * 8;
        if pages < 0 { self.up(rows) } else { self.down(rows) }
    }
}
