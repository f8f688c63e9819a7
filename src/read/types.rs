//! What may stand behind an `=`. Each type reads itself, knows its limits, and describes both as a JSON Schema: one schema
//! with several types where there is a choice, never a choice of schemas, so that an editor points at the very place that
//! is wrong.

use std::ops::Range;

use serde_json::{Map, Value as Json, json};
use toml::de::DeValue;

use super::{FromTable, Keys, Reading, TableSchema, Tables, Value, number_as_written};
use crate::read::diagnostic::Code;
use crate::text::{Lang, SafeText, Text};

/// What may stand behind an `=`.
pub(crate) trait ValueType: Sized {
    type Value;

    /// `None` where a fault was noted.
    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Self::Value>;

    fn schema(&self, tables: &mut Tables) -> Json;

    fn optional(self) -> OrUsual<impl ValueType<Value = Option<Self::Value>>>
    where
        Self::Value: Clone,
    {
        OrUsual::new(self.then(|read, _, _| Some(Some(read))), None, Json::Null)
    }

    /// It must be there, but that it is not is noted elsewhere; till then it is taken for this.
    fn missed_as(self, value: Self::Value) -> OrUsual<Self> {
        OrUsual { needed: true, ..OrUsual::new(self, value, Json::Null) }
    }

    fn or<U: Usual<Self::Value>>(self, usual: U) -> OrUsual<Self> {
        OrUsual::new(self, usual.value(), usual.written())
    }

    fn placed(self) -> impl ValueType<Value = Placed<Self::Value>> {
        self.then(|read, at, _| Some((read, at)))
    }

    /// What is made of it, unless that notes a fault.
    fn then<U, F: Fn(Self::Value, Range<usize>, &mut Reading) -> Option<U>>(self, make: F) -> Then<Self, F> {
        Then { of: self, make }
    }
}

pub(crate) type Placed<T> = (T, Range<usize>);

pub(crate) struct Then<T, F> {
    of: T,
    make: F,
}

impl<T: ValueType, U, F: Fn(T::Value, Range<usize>, &mut Reading) -> Option<U>> ValueType for Then<T, F> {
    type Value = U;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<U> {
        let read = self.of.read(value, reading)?;
        (self.make)(read, value.span(), reading)
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        self.of.schema(tables)
    }
}

impl<V, S: Fn(&mut Tables) -> Json, R: Fn(&Value, &mut Reading) -> Option<V>> ValueType for (S, R) {
    type Value = V;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<V> {
        self.1(value, reading)
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        self.0(tables)
    }
}

pub(crate) fn simple<V>(
    schema: impl Fn(&mut Tables) -> Json,
    read: impl Fn(&Value, &mut Reading) -> Option<V>,
) -> impl ValueType<Value = V> {
    (schema, read)
}

/// A value that may be taken for granted, and how it would be written.
pub(crate) trait Usual<V> {
    fn value(&self) -> V;

    fn written(&self) -> Json;
}

macro_rules! usual {
    ($($written:ty as $value:ty),*) => {
        $(impl Usual<$value> for $written {
            fn value(&self) -> $value {
                (*self).into()
            }

            fn written(&self) -> Json {
                (*self).into()
            }
        })*
    };
}

usual! { bool as bool, i64 as i64, i32 as f64, f64 as f64 }

impl<const N: usize> Usual<Vec<f64>> for [i32; N] {
    fn value(&self) -> Vec<f64> {
        self.map(f64::from).to_vec()
    }

    fn written(&self) -> Json {
        self.to_vec().into()
    }
}

/// A key: whether it must be there, and what it is taken for where it is not.
pub(crate) trait KeyType {
    type Value;

    /// Reads the key; `None` where a fault was noted.
    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<Self::Value>;

    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables);

    fn map<U, F: Fn(Self::Value) -> U>(self, make: F) -> Mapped<Self, F>
    where
        Self: Sized,
    {
        Mapped { of: self, make }
    }
}

pub(crate) struct Mapped<K, F> {
    of: K,
    make: F,
}

