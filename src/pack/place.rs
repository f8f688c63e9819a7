//! Where the parts of a pack stand in its files, for faults that are found after it was read.
//!
//! A pack keeps no places. Who looks for one reads the files once more, which only happens where there is a fault, or
//! where `lint` looks at every text.

use std::cell::OnceCell;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::QuestionRef;
use crate::read::Value;
use crate::read::diagnostic::{Place, Source};
use crate::text::Lang;

/// The files of a pack without errors, parsed once more when the first place is asked for.
pub(crate) struct Places<'a> {
    sources: &'a [Source],
    parsed: OnceCell<Parsed<'a>>,
}

/// The files, and of each term, its file and its number there.
type Parsed<'a> = (Vec<Value<'a>>, Vec<(usize, usize)>);

/// A pack, or a part of it that can be spoken of on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Scope {
    /// What stands above the first term, and what is true of all questions together.
    Pack,
    Term(usize),
    Question(QuestionRef),
}

/// A string as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leaf<'v> {
    /// The keys that lead to it, but for languages: `sense`, `gloss`.
    pub(crate) keys: Vec<&'v str>,
    /// Its language, where it stands beside other languages.
    pub(crate) lang: Option<Lang>,
    pub(crate) text: &'v str,
    pub(crate) place: Place,
}

impl<'a> Places<'a> {
    /// The places in these files, from which the pack was read.
    pub(crate) fn of(sources: &'a [Source]) -> Self {
        Self { sources, parsed: OnceCell::new() }
    }

    /// Where these keys lead to from the top of a part; for a text, its entry for a language. The file as a whole where
    /// there is no such thing.
    pub(crate) fn at(&self, scope: Scope, keys: &[&str], lang: Option<Lang>) -> Place {
        let (file, root) = self.root(scope);
        let found = root.and_then(|root| keys.iter().try_fold(root, |value, key| get(value, key)));
        Place { file, span: found.map_or(0..0, |found| in_lang(found, lang).span()) }
    }

    /// A key of a sense, by the id of its domain; the term's name where it has none, as for a domain without a sense.
    pub(crate) fn sense(&self, term: usize, domain: &str, key: &str, lang: Option<Lang>) -> Place {
        let (file, root) = self.root(Scope::Term(term));
        let mut senses = root.and_then(|root| get(root, "sense")).map(list).unwrap_or_default().iter();
        let sense = senses.find(|sense| get(sense, "domain").and_then(text) == Some(domain));
        match sense.and_then(|sense| get(sense, key)) {
            Some(found) => Place { file, span: in_lang(found, lang).span() },
            None => self.at(Scope::Term(term), &["name"], None),
        }
    }

    pub(crate) fn title(&self, question: QuestionRef, kind: &str, lang: Lang) -> Place {
        let at = |key| self.at(Scope::Question(question), &["context", kind, key], Some(lang));
        let title = at("title");
        if title.span.is_empty() { at("file") } else { title }
    }

    pub(crate) fn domains(&self) -> Place {
        let (file, root) = self.root(Scope::Pack);
        let first = root.and_then(|root| get(root, "domain")).and_then(|domains| list(domains).first());
        Place { file, span: first.map_or(0..0, Spanned::span) }
    }

    /// The strings of a pack's header, of a term and its senses, or of a question.
    pub(crate) fn leaves(&self, scope: Scope) -> Vec<Leaf<'_>> {
        let (file, root) = self.root(scope);
        let inner = match scope {
            Scope::Pack => Some("term"),
            Scope::Term(_) => Some("question"),
            Scope::Question(_) => None,
        };
        let mut out = Vec::new();
        if let Some(DeValue::Table(table)) = root.map(Spanned::get_ref) {
            for (key, value) in table.iter().filter(|(key, _)| Some(key.get_ref().as_ref()) != inner) {
                gather(value, &mut vec![key.get_ref()], None, file, &mut out);
            }
        }
        out
    }

    fn root(&self, scope: Scope) -> (usize, Option<&Value<'a>>) {
        let (files, terms) = self.parsed();
        let term = match scope {
            Scope::Pack => return (0, files.first()),
            Scope::Term(term) | Scope::Question(QuestionRef { term, .. }) => term,
        };
        let (file, number) = terms.get(term).copied().unwrap_or_default();
        let part = |value, key, number| list(get(value, key)?).get(number);
        let term = files.get(file).and_then(|file| part(file, "term", number));
        match scope {
            Scope::Question(place) => (file, term.and_then(|term| part(term, "question", place.question))),
            Scope::Pack | Scope::Term(_) => (file, term),
        }
    }

    fn parsed(&self) -> &Parsed<'a> {
        self.parsed.get_or_init(|| {
            let files = self.sources.iter().map(|source| {
                let table = DeTable::parse_recoverable(&source.text).0;
                Spanned::new(table.span(), DeValue::Table(table.into_inner()))
            });
            let files: Vec<Value> = files.collect();
            let count = |file| get(file, "term").map_or(0, |terms| list(terms).len());
            let numbers = files.iter().enumerate().flat_map(|(at, file)| (0..count(file)).map(move |n| (at, n)));
            let numbers = numbers.collect();
            (files, numbers)
        })
    }
}

fn get<'v, 'i>(value: &'v Value<'i>, key: &str) -> Option<&'v Value<'i>> {
    match value.get_ref() {
        DeValue::Table(table) => table.get(key),
        _ => None,
    }
}

fn list<'v, 'i>(value: &'v Value<'i>) -> &'v [Value<'i>] {
    match value.get_ref() {
        DeValue::Array(list) => list,
        _ => &[],
    }
}

fn text<'v>(value: &'v Value) -> Option<&'v str> {
    match value.get_ref() {
        DeValue::String(text) => Some(text),
        _ => None,
    }
}

fn gather<'v>(value: &'v Value, keys: &mut Vec<&'v str>, lang: Option<Lang>, file: usize, out: &mut Vec<Leaf<'v>>) {
    match value.get_ref() {
        DeValue::String(text) => {
            out.push(Leaf { keys: keys.clone(), lang, text, place: Place { file, span: value.span() } });
        }
        DeValue::Array(list) => list.iter().for_each(|value| gather(value, keys, lang, file, out)),
        DeValue::Table(table) => {
            let lang_of = |key: &str| Lang::ALL.into_iter().find(|lang| lang.code() == key);
            let by_lang = table.iter().all(|(key, _)| lang_of(key.get_ref()).is_some());
            for (key, value) in table {
                let key = key.get_ref().as_ref();
                if by_lang {
                    gather(value, keys, lang_of(key), file, out);
                } else {
                    keys.push(key);
                    gather(value, keys, lang, file, out);
                    keys.pop();
                }
            }
        }
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

fn in_lang<'v, 'i>(value: &'v Value<'i>, lang: Option<Lang>) -> &'v Value<'i> {
    lang.and_then(|lang| get(value, lang.code())).unwrap_or(value)
}
