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
    if !fits || skin.glyphs.are_few() {
        let y = area.y + area.height.saturating_sub(1) / 2;
        wide(word, style, Rect { y, height: 1, ..area }, buf);
        return;
    }
    BigText::builder()
        .pixel_size(PixelSize::HalfHeight)
        .style(style)
        .lines([Line::from(word.to_owned())])
        .build()
        .render(area, buf);
}

/// Draws a word in letters as high as large ones and half as wide, where such can be drawn; else as [`wide`] does. Returns
/// the cells that it takes from left to right.
pub fn medium(word: &str, style: Style, skin: &Skin, area: Rect, buf: &mut Buffer) -> u16 {
    let cols = word.chars().count() as u16 * LARGE_COLS / 2;
    if cols > area.width || skin.glyphs.are_few() {
        return wide(word, style, Rect { y: area.y + area.height / 2, height: 1, ..area }, buf);
    }
    let word = Line::from(word.to_owned());
    BigText::builder().pixel_size(PixelSize::Quadrant).style(style).lines([word]).build().render(area, buf);
    cols
}

/// Draws a word with a space after every letter, or as it is where that would be too long. Returns the cells that it
/// takes from left to right.
pub fn wide(word: &str, style: Style, area: Rect, buf: &mut Buffer) -> u16 {
    let spaced: String = word.chars().flat_map(|c| [c, ' ']).collect();
    let text = if width(&spaced) <= usize::from(area.width) { spaced.trim_end() } else { word };
    Line::from(Span::styled(text, style)).render(area, buf);
    (width(text) as u16).min(area.width)
}
