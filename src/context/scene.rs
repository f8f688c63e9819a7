//! What a drawing depends on besides the context: the room, the language, the time, what was made ready.

use std::time::Duration;

use super::{Room, highlight, picture};
use crate::text::Lang;

/// Frames of a living figure are so many a second.
pub const FRAMES_A_SECOND: u32 = 30;

/// How far a living figure is: the number of a frame, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Frame(pub u32);

impl Frame {
    /// The last of any figure: where nothing moves any more, or nothing may move.
    pub const END: Frame = Frame(u32::MAX);

    /// The frame that is shown after so much time.
    pub(crate) fn at(time: Duration) -> Self {
        // A nanosecond more, lest the very time of a frame be rounded down to the one before it.
        let frames = (time.as_nanos() + 1) * u128::from(FRAMES_A_SECOND) / 1_000_000_000;
        Frame(u32::try_from(frames).unwrap_or(u32::MAX))
    }

    pub(crate) fn time(self) -> Duration {
        Duration::from_nanos((u64::from(self.0) * 1_000_000_000).div_ceil(u64::from(FRAMES_A_SECOND)))
    }

    pub(crate) fn after(self) -> Self {
        Frame(self.0.saturating_add(1))
    }
}

/// What a drawing depends on besides the context itself.
#[derive(Debug, Clone, Copy)]
pub struct Scene<'a> {
    pub(crate) lang: Lang,
    /// How much room there is; at least [`SMALLEST_ROOM`].
    pub(crate) room: Room,
    /// Texts that are kept whole where text is wrapped.
    pub(crate) tells: &'a [&'a str],
    pub(crate) frame: Frame,
    /// A figure or picture is told in words instead.
    pub(crate) in_words: bool,
    pub(crate) ready: Option<&'a Ready>,
}

impl<'a> Scene<'a> {
    pub fn still(lang: Lang, room: Room, tells: &'a [&'a str]) -> Self {
        Self { lang, room, tells, frame: Frame::END, in_words: false, ready: None }
    }
}

/// What takes too long to be made while drawing, and is made ahead. A drawing without it is whole, only plainer.
#[derive(Debug, Clone, PartialEq)]
pub enum Ready {
    Tokens(highlight::Tokens),
    Pixels(picture::Pixels),
}

impl Ready {
    pub(super) fn tokens(&self) -> Option<&highlight::Tokens> {
        match self {
            Ready::Tokens(tokens) => Some(tokens),
            Ready::Pixels(_) => None,
        }
    }

    pub(crate) fn pixels(&self) -> Option<&picture::Pixels> {
        match self {
            Ready::Tokens(_) => None,
            Ready::Pixels(pixels) => Some(pixels),
        }
    }
}
