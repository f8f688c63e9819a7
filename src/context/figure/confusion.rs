//! `confusion`: a confusion matrix that fills case by case: a row for what is, a column for what was said.

mod page;

use self::page::MatrixPage;
use super::prelude::*;
use crate::maths::classifier::ConfusionMatrix;
use crate::read::types::{ValueType, whole};

labels! { "confusion" { actual, predicted, no, yes, cases, accuracy, precision, recall, tn, fp, r#fn, tp } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Confusion {
    names: PartNames,
    /// The names of columns and of rows.
    axes: Axes,
    /// The counts when all cases have come.
    whole: ConfusionMatrix,
    /// Which cell grows at each step, as (row, column).
    steps: Vec<(usize, usize)>,
}

const STEPS_MAX: usize = 240;

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
        let names = PartNames::of(keys.labels, counts.as_ref().map(Vec::len), reading);
        let counts = counts?.into_iter().map(|row| row.into_iter().map(|n| n as usize).collect());
        let counts: Vec<Vec<usize>> = counts.collect();
        let steps = steps(&counts, &mut keys.seed?);
        Some(Self { names: names?, axes: keys.axes?, whole: ConfusionMatrix { counts }, steps })
    }

    /// The counts when so many steps are done, each cell in the share of its own steps.
    fn table(&self, steps: usize) -> ConfusionMatrix {
        if steps == self.steps.len() {
            return self.whole.clone();
        }
        let of = |cell: (usize, usize), steps: &[(usize, usize)]| steps.iter().filter(|step| **step == cell).count();
        let count = |row: usize, col: usize| {
            let part = of((row, col), &self.steps[..steps]);
            self.whole.counts[row][col] * part / of((row, col), &self.steps).max(1)
        };
        let classes = self.whole.counts.len();
        ConfusionMatrix { counts: (0..classes).map(|row| (0..classes).map(|col| count(row, col)).collect()).collect() }
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

/// The cells in the order in which they grow, which may be any.
fn steps(counts: &[Vec<usize>], chance: &mut Chance) -> Vec<(usize, usize)> {
    let classes = counts.len();
    let total: usize = counts.iter().flatten().sum();
    let steps = total.min(STEPS_MAX);
    let ends = (0..classes * classes).map(|i| (i / classes, i % classes)).scan(0, |sum, (row, col)| {
        *sum += counts[row][col];
        Some(((row, col), *sum))
    });
    let ends: Vec<_> = ends.collect();
    // Of many cases only a few come one by one; the others follow in their shares.
    let cell = |step: usize| ends.iter().find(|(_, end)| step * total / steps < *end).map_or((0, 0), |(cell, _)| *cell);
    let mut order: Vec<(usize, usize)> = (0..steps).map(cell).collect();
    chance.shuffle(&mut order);
    order
}

impl Living for Confusion {
    fn beats(&self) -> Vec<Beat> {
        let steps = self.steps.len() as u32;
        // The first cases come slowly, the others ever faster.
        let slow = beat(steps.min(SLOW) * 14, 4);
        vec![slow, beat(if steps > SLOW { 200 } else { 1 }, 0)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let steps = self.steps.len();
        let slow = steps.min(SLOW as usize);
        let quick = (at.even(1).powf(1.6) * (steps - slow) as f64) as usize;
        let step = (at.even(0) * slow as f64) as usize + quick;
        let now = step.checked_sub(1).filter(|_| step < steps).map(|last| self.steps[last]);
        let table = self.table(step);
        let page = MatrixPage::new(self, lang, room);
        let mut board = Grid::new(room.cols, room.rows);
        page.frame(&mut board);
        page.counts(&table, &self.whole, now, &mut board);
        page.measures(&table, &mut board);
        board.sheet()
    }
}

/// The cases that come slowly.
const SLOW: u32 = 6;
