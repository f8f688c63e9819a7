//! What may stand behind an `=`. Each type reads itself, knows its limits, and describes both as a JSON Schema: one schema
//! with several types where there is a choice, never a choice of schemas, so that an editor points at the very place that
//! is wrong.

use std::ops::Range;

use serde_json::{Map, Value as Json, json};
use toml::de::DeValue;

use super::{FromTable, Keys, Reading, TableSchema, Tables, Value};
use crate::diagnostic::Code;
use crate::text::{Lang, SafeText, Text};

/// What may stand behind an `=`.
pub(crate) trait ValueType: Sized {
    type Value;

    /// `None` where a fault was noted.
    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Self::Value>;

    fn schema(&self, tables: &mut Tables) -> Json;

    /// It may be left out.
    fn optional(self) -> Optional<Self> {
        Optional { of: self, usual: Json::Null }
    }

    /// With the place of it.
    fn placed(self) -> PlacedType<Self> {
        PlacedType(self)
    }
}

/// A key: whether it must be there, and what it is taken for where it is not.
pub(crate) trait KeyType {
    type Value;

    /// Reads the key; `None` where a fault was noted.
    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<Self::Value>;

    /// Adds the key, or the keys, to the schema of its table.
    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables);
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

pub(crate) struct Optional<T> {
    of: T,
    usual: Json,
}

impl<T> Optional<T> {
    /// What it is taken for where it is left out, as it would be written, unless other keys say otherwise.
    pub(crate) fn usually(self, usual: impl Into<Json>) -> Self {
        Self { usual: usual.into(), ..self }
    }
}

impl<T: ValueType> KeyType for Optional<T> {
    type Value = Option<T::Value>;

    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<Self::Value> {
        match keys.optional(key) {
            Some(value) => self.of.read(value, reading).map(Some),
            None => Some(None),
        }
    }

    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables) {
        table.key(key, meaning, with_usual(self.of.schema(tables), &self.usual), false);
    }
}

/// A key that is taken for something usual where it is not there.
pub(crate) struct OrUsual<T: ValueType> {
    of: T,
    usual: T::Value,
    /// As it would be written; null where nothing that can be written means the same.
    written: Json,
}

impl<T: ValueType> OrUsual<T> {
    pub(crate) fn new(of: T, usual: T::Value, written: impl Into<Json>) -> Self {
        Self { of, usual, written: written.into() }
    }
}

impl<T: ValueType<Value: Clone>> KeyType for OrUsual<T> {
    type Value = T::Value;

    fn take(&self, key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<T::Value> {
        keys.optional(key).map_or_else(|| Some(self.usual.clone()), |value| self.of.read(value, reading))
    }

    fn describe(&self, key: &'static str, meaning: &[&str], table: &mut TableSchema, tables: &mut Tables) {
        table.key(key, meaning, with_usual(self.of.schema(tables), &self.written), false);
    }
}

fn with_usual(mut schema: Json, usual: &Json) -> Json {
    if !usual.is_null() {
        schema["default"] = usual.clone();
    }
    schema
}

/// A value with its place.
pub(crate) type Placed<T> = (T, Range<usize>);

pub(crate) struct PlacedType<T>(T);

impl<T: ValueType> ValueType for PlacedType<T> {
    type Value = Placed<T::Value>;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Self::Value> {
        self.0.read(value, reading).map(|read| (read, value.span()))
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        self.0.schema(tables)
    }
}

/// A string of one line of at most so many characters.
pub(crate) struct LineType {
    max: usize,
}

pub(crate) fn line(max: usize) -> LineType {
    LineType { max }
}

impl ValueType for LineType {
    type Value = SafeText;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<SafeText> {
        reading.line(value, self.max)
    }

    fn schema(&self, _: &mut Tables) -> Json {
        string(self.max)
    }
}

/// A text of at most so many characters: one string for all languages, or a table by language.
pub(crate) struct TextType {
    max: usize,
    lines: bool,
}

/// A text of one line.
pub(crate) fn text(max: usize) -> TextType {
    TextType { max, lines: false }
}

/// A text of one or more lines.
pub(crate) fn block(max: usize) -> TextType {
    TextType { max, lines: true }
}

impl ValueType for TextType {
    type Value = Text;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Text> {
        if self.lines { reading.block_text(value, self.max) } else { reading.text(value, self.max) }
    }

    fn schema(&self, _: &mut Tables) -> Json {
        by_language(json!({ "type": ["string", "object"], "minLength": 1, "maxLength": self.max }), &string(self.max))
    }
}

/// A cell of a table: a text, which may be empty, or a number or boolean, shown as it is written.
pub(crate) struct CellType;

pub(crate) fn cell() -> CellType {
    CellType
}

impl CellType {
    const MAX: usize = 74;
}

impl ValueType for CellType {
    type Value = Text;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<Text> {
        match value.get_ref() {
            DeValue::String(text) if text.is_empty() => Some(Text::Same(SafeText::default())),
            _ => reading.cell(value, Self::MAX),
        }
    }

    fn schema(&self, _: &mut Tables) -> Json {
        let types = ["string", "number", "boolean", "object"];
        by_language(json!({ "type": types, "maxLength": Self::MAX }), &string(Self::MAX))
    }
}

/// An id: lower-case letters, digits and dashes.
pub(crate) struct IdType;

pub(crate) fn id() -> IdType {
    IdType
}

impl ValueType for IdType {
    type Value = SafeText;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<SafeText> {
        reading.id(value)
    }

