//! `polysemy new`: what it writes is clean and can be played, and it takes nothing from anybody.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use polysemy::authoring::schema;
use polysemy::pack::load::{self, Origin};
use polysemy::text::Lang;

fn polysemy(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.current_dir(folder).args(args).env_clear().env("HOME", folder.join("nobody")).env("LANG", "en_GB.UTF-8");
    command.output().expect("it runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// The names of all that is in a folder, in order.
fn listed(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.into_string().expect("text")).collect();
    names.sort();
    names
}

#[test]
fn what_it_writes_is_clean_in_every_form_and_language() {
    for (lang, terms) in [(Lang::En, ["kernel", "bias"]), (Lang::Fr, ["noyau", "biais"])] {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        let single = vec!["new", "cats", "--lang", lang.code()];
        let many = vec!["new", "--folder", "cats", "--lang", lang.code()];
        for (args, pack) in [(single, "cats.toml"), (many, "cats")] {
            let output = polysemy(folder, &args);
            assert_eq!(output.status.code(), Some(0), "{}", err(&output));
            for args in [vec!["check", "--layout", pack], vec!["lint", pack]] {
                let output = polysemy(folder, &args);
                assert_eq!(output.status.code(), Some(0), "{args:?}: {}", out(&output));
                assert!(out(&output).contains("no faults. 2 terms, 4 questions."), "{}", out(&output));
            }
            let loaded = load::load(&Origin::Path(folder.join(pack)));
            let pack = loaded.checked.pack.expect("a pack");
            assert_eq!((pack.header.id.as_str(), &*pack.header.languages), ("cats", &[lang][..]));
            assert_eq!(pack.questions(lang).count(), 4);
        }
        let mut expected: Vec<String> = terms.iter().map(|term| format!("{term}.toml")).collect();
        expected.extend(["pack.toml".to_owned(), schema::FILE.to_owned()]);
        expected.sort();
        assert_eq!(listed(&folder.join("cats")), expected);
        for schema in [folder.join(schema::FILE), folder.join("cats").join(schema::FILE)] {
            assert!(fs::read_to_string(&schema).expect("a schema") == schema::text(lang), "{}", schema.display());
        }
        let toml = listed(&folder.join("cats")).into_iter().filter(|name| name.ends_with(".toml"));
        for name in toml.map(|name| format!("cats/{name}")).chain(["cats.toml".to_owned()]) {
            let text = fs::read_to_string(folder.join(&name)).expect("a text");
            assert!(text.starts_with("#:schema polysemy.schema.json\n"), "{name}");
        }
    }
}

#[test]
fn it_says_what_it_wrote_and_what_comes_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let said = out(&polysemy(folder.path(), &["new", "Mots de l'équipe.toml"]));
    assert!(said.starts_with("Written:\n  Mots de l'équipe.toml\n  polysemy.schema.json\n"), "{said}");
    assert!(said.contains("The pack’s id is `mots-de-l-equipe`"), "{said}");
    assert!(said.contains("  polysemy check 'Mots de l'\\''équipe.toml'  "), "{said}");
    let text = fs::read_to_string(folder.path().join("Mots de l'équipe.toml")).expect("a text");
    assert!(text.contains("\nid = \"mots-de-l-equipe\"\ntitle = \"Mots de l’équipe\"\n"), "{text}");

    fs::create_dir(folder.path().join("packs")).expect("a folder");
    let said = out(&polysemy(folder.path(), &["new", "packs/cats", "--lang", "fr"]));
    assert!(said.starts_with("Écrit\u{a0}:\n  packs/cats.toml\n  packs/polysemy.schema.json\n"), "{said}");
    assert!(!said.contains("id du paquet") && said.contains("polysemy play packs/cats.toml"), "{said}");
}

#[test]
fn nothing_is_overwritten_and_then_nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    fs::write(folder.join("cats.toml"), "mine").expect("a file");
    fs::create_dir(folder.join("naps")).expect("a folder");
    fs::create_dir(folder.join("dogs.toml")).expect("a folder");
    for args in [["new", "cats", ""], ["new", "dogs.toml", ""], ["new", "naps", "--folder"]] {
        let args: Vec<&str> = args.into_iter().filter(|arg| !arg.is_empty()).collect();
        let output = polysemy(folder, &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains("exists already, so nothing was written"), "{}", err(&output));
    }
    assert_eq!(fs::read_to_string(folder.join("cats.toml")).expect("a text"), "mine");
    assert_eq!(listed(folder), ["cats.toml", "dogs.toml", "naps"]);
    assert_eq!(listed(&folder.join("naps")), [""; 0]);

    fs::write(folder.join(schema::FILE), "mine, too").expect("a file");
    let output = polysemy(folder, &["new", "lions"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(out(&output).contains("polysemy.schema.json was there already"), "{}", out(&output));
    assert_eq!(fs::read_to_string(folder.join(schema::FILE)).expect("a text"), "mine, too");
}

#[cfg(unix)]
#[test]
fn pipes_and_links_are_in_the_way_like_files() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::os::unix::fs::symlink("nowhere", folder.join("link.toml")).expect("a link");
    assert!(Command::new("mkfifo").arg(folder.join("pipe.toml")).status().is_ok_and(|status| status.success()));
    for name in ["link", "pipe"] {
        let output = polysemy(folder, &["new", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains("exists already"), "{}", err(&output));
    }
    assert_eq!(listed(folder), ["link.toml", "pipe.toml"]);
}

#[test]
fn names_that_are_none_are_refused() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for name in ["", ".", "..", "/", "cats/..", "!!!", ".toml", "evil\u{1b}]0;owned\u{7}"] {
        for args in [vec!["new", name], vec!["new", "--folder", name], vec!["new", name, "--lang", "fr"]] {
            let output = polysemy(folder, &args);
            assert_eq!(output.status.code(), Some(2), "{args:?}");
            assert!(err(&output).contains("polysemy new m"), "{}", err(&output));
            assert!(!err(&output).contains(['\u{1b}', '\u{7}']) && out(&output).is_empty());
        }
    }
    for name in ["no/where/cats", "no/cats"] {
        let output = polysemy(folder, &["new", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains("There is no folder no"), "{}", err(&output));
    }
    let output = polysemy(folder, &["new", &"n".repeat(300)]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("cannot be written"), "{}", err(&output));
    assert_eq!(listed(folder), [""; 0]);
    assert_eq!(polysemy(folder, &["new"]).status.code(), Some(2));
}

#[test]
fn the_schema_is_printed_in_the_language_of_the_user() {
    let folder = tempfile::tempdir().expect("a folder");
    for lang in Lang::ALL {
        let output = polysemy(folder.path(), &["schema", "--lang", lang.code()]);
        assert_eq!(output.status.code(), Some(0));
        assert!(out(&output) == schema::text(lang), "{lang:?}");
    }
}
