//! A game that is over: its answers in a list, each of which can be looked at again.

use std::time::Duration;

use super::round::Round;
use super::{Act, App, Effect, Screen};
use crate::context::Frame;
use crate::game::Game;

/// A game that is over.
#[derive(Debug, Clone)]
pub struct Results {
    /// The game.
    pub game: Game,
    /// The answer that is selected.
    pub selected: usize,
    /// The time since they were shown.
    pub since: Duration,
    /// While looking back: whether the context is shown where the chosen meaning would have been right.
    pub contrast: bool,
    /// While looking back: figures and pictures are told in words.
    pub in_words: bool,
}

/// The score counts up within this time.
pub const COUNT_UP: Duration = Duration::from_millis(900);

impl Results {
    /// Results with the first miss selected, or the first answer.
    pub fn new(game: Game) -> Self {
        let selected = game.answers.iter().position(|answer| !answer.right).unwrap_or(0);
        Self { game, selected, since: Duration::ZERO, contrast: false, in_words: false }
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

impl App {
    pub(super) fn on_results(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Results(results) = self.screen_mut() else { return Vec::new() };
        let game = match act {
            Act::Again => Some(results.game.again()),
            Act::Misses => results.game.misses(),
            Act::Fresh => {
                let (pack, lang, rules) = (results.game.pack.clone(), results.game.lang, results.game.rules);
                Some(self.fresh_game(pack, lang, rules))
            }
            Act::Up => {
                results.up(1);
                None
            }
            Act::Down => {
                results.down(1);
                None
            }
            Act::Page(pages) => {
                results.page(pages);
                None
            }
            Act::Choose | Act::Pick(_) => {
                if let Act::Pick(at) = act {
                    results.selected = at.min(results.game.answers.len().saturating_sub(1));
                }
                let review = results.clone();
                self.screens.push(Screen::Review(review));
                return Vec::new();
            }
            Act::Glossary => return self.open_glossary(),
            Act::Back => {
                self.screens.truncate(1);
                None
            }
            _ => None,
        };
        if let Some(game) = game {
            *self.screen_mut() = Screen::Round(Round::new(game));
        }
        Vec::new()
    }

    pub(super) fn on_review(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Review(results) = self.screen_mut() else { return Vec::new() };
        match act {
            Act::Left | Act::Up => results.up(1),
            Act::Right | Act::Down | Act::Choose => results.down(1),
            Act::Contrast => results.flip(),
            Act::InWords => results.in_words = !results.in_words,
            Act::Glossary => return self.open_glossary(),
            Act::Back => self.close_review(),
            _ => {}
        }
        Vec::new()
    }

    /// Back to the results, with the question that was looked at selected.
    fn close_review(&mut self) {
        if let Some(Screen::Review(review)) = self.screens.pop()
            && let Screen::Results(results) = self.screen_mut()
        {
            results.selected = review.selected;
        }
    }
}
