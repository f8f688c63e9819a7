//! What may stand behind the keys of a pack's own tables.

use std::marker::PhantomData;
use std::ops::Range;

use serde_json::{Map, Value as Json, json};

use super::{DomainKeys, LETTERS_TAKEN, REMARK_MAX, RawTerm, TermKeys, UNJUDGED};
use crate::diagnostic::Code;
use crate::pack::{Allow, Domain, DomainId, FORMAT};
use crate::read::types::{KeyType, ValueType, by_language, line, list, string, table, text, whole};
use crate::read::{FromTable, Keys, Placed, Reading, TableSchema, Tables, Value};
use crate::text::{Lang, SafeText, Text};

/// Those parts of a list that could be read, and whether they are all that is written there.
pub(super) type Parts<T> = (Vec<T>, bool);

/// The version of the format: nothing of a newer one can be judged.
pub(super) struct FormatType;

impl ValueType for FormatType {
    type Value = i64;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<i64> {
        let found = reading.integer(value, 1..=i64::MAX)?;
        if found > FORMAT {
            let fault = reading.fault(Code::NewerFormat, value.span()).arg("found", found).arg("known", FORMAT);
            reading.push(fault);
            return None;
        }
        Some(found)
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        whole(1, FORMAT).schema(tables)
    }
}

/// The languages of a pack, which all its texts keep to.
pub(super) struct PackLanguages;

impl ValueType for PackLanguages {
    type Value = Vec<Lang>;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Vec<Lang>> {
        let languages = languages(value, reading);
        reading.langs.clone_from(&languages);
        reading.needed.clone_from(&languages);
        Some(languages)
    }

    fn schema(&self, _: &mut Tables) -> Json {
        json!({
            "type": "array",
            "items": { "type": "string", "enum": Lang::ALL.map(Lang::code) },
            "minItems": 1,
            "uniqueItems": true,
        })
    }
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

/// The languages of a question, which its texts keep to.
pub(super) struct QuestionLanguages;

impl ValueType for QuestionLanguages {
    type Value = ();

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<()> {
        let own = languages(value, reading);
        for lang in &own {
            if !reading.langs.contains(lang) {
                reading.push(reading.fault(Code::UndeclaredLanguage, value.span()).arg("found", lang.code()));
            }
        }
        reading.needed = own;
        Some(())
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        PackLanguages.schema(tables)
    }
}

/// Which rules of `lint` are broken on purpose: a table from their names to reasons.
pub(super) struct AllowType;

impl AllowType {
    fn reason() -> impl ValueType<Value = SafeText> {
        line(200)
    }
}

impl ValueType for AllowType {
    type Value = Vec<Allow>;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Vec<Allow>> {
        let table = Keys::of(value, reading)?;
        let mut out = Vec::new();
        for (name, span, value) in table.entries() {
            let rule = Code::RULES.into_iter().find(|rule| rule.name() == name);
            if rule.is_none() {
                let fault = reading.fault(Code::UnknownRule, span).arg("found", name);
                reading.push(fault.known(name, &Code::RULES.map(Code::name)));
            }
            let reason = Self::reason().read(value, reading);
            out.extend(rule.zip(reason).map(|(rule, reason)| Allow { rule, reason }));
        }
        Some(out)
    }

    /// What each rule minds is told by `lint`.
    fn schema(&self, tables: &mut Tables) -> Json {
        let mut rules = Map::new();
        for rule in Code::RULES {
            let mut reason = Self::reason().schema(tables);
            reason["description"] = rule.name().into();
            rules.insert(rule.name().to_owned(), reason);
        }
        json!({ "type": "object", "properties": rules })
    }
}

/// The letter that answers with a domain.
pub(super) struct LetterType;

impl ValueType for LetterType {
    type Value = char;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<char> {
        line(1).read(value, reading)?.chars().next()
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        let free: String = ('a'..='z').filter(|letter| !LETTERS_TAKEN.contains(*letter)).collect();
        let mut schema = line(1).schema(tables);
        schema["pattern"] = format!("^[{free}]$").into();
        schema
    }
}

/// The domains of a pack.
pub(super) struct DomainList;

impl ValueType for DomainList {
    type Value = Vec<Domain>;

