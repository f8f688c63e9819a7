//! The command line, as a process: what it prints, where, and with which status.

use std::path::Path;
use std::process::{Command, Output};

fn polysemy(args: &[&str]) -> Output {
    let home = tempfile::tempdir().expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.args(args).env_clear().env("HOME", home.path()).env("LANG", "en_GB.UTF-8");
    command.output().expect("it runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

#[test]
fn a_clean_pack_is_said_to_be_clean() {
    let output = polysemy(&["check", "tests/packs/good.toml", "talk"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).starts_with("tests/packs/good.toml: no faults."), "{}", out(&output));
    assert!(out(&output).contains("talk: no faults."));
}

#[test]
fn faults_are_a_status_of_their_own() {
    let output = polysemy(&["check", "tests/packs/good.toml", "tests/packs/unknown-key.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("tests/packs/unknown-key.toml:"), "{}", out(&output));
    assert!(!out(&output).contains('\x1b'), "a pipe gets no colours");
}

#[test]
fn a_pack_with_warnings_only_is_told_about_and_passes() {
    let output = polysemy(&["check", "tests/packs/unknown-code-language.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let said = out(&output);
    assert!(said.starts_with("warning[unknown-code-language]") && said.contains("did you mean `python`?"), "{said}");
    assert!(said.ends_with("unknown-code-language.toml: can be played, with one warning.\n"), "{said}");
}

#[test]
fn what_cannot_be_read_is_a_fault_only_to_who_asks_for_the_layout() {
    let pack = "tests/layout/gloss.toml";
    assert_eq!(polysemy(&["check", pack]).status.code(), Some(0));
    let output = polysemy(&["check", "--layout", pack]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).contains("tests/layout/gloss.toml:13:16"), "{}", out(&output));
    assert!(out(&output).ends_with("can be played, but one fault spoils it.\n"), "{}", out(&output));
    let output = polysemy(&["check", "--layout", "--format", "json", "--lang", "fr", pack]);
    let faults: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!((&faults[0]["code"], &faults[0]["line"]), (&"layout-cut".into(), &13.into()));
    let warned = polysemy(&["check", "--layout", "tests/layout/no-ascii.toml"]);
    assert_eq!(warned.status.code(), Some(0), "a warning: {}", out(&warned));
}

#[test]
fn what_is_poor_is_a_status_too_and_a_clean_pack_is_none() {
    let output = polysemy(&["lint", "tests/lint/good-allowed.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
    let output = polysemy(&["lint", "tests/lint/good-allowed.toml", "tests/lint/no-source.toml"]);
    assert_eq!(output.status.code(), Some(1), "a warning counts here");
    assert!(out(&output).contains("polysemy lint --explain no-source"), "{}", out(&output));
    let drawn = polysemy(&["lint", "tests/layout/gloss.toml"]);
    assert!(out(&drawn).contains("[layout-cut]"), "{}", out(&drawn));
    assert_eq!(polysemy(&["lint"]).status.code(), Some(2));
    assert_eq!(polysemy(&["lint", "--stats", "--bogus", "talk"]).status.code(), Some(2));
}

#[test]
fn a_rule_is_explained_in_the_language_of_the_user() {
    let output = polysemy(&["lint", "--explain", "W5"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).starts_with("# long-explanation (W5)") && out(&output).contains("# slow-context (W5)"));
    let output = polysemy(&["lint", "--explain", "layout-scroll", "--lang", "fr"]);
    assert!(out(&output).contains("Quelqu’un ne peut pas tout lire."), "{}", out(&output));
    let output = polysemy(&["lint", "--explain", "naps"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("`naps` is not a value for `--explain`; one of: domain-without-sense,"));
}

#[test]
fn a_pack_in_numbers_is_text_or_a_key_of_the_json() {
    let output = polysemy(&["lint", "--stats", "tests/lint/good-allowed.toml"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("naps, en: 2 questions"), "{}", out(&output));
    let output = polysemy(&["lint", "--stats", "--format", "json", "tests/lint/good-allowed.toml"]);
    let both: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(both["faults"], serde_json::json!([]));
    assert_eq!(both["stats"][0]["languages"][1]["keys"], serde_json::json!([1, 1, 0]));
    let plain = polysemy(&["lint", "--format", "json", "tests/lint/no-source.toml"]);
    let faults: serde_json::Value = serde_json::from_str(&out(&plain)).expect("JSON");
    assert_eq!(faults[0]["code"], "no-source");
}

#[test]
fn faults_can_be_had_as_json() {
    let output = polysemy(&["check", "--format", "json", "tests/packs/unknown-domain.toml"]);
    assert_eq!(output.status.code(), Some(1));
    let faults: serde_json::Value = serde_json::from_str(&out(&output)).expect("JSON");
    assert_eq!(faults[0]["code"], "unknown-domain");
    assert!(faults[0]["line"].as_u64().is_some_and(|line| line > 1));
}

#[test]
fn the_language_can_be_said_anywhere() {
    for args in [["--lang", "fr", "packs"], ["packs", "--lang", "fr"]] {
        let output = polysemy(&args);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).contains("Les mots de la conférence"), "{}", out(&output));
    }
    assert!(out(&polysemy(&["--help"])).contains("Usage: polysemy"));
    assert!(out(&polysemy(&["--help", "--lang=fr"])).contains("Commandes\u{a0}:"));
    assert!(out(&polysemy(&["check", "--help", "--lang=fr"])).contains("vérifier des paquets"));
}

#[test]
fn what_is_meant_for_playing_stands_before_or_after_play_and_nowhere_else() {
    let ways: [&[&str]; 3] = [&["--ascii", "play", "talk"], &["play", "--ascii", "talk"], &["--ascii", "talk"]];
    for args in ways {
        assert!(err(&polysemy(args)).contains("plays in a terminal"), "{args:?}");
    }
    for args in [["--name", "Moka", "play"], ["play", "--name", "Moka"]] {
        assert!(err(&polysemy(&args)).contains("plays in a terminal"), "{args:?}");
    }
    assert!(err(&polysemy(&["lint", "--name", "Moka"])).contains("`--name` does not belong here"));
    assert!(err(&polysemy(&["check", "--ascii", "talk"])).contains("`--ascii` does not belong here"));
    assert!(!out(&polysemy(&["check", "--help"])).contains("--ascii"));
    assert!(out(&polysemy(&["play", "--help"])).contains("--ascii"));
    for args in [vec!["--help"], vec!["blind", "--help"], vec!["packs", "--help"]] {
        let help = out(&polysemy(&args));
        assert!(help.ends_with('\n') && !help.contains("\n\n\n"), "{help}");
    }
}

#[test]
fn every_fault_can_be_explained() {
    let output = out(&polysemy(&["lint", "--explain", "useless-allow"]));
    assert!(output.starts_with("# useless-allow\n") && output.contains("remove it"), "{output}");
    let output = polysemy(&["blind", "talk", "--seed", "many"]);
    assert!(err(&output).contains("`many` is not a whole number"), "{}", err(&output));
}

#[test]
fn mistakes_on_the_command_line_are_told_in_the_language_of_the_user() {
    let cases = [
        (vec!["check"], "missing: <PACK>"),
        (vec!["--bogus"], "`--bogus` does not belong here"),
        (vec!["--lang", "xx"], "`xx` is not a value for"),
        (vec!["check", "--format", "yaml", "talk"], "one of: text, json"),
        (vec!["--lang", "fr", "--bogus"], "`--bogus` n’a rien à faire ici"),
    ];
    for (args, sentence) in cases {
        let output = polysemy(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(sentence), "{args:?}: {}", err(&output));
        assert!(out(&output).is_empty());
    }
}

#[test]
fn a_mistake_leads_to_the_help_of_its_command() {
    for (args, tip) in [
        (vec!["check"], "see: polysemy check --help\n"),
        (vec!["class", "talk", "--count", "many"], "see: polysemy class --help\n"),
        (vec!["--lang", "fr", "lint", "--bogus"], "voir\u{a0}: polysemy lint --help\n"),
        (vec!["play", "--bogus"], "see: polysemy play --help\n"),
        (vec!["--bogus"], "see: polysemy --help\n"),
    ] {
        let output = polysemy(&args);
        assert!(err(&output).ends_with(tip), "{args:?}: {}", err(&output));
    }
}

#[test]
fn a_command_that_there_is_not_is_told_from_a_file() {
    for (args, sentence) in [
        (vec!["plya", "our-words.toml"], "there is no command `plya`; did you mean `play`?"),
        (
            vec!["--lang", "fr", "chekc", "a.toml"],
            "il n’y a pas de commande `chekc`\u{a0}; vouliez-vous dire «\u{a0}check\u{a0}»\u{a0}?",
        ),
        (vec!["lnit", "--stats", "a.toml"], "there is no command `lnit`; did you mean `lint`?"),
        (vec!["talk", "more"], "`more` does not belong here"),
        (vec!["zebra", "more"], "`more` does not belong here"),
        (vec!["play", "talk", "chekc"], "`chekc` does not belong here"),
        (vec!["tests/it/class.rs", "more"], "`more` does not belong here"),
    ] {
        let output = polysemy(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(sentence), "{args:?}: {}", err(&output));
    }
}

#[test]
fn a_number_may_be_no_number_or_too_large() {
    for (args, sentence) in [
        (vec!["class", "talk", "--count", "many"], "`many` is not a whole number from 0 on"),
        (vec!["class", "talk", "--count=-1"], "`-1` is not a whole number from 0 on"),
        (vec!["class", "talk", "--count", "100000"], "`100000` is too large for `--count <N>`: at most "),
        (vec!["class", "talk", "--time", "99999"], "`99999` is too large for `--time <N>`: at most "),
        (
            vec!["--lang", "fr", "class", "talk", "--time", "99999"],
            "`99999` est trop grand pour `--time <N>`\u{a0}: au plus ",
        ),
        (
            vec!["class", "talk", "--seed", "99999999999999999999"],
            "`99999999999999999999` is too large for `--seed <N>`\n",
        ),
    ] {
        let output = polysemy(&args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(sentence), "{args:?}: {}", err(&output));
    }
}

#[test]
fn one_thing_is_not_said_to_be_many() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("one.toml");
    let question = |id: &str, key: &str| {
        format!(
            "[[term.question]]\nid = \"{id}\"\nkey = {key}\ntell = \"a\"\nexplanation = \"b\"\ncontext.log.text = \"a\"\n"
        )
    };
    let sense = |domain: &str| format!("[[term.sense]]\ndomain = \"{domain}\"\ngloss = \"g\"\n");
    let head = "format = 1\nid = \"one\"\ntitle = \"One\"\nlanguages = [\"en\"]\n[[term]]\nid = \"a\"\nname = \"a\"\n";
    let toml = head.to_owned() + &sense("dev") + &sense("ml") + &question("q", "[\"dev\", \"ml\"]");
    std::fs::write(&pack, toml).expect("a file");
    let path = pack.to_string_lossy();
    for (lang, said) in [("en", "no faults. 1 term, 1 question.\n"), ("fr", "aucune faute. 1 mot, 1 question.\n")] {
        let output = polysemy(&["--lang", lang, "check", &path]);
        assert!(out(&output).ends_with(said), "{}", out(&output));
    }
    let output = polysemy(&["check", "talk"]);
    assert!(out(&output).ends_with("no faults. 33 terms, 194 questions.\n"), "{}", out(&output));
}

#[test]
fn a_glossary_goes_to_the_output_in_the_format_and_language_asked_for() {
    let output = polysemy(&["glossary"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("# Words of the talk\n") && out(&output).contains("recognised by"));
    let output = polysemy(&["glossary", "tests/packs/good.toml", "--format", "html"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).starts_with("<!DOCTYPE html><html lang=\"en\">"), "{}", out(&output));
    let output = polysemy(&["--lang", "fr", "glossary", "talk", "--format=html"]);
    assert!(out(&output).contains("<html lang=\"fr\">") && out(&output).contains("se reconnaît à"));
    assert!(out(&polysemy(&["glossary", "--help", "--lang=fr"])).contains("écrire le glossaire d’un paquet"));
}

#[test]
fn the_glossary_of_a_pack_with_faults_is_their_report() {
    for (args, code, said) in [
        (["glossary", "tests/packs/unknown-key.toml"], 1, "tests/packs/unknown-key.toml:"),
        (["glossary", "tests/packs/nowhere.toml"], 1, "tests/packs/nowhere.toml"),
        (["glossary", "--format=pdf"], 2, "one of: md, html"),
    ] {
        let output = polysemy(&args);
        assert_eq!(output.status.code(), Some(code), "{args:?}");
        assert!(err(&output).contains(said), "{args:?}: {}", err(&output));
        assert!(out(&output).is_empty(), "{args:?}");
    }
}

#[test]
fn without_a_terminal_it_says_so() {
    let output = polysemy(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("polysemy plays in a terminal"), "{}", err(&output));
    let output = polysemy(&["--run", "CAT"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_pack_in_the_data_folder_is_found_by_its_id() {
    let home = tempfile::tempdir().expect("a folder");
    let packs = home.path().join(".local/share/polysemy/packs");
    std::fs::create_dir_all(&packs).expect("a folder");
    for name in ["good.toml", "good.csv"] {
        std::fs::copy(Path::new("tests/packs").join(name), packs.join(name)).expect("a file");
    }
    let run = |args: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
        command.args(args).env_clear().env("HOME", home.path()).output().expect("it runs")
    };
    assert!(out(&run(&["packs"])).contains("good.toml"));
    let id = polysemy::pack::load::header(&polysemy::pack::load::Origin::Path(packs.join("good.toml")));
    let id = id.expect("a header").id;
    let output = run(&["check", &id]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
}

#[cfg(unix)]
#[test]
fn the_name_of_a_file_cannot_harm_the_terminal() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("evil\u{1b}]0;owned\u{7}\u{202e}.toml");
    std::fs::write(&path, "format = 1\nwhat = 2\n").expect("a file");
    let output = polysemy(&["check", path.to_str().expect("text")]);
    assert_eq!(output.status.code(), Some(1));
    let said = out(&output);
    assert!(!said.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{said:?}");
}