impl<K: KeyType, U, F: Fn(K::Value) -> U> KeyType for Mapped<K, F> {
    type Value = U;

    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<U> {
        self.of.take(key, keys, reading).map(&self.make)
    }

    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables) {
        self.of.describe(key, meaning, table, tables);
    }
}

impl<T: ValueType> KeyType for T {
    type Value = T::Value;

    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<T::Value> {
        keys.required(key, reading).and_then(|value| self.read(value, reading))
    }

    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables) {
        table.key(key, meaning, self.schema(tables), true);
    }
}

/// A key that is taken for something usual where it is not there.
pub(crate) struct OrUsual<T: ValueType> {
    of: T,
    usual: T::Value,
    /// As it would be written; null where nothing that can be written means the same.
    written: Json,
    /// It must be there, which is checked elsewhere.
    needed: bool,
}

impl<T: ValueType> OrUsual<T> {
    fn new(of: T, usual: T::Value, written: Json) -> Self {
        Self { of, usual, written, needed: false }
    }

    /// What it is taken for where it is left out, as it would be written, unless other keys say otherwise.
    pub(crate) fn usually(self, usual: impl Into<Json>) -> Self {
        Self { written: usual.into(), ..self }
    }
}

impl<T: ValueType<Value: Clone>> KeyType for OrUsual<T> {
    type Value = T::Value;

    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<T::Value> {
        keys.optional(key).map_or_else(|| Some(self.usual.clone()), |value| self.of.read(value, reading))
    }

    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables) {
        let mut schema = self.of.schema(tables);
        if !self.written.is_null() {
            schema["default"] = self.written.clone();
        }
        table.key(key, meaning, schema, self.needed);
    }
}

/// A string of one line of at most so many characters.
pub(crate) fn line(max: usize) -> impl ValueType<Value = SafeText> {
    simple(move |_| string(max), move |value, reading| reading.line(value, max))
}

/// A text of one line of at most so many characters: one string for all languages, or a table by language.
pub(crate) fn text(max: usize) -> impl ValueType<Value = Text> {
    simple(move |_| text_schema(max), move |value, reading| reading.text(value, max))
}

pub(crate) fn block(max: usize) -> impl ValueType<Value = Text> {
    simple(
        move |_| text_schema(max),
        move |value, reading| reading.made_text(value, |reading, value| reading.block(value, max)),
    )
}

fn text_schema(max: usize) -> Json {
    by_language(json!({ "type": ["string", "object"], "minLength": 1, "maxLength": max }), &string(max))
}

/// A cell of a table: a text, which may be empty, or a number or boolean, shown as it is written.
pub(crate) fn cell() -> impl ValueType<Value = Text> {
    const MAX: usize = 74;
    let types = ["string", "number", "boolean", "object"];
    simple(
        move |_| by_language(json!({ "type": types, "maxLength": MAX }), &string(MAX)),
        |value, reading| match value.get_ref() {
            DeValue::String(text) if text.is_empty() => Some(Text::Same(SafeText::default())),
            _ => match number_as_written(value) {
                Some(written) => Some(Text::Same(SafeText::line(&written))),
                None => reading.text(value, MAX),
            },
        },
    )
}

/// An id: lower-case letters, digits and dashes.
pub(crate) fn id() -> impl ValueType<Value = SafeText> {
    let max = Reading::ID_MAX;
    simple(
        move |_| json!({ "type": "string", "pattern": "^[a-z0-9-]+$", "minLength": 1, "maxLength": max }),
        |value, reading| reading.id(value),
    )
}

pub(crate) fn flag() -> impl ValueType<Value = bool> {
    simple(|_| json!({ "type": "boolean" }), |value, reading| reading.boolean(value))
}

/// A whole number within limits; one without an upper limit has the largest that there is.
pub(crate) fn whole(min: i64, max: i64) -> impl ValueType<Value = i64> {
    let schema = move |_: &mut Tables| match max {
        i64::MAX => json!({ "type": "integer", "minimum": min }),
        max => json!({ "type": "integer", "minimum": min, "maximum": max }),
    };
    simple(schema, move |value, reading| reading.integer(value, min..=max))
}

