//! The tables of keys in the pack guide, written from the schema: `RENEW=1 cargo test --test it -- schema:: guide::` renews
//! them and the schema file.

use std::fs;

use polysemy::authoring::schema;
use polysemy::text::Lang;
use serde_json::{Map, Value};

use super::GUIDE;
use crate::schema::renewed;

/// Keys that the guide explains once for all figures.
const SHARED: [&str; 6] = ["title", "alt", "type", "x", "y", "seed"];

#[test]
fn the_tables_are_those_of_the_schema() {
    let schema = schema::schema(Lang::En);
    let definitions = &schema["definitions"];
    let mut guide = fs::read_to_string(GUIDE).expect("the guide");
    for (name, table) in [
        ("a pack", keys(&schema, definitions, "")),
        ("a term", keys(&definitions["Term"], definitions, "term.")),
        ("a sense", keys(&definitions["Sense"], definitions, "")),
        ("a question", keys(&definitions["Question"], definitions, "")),
        ("figures", figures(definitions)),
    ] {
        guide = between(&guide, &format!("<!-- keys of {name} -->\n"), &table);
    }
    renewed(GUIDE, &guide);
}

/// The text with another table between two marks.
fn between(text: &str, begin: &str, table: &str) -> String {
    let (before, rest) = text.split_once(begin).unwrap_or_else(|| panic!("the guide has no {begin}"));
    let (_, after) = rest.split_once("<!-- end -->").expect("the end of a table");
    format!("{before}{begin}\n{table}\n<!-- end -->{after}")
}

/// A row for each key: those that are needed first.
fn keys(table: &Value, definitions: &Value, prefix: &str) -> String {
    let own = table.get("required").or(table["dependencies"].get("format"));
    let mut needed: Vec<&str> = own.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect();
    // A file of terms has no header, so the schema needs none of it.
    if table.get("required").is_none() {
        needed.insert(0, "format");
    }
    let properties = table["properties"].as_object().expect("keys");
    let others = properties.keys().map(String::as_str).filter(|key| !needed.contains(key) && *key != "term");
    let row = |key: &str| {
        let schema = &properties[key];
        let name = if schema["items"].get("$ref").is_some() { format!("[[{prefix}{key}]]") } else { key.to_owned() };
        let need = if needed.contains(&key) { "yes".to_owned() } else { format!("no{}", in_brackets(&usual(schema))) };
        format!("| `{name}` | {need} | {} |\n", meaning(schema, definitions))
    };
    let rows: String = needed.iter().copied().chain(others).map(row).collect();
    format!("| key | needed | meaning |\n| --- | --- | --- |\n{rows}")
}

fn figures(definitions: &Value) -> String {
    let cases = definitions["Figure"]["allOf"].as_array().expect("figures");
    let row = |case: &Value| {
        let name = case["if"]["properties"]["type"]["const"].as_str().expect("a name");
        let figure =
            &definitions[case["then"]["$ref"].as_str().and_then(|path| path.rsplit('/').next()).expect("a table")];
        let keys: &Map<String, Value> = figure["properties"].as_object().expect("keys");
        let own = keys.iter().filter(|(key, _)| !SHARED.contains(&key.as_str()));
        let told = own.map(|(key, schema)| {
            let limits: Vec<String> =
                [usual(schema), limits(schema)].into_iter().filter(|said| !said.is_empty()).collect();
            format!("`{key}`{}: {}", in_brackets(&limits.join("; ")), meaning(schema, definitions))
        });
        format!("| `{name}` | {} | {} |\n", meaning(figure, definitions), told.collect::<Vec<_>>().join("<br>"))
    };
    let rows: String = cases.iter().map(row).collect();
    format!("| type | what it shows | its keys |\n| --- | --- | --- |\n{rows}")
}

fn meaning(schema: &Value, definitions: &Value) -> String {
    let referred = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    let schema = referred.map_or(schema, |name| &definitions[name]);
    schema["description"].as_str().expect("a description").replace('|', "\\|")
}

/// What a key is taken for where it is not there.
fn usual(schema: &Value) -> String {
    schema.get("default").map(|usual| format!("`{usual}`")).unwrap_or_default()
}

fn limits(schema: &Value) -> String {
    match (schema["minimum"].as_f64(), schema["maximum"].as_f64()) {
        (Some(min), Some(max)) => format!("{min} to {max}"),
        _ => String::new(),
    }
}

fn in_brackets(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(" ({text})") }
}
