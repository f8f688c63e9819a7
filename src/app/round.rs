//! A game under way: a question, then its feedback, until the deck is through.

use std::time::Duration;

use super::Act;
use crate::context::Frame;
use crate::game::Game;
use crate::pack::{DomainId, Question, QuestionRef, Term};

/// A game under way.
#[derive(Debug, Clone)]
pub struct Round {
    /// The game.
    pub game: Game,
    /// How far the current question is.
    pub phase: Phase,
    /// For how long its context has been watched.
    watched: Duration,
    /// Figures and pictures are told in words.
    pub in_words: bool,
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
        /// The time since the answer.
        since: Duration,
        /// Whether another context is shown: one where the chosen meaning would have been right.
        contrast: bool,
    },
}

impl Round {
    /// A game at its first question.
    pub fn new(game: Game) -> Self {
        Self { game, phase: Phase::question(), watched: Duration::ZERO, in_words: false }
    }

    /// The same question before any answer; its figure stays as far as it is.
    pub(super) fn reopened(&self) -> Self {
        Self { game: self.game.again(), phase: Phase::question(), ..self.clone() }
    }

    /// As far as this one, in a game that begins with another edition of its question: what was answered is judged anew,
    /// and a context that is another one is watched from its beginning.
    pub(super) fn revised(&self, mut game: Game) -> Self {
        let domains = game.pack.header.domains.len() as u8;
        let known = |said: DomainId| said.0 < domains;
        let phase = match (self.phase, self.game.answers.last()) {
            (Phase::Feedback { .. }, Some(answer)) if answer.said.is_none_or(known) => {
                game.answer(answer.said, answer.took, answer.hinted);
                self.phase
            }
            (Phase::Question { selected, .. }, _) if known(selected) => self.phase,
            _ => Phase::question(),
        };
        let mut round = Self { game, phase, watched: self.watched, in_words: self.in_words };
        let same = match (self.shown(), round.shown()) {
            (Some((_, before)), Some((_, now))) => before.context == now.context,
            _ => false,
        };
        if !same {
            round.watched = Duration::ZERO;
        }
        round
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

    /// How far a living figure is.
    pub fn frame(&self) -> Frame {
        Frame::at(self.watched)
    }

    /// How long until something changes by itself: the whole seconds left or, where things may move, what moves.
    pub(super) fn wake(&self, moves: bool) -> Option<Duration> {
        let mut wake = self.left().map(|left| {
            let past = Duration::from_nanos(u64::from(left.subsec_nanos()));
            if past.is_zero() { Duration::from_secs(1).min(left) } else { past }
        });
        let mut sooner = |at: Duration| wake = Some(wake.map_or(at, |wake| wake.min(at)));
        if moves {
            if let Some((_, question)) = self.shown().filter(|_| !self.in_words)
                && let Some(next) = question.context.next_frame(self.frame())
            {
                sooner(next.time().saturating_sub(self.watched));
            }
            if let Phase::Feedback { since, .. } = self.phase
                && since < TRANSITION
            {
                sooner(Frame::at(since).after().time().saturating_sub(since));
            }
        }
        wake
    }

    pub(super) fn tick(&mut self, time: Duration) {
        self.watched += time;
        match &mut self.phase {
            Phase::Question { elapsed, .. } => *elapsed += time,
            Phase::Feedback { since, .. } => *since += time,
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
            (_, Act::Replay) => self.watched = Duration::ZERO,
            (_, Act::InWords) => self.in_words = !self.in_words,
            (Phase::Feedback { scroll, .. }, Act::Up) => *scroll = scroll.saturating_sub(1),
            (Phase::Feedback { scroll, .. }, Act::Down) => *scroll = (*scroll + 1).min(SCROLL_MAX),
            (Phase::Feedback { scroll, contrast, .. }, Act::Contrast) => {
                let there_is = self.game.answers.last().and_then(|answer| self.game.contrast(answer)).is_some();
                (*scroll, *contrast) = (0, there_is && !*contrast);
            }
            (Phase::Feedback { .. }, Act::Choose | Act::Right) => {
                if self.game.current().is_none() {
                    return Some(self.game.clone());
                }
                self.phase = Phase::question();
                self.watched = Duration::ZERO;
            }
            _ => {}
        }
        None
    }

    fn answer(&mut self, said: Option<DomainId>) {
        if let Phase::Question { elapsed, hinted, .. } = self.phase {
            let took = self.game.rules.time.map_or(elapsed, |time| elapsed.min(time));
            self.game.answer(said, took, hinted);
            self.phase = Phase::Feedback { scroll: 0, since: Duration::ZERO, contrast: false };
        }
    }
}

/// After an answer, the score counts up and the tell lights up within this time.
pub const TRANSITION: Duration = Duration::from_millis(600);

/// No explanation is longer; the view stops at its end.
const SCROLL_MAX: u16 = 20;

impl Phase {
    fn question() -> Self {
        Phase::Question { selected: DomainId(0), hinted: false, elapsed: Duration::ZERO }
    }
}
