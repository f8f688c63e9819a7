//! Losses over epochs, and when to stop. Epochs count from 0.

use super::Chance;

/// The losses of a training, an entry for each epoch.
#[derive(Debug, Clone, PartialEq)]
pub struct LossCurves {
    /// On the rows that are learnt from: falls to the end.
    pub(crate) training: Vec<f64>,
    /// On rows kept aside: falls, then rises where the model overfits.
    pub validation: Vec<f64>,
    pub(crate) best: usize,
}

/// The loss of guessing among ten classes, ln 10: where a training starts.
const START: f64 = std::f64::consts::LN_10;

/// What the training loss falls to, and how far above it the validation loss begins.
const FLOOR: f64 = 0.08;
const GAP: f64 = 0.15;

/// How many times e-fold the losses have fallen when validation turns.
const FOLDS: f64 = 2.5;

/// Made-up losses that look like real ones. Validation turns at epoch `turn`, or falls to the end if that lies beyond;
/// its minimum is exactly there, whatever the noise. `noise` is relative: 0.02 is little, 0.1 is much. With `turn`
/// at a quarter to a half of the epochs they look best; much earlier, validation ends above where it began.
///
/// Training is floor + A e^(−t/τ); validation is that and a gap, and a straight line that grows so that the sum is least
/// at `turn`.
pub fn losses(epochs: usize, turn: usize, noise: f64, chance: &mut Chance) -> LossCurves {
    let fall = START - FLOOR;
    let tau = (turn as f64 / FOLDS).max(0.4);
    let rise = fall / tau * (-(turn as f64) / tau).exp();
    let at = |epoch: usize| FLOOR + fall * (-(epoch as f64) / tau).exp();
    let clean = |epoch: usize| at(epoch) + GAP + rise * epoch as f64;
    let best = turn.min(epochs.saturating_sub(1));
    let low = clean(best);
    let (training, validation) = (0..epochs)
        .map(|epoch| {
            let training = at(epoch) * chance.lognormal(0.0, noise);
            let noisy = clean(epoch) * chance.lognormal(0.0, noise);
            // What noise would take below the minimum is as far above it.
            (training, if epoch == best { low } else { low + (noisy - low).abs() })
        })
        .unzip();
    LossCurves { training, validation, best }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EarlyStop {
    /// The epoch with the least validation loss until then, whose weights are kept.
    pub best: usize,
    pub last: usize,
    /// Whether patience ran out; else the training came to its end.
    pub early: bool,
}

/// Stops after `patience` epochs in a row, at least one, without a new least validation loss (Prechelt 1998; counted as
/// Keras does). None without epochs.
pub fn early_stop(validation: &[f64], patience: usize) -> Option<EarlyStop> {
    let mut best = 0;
    for (epoch, loss) in validation.iter().enumerate().skip(1) {
        if *loss < validation[best] {
            best = epoch;
        } else if epoch - best >= patience.max(1) {
            return Some(EarlyStop { best, last: epoch, early: true });
        }
    }
    Some(EarlyStop { best, last: validation.len().checked_sub(1)?, early: false })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn patience_runs_out_or_the_training_ends() {
        let validation = [1.0, 0.8, 0.7, 0.75, 0.72, 0.69, 0.9, 0.9];
        assert_eq!(early_stop(&validation, 2), Some(EarlyStop { best: 2, last: 4, early: true }));
        assert_eq!(early_stop(&validation, 3), Some(EarlyStop { best: 5, last: 7, early: false }));
        assert_eq!(early_stop(&validation, 0), early_stop(&validation, 1));
        assert_eq!(early_stop(&[0.5], 3), Some(EarlyStop { best: 0, last: 0, early: false }));
        assert_eq!(early_stop(&[0.5; 4], 2), Some(EarlyStop { best: 0, last: 2, early: true }));
        assert_eq!(early_stop(&[], 3), None);
    }

    #[test]
    fn without_noise_training_falls_and_validation_turns() {
        let losses = losses(40, 12, 0.0, &mut Chance::new(1));
        assert!(losses.training.windows(2).all(|pair| pair[1] < pair[0]));
        let (fall, rise) = losses.validation.split_at(losses.best + 1);
        assert!(fall.windows(2).all(|pair| pair[1] < pair[0]) && rise.windows(2).all(|pair| pair[1] > pair[0]));
        assert!(losses.validation[39] > losses.validation[12] * 1.5, "overfitting shows: {losses:?}");
        assert_eq!(early_stop(&losses.validation, 5), Some(EarlyStop { best: 12, last: 17, early: true }));
    }

    #[test]
    fn what_never_turns_is_best_at_its_end() {
        assert_eq!(losses(10, 50, 0.02, &mut Chance::new(1)).best, 9);
        assert_eq!(losses(0, 5, 0.02, &mut Chance::new(1)).validation, [0.0; 0]);
        assert_eq!(losses(1, 0, 0.02, &mut Chance::new(1)).validation.len(), 1);
    }

    proptest! {
        #[test]
        fn the_minimum_is_where_it_was_ordered(seed: u64, epochs in 1usize..80, turn in 0usize..100, noise in 0.0..0.3) {
            let losses = losses(epochs, turn, noise, &mut Chance::new(seed));
            prop_assert_eq!(losses.best, turn.min(epochs - 1));
            let least = losses.validation.iter().copied().fold(f64::INFINITY, f64::min);
            prop_assert_eq!(losses.validation[losses.best], least);
            prop_assert!(losses.training.iter().chain(&losses.validation).all(|loss| loss.is_finite() && *loss > 0.0));
        }
    }
}
