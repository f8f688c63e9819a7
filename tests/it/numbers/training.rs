//! How models learn: descents, splits, epochs, early stopping, k-means, searches, counts of weights.

use polysemy::maths::descent::Curve;
use polysemy::maths::split::sizes;
use polysemy::maths::summary::mean;
use polysemy::maths::{Chance, kmeans, learning, normal};
use polysemy::text::Lang;

use super::asked::numbers_in;
use super::{asked, both, n, near, printed};

/// N10: on a², from 4, with γ = 0.1: 3.2, 2.56, 2.048; with γ = 1.1: −4.8, 5.76, −6.912.
#[test]
fn gradient_descents_go_the_way_of_their_formula() {
    let question = asked("gradient-descent");
    let [gamma] = question.after("γ =");
    let places = question.column("a");
    let columns = question.column("grad_F").into_iter().zip(question.column("loss"));
    let way = Curve::Bowl.path(places[0], gamma, places.len() - 1);
    for ((found, written), (slope, loss)) in way.iter().zip(&places).zip(columns) {
        near(*written, *found, 0.00005);
        near(slope, Curve::Bowl.slope(*found), 0.00005);
        near(loss, Curve::Bowl.loss(*found), 0.0000005);
    }

    let question = asked("gradient-overshoot");
    let (gamma, steps) = (question.number("step"), question.number("steps") as usize);
    let way = Curve::Bowl.path(4.0, gamma, steps);
    question.shows(n(way[1], 1)).tells_of(n(way[1], 1)).shows(n(way[2], 2)).tells_of(n(way[2], 2));
    question.shows(n(way[steps], 2)).shows(n(Curve::Bowl.loss(way[steps]), 1));
    question.shows(n(gamma, 1)).tells_of(n(gamma, 1)).explains(n(gamma, 1));

    let question = asked("gradient-one-step");
    let [next, place, gamma, slope] = question.after("\\\\[1ex]");
    assert_eq!((next, slope), (place - gamma * slope, Curve::Bowl.slope(place)));
    question.shows(n(next, 1));
}

#[test]
fn the_descent_into_the_nearest_hollow_ends_where_it_is_told() {
    let question = asked("training-hollow");
    let [gamma] = question.after("γ =");
    let way = Curve::DoubleWell.path(1.5, gamma, 8);
    let loss = Curve::DoubleWell.loss(way[8]);
    question.tells_of(n(way[0], 1)).shows(n(way[8], 4)).shows(n(loss, 4)).tells_of(n(loss, 4)).explains(n(loss, 2));
    let minima = Curve::DoubleWell.minima();
    assert!(Curve::DoubleWell.loss(minima[0]) < Curve::DoubleWell.loss(minima[1]), "the left one is the deeper");
}

/// N16: parts add up to all rows.
#[test]
fn splits_add_up() {
    let question = asked("test-three-blocks");
    let (rows, shares) = (question.number("rows"), question.numbers("shares"));
    question.shows(n(rows, 0)).tells_of(n(rows, 0));
    for part in sizes(rows as usize, &shares) {
        question.shows(n(part as f64, 0)).tells_of(n(part as f64, 0));
    }
    question.explains(n(rows * shares[2] / 100.0, 0));

    let question = asked("sample-register");
    let (rows, shares) = (question.number("rows"), question.numbers("shares"));
    let parts = sizes(rows as usize, &shares);
    question.tells_of(n(rows, 0)).explains(n(rows, 0)).explains(n(parts[0] as f64, 0));
    for part in parts {
        question.shows(n(part as f64, 0)).tells_of(n(part as f64, 0));
    }

    let [train, val, test] = asked("test-split").after("Split done:");
    assert_eq!([train, val, test].map(|part| part / (train + val + test)), [0.6, 0.2, 0.2]);
    asked("test-split").explains(n(test, 0));
}

/// N16: ⌈n / batch⌉ steps an epoch, with Keras's default batches of 32.
#[test]
fn an_epoch_has_as_many_steps_as_batches() {
    let question = asked("training-epochs");
    let [photos] = question.after("Found");
    let steps = (photos as usize).div_ceil(32) as f64;
    question.shows(printed(steps, 0)).explains(n(photos, 0));
    for epoch in 1..=4 {
        let [_, done, all, seconds, ms, accuracy, loss]: [f64; 7] = question.after(&format!("Epoch {epoch}"));
        assert_eq!((done, all), (steps, steps));
        near(ms, 1000.0 * seconds / steps, 0.5);
        near((accuracy * photos).round() / photos, accuracy, 0.00005);
        if epoch == 1 {
            question.explains(n(loss, 4));
        } else if epoch == 4 {
            question.explains(printed(loss, 4));
        }
    }
}

