//! Lists of which one line is selected.

use crate::ui::prelude::*;

/// The first line that is shown, so that the selected one is in the middle where it can be.
pub(crate) fn first(selected: usize, len: usize, rows: usize) -> usize {
    selected.saturating_sub(rows / 2).min(len.saturating_sub(rows))
}

/// Draws as many lines from the first as there is room for. Arrows in a column tell of more above and below.
pub(crate) fn draw(first: usize, len: usize, arrows: u16, mut pen: Pen, mut line: impl FnMut(usize, Pen)) {
    let (area, style) = (pen.area, pen.skin.theme.accent);
    for (row, i) in area.rows().zip(first..len) {
        line(i, pen.at(row));
    }
    let below = first + usize::from(area.height) < len;
    let last = area.bottom().saturating_sub(1);
    for (_, y, arrow) in [(below, last, "↓"), (first > 0, area.y, "↑")].into_iter().filter(|(there_is, ..)| *there_is)
    {
        pen.at(Rect::new(arrows, y, 1, 1)).text(arrow, style);
    }
}

pub(crate) fn mark(selected: bool, skin: &Skin) -> (&'static str, Style) {
    if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) }
}

pub(crate) fn pad(text: &str, cols: usize) -> String {
    " ".repeat(cols.saturating_sub(width(text)))
}

pub(crate) fn padded(text: &str, cols: usize) -> String {
    text.to_owned() + &pad(text, cols)
}

pub(crate) struct MenuLine<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: Option<String>,
    pub(crate) quiet: Style,
    pub(crate) changes: bool,
}

impl MenuLine<'_> {
    pub(crate) fn line(&self, selected: bool, cols: usize, skin: &Skin) -> Line<'static> {
        let (mark, style) = mark(selected, skin);
        let mut line = Line::from(vec![Span::styled(mark, style), Span::styled(self.name.to_owned(), style)]);
        if let Some(value) = &self.value {
            let value = if selected && self.changes { format!("‹ {value} ›") } else { format!("  {value}") };
            let quiet = if selected { style } else { self.quiet };
            line.extend([Span::raw(pad(self.name, cols)), Span::styled(value, quiet)]);
        }
        line
    }
}
