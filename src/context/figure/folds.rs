//! `folds`: the same rows again and again, a row of blocks for each time; the block that is scored walks through, and at
//! the right the scores gather about their mean.

use super::prelude::*;
use crate::maths::split;
use crate::maths::summary::{mean, range};

labels! { "folds" { fold, scored, fitted, score, mean, each, about } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Folds {
    rows: usize,
    sizes: Vec<usize>,
    scores: Vec<f64>,
    mean: f64,
    /// The ends of the line on which the scores are dots.
    low: f64,
    high: f64,
    name: PartName,
    names: PartNames,
}

keys! {
    /// `k` folds: the block that is scored walks through.
    partial struct FoldsKeys for Folds {
        /// How many folds.
        k: i64 = whole(2, 9).or(5),
        /// How many rows are parted.
        rows: i64 = whole(9, 10_000_000).or(1500),
        /// The scores, `k` of them; drawn unless given.
        scores: Option<Placed<Vec<f64>>> = list(2, 9, number(-9999, 9999)).tied().placed().optional(),
        /// What the two kinds of block are.
        labels: PartNames = two_names(16),
        /// The name of the score.
        y: PartName = name(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Folds {
    fn of(keys: FoldsKeys, reading: &mut Reading) -> Option<Self> {
        let (k, own) = (keys.k? as usize, keys.scores?);
        if let Some((scores, at)) = &own
            && !reading.counted(scores.len(), k, at.clone())
        {
            return None;
        }
        let (rows, mut chance) = (keys.rows? as usize, keys.seed?);
        // As a score such as F1 comes out: within a few hundredths.
        let drawn = |_| (chance.normal(0.86, 0.02).clamp(0.0, 1.0) * 100.0).round() / 100.0;
        let scores: Vec<f64> = own.map_or_else(|| (0..k).map(drawn).collect(), |(scores, _)| scores);
        let (low, high) = range(&scores)?;
        let margin = ((high - low) * 0.1).max(1e-6);
        let (low, high) = (low - margin, high + margin);
        let (sizes, mean) = (split::folds(rows, k), mean(&scores)?);
        Some(Self { rows, sizes, scores, mean, low, high, name: keys.y?, names: keys.labels? })
    }

    /// A row of the blocks of one fold, the scored one at its place or on its way there from the place before.
    fn blocks(&self, fold: usize, at: Moment, (left, each): (usize, usize), row: usize, grid: &mut Grid) {
        let begun = at.even(fold) > 0.0;
        let (glyph, role) = if begun { ('░', Role::Series(0)) } else { ('╌', Role::Dim) };
        for block in 0..self.sizes.len() {
            let start = left + block * each;
            grid.level(start..start + each - 1, row, glyph, role);
        }
        if begun {
            let from = fold.saturating_sub(1) as f64;
            let start = left + ((from + (fold as f64 - from) * at.done(fold)) * each as f64).round() as usize;
            grid.level(start..start + each - 1, row, '█', Role::Series(1));
        }
    }
}

/// The columns of the scores' dots, and of the numbers before them with their gap.
const LINE: usize = 16;
const NUMBER: usize = 10;

impl Living for Folds {
    fn beats(&self) -> Vec<Beat> {
        let k = self.sizes.len();
        let (moving, resting) = if k > 6 { (18, 14) } else { (26, 20) };
        let mut beats = vec![beat(moving, resting); k];
        beats.push(beat(20, 30));
        beats
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let k = self.sizes.len();
        let left = width(&words.fold) + 4;
        let each = room.cols.saturating_sub(left + NUMBER + 1 + LINE).max(2 * k) / k;
        let scored = self.names.or(0, lang, &words.scored);
        let fitted = self.names.or(1, lang, &words.fitted);
        let legend = [(format!("█ {scored}"), Role::Series(1)), (format!("░ {fitted}"), Role::Series(0))];
        let (least, most) = (self.rows / k, self.rows.div_ceil(k));
        let template = if least == most { &words.each } else { &words.about };
        let (rows, n) = (count(self.rows, lang), count(most, lang));
        let title = fill(template, &[("rows", &rows), ("k", &k.to_string()), ("n", &n), ("m", &count(least, lang))]);
        // Where the numbers end, and the dots begin.
        let (right, line) = (left + each * k + NUMBER, left + each * k + NUMBER + 1);
        let mut grid = Grid::new(line + LINE, room.rows - 1);
        grid.ending(right, 0, shorten(self.name.or(lang, &words.score), NUMBER - 2).as_ref(), Role::Dim);
        // Every fold has as many rows as there is room for; the blocks fill all but one of them.
        let tall = ((room.rows - 3) / k).max(1);
        for fold in 0..k {
            let top = 1 + fold * tall;
            grid.write(0, top, &format!("{} {}", words.fold, fold + 1), Role::Dim);
            (top..top + (tall - 1).max(1)).for_each(|row| self.blocks(fold, at, (left, each), row, &mut grid));
        }
        let done = || self.scores.iter().enumerate().filter(|(fold, _)| at.done(*fold) >= 1.0);
        let place = |x: f64| line + ((x - self.low) / (self.high - self.low) * (LINE - 1) as f64).round() as usize;
        for (fold, score) in done() {
            grid.ending(right, 1 + fold * tall, &fixed(*score, 2, lang), Role::Strong);
            grid.level(line..line + LINE, 1 + fold * tall, '─', Role::Dim);
        }
        let deep = (at.done(k) * (room.rows - 2) as f64).ceil() as usize;
        grid.upright(place(self.mean), 1..1 + deep.min(k * tall), '┊', Role::Info);
        for (fold, score) in done() {
            grid.put(place(*score), 1 + fold * tall, '●', Role::Series(1));
        }
        if at.done(k) >= 1.0 {
            let text = format!("{} {}", words.mean, fixed(self.mean, 2, lang));
            grid.ending(right, room.rows - 2, &text, Role::Info);
        }
        let mut sheet = grid.sheet();
        sheet.rows.insert(0, head(&title, legend, room.cols));
        sheet
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, good, last};
    use crate::read::diagnostic::Code;
    use crate::text::Lang;

    #[test]
    fn each_block_is_scored_once() {
        let text = last(&good("type = 'folds'\nk = 4\nrows = 10\nscores = [0.5, 0.75, 0.25, 0.9]"), Lang::En);
        assert!(text.contains("mean 0.60") && text.contains("10 rows, 2 or 3 per fold"), "{text}");
        let rows: Vec<Vec<char>> =
            text.lines().filter(|line| line.starts_with("fold")).map(|line| line.chars().collect()).collect();
        assert_eq!(rows.len(), 4);
        for col in 0..rows.iter().map(Vec::len).min().expect("rows") {
            let scored = rows.iter().filter(|row| row[col] == '█').count();
            let fitted = rows.iter().filter(|row| row[col] == '░').count();
            assert!([(0, 0), (1, 3)].contains(&(scored, fitted)), "{text}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(faults("type = 'folds'\nk = 1"), [Code::OutOfRange]);
        assert_eq!(faults("type = 'folds'\nk = 3\nscores = [1, 2]"), [Code::LengthMismatch]);
        assert_eq!(faults("type = 'folds'\nlabels = [\"a\"]"), [Code::LengthMismatch]);
    }
}
