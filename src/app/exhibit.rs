//! A question that is looked at, wherever that is.

pub(crate) mod view;

use std::time::Duration;

use crate::context::Frame;
use crate::pack::Question;
use crate::ui::Act;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Exhibit {
    pub(crate) in_words: bool,
    pub(crate) scroll: u16,
    /// Another context is shown: one where the chosen meaning would have been right.
    pub(crate) contrast: bool,
    watched: Duration,
}

/// No explanation is longer; the view stops at its end.
const SCROLL_MAX: u16 = 20;

impl Exhibit {
    pub fn frame(&self) -> Frame {
        Frame::at(self.watched)
    }

    pub(super) fn tick(&mut self, time: Duration) {
        self.watched += time;
    }

    pub(super) fn wake(&self, question: &Question) -> Option<Duration> {
        let next = question.context.next_frame(self.frame()).filter(|_| !self.in_words)?;
        Some(next.time().saturating_sub(self.watched))
    }

    pub(super) fn act(&mut self, act: &Act) {
        match act {
            Act::Replay => self.watched = Duration::ZERO,
            Act::InWords => self.in_words = !self.in_words,
            Act::Up => self.scroll = self.scroll.saturating_sub(1),
            Act::Down => self.scroll = (self.scroll + 1).min(SCROLL_MAX),
            _ => {}
        }
    }

    /// The explanation from its first row, of the question itself.
    pub(super) fn open(&mut self) {
        (self.scroll, self.contrast) = (0, false);
    }

    pub(super) fn change(&mut self) {
        *self = Self { in_words: self.in_words, ..Self::default() };
    }

    pub(super) fn flip(&mut self, there_is: bool) {
        (self.scroll, self.contrast) = (0, there_is && !self.contrast);
    }
}

/// How long until a transition that takes some time shows its next frame, if it is not over.
pub(super) fn moving(since: Duration, time: Duration) -> Option<Duration> {
    (since < time).then(|| Frame::at(since).after().time().saturating_sub(since))
}

/// How long until the whole seconds of a time that is left change.
pub(super) fn second(left: Duration) -> Duration {
    match Duration::from_nanos(left.subsec_nanos().into()) {
        Duration::ZERO => left.min(Duration::from_secs(1)),
        past => past,
    }
}

pub(super) fn soonest(times: impl IntoIterator<Item = Option<Duration>>) -> Option<Duration> {
    times.into_iter().flatten().min()
}
