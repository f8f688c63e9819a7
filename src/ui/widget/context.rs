//! A context in its frame. The tell lights up once the time has come.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Widget};

use crate::context::{Role, Room, Row};
use crate::pack::Question;
use crate::text::{Lang, shorten};
use crate::ui::Skin;

/// The columns that the frame and its margins take from the width.
pub const FRAME_COLS: u16 = 4;
/// The rows that the frame takes from the height.
pub const FRAME_ROWS: u16 = 2;

/// A question's context in its frame.
pub struct ContextFrame<'a> {
    /// Whose context.
    pub question: &'a Question,
    /// In which language.
    pub lang: Lang,
    /// Whether the tell is lit.
    pub lit: bool,
    /// The fewest rows between the frame's edges; taller contexts take what they need.
    pub rows: u16,
}

impl ContextFrame<'_> {
    /// Draws it at the top of an area; returns the rows that it takes.
    pub fn draw(&self, skin: &Skin, area: Rect, buf: &mut Buffer) -> u16 {
        let room = Room { cols: usize::from(area.width - FRAME_COLS), rows: usize::from(self.rows) };
        let tells = self.question.tells(self.lang);
        let mut sheet = self.question.context.draw(self.lang, room, &tells);
        if self.lit {
            sheet.light(&tells);
        }
        let rows = (sheet.rows.len() as u16).max(self.rows);
        let height = (rows + FRAME_ROWS).min(area.height);
        let frame = Rect { height, ..area };
        let mut block = Block::bordered().border_type(BorderType::Rounded).border_style(skin.theme.frame);
        if let Some(title) = self.question.context.title(self.lang) {
            let title = shorten(title, usize::from(area.width - 6));
            block = block.title(Line::from(vec![Span::raw(" "), Span::styled(title, skin.theme.dim), Span::raw(" ")]));
        }
        block.render(frame, buf);
        // A little air above, where there is some to spare.
        let above = u16::from(usize::from(rows) >= sheet.rows.len() + 2);
        for (i, row) in sheet.rows.iter().take(usize::from(height - FRAME_ROWS)).enumerate() {
            let y = frame.y + 1 + above + i as u16;
            draw_row(row, skin, Rect::new(frame.x + 2, y, room.cols as u16, 1), buf);
        }
        height
    }
}

fn draw_row(row: &Row, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let spans = row.iter().map(|run| {
        let style = if run.lit { lit(run.role, skin) } else { skin.theme.role(run.role) };
        Span::styled(run.text.as_ref(), style)
    });
    Line::from_iter(spans).render(area, buf);
}

/// Marks of a plot keep their colour when lit; everything else takes that of the tell.
fn lit(role: Role, skin: &Skin) -> Style {
    match role {
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
        | Role::Series(_) => skin.theme.lit,
    }
}
