//! What a living figure may be told. The comments are what an editor shows beside the key.

use schemars::{JsonSchema, json_schema};

use super::by_type::by_type;
use super::values::{Hex, Text, value};
use crate::context::figure::FIGURES;

/// A small simulation that moves: `type` says which, `alt` tells it in words, and the other keys are that figure’s own.
#[derive(JsonSchema)]
struct FigureKeys {
    /// In the frame. At most 60 characters.
    title: Option<Text<60>>,
    /// Which figure.
    r#type: FigureType,
    /// What is to be seen, in words, for those who cannot see it.
    alt: Text<500>,
}

value! {
    /// The name of a figure.
    FigureType => json_schema!({ "type": "string", "enum": FIGURES })
}

value! {
    /// A count of cases.
    Count => json_schema!({ "type": "integer", "minimum": 0, "maximum": 99_999 })
}

value! {
    /// One number, or one for each dimension.
    Start => json_schema!({
        "type": ["number", "array"],
        "minimum": -100,
        "maximum": 100,
        "items": { "type": "number", "minimum": -100, "maximum": 100 },
        "minItems": 1,
        "maxItems": 2,
    })
}

by_type! {
    Figure of FigureKeys:
        "bootstrap" Bootstrap, "boundary" Boundary, "colours" Colours, "confusion" Confusion, "coverage" Coverage,
        "deploy" Deploy, "descent" Descent, "folds" Folds, "kmeans" Kmeans, "latency" Latency, "logistic" Logistic,
        "normal" Normal, "overfitting" Overfitting, "regression" Regression, "roc" Roc, "sampling" Sampling,
        "servers" Servers, "split" Split,
}

#[derive(JsonSchema)]
struct Axes<const MAX: usize> {
    /// The name of the horizontal axis.
    x: Option<Text<MAX>>,
    /// The name of the vertical axis.
    y: Option<Text<MAX>>,
}

#[derive(JsonSchema)]
struct Chance {
    /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
    #[schemars(range(min = 0), extend("default" = 1))]
    seed: Option<i64>,
}

/// A population, a sample, resamples of it one after the other, the histogram of their means.
#[derive(JsonSchema)]
struct Bootstrap {
    /// The sample, of 2 to 8 values.
    #[schemars(length(min = 2, max = 8), extend("default" = [5, 9, 12, 14]))]
    sample: Option<Vec<f64>>,
    /// Up to three resamples to begin with, as lists of values of the sample.
    #[schemars(length(min = 1, max = 3), inner(length(min = 1, max = 8)))]
    first: Option<Vec<Vec<f64>>>,
    /// How many resamples there are.
    #[schemars(range(min = 3, max = 2000), extend("default" = 200))]
    resamples: Option<i64>,
    /// The mean of the population.
    #[schemars(range(min = -1e6, max = 1e6), extend("default" = 11))]
    mu: Option<f64>,
    /// The standard deviation of the population.
    #[schemars(range(min = 1e-3, max = 1e6), extend("default" = 3.5))]
    sigma: Option<f64>,
    /// The name of the axis.
    x: Option<Text<40>>,
    #[schemars(flatten)]
    chance: Chance,
}

/// Points of two kinds: a border between them, and the line through all of them.
#[derive(JsonSchema)]
struct Boundary {
    /// Which half is shown: the border between two kinds of points, the line through all of them, or both.
    #[schemars(extend("default" = "both"))]
    show: Option<Show>,
    /// The names of the two kinds of points.
    #[schemars(length(min = 2, max = 2))]
    labels: Option<Vec<Text<20>>>,
    /// How many points of each kind.
    #[schemars(range(min = 3, max = 50), extend("default" = 14))]
    n: Option<i64>,
    /// How far the points scatter.
    #[schemars(range(min = 0.1, max = 5.0), extend("default" = 1.2))]
    spread: Option<f64>,
    #[schemars(flatten)]
    axes: Axes<30>,
    #[schemars(flatten)]
    chance: Chance,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum Show {
    Both,
    Classes,
    Line,
}

/// A passage between colours.
#[derive(JsonSchema)]
struct Colours {
    /// The colour at the beginning.
    #[schemars(extend("default" = "#ffd24a"))]
    from: Option<Hex>,
    /// A colour on the way.
    via: Option<Hex>,
    /// The colour at the end.
    #[schemars(extend("default" = "#c2255c"))]
    to: Option<Hex>,
    /// The direction, in degrees; 0 is to the top.
    #[schemars(range(min = -360, max = 360), extend("default" = 90))]
    angle: Option<f64>,
}

/// A confusion matrix that fills case by case.
#[derive(JsonSchema)]
#[schemars(extend("dependencies" = {
    "matrix": { "propertyNames": { "enum": ["type", "title", "alt", "matrix", "labels", "x", "y", "seed"] } },
}))]
struct Confusion {
    /// True negatives.
    #[schemars(range(min = 0, max = 99_999), extend("default" = 86))]
    tn: Option<i64>,
    /// False positives.
    #[schemars(range(min = 0, max = 99_999), extend("default" = 2))]
    fp: Option<i64>,
    /// False negatives.
    #[schemars(rename = "fn", range(min = 0, max = 99_999), extend("default" = 4))]
    false_negatives: Option<i64>,
    /// True positives.
    #[schemars(range(min = 0, max = 99_999), extend("default" = 8))]
    tp: Option<i64>,
    /// In place of those four: 2 to 4 rows of counts, one for each actual class. Example: `[[86, 2], [4, 8]]`
    #[schemars(length(min = 2, max = 4), inner(length(min = 2, max = 4)))]
    matrix: Option<Vec<Vec<Count>>>,
    /// The names of the classes, one for each.
    #[schemars(length(min = 2, max = 4))]
    labels: Option<Vec<Text<24>>>,
    #[schemars(flatten)]
    axes: Axes<24>,
    #[schemars(flatten)]
    chance: Chance,
}

