//! Lines and curves that are fitted: coefficients, their errors, odds ratios, meta-analyses, steps.

use polysemy::maths::logistic::{self, sigma};
use polysemy::maths::regression::fit;
use polysemy::maths::summary::{mean, median};
use polysemy::maths::{Chance, normal, series, student};

use super::asked::numbers_in;
use super::oracle::p_value;
use super::{asked, both, interval, n, near, printed};

/// The quantile of the normal law that 95% intervals reach to.
fn z() -> f64 {
    normal::factor(0.95).expect("a factor")
}

/// t = coefficient / error; the interval reaches t standard errors; p is that of t. Written numbers are rounded, so these
/// hold up to what half a unit of the last decimal of each does.
#[test]
fn every_row_of_a_summary_by_least_squares_agrees_with_itself() {
    let question = asked("regression-ols");
    let freedom = numbers_in(&question.words("note"))[0] as usize - question.entries("rows").len();
    let factor = student::factor(0.95, freedom).expect("a factor");
    for row in question.entries("rows") {
        let [coef, error, t, p, low, high] = numbers_in(&row)[..] else { panic!("{row}") };
        near(coef / error, t, 0.0006 * t / error + 0.001);
        near(low, coef - factor * error, 0.0016);
        near(high, coef + factor * error, 0.0016);
        near(p, p_value(t, freedom), 0.0006);
    }
}

/// N12: five cats, of which the table shows what R prints: slope 0.6, its error 0.2828, t 2.121, p 0.124.
#[test]
fn the_coefficients_of_five_cats_are_those_of_least_squares() {
    let question = asked("standard-error-coefficients");
    let line = fit(&[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 4.0, 5.0, 4.0, 5.0]).expect("a line");
    let error = line.slope_error.expect("an error");
    let t = line.slope / error;
    let rows = question.entries("rows");
    let [slope] = numbers_in(&rows[1])[..1] else { panic!("{rows:?}") };
    near(slope, line.slope, 1e-12);
    question.shows(printed(error, 7)).shows(printed(t, 6)).shows(printed(p_value(t, 3), 7));
    question.explains(n(slope, 1)).explains(n(error, 3)).explains(n(t, 2));
    for row in &rows {
        let [estimate, error, t, p] = numbers_in(row)[..] else { panic!("{row}") };
        near(estimate / error, t, 1e-5);
        near(p, p_value(t, 3), 1e-6);
    }
}

#[test]
fn the_band_of_fourteen_cats_is_that_of_their_line() {
    let question = asked("regression-band");
    let (xs, ys) = question.points("series.0.points");
    let line = fit(&xs, &ys).expect("a line");
    let factor = student::factor(0.95, xs.len() - 2).expect("a factor");
    let error = line.slope_error.expect("an error");
    let of_slope = interval(line.slope - factor * error, line.slope + factor * error, 1);
    question.shows(n(line.slope, 1)).shows(&of_slope).explains(&of_slope);
    // s² (1/n + (x − x̄)² / Σ (x − x̄)²), where the slope's own variance is s² / Σ (x − x̄)².
    let centre = mean(&xs).expect("cats");
    let squares: f64 = xs.iter().map(|x| (x - centre).powi(2)).sum();
    let s = error * squares.sqrt();
    let margin = |x: f64| factor * s * (1.0 / xs.len() as f64 + (x - centre).powi(2) / squares).sqrt();
    for (series, side) in [("series.1.points", 0.0), ("series.2.points", 1.0), ("series.3.points", -1.0)] {
        let (xs, ys) = question.points(series);
        for (x, y) in xs.into_iter().zip(ys) {
            near(y, line.at(x) + side * margin(x), 0.051);
        }
    }
}

#[test]
fn the_line_among_eighteen_cats_is_that_of_least_squares() {
    let question = asked("regression-senior-cats");
    let (xs, ys) = question.points("points");
    let line = fit(&xs, &ys).expect("a line");
    let squares: f64 = line.residuals.iter().map(|residual| residual * residual).sum();
    question.shows(n(line.intercept, 1)).shows(n(line.slope, 3)).shows(n(squares, 0)).shows(n(xs.len() as f64, 0));
}

/// N09: the odds ratio is e^β; its interval comes from the standard error that Fisher's information gives.
#[test]
fn the_odds_ratio_of_twenty_cats_is_that_of_their_curve() {
    let question = asked("regression-after-meal");
    let (xs, ys) = question.points("points");
    let yes: Vec<bool> = ys.iter().map(|y| *y == 1.0).collect();
    let curve = logistic::fit(&xs, &yes, 0.0).expect("a curve");
    let weights: Vec<f64> = xs.iter().map(|x| curve.at(*x) * (1.0 - curve.at(*x))).collect();
    let sum = |of: fn(f64) -> f64| xs.iter().zip(&weights).map(|(x, weight)| of(*x) * weight).sum::<f64>();
    let (one, x, xx) = (sum(|_| 1.0), sum(|x| x), sum(|x| x * x));
    let error = (one / (one * xx - x * x)).sqrt();
    let of_ratio = interval((curve.weight - z() * error).exp(), (curve.weight + z() * error).exp(), 2);
    question.shows(&of_ratio).tells_of(&of_ratio);
    for said in [(curve.weight.exp(), 2), (curve.intercept, 3), (curve.weight, 3)] {
        question.shows(n(said.0, said.1)).tells_of(n(said.0, said.1)).explains(n(said.0, said.1));
    }
    question.tells_of(n(curve.at(xs[0]), 2)).tells_of(n(curve.at(xs[xs.len() - 1]), 2));
}

