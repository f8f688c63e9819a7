//! What is shown where the game does not fit.

use crate::app::view::prelude::*;
use crate::ui::SMALLEST;

pub(crate) fn draw(mut pen: Pen) {
    let (area, theme) = (pen.area, &pen.skin.theme);
    let [cols, rows, width, height] = [SMALLEST.0, SMALLEST.1, area.width, area.height].map(|n| n.to_string());
    let values = [("cols", cols.as_str()), ("rows", &rows), ("width", &width), ("height", &height)];
    let text = fill(&pen.skin.words.ui.too_small, &values);
    let mut lines = Vec::new();
    if area.height > 6 && area.width > 20 {
        lines.extend(["/\\_/\\", "( -.- ) z"].map(|line| Line::from(Span::styled(line, theme.accent))));
        lines.push(Line::default());
    }
    lines.extend(prose::lines(&text, area.width.saturating_sub(2), theme.base));
    pen.skip(area.height.saturating_sub(lines.len() as u16) / 2);
    pen.rows(lines.into_iter().map(Line::centered));
}
