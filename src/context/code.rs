//! `code`: a piece of a source file, with its name and line numbers.
//!
//! The seam for highlighting is [`Code::draw`]: it makes one run per line today, and one per token once there is
//! something that knows tokens; `language` says whose.

use super::BLOCK_MAX;
use super::sheet::{Role, Row, Sheet, run};
use crate::read::{Keys, Reading};
use crate::text::{Lang, SafeText, Text};

/// A piece of a source file.
#[derive(Debug, Clone, PartialEq)]
pub struct Code {
    /// The file's name, in the frame.
    pub file: Option<SafeText>,
    /// The language's name, such as `python`.
    pub language: SafeText,
    text: Text,
    /// The number of the first line, where lines are numbered.
    first: Option<u32>,
}

impl Code {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let file = keys.optional("file").and_then(|v| reading.line(v, 60));
        let language = keys.required("language", reading).and_then(|v| reading.line(v, 20));
        let numbers = keys.optional("numbers").and_then(|v| reading.boolean(v)).unwrap_or(true);
        let first = keys.optional("first").and_then(|v| reading.integer(v, 1..=99_980)).unwrap_or(1);
        let text = keys.required("text", reading).and_then(|v| reading.block_text(v, BLOCK_MAX));
        Some(Self { file, language: language?, text: text?, first: numbers.then_some(first as u32) })
    }

    pub(super) fn draw(&self, lang: Lang) -> Sheet<'_> {
        let text = self.text.get(lang);
        let last = self.first.unwrap_or(0) as usize + text.lines().count();
        let digits = last.to_string().len().max(2);
        let rows = text.lines().enumerate().map(|(i, line)| {
            let mut row = Row::with_capacity(2);
            if let Some(first) = self.first {
                row.push(run(format!("{:>digits$}  ", first as usize + i), Role::Dim));
            }
            row.push(run(line, Role::Plain));
            row
        });
        Sheet::of(rows.collect())
    }
}
