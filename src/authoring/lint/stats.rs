//! What a pack is made of, in numbers: the answers by domain, kind and level, and what could be guessed from them.

use std::collections::HashMap;
use std::hash::Hash;

use super::length::{context_words, prose_words};
use super::{AskedQuestion, Linting};
use crate::context::KINDS;
use crate::pack::load::Loaded;
use crate::pack::{DomainId, DomainSet, Level, Question};
use crate::text::Lang;

const LONGEST: usize = 5;

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Stats {
    pub(crate) pack: String,
    /// The ids of its domains, in the order of all counts by domain.
    pub(crate) domains: Vec<String>,
    pub languages: Vec<LangStats>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct LangStats {
    pub(crate) language: Lang,
    pub questions: usize,
    /// Those in which a domain is right, by domain. A question with two right domains counts for both.
    pub keys: Vec<usize>,
    /// The same of each kind of context that occurs, and how many questions it has.
    pub(crate) kinds: Vec<KeyCount<&'static str>>,
    pub(crate) levels: Vec<KeyCount<u8>>,
    pub(crate) unasked: Vec<OfSense>,
    /// Senses that are asked in one kind of context only.
    pub(crate) one_kind: Vec<OfSense>,
    pub(crate) longest: Longest,
    /// What can be guessed, in the order of [`Guess`].
    pub guesses: Vec<Guessed>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub(crate) struct KeyCount<K> {
    pub(crate) of: K,
    pub(crate) keys: Vec<usize>,
    pub(crate) questions: usize,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct OfSense {
    pub(crate) term: String,
    pub(crate) domain: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) kind: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Measured {
    /// The id of its question, or of its term and domain.
    pub(crate) of: String,
    pub(crate) length: usize,
}

#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Guessed {
    pub by: Guess,
    pub right: usize,
    pub groups: usize,
}

#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
pub(crate) struct Longest {
    pub(crate) explanations: Vec<Measured>,
    pub(crate) contexts: Vec<Measured>,
    pub(crate) glosses: Vec<Measured>,
}

/// From what somebody guesses who knows, for each of its values, which domain is right most often in this pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guess {
    Blind,
    Kind,
    Term,
    TermAndKind,
}

impl Stats {
    /// The numbers of a pack that was read without errors.
    pub fn of(loaded: &Loaded) -> Option<Self> {
        let pack = loaded.checked.pack.as_ref()?;
        let linting = Linting::of(pack, &loaded.sources);
        let languages = pack.header.languages.iter().map(|lang| in_language(&linting, *lang));
        Some(Self {
            pack: pack.header.id.to_string(),
            domains: pack.header.domains.iter().map(|domain| domain.id.to_string()).collect(),
            languages: languages.collect(),
        })
    }
}

fn in_language(linting: &Linting, lang: Lang) -> LangStats {
    let pack = linting.pack;
    let asked: Vec<&AskedQuestion> = linting.asked_in(lang).collect();
    let domains: Vec<DomainId> = pack.domain_ids().collect();
    let kinds = KINDS.into_iter().map(|kind| count(kind, &asked, &domains, |q| q.context.kind() == kind));
    let levels = [(1, Level::Easy), (2, Level::Trade), (3, Level::Expert)].into_iter();
    let levels = levels.map(|(number, level)| count(number, &asked, &domains, |q| q.level == level));
    let (mut unasked, mut one_kind) = (Vec::new(), Vec::new());
    for term in &pack.terms {
        for sense in &term.senses {
            let of_sense =
                term.questions.iter().filter(|q| q.languages.contains(&lang) && q.key.contains(sense.domain));
            let mut kinds: Vec<&'static str> = of_sense.map(|question| question.context.kind()).collect();
            kinds.sort_unstable();
            kinds.dedup();
            let (term, domain) = (term.id.to_string(), pack.domain(sense.domain).id.to_string());
            match kinds.as_slice() {
                [] => unasked.push(OfSense { term, domain, kind: None }),
                [only] => one_kind.push(OfSense { term, domain, kind: Some(*only) }),
                _ => {}
            }
        }
    }
    let glosses = pack.terms.iter().flat_map(|term| {
        term.senses.iter().map(|sense| {
            let of = format!("{}, {}", term.id, pack.domain(sense.domain).id);
            Measured { of, length: sense.gloss.get(lang).chars().count() }
        })
    });
    let measured = |measure: fn(&AskedQuestion) -> usize| {
        asked.iter().map(move |asked| Measured { of: asked.question.id.to_string(), length: measure(asked) })
    };
    let longest = Longest {
        explanations: longest(measured(|asked| prose_words(asked.question.explanation.get(asked.lang)))),
        contexts: longest(measured(context_words)),
        glosses: longest(glosses),
    };
    let kind = |asked: &AskedQuestion| asked.question.context.kind();
    let guesses = [
        guessed(Guess::Blind, &asked, &domains, |_| ()),
        guessed(Guess::Kind, &asked, &domains, kind),
        guessed(Guess::Term, &asked, &domains, |asked| asked.place.term),
        guessed(Guess::TermAndKind, &asked, &domains, |asked| (asked.place.term, kind(asked))),
    ];
    LangStats {
        language: lang,
        questions: asked.len(),
        keys: count((), &asked, &domains, |_| true).keys,
        kinds: kinds.filter(|count| count.questions > 0).collect(),
        levels: levels.filter(|count| count.questions > 0).collect(),
        unasked,
        one_kind,
        longest,
        guesses: guesses.into(),
    }
}

fn count<K>(of: K, asked: &[&AskedQuestion], domains: &[DomainId], meant: impl Fn(&Question) -> bool) -> KeyCount<K> {
    let keys: Vec<DomainSet> = asked.iter().map(|asked| asked.question).filter(|q| meant(q)).map(|q| q.key).collect();
    KeyCount { of, keys: right(&keys, domains).collect(), questions: keys.len() }
}

fn right(keys: &[DomainSet], domains: &[DomainId]) -> impl Iterator<Item = usize> {
    domains.iter().map(|domain| keys.iter().filter(|key| key.contains(*domain)).count())
}

fn longest(texts: impl Iterator<Item = Measured>) -> Vec<Measured> {
    let mut texts: Vec<_> = texts.collect();
    texts.sort_by(|a, b| b.length.cmp(&a.length).then_with(|| a.of.cmp(&b.of)));
    texts.truncate(LONGEST);
    texts
}

/// How often one is right who knows of each group of questions the domain that is right most often in it, and how many
/// groups there are. Where most groups have one question, that is nearly always.
fn guessed<K: Eq + Hash>(
    by: Guess,
    asked: &[&AskedQuestion],
    domains: &[DomainId],
    group: impl Fn(&AskedQuestion) -> K,
) -> Guessed {
    let mut groups: HashMap<K, Vec<DomainSet>> = HashMap::new();
    for asked in asked {
        groups.entry(group(asked)).or_default().push(asked.question.key);
    }
    let best = |keys: &Vec<DomainSet>| right(keys, domains).max().unwrap_or(0);
    Guessed { by, right: groups.values().map(best).sum(), groups: groups.len() }
}
