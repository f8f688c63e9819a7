//! The server: what is sent there, and what comes from there. Who runs it makes the tables, by `board.sql`.

use std::collections::HashSet;

use jiff::tz::TimeZone;
use postgres::error::SqlState;
use postgres::{Client, Error, Row};

use super::credentials::{self, Credentials};
use super::meter::{Meter, Metered, Unencrypted};
use super::run::{self, CODE, ID, LANG, NAME};
use super::{address, encryption, fault};
use crate::app::booth::config::Share;
use crate::game::scores::{Occasion, Reason, Run, RunId, Why};
use crate::store::time;
use crate::text::{Lang, SafeText};

/// The version of the tables that this program knows; `board.sql` makes them.
const VERSION: i32 = 2;

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
    pub(super) meter: Meter,
}

impl From<Error> for Reason {
    fn from(error: Error) -> Self {
        fault::reason(&error)
    }
}

pub(super) struct Changes {
    pub(super) board: String,
    pub(super) latest: i64,
    /// The runs that were changed, in the order of the changes, without those that are none of ours.
    pub(super) runs: Vec<Run>,
    pub(super) left_out: u64,
    /// The change of the last that was read, ours or not, if there are any.
    pub(super) last: Option<i64>,
    pub(super) more: bool,
}

impl Server {
    pub(super) fn open(settings: &Share) -> Result<Self, Reason> {
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
            false => config.connect(Metered::new(Unencrypted, &meter))?,
        };
        client.batch_execute(SESSION)?;
        check(&mut client)?;
        Ok(Self { client, meter })
    }

    /// The next changes of an event after one that is known.
    pub(super) fn read(&mut self, event: &str, after: i64, now: i64) -> Result<Changes, Reason> {
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
        let runs: Vec<Run> = rows.iter().filter_map(|row| run::admitted(run(row, event, now)?)).collect();
        Ok(Changes {
            board: board.try_get::<_, String>(0)?.chars().take(ID).collect(),
            latest,
            more: rows.len() == READ,
            left_out: (rows.len() - runs.len()) as u64,
            runs,
            last,
        })
    }

    pub(super) fn latest(&mut self) -> Result<i64, Reason> {
        Ok(self.client.query_one("SELECT change FROM public.polysemy_board", &[])?.try_get(0)?)
    }

    /// Sends runs, and says of each whether the server has it now. It takes only what is newer than what it has, so that
    /// sending twice is sending once. If it minds the values of one, it is asked for each alone.
    pub(super) fn send(&mut self, runs: &[Run], now: i64) -> Result<Vec<bool>, Reason> {
        match self.write(runs, now) {
            Ok(refused) => Ok(runs.iter().map(|run| !refused.contains(&run.id)).collect()),
            Err(error) if !fault::is_about_values(&error) => Err(error.into()),
            Err(_) => runs.iter().map(|run| self.send_one(run, now)).collect(),
        }
    }

    fn send_one(&mut self, run: &Run, now: i64) -> Result<bool, Reason> {
        match self.write(std::slice::from_ref(run), now) {
            Ok(refused) => Ok(refused.is_empty()),
            Err(error) if fault::is_about_values(&error) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// One statement, and so one transaction. The runs that are others' to change.
    fn write(&mut self, runs: &[Run], now: i64) -> Result<HashSet<RunId>, Error> {
        fn each<'a, T>(runs: &'a [Run], of: impl Fn(&'a Run) -> T) -> Vec<T> {
            runs.iter().map(of).collect()
        }
        let refused = self.client.query(
            "SELECT id::text FROM public.polysemy_send($1::text[]::uuid[], $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
               $13, $14, $15) AS refused (id)",
            &[
                &each(runs, |run| run.id.to_string()),
                &each(runs, |run| run.event.as_deref().unwrap_or_default()),
                &each(runs, |run| run.booth.as_deref()),
                &each(runs, |run| run.pack.as_str()),
                &each(runs, |run| run.lang.code()),
                &each(runs, |run| run.code.as_deref()),
                &each(runs, |run| run.name.as_deref()),
                &each(runs, |run| run::age(now, run.began)),
                &each(runs, |run| i32::from(run.asked)),
                &each(runs, |run| run.time.map(|time| time as i32)),
                &each(runs, |run| i32::from(run.right)),
                &each(runs, |run| run.points as i32),
                &each(runs, |run| run.took as i32),
                &each(runs, |run| run.rev as i32),
                &each(runs, |run| run.off),
            ],
        )?;
        refused.iter().map(|row| Ok(RunId::from(row.try_get::<_, String>(0)?))).collect()
    }
}

fn run(row: &Row, event: &str, now: i64) -> Option<Run> {
    fn number<N: TryFrom<i32>>(row: &Row, column: &str) -> Option<N> {
        row.try_get::<_, i32>(column).ok()?.try_into().ok()
    }
    let text = |column: &str| row.try_get::<_, Option<String>>(column).ok();
    let line = |column: &str| Some(text(column)?.map(|text| SafeText::line(&text)));
    let lang = text("lang")?.filter(|lang| lang.chars().count() <= LANG)?;
    let began = run::began(now, row.try_get("age").ok()?);
    let rev = number(row, "rev")?;
    Some(Run {
        id: text("id")??.into(),
        occasion: Occasion::Booth,
        booth: line("booth")?,
        event: run::cut(event, run::EVENT),
        pack: line("pack")??,
        lang: Lang::from_locale(&lang).unwrap_or_default(),
        code: line("code")?,
        name: line("name")?,
        began,
        day: time::day_of(began, &TimeZone::system()).to_string(),
        asked: number(row, "asked")?,
        time: row.try_get::<_, Option<i32>>("time_ms").ok()?.map(u32::try_from).transpose().ok()?,
        right: number(row, "correct")?,
        points: number(row, "points")?,
        took: number(row, "took_ms")?,
        over: true,
        off: row.try_get("off").ok()?,
        own: false,
        rev,
        sent: rev,
        answers: Vec::new(),
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
