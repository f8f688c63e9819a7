//! The JSON Schema of packs: what editors complete, explain and check as one types.
//!
//! Packs are read by hand (see `read`), so the types here are never filled: they mirror what the readers ask for, and
//! tests hold the two together, key by key and limit by limit (`tests/it/schema.rs`). A schema cannot say everything: that
//! a tell is there, that ids are unique, that a series is as long as its labels is for `check` to find.

mod by_type;
#[allow(dead_code, reason = "only the schema of the types is used")]
mod pack;
mod translated;
mod values;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::context::ContextType;
use crate::read::Tables;
use crate::read::types::ValueType;
use crate::text::Lang;

/// The name of the file that editors look for: packs name it in their first line, `#:schema polysemy.schema.json`.
pub const FILE: &str = "polysemy.schema.json";

/// The schema, in draft 7, which every editor knows, with descriptions in a language.
///
/// One schema serves a pack in one file, a `pack.toml`, and a file of terms beside it.
pub fn schema(lang: Lang) -> Value {
    let mut schema = bare();
    if let Some(translation) = translated::Translation::of(lang) {
        translation.translate(&mut schema);
    }
    if let Some(Value::Object(definitions)) = schema.get_mut("definitions") {
        by_type::composed(definitions);
    }
    values::closed(&mut schema);
    schema
}

/// The schema as the types have it, in their language, before the tables that depend on a type are put together.
fn bare() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<pack::Pack>().to_value();
    tidied(&mut schema);
    let mut tables = Tables::default();
    ContextType.schema(&mut tables);
    if let (Some(Value::Object(own)), Value::Object(more)) = (schema.get_mut("definitions"), tables.into_json()) {
        own.extend(more);
    }
    schema
}

/// The schema as the text of a file.
pub fn text(lang: Lang) -> String {
    format!("{:#}\n", schema(lang))
}

/// Leaves out what the types say and TOML does not have: nulls, and formats of numbers.
fn tidied(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(tidied);
            if object.get("format").is_some_and(Value::is_string) {
                object.remove("format");
            }
            if let Some(Value::Array(types)) = object.get_mut("type") {
                types.retain(|name| name != "null");
                if let [one] = types.as_slice() {
                    let one = one.clone();
                    object.insert("type".to_owned(), one);
                }
            }
            if let Some(Value::Array(words)) = object.get_mut("enum") {
                words.retain(|word| !word.is_null());
            }
            if let Some(Value::Array(either)) = object.get_mut("anyOf") {
                either.retain(|schema| schema["type"] != "null");
                if let [Value::Object(one)] = either.as_slice() {
                    let one = one.clone();
                    object.remove("anyOf");
                    object.extend(one);
                }
            }
            if let Some(Value::String(told)) = object.get_mut("description") {
                *told = told.replace('\n', " ");
            }
        }
        Value::Array(list) => list.iter_mut().for_each(tidied),
        _ => {}
    }
}
