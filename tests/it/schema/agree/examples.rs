//! Packs that have every key of the schema, made of the schema.

use polysemy::authoring::schema;
use polysemy::text::Lang;
use serde_json::{Map, Value, json};

use crate::schema::json;

/// What no schema can say: ids that differ, domains that are there.
const BASE: &str = r#"
format = 1
id = "every-key"
title = "Every key"
languages = ["en", "fr"]
domain = [
  { id = "law", name = "lawyers", letter = "l", colour = "blue" },
  { id = "vet", name = { en = "vets", fr = "vétos" }, letter = "v", colour = "orange" },
]

[[term]]
id = "t"
name = "t"
sense = [{ domain = "law", gloss = "g" }, { domain = "vet", gloss = { en = "g", fr = "g" } }]

[[term.question]]
id = "q"
key = ["law", "vet"]
tell = { en = "t", fr = ["t", "t"] }
explanation = "e"
languages = ["en", "fr"]
remark = { law = "r", vet = { en = "r", fr = "r" } }
"#;

/// A pack for each way in which a context can have its keys.
pub(super) fn packs() -> Vec<Value> {
    let schema = schema::schema(Lang::En);
    let examples = Examples { definitions: &schema["definitions"] };
    let mut base = json(BASE);
    examples.complete(&mut base, "", &schema, &["term"]);
    examples.complete(&mut base, "/term/0", &schema["definitions"]["Term"], &[]);
    for i in ["0", "1"] {
        examples.complete(&mut base, &format!("/term/0/sense/{i}"), &schema["definitions"]["Sense"], &[]);
    }
    examples.complete(&mut base, "/term/0/question/0", &schema["definitions"]["Question"], &["context"]);
    let kinds = schema["definitions"]["Context"]["properties"].as_object().expect("kinds");
    let contexts = kinds.iter().flat_map(|(kind, schema)| {
        examples.of(schema).into_iter().map(move |context| json!({ kind.as_str(): context }))
    });
    let with = |context: Value| {
        let mut pack = base.clone();
        pack["term"][0]["question"][0]["context"] = context;
        pack
    };
    contexts.map(with).collect()
}

struct Examples<'a> {
    definitions: &'a Value,
}

