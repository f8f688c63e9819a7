//! `normal`: the normal curve draws itself, then the middle of it fills: one, two or three standard deviations.

use super::prelude::*;
use crate::maths::normal::{density, within};

labels! { "normal" { density } }

keys! {
    /// A normal curve, filled in the middle.
    pub(super) struct Normal {
        /// The mean μ.
        mean: f64 = number(-1e6, 1e6).or(0),
        /// The standard deviation σ.
        sd: f64 = number(1e-3, 1e6).or(1),
        /// Within how many standard deviations the curve is filled.
        fill: i64 = whole(0, 3).or(2),
    }
}

/// The curve is drawn as far from the mean, in standard deviations.
const REACH: f64 = 3.8;

impl Living for Normal {
    fn beats(&self) -> Vec<Beat> {
        let mut beats = vec![beat(45, 25)];
        beats.extend(vec![beat(20, 35); self.fill as usize]);
        beats
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let (low, high) = (self.mean - REACH * self.sd, self.mean + REACH * self.sd);
        let top = density(self.mean, self.mean, self.sd);
        let mut chart = Chart::new(lang, room, low..=high, 0.0..=top * 1.12, false);
        let filled: f64 = (1..=self.fill as usize).map(|beat| at.done(beat)).sum();
        let cols = chart.grid.cols;
        for col in 0..cols {
            let x = low + (high - low) * (col as f64 + 0.5) / cols as f64;
            let z = ((x - self.mean) / self.sd).abs();
            if z < filled
                && let Some(top) = chart.row(density(x, self.mean, self.sd))
            {
                // Each standard deviation has a shade of its own.
                let glyph = ['▓', '▒', '░'][(z as usize).min(2)];
                chart.grid.upright(col, top + 1..chart.grid.rows, glyph, Role::Series(2));
            }
        }
        let drawn = low + (high - low) * at.done(0);
        chart.curve(low..=drawn, 0, Role::Series(0), |x| density(x, self.mean, self.sd));
        let shown = (1..=self.fill).take_while(|beat| at.done(*beat as usize) >= 1.0);
        let share = |n: i64| {
            let share = fixed(100.0 * within(n as f64), 1, lang);
            let text = match lang {
                Lang::En => format!("± {n}σ: {share}%"),
                Lang::Fr => format!("± {n}σ\u{a0}: {share}\u{a0}%"),
            };
            (text, Role::Series(2))
        };
        let law = format!("μ = {}, σ = {}", decimal(self.mean, lang), decimal(self.sd, lang));
        chart.sheet(&words.density, shown.map(share), &law)
    }
}
