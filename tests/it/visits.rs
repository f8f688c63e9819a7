//! What a visitor and an organiser meet at a booth, and an author on the command line, when somebody does what nobody
//! meant: each through the real program.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use polysemy::store::{Filter, Store};
use rusqlite::Connection;

use crate::pty::home;
use crate::robot::{database, open, write_config};
use crate::terminal::Terminal;

/// A booth of one language, whose games have one question.
const SHORT: &str = "languages = [\"en\"]\nquestions = 1\nseconds = 60\n";

/// Waits until whoever pressed something is not pressing it any more.
const CALM: Duration = Duration::from_millis(1100);

/// Opens a booth and begins a game.
fn begin(home: &Path, more: &str) -> Terminal {
    let mut terminal = open(home, &write_config(home, &format!("{SHORT}{more}")));
    terminal.see("Press any key").keys("x").see("half points").calm();
    terminal
}

/// Presses a key until a text comes.
#[track_caller]
fn press_until(terminal: &mut Terminal, key: &str, wanted: &str) {
    for _ in 0..20 {
        if terminal.now().contains(wanted) {
            return;
        }
        terminal.keys(key).wait(CALM);
    }
    panic!("`{wanted}` does not come:\n{}", terminal.text());
}

/// Opens the operator's panel.
fn panel(terminal: &mut Terminal) {
    terminal.calm().keys("\x0f").see("PIN:").keys("90210\r").see("crash drill");
}

/// Chooses the item of a panel that reads so.
fn choose(terminal: &mut Terminal, item: &str) {
    let selected = |screen: &str| screen.lines().any(|row| row.contains(item) && row.contains('▸'));
    assert!(terminal.text().contains(item), "no such item:\n{}", terminal.text());
    for _ in 0..20 {
        if selected(&terminal.now()) {
            terminal.keys("\r");
            return;
        }
        terminal.keys("\x1b[B").wait(Duration::from_millis(200));
    }
    panic!("`{item}` cannot be chosen:\n{}", terminal.text());
}

/// The seconds that are left for the question.
fn clock(terminal: &mut Terminal) -> u32 {
    let screen = terminal.now();
    let seconds =
        screen.lines().take(4).find_map(|row| row.trim_end().strip_suffix(" s")?.rsplit(' ').next()?.parse().ok());
    seconds.unwrap_or_else(|| panic!("no clock:\n{screen}"))
}

#[test]
fn the_clock_runs_while_a_visitor_looks_at_keys_or_at_the_operators_door() {
    let home = home();
    for (key, over) in [("?", "Keys"), ("\x0f", "PIN:")] {
        let mut terminal = begin(home.path(), "");
        let before = clock(&mut terminal);
        terminal.keys(key).see(over).wait(Duration::from_secs(6)).keys("\x1b").see("half points");
        let after = clock(terminal.wait(CALM));
        assert!(after + 5 <= before, "{over}: {before} s, then {after} s");
        terminal.signal("TERM").end();
    }
}

#[test]
fn a_key_that_is_held_down_answers_nothing_where_there_is_one_language() {
    let home = home();
    let mut terminal = open(home.path(), &write_config(home.path(), SHORT));
    terminal.see("Press any key");
    // The first repetition comes after half a second, the others thirty times a second.
    terminal.hurried(b"1").wait(Duration::from_millis(500));
    for _ in 0..90 {
        terminal.hurried(b"1").wait(Duration::from_millis(33));
    }
    terminal.see("half points");
    assert_eq!(Store::read_only(&database(home.path())).expect("scores").count(&Filter::default()).ok(), Some(0));
    terminal.calm().keys("1").see("enter");
    terminal.signal("TERM").end();
}

#[test]
fn a_name_that_looks_like_what_nobody_wants_to_see_is_a_pair_of_words() {
    let home = home();
    for letters in ["N16", "CVL"] {
        let mut terminal = begin(home.path(), "");
        terminal.keys("1").wait(CALM);
        press_until(&mut terminal, "\r", "Three letters");
        terminal.keys(letters).wait(CALM).keys("\r").see("The best games").wait(CALM);
        let board = terminal.now();
        assert!(board.contains('▸') || board.lines().count() > 5, "{board}");
        assert!(!board.contains(letters), "{board}");
        terminal.signal("TERM").end();
    }
}

#[test]
fn the_operators_quit_is_final_though_something_could_not_be_written() {
    let home = home();
    fs::create_dir_all(database(home.path()).parent().expect("a folder")).expect("folders");
    // A file of another program is left alone, so that nothing can be written.
    let other = Connection::open(database(home.path())).expect("a database");
    other.execute_batch("PRAGMA application_id = 7; CREATE TABLE bills (sum INTEGER);").expect("a table");
    drop(other);
    let mut terminal = begin(home.path(), "");
    terminal.keys("1").wait(Duration::from_secs(3));
    panel(&mut terminal);
    choose(&mut terminal, "quit");
    let asked = terminal.see("Quit?").text();
    assert_eq!(terminal.calm().keys("\r").end_restored(), 0, "whoever brings it back must know who ended it");
    assert!(asked.contains("Esc goes back to the booth, which keeps trying"), "{asked}");
}

