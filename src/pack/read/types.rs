//! What may stand behind the keys of a pack's own tables.

use std::ops::Range;

use serde_json::{Map, json};
use toml::de::DeValue;

use super::{DEFAULT_DOMAINS, DomainKeys, LETTERS_TAKEN, REMARK_MAX, RawTerm, TermKeys, UNJUDGED};
use crate::pack::{Allow, Domain, DomainId, FORMAT};
use crate::read::diagnostic::Code;
use crate::read::types::{KeyType, ValueType, by_language, line, list, simple, string, table, text, whole};
use crate::read::{FromTable, Keys, Placed, Reading, Value};
use crate::text::{Lang, SafeText, Text};

/// Those parts of a list that could be read, and whether they are all that is written there.
pub(super) type Parts<T> = (Vec<T>, bool);

/// The version of the format: nothing of a newer one can be judged.
pub(super) fn format() -> impl ValueType<Value = i64> {
    let read = |value: &Value, reading: &mut Reading| {
        let found = reading.integer(value, 1..=i64::MAX)?;
        if found > FORMAT {
            let fault = reading.fault(Code::NewerFormat, value.span()).arg("found", found).arg("known", FORMAT);
            reading.push(fault);
        }
        (found <= FORMAT).then_some(found)
    };
    simple(|tables| whole(1, FORMAT).schema(tables), read)
}

