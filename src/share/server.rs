//! The server: its tables, made by whichever booth comes first; what is sent there, and what comes from there.

use postgres::{Client, Error, GenericClient, NoTls, Row};
use uuid::Uuid;

use super::credentials::{self, Credentials};
use super::reason::{Reason, Why};
use super::run::Run;
use super::{Settings, address, encryption, fault};

/// Append only: what each version adds to the one before.
const MIGRATIONS: [&str; 1] = [include_str!("server/1.sql")];

/// Booths that come at the same time make the tables one after the other: whoever holds this number.
const MIGRATING: i64 = 0x706f_6c79_7365_6d79;

/// How many changes are read at once.
pub(super) const READ: usize = 200;

/// Nobody waits long for anybody: results stay in the file until the next time. The order of what is read rests on the
/// isolation that is named here.
const SESSION: &str = "
    SET statement_timeout = '10s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '10s';
    SET default_transaction_isolation = 'read committed';
    SET client_encoding = 'UTF8';";

/// A connection on which the tables are known to be there.
pub(super) struct Server(Client);

impl From<Error> for Reason {
    fn from(error: Error) -> Self {
        fault::reason(&error)
    }
}

/// What there is to read.
pub(super) struct Read {
    /// The board's id.
    pub(super) board: String,
    /// The last change that was made.
    pub(super) latest: i64,
    /// The runs that were changed, in the order of the changes, without those that are none of ours.
    pub(super) runs: Vec<Run>,
    /// The change of the last of them, if there are any.
    pub(super) last: Option<i64>,
    /// There may be more.
    pub(super) more: bool,
}

impl Server {
    /// Calls the server, and makes the tables if they are missing.
    ///
    /// # Errors
    ///
    /// Whatever stands between us and the board.
    pub(super) fn open(settings: &Settings) -> Result<Self, Reason> {
        let mut config = address::read(&settings.url, settings.encrypted)?;
        let environment = |name: &str| std::env::var(name).ok();
        let Credentials { user, password } = credentials::find(settings.credentials.as_deref(), environment)?;
        config.user(&user);
        if let Some(password) = password {
            config.password(password);
        }
        let mut client = match settings.encrypted {
            true => config.connect(encryption::trust(settings.authority.as_deref())?)?,
            false => config.connect(NoTls)?,
        };
        client.batch_execute(SESSION)?;
        migrate(&mut client)?;
        Ok(Self(client))
    }

    /// The next changes of an event after one that is known.
    pub(super) fn read(&mut self, event: &str, after: i64) -> Result<Read, Reason> {
        // Asked first: what is changed between the two questions is then only found to be more than was known of.
        let board = self.0.query_one("SELECT id::text, change FROM polysemy_board", &[])?;
        let rows = self.0.query(
            "SELECT id::text, booth, pack, lang, code, name, asked, time_ms, correct, points, took_ms, rev,
                    (extract(epoch FROM now() - began) * 1000)::bigint AS age, change
             FROM polysemy_run WHERE event = $1 AND change > $2 ORDER BY change LIMIT $3",
            &[&event, &after, &(READ as i64)],
        )?;
        let last = rows.last().map(|row| row.try_get("change")).transpose()?;
        let runs = rows.iter().map(|row| run(row, event)).collect::<Result<Vec<_>, Error>>()?;
        Ok(Read {
            board: board.try_get(0)?,
            latest: board.try_get(1)?,
            more: runs.len() == READ,
            runs: runs.into_iter().flatten().filter_map(Run::admitted).collect(),
            last,
        })
    }

    /// The last change that was made.
    pub(super) fn latest(&mut self) -> Result<i64, Reason> {
        Ok(self.0.query_one("SELECT change FROM polysemy_board", &[])?.try_get(0)?)
    }

    /// Sends runs, and says of each whether the server has it now. It takes only what is newer than what it has, so that
    /// sending twice is sending once. If it minds the values of one, it is asked for each alone.
    pub(super) fn send(&mut self, runs: &[Run]) -> Result<Vec<bool>, Reason> {
        match self.write(runs) {
            Ok(()) => Ok(vec![true; runs.len()]),
            Err(error) if !fault::is_about_values(&error) => Err(error.into()),
            Err(_) => runs.iter().map(|run| self.send_one(run)).collect(),
        }
    }

