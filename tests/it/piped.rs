//! The game line by line as a process: through pipes, in a terminal, and where nothing else can be played.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use polysemy::game::record::Record;
use polysemy::store::{Filter, Store};

use crate::pty::home;
use crate::robot::write_config;
use crate::terminal::Setup;

/// The program with a home of its own, in English.
fn polysemy(home: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.args(args).env_clear().env("HOME", home).env("LANG", "en_US.UTF-8").current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

/// What becomes of some input.
fn fed(command: &mut Command, input: &[u8]) -> Output {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("it runs");
    let mut stdin = child.stdin.take().expect("a pipe");
    let input = input.to_owned();
    // It may end before it has read all.
    let feeding = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output().expect("it ends");
    feeding.join().expect("a thread");
    output
}

/// What was said, by a game that ended well.
fn said(output: &Output) -> String {
    let said = String::from_utf8(output.stdout.clone()).expect("UTF-8");
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*complaint), (Some(0), ""), "{said}");
    assert!(said.chars().all(|c| c == '\n' || !c.is_control()), "{said:?}");
    said
}

fn records(home: &Path) -> Vec<Record> {
    let scores = Store::read_only(&home.join(".local/share/polysemy/scores.db")).expect("it is written down");
    scores.records(&Filter::default()).expect("it is read")
}

/// A game of five, up to its results.
const FIVE: &str = "1\n\n2\n\n3\n\n1\n\n2\n\n";

#[test]
fn a_whole_game_goes_through_a_pipe_and_is_written_down() {
    let home = home();
    let first = said(&fed(
        &mut polysemy(home.path(), &["play", "--plain", "--questions", "5", "--name", "Moka"]),
        FIVE.as_bytes(),
    ));
    assert!(first.contains("5 questions, no time limit.") && first.contains("The end: "), "{first}");
    let written = records(home.path());
    assert_eq!((written.len(), written[0].answers.len(), written[0].over), (1, 5, true));
    assert_eq!(written[0].heading.name.as_deref(), Some("Moka"));
    // Whoever has the code plays the same, and hears what there is to beat.
    let code = first.split("Run code: ").nth(1).expect("a code").split('.').next().expect("its end").to_owned();
    let again = said(&fed(&mut polysemy(home.path(), &["--plain", "--run", &code]), FIVE.as_bytes()));
    assert!(again.contains("Best so far: "), "{again}");
    let questions =
        |said: &str| said.lines().filter(|line| line.starts_with("Question ")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(questions(&first), questions(&again));
    assert_eq!(records(home.path()).len(), 2);
    // What was seen is not asked again at once.
    let other = said(&fed(&mut polysemy(home.path(), &["--plain", "--questions", "5"]), FIVE.as_bytes()));
    assert_ne!(questions(&first), questions(&other));
}

#[test]
fn the_end_of_the_input_is_the_end_of_the_game() {
    let home = home();
    for (input, answers) in [("", 0), ("1", 1), ("1\n", 1), ("1\n\n2", 2), ("1\nq", 1), ("1\n\nq\ny\n1\n", 1)] {
        said(&fed(&mut polysemy(home.path(), &["play", "--plain"]), input.as_bytes()));
        let given: usize = records(home.path()).iter().map(|record| record.answers.len()).sum();
        assert_eq!(given, answers, "{input:?}");
        fs::remove_dir_all(home.path().join(".local")).expect("it was there");
    }
}

#[test]
fn any_bytes_are_lines() {
    let long = [b"1".repeat(4 << 20), b"\n".to_vec()].concat();
    let hostile: [&[u8]; 7] = [
        b"1\0\n",
        b"\xff\xfe\xfd\n1\n",
        b"\x1b[2J\x1b]0;x\x07\n",
        b"1\r\n\r\n2\r\n",
        &long,
        b"\n\n\n\n",
        "\u{202e}1\u{200b}\né\n".as_bytes(),
    ];
    for input in hostile {
        let home = home();
        let said = said(&fed(&mut polysemy(home.path(), &["play", "--plain"]), input));
        assert!(said.contains("Question 1 of 10."), "{said}");
        if input.starts_with(b"1\r\n") {
            assert!(said.contains("Question 2 of 10.") && records(home.path())[0].answers.len() == 2, "{said}");
        }
    }
}

#[test]
fn more_input_than_anybody_types_is_not_kept_in_memory() {
    let home = home();
    let input = "zz\n".repeat(40_000);
    let mut command = polysemy(home.path(), &["play", "--plain"]);
    let output = fed(&mut command, input.as_bytes());
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_reader_who_goes_away_is_no_fault_and_a_full_disk_is_one() {
    let home = home();
    let mut child = polysemy(home.path(), &["play", "--plain"]);
    let mut child = child.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let _ = child.stdin.take().expect("a pipe").write_all(FIVE.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()));
    let Ok(full) = File::options().write(true).open("/dev/full") else { return };
    let output =
        polysemy(home.path(), &["play", "--plain"]).stdin(Stdio::null()).stdout(full).output().expect("it runs");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(complaint.contains("the output cannot be written"), "{complaint}");
}

#[test]
fn the_settings_and_the_options_are_those_of_the_game() {
    let home = home();
    let play = |settings: Option<&str>, args: &[&str]| {
        let folder = home.path().join(".config/polysemy");
        fs::create_dir_all(&folder).expect("a folder");
        match settings {
            Some(settings) => fs::write(folder.join("settings.toml"), settings).expect("a file"),
            None => drop(fs::remove_file(folder.join("settings.toml"))),
        }
        fed(&mut polysemy(home.path(), args), b"")
    };
    let french = said(&play(Some("language = \"fr\"\nquestions = 15\ntimer = 45\n"), &["--plain"]));
    assert!(french.contains("15 questions, 45\u{a0}secondes chacune"), "{french}");
    let untimed = said(&play(Some("timer = 45\n"), &["--plain", "--timer", "0"]));
    assert!(untimed.contains("no time limit"), "{untimed}");
    let timed = said(&play(Some("language = \"fr\"\n"), &["play", "--plain", "--timer=15", "--lang", "en"]));
    assert!(timed.contains("15 seconds for each"), "{timed}");
    let other = said(&play(None, &["play", "--plain", "tests/packs/good.toml"]));
    assert!(other.contains("2 cooks."), "{other}");
    let ascii = said(&play(None, &["play", "--plain", "--ascii", "--lang=fr"]));
    assert!(ascii.is_ascii(), "{ascii}");
    for (args, complaint) in [
        (vec!["--plain", "--timer", "7"], "`7` is not a value for `--timer`; one of: 0, 15, 30, 45, 60"),
        (vec!["--plain", "--questions", "3"], "`3` is not a value for `--questions`"),
        (vec!["--plain", "--run", "2T48"], "is not a run code"),
        (vec!["--plain", "--run", "0000-0000"], "No pack here fits this run code"),
        (vec!["--plain", "tests/packs/bad-id.toml"], "error[bad-id]"),
    ] {
        let output = play(None, &args);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!output.status.success() && said.contains(complaint), "{args:?}: {said}");
    }
    let broken = said(&play(Some("timer = 7\n"), &["--plain"]));
    assert!(broken.contains("timer = 7") && broken.contains("Question 1 of 10."), "{broken}");
}

