//! The file of scores: every answered question, kept in SQLite the moment it is given, and the boards that follow from it.
//!
//! A commit is on the disk before it is acknowledged (WAL, `synchronous = FULL`), and what is kept twice counts once. A
//! damaged file is set aside, never overwritten; one of a later version is left alone.

#![allow(clippy::disallowed_methods, reason = "this is the edge: clock, threads and files live here")]

pub mod share;
mod backup; // a copy while others write
mod boards; // who is best
mod file; // the file itself: what it is, setting it aside
pub(crate) mod keeper; // the thread that writes
mod read; // what is in it, for reports and for players
mod restore; // a copy put back
mod run; // runs and answers as rows
mod schema; // its tables, and how they came to be
#[cfg(feature = "share")]
pub(crate) mod shared; // what the shared board has of it
mod stamp; // which file a journal belongs to
mod csv;
pub mod time; // clocks, days and ids
mod json; // out and in
mod write; // steps of games, and games of other files

use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::tz::TimeZone;
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, ffi};

pub use self::boards::BoardQuery;
pub(crate) use self::file::{is_database, obstacle};
pub(crate) use self::json::{ImportCounts, ScoresFile, parse};
pub use self::read::Filter;
pub(crate) use self::restore::restore;
use self::stamp::{Visit, has_journal_of_another};
pub use self::write::Batch;
use crate::game::scores::Obstacle;
use crate::text::SafeText;

/// Whose games are kept: those of a machine that has a name among those of one event, or of nobody in particular.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Whose {
    pub booth: Option<SafeText>,
    pub event: Option<SafeText>,
}

#[derive(Debug)]
pub struct Store {
    db: Connection,
    whose: Whose,
    zone: TimeZone,
    path: PathBuf,
    /// What is noted beside a file that may be written to; after the file itself is closed.
    _note: Option<stamp::StampNote>,
    _visit: Option<Visit>,
}

/// Which file is in the way, and why.
pub(crate) type Blocked = (PathBuf, Obstacle);

pub(crate) const PATIENCE: Duration = Duration::from_secs(1);

impl Store {
    /// Opens a file, or begins one.
    ///
    /// # Errors
    ///
    /// If the file is damaged, cannot be written, or belongs to a later version or to another program. It is left where it
    /// is: only the keeper sets files aside, because it knows what was in them.
    pub fn attach(path: &Path, whose: &Whose) -> Result<Self, Obstacle> {
        Self::begin(path, whose).map_err(|obstacle| file::exactly(path, obstacle))
    }

    fn begin(path: &Path, whose: &Whose) -> Result<Self, Obstacle> {
        file::make_folder(path)?;
        file::check(path)?;
        stamp::part(path)?;
        Self::ours(path)?;
        let mut store = Self::connect(path, file::writing(path, true))?.of(whose.clone());
        match store.set_up(path) {
            Ok(()) => {
                store._note = Some(stamp::renew(&mut store.db, path));
                Ok(store)
            }
            Err(obstacle) => {
                store.leave_alone();
                Err(obstacle)
            }
        }
    }

    /// Opens the user's own file to read it, also while a booth writes to it.
    ///
    /// # Errors
    ///
    /// If there is none, it cannot be read, is damaged, belongs to a later version or to another program.
    pub fn read_only(path: &Path) -> Result<Self, Obstacle> {
        if !path.exists() {
            return Err(Obstacle::Missing);
        }
        file::check(path)?;
        let visit = Visit::begin();
        Self::ours(path)?;
        // Who reads beside a writer keeps an index beside the file, and whoever may write removes it in the end.
        let mut store = match has_journal_of_another(path) {
            true => Self::connect(path, file::untouched(path))?,
            false => match Self::connect(path, file::writing(path, false)) {
                Ok(store) if !store.db.is_readonly("main")? => store,
                _ => Self::connect(path, file::untouched(path))?,
            },
        };
        store._visit = Some(visit);
        store.db.pragma_update(None, "query_only", true)?;
        match schema::version(&store.db).and_then(|version| version.ok_or(Obstacle::Foreign)) {
            Ok(_) if schema::sound(&store.db, path).is_ok() => Ok(store),
            other => {
                store.leave_alone();
                Err(other.err().unwrap_or(Obstacle::Corrupt))
            }
        }
    }