    /// Those that could be read: the terms are checked with them.
    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Vec<Domain>> {
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

    fn schema(&self, tables: &mut Tables) -> Json {
        let domain = tables.add("Domain", DomainKeys::schema);
        json!({ "type": "array", "items": domain, "minItems": 2, "maxItems": 4 })
    }
}

/// A domain by its id: one of ours, or of the pack.
pub(super) struct DomainType;

impl ValueType for DomainType {
    type Value = DomainId;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<DomainId> {
        let name = reading.line(value, Reading::ID_MAX)?;
        domain_named(&name, value.span(), reading)
    }

    fn schema(&self, _: &mut Tables) -> Json {
        let mut schema = string(Reading::ID_MAX);
        schema["examples"] = json!(["dev", "ml", "stats"]);
        schema
    }
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

/// The right domain, or a list of them.
pub(super) struct RightDomains;

impl RightDomains {
    const MAX: usize = 4;
}

impl ValueType for RightDomains {
    type Value = Parts<Placed<DomainId>>;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Self::Value> {
        let mut out: Vec<Placed<DomainId>> = Vec::new();
        let list = reading.one_or_more(value, Self::MAX);
        let mut whole = !list.is_empty();
        for value in list {
            let Some(domain) = DomainType.read(value, reading) else {
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

    fn schema(&self, _: &mut Tables) -> Json {
        json!({
            "type": ["string", "array"],
            "minLength": 1,
            "maxLength": Reading::ID_MAX,
            "items": string(Reading::ID_MAX),
            "minItems": 1,
            "maxItems": Self::MAX,
            "uniqueItems": true,
            "examples": ["dev", "ml", "stats", ["ml", "stats"]],
        })
    }
}

/// The tells of a question: a string, or a list of them, by language or not.
pub(super) struct TellType;

impl TellType {
    const MOST: usize = 8;
    const MAX: usize = 200;
}

impl ValueType for TellType {
    type Value = Vec<(Option<Lang>, Vec<SafeText>)>;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Self::Value> {
        Some(reading.strings_by_lang(value, Self::MOST, Self::MAX))
    }

    fn schema(&self, _: &mut Tables) -> Json {
        let strings = |types: &[&str]| {
            json!({
                "type": types,
                "minLength": 1,
                "maxLength": Self::MAX,
                "items": string(Self::MAX),
                "minItems": 1,
                "maxItems": Self::MOST,
            })
        };
        by_language(strings(&["string", "array", "object"]), &strings(&["string", "array"]))
    }
}

/// What is said to players who chose a wrong domain: texts by domain.
pub(super) struct RemarkType;

impl ValueType for RemarkType {
    type Value = Vec<(DomainId, Text, Range<usize>)>;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Self::Value> {
        let keys = Keys::of(value, reading)?;
        let entries = keys.entries().filter_map(|(name, span, value)| {
            let domain = domain_named(name, span.clone(), reading);
            let text = text(REMARK_MAX).read(value, reading);
            Some((domain?, text?, span))
        });
        Some(entries.collect())
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        let schema = text(REMARK_MAX).schema(tables);
        let own = ["dev", "ml", "stats"].map(|domain| (domain.to_owned(), schema.clone()));
        // The pack may have domains of its own.
        json!({
            "type": "object",
            "properties": own.into_iter().collect::<Map<_, _>>(),
            "additionalProperties": schema,
        })
    }
}

/// The parts of a term. What is missing among them is judged with the whole pack.
pub(super) struct Listed<T> {
    min: usize,
    max: usize,
    of: PhantomData<T>,
}

impl<T> Listed<T> {
    pub(super) fn between(min: usize, max: usize) -> Self {
        Self { min, max, of: PhantomData }
    }
}

impl<T: FromTable> KeyType for Listed<T> {
    type Value = Parts<T>;

    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<Parts<T>> {
        // One too many for its domain is better told as such.
        let written = keys.optional(key).map(|value| reading.list(value, self.max.max(20))).unwrap_or_default();
        let parts: Vec<T> = written.iter().filter_map(|value| table::<T>().read(value, reading)).collect();
        let whole = parts.len() == written.len();
        Some((parts, whole))
    }

    fn describe(&self, key: &'static str, meaning: &[&str], schema: &mut TableSchema, tables: &mut Tables) {
        schema.key(key, meaning, list(self.min, self.max, table::<T>()).schema(tables), true);
    }
}

/// A term with its senses and questions.
pub(super) struct TermType;

impl ValueType for TermType {
    type Value = RawTerm;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<RawTerm> {
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

    fn schema(&self, tables: &mut Tables) -> Json {
        tables.add("Term", TermKeys::schema)
    }
}
