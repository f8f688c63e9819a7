//! The schema of packs: it is the one that is printed, it accepts what `check` accepts, and the two agree on every key and
//! every limit.

mod agree;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use polysemy::authoring::schema;
use polysemy::authoring::template::{self, PackName};
use polysemy::read::diagnostic::{Code, Severity};
use polysemy::text::Lang;
use serde_json::Value;

use crate::packs::{at, codes};

pub fn validator() -> Validator {
    jsonschema::draft7::new(&schema::schema(Lang::En)).expect("a schema")
}

/// TOML as JSON, the way editors hand it to a schema.
pub fn json(toml: &str) -> Value {
    let table: toml::Table = toml.parse().unwrap_or_else(|error| panic!("{error}\n{toml}"));
    serde_json::to_value(table).expect("JSON")
}

/// What the schema says of a file, and where.
pub fn complaints(validator: &Validator, toml: &str) -> Vec<String> {
    let json = json(toml);
    validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// The TOML files of a folder.
fn files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    files.sort();
    files
}

#[test]
fn the_schema_in_the_documentation_is_current() {
    renewed("docs/polysemy.schema.json", &schema::text(Lang::En));
}

/// A document that is written from what the program knows is as it would be written now; with `RENEW=1`, it is afterwards.
#[track_caller]
pub fn renewed(path: &str, text: &str) {
    if std::env::var_os("RENEW").is_some() {
        fs::write(path, text).expect("a document");
    }
    let there = fs::read_to_string(path).expect("a document");
    assert!(there == text, "{path} is old; renew it: RENEW=1 cargo test --test it -- schema:: guide::");
}

#[test]
fn the_schema_is_one() {
    for lang in Lang::ALL {
        let schema = schema::schema(lang);
        assert!(jsonschema::meta::is_valid(&schema), "{:?}", jsonschema::meta::validate(&schema).err());
        assert!(!schema::text(lang).contains("x-by-type"));
    }
}

#[test]
fn languages_differ_in_descriptions_only() {
    fn bare(value: &mut Value) {
        match value {
            Value::Object(object) => {
                if object.get("description").is_some_and(Value::is_string) {
                    object.remove("description");
                }
                object.values_mut().for_each(bare);
            }
            Value::Array(list) => list.iter_mut().for_each(bare),
            _ => {}
        }
    }
    let [en, fr] = Lang::ALL.map(|lang| {
        let mut schema = schema::schema(lang);
        assert!(schema["definitions"]["Question"]["properties"]["tell"]["description"].is_string());
        bare(&mut schema);
        schema
    });
    assert_eq!(en, fr);
    assert_ne!(schema::text(Lang::En), schema::text(Lang::Fr));
}

#[test]
fn packs_without_a_fault_are_accepted() {
    let validator = validator();
    let folders = ["questions/talk", "tests/packs/good-folder", "tests/packs", "tests/lint", "tests/layout"];
    let mut accepted = 0;
    for path in folders.into_iter().flat_map(files) {
        let folder = path.parent().expect("a folder");
        let pack = if folder.join("pack.toml").exists() { folder } else { &path };
        let loaded = at(pack);
        if loaded.checked.faults.iter().any(|fault| fault.severity == Severity::Error) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a text");
        assert_eq!(complaints(&validator, &text), [""; 0], "{}", path.display());
        accepted += 1;
    }
    assert!(accepted > 50, "{accepted}");
}

#[test]
fn the_template_is_accepted() {
    let validator = validator();
    let name = PackName::of("cats").expect("a name");
    for lang in Lang::ALL {
        let files = template::folder(&name, lang).into_iter().map(|file| file.text);
        for text in files.chain([template::single(&name, lang)]) {
            assert_eq!(complaints(&validator, &text), [""; 0], "{text}");
        }
    }
}

/// Faults that a schema can see.
const SEEN: [Code; 20] = [
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongType,
    Code::EmptyText,
    Code::TextTooLong,
    Code::ListTooLong,
    Code::EmptyList,
    Code::OutOfRange,
    Code::UnknownWord,
    Code::UnknownLanguage,
    Code::DomainCount,
    Code::BadId,
    Code::FewSenses,
    Code::ContextCount,
    Code::UnknownKind,
    Code::DataTwice,
    Code::MarkPlace,
    Code::NewerFormat,
    Code::UnknownRule,
    Code::LetterTaken,
];

#[test]
fn packs_with_faults_that_a_schema_can_see_are_refused() {
    let validator = validator();
    let mut refused = 0;
    for path in files("tests/packs") {
        let text = fs::read_to_string(&path);
        let Some(table) = text.ok().and_then(|text| text.parse::<toml::Table>().ok()) else { continue };
        // A spot that is larger than its picture takes a sum to see.
        let seen =
            codes(&at(&path)).into_iter().filter(|code| SEEN.contains(code) && !path.ends_with("picture-spot.toml"));
        let seen: Vec<Code> = seen.collect();
        if !seen.is_empty() {
            let json = serde_json::to_value(table).expect("JSON");
            assert!(!validator.is_valid(&json), "{} has {seen:?}", path.display());
            refused += 1;
        }
    }
    assert!(refused > 15, "{refused}");
}
