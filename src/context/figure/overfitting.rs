//! `overfitting`: the losses of a training, epoch by epoch; where the second is least, and how long patience lasts.

use super::prelude::*;
use crate::maths::learning::{EarlyStop, LossCurves, early_stop, losses};

labels! { "overfitting" { epoch, loss, training, validation, best, patience } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Overfitting {
    axes: Axes,
    names: PartNames,
    losses: LossCurves,
    stop: EarlyStop,
    patience: usize,
}

/// The beats: training until it stops; patience; what would have come.
const TRAINED: usize = 0;
const PATIENCE: usize = 1;
const BEYOND: usize = 2;

keys! {
    /// Two losses over epochs, and where early stopping ends.
    partial struct OverfittingKeys for Overfitting {
        /// How many epochs.
        epochs: i64 = whole(5, 200).or(40),
        /// The epoch at which the second loss is least.
        turn: i64 = whole(1, 400).or(14),
        /// After how many epochs without a better one training stops.
        patience: i64 = whole(1, 100).or(6),
        /// How much the losses scatter.
        noise: f64 = number(0, 0.3).or(0.02),
        /// The names of the two losses.
        labels: PartNames = two_names(16),
        axes: Axes = axes(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Overfitting {
    fn of(keys: OverfittingKeys, _: &mut Reading) -> Option<Self> {
        let patience = keys.patience? as usize;
        // Written epochs count from 1, those of the mathematics from 0.
        let turn = keys.turn? as usize - 1;
        let losses = losses(keys.epochs? as usize, turn, keys.noise?, &mut keys.seed?);
        let stop = early_stop(&losses.validation, patience)?;
        Some(Self { axes: keys.axes?, names: keys.labels?, losses, stop, patience })
    }

    /// The first so many epochs of a line; the last of them as far as it has come.
    fn part(line: &[f64], from: usize, to: f64) -> Vec<(f64, f64)> {
        let last = (to as usize).min(line.len() - 1);
        let mut points: Vec<(f64, f64)> = (from..=last).map(|epoch| (epoch as f64 + 1.0, line[epoch])).collect();
        if let Some(next) = line.get(last + 1).filter(|_| to.fract() > 0.0) {
            points.push((to + 1.0, line[last] + (next - line[last]) * to.fract()));
        }
        points
    }
}

impl Living for Overfitting {
    fn beats(&self) -> Vec<Beat> {
        let rest = self.losses.training.len() - 1 - self.stop.last;
        let mut beats = vec![beat(190, 12), beat(25, 30)];
        if rest > 0 {
            beats.push(beat(70, 0));
        }
        beats
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let LossCurves { training, validation, .. } = &self.losses;
        let top = training.iter().chain(validation).copied().fold(0.0, f64::max);
        let epochs = training.len();
        let mut chart = Chart::new(lang, room, 1.0..=epochs as f64, 0.0..=top * 1.05, false);
        // Its pace is even: an epoch takes as long as another.
        let trained = at.even(TRAINED) * self.stop.last as f64;
        if at.beat >= BEYOND {
            let to = self.stop.last as f64 + at.even(BEYOND) * (epochs - 1 - self.stop.last) as f64;
            for line in [training, validation] {
                chart.line(&Self::part(line, self.stop.last, to), 2, Role::Dim);
            }
        }
        for (series, line) in [training, validation].into_iter().enumerate() {
            chart.line(&Self::part(line, 0, trained), series, Role::Series(series as u8));
        }
        let best = early_stop(&validation[..=trained as usize], usize::MAX).map_or(0, |stop| stop.best);
        let (x, y) = (best as f64 + 1.0, validation[best]);
        if at.beat >= PATIENCE {
            self.stopped(at, words, &mut chart);
        }
        chart.put(x, y, '◆', Role::Warn);
        let (seen, other) = (self.names.or(0, lang, &words.training), self.names.or(1, lang, &words.validation));
        let legend = [(format!("─ {seen}"), Role::Series(0)), (format!("╌ {other}"), Role::Series(1))];
        chart.sheet(self.axes.y.or(lang, &words.loss), legend, self.axes.x.or(lang, &words.epoch))
    }
}

impl Overfitting {
    /// The epoch that is kept, and from it to the last epoch trained how long patience lasted.
    fn stopped(&self, at: Moment, words: &Labels, chart: &mut Chart) {
        let (best, last) = (self.stop.best as f64 + 1.0, self.stop.last as f64 + 1.0);
        chart.upright(best, 0..chart.grid.rows, '┊', Role::Dim);
        let text = fill(&words.best, &[("epoch", &(self.stop.best + 1).to_string())]);
        let Some(col) = chart.col(best) else { return };
        chart.grid.write(chart.grid.beside(col, &text, 1, 1), 0, &text, Role::Warn);
        if !self.stop.early {
            return;
        }
        let reached = best + (last - best) * at.done(PATIENCE);
        let Some(end) = chart.col(reached) else { return };
        chart.grid.span((col, end), 1, ['├', '─', '┤'], Role::Strong);
        if at.done(PATIENCE) >= 1.0 {
            let text = fill(&words.patience, &[("n", &self.patience.to_string())]);
            let after = end + 2 + width(&text) <= chart.grid.cols;
            let start = if after { end + 2 } else { col.saturating_sub(width(&text) + 1) };
            chart.grid.write(start, 1, &text, Role::Strong);
            chart.upright(reached, 2..chart.grid.rows, '┊', Role::Bad);
        }
    }
}
