//! A game under way: a question, then its feedback, until the deck is through.

use std::time::Duration;

use super::Act;
use crate::context::Frame;
use crate::game::Game;
use crate::pack::{DomainId, Question, QuestionRef, Term};
use crate::scores::{Answer, GameNo, Occasion, Run, Step};
use crate::text::SafeText;

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
    /// How the game is written down; not at all where it is only looked at.
    keeping: Option<Keeping>,
    /// The game with the answer that was given last, while that is being written down, and for how long it has been.
    given: Option<(Box<Game>, Duration)>,
}

/// How a game is written down.
#[derive(Debug, Clone, Copy)]
pub struct Keeping {
    /// What it goes by.
    pub game: GameNo,
    /// Where it is played. At a booth an answer is judged only once it cannot be lost any more.
    pub occasion: Occasion,
    /// How many of its answers were handed over.
    told: usize,
}

impl Keeping {
    /// Of a game that begins.
    pub fn new(game: GameNo, occasion: Occasion) -> Self {
        Self { game, occasion, told: 0 }
    }
}

/// How far a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// It waits for an answer.
    Question {
        /// The answer that Enter would give: none until one was chosen, so that Enter pressed once too often answers nothing.
        selected: Option<DomainId>,
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
    /// A game at its first question, to be looked at only.
    pub fn new(game: Game) -> Self {
        Self { game, phase: Phase::question(), watched: Duration::ZERO, in_words: false, keeping: None, given: None }
    }

    /// A game at its first question, whose answers are written down.
    pub fn kept(game: Game, keeping: Keeping) -> Self {
        Self { keeping: Some(keeping), ..Self::new(game) }
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
            (Phase::Question { selected, .. }, _) if selected.is_none_or(known) => self.phase,
            _ => Phase::question(),
        };
        let mut round = Self { game, phase, ..self.clone() };
        let same = match (self.shown(), round.shown()) {
            (Some((_, before)), Some((_, now))) => before.context == now.context,
            _ => false,
        };
        if !same {
            round.watched = Duration::ZERO;
        }
        round
    }

    /// Whether its answers are written down.
    pub(super) fn is_kept(&self) -> bool {
        self.keeping.is_some()
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
            Phase::Question { .. } if self.is_given() => None,
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
        if let Some((_, since)) = &self.given {
            sooner(PATIENCE.saturating_sub(*since));
        }
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

    /// Whether an answer was given that is not judged yet.
    pub fn is_given(&self) -> bool {
        self.given.is_some()
    }

    pub(super) fn tick(&mut self, time: Duration) {
        self.watched += time;
        if let Some((_, since)) = &mut self.given {
            *since += time;
            if *since >= PATIENCE {
                self.judge();
            }
            return;
        }
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
            (Phase::Question { .. }, _) if self.given.is_some() => {}
            (Phase::Question { selected, .. }, Act::Left | Act::Up) => {
                *selected = Some(DomainId(selected.map_or(domains - 1, |at| (at.0 + domains - 1) % domains)));
            }
            (Phase::Question { selected, .. }, Act::Right | Act::Down) => {
                *selected = Some(DomainId(selected.map_or(0, |at| (at.0 + 1) % domains)));
            }
            (Phase::Question { hinted, .. }, Act::Hint) => *hinted = true,
            (Phase::Question { selected: Some(said), .. }, Act::Choose) => {
                let said = *said;
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
        if let Phase::Question { selected, elapsed, hinted } = &mut self.phase {
            let took = self.game.rules.time.map_or(*elapsed, |time| time.min(*elapsed));
            let mut game = self.game.clone();
            game.answer(said, took, *hinted);
            *selected = said.or(*selected);
            self.given = Some((Box::new(game), Duration::ZERO));
            if self.keeping.is_none_or(|keeping| keeping.occasion == Occasion::Solo) {
                self.judge();
            }
        }
    }

    /// The answer that was given counts from here on.
    fn judge(&mut self) {
        if let Some((game, _)) = self.given.take() {
            self.game = *game;
            self.phase = Phase::Feedback { scroll: 0, since: Duration::ZERO, contrast: false };
        }
    }

    /// The first `n` answers of a game are written down.
    pub(super) fn written(&mut self, game: GameNo, n: u16) {
        let awaited = self.given.as_ref().is_some_and(|(game, _)| game.answers.len() <= usize::from(n));
        if awaited && self.keeping.is_some_and(|keeping| keeping.game == game) {
            self.judge();
        }
    }

    /// What is to be written down since this was asked last, and of which game.
    pub(super) fn steps(&mut self, name: Option<&SafeText>) -> Option<(GameNo, Vec<Step>)> {
        let keeping = self.keeping.as_mut()?;
        let game = self.given.as_ref().map_or(&self.game, |(game, _)| game);
        let told = std::mem::replace(&mut keeping.told, game.answers.len());
        let answers = game.answers.iter().enumerate().skip(told);
        let mut steps: Vec<Step> = answers.map(|(i, answer)| Step::Answer(Answer::of(game, i + 1, answer))).collect();
        if steps.is_empty() {
            return None;
        }
        if told == 0 {
            steps.insert(0, Step::Begin(Box::new(Run::begin(game, keeping.occasion, name))));
        }
        if game.current().is_none() {
            steps.push(Step::Over);
        }
        Some((keeping.game, steps))
    }
}

/// After an answer, the score counts up and the tell lights up within this time.
pub const TRANSITION: Duration = Duration::from_millis(600);

/// An answer waits so long for its being written down. A disk that takes longer must not stop the game.
const PATIENCE: Duration = Duration::from_secs(2);

/// No explanation is longer; the view stops at its end.
const SCROLL_MAX: u16 = 20;

impl Phase {
    fn question() -> Self {
        Phase::Question { selected: None, hinted: false, elapsed: Duration::ZERO }
    }
}
