//! Boards: the best games, and the one that was asked for.

use super::run::Which;
use super::{Store, time};
use crate::game::record;
use crate::game::scores::{Board, BoardRow, BoardScope, Obstacle, Occasion, Run, RunId, Score};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BoardQuery {
    pub occasion: Occasion,
    pub scope: BoardScope,
    pub rows: usize,
    /// The game to show, where it is not among the best, too.
    pub own: Option<RunId>,
}

/// From the best. Of equals, who came first stands first, on the same place.
pub(super) const ORDER: &str = "ORDER BY points DESC, right DESC, took / 100, id";

impl Store {
    /// A board. `now` decides which day is today.
    pub fn board(&self, query: BoardQuery, now: i64) -> Result<Board, Obstacle> {
        let which = self.ranked(query, now);
        let best = which.select(&self.db, &format!("{ORDER} LIMIT {}", query.rows))?;
        let mut rows: Vec<BoardRow> = best.into_iter().map(|run| row(run, query.own)).collect();
        place(&mut rows);
        let own = match query.own.filter(|_| !rows.iter().any(|row| row.own)) {
            Some(own) => self.own(own, query, now)?,
            None => None,
        };
        Ok(Board { scope: query.scope, rows, own, games: which.count(&self.db)? })
    }

    pub fn better(&self, query: BoardQuery, score: Score, now: i64) -> Result<u32, Obstacle> {
        let tenths = i64::try_from(score.took.as_millis() / 100).unwrap_or(i64::MAX);
        let better = "(points, right, -(took / 100)) > (?, ?, ?)";
        let own = [score.points.into(), score.right.into(), -tenths];
        Ok(self.ranked(query, now).and_all(better, own.map(Into::into)).count(&self.db)?)
    }

    fn own(&self, own: RunId, query: BoardQuery, now: i64) -> Result<Option<BoardRow>, Obstacle> {
        let found = self.ranked(query, now).and("id = ?", own).select(&self.db, "")?.pop();
        let Some(row) = found.map(|run| row(run, Some(own))) else { return Ok(None) };
        let place = self.better(query, row.score, now)?.saturating_add(1);
        Ok(Some(BoardRow { place, ..row }))
    }

    /// Which games a board ranks. At an event, today is a day of the event.
    fn ranked(&self, query: BoardQuery, now: i64) -> Which {
        let event = || self.whose.event.as_deref().map(str::to_owned);
        let which = Which::are("over = 1").and("occasion = ?", query.occasion.name().to_owned());
        match query.scope {
            BoardScope::All => which,
            BoardScope::Event => which.and("event IS ?", event()),
            BoardScope::Today => {
                let which = which.and("day = ?", time::day_of(now, &self.zone).to_string());
                let of_event = query.occasion == Occasion::Booth && self.whose.event.is_some();
                if of_event { which.and("event IS ?", event()) } else { which }
            }
        }
    }
}

pub(super) fn row(run: Run, own: Option<RunId>) -> BoardRow {
    let name = run.name.as_deref().and_then(record::name);
    BoardRow { id: run.id, place: 0, name, score: run.score(), own: own == Some(run.id) }
}

/// The places of scores in order; equals share one.
pub(super) fn places(scores: impl IntoIterator<Item = Score>) -> impl Iterator<Item = u32> {
    let mut before: Option<(u32, Score)> = None;
    scores.into_iter().zip(1..).map(move |(score, n)| {
        let place = before.filter(|(_, before)| before.key() == score.key()).map_or(n, |(place, _)| place);
        before = Some((place, score));
        place
    })
}

fn place(rows: &mut [BoardRow]) {
    let scores: Vec<Score> = rows.iter().map(|row| row.score).collect();
    rows.iter_mut().zip(places(scores)).for_each(|(row, place)| row.place = place);
}

/// A board with games that are not in the file yet: `more` are all that it ranks beside them. `better` says how many
/// games of the file are better than a score.
pub(super) fn with_more(
    board: Board,
    more: Vec<BoardRow>,
    most: usize,
    better: impl Fn(Score) -> Result<u32, Obstacle>,
) -> Result<Board, Obstacle> {
    let games = board.games.saturating_add(u32::try_from(more.len()).unwrap_or(u32::MAX));
    let mut rows: Vec<BoardRow> = board.rows.into_iter().chain(more.iter().cloned()).collect();
    rows.sort_by_key(|row| (row.score.key(), row.id));
    // One's own that was among the best of the file may be pushed out by others.
    let own = rows.iter().find(|row| row.own).cloned().or(board.own);
    rows.truncate(most);
    place(&mut rows);
    let own = match own.filter(|own| !rows.iter().any(|row| row.id == own.id)) {
        Some(own) => {
            let beside = more.iter().filter(|row| row.score.key() < own.score.key()).count();
            let place = better(own.score)?.saturating_add(1 + beside as u32);
            Some(BoardRow { place, ..own })
        }
        None => None,
    };
    Ok(Board { rows, own, games, ..board })
}

/// Hides what was taken away, but is still in the file: names, and whole games.
pub(super) fn hide(board: &mut Board, nameless: impl Fn(RunId) -> bool, off: impl Fn(RunId) -> bool) {
    let before = board.rows.len();
    board.rows.retain(|row| !off(row.id));
    if board.rows.len() < before {
        place(&mut board.rows);
        board.games = board.games.saturating_sub((before - board.rows.len()) as u32);
    }
    board.own = board.own.take().filter(|row| !off(row.id));
    let rows = board.rows.iter_mut().chain(&mut board.own);
    rows.filter(|row| nameless(row.id)).for_each(|row| row.name = None);
}
