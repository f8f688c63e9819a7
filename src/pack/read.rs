//! From TOML to the parts of a pack, each part checked on its own. What ties parts together is `check`'s business.

use std::ops::Range;

use super::{Allow, Colour, Domain, DomainId, DomainSet, FORMAT, Header, Level, Question, Sense};
use crate::context::ContextType;
use crate::diagnostic::Code;
use crate::read::types::ValueType;
use crate::read::{Keys, Reading, Value};
use crate::text::{Lang, SafeText, Text};

/// A term as read, with the places that later checks want to point at.
pub struct RawTerm {
    /// Index of its file.
    pub file: usize,
    /// Its id, and where that stands.
    pub id: (SafeText, Range<usize>),
    /// Its name.
    pub name: Text,
    /// Its senses, each with the place of its domain.
    pub senses: Vec<(Sense, Range<usize>)>,
    /// Every sense that is written there could be read.
    pub senses_whole: bool,
    /// Its questions.
    pub questions: Vec<RawQuestion>,
    /// Every question that is written there could be read, and whom it asks for.
    pub questions_whole: bool,
    /// What `lint` lets pass in it.
    pub allow: Vec<Allow>,
}

/// A question as read, with the places that later checks want to point at.
pub struct RawQuestion {
    /// The question.
    pub question: Question,
    /// Where its id stands.
    pub id_span: Range<usize>,
    /// Where each right domain stands.
    pub key_spans: Vec<(DomainId, Range<usize>)>,
    /// Every right domain that is written there is one of the pack's.
    pub key_whole: bool,
    /// Where each remark's domain stands.
    pub remark_spans: Vec<(DomainId, Range<usize>)>,
    /// Where its context begins.
    pub context_span: Range<usize>,
    /// Where its tell stands.
    pub tell_span: Range<usize>,
}

/// The letters that answer nothing, because the game uses them itself during a question.
pub(crate) const LETTERS_TAKEN: &str = "cghpqr";

const COLOURS: [(&str, Colour); 4] =
    [("blue", Colour::Blue), ("orange", Colour::Orange), ("green", Colour::Green), ("pink", Colour::Pink)];

/// Reads the header; `None` where not even the languages and domains can be told.
///
/// A newer format is reported alone: what else the file says cannot be judged.
pub fn header(keys: &mut Keys, reading: &mut Reading) -> Option<Header> {
    let format = keys.required("format", reading);
    if let Some(value) = format {
        let found = reading.integer(value, 1..=i64::MAX)?;
        if found > FORMAT {
            let fault = reading.fault(Code::NewerFormat, value.span()).arg("found", found).arg("known", FORMAT);
            reading.push(fault);
            return None;
        }
    }
    let languages = keys.required("languages", reading).map(|v| (languages(v, reading), v.span()));
    if let Some((languages, _)) = &languages {
        reading.langs.clone_from(languages);
        reading.needed.clone_from(languages);
    }
    let id = keys.required("id", reading).and_then(|v| reading.id(v));
    let title = keys.required("title", reading).and_then(|v| reading.text(v, 60));
    let description = keys.optional("description").and_then(|v| reading.text(v, 300));
    let authors = keys.optional("authors").map(|v| reading.list(v, 50)).unwrap_or_default();
    let authors = authors.iter().filter_map(|v| reading.line(v, 80)).collect();
    let licence = keys.optional("licence").and_then(|v| reading.line(v, 80));
    let allow = allow(keys, reading);
    let domains = match keys.optional("domain") {
        Some(value) => domains(value, reading),
        None => default_domains(),
    };
    let languages = languages.map_or_else(|| Lang::ALL.to_vec(), |(languages, _)| languages);
    Some(Header {
        // A header with a fault stands in for the real one, so that the terms below it can still be checked.
        id: id.unwrap_or_default(),
        title: title.unwrap_or(Text::Same(SafeText::default())),
        description,
        authors,
        licence,
        languages,
        domains,
        allow,
    })
}

/// Reads which rules of `lint` are broken on purpose: a table from their names to reasons.
fn allow(keys: &mut Keys, reading: &mut Reading) -> Vec<Allow> {
    let Some(table) = keys.optional("allow").and_then(|v| Keys::of(v, reading)) else { return Vec::new() };
    let mut out = Vec::new();
    for (name, span, value) in table.entries() {
        let rule = Code::RULES.into_iter().find(|rule| rule.name() == name);
        if rule.is_none() {
            let fault = reading.fault(Code::UnknownRule, span).arg("found", name);
            reading.push(fault.known(name, &Code::RULES.map(Code::name)));
        }
        let reason = reading.line(value, 200);
        out.extend(rule.zip(reason).map(|(rule, reason)| Allow { rule, reason }));
    }
    out
}

fn languages(value: &Value, reading: &mut Reading) -> Vec<Lang> {
    let mut out: Vec<Lang> = Vec::new();
    for value in reading.list(value, 20) {
        if let Some(code) = reading.line(value, 20)
            && let Some(lang) = reading.language(&code, value.span())
        {
            if out.contains(&lang) {
                reading.push(reading.fault(Code::Duplicate, value.span()).arg("found", lang.code()));
            } else {
                out.push(lang);
            }
        }
    }
    out
}

