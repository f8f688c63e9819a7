//! The schema and the readers, held together: a pack that has every key (`tests/schema/every-key.toml`) is changed at one
//! place after the other, and both must think alike of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Arc;

use polysemy::diagnostic::{Arg, Code, Diagnostic, Source};
use polysemy::pack::check::{Checked, check};
use polysemy::schema;
use polysemy::text::{Lang, SafeText};
use serde_json::{Map, Value, json};

use super::{SEEN, json, validator};

/// A key that nobody knows.
const NOBODYS: &str = "nobodys-key";

/// The pack with one of its questions at a time.
fn packs() -> Vec<Value> {
    let whole = json(&fs::read_to_string("tests/schema/every-key.toml").expect("the pack"));
    let questions = whole["term"][0]["question"].as_array().expect("questions").clone();
    let with = |question: Value| {
        let mut pack = whole.clone();
        pack["term"][0]["question"] = json!([question]);
        pack
    };
    questions.into_iter().map(with).collect()
}

/// What the readers make of a pack.
fn read(pack: &Value) -> Checked {
    let table = toml::Table::try_from(pack).expect("TOML");
    let text = toml::to_string(&table).expect("TOML");
    let fetch = |name: &str, _| match name {
        "data.csv" => Ok(Arc::from(&b"day,price\n1,2\n2,3\n"[..])),
        "picture.png" => Ok(Arc::from(&include_bytes!("../../../questions/talk/laptop.png")[..])),
        _ => Err((Code::NoDataFile, SafeText::default())),
    };
    check(&[Source { name: SafeText::new("pack.toml"), text }], &fetch, false)
}

/// What the readers say of a pack.
fn faults(pack: &Value) -> Vec<Diagnostic> {
    read(pack).faults
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

/// The keys that a table may have by all the schemas that judge it; `None` where any may be.
fn keys(schemas: &[&Value]) -> Option<BTreeSet<String>> {
    let sets = schemas.iter().filter_map(|schema| {
        if let Some(names) = schema["propertyNames"]["enum"].as_array() {
            return Some(names.iter().filter_map(Value::as_str).map(str::to_owned).collect::<BTreeSet<_>>());
        }
        let closed = schema["additionalProperties"] == false;
        closed.then(|| schema["properties"].as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect())
    });
    sets.reduce(|a, b| a.intersection(&b).cloned().collect())
}

#[test]
fn the_readers_ask_for_the_keys_of_the_schema_and_for_no_others() {
    let schema = schema::schema(Lang::En);
    let validator = validator();
    let mut tables = 0;
    for pack in packs() {
        for (place, schemas) in Walk::of(&schema, &pack) {
            let mut changed = pack.clone();
            let Some(Value::Object(table)) = changed.pointer_mut(&place) else { continue };
            table.insert(NOBODYS.to_owned(), json!("x"));
            let refusal = faults(&changed).into_iter().find(|fault| {
                fault.args.iter().any(|(name, arg)| *name == "found" && *arg == Arg::Text(SafeText::new(NOBODYS)))
            });
            let refusal = refusal.unwrap_or_else(|| panic!("the readers take any key at {place}"));
            let Some(known) = keys(&schemas) else {
                assert_eq!(refusal.code, Code::UnknownDomain, "the schema takes any key at {place}");
                continue;
            };
            assert!(!validator.is_valid(&changed), "the schema takes any key at {place}");
            let asked = refusal.args.iter().find(|(name, _)| *name == "known");
            let Some((_, Arg::Text(asked))) = asked else { panic!("{place}: {refusal:?}") };
            // A list of the names of rules is cut.
            if refusal.code != Code::UnknownRule {
                let asked: BTreeSet<String> = asked.split(", ").map(str::to_owned).collect();
                assert_eq!(asked, known, "the readers (left) and the schema (right) at {place}");
            }
            tables += 1;
        }
    }
    assert!(tables > 100, "{tables}");
}

#[test]
fn the_readers_know_the_words_of_the_schema_and_no_others() {
    let schema = schema::schema(Lang::En);
    let mut lists = BTreeSet::new();
    for pack in packs() {
        for (place, schemas) in Walk::of(&schema, &pack) {
            let words = schemas.iter().find_map(|schema| schema["enum"].as_array());
            let Some(words) = words else { continue };
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            let words = words.join(", ");
            let mut changed = pack.clone();
            *changed.pointer_mut(&place).expect("it is there") = json!(NOBODYS);
            let known = faults(&changed).into_iter().find_map(|fault| {
                let known = fault.args.into_iter().find(|(name, _)| *name == "known");
                known.filter(|_| matches!(fault.code, Code::UnknownWord | Code::UnknownLanguage)).map(|(_, arg)| arg)
            });
            let Some(Arg::Text(known)) = known else { panic!("the readers take any word at {place}") };
            // A long list is cut.
            let same = known.strip_suffix('…').map_or(words == *known, |begun| words.starts_with(begun));
            assert!(same, "the readers know {known} at {place}, the schema {words}");
            lists.insert(words);
        }
    }
    assert!(lists.len() >= 10, "{lists:?}");
}

#[test]
fn the_pack_with_every_key_has_every_key() {
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
            assert!(elsewhere || had.contains(key), "tests/schema/every-key.toml has no {name} with `{key}`");
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
        let found: Vec<Code> = faults(changed).iter().map(|fault| fault.code).collect();
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
        let before = count(&faults(pack).iter().map(|fault| fault.code).collect::<Vec<_>>());
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
fn what_is_said_to_be_usual_is_what_the_readers_take_without_it() {
    let schema = schema::schema(Lang::En);
    let mut same = 0;
    for mut pack in packs() {
        // Each question alone, as a pack that can be played.
        let question = &mut pack["term"][0]["question"][0];
        question["key"] = json!(["law", "vet"]);
        question.as_object_mut().expect("a question").remove("remark");
        for (place, schemas) in Walk::of(&schema, &pack) {
            for (key, usual) in schemas.iter().flat_map(|schema| schema["properties"].as_object().into_iter().flatten())
            {
                let Some(usual) = usual.get("default") else { continue };
                let [said, unsaid] = [Some(usual), None].map(|value| {
                    let mut changed = pack.clone();
                    let table = changed.pointer_mut(&place).and_then(Value::as_object_mut).expect("a table");
                    Map::remove(table, key);
                    table.extend(value.map(|value| (key.clone(), value.clone())));
                    read(&changed).pack
                });
                // What cannot stand beside the others here is tried with them elsewhere.
                if said.is_some() {
                    assert!(said == unsaid, "{place}/{key} is not {usual} where it is left out");
                    same += 1;
                }
            }
        }
    }
    assert!(same > 70, "{same}");
}

#[test]
fn the_readers_and_the_schema_agree_on_every_value_one() {
    agree(0, 2);
}

#[test]
fn the_readers_and_the_schema_agree_on_every_value_two() {
    agree(1, 2);
}
