//! Every example of the pack guide is checked: whole packs as they are, parts in a pack that completes them.

mod tables;

use std::fs;
use std::path::Path;

use polysemy::authoring::{layout, lint};
use polysemy::context::KINDS;
use polysemy::read::diagnostic::Code;
use polysemy::text::Lang;
use toml::{Table, Value};

use crate::packs::{at, codes, said};
use crate::schema::{complaints, validator};

const GUIDE: &str = "docs/pack-guide.md";

/// What stands in the guide besides TOML.
const OTHER_LANGUAGES: [&str; 4] = ["sh", "text", "json", "csv"];

/// A block of code, its language, and the line in which it begins.
struct Block {
    language: String,
    text: String,
    line: usize,
}

/// The blocks of a Markdown text; every fence is one, so nothing is passed over.
fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    for (i, line) in markdown.lines().enumerate() {
        match line.trim_start().strip_prefix("```") {
            Some("") if open => open = false,
            Some(language) => {
                assert!(!open, "{GUIDE}:{}: a block begins within another", i + 1);
                open = true;
                blocks.push(Block { language: language.to_owned(), text: String::new(), line: i + 2 });
            }
            None if open => {
                let block = blocks.last_mut().expect("an open block");
                block.text += line;
                block.text += "\n";
            }
            None => {}
        }
    }
    assert!(!open, "{GUIDE}: the last block has no end");
    blocks
}

/// A header, and whom its domains are.
const HEADER: &str = "format = 1\nid = \"guide\"\ntitle = \"Guide\"\nlanguages = [\"en\", \"fr\"]\n";
const QUESTION: [&str; 9] = ["id", "key", "level", "tell", "explanation", "remark", "languages", "tags", "allow"];
const SENSE: [&str; 3] = ["domain", "gloss", "source"];
const HEADING: [&str; 5] = ["title", "description", "authors", "licence", "format"];

