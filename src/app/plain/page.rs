//! Text to be read aloud, as wide as the terminal, with nothing in it that is only drawn.

use crate::text::{slice, width, wrap, wrap_whole};
use crate::words::Words;

#[derive(Debug, Clone, Copy)]
pub struct Printer<'a> {
    pub words: &'a Words,
    pub cols: usize,
}

const COLS_MIN: usize = 20;

pub(super) struct Narration {
    out: String,
    cols: usize,
}

impl Narration {
    pub(super) fn new(cols: usize) -> Self {
        Self { out: String::new(), cols: cols.max(COLS_MIN) }
    }

    pub(super) fn paragraph(&mut self, text: &str) {
        let text = undrawn(text);
        for line in wrap(&text, self.cols) {
            self.line(slice(&text, line));
        }
    }

    /// Lines that keep their breaks and indents, without those that are only drawn and empty ones around them.
    pub(super) fn block(&mut self, lines: &[String], whole: &[&str]) {
        let only_drawn = |line: &&String| line.trim().is_empty() || !undrawn(line).trim().is_empty();
        let lines: Vec<String> = lines.iter().filter(only_drawn).map(|line| undrawn(line)).collect();
        let filled = |line: &&String| !line.trim().is_empty();
        let indent = |line: &String| line.len() - line.trim_start_matches(' ').len();
        let margin = lines.iter().filter(filled).map(indent).min().unwrap_or(0);
        let first = lines.iter().position(|line| filled(&line)).unwrap_or(lines.len());
        let last = lines.iter().rposition(|line| filled(&line)).map_or(0, |last| last + 1);
        // What is wider than a line is broken at its words like any other text.
        let whole: Vec<&str> = whole.iter().copied().filter(|part| width(part) <= self.cols).collect();
        for line in lines.get(first..last).unwrap_or_default() {
            let line = line.get(margin..).unwrap_or_default();
            for part in wrap_whole(line, self.cols, &whole) {
                self.line(slice(line, part));
            }
        }
    }

    fn line(&mut self, line: &str) {
        self.out += line.trim_end();
        self.out.push('\n');
    }

    /// An empty line, unless there is one, or nothing yet.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    pub(super) fn asking(mut self, prompt: &str) -> String {
        let lines: Vec<&str> = wrap(prompt, self.cols).into_iter().map(|line| slice(prompt, line)).collect();
        self.out += &lines.join("\n");
        self.out.push(' ');
        self.out
    }
}

/// A text without frames, blocks and dots that are only drawn: a screen reader would spell them out.
fn undrawn(text: &str) -> String {
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}');
    text.chars().map(|c| if drawn(c) { ' ' } else { c }).collect()
}

/// Sentences whose `` `quotes` `` stand in the language's own marks; `quoted` is a template.
pub(super) fn quoted(text: &str, quoted: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    // An odd backtick stands for itself.
    if parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let part = |(i, part): (usize, &&str)| match i % 2 {
        0 => (*part).to_owned(),
        _ => crate::text::fill(quoted, &[("text", part)]),
    };
    parts.iter().enumerate().map(part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(lines: &[&str]) -> String {
        let mut said = Narration::new(40);
        said.block(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>(), &[]);
        said.out
    }

    #[test]
    fn what_is_only_drawn_is_left_out_and_the_text_keeps_its_shape() {
        assert_eq!(block(&["", "  a │ b", "  ──┼──", "    1 │ 2", "", "  c", ""]), "a   b\n  1   2\n\nc\n");
        assert_eq!(block(&["───", ""]), "");
        assert_eq!(block(&["⣿⣿ 80%"]), "80%\n");
    }

    #[test]
    fn quotes_are_those_of_the_language() {
        assert_eq!(quoted("see `fit` and `ad hoc`.", "“{text}”"), "see “fit” and “ad hoc”.");
        assert_eq!(quoted("a ` b", "“{text}”"), "a ` b");
    }
}
