//! A table, read key by key.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Reading, Relation, Value};
use crate::read::diagnostic::{Arg, Code, Diagnostic, Type};
use crate::text::SafeText;

/// A line that a trainer can paste where a key is missing.
fn example(key: &str) -> String {
    match key {
        "format" => "format = 1".to_owned(),
        "languages" => "languages = [\"en\"]".to_owned(),
        "key" | "domain" => format!("{key} = \"dev\""),
        "context" => "[term.question.context.code]".to_owned(),
        "message" => "[[term.question.context.chat.message]]".to_owned(),
        "field" => "[[term.question.context.form.field]]".to_owned(),
        "series" => "[[term.question.context.plot.series]]".to_owned(),
        "columns" | "labels" | "options" => format!("{key} = [\"a\", \"b\"]"),
        "points" => "points = [[1, 2], [2, 3.5]]".to_owned(),
        "values" => "values = [1, 2, 3.5]".to_owned(),
        "rows" => "rows = [[\"Moka\", 3], [\"Nala\", 5]]".to_owned(),
        "file" => "file = \"cat.png\"".to_owned(),
        "at" => "at = [10, 20, 30, 40]".to_owned(),
        "colour" => "colour = \"blue\"".to_owned(),
        "type" => "type = \"scatter\"".to_owned(),
        "url" => "url = \"postgres://board.example/booths\"".to_owned(),
        "latex" => "latex = '\\frac{1}{n}'".to_owned(),
        key => format!("{key} = \"...\""),
    }
}

/// A table being read: it remembers which keys were asked for.
pub(crate) struct Keys<'v, 'i> {
    table: &'v DeTable<'i>,
    span: Range<usize>,
    asked: Vec<&'static str>,
    /// Keys that have no place here, although the table's declaration has them.
    barred: &'static [&'static str],
    whole: bool,
}

impl<'v, 'i> Keys<'v, 'i> {
    /// Begins to read a table; a fault if the value is none.
    pub(crate) fn of(value: &'v Value<'i>, reading: &mut Reading) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::new(table, value.span())),
            _ => {
                reading.wrong_type(value, Type::Table);
                None
            }
        }
    }

    pub(crate) fn new(table: &'v DeTable<'i>, span: Range<usize>) -> Self {
        Self { table, span, asked: Vec::with_capacity(12), barred: &[], whole: false }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.span.clone()
    }

    pub(crate) fn entries(&self) -> impl Iterator<Item = (&'v str, Range<usize>, &'v Value<'i>)> {
        self.table.iter().map(|(key, value)| (key.get_ref().as_ref(), key.span(), value))
    }

    pub(crate) fn unasked(&self) -> impl Iterator<Item = (&'v str, Range<usize>, &'v Value<'i>)> {
        self.entries().filter(|(key, ..)| !self.asked.contains(key))
    }

    /// Leaves all keys alone: whether they belong here cannot be said.
    pub(crate) fn ask_all(&mut self) {
        self.whole = true;
    }

    pub(crate) fn relate(&mut self, relation: &Relation) {
        match relation {
            Relation::InPlaceOf(key, others) if self.table.contains_key(*key) => self.bar(others),
            Relation::InPlaceOf(..) | Relation::OneOf(_) | Relation::Together(..) => {}
        }
    }

    pub(crate) fn bar(&mut self, keys: &'static [&'static str]) {
        self.barred = keys;
    }

    pub(crate) fn optional(&mut self, key: &'static str) -> Option<&'v Value<'i>> {
        if self.barred.contains(&key) {
            return None;
        }
        self.asked.push(key);
        self.table.get(key)
    }

    /// The value of a key that must be there.
    pub(crate) fn required(&mut self, key: &'static str, reading: &mut Reading) -> Option<&'v Value<'i>> {
        let value = self.optional(key);
        if value.is_none() {
            self.missing(key, reading);
        }
        value
    }

    pub(crate) fn missing(&self, key: &'static str, reading: &mut Reading) {
        reading.push(reading.fault(Code::MissingKey, self.span()).arg("key", key).arg("example", example(key)));
    }

    /// The value of a key that is asked for elsewhere.
    pub(crate) fn value(&self, key: &str) -> Option<&'v Value<'i>> {
        self.table.get(key)
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.value(key).and_then(|value| value.get_ref().as_str())
    }

    /// Refuses the keys that nobody asked for; returns the keys that some of them seem to be meant for.
    ///
    /// Where such a key is missing, that follows from the slip, and is no fault of its own any more.
    pub(crate) fn finish(self, reading: &mut Reading) -> Vec<SafeText> {
        if self.whole {
            return Vec::new();
        }
        if self.table.len() <= self.asked.len()
            && self.table.len() == self.asked.iter().filter(|key| self.table.contains_key(**key)).count()
        {
            return Vec::new();
        }
        let unknown = self.unasked();
        let faults: Vec<Diagnostic> = unknown
            .map(|(key, span, _)| reading.fault(Code::UnknownKey, span).arg("found", key).known(key, &self.asked))
            .collect();
        let meant: Vec<SafeText> = faults.iter().filter_map(|fault| fault.suggestion.clone()).collect();
        reading.faults.retain(|fault| {
            let here =
                fault.code == Code::MissingKey && fault.place.file == reading.file && fault.place.span == self.span;
            !(here && meant.iter().any(|key| fault.args.contains(&("key", Arg::Text(key.clone())))))
        });
        faults.into_iter().for_each(|fault| reading.push(fault));
        meant
    }
}
