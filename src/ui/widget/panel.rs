//! A panel over the screen: a title, lines, and what can be pressed.

use ratatui::widgets::{Block, BorderType, Clear, Padding, Widget};

use super::hint;
use crate::ui::centred;
use crate::ui::prelude::*;

/// The rows of its frame and of the room within it.
pub(crate) const EDGES: u16 = 4;

pub(crate) fn block<'a>(title: impl Into<Span<'a>>, frame: Style) -> Block<'a> {
    untitled(frame).title(Line::from(vec![Span::raw(" "), title.into(), Span::raw(" ")]))
}

pub(crate) fn untitled<'a>(frame: Style) -> Block<'a> {
    Block::bordered().border_type(BorderType::Rounded).border_style(frame)
}

/// Covers what is below with an empty panel; returns what is within.
pub(crate) fn cover<'a>(title: &str, style: Style, padding: Padding, pen: &'a mut Pen) -> Pen<'a> {
    // A picture would hang over it.
    pen.hits.picture.take_if(|placed| placed.area.intersects(pen.area));
    let block = block(Span::styled(title, style), style).padding(padding).style(pen.skin.theme.base);
    let inside = block.inner(pen.area);
    Clear.render(pen.area, pen.buf);
    block.render(pen.area, pen.buf);
    pen.at(inside)
}

/// In the middle of an area, as large as its lines and the hints below them; returns a pen for where the lines are.
pub(crate) fn draw<'a>(title: &str, lines: Vec<Line>, keys: &[Binding], pen: &'a mut Pen) -> Pen<'a> {
    let widest = lines.iter().map(Line::width).chain([width(title) + 2, hint::cols(keys, pen.skin)]).max();
    let (cols, rows) = (widest.unwrap_or(0) as u16 + 8, lines.len() as u16 + 1 + EDGES);
    pen.area = centred(pen.area, cols, rows);
    let mut inside = cover(title, pen.skin.theme.accent, Padding::new(3, 3, 1, 1), pen);
    hint::line(keys, inside.bottom(1));
    let area = inside.area;
    inside.rows(lines);
    Pen { area, ..inside }
}
