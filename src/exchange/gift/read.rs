//! Reads GIFT: block by block, as Moodle parts them at blank lines.

use serde_json::Value;

use super::MARK;
use crate::exchange::found::{Choice, Context, Domain, Found, Question, Sense, Term};
use crate::exchange::losses::Reason;
use crate::exchange::rich::Rich;

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

/// A character, and whether a backslash stood before it.
type Char = (char, bool);

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
                let inner = unescaped(&rest[at + name.len()..]);
                let end = inner.iter().position(|c| *c == (']', false)).unwrap_or(inner.len());
                let value: String = inner[..end].iter().map(|(c, _)| c).collect();
                if tag {
                    self.tags.push(value)
                } else {
                    self.id = Some(value)
                }
                rest = &rest[at + name.len()..];
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
        if question.weighted {
            self.found.losses.add(Reason::Weights, block.line, &text);
        }
        let own = &mut question.question;
        (own.line, own.path, own.tags) = (block.line, self.path.clone(), tags);
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

struct Parsed {
    question: Question,
    /// An option counts for a part beside one that is right.
    weighted: bool,
}

fn parse(text: &str) -> Result<Parsed, Reason> {
    let chars = unescaped(text.trim());
    let mut rest = chars.as_slice();
    let mut title = None;
    if let Some(named) = rest.strip_prefix(&[(':', false), (':', false)]) {
        let end = named.windows(2).position(|two| two == [(':', false), (':', false)]);
        if let Some(end) = end {
            title = Some(plain(&named[..end]));
            rest = trimmed(&named[end + 2..]);
        }
    }
    let (open, close) = (place(rest, '{'), place(rest, '}'));
    let (open, close) = match (open, close) {
        (None, None) => return Err(Reason::Description),
        (Some(open), Some(close)) if open < close => (open, close),
        _ => return Err(Reason::Broken),
    };
    let (before, after) = (&rest[..open], trimmed(&rest[close + 1..]));
    let answers = trimmed(&rest[open + 1..close]);
    let (answers, general) = match answers.windows(4).rposition(|four| four == [('#', false); 4]) {
        Some(at) => (trimmed(&answers[..at]), Some(&answers[at + 4..])),
        None => (answers, None),
    };
    let mut shown = before.to_vec();
    if !after.is_empty() {
        // The missing word.
        shown.extend("_____ ".chars().map(|c| (c, true)));
        shown.extend(after);
    }
    let format = Format::of(&shown).0;
    if !is_choice(answers)? {
        return Err(Reason::ShortAnswer);
    }
    let (choices, weighted) = choices(answers, format);
    let text = formatted(&shown, Format::Moodle);
    let explanation = general.map(|general| formatted(general, format).line());
    Ok(Parsed { question: Question { title, text, choices, explanation, ..Question::default() }, weighted })
}

/// Whether the answers are options to choose from.
fn is_choice(answers: &[Char]) -> Result<bool, Reason> {
    let has = |c| place(answers, c).is_some();
    let arrow = answers.windows(2).any(|two| two == [('-', false), ('>', false)]);
    let word: String = answers.iter().take_while(|c| **c != ('#', false)).map(|(c, _)| c).collect();
    match answers.first() {
        None => Err(Reason::Essay),
        Some(('#', false)) => Err(Reason::Numerical),
        _ if has('~') => Ok(true),
        _ if has('=') && arrow => Err(Reason::Matching),
        _ if ["T", "TRUE", "F", "FALSE"].contains(&word.trim()) => Err(Reason::TrueFalse),
        _ => Ok(false),
    }
}

