//! `split`: rows in their order, as bars that rise; they are shuffled, then parted in two or three.

use super::prelude::*;
use crate::maths::split::sizes;

labels! { "split" { x, train, validation, test } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Split {
    rows: usize,
    /// The rows of each part; they add up to all.
    sizes: Vec<usize>,
    names: PartNames,
    name: PartName,
    /// As many bars as fit the smallest room; each stands for one row or for many.
    bars: usize,
    parts: Vec<usize>,
    swaps: Vec<(usize, usize)>,
}

const BARS_MAX: usize = 60;
/// The columns between parts, at least and at most.
const GAPS: std::ops::RangeInclusive<usize> = 5..=12;
/// The rows for the name above; for a bracket, two texts and the sum below.
const ABOVE: usize = 2;
const BELOW: usize = 5;

keys! {
    /// Rows that are shuffled and parted in two or three.
    partial struct SplitKeys for Split {
        /// How many rows.
        rows: i64 = whole(3, 10_000_000).or(1000),
        /// How large the two or three parts are, in shares of any unit.
        shares: Vec<f64> = list(2, 3, number(0.001, 1e6)).or([60, 20, 20]),
        /// The names of the parts, one for each.
        labels: GivenNames = names(2, 3, 20),
        /// What the rows are.
        x: PartName = name(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Split {
    fn of(keys: SplitKeys, reading: &mut Reading) -> Option<Self> {
        let names = PartNames::of(keys.labels, keys.shares.as_ref().map(Vec::len), reading);
        let (rows, shares) = (keys.rows? as usize, keys.shares?);
        let bars = rows.min(BARS_MAX);
        let (sizes, parts) = (none_empty(sizes(rows, &shares)), none_empty(sizes(bars, &shares)));
        let mut chance = keys.seed?;
        // Fisher and Yates, as `Chance::shuffle` has it, so that each exchange can be seen.
        let swaps = (1..bars).rev().map(|i| (i, chance.below(i + 1))).collect();
        Some(Self { rows, sizes, names: names?, name: keys.x?, bars, parts, swaps })
    }

    fn label<'a>(&'a self, part: usize, lang: Lang, words: &'a Labels) -> &'a str {
        let ours = match (part, self.sizes.len()) {
            (0, _) => &words.train,
            (1, 3) => &words.validation,
            _ => &words.test,
        };
        self.names.or(part, lang, ours)
    }

    /// The order of the bars after so much of the shuffle.
    fn order(&self, share: f64) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.bars).collect();
        let done = (share * self.swaps.len() as f64).round() as usize;
        self.swaps.iter().take(done).for_each(|(i, j)| order.swap(*i, *j));
        order
    }

    /// The first column of each part and the one after its last, once the gaps are open so far.
    fn places(&self, cols: usize, open: f64) -> Vec<(usize, usize)> {
        let each = (cols.saturating_sub(GAPS.start() * (self.parts.len() - 1)) / self.bars).max(1);
        let widest = (cols.saturating_sub(each * self.bars) / self.parts.len()).clamp(*GAPS.start(), *GAPS.end());
        let gap = (open * widest as f64).round() as usize;
        let total = each * self.bars + gap * (self.parts.len() - 1);
        let mut from = cols.saturating_sub(total) / 2;
        let place = |part: &usize| {
            let place = (from, from + each * part);
            from = place.1 + gap;
            place
        };
        self.parts.iter().map(place).collect()
    }
}

/// Gives a part that would have nothing one of the largest part's.
fn none_empty(mut sizes: Vec<usize>) -> Vec<usize> {
    while let Some(none) = sizes.iter().position(|size| *size == 0) {
        let largest = (0..sizes.len()).max_by_key(|i| sizes[*i]).unwrap_or(none);
        sizes[largest] = sizes[largest].saturating_sub(1);
        sizes[none] += 1;
    }
    sizes
}

/// The columns in which texts begin that want to stand in the middle of places: side by side, none over another.
fn side_by_side(texts: &[String], places: &[(usize, usize)], cols: usize) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut free = 0;
    for (text, (from, to)) in texts.iter().zip(places) {
        let start = ((from + to).saturating_sub(width(text)) / 2).max(free);
        free = start + width(text) + 2;
        starts.push(start);
    }
    let mut limit = cols;
    for (text, start) in texts.iter().zip(&mut starts).rev() {
        *start = (*start).min(limit.saturating_sub(width(text)));
        limit = start.saturating_sub(2);
    }
    starts
}

/// The beats: the shuffle, the colours, the parting, the numbers.
const SHUFFLE: usize = 0;
const COLOUR: usize = 1;
const PART: usize = 2;
const COUNT: usize = 3;

impl Living for Split {
    fn beats(&self) -> Vec<Beat> {
        vec![beat(70, 25), beat(30, 15), beat(24, 12), beat(20, 30)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let mut grid = Grid::new(room.cols, room.rows);
        let places = self.places(room.cols, at.done(PART));
        let below = room.rows.saturating_sub(BELOW);
        let tall = below.saturating_sub(ABOVE).max(1);
        let coloured = (at.done(COLOUR) * self.bars as f64).round() as usize;
        let order = self.order(at.done(SHUFFLE));
        let mut bars = order.iter().enumerate();
        for (part, ((from, to), size)) in places.iter().zip(&self.parts).enumerate() {
            let each = (to - from) / size;
            for (place, (i, bar)) in bars.by_ref().take(*size).enumerate() {
                let role = if i < coloured { Role::Series(part as u8) } else { Role::Dim };
                let eighths = 4 + bar * (tall * 8 - 4) / self.bars.max(1);
                // Bars that are wide enough stand apart.
                let own = if each > 2 { each - 1 } else { each };
                let left = from + place * each;
                grid.bar(left..left + own, below - 1, eighths, role);
            }
        }
        let parted = at.done(PART) > 0.0;
        let ends = [(places[0].0, places[places.len() - 1].1)];
        for (from, to) in if parted { &places[..] } else { &ends[..] } {
            let inner = (to - from).saturating_sub(2);
            let edge = if to - from < 2 { "╵".to_owned() } else { format!("╰{}╯", "─".repeat(inner)) };
            grid.write(*from, below, &edge, Role::Dim);
        }
        let total = count(self.rows, lang);
        let name = self.name.or(lang, &words.x);
        let left = self.places(room.cols, 1.0)[0].0;
        grid.write(left, 0, &shorten(&format!("{total} {name}"), room.cols), Role::Strong);
        if parted {
            let labels: Vec<String> =
                (0..self.parts.len()).map(|part| shorten(self.label(part, lang, words), room.cols / 3 - 2)).collect();
            self.texts(&labels, below + 1, &places, &mut grid);
        }
        let numbers: Vec<String> = self.sizes.iter().map(|size| count(*size, lang)).collect();
        if at.done(COUNT) > 0.0 {
            self.texts(&numbers, below + 2, &places, &mut grid);
        }
        if at.done(COUNT) >= 1.0 {
            let sum = format!("{} = {total}", numbers.join(" + "));
            grid.write(room.cols.saturating_sub(width(&sum)) / 2, room.rows - 1, &sum, Role::Plain);
        }
        grid.sheet()
    }
}

impl Split {
    fn texts(&self, texts: &[String], row: usize, places: &[(usize, usize)], grid: &mut Grid) {
        let starts = side_by_side(texts, places, grid.cols);
        for (part, (text, start)) in texts.iter().zip(starts).enumerate() {
            grid.write(start, row, text, Role::Series(part as u8));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, good, last};
    use crate::read::diagnostic::Code;
    use crate::text::Lang;

    #[test]
    fn sizes_add_up() {
        let text = last(&good("type = 'split'\n"), Lang::En);
        assert!(text.contains("600 + 200 + 200 = 1,000") && text.contains("validation"), "{text}");
        let text = last(&good("type = 'split'\nrows = 7\nshares = [0.5, 0.5]\nlabels = [\"A\", \"B\"]"), Lang::En);
        assert!(text.contains("4 + 3 = 7") && text.contains('A'), "{text}");
        // No part is without a row, however small.
        let text = last(&good("type = 'split'\nrows = 12\nshares = [50, 49, 0.001]"), Lang::En);
        assert!(text.contains("6 + 5 + 1 = 12"), "{text}");
    }

    #[test]
    fn nonsense_is_refused() {
        for (rest, code) in [
            ("shares = [60]", Code::LengthMismatch),
            ("shares = [60, -20]", Code::OutOfRange),
            ("shares = [1, 1, 1, 1]", Code::ListTooLong),
            ("labels = [\"a\"]", Code::LengthMismatch),
            ("rows = 2", Code::OutOfRange),
        ] {
            assert_eq!(faults(&format!("type = 'split'\n{rest}")), [code], "{rest}");
        }
    }
}
