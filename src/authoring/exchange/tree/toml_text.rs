//! Writes a tree as TOML, as a person would: headings for what is large, one line for what is small.

use std::fmt::Write as _;

use super::{Tree, TreeTable};
use crate::text::Lang;

impl TreeTable {
    pub fn to_toml(&self) -> String {
        let mut out = String::new();
        section(self, "", &mut out);
        out
    }
}

fn section(table: &TreeTable, path: &str, out: &mut String) {
    for note in &table.notes {
        // A comment ends with its line.
        let _ = writeln!(out, "# {}", note.replace(['\n', '\r'], " "));
    }
    for (key, value) in table.entries.iter().filter(|(_, value)| !is_section(value)) {
        let _ = match value {
            Tree::Text(text) if text.contains('\n') => {
                writeln!(out, "{} = {}", name(key), block(text))
            }
            value => writeln!(out, "{} = {}", name(key), inline(value)),
        };
    }
    for (key, value) in table.entries.iter().filter(|(_, value)| is_section(value)) {
        let path = if path.is_empty() { name(key) } else { format!("{path}.{}", name(key)) };
        match value {
            Tree::Table(inner) => {
                // A heading above nothing but headings says nothing.
                if inner.notes.len() + inner.entries.iter().filter(|(_, value)| !is_section(value)).count() > 0 {
                    let _ = write!(out, "\n[{path}]\n");
                }
                section(inner, &path, out);
            }
            Tree::List(list) => {
                for inner in list {
                    if let Tree::Table(inner) = inner {
                        let _ = write!(out, "\n[[{path}]]\n");
                        section(inner, &path, out);
                    }
                }
            }
            _ => {}
        }
    }
}

fn is_section(value: &Tree) -> bool {
    let large = |value: &Tree| matches!(value, Tree::Table(table) if !is_small(table));
    match value {
        Tree::List(list) => list.iter().all(|value| matches!(value, Tree::Table(_))) && list.iter().any(large),
        value => large(value),
    }
}

/// What fits a line: a text by language.
fn is_small(table: &TreeTable) -> bool {
    let short = |value: &Tree| match value {
        Tree::Text(text) => !text.contains('\n') && text.len() < 100,
        Tree::Table(_) => false,
        Tree::List(list) => list.iter().all(|value| matches!(value, Tree::Text(text) if text.len() < 40)),
        _ => true,
    };
    let by_language = |key: &str| Lang::ALL.iter().any(|lang| lang.code() == key);
    table.notes.is_empty() && table.entries.iter().all(|(key, value)| by_language(key) && short(value))
}

fn name(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-');
    if bare { key.to_owned() } else { quoted(key) }
}

fn inline(value: &Tree) -> String {
    match value {
        Tree::Text(text) => quoted(text),
        Tree::Whole(number) => number.to_string(),
        Tree::Number(number) => format!("{number:?}").to_lowercase(),
        Tree::Truth(truth) => truth.to_string(),
        Tree::List(list) => format!("[{}]", list.iter().map(inline).collect::<Vec<_>>().join(", ")),
        Tree::Table(table) if table.entries.is_empty() => "{}".to_owned(),
        Tree::Table(table) => {
            let entries = table.entries.iter().map(|(key, value)| format!("{} = {}", name(key), inline(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
    }
}

fn quoted(text: &str) -> String {
    if let Some(literal) = literal(text, "").filter(|_| !text.contains('\n')) {
        return literal;
    }
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\n' => out.push_str("\\n"),
            c => push(c, &mut out),
        }
    }
    out + "\""
}

/// A string with backslashes between single quotes, where they mean nothing: so LaTeX stays as people write it.
fn literal(text: &str, after: &str) -> Option<String> {
    if !text.contains('\\') || text.chars().any(|c| c.is_control() && c != '\n') {
        return None;
    }
    let quote = if text.contains('\'') || text.contains('\n') { "'''" } else { "'" };
    let good = !text.contains("'''") && !text.ends_with('\'') && !text.starts_with('\'');
    let after = if quote.len() > 1 { after } else { "" };
    good.then(|| format!("{quote}{after}{text}{quote}"))
}

fn block(text: &str) -> String {
    if let Some(literal) = literal(text, "\n") {
        return literal;
    }
    let mut out = String::from("\"\"\"\n");
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\n', _) => out.push('\n'),
            // Three in a row would end it, and so would those at its end.
            ('"', Some('"') | None) => out.push_str("\\\""),
            ('"', _) => out.push('"'),
            (c, _) => push(c, &mut out),
        }
    }
    out + "\"\"\""
}

fn push(c: char, out: &mut String) {
    match c {
        '\\' => out.push_str("\\\\"),
        c if c.is_control() => {
            let _ = write!(out, "\\u{:04X}", c as u32);
        }
        c => out.push(c),
    }
}
