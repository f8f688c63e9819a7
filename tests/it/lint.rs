//! What makes a question a poor one: the wrong packs of `tests/lint`, the examples of the rules' pages, and numbers.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use polysemy::authoring::lint::{self, Guess, RULES, Rule, Stats};
use polysemy::authoring::{layout, report};
use polysemy::pack::load::{self, Loaded, Origin};
use polysemy::read::diagnostic::{Code, Severity};
use polysemy::text::Lang;
use polysemy::words::Words;

use crate::packs::{at, codes as codes_of, said};

fn linted(origin: &Origin) -> Loaded {
    let mut loaded = load::check(origin);
    lint::check(&mut loaded);
    loaded
}

/// The packs of `tests/lint`, as they are named from the root of the repository.
fn examples() -> Vec<String> {
    let entries = fs::read_dir("tests/lint").expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut names: Vec<String> = entries.map(|path| path.to_string_lossy().replace('\\', "/")).collect();
    names.sort();
    names
}

fn example(path: &str) -> Loaded {
    linted(&Origin::Path(path.into()))
}

fn name_of(path: &str) -> &str {
    path.trim_start_matches("tests/lint/").trim_end_matches(".toml")
}

/// The kinds of fault that only the rules find.
pub fn codes() -> BTreeSet<Code> {
    examples().iter().flat_map(|path| codes_of(&example(path))).collect()
}

#[test]
fn what_is_poor_is_reported_as_it_was() {
    for path in examples() {
        let plain = at(&path);
        assert!(plain.checked.faults.is_empty(), "the plain check finds nothing: {}", said(&plain, Lang::En));
        let loaded = example(&path);
        let mut both = String::new();
        for lang in Lang::ALL {
            let summary = report::summary(&path, &loaded, &Words::of(lang));
            let _ = writeln!(both, "{}{summary}", said(&loaded, lang));
        }
        insta::assert_snapshot!(format!("lint_{}", name_of(&path).replace('-', "_")), both);
    }
}

#[test]
fn a_pack_breaks_the_rule_after_which_it_is_called_and_no_other() {
    for path in examples() {
        let loaded = example(&path);
        let found: BTreeSet<&str> = codes_of(&loaded).into_iter().map(Code::name).collect();
        let expected = if name_of(&path).starts_with("good") { vec![] } else { vec![name_of(&path)] };
        assert_eq!(Vec::from_iter(found), expected, "{}", said(&loaded, Lang::En));
        assert!(loaded.checked.pack.is_some() && !loaded.checked.has_errors(), "{path} can be played");
    }
}

#[test]
fn the_rules_that_can_be_silenced_are_those_with_a_warning() {
    let warnings: Vec<&Rule> = RULES.iter().filter(|rule| rule.id.starts_with('W')).collect();
    assert_eq!(warnings.iter().map(|rule| rule.codes).collect::<Vec<_>>().concat(), Code::RULES);
    assert!(warnings.iter().all(|rule| rule.codes[0].name() == rule.name));
    let names: BTreeSet<&str> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), RULES.len());
    assert_eq!(lint::rules_named("w5").len(), 2);
    assert_eq!(lint::rules_named("too-wide").iter().map(|rule| rule.name).collect::<Vec<_>>(), ["layout-cut"]);
    assert!(lint::rules_named("nap").is_empty());
}

/// The first and the second example of a page.
fn blocks(page: &str) -> [String; 2] {
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned);
    blocks.collect::<Vec<_>>().try_into().unwrap_or_else(|found| panic!("two examples, not {found:?}"))
}

const SENSES: &str = r#"sense = [
  { domain = "dev", gloss = "automated check of what code does", source = "pytest documentation" },
  { domain = "ml", gloss = "data kept aside to judge a model", source = "scikit-learn user guide" },
]
"#;

const QUESTIONS: &str = r#"
[[term.question]]
id = "test-dev"
key = "dev"
tell = "3 passed"
explanation = "`3 passed`"
context.log.text = "test: 3 passed"

[[term.question]]
id = "test-ml"
key = "ml"
tell = "0.91"
explanation = "`0.91` was seen once."
context.log.text = "test: 0.91"
"#;

const TWO_DOMAINS: &str = r#"
domain = [
  { id = "dev", name = "dev", letter = "d", colour = "blue" },
  { id = "ml", name = "ML", letter = "m", colour = "orange" },
]
"#;

