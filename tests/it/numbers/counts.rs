//! What is counted and shared out: bytes, rates, pixels, colours, requests, households, totals.

use polysemy::maths::colour;

use super::asked::numbers_in;
use super::{asked, both, n, near, printed};

/// Seconds, samples, channels and bytes of sound.
#[test]
fn sounds_have_the_bytes_of_their_samples() {
    let question = asked("sample-purring");
    let [rate, bytes, channels, seconds, ..] = numbers_in(&question.words("text"))[..] else { panic!("a product") };
    let total = rate * bytes * channels * seconds;
    question.shows(n(total, 0)).shows(n(total / f64::powi(2.0, 20), 1));

    let question = asked("sample-soxi");
    let [rate] = question.after("Sample Rate    :");
    let [_, minutes, seconds, samples, sectors] = question.after("Duration       :");
    let duration = 60.0 * minutes + seconds;
    assert_eq!(samples, rate * duration);
    assert_eq!(sectors, 75.0 * duration, "75 sectors a second");
    // Two bytes each, and 44 of a header.
    let bytes = 2.0 * samples + 44.0;
    question.shows(printed(bytes / 1e6, 2)).shows(both(&format!("{:.0}k", bytes * 8.0 / duration / 1000.0)));
    question.explains(n(rate, 0)).explains(n(duration, 0)).explains(n(samples, 0));
}

#[test]
fn downloads_come_as_far_as_is_printed() {
    let question = asked("dl-aria2");
    let text = question.words("text");
    for line in text.lines() {
        let of_line = numbers_in(line.split_once(' ').expect("an id, and the rest").1);
        let [arrived, all, percent, ..] = of_line[..] else { panic!("{line}") };
        assert_eq!(percent, (100.0 * arrived / all).floor());
    }
    let question = asked("dl-hotel-wifi");
    let (seconds, megabytes) = question.points("series.0.points");
    let [from, to] = ["mark.0.x", "mark.1.x"].map(|key| question.number(key));
    let still: Vec<f64> =
        seconds.iter().zip(&megabytes).filter(|(x, _)| (from..=to).contains(*x)).map(|(_, y)| *y).collect();
    assert!(still.iter().all(|y| *y == still[0]) && to - from == 30.0 && megabytes.is_sorted());
    question.explains(["half a minute", "trente secondes"]);
}

#[test]
fn resampled_data_are_as_large_as_is_said() {
    let question = asked("resampling-collar");
    let [every] = question.after("beeps every");
    question.shows(printed(86_400.0 / every, 0)).explains(n(86_400.0 / every, 0)).shows(n(24.0, 0));
    question.explains(n(24.0, 0));

    let question = asked("resampling-web-photo");
    let [width, dpi] = [question.after::<1>("moka.jpg  ")[0], question.after::<1>("4000x3000  ")[0]];
    let [wanted] = question.after("-resample");
    let (width, height) = (width * wanted / dpi, 3000.0 * wanted / dpi);
    question.shows(both(&format!("{width}x{height}"))).explains(both(&format!("{width}x{height}  {wanted} dpi")));
}

#[test]
fn colours_are_mixed_and_stepped_as_is_said() {
    let hex = |text: &str| [0, 2, 4].map(|i| u8::from_str_radix(&text[i..i + 2], 16).expect("a colour"));
    let third = colour::mix(hex("f69d3c"), hex("3f87a6"), 1.0 / 3.0).map(|part| format!("{part:02x}")).concat();
    asked("gradient-banner").shows(both("#f69d3c")).shows(both("#3f87a6")).shows(both(&format!("#{third}")));

    let question = asked("gradient-banding");
    let [from, to] = [hex("202030"), hex("2c2c3c")];
    question.shows(both("#202030")).shows(both("#2c2c3c"));
    let shades: Vec<u8> = from.iter().zip(to).map(|(from, to)| to - from).collect();
    assert_eq!(shades, [12; 3]);
    let [width, step] = question.after("#2c2c3c, over");
    assert_eq!(width / f64::from(shades[0]), step);
    question.explains(n(width, 0)).explains(["twelve", "douze"]);
}

#[test]
fn weights_share_out_requests_and_households() {
    let question = asked("weight-canary");
    let [total, old, _, new] = question.after("R =");
    question.shows(n(total * new / (old + new), 0)).shows(n(total, 0));
    question.explains([format!("1 in {}", old + new), format!("1 sur {}", old + new)]);

    let question = asked("weight-upstream");
    let [heavy, light] = [question.after::<1>("nap-a:8080 weight=")[0], question.after::<1>("nap-b:8080 weight=")[0]];
    assert_eq!((heavy, light), (3.0, 1.0));
    question.explains(["three requests", "trois requêtes"]).explains(both(&format!("weight={heavy}")));

    let question = asked("weight-two-strata");
    let [asked_in_town, town, asked_outside, country] = question.after("asked:");
    let weights = question.column("weight");
    for (weight, row) in weights.iter().zip(question.entries("rows")) {
        let stratum = if row.contains("town") { town / asked_in_town } else { country / asked_outside };
        assert_eq!(*weight, stratum);
        question.explains(n(*weight, 0));
    }
}

