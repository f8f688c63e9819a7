//! The server: what is sent there, and what comes from there. Who runs it makes the tables, by `board.sql`.

use std::collections::HashSet;

use postgres::error::SqlState;
use postgres::{Client, Error, Row};
use uuid::Uuid;

use super::credentials::{self, Credentials};
use super::meter::{Meter, Metered, Plain};
use super::reason::{Reason, Why};
use super::run::{CODE, ID, LANG, NAME, Run, cut};
use super::{Settings, address, encryption, fault};

/// The version of the tables that this program knows; `board.sql` makes them.
const VERSION: i32 = 2;

/// How many changes are read at once.
pub(super) const READ: usize = 200;

/// Nobody waits long for anybody: results stay in the file until the next time. The order of what is read rests on the
/// isolation that is named here. Whoever stole this user's password could have set something else for it to begin with.
const SESSION: &str = "
    SET statement_timeout = '10s';
    SET lock_timeout = '5s';
    SET idle_in_transaction_session_timeout = '10s';
    SET default_transaction_isolation = 'read committed';
    SET default_transaction_read_only = off;
    SET search_path = pg_catalog, pg_temp;
    SET client_encoding = 'UTF8';";

/// A game that began before is none of ours, as long as the server knows which year it is; and none begins tomorrow.
const SINCE: &str = "CASE WHEN now() < '2026-01-01 00:00+00' THEN now() - interval '366 days'
    ELSE '2026-01-01 00:00+00' END";

/// A connection on which the tables are known to be there.
pub(super) struct Server {
    client: Client,
    meter: Meter,
}

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
    /// So many were none of ours.
    pub(super) left_out: u64,
    /// The change of the last that was read, ours or not, if there are any.
    pub(super) last: Option<i64>,
    /// There may be more.
    pub(super) more: bool,
}

impl Server {
    /// Calls the server, and looks whether the tables are there.
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
        let meter = Meter::default();
        let mut client = match settings.encrypted {
            true => config.connect(Metered::new(encryption::trust(settings.authority.as_deref())?, &meter))?,
            false => config.connect(Metered::new(Plain, &meter))?,
        };
        client.batch_execute(SESSION)?;
        check(&mut client)?;
        Ok(Self { client, meter })
    }

    /// Whether it has said enough, and should be called anew.
    pub(super) fn is_spent(&self) -> bool {
        self.meter.is_spent()
    }

    /// The next changes of an event after one that is known.
    pub(super) fn read(&mut self, event: &str, after: i64) -> Result<Read, Reason> {
        // Asked first: what is changed between the two questions is then only found to be more than was known of.
        let board = self.client.query_one("SELECT id::text, change FROM public.polysemy_board", &[])?;
        let latest: i64 = board.try_get(1)?;
        // Nothing is fetched that is longer than what is kept: one row could take the memory of all booths.
        let texts = [("booth", ID), ("pack", ID), ("lang", LANG), ("code", CODE), ("name", NAME)];
        let texts = texts.map(|(column, most)| format!("left({column}, {}) AS {column}", most + 1)).join(", ");
        let rows = self.client.query(
            &format!(
                "SELECT id::text, {texts}, asked, time_ms, correct, points, took_ms, rev, off, change,
                    CASE WHEN began BETWEEN {SINCE} AND now() + interval '1 day'
                      THEN (extract(epoch FROM now() - began) * 1000)::bigint END AS age
                 FROM public.polysemy_run WHERE event = $1 AND change > $2 AND change <= $3 ORDER BY change LIMIT $4"
            ),
            &[&event, &after, &latest, &(READ as i64)],
        )?;
        let last = rows.last().map(|row| row.try_get("change")).transpose()?;
        let runs: Vec<Run> = rows.iter().filter_map(|row| run(row, event)?.admitted()).collect();
        Ok(Read {
            board: cut(board.try_get(0)?, ID),
            latest,
            more: rows.len() == READ,
            left_out: (rows.len() - runs.len()) as u64,
            runs,
            last,
        })
    }

    /// The last change that was made.
    pub(super) fn latest(&mut self) -> Result<i64, Reason> {
        Ok(self.client.query_one("SELECT change FROM public.polysemy_board", &[])?.try_get(0)?)
    }

    /// Sends runs, and says of each whether the server has it now. It takes only what is newer than what it has, so that
    /// sending twice is sending once. If it minds the values of one, it is asked for each alone.
    pub(super) fn send(&mut self, runs: &[Run]) -> Result<Vec<bool>, Reason> {
        match self.write(runs) {
            Ok(refused) => Ok(runs.iter().map(|run| !refused.contains(&run.id)).collect()),
            Err(error) if !fault::is_about_values(&error) => Err(error.into()),
            Err(_) => runs.iter().map(|run| self.send_one(run)).collect(),
        }
    }

    fn send_one(&mut self, run: &Run) -> Result<bool, Reason> {
        match self.write(std::slice::from_ref(run)) {
            Ok(refused) => Ok(refused.is_empty()),
            Err(error) if fault::is_about_values(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// One statement, and so one transaction. The runs that are others' to change.
    fn write(&mut self, runs: &[Run]) -> Result<HashSet<u128>, Error> {
        fn each<'a, T>(runs: &'a [Run], of: impl Fn(&'a Run) -> T) -> Vec<T> {
            runs.iter().map(of).collect()
        }
        let refused = self.client.query(
            "SELECT id::text FROM public.polysemy_send($1::text[]::uuid[], $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
               $13, $14, $15) AS refused (id)",
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
                &each(runs, |run| run.off),
            ],
        )?;
        let id = |row: &Row| Ok(Uuid::parse_str(row.try_get(0)?).unwrap_or_default().as_u128());
        refused.iter().map(id).collect()
    }
}

/// A row as a run; none if it has not what a run has.
fn run(row: &Row, event: &str) -> Option<Run> {
    Some(Run {
        id: Uuid::parse_str(row.try_get("id").ok()?).ok()?.as_u128(),
        event: event.to_owned(),
        booth: row.try_get("booth").ok()?,
        pack: row.try_get("pack").ok()?,
        lang: row.try_get("lang").ok()?,
        code: row.try_get("code").ok()?,
        name: row.try_get("name").ok()?,
        age: row.try_get("age").ok()?,
        asked: row.try_get("asked").ok()?,
        time: row.try_get("time_ms").ok()?,
        right: row.try_get("correct").ok()?,
        points: row.try_get("points").ok()?,
        took: row.try_get("took_ms").ok()?,
        rev: row.try_get("rev").ok()?,
        off: row.try_get("off").ok()?,
    })
}

/// Makes sure that the tables are those that this program knows.
fn check(client: &mut Client) -> Result<(), Reason> {
    let version = match client.query_one("SELECT version FROM public.polysemy_board", &[]) {
        Ok(row) => row.try_get(0)?,
        Err(error) if error.code() == Some(&SqlState::UNDEFINED_TABLE) => 0,
        Err(error) => return Err(error.into()),
    };
    match version {
        VERSION => Ok(()),
        newer if newer > VERSION => Err(Reason::new(Why::Newer, &format!("{newer} > {VERSION}"))),
        older => Err(Reason::new(Why::NoTables, &format!("{older} < {VERSION}"))),
    }
}