fn choices(answers: &[Char], format: Format) -> (Vec<Choice>, bool) {
    let mut starts: Vec<usize> = (0..answers.len()).filter(|at| matches!(answers[*at], ('~' | '=', false))).collect();
    // `~=` begins one option, not two.
    starts.dedup_by(|at, before| *at == *before + 1 && answers[*before].0 == '~' && answers[*at].0 == '=');
    let ends = starts.iter().skip(1).copied().chain([answers.len()]);
    let mut out = Vec::new();
    let mut weights = Vec::new();
    let mut single = false;
    for (start, end) in starts.iter().zip(ends) {
        let mut option = trimmed(&answers[*start..end]);
        let mut right = false;
        while let Some((sign @ ('~' | '='), false)) = option.first() {
            right |= *sign == '=';
            option = trimmed(&option[1..]);
        }
        single |= right;
        let (weight, option) = weight(option);
        let (text, remark) = match place(option, '#') {
            Some(at) => (&option[..at], Some(&option[at + 1..])),
            None => (option, None),
        };
        let text = formatted(text, format).line();
        let remark = remark.map(|remark| formatted(remark, format).line()).filter(|remark| !remark.is_empty());
        weights.push(if right { 100.0 } else { weight });
        out.push(Choice { text, right, remark });
    }
    // Without one that is all right, several are right in part, and together.
    if !single {
        for (choice, weight) in out.iter_mut().zip(&weights) {
            choice.right = *weight > 0.0;
        }
    }
    let weighted = single && out.iter().zip(&weights).any(|(choice, weight)| !choice.right && *weight > 0.0);
    (out, weighted)
}

/// A weight in percent at the beginning, `%50%`, and what stands behind it.
fn weight(option: &[Char]) -> (f64, &[Char]) {
    let weight = option.strip_prefix(&[('%', false)]).and_then(|inner| {
        let end = place(inner, '%')?;
        let number: String = inner[..end].iter().map(|(c, _)| c).collect();
        Some((number.trim().parse::<f64>().ok().filter(|n| n.is_finite())?, &inner[end + 1..]))
    });
    weight.unwrap_or((0.0, option))
}

/// How a text is to be understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Moodle,
    Html,
    Plain,
    Markdown,
}

impl Format {
    /// The format that a text says at its beginning, `[html]`, and how many characters that takes.
    fn of(text: &[Char]) -> (Self, usize) {
        let blanks = text.iter().take_while(|(c, _)| c.is_whitespace()).count();
        let word: String = text[blanks..].iter().take(12).map(|(c, _)| c).collect();
        let formats = [
            ("[moodle]", Self::Moodle),
            ("[html]", Self::Html),
            ("[plain]", Self::Plain),
            ("[markdown]", Self::Markdown),
        ];
        let found = formats.into_iter().find(|(name, _)| word.starts_with(name));
        found.map_or((Self::Moodle, 0), |(name, format)| (format, blanks + name.len()))
    }
}

fn formatted(text: &[Char], by_default: Format) -> Rich {
    let (format, skipped) = Format::of(text);
    let format = if skipped == 0 { by_default } else { format };
    let text = plain(&text[skipped..]);
    match format {
        Format::Html => Rich::html(&text, false),
        Format::Markdown => Rich::markdown(&text),
        Format::Plain => Rich::plain(&text),
        // Moodle's own format is plain text in which tags are understood.
        Format::Moodle if has_tags(&text) => Rich::html(&text, true),
        Format::Moodle => Rich::plain(&text),
    }
}

fn has_tags(text: &str) -> bool {
    let lower = text.to_lowercase();
    let tags =
        ["<br", "<p>", "<p ", "<b>", "<i>", "<em>", "<strong>", "<pre", "<code", "<img", "<div", "<span", "<ul", "<ol"];
    tags.iter().any(|tag| lower.contains(tag)) || (lower.contains('&') && lower.contains(';') && lower.contains("</"))
}

/// The characters of a text, each with whether it was escaped: then it means nothing but itself.
fn unescaped(text: &str) -> Vec<Char> {
    let mut out = Vec::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('n')) => {
                chars.next();
                out.push(('\n', true));
            }
            ('\\', Some(next @ ('\\' | '#' | '=' | '~' | '{' | '}' | ':' | ']'))) => {
                chars.next();
                out.push((next, true));
            }
            // Any other backslash is one.
            (c, _) => out.push((c, false)),
        }
    }
    out
}

fn place(text: &[Char], c: char) -> Option<usize> {
    text.iter().position(|own| *own == (c, false))
}

fn plain(text: &[Char]) -> String {
    let text: String = text.iter().map(|(c, _)| c).collect();
    text.trim().to_owned()
}

/// Without blanks at its ends, unless they were written as escapes.
fn trimmed(mut text: &[Char]) -> &[Char] {
    while let [(c, false), rest @ ..] = text
        && c.is_whitespace()
    {
        text = rest;
    }
    while let [rest @ .., (c, false)] = text
        && c.is_whitespace()
    {
        text = rest;
    }
    text
}
