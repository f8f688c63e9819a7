//! Tables as spreadsheets read them, in both languages, and back.

use std::fs;
use std::path::Path;

use super::{polysemy, said};

const MARK: &str = "\u{feff}";

/// A game that was played, in the folder of records.
fn play(home: &Path) {
    let records = home.join(".local/share/polysemy/records");
    fs::create_dir_all(&records).expect("a folder");
    let pack = polysemy(home, &["export", "talk", "--format", "csv"]);
    let id = said(&pack).0.lines().nth(1).and_then(|row| row.split(',').next().map(str::to_owned)).expect("a question");
    let begin = "{\"begin\":{\"format\":1,\"kind\":\"game\",\"pack\":\"talk\",\"lang\":\"en\",\"began\":1795771800}}";
    let answer = format!("{{\"answers\":{{\"question\":\"{id}\",\"said\":{{\"dev\":1}},\"seconds\":4.2}}}}");
    fs::write(records.join("games.jsonl"), format!("{begin}\n{answer}\n{{\"end\":{{}}}}\n")).expect("a file");
}

#[test]
fn every_table_is_one_for_the_spreadsheet_of_its_reader() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    play(home);
    for args in [
        &["report", "talk", "--format", "csv"][..],
        &["report", "talk", "--format", "csv", "--no-names"],
        &["export", "talk", "--format", "csv"],
    ] {
        let english = said(&polysemy(home, args)).0;
        let french = said(&polysemy(home, &[args, &["--lang", "fr"]].concat())).0;
        for (table, separator) in [(&english, ','), (&french, ';')] {
            let heading = table.strip_prefix(MARK).expect("a byte order mark").lines().next().expect("a heading");
            let other = if separator == ',' { ';' } else { ',' };
            assert!(heading.contains(separator) && !heading.contains(other), "{args:?}: {heading}");
        }
        if args[0] == "report" {
            assert!(english.contains(",4.2,") && french.contains(";4,2;"), "{french}");
            assert!(
                !french.lines().skip(1).any(|row| row.split(';').skip(7).any(|cell| cell.contains('.'))),
                "{french}"
            );
        }
    }
    // The locale says it as well.
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_polysemy"));
    let args = ["report", "talk", "--format", "csv"];
    command.args(args).env_clear().env("HOME", home).env("LANG", "fr_FR.UTF-8");
    let out = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
    assert!(out.starts_with(MARK) && out.contains(";4,2;"), "{out}");
}

#[test]
fn what_was_written_is_read_again_in_both_languages() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let mut packs = Vec::new();
    for (lang, reader) in [("en", "fr"), ("fr", "en")] {
        let table = polysemy(home, &["export", "talk", "--format", "csv", "--lang", lang]);
        fs::write(home.join("talk.csv"), &table.stdout).expect("a file");
        let output = polysemy(home, &["import", "talk.csv", "--lang", reader]);
        let (out, err) = said(&output);
        assert!(err.ends_with(" 0 not kept.\n") || err.ends_with(" 0 non repris.\n"), "{err}");
        packs.push(out.matches("[[term.question]]").count());
    }
    assert!(packs[0] > 40 && packs[0].abs_diff(packs[1]) < 10, "{packs:?}");
}
