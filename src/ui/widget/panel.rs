//! A panel over the screen: a title, lines, and what can be pressed.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Padding, Widget};

use crate::text::width;
use crate::ui::Skin;

/// The rows of its frame and of the room within it.
pub const EDGES: u16 = 4;

/// Draws a panel in the middle of an area, as large as its lines; returns where the lines are.
pub fn draw(title: &str, lines: &[Line], skin: &Skin, area: Rect, buf: &mut Buffer) -> Rect {
    let widest = lines.iter().map(Line::width).chain([width(title) + 2]).max().unwrap_or(0) as u16;
    let (cols, rows) = ((widest + 8).min(area.width), (lines.len() as u16 + EDGES).min(area.height));
    let place = Rect::new(area.x + (area.width - cols) / 2, area.y + (area.height - rows) / 2, cols, rows);
    Clear.render(place, buf);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(skin.theme.accent)
        .padding(Padding::new(3, 3, 1, 1))
        .style(skin.theme.base)
        .title(Line::from(vec![Span::raw(" "), Span::styled(title, skin.theme.accent), Span::raw(" ")]));
    let inside = block.inner(place);
    block.render(place, buf);
    super::prose::draw(lines, inside, buf);
    inside
}
