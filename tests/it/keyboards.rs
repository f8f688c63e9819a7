//! Keyboards and terminals as they are: keys that nobody knows, sequences in pieces, answers that come late, shells that
//! stop the program.

use std::fs;
use std::time::Duration;

use crate::pty::home;
use crate::robot::{open, write_config};
use crate::terminal::{Setup, Terminal};

/// All keys of terminfo.
pub fn all_keys() -> Vec<Vec<u8>> {
    let text = fs::read_to_string("tests/keys/terminfo.txt").expect("a list");
    let bytes = |line: &str| -> Vec<u8> {
        let mut parts = line.split(' ').next().expect("bytes").split("\\x");
        let mut bytes = parts.next().expect("a part").as_bytes().to_vec();
        for part in parts {
            let (byte, rest) = part.split_at(2);
            bytes.push(u8::from_str_radix(byte, 16).expect("a byte"));
            bytes.extend(rest.as_bytes());
        }
        bytes
    };
    text.lines().filter(|line| !line.starts_with('#')).map(bytes).collect()
}

/// Those that are nobody's: neither those that everybody has, nor digits and Enter of a keypad.
fn unknown_keys() -> Vec<Vec<u8>> {
    let keypad =
        |key: &[u8]| matches!(key, [0x1b, b'O', .., b'j'..=b'y' | b'M' | b'X' | b'I'] | [0x8f, b'j'..=b'y' | b'M']);
    let keys = all_keys().into_iter();
    keys.filter(|key| key.len() > 1 && !matches!(key[0], b' ' | b'~' | b'\t') && !keypad(key)).collect()
}

/// Longer than the rest of any key is waited for.
const QUIET: Duration = Duration::from_millis(170);

/// Presses some of the keys, whole and torn. All of them take half an hour: `POLYSEMY_KEYS=1`.
fn press_unknown(terminal: &mut Terminal) {
    let every = std::env::var("POLYSEMY_KEYS").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    let hostile: [&[u8]; 10] = [
        b"\x1b[1;2R",
        b"\x1b[E",
        b"\x1b[",
        b"\x1bOa",
        b"\x1b[?997;1n",
        b"\x1b[?64;1;2c",
        b"\x1b[<128;5;5M",
        b"\xe9",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        b"\x1b\x1b[A",
    ];
    for key in hostile.into_iter().map(<[u8]>::to_vec).chain(unknown_keys().into_iter().step_by(every)) {
        terminal.hurried(&key).wait(QUIET);
        let (first, rest) = key.split_at(key.len() / 2);
        terminal.hurried(first).wait(Duration::from_millis(5)).hurried(rest).wait(QUIET);
    }
}

