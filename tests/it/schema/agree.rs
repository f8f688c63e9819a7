//! A type reads and describes itself in two functions, which must think alike: packs that have every key of the schema are
//! changed at one place after the other, and both judge them.

mod examples;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use polysemy::authoring::schema;
use polysemy::pack::check::check;
use polysemy::read::diagnostic::{Code, Source};
use polysemy::text::{Lang, SafeText};
use serde_json::{Map, Value, json};

use self::examples::packs;
use super::{SEEN, validator};

/// What the readers say of a pack.
fn faults(pack: &Value) -> Vec<Code> {
    let table = toml::Table::try_from(pack).expect("TOML");
    let text = toml::to_string(&table).expect("TOML");
    let fetch = |_: &str, _| Ok(Arc::from(&b"t,u\n1,2\n2,3\n"[..]));
    let checked = check(&[Source { name: SafeText::new("pack.toml"), text }], &fetch, false);
    checked.faults.iter().map(|fault| fault.code).collect()
}

/// A place in a pack: keys and indices, as JSON pointers have them.
type Place = String;

/// The tables, lists and values of a pack, each with the schemas that judge it.
struct Walk<'a> {
    definitions: &'a Value,
    found: Vec<(Place, Vec<&'a Value>)>,
}

impl<'a> Walk<'a> {
    fn of(schema: &'a Value, pack: &Value) -> Vec<(Place, Vec<&'a Value>)> {
        let mut walk = Self { definitions: &schema["definitions"], found: Vec::new() };
        walk.go(vec![schema], pack, String::new());
        walk.found
    }

    fn go(&mut self, schemas: Vec<&'a Value>, value: &Value, place: Place) {
        let schemas: Vec<&Value> = schemas.into_iter().flat_map(|schema| self.applied(schema, value)).collect();
        match value {
            Value::Object(table) => {
                for (key, inner) in table {
                    let of = |schema: &&'a Value| {
                        schema["properties"].get(key).or_else(|| schema.get("additionalProperties"))
                    };
                    self.go(schemas.iter().filter_map(of).collect(), inner, format!("{place}/{key}"));
                }
            }
            Value::Array(list) => {
                let of: Vec<&Value> = schemas.iter().filter_map(|schema| schema.get("items")).collect();
                list.iter().enumerate().for_each(|(i, inner)| self.go(of.clone(), inner, format!("{place}/{i}")));
            }
            _ => {}
        }
        self.found.push((place, schemas));
    }

    /// A schema, what it refers to, and the cases of it that a value is one of.
    fn applied(&self, schema: &'a Value, value: &Value) -> Vec<&'a Value> {
        if let Some(name) = schema["$ref"].as_str() {
            let name = name.rsplit('/').next().expect("a name");
            return self.applied(&self.definitions[name], value);
        }
        let mut out = vec![schema];
        for case in schema["allOf"].as_array().into_iter().flatten() {
            let test = &case["if"];
            let same = value
                .get("type")
                .map_or(test.get("required").is_none(), |own| *own == test["properties"]["type"]["const"]);
            if same {
                out.extend(self.applied(&case["then"], value));
            }
        }
        for (key, needed) in schema["dependencies"].as_object().into_iter().flatten() {
            if value.get(key).is_some() && needed.is_object() {
                out.push(needed);
            }
        }
        out
    }
}

#[test]
fn the_packs_have_every_key() {
    let schema = schema::schema(Lang::En);
    let mut had: BTreeMap<*const Value, BTreeSet<String>> = BTreeMap::new();
    for pack in packs() {
        for (place, schemas) in Walk::of(&schema, &pack) {
            let Some(Value::Object(table)) = pack.pointer(&place) else { continue };
            for schema in schemas {
                had.entry(schema).or_default().extend(table.keys().cloned());
            }
        }
    }
    let no_keys = BTreeSet::new();
    for (name, definition) in schema["definitions"].as_object().expect("definitions") {
        let had = had.get(&std::ptr::from_ref(definition)).unwrap_or(&no_keys);
        // A kind of series is known by its keys, not by a definition.
        for key in definition["properties"].as_object().into_iter().flatten().map(|(key, _)| key) {
            let elsewhere = definition["properties"][key] == json!({});
            assert!(elsewhere || had.contains(key), "no {name} with `{key}`");
        }
    }
}

