//! Numbers in sentences: the same in both languages, and none that the question does not show.

use std::collections::BTreeSet;

use polysemy::context::Context;
use polysemy::text::Lang;

use super::asked::{Asked, all, plain};

/// Numbers that only one language has, and why.
const OF_ONE_LANGUAGE: &[(&str, &str)] = &[
    // A tick that has no room beside the longer name of the axis, here and below.
    ("bootstrap-piling-up", "15"),
    // Remarks that warn of different senses.
    ("classification-hiding-places", "5164"),
    // 01:00 is 1 h.
    ("feature-clock", "0"),
    ("notebook-unplugged", "4"),
    // A program that groups thousands in English writes 46,131 in a French screen, too.
    ("parameter-summary", "46.131"),
    ("parameter-summary", "46.579"),
    ("parameter-summary", "46131"),
    ("resampling-six-homes", "40"),
];

/// Numbers that an explanation works out itself (the tests of this folder do so, too), or that are known to all: the
/// hours of a day, the descriptor of stderr, the ends of a range of chances, a year.
const WORKED_OUT: &[(&str, &str)] = &[
    ("bootstrap-two-buttons", "12"),
    ("class-nap-table", "1.8"),
    ("inference-four-naps", "3.18"),
    ("inference-four-naps", "86"),
    ("logistic-regression-butter", "0"),
    ("logistic-regression-four-am", "9"),
    ("metric-leaderboard", "0.82"),
    ("ml-daily-digest", "24"),
    ("perf-slippers", "93"),
    ("replication-cable", "60"),
    ("resampling-box-sofa", "9999"),
    ("sample-soxi", "90"),
    ("standard-error-coefficients", "0.283"),
    ("standard-error-coefficients", "2.12"),
    ("standard-error-cron", "2"),
    ("test-shuffled-rows", "2011"),
    ("test-twenty", "0.64"),
    ("test-twenty", "0.95"),
    ("test-twenty", "1"),
    ("training-hollow", "0.29"),
    ("variable-bell", "68"),
    ("variable-unbound-minutes", "0"),
    ("weight-canary", "20"),
];

/// Numbers that are told of a figure and not written in it: where lines end or break, which other tests work out.
const NOT_DRAWN: &[(&str, &str)] = &[
    ("population-law", "14"),
    ("population-law", "17"),
    ("population-law", "8"),
    ("regression-after-meal", "0.06"),
    ("regression-after-meal", "0.96"),
    ("regression-deploy", "210"),
    ("regression-deploy", "36"),
    ("validation-addresses", "36"),
];

/// The numbers of a text, each as it is written but for its decimal sign and the zeros at its ends.
fn written(text: &str, lang: Lang) -> BTreeSet<String> {
    let text: Vec<char> = plain(text, lang).chars().collect();
    let digit = |at: usize| text.get(at).is_some_and(char::is_ascii_digit);
    let part = |at: &usize| digit(*at) || (matches!(text[*at], '.' | ',') && *at > 0 && digit(at - 1) && digit(at + 1));
    let places: Vec<usize> = (0..text.len()).filter(part).collect();
    let numbers = places.chunk_by(|a, b| a + 1 == *b).map(|run| {
        let number: String = run.iter().map(|at| if text[*at] == ',' { '.' } else { text[*at] }).collect();
        number.parse().map_or(number, |x: f64| x.to_string())
    });
    numbers.collect()
}

/// The numbers of a question, remarks included.
fn numbers(question: &Asked, lang: Lang) -> BTreeSet<String> {
    let remarks: String =
        question.question.remarks.iter().map(|(_, remark)| format!("\n{}", remark.get(lang))).collect();
    written(&(question.everything(lang) + &remarks), lang)
}

/// Asserts that the numbers found, with the questions they are found in, are those of a list.
fn only_known(found: &BTreeSet<(String, String)>, known: &[(&str, &str)]) {
    let known: BTreeSet<(String, String)> =
        known.iter().map(|(id, number)| ((*id).to_owned(), (*number).to_owned())).collect();
    let [new, gone]: [Vec<_>; 2] = [found.difference(&known).collect(), known.difference(found).collect()];
    assert!(new.is_empty() && gone.is_empty(), "not listed: {new:?}; listed in vain: {gone:?}");
}

#[test]
fn both_languages_have_the_same_numbers() {
    let mut found = BTreeSet::new();
    for question in all().filter(|question| question.question.languages.len() == Lang::ALL.len()) {
        let [english, french] = Lang::ALL.map(|lang| numbers(&question, lang));
        found.extend(
            english.symmetric_difference(&french).map(|number| (question.question.id.to_string(), number.clone())),
        );
    }
    only_known(&found, OF_ONE_LANGUAGE);
}

#[test]
fn an_explanation_names_no_number_that_is_neither_shown_nor_worked_out() {
    let mut found = BTreeSet::new();
    for question in all() {
        for lang in &question.question.languages {
            let shown = written(&question.shown(*lang), *lang);
            let said = written(question.question.explanation.get(*lang), *lang);
            found.extend(said.difference(&shown).map(|number| (question.question.id.to_string(), number.clone())));
        }
    }
    only_known(&found, WORKED_OUT);
}

#[test]
fn what_is_told_of_a_figure_has_the_numbers_that_it_draws() {
    let mut found = BTreeSet::new();
    for question in all() {
        let Context::Figure(figure) = &question.question.context else { continue };
        for lang in &question.question.languages {
            let drawn = written(&question.drawn(*lang), *lang);
            let told = written(figure.alt.get(*lang), *lang);
            found.extend(told.difference(&drawn).map(|number| (question.question.id.to_string(), number.clone())));
        }
    }
    only_known(&found, NOT_DRAWN);
}
