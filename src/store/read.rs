//! What is in the file: records for reports, what a player has seen and reached, names for who may remove them.

use std::collections::{BTreeMap, HashSet};
use std::str::FromStr;
use std::time::Duration;

use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Params, params, params_from_iter};

use super::boards::{ORDER, score};
use super::write::occasion_text;
use super::{Store, time};
use crate::record::{self, Answers, Kind, Record, tenths};
use crate::scores::{Best, History, Named, Obstacle, Occasion, RunId, SEEN_MAX};
use crate::text::{Lang, SafeText, shorten};

/// Which games; what is not said leaves none out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of booths, or of players alone.
    pub occasion: Option<Occasion>,
    /// That began at this moment or later, in milliseconds since 1970 (UTC).
    pub since: Option<i64>,
    /// That belong to this day.
    pub day: Option<Date>,
}

/// The latest answers are looked through for questions seen lately; who played the same ones so often sees them again.
const LOOKED_AT: i64 = 10_000;

/// From the latest.
const LATEST: &str = "ORDER BY began DESC, id DESC";

/// Ids and names in a file of a stranger are cut there.
const TEXT_MAX: usize = 200;

/// One safe line of the file.
pub(super) fn line(text: &str) -> SafeText {
    SafeText::line(&shorten(text, TEXT_MAX))
}

impl Filter {
    /// As a condition, with its values from the first.
    pub(super) fn sql(&self) -> (String, Vec<Value>) {
        let mut values = Vec::new();
        let mut sql = "1".to_owned();
        let mut add = |condition: &str, value: Value| {
            values.push(value);
            sql += &format!(" AND {condition} ?{}", values.len());
        };
        if let Some(occasion) = self.occasion {
            add("occasion =", Value::Text(occasion_text(occasion).to_owned()));
        }
        if let Some(since) = self.since {
            add("began >=", Value::Integer(since));
        }
        if let Some(day) = self.day {
            add("day =", Value::Text(day.to_string()));
        }
        (sql, values)
    }
}

