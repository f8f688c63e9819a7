//! `overfitting`: the losses of a training, epoch by epoch; where the second is least, and how long patience lasts.

use super::Living;
use super::keys::{Axes, NAME_MAX, Names, Wanted, chance};
use super::labels::labels;
use super::timeline::{Beat, Moment, Timeline};
use crate::context::chart::Chart;
use crate::context::sheet::{Role, Room, Sheet};
use crate::maths::learning::{EarlyStop, Losses, early_stop, losses};
use crate::read::{Keys, Reading};
use crate::text::{Lang, fill, width};

labels! { "overfitting" { epoch, loss, training, validation, best, patience } }

/// The losses of a training that is stopped early.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Overfitting {
    axes: Axes,
    /// What the two lines are called.
    names: Names,
    losses: Losses,
    stop: EarlyStop,
    patience: usize,
}

/// The beats: training until it stops; patience; what would have come.
const TRAINED: usize = 0;
const PATIENCE: usize = 1;
const BEYOND: usize = 2;

impl Overfitting {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let epochs = keys.optional("epochs").map_or(Some(40), |v| reading.integer(v, 5..=200));
        let turn = keys.optional("turn").map_or(Some(14), |v| reading.integer(v, 1..=400));
        let noise = keys.optional("noise").map_or(Some(0.02), |v| reading.number_in(v, 0.0..=0.3));
        let patience = keys.optional("patience").map_or(Some(6), |v| reading.integer(v, 1..=100));
        let chance = chance(keys, reading);
        let axes = Axes::read(NAME_MAX, keys, reading);
        let names = Names::read("labels", Wanted::two(16), keys, reading);
        let patience = patience? as usize;
        // Written epochs count from 1, those of the mathematics from 0.
        let turn = turn? as usize - 1;
        let losses = losses(epochs? as usize, turn, noise?, &mut chance?);
        let stop = early_stop(&losses.validation, patience)?;
        Some(Self { axes, names: names?, losses, stop, patience })
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
    fn timeline(&self) -> Timeline {
        let rest = self.losses.training.len() - 1 - self.stop.last;
        let mut beats = vec![Beat { moving: 190, resting: 12 }, Beat { moving: 25, resting: 30 }];
        if rest > 0 {
            beats.push(Beat { moving: 70, resting: 0 });
        }
        Timeline::of(beats)
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let Losses { training, validation, .. } = &self.losses;
        let top = training.iter().chain(validation).copied().fold(0.0, f64::max);
        let epochs = training.len();
        let mut chart = Chart::new(lang, room, 1.0..=epochs as f64, 0.0..=top * 1.05, false);
        // Its pace is even: an epoch takes as long as another.
        let trained = if at.beat == TRAINED { at.share } else { 1.0 } * self.stop.last as f64;
        if at.beat >= BEYOND {
            let to = self.stop.last as f64 + at.share * (epochs - 1 - self.stop.last) as f64;
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
        let legend = [('─', seen, Role::Series(0)), ('╌', other, Role::Series(1))];
        chart.sheet(self.axes.y.or(lang, &words.loss), &legend, self.axes.x.or(lang, &words.epoch))
    }
}

impl Overfitting {
    /// The epoch that is kept, and from it to the last epoch trained how long patience lasted.
    fn stopped(&self, at: Moment, words: &Labels, chart: &mut Chart) {
        let (best, last) = (self.stop.best as f64 + 1.0, self.stop.last as f64 + 1.0);
        chart.upright(best, Role::Dim);
        let text = fill(&words.best, &[("epoch", &(self.stop.best + 1).to_string())]);
        let high = chart.grid.rows - 1;
        let Some((col, _)) = chart.cell(best, 0.0) else { return };
        let start =
            if col + 1 + width(&text) <= chart.grid.cols { col + 1 } else { col.saturating_sub(width(&text) + 1) };
        chart.grid.write(start, high, &text, Role::Warn);
        if !self.stop.early {
            return;
        }
        let reached = best + (last - best) * at.done(PATIENCE);
        let Some((end, _)) = chart.cell(reached, 0.0) else { return };
        let text = fill(&words.patience, &[("n", &self.patience.to_string())]);
        let start =
            if end + 2 + width(&text) <= chart.grid.cols { end + 2 } else { col.saturating_sub(width(&text) + 1) };
        (col..=end).for_each(|col| chart.grid.put(col, high - 1, '─', Role::Strong));
        chart.grid.put(col, high - 1, '├', Role::Strong);
        chart.grid.put(end, high - 1, '┤', Role::Strong);
        if at.done(PATIENCE) >= 1.0 {
            chart.grid.write(start, high - 1, &text, Role::Strong);
            (0..high - 1).for_each(|row| chart.grid.put(end, row, '┊', Role::Bad));
        }
    }
}