impl Examples<'_> {
    /// Adds the keys of a table that are not there.
    fn complete(&self, pack: &mut Value, place: &str, schema: &Value, but: &[&str]) {
        let table = pack.pointer_mut(place).and_then(Value::as_object_mut).expect("a table");
        for (key, schema) in schema["properties"].as_object().expect("keys") {
            if !but.contains(&key.as_str()) && !table.contains_key(key) {
                table.insert(key.clone(), self.of(schema).swap_remove(0));
            }
        }
    }

    /// Some values that a schema allows; of a table together with all of its keys.
    fn of(&self, schema: &Value) -> Vec<Value> {
        let schema = &self.resolved(schema);
        if let Some(words) = schema["enum"].as_array() {
            return vec![words[0].clone()];
        }
        let first = schema["type"].get(0).unwrap_or(&schema["type"]);
        match first.as_str().expect("a type") {
            "string" => vec![json!(if schema["pattern"].as_str().is_some_and(|p| p.starts_with("^#")) {
                "#000000"
            } else {
                "t"
            })],
            "boolean" => vec![json!(true)],
            "integer" | "number" => vec![schema.get("minimum").cloned().unwrap_or(json!(1))],
            // Of what has so many parts, the parts hang together; the example is one for people, too.
            "array" if schema["minItems"] == schema["maxItems"] && said(schema).is_some() => {
                Vec::from_iter(said(schema))
            }
            "array" => {
                let few = schema["minItems"].as_u64().unwrap_or(1) as usize;
                self.of(&schema["items"]).into_iter().map(|item| json!(vec![item; few])).collect()
            }
            "object" => self.tables(schema),
            other => panic!("an example of {other}"),
        }
    }

    fn tables(&self, schema: &Value) -> Vec<Value> {
        let Some(cases) = schema["allOf"].as_array() else { return self.of_keys(schema) };
        let mut shared = schema.clone();
        shared.as_object_mut().expect("a table").remove("allOf");
        let case = |case: &Value| {
            let own = self.resolved(&case["then"]);
            // The keys of all types are listed with the shared ones.
            let has = |key: &str| own["properties"].get(key).is_some();
            let mut all = shared.clone();
            all["properties"].as_object_mut().expect("keys").retain(|key, _| has(key));
            merge(&mut all, &own);
            all["properties"]["type"] = json!({ "enum": [case["if"]["properties"]["type"]["const"]] });
            self.of_keys(&all)
        };
        cases.iter().flat_map(case).collect()
    }

    /// Tables with as many keys as can stand side by side, of each way to choose them.
    fn of_keys(&self, schema: &Value) -> Vec<Value> {
        let properties = schema["properties"].as_object().cloned().unwrap_or_default();
        let all: Vec<&String> = properties.keys().collect();
        let named = |list: &Value| list.as_array().cloned().unwrap_or_default();
        let either: Vec<Value> = named(&schema["oneOf"]).iter().flat_map(|one| named(&one["required"])).collect();
        let mut sets: Vec<Vec<&String>> = vec![all.clone()];
        if !either.is_empty() {
            let without = |kept: &Value| {
                all.iter().copied().filter(|key| *kept == json!(key) || !either.contains(&json!(key))).collect()
            };
            sets = either.iter().map(without).collect();
        }
        for (key, rest) in schema["dependencies"].as_object().into_iter().flatten() {
            if let Some(allowed) = rest["propertyNames"]["enum"].as_array() {
                let with = all.iter().copied().filter(|name| allowed.contains(&json!(name))).collect();
                sets = vec![with, all.iter().copied().filter(|name| *name != key).collect()];
            }
        }
        if let Some(allowed) = schema["propertyNames"]["enum"].as_array() {
            sets.iter_mut().for_each(|set| set.retain(|name| allowed.contains(&json!(name))));
        }
        sets.into_iter().flat_map(|set| self.zipped(&set, &properties)).collect()
    }

    /// Tables of the examples of each key: the first ones together, then the second ones, as long as one key has more.
    fn zipped(&self, keys: &[&String], schemas: &Map<String, Value>) -> Vec<Value> {
        let examples: Vec<(&String, Vec<Value>)> = keys.iter().map(|key| (*key, self.of(&schemas[*key]))).collect();
        let most = examples.iter().map(|(_, examples)| examples.len()).max().unwrap_or(1);
        let table = |i: usize| {
            let pick =
                |(key, examples): &(&String, Vec<Value>)| ((*key).clone(), examples[i.min(examples.len() - 1)].clone());
            Value::Object(examples.iter().map(pick).collect())
        };
        (0..most).map(table).collect()
    }

    /// A schema with what it refers to in place.
    fn resolved(&self, schema: &Value) -> Value {
        let mut schema = schema.clone();
        if let Some(name) = schema["$ref"].as_str().and_then(|path| path.rsplit('/').next()) {
            let mut whole = self.definitions[name].clone();
            schema.as_object_mut().expect("a schema").remove("$ref");
            merge(&mut whole, &schema);
            return whole;
        }
        if let Some(items) = schema.get("items") {
            schema["items"] = self.resolved(items);
        }
        schema
    }
}

/// The example in a description.
fn said(schema: &Value) -> Option<Value> {
    let (_, example) = schema["description"].as_str()?.split_once("Example: `")?;
    let (example, _) = example.split_once('`')?;
    Some(json(&format!("example = {example}"))["example"].clone())
}

/// Adds what another schema says.
fn merge(schema: &mut Value, more: &Value) {
    match (schema, more) {
        (Value::Object(schema), Value::Object(more)) => {
            for (key, more) in more {
                merge(schema.entry(key.clone()).or_insert(Value::Null), more);
            }
        }
        // What is merely allowed says nothing more.
        (schema, more) => {
            if *more != json!(true) && !(schema.is_array() && more.as_array().is_some_and(Vec::is_empty)) {
                *schema = more.clone();
            }
        }
    }
}