/// Confidence intervals of the means of many samples, and how many hold μ.
#[derive(JsonSchema)]
struct Coverage {
    /// How many values each sample has.
    #[schemars(range(min = 2, max = 1000), extend("default" = 10))]
    n: Option<i64>,
    /// How many samples are drawn.
    #[schemars(range(min = 5, max = 30), extend("default" = 30))]
    repeats: Option<i64>,
    /// The level of the intervals, in percent.
    #[schemars(range(min = 50, max = 99.9), extend("default" = 95))]
    level: Option<f64>,
    /// The law that the width of the intervals comes from: Student’s or the normal one.
    #[schemars(extend("default" = "t"))]
    factor: Option<Factor>,
    /// The mean of the population.
    #[schemars(range(min = -1e6, max = 1e6), extend("default" = 11))]
    mu: Option<f64>,
    /// The standard deviation of the population.
    #[schemars(range(min = 1e-3, max = 1e6), extend("default" = 3))]
    sigma: Option<f64>,
    /// The name of the axis.
    x: Option<Text<40>>,
    #[schemars(flatten)]
    chance: Chance,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum Factor {
    T,
    Z,
}

/// A series minute by minute, with a step where a version is deployed.
#[derive(JsonSchema)]
struct Deploy {
    /// The level before the deployment.
    #[schemars(range(min = 0.01, max = 1e6), extend("default" = 120))]
    before: Option<f64>,
    /// The level after it.
    #[schemars(range(min = 0.01, max = 1e6), extend("default" = 210))]
    after: Option<f64>,
    /// How much the values scatter, as a share of the level.
    #[schemars(range(min = 0, max = 0.5), extend("default" = 0.07))]
    noise: Option<f64>,
    /// How many minutes are shown.
    #[schemars(range(min = 10, max = 240), extend("default" = 60))]
    minutes: Option<i64>,
    /// The minute of the deployment; three fifths of all unless said.
    #[schemars(range(min = 3, max = 237))]
    at: Option<i64>,
    /// What is deployed. Example: `"v2.4"`
    label: Option<Text<16>>,
    #[schemars(flatten)]
    axes: Axes<40>,
    #[schemars(flatten)]
    chance: Chance,
}

/// Gradient descent: a point walks down a loss.
#[derive(JsonSchema)]
struct Descent {
    /// The loss: a², two wells, or a valley in two dimensions.
    #[schemars(extend("default" = "bowl"))]
    loss: Option<Loss>,
    /// The step size γ; unless said 0.1, 0.04 and 0.17, by the loss.
    #[schemars(range(min = 1e-4, max = 10))]
    step: Option<f64>,
    /// Where the walk starts: a number, or `[x, y]` in a valley; unless said 4, 1.5 and `[4, 1]`, by the loss.
    start: Option<Start>,
    /// How many steps are taken.
    #[schemars(range(min = 1, max = 20), extend("default" = 8))]
    steps: Option<i64>,
    #[schemars(flatten)]
    axes: Axes<30>,
}

#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase", inline)]
enum Loss {
    Bowl,
    Wells,
    Valley,
}

/// `k` folds: the block that is scored walks through.
#[derive(JsonSchema)]
struct Folds {
    /// How many folds.
    #[schemars(range(min = 2, max = 9), extend("default" = 5))]
    k: Option<i64>,
    /// How many rows are parted.
    #[schemars(range(min = 9, max = 10_000_000), extend("default" = 1500))]
    rows: Option<i64>,
    /// The scores, `k` of them; drawn unless given.
    #[schemars(length(min = 2, max = 9), inner(range(min = -9999, max = 9999)))]
    scores: Option<Vec<f64>>,
    /// What the two kinds of block are.
    #[schemars(length(min = 2, max = 2))]
    labels: Option<Vec<Text<16>>>,
    /// The name of the score.
    y: Option<Text<40>>,
    #[schemars(flatten)]
    chance: Chance,
}

/// K-means step by step.
#[derive(JsonSchema)]
struct Kmeans {
    /// How many clusters are looked for.
    #[schemars(range(min = 1, max = 4), extend("default" = 3))]
    k: Option<i64>,
    /// How many groups there really are.
    #[schemars(range(min = 1, max = 6), extend("default" = 3))]
    groups: Option<i64>,
    /// How far the points scatter, as a share of the distance between groups: 0.4 makes a bad cluster.
    #[schemars(range(min = 0.01, max = 1), extend("default" = 0.15))]
    spread: Option<f64>,
    /// How many points.
    #[schemars(range(min = 4, max = 200), extend("default" = 60))]
    n: Option<i64>,
    /// The points themselves, as a list of pairs, in place of drawn ones.
    #[schemars(length(min = 1, max = 200))]
    points: Option<Vec<[f64; 2]>>,
    #[schemars(flatten)]
    axes: Axes<40>,
    #[schemars(flatten)]
    chance: Chance,
}

/// A histogram of latencies, with p50, p95 and p99.
#[derive(JsonSchema)]
struct Latency {
    /// How many requests.
    #[schemars(range(min = 20, max = 2000), extend("default" = 500))]
    n: Option<i64>,
    /// The median, in ms.
    #[schemars(range(min = 0.1, max = 100_000), extend("default" = 120))]
    median: Option<f64>,
    /// How far they scatter: the standard deviation of the logarithm.
    #[schemars(range(min = 0.05, max = 1), extend("default" = 0.4))]
    spread: Option<f64>,
    /// A limit that p99 has to keep, in ms.
    #[schemars(range(min = 0.1, max = 1e6))]
    limit: Option<f64>,
    #[schemars(flatten)]
    axes: Axes<40>,
    #[schemars(flatten)]
    chance: Chance,
}

/// Noes and yeses, and the curve fitted to them.
#[derive(JsonSchema)]
#[schemars(extend("dependencies" = {
    "points": { "propertyNames": { "enum": ["type", "title", "alt", "points", "cut", "labels", "ridge", "x", "y"] } },
}))]
struct Logistic {
    /// The points `[x, 0]` and `[x, 1]` themselves, 3 to 100 of them, in place of drawn ones.
    #[schemars(length(min = 3, max = 100))]
    points: Option<Vec<[f64; 2]>>,
    /// The slope of the log-odds that points are drawn from.
    #[schemars(range(min = -1000, max = 1000), extend("default" = 1))]
    slope: Option<f64>,
    /// The log-odds at 0 that points are drawn from.
    #[schemars(range(min = -1000, max = 1000), extend("default" = -5))]
    intercept: Option<f64>,
    /// How many points are drawn.
    #[schemars(range(min = 3, max = 100), extend("default" = 24))]
    n: Option<i64>,
    /// Whether the curve is cut at ½.
    #[schemars(extend("default" = true))]
    cut: Option<bool>,
    /// What is below and above the cut.
    #[schemars(length(min = 2, max = 2))]
    labels: Option<Vec<Text<20>>>,
    /// A penalty, for points that a cut parts without fault.
    #[schemars(range(min = 0, max = 1000), extend("default" = 0))]
    ridge: Option<f64>,
    #[schemars(flatten)]
    axes: Axes<30>,
    #[schemars(flatten)]
    chance: Chance,
}

