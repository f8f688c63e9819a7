//! What may stand behind an `=`: texts by language, ids, numbers in lists. Each is one schema with several types, never a
//! choice of schemas, so that an editor points at the very place that is wrong.

use schemars::{Schema, json_schema};
use serde_json::{Value, json};

use crate::read::ORDER;
use crate::text::Lang;

/// Declares a type that is its schema and nothing else, written in place wherever it is used.
macro_rules! value {
    ($(#[$doc:meta])* $name:ident $(<$($param:ident),*>)? => $schema:expr) => {
        $(#[$doc])*
        pub(in crate::schema) struct $name$(<$(const $param: usize),*>)?;

        impl$(<$(const $param: usize),*>)? schemars::JsonSchema for $name$(<$($param),*>)? {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema
            }
        }
    };
}

pub(super) use value;

value! {
    /// A string of at most so many characters.
    Line<MAX> => json_schema!({ "type": "string", "minLength": 1, "maxLength": MAX })
}

value! {
    /// A text of at most so many characters: one string for all languages, or a table by language.
    Text<MAX> => text(MAX)
}

value! {
    /// A string, or at most so many, by language or not.
    Tell<MOST, MAX> => json_schema!({
        "type": ["string", "array", "object"],
        "minLength": 1,
        "maxLength": MAX,
        "items": { "type": "string", "minLength": 1, "maxLength": MAX },
        "minItems": 1,
        "maxItems": MOST,
        "properties": by_language(&json!({
            "type": ["string", "array"],
            "minLength": 1,
            "maxLength": MAX,
            "items": { "type": "string", "minLength": 1, "maxLength": MAX },
            "minItems": 1,
            "maxItems": MOST,
        })),
        "minProperties": 1,
    })
}

value! {
    /// An id.
    Id => json_schema!({ "type": "string", "pattern": "^[a-z0-9-]+$", "minLength": 1, "maxLength": 60 })
}

value! {
    /// A domain by its id: one of ours, or of the pack.
    DomainId => json_schema!({ "type": "string", "minLength": 1, "maxLength": 60, "examples": ["dev", "ml", "stats"] })
}

value! {
    /// One domain, or a list of them.
    Key<MOST> => json_schema!({
        "type": ["string", "array"],
        "minLength": 1,
        "maxLength": 60,
        "items": { "type": "string", "minLength": 1, "maxLength": 60 },
        "minItems": 1,
        "maxItems": MOST,
        "uniqueItems": true,
        "examples": ["dev", "ml", "stats", ["ml", "stats"]],
    })
}

value! {
    /// Texts by the domain that they are about.
    ByDomain<MAX> => {
        let mut schema = text(MAX).to_value();
        closed(&mut schema);
        let own = ["dev", "ml", "stats"].map(|domain| (domain.to_owned(), schema.clone()));
        // The pack may have domains of its own.
        json_schema!({
            "type": "object",
            "properties": own.into_iter().collect::<serde_json::Map<_, _>>(),
            "additionalProperties": schema,
        })
    }
}

value! {
    /// A language of the game.
    Language => json_schema!({ "type": "string", "enum": Lang::ALL.map(Lang::code) })
}

fn text(max: usize) -> Schema {
    json_schema!({
        "type": ["string", "object"],
        "minLength": 1,
        "maxLength": max,
        "properties": by_language(&json!({ "type": "string", "minLength": 1, "maxLength": max })),
        "minProperties": 1,
    })
}

fn by_language(one: &Value) -> Value {
    Lang::ALL.map(|lang| (lang.code().to_owned(), one.clone())).into_iter().collect::<serde_json::Map<_, _>>().into()
}

/// Refuses the keys that a schema of a table does not name, unless it says otherwise, and so on within.
pub(super) fn closed(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.remove(ORDER);
            object.values_mut().for_each(closed);
            // A property may be called `properties`; a schema has them in a table.
            if object.get("properties").is_some_and(Value::is_object) && object.contains_key("type") {
                object.entry("additionalProperties").or_insert(false.into());
            }
        }
        Value::Array(list) => list.iter_mut().for_each(closed),
        _ => {}
    }
}
