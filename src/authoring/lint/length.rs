//! W5: explanations and contexts can be read in the time there is.

use super::{AskedQuestion, Breach, Linting};
use crate::context::Context;
use crate::pack::place::Scope;
use crate::read::diagnostic::Code;

const EXPLANATION_MAX: usize = 60;

/// Silent reading of English prose, in words a minute: M. Brysbaert, How many words do we read per minute?, Journal of
/// Memory and Language 109 (2019).
const WORDS_A_MINUTE: usize = 238;
/// About 20 seconds of reading.
const CONTEXT_MAX: usize = 80;

/// W5: an explanation has no more than 60 words.
pub(super) fn long_explanation(linting: &mut Linting) -> Vec<Breach> {
    let Linting { asked, places, .. } = linting;
    let mut found = Vec::new();
    for AskedQuestion { lang, place, question, .. } in asked {
        let words = prose_words(question.explanation.get(*lang));
        if words > EXPLANATION_MAX {
            let at = places.explanation(place.term, place.question, *lang);
            let finding = Breach::new(Code::LongExplanation, Scope::Question(*place), Some(*lang), at);
            found.push(finding.arg("found", words).arg("max", EXPLANATION_MAX));
        }
    }
    found
}

/// W5: a context is read in about 20 seconds.
pub(super) fn slow_context(linting: &mut Linting) -> Vec<Breach> {
    let Linting { asked, places, .. } = linting;
    let mut found = Vec::new();
    for asked in asked {
        let AskedQuestion { lang, place, .. } = *asked;
        let words = context_words(asked);
        if words > CONTEXT_MAX {
            let at = places.context(place.term, place.question);
            let finding = Breach::new(Code::SlowContext, Scope::Question(place), Some(lang), at);
            let seconds = (words * 60 + WORDS_A_MINUTE / 2) / WORDS_A_MINUTE;
            found.push(finding.arg("found", words).arg("max", CONTEXT_MAX).arg("seconds", seconds));
        }
    }
    found
}

/// The words of a context that take time: of prose all, elsewhere those that are made of nothing but letters.
///
/// The eye jumps over times, numbers, paths and identifiers until one of them matters.
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
