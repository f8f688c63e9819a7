//! The doctor of a booth on terminals that know more or less: `polysemy booth --doctor` in a real one. What it finds of the
//! machine itself is as it is: only where something must be mended whatever the machine is the status certain.

use std::path::Path;

use crate::pty::home;
use crate::robot::write_config;
use crate::terminal::{Setup, Terminal};

/// How many characters the doctor asks about.
const CHARACTERS: usize = 12;

/// The question that every terminal answers, and which comes last.
const LAST: &[u8] = b"\x1b[?1006$p\x1b[c";

fn called(home: &Path, more: &str) -> Terminal {
    let config = write_config(home, more);
    let mut terminal =
        Setup::new(home).arg("booth").arg("--config").arg(&config.to_string_lossy()).arg("--doctor").start();
    terminal.see_bytes(LAST);
    terminal
}

/// What a terminal answers that draws all characters so wide, and what it says of the mouse.
fn answers(width: usize, mouse: &str) -> String {
    format!("\x1b[1;{}R", width + 1).repeat(CHARACTERS) + mouse + "\x1b[?62;c"
}

const KNOWS_CLICKS: &str = "\x1b[?1006;2$y";

#[test]
fn a_terminal_that_will_do_is_told_so() {
    let home = home();
    let mut terminal = called(home.path(), "");
    terminal.keys(&answers(1, KNOWS_CLICKS)).see("one cell wide").see("Clicks and touches arrive.");
    terminal.end_restored();
}

#[test]
fn a_terminal_without_a_mouse_is_noted() {
    let home = home();
    let mut terminal = called(home.path(), "");
    terminal.keys(&answers(1, "")).see("does not say that it tells of clicks");
    terminal.end_restored();
}

#[test]
fn characters_that_are_too_wide_must_be_mended_and_the_advice_helps() {
    let home = home();
    let mut terminal = called(home.path(), "");
    terminal.keys(&answers(2, KNOWS_CLICKS)).see("ascii = true under [screen]");
    assert_eq!(terminal.end_restored(), 1);
    let mut terminal = called(home.path(), "[screen]\nascii = true\n");
    terminal.keys(&answers(2, KNOWS_CLICKS)).see("so simple ones are");
    terminal.end_restored();
}

#[test]
fn of_a_terminal_that_does_not_answer_nothing_is_claimed() {
    let home = home();
    let mut terminal = called(home.path(), "");
    terminal.see("colours").see("The terminal does not answer in time").end_restored();
    let screen = terminal.now();
    assert!(!screen.contains("are one cell wide") && !screen.contains("Clicks and touches arrive"), "{screen}");
}

/// Settings of a shared board that nobody answers for.
#[cfg(all(unix, feature = "share"))]
fn shared(home: &Path, mode: u32, owner: Option<u32>) -> Option<&'static str> {
    use std::os::unix::fs::{PermissionsExt, chown};
    let path = home.join("share.txt");
    std::fs::write(&path, "booth:hunter2\n").expect("a file");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("a mode");
    // Only root may give files away.
    chown(&path, owner, None).ok()?;
    Some("[share]\nurl = \"postgres://127.0.0.1:1/booths\"\ncredentials = \"share.txt\"\nencrypted = false\n")
}

#[cfg(all(unix, feature = "share"))]
#[test]
fn what_is_said_in_the_end_agrees_with_the_status() {
    let home = home();
    let share = shared(home.path(), 0o600, None).expect("one's own file");
    let mut terminal = called(home.path(), share);
    terminal.keys(&answers(1, KNOWS_CLICKS)).see("cannot be reached").see("to mend first");
    assert_eq!(terminal.end_restored(), 1);
    let screen = terminal.now();
    assert!(!screen.contains("It will do."), "{screen}");
}

#[cfg(all(unix, feature = "share"))]
#[test]
fn credentials_of_another_user_are_told_with_whose_they_are() {
    let home = home();
    let Some(share) = shared(home.path(), 0o640, Some(54_321)) else { return };
    let mut terminal = called(home.path(), share);
    terminal.keys(&answers(1, KNOWS_CLICKS)).see("54321").see("sudo chown");
    assert_eq!(terminal.end_restored(), 1);
    assert!(!terminal.now().contains("hunter2"));
}

#[test]
fn a_signal_ends_it_and_the_terminal_is_as_before() {
    let home = home();
    for signal in ["TERM", "INT", "HUP", "QUIT"] {
        let mut terminal = called(home.path(), "");
        assert_ne!(terminal.signal(signal).end_restored(), 0, "{signal}");
    }
}