#[test]
fn no_key_that_nobody_knows_stops_or_answers_or_leaves_a_game() {
    let home = home();
    let mut terminal = Setup::new(home.path()).settings("timer = 0\nmotion = \"reduced\"\n").start();
    terminal.see("▸ Play").keys("\r").see("1/10").see("Which “");
    press_unknown(&mut terminal);
    let screen = terminal.now();
    assert!(screen.contains("1/10") && screen.contains("Which “"), "{screen}");
    assert!(!screen.contains("Leave the game?") && !screen.contains("enter next"), "{screen}");
    terminal.keys("1").see("enter next");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn no_key_that_nobody_knows_stops_the_clock() {
    let home = home();
    for key in [&b"\x1b[1;2R"[..], b"\x1b[E", b"\x1b[", b"\x1bOa", b"\x1b[?64;1;2c", b"\xff", b"\x1b]11;rgb:0/0/0"] {
        let mut terminal = Setup::new(home.path()).settings("timer = 60\nmotion = \"reduced\"\n").start();
        terminal.see("▸ Play").keys("\r").see("Which “").hurried(key).see("57 s");
        terminal.resize(90, 30).see_in_row(29, "? keys");
        assert_eq!(terminal.keys("\x03").end_restored(), 0);
    }
}

#[test]
fn no_key_that_nobody_knows_does_anything_on_the_title_or_in_a_class() {
    let home = home();
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play");
    press_unknown(&mut terminal);
    let screen = terminal.now();
    assert!(screen.contains("Settings") && screen.contains("Quit"), "{screen}");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
    let mut terminal = Setup::new(home.path()).arg("class").arg("talk").start();
    terminal.see("Begin").keys("\r").see("count hands");
    press_unknown(&mut terminal);
    terminal.see("count hands");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn a_booth_goes_back_to_its_beginning_after_a_key_that_nobody_knows() {
    let home = home();
    let idle = "[idle]\nseconds = 20\ncountdown = 5\n";
    for key in [&b"\x1b["[..], b"\x1b[1;2R", b"\x1b[?2026;2$y"] {
        let mut terminal = open(home.path(), &write_config(home.path(), idle));
        terminal.see("Press any key").keys("x").see("English").hurried(key).see("Press any key");
        assert_eq!(terminal.signal("TERM").end_restored(), 0);
    }
}

#[test]
fn a_paste_whose_end_is_lost_does_not_keep_the_keys_dead() {
    let home = home();
    let mut terminal = open(home.path(), &write_config(home.path(), ""));
    terminal.see("Press any key").hurried(b"\x1b[200~meow");
    // Whoever finds that nothing happens presses again, and again.
    for _ in 0..100 {
        terminal.hurried(b"x").wait(Duration::from_millis(350));
        if terminal.text().contains("Français") {
            break;
        }
    }
    assert!(terminal.text().contains("Français"), "{}", terminal.text());
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
}

#[test]
fn an_arrow_in_pieces_is_an_arrow() {
    let home = home();
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play");
    for piece in ["\x1b", "[", "B"] {
        terminal.hurried(piece.as_bytes()).wait(Duration::from_millis(8));
    }
    terminal.see("▸ Pack");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn a_paste_is_a_paste_whatever_the_terminal_has_answered() {
    let home = home();
    for answered in ["", "\x1b[?64;1;2c"] {
        let mut terminal = Setup::new(home.path()).settings("timer = 0\nmotion = \"reduced\"\n").start();
        terminal.see("▸ Play").keys(answered).keys("\r").see("1/10").see("Which “");
        for text in ["t1", "1\rq\r", &"d m s q 1 2 3\n".repeat(2000)] {
            terminal.keys(&format!("\x1b[200~{text}\x1b[201~")).wait(QUIET);
        }
        let screen = terminal.see("Which “").text();
        assert!(screen.contains("1/10") && !screen.contains("Leave"), "{screen}");
        assert_eq!(terminal.keys("\x03").end_restored(), 0);
    }
}

#[test]
fn a_text_is_edited_as_in_a_shell() {
    let home = home();
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play").keys("g").see("search:");
    for (keys, left) in [
        ("regx\x08", "search: reg"),
        (" loss\x17x", "search: reg x"),
        (" y\x1b\x7f", "search: reg x"),
        ("\x15test", "search: test"),
        ("\x01", "search: test"),
        ("\x0bone two", "search: one two"),
        ("\x1bb", "search: one two"),
        ("\x0bthree", "search: one three"),
        ("\x1b[1;3D\x1b[3~", "search: one hree"),
    ] {
        terminal.keys(keys).see_line(left);
    }
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn digits_work_on_french_keyboards_and_letters_with_caps_lock() {
    let home = home();
    for key in ["&", "é", "\"", "É", "D", "1"] {
        let mut terminal = Setup::new(home.path()).arg("--lang").arg("fr").start();
        terminal.see("▸ Jouer").keys("\r").see("1 &").keys(key).see("enter suivant");
        assert_eq!(terminal.keys("\x03").end_restored(), 0);
    }
    let mut terminal = Setup::new(home.path()).settings("timer = 0\n").start();
    terminal.see("▸ Play").keys("\r").see("half points").keys("H").wait(QUIET);
    assert!(!terminal.text().contains("half points"), "{}", terminal.text());
    terminal.keys("Q").see("Leave the game?").keys("N").see("Which “").keys("P").see("Paused");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

/// The program under a shell with job control, which brings it back once somebody presses Enter.
fn in_a_shell(home: &std::path::Path) -> Terminal {
    let line = "set -m; \"$0\" \"$@\"; echo the shell is back; read -r _; fg > /dev/null";
    Setup::new(home).settings("timer = 60\nmotion = \"reduced\"\n").through("bash", &["-c", line]).start()
}

/// The seconds that are left for the question.
fn clock(terminal: &Terminal) -> u32 {
    let screen = terminal.text();
    let left = screen.lines().take(2).flat_map(str::split_whitespace).filter_map(|word| word.parse().ok()).last();
    left.unwrap_or_else(|| panic!("no clock:\n{screen}"))
}

/// Stopped for some seconds, it goes on with the clock where it was.
#[track_caller]
fn goes_on(terminal: &mut Terminal, before: u32) {
    terminal.see("the shell is back").wait(Duration::from_secs(8)).keys("\n").see("half points").wait(QUIET);
    let after = clock(terminal);
    assert!((before.saturating_sub(5)..=before).contains(&after), "{before} s, then {after} s");
    terminal.keys("1").see("enter next");
    assert!(terminal.is_taken());
    terminal.keys("\x03");
}

#[test]
fn it_can_be_stopped_and_goes_on_with_the_clock_where_it_was() {
    let home = home();
    let mut terminal = in_a_shell(home.path());
    terminal.see("▸ Play").keys("\r").see("half points").wait(QUIET);
    let before = clock(&terminal);
    terminal.keys("\x1a");
    goes_on(&mut terminal, before);
    assert_eq!(terminal.end_restored(), 0);
}

#[cfg(target_os = "linux")]
#[test]
fn signals_stop_it_as_keys_do_and_even_one_that_cannot_be_seen_leaves_it_whole() {
    for signal in ["TSTP", "STOP"] {
        let home = home();
        let mut terminal = in_a_shell(home.path());
        terminal.see("▸ Play").keys("\r").see("half points").wait(QUIET);
        let before = clock(&terminal);
        let shell = terminal.id();
        let child = fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).expect("it runs");
        let kill = std::process::Command::new("kill").args(["-s", signal, child.trim()]).status().expect("kill");
        assert!(kill.success());
        goes_on(&mut terminal, before);
        // What the shell saw of a terminal that was not given back, it restores.
        assert_eq!(if signal == "STOP" { terminal.end() } else { terminal.end_restored() }, 0, "{signal}");
    }
}

#[test]
fn ctrl_l_draws_everything_anew() {
    let home = home();
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play").wait(QUIET).keys("\x0c").see_bytes(b"\x1b[2J").see_bytes("▸".as_bytes());
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn answers_that_come_late_do_not_reach_the_shell() {
    let home = home();
    let line = "\"$0\" \"$@\"; echo over; read -r typed; echo \"typed: [$typed]\"";
    let mut terminal = Setup::new(home.path()).through("bash", &["-c", line]).start();
    terminal.see_bytes(b"\x1b[c").hurried(b"q").wait(Duration::from_millis(300));
    terminal.hurried(b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\\x1b[?64;1;2;22c").see("over").keys("x\r").see("typed: [x]");
    terminal.end();
}

#[test]
fn the_ground_of_the_terminal_decides_where_nobody_chose() {
    let home = home();
    let mut terminal = Setup::new(home.path()).env("COLORTERM", "truecolor").start();
    terminal.see("▸ Play").see_bytes(b"48;2;24;25;33").hurried(b"\x1b]11;rgb:fdfd/f6f6/e3e3\x07\x1b[?64;1;2c");
    terminal.see_bytes(b"48;2;252;250;245");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn a_terminal_that_draws_some_characters_twice_as_wide_gets_none_of_them() {
    let home = home();
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play").hurried(b"\x1b[1;3R\x1b[1;3R\x1b[?64;1;2c").see("> Play");
    assert!(terminal.text().is_ascii());
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn the_mouse_can_be_left_to_the_terminal() {
    let home = home();
    let mut terminal = Setup::new(home.path()).arg("--no-mouse").start();
    terminal.see("▸ Play");
    assert!(!terminal.was_sent(b"\x1b[?1000h"));
    assert_eq!(terminal.keys("q").end_restored(), 0);
    let mut terminal = Setup::new(home.path()).start();
    terminal
        .see("▸ Play")
        .see_bytes(b"\x1b[?1000h")
        .keys("\x1b[A\x1b[A\r")
        .see("Mouse")
        .keys("\x1b[A")
        .see("‹ plays ›");
    terminal.keys("\x1b[C").see("‹ selects text ›").see_bytes(b"\x1b[?1000l").keys("qq");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn a_terminal_that_does_not_know_its_size_is_taken_for_a_usual_one() {
    let home = home();
    let line = "stty cols 0 rows 0; \"$0\" \"$@\"";
    let unsized_terminal = || Setup::new(home.path()).through("sh", &["-c", line]);
    assert_eq!(unsized_terminal().start().see("▸ Play").see_in_row(23, "? keys").keys("q").end(), 0);
    let mut terminal = unsized_terminal().env("COLUMNS", "70").env("LINES", "20").start();
    terminal.see("polysemy needs 80 columns").see("this terminal has 70").keys("\x03").end();
}
