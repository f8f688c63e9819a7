//! When a figure moves and when it rests: beats, each a movement and the rest after it.

use std::cmp::Ordering;

use crate::context::Frame;

/// Beats one after the other, after a rest at the beginning that lets the eye arrive. After the last, all rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timeline {
    beats: Vec<Beat>,
}

/// A movement and the rest after it, in frames.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beat {
    pub(crate) moving: u32,
    pub(crate) resting: u32,
}

/// A beat that moves for so many frames, and rests for so many.
pub(crate) fn beat(moving: u32, resting: u32) -> Beat {
    Beat { moving, resting }
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Moment {
    /// The number of the beat, from 0.
    pub(crate) beat: usize,
    /// How much of the beat's movement is done, from 0 to 1.
    pub(crate) share: f64,
}

impl Moment {
    /// How much of a beat is done, at an even pace: 1 for those before this one, 0 for those after it.
    pub(crate) fn even(self, beat: usize) -> f64 {
        match beat.cmp(&self.beat) {
            Ordering::Less => 1.0,
            Ordering::Equal => self.share,
            Ordering::Greater => 0.0,
        }
    }

    /// The same, slow at both ends (smoothstep: 3s² - 2s³).
    pub(crate) fn done(self, beat: usize) -> f64 {
        let share = self.even(beat);
        share * share * (3.0 - 2.0 * share)
    }
}

/// The rest at the beginning: two thirds of a second.
const LEAD: u32 = 20;

impl Timeline {
    pub(crate) fn of(beats: Vec<Beat>) -> Self {
        debug_assert!(!beats.is_empty());
        Self { beats }
    }

    pub fn at(&self, frame: Frame) -> Moment {
        let running = |(_, (start, beat)): &(usize, (u32, Beat))| frame.0 < start + beat.moving + beat.resting;
        let Some((i, (start, beat))) = self.starts().enumerate().find(running) else {
            return Moment { beat: self.beats.len().saturating_sub(1), share: 1.0 };
        };
        let done = f64::from(frame.0.saturating_sub(start));
        // A movement of no frames is over at once.
        let share = if beat.moving == 0 { 1.0 } else { done / f64::from(beat.moving) };
        Moment { beat: i, share: share.min(1.0) }
    }

    fn starts(&self) -> impl Iterator<Item = (u32, Beat)> {
        self.beats.iter().scan(LEAD, |next, beat| {
            let start = *next;
            *next += beat.moving + beat.resting;
            Some((start, *beat))
        })
    }

    /// The next frame that differs from one: the frame after it within a movement, the beginning of the next movement
    /// within a rest, none after the last movement.
    pub fn next(&self, frame: Frame) -> Option<Frame> {
        self.starts().find_map(|(start, beat)| match frame {
            Frame(frame) if frame < start => Some(Frame(start)),
            Frame(frame) if frame < start + beat.moving => Some(Frame(frame + 1)),
            _ => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn beats_follow_one_another() {
        let timeline = Timeline::of(vec![beat(10, 30); 2]);
        assert_eq!(timeline.at(Frame(0)), Moment { beat: 0, share: 0.0 });
        assert_eq!(timeline.at(Frame(LEAD + 5)), Moment { beat: 0, share: 0.5 });
        assert_eq!(timeline.at(Frame(LEAD + 20)), Moment { beat: 0, share: 1.0 });
        assert_eq!(timeline.at(Frame(LEAD + 45)), Moment { beat: 1, share: 0.5 });
        assert_eq!(timeline.at(Frame::END), Moment { beat: 1, share: 1.0 });
    }

    #[test]
    fn rests_are_slept_through() {
        let timeline = Timeline::of(vec![beat(10, 30); 2]);
        assert_eq!(timeline.next(Frame(0)), Some(Frame(LEAD)));
        assert_eq!(timeline.next(Frame(LEAD)), Some(Frame(LEAD + 1)));
        assert_eq!(timeline.next(Frame(LEAD + 10)), Some(Frame(LEAD + 40)));
        assert_eq!(timeline.next(Frame(LEAD + 50)), None);
        assert_eq!(timeline.next(Frame::END), None);
    }

    proptest! {
        #[test]
        fn what_is_slept_through_does_not_move(
            beats in proptest::collection::vec((0u32..20, 0u32..20), 1..6),
            frame in 0u32..300,
        ) {
            let beats = beats.into_iter().map(|(moving, resting)| beat(moving, resting)).collect();
            let timeline = Timeline::of(beats);
            let next = timeline.next(Frame(frame)).map_or(frame + 100, |next| next.0);
            prop_assert!(next > frame);
            for between in frame..next {
                prop_assert_eq!(timeline.at(Frame(frame)), timeline.at(Frame(between)));
            }
        }
    }
}
