//! All figures: they fit, they rest, they say what is right, and they refuse nonsense.

use proptest::prelude::*;
use toml::de::DeTable;

use super::*;
use crate::context::{FRAMES_A_SECOND, SMALLEST_ROOM};

const ROOMS: [Room; 2] = [SMALLEST_ROOM, Room { cols: 96, rows: 18 }];

/// A figure of a pack, and the faults found in it.
fn read(kind: &str, keys: &str) -> (Option<Figure>, Vec<Code>) {
    let source = format!("type = \"{kind}\"\nalt = \"what it shows\"\n{keys}");
    let table = DeTable::parse(&source).expect("TOML");
    let mut reading = Reading::new(&|_| unreachable!("no file is read"));
    reading.needed = Lang::ALL.to_vec();
    let mut keys = Keys::new(table.get_ref(), table.span());
    let figure = Figure::read(&mut keys, &mut reading);
    keys.finish(&mut reading);
    (figure, reading.faults.into_iter().map(|fault| fault.code).collect())
}

#[track_caller]
fn figure(kind: &str, keys: &str) -> Figure {
    let (figure, faults) = read(kind, keys);
    assert_eq!(faults, [], "{kind}, {keys}");
    figure.expect("a figure without faults")
}

/// Every frame that differs from the one before it, the last one too.
fn frames(figure: &Figure) -> impl Iterator<Item = Frame> {
    std::iter::successors(Some(Frame(0)), |frame| figure.timeline().next(*frame)).chain([Frame::END])
}

#[track_caller]
fn last_says(figure: &Figure, lang: Lang, texts: &[&str]) {
    for room in ROOMS {
        let sheet = figure.draw(lang, room, Frame::END);
        for text in texts {
            assert!(sheet.contains(text), "no {text} in {sheet:#?}");
        }
    }
}

#[test]
fn all_frames_fit_and_are_of_one_size() {
    for kind in FIGURES {
        let figure = figure(kind, "");
        for (room, lang) in ROOMS.into_iter().flat_map(|room| Lang::ALL.map(|lang| (room, lang))) {
            let size = |sheet: &Sheet| (sheet.cols(), sheet.rows.len());
            let last = size(&figure.draw(lang, room, Frame::END));
            assert!(last.0 <= room.cols && last.1 <= room.rows, "{kind} takes {last:?} of {room:?}");
            for frame in frames(&figure) {
                assert_eq!(size(&figure.draw(lang, room, frame)), last, "{kind}, {frame:?}, {room:?}");
            }
        }
    }
}

#[test]
fn figures_come_to_rest() {
    for kind in FIGURES {
        let moving = frames(&figure(kind, "")).filter(|frame| *frame < Frame::END).last().expect("a frame");
        assert!(moving.0 <= 15 * FRAMES_A_SECOND, "{kind} moves until {moving:?}");
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
        assert_eq!(read(kind, keys).1, [code], "{kind}, {keys}");
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
                    let sheet = figure.draw(lang, room, frame);
                    prop_assert!(sheet.cols() <= room.cols && sheet.rows.len() <= room.rows, "{:?}", sheet);
                }
            }
        }
    }
}
