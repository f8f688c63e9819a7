//! A backup is put back at a booth, while it is open or after it was killed; or somebody moves something else there.

use std::fs;
use std::path::Path;
use std::time::Duration;

use polysemy::game::scores::{Occasion, Run, RunEvent, RunId};
use polysemy::store::{Batch, Filter, Store, Whose};
use polysemy::text::SafeText;
use rusqlite::Connection;

use crate::pty::home;
use crate::robot::{answer_once, database, open, write_config};

/// A file with thirty games of another day.
fn backup(path: &Path) {
    let mut store = Store::attach(path, &Whose::default()).expect("it can be begun");
    let run = Run { occasion: Occasion::Booth, pack: SafeText::new("talk"), asked: 5, ..Run::default() };
    let steps = [RunEvent::Begin(Box::new(run)), RunEvent::Over];
    let games = (1..=30).map(|run| Batch { run: RunId(run), began: 1_795_771_800_000, steps: &steps });
    store.keep(&games.collect::<Vec<_>>()).expect("it can be written");
}

fn games(path: &Path) -> Option<usize> {
    Store::read_only(path).and_then(|store| store.count(&Filter::default())).ok()
}

/// How something comes to stand in the place of the file.
fn put(from: &Path, to: &Path, moved: bool) {
    match moved {
        true => fs::rename(from, to).expect("it is moved there"),
        false => drop(fs::copy(from, to).expect("it is written over it")),
    }
}

#[test]
fn a_backup_put_back_is_what_a_booth_goes_on_with() {
    for (moved, killed) in [(true, false), (false, false), (false, true)] {
        let home = home();
        let (config, path) = (write_config(home.path(), "languages = [\"en\"]\n"), database(home.path()));
        let copy = home.path().join("backup.db");
        backup(&copy);
        let mut terminal = open(home.path(), &config);
        answer_once(&mut terminal);
        if killed {
            terminal.signal("KILL").end();
        }
        put(&copy, &path, moved);
        match killed {
            true => terminal = open(home.path(), &config),
            false => answer_once(&mut terminal),
        }
        answer_once(&mut terminal);
        assert_eq!(terminal.signal("TERM").end(), 0);
        let known = if killed { 0 } else { 1 };
        let new = usize::from(killed);
        assert_eq!(games(&path), Some(30 + known + new), "moved: {moved}, killed: {killed}");
        assert!(path.with_file_name("scores.replaced-1.db-wal").exists());
    }
}

#[test]
fn what_is_no_file_of_scores_is_there_still() {
    for killed in [false, true] {
        let home = home();
        let (config, path) = (write_config(home.path(), "languages = [\"en\"]\n"), database(home.path()));
        let (cats, diary) = (home.path().join("cats.db"), home.path().join("diary.txt"));
        let table = "CREATE TABLE cats (name TEXT); INSERT INTO cats VALUES ('Moka')";
        Connection::open(&cats).and_then(|db| db.execute_batch(table)).expect("cats");
        fs::write(&diary, "dear diary, ".repeat(2000)).expect("a file");
        for other in [&cats, &diary] {
            let bytes = fs::read(other).expect("a file");
            let mut terminal = open(home.path(), &config);
            answer_once(&mut terminal);
            if killed {
                terminal.signal("KILL").end();
            }
            put(other, &path, !killed);
            if killed {
                terminal = open(home.path(), &config);
            }
            answer_once(&mut terminal);
            terminal.wait(Duration::from_millis(300)).signal("TERM").end();
            let broken = path.with_file_name("scores.broken-1.db");
            let kept = fs::read(&path).expect("a file") == bytes || fs::read(broken).is_ok_and(|kept| kept == bytes);
            assert!(kept, "killed: {killed}, {}", other.display());
            fs::remove_file(&path).expect("it is put away");
        }
    }
}