#[test]
fn a_locale_without_utf8_gets_ascii_and_columns_are_kept() {
    let home = home();
    let mut command = polysemy(home.path(), &["--plain", "--lang", "fr"]);
    assert!(said(&fed(command.env("LANG", "C"), b"1\n")).is_ascii());
    let mut command = polysemy(home.path(), &["--plain"]);
    let narrow = said(&fed(command.env("COLUMNS", "32"), b"1\n"));
    assert!(narrow.lines().all(|line| line.chars().count() <= 32), "{narrow}");
    for cols in ["0", "-3", "wide", "99999999999999999999"] {
        let mut command = polysemy(home.path(), &["--plain"]);
        said(&fed(command.env("COLUMNS", cols), b"1\n"));
    }
}

#[test]
fn a_whole_game_is_played_in_a_terminal_that_only_writes_lines() {
    let home = home();
    let setup = Setup::new(home.path()).env("TERM", "dumb").arg("play").arg("--plain").arg("--questions=5");
    let mut terminal = setup.start();
    for n in 1..=5 {
        terminal.see(&format!("Question {n} of 5.")).see("Answer:").keys("1\r");
        terminal.see_either("Enter for the next question:", "Enter for the results:").keys("\r");
    }
    terminal.see("What next?").keys("q\r");
    assert_eq!(terminal.end_restored(), 0);
    assert!(!terminal.was_sent(b"\x1b"), "no escape sequence");
    let written = records(home.path());
    assert_eq!((written.len(), written[0].answers.len(), written[0].over), (1, 5, true));
}

#[test]
fn control_d_and_control_c_leave_and_what_was_answered_is_kept() {
    for key in ["\x04", "\x03"] {
        let home = home();
        let mut terminal = Setup::new(home.path()).arg("--plain").start();
        terminal.see("Answer:").keys("1\r").see("Enter for the next question:").keys(key);
        assert_eq!(terminal.end_restored(), 0, "{key:?}");
        assert_eq!(records(home.path())[0].answers.len(), 1);
    }
}

#[test]
fn nothing_is_drawn_where_only_lines_are_written() {
    let home = home();
    let config = write_config(home.path(), "");
    let booth = ["booth", "--config", config.to_str().expect("UTF-8")];
    let commands: [&[&str]; 5] = [&["play"], &[], &["class", "talk"], &["preview", "talk"], &booth];
    for args in commands {
        for term in ["dumb", "unknown", "emacs", "dumb-emacs-ansi", ""] {
            let setup = args.iter().fold(Setup::new(home.path()), |setup, arg| setup.arg(arg));
            let mut terminal = setup.env("TERM", term).start();
            let plays = matches!(args, [] | ["play"]);
            terminal.see(if term.is_empty() { "TERM is not set" } else { "only writes line after line" });
            assert_eq!(terminal.end(), 2, "{args:?} {term}");
            assert!(!terminal.was_sent(b"\x1b"), "{args:?} {term}: {}", terminal.text());
            assert_eq!(terminal.text().contains("--plain"), plays, "{args:?} {term}: {}", terminal.text());
        }
    }
}

#[test]
fn the_terminal_of_emacs_is_a_whole_one() {
    for term in ["eterm-color", "eterm"] {
        let home = home();
        let mut terminal = Setup::new(home.path()).env("TERM", term).start();
        terminal.see("▸ Play");
        assert_eq!(terminal.keys("q").end_restored(), 0);
    }
}

#[test]
fn without_a_terminal_it_says_how_it_can_be_played() {
    let home = home();
    let output = fed(&mut polysemy(home.path(), &["play"]), b"");
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(2) && complaint.contains("`polysemy play --plain`"), "{complaint}");
}
