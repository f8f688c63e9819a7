//! Descriptions in other languages than that of the types, from `assets/lang/*.schema.toml`: a table for each type, with
//! a line for each key, and `_` for the type itself. What figures share stands in `[shared]`.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::text::Lang;

const ROOT: &str = "Pack";
/// Where the keys stand that several types have.
pub(super) const SHARED: &str = "shared";
/// In place of a key: the type itself.
const ITSELF: &str = "_";

/// Descriptions by type and key; none for the language of the types. Panics on a faulty file, which a test rules out.
pub(super) fn translation(lang: Lang) -> BTreeMap<String, BTreeMap<String, String>> {
    let source = match lang {
        Lang::En => "",
        Lang::Fr => include_str!("../../../assets/lang/fr.schema.toml"),
    };
    toml::from_str(source).unwrap_or_else(|error| panic!("the schema in {}: {error}", lang.code()))
}

pub(super) fn each_description(schema: &mut Value, found: &mut dyn FnMut(&str, &str, &mut String)) {
    if let Some(Value::Object(definitions)) = schema.get_mut("definitions") {
        for (name, definition) in definitions {
            in_table(name, definition, found);
        }
    }
    in_table(ROOT, schema, found);
}

fn in_table(name: &str, table: &mut Value, found: &mut dyn FnMut(&str, &str, &mut String)) {
    if let Some(Value::String(description)) = table.get_mut("description") {
        found(name, ITSELF, description);
    }
    in_keys(name, table.get_mut("properties").and_then(Value::as_object_mut), found);
}

fn in_keys(name: &str, keys: Option<&mut Map<String, Value>>, found: &mut dyn FnMut(&str, &str, &mut String)) {
    for (key, schema) in keys.into_iter().flatten() {
        if let Some(Value::String(description)) = schema.get_mut("description") {
            found(name, key, description);
        }
        // Tables that are written in place, such as that of the rules.
        in_keys(name, schema.get_mut("properties").and_then(Value::as_object_mut), found);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::authoring::schema::{bare, rule_in_short};

    #[test]
    fn every_description_is_translated_and_nothing_else() {
        for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::En) {
            let translation = translation(lang);
            let mut used = BTreeSet::new();
            each_description(&mut bare(), &mut |name, key, _| {
                if rule_in_short(key, lang).is_some() {
                    return;
                }
                let has = |name: &str| translation.get(name).is_some_and(|keys| keys.contains_key(key));
                let name = [name, SHARED].into_iter().find(|name| has(name));
                let name = name.unwrap_or_else(|| panic!("{lang:?} says nothing of `{key}`"));
                used.insert((name.to_owned(), key.to_owned()));
            });
            for (name, keys) in &translation {
                for key in keys.keys() {
                    assert!(used.contains(&(name.clone(), key.clone())), "{lang:?}: [{name}] has no `{key}`");
                }
            }
        }
    }
}