#[test]
fn rates_follow_from_counts_and_times() {
    let question = asked("inference-batch-sizes");
    let (batches, times) = question.points("series.0.points");
    let [photos, ms] = numbers_in(&question.words("note"))[..2] else { panic!("photos and ms") };
    let place = batches.iter().position(|batch| *batch == photos).expect("the batch");
    assert_eq!(times[place], ms);
    let limit = question.number("mark.0.y");
    assert!(ms < limit && times[place + 1] > limit, "the largest batch below the limit");
    question.shows(n((photos / ms * 100.0).round() * 10.0, 0)).shows(n(limit, 0));

    let question = asked("replication-cable");
    let (minutes, seconds) = question.points("series.0.points");
    let cut = question.number("mark.0.x");
    let [up] = question.after("minute");
    for (minute, behind) in minutes.iter().zip(&seconds).filter(|(minute, _)| (cut..=up).contains(*minute)) {
        near(*behind, 60.0 * (minute - cut) + 1.0, 1e-9);
    }
    question.explains(n(60.0, 0));

    // The planner's guess for a value of which it knows nothing: 0.5% of the rows.
    let question = asked("statistics-analyze");
    let [of_moka, all] = question.after("no statistics?");
    let [guess, informed] = [question.after::<1>("566.66 rows=")[0], question.after::<1>("1791.00 rows=")[0]];
    assert_eq!(guess, 0.005 * all);
    near(informed, of_moka, 0.01 * of_moka);
    question.explains(n(guess, 0)).explains(n(informed, 0));
}

#[test]
fn totals_are_those_of_their_parts() {
    let hours = asked("ml-team-week").column("GPU hours");
    assert_eq!(hours[3], hours[..3].iter().sum::<f64>(), "Moka lies on whatever computes");

    let question = asked("estimation-sprint-board");
    let open = |row: &String| !row.contains("done") && !row.contains("Tuna");
    let points: f64 = question
        .entries("rows")
        .iter()
        .zip(question.column("points"))
        .filter(|(row, _)| open(row))
        .map(|(_, p)| p)
        .sum();
    question.shows([format!("{points} points to go"), format!("et {points} points")]);

    // The jobs pass the line at the hour at which somebody is paged.
    let question = asked("metric-on-call");
    let (hours, jobs) = question.points("series.0.points");
    let line = question.number("mark.0.y");
    let paged = hours.iter().zip(&jobs).find(|(_, jobs)| **jobs >= line).expect("too many jobs").0;
    question.shows(n(*paged, 0)).explains(n(line, 0));

    let [columns] = asked("bootstrap-two-buttons").after("col-md-");
    assert_eq!(2.0 * columns, 12.0, "two buttons fill a row of twelve");
    asked("bootstrap-two-buttons").explains(n(columns, 0)).explains(n(12.0, 0));

    let question = asked("inference-grey-hints");
    let naps: [f64; 3] = question.after("vec![");
    question.shows(printed(naps.iter().sum(), 1));

    let question = asked("metric-cat-flap");
    let [inside, outside] = [question.after::<1>("way=\"in\"}")[0], question.after::<1>("way=\"out\"}")[0]];
    assert_eq!(inside - outside, 1.0);
    question.explains(both(&format!("{inside} > {outside}")));

    let question = asked("bayesian-junk");
    let [score, required] = [question.after::<1>("score=")[0], question.after::<1>("required=")[0]];
    assert!(score >= required, "it is junk");

    let question = asked("test-pytest");
    let dots = question.words("text").lines().nth(1).expect("dots").split(' ').next().expect("dots").to_owned();
    let [failed, passed] = ['F', '.'].map(|sign| dots.matches(sign).count());
    question.shows(both(&format!("{failed} failed, {passed} passed")));
}

/// Each cat is fed once, so the orders are those from 1 to 12.
#[test]
fn twelve_cats_are_served_in_twelve_places() {
    let question = asked("replication-three-menus");
    let mut order: Vec<f64> = question.entries("rows").iter().flat_map(|row| numbers_in(row)).collect();
    order.sort_by(f64::total_cmp);
    assert_eq!(order, (1..=12).map(f64::from).collect::<Vec<_>>());
}

/// All but the one that is down.
#[test]
fn servers_are_counted_without_the_one_that_is_down() {
    for id in ["cluster-heartbeat", "supervised-night-watch"] {
        let question = asked(id);
        let nodes = question.number("nodes");
        let said =
            [format!("{} of {nodes} in service", nodes - 1.0), format!("{} sur {nodes} en service", nodes - 1.0)];
        let said = said.into();
        question.shows(&said).tells_of(&said);
        question.explains(n(9.0, 0)).tells_of(n(9.0, 0)).shows(n(9.0, 0));
    }
}

/// The tree is cut where joining two groups suddenly costs more.
#[test]
fn the_tree_is_cut_before_its_greatest_jump() {
    let question = asked("classification-tree-heights");
    let heights = question.numbers("series.0.values");
    let jumps: Vec<f64> = heights.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let greatest = (0..jumps.len()).max_by(|a, b| jumps[*a].total_cmp(&jumps[*b])).expect("jumps") + 1;
    assert_eq!(question.entries("labels")[greatest], "4→3");
    question.explains(["", "4 classes à 3"]);
}
