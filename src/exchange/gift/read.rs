//! Reads GIFT: block by block, as Moodle parts them at blank lines.

use serde_json::Value;

use super::MARK;
use super::parse::{parse, unescaped};
use crate::exchange::found::{Context, Domain, Found, Sense, Term};
use crate::exchange::losses::Reason;
use crate::text::slice;

/// Everything that a file of GIFT says.
pub fn read(text: &str) -> Found {
    let mut reader = Reader::default();
    let mut block = Block::default();
    for (line, raw) in (1..).zip(text.lines()) {
        let bare = raw.trim();
        if let Some(comment) = bare.strip_prefix("//") {
            // Comments belong to what follows them.
            if block.lines.is_empty() {
                reader.comment(bare, comment);
            } else {
                block.lines.push("");
            }
        } else if let Some(path) = bare.strip_prefix("$CATEGORY:") {
            reader.block(std::mem::take(&mut block));
            reader.path = category(path);
        } else if bare.is_empty() && !block.is_open() {
            reader.block(std::mem::take(&mut block));
        } else {
            // A new question where the one before has no end: its brace is missing.
            let after_blank = block.lines.last().is_some_and(|last| last.trim().is_empty());
            if block.is_open() && (bare.starts_with("::") || (after_blank && bare.contains('{'))) {
                reader.block(std::mem::take(&mut block));
            }
            if block.lines.is_empty() {
                block.line = line;
            }
            block.push(raw);
        }
    }
    reader.block(block);
    reader.found
}

/// The names of a category, from the outermost; a slash that is part of a name is written twice.
fn category(path: &str) -> Vec<String> {
    let path = path.trim().replace("//", "\u{0}");
    let names = path.split('/').map(|name| name.replace('\u{0}', "/").trim().to_owned());
    names.filter(|name| !name.is_empty()).collect()
}

/// The lines of a question.
#[derive(Default)]
struct Block<'a> {
    line: usize,
    lines: Vec<&'a str>,
    opened: bool,
    closed: bool,
}

impl<'a> Block<'a> {
    fn push(&mut self, line: &'a str) {
        let mut escaped = false;
        for b in line.bytes() {
            match b {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'{' => self.opened = true,
                b'}' if self.opened => self.closed = true,
                _ => {}
            }
        }
        self.lines.push(line);
    }

    /// Whether its answers have begun and not ended: people leave blank lines between them, though Moodle minds.
    fn is_open(&self) -> bool {
        self.opened && !self.closed
    }
}

#[derive(Default)]
struct Reader {
    found: Found,
    path: Vec<String>,
    /// What our comments say of the question to come.
    said: Option<Value>,
    id: Option<String>,
    tags: Vec<String>,
    /// The id of the term that our comments named last.
    term: Option<String>,
}

impl Reader {
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
            "domain" => self.found.domains.push(Domain {
                id: text("id").unwrap_or_default(),
                name: text("name").unwrap_or_default(),
                letter: text("letter").and_then(|letter| letter.chars().next()),
                colour: text("colour"),
            }),
            "term" => {
                let (id, name) = (text("id").unwrap_or_default(), text("name").unwrap_or_default());
                self.term = Some(id.clone());
                self.found.terms.push(Term { id, name });
            }
            "sense" => self.found.senses.push(Sense {
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

    fn block(&mut self, block: Block) {
        if block.lines.is_empty() {
            return;
        }
        let (said, id, tags) = (self.said.take(), self.id.take(), std::mem::take(&mut self.tags));
        let text = block.lines.join("\n");
        let mut question = match parse(&text) {
            Ok(question) => question,
            Err(reason) => return self.found.losses.add(reason, block.line, &text),
        };
        let own = &mut question.question;
        own.losses.extend(question.weighted.then(|| (Reason::Weights, text.clone())));
        (own.line, own.path, own.tags) = (block.line, self.path.clone(), tags);
        own.is_id = id.is_some();
        own.title = id.or(own.title.take());
        if let Some(said) = said {
            let text = |key: &str| said[key].as_str().map(str::to_owned);
            own.tells = strings(&said["tell"]);
            own.level = said["level"].as_i64();
            let remarks = said["remark"].as_object().into_iter().flatten();
            let remark = |(domain, remark): (&String, &Value)| Some((domain.clone(), remark.as_str()?.to_owned()));
            own.remarks = remarks.filter_map(remark).collect();
            own.term.clone_from(&self.term);
            // The categories of our own document are its title and its terms.
            own.path.clear();
            let (title, language) = (text("title"), text("language"));
            own.context = Some(Context { title, language, first: said["first"].as_i64() });
        }
        self.found.question(question.question);
    }
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(|value| value.as_str().map(str::to_owned)).collect()
}
