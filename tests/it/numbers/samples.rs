//! Means and how far they stray: standard errors, the bootstrap, intervals, margins, tests.

use polysemy::maths::coverage::draws;
use polysemy::maths::interval::Law;
use polysemy::maths::resample::{exact_standard_error, resamples};
use polysemy::maths::summary::{mean, sd, sd_population};
use polysemy::maths::{Chance, normal, student};

use super::asked::numbers_in;
use super::oracle::{p_value, poll_margin};
use super::{asked, both, interval, n, near, printed};

/// N01, N02: 9.25, 12.25 and 8.5 are means of resamples of four naps, and their standard deviation is 1.98.
#[test]
fn the_three_means_of_the_talk_have_a_standard_error_of_1_98() {
    let question = asked("bootstrap-resample-means");
    let naps: [f64; 4] = question.after("4 cats:");
    let means = question.column("mean");
    let resamples = question.entries("rows").into_iter().map(|row| numbers_in(&row));
    for (resample, written) in resamples.zip(&means) {
        let (values, of) = resample.split_at(4);
        assert!(values.iter().all(|value| naps.contains(value)), "{values:?} is no resample");
        assert_eq!((mean(values), of), (Some(*written), &[*written][..]));
        question.explains(n(*written, if written.fract() == 0.5 { 1 } else { 2 }));
    }
    let error = sd(&means).expect("three means");
    question.shows(n(error, 2)).explains(n(error, 2)).shows(n(mean(&naps).expect("naps"), 0));

    let question = asked("standard-error-three-means");
    let means: [f64; 3] = question.after("boot_means <- c(");
    let error = sd(&means).expect("three means");
    question.shows(printed(error, 2)).explains(n(error, 2));
}

/// N02, N04: the figures draw their resamples with the same generator, the first three of the talk's given.
#[test]
fn the_standard_errors_of_the_bootstrap_figures_are_those_of_their_resamples() {
    let talk = asked("bootstrap-piling-up");
    let naps: [f64; 4] = talk.after("Four naps,");
    let first: [f64; 3] = talk.after("means");
    let drawn = resamples(&naps, 200 - first.len(), &mut Chance::new(talk.number("seed") as u64));
    let means: Vec<f64> = first.into_iter().chain(drawn.iter().map(|resample| resample.mean)).collect();
    let error = sd(&means).expect("means");
    talk.shows(n(error, 2)).tells_of(n(error, 2)).explains(n(error, 2));
    talk.shows(n(exact_standard_error(&naps).expect("naps"), 4)).explains(n(mean(&naps).expect("naps"), 0));
    near(exact_standard_error(&naps).expect("naps"), sd_population(&naps).expect("naps") / 2.0, 1e-12);

    let homes = asked("resampling-six-homes");
    let sample = homes.numbers("sample");
    let drawn = resamples(&sample, homes.number("resamples") as usize, &mut Chance::new(homes.number("seed") as u64));
    let means: Vec<f64> = drawn.iter().map(|resample| resample.mean).collect();
    for mean in &means[..3] {
        homes.shows(n(*mean, 2)).tells_of(n(*mean, 2));
    }
    let (error, exact) = (sd(&means).expect("means"), exact_standard_error(&sample).expect("homes"));
    homes.shows(n(error, 2)).tells_of(n(error, 2)).explains(n(error, 2)).shows(n(exact, 4));
    near(error, exact, 0.1);
    for minutes in &sample {
        homes.tells_of(n(*minutes, 0));
    }
    homes.explains(n(mean(&sample).expect("homes"), 0));
}