impl Store {
    /// Games as records, from the oldest; those of which no answer is here are none. A game that was left early has as
    /// many answers as were given.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn records(&self, filter: &Filter) -> Result<Vec<Record>, Obstacle> {
        let (which, values) = filter.sql();
        let mut query = self.db.prepare(&format!(
            "SELECT id, occasion, pack, lang, name, began, over, question, said, answer.took, hinted
             FROM run JOIN answer ON answer.run = run.id WHERE {which} ORDER BY began, id, n"
        ))?;
        let mut rows = query.query(params_from_iter(values))?;
        let mut records: Vec<Record> = Vec::new();
        let mut last: Option<Vec<u8>> = None;
        while let Some(row) = rows.next()? {
            let id: Vec<u8> = row.get(0)?;
            if last.as_ref() != Some(&id) {
                let (occasion, lang): (String, String) = (row.get(1)?, row.get(3)?);
                let heading = record::Heading {
                    format: record::FORMAT,
                    kind: if occasion == occasion_text(Occasion::Solo) { Kind::Game } else { Kind::Booth },
                    pack: row.get(2)?,
                    lang: Lang::from_locale(&lang).unwrap_or(Lang::En),
                    name: row.get(4)?,
                    began: time::clamp(row.get(5)?).unsigned_abs() / 1000,
                    id: None,
                };
                records.push(Record { heading, answers: Vec::new(), standing: None, over: row.get(6)? });
                last = Some(id);
            }
            let (said, took): (Option<String>, i64) = (row.get(8)?, row.get(9)?);
            let answers = Answers {
                question: row.get(7)?,
                none: u32::from(said.is_none()),
                said: said.into_iter().map(|said| (said, 1)).collect::<BTreeMap<_, _>>(),
                seconds: Some(tenths(Duration::from_millis(took.max(0).unsigned_abs()))),
                vote: 1,
                warm_up: false,
                hinted: row.get(10)?,
            };
            records.last_mut().into_iter().for_each(|record| record.answers.push(answers.clone()));
        }
        Ok(records)
    }

    /// How many games there are.
    ///
    /// # Errors
    ///
    /// If they cannot be counted.
    pub fn count(&self, filter: &Filter) -> Result<usize, Obstacle> {
        let (which, values) = filter.sql();
        let count = format!("SELECT count(*) FROM run WHERE {which}");
        let games: i64 = self.db.query_row(&count, params_from_iter(values), |row| row.get(0))?;
        Ok(usize::try_from(games).unwrap_or(0))
    }

    /// What a player has seen lately and reached, at their own machine.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn history(&self) -> Result<History, Obstacle> {
        // In the order in which they were written down: a clock that was wrong once does not mix them up for ever.
        let mut query = self.db.prepare(
            "SELECT run.pack || '/' || question FROM run JOIN answer ON answer.run = run.id
             WHERE occasion = 'solo' AND own = 1 ORDER BY run.rowid DESC, n DESC LIMIT ?1",
        )?;
        let mut rows = query.query([LOOKED_AT])?;
        let (mut seen, mut known) = (Vec::new(), HashSet::new());
        while let Some(row) = rows.next()?.filter(|_| seen.len() < SEEN_MAX) {
            let id: String = row.get(0)?;
            if known.insert(id.clone()) {
                seen.push(id);
            }
        }
        seen.reverse();
        Ok(History { seen, best: self.best()? })
    }

    /// The best score of a player's own games, by pack, length and time.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn best(&self) -> Result<Vec<Best>, Obstacle> {
        let mut query = self.db.prepare(
            "SELECT pack, asked, time, points, right, took, count(*) OVER (PARTITION BY pack, asked, time) FROM run
             WHERE occasion = 'solo' AND over = 1
             ORDER BY pack, asked, time, points DESC, right DESC, took / 100, id",
        )?;
        let found = query.query_map([], |row| {
            let (pack, games): (String, i64) = (row.get(0)?, row.get(6)?);
            let time: Option<i64> = row.get(2)?;
            Ok(Best {
                pack: line(&pack),
                time: time.map(|time| Duration::from_millis(time.max(0).unsigned_abs())),
                score: score([row.get(3)?, row.get(4)?, row.get(1)?, row.get(5)?]),
                games: u32::try_from(games).unwrap_or(u32::MAX),
            })
        })?;
        let mut best = found.collect::<Result<Vec<Best>, _>>()?;
        // The first of each kind is the best.
        best.dedup_by(|next, first| {
            (&next.pack, next.score.asked, next.time) == (&first.pack, first.score.asked, first.time)
        });
        Ok(best)
    }

    /// The latest games of booths whose players have a name, of one day or of all, the latest first.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn names(&self, day: Option<Date>, most: usize) -> Result<Vec<Named>, Obstacle> {
        let which = "occasion = 'booth' AND over < 2 AND name IS NOT NULL AND (?1 IS NULL OR day = ?1)";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.listed(&format!("{which} {LATEST} LIMIT ?2"), params![day.map(|day| day.to_string()), most])
    }

    /// The best games of booths and the latest, so many of each, the latest first: whoever takes one off the boards finds
    /// it among them.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn games(&self, most: usize) -> Result<Vec<Named>, Obstacle> {
        let ranked = "SELECT id FROM run WHERE occasion = 'booth' AND over = 1";
        let best = format!("SELECT id FROM ({ranked} {ORDER} LIMIT ?1)");
        let latest = format!("SELECT id FROM ({ranked} {LATEST} LIMIT ?1)");
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.listed(&format!("id IN ({best} UNION {latest}) {LATEST}"), params![most])
    }

    fn listed(&self, which: &str, values: impl Params) -> Result<Vec<Named>, Obstacle> {
        let all = "SELECT id, name, points, right, asked, took, began, booth FROM run";
        let mut query = self.db.prepare(&format!("{all} WHERE {which}"))?;
        let found = query.query_map(values, |row| {
            let (name, booth): (Option<String>, Option<String>) = (row.get(1)?, row.get(7)?);
            let when = time::written(row.get(6)?, &self.zone);
            Ok(Named {
                id: RunId(u128::from_be_bytes(row.get(0)?)),
                name: name.as_deref().and_then(record::name).unwrap_or_default(),
                score: score([row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]),
                when: SafeText::line(when.get(..16).unwrap_or(&when)),
                booth: booth.as_deref().map(line),
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The days on which a booth was played, from the oldest.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn days(&self) -> Result<Vec<Date>, Obstacle> {
        let mut query = self.db.prepare("SELECT DISTINCT day FROM run WHERE occasion = 'booth' ORDER BY day")?;
        let days = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(days.iter().filter_map(|day| Date::from_str(day).ok()).collect())
    }

    /// The events of which there are results, by name.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn events(&self) -> Result<Vec<SafeText>, Obstacle> {
        let mut query = self.db.prepare(
            "SELECT DISTINCT event FROM run WHERE occasion = 'booth' AND over = 1 AND event IS NOT NULL ORDER BY event",
        )?;
        let events = query.query_map([], |row| row.get::<_, String>(0))?.collect::<Result<Vec<String>, _>>()?;
        Ok(events.iter().map(|event| line(event)).collect())
    }
}