/// A part of a pack, with what it takes to be a pack. Where in a pack it belongs follows from its first line:
///
/// - `[[domain]]`: above the terms, with a second domain if it is the only one
/// - `[[term]]`: below a header
/// - `[[term.sense]]` and `[[term.question]]`: in a term
/// - `[term.question.` and other headings of a question: in a question
/// - keys of a question, a sense or a header, which may be followed by headings of a question
///
/// `None` where it belongs nowhere.
fn completed(part: &str) -> Option<String> {
    let first = part.lines().find(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'))?;
    if first.starts_with("[[domain]]") {
        let table: Table = part.parse().ok()?;
        let ids: Vec<String> =
            table["domain"].as_array()?.iter().filter_map(|d| Some(d["id"].as_str()?.into())).collect();
        let other = "[[domain]]\nid = \"guide-other\"\nname = \"o\"\nletter = \"z\"\ncolour = \"pink\"\n";
        let (more, second) = if ids.len() == 1 { (other, "guide-other") } else { ("", ids[1].as_str()) };
        return Some(format!("{HEADER}{part}{more}{}{}", term(&ids[0], second), rest(&[&ids[0], second])));
    }
    if first.starts_with("[[term]]") {
        return Some(format!("{HEADER}{part}"));
    }
    if first.starts_with("[[term.sense]]") {
        return Some(format!("{HEADER}[[term]]\nid = \"guide\"\nname = \"g\"\n{part}{}", rest(&domains(part))));
    }
    if first.starts_with("[[term.question]]") {
        return Some(format!("{HEADER}{}{part}{}", term("dev", "ml"), rest(&["dev", "ml"])));
    }
    // Keys above the first heading, and headings, all of them of a question.
    let start = part.find("\n[").map_or(part.len(), |at| at + 1);
    let (bare, headings) = if first.starts_with('[') { ("", part) } else { part.split_at(start) };
    let questions_own = headings
        .lines()
        .filter(|line| line.starts_with('['))
        .all(|line| line.trim_start_matches('[').starts_with("term.question."));
    let own: Table = bare.parse().ok()?;
    let all_of = |keys: &[&str]| own.keys().all(|key| keys.contains(&key.as_str()));
    if !questions_own {
        return None;
    }
    if all_of(&QUESTION) {
        return Some(format!("{HEADER}{}{}{}", term("dev", "ml"), question(bare, headings), rest(&["dev", "ml"])));
    }
    if all_of(&SENSE) {
        let own = if own.contains_key("domain") { "" } else { "domain = \"stats\"\n" };
        let gloss = if bare.contains("gloss") { "" } else { "gloss = \"g\"\n" };
        let sense = format!("[[term.sense]]\n{own}{gloss}{bare}");
        let domains = ["dev", "ml", "stats"];
        return Some(format!("{HEADER}{}{sense}{}{}", term("dev", "ml"), question("", headings), rest(&domains)));
    }
    if all_of(&HEADING) {
        let header: String = HEADER
            .lines()
            .filter(|line| !own.keys().any(|key| line.starts_with(&format!("{key} "))))
            .map(|line| format!("{line}\n"))
            .collect();
        return Some(format!("{header}{bare}{}{}", term("dev", "ml"), rest(&["dev", "ml"])));
    }
    None
}

/// The domains of the senses in a part; with one sense, another one goes with it.
fn domains(part: &str) -> Vec<&str> {
    part.lines().filter_map(|line| line.strip_prefix("domain = \"")?.split('"').next()).collect()
}

/// A term with two senses, to which questions can be added.
fn term(one: &str, other: &str) -> String {
    format!(
        "[[term]]\nid = \"guide\"\nname = \"g\"\n\
         [[term.sense]]\ndomain = \"{one}\"\ngloss = \"g\"\n[[term.sense]]\ndomain = \"{other}\"\ngloss = \"g\"\n"
    )
}

/// The tell that the guide did not choose.
const OURS: &str = "guide-tell";

/// A question with keys and headings of the guide, and what they lack.
fn question(bare: &str, headings: &str) -> String {
    let own: Table = bare.parse().expect("keys");
    let has = |key: &str| own.contains_key(key) || headings.contains(&format!("[term.question.{key}"));
    let mut out = String::from("[[term.question]]\n");
    let usual = [("id", "guide-part"), ("key", "dev"), ("tell", OURS), ("explanation", "e")];
    for (key, value) in usual.into_iter().filter(|(key, _)| !has(key)) {
        out += &format!("{key} = \"{value}\"\n");
    }
    out += bare;
    if !has("context") {
        // What the tells of the guide are found in.
        let mut shown = Vec::new();
        own.get("tell").into_iter().for_each(|tell| strings(tell, &mut shown));
        shown.push(OURS.to_owned());
        out += &format!("context.log.text = {}\n", Value::String(shown.join("\n")));
    }
    out + headings
}

fn strings(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.push(text.clone()),
        Value::Array(list) => list.iter().for_each(|value| strings(value, out)),
        Value::Table(table) => table.values().for_each(|value| strings(value, out)),
        _ => {}
    }
}

/// A question for each domain, so that every sense is asked.
fn rest(domains: &[&str]) -> String {
    let question = |domain: &&str| {
        format!(
            "[[term.question]]\nid = \"guide-{domain}\"\nkey = \"{domain}\"\ntell = \"{OURS}\"\nexplanation = \"e\"\n\
             context.log.text = \"{OURS}\"\n"
        )
    };
    domains.iter().map(question).collect()
}

/// The faults of an example, and what there is to say about them.
fn faults(example: &str, folder: &Path) -> (Vec<Code>, String) {
    let whole = example.lines().any(|line| line.starts_with("format ="));
    let pack = if whole { Some(example.to_owned()) } else { completed(example) };
    let Some(pack) = pack else { panic!("no pack is known in which this belongs; see `completed`:\n{example}") };
    let path = folder.join("example.toml");
    fs::write(&path, &pack).expect("a file");
    let mut loaded = at(&path);
    // A context alone has no tell, and need not have ours.
    let ours = |place: usize| {
        let line = pack[..place].rfind('\n').map_or(0, |at| at + 1);
        pack[line..].starts_with(&format!("tell = \"{OURS}\""))
    };
    loaded.checked.faults.retain(|fault| fault.code != Code::TellNotFound || !ours(fault.place.span.start));
    if whole {
        // What is copied as it stands must be a pack to learn from.
        layout::check(&mut loaded);
        lint::check(&mut loaded);
    }
    let (found, told) = (codes(&loaded), said(&loaded, Lang::En));
    if found.is_empty() {
        assert_eq!(complaints(&validator(), &pack), [""; 0], "{pack}");
    }
    (found, told)
}