fn default_domains() -> Vec<Domain> {
    let domain = |id: &str, name: &str, letter, colour| Domain {
        id: SafeText::new(id),
        name: Text::Same(SafeText::new(name)),
        letter,
        colour,
    };
    vec![
        domain("dev", "dev", 'd', Colour::Blue),
        domain("ml", "ML", 'm', Colour::Orange),
        domain("stats", "stats", 's', Colour::Green),
    ]
}

/// Faults that terms seem to have where the domains of their pack could not be read.
pub const UNJUDGED: [Code; 4] = [Code::UnknownDomain, Code::FewSenses, Code::DomainWithoutSense, Code::SenseNotAsked];

fn domains(value: &Value, reading: &mut Reading) -> Vec<Domain> {
    let list = reading.list(value, 100);
    if !(2..=4).contains(&list.len()) && !list.is_empty() {
        reading.push(reading.fault(Code::DomainCount, value.span()).arg("found", list.len()));
    }
    let mut out: Vec<Domain> = Vec::new();
    for value in list {
        let Some(mut keys) = Keys::of(value, reading) else { continue };
        let id_value = keys.required("id", reading);
        let id = id_value.and_then(|v| reading.id(v));
        let name = keys.required("name", reading).and_then(|v| reading.text(v, 14));
        let letter_value = keys.required("letter", reading);
        let letter = letter_value.and_then(|v| reading.line(v, 1)).and_then(|l| l.chars().next());
        let colour = keys.required("colour", reading).and_then(|v| reading.word(v, &COLOURS));
        keys.finish(reading);
        if let (Some(letter), Some(at)) = (letter, letter_value) {
            let shared = out.iter().any(|other| other.letter == letter);
            if !letter.is_ascii_lowercase() || LETTERS_TAKEN.contains(letter) || shared {
                let taken: Vec<String> = LETTERS_TAKEN.chars().map(String::from).collect();
                let fault = reading.fault(Code::LetterTaken, at.span()).arg("found", letter);
                reading.push(fault.arg("taken", taken.join(", ")));
            }
        }
        if let (Some(id), Some(name), Some(letter), Some(colour)) = (id, name, letter, colour) {
            if let (true, Some(at)) = (out.iter().any(|other| other.id == id), id_value) {
                reading.push(reading.fault(Code::Duplicate, at.span()).arg("found", &id));
            }
            out.push(Domain { id, name, letter, colour });
        }
    }
    if out.len() < list.len() || list.is_empty() {
        // What the terms say of a domain that could not be read cannot be judged.
        reading.mute(&UNJUDGED);
    }
    out.truncate(4);
    out
}

/// Reads the `[[term]]` tables of one file.
pub fn terms(keys: &mut Keys, domains: &[Domain], reading: &mut Reading) -> Vec<RawTerm> {
    let Some(value) = keys.optional("term") else { return Vec::new() };
    reading.list(value, super::QUESTIONS_MAX).iter().filter_map(|value| term(value, domains, reading)).collect()
}

fn term(value: &Value, domains: &[Domain], reading: &mut Reading) -> Option<RawTerm> {
    let mut keys = Keys::of(value, reading)?;
    let id = keys.required("id", reading).and_then(|v| Some((reading.id(v)?, v.span())));
    let name = keys.required("name", reading).and_then(|v| reading.text(v, 40));
    let written = keys.optional("sense").map(|v| reading.list(v, 20)).unwrap_or_default();
    let senses: Vec<_> = written.iter().filter_map(|v| sense(v, domains, reading)).collect();
    let mut senses_whole = senses.len() == written.len();
    let written = keys.optional("question").map(|v| reading.list(v, super::QUESTIONS_MAX)).unwrap_or_default();
    let questions: Vec<_> = written.iter().filter_map(|v| question(v, domains, reading)).collect();
    let mut questions_whole = questions.len() == written.len() && questions.iter().all(|raw| raw.key_whole);
    let allow = allow(&mut keys, reading);
    for meant in keys.finish(reading) {
        senses_whole &= meant.as_str() != "sense";
        questions_whole &= meant.as_str() != "question";
    }
    if id.is_none() || name.is_none() {
        // A term that cannot be read is there all the same.
        reading.mute(&[Code::NoTerms]);
    }
    Some(RawTerm { file: reading.file, id: id?, name: name?, senses, senses_whole, questions, questions_whole, allow })
}

fn sense(value: &Value, domains: &[Domain], reading: &mut Reading) -> Option<(Sense, Range<usize>)> {
    let mut keys = Keys::of(value, reading)?;
    let at = keys.required("domain", reading);
    let domain = at.and_then(|v| domain_value(v, domains, reading));
    let gloss = keys.required("gloss", reading).and_then(|v| reading.text(v, 120));
    let source = keys.optional("source").and_then(|v| reading.text(v, 200));
    keys.finish(reading);
    Some((Sense { domain: domain?, gloss: gloss?, source }, at?.span()))
}

