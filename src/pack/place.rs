//! Where the parts of a pack stand in its files, for faults that are found after it was read.
//!
//! A pack keeps no places. Who looks for one reads the files once more, which only happens where there is a fault, or
//! where `lint` looks at every text.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Pack, QuestionRef};
use crate::read::Value;
use crate::read::diagnostic::{Place, Source};
use crate::text::Lang;

/// The files of a pack without errors, parsed once more when the first place is asked for.
pub struct Places<'a> {
    sources: &'a [Source],
    tables: Option<Vec<Spanned<DeTable<'a>>>>,
    /// Of each term, its file and its number there.
    terms: Vec<(usize, usize)>,
}

/// A pack, or a part of it that can be spoken of on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// What stands above the first term, and what is true of all questions together.
    Pack,
    /// A term and its senses, by its index.
    Term(usize),
    Question(QuestionRef),
}

/// A string as it stands in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaf<'v> {
    /// The keys that lead to it, but for languages: `sense`, `gloss`.
    pub keys: Vec<&'v str>,
    /// Its language, where it stands beside other languages.
    pub lang: Option<Lang>,
    pub text: &'v str,
    /// Where it is written, quotes and all.
    pub place: Place,
}

impl<'a> Places<'a> {
    /// The places in these files, from which the pack was read.
    pub fn of(sources: &'a [Source], pack: &Pack) -> Self {
        Self { sources, tables: None, terms: Vec::with_capacity(pack.terms.len()) }
    }

    pub fn term(&mut self, term: usize, lang: Lang) -> Place {
        self.find(term, |term| Some(in_lang(get(term, "name")?, lang)))
    }

    /// The gloss of a sense, by the id of its domain.
    pub fn gloss(&mut self, term: usize, domain: &str, lang: Lang) -> Place {
        self.find(term, |term| {
            let of_domain = |sense: &&Value| get(sense, "domain").and_then(text) == Some(domain);
            let sense = list(get(term, "sense")?).iter().find(of_domain);
            // A domain without a sense is named by what the program says.
            Some(sense.and_then(|sense| get(sense, "gloss")).map_or(get(term, "name")?, |gloss| in_lang(gloss, lang)))
        })
    }

    pub fn sense(&mut self, term: usize, domain: &str) -> Place {
        self.find(term, |term| {
            let domains = list(get(term, "sense")?).iter().filter_map(|sense| get(sense, "domain"));
            domains.into_iter().find(|of| text(of) == Some(domain))
        })
    }

    pub fn allow(&mut self, scope: Scope, rule: &str) -> Place {
        match scope {
            Scope::Pack => {
                let allow = self.tables().first().and_then(|table| table.get_ref().get("allow"));
                let span = allow.and_then(|allow| get(allow, rule)).map_or(0..0, Spanned::span);
                Place { file: 0, span }
            }
            Scope::Term(term) => self.find(term, |term| get(get(term, "allow")?, rule)),
            Scope::Question(QuestionRef { term, question }) => {
                self.find(term, |term| get(get(list(get(term, "question")?).get(question)?, "allow")?, rule))
            }
        }
    }

    /// The strings of a pack's header, of a term and its senses, or of a question.
    pub fn leaves(&mut self, scope: Scope) -> Vec<Leaf<'_>> {
        self.tables();
        let tables = self.tables.as_deref().unwrap_or_default();
        let mut out = Vec::new();
        let (Scope::Term(term) | Scope::Question(QuestionRef { term, .. })) = scope else {
            let keys = tables.first().into_iter().flat_map(|table| table.get_ref().iter());
            for (key, value) in keys.filter(|(key, _)| key.get_ref() != "term") {
                gather(value, &mut vec![key.get_ref()], None, 0, &mut out);
            }
            return out;
        };
        let (file, number) = self.terms.get(term).copied().unwrap_or_default();
        let terms = tables.get(file).and_then(|table| table.get_ref().get("term")).map(list);
        let Some(DeValue::Table(table)) = terms.and_then(|terms| terms.get(number)).map(Spanned::get_ref) else {
            return out;
        };
        let Scope::Question(QuestionRef { question, .. }) = scope else {
            for (key, value) in table.iter().filter(|(key, _)| key.get_ref() != "question") {
                gather(value, &mut vec![key.get_ref()], None, file, &mut out);
            }
            return out;
        };
        if let Some(question) = table.get("question").and_then(|questions| list(questions).get(question)) {
            gather(question, &mut Vec::new(), None, file, &mut out);
        }
        out
    }

    pub fn context(&mut self, term: usize, question: usize) -> Place {
        self.find(term, |term| get(list(get(term, "question")?).get(question)?, "context"))
    }

    /// What stands in the frame of a context of some kind.
    pub fn title(&mut self, term: usize, question: usize, kind: &str, lang: Lang) -> Place {
        self.find(term, |term| {
            let context = get(get(list(get(term, "question")?).get(question)?, "context")?, kind)?;
            Some(in_lang(get(context, "title").or_else(|| get(context, "file"))?, lang))
        })
    }

    pub fn explanation(&mut self, term: usize, question: usize, lang: Lang) -> Place {
        self.find(term, |term| Some(in_lang(get(list(get(term, "question")?).get(question)?, "explanation")?, lang)))
    }

    /// What a question says to players who answer a domain.
    pub fn remark(&mut self, term: usize, question: usize, domain: &str, lang: Lang) -> Place {
        self.find(term, |term| {
            Some(in_lang(get(get(list(get(term, "question")?).get(question)?, "remark")?, domain)?, lang))
        })
    }

    /// The pack's own domains, or the pack as a whole where it has none of its own.
    pub fn domains(&mut self) -> Place {
        let header = self.tables().first().and_then(|table| table.get_ref().get("domain"));
        let first = header.and_then(|domains| list(domains).first());
        Place { file: 0, span: first.map_or(0..0, Spanned::span) }
    }

    fn tables(&mut self) -> &[Spanned<DeTable<'a>>] {
        let Self { sources, tables, terms } = self;
        tables.get_or_insert_with(|| {
            let tables: Vec<_> = sources.iter().map(|source| DeTable::parse_recoverable(&source.text).0).collect();
            for (file, table) in tables.iter().enumerate() {
                let count = table.get_ref().get("term").map_or(0, |terms| list(terms).len());
                terms.extend((0..count).map(|number| (file, number)));
            }
            tables
        })
    }

    /// What is found in a term, or the file as a whole.
    fn find(&mut self, term: usize, find: impl for<'v> Fn(&'v Value<'a>) -> Option<&'v Value<'a>>) -> Place {
        self.tables();
        let (file, number) = self.terms.get(term).copied().unwrap_or_default();
        let span = || -> Option<Range<usize>> {
            let terms = self.tables.as_ref()?.get(file)?.get_ref().get("term")?;
            Some(find(list(terms).get(number)?)?.span())
        };
        Place { file, span: span().unwrap_or_default() }
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

/// Gathers the strings of a value, whose keys so far are known.
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

/// A text's entry for a language, where it has one for each.
fn in_lang<'v, 'i>(value: &'v Value<'i>, lang: Lang) -> &'v Value<'i> {
    get(value, lang.code()).unwrap_or(value)
}
