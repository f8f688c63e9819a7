//! The rows of a context in styles, and its tell as it lights up.

use ratatui::layout::Position;

use crate::context::{Rgb, Role, Sheet, SheetRow};
use crate::ui::prelude::*;

/// The cells of a sheet that are lit, if its upper left corner is at a place.
pub(crate) fn lit_parts(sheet: &Sheet, lit_cols: usize, corner: Position) -> Vec<Rect> {
    let mut parts = Vec::new();
    for (y, row) in sheet.rows.iter().enumerate() {
        let mut at = 0;
        for run in row {
            let cells = width(&run.text);
            if run.lit && at < lit_cols {
                let cells = cells.min(lit_cols - at) as u16;
                parts.push(Rect::new(corner.x + at as u16, corner.y + y as u16, cells, 1));
            }
            at += cells;
        }
    }
    parts
}

pub(crate) fn line<'a>(row: &'a SheetRow, lit_cols: usize, skin: &Skin) -> Line<'a> {
    let mut spans = Vec::with_capacity(row.len());
    let mut at = 0;
    for run in row {
        let plain = skin.theme.role(run.role);
        let cells = width(&run.text);
        if let Role::Pixels(upper, lower) = run.role
            && (skin.glyphs.are_few() || !skin.theme.shows_pixels())
        {
            let shade = shade(upper, lower, skin);
            spans.push(Span::styled(shade.repeat(cells), Style::new()));
        } else if run.lit && at < lit_cols {
            let (now, later) = split_at_cell(&run.text, lit_cols - at);
            spans.push(Span::styled(now, lit(run.role, now, skin)));
            spans.push(Span::styled(later, plain));
        } else {
            spans.push(Span::styled(run.text.as_ref(), plain));
        }
        at += cells;
    }
    Line::from(spans)
}

/// A text's first cells, and the rest.
fn split_at_cell(text: &str, cells: usize) -> (&str, &str) {
    let mut seen = 0;
    let fits = |c: &char| {
        seen += width(c.encode_utf8(&mut [0; 4]));
        seen <= cells
    };
    text.split_at(text.chars().take_while(fits).map(char::len_utf8).sum())
}

/// Two pixels as a character that covers as much of its cell as they are bright (on a light ground: dark).
fn shade(upper: Rgb, lower: Rgb, skin: &Skin) -> &'static str {
    const BLOCKS: [&str; 5] = [" ", "░", "▒", "▓", "█"];
    const SIGNS: [&str; 9] = [" ", ".", ":", "-", "=", "+", "*", "%", "@"];
    let ramp: &[&str] = if skin.glyphs.are_few() { &SIGNS } else { &BLOCKS };
    // Luma as ITU-R BT.601 weighs it.
    let luma = |(r, g, b): Rgb| 299 * u32::from(r) + 587 * u32::from(g) + 114 * u32::from(b);
    let bright = (luma(upper) + luma(lower)) as usize * ramp.len() / (2 * 255_001);
    ramp[if skin.theme.light { ramp.len() - 1 - bright } else { bright }]
}

/// The style of the tell. Blocks are nothing but foreground, and would vanish in its dark text: they take the colour of
/// its ground instead.
fn lit(role: Role, text: &str, skin: &Skin) -> Style {
    let style = skin.theme.lit;
    match role {
        Role::Series(_) if text.contains(|c| ('\u{2580}'..='\u{259f}').contains(&c)) => {
            Style { fg: style.bg, bg: None, ..Style::new() }
        }
        _ => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::ui::glyphs::Glyphs;
    use crate::ui::theme::ThemeChoice;
    use crate::ui::theme::{Depth, Theme};
    use crate::words::Words;

    #[test]
    fn lit_blocks_do_not_vanish() {
        let theme = Theme::new(ThemeChoice::Dark, Depth::True, false);
        let skin = Skin {
            words: Words::of(Lang::En),
            theme,
            glyphs: Glyphs::All,
            still: true,
            pictures: true,
            tongues: Vec::new(),
        };
        let (text, block) = (lit(Role::Series(0), "cats", &skin), lit(Role::Series(0), "▃█", &skin));
        assert_eq!((text, block.fg, block.bg), (skin.theme.lit, text.bg, None));
    }
}