pub(super) fn pack_languages() -> impl ValueType<Value = Vec<Lang>> {
    simple(
        |_| {
            json!({
                "type": "array",
                "items": { "type": "string", "enum": Lang::ALL.map(Lang::code) },
                "minItems": 1,
                "uniqueItems": true,
            })
        },
        |value, reading| {
            let languages = languages(value, reading);
            reading.langs.clone_from(&languages);
            reading.needed.clone_from(&languages);
            Some(languages)
        },
    )
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

pub(super) fn question_languages() -> impl ValueType<Value = ()> {
    let read = |value: &Value, reading: &mut Reading| {
        let own = languages(value, reading);
        for lang in &own {
            if !reading.langs.contains(lang) {
                reading.push(reading.fault(Code::UndeclaredLanguage, value.span()).arg("found", lang.code()));
            }
        }
        reading.needed = own;
        Some(())
    };
    simple(|tables| pack_languages().schema(tables), read)
}

fn reason() -> impl ValueType<Value = SafeText> {
    line(200)
}

/// Which rules of `lint` are broken on purpose: a table from their names to reasons.
pub(super) fn allow() -> impl ValueType<Value = Vec<Allow>> {
    // What each rule minds is told by `lint`.
    simple(
        |tables| {
            let mut rules = Map::new();
            for rule in Code::RULES {
                let mut reason = reason().schema(tables);
                reason["description"] = rule.name().into();
                rules.insert(rule.name().to_owned(), reason);
            }
            json!({ "type": "object", "properties": rules })
        },
        read_allow,
    )
}

fn read_allow(value: &Value, reading: &mut Reading) -> Option<Vec<Allow>> {
    let table = Keys::of(value, reading)?;
    let mut out = Vec::new();
    for (name, span, value) in table.entries() {
        let rule = Code::RULES.iter().copied().find(|rule| rule.name() == name);
        if rule.is_none() {
            let fault = reading.fault(Code::UnknownRule, span).arg("found", name);
            let known: Vec<&str> = Code::RULES.iter().map(|rule| rule.name()).collect();
            reading.push(fault.known(name, &known));
        }
        let reason = reason().read(value, reading);
        out.extend(rule.zip(reason).map(|(rule, reason)| Allow { rule, reason }));
    }
    Some(out)
}

pub(super) fn letter() -> impl ValueType<Value = char> {
    simple(
        |tables| {
            let free: String = ('a'..='z').filter(|letter| !LETTERS_TAKEN.contains(*letter)).collect();
            let mut schema = line(1).schema(tables);
            schema["pattern"] = format!("^[{free}]$").into();
            schema
        },
        |value, reading| line(1).read(value, reading)?.chars().next(),
    )
}

pub(super) fn domains() -> impl ValueType<Value = Vec<Domain>> {
    simple(
        |tables| {
            let domain = tables.add("Domain", DomainKeys::schema);
            json!({ "type": "array", "items": domain, "minItems": 2, "maxItems": 4 })
        },
        read_domains,
    )
}

/// Those that could be read: the terms are checked with them.
fn read_domains(value: &Value, reading: &mut Reading) -> Option<Vec<Domain>> {
    let list = reading.list(value, 100);
    if !(2..=4).contains(&list.len()) && !list.is_empty() {
        reading.push(reading.fault(Code::DomainCount, value.span()).arg("found", list.len()));
    }
    let mut out: Vec<Domain> = Vec::new();
    for value in list {
        let Some(mut keys) = Keys::of(value, reading) else { continue };
        let own = DomainKeys::read(&mut keys, reading);
        keys.finish(reading);
        if let Some((letter, at)) = &own.letter {
            let shared = out.iter().any(|other| other.letter == *letter);
            if !letter.is_ascii_lowercase() || LETTERS_TAKEN.contains(*letter) || shared {
                let taken: Vec<String> = LETTERS_TAKEN.chars().map(String::from).collect();
                let fault = reading.fault(Code::LetterTaken, at.clone()).arg("found", letter);
                reading.push(fault.arg("taken", taken.join(", ")));
            }
        }
        if let (Some((id, at)), Some(name), Some((letter, _)), Some(colour)) =
            (own.id, own.name, own.letter, own.colour)
        {
            if out.iter().any(|other| other.id == id) {
                reading.push(reading.fault(Code::Duplicate, at).arg("found", &id));
            }
            out.push(Domain { id, name, letter, colour });
        }
    }
    if out.len() < list.len() || list.is_empty() {
        // What the terms say of a domain that could not be read cannot be judged.
        reading.mute(&UNJUDGED);
    }
    out.truncate(4);
    Some(out)
}

pub(super) fn domain() -> impl ValueType<Value = DomainId> {
    simple(
        |_| {
            let mut schema = string(Reading::ID_MAX);
            schema["examples"] = json!(DEFAULT_DOMAINS);
            schema
        },
        |value, reading| {
            let name = reading.line(value, Reading::ID_MAX)?;
            domain_named(&name, value.span(), reading)
        },
    )
}

fn domain_named(name: &str, span: Range<usize>, reading: &mut Reading) -> Option<DomainId> {
    let found = reading.domains.iter().position(|domain| domain.as_str() == name);
    if found.is_none() {
        let known: Vec<&str> = reading.domains.iter().map(SafeText::as_str).collect();
        let fault = reading.fault(Code::UnknownDomain, span).arg("found", name).known(name, &known);
        reading.push(fault);
    }
    found.map(|i| DomainId(i as u8))
}

const RIGHT_MAX: usize = 4;

pub(super) fn right_domains() -> impl ValueType<Value = Parts<Placed<DomainId>>> {
    simple(
        |_| {
            json!({
                "type": ["string", "array"],
                "minLength": 1,
                "maxLength": Reading::ID_MAX,
                "items": string(Reading::ID_MAX),
                "minItems": 1,
                "maxItems": RIGHT_MAX,
                "uniqueItems": true,
                "examples": ["dev", "ml", "stats", ["ml", "stats"]],
            })
        },
        read_right_domains,
    )
}

fn read_right_domains(value: &Value, reading: &mut Reading) -> Option<Parts<Placed<DomainId>>> {
    let mut out: Vec<Placed<DomainId>> = Vec::new();
    let list = reading.one_or_more(value, RIGHT_MAX);
    let mut whole = !list.is_empty();
    for value in list {
        let Some(domain) = domain().read(value, reading) else {
            whole = false;
            continue;
        };
        if let Some((_, first)) = out.iter().find(|(other, _)| *other == domain) {
            let name = &reading.domains[usize::from(domain.0)];
            let fault = reading.fault(Code::Duplicate, value.span()).arg("found", name);
            reading.push(fault.also(reading.file, first.clone()));
        } else {
            out.push((domain, value.span()));
        }
    }
    Some((out, whole))
}

pub(crate) const TELLS_MAX: usize = 8;
pub(crate) const TELL_MAX: usize = 200;

/// The tells of a question: a string, or a list of them, by language or not.
pub(super) fn tell() -> impl ValueType<Value = Vec<(Option<Lang>, Vec<SafeText>)>> {
    simple(
        |_| {
            let strings = |types: &[&str]| {
                json!({
                    "type": types,
                    "minLength": 1,
                    "maxLength": TELL_MAX,
                    "items": string(TELL_MAX),
                    "minItems": 1,
                    "maxItems": TELLS_MAX,
                })
            };
            by_language(strings(&["string", "array", "object"]), &strings(&["string", "array"]))
        },
        |value, reading| {
            let tells = reading.by_lang(value, |reading, value| match value.get_ref() {
                DeValue::Array(_) => {
                    let tells = reading.list(value, TELLS_MAX).iter();
                    Some(tells.filter_map(|tell| reading.line(tell, TELL_MAX)).collect())
                }
                _ => reading.line(value, TELL_MAX).map(|one| vec![one]),
            });
            Some(tells.unwrap_or_default())
        },
    )
}

/// What is said to players who chose a wrong domain: texts by domain.
pub(super) fn remarks() -> impl ValueType<Value = Vec<(DomainId, Text, Range<usize>)>> {
    simple(
        |tables| {
            let schema = text(REMARK_MAX).schema(tables);
            let own = DEFAULT_DOMAINS.map(|domain| (domain.to_owned(), schema.clone()));
            // The pack may have domains of its own.
            json!({
                "type": "object",
                "properties": own.into_iter().collect::<Map<_, _>>(),
                "additionalProperties": schema,
            })
        },
        read_remarks,
    )
}

fn read_remarks(value: &Value, reading: &mut Reading) -> Option<Vec<(DomainId, Text, Range<usize>)>> {
    let keys = Keys::of(value, reading)?;
    let entries = keys.entries().filter_map(|(name, span, value)| {
        let domain = domain_named(name, span.clone(), reading);
        let text = text(REMARK_MAX).read(value, reading);
        Some((domain?, text?, span))
    });
    Some(entries.collect())
}

/// The parts of a term: so many, of which a list may hold some more, and which are not missed here: what is missing among
/// them is judged with the whole pack.
pub(super) fn parts<T: FromTable + Clone>(min: usize, max: usize, read_max: usize) -> impl KeyType<Value = Parts<T>> {
    let read = move |value: &Value, reading: &mut Reading| {
        let written = reading.list(value, read_max);
        let parts: Vec<T> = written.iter().filter_map(|value| table::<T>().read(value, reading)).collect();
        let whole = parts.len() == written.len();
        Some((parts, whole))
    };
    simple(move |tables| list(min, max, table::<T>()).schema(tables), read).missed_as((Vec::new(), true))
}

pub(super) fn term() -> impl ValueType<Value = RawTerm> {
    simple(|tables| tables.add("Term", TermKeys::schema), read_term)
}

fn read_term(value: &Value, reading: &mut Reading) -> Option<RawTerm> {
    let mut keys = Keys::of(value, reading)?;
    let own = TermKeys::read(&mut keys, reading);
    let (senses, mut senses_whole) = own.sense.unwrap_or_default();
    let (questions, mut questions_whole) = own.question.unwrap_or_default();
    questions_whole &= questions.iter().all(|raw| raw.key_whole);
    for meant in keys.finish(reading) {
        senses_whole &= meant.as_str() != "sense";
        questions_whole &= meant.as_str() != "question";
    }
    if own.id.is_none() || own.name.is_none() {
        // A term that cannot be read is there all the same.
        reading.mute(&[Code::NoTerms]);
    }
    Some(RawTerm {
        file: reading.file,
        id: own.id?,
        name: own.name?,
        senses,
        senses_whole,
        questions,
        questions_whole,
        allow: own.allow.flatten().unwrap_or_default(),
    })
}
