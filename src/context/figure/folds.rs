//! `folds`: the same rows again and again, a row of blocks for each time; the block that is scored walks through, and at
//! the right the scores gather about their mean.

use super::Living;
use super::keys::{NAME_MAX, Name, Names, name, seed, two_names};
use super::labels::labels;
use super::timeline::{Beat, Moment, Timeline};
use crate::context::chart::{count, fixed, head};
use crate::context::sheet::{Role, Room, Row, Sheet, run, space};
use crate::maths::summary::{mean, range};
use crate::maths::{Chance, split};
use crate::read::{Placed, Reading, keys};
use crate::text::{Lang, fill, shorten, width};

labels! { "folds" { fold, scored, fitted, score, mean, each, about } }

/// k folds of some rows, and a score for each.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Folds {
    rows: usize,
    sizes: Vec<usize>,
    scores: Vec<f64>,
    mean: f64,
    /// The ends of the line on which the scores are dots.
    low: f64,
    high: f64,
    name: Name,
    names: Names,
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
        labels: Names = two_names(16),
        /// The name of the score.
        y: Name = name(NAME_MAX),
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

    /// The blocks of one fold, the scored one at its place or on its way there from the place before.
    fn blocks(&self, fold: usize, at: Moment, cols: usize) -> Row<'static> {
        let k = self.sizes.len();
        let each = cols / k;
        if at.beat < fold || at.share == 0.0 && at.beat == fold {
            return (0..k).flat_map(|_| [run("╌".repeat(each - 1), Role::Dim), space(1)]).collect();
        }
        let from = fold.saturating_sub(1) as f64;
        let start = ((from + (fold as f64 - from) * at.done(fold)) * each as f64).round() as usize;
        let scored = start..start + each - 1;
        let block = |block: usize| {
            // Cell by cell, as the scored block may lie across two.
            let role = |col: usize| match col {
                col if scored.contains(&col) => ('█', Role::Series(1)),
                col if col % each == each - 1 => (' ', Role::Plain),
                _ => ('░', Role::Series(0)),
            };
            (block * each..(block + 1) * each).map(role).collect::<Vec<_>>()
        };
        let cells: Vec<(char, Role)> = (0..k).flat_map(block).collect();
        let same = cells.chunk_by(|a, b| a.1 == b.1);
        same.map(|cells| run(cells.iter().map(|cell| cell.0).collect::<String>(), cells[0].1)).collect()
    }

    /// A line with a dot at the score, and the mean of all once it is known.
    fn line(&self, score: Option<f64>, mean: bool) -> Row<'static> {
        let place = |x: f64| (((x - self.low) / (self.high - self.low)) * (LINE - 1) as f64).round() as usize;
        let mut cells = vec![('─', Role::Dim); LINE];
        if score.is_none() {
            cells.fill((' ', Role::Plain));
        }
        if mean {
            cells[place(self.mean).min(LINE - 1)] = ('┊', Role::Info);
        }
        if let Some(score) = score {
            cells[place(score).min(LINE - 1)] = ('●', Role::Series(1));
        }
        cells.into_iter().map(|(glyph, role)| run(glyph.to_string(), role)).collect()
    }
}

/// The columns of the scores' dots, and of the numbers before them with their gap.
const LINE: usize = 16;
const NUMBER: usize = 10;

impl Living for Folds {
    fn timeline(&self) -> Timeline {
        let k = self.sizes.len();
        let (moving, resting) = if k > 6 { (18, 14) } else { (26, 20) };
        let mut beats = vec![Beat { moving, resting }; k];
        beats.push(Beat { moving: 20, resting: 30 });
        Timeline::of(beats)
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let k = self.sizes.len();
        let name_cols = width(&words.fold) + 4;
        let cols = room.cols.saturating_sub(name_cols + NUMBER + 1 + LINE).max(2 * k);
        let scored = self.names.or(0, lang, &words.scored);
        let fitted = self.names.or(1, lang, &words.fitted);
        let legend = [('█', scored, Role::Series(1)), ('░', fitted, Role::Series(0))];
        let left = cols / k * k;
        let (least, most) = (self.rows / k, self.rows.div_ceil(k));
        let template = if least == most { &words.each } else { &words.about };
        let (rows, n) = (count(self.rows, lang), count(most, lang));
        let title = fill(template, &[("rows", &rows), ("k", &k.to_string()), ("n", &n), ("m", &count(least, lang))]);
        let mut sheet = Sheet::of(vec![head(&title, &legend, room.cols)]);
        let end = at.done(k) >= 1.0;
        let deep = |row: usize| at.done(k) * (room.rows - 2) as f64 > row as f64;
        // Every fold has as many rows as there is room for; the blocks fill all but one of them.
        let each = ((room.rows - 3) / k).max(1);
        let name = shorten(self.name.or(lang, &words.score), NUMBER - 2);
        sheet.rows.push(vec![
            space(name_cols + left),
            run(format!("{name:>NUMBER$}"), Role::Dim),
            space(room.cols.saturating_sub(name_cols + left + NUMBER)),
        ]);
        for row in 0..room.rows - 3 {
            let (fold, within) = (row / each, row % each);
            let block = fold < k && (within + 1 < each || each == 1);
            let score = self.scores.get(fold).filter(|_| block && at.done(fold) >= 1.0);
            let first = within == 0 && fold < k;
            let mut cells: Row = vec![match first {
                true => run(format!("{:<name_cols$}", format!("{} {}", words.fold, fold + 1)), Role::Dim),
                false => space(name_cols),
            }];
            match block {
                true => cells.extend(self.blocks(fold, at, left)),
                false => cells.push(space(left)),
            }
            let score = score.filter(|_| first);
            let text = score.map(|score| fixed(*score, 2, lang)).unwrap_or_default();
            cells.push(run(format!("{text:>NUMBER$}"), Role::Strong));
            cells.push(space(1));
            cells.extend(self.line(score.copied(), deep(row) && fold < k));
            sheet.rows.push(cells);
        }
        let text = if end { format!("{} {}", words.mean, fixed(self.mean, 2, lang)) } else { String::new() };
        let text_cols = name_cols + left + NUMBER;
        sheet.rows.push(vec![run(format!("{text:>text_cols$}"), Role::Info), space(1 + LINE)]);
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