    fn schema(&self, _: &mut Tables) -> Json {
        json!({ "type": "string", "pattern": "^[a-z0-9-]+$", "minLength": 1, "maxLength": Reading::ID_MAX })
    }
}

/// True or false.
pub(crate) struct FlagType;

pub(crate) fn flag() -> FlagType {
    FlagType
}

impl FlagType {
    pub(crate) fn or(self, usual: bool) -> OrUsual<Self> {
        OrUsual { of: self, usual, written: usual.into() }
    }
}

impl ValueType for FlagType {
    type Value = bool;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<bool> {
        reading.boolean(value)
    }

    fn schema(&self, _: &mut Tables) -> Json {
        json!({ "type": "boolean" })
    }
}

/// A whole number within limits.
pub(crate) struct WholeType {
    min: i64,
    max: i64,
}

pub(crate) fn whole(min: i64, max: i64) -> WholeType {
    WholeType { min, max }
}

impl WholeType {
    pub(crate) fn or(self, usual: i64) -> OrUsual<Self> {
        OrUsual { of: self, usual, written: usual.into() }
    }
}

impl ValueType for WholeType {
    type Value = i64;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<i64> {
        reading.integer(value, self.min..=self.max)
    }

    fn schema(&self, _: &mut Tables) -> Json {
        let mut schema = json!({ "type": "integer", "minimum": self.min });
        if self.max < i64::MAX {
            schema["maximum"] = self.max.into();
        }
        schema
    }
}

/// A number, whole or not, within limits where there are some.
pub(crate) struct NumberType {
    limits: Option<[f64; 2]>,
    schema: Json,
}

/// Limits may be given as whole numbers, too, and are described as they are given.
pub(crate) fn number(min: impl Into<f64> + Into<Json> + Copy, max: impl Into<f64> + Into<Json> + Copy) -> NumberType {
    let schema = json!({ "type": "number", "minimum": Into::<Json>::into(min), "maximum": Into::<Json>::into(max) });
    NumberType { limits: Some([min.into(), max.into()]), schema }
}

pub(crate) fn any_number() -> NumberType {
    NumberType { limits: None, schema: json!({ "type": "number" }) }
}

impl NumberType {
    pub(crate) fn or(self, usual: impl Into<f64> + Into<Json> + Copy) -> OrUsual<Self> {
        OrUsual::new(self, usual.into(), usual)
    }
}

impl ValueType for NumberType {
    type Value = f64;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<f64> {
        match self.limits {
            Some([min, max]) => reading.number_in(value, min..=max),
            None => reading.number(value),
        }
    }

    fn schema(&self, _: &mut Tables) -> Json {
        self.schema.clone()
    }
}

/// Two numbers, `[x, y]`.
pub(crate) struct PairType;

pub(crate) fn pair() -> PairType {
    PairType
}

impl ValueType for PairType {
    type Value = (f64, f64);

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<(f64, f64)> {
        reading.pair(value)
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        list(2, 2, any_number()).schema(tables)
    }
}

/// One of a few words.
pub(crate) struct WordType<T: 'static> {
    words: &'static [(&'static str, T)],
}

pub(crate) fn word<T: Copy>(words: &'static [(&'static str, T)]) -> WordType<T> {
    WordType { words }
}

impl<T: Copy + PartialEq> WordType<T> {
    pub(crate) fn or(self, usual: T) -> OrUsual<Self> {
        let written = self.words.iter().find(|(_, meaning)| *meaning == usual).map(|(name, _)| *name);
        OrUsual { of: self, usual, written: written.into() }
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

/// A list of so many values of one type.
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

    /// It may be left out, and is empty then.
    pub(crate) fn or_empty(self) -> OrUsual<Self> {
        OrUsual::new(self, Vec::new(), Json::Null)
    }
}

impl ListType<NumberType> {
    pub(crate) fn or<const N: usize>(self, usual: [i32; N]) -> OrUsual<Self> {
        OrUsual::new(self, usual.map(f64::from).to_vec(), usual.to_vec())
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

/// A table from which something is made.
pub(crate) struct TableType<T>(std::marker::PhantomData<T>);

pub(crate) fn table<T: FromTable>() -> TableType<T> {
    TableType(std::marker::PhantomData)
}

impl<T: FromTable> ValueType for TableType<T> {
    type Value = T;

    fn read(&self, value: &Value, reading: &mut Reading) -> Option<T> {
        let mut keys = Keys::of(value, reading)?;
        let made = T::read(&mut keys, reading);
        keys.finish(reading);
        made
    }

    fn schema(&self, tables: &mut Tables) -> Json {
        tables.reference::<T>()
    }
}

pub(crate) fn string(max: usize) -> Json {
    json!({ "type": "string", "minLength": 1, "maxLength": max })
}

/// A schema of what may be a table by language, too.
pub(crate) fn by_language(mut schema: Json, each: &Json) -> Json {
    let properties: Map<String, Json> = Lang::ALL.iter().map(|lang| (lang.code().to_owned(), each.clone())).collect();
    schema["properties"] = properties.into();
    schema["minProperties"] = 1.into();
    schema
}
