//! A pack: terms, their senses by domain, and questions about them. See `docs/pack-guide.md` for the TOML.

pub mod attempt;
pub mod check;
pub mod load;
pub mod place;
pub mod read;

use crate::context::Context;
use crate::diagnostic::Code;
use crate::text::{Lang, SafeText, Text};

/// The version of the pack format that this program writes and reads.
pub const FORMAT: i64 = 1;

/// The most questions in one pack.
pub const QUESTIONS_MAX: usize = 20_000;

/// A checked pack. Whoever holds one may rely on every reference in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    /// What it is.
    pub header: Header,
    /// At least one.
    pub terms: Vec<Term>,
}

/// The part of a pack above its first term.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Unique and stable.
    pub id: SafeText,
    /// For the title screen.
    pub title: Text,
    /// A sentence about it.
    pub description: Option<Text>,
    /// Who wrote it.
    pub authors: Vec<SafeText>,
    /// Under which licence, as an SPDX expression where there is one.
    pub licence: Option<SafeText>,
    /// At least one.
    pub languages: Vec<Lang>,
    /// Two to four.
    pub domains: Vec<Domain>,
    /// What `lint` lets pass in all of it.
    pub allow: Vec<Allow>,
}

/// A rule of `lint` that is broken on purpose, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allow {
    /// One of [`Code::RULES`].
    pub rule: Code,
    /// For those who wonder.
    pub reason: SafeText,
}

/// Who speaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    /// As questions name it.
    pub id: SafeText,
    /// As players see it.
    pub name: Text,
    /// The key that answers.
    pub letter: char,
    /// Its colour.
    pub colour: Colour,
}

/// The colours that domains can have; the theme knows what they look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// The first.
    Blue,
    /// The second.
    Orange,
    /// The third.
    Green,
    /// The fourth.
    Pink,
}

/// The index of a domain in its pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainId(pub u8);

impl DomainId {
    /// The shape that stands for the domain everywhere, so that its colour never does alone.
    pub fn shape(self) -> &'static str {
        ["◆", "●", "■", "▲"][usize::from(self.0) % 4]
    }
}

/// Some of a pack's domains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DomainSet(u8);

impl DomainSet {
    /// Adds one.
    pub fn insert(&mut self, domain: DomainId) {
        self.0 |= 1 << domain.0;
    }

    /// Whether it is among them.
    pub fn contains(self, domain: DomainId) -> bool {
        self.0 & (1 << domain.0) != 0
    }

    /// Those that are in both.
    pub fn and(self, other: DomainSet) -> DomainSet {
        DomainSet(self.0 & other.0)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// From the first to the last.
    pub fn iter(self) -> impl Iterator<Item = DomainId> {
        (0..8).map(DomainId).filter(move |domain| self.contains(*domain))
    }

    /// The bits, one a domain, for fingerprints.
    pub(crate) fn bits(self) -> u8 {
        self.0
    }
}

impl FromIterator<DomainId> for DomainSet {
    fn from_iter<I: IntoIterator<Item = DomainId>>(domains: I) -> Self {
        let mut set = Self::default();
        domains.into_iter().for_each(|domain| set.insert(domain));
        set
    }
}

/// The word that has several senses.
#[derive(Debug, Clone, PartialEq)]
pub struct Term {
    /// Unique in the pack.
    pub id: SafeText,
    /// The word.
    pub name: Text,
    /// At least two, at most one per domain, in the order of the domains.
    pub senses: Vec<Sense>,
    /// What is asked about it.
    pub questions: Vec<Question>,
    /// What `lint` lets pass in it and in its questions.
    pub allow: Vec<Allow>,
}

impl Term {
    /// What the term means in a domain, if anything.
    pub fn sense(&self, domain: DomainId) -> Option<&Sense> {
        self.senses.iter().find(|sense| sense.domain == domain)
    }
}

/// What a term means in one domain.
#[derive(Debug, Clone, PartialEq)]
pub struct Sense {
    /// Whose meaning it is.
    pub domain: DomainId,
    /// Its definition in a few words.
    pub gloss: Text,
    /// Where the definition can be checked.
    pub source: Option<Text>,
}

/// How hard a question is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A well-known syntax or picture gives it away.
    Easy,
    /// The vocabulary of the trade does.
    Trade,
    /// It takes real knowledge of the domain.
    Expert,
}

/// A context, the domains that are right, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Unique in the pack, and stable: history hangs on it.
    pub id: SafeText,
    /// What is shown.
    pub context: Context,
    /// The domains that are right; at least one.
    pub key: DomainSet,
    /// How hard it is.
    pub level: Level,
    /// The deciding parts of the context, by language.
    tells: Vec<(Option<Lang>, Vec<SafeText>)>,
    /// Names the tell and says what it means.
    pub explanation: Text,
    /// What to say to who answered a wrong domain.
    pub remarks: Vec<(DomainId, Text)>,
    /// The languages in which it can be asked.
    pub languages: Vec<Lang>,
    /// The author's own words, to pick questions by.
    pub tags: Vec<SafeText>,
    /// What `lint` lets pass in it.
    pub allow: Vec<Allow>,
}

impl Question {
    /// The deciding parts of the context, word for word.
    pub fn tells(&self, lang: Lang) -> Vec<&str> {
        let own = self.tells.iter().find(|(of, _)| of.is_none_or(|of| of == lang));
        own.map(|(_, tells)| tells.iter().map(SafeText::as_str).collect()).unwrap_or_default()
    }

    /// What to say to who answered a wrong domain.
    pub fn remark(&self, domain: DomainId) -> Option<&Text> {
        self.remarks.iter().find(|(of, _)| *of == domain).map(|(_, text)| text)
    }
}

/// The place of a question in its pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionRef {
    /// Index of the term.
    pub term: usize,
    /// Index among the term's questions.
    pub question: usize,
}

impl Pack {
    /// Every domain's id, in order.
    pub fn domain_ids(&self) -> impl Iterator<Item = DomainId> + use<> {
        (0..self.header.domains.len() as u8).map(DomainId)
    }

    /// A domain by its id.
    pub fn domain(&self, id: DomainId) -> &Domain {
        &self.header.domains[usize::from(id.0)]
    }

    /// The questions that can be asked in a language, in the pack's order.
    pub fn questions(&self, lang: Lang) -> impl Iterator<Item = (QuestionRef, &Question)> {
        self.terms.iter().enumerate().flat_map(move |(term, t)| {
            let questions = t.questions.iter().enumerate();
            let asked = questions.filter(move |(_, q)| q.languages.contains(&lang));
            asked.map(move |(question, q)| (QuestionRef { term, question }, q))
        })
    }

    /// The term and the question at a place.
    pub fn at(&self, place: QuestionRef) -> (&Term, &Question) {
        let term = &self.terms[place.term];
        (term, &term.questions[place.question])
    }
}
