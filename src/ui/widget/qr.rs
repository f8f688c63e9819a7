//! A QR code in cells: two modules a cell from top to bottom, dark on light whatever the theme, or no phone reads it.

use ratatui::style::Color;

use crate::ui::centred;
use crate::ui::prelude::*;

/// The modules of quiet that the standard wants on all sides (ISO/IEC 18004, 6.3.8).
const QUIET: usize = 4;

/// Draws a code in the middle of an area; not where there is too little room, or no characters or colours for it.
pub(crate) fn draw(code: &[Vec<bool>], mut pen: Pen) -> bool {
    let theme = &pen.skin.theme;
    let side = code.len() + 2 * QUIET;
    let (cols, rows) = (side as u16, side.div_ceil(2) as u16);
    if pen.skin.glyphs.are_few() || !theme.has_colours() || cols > pen.area.width || rows > pen.area.height {
        return false;
    }
    let style = if theme.shows_pixels() {
        Style::new().fg(Color::Rgb(0, 0, 0)).bg(Color::Rgb(255, 255, 255))
    } else {
        Style::new().fg(Color::Black).bg(Color::White)
    };
    let dark = |x: usize, y: usize| -> bool {
        let module = y.checked_sub(QUIET).zip(x.checked_sub(QUIET));
        module.and_then(|(y, x)| code.get(y)?.get(x)).copied().unwrap_or(false)
    };
    pen.area = centred(pen.area, cols, rows);
    for y in (0..side).step_by(2) {
        let cells: String = (0..side)
            .map(|x| match (dark(x, y), dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            })
            .collect();
        pen.text(cells, style);
    }
    true
}
