//! The JSON Schema of packs: what editors complete, explain and check as one types.
//! Each table of a pack describes itself where its keys are declared (see `read::keys!`). A schema cannot say everything:
//! that a tell is there, that ids are unique, that a series is as long as its labels is for `check` to find.

mod by_type;
mod translated;

use serde_json::{Value, json};

use self::translated::{SHARED, each_description, translation};
use crate::authoring::lint;
use crate::pack::read::file_schema;
use crate::read::{ORDER, Tables};
use crate::text::Lang;

/// The name of the file that editors look for: packs name it in their first line, `#:schema polysemy.schema.json`.
pub const FILE: &str = "polysemy.schema.json";

/// Draft 7, which every editor knows. One schema serves a pack in one file, a `pack.toml`, and files of terms.
pub fn schema(lang: Lang) -> Value {
    let mut schema = bare();
    let translation = translation(lang);
    each_description(&mut schema, &mut |name, key, description| {
        let own = translation.get(name).and_then(|keys| keys.get(key));
        let told = own.or_else(|| translation.get(SHARED)?.get(key)).map(String::as_str);
        // Without one, the type's stays.
        if let Some(told) = rule_in_short(key, lang).or(told) {
            told.clone_into(description);
        }
    });
    if let Some(Value::Object(definitions)) = schema.get_mut("definitions") {
        by_type::composed(definitions);
    }
    closed(&mut schema);
    schema
}

/// The schema as it is declared, before the tables that depend on a type are put together.
fn bare() -> Value {
    let mut tables = Tables::default();
    let mut schema = file_schema(&mut tables);
    schema["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    schema["title"] = json!("Pack");
    schema["definitions"] = tables.into_json();
    schema
}

pub fn text(lang: Lang) -> String {
    format!("{:#}\n", schema(lang))
}

/// The sentence below the heading of a rule’s page.
fn rule_in_short(name: &str, lang: Lang) -> Option<&'static str> {
    let rule = lint::RULES.iter().find(|rule| rule.name == name)?;
    rule.page(lang).lines().nth(2)
}

/// Refuses the keys that a schema of a table does not name, unless it says otherwise, and so on within; leaves out what
/// is for this room alone.
fn closed(schema: &mut Value) {
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
