//! A context in its frame. The tell lights up once the time has come.

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::context::{Context, Frame, Ready, Rgb, Role, Room, Row, Scene, Sheet};
use crate::pack::Question;
use crate::text::{Lang, shorten, width};
use crate::ui::pen::Pen;
use crate::ui::widget::panel;
use crate::ui::{Placed, Skin};

/// The columns that the frame and its margins take from the width.
pub const FRAME_COLS: u16 = 4;
/// The rows that the frame takes from the height.
pub const FRAME_ROWS: u16 = 2;

pub struct ContextFrame<'a> {
    pub question: &'a Question,
    pub lang: Lang,
    pub lit: Option<f64>,
    pub frame: Frame,
    pub in_words: bool,
    pub ready: Option<&'a Ready>,
    /// The fewest rows between the frame's edges; taller contexts take what they need.
    pub rows: u16,
}

impl ContextFrame<'_> {
    pub fn draw(&self, pen: &mut Pen) {
        let skin = pen.skin;
        let room = Room { cols: usize::from(pen.area.width - FRAME_COLS), rows: usize::from(self.rows) };
        let tells = self.question.tells(self.lang);
        let frame = if skin.still { Frame::END } else { self.frame };
        let in_words = self.in_words || (!skin.pictures && matches!(self.question.context, Context::Picture(_)));
        let scene = Scene { lang: self.lang, room, tells: &tells, frame, in_words, ready: self.ready };
        let mut sheet = self.question.context.draw(&scene);
        if self.lit.is_some() {
            sheet.light(&tells);
        }
        let rows = (sheet.rows.len() as u16).max(self.rows);
        let mut pen = pen.top(rows + FRAME_ROWS);
        let title = self.question.context.title(self.lang).map(|title| shorten(title, pen.cols() - 6));
        let block = match title {
            Some(title) => panel::block(Span::styled(title, skin.theme.dim), skin.theme.frame),
            None => panel::untitled(skin.theme.frame),
        };
        let inside = block.inner(pen.area);
        block.render(pen.area, pen.buf);
        let mut pen = pen.at(inside);
        pen.margins(1, 1);
        // A little air above, where there is some to spare.
        pen.skip(u16::from(usize::from(rows) >= sheet.rows.len() + 2));
        // The light runs over the tell from left to right.
        let lit_cols = match self.lit {
            Some(share) if !skin.still => (share * (pen.cols() + usize::from(FRAME_COLS)) as f64) as usize,
            _ => usize::MAX,
        };
        let corner = pen.area.as_position();
        pen.rows(sheet.rows.iter().map(|row| line(row, lit_cols, skin)));
        if let (Some(spot), Some(pixels)) = (&sheet.picture, self.ready.and_then(Ready::pixels)) {
            let (cols, rows) = (spot.cols.len() as u16, spot.rows.len() as u16);
            let area = Rect::new(corner.x + spot.cols.start as u16, corner.y + spot.rows.start as u16, cols, rows);
            let over = lit_parts(&sheet, lit_cols, corner);
            pen.hits.picture = Some(Placed { area, picture: pixels.full.clone(), over });
        }
    }
}

/// The cells of a sheet that are lit, if its upper left corner is at a place.
fn lit_parts(sheet: &Sheet, lit_cols: usize, corner: Position) -> Vec<Rect> {
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

/// A row of a sheet, its tell lit up to a column.
pub fn line<'a>(row: &'a Row, lit_cols: usize, skin: &Skin) -> Line<'a> {
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
        Role::Plain
        | Role::Dim
        | Role::Strong
        | Role::Good
        | Role::Bad
        | Role::Warn
        | Role::Info
        | Role::Field
        | Role::Button
        | Role::Keyword
        | Role::Literal
        | Role::Number
        | Role::Comment
        | Role::Function
        | Role::Type
        | Role::Series(_)
        | Role::Pixels(..) => style,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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
