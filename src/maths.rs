//! The mathematics behind the living figures, apart from any drawing: numbers in, numbers out.
//!
//! Samples are slices of `f64`. Where a number does not exist (the mean of nothing, the slope through one point) it is
//! `None`; where a function says nothing else, values are taken to be finite. What is left to chance takes a
//! [`Chance`] and follows from its seed.

pub(crate) mod chance; // a seed, and what can be drawn from it
pub(crate) mod classifier; // confusion matrices: accuracy, precision, recall and their kin
pub mod colour; // mixing colours
pub mod coverage; // how often an interval holds what it is for
pub mod descent; // losses in one and two dimensions, and the way down
pub(crate) mod discriminant; // a straight border between two clouds of points
pub mod interval; // intervals, and how far those of a mean reach
pub mod kmeans; // k-means, one state after the other
pub mod learning; // losses over epochs, early stopping
pub mod logistic; // the logistic function and regression
pub mod normal; // the normal law
pub mod regression; // least squares, correlation
pub mod resample; // the bootstrap
pub mod roc; // ROC curves and the area under them
pub mod series; // latencies over time
pub mod split; // rows shared out: splits, folds
pub mod student; // Student's t
pub mod summary; // mean, spread, quantiles, counts

pub use self::chance::Chance;
pub(crate) use self::interval::Interval;
