//! A pack with a slip beside words of any script: whatever loads it says so, and nothing ends by it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::pty::home;
use crate::terminal::Setup;

const FILES: [&str; 2] = ["accented-columns.toml", "accented-columns.csv"];

/// Puts the pack into a folder.
fn put(folder: &Path) {
    fs::create_dir_all(folder).expect("a folder");
    for file in FILES {
        fs::copy(Path::new("tests/packs").join(file), folder.join(file)).expect("a copy");
    }
}

fn polysemy(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.args(args).env_clear().env("HOME", home).env("LANG", "en_GB.UTF-8");
    command.output().expect("it runs")
}

#[test]
fn every_command_says_what_is_wrong() {
    let home = home();
    put(&home.path().join("packs"));
    let pack = home.path().join("packs/accented-columns.toml");
    let pack = pack.to_str().expect("a name");
    let commands: [&[&str]; 8] = [
        &["check", pack],
        &["check", "--layout", pack],
        &["check", "--format", "json", pack],
        &["lint", pack],
        &["export", "gift", pack],
        &["glossary", pack],
        &["blind", pack],
        &[pack],
    ];
    for args in commands {
        let output = polysemy(home.path(), args);
        let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        assert!(matches!(output.status.code(), Some(1 | 2)), "{args:?}: {said}");
        assert!(!said.contains("panicked"), "{args:?}: {said}");
    }
}

#[test]
fn selecting_it_says_that_it_has_faults_and_the_game_goes_on() {
    let home = home();
    put(&home.path().join(".local/share/polysemy/packs"));
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play").see("stats").keys("\x1b[B").see("▸ Pack").keys("\x1b[C").see("has faults");
    terminal.keys("\x1b[C").see("stats");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn previewing_it_shows_the_fault_until_it_is_mended() {
    let home = home();
    put(&home.path().join("packs"));
    let path = home.path().join("packs/accented-columns.toml");
    let mut terminal = Setup::new(home.path()).arg("preview").arg(path.to_str().expect("a name")).start();
    terminal.see("unknown-column");
    let text = fs::read_to_string(&path).expect("a file").replace("\"age\"", "\"modele\"");
    fs::write(&path, &text).expect("a file");
    terminal.see("modèle");
    fs::write(&path, text.replace("\"modele\"", "\"modèle\"")).expect("a file");
    terminal.see("no faults");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}
