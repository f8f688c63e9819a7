//! What an answer earns.
//!
//! A right answer earns `base + speed + streak`:
//!
//! - `base` is 100, 150 or 200 by the question's level;
//! - `speed = round(base / 2 · (1 − t / T))` for an answer after `t` of `T`. It falls in a straight line, as Kahoot's
//!   `round((1 − (t / T) / 2) · P)` does, of which half is speed too; but here it comes on top of the base and never
//!   exceeds half of it, so that two thirds of the points are for being right. Without a timer there is none;
//! - a hint halves both (rounding down);
//! - `streak` is 10 for the second right answer in a row, 20 for the third, and at most 50.
//!
//! Kahoot's formula is on its help pages, "How points work".

use std::time::Duration;

use crate::pack::Level;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Points {
    pub base: u32,
    pub speed: u32,
    pub streak: u32,
}

impl Points {
    pub fn total(self) -> u32 {
        self.base + self.speed + self.streak
    }
}

const STREAK_STEP: u32 = 10;
const STREAK_MAX: u32 = 50;

/// The points of a right answer; `streak` counts right answers in a row, this one included.
pub(crate) fn points(level: Level, time: Option<Duration>, took: Duration, hinted: bool, streak: u32) -> Points {
    let base = match level {
        Level::Easy => 100,
        Level::Trade => 150,
        Level::Expert => 200,
    };
    let left = time.map_or(0.0, |time| 1.0 - took.as_secs_f64() / time.as_secs_f64().max(f64::MIN_POSITIVE));
    let speed = (f64::from(base) / 2.0 * left.clamp(0.0, 1.0)).round() as u32;
    let share = if hinted { 2 } else { 1 };
    let streak = (streak.saturating_sub(1) * STREAK_STEP).min(STREAK_MAX);
    Points { base: base / share, speed: speed / share, streak }
}

/// The most points of one answer: to the hardest question, at once, after many right ones.
pub(crate) const ANSWER_MAX: u32 = 200 + 200 / 2 + STREAK_MAX;

/// The most points that so many right answers can earn: all to the hardest questions, at once, and in a row.
pub(crate) fn most(right: usize) -> u32 {
    let each = |streak| points(Level::Expert, Some(Duration::MAX), Duration::ZERO, false, streak).total();
    // From there on a streak is worth no more.
    let full = STREAK_MAX / STREAK_STEP;
    let right = u32::try_from(right).unwrap_or(u32::MAX);
    let rising = (1..=right.min(full)).map(each).sum::<u32>();
    rising.saturating_add(right.saturating_sub(full).saturating_mul(each(full + 1)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const T: Option<Duration> = Some(Duration::from_secs(30));

    fn of(level: Level, seconds: f64, hinted: bool, streak: u32) -> (u32, u32, u32) {
        let p = points(level, T, Duration::from_secs_f64(seconds), hinted, streak);
        (p.base, p.speed, p.streak)
    }

    #[test]
    fn speed_falls_from_half_the_base_to_nothing() {
        assert_eq!(of(Level::Easy, 0.0, false, 1), (100, 50, 0));
        assert_eq!(of(Level::Easy, 15.0, false, 1), (100, 25, 0));
        assert_eq!(of(Level::Expert, 30.0, false, 1), (200, 0, 0));
        assert_eq!(of(Level::Trade, 0.0, true, 1), (75, 37, 0));
    }

    #[test]
    fn without_a_timer_only_being_right_counts() {
        assert_eq!(points(Level::Trade, None, Duration::ZERO, false, 1), Points { base: 150, speed: 0, streak: 0 });
    }

    #[test]
    fn the_streak_is_capped() {
        assert_eq!([1, 2, 3, 6, 7, 99].map(|streak| of(Level::Easy, 30.0, false, streak).2), [0, 10, 20, 50, 50, 50]);
    }

    #[test]
    fn nothing_earns_more_than_the_most() {
        assert_eq!((most(0), most(1), most(5), most(6)), (0, 300, 1600, 1950));
        assert_eq!(most(20), 1600 + 15 * ANSWER_MAX);
        assert_eq!(most(usize::MAX), u32::MAX);
        let best =
            |n| (1..=n).map(|streak| points(Level::Expert, T, Duration::ZERO, false, streak).total()).sum::<u32>();
        assert!((0..40).all(|n| most(n as usize) == best(n)));
    }

    proptest! {
        #[test]
        fn speed_is_never_worth_more_than_half_the_base(ms in 0u64..100_000, total in 0u64..60_000, hinted: bool) {
            let time = Some(Duration::from_millis(total));
            for level in [Level::Easy, Level::Trade, Level::Expert] {
                let p = points(level, time, Duration::from_millis(ms), hinted, 1);
                prop_assert!(p.speed * 2 <= p.base);
            }
        }
    }
}