/// What stands at a place, changed in ways in which the schemas that judge it take an interest.
fn changes(value: &Value, schemas: &[&Value]) -> Vec<Value> {
    let mut out = vec![json!("x"), json!(""), json!(1), json!(1.5), json!(true), json!([]), json!({}), json!([[]])];
    for schema in schemas {
        for bound in ["minimum", "maximum"].into_iter().filter_map(|bound| schema[bound].as_f64()) {
            out.extend([bound, bound - 1.0, bound + 1.0, bound - 1e-4, bound + 1e-4].into_iter().map(number));
        }
        if let Some(max) = schema["maxLength"].as_u64() {
            out.extend([max, max + 1].map(|length| json!("x".repeat(length as usize))));
        }
        if let (Some(max), Value::Array(list)) = (schema["maxItems"].as_u64(), value) {
            // Twenty thousand questions take their time, and are counted by a test of their own.
            if let Some(first) = list.first().filter(|_| max < 1000) {
                out.extend([max, max + 1].map(|length| json!(vec![first.clone(); length as usize])));
            }
        }
        out.extend(schema["enum"].as_array().cloned().unwrap_or_default());
    }
    out
}

/// A number as TOML writes it: whole, if it is.
fn number(number: f64) -> Value {
    if number.fract() == 0.0 { json!(number as i64) } else { json!(number) }
}

/// The questions that are changed in one test; together they are all of them.
fn agree(part: usize, parts: usize) {
    let schema = schema::schema(Lang::En);
    let validator = validator();
    let mut disagreements = BTreeSet::new();
    let mut judge = |changed: &Value, place: &str, what: &str, before: &BTreeMap<Code, usize>| {
        let accepted = validator.is_valid(changed);
        let found = faults(changed);
        let new: BTreeSet<Code> =
            found.iter().copied().filter(|code| count(&found)[code] > before.get(code).copied().unwrap_or(0)).collect();
        if !accepted && new.is_empty() {
            disagreements.insert(format!("{place} = {what}: only the schema refuses it"));
        }
        let seen: Vec<&Code> = new.iter().filter(|code| SEEN.contains(code)).collect();
        if accepted && !seen.is_empty() && !beyond_a_schema(place, seen.as_slice()) {
            disagreements.insert(format!("{place} = {what}: only the readers refuse it ({seen:?})"));
        }
    };
    for (i, pack) in packs().iter().enumerate().filter(|(i, _)| i % parts == part) {
        assert!(validator.is_valid(pack), "{pack}");
        let before = count(&faults(pack));
        let own = |place: &str| i == 0 || place.starts_with("/term/0/question/0/context");
        for (place, schemas) in Walk::of(&schema, pack).into_iter().filter(|(place, _)| own(place)) {
            let value = pack.pointer(&place).expect("it is there");
            if place.is_empty() {
                continue;
            }
            for change in changes(value, &schemas) {
                let mut changed = pack.clone();
                *changed.pointer_mut(&place).expect("it is there") = change.clone();
                let what = change.to_string().chars().take(60).collect::<String>();
                judge(&changed, &place, &what, &before);
            }
            let (table, key) = place.rsplit_once('/').expect("a place within");
            let mut changed = pack.clone();
            if let Some(Value::Object(table)) = changed.pointer_mut(table) {
                Map::remove(table, key);
                judge(&changed, &place, "nothing", &before);
            }
        }
    }
    let disagreements: Vec<String> = disagreements.into_iter().collect();
    assert!(disagreements.is_empty(), "{}\n{}", disagreements.len(), disagreements.join("\n"));
}

fn count(codes: &[Code]) -> BTreeMap<Code, usize> {
    let mut out = BTreeMap::new();
    codes.iter().for_each(|code| *out.entry(*code).or_default() += 1);
    out
}

/// Whether a fault hangs on what stands elsewhere in the pack, which a schema cannot see.
fn beyond_a_schema(place: &str, codes: &[&Code]) -> bool {
    // Values that have to be among others, or must not be; a part within the whole.
    const ELSEWHERE: [(&str, Code); 11] = [
        ("/domain", Code::LetterTaken),
        ("/context/form/field/", Code::UnknownWord),
        ("/context/figure/at", Code::OutOfRange),
        ("/context/figure/minutes", Code::OutOfRange),
        ("/context/figure/first/", Code::OutOfRange),
        ("/context/figure/sample/", Code::OutOfRange),
        ("/context/figure/down", Code::OutOfRange),
        ("/context/figure/loss", Code::OutOfRange),
        ("/context/figure/type", Code::OutOfRange),
        ("/context/figure/points", Code::OutOfRange),
        ("/context/picture/spot/", Code::OutOfRange),
    ];
    codes.iter().all(|code| ELSEWHERE.iter().any(|(at, hangs)| place.contains(at) && *code == hangs))
}

#[test]
fn the_readers_and_the_schema_agree_on_every_value_one() {
    agree(0, 2);
}

#[test]
fn the_readers_and_the_schema_agree_on_every_value_two() {
    agree(1, 2);
}