/// A pack around an example.
fn around(rule: &Rule, example: &str) -> String {
    let languages =
        if example.contains("fr = ") || rule.name == "missing-language" { r#""en", "fr""# } else { r#""en""# };
    let mut pack = format!("format = 1\nid = \"naps\"\ntitle = \"Naps\"\nlanguages = [{languages}]\n");
    let times = if rule.name.starts_with("lopsided") {
        // Of two domains, lest the third be missing.
        pack += TWO_DOMAINS;
        6
    } else {
        1
    };
    let term = "\n[[term]]\nid = \"test\"\nname = \"test\"\n";
    if example.starts_with("[[term]]") {
        return pack + example;
    }
    if example.starts_with("[[term.sense]]") {
        return pack + term + example + QUESTIONS;
    }
    pack = pack + term + SENSES + QUESTIONS;
    for time in 0..times {
        let again =
            if time == 0 { example.to_owned() } else { example.replace("id = \"test", &format!("id = \"t{time}")) };
        pack = pack + "\n" + &again;
    }
    pack
}

#[test]
fn the_bad_example_of_a_page_breaks_its_rule_alone_and_the_good_one_none() {
    let folder = tempfile::tempdir().expect("a folder");
    for rule in RULES {
        for (example, good) in blocks(rule.page(Lang::En)).iter().zip([false, true]) {
            let path: PathBuf = folder.path().join("example.toml");
            fs::write(&path, around(rule, example)).expect("a file");
            let mut loaded = linted(&Origin::Path(path));
            if rule.name.starts_with("layout") {
                layout::check(&mut loaded);
            }
            let found: BTreeSet<Code> = codes_of(&loaded).into_iter().collect();
            let told = said(&loaded, Lang::En);
            if good {
                assert!(found.is_empty(), "{}: {told}", rule.name);
                continue;
            }
            assert!(!found.is_empty() && found.iter().all(|code| rule.codes.contains(code)), "{}: {told}", rule.name);
            // What is no warning keeps the pack from being played.
            let error = loaded.checked.faults.iter().any(|fault| fault.severity == Severity::Error);
            assert_eq!(error, rule.id.starts_with('E'), "{}: {told}", rule.name);
        }
    }
}

#[test]
fn every_rule_has_its_pages_and_a_line_in_their_index() {
    let index = fs::read_to_string("docs/lint/README.md").expect("the index");
    for rule in RULES {
        let line = format!("| {} | [`{}`](en/{}.md) |", rule.id, rule.name, rule.name);
        assert!(index.contains(&line), "no line {line}");
        for lang in Lang::ALL {
            let page = rule.page(lang);
            assert!(page.starts_with(&format!("# {} ({})\n", rule.name, rule.id)), "{page}");
            assert_eq!(blocks(page), blocks(rule.page(Lang::En)), "{lang:?} has other examples of {}", rule.name);
            let codes = rule.codes.iter().all(|code| page.contains(code.name()));
            assert!(codes, "{lang:?} does not name the codes of {}", rule.name);
        }
        assert_ne!(rule.page(Lang::En), rule.page(Lang::Fr));
    }
    for lang in Lang::ALL {
        let pages = fs::read_dir(format!("docs/lint/{}", lang.code())).expect("pages").count();
        assert_eq!(pages, RULES.len(), "a page of no rule");
    }
}

#[test]
fn the_json_of_a_report_names_the_rule_and_its_page() {
    let json = report::json(&[example("tests/lint/gives-away.toml")], &Words::of(Lang::En));
    insta::assert_snapshot!("lint_json", json);
}

#[test]
fn a_pack_in_numbers() {
    let loaded = load::check(&Origin::Path("tests/lint/lopsided-kind.toml".into()));
    let stats = Stats::of(&loaded).expect("a pack without errors");
    let (en, fr) = (&stats.languages[0], &stats.languages[1]);
    // Of six questions each: dev, dev, dev, dev, dev or ml, ml; and dev four times, ml twice.
    assert_eq!((en.questions, en.keys.as_slice()), (6, &[5, 2, 0][..]));
    assert_eq!((fr.questions, fr.keys.as_slice()), (6, &[4, 2, 0][..]));
    let right = |by| en.guesses.iter().find(|guess| guess.by == by).map(|guess| (guess.right, guess.groups));
    assert_eq!(right(Guess::Blind), Some((5, 1)));
    assert_eq!(right(Guess::Kind), Some((6, 2)), "a log is dev, code is ml");
    assert_eq!(right(Guess::Term), Some((5, 1)));
    assert_eq!(right(Guess::TermAndKind), Some((6, 2)));
    let mut both = String::new();
    for lang in Lang::ALL {
        both += &report::stats(&stats, &Words::of(lang));
    }
    insta::assert_snapshot!("lint_stats", both);
    insta::assert_snapshot!("lint_stats_json", report::json_with_stats(&[loaded], &[stats], &Words::of(Lang::En)));
}

#[test]
fn a_pack_with_errors_has_no_numbers_and_is_not_linted() {
    let loaded = example("tests/packs/unknown-key.toml");
    assert_eq!(loaded.checked.faults, at("tests/packs/unknown-key.toml").checked.faults);
    assert_eq!(Stats::of(&loaded), None);
}

#[test]
fn the_built_in_packs_break_no_rule() {
    for origin in load::built_in() {
        let loaded = linted(&origin);
        assert!(loaded.checked.faults.is_empty(), "{}", said(&loaded, Lang::En));
    }
}
