//! What brings a booth back: the loop that is shipped, with the real booth, and with a program in its place that
//! ends as it is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::pty::home;
use crate::robot::{open, write_config};
use crate::terminal::{Setup, Terminal};

/// A program that notes its arguments in `calls`, and then does the n-th of some things.
fn program(folder: &Path, deeds: &[&str]) -> std::path::PathBuf {
    let path = folder.join("fake");
    let cases: String = deeds.iter().enumerate().map(|(i, deed)| format!("{}) {deed} ;;\n", i + 1)).collect();
    let calls = folder.join("calls");
    let calls = calls.display();
    let script = format!("#!/bin/sh\necho \"$@\" >> {calls}\ncase $(wc -l < {calls} | tr -d ' ') in\n{cases}esac\n");
    fs::write(&path, script).expect("a file");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("it may run");
    path
}

fn start(folder: &TempDir, deeds: &[&str]) -> Child {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/booth/booth-loop.sh");
    Command::new("sh")
        .arg(script)
        .args(["--config", "a booth.toml"])
        .env("POLYSEMY", program(folder.path(), deeds))
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell")
}

fn calls(folder: &TempDir) -> Vec<String> {
    let text = fs::read_to_string(folder.path().join("calls")).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

#[test]
fn it_comes_back_after_a_crash_and_ends_when_the_operator_quits() {
    let folder = tempfile::tempdir().expect("a folder");
    let status = start(&folder, &["exit 101", "kill -9 $$", "exit 0", "exit 1"]).wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    assert_eq!(calls(&folder), vec!["booth --config a booth.toml"; 3]);
}

#[test]
fn a_booth_that_is_asked_to_end_before_it_can_do_so_in_order_has_ended() {
    let folder = tempfile::tempdir().expect("a folder");
    let status = start(&folder, &["kill -TERM $$", "exit 1"]).wait().expect("it ends");
    assert_eq!((status.code(), calls(&folder).len()), (Some(0), 1));
}

/// The loop with the real program and some settings.
fn real(home: &Path, settings: &str) -> Terminal {
    let config = home.join("booth.toml");
    fs::write(&config, settings).expect("a file");
    // The shell gets the program's whole command line: the program and `booth`, which the loop adds by itself.
    let line = "POLYSEMY=$0; export POLYSEMY; shift; exec sh docs/booth/booth-loop.sh \"$@\"";
    let setup = Setup::new(home).through("sh", &["-c", line]);
    setup.arg("booth").arg("--config").arg(&config.to_string_lossy()).start()
}

#[test]
fn a_booth_whose_settings_are_wrong_is_not_tried_again() {
    let home = home();
    let mut terminal = real(home.path(), "questions = 5\n");
    assert_eq!(terminal.see("does not open").end_restored(), 2);
}

#[cfg(target_os = "linux")]
#[test]
fn a_booth_that_was_killed_is_back_on_the_same_terminal() {
    let home = home();
    let mut terminal = real(home.path(), "pin = \"90210\"\n");
    terminal.see("Press any key").keys("x").see("Français");
    let id = terminal.id();
    let child = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).expect("the loop runs");
    assert!(Command::new("kill").args(["-s", "KILL", child.trim()]).status().expect("kill").success());
    terminal.see("Press any key").keys("x").see("Français");
    assert!(terminal.is_taken());
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
}

/// An interactive shell, in which the loop is started as organisers start it.
#[cfg(target_os = "linux")]
fn shell_with_loop(home: &Path, interpreter: &str) -> Terminal {
    let config = home.join("booth.toml");
    fs::write(&config, "pin = \"90210\"\n").expect("a file");
    let line = "POLYSEMY=$0; PS1='organiser> '; export POLYSEMY PS1; exec bash --norc --noprofile -i";
    let setup = Setup::new(home).through("bash", &["-c", line]);
    let mut terminal = setup.start();
    terminal.see("organiser>").keys(&format!(
        "{interpreter} docs/booth/booth-loop.sh --config {}; echo it ended with $?\r",
        config.display()
    ));
    terminal
}

