//! A word in large letters where there is room for them, and in wide-set ones elsewhere.

use ratatui::widgets::Widget;
use tui_big_text::{BigText, PixelSize};

use crate::ui::prelude::*;

pub(crate) const LARGE_ROWS: u16 = 4;

const LARGE_COLS: u16 = 8;

/// Draws a word in large letters; in wide-set ones where it is too long, or where such letters cannot be drawn.
pub(crate) fn large(word: &str, style: Style, mut pen: Pen) {
    if !big(word, LARGE_COLS, PixelSize::HalfHeight, style, &mut pen) {
        pen.skip(pen.area.height.saturating_sub(1) / 2);
        wide(word, style, pen);
    }
}

/// Letters as high as large ones and half as wide where they can be drawn, else as [`wide`]; returns the cells taken.
pub(crate) fn medium(word: &str, style: Style, mut pen: Pen) -> u16 {
    if big(word, LARGE_COLS / 2, PixelSize::Quadrant, style, &mut pen) {
        return word.chars().count() as u16 * LARGE_COLS / 2;
    }
    pen.skip(pen.area.height / 2);
    wide(word, style, pen)
}

/// Draws a word in big letters of as many cells each, if there is room for all of it.
fn big(word: &str, cols: u16, size: PixelSize, style: Style, pen: &mut Pen) -> bool {
    let fits = word.chars().count() as u16 * cols <= pen.area.width && !pen.skin.glyphs.are_few();
    if fits {
        let word = Line::from(word.to_owned());
        BigText::builder().pixel_size(size).style(style).lines([word]).build().render(pen.area, pen.buf);
    }
    fits
}

/// Letters with a space after each, or as they are where that is too long; returns the cells taken.
pub(crate) fn wide(word: &str, style: Style, mut pen: Pen) -> u16 {
    let spaced: String = word.chars().flat_map(|c| [c, ' ']).collect();
    let text = if width(&spaced) <= pen.cols() { spaced.trim_end() } else { word };
    pen.put(Span::styled(text, style));
    (width(text) as u16).min(pen.area.width)
}
