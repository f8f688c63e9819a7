//! What is said about packs: the wrong ones of `tests/packs`, those that are too large to keep, and the built-in ones.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs::{self};
use std::path::Path;

use polysemy::app::settings::Settings;
use polysemy::authoring::report;
use polysemy::context::{SMALLEST_ROOM, Scene};
use polysemy::pack::load::{self, Loaded, Origin};
use polysemy::read::diagnostic::{Code, Severity};
use polysemy::text::Lang;
use polysemy::words::Words;

/// A header, to which terms can be added.
pub const HEADER: &str = "format = 1\nid = \"naps\"\ntitle = \"Naps\"\nlanguages = [\"en\"]\n";

/// The entries of `tests/packs`: TOML files and folders, as they are named from the root of the repository.
fn examples() -> Vec<String> {
    let entries = fs::read_dir("tests/packs").expect("the folder").map(|entry| entry.expect("an entry").path());
    let packs = entries.filter(|path| path.is_dir() || path.extension().is_some_and(|extension| extension == "toml"));
    let mut names: Vec<String> = packs.map(|path| path.to_string_lossy().replace('\\', "/")).collect();
    names.sort();
    names
}

pub fn at(path: impl AsRef<Path>) -> Loaded {
    load::check(&Origin::Path(path.as_ref().to_owned()))
}

pub fn codes(loaded: &Loaded) -> Vec<Code> {
    loaded.checked.faults.iter().map(|fault| fault.code).collect()
}

pub fn said(loaded: &Loaded, lang: Lang) -> String {
    report::text(loaded, &Words::of(lang), report::ReportStyle::default())
}

#[test]
fn every_example_is_reported_as_it_was() {
    for path in examples() {
        let loaded = at(&path);
        let name = path.trim_start_matches("tests/packs/").trim_end_matches(".toml").replace('-', "_");
        let mut both = String::new();
        for lang in Lang::ALL {
            let words = Words::of(lang);
            let _ = write!(both, "{}{}", said(&loaded, lang), report::summary(&path, &loaded, &words));
            both += "\n";
        }
        insta::assert_snapshot!(format!("report_{name}"), both);
    }
}

#[test]
fn an_example_has_faults_unless_it_is_called_good() {
    for path in examples() {
        let loaded = at(&path);
        let good = path.starts_with("tests/packs/good");
        assert_eq!(loaded.checked.faults.is_empty(), good, "{path}");
        let errors = loaded.checked.faults.iter().any(|fault| fault.severity == Severity::Error);
        assert_eq!(loaded.checked.pack.is_some(), !errors, "{path}");
    }
}

#[test]
fn every_kind_of_fault_has_an_example() {
    let mut found: BTreeSet<Code> = examples().iter().flat_map(|path| codes(&at(path))).collect();
    // These are made by the tests below: they are too large for the repository, or are no packs.
    found.extend([Code::FileTooLarge, Code::DataTooLarge, Code::TooManyFiles, Code::TooManyQuestions, Code::NotAFile]);
    found.extend([Code::NotFound, Code::NoPermission, Code::Unreadable]);
    // As long as no pack is known to make the reader fail.
    found.insert(Code::ReaderFailed);
    found.extend(crate::booths::codes());
    found.extend(crate::layout::codes());
    found.extend(crate::lint::codes());
    found.insert(Settings::parse("timer = ").expect_err("no TOML").code);
    let missing: Vec<&Code> = Code::ALL.iter().filter(|code| !found.contains(code)).collect();
    assert!(missing.is_empty(), "no example for {missing:?}");
}

#[test]
fn an_example_shows_the_fault_after_which_it_is_called() {
    for path in examples() {
        let name = path.trim_start_matches("tests/packs/").trim_end_matches(".toml");
        if let Some(code) = Code::ALL.iter().find(|code| code.name() == name) {
            assert!(codes(&at(&path)).contains(code), "{path}: {:?}", codes(&at(&path)));
        }
    }
}

#[test]
fn the_built_in_packs_are_clean() {
    for origin in load::built_in() {
        let loaded = load::check(&origin);
        assert!(loaded.checked.pack.is_some() && loaded.checked.faults.is_empty(), "{}", said(&loaded, Lang::En));
        let (pack, header) = (loaded.checked.pack.expect("a pack"), load::header(&origin).expect("a header"));
        assert_eq!(pack.header, header);
    }
    assert!(load::built_in().count() >= 1);
}

