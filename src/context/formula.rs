//! `formula`: mathematics in Unicode, over as many lines as it needs, centred as one block.

use super::sheet::{Role, Room, Sheet, run, space};
use super::{BLOCK_MAX, read_title};
use crate::read::{Keys, Reading};
use crate::text::{Lang, Text, width};

/// Mathematics.
#[derive(Debug, Clone, PartialEq)]
pub struct Formula {
    /// In the frame.
    pub title: Option<Text>,
    text: Text,
    note: Option<Text>,
}

/// A formula stands in the middle of its frame, but never takes more rows than this for it.
const ABOVE_MAX: usize = 5;

impl Formula {
    pub(super) fn read(keys: &mut Keys, reading: &mut Reading) -> Option<Self> {
        let title = read_title(keys, reading);
        let note = keys.optional("note").and_then(|v| reading.block_text(v, 300));
        let text = keys.required("text", reading).and_then(|v| reading.block_text(v, BLOCK_MAX))?;
        Some(Self { title, text, note })
    }

    pub(super) fn draw(&self, lang: Lang, room: Room) -> Sheet<'_> {
        let text = self.text.get(lang);
        let widest = text.lines().map(width).max().unwrap_or(0);
        let indent = room.cols.saturating_sub(widest) / 2;
        let above = room.rows.saturating_sub(text.lines().count() + 1) / 2;
        let mut rows = vec![vec![]; above.min(ABOVE_MAX)];
        rows.extend(text.lines().map(|line| vec![space(indent), run(line, Role::Strong)]));
        rows.push(vec![]);
        if let Some(note) = &self.note {
            rows.extend(
                note.get(lang)
                    .lines()
                    .map(|line| vec![space(room.cols.saturating_sub(width(line)) / 2), run(line, Role::Dim)]),
            );
        }
        Sheet::of(rows)
    }
}
