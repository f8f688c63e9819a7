//! `confusion`: a confusion matrix that fills case by case: a row for what is, a column for what was said.

mod page;

use self::page::Page;
use super::Living;
use super::board::Board;
use super::keys::{Axes, GivenNames, Names, axes, names, seed};
use super::labels::labels;
use super::timeline::{Beat, Moment, Timeline};
use crate::context::sheet::{Room, Sheet};
use crate::maths::Chance;
use crate::maths::classifier::Table;
use crate::read::types::{ValueType, whole};
use crate::read::{Placed, Reading, Relation, keys};
use crate::text::Lang;

labels! { "confusion" { actual, predicted, no, yes, cases, accuracy, precision, recall, tn, fp, r#fn, tp } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Confusion {
    names: Names,
    /// The names of columns and of rows.
    axes: Axes,
    /// The counts as they grow: empty at first, whole at last.
    states: Vec<Table>,
    /// Which cell grew last, as (row, column), in each but the first.
    grown: Vec<(usize, usize)>,
}

/// No more states than this, each with a case or with some.
const STATES_MAX: usize = 240;

/// The most classes, and characters of the name of one.
const CLASSES_MAX: usize = 4;
const CLASS_MAX: usize = 24;

keys! {
    /// A confusion matrix that fills case by case.
    partial struct ConfusionKeys for Confusion {
        /// True negatives.
        tn: i64 = count().or(86),
        /// False positives.
        fp: i64 = count().or(2),
        /// False negatives.
        r#fn: i64 = count().or(4),
        /// True positives.
        tp: i64 = count().or(8),
        /// In place of those four: 2 to 4 rows of counts, one for each actual class. Example: `[[86, 2], [4, 8]]`
        matrix: Option<Vec<Placed<Vec<i64>>>> =
            list(2, CLASSES_MAX, list(2, CLASSES_MAX, count()).tied().placed()).optional(),
        /// The names of the classes, one for each.
        labels: GivenNames = names(2, CLASSES_MAX, CLASS_MAX),
        axes: Axes = axes(CLASS_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
    relation Relation::InPlaceOf("matrix", &["tn", "fp", "fn", "tp"]);
}

fn count() -> impl ValueType<Value = i64> {
    whole(0, 99_999)
}

impl Confusion {
    fn of(keys: ConfusionKeys, reading: &mut Reading) -> Option<Self> {
        let four = || Some(vec![vec![keys.tn?, keys.fp?], vec![keys.r#fn?, keys.tp?]]);
        let counts = keys.matrix.and_then(|given| given.map_or_else(four, |rows| square(rows, reading)));
        let names = Names::of(keys.labels, counts.as_ref().map(Vec::len), reading);
        let counts = counts?.into_iter().map(|row| row.into_iter().map(|n| n as usize).collect());
        let (states, grown) = fill_up(&counts.collect::<Vec<Vec<usize>>>(), &mut keys.seed?);
        Some(Self { names: names?, axes: keys.axes?, states, grown })
    }
}

/// As many columns as rows.
fn square(rows: Vec<Placed<Vec<i64>>>, reading: &mut Reading) -> Option<Vec<Vec<i64>>> {
    let classes = rows.len();
    // All rows are checked before the first fault counts, so that each is reported.
    let rows: Vec<Option<Vec<i64>>> =
        rows.into_iter().map(|(row, at)| reading.counted(row.len(), classes, at).then_some(row)).collect();
    rows.into_iter().collect()
}

/// The matrix on its way from nothing to all of its cases, which come in any order.
fn fill_up(counts: &[Vec<usize>], chance: &mut Chance) -> (Vec<Table>, Vec<(usize, usize)>) {
    let classes = counts.len();
    let cells = || (0..classes * classes).map(|i| (i / classes, i % classes));
    let total: usize = counts.iter().flatten().sum();
    let steps = total.min(STATES_MAX);
    // Of many cases only a few come one by one; the others follow in their shares.
    let mut order: Vec<(usize, usize)> = if total <= STATES_MAX {
        cells().flat_map(|(row, col)| std::iter::repeat_n((row, col), counts[row][col])).collect()
    } else {
        let ends = cells().scan(0, |sum, (row, col)| {
            *sum += counts[row][col];
            Some(((row, col), *sum))
        });
        let ends: Vec<_> = ends.collect();
        let at =
            |step: usize| ends.iter().find(|(_, end)| step * total / steps < *end).map_or((0, 0), |(cell, _)| *cell);
        (0..steps).map(at).collect()
    };
    chance.shuffle(&mut order);
    let mut seen = vec![vec![0; classes]; classes];
    order.iter().for_each(|(row, col)| seen[*row][*col] += 1);
    let whole = seen.clone();
    seen.iter_mut().flatten().for_each(|n| *n = 0);
    let mut states = vec![Table { counts: seen.clone() }];
    for (row, col) in &order {
        seen[*row][*col] += 1;
        let share = |row: usize, col: usize| match (seen[row][col], whole[row][col]) {
            (seen, whole) if seen == whole && whole > 0 => counts[row][col],
            (seen, whole) => counts[row][col] * seen / whole.max(1),
        };
        states.push(Table { counts: (0..classes).map(|r| (0..classes).map(|c| share(r, c)).collect()).collect() });
    }
    if let Some(last) = states.last_mut() {
        last.counts = counts.to_vec();
    }
    (states, order)
}

impl Living for Confusion {
    fn timeline(&self) -> Timeline {
        let steps = self.states.len() as u32 - 1;
        // The first cases come slowly, the others ever faster.
        let slow = Beat { moving: steps.min(SLOW) * 14, resting: 4 };
        Timeline::of(vec![slow, Beat { moving: if steps > SLOW { 200 } else { 1 }, resting: 0 }])
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let steps = self.states.len() - 1;
        let slow = steps.min(SLOW as usize);
        let step = match at.beat {
            0 => (at.share * slow as f64) as usize,
            _ => slow + (at.share.powf(1.6) * (steps - slow) as f64) as usize,
        };
        let now = step.checked_sub(1).filter(|_| step < steps).and_then(|last| self.grown.get(last)).copied();
        let page = Page::new(self, lang, room);
        let mut board = Board::new(room.cols, room.rows);
        page.frame(&mut board);
        page.counts(&self.states[step], self.states.last(), now, &mut board);
        page.measures(&self.states[step], &mut board);
        board.sheet()
    }
}

/// The cases that come slowly.
const SLOW: u32 = 6;