    /// Opens a file that came from somewhere, to read only. Nothing is written to it, and nothing in it is believed.
    ///
    /// # Errors
    ///
    /// As [`Store::read_only`], and if its tables are other than those of this program.
    pub(crate) fn read_strange(path: &Path) -> Result<Self, Obstacle> {
        if !path.exists() {
            return Err(Obstacle::Missing);
        }
        file::check(path)?;
        let store = Self::connect(path, file::untouched(path))?;
        schema::version(&store.db)?.ok_or(Obstacle::Foreign)?;
        schema::sound(&store.db, path)?;
        schema::same(&store.db)?;
        Ok(store)
    }

    fn connect(path: &Path, (name, flags): (PathBuf, OpenFlags)) -> Result<Self, Obstacle> {
        let db = Connection::open_with_flags(name, flags).map_err(|error| file::why_not_opened(path, error))?;
        let (whose, zone) = (Whose::default(), TimeZone::system());
        let store = Self { db, whose, zone, path: path.to_owned(), _note: None, _visit: None };
        store.db.busy_timeout(PATIENCE)?;
        distrust(&store.db)?;
        Ok(store)
    }

    /// Refuses what is not ours before anything is made beside it. What else may be wrong is seen when it is opened: here
    /// nobody is kept from writing meanwhile.
    fn ours(path: &Path) -> Result<(), Obstacle> {
        if !path.exists() {
            return Ok(());
        }
        match Self::connect(path, file::untouched(path)).and_then(|store| schema::version(&store.db)) {
            Err(obstacle @ (Obstacle::Newer(_) | Obstacle::Foreign)) => Err(obstacle),
            _ => Ok(()),
        }
    }

    /// The same file with the days of another time zone.
    pub(crate) fn within(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    /// The same file, asked for the boards of others.
    pub(crate) fn of(mut self, whose: Whose) -> Self {
        self.whose = whose;
        self
    }

    fn patience(&self, patience: Duration) -> Result<(), Obstacle> {
        Ok(self.db.busy_timeout(patience)?)
    }

    fn set_up(&mut self, path: &Path) -> Result<(), Obstacle> {
        schema::version(&self.db)?;
        if self.db.is_readonly("main")? {
            return Err(Obstacle::ReadOnly);
        }
        schema::sound(&self.db, path)?;
        // Where the file system cannot share memory the answer is another mode, which is as safe and only slower.
        self.db.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
        self.db.pragma_update(None, "synchronous", "full")?;
        self.db.pragma_update(None, "foreign_keys", true)?;
        schema::migrate(&mut self.db)
    }

    /// Nothing more is written to this file, not even what its journal holds.
    fn leave_alone(&self) {
        let _ = self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
    }
}

/// A file may come from anywhere: nothing in it is to be run.
fn distrust(db: &Connection) -> Result<(), rusqlite::Error> {
    for (what, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        db.set_db_config(what, on)?;
    }
    db.pragma_update(None, "cell_size_check", true)
}

impl Drop for Store {
    fn drop(&mut self) {
        // Whoever closes a file last brings its journal into what has its name now.
        if has_journal_of_another(&self.path) {
            self.leave_alone();
        }
    }
}

impl From<rusqlite::Error> for Obstacle {
    fn from(error: rusqlite::Error) -> Self {
        let extended = match &error {
            rusqlite::Error::SqliteFailure(error, _) => error.extended_code,
            _ => 0,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Obstacle::Full,
            // The index of the journal could not grow.
            _ if extended == ffi::SQLITE_IOERR_SHMSIZE => Obstacle::Full,
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => Obstacle::ReadOnly,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Obstacle::Busy,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Obstacle::Corrupt,
            _ => Obstacle::Other(SafeText::line(&error.to_string())),
        }
    }
}

#[cfg(test)]
mod tests;
