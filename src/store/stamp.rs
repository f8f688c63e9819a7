//! Which file a journal belongs to.
//!
//! SQLite goes by names: what lies beside a file as its `-wal` is replayed over it, also when the file was replaced since,
//! by a backup, say; then nothing is left of the backup. Neither of the two says that they belong together, so we do:
//!
//! - in the file there is a stamp, a random number, which is another each time the file is opened to be written to;
//! - beside it, in a file of its own (`-stamp`), are all the stamps that the file may have while its journal has anything in
//!   it: the one of before and the new one, written to the disk *before* the new one goes into the journal, and the new one
//!   alone only after a checkpoint has brought it into the file.
//!
//! So wherever we are killed, the stamp in the file is one of those beside it, and the journal is replayed. A file with
//! another stamp, or none, is another file: a backup has none, and one that was copied while nobody had it open has that of
//! an earlier time. Where it cannot be told (a page was half written, nothing stands beside the file), the journal is taken
//! to belong to it: there may be answers in it that were acknowledged.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OptionalExtension, TransactionBehavior};

use super::file::{self, beside};
use super::{PATIENCE, time};
use crate::game::scores::Obstacle;

const NONE: &str = "-";

/// More stamps than these are never open at a time.
const LONGEST: u64 = 4096;

/// Who reads a file while another program brings its journal into it may see half of a page: what is strange must stay so.
const LOOKS: u32 = 3;
const BETWEEN: Duration = Duration::from_millis(20);

const READ: &str = "SELECT value FROM shared WHERE key = 'stamp'";

/// The stamp in a file, without its journal.
#[derive(Debug, PartialEq, Eq)]
enum Stamp {
    Is(String),
    NoDatabase,
    Unknown,
}

impl Stamp {
    fn of(path: &Path) -> Self {
        // Through SQLite alone: to open and close the file ourselves would take the locks from its connections here.
        let Some((name, flags)) = file::frozen(path) else { return Self::Unknown };
        let read = Connection::open_with_flags(name, flags).and_then(|db| {
            super::distrust(&db)?;
            db.query_row(READ, [], |row| Ok(row.get::<_, String>(0).ok())).optional()
        });
        match read.map(Option::flatten) {
            Ok(stamp) => Self::Is(stamp.unwrap_or_else(|| NONE.to_owned())),
            Err(error) => match error.sqlite_error_code() {
                Some(ErrorCode::NotADatabase) => Self::NoDatabase,
                // There is no such table, or it is somebody else's.
                Some(ErrorCode::Unknown) => Self::Is(NONE.to_owned()),
                _ => Self::Unknown,
            },
        }
    }
}

fn noted(path: &Path) -> PathBuf {
    beside(path, "-stamp")
}

/// The stamps that a file may have; none where nothing is noted.
fn known(path: &Path) -> Vec<String> {
    let note = noted(path);
    if !fs::metadata(&note).is_ok_and(|about| about.is_file() && about.len() <= LONGEST) {
        return Vec::new();
    }
    let text = fs::read_to_string(note).unwrap_or_default();
    // Each line is whole only with its end.
    text.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).map(str::to_owned).collect()
}

fn note(path: &Path, stamps: &[String]) -> Result<(), Obstacle> {
    let text: String = stamps.iter().map(|stamp| format!("{stamp}\n")).collect();
    let write = || {
        // Few enough bytes to be written at once, or not at all.
        let mut file = fs::File::options().create(true).truncate(false).write(true).open(noted(path))?;
        file.write_all(text.as_bytes())?;
        file.set_len(text.len() as u64)?;
        file.sync_all()?;
        file::sync_folder(path);
        Ok(())
    };
    write().map_err(|error| file::obstacle(&error))
}