/// N07: the normal law of the talk, μ = 11.
#[test]
fn populations_follow_the_normal_law_that_is_drawn() {
    let question = asked("population-mu");
    let mu = question.number("mark.0.x");
    let (xs, densities) = question.points("series.1.points");
    for (x, density) in xs.iter().zip(&densities) {
        near(*density, normal::density(*x, mu, 3.0), 0.0005);
    }
    let (naps, _) = question.points("series.0.points");
    let mean_of_four = mean(&naps).expect("naps");
    question.shows(n(mean_of_four, 0)).explains(n(mean_of_four, 0)).explains(n(mu, 0));

    let question = asked("population-law");
    let (mean, sd) = (question.number("mean"), question.number("sd"));
    for z in [1.0, 2.0] {
        let share = 100.0 * normal::within(z);
        question.shows(n(share, 1)).tells_of(n(share, 1));
        question.tells_of(n(mean - z * sd, 0)).tells_of(n(mean + z * sd, 0));
    }
    asked("variable-bell").shows(n(normal::within(1.0), 3)).explains(n(100.0 * normal::within(1.0), 0));
}

/// The heaps of dots are the quantiles of a normal law; a shuffle picks the sample.
#[test]
fn the_means_of_the_sampling_figures_are_those_of_the_dots_that_fall() {
    for (id, mu, sigma, size) in [("sample-eight-of-120", 11.0, 3.0, 8), ("parameter-meows", 9.0, 2.0, 12)] {
        let question = asked(id);
        let mut places: Vec<usize> = (0..120).collect();
        Chance::new(question.number("seed") as u64).shuffle(&mut places);
        let value = |i: &usize| mu + sigma * normal::quantile((*i as f64 + 0.5) / 120.0).expect("a share");
        let sample: Vec<f64> = places[..size].iter().map(value).collect();
        let mean = (mean(&sample).expect("a sample") * 10.0).round() / 10.0;
        let said = [format!("x̄ = {mean}"), format!("x̄ = {mean}").replace('.', ",")].into();
        question.shows(&said).tells_of(&said);
        question.shows(both(&format!("n = {size}"))).shows(both(&format!("μ = {mu}"))).shows(n(120.0, 0));
    }
    asked("sample-eight-of-120").explains(both("x̄ = 10")).explains(both("μ = 11"));
}

/// N06: intervals by Student's t hold μ as often as they say, those by the normal law less often where n is small.
#[test]
fn as_many_intervals_hold_mu_as_is_counted() {
    for (id, size, law) in
        [("standard-error-thirty-intervals", 10, Law::Student), ("inference-four-naps", 4, Law::Normal)]
    {
        let question = asked(id);
        let chance = &mut Chance::new(question.number("seed") as u64);
        let draws = draws(30, size, (11.0, 3.0), 0.95, law, chance);
        let holding = draws.iter().filter(|draw| draw.holds).count();
        let said = [format!("{holding} of 30 hold μ = 11"), format!("{holding} sur 30 contiennent μ = 11")].into();
        question.shows(&said).tells_of(&said).explains(&said);
    }
    let question = asked("inference-four-naps");
    let z = normal::factor(0.95).expect("a factor");
    question.explains(n(z, 2)).explains(n(student::factor(0.95, 3).expect("a factor"), 2));
    question.explains(n(100.0 * student::within(z, 3), 0)).explains(n(95.0, 0));
}

/// N03: σ/√n with σ = 3 for the mean; the median of normal naps strays √(π/2) times as much, nearly.
#[test]
fn two_estimators_have_the_standard_errors_that_name_their_curves() {
    let question = asked("estimation-two-laws");
    for (series, name, in_theory) in [
        ("series.0.points", "mean: SE", 3.0 / 25f64.sqrt()),
        ("series.1.points", "median: SE", (std::f64::consts::FRAC_PI_2 / 25.0).sqrt() * 3.0),
    ] {
        let [error] = question.after(name);
        let (values, counts) = question.points(series);
        let estimates: Vec<f64> =
            values.iter().zip(&counts).flat_map(|(x, count)| std::iter::repeat_n(*x, *count as usize)).collect();
        question.shows(n(estimates.len() as f64, 0)).explains(n(error, 2));
        // Sheppard's correction for classes of half a minute.
        near(sd(&estimates).map(|sd| (sd * sd - 0.25 / 12.0).sqrt()).expect("estimates"), error, 0.01);
        near(error, in_theory, 0.015);
    }
}