/// N15: the validation loss is least where one stops.
#[test]
fn weights_are_kept_where_the_validation_loss_is_least() {
    let question = asked("validation-curves");
    let (epochs, training) = question.points("series.0.points");
    let (_, validation) = question.points("series.1.points");
    let best = (0..epochs.len()).min_by(|a, b| validation[*a].total_cmp(&validation[*b])).expect("epochs");
    assert_eq!(epochs[best], question.number("mark.0.x"));
    assert!(training.is_sorted_by(|a, b| a > b));

    // The loss is least where the figure was told that it turns; then patience runs out.
    let question = asked("model-patience");
    let [best, patience] = [question.after::<1>("least at epoch")[0], question.after::<1>("patience")[0]];
    let losses = learning::losses(40, 13, 0.02, &mut Chance::new(1));
    let stop = learning::early_stop(&losses.validation, patience as usize).expect("epochs");
    // Written epochs count from 1.
    assert_eq!((stop.best as f64 + 1.0, (stop.last - stop.best) as f64, stop.early), (best, patience, true));
    question.tells_of(n(best, 0)).explains(n(best, 0)).tells_of(n(patience, 0)).explains(["six epochs", "six époques"]);
}

/// N11: in the end each point belongs to the nearest of the means, and no step makes the inertia grow.
#[test]
fn clusters_are_those_of_k_means() {
    let question = asked("cluster-photos");
    let [first, second] = ["series.0.points", "series.1.points"].map(|key| question.points(key));
    let count = first.0.len();
    let centres = [&first, &second].map(|(x, y)| [mean(x).expect("photos"), mean(y).expect("photos")]);
    let points: Vec<[f64; 2]> =
        [first, second].into_iter().flat_map(|(x, y)| x.into_iter().zip(y)).map(|(x, y)| [x, y]).collect();
    let end = kmeans::states(&points, &centres, 100).pop().expect("a state");
    let given: Vec<usize> = (0..points.len()).map(|i| usize::from(i >= count)).collect();
    assert_eq!(end.nearest, given);
    near(end.inertia, 261.24, 0.01);

    let question = asked("cluster-garden");
    let drawn = question.drawn(Lang::En);
    let inertias: Vec<f64> =
        drawn.lines().filter(|row| row.contains(['━', '╸'])).filter_map(|row| numbers_in(row).pop()).collect();
    assert!(inertias.is_sorted_by(|a, b| a > b) && inertias.len() == 6, "{inertias:?}");
    question.tells_of(n(inertias[0], 1)).tells_of(n(inertias[5], 1)).tells_of(["five steps", "cinq étapes"]);
    question.shows(both("k = 3")).tells_of(["Sixty", "Soixante"]);
    assert_eq!((question.number("k"), question.number("n")), (3.0, 60.0));
}

/// The next run is where the expected improvement over the best one is greatest (Jones, Schonlau and Welch 1998).
#[test]
fn a_bayesian_search_goes_on_where_most_is_to_be_gained() {
    let question = asked("bayesian-next-point");
    let (places, means) = question.points("series.0.points");
    let [(_, high), (_, low), (runs, found)] = [1, 2, 3].map(|i| question.points(&format!("series.{i}.points")));
    let best = found.iter().copied().fold(0.0, f64::max);
    let gain = |i: &usize| {
        let sd = (high[*i] - low[*i]) / 4.0;
        near(means[*i], (high[*i] + low[*i]) / 2.0, 0.00101);
        let z = (means[*i] - best) / sd;
        (means[*i] - best) * normal::cdf(z) + sd * normal::density(z, 0.0, 1.0)
    };
    let next = (0..places.len()).max_by(|a, b| gain(a).total_cmp(&gain(b))).expect("places");
    near(question.number("mark.0.x"), places[next], 0.2);
    for (run, accuracy) in runs.iter().zip(&found) {
        let place = places.iter().position(|place| place == run).expect("a run on the curve");
        near(means[place], *accuracy, 0.0015);
    }

    let question = asked("bayesian-overnight");
    let runs: Vec<[f64; 4]> = (1..=6).map(|run| question.after(&format!("\n| {run} "))).collect();
    let best = (0..6).max_by(|a, b| runs[*a][0].total_cmp(&runs[*b][0])).expect("runs");
    question.explains([format!("Row {} is best", best + 1), format!("La {} est la meilleure", best + 1)]);
}