/// A number within limits, which may be given as whole numbers, too, and are described as they are given.
pub(crate) fn number(min: impl Usual<f64>, max: impl Usual<f64>) -> impl ValueType<Value = f64> {
    let range = min.value()..=max.value();
    simple(
        move |_| json!({ "type": "number", "minimum": min.written(), "maximum": max.written() }),
        move |value, reading| {
            let number = reading.number(value)?;
            reading.within(number, range.clone(), value.span())
        },
    )
}

pub(crate) fn any_number() -> impl ValueType<Value = f64> {
    simple(|_| json!({ "type": "number" }), |value, reading| reading.number(value))
}

pub(crate) fn pair() -> impl ValueType<Value = (f64, f64)> {
    simple(
        |tables| list(2, 2, any_number()).schema(tables),
        |value, reading| match reading.list(value, usize::MAX) {
            [x, y] => {
                let (x, y) = (reading.number(x), reading.number(y));
                Some((x?, y?))
            }
            list => {
                if !list.is_empty() {
                    reading.counted(list.len(), 2, value.span());
                }
                None
            }
        },
    )
}

pub(crate) struct WordType<T: 'static> {
    words: &'static [(&'static str, T)],
}

pub(crate) fn word<T: Copy>(words: &'static [(&'static str, T)]) -> WordType<T> {
    WordType { words }
}

impl<T: Copy + PartialEq> WordType<T> {
    pub(crate) fn or(self, usual: T) -> OrUsual<Self> {
        let written = self.words.iter().find(|(_, meaning)| *meaning == usual).map(|(name, _)| *name);
        OrUsual::new(self, usual, written.into())
    }
}

impl<T: Copy> ValueType for WordType<T> {
    type Value = T;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<T> {
        reading.word(value, self.words)
    }

    fn schema(&self, _: &mut Tables) -> Json {
        let names: Vec<&str> = self.words.iter().map(|(name, _)| *name).collect();
        json!({ "type": "string", "enum": names })
    }
}

pub(crate) struct ListType<T> {
    min: usize,
    max: usize,
    of: T,
    /// How many there must be follows from other keys, and is checked with them.
    tied: bool,
}

pub(crate) fn list<T: ValueType>(min: usize, max: usize, of: T) -> ListType<T> {
    ListType { min, max, of, tied: false }
}

impl<T: ValueType> ListType<T> {
    /// How many there must be follows from other keys: the least is not checked here.
    pub(crate) fn tied(self) -> Self {
        Self { tied: true, ..self }
    }

    pub(crate) fn or_empty(self) -> OrUsual<Self> {
        OrUsual::new(self, Vec::new(), Json::Null)
    }
}

impl<T: ValueType> ValueType for ListType<T> {
    type Value = Vec<T::Value>;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Self::Value> {
        let list = reading.list(value, self.max);
        let few = list.len() < self.min && !self.tied;
        if few && !list.is_empty() {
            let fault = reading.fault(Code::LengthMismatch, value.span()).arg("found", list.len());
            let wanted =
                if self.min == self.max { self.min.to_string() } else { format!("{}…{}", self.min, self.max) };
            reading.push(fault.arg("wanted", wanted));
        }
        let read: Vec<T::Value> = list.iter().filter_map(|value| self.of.read(value, reading)).collect();
        (read.len() == list.len() && !list.is_empty() && !few).then_some(read)
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        json!({ "type": "array", "items": self.of.schema(tables), "minItems": self.min, "maxItems": self.max })
    }
}

pub(crate) fn table<T: FromTable>() -> impl ValueType<Value = T> {
    let read = |value: &Value, reading: &mut Reading| {
        let mut keys = Keys::of(value, reading)?;
        let made = T::read(&mut keys, reading);
        keys.finish(reading);
        made
    };
    simple(Tables::reference::<T>, read)
}

pub(crate) fn string(max: usize) -> Json {
    json!({ "type": "string", "minLength": 1, "maxLength": max })
}

pub(crate) fn by_language(mut schema: Json, each: &Json) -> Json {
    let properties: Map<String, Json> = Lang::ALL.iter().map(|lang| (lang.code().to_owned(), each.clone())).collect();
    schema["properties"] = properties.into();
    schema["minProperties"] = 1.into();
    schema
}