/// N09: the cut at ½ is where w x + b = 0.
#[test]
fn the_cat_flap_opens_where_its_curve_passes_a_half() {
    let question = asked("logistic-regression-cat-flap");
    let [intercept, slope] = [question.after::<1>("e^−(")[0], question.after::<2>("e^−(")[1]];
    let [cut] = question.after("x =");
    near(-intercept / slope, cut, 0.02);
    near(sigma(intercept + slope * cut), 0.5, 0.01);
    question.shows(n(cut, 3)).tells_of(n(cut, 3)).explains(n(cut, 3));
    question.shows(both("n = 24")).tells_of(n(question.number("n"), 0)).shows(n(question.number("n"), 0));
}

/// An interval of an odds ratio is symmetrical on the scale of logarithms, and tells its p-value.
#[test]
fn odds_ratios_agree_with_their_intervals_and_p_values() {
    let question = asked("logistic-regression-four-am");
    for row in question.entries("rows") {
        let [ratio, low, high, p] = numbers_in(&row)[..] else { panic!("{row}") };
        near(ratio, (low * high).sqrt(), 0.01);
        let error = (high / low).ln() / (2.0 * z());
        let found = 1.0 - normal::within(ratio.ln() / error);
        assert!(found < p || (found - p).abs() < 0.2 * p, "{row}: p is {found}");
    }
    let [ratio] = question.after("age, per year");
    question.explains(n(100.0 * (1.0 - ratio), 0));
}

/// τ is the root of τ²; H² = 1 / (1 − I²) (Higgins and Thompson 2002).
#[test]
fn the_measures_of_heterogeneity_agree() {
    let question = asked("dl-metafor");
    let [variance] = question.after("heterogeneity):");
    let [share] = question.after("total variability):");
    question.shows(printed(f64::sqrt(variance), 4)).shows(printed(1.0 / (1.0 - share / 100.0), 2));
}

/// DerSimonian and Laird 1986, on the intervals that are drawn.
#[test]
fn four_shelters_are_pooled_as_der_simonian_and_laird_pool_them() {
    let question = asked("dl-forest");
    let (estimates, shelters) = question.points("series.1.points");
    let (ends, of) = question.points("series.0.points");
    let variance = |shelter: f64| {
        let own = || ends.iter().zip(&of).filter(|(_, of)| **of == shelter).map(|(end, _)| *end);
        let width = own().fold(f64::MIN, f64::max) - own().fold(f64::MAX, f64::min);
        // The standard errors are whole minutes; the ends that are drawn are rounded.
        (width / 2.0 / z()).round().powi(2)
    };
    let variances: Vec<f64> = shelters.into_iter().map(variance).collect();
    let pooled = |between: f64| {
        let weights: Vec<f64> = variances.iter().map(|within| 1.0 / (within + between)).collect();
        let total: f64 = weights.iter().sum();
        let mean = weights.iter().zip(&estimates).map(|(weight, estimate)| weight * estimate).sum::<f64>() / total;
        (mean, weights, total)
    };
    let (fixed, weights, total) = pooled(0.0);
    let q: f64 = weights.iter().zip(&estimates).map(|(weight, estimate)| weight * (estimate - fixed).powi(2)).sum();
    let freedom = estimates.len() as f64 - 1.0;
    let between = (q - freedom) / (total - weights.iter().map(|weight| weight * weight).sum::<f64>() / total);
    let (mean, _, total) = pooled(between);
    let [low, high] = [-z(), z()].map(|z| mean + z / total.sqrt());
    question.shows(n(between, 1)).explains(n(between, 1)).shows(n(100.0 * (q - freedom) / q, 0));
    question.shows(n(mean, 1)).shows(interval(low, high, 1));
    for (drawn, found) in question.points("series.2.points").0.into_iter().zip([low, mean, high]) {
        near(drawn, found, 0.051);
    }
}

/// The medians of the minutes before and after, drawn with the same generator.
#[test]
fn the_steps_of_the_deploy_figures_are_told_as_they_are_drawn() {
    for id in ["regression-deploy", "validation-addresses"] {
        let question = asked(id);
        let [before, after] = question.after("median");
        let said = [format!("median {before} → {after}"), format!("médiane {before} → {after}")].into();
        question.shows(&said).tells_of(&said);
        near(before, question.number("before"), 0.02 * before);
        near(after, question.number("after"), 0.02 * after);
        // Three fifths of an hour, or of sixty of them.
        question.tells_of(n(60.0 * 3.0 / 5.0, 0));
    }
    asked("regression-deploy").explains(["median 120 → 211", "médiane 120 → 211"]);
    let [before, after] = asked("validation-addresses").after("median");
    assert_eq!((after / before).round(), 7.0);
    asked("validation-addresses").explains(["seven times", "sept fois"]);
}

/// Latencies follow from the figure's keys and its seed.
#[test]
fn the_percentiles_of_the_latency_figures_are_told_as_they_are_drawn() {
    for (id, seed) in [("test-load", 1), ("perf-breakfast", 7)] {
        let question = asked(id);
        let [requests, typical, spread] = ["n", "median", "spread"].map(|key| question.number(key));
        let chance = &mut Chance::new(seed);
        let found = series::latencies(requests as usize, typical, spread, chance);
        let [p50, p95, p99] = series::percentiles(&found).expect("requests");
        near(median(&found).expect("requests"), p50, 1e-9);
        for (name, x) in [("p50", p50), ("p95", p95), ("p99", p99)] {
            let said = both(&format!("{name} {x:.0} ms"));
            question.shows(&said).tells_of(&said);
        }
        let limit = question.number("limit");
        let kept = both(&format!("p99 {} {limit} ms", if p99 <= limit { "≤" } else { ">" }));
        question.shows(n(requests, 0)).tells_of(n(requests, 0)).explains(kept);
    }
}
