//! W7: the explanation names what decided.

use super::{AskedQuestion, Breach, Linting};
use crate::read::diagnostic::Code;
use crate::text::find_in_any_case;

/// W7: the explanation names one of the tells.
pub(super) fn find(linting: &Linting) -> Vec<Breach> {
    let breach = |asked: &AskedQuestion| {
        let tells = asked.question.tells(asked.lang);
        let explanation = asked.question.explanation.get(asked.lang);
        let named = tells.iter().any(|tell| names(explanation, tell));
        let breach = || linting.breach(Code::UnnamedTell, asked, "explanation");
        (!named).then(|| breach().arg("found", tells.join(" · ")))
    };
    linting.asked.iter().filter_map(breach).collect()
}

/// Whether an explanation names a tell, or quotes the part of it that matters.
fn names(explanation: &str, tell: &str) -> bool {
    let holds = |text: &str, part: &str| !find_in_any_case(text, part).is_empty();
    // A tell of several rows is named by what is in them: a fraction by what is above its bar and below.
    let mut rows = tell.lines().map(str::trim).filter(|row| row.contains(char::is_alphanumeric)).peekable();
    let named = if rows.peek().is_some() { rows.all(|row| holds(explanation, row)) } else { holds(explanation, tell) };
    named || quoted(explanation).into_iter().any(|quote| holds(tell, quote))
}

/// The fewest letters and digits of a quotation that is worth the name.
const QUOTED_MIN: usize = 3;

pub(super) fn quoted(explanation: &str) -> Vec<&str> {
    let pairs = [("`", "`"), ("“", "”"), ("«", "»"), ("\"", "\"")];
    let mut out = Vec::new();
    for (open, close) in pairs {
        let mut rest = explanation;
        while let Some((_, after)) = rest.split_once(open) {
            let Some((inside, after)) = after.split_once(close) else { break };
            out.push(inside.trim_matches(|c: char| c.is_whitespace() || ".,…!?".contains(c)));
            rest = after;
        }
    }
    out.retain(|quote| quote.chars().filter(|c| c.is_alphanumeric()).count() >= QUOTED_MIN);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tell_is_named_in_any_case_whole_or_by_a_quotation() {
        assert!(names("“second annotator” says it", "Second annotator"));
        assert!(names("l’IC à 95\u{a0}% est là", "IC à 95 %"));
        assert!(names("the `freq 1` codes a wave", "label define freq 1 \"Never\""));
        assert!(names("a share of 1/m, for m cats", "1\n─\nm"));
        assert!(!names("the second of two", "Second annotator") && !names("`f(x)`", "the rest"));
        assert!(!names("the `is` of it", "is there"), "too little to quote");
    }
}