/// N08: 1.96 √(p (1 − p) / n).
#[test]
fn polls_have_the_margins_that_they_say() {
    let question = asked("inference-households");
    let [households, share] = question.after("Chance picked the");
    let margin = format!("± {:.0} points", 100.0 * poll_margin(share / 100.0, households as usize));
    question.shows(both(&margin)).explains(both(&margin)).explains(n(share, 0)).explains(n(households, 0));

    let question = asked("sample-sessions");
    let [sessions, visits] = question.after("Sample:");
    let margin = 100.0 * poll_margin(0.5, sessions as usize);
    // The correction for a finite population changes nothing that is written.
    near(margin * (1.0 - sessions / visits).sqrt(), margin, 0.05);
    question.shows(n(margin, 1)).explains(n(margin, 1)).explains(n(sessions, 0)).explains(n(visits, 0));
}

/// The standard error of a Poisson mean is √(λ/n).
#[test]
fn the_naps_of_a_tuesday_give_lambda_and_its_standard_error() {
    let question = asked("parameter-lambda");
    let [naps, cats] = question.after("\\frac{");
    let lambda = naps / cats;
    question.shows(n(naps, 0));
    question.shows(n(lambda, 1)).shows(n((lambda / cats).sqrt(), 2)).explains(n(lambda, 1)).explains(n(cats, 0));
}

#[test]
fn p_values_are_those_of_their_statistics() {
    let question = asked("test-chisq");
    let [statistic, freedom] = [question.after::<1>("X-squared =")[0], question.after::<1>("df =")[0]];
    assert_eq!(freedom, 2.0, "for two degrees of freedom the chance beyond x is e^(−x/2)");
    question.shows(printed((-statistic / 2.0).exp(), 3)).explains(printed((-statistic / 2.0).exp(), 3));

    let question = asked("statistics-past-231");
    let [t, indoors, outdoors] = question.after("T =");
    let freedom = indoors + outdoors - 2.0;
    question.explains(n(freedom, 0)).shows(n(freedom, 0)).shows(n(t, 2));
    question.shows(n(100.0 * p_value(t, freedom as usize), 1));

    // M31: the chance of at least one false alarm among independent tests.
    let question = asked("test-twenty");
    let [tests, level] = [question.after::<1>("you ran")[0], question.after::<1>("α =")[0]];
    let chance = 1.0 - (1.0 - level / 100.0).powf(tests);
    question.shows(n(100.0 * chance, 0)).explains(n(chance, 2)).explains(both("²⁰"));
}

/// The p-value of a permutation test, over all 12,870 ways to deal out the places.
#[test]
fn a_gap_of_14_6_minutes_is_as_rare_among_permutations_as_is_said() {
    let question = asked("resampling-box-sofa");
    let boxed: [f64; 8] = question.after("np.r_[");
    let sofa: [f64; 8] = question.after("in a box");
    let naps: Vec<f64> = boxed.into_iter().chain(sofa).collect();
    let total: f64 = naps.iter().sum();
    let gap = |boxed: f64| (boxed - (total - boxed)) / 8.0;
    let observed = gap(naps[..8].iter().sum());
    question.shows(printed(observed, 1));
    let places = (0u32..1 << 16).filter(|places| places.count_ones() == 8);
    let gaps: Vec<f64> =
        places.map(|places| gap((0..16).filter(|i| places >> i & 1 == 1).map(|i| naps[i]).sum())).collect();
    let exact = gaps.iter().filter(|gap| gap.abs() >= observed.abs() - 1e-9).count() as f64 / gaps.len() as f64;
    let [p] = question.after("/ 10_000   #");
    near(p, exact, 3.0 * (exact * (1.0 - exact) / 9999.0).sqrt());
}

