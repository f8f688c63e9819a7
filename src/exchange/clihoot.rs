//! Quizzes of clihoot: <https://github.com/fejbl2/clihoot>. YAML with `quiz_name` and `questions`, each with `text`, an
//! optional `code_block`, `time_seconds`, and `choices` of which some are `is_correct` (once `is_right`).
//!
//! The YAML is read event by event, as far as it is any, and aliases are not followed: a few lines of them can stand for
//! gigabytes.

use std::str::Chars;

use saphyr_parser::{Event, Parser, Span, StrInput};

use super::found::{Choice, Found, Question};
use super::losses::Reason;
use super::rich::Rich;

/// Every question of a quiz.
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut reader = Reader { parser: Parser::new_from_str(text), rest: text.chars(), passed: 0, fault: None };
    let quiz = loop {
        match reader.next() {
            Some((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _)) => {}
            Some((event, span)) => break reader.node(event, span, 0),
            None => break None,
        }
    };
    if let Some(quiz) = &quiz {
        found.header.title = quiz.text("quiz_name");
        // A list alone will do.
        let questions = quiz.get("questions").unwrap_or(quiz);
        if let Some((line, name)) = questions.own_alias() {
            found.losses.add(Reason::Alias, line, name);
        }
        for question in questions.list() {
            read_question(question, &mut found);
        }
    }
    if let Some((line, why)) = reader.fault {
        found.losses.add(Reason::BrokenOff, line, &why);
    }
    if found.questions.is_empty() && found.losses.is_empty() {
        found.losses.add(Reason::Broken, quiz.map_or(1, |quiz| quiz.line), "questions");
    }
    found
}

fn read_question(node: &Node, found: &mut Found) {
    let prose = node.text("text").unwrap_or_default();
    if let Some((line, name)) = node.alias() {
        return found.losses.add(Reason::Alias, line, &format!("{name} {prose}"));
    }
    let choices: Vec<Choice> = node.get("choices").map_or(&[][..], Node::list).iter().map(choice).collect();
    if choices.len() < 2 {
        return found.losses.add(Reason::Broken, node.line, &prose);
    }
    let mut text = Rich::markdown(&prose);
    if let Some(code) = node.get("code_block") {
        let (language, code) = (code.text("language"), code.text("code").unwrap_or_default());
        text.parts.extend(Rich::code(language.as_deref(), &code).parts);
    }
    let time = node.text("time_seconds").map(|seconds| (Reason::TimeLimit, format!("{seconds} s: {prose}")));
    let losses = time.into_iter().collect();
    found.question(Question { line: node.line, text, choices, losses, ..Question::default() });
}

fn choice(node: &Node) -> Choice {
    let right = ["is_correct", "is_right"].iter().any(|key| node.text(key).is_some_and(|text| text == "true"));
    Choice { text: node.text("text").or_else(|| node.scalar()).unwrap_or_default(), right, remark: None }
}

/// A value of YAML, as far as a quiz has any.
struct Node {
    line: usize,
    value: Value,
}

enum Value {
    Scalar(String),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
    /// `*name`.
    Alias(String),
}

impl Node {
    fn get(&self, key: &str) -> Option<&Node> {
        let Value::Map(map) = &self.value else { return None };
        map.iter().find(|(known, _)| known == key).map(|(_, node)| node)
    }

    fn text(&self, key: &str) -> Option<String> {
        self.get(key).and_then(Node::scalar)
    }

    fn scalar(&self) -> Option<String> {
        match &self.value {
            Value::Scalar(text) => Some(text.clone()),
            Value::List(_) | Value::Map(_) | Value::Alias(_) => None,
        }
    }

    fn list(&self) -> &[Node] {
        match &self.value {
            Value::List(list) => list,
            Value::Scalar(_) | Value::Map(_) | Value::Alias(_) => &[],
        }
    }

    /// The line and the name, if this is an alias itself.
    fn own_alias(&self) -> Option<(usize, &str)> {
        let Value::Alias(name) = &self.value else { return None };
        Some((self.line, name))
    }

    /// The first alias within.
    fn alias(&self) -> Option<(usize, &str)> {
        match &self.value {
            Value::Scalar(_) => None,
            Value::Alias(_) => self.own_alias(),
            Value::List(list) => list.iter().find_map(Node::alias),
            Value::Map(map) => map.iter().find_map(|(_, node)| node.alias()),
        }
    }
}

/// A quiz is four deep.
const DEPTH_MAX: usize = 12;

/// Reads values until something breaks the rules; what is whole by then is kept.
struct Reader<'i> {
    parser: Parser<'i, StrInput<'i>>,
    /// What comes after so many characters, which is how far aliases were looked for.
    rest: Chars<'i>,
    passed: usize,
    /// The line where the rules are broken, and how, in the words of the library.
    fault: Option<(usize, String)>,
}

impl<'i> Reader<'i> {
    fn next(&mut self) -> Option<(Event<'i>, Span)> {
        if self.fault.is_some() {
            return None;
        }
        match self.parser.next_event()? {
            Ok(next) => Some(next),
            Err(error) => {
                self.fault = Some((error.marker().line(), error.info().to_owned()));
                None
            }
        }
    }

    /// The value that begins with an event; `None` where nothing of it can be read.
    fn node(&mut self, event: Event<'i>, span: Span, depth: usize) -> Option<Node> {
        let line = span.start.line();
        if depth > DEPTH_MAX {
            self.fault = Some((line, format!("> {DEPTH_MAX}")));
            return None;
        }
        let value = match event {
            Event::Scalar(text, ..) => Value::Scalar(text.into_owned()),
            Event::Alias(_) => Value::Alias(self.written(span)),
            Event::SequenceStart(..) => {
                let mut list = Vec::new();
                while let Some((event, span)) = self.next().filter(|(event, _)| *event != Event::SequenceEnd) {
                    let node = self.node(event, span, depth + 1);
                    if self.fault.is_some() {
                        // Half an item is none.
                        break;
                    }
                    list.extend(node);
                }
                Value::List(list)
            }
            Event::MappingStart(..) => {
                let mut map = Vec::new();
                while let Some((event, span)) = self.next().filter(|(event, _)| *event != Event::MappingEnd) {
                    let key = self.node(event, span, depth + 1);
                    let Some((event, span)) = self.next() else { break };
                    let value = self.node(event, span, depth + 1);
                    map.extend(key.and_then(|key| key.scalar()).zip(value));
                    if self.fault.is_some() {
                        break;
                    }
                }
                Value::Map(map)
            }
            _ => return None,
        };
        Some(Node { line, value })
    }

    /// What stands at a place, up to the next blank. Places come in their order, so that the text is gone through once.
    fn written(&mut self, span: Span) -> String {
        for _ in self.passed..span.start.index() {
            self.rest.next();
        }
        self.passed = self.passed.max(span.start.index());
        self.rest.clone().take_while(|c| !c.is_whitespace() && !",]}".contains(*c)).take(60).collect()
    }
}
