//! Runs and their answers as rows of the file: the one place that lists the columns.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, Row, params, params_from_iter};

use super::time;
use crate::game::scores::{Occasion, Run, RunAnswer, RunId};
use crate::text::{Lang, SafeText};

const COLUMNS: &str = "id, occasion, booth, event, pack, lang, code, name, began, day, asked, time, right, points, took, \
                       over, own, rev, sent";

const ANSWER_COLUMNS: &str = "n, question, said, right, took, hinted, points";

/// What `over` is of a game that is over: it is ranked, or an operator took it off the boards.
pub(super) const RANKED: i64 = 1;
pub(super) const OFF: i64 = 2;

/// Which runs: a condition, and its values in order.
#[derive(Debug, Clone)]
pub(super) struct Which {
    sql: String,
    values: Vec<Value>,
}

impl Which {
    pub(super) fn are(condition: &str) -> Self {
        Self { sql: condition.to_owned(), values: Vec::new() }
    }

    /// Those of them of which this is true, too; `?` stands for the value.
    pub(super) fn and(self, condition: &str, value: impl Into<Value>) -> Self {
        self.and_all(condition, [value.into()])
    }

    pub(super) fn and_if(self, condition: &str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.and(condition, value),
            None => self,
        }
    }

    /// The same with several values, for several `?`.
    pub(super) fn and_all<const N: usize>(mut self, condition: &str, values: [Value; N]) -> Self {
        self.sql += &format!(" AND {condition}");
        self.values.extend(values);
        self
    }

    pub(super) fn count(&self, db: &Connection) -> rusqlite::Result<u32> {
        let count = format!("SELECT count(*) FROM run WHERE {}", self.sql);
        let games: i64 = db.query_row(&count, params_from_iter(&self.values), |row| row.get(0))?;
        Ok(u32::try_from(games).unwrap_or(u32::MAX))
    }

    /// The runs, without their answers; `order` may also limit them.
    pub(super) fn select(&self, db: &Connection, order: &str) -> rusqlite::Result<Vec<Run>> {
        let mut query = db.prepare(&format!("SELECT {COLUMNS} FROM run WHERE {} {order}", self.sql))?;
        query.query_map(params_from_iter(&self.values), run)?.collect()
    }

    /// What becomes of each run with its answers, in the order in which they began.
    pub(super) fn each<T>(&self, db: &Connection, take: impl Fn(Run) -> T) -> rusqlite::Result<Vec<T>> {
        let mut answers = db.prepare(&format!("SELECT {ANSWER_COLUMNS} FROM answer WHERE run = ?1 ORDER BY n"))?;
        let mut query = db.prepare(&format!("SELECT {COLUMNS} FROM run WHERE {} ORDER BY began, id", self.sql))?;
        let whole = query.query_map(params_from_iter(&self.values), |row| {
            let run = run(row)?;
            let answers = answers.query_map([run.id], answer)?.collect::<Result<_, _>>()?;
            Ok(take(Run { answers, ..run }))
        })?;
        whole.collect()
    }
}

/// Writes a run down; `conflict` says what becomes of one that is there.
pub(super) fn insert(db: &Connection, run: &Run, conflict: &str) -> rusqlite::Result<usize> {
    let insert = format!(
        "INSERT INTO run ({COLUMNS})
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19)
         ON CONFLICT (id) DO {conflict}"
    );
    let values = params![
        run.id,
        run.occasion,
        run.booth,
        run.event,
        run.pack,
        run.lang.code(),
        run.code,
        run.name,
        run.began,
        run.day,
        run.asked,
        run.time,
        run.right,
        run.points,
        run.took as i64,
        if run.off { OFF } else { i64::from(run.over) },
        run.own,
        run.rev,
        run.sent,
    ];
    db.execute(&insert, values)
}

/// Writes an answer down. The first that was given holds, and of a game that never began there is none.
pub(super) fn insert_answer(db: &Connection, run: RunId, answer: &RunAnswer) -> rusqlite::Result<usize> {
    let insert = format!(
        "INSERT INTO answer (run, {ANSWER_COLUMNS})
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS (SELECT 1 FROM run WHERE id = ?1)
         ON CONFLICT (run, n) DO NOTHING"
    );
    let RunAnswer { n, question, said, right, took, hinted, points } = answer;
    db.execute(&insert, params![run, n, question, said, right, took, hinted, points])
}

/// A row as a run. A file may have been changed by others: what cannot be is taken for what is next to it.
fn run(row: &Row) -> rusqlite::Result<Run> {
    let over: i64 = row.get(15)?;
    Ok(Run {
        id: row.get(0)?,
        occasion: row.get(1)?,
        booth: row.get(2)?,
        event: row.get(3)?,
        pack: row.get(4)?,
        lang: Lang::from_locale(&row.get::<_, String>(5)?).unwrap_or_default(),
        code: row.get(6)?,
        name: row.get(7)?,
        began: time::clamp(row.get(8)?),
        day: row.get(9)?,
        asked: short(row, 10)?,
        time: row.get::<_, Option<i64>>(11)?.map(|_| number(row, 11)).transpose()?,
        right: short(row, 12)?,
        points: number(row, 13)?,
        took: row.get::<_, i64>(14)?.max(0).unsigned_abs(),
        over: over != 0,
        off: over == OFF,
        own: row.get(16)?,
        rev: number(row, 17)?,
        sent: number(row, 18)?,
        answers: Vec::new(),
    })
}

fn answer(row: &Row) -> rusqlite::Result<RunAnswer> {
    Ok(RunAnswer {
        n: short(row, 0)?,
        question: row.get(1)?,
        said: row.get(2)?,
        right: row.get(3)?,
        took: number(row, 4)?,
        hinted: row.get(5)?,
        points: number(row, 6)?,
    })
}

fn number(row: &Row, at: usize) -> rusqlite::Result<u32> {
    row.get::<_, i64>(at).map(|n| u32::try_from(n.max(0)).unwrap_or(u32::MAX))
}

fn short(row: &Row, at: usize) -> rusqlite::Result<u16> {
    number(row, at).map(|n| u16::try_from(n).unwrap_or(u16::MAX))
}

impl From<RunId> for Value {
    fn from(id: RunId) -> Self {
        Value::Blob(id.0.to_be_bytes().to_vec())
    }
}

impl ToSql for RunId {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Owned((*self).into()))
    }
}

impl FromSql for RunId {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        <[u8; 16]>::column_result(value).map(|bytes| Self(u128::from_be_bytes(bytes)))
    }
}

impl ToSql for Occasion {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.name().to_sql()
    }
}

impl FromSql for Occasion {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(|name| if name == Occasion::Solo.name() { Occasion::Solo } else { Occasion::Booth })
    }
}

impl ToSql for SafeText {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        self.as_str().to_sql()
    }
}

impl FromSql for SafeText {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        value.as_str().map(SafeText::line)
    }
}
