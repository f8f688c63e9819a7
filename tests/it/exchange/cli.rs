//! The two commands, as a process.

use std::path::Path;
use std::process::{Command, Output};

fn polysemy(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.args(args).current_dir(folder).env_clear().env("HOME", folder).env("LANG", "en_GB.UTF-8");
    command.output().expect("it runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

const WHOLE: &str = "id,term,text,key,tell,explanation,gloss_dev,gloss_ml\n\
    n1,nap,the nap failed,dev,failed,it failed,a pause,a fit\n\
    n2,nap,the nap fits,ml,fits,it fits,a pause,a fit\n";

#[test]
fn a_file_becomes_a_pack_that_is_never_written_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("cats.csv"), WHOLE).expect("a file");
    let output = polysemy(folder, &["import", "cats.csv", "--id", "my-cats"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).contains("id = \"my-cats\"") && err(&output).contains("2 kept, 0 kept in part, 0 not kept."));
    let output = polysemy(folder, &["import", "cats.csv", "--output", "."]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(out(&output).is_empty() && err(&output).contains("cats.toml: written."), "{}", err(&output));
    assert_eq!(polysemy(folder, &["check", "cats.toml"]).status.code(), Some(0));
    let before = std::fs::read_to_string(folder.join("cats.toml")).expect("a pack");
    for to in [".", "cats.toml"] {
        let output = polysemy(folder, &["import", "cats.csv", "--id", "cats", "--lang", "fr", "--output", to]);
        assert_eq!(output.status.code(), Some(2));
        assert!(err(&output).contains("existe, et n’est pas remplacé"), "{}", err(&output));
    }
    assert_eq!(std::fs::read_to_string(folder.join("cats.toml")).expect("a pack"), before);
}

#[test]
fn a_file_that_is_too_large_is_refused_whatever_its_format() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for name in ["cats.csv", "cats.gift", "cats.yaml", "cats.json", "cats.txt"] {
        // A hole: it takes no room on the disk.
        std::fs::File::create(folder.join(name)).and_then(|file| file.set_len((32 << 20) + 1)).expect("a file");
        let output = polysemy(folder, &["import", "--format", "anki", name]);
        assert_eq!(output.status.code(), Some(2));
        assert!(out(&output).is_empty(), "{name}");
        assert!(err(&output).contains("33 MiB, and of a file to import 32 MiB at most are read"), "{}", err(&output));
    }
}

