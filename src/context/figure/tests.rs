//! All figures: they fit, they rest, they say what is right, and they refuse nonsense.

use proptest::prelude::*;
use toml::de::DeTable;

use super::*;
use crate::context::{FRAMES_A_SECOND, SMALLEST_ROOM};
use crate::read::diagnostic::{Code, Diagnostic};

/// The smallest room and one that is larger than a figure.
const ROOMS: [Room; 2] = [SMALLEST_ROOM, Room { cols: 96, rows: 18 }];

/// Reads a figure from its own keys, without title and alt.
fn read(source: &str) -> (Option<Figure>, Vec<Diagnostic>) {
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

pub(super) fn faults(source: &str) -> Vec<Code> {
    read(source).1.iter().map(|fault| fault.code).collect()
}

/// A drawing as text.
pub(super) fn text(sheet: &Sheet) -> String {
    let row = |row: &Vec<_>| row.iter().map(|run: &crate::context::SheetRun| run.text.as_ref()).collect::<String>();
    sheet.rows.iter().map(row).collect::<Vec<_>>().join("\n")
}

/// The last frame in the smallest room, as text.
pub(super) fn last(figure: &Figure, lang: Lang) -> String {
    text(&figure.paint(lang, SMALLEST_ROOM, Frame::END))
}

/// Whether the last frame says so, in the smallest room and in a large one.
#[track_caller]
pub(super) fn says(figure: &Figure, lang: Lang, expected: &[&str]) {
    for room in ROOMS {
        let sheet = figure.paint(lang, room, Frame::END);
        expected.iter().for_each(|part| assert!(sheet.contains(part), "no {part}:\n{}", text(&sheet)));
    }
}

/// Draws a frame, which must fill the rows of its room and be no wider.
#[track_caller]
fn fits(figure: &Figure, lang: Lang, room: Room, frame: Frame) {
    let sheet = figure.paint(lang, room, frame);
    let fits = sheet.rows.len() == room.rows && sheet.cols() <= room.cols;
    assert!(fits, "frame {} in {room:?}:\n{}", frame.0, text(&sheet));
}

/// Draws every frame in the smallest room, and the last in a large one: all must fit, and the last must come soon.
#[track_caller]
pub(super) fn walk(figure: &Figure) {
    let frames = std::iter::successors(Some(Frame(0)), |frame| figure.timeline.next(*frame));
    for frame in frames {
        assert!(frame.0 < 15 * FRAMES_A_SECOND, "longer than 15 s");
        fits(figure, Lang::ALL[frame.0 as usize % Lang::ALL.len()], SMALLEST_ROOM, frame);
    }
    glance(figure);
}

/// Draws a few frames in the smallest room, and the last in a large one: all must fit.
#[track_caller]
pub(super) fn glance(figure: &Figure) {
    for frame in [0, 45, 110, 200, u32::MAX].map(Frame) {
        fits(figure, Lang::Fr, SMALLEST_ROOM, frame);
    }
    Lang::ALL.into_iter().for_each(|lang| fits(figure, lang, ROOMS[1], Frame::END));
}

#[test]
fn figures_are_listed_by_their_names() {
    assert!(FIGURES.is_sorted(), "{FIGURES:?}");
}

#[test]
fn every_figure_moves_within_its_room() {
    FIGURES.iter().for_each(|name| walk(&good(&format!("type = \"{name}\""))));
}

#[test]
fn the_bootstrap_of_the_talk() {
    let talk = good("type = 'bootstrap'");
    let three = ["μ = 11", "x̄ = 10", "5 9 9 14", "9 12 14 14", "5 5 12 12", "9.25", "12.25", "8.50"];
    says(&talk, Lang::En, &three);
    says(&talk, Lang::En, &["200 resamples", "all possible: 1.6956"]);
    says(&talk, Lang::Fr, &["sur tous\u{a0}: 1,6956"]);
    says(&good("type = 'bootstrap'\nresamples = 3"), Lang::En, &["3 resamples", "SE = 1.98"]);
}

#[test]
fn what_is_usual_unless_other_keys_say_otherwise_may_be_written() {
    let [said, unsaid] = ["down = 3", ""].map(|keys| good(&format!("type = 'servers'\n{keys}")));
    assert_eq!(said, unsaid);
    // Without a sample of its own a figure begins with the resamples of the talk.
    says(&good("type = 'bootstrap'\nsample = [5, 9, 12, 14]"), Lang::En, &["x̄ = 10", "all possible: 1.6956"]);
}

#[test]
fn a_confusion_matrix_by_hand() {
    let texts = ["accuracy = 0.94", "precision = 0.80", "recall = 0.67", "Σ 88", "Σ 12", "100 cases"];
    says(&good("type = 'confusion'"), Lang::En, &texts);
    let three = good("type = 'confusion'\nmatrix = [[5, 1, 0], [0, 2, 2], [3000, 1, 1]]");
    says(&three, Lang::En, &["accuracy = 0.00", "3000", "0.83", "3012 cases"]);
}

#[test]
fn the_others_say_what_they_compute() {
    let coverage = good("type = 'coverage'\nn = 10\nrepeats = 20\nfactor = \"z\"\nlevel = 90");
    says(&coverage, Lang::En, &["90% intervals (z), n = 10", "of 20 hold μ = 11"]);
    says(&good("type = 'sampling'"), Lang::Fr, &["μ = 11", "x̄ = ", "N = 120", "n = 8"]);
    says(&good("type = 'roc'\nseparation = 6"), Lang::En, &["AUC = 1.00", "threshold = 0.50"]);
    says(&good("type = 'overfitting'\nturn = 9\nnoise = 0"), Lang::En, &["least at epoch 9", "patience 6: stop"]);
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
    // Each case draws six figures or more.
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_machines_rows_and_times_are_drawn(
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

    #[test]
    fn any_samples_and_classifiers_are_drawn(
        mu in -1e6f64..1e6, sigma in 1e-3f64..1e6, seed in 0i64.., n in 2i64..40, repeats in 5i64..=30,
        sample in prop::collection::vec(-1e15f64..1e15, 2..=8), counts in prop::collection::vec(0i64..=99_999, 16),
        classes in 2usize..=4, share in 0.0..=1.0, epochs in 5i64..=200,
    ) {
        let square: Vec<&[i64]> = counts.chunks(classes).take(classes).collect();
        let law = format!("mu = {mu:?}\nsigma = {sigma:?}\nseed = {seed}");
        let seed = format!("seed = {seed}");
        let (level, apart, noise) = (50.0 + 49.0 * share, 6.0 * share, 0.3 * share);
        for (name, rest) in [
            ("bootstrap", format!("{law}\nsample = {sample:?}\nresamples = {epochs}")),
            ("sampling", format!("{law}\nn = {n}\nsize = {}", 50 + epochs)),
            ("coverage", format!("{law}\nn = {n}\nrepeats = {repeats}\nlevel = {level:?}")),
            ("confusion", format!("{seed}\nmatrix = {square:?}")),
            ("roc", format!("{seed}\nseparation = {apart:?}\nthreshold = {share:?}\npositives = {}", n + 5)),
            ("overfitting", format!("{seed}\nepochs = {epochs}\nturn = {n}\npatience = {n}\nnoise = {noise:?}")),
        ] {
            glance(&good(&format!("type = '{name}'\n{rest}")));
        }
    }
}
