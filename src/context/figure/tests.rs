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
    text(&figure.paint(lang, SMALLEST_ROOM, Frame::END))
}

/// Draws every frame in small and large rooms: all must have the same size and fit.
#[track_caller]
pub(super) fn walk(figure: &Figure) {
    for (lang, room) in
        Lang::ALL.into_iter().flat_map(|lang| [SMALLEST_ROOM, Room { cols: 96, rows: 18 }].map(|room| (lang, room)))
    {
        let end = figure.paint(lang, room, Frame::END);
        assert_eq!(end.rows.len(), room.rows, "{}", text(&end));
        assert!(end.cols() <= room.cols, "{}", text(&end));
        let mut next = Some(Frame(0));
        while let Some(frame) = next {
            let sheet = figure.paint(lang, room, frame);
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
        let sheet = figure.paint(Lang::Fr, SMALLEST_ROOM, frame);
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

const ROOMS: [Room; 2] = [SMALLEST_ROOM, Room { cols: 96, rows: 18 }];

/// A figure by its name and its other keys.
#[track_caller]
fn figure(kind: &str, keys: &str) -> Figure {
    good(&format!("type = \"{kind}\"\n{keys}"))
}

#[track_caller]
fn last_says(figure: &Figure, lang: Lang, texts: &[&str]) {
    for room in ROOMS {
        let sheet = figure.paint(lang, room, Frame::END);
        for text in texts {
            assert!(sheet.contains(text), "no {text} in {sheet:#?}");
        }
    }
}

#[test]
fn the_bootstrap_of_the_talk() {
    let talk = figure("bootstrap", "");
    let three = ["μ = 11", "x̄ = 10", "5 9 9 14", "9 12 14 14", "5 5 12 12", "9.25", "12.25", "8.50"];
    last_says(&talk, Lang::En, &three);
    last_says(&talk, Lang::En, &["200 resamples", "exact: 1.6956"]);
    last_says(&talk, Lang::Fr, &["exacte\u{a0}: 1,6956"]);
    last_says(&figure("bootstrap", "resamples = 3"), Lang::En, &["3 resamples", "SE = 1.98"]);
}

#[test]
fn a_confusion_matrix_by_hand() {
    let texts = ["accuracy = 0.94", "precision = 0.80", "recall = 0.67", "Σ 88", "Σ 12", "100 cases"];
    last_says(&figure("confusion", ""), Lang::En, &texts);
    let three = figure("confusion", "matrix = [[5, 1, 0], [0, 2, 2], [3000, 1, 1]]");
    last_says(&three, Lang::En, &["accuracy = 0.00", "3000", "0.83", "3012 cases"]);
}

#[test]
fn the_others_say_what_they_compute() {
    let coverage = figure("coverage", "n = 10\nrepeats = 20\nfactor = \"z\"\nlevel = 90");
    last_says(&coverage, Lang::En, &["90% intervals (z), n = 10", "of 20 hold μ = 11"]);
    last_says(&figure("sampling", ""), Lang::Fr, &["μ = 11", "x̄ = ", "N = 180", "n = 8"]);
    last_says(&figure("roc", "separation = 6"), Lang::En, &["AUC = 1.00", "threshold = 0.50"]);
    last_says(&figure("overfitting", "turn = 9\nnoise = 0"), Lang::En, &["least at epoch 9", "patience 6: stop"]);
}

#[test]
fn nonsense_is_refused() {
    for (kind, keys, code) in [
        ("bootstrap", "resamples = 2", Code::OutOfRange),
        ("bootstrap", "sample = [4]", Code::LengthMismatch),
        ("bootstrap", "sample = []", Code::EmptyList),
        ("bootstrap", "sample = [1, 2, 3, 4, 5, 6, 7, 8, 9]", Code::ListTooLong),
        ("bootstrap", "first = [[5, 9, 9]]", Code::LengthMismatch),
        ("bootstrap", "first = [[5, 9, 9, 13]]", Code::OutOfRange),
        ("sampling", "n = 1", Code::OutOfRange),
        ("coverage", "factor = \"q\"", Code::UnknownWord),
        ("coverage", "level = 100", Code::OutOfRange),
        ("confusion", "matrix = [[1, 2], [3]]", Code::LengthMismatch),
        ("confusion", "matrix = [[1]]", Code::LengthMismatch),
        ("confusion", "labels = [\"a\", \"b\", \"c\"]", Code::LengthMismatch),
        ("confusion", "tn = -1", Code::OutOfRange),
        ("roc", "labels = [\"a\"]", Code::LengthMismatch),
        ("roc", "separation = nan", Code::OutOfRange),
        ("overfitting", "patience = 0", Code::OutOfRange),
    ] {
        assert_eq!(faults(&format!("type = \"{kind}\"\n{keys}")), [code], "{kind}, {keys}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_is_legal_can_be_drawn(
        mu in -1e6f64..1e6, sigma in 1e-3f64..1e6, seed in 0i64.., n in 2i64..40, repeats in 5i64..=30,
        sample in prop::collection::vec(-1e15f64..1e15, 2..=8), counts in prop::collection::vec(0i64..=99_999, 16),
        classes in 2usize..=4, share in 0.0..=1.0, epochs in 5i64..=200, frame in 0u32..600,
    ) {
        let square: Vec<&[i64]> = counts.chunks(classes).take(classes).collect();
        let law = format!("mu = {mu:?}\nsigma = {sigma:?}\nseed = {seed}");
        let seed = format!("seed = {seed}");
        let (level, apart, noise) = (50.0 + 49.0 * share, 6.0 * share, 0.3 * share);
        for figure in [
            figure("bootstrap", &format!("{law}\nsample = {sample:?}\nresamples = {epochs}")),
            figure("sampling", &format!("{law}\nn = {n}\nsize = {}", 50 + epochs)),
            figure("coverage", &format!("{law}\nn = {n}\nrepeats = {repeats}\nlevel = {level:?}")),
            figure("confusion", &format!("{seed}\nmatrix = {square:?}")),
            figure("roc", &format!("{seed}\nseparation = {apart:?}\nthreshold = {share:?}\npositives = {}", n + 5)),
            figure("overfitting", &format!("{seed}\nepochs = {epochs}\nturn = {n}\npatience = {n}\nnoise = {noise:?}")),
        ] {
            for (room, lang) in ROOMS.into_iter().zip(Lang::ALL) {
                for frame in [Frame(frame), Frame::END] {
                    let sheet = figure.paint(lang, room, frame);
                    prop_assert!(sheet.cols() <= room.cols && sheet.rows.len() <= room.rows, "{:?}", sheet);
                }
            }
        }
    }
}