#[test]
fn a_whole_game_is_taken_off_the_boards() {
    let home = home();
    let mut terminal = begin(home.path(), "");
    terminal.keys("1").wait(CALM);
    press_until(&mut terminal, "\r", "Three letters");
    terminal.keys("ZQX").wait(CALM).keys("\r").see("The best games").see("ZQX");
    panel(&mut terminal);
    choose(&mut terminal, "take a game off the boards");
    terminal
        .see("Its answers stay in reports")
        .calm()
        .keys("\r")
        .see("Take this game off")
        .calm()
        .keys("\r")
        .wait(CALM);
    terminal.signal("TERM").end();
    let mut list = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    let list = list.args(["scores", "--lang", "en"]).env("HOME", home.path()).env_remove("XDG_DATA_HOME").output();
    let list = String::from_utf8_lossy(&list.expect("it runs").stdout).into_owned();
    assert!(!list.contains("ZQX"), "{list}");
    let scores = Store::read_only(&database(home.path())).expect("scores");
    assert_eq!(scores.records(&Filter::default()).expect("it is read").len(), 1, "its answers stay");
}

/// What a command of the program says, and its status; with no more memory than a small machine has.
#[cfg(target_os = "linux")]
fn told(arguments: &[&Path]) -> (Option<i32>, String) {
    let program = env!("CARGO_BIN_EXE_polysemy");
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 400000; exec \"$0\" \"$@\" --lang en", program]).args(arguments);
    let output = command.env_remove("LANG").output().expect("it runs");
    let text = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&text).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn no_link_within_a_pack_leads_out_of_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let (pack, elsewhere) = (folder.path().join("pack"), folder.path().join("elsewhere"));
    fs::create_dir_all(&pack).and_then(|()| fs::create_dir_all(&elsewhere)).expect("folders");
    fs::copy("tests/packs/good.csv", elsewhere.join("good.csv")).expect("a copy");
    std::os::unix::fs::symlink(&elsewhere, pack.join("data")).expect("a link");
    let toml = fs::read_to_string("tests/packs/good.toml").expect("a text");
    fs::write(pack.join("pack.toml"), toml.replace("\"good.csv\"", "\"data/good.csv\"")).expect("a file");
    let (status, said) = told(&[Path::new("check"), &pack.join("pack.toml")]);
    assert_eq!(status, Some(1), "{said}");
    assert!(said.contains("data/good.csv"), "{said}");
}

/// A PNG whose profile of colours unpacks to half a gigabyte.
#[cfg(target_os = "linux")]
fn with_bomb(png: &[u8]) -> Vec<u8> {
    // Deflate (RFC 1951): one block of fixed codes, a zero, and then "258 bytes more of the same", again and again.
    let (mut packed, mut bits, mut filled) = (b"icc\0\0\x78\x9c".to_vec(), 0_u32, 0);
    let mut put = |value: u32, count: u32| {
        for bit in (0..count).rev() {
            bits |= (value >> bit & 1) << filled;
            filled += 1;
            if filled == 8 {
                packed.push(bits.to_le_bytes()[0]);
                (bits, filled) = (0, 0);
            }
        }
    };
    put(0b110, 3);
    put(0b0011_0000, 8);
    for _ in 0..2_000_000 {
        put(0b1100_0101, 8);
        put(0, 5);
    }
    put(0, 7 + 7);
    // Behind the header, which ends after 33 bytes. A wrong check sum is found too late by a reader that unpacks first.
    let length = u32::try_from(packed.len()).expect("a length").to_be_bytes();
    let mut kind = b"iCCP".to_vec();
    kind.extend(packed);
    let sum = crc(&kind).to_be_bytes();
    [&png[..33], &length, &kind, &sum, &png[33..]].concat()
}

/// The check sum of PNG (ISO 3309).
#[cfg(target_os = "linux")]
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc)))
}

#[cfg(target_os = "linux")]
#[test]
fn a_profile_that_unpacks_to_half_a_gigabyte_is_not_unpacked() {
    let folder = tempfile::tempdir().expect("a folder");
    let png = fs::read("questions/talk/laptop.png").expect("a picture");
    fs::write(folder.path().join("picture-broken.png"), with_bomb(&png)).expect("a picture");
    let pack = folder.path().join("pack.toml");
    fs::copy("tests/packs/picture-broken.toml", &pack).expect("a copy");
    let (status, said) = told(&[Path::new("check"), &pack]);
    assert_eq!(status, Some(0), "{said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_table_of_half_a_million_columns_is_told_so() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("wide.csv");
    let rows = format!("term,text,key{}\nnap,nap failed,dev{}\n", ",c".repeat(500_000), ",x".repeat(500_000));
    fs::write(&table, rows).expect("a file");
    let output = folder.path().join("pack");
    let (_, said) = told(&[Path::new("import"), &table, Path::new("--output"), &output]);
    assert!(said.contains("1,000 at most") && !output.exists(), "{said}");
}
