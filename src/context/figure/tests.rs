//! All figures: they fit, they rest, they say what is right, and they refuse nonsense.

use proptest::prelude::*;
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

pub(super) fn text(sheet: &Sheet) -> String {
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
            glance(&good(&format!("type = '{name}'\n{rest}")));
        }
    }
}
