//! What must hold at every moment, whatever a vandal does.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};

use super::Vandal;
use crate::robot::database;

/// What waits for room on the disk, or for another writer, is written within that time after it was shown.
const WRITTEN: Duration = Duration::from_secs(20);

/// The child processes of one.
fn children(id: u32) -> Vec<u32> {
    let text = fs::read_to_string(format!("/proc/{id}/task/{id}/children")).expect("the loop runs");
    text.split_whitespace().map(|child| child.parse().expect("a number")).collect()
}

/// The booth that a loop has started.
pub(super) fn booth_of(id: u32) -> Option<u32> {
    let is_it = |child: &u32| {
        fs::read_link(format!("/proc/{child}/exe")).is_ok_and(|exe| exe == Path::new(env!("CARGO_BIN_EXE_polysemy")))
    };
    children(id).into_iter().find(is_it)
}

impl Vandal<'_> {
    /// Nobody is out, and what is judged is kept.
    pub(super) fn look(&mut self) {
        let screen = self.terminal.now();
        for child in children(self.terminal.id()) {
            let Ok(name) = fs::read_to_string(format!("/proc/{child}/comm")) else { continue };
            assert_eq!((name.trim(), child), ("polysemy", self.booth), "somebody is out:\n{screen}");
            assert!(children(child).is_empty(), "somebody started something:\n{screen}");
        }
        assert!(self.terminal.is_taken(), "nobody holds the terminal:\n{screen}");
        let crashes = fs::read_dir(database(self.home.path()).with_file_name("booth").join("crashes"));
        let reports = crashes.into_iter().flatten().flatten().map(|crash| fs::read_to_string(crash.path()));
        assert_eq!(reports.flatten().next(), None, "it crashed");
        self.is_kept();
    }

    /// Which answer of a game is judged on the screen.
    pub(super) fn judged_now(&mut self) -> Option<i64> {
        let screen = self.terminal.now();
        let words =
            ["✓ right", "✗ easily confused", "✗ time is up", "✓ exact", "✗ facile à confondre", "✗ temps écoulé"];
        let head = screen.lines().next().filter(|_| words.iter().any(|verdict| screen.contains(verdict)))?;
        head.split_whitespace().find_map(|word| word.split_once('/')?.0.parse().ok())
    }

    /// The answer that is judged on the screen is in the file, unless there is no room for it.
    pub(super) fn is_kept(&mut self) {
        let begin = Instant::now();
        while let (Some(n), false) = (self.judged_now(), self.full) {
            let latest = self.file().and_then(|file| {
                let last =
                    "SELECT id, (SELECT max(n) FROM answer WHERE run = id) FROM run WHERE own = 1 ORDER BY rowid DESC";
                file.query_row(last, [], |row| Ok((row.get(0)?, row.get::<_, Option<i64>>(1)?)))
            });
            match latest {
                Ok((run, Some(last))) if last == n => {
                    self.judged.insert((run, n));
                    return;
                }
                latest => assert!(begin.elapsed() < WRITTEN, "{n} is not kept: {latest:?}\n{}", self.terminal.now()),
            }
            sleep(Duration::from_millis(20));
        }
    }

    pub(super) fn file(&self) -> rusqlite::Result<Connection> {
        Connection::open_with_flags(database(self.home.path()), OpenFlags::SQLITE_OPEN_READ_ONLY)
    }

    /// Whatever was judged once is there.
    pub(super) fn nothing_is_lost(&self) {
        let file = self.file().expect("it opens");
        let mut query = file.prepare("SELECT count(*) FROM answer WHERE run = ?1 AND n = ?2").expect("a query");
        for judged in &self.judged {
            let count: i64 = query.query_row((&judged.0, judged.1), |row| row.get(0)).expect("it is read");
            assert_eq!(count, 1, "an answer that was judged is lost");
        }
    }

    pub(super) fn count(&self, condition: &str) -> i64 {
        let query = format!("SELECT count(*) FROM run WHERE {condition}");
        self.file().and_then(|file| file.query_row(&query, [], |row| row.get(0))).expect("it is read")
    }
}