#[test]
fn the_best_of_nine_learning_rates_is_marked() {
    let question = asked("hyperparameter-nine-runs");
    let (logs, accuracies) = question.points("series.0.points");
    let best = (0..logs.len()).max_by(|a, b| accuracies[*a].total_cmp(&accuracies[*b])).expect("runs");
    assert_eq!((logs.len(), logs[best]), (9, question.number("mark.0.x")));
    question.shows(n(10f64.powf(logs[best]), 3)).shows(n(accuracies[8], 2));
    near(accuracies[8], 1.0 / 3.0, 0.005);
}

/// A convolution has a weight for each cell of its window, channel in and channel out, and a bias for each channel out.
#[test]
fn parameters_are_as_many_as_the_shapes_have_numbers() {
    let question = asked("parameter-summary");
    let [side, _, channels] = question.after("conv2d (Conv2D)");
    // Windows of 3 × 3 on three colours; each pool of 2 × 2 makes one cell.
    let convolution = 3.0 * 3.0 * 3.0 * channels + channels;
    let flat = (side / 2.0).powi(2) * channels;
    let dense = flat * 3.0 + 3.0;
    let total = convolution + dense;
    question.shows(printed(flat, 0)).shows(printed(4.0 * total / 1024.0, 2)).explains(n(convolution, 0));
    assert_eq!(numbers_in(&question.words("note"))[0], total);
    assert_eq!(question.column("Param #"), [convolution, 0.0, 0.0, dense]);

    // A photo of 64 × 64, then layers of 128, 64 and 3.
    let layers = [64.0 * 64.0, 128.0, 64.0, 3.0];
    let weights: f64 = layers.windows(2).map(|pair| pair[0] * pair[1] + pair[1]).sum();
    asked("dl-composition").shows(n(weights, 0));

    let question = asked("weight-checkpoint");
    let [tensors, loaded] = [question.after::<1>("resnet18.pt")[0], question.after::<1>("fc.bias\n10:02:11 INFO")[0]];
    assert_eq!(tensors, loaded + 2.0, "all but fc.weight and fc.bias");
    question.explains(both("64 × 3 × 7 × 7")).shows(both("(64, 3, 7, 7)"));

    let question = asked("parameter-seven-billion");
    let [billions, bits, gigabytes, room] = numbers_in(&question.words("message.0.text"))[..] else { panic!("four") };
    assert_eq!((gigabytes, numbers_in(&question.words("message.1.text"))), (billions * bits / 8.0, vec![billions]));
    assert!(gigabytes > room && room > billions, "it fits with one byte each");
    question.explains(n(billions, 0));
}

/// The forecast is the mean of the same weekday of three weeks.
#[test]
fn the_weekly_pattern_is_that_of_three_weeks() {
    let question = asked("pattern-weekends");
    let ((_, counted), (days, forecast)) = (question.points("series.0.points"), question.points("series.1.points"));
    for (day, naps) in days.iter().zip(forecast) {
        let weekday = *day as usize - 22;
        let same: Vec<f64> = (0..3).map(|week| counted[7 * week + weekday]).collect();
        assert_eq!(naps, mean(&same).expect("weeks").round());
    }
}

/// Whoever is best stays, so the best never falls; and no mean is above it.
#[test]
fn populations_evolve_as_their_rules_have_it() {
    let question = asked("population-laser");
    let [(_, best), (_, average)] = [0, 1].map(|i| question.points(&format!("series.{i}.points")));
    assert!(best.is_sorted() && best.iter().zip(&average).all(|(best, mean)| mean < best));

    let question = asked("population-fitness");
    let [nets] = question.after("population:");
    let [_, parents, children] = question.after("best fitness");
    assert_eq!(nets, parents + children);
    let fitness: Vec<f64> =
        [" 1", "10", "20"].map(|n| question.after::<1>(&format!("gen {n}: best fitness"))[0]).into();
    assert!(fitness.is_sorted());
    question.explains(printed(fitness[2], 3));
}
