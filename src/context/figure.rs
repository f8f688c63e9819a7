//! `figure`: a small simulation that computes the real thing from a few numbers and a seed, and moves.
//!
//! A figure is worked out once, when it is read; a drawing is a function of the frame's number and only looks at the
//! result. The mathematics is in [`crate::maths`]. One file per figure: what it may be told, and how it looks.

mod board;
mod labels;
mod points;
mod timeline;

use self::timeline::Moment;
pub use self::timeline::Timeline;
use super::sheet::{Room, Sheet};
use super::{Frame, Scene, Shown, read_title, words};
use crate::diagnostic::Code;
use crate::read::{Keys, Reading};
use crate::text::{Lang, Text};

/// A small simulation that moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// In the frame.
    pub title: Option<Text>,
    /// What it shows, in words: for who cannot see it, and for paper.
    pub alt: Text,
    kind: Kind,
    timeline: Timeline,
}

/// What every figure can do.
trait Living {
    /// Its movements and rests.
    fn timeline(&self) -> Timeline;

    /// The drawing at a moment, no wider than the room, and of the same size at all moments.
    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static>;
}

/// Declares the figures: the name in packs, the file, the type in it.
macro_rules! figures {
    ($($name:literal $module:ident $kind:ident,)*) => {
        $(mod $module;)*

        #[derive(Debug, Clone, PartialEq)]
        enum Kind { $($kind($module::$kind),)* }

        /// The names of the figures, as packs write them.
        pub const FIGURES: &[&str] = &[$($name,)*];

        type Read = fn(&mut Keys, &mut Reading) -> Option<Kind>;

        const READERS: &[(&str, Read)] = &[
            $(($name, |keys, reading| $module::$kind::read(keys, reading).map(Kind::$kind)),)*
        ];

        impl Kind {
            fn living(&self) -> &dyn Living {
                match self { $(Kind::$kind(figure) => figure,)* }
            }
        }
    };
}

figures! {
    "bootstrap" bootstrap Bootstrap,
    "boundary" boundary Boundary,
    "colours" colours Colours,
    "confusion" confusion Confusion,
    "coverage" coverage Coverage,
    "deploy" deploy Deploy,
    "descent" descent Descent,
    "folds" folds Folds,
    "kmeans" kmeans Kmeans,
    "latency" latency Latency,
    "logistic" logistic Logistic,
    "normal" normal Normal,
    "overfitting" overfitting Overfitting,
    "regression" regression Regression,
    "roc" roc Roc,
    "sampling" sampling Sampling,
    "servers" servers Servers,
    "split" split Split,
}

/// Two names from the key `labels`, of two groups or of two lines.
fn read_pair(keys: &mut Keys, reading: &mut Reading) -> Option<[Text; 2]> {
    let value = keys.optional("labels")?;
    let list = reading.list(value, 2);
    if list.len() == 1 {
        reading.push(reading.fault(Code::LengthMismatch, value.span()).arg("found", 1).arg("wanted", 2));
    }
    let names: Vec<Text> = list.iter().filter_map(|v| reading.text(v, 16)).collect();
    names.try_into().ok()
}

/// The seed of what is left to chance; 1 unless said.
fn read_seed(keys: &mut Keys, reading: &mut Reading) -> Option<u64> {
    keys.optional("seed").map_or(Some(1), |v| reading.integer(v, 0..=i64::from(u32::MAX)).map(i64::unsigned_abs))
}

/// A name that a pack may give to an axis or a part, instead of ours.
fn read_name(key: &'static str, keys: &mut Keys, reading: &mut Reading) -> Option<Text> {
    keys.optional(key).and_then(|v| reading.text(v, NAME_MAX))
}

/// The pack's own name, or ours.
fn named<'a>(own: &'a Option<Text>, lang: Lang, ours: &'a str) -> &'a str {
    own.as_ref().map_or(ours, |own| own.get(lang))
}

/// The longest name within a figure.
const NAME_MAX: usize = 40;

/// The longest text that tells a figure or picture in words.
pub(super) const ALT_MAX: usize = 500;

impl Figure {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let title = read_title(keys, reading);
        let alt = keys.required("alt", reading).and_then(|v| reading.text(v, ALT_MAX));
        let Some(read) = keys.required("type", reading).and_then(|v| reading.word(v, READERS)) else {
            // Whose the other keys are is not known.
            keys.ask_all();
            return None;
        };
        let kind = read(keys, reading)?;
        let timeline = kind.living().timeline();
        Some(Self { title, alt: alt?, kind, timeline })
    }

    /// Its movements and rests.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// A figure's height when there is room for no more, and at most.
    const ROWS: std::ops::RangeInclusive<usize> = 13..=18;

    fn paint(&self, lang: Lang, room: Room, frame: Frame) -> Sheet<'_> {
        let rows = room.rows.clamp(*Self::ROWS.start(), *Self::ROWS.end());
        self.kind.living().draw(self.timeline.at(frame), lang, Room { rows, ..room })
    }
}

impl Shown for Figure {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        let Scene { lang, room, tells, frame, .. } = *scene;
        if scene.in_words { words(self.alt.get(lang), room, tells) } else { self.paint(lang, room, frame) }
    }

    fn alt(&self) -> Option<&Text> {
        Some(&self.alt)
    }

    fn next_frame(&self, frame: Frame) -> Option<Frame> {
        self.timeline.next(frame)
    }
}

#[cfg(test)]
mod tests;
