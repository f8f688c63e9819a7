//! The file of scores on this machine: what waits there to be sent, and where what came from others is kept.
//!
//! It is opened for each turn: a file that was set aside because it was damaged must not be written any more.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Row, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::reason::{Reason, Why};
use super::run::{self, Run};
use crate::store::{self, Visit};

/// How far what others wrote has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Cursor {
    /// Which board, by the id that it was given when its tables were made.
    pub(super) board: String,
    /// Whose results.
    pub(super) event: String,
    /// The last change that was read.
    pub(super) change: i64,
    /// The last change that the board is known to have had, read or not. If it has fewer, it went back in time.
    pub(super) seen: i64,
}

/// The file of scores.
pub(super) struct Local {
    db: Connection,
    path: PathBuf,
    _visit: Visit,
}

/// A run that is to be sent.
pub(super) struct Waiting {
    pub(super) run: Run,
    /// The server has an earlier version of it.
    pub(super) anew: bool,
}

/// What came of results of others.
#[derive(Debug, Default)]
pub(super) struct Received {
    /// So many are now other than before.
    pub(super) news: usize,
    /// So many are not here, because there were enough.
    pub(super) beyond: u64,
}

/// So many results of others are kept for one event: those of fifty booths over three days, a game every three minutes.
/// Whoever has a password can write more, and should not fill the disks of all booths.
const KEPT: i64 = 20_000;

/// How long another writer of the file is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// The key of the cursor.
const CURSOR: &str = "cursor";

impl From<rusqlite::Error> for Reason {
    fn from(error: rusqlite::Error) -> Self {
        // Its sentences may hold SQL and values; the code says what it is.
        let code = error.sqlite_error_code().map(|code| format!("{code:?}"));
        Reason::new(Why::Local, &code.unwrap_or_default())
    }
}

