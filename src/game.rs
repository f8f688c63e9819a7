//! A game as arithmetic: a deck is drawn, answers are judged and scored. No clock, no screen, no chance of its own.

pub mod analysis;
pub mod record;
pub mod scores;
pub(crate) mod card;
pub mod certainty;
pub mod daily;
pub mod days;
pub mod deck;
pub(crate) mod portrait;
pub mod practice;
pub(crate) mod run_code;
pub(crate) mod score;

use std::sync::Arc;
use std::time::Duration;

use crate::pack::{DomainId, Pack, Question, QuestionRef, Term};
use crate::text::Lang;

pub use self::run_code::RunCode;
pub(crate) use self::score::Points;

/// What is agreed before a game begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    pub time: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    pub question: QuestionRef,
    /// What the player said; nothing if the time ran out.
    pub said: Option<DomainId>,
    pub right: bool,
    pub took: Duration,
    pub hinted: bool,
    pub points: Points,
}

#[derive(Debug, Clone)]
pub struct Game {
    pub pack: Arc<Pack>,
    pub lang: Lang,
    pub(crate) rules: Rules,
    /// The code that draws this deck again; none for a deck that is no draw, such as the misses.
    pub code: Option<RunCode>,
    pub deck: Vec<QuestionRef>,
    /// The answers so far, one per question from the first.
    pub answers: Vec<Answer>,
    pub streak: u32,
    pub best_streak: u32,
}

impl Game {
    pub fn new(pack: Arc<Pack>, lang: Lang, rules: Rules, deck: Vec<QuestionRef>, code: Option<RunCode>) -> Self {
        Self { pack, lang, rules, code, deck, answers: Vec::new(), streak: 0, best_streak: 0 }
    }

    /// The place of the question to answer next; none when the game is over.
    pub fn current(&self) -> Option<QuestionRef> {
        self.deck.get(self.answers.len()).copied()
    }

    pub(crate) fn to_come(&self) -> &[QuestionRef] {
        self.deck.get(self.answers.len()..).unwrap_or_default()
    }

    pub fn at(&self, place: QuestionRef) -> (&Term, &Question) {
        self.pack.at(place)
    }

    /// Judges and scores an answer to the current question. After the last question it does nothing.
    pub(crate) fn answer(&mut self, said: Option<DomainId>, took: Duration, hinted: bool) {
        let Some(place) = self.current() else { return };
        let (_, question) = self.pack.at(place);
        let right = said.is_some_and(|domain| question.key.contains(domain));
        self.streak = if right { self.streak + 1 } else { 0 };
        self.best_streak = self.best_streak.max(self.streak);
        let points = if right {
            score::points(question.level, self.rules.time, took, hinted, self.streak)
        } else {
            Points::default()
        };
        self.answers.push(Answer { question: place, said, right, took, hinted, points });
    }

    pub fn score(&self) -> u32 {
        self.answers.iter().map(|answer| answer.points.total()).sum()
    }

    pub(crate) fn right(&self) -> usize {
        self.answers.iter().filter(|answer| answer.right).count()
    }

    pub(crate) fn took(&self) -> Duration {
        self.answers.iter().map(|answer| answer.took).sum()
    }

    /// After a miss: a question about the same term to which the chosen domain would have been the right answer, rather
    /// one that this deck does not ask again later. None after a right answer, or where the domain has no such question.
    pub(crate) fn contrast(&self, answer: &Answer) -> Option<QuestionRef> {
        let said = answer.said.filter(|_| !answer.right)?;
        let term = answer.question.term;
        let of_term = self.pack.terms[term].questions.iter().enumerate();
        let fits = |question: &Question| question.key.contains(said) && question.languages.contains(&self.lang);
        let fitting = of_term.filter(|(_, question)| fits(question));
        let to_come = self.to_come();
        let mut fitting = fitting.map(|(question, _)| QuestionRef { term, question });
        fitting.clone().find(|place| !to_come.contains(place)).or_else(|| fitting.next())
    }

    /// A game of the questions that were answered wrong, in the same order; none if there are none.
    pub(crate) fn misses(&self) -> Option<Game> {
        let misses: Vec<_> = self.answers.iter().filter(|answer| !answer.right).map(|answer| answer.question).collect();
        (!misses.is_empty()).then(|| Game::new(self.pack.clone(), self.lang, self.rules, misses, None))
    }

    /// The terms about which a question was answered wrong, each once, in the order of the game.
    pub fn missed_terms(&self) -> Vec<usize> {
        let mut terms: Vec<usize> = Vec::new();
        for answer in self.answers.iter().filter(|answer| !answer.right) {
            if !terms.contains(&answer.question.term) {
                terms.push(answer.question.term);
            }
        }
        terms
    }

    pub(crate) fn again(&self) -> Game {
        Game::new(self.pack.clone(), self.lang, self.rules, self.deck.clone(), self.code)
    }
}