#[test]
fn the_gallery_shows_every_kind_and_every_figure() {
    let gallery = fs::read_to_string("docs/gallery.md").expect("the gallery");
    let shown: Vec<&str> = gallery.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    let kinds = polysemy::context::KINDS.iter().filter(|kind| **kind != "figure");
    for name in kinds.chain(polysemy::context::figure::FIGURES) {
        assert!(shown.contains(&format!("pictures/gallery/{name}.svg").as_str()), "no picture of {name}");
    }
    let here = |link: &&&str| !link.starts_with('#');
    for link in shown.iter().filter(here) {
        let file = link.split('#').next().unwrap_or_default();
        assert!(fs::exists(format!("docs/{file}")).is_ok_and(|there| there), "{link} leads nowhere");
    }
    for entry in fs::read_dir("docs/pictures/gallery").expect("pictures") {
        let name = entry.expect("a file").file_name().into_string().expect("a name");
        assert!(shown.contains(&format!("pictures/gallery/{name}").as_str()), "{name} is not shown");
    }
}

#[test]
fn json_says_the_same_as_the_text() {
    let all: Vec<Loaded> = examples().iter().map(at).collect();
    let json = report::json(&all, &Words::of(Lang::En));
    let faults: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    let listed: Vec<_> = all.iter().flat_map(|loaded| loaded.checked.faults.iter().map(move |f| (loaded, f))).collect();
    assert_eq!(faults.len(), listed.len());
    for (json, (loaded, fault)) in faults.iter().zip(listed) {
        let number = |key: &str| json[key].as_u64().unwrap_or_else(|| panic!("{key} in {json}")) as usize;
        assert_eq!(json["code"], fault.code.name());
        assert_eq!(json["severity"], if fault.severity == Severity::Error { "error" } else { "warning" });
        assert_eq!(json["file"], loaded.sources[fault.place.file].name.as_str());
        assert!(json["message"].as_str().is_some_and(|message| !message.is_empty() && !unfilled(message)), "{json}");
        assert!(json["help"].as_array().is_some_and(|help| help.iter().all(serde_json::Value::is_string)), "{json}");
        assert_eq!(number("start_byte")..number("end_byte"), fault.place.span);
        let text = &loaded.sources[fault.place.file].text;
        let line = text[..fault.place.span.start].matches('\n').count() + 1;
        assert_eq!(number("line"), line, "{json}");
        assert!(number("column") >= 1 && (number("end_line"), number("end_column")) >= (line, number("column")));
        assert_eq!(json["suggestion"].as_str(), fault.suggestion.as_deref());
    }
}

/// Whether a `{name}` of a sentence was left as it is. The braces of a formula hold less than a name.
fn unfilled(message: &str) -> bool {
    let name = |rest: &str| rest.split_once('}').is_some_and(|(name, _)| name.len() > 1 && name.is_ascii());
    message.split('{').skip(1).any(name)
}

#[test]
fn a_picture_that_cannot_be_shown_is_told_in_words_to_who_plays() {
    for name in ["picture-broken", "picture-format", "picture-too-large"] {
        let origin = Origin::Path(format!("tests/packs/{name}.toml").into());
        assert!(load::check(&origin).checked.pack.is_none(), "{name} is refused by a check");
        let pack = load::load(&origin).checked.pack.unwrap_or_else(|| panic!("{name} can be played"));
        let question = &pack.terms[0].questions[1];
        let ready = question.context.make_ready(Lang::En);
        assert!(ready.is_none(), "{name} has no pixels");
        let sheet = question.context.draw(&Scene::still(Lang::En, SMALLEST_ROOM, &[]));
        assert!(sheet.contains("Three cats in a basket"), "{sheet:?}");
    }
}

#[test]
fn no_faults_are_an_empty_list_of_json() {
    assert_eq!(report::json(&[at("tests/packs/good.toml")], &Words::of(Lang::En)), "[]");
}

#[test]
fn a_report_in_ascii_draws_no_other_lines() {
    let style = report::ReportStyle { colour: false, ascii: true };
    for path in examples() {
        let drawn = report::text(&at(&path), &Words::of(Lang::En), style);
        assert!(!drawn.contains(['─', '│', '╭', '╰', '━']), "{drawn}");
    }
}

#[test]
fn no_report_hands_control_characters_on() {
    for path in examples() {
        for lang in Lang::ALL {
            let said = said(&at(&path), lang);
            let bad = said.chars().find(|c| (c.is_control() && *c != '\n') || ('\u{202a}'..='\u{202e}').contains(c));
            assert_eq!(bad, None, "{said}");
        }
    }
}

#[test]
fn a_folder_of_packs_lists_files_and_folders_that_can_be_packs() {
    let folder = tempfile::tempdir().expect("a folder");
    assert_eq!(load::in_folder(&folder.path().join("nothing")), []);
    for name in ["b.toml", "a.toml", "note.txt"] {
        fs::write(folder.path().join(name), HEADER).expect("a file");
    }
    for name in ["c", "no-pack"] {
        fs::create_dir(folder.path().join(name)).expect("a folder");
    }
    fs::write(folder.path().join("c/pack.toml"), HEADER).expect("a file");
    let expected = ["a.toml", "b.toml", "c"].map(|name| Origin::Path(folder.path().join(name)));
    assert_eq!(load::in_folder(folder.path()), expected);
}
