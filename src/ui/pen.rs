//! What everything is drawn with: a place in the frame, how things look, and what can be clicked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use super::widget::prose;
use super::{Hits, Skin, page};
use crate::text::width;
use crate::ui::Act;

/// Pages of this height and more have large letters and more air.
pub(crate) const ROOMY: u16 = 34;

/// A place to draw in. What is drawn goes to its top, and the place becomes what is left below; parts of it are taken from
/// any side, as pens of their own. Nothing leaves its place: what finds no room is cut.
pub struct Pen<'a> {
    pub(crate) skin: &'a Skin,
    pub(crate) area: Rect,
    pub(crate) buf: &'a mut Buffer,
    pub(crate) hits: &'a mut Hits,
}

impl Pen<'_> {
    pub(crate) fn at(&mut self, area: Rect) -> Pen<'_> {
        Pen { skin: self.skin, area, buf: self.buf, hits: self.hits }
    }

    pub(crate) fn everywhere(&mut self) -> Pen<'_> {
        self.at(self.buf.area)
    }

    pub(crate) fn page_rows(&self) -> u16 {
        page(self.buf.area).height
    }

    pub(crate) fn is_roomy(&self) -> bool {
        self.page_rows() >= ROOMY
    }

    pub(crate) fn roomy<T>(&self, much: T, little: T) -> T {
        if self.is_roomy() { much } else { little }
    }

    pub(crate) fn cols(&self) -> usize {
        self.area.width.into()
    }

    pub(crate) fn skip(&mut self, rows: u16) {
        self.top(rows);
    }

    pub(crate) fn top(&mut self, rows: u16) -> Pen<'_> {
        let top = Rect { height: rows.min(self.area.height), ..self.area };
        self.area.y += top.height;
        self.area.height -= top.height;
        self.at(top)
    }

    pub(crate) fn bottom(&mut self, rows: u16) -> Pen<'_> {
        let rows = rows.min(self.area.height);
        self.area.height -= rows;
        let bottom = Rect { y: self.area.bottom(), height: rows, ..self.area };
        self.at(bottom)
    }

    pub(crate) fn left(&mut self, cols: u16) -> Pen<'_> {
        let left = Rect { width: cols.min(self.area.width), ..self.area };
        self.area.x += left.width;
        self.area.width -= left.width;
        self.at(left)
    }

    pub(crate) fn right(&mut self, cols: u16) -> Pen<'_> {
        let cols = cols.min(self.area.width);
        self.area.width -= cols;
        let right = Rect { x: self.area.right(), width: cols, ..self.area };
        self.at(right)
    }

    pub(crate) fn skip_cols(&mut self, cols: usize) {
        self.left(cols as u16);
    }

    pub(crate) fn margins(&mut self, left: u16, right: u16) {
        self.left(left);
        self.right(right);
    }

    pub(crate) fn inset(mut self, left: u16, right: u16) -> Self {
        self.margins(left, right);
        self
    }

    pub(crate) fn put<'b>(&mut self, line: impl Into<Line<'b>>) {
        line.into().render(self.area, self.buf);
    }

    /// Draws a line on the top row, and goes on below it.
    pub(crate) fn row<'b>(&mut self, line: impl Into<Line<'b>>) {
        self.top(1).put(line);
    }

    pub(crate) fn text(&mut self, text: impl AsRef<str>, style: Style) {
        self.row(Span::styled(text.as_ref(), style));
    }

    pub(crate) fn rows<'b>(&mut self, lines: impl IntoIterator<Item = Line<'b>>) {
        for line in lines {
            self.row(line);
        }
    }

    pub(crate) fn prose(&mut self, text: &str, cols: u16, style: Style) {
        self.rows(prose::lines(text, cols, style));
    }

    pub(crate) fn rule(&mut self, with: &str, style: Style) {
        let rule = with.repeat(self.cols());
        self.text(rule, style);
    }

    /// Draws a text on the top row at the right, as many columns before its end.
    pub(crate) fn flush(&mut self, text: &str, before: u16, style: Style) {
        let x = self.area.right().saturating_sub(width(text) as u16 + before);
        self.buf.set_string(x, self.area.y, text, style);
    }

    pub(crate) fn more(&mut self, more: &str, before: u16) {
        let style = self.skin.theme.accent;
        self.at(Rect { y: self.area.bottom().saturating_sub(1), ..self.area }).flush(more, before, style);
    }

    pub fn button<'b>(&mut self, line: impl Into<Line<'b>>, act: Act) {
        let mut row = self.at(Rect { height: self.area.height.min(1), ..self.area });
        row.put(line);
        row.click(act);
    }

    /// Puts the cursor on the top row, behind as many columns.
    pub(crate) fn cursor(&mut self, cols: usize) {
        self.hits.cursor = Some(Position::new(self.area.x + cols as u16, self.area.y));
    }

    pub fn click(&mut self, act: impl Into<Option<Act>>) {
        if let Some(act) = act.into().filter(|_| !self.area.is_empty()) {
            self.hits.clicks.push((self.area, act));
        }
    }
}
