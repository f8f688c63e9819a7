//! An axis: a range of numbers, round ticks on it, and where a number falls in a row of cells.

use super::number::{fixed, written};
use crate::text::Lang;

/// A range of numbers with round ticks.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Axis {
    pub(crate) min: f64,
    /// The largest number shown; always more than `min`.
    pub(crate) max: f64,
    step: f64,
}

impl Axis {
    /// An axis over all the numbers, with about `ticks` round ticks; `loose` widens it to whole ticks.
    /// Ticks are at 1, 2 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels", Graphics Gems, 1990).
    pub(crate) fn over(numbers: impl IntoIterator<Item = f64>, ticks: usize, loose: bool) -> Self {
        let (mut min, mut max) = extent(numbers).unwrap_or((0.0, 1.0));
        if max - min < f64::EPSILON * max.abs().max(1.0) * 8.0 {
            let half = if min == 0.0 { 0.5 } else { min.abs() / 2.0 };
            (min, max) = (min - half, max + half);
        }
        let step = nice((max - min) / ticks.max(1) as f64);
        if loose {
            (min, max) = ((min / step).floor() * step, (max / step).ceil() * step);
        }
        Self { min, max, step }
    }

    pub(crate) fn ticks(&self) -> Vec<f64> {
        let first = (self.min / self.step - 1e-9).ceil() as i64;
        let last = (self.max / self.step + 1e-9).floor() as i64;
        (first..=last.min(first + 100)).map(|i| i as f64 * self.step).collect()
    }

    /// A tick as it is written: with as many decimals as the step needs.
    pub(crate) fn label(&self, tick: f64, lang: Lang) -> String {
        let size = self.min.abs().max(self.max.abs());
        if size >= 1e7 || self.step < 1e-6 {
            return written(format!("{tick:.1e}"), lang);
        }
        let decimals = (-(self.step.log10() + 1e-9).floor()).clamp(0.0, 6.0) as usize;
        let tick = if tick == 0.0 { 0.0 } else { tick };
        fixed(tick, decimals, lang)
    }

    /// Where a number falls among `cells` places: 0 is the smallest, `None` outside.
    pub(crate) fn place(&self, number: f64, cells: usize) -> Option<usize> {
        let share = (number - self.min) / (self.max - self.min);
        let inside = (-1e-9..=1.0 + 1e-9).contains(&share) && cells > 0;
        inside.then(|| ((share * (cells - 1) as f64).round().max(0.0) as usize).min(cells - 1))
    }
}

pub(crate) fn extent(numbers: impl IntoIterator<Item = f64>) -> Option<(f64, f64)> {
    let ends = numbers.into_iter().map(|number| (number, number));
    ends.reduce(|(low, high), (number, _)| (low.min(number), high.max(number)))
}

/// The next number that is 1, 2 or 5 times a power of ten.
pub(crate) fn nice(raw: f64) -> f64 {
    let power = 10f64.powf(raw.log10().floor());
    let factor = match raw / power {
        f if f <= 1.0 => 1.0,
        f if f <= 2.0 => 2.0,
        f if f <= 5.0 => 5.0,
        _ => 10.0,
    };
    factor * power
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_round() {
        let axis = Axis::over([0.3, 9.7], 5, true);
        assert_eq!((axis.min, axis.max), (0.0, 10.0));
        let labels: Vec<String> = axis.ticks().into_iter().map(|t| axis.label(t, Lang::En)).collect();
        assert_eq!(labels, ["0", "2", "4", "6", "8", "10"]);
        let axis = Axis::over([0.0, 1.0], 4, true);
        assert_eq!(axis.label(0.5, Lang::Fr), "0,5");
    }

    #[test]
    fn the_ends_fall_on_the_ends() {
        let axis = Axis::over([2.0, 4.0], 4, false);
        assert_eq!(axis.place(2.0, 11), Some(0));
        assert_eq!(axis.place(3.0, 11), Some(5));
        assert_eq!(axis.place(4.0, 11), Some(10));
        assert_eq!(axis.place(4.5, 11), None);
    }

    proptest! {
        #[test]
        fn any_numbers_make_an_axis_that_holds_them(a in -1e15f64..1e15, b in -1e15f64..1e15, ticks in 0usize..9) {
            let axis = Axis::over([a, b], ticks, true);
            prop_assert!(axis.min < axis.max);
            prop_assert!(axis.ticks().len() <= 101);
            prop_assert!(axis.place(a, 40).is_some() && axis.place(b, 40).is_some());
        }
    }
}
