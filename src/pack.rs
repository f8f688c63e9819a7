//! A pack: terms, their senses by domain, and questions about them. See `docs/pack-guide.md` for the TOML.

pub(crate) mod attempt;
pub mod check;
pub mod load;
pub(crate) mod place;
pub(crate) mod read;

use crate::context::{Context, SMALLEST_ROOM, Scene, Sheet};
use crate::read::diagnostic::Code;
use crate::text::{Lang, SafeText, Text};

/// The version of the pack format that this program writes and reads.
pub(crate) const FORMAT: i64 = 1;

pub(crate) const QUESTIONS_MAX: usize = 20_000;

/// A checked pack. Whoever holds one may rely on every reference in it.
#[derive(Debug, Clone, PartialEq)]
pub struct Pack {
    pub header: Header,
    pub terms: Vec<Term>,
}

/// The part of a pack above its first term.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    pub id: SafeText,
    pub(crate) title: Text,
    pub(crate) description: Option<Text>,
    pub(crate) authors: Vec<SafeText>,
    pub(crate) licence: Option<SafeText>,
    pub languages: Vec<Lang>,
    pub domains: Vec<Domain>,
    pub(crate) allow: Vec<Allow>,
}

/// A rule of `lint` that is broken on purpose, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allow {
    /// One of [`Code::RULES`].
    pub(crate) rule: Code,
    pub(crate) reason: SafeText,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Domain {
    pub id: SafeText,
    pub name: Text,
    pub letter: char,
    pub(crate) colour: Colour,
}

/// The colours that domains can have; the theme knows what they look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    Blue,
    Orange,
    Green,
    Pink,
}

impl Colour {
    /// In their order, as packs and pages write them.
    pub(crate) const NAMES: [(&str, Colour); 4] =
        [("blue", Colour::Blue), ("orange", Colour::Orange), ("green", Colour::Green), ("pink", Colour::Pink)];

    pub(crate) fn name(self) -> &'static str {
        Self::NAMES[self as usize].0
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DomainId(pub u8);

impl DomainId {
    /// The shape that stands for the domain everywhere, so that its colour never does alone.
    pub fn shape(self) -> &'static str {
        ["◆", "●", "■", "▲"][usize::from(self.0) % 4]
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DomainSet(u8);

impl DomainSet {
    pub(crate) fn insert(&mut self, domain: DomainId) {
        self.0 |= 1 << domain.0;
    }

    pub fn contains(self, domain: DomainId) -> bool {
        self.0 & (1 << domain.0) != 0
    }

    pub(crate) fn and(self, other: DomainSet) -> DomainSet {
        DomainSet(self.0 & other.0)
    }

    pub(crate) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = DomainId> {
        (0..8).map(DomainId).filter(move |domain| self.contains(*domain))
    }

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
    pub id: SafeText,
    pub name: Text,
    /// At least two, at most one per domain, in the order of the domains.
    pub senses: Vec<Sense>,
    pub questions: Vec<Question>,
    pub(crate) allow: Vec<Allow>,
}

impl Term {
    pub(crate) fn sense(&self, domain: DomainId) -> Option<&Sense> {
        self.senses.iter().find(|sense| sense.domain == domain)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub struct Sense {
    pub domain: DomainId,
    pub gloss: Text,
    pub source: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A well-known syntax or picture gives it away.
    Easy,
    Trade,
    Expert,
}

/// A context, the domains that are right, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Unique in the pack, and stable: history hangs on it.
    pub id: SafeText,
    pub context: Context,
    pub key: DomainSet,
    pub level: Level,
    tells: Vec<(Option<Lang>, Vec<SafeText>)>,
    pub explanation: Text,
    pub remarks: Vec<(DomainId, Text)>,
    pub languages: Vec<Lang>,
    pub tags: Vec<SafeText>,
    pub(crate) allow: Vec<Allow>,
}

impl Question {
    pub fn tells(&self, lang: Lang) -> Vec<&str> {
        let own = self.tells.iter().find(|(of, _)| of.is_none_or(|of| of == lang));
        own.map(|(_, tells)| tells.iter().map(SafeText::as_str).collect()).unwrap_or_default()
    }

    /// The context as on the smallest screen, at rest.
    pub(crate) fn drawn(&self, lang: Lang) -> Sheet<'_> {
        self.context.draw(&Scene::still(lang, SMALLEST_ROOM, &self.tells(lang)))
    }

    pub(crate) fn remark(&self, domain: DomainId) -> Option<&Text> {
        self.remarks.iter().find(|(of, _)| *of == domain).map(|(_, text)| text)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuestionRef {
    pub term: usize,
    /// Index among the term's questions.
    pub question: usize,
}

impl Pack {
    pub fn domain_ids(&self) -> impl Iterator<Item = DomainId> + use<> {
        (0..self.header.domains.len() as u8).map(DomainId)
    }

    pub fn domain(&self, id: DomainId) -> &Domain {
        &self.header.domains[usize::from(id.0)]
    }

    pub(crate) fn ids(&self, domains: DomainSet) -> Vec<&str> {
        domains.iter().map(|domain| self.domain(domain).id.as_str()).collect()
    }

    pub(crate) fn all_questions(&self) -> impl Iterator<Item = (QuestionRef, &Question)> {
        self.terms.iter().enumerate().flat_map(|(term, t)| {
            t.questions.iter().enumerate().map(move |(question, q)| (QuestionRef { term, question }, q))
        })
    }

    /// The questions that can be asked in a language, in the pack's order.
    pub fn questions(&self, lang: Lang) -> impl Iterator<Item = (QuestionRef, &Question)> {
        self.all_questions().filter(move |(_, question)| question.languages.contains(&lang))
    }

    /// Where nothing is asked in a language, the first of the pack in which something is.
    pub(crate) fn language(&self, wanted: Lang) -> Lang {
        let asks = |lang: &Lang| self.questions(*lang).next().is_some();
        [wanted].into_iter().chain(self.header.languages.iter().copied()).find(asks).unwrap_or(wanted)
    }

    pub fn at(&self, place: QuestionRef) -> (&Term, &Question) {
        let term = &self.terms[place.term];
        (term, &term.questions[place.question])
    }
}
