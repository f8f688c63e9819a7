//! The program previews a pack in a terminal, while the pack is saved as editors do.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::pty::home;
use crate::terminal::{Setup, Terminal};

/// A pack that shows this; below it, what comes after the first question.
fn pack(shown: &str, more: &str) -> String {
    format!("format = 1\nid = \"nap\"\ntitle = \"Naps\"\nlanguages = [\"en\"]\n{}{more}", term(shown))
}

fn term(shown: &str) -> String {
    let question = |id: &str, key: &str, shown: &str| {
        format!(
            "[[term.question]]\nid = \"{id}\"\nkey = \"{key}\"\ntell = \"{shown}\"\nexplanation = \"It is `{shown}`.\"\n\
             context.log.text = \"So {shown} it is.\"\n"
        )
    };
    let senses = "[[term.sense]]\ndomain = \"dev\"\ngloss = \"one thing\"\n\
                  [[term.sense]]\ndomain = \"ml\"\ngloss = \"another thing\"\n";
    format!(
        "[[term]]\nid = \"nap\"\nname = \"nap\"\n{senses}{}{}",
        question("nap-one", "dev", shown),
        question("nap-two", "ml", "asleep")
    )
}

/// A folder with a pack of one file, previewed.
fn previewed() -> (TempDir, PathBuf, Terminal) {
    let home = home();
    let path = home.path().join("work/nap.toml");
    fs::create_dir(home.path().join("work")).expect("a folder");
    fs::write(&path, pack("early", "")).expect("a file");
    let mut terminal = start(home.path(), &path);
    terminal.see("So early it is").see("no faults");
    (home, path, terminal)
}

fn start(home: &Path, pack: &Path) -> Terminal {
    Setup::new(home).arg("preview").arg(&pack.to_string_lossy()).start()
}

/// A new file takes the old one's name, as many editors save.
fn rename_over(path: &Path, text: &str) {
    let other = path.with_extension("toml.new");
    fs::write(&other, text).expect("a file");
    fs::rename(other, path).expect("renamed");
}

/// Long enough to be seen half written by who does not wait.
fn moment() {
    thread::sleep(Duration::from_millis(150));
}

