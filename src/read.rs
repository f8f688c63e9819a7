//! Reads a parsed TOML document key by key, and notes every fault on the way instead of stopping at the first.
//!
//! A table is read through [`Keys`]: each getter names a key, and [`Keys::finish`] refuses the keys that nobody asked
//! for. So the code that reads a table is also the list of what the table may hold.

pub mod diagnostic;
mod decoded;
mod document;
mod heading;
mod keys;
mod place;
mod table;
pub(crate) mod types;

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

pub(crate) use self::decoded::decoded;
pub(crate) use self::document::document;
pub(crate) use self::heading::{heading_at, is_listed};
pub(crate) use self::keys::Keys;
pub(crate) use self::place::{control_escape, place_in};
pub(crate) use self::table::{
    BY_TYPE, CaseSchema, FromTable, ORDER, Relation, TableSchema, Tables, by_type, key_name, keys,
};
pub(crate) use self::types::Placed;
use crate::read::diagnostic::{Code, Diagnostic, Severity, Type};
use crate::text::{Lang, SafeText, Text};

/// A value as `toml` hands it over: borrowed from the source, and aware of its place.
pub(crate) type Value<'i> = Spanned<DeValue<'i>>;

/// The most faults that are kept for one pack. Past this many, nobody reads on.
pub const FAULTS_MAX: usize = 500;

/// Where the reading stands: which file, which languages, and the faults so far.
pub(crate) struct Reading<'a> {
    pub(crate) file: usize,
    /// The languages of the pack; empty until they are known.
    pub(crate) langs: Vec<Lang>,
    /// The languages that texts must have: all of the pack's, or those of the question.
    pub(crate) needed: Vec<Lang>,
    pub(crate) domains: Vec<SafeText>,
    pub(crate) faults: Vec<Diagnostic>,
    /// How many errors were found, whether they are kept, muted or too many.
    pub(crate) errors: usize,
    /// The faults found past [`FAULTS_MAX`], which are only counted.
    pub(crate) more: usize,
    /// Faults that would only follow from others, and are left out: of a file that did not parse whole, for example,
    /// what seems to be missing may only be unread.
    muted: Vec<Code>,
    pub(crate) source: &'a str,
    pub(crate) fetch: &'a Fetch<'a>,
    /// Data files are looked at whole, which takes time; a game trusts their headers.
    pub(crate) thorough: bool,
    pub(crate) pictures: HashSet<SafeText>,
}

/// Reads a data file that lies beside the pack, or says what is wrong with it and why.
///
/// The number is the most bytes that it may have.
pub(crate) type Fetch<'a> = dyn Fn(&str, usize) -> Result<Arc<[u8]>, (Code, SafeText)> + 'a;

impl<'a> Reading<'a> {
    pub(crate) fn new(fetch: &'a Fetch<'a>) -> Self {
        Self {
            file: 0,
            langs: Vec::new(),
            needed: Vec::new(),
            domains: Vec::new(),
            faults: Vec::new(),
            errors: 0,
            more: 0,
            muted: Vec::new(),
            source: "",
            fetch,
            thorough: false,
            pictures: HashSet::new(),
        }
    }

    /// Notes a fault, unless its kind is muted.
    pub(crate) fn push(&mut self, fault: Diagnostic) {
        self.errors += usize::from(fault.severity == Severity::Error);
        if self.muted.contains(&fault.code) {
        } else if self.faults.len() < FAULTS_MAX {
            self.faults.push(fault);
        } else {
            self.more += 1;
            // A pack is refused for the errors that are listed, so none may be left out for a warning.
            if fault.severity == Severity::Error
                && let Some(last) = self.faults.iter_mut().rfind(|fault| fault.severity == Severity::Warning)
            {
                *last = fault;
            }
        }
    }

    /// Leaves out some kinds of fault from here on, because they would only follow from one that was noted.
    pub(crate) fn mute(&mut self, codes: &[Code]) {
        self.muted.extend(codes);
    }

    /// A fault at a place in the file being read; give it to [`Reading::push`].
    pub(crate) fn fault(&self, code: Code, span: Range<usize>) -> Diagnostic {
        Diagnostic::error(code, self.file, span)
    }

    fn wrong_type(&mut self, value: &Value, wanted: Type) {
        let found = match value.get_ref() {
            DeValue::String(_) => Type::Text,
            DeValue::Integer(_) => Type::WholeNumber,
            DeValue::Float(_) => Type::Number,
            DeValue::Boolean(_) => Type::Boolean,
            DeValue::Datetime(_) => Type::Date,
            DeValue::Array(_) => Type::List,
            DeValue::Table(_) => Type::Table,
        };
        self.push(self.fault(Code::WrongType, value.span()).arg_type("found", found).arg_type("wanted", wanted));
    }