/// A folder with the files that the guide names.
fn beside() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("naps.csv"), "age,naps\n1,9\n2,8\n").expect("a file");
    fs::copy("questions/talk/laptop.png", folder.path().join("laptop.png")).expect("a picture");
    folder
}

#[test]
fn every_example_is_without_a_fault() {
    let (guide, folder) = (fs::read_to_string(GUIDE).expect("the guide"), beside());
    let mut checked = String::new();
    for Block { language, text, line } in blocks(&guide) {
        if OTHER_LANGUAGES.contains(&language.as_str()) {
            continue;
        }
        assert_eq!(language, "toml", "{GUIDE}:{line}: a block of another language; see OTHER_LANGUAGES");
        let (codes, said) = faults(&text, folder.path());
        assert_eq!(codes, [], "{GUIDE}:{line}: {said}");
        checked += &text;
    }
    for kind in KINDS {
        assert!(checked.contains(&format!("[term.question.context.{kind}]")), "no example of {kind}");
    }
}

#[test]
fn a_fault_in_an_example_is_found_wherever_it_belongs() {
    let folder = beside();
    let cases = [
        ("[[domain]]\nid = \"law\"\nname = \"l\"\nletter = \"l\"\ncolour = \"red\"\n", Code::UnknownWord),
        ("[[term]]\nid = \"a\"\nname = \"b\"\n", Code::FewSenses),
        ("[[term.sense]]\ndomain = \"dev\"\ngloss = \"g\"\n", Code::FewSenses),
        ("[[term.question]]\nid = \"a\"\n", Code::MissingKey),
        ("[term.question.context.log]\ntxt = \"a\"\n", Code::UnknownKey),
        ("[term.question.context.code]\nlanguage = \"pyhton\"\ntext = \"a\"\n", Code::UnknownCodeLanguage),
        ("[term.question.remark]\nlaw = \"r\"\n", Code::UnknownDomain),
        ("level = 4\n", Code::OutOfRange),
        ("tell = \"cat\"\n[term.question.context.log]\ntext = \"dog\"\n", Code::TellNotFound),
        ("gloss = { en = \"a\" }\n", Code::MissingLanguage),
        ("authors = \"Noor\"\n", Code::WrongType),
    ];
    for (example, code) in cases {
        let (codes, said) = faults(example, folder.path());
        assert!(codes.contains(&code), "{example}\n{said}");
    }
    for good in [
        "[[domain]]\nid = \"law\"\nname = \"l\"\nletter = \"l\"\ncolour = \"blue\"\n",
        "[[term.sense]]\ndomain = \"dev\"\ngloss = \"g\"\n[[term.sense]]\ndomain = \"ml\"\ngloss = \"g\"\n",
        "tell = [\"two cats\", \"a nap\"]\nremark.ml = \"r\"\n",
        "tell = { en = \"cat\", fr = [\"chat\", \"sieste\"] }\n",
        "gloss = \"g\"\n\n[term.question.explanation]\nen = \"e\"\nfr = \"e\"\n",
        "title = \"Naps\"\nauthors = [\"Noor\"]\n",
        "languages = [\"en\"]\n",
    ] {
        let (codes, said) = faults(good, folder.path());
        assert_eq!(codes, [], "{good}\n{said}");
    }
    for nowhere in ["naps = 3\n", "[settings]\nnaps = 3\n", "gloss = \"g\"\nlevel = 1\n"] {
        assert_eq!(completed(nowhere), None, "{nowhere}");
    }
}

#[test]
fn no_block_is_passed_over() {
    let found = blocks("a\n```toml\na = 1\n```\n\n  ```text\nb\n  ```\n");
    let found: Vec<(&str, &str, usize)> = found.iter().map(|b| (&*b.language, &*b.text, b.line)).collect();
    assert_eq!(found, [("toml", "a = 1\n", 3), ("text", "b\n", 7)]);
}
