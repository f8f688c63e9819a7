//! What is in the way of a file is said as it is, and nothing is left of what could not be written.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use polysemy::store::{Store, Whose};

use crate::pty::home;
use crate::terminal::{Setup, Terminal};

/// Plays one question, leaves, and says what is on the terminal then.
fn left(mut terminal: Terminal) -> (u32, String) {
    terminal.see("▸ Play").keys("\r").see("Which “").keys("1").see("enter next").keys("\x03");
    terminal.see("could not be written down");
    let status = terminal.end();
    (status, terminal.text().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A small file system of its own, where that may be mounted.
pub(crate) struct Mounted(PathBuf);

impl Mounted {
    pub(crate) fn at(path: &Path, options: &str) -> Option<Self> {
        fs::create_dir_all(path).expect("a folder");
        let mut mount = Command::new("mount");
        let done = mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(path).output();
        let mounted = done.is_ok_and(|output| output.status.success());
        if !mounted {
            println!("skipped: nothing may be mounted here");
        }
        mounted.then(|| Self(path.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn why_games_are_lost_is_said_as_it_is() {
    let home = home();
    fs::write(home.path().join("file"), "").expect("a file");
    for place in ["file", "file/below"] {
        let place = home.path().join(place);
        let setup = Setup::new(home.path()).env("XDG_DATA_HOME", &place.to_string_lossy());
        let (status, text) = left(setup.start());
        assert_eq!(status, 1);
        assert!(text.contains("a file stands where one of its folders should be") && !text.contains("full"), "{text}");
    }
    let (_, french) = {
        let place = home.path().join("file").to_string_lossy().into_owned();
        let mut terminal = Setup::new(home.path()).env("XDG_DATA_HOME", &place).arg("--lang=fr").start();
        terminal.see("▸ Jouer").keys("\r").see("Quel sens").keys("1").see("enter").keys("\x03").see("perdues");
        (terminal.end(), terminal.text())
    };
    assert!(french.contains("un fichier est là où il faudrait"), "{french}");
    // Another program holds the file.
    let data = home.path().join("data/polysemy");
    fs::create_dir_all(&data).expect("a folder");
    drop(Store::attach(&data.join("scores.db"), &Whose::default()).expect("it is begun"));
    let held = rusqlite::Connection::open(data.join("scores.db")).expect("a database");
    held.execute_batch("BEGIN IMMEDIATE").expect("it is held");
    let (_, text) =
        left(Setup::new(home.path()).env("XDG_DATA_HOME", &home.path().join("data").to_string_lossy()).start());
    assert!(text.contains("another program holds it") && !text.contains("full"), "{text}");
}

#[test]
fn a_file_system_that_is_read_only_or_full_is_called_so() {
    let home = home();
    for (options, said) in [("ro", "is read-only"), ("size=4k", "no room is left on the disk")] {
        let place = home.path().join(&options[..2]);
        let Some(_mounted) = Mounted::at(&place, options) else { return };
        let _ = fs::write(place.join("fill"), [0; 8192]);
        let (status, text) = left(Setup::new(home.path()).env("XDG_DATA_HOME", &place.to_string_lossy()).start());
        assert!(status == 1 && text.contains(said), "{options}: {text}");
    }
}

#[test]
fn settings_that_do_not_fit_leave_nothing_behind() {
    let home = home();
    let place = home.path().join("config");
    let Some(_mounted) = Mounted::at(&place, "size=64k") else { return };
    fs::create_dir(place.join("polysemy")).expect("a folder");
    for before in ["", "timer = 45\n"] {
        if !before.is_empty() {
            fs::remove_file(place.join("fill")).expect("room");
            fs::write(place.join("polysemy/settings.toml"), before).expect("a file");
        }
        let _ = fs::write(place.join("fill"), [0; 1 << 20]);
        let mut terminal = Setup::new(home.path()).env("XDG_CONFIG_HOME", &place.to_string_lossy()).start();
        terminal.see("▸ Play").keys("\x1b[B\x1b[B\x1b[B\x1b[C").see("‹ 15 ›").keys("\x1b[C").see("‹ 20 ›");
        assert_eq!(terminal.keys("q").end_restored(), 0);
        let names: Vec<_> = fs::read_dir(place.join("polysemy")).expect("a folder").collect();
        assert_eq!(names.len(), usize::from(!before.is_empty()), "{names:?}");
        if !before.is_empty() {
            let text = fs::read_to_string(place.join("polysemy/settings.toml")).expect("a text");
            assert_eq!(text, before, "the old settings hold");
        }
    }
}
