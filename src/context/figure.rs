//! `figure`: a small simulation that computes the real thing from a few numbers and a seed, and moves.
//!
//! A figure is worked out once, when it is read; a drawing is a function of the frame's number and only looks at the
//! result. The mathematics is in [`crate::maths`]. One file per figure: what it may be told, and how it looks.

mod labels;
mod points;
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
    "boundary" boundary Boundary,
    "colours" colours Colours,
    "descent" descent Descent,
    "logistic" logistic Logistic,
    "normal" normal Normal,
    "regression" regression Regression,
}

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
    use toml::de::DeTable;

    use super::*;
    use crate::context::SMALLEST_ROOM;
    use crate::diagnostic::{Code, Diagnostic};

    /// Reads a figure from its own keys, without title and alt.
    pub(super) fn read(source: &str) -> (Option<Figure>, Vec<Diagnostic>) {
        let source = format!("alt = \"what it shows\"\n{source}");
        let table = DeTable::parse(&source).expect("TOML");
        let fetch = |_: &str, _| -> Result<_, _> { unreachable!("figures read no files") };
        let mut reading = Reading::new(&fetch);
        let mut keys = Keys::new(table.get_ref(), 0..source.len());
        let figure = Figure::read(&mut keys, &mut reading);
        keys.finish(&mut reading);
        (figure, reading.faults)
    }

    /// Reads a figure that must be right.
    #[track_caller]
    pub(super) fn good(source: &str) -> Figure {
        let (figure, faults) = read(source);
        assert_eq!(faults, [], "{source}");
        figure.expect("a figure")
    }

    /// The codes of what is wrong with a figure.
    pub(super) fn faults(source: &str) -> Vec<Code> {
        read(source).1.iter().map(|fault| fault.code).collect()
    }

    /// The last frame in the smallest room, as text.
    pub(super) fn last(figure: &Figure, lang: Lang) -> String {
        text(&figure.draw(lang, SMALLEST_ROOM, Frame::END))
    }

    /// Draws every frame in small and large rooms: all must have the same size and fit.
    #[track_caller]
    pub(super) fn walk(figure: &Figure) {
        for (lang, room) in
            Lang::ALL.into_iter().flat_map(|lang| [SMALLEST_ROOM, Room { cols: 96, rows: 18 }].map(|room| (lang, room)))
        {
            let end = figure.draw(lang, room, Frame::END);
            assert_eq!(end.rows.len(), room.rows, "{}", text(&end));
            assert!(end.cols() <= room.cols, "{}", text(&end));
            let mut next = Some(Frame(0));
            while let Some(frame) = next {
                let sheet = figure.draw(lang, room, frame);
                assert_eq!(sheet.rows.len(), end.rows.len(), "frame {}", frame.0);
                assert!(sheet.cols() <= room.cols, "frame {}: {}", frame.0, text(&sheet));
                next = figure.timeline().next(frame);
                assert!(frame.0 < 15 * crate::context::FRAMES_A_SECOND, "longer than 15 s");
            }
        }
    }

    /// Draws a few frames in the smallest room: all must fit.
    #[track_caller]
    pub(super) fn glance(figure: &Figure) {
        for frame in [0, 45, 110, 200, u32::MAX].map(Frame) {
            let sheet = figure.draw(Lang::Fr, SMALLEST_ROOM, frame);
            assert_eq!(sheet.rows.len(), SMALLEST_ROOM.rows, "{}", text(&sheet));
            assert!(sheet.cols() <= SMALLEST_ROOM.cols, "{}", text(&sheet));
        }
    }

    fn text(sheet: &Sheet) -> String {
        let row = |row: &Vec<_>| row.iter().map(|run: &crate::context::Run| run.text.as_ref()).collect::<String>();
        sheet.rows.iter().map(row).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn every_figure_moves_within_its_room() {
        FIGURES.iter().for_each(|name| walk(&good(&format!("type = \"{name}\""))));
    }

    #[test]
    fn figures_are_listed_by_their_names() {
        assert!(FIGURES.is_sorted(), "{FIGURES:?}");
    }
}