/// Conjugate priors count as observations: Beta(a, b) and x of n make Beta(a + x, b + n − x).
#[test]
fn visits_and_prior_add_up_to_the_posterior() {
    let question = asked("bayesian-beta");
    let ([a, b], [naps, visits]) = (question.after("Beta("), question.after(" after"));
    question
        .shows(both(&format!("Beta({}, {})", a + naps, b + visits - naps)))
        .explains(both(&format!("Beta({a}, {b})")));
    let question = asked("hyperparameter-asleep-at-noon");
    let [a, b] = [question.after::<1>("a =")[0], question.after::<1>("b =")[0]];
    question.shows([format!("{a} cats of {}", a + b), format!("{a} chats sur {}", a + b)]);
}

/// The posterior of a slope with flat enough priors is about where least squares have it.
#[test]
fn the_credible_interval_is_told_as_it_is_printed() {
    let question = asked("bayesian-numpyro");
    let [mean, sd, _, low, high] = question.after("age");
    question.explains(interval(low, high, 2)).shows(printed(low, 2)).shows(printed(high, 2));
    let (ages, minutes) = asked("regression-band").points("series.0.points");
    question.shows(n(ages.len() as f64, 0));
    let line = polysemy::maths::regression::fit(&ages, &minutes).expect("a line");
    near(mean, line.slope, sd / 4.0);
    near(sd, line.slope_error.expect("an error"), 0.15);
    near(high - low, 2.0 * 1.96 * sd, 0.2);
}

/// Classes of unequal widths: shares, cumulated shares, middles, and naps per minute.
#[test]
fn the_classes_of_fifty_naps_add_up() {
    let question = asked("class-nap-table");
    let naps = question.column("naps");
    let total: f64 = naps.iter().sum();
    question.shows(n(total, 0));
    let mut cumulated = 0.0;
    let mut densities = Vec::new();
    for (i, row) in question.entries("rows").iter().enumerate() {
        let [low, high, centre, count, share, sum] = numbers_in(row)[..] else { panic!("{row}") };
        cumulated += count;
        assert_eq!([share, sum], [count, cumulated].map(|count| 100.0 * count / total));
        assert_eq!((centre, count), ((low + high) / 2.0, naps[i]));
        densities.push((count / (high - low), low));
    }
    let (densest, low) = densities.into_iter().max_by(|a, b| a.0.total_cmp(&b.0)).expect("classes");
    question.explains(n(densest, 1)).explains([format!("[{low},"), format!("[{low} ;")]);
}

#[test]
fn groups_and_villages_are_as_many_as_is_said() {
    let question = asked("ml-mixedlm");
    let [observations, groups] = ["Observations:", "No. Groups:"].map(|name| question.after::<1>(name)[0]);
    let [least, most] = ["Min. group size:", "Max. group size:"].map(|name| question.after::<1>(name)[0]);
    question.shows(printed(observations / groups, 1)).explains(n(observations, 0)).shows(n(groups, 0));
    assert!((least..=most).contains(&(observations / groups)));

    // Homes of one village are nearer to one another than 1.6 km, from each to the next.
    let question = asked("cluster-villages");
    let villages = |key: &str| {
        let (x, y) = question.points(key);
        let near = |a: usize, b: usize| (x[a] - x[b]).hypot(y[a] - y[b]) < 1.6;
        let mut village: Vec<usize> = (0..x.len()).collect();
        for (a, b) in (0..x.len()).flat_map(|a| (0..a).map(move |b| (a, b))).filter(|(a, b)| near(*a, *b)) {
            let [from, to] = [village[a], village[b]];
            village.iter_mut().filter(|of| **of == from).for_each(|of| *of = to);
        }
        village.sort_unstable();
        village.dedup();
        village.len()
    };
    let [visited, others] = ["series.0.points", "series.1.points"].map(villages);
    let all = visited + others;
    let said = [format!("{visited} villages of {all}"), format!("{visited} villages tirés au sort sur {all}")].into();
    question.shows(&said).explains(&said);

    let question = asked("class-two-clouds");
    question.shows(n(2.0 * question.number("n"), 0));

    // The width of a class that holds its lower end only.
    let question = asked("class-density");
    let [width, low, high] = question.after("width of class i,");
    assert_eq!(width, high - low);
}
