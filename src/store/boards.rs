//! Boards: the best games, and the one that was asked for.

use std::time::Duration;

use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row as Record, params_from_iter};

use super::write::{blob, occasion_text};
use super::{Store, time};
use crate::scores::{Board, Obstacle, Occasion, Row, RunId, Scope, Score};
use crate::text::SafeText;

/// Which board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Games of booths, or those that somebody plays alone.
    pub occasion: Occasion,
    /// Which of them.
    pub scope: Scope,
    /// So many of the best.
    pub rows: usize,
    /// The game to show, where it is not among the best, too.
    pub own: Option<RunId>,
}

/// What is read of a game for a board.
const COLUMNS: &str = "id, name, points, right, asked, took";

/// From the best. Of equals, who came first stands first, on the same place.
pub(super) const ORDER: &str = "ORDER BY points DESC, right DESC, took / 100, id";

/// Better than `(points, right, tenths of seconds)`; to be followed by the scope.
const BETTER: &str = "(points > ?1 OR (points = ?1 AND (right > ?2 OR (right = ?2 AND took / 100 < ?3))))";

/// Whether one score is better than another.
pub(crate) fn better(one: Score, other: Score) -> bool {
    one.key() < other.key()
}

impl Store {
    /// A board. `now` decides which day is today.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn board(&self, asked: Asked, now: i64) -> Result<Board, Obstacle> {
        let (scope, values) = self.scope(asked.occasion, asked.scope, now, 0);
        let count = format!("SELECT count(*) FROM run WHERE {scope}");
        let games: i64 = self.db.query_row(&count, params_from_iter(&values), |row| row.get(0))?;
        let most = i64::try_from(asked.rows).unwrap_or(i64::MAX);
        let best = format!("SELECT {COLUMNS} FROM run WHERE {scope} {ORDER} LIMIT {most}");
        let mut query = self.db.prepare(&best)?;
        let found = query.query_map(params_from_iter(&values), |row| ranked(row, asked.own))?;
        let mut rows = found.collect::<Result<Vec<Row>, _>>()?;
        placed(&mut rows);
        let among = |rows: &[Row]| rows.iter().any(|row| row.own);
        let own = match asked.own.filter(|_| !among(&rows)) {
            Some(own) => self.own(own, asked, now)?,
            None => None,
        };
        Ok(Board { scope: asked.scope, rows, own, games: u32::try_from(games).unwrap_or(u32::MAX) })
    }

    /// How many games of a board are better than a score.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn better(&self, asked: Asked, score: Score, now: i64) -> Result<u32, Obstacle> {
        let (scope, values) = self.scope(asked.occasion, asked.scope, now, 3);
        let tenths = i64::try_from(score.took.as_millis() / 100).unwrap_or(i64::MAX);
        let own = [i64::from(score.points), i64::from(score.right), tenths].map(Value::Integer);
        let count = format!("SELECT count(*) FROM run WHERE {BETTER} AND {scope}");
        let n: i64 = self.db.query_row(&count, params_from_iter(own.iter().chain(&values)), |row| row.get(0))?;
        Ok(u32::try_from(n).unwrap_or(u32::MAX))
    }

    fn own(&self, own: RunId, asked: Asked, now: i64) -> Result<Option<Row>, Obstacle> {
        let (scope, values) = self.scope(asked.occasion, asked.scope, now, 1);
        let one = format!("SELECT {COLUMNS} FROM run WHERE id = ?1 AND {scope}");
        let id = Value::Blob(blob(own).to_vec());
        let values: Vec<&Value> = [&id].into_iter().chain(&values).collect();
        let found = self.db.query_row(&one, params_from_iter(values), |row| ranked(row, Some(own))).optional()?;
        let Some(row) = found else { return Ok(None) };
        let place = self.better(asked, row.score, now)?.saturating_add(1);
        Ok(Some(Row { place, ..row }))
    }

    /// Which games a board ranks, with its values from the one after `before`. At an event, today is a day of the event.
    fn scope(&self, occasion: Occasion, scope: Scope, now: i64, before: usize) -> (String, Vec<Value>) {
        let text = |text: &str| Value::Text(text.to_owned());
        let event = || self.whose.event.as_deref().map_or(Value::Null, text);
        let mut sql = format!("over = 1 AND occasion = '{}'", occasion_text(occasion));
        let mut values = Vec::new();
        let mut add = |column: &str, value: Value| {
            values.push(value);
            sql += &format!(" AND {column} IS ?{}", before + values.len());
        };
        match scope {
            Scope::All => {}
            Scope::Event => add("event", event()),
            Scope::Today => {
                add("day", text(&time::day_of(now, &self.zone).to_string()));
                if occasion == Occasion::Booth && self.whose.event.is_some() {
                    add("event", event());
                }
            }
        }
        (sql, values)
    }
}

