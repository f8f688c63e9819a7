//! What a file of another program says, before it is a pack: questions with options, cards, and whatever our own
//! documents say besides.

use super::losses::{Losses, Reason};
use super::rich::Rich;
use crate::pack::QUESTIONS_MAX;

/// Everything that was found in a file.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// What stands above the first term, where the file says it.
    pub header: Header,
    /// The domains that the file names, in their order.
    pub domains: Vec<Domain>,
    /// The terms that the file names.
    pub terms: Vec<Term>,
    /// Senses that the file names, each with its domain.
    pub senses: Vec<Sense>,
    /// Questions with options, in their order.
    pub questions: Vec<Question>,
    /// Cards with two sides.
    pub cards: Vec<Card>,
    /// What could not be read, or is nothing for a pack.
    pub losses: Losses,
}

/// The most options that are looked at.
const OPTIONS_MAX: usize = 24;
/// The most questions, and the most cards. A pack holds fewer, but which are of use is only known when all are read.
const FOUND_MAX: usize = 5 * QUESTIONS_MAX;

impl Found {
    /// Adds a question, as long as it may be of use; more are counted.
    pub fn question(&mut self, mut question: Question) {
        // There are four domains at most: so many options are too many, and nobody needs to look at more.
        question.choices.truncate(OPTIONS_MAX);
        if self.questions.len() < FOUND_MAX {
            self.questions.push(question);
        } else {
            self.losses.add(Reason::NotLookedAt, question.line, &question.text.line());
        }
    }

    /// Adds a card, as long as they may all be of use; more are counted.
    pub fn card(&mut self, card: Card) {
        if self.cards.len() < FOUND_MAX {
            self.cards.push(card);
        } else {
            self.losses.add(Reason::NotLookedAt, card.line, &card.front.line());
        }
    }
}

/// What stands above the first term.
#[derive(Debug, Clone, Default)]
pub struct Header {
    /// The pack's id.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// A sentence about it.
    pub description: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Under which licence.
    pub licence: Option<String>,
    /// The language of the questions, by its code.
    pub language: Option<String>,
}

/// A domain that is named as one.
#[derive(Debug, Clone, Default)]
pub struct Domain {
    /// As questions name it.
    pub id: String,
    /// As players see it.
    pub name: String,
    /// The key that answers.
    pub letter: Option<char>,
    /// Its colour.
    pub colour: Option<String>,
}

/// A term that is named as one.
#[derive(Debug, Clone, Default)]
pub struct Term {
    /// Its id.
    pub id: String,
    /// The word.
    pub name: String,
}

/// A sense that is named as one.
#[derive(Debug, Clone, Default)]
pub struct Sense {
    /// Where it stands.
    pub line: usize,
    /// The word.
    pub term: String,
    /// Whose meaning it is.
    pub domain: String,
    /// What it means.
    pub gloss: String,
    /// Where that can be checked.
    pub source: Option<String>,
}

/// A question with options.
#[derive(Debug, Clone, Default)]
pub struct Question {
    /// Where it begins, from 1.
    pub line: usize,
    /// Its name in the file.
    pub title: Option<String>,
    /// The name is meant to be its id.
    pub is_id: bool,
    /// The term, where the file says which.
    pub term: Option<String>,
    /// The categories or decks in which it stands, from the outermost.
    pub path: Vec<String>,
    /// What is shown.
    pub text: Rich,
    /// What can be answered, and what is right.
    pub choices: Vec<Choice>,
    /// What is said to who is wrong in a domain that is none of the choices.
    pub remarks: Vec<(String, String)>,
    /// Why.
    pub explanation: Option<String>,
    /// The deciding parts of the text.
    pub tells: Vec<String>,
    /// How hard it is, from 1 to 3.
    pub level: Option<i64>,
    /// Words to pick it by.
    pub tags: Vec<String>,
    /// What the context is, where the file says it.
    pub context: Option<Context>,
    /// What of it means nothing here, each with the words that say so.
    pub losses: Vec<(Reason, String)>,
}

/// What can be answered.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// A domain, perhaps with its gloss, or a gloss.
    pub text: String,
    /// Whether it is right.
    pub right: bool,
    /// What is said to who chose it.
    pub remark: Option<String>,
}

/// What the context is: a piece of code where it has a language, else a log.
#[derive(Debug, Clone, Default)]
pub struct Context {
    /// A log's title, or the name of a file.
    pub title: Option<String>,
    /// The language of code.
    pub language: Option<String>,
    /// The number of the first line, where lines are numbered.
    pub first: Option<i64>,
}

/// A card with two sides.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// Where it stands.
    pub line: usize,
    /// What is asked.
    pub front: Rich,
    /// What is answered.
    pub back: Rich,
    /// The decks in which it stands, from the outermost.
    pub path: Vec<String>,
    /// Its tags.
    pub tags: Vec<String>,
}
