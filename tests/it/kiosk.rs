//! A booth as its organiser opens it: the real program in a real terminal.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use polysemy::store::{Filter, Store};

use crate::pty::home;
use crate::robot::{answer_once, database, open, write_config};
use crate::terminal::{Setup, Terminal};

/// Lets the operator in.
fn let_in(terminal: &mut Terminal) {
    terminal.keys("\x0f").see("PIN:").keys("90210\r").see("crash drill");
}

#[test]
fn an_operator_opens_and_closes_it() {
    let home = home();
    let config = write_config(home.path(), "[event]\nname = \"Cat Conf\"\n");
    let mut terminal = open(home.path(), &config);
    terminal.see("Press any key");
    assert!(terminal.is_taken());
    // What leads out of other programs does not lead out of this one.
    terminal.keys("\x03\x04\x1a\x1cq\x1b").see("English");
    let_in(&mut terminal);
    terminal.keys("\x1b[A\r").see("a shell before them").keys("\r");
    assert_eq!(terminal.end_restored(), 0);
}

#[test]
fn keys_that_piled_up_are_taken_in_to_the_last() {
    let home = home();
    let mut terminal = open(home.path(), &write_config(home.path(), ""));
    terminal.see("Press any key");
    // More than is read at once, from somebody who leans on the keyboard while the machine is busy.
    terminal.signal("STOP").keys(&"x".repeat(3000)).signal("CONT");
    terminal.see("English").calm().keys("1").see("Which “");
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_as_before() {
    // Whoever stops a service sends SIGTERM; after all else it is to be brought back.
    for (signal, status) in [("TERM", 0), ("HUP", 129), ("INT", 130), ("QUIT", 131)] {
        let home = home();
        let mut terminal = open(home.path(), &write_config(home.path(), ""));
        terminal.see("Press any key");
        answer_once(&mut terminal);
        assert_eq!(terminal.signal(signal).end_restored(), status, "{signal}");
        let scores = Store::read_only(&database(home.path())).expect("it is whole");
        assert_eq!(scores.records(&Filter::default()).expect("it is read")[0].answers.len(), 1);
    }
}

#[test]
fn a_crash_is_reported_and_the_booth_comes_back() {
    let home = home();
    let mut terminal = open(home.path(), &write_config(home.path(), ""));
    terminal.see("Press any key");
    answer_once(&mut terminal);
    let id = terminal.id();
    let_in(&mut terminal);
    terminal.keys("\x1b[A\x1b[A\r").see("Crash now?").keys("\r");
    terminal.see("Press any key");
    assert_eq!(terminal.id(), id, "whoever started it sees nothing end");
    assert!(terminal.is_taken());
    let reports: Vec<_> = fs::read_dir(home.path().join(".local/share/polysemy/booth/crashes"))
        .expect("a folder of reports")
        .map(|entry| fs::read_to_string(entry.expect("an entry").path()).expect("a text"))
        .collect();
    assert!(
        matches!(&reports[..], [report] if report.contains("a drill, which the operator asked for")),
        "{reports:?}"
    );
    // It goes on where it was: the next visitor plays, and what was answered before is there.
    answer_once(&mut terminal);
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
    let scores = Store::read_only(&database(home.path())).expect("it is whole");
    assert_eq!(scores.records(&Filter::default()).expect("it is read").len(), 2);
}

#[test]
fn a_file_of_scores_that_is_broken_does_not_stop_it() {
    let home = home();
    let database = database(home.path());
    fs::create_dir_all(database.parent().expect("a folder")).expect("a folder");
    fs::write(&database, "this is no database, but somebody's poem about a cat, and long enough to be taken for one")
        .expect("a file");
    let mut terminal = open(home.path(), &write_config(home.path(), ""));
    terminal.see("Press any key");
    answer_once(&mut terminal);
    let_in(&mut terminal);
    terminal.see("was damaged");
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
    let names: Vec<String> = fs::read_dir(database.parent().expect("a folder"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(names.iter().any(|name| name.starts_with("scores.broken-1")), "{names:?}");
}

#[test]
fn a_day_is_put_away_from_the_panel() {
    let home = home();
    let mut terminal = open(home.path(), &write_config(home.path(), ""));
    terminal.see("Press any key");
    (0..5).for_each(|_| answer_once(&mut terminal));
    let_in(&mut terminal);
    terminal.keys("\x1b[B\x1b[B\x1b[B\x1b[B\r").see("Written to");
    terminal.keys("\x1b[B\r").see("exports");
    // Both files are named, and no name is broken.
    let exports = files_in(&home.path().join(".local/share/polysemy/booth/exports"));
    assert_eq!(exports.len(), 2, "{exports:?}");
    for name in exports {
        terminal.see(&name);
    }
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
    let archive = home.path().join(".local/share/polysemy/booth/archive");
    let day = fs::read_dir(&archive).expect("an archive").next().expect("a day").expect("an entry").path();
    let report = fs::read_to_string(day.join("talk-en.html")).expect("a report");
    assert!(report.contains("<table"), "it is a page");
    assert!(fs::read_to_string(day.join("board.csv")).expect("a board").lines().count() >= 2);
}

/// The names in a folder.
fn files_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

/// Waits until something is so.
#[track_caller]
fn until(what: &str, is: impl Fn() -> bool) {
    let begin = Instant::now();
    while !is() {
        assert!(begin.elapsed() < Duration::from_secs(60), "{what} does not come");
        sleep(Duration::from_millis(20));
    }
}

#[test]
fn a_day_that_nobody_ended_is_put_away_with_the_next() {
    let home = home();
    let config = write_config(home.path(), "");
    let open_in = |zone| {
        let config = config.to_string_lossy();
        let mut terminal = Setup::new(home.path()).env("TZ", zone).arg("booth").arg("--config").arg(&config).start();
        terminal.see("Press any key");
        terminal
    };
    // Between these two it is always more than a day.
    let mut terminal = open_in("AAA12");
    (0..5).for_each(|_| answer_once(&mut terminal));
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
    let mut terminal = open_in("BBB-14");
    let_in(&mut terminal);
    terminal.keys("\x1b[B\x1b[B\x1b[B\x1b[B\r").see("Written to");
    let archive = home.path().join(".local/share/polysemy/booth/archive");
    let mut days = files_in(&archive);
    days.sort();
    let [first, today] = days.as_slice() else { panic!("{days:?}") };
    terminal.see(first).see(today);
    let (first, today) = (archive.join(first), archive.join(today));
    let text = |file: &Path| fs::read_to_string(file).unwrap_or_default();
    assert_eq!(text(&first.join("board.csv")).lines().count(), 2);
    assert!(text(&first.join("talk-fr.html")).contains("<table"));
    assert_eq!(text(&today.join("board.csv")).lines().count(), 1);
    // A day of which all is there is left as it is.
    fs::write(first.join("talk-en.txt"), "mine").expect("a file");
    fs::remove_file(today.join("runs.json")).expect("it was there");
    terminal.keys("\r");
    until("the games of today", || today.join("runs.json").exists());
    assert_eq!(text(&first.join("talk-en.txt")), "mine");
    // One of which something is missing, or that is out of date, is written again.
    for spoil in [|file: &Path| fs::remove_file(file), |file: &Path| fs::write(file, "[]")] {
        fs::write(first.join("talk-en.txt"), "mine").expect("a file");
        spoil(&first.join("runs.json")).expect("it was there");
        terminal.see("Written to").keys("\r");
        until("the games of the first day", || text(&first.join("runs.json")).contains("\"polysemy\""));
        until("its report", || text(&first.join("talk-en.txt")) != "mine");
    }
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn what_others_write_on_the_terminal_is_painted_over_when_somebody_comes() {
    let home = home();
    let mut terminal = open(home.path(), &write_config(home.path(), ""));
    terminal.see("Press any key");
    let tty = format!("/proc/{}/fd/1", terminal.id());
    fs::write(tty, "\x1b[23;2Husb 1-1: new mouse\r\n").expect("a terminal");
    terminal.see("usb 1-1: new mouse").keys("x").see("Français");
    assert!(!terminal.text().contains("usb"), "{}", terminal.text());
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
}

#[test]
fn without_a_pin_no_booth_opens() {
    let home = home();
    let path = home.path().join("booth.toml");
    fs::write(&path, "questions = 5\n").expect("a file");
    let mut terminal = Setup::new(home.path()).arg("booth").arg("--config").arg(&path.to_string_lossy()).start();
    terminal.see("pin");
    assert_eq!(terminal.end_restored(), 2);
}