    /// A heading in single brackets, at a place, where one of many stands in double ones.
    pub(crate) fn single_brackets(&mut self, span: Range<usize>) {
        let heading = self.source.get(span.clone()).unwrap_or_default();
        let fault = self.fault(Code::SingleBrackets, span).arg("found", heading);
        if !self.faults.contains(&fault) {
            self.push(fault);
        }
        // What it begins is not read, but is there.
        self.mute(&[Code::NoTerms, Code::FewSenses, Code::SenseNotAsked, Code::DomainWithoutSense]);
    }

    /// A string of one line, not empty, of at most `max` characters.
    pub(crate) fn line(&mut self, value: &Value, max: usize) -> Option<SafeText> {
        let raw = self.raw_string(value, max)?;
        if raw.contains('\n') {
            self.push(self.fault(Code::ManyLines, value.span()));
            return None;
        }
        Some(SafeText::new(raw))
    }

    /// A string of one or more lines, not empty, of at most `max` characters; line feeds at its end are dropped.
    pub(crate) fn block(&mut self, value: &Value, max: usize) -> Option<SafeText> {
        let raw = self.raw_string(value, max)?;
        Some(SafeText::new(raw.trim_end_matches(['\n', '\r', ' '])))
    }

    /// A string of any lines as it is, not empty, of at most `max` characters. It still must go through [`SafeText`].
    pub(crate) fn raw_string<'v>(&mut self, value: &'v Value, max: usize) -> Option<&'v str> {
        let DeValue::String(raw) = value.get_ref() else {
            self.wrong_type(value, Type::Text);
            return None;
        };
        if let Some((_, c)) = SafeText::first_unsafe(raw) {
            // An escaped character (\u001b) has no place of its own.
            let written = self.source.get(value.span()).and_then(|written| written.find(c));
            let span = written.map_or(value.span(), |at| {
                let start = value.span().start + at;
                start..start + c.len_utf8()
            });
            self.push(self.fault(Code::UnsafeText, span).arg("char", format!("U+{:04X}", c as u32)));
            return None;
        }
        if raw.trim().is_empty() {
            self.push(self.fault(Code::EmptyText, value.span()));
            return None;
        }
        if raw.len() > max && raw.chars().count() > max {
            let found = raw.chars().count();
            self.push(self.fault(Code::TextTooLong, value.span()).arg("found", found).arg("max", max));
            return None;
        }
        Some(raw)
    }

    pub(crate) fn word<T: Copy>(&mut self, value: &Value, words: &[(&'static str, T)]) -> Option<T> {
        let raw = self.line(value, 1000)?;
        let found = words.iter().find(|(name, _)| *name == &*raw);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
            self.push(self.fault(Code::UnknownWord, value.span()).arg("found", &raw).known(&raw, &known));
        }
        found.map(|(_, word)| *word)
    }

    pub(crate) const ID_MAX: usize = 60;

    /// An id: lower-case letters, digits and dashes.
    pub(crate) fn id(&mut self, value: &Value) -> Option<SafeText> {
        let id = self.line(value, Self::ID_MAX)?;
        let good = is_id(&id);
        if !good {
            let slug: String =
                id.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
            let slug = slug.trim_matches('-');
            let meant = Some(slug).filter(|slug| !slug.is_empty());
            self.push(self.fault(Code::BadId, value.span()).arg("found", &id).suggest(meant));
        }
        good.then_some(id)
    }

    pub(crate) fn boolean(&mut self, value: &Value) -> Option<bool> {
        let found = value.get_ref().as_bool();
        if found.is_none() {
            self.wrong_type(value, Type::Boolean);
        }
        found
    }

    pub(crate) fn integer(&mut self, value: &Value, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let DeValue::Integer(raw) = value.get_ref() else {
            self.wrong_type(value, Type::WholeNumber);
            return None;
        };
        let number = i64::from_str_radix(raw.as_str(), raw.radix()).ok().filter(|n| range.contains(n));
        if number.is_none() {
            let wanted = format!("{}…{}", range.start(), range.end());
            self.push(self.fault(Code::OutOfRange, value.span()).arg("found", raw.as_str()).arg("wanted", wanted));
        }
        number
    }

    pub(crate) fn number(&mut self, value: &Value) -> Option<f64> {
        let number = match value.get_ref() {
            DeValue::Integer(raw) => i64::from_str_radix(raw.as_str(), raw.radix()).ok().map(|n| n as f64),
            DeValue::Float(raw) => raw.as_str().parse().ok(),
            _ => {
                self.wrong_type(value, Type::Number);
                return None;
            }
        };
        let number = number.filter(|n: &f64| n.is_finite() && n.abs() <= NUMBER_MAX);
        if number.is_none() {
            let found = number_as_written(value).unwrap_or_default();
            let fault = self.fault(Code::OutOfRange, value.span()).arg("found", found).arg("wanted", "-1e15…1e15");
            self.push(fault);
        }
        number
    }

    pub(crate) fn within<N>(&mut self, number: N, range: std::ops::RangeInclusive<N>, span: Range<usize>) -> Option<N>
    where
        N: PartialOrd + std::fmt::Display,
    {
        if !range.contains(&number) {
            let wanted = format!("{}…{}", range.start(), range.end());
            self.push(self.fault(Code::OutOfRange, span).arg("found", number).arg("wanted", wanted));
            return None;
        }
        Some(number)
    }

    /// Notes a list of another length than other keys decide on; whether it is of that length.
    pub(crate) fn counted(&mut self, found: usize, wanted: usize, span: Range<usize>) -> bool {
        if found != wanted {
            self.push(self.fault(Code::LengthMismatch, span).arg("found", found).arg("wanted", wanted));
        }
        found == wanted
    }

    pub(crate) fn list<'v, 'i>(&mut self, value: &'v Value<'i>, max: usize) -> &'v [Value<'i>] {
        let DeValue::Array(list) = value.get_ref() else {
            match heading_at(self.source, value.span().start) {
                Some((span, _)) if matches!(value.get_ref(), DeValue::Table(_)) => self.single_brackets(span),
                _ => self.wrong_type(value, Type::List),
            }
            return &[];
        };
        if list.is_empty() {
            self.push(self.fault(Code::EmptyList, value.span()));
        }
        if list.len() > max {
            let fault = self.fault(Code::ListTooLong, value.span()).arg("found", list.len()).arg("max", max);
            self.push(fault);
            return &[];
        }
        list
    }

    pub(crate) fn one_or_more<'v, 'i>(&mut self, value: &'v Value<'i>, max: usize) -> &'v [Value<'i>] {
        match value.get_ref() {
            DeValue::Array(_) => self.list(value, max),
            _ => std::slice::from_ref(value),
        }
    }

    /// A string, or a table by language; `read` takes each string.
    pub(crate) fn by_lang<T>(
        &mut self,
        value: &Value,
        mut read: impl FnMut(&mut Self, &Value) -> Option<T>,
    ) -> Option<Vec<(Option<Lang>, T)>> {
        let DeValue::Table(table) = value.get_ref() else {
            return read(self, value).map(|one| vec![(None, one)]);
        };
        let mut out = Vec::with_capacity(table.len());
        for (key, value) in table {
            match self.language(key.get_ref(), key.span()) {
                Some(lang) if self.langs.is_empty() || self.langs.contains(&lang) => {
                    out.extend(read(self, value).map(|one| (Some(lang), one)));
                }
                Some(lang) => self.push(self.fault(Code::UndeclaredLanguage, key.span()).arg("found", lang.code())),
                None => {}
            }
        }
        let has = |lang: &Lang| table.iter().any(|(key, _)| key.get_ref() == lang.code());
        let missing: Vec<Lang> = self.needed.iter().filter(|lang| !has(lang)).copied().collect();
        for lang in missing {
            self.push(self.fault(Code::MissingLanguage, value.span()).arg("language", lang.code()));
        }
        (!out.is_empty()).then_some(out)
    }

    pub(crate) fn language(&mut self, code: &str, span: Range<usize>) -> Option<Lang> {
        let found = Lang::ALL.into_iter().find(|lang| lang.code() == code);
        if found.is_none() {
            let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.code()).collect();
            self.push(self.fault(Code::UnknownLanguage, span).arg("found", code).known(code, &known));
        }
        found
    }

    /// A text by language or not, that `make` turns each string into.
    pub(crate) fn made_text(
        &mut self,
        value: &Value,
        make: impl FnMut(&mut Self, &Value) -> Option<SafeText>,
    ) -> Option<Text> {
        self.by_lang(value, make).map(into_text)
    }

    pub(crate) fn text(&mut self, value: &Value, max: usize) -> Option<Text> {
        self.made_text(value, |reading, value| reading.line(value, max))
    }
}

pub(crate) fn is_id(text: &str) -> bool {
    let good = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    (1..=Reading::ID_MAX).contains(&text.len()) && text.bytes().all(good)
}

/// Larger numbers would be drawn as nonsense.
const NUMBER_MAX: f64 = 1e15;

fn number_as_written(value: &Value) -> Option<String> {
    match value.get_ref() {
        DeValue::Integer(raw) => Some(raw.as_str().to_owned()),
        DeValue::Float(raw) => Some(raw.as_str().to_owned()),
        DeValue::Boolean(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn into_text(mut texts: Vec<(Option<Lang>, SafeText)>) -> Text {
    match texts.as_mut_slice() {
        [(None, text)] => Text::Same(std::mem::take(text)),
        _ => Text::By(texts.into_iter().filter_map(|(lang, text)| Some((lang?, text))).collect()),
    }
}
