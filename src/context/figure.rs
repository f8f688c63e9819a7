//! `figure`: a small simulation that computes the real thing from a few numbers and a seed, and moves.
//!
//! A figure is worked out once, when it is read; a drawing is a function of the frame's number and only looks at the
//! result. The mathematics is in [`crate::maths`]. One file per figure: what it may be told, and how it looks.

mod labels;
mod timeline;

use self::timeline::Moment;
pub use self::timeline::Timeline;
use super::sheet::{Room, Sheet};
use super::{Frame, read_title};
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
    "deploy" deploy Deploy,
    "folds" folds Folds,
    "kmeans" kmeans Kmeans,
    "latency" latency Latency,
    "normal" normal Normal,
    "servers" servers Servers,
    "split" split Split,
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

    pub(super) fn draw(&self, lang: Lang, room: Room, frame: Frame) -> Sheet<'_> {
        let rows = room.rows.clamp(*Self::ROWS.start(), *Self::ROWS.end());
        self.kind.living().draw(self.timeline.at(frame), lang, Room { rows, ..room })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml::de::DeTable;

    use super::*;
    use crate::context::SMALLEST_ROOM;
    use crate::diagnostic::Code;
    use crate::text::SafeText;

    /// Reads a figure; what is wrong with it.
    pub(super) fn figure(name: &str, rest: &str) -> (Option<Figure>, Vec<Code>) {
        let source = format!("type = \"{name}\"\nalt = \"a\"\n{rest}");
        let table = DeTable::parse(&source).expect("TOML");
        let fetch = |_: &str| Err((Code::NoDataFile, SafeText::default()));
        let mut reading = Reading::new(&fetch);
        let mut keys = Keys::new(table.get_ref(), 0..0);
        let figure = Figure::read(&mut keys, &mut reading);
        keys.finish(&mut reading);
        (figure, reading.faults.iter().map(|fault| fault.code).collect())
    }

    /// A figure that is read without fault.
    pub(super) fn good(name: &str, rest: &str) -> Figure {
        let (figure, faults) = figure(name, rest);
        assert_eq!(faults, [], "{name}\n{rest}");
        figure.expect("a figure without faults")
    }

    /// A drawing as text.
    pub(super) fn text(sheet: &Sheet) -> String {
        let line = |row: &crate::context::Row| row.iter().map(|run| run.text.as_ref()).collect::<String>();
        sheet.rows.iter().map(|row| line(row).trim_end().to_owned() + "\n").collect()
    }

    /// The last drawing in the smallest room, in English.
    pub(super) fn last(figure: &Figure) -> String {
        text(&figure.draw(Lang::En, SMALLEST_ROOM, Frame::END))
    }

    /// Frame by frame it fits, and keeps its size.
    pub(super) fn walk(figure: &Figure, step: u32) {
        for (lang, cols, rows) in [(Lang::En, 74, 13), (Lang::Fr, 74, 13), (Lang::En, 96, 18), (Lang::Fr, 96, 18)] {
            let room = Room { cols, rows };
            let height = figure.draw(lang, room, Frame(0)).rows.len();
            assert!(height <= rows, "{height} rows");
            let mut frame = Some(Frame(0));
            while let Some(Frame(at)) = frame {
                let sheet = figure.draw(lang, room, Frame(at));
                assert!(sheet.cols() <= cols, "{} columns of {cols}\n{}", sheet.cols(), text(&sheet));
                assert_eq!(sheet.rows.len(), height, "frame {at}");
                frame = figure.timeline().next(Frame(at + step - 1));
            }
            let sheet = figure.draw(lang, room, Frame::END);
            assert!(sheet.cols() <= cols && sheet.rows.len() == height);
        }
    }

    #[test]
    fn every_figure_is_whole_at_every_moment() {
        for name in FIGURES {
            let figure = good(name, "");
            walk(&figure, 1);
            let mut frames = 0;
            let mut frame = Some(Frame(0));
            while let Some(at) = frame {
                frames = at.0;
                frame = figure.timeline().next(at);
            }
            assert!(frames <= 480, "{name} moves for {frames} frames");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn no_parameters_break_these(
            (seed, n, k, groups) in (0u32.., 4usize..=200, 1usize..=4, 1usize..=6),
            (nodes, down) in (2usize..=8, 0usize..=8),
            (rows, shares) in (3usize..=10_000_000, prop::collection::vec(0.001f64..1e6, 2..=3)),
            (median, spread, limit) in (0.1f64..100_000.0, 0.05f64..=1.0, 0.1f64..1e6),
            (before, after, noise, minutes) in (0.01f64..1e6, 0.01f64..1e6, 0.0f64..=0.5, 10usize..=240),
        ) {
            let down = down.min(nodes);
            for (name, rest) in [
                ("kmeans", format!("seed = {seed}\nn = {n}\nk = {k}\ngroups = {groups}\nspread = {spread}")),
                ("servers", format!("nodes = {nodes}\ndown = {down}")),
                ("split", format!("rows = {rows}\nshares = {shares:?}\nseed = {seed}")),
                ("split", format!("rows = {n}\nshares = {shares:?}\nseed = {seed}")),
                ("folds", format!("k = {}\nrows = {}\nseed = {seed}", nodes, rows.max(9))),
                ("latency", format!("n = {}\nmedian = {median}\nspread = {spread}\nlimit = {limit}", n + 20)),
                ("deploy", format!("before = {before}\nafter = {after}\nnoise = {noise}\nminutes = {minutes}")),
            ] {
                walk(&good(name, &rest), 7);
            }
        }
    }
}