impl Local {
    /// Opens the file, which must be there: making it is not our business.
    ///
    /// # Errors
    ///
    /// If it cannot be opened.
    pub(super) fn open(path: &Path) -> Result<Self, Reason> {
        let visit = Visit::begin();
        // Another file took its place; whoever keeps scores puts away what is left of the one before.
        if store::has_journal_of_another(path) {
            return Err(Reason::new(Why::Local, "replaced"));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(PATIENCE)?;
        // What a power cut may take of this comes again from the server, or is sent again. The file is in WAL mode.
        db.execute_batch("PRAGMA synchronous = NORMAL;")?;
        Ok(Self { db, path: path.to_owned(), _visit: visit })
    }

    /// Up to so many runs whose newest version the server is not known to have, the oldest first.
    pub(super) fn outbox(&self, most: usize, now: i64) -> Result<Vec<Waiting>, Reason> {
        let mut query = self.db.prepare(
            "SELECT id, event, booth, pack, lang, code, name, began, asked, time, right, points, took, rev, over, sent FROM run
             WHERE over > 0 AND occasion = 'booth' AND sent < rev ORDER BY id LIMIT ?1",
        )?;
        let rows = query.query_map([i64::try_from(most).unwrap_or(i64::MAX)], |row| {
            Ok(Waiting { run: Self::run(row, now)?, anew: row.get::<_, i64>(15)? > 0 })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    fn run(row: &Row, now: i64) -> rusqlite::Result<Run> {
        let number = |at: usize| Ok::<_, rusqlite::Error>(clamp(row.get(at)?));
        let id: [u8; 16] = row.get(0)?;
        let run = Run {
            id: u128::from_be_bytes(id),
            event: row.get::<_, Option<String>>(1)?.unwrap_or_default(),
            booth: row.get(2)?,
            pack: row.get(3)?,
            lang: row.get(4)?,
            code: row.get(5)?,
            name: row.get(6)?,
            age: run::age(now, row.get(7)?),
            asked: number(8)?,
            time: row.get::<_, Option<i64>>(9)?.map(clamp),
            right: number(10)?,
            points: number(11)?,
            took: number(12)?,
            rev: number(13)?,
            off: row.get::<_, i64>(14)? > 1,
        };
        Ok(run.within_limits())
    }

    /// Notes that the server has these versions, and which change was its last. A run that was changed meanwhile waits on.
    pub(super) fn sent(&mut self, runs: &[Run], cursor: Option<&Cursor>) -> Result<(), Reason> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        {
            let mut note = write.prepare("UPDATE run SET sent = ?2 WHERE id = ?1 AND sent < ?2")?;
            for run in runs {
                note.execute(params![run.id.to_be_bytes(), run.rev])?;
            }
        }
        if let Some(cursor) = cursor {
            Self::keep_cursor(&write, cursor)?;
        }
        Ok(write.commit()?)
    }

    /// How far what others wrote for an event has been read, if it ever was.
    pub(super) fn cursor(&self, event: &str) -> Result<Option<Cursor>, Reason> {
        let text =
            self.db.query_row("SELECT value FROM shared WHERE key = ?1", [CURSOR], |row| row.get::<_, String>(0));
        let cursor = text.optional()?.and_then(|text| serde_json::from_str::<Cursor>(&text).ok());
        Ok(cursor.filter(|cursor| cursor.event == event))
    }

    /// Keeps what came from others, and how far that is. What is known already changes however many there are.
    pub(super) fn receive(&mut self, runs: &[Run], cursor: &Cursor, now: i64) -> Result<Received, Reason> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut received = Received::default();
        {
            let others = "SELECT count(*) FROM run WHERE own = 0 AND occasion = 'booth' AND coalesce(event, '') = ?1";
            let mut others: i64 = write.query_row(others, [&cursor.event], |row| row.get(0))?;
            let mut known = write.prepare("SELECT 1 FROM run WHERE id = ?1")?;
            // Of one's own runs only the name can be changed elsewhere: its answers are here, and say what it came to.
            // Of two names of one version the removed one wins, whichever comes last, and a game that was taken off the
            // boards stays off. What has been taken away here and not yet there is sent again.
            let mut keep = write.prepare(
                "INSERT INTO run (id, event, booth, pack, lang, code, name, began, day, asked, time, right, points, took,
                                  rev, sent, occasion, over, own)
                 VALUES (?1, nullif(?2, ''), ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?15, 'booth', ?16, 0)
                 ON CONFLICT (id) DO UPDATE SET
                   name = CASE WHEN excluded.rev = rev AND name IS NULL THEN NULL ELSE excluded.name END,
                   over = max(over, excluded.over),
                   rev = excluded.rev,
                   sent = excluded.rev
                     - (over > excluded.over OR (excluded.rev = rev AND name IS NULL AND excluded.name IS NOT NULL)),
                   right = CASE own WHEN 1 THEN right ELSE excluded.right END,
                   points = CASE own WHEN 1 THEN points ELSE excluded.points END,
                   took = CASE own WHEN 1 THEN took ELSE excluded.took END
                 WHERE over > 0 AND (excluded.rev > rev OR (excluded.rev = rev
                   AND ((excluded.name IS NULL AND name IS NOT NULL) OR excluded.over > over)))",
            )?;
            for run in runs {
                if !known.exists([run.id.to_be_bytes()])? {
                    if others >= KEPT {
                        received.beyond += 1;
                        continue;
                    }
                    others += 1;
                }
                let began = now.saturating_sub(run.age).max(0);
                received.news += keep.execute(params![
                    run.id.to_be_bytes(),
                    run.event,
                    run.booth,
                    run.pack,
                    run.lang,
                    run.code,
                    run.name,
                    began,
                    run::day(began),
                    run.asked,
                    run.time,
                    run.right,
                    run.points,
                    run.took,
                    run.rev,
                    1 + i64::from(run.off),
                ])?;
            }
        }
        Self::keep_cursor(&write, cursor)?;
        write.commit()?;
        Ok(received)
    }

    /// The board is another one, or lost what it had: everything known of the event is sent again, and all is read again.
    pub(super) fn start_over(&mut self, cursor: &Cursor) -> Result<(), Reason> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        write.execute(
            "UPDATE run SET sent = 0 WHERE over > 0 AND occasion = 'booth' AND coalesce(event, '') = ?1",
            [&cursor.event],
        )?;
        Self::keep_cursor(&write, cursor)?;
        Ok(write.commit()?)
    }

    fn keep_cursor(db: &Connection, cursor: &Cursor) -> Result<(), Reason> {
        let text = serde_json::to_string(cursor).map_err(|_| Reason::new(Why::Local, ""))?;
        let keep =
            "INSERT INTO shared (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
        db.execute(keep, params![CURSOR, text])?;
        Ok(())
    }
}

impl Drop for Local {
    fn drop(&mut self) {
        // Whoever closes a file last brings its journal into what has its name now.
        if store::has_journal_of_another(&self.path) {
            let _ = self.db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true);
        }
    }
}

fn clamp(number: i64) -> i32 {
    i32::try_from(number).unwrap_or(if number < 0 { i32::MIN } else { i32::MAX })
}
