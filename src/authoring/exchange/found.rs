//! What a file of another program says, before it is a pack: questions with options, cards, and whatever our own
//! documents say besides.

use super::losses::{Losses, Reason};
use super::rich::Rich;
use crate::pack::QUESTIONS_MAX;

#[derive(Debug, Clone, Default)]
pub struct ForeignContent {
    /// What stands above the first term, where the file says it.
    pub header: ForeignHeader,
    pub domains: Vec<ForeignDomain>,
    pub terms: Vec<ForeignTerm>,
    /// Senses that the file names, each with its domain.
    pub senses: Vec<ForeignSense>,
    pub questions: Vec<ForeignQuestion>,
    pub cards: Vec<ForeignCard>,
    /// What could not be read, or is nothing for a pack.
    pub losses: Losses,
}

const OPTIONS_MAX: usize = 24;
/// The most questions, and the most cards. A pack holds fewer, but which are of use is only known when all are read.
const FOUND_MAX: usize = 5 * QUESTIONS_MAX;

impl ForeignContent {
    /// Adds a question, as long as it may be of use; more are counted.
    pub fn question(&mut self, mut question: ForeignQuestion) {
        // There are four domains at most: more options than these are too many, and nobody needs to look at them.
        question.choices.truncate(OPTIONS_MAX);
        if self.questions.len() < FOUND_MAX {
            self.questions.push(question);
        } else {
            self.losses.add(Reason::NotLookedAt, question.line, &question.text.line());
        }
    }

    /// Adds a card, as long as they may all be of use; more are counted.
    pub fn card(&mut self, card: ForeignCard) {
        if self.cards.len() < FOUND_MAX {
            self.cards.push(card);
        } else {
            self.losses.add(Reason::NotLookedAt, card.line, &card.front.line());
        }
    }
}

/// What stands above the first term.
#[derive(Debug, Clone, Default)]
pub struct ForeignHeader {
    pub id: Option<String>,
    pub title: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub licence: Option<String>,
    pub language: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct ForeignDomain {
    pub id: String,
    pub name: String,
    pub letter: Option<char>,
    pub colour: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct ForeignTerm {
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Default)]
pub struct ForeignSense {
    pub line: usize,
    pub term: String,
    pub domain: String,
    pub gloss: String,
    pub source: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub struct ForeignQuestion {
    /// Where it begins, from 1.
    pub line: usize,
    pub title: Option<String>,
    pub is_id: bool,
    pub term: Option<String>,
    /// The categories or decks in which it stands, from the outermost.
    pub path: Vec<String>,
    pub text: Rich,
    pub choices: Vec<ForeignChoice>,
    /// What is said to whoever answers wrongly with a domain that is none of the choices.
    pub remarks: Vec<(String, String)>,
    pub explanation: Option<String>,
    pub tells: Vec<String>,
    /// How hard it is, from 1 to 3.
    pub level: Option<i64>,
    pub tags: Vec<String>,
    pub context: Option<ForeignContext>,
    /// What of it means nothing here, each with the words that say so.
    pub losses: Vec<(Reason, String)>,
}

#[derive(Debug, Clone, Default)]
pub struct ForeignChoice {
    /// A domain, perhaps with its gloss, or a gloss.
    pub text: String,
    pub right: bool,
    pub remark: Option<String>,
}

/// What the context is: a piece of code where it has a language, else a log.
#[derive(Debug, Clone, Default)]
pub struct ForeignContext {
    /// A log's title, or the name of a file.
    pub title: Option<String>,
    pub language: Option<String>,
    /// The number of the first line, where lines are numbered.
    pub first: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub struct ForeignCard {
    pub line: usize,
    pub front: Rich,
    pub back: Rich,
    /// The decks in which it stands, from the outermost.
    pub path: Vec<String>,
    pub tags: Vec<String>,
}
