//! What a file of another program says, before it is a pack: questions with options, cards, and whatever our own
//! documents say besides.

use super::losses::{Losses, Reason};
use super::rich::Rich;
use crate::pack::QUESTIONS_MAX;

#[derive(Debug, Clone, Default)]
pub struct ForeignContent {
    /// What stands above the first term, where the file says it.
    pub(crate) header: ForeignHeader,
    pub(crate) domains: Vec<ForeignDomain>,
    pub(crate) terms: Vec<ForeignTerm>,
    pub(crate) senses: Vec<ForeignSense>,
    pub(crate) questions: Vec<ForeignQuestion>,
    pub(crate) cards: Vec<ForeignCard>,
    pub(crate) losses: Losses,
}

const OPTIONS_MAX: usize = 24;
/// The most questions, and the most cards. A pack holds fewer, but which are of use is only known when all are read.
const FOUND_MAX: usize = 5 * QUESTIONS_MAX;

impl ForeignContent {
    /// Adds a question, as long as it may be of use; more are counted.
    pub(crate) fn question(&mut self, mut question: ForeignQuestion) {
        // There are four domains at most: more options than these are too many, and nobody needs to look at them.
        question.choices.truncate(OPTIONS_MAX);
        if self.questions.len() < FOUND_MAX {
            self.questions.push(question);
        } else {
            self.losses.add(Reason::NotLookedAt, question.line, &question.text.line());
        }
    }

    pub(crate) fn card(&mut self, card: ForeignCard) {
        if self.cards.len() < FOUND_MAX {
            self.cards.push(card);
        } else {
            self.losses.add(Reason::NotLookedAt, card.line, &card.front.line());
        }
    }
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignHeader {
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) authors: Vec<String>,
    pub(crate) licence: Option<String>,
    pub(crate) language: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignDomain {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) letter: Option<char>,
    pub(crate) colour: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignTerm {
    pub(crate) id: String,
    pub(crate) name: String,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignSense {
    pub(crate) line: usize,
    pub(crate) term: String,
    pub(crate) domain: String,
    pub(crate) gloss: String,
    pub(crate) source: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignQuestion {
    /// Where it begins, from 1.
    pub(crate) line: usize,
    pub(crate) title: Option<String>,
    pub(crate) is_id: bool,
    pub(crate) term: Option<String>,
    /// The categories or decks in which it stands, from the outermost.
    pub(crate) path: Vec<String>,
    pub(crate) text: Rich,
    pub(crate) choices: Vec<ForeignChoice>,
    /// What is said to whoever answers wrongly with a domain that is none of the choices.
    pub(crate) remarks: Vec<(String, String)>,
    pub(crate) explanation: Option<String>,
    pub(crate) tells: Vec<String>,
    /// How hard it is, from 1 to 3.
    pub(crate) level: Option<i64>,
    pub(crate) tags: Vec<String>,
    pub(crate) context: Option<ForeignContext>,
    /// What of it means nothing here, each with the words that say so.
    pub(crate) losses: Vec<(Reason, String)>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignChoice {
    /// A domain, perhaps with its gloss, or a gloss.
    pub(crate) text: String,
    pub(crate) right: bool,
    pub(crate) remark: Option<String>,
}

/// What the context is: a piece of code where it has a language, else a log.
#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignContext {
    /// A log's title, or the name of a file.
    pub(crate) title: Option<String>,
    pub(crate) language: Option<String>,
    /// The number of the first line, where lines are numbered.
    pub(crate) first: Option<i64>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct ForeignCard {
    pub(crate) line: usize,
    pub(crate) front: Rich,
    pub(crate) back: Rich,
    pub(crate) path: Vec<String>,
    pub(crate) tags: Vec<String>,
}
