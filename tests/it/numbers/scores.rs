//! How good a model is: confusion matrices and what is read from them, ROC curves, folds, losses.

use polysemy::maths::logistic::sigma;
use polysemy::maths::summary::mean;
use polysemy::maths::{Chance, roc};

use super::asked::numbers_in;
use super::oracle::Counts;
use super::{asked, both, n, near, printed};

/// N13: TP 8, FP 2, FN 4, TN 86 have an F1 of 0.727.
#[test]
fn the_f1_of_a_hundred_photos_is_that_of_their_counts() {
    let question = asked("metric-f1");
    let [tp, fp, fn_, tn] = [("TP"), ("FP"), ("FN"), ("TN")].map(|name| question.after::<1>(name)[0] as usize);
    let counts = Counts { true_positives: tp, false_positives: fp, false_negatives: fn_, true_negatives: tn };
    question.shows(n(counts.total() as f64, 0)).shows(n(counts.f1(), 3)).explains(n(tn as f64, 0));
}

#[test]
fn the_metrics_under_a_confusion_matrix_are_those_of_its_counts() {
    let question = asked("metric-kept-aside");
    let [tn, fp, fn_, tp] = ["tn", "fp", "fn", "tp"].map(|key| question.number(key) as usize);
    let counts = Counts { true_negatives: tn, false_positives: fp, false_negatives: fn_, true_positives: tp };
    let [accuracy, precision, recall] = [counts.accuracy(), counts.precision(), counts.recall()];
    for metric in [accuracy, precision, recall] {
        question.shows(n(metric, 2)).tells_of(n(metric, 2));
    }
    question.explains(n(precision, 2)).explains(n(recall, 2)).explains(n(counts.total() as f64, 0));
    for count in [tn, fp, fn_, tp, counts.total()] {
        question.shows(n(count as f64, 0)).tells_of(n(count as f64, 0));
    }
}

/// Shares of 600 rows, in percent.
#[test]
fn out_of_bag_errors_are_shares_of_the_rows() {
    let question = asked("bootstrap-more-trees");
    let [rows] = question.after("wake up?");
    for error in question.points("series.0.points").1 {
        let wrong = (error / 100.0 * rows).round();
        near(100.0 * wrong / rows, error, 0.0501);
    }
}

/// M11, M38: who always says the same has the accuracy of its class, and an AUC of ½.
#[test]
fn the_leaderboard_can_be_that_of_a_thousand_photos() {
    let question = asked("metric-leaderboard");
    let rows: Vec<Vec<f64>> = question.entries("rows").iter().map(|row| scores_in(row)).collect();
    let [accuracy, f1, auc] = rows[3][..] else { panic!("{rows:?}") };
    let asleep = (1000.0 * accuracy).round() as usize;
    let always = Counts { true_positives: asleep, false_positives: 1000 - asleep, ..Counts::default() };
    near(f1, always.f1(), 0.0005);
    assert_eq!((always.accuracy(), auc), (accuracy, 0.5));
    question.explains(n(auc, 2)).explains(n(f1, 2));
    // The others have counts, too, that give both numbers.
    for row in &rows[..3] {
        let right = (1000.0 * row[0]).round() as usize;
        let with = |tp: usize| {
            let tn = right.checked_sub(tp).filter(|tn| *tn <= 1000 - asleep)?;
            let counts = Counts {
                true_positives: tp,
                false_negatives: asleep - tp,
                true_negatives: tn,
                false_positives: 1000 - asleep - tn,
            };
            Some(counts.f1())
        };
        assert!((0..=asleep).filter_map(with).any(|f1| (f1 - row[1]).abs() < 0.0005), "{row:?}");
    }
}

/// The scores of a row, which are all below 1.
fn scores_in(row: &str) -> Vec<f64> {
    numbers_in(row).into_iter().filter(|x| *x < 1.0).collect()
}

#[test]
fn the_classification_report_agrees_with_itself() {
    let question = asked("classification-next-move");
    let classes: Vec<[f64; 4]> = ["nap  ", "snack  ", "zoomies  "].map(|name| question.after(name)).to_vec();
    let total: f64 = classes.iter().map(|class| class[3]).sum();
    let right: f64 = classes.iter().map(|[_, recall, _, support]| (recall * support).round()).sum();
    let [accuracy, answers] = question.after("accuracy");
    assert_eq!(answers, total);
    near(accuracy, right / total, 0.0051);
    for [precision, recall, f1, _] in &classes {
        near(*f1, 2.0 * precision * recall / (precision + recall), 0.0101);
    }
    let [of_classes, of_rows]: [[f64; 4]; 2] = [question.after("macro avg"), question.after("weighted avg")];
    for place in 0..3 {
        let sum = |weight: fn(&[f64; 4]) -> f64| classes.iter().map(|class| class[place] * weight(class)).sum::<f64>();
        near(of_classes[place], sum(|_| 1.0) / classes.len() as f64, 0.0101);
        near(of_rows[place], sum(|class| class[3]) / total, 0.0101);
    }
    question.shows(n(total, 0)).explains(n(total, 0));
}