/// A normal curve, filled in the middle.
#[derive(JsonSchema)]
struct Normal {
    /// The mean μ.
    #[schemars(range(min = -1e6, max = 1e6), extend("default" = 0))]
    mean: Option<f64>,
    /// The standard deviation σ.
    #[schemars(range(min = 1e-3, max = 1e6), extend("default" = 1))]
    sd: Option<f64>,
    /// Within how many standard deviations the curve is filled.
    #[schemars(range(min = 0, max = 3), extend("default" = 2))]
    fill: Option<i64>,
}

/// Two losses over epochs, and where early stopping ends.
#[derive(JsonSchema)]
struct Overfitting {
    /// How many epochs.
    #[schemars(range(min = 5, max = 200), extend("default" = 40))]
    epochs: Option<i64>,
    /// The epoch at which the second loss is least.
    #[schemars(range(min = 1, max = 400), extend("default" = 14))]
    turn: Option<i64>,
    /// After how many epochs without a better one training stops.
    #[schemars(range(min = 1, max = 100), extend("default" = 6))]
    patience: Option<i64>,
    /// How much the losses scatter.
    #[schemars(range(min = 0, max = 0.3), extend("default" = 0.02))]
    noise: Option<f64>,
    /// The names of the two losses.
    #[schemars(length(min = 2, max = 2))]
    labels: Option<Vec<Text<16>>>,
    #[schemars(flatten)]
    axes: Axes<40>,
    #[schemars(flatten)]
    chance: Chance,
}

