//! Texts of other programs: HTML, Markdown or plain, as paragraphs and pieces of code.

mod html;
mod tag;

use crate::text::{SafeText, slice};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rich {
    pub(crate) parts: Vec<RichPart>,
    /// What stands out of it, being bold or leaning.
    pub(crate) marked: Vec<String>,
    pub(crate) media: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RichPart {
    Prose(String),
    Code { language: Option<String>, text: String },
}

impl Rich {
    pub(crate) fn plain(text: &str) -> Self {
        let mut rich = Self::default();
        rich.prose(text);
        rich
    }

    pub(crate) fn code(language: Option<&str>, text: &str) -> Self {
        let mut rich = Self::default();
        rich.push_code(language.map(str::to_owned), text);
        rich
    }

    /// Markdown, as far as it matters here: fences, bold words and pictures.
    pub(crate) fn markdown(text: &str) -> Self {
        let mut rich = Self::default();
        let mut prose = String::new();
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let bare = line.trim_start();
            let fence: String = bare.chars().take_while(|c| *c == '`' || *c == '~').collect();
            if fence.len() < 3 || slice(bare, fence.len()..).contains('`') {
                prose += line;
                prose.push('\n');
                continue;
            }
            let language = slice(bare, fence.len()..).split_whitespace().next().map(str::to_owned);
            let within = lines.by_ref().take_while(|line| !line.trim().starts_with(&fence));
            let code: Vec<&str> = within.collect();
            rich.marks(&std::mem::take(&mut prose));
            rich.push_code(language, &code.join("\n"));
        }
        rich.marks(&prose);
        rich
    }

    fn marks(&mut self, text: &str) {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("![") {
            let closed = slice(rest, at..).find("](").and_then(|middle| {
                let end = slice(rest, at + middle..).find(')')?;
                Some((middle, at + middle + end + 1))
            });
            let Some((middle, end)) = closed else { break };
            out += slice(rest, ..at);
            out += slice(rest, at + 2..at + middle);
            self.media += 1;
            rest = slice(rest, end..);
        }
        out += rest;
        for mark in ["**", "__"] {
            let pieces: Vec<&str> = out.split(mark).collect();
            // A mark that is never closed is none.
            if pieces.len() < 3 || pieces.len().is_multiple_of(2) {
                continue;
            }
            self.marked.extend(pieces.iter().skip(1).step_by(2).map(|word| (*word).to_owned()));
            out = pieces.concat();
        }
        self.prose(&out);
    }

    fn prose(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches([' ', '\t', '\r'])).collect();
        let text = lines.join("\n");
        let text = text.trim_matches('\n');
        if !text.trim().is_empty() {
            self.parts.push(RichPart::Prose(text.to_owned()));
        }
    }

    fn push_code(&mut self, language: Option<String>, text: &str) {
        let text = text.trim_end();
        if !text.trim().is_empty() {
            self.parts.push(RichPart::Code { language, text: text.trim_start_matches('\n').to_owned() });
        }
    }

    pub(crate) fn line(&self) -> String {
        let parts = self.parts.iter().map(|part| match part {
            RichPart::Prose(text) | RichPart::Code { text, .. } => text.as_str(),
        });
        one_line(&parts.collect::<Vec<_>>().join(" "))
    }
}

/// A text on one line; no-break spaces stay.
pub(crate) fn one_line(text: &str) -> String {
    let words = text.split(['\n', '\r', '\t']).map(|word| word.trim_matches(' ')).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text of `max` characters at most, with an ellipsis where something is missing.
pub(crate) fn cut(text: &str, max: usize) -> String {
    if text.chars().count() <= max {
        return text.to_owned();
    }
    let end = text.char_indices().nth(max.saturating_sub(1)).map_or(text.len(), |(at, _)| at);
    slice(text, ..end).trim_end().to_owned() + "…"
}

/// A text without whatever could harm a terminal, and whether there was any.
pub(crate) fn cleaned(text: &str) -> (String, bool) {
    let mut out = SafeText::new(text).to_string();
    let mut harm = false;
    while out.contains('\u{fffd}') {
        harm = true;
        // What stands together now may be too much again.
        out = SafeText::new(&out.replace('\u{fffd}', "")).to_string();
    }
    (out, harm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_becomes_lines_and_code() {
        let html = "<p>What is <b>regression</b> &amp; co?</p><pre>\n  a &lt; b\n\n  c</pre><style>p{}</style>See <code>x</code>.";
        let rich = Rich::html(html, false);
        let code = RichPart::Code { language: None, text: "  a < b\n\n  c".to_owned() };
        let prose = |text: &str| RichPart::Prose(text.to_owned());
        assert_eq!(rich.parts, [prose("What is regression & co?"), code, prose("See x.")]);
        assert_eq!(rich.marked, ["regression"]);
        let rich = Rich::html("a<br>b<div>c</div><img src=x alt='a cat'>[sound:x.mp3]", false);
        assert_eq!((rich.line().as_str(), rich.media), ("a b c a cat[sound:x.mp3]", 1));
        let table = "<table><tr><th>cat</th><th>naps</th></tr>\n<tr><td>Tom</td>\n <td>3</td></tr></table>";
        assert_eq!(Rich::html(table, false).parts, [prose("cat  naps\nTom  3")]);
        let rich = Rich::html("<pre><code class='hl language-r'>x <- 1\ny</code></pre>", false);
        assert_eq!(rich.parts, [RichPart::Code { language: Some("r".to_owned()), text: "x <- 1\ny".to_owned() }]);
    }

    #[test]
    fn markdown_has_fences_and_bold_words() {
        let rich = Rich::markdown("Which **test**?\n\n```py\nassert x\n```\n![a cat](cat.png) __init");
        let code = RichPart::Code { language: Some("py".to_owned()), text: "assert x".to_owned() };
        assert_eq!(
            rich.parts,
            [RichPart::Prose("Which test?".to_owned()), code, RichPart::Prose("a cat __init".to_owned())]
        );
        assert_eq!((rich.marked, rich.media), (vec!["test".to_owned()], 1));
        assert_eq!(Rich::markdown("```\nnever closed").parts.len(), 1);
    }

    #[test]
    fn what_is_unsafe_goes() {
        assert_eq!(cleaned("a\u{1b}[31mb\0\u{202e}c"), ("a[31mbc".to_owned(), true));
        assert_eq!(cleaned("naïve\tx"), ("naïve   x".to_owned(), false));
        assert!(SafeText::first_unsafe(&cleaned("x\u{300}\u{301}\0\u{302}\0\u{303}").0).is_none());
    }
}
