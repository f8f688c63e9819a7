//! What brings a booth back: the loop that is shipped, with the real booth, and with a program in its place that
//! ends as it is told.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use crate::pty::home;
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

/// The loop with the real program and some settings.
fn real(home: &Path, settings: &str) -> Terminal {
    let config = home.join("booth.toml");
    fs::write(&config, settings).expect("a file");
    looped(home, &config).start()
}

/// A booth in a home under its loop.
pub fn looped(home: &Path, config: &Path) -> Setup {
    // The shell gets the program's whole command line: the program and `booth`, which the loop adds by itself.
    let line = "POLYSEMY=$0; export POLYSEMY; shift; exec sh docs/booth/booth-loop.sh \"$@\"";
    let setup = Setup::new(home).through("sh", &["-c", line]);
    setup.arg("booth").arg("--config").arg(&config.to_string_lossy())
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

#[test]
fn nothing_that_is_typed_while_it_is_away_holds_it_up() {
    let (home, folder) = (home(), tempfile::tempdir().expect("a folder"));
    let program = program(folder.path(), &["exit 1", "printf 'it is back'"]);
    let line = format!("POLYSEMY={}; export POLYSEMY; exec sh docs/booth/booth-loop.sh", program.display());
    let mut terminal = Setup::new(home.path()).through("sh", &["-c", &line]).start();
    terminal.see_bytes(b"\x1b[?1049l").hurried(b"\x13\x03\x1a").see("it is back");
    assert_eq!(terminal.end_restored(), 0);
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
