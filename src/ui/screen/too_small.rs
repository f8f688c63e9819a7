//! What is shown where the game does not fit.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::ui::widget::prose;
use crate::ui::{SMALLEST, Skin};
use crate::words::fill;

/// Says how large the terminal must be, and how large it is.
pub fn draw(skin: &Skin, area: Rect, buf: &mut Buffer) {
    let (cols, rows) = (SMALLEST.0.to_string(), SMALLEST.1.to_string());
    let (width, height) = (area.width.to_string(), area.height.to_string());
    let values = [("cols", cols.as_str()), ("rows", &rows), ("width", &width), ("height", &height)];
    let text = fill(&skin.words.ui.too_small, &values);
    let mut lines = Vec::new();
    if area.height > 6 && area.width > 20 {
        lines.extend([
            Line::from(Span::styled("/\\_/\\", skin.theme.accent)),
            Line::from(Span::styled("( -.- ) z", skin.theme.accent)),
        ]);
        lines.push(Line::default());
    }
    lines.extend(prose::lines(&text, area.width.saturating_sub(2), skin.theme.base));
    let top = area.height.saturating_sub(lines.len() as u16) / 2;
    let lines: Vec<Line> = lines.into_iter().map(Line::centered).collect();
    prose::draw(&lines, Rect { y: area.y + top, height: area.height - top, ..area }, buf);
}
