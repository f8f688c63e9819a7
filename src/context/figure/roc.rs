//! `roc`: a threshold slides over the scores of two groups, and the share of each beyond it draws the ROC curve.

use super::prelude::*;
use crate::maths::logistic::sigma;
use crate::maths::roc::{Point, area, curve};
use crate::maths::summary;

labels! { "roc" { true_rate, false_rate, threshold, yes, no } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Roc {
    axes: Axes,
    /// What the two groups are called: those that should be below the threshold, those above.
    names: PartNames,
    /// Their scores, from 0 to 1, in the same order.
    groups: [Vec<f64>; 2],
    /// From (0, 0), with falling thresholds, to (1, 1).
    points: Vec<Point>,
    area: f64,
    threshold: f64,
}

/// The beats: the threshold slides down over all scores; then it goes back to where it rests.
const SLIDE: usize = 0;
const BACK: usize = 1;

keys! {
    /// The ROC curve, drawn by a threshold that slides.
    partial struct RocKeys for Roc {
        /// How many negatives.
        negatives: i64 = whole(5, 500).or(60),
        /// How many positives.
        positives: i64 = whole(5, 500).or(40),
        /// How far apart the scores of the two groups are, in standard deviations.
        separation: f64 = number(0, 6).or(1.6),
        /// Where the threshold comes to rest.
        threshold: f64 = number(0, 1).or(0.5),
        /// The names of the two groups, the negatives first.
        labels: PartNames = two_names(16),
        axes: Axes = axes(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Roc {
    fn of(keys: RocKeys, _: &mut Reading) -> Option<Self> {
        let (apart, mut chance) = (keys.separation?, keys.seed?);
        // Normal on the scale of log-odds, then squeezed between 0 and 1.
        let mut group = |n: i64, middle: f64| -> Vec<f64> {
            chance.normals(n as usize, middle, 1.0).into_iter().map(sigma).collect()
        };
        let groups = [group(keys.negatives?, -apart / 2.0), group(keys.positives?, apart / 2.0)];
        let actual: Vec<bool> =
            groups.iter().zip([false, true]).flat_map(|(of, is)| of.iter().map(move |_| is)).collect();
        let points = curve(&actual, &groups.concat())?;
        let area = area(&points);
        let (axes, names) = (keys.axes?, keys.labels?);
        Some(Self { axes, names, groups, points, area, threshold: keys.threshold? })
    }

    fn rate(&self, group: usize, threshold: f64) -> f64 {
        let beyond = self.groups[group].iter().filter(|score| **score >= threshold).count();
        beyond as f64 / self.groups[group].len() as f64
    }
}

impl Living for Roc {
    fn beats(&self) -> Vec<Beat> {
        vec![beat(210, 30), beat(40, 0)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let threshold = if at.beat == SLIDE { 1.0 - at.done(SLIDE) } else { self.threshold * at.done(BACK) };
        // To the hundredth that is written, so that the numbers are those of the text.
        let threshold = (threshold * 100.0).round() / 100.0;
        let panel = (room.cols * 2 / 5).clamp(28, 36);
        let left = Room { cols: room.cols - panel - GAP, rows: room.rows };
        let panel = self.panel(threshold, words, lang, Room { cols: panel, rows: room.rows });
        self.plot(threshold, at, words, lang, left).beside(left.cols + GAP, panel)
    }
}

/// Columns between the curve and the scores.
const GAP: usize = 4;

impl Roc {
    /// The curve as far as it is drawn, and the point of the threshold.
    fn plot(&self, threshold: f64, at: Moment, words: &Labels, lang: Lang, room: Room) -> Sheet<'static> {
        let mut chart = Chart::new(lang, room, 0.0..=1.0, 0.0..=1.0, false);
        chart.line(&[(0.0, 0.0), (1.0, 1.0)], 2, Role::Dim);
        let drawn = self.points.iter().filter(|point| at.beat >= BACK || point.threshold >= threshold);
        // One group's case moves it up, the other's to the right: both at once only where scores are equal.
        let line: Vec<(f64, f64)> = drawn.map(|point| (point.false_rate, point.true_rate)).collect();
        chart.line(&line, 0, Role::Series(0));
        if at.beat >= BACK {
            let text = format!("AUC = {}", fixed(self.area, 2, lang));
            chart.write(0.52, 0.22, 0, &text, Role::Strong);
        }
        chart.put(self.rate(0, threshold), self.rate(1, threshold), '●', Role::Warn);
        chart.sheet(self.axes.y.or(lang, &words.true_rate), [], self.axes.x.or(lang, &words.false_rate))
    }

    /// The scores of each group as a histogram, the threshold through both, and the share beyond it.
    fn panel(&self, threshold: f64, words: &Labels, lang: Lang, room: Room) -> Sheet<'static> {
        let mut board = Grid::new(room.cols, room.rows);
        let tall = (room.rows - 5) / 2 - 1;
        let bins = room.cols;
        let cut = ((threshold * bins as f64).round() as usize).min(bins);
        let most = |counts: &[usize]| counts.iter().copied().max().unwrap_or(1).max(1);
        for (line, group) in [1, 0].into_iter().enumerate() {
            let (upper, role) = (line * (tall + 1), Role::Series(if group == 1 { 1 } else { 2 }));
            let classes = summary::classes(&self.groups[group], 0.0, 1.0, bins.div_ceil(2));
            let counts: Vec<usize> = classes.iter().map(|class| class.count).collect();
            for (bin, count) in counts.iter().enumerate() {
                for col in 2 * bin..(2 * bin + 2).min(bins) {
                    let role = if col >= cut { role } else { Role::Dim };
                    board.bar(col..col + 1, upper + tall, count * tall * 8 / most(&counts), role);
                }
            }
            let name = self.names.or(group, lang, [&words.no, &words.yes][group]);
            board.write(0, upper, name, role);
            let (mark, rate) = (if group == 1 { "↑ " } else { "→ " }, self.rate(group, threshold));
            board.ending(room.cols, upper, &format!("{mark}{}", fixed(rate, 2, lang)), Role::Warn);
        }
        let axis = 2 * (tall + 1);
        board.level(0..room.cols, axis, '─', Role::Dim);
        for (score, col) in [(0.0, 0), (0.5, room.cols / 2), (1.0, room.cols - 1)] {
            board.put(col, axis, '┴', Role::Dim);
            let text = fixed(score, usize::from(score == 0.5), lang);
            board.centred(col, axis + 1, &text, Role::Dim);
        }
        let cut = cut.min(room.cols - 1);
        board.upright(cut, 1..tall + 1, '┃', Role::Warn);
        board.upright(cut, tall + 2..axis, '┃', Role::Warn);
        board.put(cut, axis, '▲', Role::Warn);
        let text = format!("{} = {}", words.threshold, fixed(threshold, 2, lang));
        let text = shorten(&text, room.cols);
        let start = cut.saturating_sub(width(&text) / 2).min(room.cols - width(&text));
        board.write(start, axis + 2, &text, Role::Warn);
        board.sheet()
    }
}
