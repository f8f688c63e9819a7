//! A word in large letters where there is room for them, and in wide-set ones elsewhere.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use crate::text::width;
use crate::ui::Skin;

/// The rows of large letters.
pub const LARGE_ROWS: u16 = 4;

/// Cells per large letter.
const LARGE_COLS: u16 = 8;

/// Draws a word in large letters; in wide-set ones where it is too long, or where such letters cannot be drawn.
pub fn large(word: &str, style: Style, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let fits = word.chars().count() as u16 * LARGE_COLS <= area.width;
    if !fits || skin.ascii {
        let y = area.y + area.height.saturating_sub(1) / 2;
        return wide(word, style, Rect { y, height: 1, ..area }, buf);
    }
    BigText::builder()
        .pixel_size(PixelSize::HalfHeight)
        .style(style)
        .lines([Line::from(word.to_owned())])
        .build()
        .render(area, buf);
}

/// Draws a word with a space after every letter, or as it is where that would be too long.
pub fn wide(word: &str, style: Style, area: Rect, buf: &mut Buffer) {
    let spaced: String = word.chars().flat_map(|c| [c, ' ']).collect();
    let text = if width(&spaced) <= usize::from(area.width) { spaced.trim_end() } else { word };
    Line::from(Span::styled(text, style)).render(area, buf);
}