    fn send_one(&mut self, run: &Run) -> Result<bool, Reason> {
        match self.write(std::slice::from_ref(run)) {
            Ok(()) => Ok(true),
            Err(error) if fault::is_about_values(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// One statement, and so one transaction.
    fn write(&mut self, runs: &[Run]) -> Result<(), Error> {
        fn each<'a, T>(runs: &'a [Run], of: impl Fn(&'a Run) -> T) -> Vec<T> {
            runs.iter().map(of).collect()
        }
        self.0.execute(
            "INSERT INTO polysemy_run AS r
               (id, event, booth, pack, lang, code, name, began, asked, time_ms, correct, points, took_ms, rev, change)
             SELECT id::uuid, event, booth, pack, lang, code, name, now() - age * interval '1 millisecond',
               asked, time_ms, correct, points, took_ms, rev, 0
             FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[],
                $8::bigint[], $9::integer[], $10::integer[], $11::integer[], $12::integer[], $13::integer[], $14::integer[])
               AS t (id, event, booth, pack, lang, code, name, age, asked, time_ms, correct, points, took_ms, rev)
             ON CONFLICT (id) DO UPDATE SET name = excluded.name, correct = excluded.correct,
               points = excluded.points, took_ms = excluded.took_ms, rev = excluded.rev
             WHERE excluded.rev > r.rev
               OR (excluded.rev = r.rev AND excluded.name IS NULL AND r.name IS NOT NULL)",
            &[
                &each(runs, |run| Uuid::from_u128(run.id).to_string()),
                &each(runs, |run| run.event.as_str()),
                &each(runs, |run| run.booth.as_deref()),
                &each(runs, |run| run.pack.as_str()),
                &each(runs, |run| run.lang.as_str()),
                &each(runs, |run| run.code.as_deref()),
                &each(runs, |run| run.name.as_deref()),
                &each(runs, |run| run.age),
                &each(runs, |run| run.asked),
                &each(runs, |run| run.time),
                &each(runs, |run| run.right),
                &each(runs, |run| run.points),
                &each(runs, |run| run.took),
                &each(runs, |run| run.rev),
            ],
        )?;
        Ok(())
    }
}

/// A row as a run; none if its id is not one.
fn run(row: &Row, event: &str) -> Result<Option<Run>, Error> {
    let Ok(id) = Uuid::parse_str(row.try_get("id")?) else { return Ok(None) };
    Ok(Some(Run {
        id: id.as_u128(),
        event: event.to_owned(),
        booth: row.try_get("booth")?,
        pack: row.try_get("pack")?,
        lang: row.try_get("lang")?,
        code: row.try_get("code")?,
        name: row.try_get("name")?,
        age: row.try_get("age")?,
        asked: row.try_get("asked")?,
        time: row.try_get("time_ms")?,
        right: row.try_get("correct")?,
        points: row.try_get("points")?,
        took: row.try_get("took_ms")?,
        rev: row.try_get("rev")?,
    }))
}

/// Brings the tables up to this version. Where that is done, nothing but reading is asked for, so that a user without the
/// right to make tables will do.
fn migrate(client: &mut Client) -> Result<(), Reason> {
    let known = MIGRATIONS.len();
    if is_current(version(client)?, known)? {
        return Ok(());
    }
    let mut write = client.transaction()?;
    write.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATING])?;
    // Another booth may have been here while we waited.
    let found = version(&mut write)?;
    if is_current(found, known)? {
        return Ok(());
    }
    for migration in MIGRATIONS.iter().skip(usize::try_from(found).unwrap_or(0)) {
        write.batch_execute(migration)?;
    }
    write.execute("UPDATE polysemy_board SET version = $1", &[&(known as i32)])?;
    Ok(write.commit()?)
}

/// Of which version the tables are; 0 where there are none.
fn version(client: &mut impl GenericClient) -> Result<i32, Error> {
    let there: bool = client.query_one("SELECT to_regclass('polysemy_board') IS NOT NULL", &[])?.try_get(0)?;
    match there {
        true => client.query_one("SELECT version FROM polysemy_board", &[])?.try_get(0),
        false => Ok(0),
    }
}

fn is_current(found: i32, known: usize) -> Result<bool, Reason> {
    match usize::try_from(found).unwrap_or(0) {
        found if found > known => Err(Reason::new(Why::Newer, &format!("{found} > {known}"))),
        found => Ok(found == known),
    }
}
