//! A finished frame as somebody reads it: rows of text. What is looked for is found anywhere, or it is not there.

use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::{slice, width};
use crate::ui::glyphs::Glyphs;

pub(crate) struct FrameText<'a> {
    buf: &'a Buffer,
    /// What stands in its rows; of a screen that was scrolled, also in those below the fold.
    rows: Vec<String>,
    glyphs: Glyphs,
}

/// Some rows of cells that must stand on the screen as they are.
pub(crate) struct CellBlock {
    pub(crate) cells: Buffer,
    /// How many cells of each row count.
    pub(crate) widths: Vec<u16>,
    /// Cells of pixels, which are drawn otherwise without colours: whatever stands there will do.
    pub(crate) pixels: Vec<bool>,
}

impl<'a> FrameText<'a> {
    /// Reads a frame, whose characters were replaced if it is one of ASCII.
    pub(crate) fn new(buf: &'a Buffer, glyphs: Glyphs) -> Self {
        Self { buf, rows: rows(buf).collect(), glyphs }
    }

    /// Of each scrolled frame the row above the last is read: what tells that there is more may lie over the last.
    pub(crate) fn scrolled(&mut self, frames: &[Buffer]) {
        let Some(last) = frames.last() else { return };
        let bottom = self.rows.len().saturating_sub(2);
        self.rows.truncate(bottom);
        let below = frames.iter().filter_map(|frame| rows(frame).nth(bottom - 1));
        self.rows.extend(below.chain(rows(last).nth(bottom)));
    }

    /// A text as it would stand in a row of this frame.
    pub(crate) fn like(&self, text: &str) -> String {
        if text.is_ascii() {
            return text.to_owned();
        }
        let mut buf = Buffer::empty(Rect::new(0, 0, width(text) as u16, 1));
        buf.set_string(0, 0, text, Style::new());
        self.glyphs.reduce(&mut buf);
        rows(&buf).collect()
    }

    /// Whether texts stand in one of the rows, from left to right.
    pub(crate) fn holds_in_order(&self, texts: &[impl AsRef<str>]) -> bool {
        let texts: Vec<String> = texts.iter().map(|text| self.like(text.as_ref())).collect();
        self.rows.iter().any(|row| {
            let mut rest = row.as_str();
            texts.iter().all(|text| match rest.find(text.as_str()) {
                Some(at) => {
                    rest = slice(rest, at + text.len()..);
                    true
                }
                None => false,
            })
        })
    }

    pub(crate) fn holds_alone(&self, text: &str) -> bool {
        let text = self.like(text);
        self.rows.iter().any(|row| row.trim() == text.trim())
    }

    /// Whether a text stands in an edge: in a row that is otherwise drawn.
    pub(crate) fn holds_in_edge(&self, text: &str) -> bool {
        let text = format!(" {} ", self.like(text));
        let drawn = |text: &str| !text.contains(|c: char| c.is_alphanumeric());
        self.rows.iter().filter_map(|row| row.split_once(&text)).any(|(before, after)| drawn(before) && drawn(after))
    }

    /// Whether a text stands behind a sign and a name, where the row ends.
    pub(crate) fn holds_labelled(&self, name: &str, text: &str) -> bool {
        let (name, text) = (self.like(name), self.like(text));
        // A number, what its key says in France, and a shape before the name; a tick or a cross between it and the text.
        let sign = |between: &str, most| between.trim().chars().count() <= most;
        self.rows.iter().any(|row| {
            let parts = row.trim().strip_suffix(text.trim()).and_then(|row| row.split_once(&name));
            parts.is_some_and(|(before, between)| {
                before.ends_with(' ') && sign(before, 5) && between.starts_with(' ') && sign(between, 1)
            })
        })
    }

    pub(crate) fn holds_wrapped(&self, text: &str) -> bool {
        self.rows.iter().map(|row| squeeze(row)).collect::<String>().contains(&squeeze(&self.like(text)))
    }

