//! Reads GIFT: block by block, as Moodle parts them at blank lines.

use serde_json::Value;

use super::MARK;
use super::parse::{parse, unescaped};
use crate::authoring::exchange::found::{ForeignContent, ForeignContext, ForeignDomain, ForeignSense, ForeignTerm};
use crate::text::slice;

pub fn read(text: &str) -> ForeignContent {
    let mut reader = GiftReader::default();
    let mut block = QuestionLines::default();
    for (line, raw) in (1..).zip(text.lines()) {
        let bare = raw.trim_start();
        let parts = if bare.starts_with("//") || bare.starts_with('$') { vec![raw] } else { parted(raw) };
        parts.into_iter().for_each(|raw| reader.line(line, raw, &mut block));
    }
    reader.block(block);
    reader.found
}

/// A line in parts where behind the answers of a question the name of another begins.
fn parted(line: &str) -> Vec<&str> {
    let (mut parts, mut start) = (Vec::new(), 0);
    for (at, _) in braces(line).filter(|(_, brace)| *brace == b'}') {
        let end = at + 1;
        let name = slice(line, end..).trim_start().strip_prefix("::");
        if name.is_some_and(|name| name.contains("::")) {
            parts.push(slice(line, start..end));
            start = end;
        }
    }
    parts.push(slice(line, start..));
    parts
}

fn braces(line: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut escaped = false;
    line.bytes().enumerate().filter(move |(_, byte)| {
        let plain = escaped;
        escaped = !escaped && *byte == b'\\';
        !plain && matches!(byte, b'{' | b'}')
    })
}