/// Points, the line of least squares, and the residuals.
#[derive(JsonSchema)]
#[schemars(extend("dependencies" = {
    "points": { "propertyNames": { "enum": ["type", "title", "alt", "points", "summary", "x", "y"] } },
}))]
struct Regression {
    /// The points themselves, 3 to 100 pairs, in place of drawn ones.
    #[schemars(length(min = 3, max = 100))]
    points: Option<Vec<[f64; 2]>>,
    /// The slope of the line that points are drawn from.
    #[schemars(range(min = -1e6, max = 1e6), extend("default" = 0.6))]
    slope: Option<f64>,
    /// Where that line is at 0.
    #[schemars(range(min = -1e6, max = 1e6), extend("default" = 2.2))]
    intercept: Option<f64>,
    /// How far the points scatter about it.
    #[schemars(range(min = 0, max = 1e6), extend("default" = 1.2))]
    noise: Option<f64>,
    /// How many points are drawn.
    #[schemars(range(min = 3, max = 100), extend("default" = 16))]
    n: Option<i64>,
    /// Whether standard error, R² and n are written below.
    #[schemars(extend("default" = true))]
    summary: Option<bool>,
    #[schemars(flatten)]
    axes: Axes<30>,
    #[schemars(flatten)]
    chance: Chance,
}

/// The ROC curve, drawn by a threshold that slides.
#[derive(JsonSchema)]
struct Roc {
    /// How many negatives.
    #[schemars(range(min = 5, max = 500), extend("default" = 60))]
    negatives: Option<i64>,
    /// How many positives.
    #[schemars(range(min = 5, max = 500), extend("default" = 40))]
    positives: Option<i64>,
    /// How far apart the scores of the two groups are, in standard deviations.
    #[schemars(range(min = 0, max = 6), extend("default" = 1.6))]
    separation: Option<f64>,
    /// Where the threshold comes to rest.
    #[schemars(range(min = 0, max = 1), extend("default" = 0.5))]
    threshold: Option<f64>,
    /// The names of the two groups, the negatives first.
    #[schemars(length(min = 2, max = 2))]
    labels: Option<Vec<Text<16>>>,
    #[schemars(flatten)]
    axes: Axes<40>,
    #[schemars(flatten)]
    chance: Chance,
}

/// A population of dots, and a sample drawn from it.
#[derive(JsonSchema)]
struct Sampling {
    /// How many are in the population; in a small terminal more than 150 have no dot each.
    #[schemars(range(min = 50, max = 600), extend("default" = 120))]
    size: Option<i64>,
    /// How many are drawn.
    #[schemars(range(min = 2, max = 40), extend("default" = 8))]
    n: Option<i64>,
    /// The mean of the population.
    #[schemars(range(min = -1e6, max = 1e6), extend("default" = 11))]
    mu: Option<f64>,
    /// The standard deviation of the population.
    #[schemars(range(min = 1e-3, max = 1e6), extend("default" = 3))]
    sigma: Option<f64>,
    /// The name of the axis.
    x: Option<Text<40>>,
    #[schemars(flatten)]
    chance: Chance,
}

/// Machines with heartbeats, one of which falls silent.
#[derive(JsonSchema)]
struct Servers {
    /// How many machines.
    #[schemars(range(min = 2, max = 8), extend("default" = 4))]
    nodes: Option<i64>,
    /// Which one falls silent; 0 for none.
    #[schemars(range(min = 0, max = 8), extend("default" = 3))]
    down: Option<i64>,
    /// The names of the machines, one for each.
    #[schemars(length(min = 2, max = 8))]
    names: Option<Vec<Text<14>>>,
    /// The name of what shares the work out.
    leader: Option<Text<40>>,
}

/// Rows that are shuffled and parted in two or three.
#[derive(JsonSchema)]
struct Split {
    /// How many rows.
    #[schemars(range(min = 3, max = 10_000_000), extend("default" = 1000))]
    rows: Option<i64>,
    /// How large the two or three parts are, in shares of any unit.
    #[schemars(length(min = 2, max = 3), inner(range(min = 0.001, max = 1e6)), extend("default" = [60, 20, 20]))]
    shares: Option<Vec<f64>>,
    /// The names of the parts, one for each.
    #[schemars(length(min = 2, max = 3))]
    labels: Option<Vec<Text<20>>>,
    /// What the rows are.
    x: Option<Text<40>>,
    #[schemars(flatten)]
    chance: Chance,
}
