//! Quizzes of clihoot: <https://github.com/fejbl2/clihoot>. YAML with `quiz_name` and `questions`, each with `text`, an
//! optional `code_block`, `time_seconds`, and `choices` of which some are `is_correct` (once `is_right`).
//!
//! The YAML is read event by event, and aliases are not followed: a few lines of them can stand for gigabytes.

use saphyr_parser::{Event, Parser};

use super::found::{Choice, Found, Question};
use super::losses::Reason;
use super::rich::Rich;

/// Every question of a quiz.
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut parser = Parser::new_from_str(text);
    let mut line = 1;
    let node = loop {
        match parser.next_event() {
            Some(Ok((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _))) => {}
            Some(Ok((event, span))) => break node(event, span.start.line(), &mut parser, 0),
            Some(Err(error)) => {
                line = error.marker().line();
                break None;
            }
            None => break None,
        }
    };
    let Some(quiz) = node else {
        found.losses.add(Reason::Broken, line.max(1), text.lines().nth(line.saturating_sub(1)).unwrap_or_default());
        return found;
    };
    found.header.title = quiz.text("quiz_name");
    // A list alone will do.
    let questions = quiz.get("questions").unwrap_or(&quiz);
    for question in questions.list() {
        read_question(question, &mut found);
    }
    if found.questions.is_empty() && found.losses.is_empty() {
        found.losses.add(Reason::Broken, quiz.line, "questions");
    }
    found
}

fn read_question(node: &Node, found: &mut Found) {
    let prose = node.text("text").unwrap_or_default();
    let choices: Vec<Choice> = node.get("choices").map_or(&[][..], Node::list).iter().map(choice).collect();
    if choices.len() < 2 {
        return found.losses.add(Reason::Broken, node.line, &prose);
    }
    let mut text = Rich::markdown(&prose);
    if let Some(code) = node.get("code_block") {
        let (language, code) = (code.text("language"), code.text("code").unwrap_or_default());
        text.parts.extend(Rich::code(language.as_deref(), &code).parts);
    }
    if let Some(seconds) = node.text("time_seconds") {
        found.losses.add(Reason::TimeLimit, node.line, &format!("{seconds} s: {prose}"));
    }
    found.question(Question { line: node.line, text, choices, ..Question::default() });
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
            Value::List(_) | Value::Map(_) => None,
        }
    }

    fn list(&self) -> &[Node] {
        match &self.value {
            Value::List(list) => list,
            Value::Scalar(_) | Value::Map(_) => &[],
        }
    }
}

/// A quiz is four deep.
const DEPTH_MAX: usize = 12;

/// The value that begins with an event; `None` where it is broken, too deep, or an alias.
fn node<'i>(
    event: Event<'i>,
    line: usize,
    parser: &mut Parser<'i, impl saphyr_parser::Input>,
    depth: usize,
) -> Option<Node> {
    if depth > DEPTH_MAX {
        return None;
    }
    let value = match event {
        Event::Scalar(text, ..) => Value::Scalar(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut list = Vec::new();
            loop {
                match parser.next_event()?.ok()? {
                    (Event::SequenceEnd, _) => break Value::List(list),
                    (event, span) => list.push(node(event, span.start.line(), parser, depth + 1)?),
                }
            }
        }
        Event::MappingStart(..) => {
            let mut map = Vec::new();
            loop {
                let key = match parser.next_event()?.ok()? {
                    (Event::MappingEnd, _) => break Value::Map(map),
                    (event, span) => node(event, span.start.line(), parser, depth + 1)?.scalar()?,
                };
                let (event, span) = parser.next_event()?.ok()?;
                map.push((key, node(event, span.start.line(), parser, depth + 1)?));
            }
        }
        _ => return None,
    };
    Some(Node { line, value })
}
