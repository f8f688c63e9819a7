//! A game that is over: its answers in a list, each of which can be looked at again.

use std::time::Duration;

use crate::context::Frame;
use crate::game::Game;

/// A game that is over.
#[derive(Debug, Clone)]
pub struct Results {
    /// The game.
    pub game: Game,
    /// The best score of earlier games of this kind, if there were any.
    pub best: Option<u32>,
    /// The answer that is selected.
    pub selected: usize,
    /// The time since they were shown.
    pub since: Duration,
    /// While looking back: whether the context is shown where the chosen meaning would have been right.
    pub contrast: bool,
    /// While looking back: figures and pictures are told in words.
    pub in_words: bool,
}

/// One of its answers.
#[derive(Debug, Clone)]
pub struct Review(pub Results);

impl std::ops::Deref for Review {
    type Target = Results;

    fn deref(&self) -> &Results {
        &self.0
    }
}

/// The score counts up within this time.
pub const COUNT_UP: Duration = Duration::from_millis(900);

impl Results {
    /// Results with the first miss selected, or the first answer.
    pub fn new(game: Game) -> Self {
        let selected = game.answers.iter().position(|answer| !answer.right).unwrap_or(0);
        Self { game, best: None, selected, since: Duration::ZERO, contrast: false, in_words: false }
    }

    pub(super) fn up(&mut self, by: usize) {
        self.selected = self.selected.saturating_sub(by);
        self.contrast = false;
    }

    pub(super) fn down(&mut self, by: usize) {
        self.selected = (self.selected + by).min(self.game.answers.len().saturating_sub(1));
        self.contrast = false;
    }

    pub(super) fn flip(&mut self) {
        let answer = self.game.answers.get(self.selected);
        let there_is = answer.and_then(|answer| self.game.contrast(answer)).is_some();
        self.contrast = there_is && !self.contrast;
    }

    /// How long until something moves by itself.
    pub(super) fn wake(&self) -> Option<Duration> {
        let next = Frame::at(self.since).after().time();
        (self.since < COUNT_UP).then(|| next.saturating_sub(self.since))
    }

    pub(super) fn page(&mut self, pages: i8) {
        let rows = usize::from(pages.unsigned_abs()) * 8;
        if pages < 0 { self.up(rows) } else { self.down(rows) }
    }
}
