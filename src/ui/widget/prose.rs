//! Sentences, wrapped.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::text::wrap;

/// The lines of a text at a width, each in a style.
pub fn lines(text: &str, cols: u16, style: Style) -> Vec<Line<'_>> {
    wrap(text, usize::from(cols)).into_iter().map(|range| Line::from(Span::styled(&text[range], style))).collect()
}

/// Draws lines from the top of an area; returns the rows that they take, cut or not.
pub fn draw(lines: &[Line], area: Rect, buf: &mut Buffer) -> u16 {
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        line.render(Rect { y, height: 1, ..area }, buf);
    }
    lines.len() as u16
}