#[test]
fn however_a_pack_is_saved_the_preview_follows() {
    let (_home, path, mut terminal) = previewed();
    fs::write(&path, pack("written", "")).expect("in place");
    terminal.see("So written it is").see("saved ");
    rename_over(&path, &pack("renamed", ""));
    terminal.see("So renamed it is");
    // As vim does with a backup.
    let backup = path.with_extension("toml~");
    fs::rename(&path, &backup).expect("renamed");
    fs::write(&path, pack("backed", "")).expect("a file");
    fs::remove_file(backup).expect("removed");
    terminal.see("So backed it is");
    fs::write(&path, "").expect("emptied");
    moment();
    fs::write(&path, pack("emptied", "")).expect("written");
    terminal.see("So emptied it is");
    fs::remove_file(&path).expect("removed");
    moment();
    fs::write(&path, pack("remade", "")).expect("a file");
    terminal.see("So remade it is");
    // Several in a row.
    for n in 0..20 {
        fs::write(&path, pack(&format!("many-{n}"), "")).expect("in place");
    }
    terminal.see("So many-19 it is").see("no faults");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn faults_appear_and_vanish_as_the_pack_is_saved() {
    let (home, path, mut terminal) = previewed();
    terminal.keys("1").see("It is early").keys("tl");
    fs::write(&path, pack("early", "level = 9\n")).expect("in place");
    terminal.see("1 fault").see("error[out-of-range]").see("So early it is");
    rename_over(&path, &pack("early", ""));
    terminal.see("no faults").see("It is early");
    fs::remove_file(&path).expect("removed");
    terminal.see("the pack is not there").see("error[not-found]").see("So early it is");
    fs::write(&path, pack("late", "")).expect("a file");
    terminal.see("It is late").see("no faults");
    assert_eq!(terminal.keys("\x1b").see("Which").keys("\x1b").end_restored(), 0);
    assert!(!home.path().join(".config").exists(), "settings are written down");
    assert!(!home.path().join(".local").exists(), "games are written down");
}

#[test]
fn files_beside_the_pack_are_followed_too() {
    let (_home, path, mut terminal) = previewed();
    let plot = "[[term.question]]\nid = \"nap-plot\"\nkey = \"ml\"\ntell = \"hours\"\nexplanation = \"The `hours`.\"\n\
                [term.question.context.plot]\ntype = \"line\"\ny = \"hours\"\n\
                series = [{ csv = \"naps.csv\", columns = [\"day\", \"nap\"] }]\n";
    fs::write(&path, pack("early", plot)).expect("in place");
    terminal.see("error[no-data-file]");
    fs::write(path.with_file_name("naps.csv"), "day,nap\n1,4\n2,6\n").expect("a file");
    terminal.see("nap-plot").see("no faults").see("3/3");
    rename_over(&path.with_file_name("naps.csv"), "day,nap\n1,four\n");
    terminal.see("1 fault").see("error[bad-csv]");
    rename_over(&path.with_file_name("naps.csv"), "day,nap\n1,40\n2,60\n");
    terminal.see("no faults").see("60");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn a_folder_is_followed_wherever_it_goes() {
    let home = home();
    let folder = home.path().join("work/naps");
    let head = "format = 1\nid = \"nap\"\ntitle = \"Naps\"\nlanguages = [\"en\"]\n";
    let make = |shown: &str| {
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("pack.toml"), head).expect("a file");
        fs::write(folder.join("nap.toml"), term(shown)).expect("a file");
    };
    // Nothing is there yet, not even the folder above.
    let mut terminal = start(home.path(), &folder);
    terminal.see("the pack is not there");
    make("early");
    terminal.see("So early it is");
    rename_over(&folder.join("nap.toml"), &term("renamed"));
    terminal.see("So renamed it is");
    fs::write(folder.join("other.toml"), term("other").replace("nap", "doze")).expect("a file");
    terminal.see("1/4").see("So renamed it is");
    fs::remove_file(folder.join("other.toml")).expect("removed");
    terminal.see("1/2").see("So renamed it is");
    fs::remove_dir_all(folder.parent().expect("a folder")).expect("removed");
    terminal.see("the pack is not there");
    make("again");
    terminal.see("So again it is").see("no faults");
    let other = folder.with_file_name("elsewhere");
    fs::rename(&folder, &other).expect("renamed");
    terminal.see("the pack is not there");
    fs::write(other.join("nap.toml"), term("back")).expect("a file");
    fs::rename(&other, &folder).expect("renamed");
    terminal.see("So back it is");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn links_are_followed_to_what_they_lead_to() {
    let (home, path, mut other) = previewed();
    let link = home.path().join("link.toml");
    symlink(&path, &link).expect("a link");
    let mut terminal = start(home.path(), &link);
    terminal.see("So early it is");
    rename_over(&path, &pack("linked", ""));
    terminal.see("So linked it is");
    other.see("So linked it is");
    assert_eq!((terminal.keys("q").end_restored(), other.keys("q").end_restored()), (0, 0));
}

#[test]
fn files_are_looked_at_where_nothing_tells_of_changes() {
    let home = home();
    let path = home.path().join("nap.toml");
    fs::write(&path, pack("early", "")).expect("a file");
    let mut terminal = Setup::new(home.path()).arg("preview").arg(&path.to_string_lossy()).arg("--poll").start();
    terminal.see("So early it is");
    fs::write(&path, pack("polled", "")).expect("in place");
    terminal.see("So polled it is");
    rename_over(&path, &pack("renamed", ""));
    terminal.see("So renamed it is");
    fs::remove_file(&path).expect("removed");
    terminal.see("the pack is not there");
    fs::write(&path, pack("remade", "")).expect("a file");
    terminal.see("So remade it is");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn a_question_that_is_not_there_is_said_before_the_terminal_is_taken() {
    for (lang, sentence) in [("en", "did you mean `gradient-descent`?"), ("fr", "vouliez-vous dire")] {
        let home = home();
        let setup = Setup::new(home.path()).arg("preview").arg("talk").arg("gradient-descnt");
        let mut terminal = setup.arg(&format!("--lang={lang}")).start();
        terminal.see("gradient-descnt").see(sentence);
        assert_eq!(terminal.end_restored(), 2);
    }
    let home = home();
    let mut terminal = Setup::new(home.path()).arg("preview").arg("talk").arg("gradient-descent").start();
    terminal.see(" gradient-descent  ").see("no faults");
    terminal.keys("\x03").end_restored();
}