/// N14: the scores of both groups are drawn with the same generator; the area is that under their curve.
#[test]
fn the_roc_figures_are_told_as_they_are_drawn() {
    for (id, negatives, positives, apart, threshold, seed) in
        [("label-two-groups", 60, 40, 1.6, 0.5, 1), ("perf-slippers", 70, 30, 2.1, 0.4, 6)]
    {
        let question = asked(id);
        let mut chance = Chance::new(seed);
        let mut group = |size, middle| chance.normals(size, middle, 1.0).into_iter().map(sigma).collect::<Vec<f64>>();
        let scores = [group(negatives, -apart / 2.0), group(positives, apart / 2.0)];
        let actual: Vec<bool> = (0..negatives + positives).map(|i| i >= negatives).collect();
        let area = roc::area(&roc::curve(&actual, &scores.concat()).expect("two groups"));
        let said = [format!("AUC = {area:.2}"), format!("AUC = {area:.2}").replace('.', ",")].into();
        question.shows(&said).tells_of(&said).explains(&said);
        question.shows(n(threshold, 2)).tells_of(n(threshold, 2)).shows(n((negatives + positives) as f64, 0));
        for group in scores {
            let beyond = group.iter().filter(|score| **score >= threshold).count();
            question.shows(n(beyond as f64 / group.len() as f64, 2));
        }
    }
    let [area] = asked("perf-slippers").after("AUC =");
    asked("perf-slippers").explains(n(100.0 * area, 0));
}

/// N16: each row is scored once.
#[test]
fn scores_of_folds_have_the_mean_that_is_shown() {
    let question = asked("validation-walk");
    let (scores, rows, folds) = (question.numbers("scores"), question.number("rows"), question.number("k"));
    let said = mean(&scores).expect("scores");
    question.shows(n(said, 2)).tells_of(n(said, 2)).explains(n(said, 2)).shows(n(rows, 0)).shows(n(rows / folds, 0));
    for score in &scores {
        question.shows(n(*score, 2)).tells_of(n(*score, 2));
    }
    let (least, most) = polysemy::maths::summary::range(&scores).expect("scores");
    question.explains(n(least, 2)).explains(n(most, 2)).tells_of(n(rows, 0));

    let question = asked("validation-folds");
    let mut best = (f64::INFINITY, 0.0);
    for window in [7.0, 28.0, 90.0] {
        let [months @ .., written]: [f64; 5] = question.after(&format!("window={window}d"));
        near(mean(&months).expect("months"), written, 0.0501);
        best = if written < best.0 { (written, window) } else { best };
    }
    let best = both(&format!("best: window={}d", best.1));
    question.shows(&best).explains(&best);
}

#[test]
fn chances_of_all_answers_add_up_to_one() {
    let [asleep, awake] = asked("bootstrap-forest").after("predict_proba(photo_of_moka)[0]    # array([");
    near(asleep + awake, 1.0, 1e-9);
    let question = asked("inference-meow-to-text");
    let [feed, again] = [question.after::<1>("“Feed me.”")[0], question.after::<1>("“Again.”")[0]];
    assert!(feed + again <= 1.0 && feed > again);
    question.explains(n(feed, 2));
}

/// The least loss is where the mark stands, and where weights are kept.
#[test]
fn the_worst_come_first_and_the_best_are_kept() {
    let losses = asked("sample-worst-loss").column("loss");
    assert!(losses.is_sorted_by(|a, b| a >= b) && losses.len() == 4, "nlargest(4) sorts: {losses:?}");

    let recall = asked("perf-kittens").after::<1>("Recall")[0];
    assert!(recall < 1.0 / 3.0, "fewer than one in three");
    asked("perf-kittens").explains(n(recall, 2)).explains(n(8.0, 0));
}

/// Over-sampling lifts every class to the largest one; the split keeps the shares.
#[test]
fn resampled_classes_are_as_many_as_they_should_be() {
    let question = asked("resampling-zoomies");
    let [train, resampled, valid] = ["y_train", "y_resampled", "y_valid"].map(|name| question.column(name));
    let most = train.iter().copied().fold(0.0, f64::max);
    for ((train, resampled), valid) in train.iter().zip(resampled).zip(valid) {
        assert_eq!((resampled, *train), (most, 4.0 * valid), "80% to train, 20% to judge");
    }

    let question = asked("resampling-four-breeds");
    let [collected, drawn] = ["series.0.values", "series.1.values"].map(|key| question.numbers(key));
    let total: f64 = collected.iter().sum();
    question.shows(printed(total, 0));
    assert_eq!(drawn.iter().sum::<f64>(), total);
    for count in &drawn {
        // Each breed is drawn with chance ¼: four standard deviations at most.
        near(*count, total / 4.0, 4.0 * (total * 0.25 * 0.75).sqrt());
    }
    assert_eq!((drawn[3] / collected[3]).round(), 5.0);
    question.explains(["five times", "cinq fois"]);
}
