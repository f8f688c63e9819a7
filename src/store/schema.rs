//! The tables, and how they came to be: each change is a migration of its own, and none is ever changed.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use crate::game::scores::Obstacle;

/// Every migration, the oldest first. A file says by its `user_version` how many of them it has had.
const MIGRATIONS: [&str; 1] = [
    // A game is written down with its first answer, and its sums are kept up with each.
    "CREATE TABLE run (
  id BLOB PRIMARY KEY NOT NULL,
  occasion TEXT NOT NULL,
  booth TEXT, event TEXT,
  pack TEXT NOT NULL, lang TEXT NOT NULL, code TEXT, name TEXT,
  began INTEGER NOT NULL,
  day TEXT NOT NULL,
  asked INTEGER NOT NULL, time INTEGER,
  right INTEGER NOT NULL DEFAULT 0, points INTEGER NOT NULL DEFAULT 0, took INTEGER NOT NULL DEFAULT 0,
  over INTEGER NOT NULL DEFAULT 0,
  own INTEGER NOT NULL DEFAULT 1,
  rev INTEGER NOT NULL DEFAULT 0,
  sent INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE answer (
  run BLOB NOT NULL REFERENCES run(id) ON DELETE CASCADE, n INTEGER NOT NULL, question TEXT NOT NULL, said TEXT,
  right INTEGER NOT NULL, took INTEGER NOT NULL, hinted INTEGER NOT NULL, points INTEGER NOT NULL,
  PRIMARY KEY (run, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE shared (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT;
CREATE INDEX board_all ON run(occasion, points DESC, right DESC) WHERE over = 1;
CREATE INDEX board_day ON run(occasion, day, points DESC, right DESC) WHERE over = 1;
CREATE INDEX board_event ON run(occasion, event, points DESC, right DESC) WHERE over = 1;
CREATE INDEX outbox ON run(id) WHERE own = 1 AND over = 1 AND occasion = 'booth' AND sent < rev;",
];

/// What a file of ours says it is, in its header: `poly`.
const APPLICATION: i64 = 0x706f_6c79;

/// Larger files are not read whole when they are opened; damage shows when it is come across.
const CHECKED_MAX: u64 = 64 << 20;

/// How many migrations a file has had; none if it is new.
pub(super) fn version(db: &Connection) -> Result<Option<i64>, Obstacle> {
    let number = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (version, application) = (number("user_version")?, number("application_id")?);
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, version) {
        (APPLICATION, version) if version > MIGRATIONS.len() as i64 => Err(Obstacle::Newer(version)),
        (APPLICATION, version @ 1..) => Ok(Some(version)),
        // Nobody who begins a file leaves it between its mark and its tables.
        (APPLICATION, _) => Err(Obstacle::Corrupt),
        (0, 0) if tables == 0 => Ok(None),
        _ => Err(Obstacle::Foreign),
    }
}

/// Whether the pages of a file hold together.
pub(super) fn sound(db: &Connection, path: &Path) -> Result<(), Obstacle> {
    if std::fs::metadata(path).is_ok_and(|metadata| metadata.len() > CHECKED_MAX) {
        return Ok(());
    }
    whole(db)
}

/// The same, however large the file is.
pub(super) fn whole(db: &Connection) -> Result<(), Obstacle> {
    let found: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    if found == "ok" { Ok(()) } else { Err(Obstacle::Corrupt) }
}

/// Does what a file has not had yet, all of it or nothing.
pub(super) fn migrate(db: &mut Connection) -> Result<(), Obstacle> {
    if version(db)? == Some(MIGRATIONS.len() as i64) {
        return Ok(());
    }
    let write = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another program may have done so meanwhile.
    let done = version(&write)?.unwrap_or(0);
    for migration in MIGRATIONS.iter().skip(usize::try_from(done).unwrap_or(0)) {
        write.execute_batch(migration)?;
    }
    write.pragma_update(None, "application_id", APPLICATION)?;
    write.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
    Ok(write.commit()?)
}

/// Whether a file of a stranger has our tables, word for word: anything else may be made to keep us busy.
pub(super) fn same(db: &Connection) -> Result<(), Obstacle> {
    let done = version(db)?.unwrap_or(0);
    let ours = Connection::open_in_memory()?;
    for migration in MIGRATIONS.iter().take(usize::try_from(done).unwrap_or(0)) {
        ours.execute_batch(migration)?;
    }
    let tables = |db: &Connection| -> Result<Vec<String>, rusqlite::Error> {
        let mut query = db.prepare("SELECT sql FROM sqlite_schema WHERE name IN ('run', 'answer') ORDER BY name")?;
        let rows = query.query_map([], |row| row.get(0))?;
        rows.collect()
    };
    if tables(db)? == tables(&ours)? { Ok(()) } else { Err(Obstacle::Foreign) }
}