/// Whether what lies beside a file as its journal is that of another file. It must not be replayed, then, nor written to.
pub(crate) fn has_journal_of_another(path: &Path) -> bool {
    let strange = |_| {
        let known = known(path);
        let strange = file::has_journal(path)
            && file::has_content(path)
            && !known.is_empty()
            && matches!(Stamp::of(path), Stamp::Is(stamp) if !known.contains(&stamp));
        if strange {
            thread::sleep(BETWEEN);
        }
        strange
    };
    (0..LOOKS).all(strange)
}

static VISITS: AtomicUsize = AtomicUsize::new(0);

/// Somebody in this process has a file open beside whoever keeps it. Connections of one process share the index of the
/// journal, by the number of the file; so while anybody still has that of another journal, the file cannot be opened anew.
#[derive(Debug)]
pub(crate) struct Visit(());

impl Visit {
    /// Begins before the file is opened, to end when it is closed.
    pub(crate) fn begin() -> Self {
        VISITS.fetch_add(1, Ordering::SeqCst);
        Self(())
    }
}

impl Drop for Visit {
    fn drop(&mut self) {
        VISITS.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Renames a journal that is not that of the file, so that it is kept and never replayed; its new name.
///
/// # Errors
///
/// If it cannot be renamed, somebody in this process has the file open, or if the file is no database: that must be set aside itself, with what lies beside it.
pub(super) fn part(path: &Path) -> Result<Option<PathBuf>, Obstacle> {
    if file::has_journal(path) && file::has_content(path) && Stamp::of(path) == Stamp::NoDatabase {
        return Err(Obstacle::Corrupt);
    }
    if !has_journal_of_another(path) {
        return Ok(None);
    }
    let until = Instant::now() + PATIENCE;
    while VISITS.load(Ordering::SeqCst) > 0 {
        if Instant::now() > until {
            return Err(Obstacle::Busy);
        }
        thread::sleep(BETWEEN);
    }
    let aside = file::set_journal_aside(path)?;
    let _ = fs::remove_file(noted(path));
    Ok(Some(aside))
}

pub(super) fn renew(db: &mut Connection, path: &Path) -> StampNote {
    // Rather no note than a wrong one: without it the journal is taken to belong to the file.
    if stamp(db, path).is_err() {
        let _ = fs::remove_file(noted(path));
    }
    StampNote(path.to_owned())
}

fn stamp(db: &mut Connection, path: &Path) -> Result<(), Obstacle> {
    let new = time::new_id(time::now()).to_string();
    // One after the other: who writes to the database is alone with the note, too.
    let write = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut stamps = known(path);
    match Stamp::of(path) {
        Stamp::Is(stamp) => stamps.push(stamp),
        Stamp::NoDatabase | Stamp::Unknown => return Err(Obstacle::Corrupt),
    }
    stamps.push(new.clone());
    stamps.sort();
    stamps.dedup();
    note(path, &stamps)?;
    let keep =
        "INSERT INTO shared (key, value) VALUES ('stamp', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    write.execute(keep, [&new])?;
    write.commit()?;
    let whole = |row: &rusqlite::Row| Ok(row.get::<_, i64>(0)? == 0 && row.get::<_, i64>(1)? == row.get::<_, i64>(2)?);
    if db.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], whole)? {
        let alone = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have stamped it meanwhile, and has noted that.
        if alone.query_row(READ, [], |row| row.get::<_, String>(0))? == new {
            note(path, &[new])?;
        }
    }
    Ok(())
}

/// Takes the stamp out of a copy, which is another file than that which it is a copy of.
pub(super) fn remove(db: &Connection) -> Result<(), rusqlite::Error> {
    db.execute("DELETE FROM shared WHERE key = 'stamp'", []).map(drop)
}

/// A note beside a file that was open. Without a journal there is nothing to note.
#[derive(Debug)]
pub(super) struct StampNote(PathBuf);

impl Drop for StampNote {
    fn drop(&mut self) {
        if !file::has_journal(&self.0) {
            let _ = fs::remove_file(noted(&self.0));
        }
    }
}
