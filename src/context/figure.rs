//! `figure`: a small simulation that computes the real thing from a few numbers and a seed, and moves.
//!
//! A figure is worked out once, when it is read; a drawing is a function of the frame's number and only looks at the
//! result. The mathematics is in [`crate::maths`]. One file per figure: what it may be told, and how it looks.

mod bootstrap;
mod boundary;
mod colours;
mod confusion;
mod coverage;
mod deploy;
mod descent;
mod folds;
mod keys;
mod kmeans;
pub(crate) mod labels;
mod latency;
mod logistic;
mod normal;
mod overfitting;
mod points;
mod prelude;
mod regression;
mod roc;
mod sampling;
mod servers;
mod split;
mod timeline;

use serde_json::Value as Json;

use self::timeline::{Beat, Moment, Timeline};
use super::sheet::{Room, Sheet};
use super::{ContextKind, Frame, Scene, title, words};
use crate::read::{CaseSchema, FromTable, Keys, Reading, Tables, by_type, keys};
use crate::text::{Lang, Text};

/// A small simulation that moves.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    pub(crate) title: Option<Text>,
    /// What it shows, in words: a text alternative, also used in print.
    pub alt: Text,
    kind: Kind,
    timeline: Timeline,
}

trait Living {
    fn beats(&self) -> Vec<Beat>;

    /// The drawing at a moment, no wider than the room, and of the same size at all moments.
    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static>;
}

/// Lists the figures: the name in packs, the file, the type in it. The files are declared above, where rustfmt sees them.
macro_rules! figures {
    ($($name:literal $module:ident $kind:ident,)*) => {
        #[derive(Debug, Clone, PartialEq)]
        enum Kind { $($kind($module::$kind),)* }

        /// The names of the figures, as packs write them.
        pub const FIGURES: &[&str] = &[$($name,)*];

        type Read = fn(&mut Keys, &mut Reading) -> Option<Kind>;

        const READERS: &[(&str, Read)] = &[
            $(($name, |keys, reading| $module::$kind::read(keys, reading).map(Kind::$kind)),)*
        ];

        fn schemas(tables: &mut Tables) -> Vec<CaseSchema> {
            vec![$(CaseSchema::of::<$module::$kind>($name, tables),)*]
        }

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

/// The longest text that tells a figure or picture in words.
pub(super) const ALT_MAX: usize = 500;

keys! {
    /// A small simulation that moves: `type` says which, `alt` tells it in words, and the other keys are that figure’s own.
    partial struct FigureKeys {
        /// Which figure.
        r#type: Read = word(READERS),
        /// In the frame. At most 60 characters.
        title: Option<Text> = title(),
        /// What is to be seen, in words, for those who cannot see it.
        alt: Text = text(ALT_MAX),
    }
}

impl FromTable for Figure {
    const NAME: &'static str = "Figure";

    fn schema(tables: &mut Tables) -> Json {
        by_type(FigureKeys::schema(tables), schemas(tables))
    }

    fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let own = FigureKeys::read(keys, reading);
        let Some(read) = own.r#type else {
            // Whose the other keys are is not known.
            keys.ask_all();
            return None;
        };
        let kind = read(keys, reading)?;
        let timeline = Timeline::of(kind.living().beats());
        Some(Self { title: own.title?, alt: own.alt?, kind, timeline })
    }
}

impl Figure {
    const ROWS: std::ops::RangeInclusive<usize> = 13..=18;

    fn paint(&self, lang: Lang, room: Room, frame: Frame) -> Sheet<'_> {
        let rows = room.rows.clamp(*Self::ROWS.start(), *Self::ROWS.end());
        self.kind.living().draw(self.timeline.at(frame), lang, Room { rows, ..room })
    }
}

impl ContextKind for Figure {
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
