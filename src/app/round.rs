//! A game under way: a question, then its feedback, until the deck is through.

use std::time::Duration;

use super::Act;
use crate::game::Game;
use crate::pack::{DomainId, Question, QuestionRef, Term};

/// A game under way.
#[derive(Debug, Clone)]
pub struct Round {
    /// The game.
    pub game: Game,
    /// How far the current question is.
    pub phase: Phase,
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It waits for an answer.
    Question {
        /// The answer that Enter would give.
        selected: DomainId,
        /// Whether the glosses are shown.
        hinted: bool,
        /// The time since it was shown.
        elapsed: Duration,
    },
    /// It was answered: the last of the game's answers.
    Feedback {
        /// How many rows the explanation is scrolled.
        scroll: u16,
    },
}

impl Round {
    /// A game at its first question.
    pub fn new(game: Game) -> Self {
        Self { game, phase: Phase::question() }
    }

    /// The question that is shown, answered or not.
    pub fn place(&self) -> Option<QuestionRef> {
        match self.phase {
            Phase::Question { .. } => self.game.current(),
            Phase::Feedback { .. } => self.game.answers.last().map(|answer| answer.question),
        }
    }

    /// The term and question that are shown.
    pub fn shown(&self) -> Option<(&Term, &Question)> {
        self.place().map(|place| self.game.at(place))
    }

    /// Its number, from 1.
    pub fn number(&self) -> usize {
        self.game.answers.len() + usize::from(matches!(self.phase, Phase::Question { .. }))
    }

    /// The time that is left, where there is a timer and it runs.
    pub fn left(&self) -> Option<Duration> {
        match self.phase {
            Phase::Question { elapsed, .. } => self.game.rules.time.map(|time| time.saturating_sub(elapsed)),
            Phase::Feedback { .. } => None,
        }
    }

    /// How long until the number of whole seconds left changes.
    pub(super) fn wake(&self) -> Option<Duration> {
        let left = self.left()?;
        let past = Duration::from_nanos(u64::from(left.subsec_nanos()));
        Some(if past.is_zero() { Duration::from_secs(1).min(left) } else { past })
    }

    pub(super) fn tick(&mut self, time: Duration) {
        if let Phase::Question { elapsed, .. } = &mut self.phase {
            *elapsed += time;
        }
        if self.left().is_some_and(|left| left.is_zero()) {
            self.answer(None);
        }
    }

    /// Takes in what the player does; gives the game back once it is over.
    pub(super) fn act(&mut self, act: Act) -> Option<Game> {
        let domains = self.game.pack.header.domains.len() as u8;
        match (&mut self.phase, act) {
            (Phase::Question { selected, .. }, Act::Left | Act::Up) => {
                selected.0 = (selected.0 + domains - 1) % domains;
            }
            (Phase::Question { selected, .. }, Act::Right | Act::Down) => selected.0 = (selected.0 + 1) % domains,
            (Phase::Question { hinted, .. }, Act::Hint) => *hinted = true,
            (Phase::Question { selected, .. }, Act::Choose) => {
                let said = *selected;
                self.answer(Some(said));
            }
            (Phase::Question { .. }, Act::Say(domain)) if domain.0 < domains => self.answer(Some(domain)),
            (Phase::Feedback { scroll }, Act::Up) => *scroll = scroll.saturating_sub(1),
            (Phase::Feedback { scroll }, Act::Down) => *scroll = (*scroll + 1).min(SCROLL_MAX),
            (Phase::Feedback { .. }, Act::Choose | Act::Right) => {
                if self.game.current().is_none() {
                    return Some(self.game.clone());
                }
                self.phase = Phase::question();
            }
            _ => {}
        }
        None
    }

    fn answer(&mut self, said: Option<DomainId>) {
        if let Phase::Question { elapsed, hinted, .. } = self.phase {
            let took = self.game.rules.time.map_or(elapsed, |time| elapsed.min(time));
            self.game.answer(said, took, hinted);
            self.phase = Phase::Feedback { scroll: 0 };
        }
    }
}

/// No explanation is longer; the view stops at its end.
const SCROLL_MAX: u16 = 20;

impl Phase {
    fn question() -> Self {
        Phase::Question { selected: DomainId(0), hinted: false, elapsed: Duration::ZERO }
    }
}
