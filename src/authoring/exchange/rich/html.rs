//! HTML as paragraphs and pieces of code.

use htmlize::unescape;

use super::Rich;
use super::tag::{Piece, pieces};

impl Rich {
    /// HTML: paragraphs and breaks become lines, `<pre>` and `<code>` of several lines code, and everything else text.
    /// With `breaks`, a line feed is one, too, as it is where people type HTML between plain lines.
    pub(crate) fn html(text: &str, breaks: bool) -> Self {
        let mut reader = Html { breaks, ..Html::default() };
        for piece in pieces(text) {
            match piece {
                Piece::Open(tag) => {
                    let name = tag.name.to_ascii_lowercase();
                    reader.open(&name, &|name| tag.attribute(name).map(|value| unescape(value).into_owned()));
                }
                Piece::Close(name) => reader.close(&name.to_ascii_lowercase()),
                Piece::Text(text) => reader.text(&unescape(text)),
            }
        }
        reader.end()
    }
}

#[derive(Default)]
struct Html {
    rich: Rich,
    breaks: bool,
    prose: String,
    /// The code that is being read, within this many open tags.
    code: String,
    language: Option<String>,
    pre: usize,
    inline: usize,
    bold: Option<usize>,
    /// The name of the tag whose text nobody sees.
    skipped: Option<String>,
}

/// The tags that stand on lines of their own.
const BLOCKS: &str = "p div li ul ol tr table h1 h2 h3 h4 h5 h6 blockquote section article dl dt dd hr figure tbody";

fn is_block(name: &str) -> bool {
    BLOCKS.split(' ').any(|block| block == name)
}

impl Html {
    fn open(&mut self, name: &str, attribute: &dyn Fn(&str) -> Option<String>) {
        if self.skipped.is_some() {
            return;
        }
        match name {
            "script" | "style" | "head" | "title" => self.skipped = Some(name.to_owned()),
            "br" if self.pre + self.inline > 0 => self.code.push('\n'),
            "br" => self.new_line(true),
            "pre" | "code" => {
                if self.pre + self.inline == 0 {
                    self.language = None;
                }
                let class = attribute("class").unwrap_or_default();
                let named = class.split_whitespace().find_map(|class| class.strip_prefix("language-"));
                self.language = named.map(str::to_owned).or(self.language.take());
                if name == "pre" { self.pre += 1 } else { self.inline += 1 }
            }
            "b" | "strong" | "em" | "i" | "u" | "mark" => self.bold = self.bold.or(Some(self.prose.len())),
            "img" | "audio" | "video" | "object" | "embed" | "iframe" => {
                self.rich.media += 1;
                self.text(&attribute("alt").unwrap_or_default());
            }
            // Cells stand beside each other, and apart.
            "td" | "th" if self.pre + self.inline == 0 && !self.prose.is_empty() && !self.prose.ends_with('\n') => {
                self.prose = format!("{}  ", self.prose.trim_end_matches(' '));
            }
            name if is_block(name) => self.new_line(false),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(skipped) = &self.skipped {
            if skipped == name {
                self.skipped = None;
            }
            return;
        }
        match name {
            "pre" if self.pre > 0 => {
                self.pre -= 1;
                self.inline = if self.pre == 0 { 0 } else { self.inline };
                self.end_code(true);
            }
            "code" if self.inline > 0 => {
                self.inline -= 1;
                self.end_code(false);
            }
            "b" | "strong" | "em" | "i" | "u" | "mark" => {
                let word = self.bold.take().and_then(|from| self.prose.get(from..));
                self.rich.marked.extend(word.map(|word| word.trim().to_owned()));
            }
            name if is_block(name) => self.new_line(false),
            _ => {}
        }
    }

    /// What was code, unless more of it follows: a word within a sentence is part of the sentence.
    fn end_code(&mut self, pre: bool) {
        if self.pre + self.inline > 0 {
            return;
        }
        let code = std::mem::take(&mut self.code);
        let code = code.strip_prefix('\n').unwrap_or(&code);
        if !pre && !code.trim().contains('\n') {
            self.prose += code;
            return;
        }
        self.end_prose();
        let language = self.language.take();
        self.rich.push_code(language, code);
    }

    fn end_prose(&mut self) {
        self.bold = None;
        self.rich.prose(&std::mem::take(&mut self.prose));
    }

    fn text(&mut self, text: &str) {
        if self.skipped.is_some() {
            return;
        }
        if self.pre + self.inline > 0 {
            self.code += text;
            return;
        }
        for c in text.chars() {
            match c {
                '\n' if self.breaks => self.new_line(true),
                ' ' | '\t' | '\n' | '\r' => {
                    if !self.prose.is_empty() && !self.prose.ends_with([' ', '\n']) {
                        self.prose.push(' ');
                    }
                }
                c => self.prose.push(c),
            }
        }
    }

    /// A new line, and with `always` one more where one has just begun.
    fn new_line(&mut self, always: bool) {
        if self.pre + self.inline > 0 {
            self.code.push('\n');
        } else if !self.prose.is_empty() && (always || !self.prose.ends_with('\n')) {
            self.prose.push('\n');
        }
    }

    fn end(mut self) -> Rich {
        (self.pre, self.inline) = (0, 0);
        self.end_code(true);
        self.end_prose();
        self.rich
    }
}
