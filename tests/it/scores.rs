//! Scores from outside: the command, reports on them, and the archive of a day.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use polysemy::game::scores::{Occasion, Run, RunAnswer, RunEvent, RunId};
use polysemy::pack::load::{Origin, load};
use polysemy::runtime::archive::archive;
use polysemy::store::{Batch, Store, Whose, time};
use polysemy::text::{Lang, SafeText};

fn polysemy(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.args(args).env_clear().env("HOME", home).env("LANG", "en_GB.UTF-8").env("TZ", "UTC");
    command.output().expect("it runs")
}

fn said(home: &Path, args: &[&str]) -> (String, String, Option<i32>) {
    let output = polysemy(home, args);
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

/// 27 November 2026, 9:30 UTC.
const MORNING: i64 = 1_795_771_800_000;

const HOUR: i64 = 3_600_000;

fn steps(occasion: Occasion, right: usize, name: &str) -> Vec<RunEvent> {
    let pack = load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean");
    let questions = pack.questions(Lang::En).take(5).enumerate();
    let run = Run { occasion, pack: SafeText::new("talk"), asked: 5, time: Some(20_000), ..Run::default() };
    let answers = questions.map(|(at, (_, question))| {
        let key = question.key.iter().next().expect("a key");
        let other = pack.domain_ids().find(|id| !question.key.contains(*id)).expect("another domain");
        let said = if at < right { key } else { other };
        RunEvent::Answer(RunAnswer {
            n: at as u16 + 1,
            question: question.id.clone(),
            said: Some(pack.domain(said).id.clone()),
            right: at < right,
            took: 6_500,
            hinted: false,
            points: if at < right { 150 } else { 0 },
        })
    });
    let name = RunEvent::Name(SafeText::new(name));
    [RunEvent::Begin(Box::new(run))].into_iter().chain(answers).chain([RunEvent::Over, name]).collect()
}

/// A home with games of two days of a booth, and one played alone.
fn home() -> (tempfile::TempDir, PathBuf) {
    let home = tempfile::tempdir().expect("a folder");
    let path = home.path().join(".local/share/polysemy/scores.db");
    let whose = Whose { booth: Some(SafeText::new("left")), event: Some(SafeText::new("Naps 2026")) };
    let mut store = Store::attach(&path, &whose).expect("it can be opened");
    let games = [
        (MORNING, Occasion::Booth, 5, "ADA"),
        (MORNING + HOUR, Occasion::Booth, 3, "=SUM(A1)"),
        (MORNING + HOUR, Occasion::Booth, 3, "BOB"),
        (MORNING + 24 * HOUR, Occasion::Booth, 1, "Lazy Gradient"),
        (MORNING, Occasion::Solo, 4, "alone"),
    ];
    for ((began, occasion, right, name), run) in games.into_iter().zip(1..) {
        let steps = steps(occasion, right, name);
        store.keep(&[Batch { run: RunId(run), began, steps: &steps }]).expect("it can be written");
    }
    // One who walked away after two questions.
    let steps = steps(Occasion::Booth, 0, "");
    store.keep(&[Batch { run: RunId(9), began: MORNING + 2 * HOUR, steps: &steps[..3] }]).expect("it can be written");
    (home, path)
}

#[test]
fn the_best_scores_are_listed() {
    let (home, path) = home();
    let (out, err, status) = said(home.path(), &["scores"]);
    assert_eq!((err.as_str(), status), ("", Some(0)));
    assert!(out.starts_with(&format!("{}\n\nBest scores\n", path.display())), "{out}");
    assert!(out.contains("  talk          5  20\u{a0}s     600    4/5  32.5\u{a0}s      1\n"), "{out}");
    let board = "\nThe booth, Naps 2026 · 4 games\n  1  ADA            750  5/5  32.5\u{a0}s\n  2  =SUM(A1)       450  3/5  32.5\u{a0}s\n  2  BOB            450  3/5  32.5\u{a0}s\n  4  Lazy Gradient  150  1/5  32.5\u{a0}s\n";
    assert!(out.contains(board), "{out}");
    assert!(out.ends_with("\nThe booth, by day\n  27 November 2026  4 games\n  28 November 2026   1 game\n"), "{out}");
    let (out, ..) = said(home.path(), &["scores", "--lang", "fr"]);
    assert!(out.contains("Meilleurs scores") && out.contains("32,5\u{a0}s"), "{out}");
    let nobody = tempfile::tempdir().expect("a folder");
    let (out, _, status) = said(nobody.path(), &["scores"]);
    assert!(out.contains("there are no scores yet") && status == Some(0), "{out}");
    assert_eq!(fs::read_dir(nobody.path()).expect("a folder").count(), 0, "to look makes nothing");
}

#[test]
fn games_go_from_one_machine_to_another() {
    let (home, _) = home();
    let (json, _, status) = said(home.path(), &["scores", "export", "--format", "json"]);
    assert_eq!(status, Some(0));
    let other = tempfile::tempdir().expect("a folder");
    let file = other.path().join("games.json");
    fs::write(&file, &json).expect("a file");
    let file = file.to_string_lossy().into_owned();
    let (_, err, status) = said(other.path(), &["scores", "import", &file, &file]);
    assert_eq!((err.as_str(), status), ("New here: 6. With more answers than before: 0. Here already: 6.\n", Some(0)));
    assert_eq!(said(other.path(), &["scores", "export", "--format", "json"]).0, json);
    let (csv, ..) = said(other.path(), &["scores", "export", "--format", "csv", "--occasion", "booth"]);
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    let names: Vec<String> = rows.records().map(|row| row.expect("a row")[7].to_owned()).collect();
    assert_eq!(names, ["ADA", "'=SUM(A1)", "BOB", "", "Lazy Gradient"]);
    let (csv, ..) = said(other.path(), &["scores", "export", "--format", "csv", "--since", "2026-11-28"]);
    assert_eq!(csv.lines().count(), 2, "{csv}");
    assert!(csv.contains("2026-11-28 09:30:00,2026-11-28,5,20.000,5,1,150,32.500,1"), "{csv}");
}

#[test]
fn what_cannot_be_imported_changes_nothing() {
    let (home, path) = home();
    let (json, ..) = said(home.path(), &["scores", "export", "--format", "json"]);
    let write = |name: &str, text: &str| {
        let file = home.path().join(name);
        fs::write(&file, text).expect("a file");
        file.to_string_lossy().into_owned()
    };
    let good = write("good.json", &json);
    let target = home.path().join("target.db").to_string_lossy().into_owned();
    for (text, told) in [
        ("nonsense", "not what polysemy scores export --format json writes"),
        (&json[..json.len() / 2], "not what polysemy scores export --format json writes"),
        (&json.replace("\"format\": 1", "\"format\": 7"), "a later polysemy wrote it (format 7)"),
        (&json.replacen("2026-11-27", "yesterday", 1), "game 1 cannot be (its key `day`)"),
    ] {
        let bad = write("bad.json", text);
        let (_, err, status) = said(home.path(), &["scores", "import", &good, &bad, "--file", &target]);
        assert!(err.contains(told) && status == Some(1), "{err}");
        assert!(!Path::new(&target).exists(), "not even the good one");
    }
    for (args, told) in [
        (vec!["scores", "import", "nowhere.json"], "there is no such file"),
        (vec!["scores", "export", "--format", "csv", "--file", "nowhere.db"], "there is no such file"),
        (vec!["scores", "export", "--format", "csv", "--file", &good], "damaged, or no database"),
        (vec!["scores", "import", &good, "--file", &good], "damaged, or no database"),
    ] {
        let (_, err, status) = said(home.path(), &args);
        assert!(err.contains(told) && status == Some(1), "{args:?}: {err}");
    }
    assert_eq!(fs::read_to_string(home.path().join("good.json")).expect("it is there"), json);
    let (_, err, status) = said(home.path(), &["scores", "export"]);
    assert!(err.contains("--format") && status == Some(2), "{err}");
    assert!(path.exists());
}

#[test]
fn a_backup_is_a_file_of_its_own_and_never_takes_the_place_of_another() {
    let (home, path) = home();
    let copy = home.path().join("copy.db").to_string_lossy().into_owned();
    // As while a booth is running.
    let _running = Store::attach(&path, &Whose::default()).expect("it can be opened");
    let (_, err, status) = said(home.path(), &["scores", "backup", &copy]);
    assert!(err.ends_with("copy.db: written.\n") && status == Some(0), "{err}");
    let (_, err, status) = said(home.path(), &["scores", "backup", &copy]);
    assert!(err.contains("exists, and is not overwritten") && status == Some(2), "{err}");
    let export = |file: &str| said(home.path(), &["scores", "export", "--format", "json", "--file", file]).0;
    assert_eq!(export(&copy), export(&path.to_string_lossy()));
}

#[test]
fn help_is_there_in_both_languages() {
    let home = tempfile::tempdir().expect("a folder");
    let (out, _, status) = said(home.path(), &["scores", "--help"]);
    assert!(out.contains("\n  export    write all games") && out.contains("--file") && status == Some(0), "{out}");
    let (out, ..) = said(home.path(), &["scores", "export", "--help", "--lang", "fr"]);
    assert!(out.starts_with("écrire toutes les parties") && out.contains("--occasion <solo|booth>"), "{out}");
    let (_, err, status) = said(home.path(), &["scores", "expotr"]);
    assert!(err.contains("expotr") && status == Some(2), "{err}");
}

#[test]
fn a_report_reads_scores_and_says_when_a_booth_was_busy() {
    let (home, path) = home();
    let (out, err, status) = said(home.path(), &["report", "talk", "--kind", "booth"]);
    assert_eq!((err.as_str(), status), ("", Some(0)));
    assert!(out.contains("5 games at the booth · 22 voices"), "{out}");
    let days = "\nThe booth, by day and hour\n  date              games  to the end  at questions\n  27 November 2026      4           3         2\u{a0}min\n    9:00\u{a0}\u{a0}1 · 10:00\u{a0}\u{a0}2 · 11:00\u{a0}\u{a0}1\n  28 November 2026      1           1         1\u{a0}min\n    9:00\u{a0}\u{a0}1\n";
    assert!(out.contains(days), "{out}");
    let (out, ..) = said(home.path(), &["report", "talk"]);
    assert!(out.contains("1 game · 5 games at the booth"), "{out}");
    // The file of a learner is read where it is, and nothing comes to be beside it.
    let lent = tempfile::tempdir().expect("a folder");
    let file = lent.path().join("noor.db");
    fs::copy(&path, &file).expect("a copy");
    let before = fs::read(&file).expect("a file");
    let file = file.to_string_lossy().into_owned();
    for format in ["text", "md", "html", "csv"] {
        let (out, err, status) =
            said(home.path(), &["report", "talk", &file, "--format", format, "--lang", "fr", "--kind", "booth"]);
        assert_eq!((err.as_str(), status), ("", Some(0)));
        assert_eq!(out.contains("Le stand, par jour et par heure"), format != "csv", "{out}");
    }
    let (out, ..) = said(home.path(), &["handout", "talk", &file]);
    assert!(out.contains("# "), "{out}");
    assert_eq!(fs::read(&file).expect("a file"), before);
    assert_eq!(fs::read_dir(lent.path()).expect("a folder").count(), 1);
    fs::write(&file, [&before[..4096], &[0x5a; 4096]].concat()).expect("it can be damaged");
    let (_, err, status) = said(home.path(), &["report", "talk", &file]);
    assert!(err.contains("damaged, or no database") && status == Some(2), "{err}");
}

#[test]
fn a_day_is_put_away_and_may_be_again() {
    let (home, path) = home();
    let into = home.path().join("archive");
    let day = "2026-11-27".parse().expect("a day");
    let origins: Vec<Origin> = polysemy::pack::load::built_in().collect();
    for _ in 0..2 {
        let archived = archive(&path, &into, day, &origins, &Lang::ALL).expect("it can be written");
        assert_eq!((archived.games, archived.missing.len()), (4, 0));
        let mut names: Vec<String> = fs::read_dir(&archived.folder)
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        assert_eq!(names, ["board.csv", "runs.json", "talk-en.html", "talk-en.txt", "talk-fr.html", "talk-fr.txt"]);
        let board = fs::read_to_string(archived.folder.join("board.csv")).expect("a table");
        let places: Vec<&str> = board.lines().skip(1).map(|line| line.split(',').next().unwrap_or_default()).collect();
        assert_eq!(places, ["1", "2", "2"], "{board}");
        let report = fs::read_to_string(archived.folder.join("talk-fr.txt")).expect("a report");
        assert!(report.contains("4 parties au stand") && report.contains("27 novembre 2026"), "{report}");
    }
    let nobody = archive(&path, &into, time::day_of(0, &jiff::tz::TimeZone::UTC), &[], &Lang::ALL);
    assert_eq!(nobody.map(|archived| archived.games), Ok(0));
    let unknown = archive(&path, &into, day, &[], &Lang::ALL).expect("it can be written");
    assert_eq!(unknown.missing, [SafeText::new("talk")]);
}

#[test]
fn a_copy_is_put_back_in_the_place_of_the_scores() {
    let (home, path) = home();
    let of = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    let (copy, text) = (of("friday.db"), of("diary.txt"));
    assert_eq!(said(home.path(), &["scores", "backup", &copy]).2, Some(0));
    fs::write(&text, "dear diary").expect("a file");
    let mut store = Store::attach(&path, &Whose::default()).expect("it can be opened");
    let steps = steps(Occasion::Booth, 5, "EVE");
    store.keep(&[Batch { run: RunId(20), began: MORNING, steps: &steps }]).expect("it can be written");
    let (_, err, status) = said(home.path(), &["scores", "restore", &copy]);
    assert!(err.contains("has it open") && status == Some(1), "{err}");
    drop(store);
    let (_, err, status) = said(home.path(), &["scores", "restore", &text]);
    assert!(err.contains("damaged, or no database") && status == Some(1), "{err}");
    let (_, err, status) = said(home.path(), &["scores", "restore", &copy]);
    assert!(err.contains("put back, with 6 games") && status == Some(0), "{err}");
    let before = path.with_file_name("scores.replaced-1.db");
    assert!(err.contains(&*before.to_string_lossy()), "{err}");
    assert!(!said(home.path(), &["scores"]).0.contains("EVE"));
    assert!(said(home.path(), &["scores", "--file", &before.to_string_lossy()]).0.contains("EVE"));
}
