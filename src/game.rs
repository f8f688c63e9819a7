//! A game as arithmetic: a deck is drawn, answers are judged and scored. No clock, no screen, no chance of its own.

pub mod card;
pub mod deck;
pub mod portrait;
pub mod run_code;
pub mod score;

use std::sync::Arc;
use std::time::Duration;

use crate::pack::{DomainId, Pack, Question, QuestionRef, Term};
use crate::text::Lang;

pub use self::run_code::RunCode;
pub use self::score::Points;

/// What is agreed before a game begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The time for each question, or none.
    pub time: Option<Duration>,
}

/// One answered question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which question it was.
    pub question: QuestionRef,
    /// What the player said; nothing if the time ran out.
    pub said: Option<DomainId>,
    /// Whether that was right.
    pub right: bool,
    /// How long it took.
    pub took: Duration,
    /// Whether the hint was used.
    pub hinted: bool,
    /// What it earned.
    pub points: Points,
}

/// A game under way or over.
#[derive(Debug, Clone)]
pub struct Game {
    /// What is played.
    pub pack: Arc<Pack>,
    /// In which language the questions are asked.
    pub lang: Lang,
    /// What was agreed.
    pub rules: Rules,
    /// The code that draws this deck again; none for a deck that is no draw, such as the misses.
    pub code: Option<RunCode>,
    /// The questions, in order.
    pub deck: Vec<QuestionRef>,
    /// The answers so far, one per question from the first.
    pub answers: Vec<Answer>,
    /// Right answers in a row, up to now.
    pub streak: u32,
    /// The longest streak.
    pub best_streak: u32,
}

impl Game {
    /// A game over a deck.
    pub fn new(pack: Arc<Pack>, lang: Lang, rules: Rules, deck: Vec<QuestionRef>, code: Option<RunCode>) -> Self {
        Self { pack, lang, rules, code, deck, answers: Vec::new(), streak: 0, best_streak: 0 }
    }

    /// The place of the question to answer next; none when the game is over.
    pub fn current(&self) -> Option<QuestionRef> {
        self.deck.get(self.answers.len()).copied()
    }

    /// What is still to be answered.
    pub fn to_come(&self) -> &[QuestionRef] {
        self.deck.get(self.answers.len()..).unwrap_or_default()
    }

    /// A term and a question of the deck's pack.
    pub fn at(&self, place: QuestionRef) -> (&Term, &Question) {
        self.pack.at(place)
    }

    /// Judges and scores an answer to the current question. After the last question it does nothing.
    pub fn answer(&mut self, said: Option<DomainId>, took: Duration, hinted: bool) {
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

    /// All the points so far.
    pub fn score(&self) -> u32 {
        self.answers.iter().map(|answer| answer.points.total()).sum()
    }

    /// How many answers were right.
    pub fn right(&self) -> usize {
        self.answers.iter().filter(|answer| answer.right).count()
    }

    /// The time spent on all answers.
    pub fn took(&self) -> Duration {
        self.answers.iter().map(|answer| answer.took).sum()
    }

    /// After a miss: a question about the same term to which the chosen domain would have been the right answer, rather
    /// one that this deck does not ask again later. None after a right answer, or where the domain has no such question.
    pub fn contrast(&self, answer: &Answer) -> Option<QuestionRef> {
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
    pub fn misses(&self) -> Option<Game> {
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

    /// The same deck from the beginning.
    pub fn again(&self) -> Game {
        Game::new(self.pack.clone(), self.lang, self.rules, self.deck.clone(), self.code)
    }
}