#[test]
fn what_is_lost_is_a_status_and_a_wrong_line_another() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("cats.gift"), "Do cats nap?{T}\n").expect("a file");
    let output = polysemy(folder, &["import", "cats.gift"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).is_empty() && err(&output).contains("line 1: Do cats nap?"), "{}", err(&output));
    std::fs::write(folder.join("empty.csv"), "").expect("a file");
    let output = polysemy(folder, &["import", "empty.csv"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("nothing to make a pack of"), "{}", err(&output));
    std::fs::write(folder.join("cats.txt"), "cats").expect("a file");
    for (args, said) in [
        (vec!["import", "nowhere.csv"], "nowhere.csv cannot be read"),
        (vec!["import", "."], "is no file, so it is not opened"),
        (vec!["import", "cats.txt"], "Say it with --format: gift, csv, anki"),
        (vec!["import", "cats.gift", "--id", "My Cats"], "`My Cats` cannot be the id"),
        (vec!["import", "cats.gift", "--format", "xml"], "one of: gift, csv"),
        (vec!["import"], "missing: <FILE>"),
        (vec!["import", "cats.gift", "--output", "new/"], "There is no folder new/. Create it"),
        (vec!["import", "cats.gift", "--output", ""], "`--output` needs the name"),
        (vec!["export", "talk"], "missing: "),
        (vec!["export", "talk", "--format", "csv", "--answers"], "`--answers` does not belong here"),
    ] {
        let output = polysemy(folder, &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(err(&output).contains(said), "{args:?}: {}", err(&output));
        assert!(out(&output).is_empty(), "{args:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_is_never_opened() {
    let folder = tempfile::tempdir().expect("a folder");
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.csv")).status();
    if made.is_ok_and(|status| status.success()) {
        assert_eq!(polysemy(folder.path(), &["import", "pipe.csv"]).status.code(), Some(2));
    }
}

#[test]
fn a_file_is_read_in_whatever_encoding_it_is() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let text = WHOLE.replace("pause", "pause d\u{e9}j\u{e0}");
    let latin: Vec<u8> = text.chars().map(|c| c as u8).collect();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (bytes, said) in [
        (latin, Some("windows-1252")),
        ([&[0xff, 0xfe][..], &utf16].concat(), None),
        ([&[0xef, 0xbb, 0xbf][..], text.as_bytes()].concat(), None),
        (text.replace('\n', "\r\n").into_bytes(), None),
        (text.replace('\n', "\r").into_bytes(), None),
    ] {
        std::fs::write(folder.join("cats.csv"), bytes).expect("a file");
        let output = polysemy(folder, &["import", "cats.csv"]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).contains("gloss = \"a pause déjà\""), "{}", out(&output));
        assert_eq!(err(&output).contains("it was read as"), said.is_some());
        assert!(said.is_none_or(|said| err(&output).contains(said)));
    }
}

#[test]
fn every_format_is_exported_and_what_it_cannot_hold_is_said() {
    let folder = tempfile::tempdir().expect("a folder");
    for (format, begins, said) in [
        ("gift", "// polysemy.pack ", "became its description in words"),
        ("csv", "\u{feff}id,term,", "has no room for what is said of the pack"),
        ("json", "{\n  \"format\": 1,\n  \"id\": \"talk\"", "Copy it beside the pack"),
        ("md", "# Words of the talk\n", "became the text that players see"),
    ] {
        let output = polysemy(folder.path(), &["export", "talk", "--format", format]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        assert!(out(&output).starts_with(begins), "{format}");
        assert!(err(&output).contains(said), "{format}: {}", err(&output));
        assert!(err(&output).lines().count() < 60);
    }
    let output = polysemy(folder.path(), &["export", "talk", "--format", "md", "--answers", "--lang", "fr"]);
    assert!(out(&output).starts_with("# Les mots de la conférence\n") && out(&output).contains("**Indice"));
}

/// Runs a line of a shell, in which `polysemy` is `$0`.
#[cfg(unix)]
fn shell(folder: &Path, line: &str) -> Output {
    let mut command = Command::new("sh");
    command.args(["-c", line, env!("CARGO_BIN_EXE_polysemy")]).current_dir(folder).env_clear();
    command.env("HOME", folder).env("LANG", "en_GB.UTF-8").env("PATH", "/usr/bin:/bin").output().expect("it runs")
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_printed_is_said_whatever_the_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    std::fs::write(folder.join("cats.csv"), WHOLE).expect("a file");
    for args in ["export talk --format gift", "import cats.csv", "packs", "check talk", "schema", "--help"] {
        let output = shell(folder, &format!("\"$0\" {args} > /dev/full"));
        assert_eq!(output.status.code(), Some(2), "{args}");
        assert!(err(&output).contains("error: the output cannot be written: "), "{args}: {}", err(&output));
    }
    // Whoever needs no more of it has heard enough.
    let output = shell(folder, "{ \"$0\" export talk --format json; echo $? >&2; } | head -c 1");
    assert!(err(&output).ends_with("\n0\n") && !err(&output).contains("cannot be written"), "{}", err(&output));
}

#[cfg(unix)]
#[test]
fn half_a_pack_is_not_left_behind() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let rows = (0..40).map(|n| format!("nap,the nap {n} of a cat,{}\n", if n % 2 == 0 { "dev" } else { "ml" }));
    std::fs::write(folder.join("cats.csv"), format!("term,text,key\n{}", rows.collect::<String>())).expect("a file");
    let output = shell(folder, "trap '' XFSZ; ulimit -f 1; \"$0\" import cats.csv --output cats.toml");
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert!(err(&output).contains("cats.toml cannot be written: "), "{}", err(&output));
    assert!(!folder.join("cats.toml").exists());
}

#[test]
fn lines_are_counted_however_they_end() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    for (name, text, said) in [
        ("cats.csv", "term,text,key\n\nnap,\"a\nb\",dev\nnap,c,nobody\nnap,d,ml", "line 5: nobody | c"),
        ("cats.txt", "#separator:comma\n\nnap (dev),a\n\nalone,b\nnap (ml),c", "line 5: alone: b"),
        ("cats.gift", "\n\n::a::A \"nap\".{T}\n\n", "line 3: ::a::A"),
    ] {
        for end in ["\n", "\r\n", "\r"] {
            std::fs::write(folder.join(name), text.replace('\n', end)).expect("a file");
            let output = polysemy(folder, &["import", name]);
            assert!(err(&output).contains(said), "{name} {end:?}: {}", err(&output));
        }
    }
}

#[test]
fn what_is_asked_in_other_languages_only_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    for format in ["gift", "csv", "md"] {
        let output = polysemy(folder.path(), &["export", "talk", "--format", format]);
        let told = err(&output);
        let list = told.split("not kept: the question is not asked in the language").nth(1).expect("a list");
        assert_eq!(list.lines().skip(1).take_while(|line| line.starts_with("  ")).count(), 4, "{told}");
    }
}

#[test]
fn faults_of_a_pack_of_our_own_are_counted() {
    let folder = tempfile::tempdir().expect("a folder");
    let folder = folder.path();
    let json = out(&polysemy(folder, &["export", "talk", "--format", "json"]));
    std::fs::write(folder.join("talk.json"), json.replacen("\"dev\"", "\"cat\"", 1)).expect("a file");
    let output = polysemy(folder, &["import", "talk.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("The pack has a fault. "), "{}", err(&output));
}