fn domain_value(value: &Value, domains: &[Domain], reading: &mut Reading) -> Option<DomainId> {
    let name = reading.line(value, 60)?;
    domain_named(&name, value.span(), domains, reading)
}

fn domain_named(name: &str, span: Range<usize>, domains: &[Domain], reading: &mut Reading) -> Option<DomainId> {
    let found = domains.iter().position(|domain| domain.id.as_str() == name);
    if found.is_none() {
        let known: Vec<&str> = domains.iter().map(|domain| domain.id.as_str()).collect();
        reading.push(reading.fault(Code::UnknownDomain, span).arg("found", name).known(name, &known));
    }
    found.map(|i| DomainId(i as u8))
}

fn question(value: &Value, domains: &[Domain], reading: &mut Reading) -> Option<RawQuestion> {
    let mut keys = Keys::of(value, reading)?;
    let own = keys.optional("languages").map(|v| question_languages(v, reading));
    let languages = own.unwrap_or_else(|| reading.langs.clone());
    let pack_needs = std::mem::replace(&mut reading.needed, languages);

    let id = keys.required("id", reading).and_then(|v| Some((reading.id(v)?, v.span())));
    let key = keys.required("key", reading);
    let (key_spans, key_whole) = key.map(|v| key_domains(v, domains, reading)).unwrap_or_default();
    let level = keys.optional("level").map_or(Some(1), |v| reading.integer(v, 1..=3));
    let tell = keys.required("tell", reading);
    let tells = tell.map(|v| reading.strings_by_lang(v, 8)).unwrap_or_default();
    let explanation = keys.required("explanation", reading).and_then(|v| reading.text(v, 600));
    let remarks = keys.optional("remark").map(|v| remarks(v, domains, reading)).unwrap_or_default();
    let tags = keys.optional("tags").map(|v| reading.list(v, 20)).unwrap_or_default();
    let tags = tags.iter().filter_map(|v| reading.line(v, 40)).collect();
    let allow = allow(&mut keys, reading);
    let context_value = keys.required("context", reading);
    let so_far = reading.errors;
    // In a context that has a fault, a tell would seem to be wrong, too.
    let context = context_value.and_then(|v| ContextType.read(v, reading)).filter(|_| reading.errors == so_far);
    keys.finish(reading);

    let languages = std::mem::replace(&mut reading.needed, pack_needs);
    let (id, id_span) = id?;
    let level = match level? {
        1 => Level::Easy,
        2 => Level::Trade,
        _ => Level::Expert,
    };
    let context = context?;
    let shown = |tells: Vec<SafeText>| tells.into_iter().map(|tell| context.tell(tell)).collect();
    let tells = tells.into_iter().map(|(lang, tells)| (lang, shown(tells))).collect();
    let question = Question {
        id,
        context,
        key: key_spans.iter().map(|(domain, _)| *domain).collect::<DomainSet>(),
        level,
        tells,
        explanation: explanation?,
        remarks: remarks.iter().map(|(domain, text, _)| (*domain, text.clone())).collect(),
        languages,
        tags,
        allow,
    };
    let remark_spans = remarks.into_iter().map(|(domain, _, span)| (domain, span)).collect();
    let (context_span, tell_span) = (context_value?.span(), tell?.span());
    Some(RawQuestion { question, id_span, key_spans, key_whole, remark_spans, context_span, tell_span })
}

fn question_languages(value: &Value, reading: &mut Reading) -> Vec<Lang> {
    let own = languages(value, reading);
    for lang in &own {
        if !reading.langs.contains(lang) {
            reading.push(reading.fault(Code::UndeclaredLanguage, value.span()).arg("found", lang.code()));
        }
    }
    own
}

/// The right domains, and whether they are all that is written there.
fn key_domains(value: &Value, domains: &[Domain], reading: &mut Reading) -> (Vec<(DomainId, Range<usize>)>, bool) {
    let mut out: Vec<(DomainId, Range<usize>)> = Vec::new();
    let list = reading.one_or_more(value, 4);
    let mut whole = !list.is_empty();
    for value in list {
        let Some(domain) = domain_value(value, domains, reading) else {
            whole = false;
            continue;
        };
        if let Some((_, first)) = out.iter().find(|(other, _)| *other == domain) {
            let name = &domains[usize::from(domain.0)].id;
            let fault = reading.fault(Code::Duplicate, value.span()).arg("found", name);
            reading.push(fault.also(reading.file, first.clone()));
        } else {
            out.push((domain, value.span()));
        }
    }
    (out, whole)
}

fn remarks(value: &Value, domains: &[Domain], reading: &mut Reading) -> Vec<(DomainId, Text, Range<usize>)> {
    let Some(keys) = Keys::of(value, reading) else { return Vec::new() };
    let entries = keys.entries().filter_map(|(name, span, value)| {
        let domain = domain_named(name, span.clone(), domains, reading);
        let text = reading.text(value, 200);
        Some((domain?, text?, span))
    });
    entries.collect()
}
