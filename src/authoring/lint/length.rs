//! W5: explanations and contexts can be read in the time there is.

use super::{AskedQuestion, Breach, Linting};
use crate::context::Context;
use crate::read::diagnostic::Code;

const EXPLANATION_MAX: usize = 60;

/// Silent reading of English prose, in words a minute: M. Brysbaert, How many words do we read per minute?, Journal of
/// Memory and Language 109 (2019).
const WORDS_A_MINUTE: usize = 238;
/// About 20 seconds of reading.
const CONTEXT_MAX: usize = 80;

/// W5: an explanation has no more than 60 words.
pub(super) fn long_explanation(linting: &Linting) -> Vec<Breach> {
    let breach = |asked: &AskedQuestion| {
        let words = prose_words(asked.question.explanation.get(asked.lang));
        let breach = || linting.breach(Code::LongExplanation, asked, "explanation");
        (words > EXPLANATION_MAX).then(|| breach().arg("found", words).arg("max", EXPLANATION_MAX))
    };
    linting.asked.iter().filter_map(breach).collect()
}

/// W5: a context is read in about 20 seconds.
pub(super) fn slow_context(linting: &Linting) -> Vec<Breach> {
    let breach = |asked: &AskedQuestion| {
        let words = context_words(asked);
        let seconds = (words * 60 + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
        let breach = || linting.breach(Code::SlowContext, asked, "context").arg("found", words);
        (words > CONTEXT_MAX).then(|| breach().arg("max", CONTEXT_MAX).arg("seconds", seconds))
    };
    linting.asked.iter().filter_map(breach).collect()
}

/// Of prose all words, elsewhere those of letters only: the eye jumps over numbers, paths and identifiers.
pub(super) fn context_words(asked: &AskedQuestion) -> usize {
    match asked.question.context {
        Context::Chat(_) | Context::Form(_) | Context::Picture(_) => prose_words(&asked.shown),
        Context::Log(_)
        | Context::Code(_)
        | Context::Plot(_)
        | Context::Formula(_)
        | Context::Table(_)
        | Context::Figure(_) => plain_words(&asked.shown),
    }
}

/// What stands between blanks and holds a letter or a digit.
pub(super) fn prose_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// What stands between blanks and is, but for the punctuation around it, at least two letters and nothing else.
fn plain_words(text: &str) -> usize {
    let bare = text.split_whitespace().map(|word| word.trim_matches(|c: char| c.is_ascii_punctuation()));
    bare.filter(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_prose_and_of_everything_else() {
        assert_eq!(prose_words("Quoi\u{a0}? 12 siestes — l’échec."), 4);
        assert_eq!(plain_words("02:14:09 ERROR test_nap (main) failed: 3 naps at nap.py:12 [x]"), 5);
        assert_eq!(plain_words("for nap in naps: total += nap.minutes"), 5);
    }
}