/// The only child of a process, once it has one that is not `before`.
#[cfg(target_os = "linux")]
fn child_of(id: u32, before: Option<u32>) -> u32 {
    let begin = Instant::now();
    loop {
        let children = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
        let child = children.split_whitespace().filter_map(|id| id.parse().ok()).next();
        if let Some(child) = child.filter(|child| Some(*child) != before) {
            return child;
        }
        assert!(begin.elapsed() < Duration::from_secs(60), "it has no child");
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Whether a process is the booth, and no command of the loop.
#[cfg(target_os = "linux")]
fn is_booth(id: u32) -> bool {
    fs::read_to_string(format!("/proc/{id}/comm")).is_ok_and(|name| name.trim() == "polysemy")
}

#[cfg(target_os = "linux")]
fn kill(signal: &str, id: u32) {
    assert!(Command::new("kill").args(["-s", signal, &id.to_string()]).status().expect("kill").success());
}

/// What a visitor types who wants out: keys that end, stop and hold programs, and a command.
#[cfg(target_os = "linux")]
const HAMMERED: &[u8] = b"\x03\x1a\x1c\x13\x04\x16echo leak\r";

/// Types at every moment from before the booth's end until its successor has the terminal, but no more than a terminal
/// takes that nobody reads.
#[cfg(target_os = "linux")]
fn hammer_until_back(terminal: &mut Terminal) {
    const BACK: &[u8] = b"\x1b[?1004h";
    for _ in 0..3000 {
        if terminal.was_sent(BACK) {
            return;
        }
        terminal.hurried(HAMMERED).take_in(Duration::from_millis(1));
    }
    terminal.see_bytes(BACK);
}

#[cfg(target_os = "linux")]
#[test]
fn no_key_leads_to_a_shell_while_the_booth_is_away() {
    for interpreter in ["sh", "bash"] {
        let home = home();
        let mut terminal = shell_with_loop(home.path(), interpreter);
        terminal.see("Press any key").see_bytes(b"\x1b[?1004h");
        let looping = child_of(terminal.id(), None);
        for signal in ["KILL", "INT"] {
            let booth = child_of(looping, None);
            terminal.hurried(HAMMERED).now();
            kill(signal, booth);
            hammer_until_back(&mut terminal);
            for echo in [&b"^C"[..], b"^Z", b"^\\", b"leak", b"organiser>"] {
                assert!(!terminal.was_sent(echo), "{interpreter}, {signal}: {}", String::from_utf8_lossy(echo));
            }
            assert!(is_booth(child_of(looping, Some(booth))), "{signal}");
        }
        // Whoever ends it in a pause waits for nothing, and the shell gets nothing of what was typed.
        let booth = child_of(looping, None);
        kill("KILL", booth);
        let pause = child_of(looping, Some(booth));
        terminal.hurried(HAMMERED);
        kill("TERM", looping);
        terminal.see("it ended with 0").keys("echo whole $((6 * 7))\r").see("whole 42");
        assert!(!is_booth(pause) && !terminal.text().contains("leak"), "{}", terminal.text());
        terminal.keys("exit\r").end();
    }
}

/// The comeback within the program itself, with keys hammered all the while.
#[cfg(target_os = "linux")]
#[test]
fn no_key_leads_out_while_a_booth_that_panicked_begins_anew() {
    let home = home();
    let mut terminal = open(home.path(), &write_config(home.path(), ""));
    terminal.see("Press any key");
    let booth = terminal.id();
    for _ in 0..3 {
        terminal.keys("\x0f").see("PIN:").keys("90210\r").see("crash drill");
        terminal.keys("\x1b[A\x1b[A\r").see("Crash now?").now();
        terminal.keys("\r");
        hammer_until_back(&mut terminal);
        for echo in [&b"^C"[..], b"^Z", b"^\\", b"leak"] {
            assert!(!terminal.was_sent(echo), "{}", String::from_utf8_lossy(echo));
        }
        assert!(terminal.is_taken() && is_booth(booth), "whoever started it sees nothing end");
        terminal.calm().now();
    }
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
}

/// The directives of the unit.
fn directives() -> Vec<(String, String)> {
    let unit = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/booth/polysemy-booth.service");
    let unit = fs::read_to_string(unit).expect("the unit");
    let lines = unit.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}

#[test]
fn the_service_comes_back_after_every_end_that_nobody_meant() {
    let directives = directives();
    let all = |wanted: &str| -> Vec<&str> {
        directives.iter().filter(|(key, _)| key == wanted).flat_map(|(_, value)| value.split(' ')).collect()
    };
    // `on-failure` leaves it away after SIGHUP, SIGINT and SIGPIPE, which reach it while it starts.
    assert_eq!(all("Restart"), ["always"]);
    assert_eq!(all("RestartPreventExitStatus"), ["0", "2", "SIGTERM"]);
    assert_eq!(all("StartLimitIntervalSec"), ["0"]);
    assert_eq!(all("KillSignal"), ["SIGTERM"]);
    assert_eq!(all("SuccessExitStatus"), [""; 0]);
    // The kernel's own keys: another console is left when it comes back, and Scroll Lock holds nothing.
    for command in ["-+/usr/bin/chvt", "-+/usr/bin/deallocvt", "loadkeys"] {
        assert!(all("ExecStartPre").contains(&command), "{command}");
    }
}

#[test]
fn settings_that_are_wrong_do_not_go_round_for_ever() {
    let folder = tempfile::tempdir().expect("a folder");
    let status = start(&folder, &["exit 2", "exit 0"]).wait().expect("it ends");
    assert_eq!((status.code(), calls(&folder).len()), (Some(2), 1));
}

#[test]
fn who_ends_the_loop_ends_the_booth_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let ended = folder.path().join("ended");
    let ready = folder.path().join("ready");
    let (end, begun) = (ended.display(), ready.display());
    let deed = format!("trap 'echo > {end}; exit 0' TERM; echo > {begun}; while :; do sleep 0.05; done");
    let mut child = start(&folder, &[&deed]);
    let begin = Instant::now();
    while !ready.exists() {
        assert!(begin.elapsed() < Duration::from_secs(30), "it does not start");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(Command::new("kill").args(["-s", "TERM", &child.id().to_string()]).status().expect("kill").success());
    assert_eq!(child.wait().expect("it ends").code(), Some(0));
    assert!(ended.exists());
}
