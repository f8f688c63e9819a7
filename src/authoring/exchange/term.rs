//! Which word a question asks about.

use super::folded_text;
use super::found::ForeignQuestion;
use crate::pack::read::TERM_NAME_MAX;
use crate::text::slice;

/// The term of a question: what its file says, else what its category, deck or title and its text have in common, else a
/// word in bold or in quotes, else the category, the deck or the title.
pub(crate) fn of(question: &ForeignQuestion) -> Option<String> {
    if let Some(term) = question.term.as_deref().map(str::trim).filter(|term| !term.is_empty()) {
        return Some(term.to_owned());
    }
    let text = question.text.line();
    let group = question.path.iter().rev().map(|name| name.trim()).find(|name| is_name(name));
    let folded = folded_text(&text);
    let title = question.title.as_deref().map(|title| stem(title, &folded)).filter(|title| is_word(title));
    let outer = [group.map(str::to_owned), title];
    let common = outer.iter().flatten().find(|name| is_word(name) && has_word(&folded, &folded_text(name)));
    if let Some(name) = common {
        return Some(name.clone());
    }
    let marked = question.text.marked.iter().map(|word| unquoted(word)).chain(in_quotes(&text));
    let marked = marked.into_iter().find(|word| is_word(word)).map(str::to_owned);
    marked.or_else(|| outer.into_iter().flatten().find(|name| is_word(name)))
}

/// What Moodle and Anki call a place that nobody named.
fn is_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    let nobody = ["top", "default", "défaut", "par défaut"].contains(&lower.as_str());
    let of_course = lower.starts_with("default for ") || lower.starts_with("défaut pour ");
    !nobody && !of_course && !name.starts_with('$') && is_word(name)
}

fn is_word(name: &str) -> bool {
    let count = name.chars().count();
    (1..=TERM_NAME_MAX).contains(&count)
        && name.split_whitespace().count() <= 5
        && name.chars().any(char::is_alphabetic)
}

/// A title without the number at its end, `regression-2` or `Regression (3)`, unless the text, folded, has all of it:
/// `HTTP 2`.
fn stem(title: &str, text: &str) -> String {
    if is_word(title) && has_word(text, &folded_text(title)) {
        return title.trim().to_owned();
    }
    let end = |c: char| c.is_ascii_digit() || "-_#().: ".contains(c);
    let stem = title.trim().trim_end_matches(end);
    if stem.is_empty() { title.trim().to_owned() } else { stem.to_owned() }
}

fn has_word(text: &str, word: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !word.is_empty()
        && text.match_indices(word).any(|(at, found)| {
            !letter(slice(text, ..at).chars().next_back()) && !letter(slice(text, at + found.len()..).chars().next())
        })
}

fn unquoted(word: &str) -> &str {
    word.trim_matches(|c: char| c.is_whitespace() || "\"'“”«»‘’`:?.,".contains(c))
}

fn in_quotes(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    for (open, close) in [('“', '”'), ('«', '»'), ('"', '"'), ('`', '`'), ('*', '*')] {
        let mut rest = text;
        while let Some(at) = rest.find(open) {
            let inner = slice(rest, at + open.len_utf8()..);
            let Some(end) = inner.find(close) else { break };
            out.push(unquoted(slice(inner, ..end)));
            rest = slice(inner, end + close.len_utf8()..);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::rich::Rich;
    use super::*;

    fn term(path: &[&str], title: &str, html: &str) -> Option<String> {
        of(&ForeignQuestion {
            path: path.iter().map(|name| (*name).to_owned()).collect(),
            title: Some(title.to_owned()).filter(|title| !title.is_empty()),
            text: Rich::html(html, false),
            ..ForeignQuestion::default()
        })
    }

    #[test]
    fn the_word_is_what_names_and_text_have_in_common() {
        let is = |path: &[&str], title, html, word: &str| assert_eq!(term(path, title, html).as_deref(), Some(word));
        is(&["Week 3", "regression"], "Q1", "Which regression, <b>really</b>?", "regression");
        is(&["Week 3"], "test 2", "The <b>nightly</b> test failed.", "test");
        is(&["Week 3"], "Q1", "The <b>test</b> failed.", "test");
        is(&["Week 3"], "Q1", "What does “sample” mean here?", "sample");
        is(&["Words", "sample"], "Q1", "We drew 30 cats.", "sample");
        is(&["$course$", "top", "Default for Cats"], "metric-3", "RMSE 0.3", "metric");
        is(&[], "C4", "C4 plays here.", "C4");
        is(&[], "HTTP 2", "We speak http 2 now.", "HTTP 2");
        is(&[], "UTF-8", "It is not UTF-8.", "UTF-8");
        is(&[], "term0", "Here term0 is meant.", "term0");
        is(&[], "term 1", "Here a term is meant 1 time.", "term");
        assert_eq!(term(&["Default"], "", "RMSE 0.3"), None);
        assert_eq!(term(&[], "12", "RMSE 0.3"), None);
    }
}