/// The names of a category, from the outermost; a slash that is part of a name is written twice.
fn category(path: &str) -> Vec<String> {
    let path = path.trim().replace("//", "\u{0}");
    let names = path.split('/').map(|name| name.replace('\u{0}', "/").trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

#[derive(Default)]
struct QuestionLines<'a> {
    lines: Vec<(usize, &'a str)>,
    opened: bool,
    end: Option<usize>,
}

impl<'a> QuestionLines<'a> {
    fn push(&mut self, number: usize, line: &'a str) {
        self.lines.push((number, line));
        for (_, brace) in braces(line) {
            match brace {
                b'{' => self.opened = true,
                _ if self.opened => self.end = self.end.or(Some(self.lines.len())),
                _ => {}
            }
        }
    }

    /// Whether its answers have begun and not ended: people leave blank lines between them, though Moodle minds.
    fn is_open(&self) -> bool {
        self.opened && self.end.is_none()
    }

    /// Takes away what stands in the lines behind its answers.
    fn split(&mut self) -> Self {
        let lines = self.end.map(|end| self.lines.split_off(end)).unwrap_or_default();
        Self { lines, ..Self::default() }
    }
}

#[derive(Default)]
struct GiftReader {
    found: ForeignContent,
    path: Vec<String>,
    said: Option<Value>,
    id: Option<String>,
    tags: Vec<String>,
    /// The id of the term that our comments named last.
    term: Option<String>,
}

impl GiftReader {
    fn line<'a>(&mut self, number: usize, raw: &'a str, block: &mut QuestionLines<'a>) {
        let bare = raw.trim();
        let begins = bare.starts_with("::");
        let named = bare.strip_prefix("::").is_some_and(|name| name.contains("::"));
        if let Some(comment) = bare.strip_prefix("//") {
            if block.end.is_some() {
                self.block(std::mem::take(block));
            }
            // Comments belong to what follows them.
            if block.lines.is_empty() {
                self.comment(bare, comment);
            } else {
                block.lines.push((number, ""));
            }
        } else if let Some(path) = bare.strip_prefix("$CATEGORY:") {
            self.block(std::mem::take(block));
            self.path = category(path);
        } else if bare.is_empty() && !block.is_open() {
            self.block(std::mem::take(block));
        } else {
            let after_blank = block.lines.last().is_some_and(|(_, last)| last.trim().is_empty());
            if block.end.is_some() && !begins && braces(raw).any(|(_, brace)| brace == b'{') {
                // Other answers are those of another question, though no blank line stands before it. Its text began
                // where the answers before it ended.
                let next = block.split();
                self.block(std::mem::replace(block, next));
            } else if (begins && block.opened) || named || (block.is_open() && after_blank && bare.contains('{')) {
                // As where the one before has no end: its brace is missing, or it has no answers.
                self.block(std::mem::take(block));
            }
            block.push(number, raw);
        }
    }

    fn comment(&mut self, line: &str, comment: &str) {
        if let Some((name, json)) = line.strip_prefix(MARK).and_then(|mark| mark.split_once(' ')) {
            if let Ok(value) = serde_json::from_str::<Value>(json) {
                self.mark(name, value);
            }
            return;
        }
        // As Moodle has them: [id:naps] [tag:cats].
        for (name, tag) in [("[id:", false), ("[tag:", true)] {
            let mut rest = comment;
            while let Some(at) = rest.find(name) {
                let inner = slice(rest, at + name.len()..);
                let mut escaped = false;
                let end = inner.find(|c| {
                    let ends = c == ']' && !escaped;
                    escaped = c == '\\' && !escaped;
                    ends
                });
                let (value, after) = inner.split_at(end.unwrap_or(inner.len()));
                let value: String = unescaped(value).iter().map(|(c, _)| c).collect();
                if tag {
                    self.tags.push(value);
                } else {
                    self.id = Some(value);
                }
                rest = after;
            }
        }
    }

    fn mark(&mut self, name: &str, value: Value) {
        let text = |key: &str| value[key].as_str().map(str::to_owned);
        match name {
            "pack" => {
                let header = &mut self.found.header;
                header.id = text("id");
                header.title = text("title");
                header.description = text("description");
                header.licence = text("licence");
                header.language = text("language");
                header.authors = strings(&value["authors"]);
            }
            "domain" => self.found.domains.push(ForeignDomain {
                id: text("id").unwrap_or_default(),
                name: text("name").unwrap_or_default(),
                letter: text("letter").and_then(|letter| letter.chars().next()),
                colour: text("colour"),
            }),
            "term" => {
                let (id, name) = (text("id").unwrap_or_default(), text("name").unwrap_or_default());
                self.term = Some(id.clone());
                self.found.terms.push(ForeignTerm { id, name });
            }
            "sense" => self.found.senses.push(ForeignSense {
                line: 0,
                term: self.term.clone().unwrap_or_default(),
                domain: text("domain").unwrap_or_default(),
                gloss: text("gloss").unwrap_or_default(),
                source: text("source"),
            }),
            "question" => self.said = Some(value),
            _ => {}
        }
    }

    fn block(&mut self, block: QuestionLines) {
        let Some((line, _)) = block.lines.first().copied() else { return };
        let (said, id, tags) = (self.said.take(), self.id.take(), std::mem::take(&mut self.tags));
        let text = block.lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
        let mut question = match parse(&text) {
            Ok(question) => question,
            Err(reason) => return self.found.losses.add(reason, line, &text),
        };
        (question.line, question.path, question.tags) = (line, self.path.clone(), tags);
        question.is_id = id.is_some();
        question.title = id.or(question.title.take());
        if let Some(said) = said {
            let text = |key: &str| said[key].as_str().map(str::to_owned);
            question.tells = strings(&said["tell"]);
            question.level = said["level"].as_i64();
            let remarks = said["remark"].as_object().into_iter().flatten();
            let remark = |(domain, remark): (&String, &Value)| Some((domain.clone(), remark.as_str()?.to_owned()));
            question.remarks = remarks.filter_map(remark).collect();
            question.term.clone_from(&self.term);
            // The categories of our own document are its title and its terms.
            question.path.clear();
            let (title, language) = (text("title"), text("language"));
            question.context = Some(ForeignContext { title, language, first: said["first"].as_i64() });
        }
        self.found.question(question);
    }
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