    pub(crate) fn holds_block(&self, block: &CellBlock) -> bool {
        let mut cells = block.cells.clone();
        self.glyphs.reduce(&mut cells);
        let wide = block.widths.iter().copied().max().unwrap_or(0);
        let (cols, rows) = (self.buf.area.width, self.buf.area.height);
        let high = block.widths.len() as u16;
        if wide > cols || high > rows {
            return false;
        }
        let pitch = usize::from(cells.area.width);
        // Where a row that is written does not stand, the others need not be looked for.
        let written = |y: usize| !block.pixels[y * pitch..(y + 1) * pitch].contains(&true);
        let texts = self::rows(&cells).map(|row| row.trim().to_owned()).enumerate();
        let anchor = texts.into_iter().take(usize::from(high)).find(|(y, text)| !text.is_empty() && written(*y));
        let anchored = |top: u16| {
            anchor.as_ref().is_none_or(|(y, text)| {
                self.rows.get(usize::from(top) + y).is_some_and(|row| row.contains(text.as_str()))
            })
        };
        let fits = |left: u16, top: u16| {
            block.widths.iter().enumerate().all(|(y, width)| {
                let here = (usize::from(top) + y) * usize::from(cols) + usize::from(left);
                let wanted = &cells.content[y * pitch..y * pitch + usize::from(*width)];
                let pixels = &block.pixels[y * pitch..];
                let found = &self.buf.content[here..here + usize::from(*width)];
                wanted.iter().zip(found).zip(pixels).all(|((a, b), pixel)| *pixel || a.symbol() == b.symbol())
            })
        };
        (0..=rows - high).filter(|top| anchored(*top)).any(|top| (0..=cols - wide).any(|left| fits(left, top)))
    }

    pub(crate) fn strays(&self, page: Rect) -> bool {
        let Rect { width, height, .. } = self.buf.area;
        let drawn = |x, y| self.buf.cell((x, y)).is_some_and(|cell| cell.symbol() != " ");
        let beside = |y| (0..page.left()).chain(page.right()..width).any(|x| drawn(x, y));
        let on_page = page.top()..page.bottom();
        (0..height).any(|y| if on_page.contains(&y) { beside(y) } else { (0..width).any(|x| drawn(x, y)) })
    }
}

fn rows(buf: &Buffer) -> impl Iterator<Item = String> + '_ {
    let cols = usize::from(buf.area.width.max(1));
    buf.content.chunks(cols).map(|row| row.iter().map(Cell::symbol).collect())
}

/// Without spaces and backticks, of which those that come in pairs are not shown.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '`').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(rows: &[&str]) -> Buffer {
        Buffer::with_lines(rows.iter().map(|row| format!("{row:24}")))
    }

    #[test]
    fn what_is_covered_or_cut_is_not_found() {
        let buf = frame(&[" ╭ naps ────╮", "  1 ◆ dev   a rest", "  ✗ easily confused"]);
        let shown = FrameText::new(&buf, Glyphs::All);
        assert!(shown.holds_in_edge("naps") && !shown.holds_in_edge("rest"));
        assert!(shown.holds_labelled("dev", "a rest") && !shown.holds_labelled("dev", "a rest at noon"));
        assert!(!shown.holds_labelled("ML", "a rest"), "another name");
        assert!(shown.holds_alone("✗ easily confused") && !shown.holds_alone("easily confused"));
        assert!(shown.holds_in_order(&["1 ", "dev"]) && !shown.holds_in_order(&["dev", "1 "]));
        assert!(!shown.strays(Rect::new(1, 0, 23, 3)) && shown.strays(Rect::new(2, 0, 22, 3)));
    }

    #[test]
    fn words_are_found_however_they_are_wrapped_and_below_the_fold() {
        let frames = [
            frame(&["one cat", "naps at", "noon, more", "esc"]),
            frame(&["naps at", "noon, and", "wakes more", "esc"]),
            frame(&["noon, and", "wakes up", "at one", "esc"]),
        ];
        let mut shown = FrameText::new(&frames[0], Glyphs::All);
        assert!(shown.holds_wrapped("`one cat` naps at noon") && !shown.holds_wrapped("noon, and wakes"));
        shown.scrolled(&frames[1..]);
        assert!(shown.holds_wrapped("one cat naps at noon, and wakes up at one"));
    }

    #[test]
    fn a_block_stands_whole_and_in_place() {
        let cells = frame(&["a─b", " ▀", "é c"]);
        let block = |pixel: usize| {
            let mut pixels = vec![false; cells.content.len()];
            pixels[24 + pixel] = true;
            CellBlock { cells: cells.clone(), widths: vec![3, 2, 3], pixels }
        };
        let holds = |rows: &[&str], glyphs, pixel| FrameText::new(&frame(rows), glyphs).holds_block(&block(pixel));
        assert!(holds(&["x", "  a─b", "   ▒", "  é c"], Glyphs::All, 1), "any shade is a pixel");
        assert!(!holds(&["x", "  a─b", "   ▒", "  é c"], Glyphs::All, 2), "this one is none");
        assert!(holds(&["  a-b", "   \"", "  e c"], Glyphs::Ascii, 2));
        assert!(!holds(&["  a─b", "   ▀", " é c"], Glyphs::All, 1), "another column");
        assert!(!holds(&["a─b", " ▀"], Glyphs::All, 1), "cut");
    }
}