/// A row without its place.
fn ranked(row: &Record, own: Option<RunId>) -> rusqlite::Result<Row> {
    let id = RunId(u128::from_be_bytes(row.get(0)?));
    let name: Option<String> = row.get(1)?;
    Ok(Row {
        id,
        place: 0,
        name: name.as_deref().and_then(crate::record::name),
        score: score([row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?]),
        own: own == Some(id),
    })
}

/// A score from points, right answers, questions and milliseconds, as the file has them.
pub(super) fn score([points, right, asked, took]: [i64; 4]) -> Score {
    let short = |n: i64| u16::try_from(n.max(0)).unwrap_or(u16::MAX);
    Score {
        points: u32::try_from(points.max(0)).unwrap_or(u32::MAX),
        right: short(right),
        asked: short(asked),
        took: Duration::from_millis(took.max(0).unsigned_abs()),
    }
}

/// Gives rows in order their places.
pub(super) fn placed(rows: &mut [Row]) {
    let mut before: Option<(u32, Score)> = None;
    for (row, n) in rows.iter_mut().zip(1..) {
        row.place = match before {
            Some((place, score)) if !better(score, row.score) => place,
            _ => n,
        };
        before = Some((row.place, row.score));
    }
}

/// A board with games that are not in the file yet: `more` are all that it ranks beside them. `better` says how many
/// games of the file are better than a score.
pub(super) fn with_more(
    board: Board,
    more: Vec<Row>,
    asked: Asked,
    better_in_file: impl Fn(Score) -> Result<u32, Obstacle>,
) -> Result<Board, Obstacle> {
    let games = board.games.saturating_add(u32::try_from(more.len()).unwrap_or(u32::MAX));
    let mut rows: Vec<Row> = board.rows.into_iter().chain(more.iter().cloned()).collect();
    rows.sort_by_key(|row| (row.score.key(), row.id));
    // One's own that was among the best of the file may be pushed out by others.
    let own = rows.iter().find(|row| row.own).cloned().or(board.own);
    rows.truncate(asked.rows);
    placed(&mut rows);
    let own = match own.filter(|own| !rows.iter().any(|row| row.id == own.id)) {
        Some(own) => {
            let beside = more.iter().filter(|row| better(row.score, own.score)).count();
            let place = better_in_file(own.score)?.saturating_add(1 + beside as u32);
            Some(Row { place, ..own })
        }
        None => None,
    };
    Ok(Board { scope: board.scope, rows, own, games })
}

/// Hides what was taken away, but is still in the file: names, and whole games.
pub(super) fn hide(board: &mut Board, nameless: impl Fn(RunId) -> bool, off: impl Fn(RunId) -> bool) {
    let before = board.rows.len();
    board.rows.retain(|row| !off(row.id));
    if board.rows.len() < before {
        placed(&mut board.rows);
        board.games = board.games.saturating_sub((before - board.rows.len()) as u32);
    }
    board.own = board.own.take().filter(|row| !off(row.id));
    let rows = board.rows.iter_mut().chain(&mut board.own);
    rows.filter(|row| nameless(row.id)).for_each(|row| row.name = None::<SafeText>);
}
