//! What the shared board has of the file: runs that wait to be sent, and those that came from other booths.

use std::path::Path;
use std::time::Duration;

use jiff::tz::TimeZone;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior, params};
use serde::{Deserialize, Serialize};

use super::run::{Which, insert};
use super::stamp::{Visit, has_journal_of_another};
use super::{Store, Whose, file};
use crate::game::scores::Run;

/// How far what others wrote has been read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Progress {
    /// Which board, by the id that it was given when its tables were made.
    pub(crate) board: String,
    pub(crate) event: String,
    pub(crate) change: i64,
    /// The last change that the board is known to have had, read or not. If it has fewer, it went back in time.
    pub(crate) seen: i64,
}

#[derive(Debug, Default)]
pub(crate) struct Received {
    pub(crate) news: usize,
    /// How many are not here, because there were enough.
    pub(crate) beyond: u64,
}

/// The most results of others that are kept for one event: those of fifty booths over three days, a game every three
/// minutes. Whoever has a password can write more, and should not fill the disks of all booths.
const KEPT: i64 = 20_000;

const PATIENCE: Duration = Duration::from_secs(5);

const CURSOR: &str = "cursor";

/// Of one's own runs only the name can be changed elsewhere: its answers are here, and say what it came to. Of two names
/// of one version the removed one wins, whichever comes last, and a game that was taken off the boards stays off. What has
/// been taken away here and not yet there is sent again.
const RECEIVED: &str = "UPDATE SET
    name = CASE WHEN excluded.rev = rev AND name IS NULL THEN NULL ELSE excluded.name END,
    over = max(over, excluded.over),
    rev = excluded.rev,
    sent = excluded.rev
      - (over > excluded.over OR (excluded.rev = rev AND name IS NULL AND excluded.name IS NOT NULL)),
    right = CASE own WHEN 1 THEN right ELSE excluded.right END,
    points = CASE own WHEN 1 THEN points ELSE excluded.points END,
    took = CASE own WHEN 1 THEN took ELSE excluded.took END
  WHERE over > 0 AND (excluded.rev > rev OR (excluded.rev = rev
    AND ((excluded.name IS NULL AND name IS NOT NULL) OR excluded.over > over)))";

impl Store {
    /// Opens a file that somebody else keeps, and that must be there; none if another file has just taken its place: whoever
    /// keeps scores puts away what is left of the one before. Not to be held for long: a file that was set aside because it
    /// was damaged must not be written any more.
    pub(crate) fn visit(path: &Path) -> rusqlite::Result<Option<Self>> {
        let visit = Visit::begin();
        if has_journal_of_another(path) {
            return Ok(None);
        }
        let (name, flags) = file::writing(path, false);
        let db = Connection::open_with_flags(name, flags)?;
        db.busy_timeout(PATIENCE)?;
        // What a power cut may take of this comes again from the server, or is sent again. The file is in WAL mode.
        db.execute_batch("PRAGMA synchronous = NORMAL;")?;
        let (whose, zone, path) = (Whose::default(), TimeZone::system(), path.to_owned());
        Ok(Some(Self { db, whose, zone, path, _note: None, _visit: Some(visit) }))
    }

    /// Some of the runs whose newest version the server is not known to have, the oldest first.
    pub(crate) fn outbox(&self, most: usize) -> rusqlite::Result<Vec<Run>> {
        let waiting = Which::are("over > 0 AND occasion = 'booth' AND sent < rev");
        waiting.select(&self.db, &format!("ORDER BY id LIMIT {most}"))
    }

    /// Notes that the server has these versions, and which change was its last. A run that was changed meanwhile waits on.
    pub(crate) fn sent(&mut self, runs: &[Run], cursor: Option<&Progress>) -> rusqlite::Result<()> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for run in runs {
            write.execute("UPDATE run SET sent = ?2 WHERE id = ?1 AND sent < ?2", params![run.id, run.rev])?;
        }
        cursor.map_or(Ok(()), |cursor| keep(&write, cursor))?;
        write.commit()
    }

    /// How far what others wrote for an event has been read, if it ever was.
    pub(crate) fn cursor(&self, event: &str) -> rusqlite::Result<Option<Progress>> {
        let text =
            self.db.query_row("SELECT value FROM shared WHERE key = ?1", [CURSOR], |row| row.get::<_, String>(0));
        let cursor = text.optional()?.and_then(|text| serde_json::from_str::<Progress>(&text).ok());
        Ok(cursor.filter(|cursor| cursor.event == event))
    }

    /// Keeps what came from others, and how far that is. What is known already changes however many there are.
    pub(crate) fn receive(&mut self, runs: &[Run], cursor: &Progress) -> rusqlite::Result<Received> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut received = Received::default();
        {
            let others = "SELECT count(*) FROM run WHERE own = 0 AND occasion = 'booth' AND coalesce(event, '') = ?1";
            let mut others: i64 = write.query_row(others, [&cursor.event], |row| row.get(0))?;
            let mut known = write.prepare("SELECT 1 FROM run WHERE id = ?1")?;
            for run in runs {
                if !known.exists([run.id])? {
                    if others >= KEPT {
                        received.beyond += 1;
                        continue;
                    }
                    others += 1;
                }
                received.news += insert(&write, run, RECEIVED)?;
            }
        }
        keep(&write, cursor)?;
        write.commit()?;
        Ok(received)
    }

    /// The board is another one, or lost what it had: everything known of the event is sent again, and all is read again.
    pub(crate) fn start_over(&mut self, cursor: &Progress) -> rusqlite::Result<()> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        write.execute(
            "UPDATE run SET sent = 0 WHERE over > 0 AND occasion = 'booth' AND coalesce(event, '') = ?1",
            [&cursor.event],
        )?;
        keep(&write, cursor)?;
        write.commit()
    }
}

fn keep(db: &Connection, cursor: &Progress) -> rusqlite::Result<()> {
    // Texts and numbers always have a form in JSON.
    let text = serde_json::to_string(cursor).unwrap_or_default();
    let keep = "INSERT INTO shared (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    db.execute(keep, params![CURSOR, text]).map(drop)
}
