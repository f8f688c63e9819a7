//! Every question as players see it: the built-in packs can be read whole on every screen, and what cannot is reported.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use polysemy::authoring::{layout, report};
use polysemy::pack::load::{self, Loaded, Origin};
use polysemy::read::diagnostic::Code;
use polysemy::text::Lang;
use polysemy::words::Words;

/// The packs of a folder of tests.
fn packs(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut packs: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    packs.sort();
    packs
}

fn laid_out(origin: &Origin) -> Loaded {
    let mut loaded = load::check(origin);
    layout::check(&mut loaded);
    loaded
}

fn said(loaded: &Loaded, lang: Lang) -> String {
    report::text(loaded, &Words::of(lang), report::ReportStyle::default())
}

/// The kinds of fault that only drawing finds.
pub fn codes() -> BTreeSet<Code> {
    let all = packs("tests/layout").into_iter().map(|path| laid_out(&Origin::Path(path)));
    all.flat_map(|loaded| loaded.checked.faults.into_iter().map(|fault| fault.code)).collect()
}

#[test]
fn the_built_in_packs_can_be_read_whole_everywhere() {
    for origin in load::built_in() {
        let loaded = laid_out(&origin);
        assert!(loaded.checked.faults.is_empty(), "{}", said(&loaded, Lang::En));
        assert!(loaded.checked.pack.is_some(), "the pack is still there");
    }
}

#[test]
fn the_good_examples_can_be_read_whole_everywhere() {
    let good = packs("tests/packs").into_iter().chain(["tests/packs/good-folder".into()]);
    let good = good.filter(|path| path.to_string_lossy().contains("/good"));
    for path in good {
        let loaded = laid_out(&Origin::Path(path));
        assert!(loaded.checked.faults.is_empty(), "{}", said(&loaded, Lang::En));
    }
}

#[test]
fn what_cannot_be_read_is_reported_as_it_was() {
    for path in packs("tests/layout") {
        let path = path.to_string_lossy().replace('\\', "/");
        let plain = load::check(&Origin::Path(path.clone().into()));
        assert!(plain.checked.faults.is_empty(), "the plain check finds nothing: {}", said(&plain, Lang::En));
        let loaded = laid_out(&Origin::Path(path.clone().into()));
        let mut both = String::new();
        for lang in Lang::ALL {
            let summary = report::summary(&path, &loaded, &Words::of(lang));
            let _ = writeln!(both, "{}{summary}", said(&loaded, lang));
        }
        assert_eq!(loaded.checked.faults.len(), 1, "one slip is one report: {both}");
        assert!(loaded.checked.pack.is_some(), "it can be played");
        let name = path.trim_start_matches("tests/layout/").trim_end_matches(".toml").replace('-', "_");
        insta::assert_snapshot!(format!("layout_{name}"), both);
    }
}

#[test]
fn a_pack_with_errors_is_not_drawn() {
    let path: PathBuf = "tests/packs/unknown-key.toml".into();
    let (plain, drawn) = (load::check(&Origin::Path(path.clone())), laid_out(&Origin::Path(path)));
    assert_eq!(plain.checked.faults, drawn.checked.faults);
}

#[test]
fn a_text_that_is_shown_often_is_reported_once() {
    let source = fs::read_to_string("tests/layout/gloss.toml").expect("a text");
    let (head, last) = source.split_once("[[term.question]]\nid = \"nap-ml\"").expect("the last question");
    let many = (0..12).map(|i| format!("[[term.question]]\nid = \"nap-ml-{i}\"{last}\n"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("many.toml");
    fs::write(&path, format!("{head}{}", many.collect::<String>())).expect("a file");
    let loaded = laid_out(&Origin::Path(path));
    assert_eq!(loaded.checked.faults.len(), 1, "{}", said(&loaded, Lang::En));
}
