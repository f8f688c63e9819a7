//! Sentences, wrapped.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::text::{find, slice, wrap};

pub fn lines(text: &str, cols: u16, style: Style) -> Vec<Line<'_>> {
    wrap(text, usize::from(cols)).into_iter().map(|range| Line::from(Span::styled(slice(text, range), style))).collect()
}

/// The lines of a text in which `` `words` `` between backticks stand out.
pub fn marked(text: &str, cols: u16, style: Style, marked: Style) -> Vec<Line<'static>> {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd backtick stands for itself.
    let closed = parts.len() % 2 == 1;
    let bare = if closed { parts.concat() } else { text.to_owned() };
    let mut edges = vec![0];
    for part in parts.iter().take(if closed { usize::MAX } else { 0 }) {
        edges.push(edges[edges.len() - 1] + part.len());
    }
    let line = |range: std::ops::Range<usize>| {
        let mut spans = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let part = edges.partition_point(|edge| *edge <= at);
            let end = edges.get(part).map_or(range.end, |edge| (*edge).min(range.end));
            let inside = closed && part % 2 == 0;
            spans.push(Span::styled(slice(&bare, at..end).to_owned(), if inside { marked } else { style }));
            at = end;
        }
        Line::from(spans)
    };
    wrap(&bare, usize::from(cols)).into_iter().map(line).collect()
}

/// A text with words in backticks where it quotes them, also with a capital, at the beginning of a sentence. What stands
/// in backticks already stays as it is.
pub fn quoting(text: &str, words: &[&str]) -> String {
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
