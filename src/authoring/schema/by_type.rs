//! Tables whose keys depend on what stands at `type`.
//! JSON Schema would have a choice of tables (`oneOf`) for that, and then an editor can only say that none of them fits. So
//! there is one table with the keys of all types, which is what an editor completes, and for each type an `if` with the
//! keys that it has, which is what an editor points at.

use serde_json::{Map, Value, json};

use crate::read::{BY_TYPE, ORDER};

pub(super) fn composed(definitions: &mut Map<String, Value>) {
    let tables: Vec<String> =
        definitions.iter().filter(|(_, table)| table.get(BY_TYPE).is_some()).map(|(name, _)| name.clone()).collect();
    for name in tables {
        let Some(Value::Object(mut table)) = definitions.remove(&name) else { continue };
        compose(&mut table, definitions);
        definitions.insert(name, table.into());
    }
}

fn compose(table: &mut Map<String, Value>, definitions: &mut Map<String, Value>) {
    let Some(Value::Array(types)) = table.remove(BY_TYPE) else { return };
    let Some(Value::Object(mut properties)) = table.remove("properties") else { return };
    let usual = properties["type"].get("default").cloned();
    let shared: Vec<String> = properties.keys().cloned().collect();
    let order: Vec<Value> = table.get(ORDER).and_then(Value::as_array).cloned().unwrap_or_default();
    let needed: Vec<Value> = table["required"].as_array().cloned().unwrap_or_default();
    let mut told = properties["type"]["description"].as_str().unwrap_or_default().to_owned();
    let mut further: Map<String, Value> = Map::new();
    let mut cases = Vec::new();
    for entry in &types {
        let [of, keys, reference] = [0, 1, 2].map(|i| entry[i].clone());
        let mut test = json!({ "properties": { "type": { "const": of } } });
        if usual.as_ref() != Some(&of) {
            test["required"] = json!(["type"]);
        }
        cases.push(json!({ "if": test, "then": reference }));
        let Some(own) = keys.as_str().and_then(|keys| definitions.get_mut(keys)) else { continue };
        if let Some(meaning) = own["description"].as_str() {
            told += &format!("\n- `{}`: {meaning}", of.as_str().unwrap_or_default());
        }
        // What all have is judged once.
        if let Some(Value::Array(required)) = own.get_mut("required") {
            required.retain(|key| !needed.contains(key));
        }
        // Those in whose place others stand are among those of all.
        let rests = own.get_mut("dependencies").and_then(Value::as_object_mut);
        for rest in rests.into_iter().flat_map(Map::values_mut) {
            if let Some(Value::Array(names)) = rest.pointer_mut("/propertyNames/enum") {
                names.splice(0..0, order.iter().cloned());
            }
        }
        let Some(own) = own.as_object_mut() else { continue };
        let Value::Object(own) = own.entry("properties").or_insert(json!({})) else { continue };
        for (key, schema) in own.iter().filter(|(key, _)| !shared.contains(key)) {
            if let Value::Array(told) = further.entry(key.clone()).or_insert(json!([])) {
                told.push(json!([of, schema]));
            }
        }
        for key in &shared {
            own.entry(key.clone()).or_insert(json!({}));
        }
    }
    properties["type"]["description"] = told.into();
    properties.extend(further.into_iter().map(|(key, told)| (key, union(&told))));
    table.insert("properties".to_owned(), properties.into());
    table.insert("allOf".to_owned(), cases.into());
}

/// What can be said of a key of several types without knowing the type: what it may be, and what it means for each.
fn union(told: &Value) -> Value {
    let mut kinds: Vec<&str> = Vec::new();
    let mut keys: Map<String, Value> = Map::new();
    let mut meanings: Vec<(&str, Vec<&str>)> = Vec::new();
    for entry in told.as_array().into_iter().flatten() {
        let (of, schema) = (entry[0].as_str().unwrap_or_default(), &entry[1]);
        let types = match &schema["type"] {
            Value::Array(types) => types.iter().filter_map(Value::as_str).collect(),
            one => one.as_str().into_iter().collect::<Vec<_>>(),
        };
        kinds.extend(types);
        keys.extend(schema["properties"].as_object().into_iter().flatten().map(|(key, _)| (key.clone(), json!({}))));
        let meaning = schema["description"].as_str().unwrap_or_default();
        match meanings.iter_mut().find(|(known, _)| *known == meaning) {
            Some((_, types)) => types.push(of),
            None => meanings.push((meaning, vec![of])),
        }
    }
    kinds.sort_unstable();
    kinds.dedup();
    let kinds = if let [one] = kinds.as_slice() { json!(one) } else { json!(kinds) };
    let lines = meanings.iter().map(|(meaning, types)| {
        let types: Vec<String> = types.iter().map(|of| format!("`{of}`")).collect();
        format!("- {}: {meaning}", types.join(", "))
    });
    let mut union = json!({ "type": kinds, "description": lines.collect::<Vec<_>>().join("\n") });
    if !keys.is_empty() {
        union["properties"] = keys.into();
    }
    union
}
