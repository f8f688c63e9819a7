//! Sentences, wrapped.

use std::ops::Range;

use crate::text::{find, slice, wrap};
use crate::ui::prelude::*;

pub(crate) fn lines(text: &str, cols: u16, style: Style) -> Vec<Line<'static>> {
    styled(&[(text, style)], cols.into())
}

/// The lines of a text in which `` `words` `` between backticks stand out.
pub(crate) fn marked(text: &str, cols: u16, style: Style, marked: Style) -> Vec<Line<'static>> {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd backtick stands for itself.
    if parts.len().is_multiple_of(2) {
        return lines(text, cols, style);
    }
    let runs: Vec<_> = parts.into_iter().zip([style, marked].into_iter().cycle()).collect();
    styled(&runs, cols.into())
}

pub(crate) fn styled(runs: &[(&str, Style)], cols: usize) -> Vec<Line<'static>> {
    let text: String = runs.iter().map(|(run, _)| *run).collect();
    let line = |range: Range<usize>| {
        let (mut line, mut from) = (Line::default(), 0);
        for (run, style) in runs {
            let (start, end) = (range.start.max(from), range.end.min(from + run.len()));
            if start < end {
                line.push_span(Span::styled(slice(run, start - from..end - from).to_owned(), *style));
            }
            from += run.len();
        }
        line
    };
    wrap(&text, cols).into_iter().map(line).collect()
}

/// A text with words in backticks where it quotes them, also with a capital, at the beginning of a sentence. What stands
/// in backticks already stays as it is.
pub(crate) fn quoting(text: &str, words: &[&str]) -> String {
    let mut text = text.to_owned();
    for word in words {
        let mut letters = word.chars();
        let capital = letters.next().map(|first| first.to_uppercase().chain(letters).collect::<String>());
        for quoted in [Some((*word).to_owned()), capital.filter(|capital| capital != word)].into_iter().flatten() {
            if find(&text, &format!("`{quoted}`")).is_empty() {
                for range in find(&text, &quoted).into_iter().rev() {
                    text.insert(range.end, '`');
                    text.insert(range.start, '`');
                }
            }
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_get_backticks_once() {
        assert_eq!(quoting("Fit, then fit.", &["fit"]), "`Fit`, then `fit`.");
        assert_eq!(quoting("see `fit` and fit", &["fit"]), "see `fit` and fit");
        assert_eq!(quoting("on lit perte\u{a0}: 0,3 ici", &["perte : 0,3"]), "on lit `perte\u{a0}: 0,3` ici");
    }

    #[test]
    fn words_between_backticks_stand_out_without_them() {
        let strong = Style::new().bold();
        let shown = |text| {
            let lines = marked(text, 12, Style::new(), strong);
            let spans = lines.iter().flat_map(|line| line.spans.iter());
            spans.map(|span| (span.content.to_string(), span.style == strong)).collect::<Vec<_>>()
        };
        let expected = [("see ", false), ("fit", true), (" and", false), ("predict", true), ("!", false)];
        assert_eq!(shown("see `fit` and `predict`!"), expected.map(|(text, lit)| (text.to_owned(), lit)));
        assert_eq!(shown("a ` b"), [("a ` b".to_owned(), false)]);
        assert_eq!(shown("`a` `b`").len(), 3);
    }
}
