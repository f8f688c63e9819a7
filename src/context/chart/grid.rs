//! The cells that plots and figures are drawn on, each with a character and a role; finer marks are dots of braille.

use std::ops::Range;

use crate::context::sheet::{Role, Sheet, SheetRow, run};
use crate::text::width;

/// A grid of cells to draw on; (0, 0) is at the upper left. What falls outside is not drawn.
pub(crate) struct Grid {
    pub(crate) cols: usize,
    pub(crate) rows: usize,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy)]
struct Cell {
    glyph: char,
    /// What stands over the character, such as the bar of x̄.
    mark: Option<char>,
    role: Role,
}

/// The dots of braille within a cell, by column and by row from the top.
const BRAILLE: [[u32; 4]; 2] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];

/// A block that fills so many eighths of a cell from below.
pub(crate) fn block(eighths: usize) -> char {
    char::from_u32(0x2580 + eighths.min(8) as u32).unwrap_or('█')
}

pub(crate) fn half_bar(halves: usize, glyph: &str) -> String {
    glyph.repeat(halves / 2) + ["", "╸"][halves % 2]
}

impl Grid {
    pub(crate) fn new(cols: usize, rows: usize) -> Self {
        Self { cols, rows, cells: vec![Cell { glyph: ' ', mark: None, role: Role::Plain }; cols * rows] }
    }

    fn cell(&mut self, col: usize, row: usize) -> Option<&mut Cell> {
        let inside = col < self.cols && row < self.rows;
        inside.then(|| &mut self.cells[row * self.cols + col])
    }

    pub fn put(&mut self, col: usize, row: usize, glyph: char, role: Role) {
        if let Some(cell) = self.cell(col, row) {
            *cell = Cell { glyph, mark: None, role };
        }
    }

    /// One dot of braille; x and y count dots, two by four to a cell.
    pub fn dot(&mut self, x: usize, y: usize, role: Role) {
        if let Some(cell) = self.cell(x / 2, y / 4) {
            let before = (cell.glyph as u32).checked_sub(0x2800).filter(|dots| *dots < 256).unwrap_or(0);
            let glyph = char::from_u32(0x2800 + (before | BRAILLE[x % 2][y % 4])).unwrap_or(' ');
            *cell = Cell { glyph, mark: None, role };
        }
    }

    pub fn write(&mut self, col: usize, row: usize, text: &str, role: Role) {
        let mut next = col;
        for c in text.chars() {
            if width(c.encode_utf8(&mut [0; 4])) > 0 {
                self.put(next, row, c, role);
                next += 1;
            } else if next > col
                && let Some(cell) = self.cell(next - 1, row)
            {
                cell.mark = Some(c);
            }
        }
    }

    pub fn ending(&mut self, col: usize, row: usize, text: &str, role: Role) {
        self.write(col.saturating_sub(width(text)), row, text, role);
    }

    pub fn centred(&mut self, col: usize, row: usize, text: &str, role: Role) {
        self.write(col.saturating_sub(width(text) / 2), row, text, role);
    }

    /// Where a text begins that stands `right` cells to the right of a column, or where there is no room ends `left` cells
    /// to the left of it.
    pub(crate) fn beside(&self, col: usize, text: &str, right: usize, left: usize) -> usize {
        let cells = width(text);
        if col + right + cells <= self.cols { col + right } else { col.saturating_sub(cells + left) }
    }

    /// The same character in a row of cells.
    pub fn level(&mut self, cols: Range<usize>, row: usize, glyph: char, role: Role) {
        cols.for_each(|col| self.put(col, row, glyph, role));
    }

    /// The same character in a column of cells.
    pub fn upright(&mut self, col: usize, rows: Range<usize>, glyph: char, role: Role) {
        rows.for_each(|row| self.put(col, row, glyph, role));
    }

    /// From one column to another, both with an end of their own: `├──┤`.
    pub(crate) fn span(&mut self, (from, to): (usize, usize), row: usize, [start, line, end]: [char; 3], role: Role) {
        self.level(from..to + 1, row, line, role);
        self.put(from, row, start, role);
        self.put(to, row, end, role);
    }

    /// A box with round corners, whose upper and lower edges are made of a character.
    pub fn boxed(&mut self, cols: Range<usize>, rows: Range<usize>, edge: char, role: Role) {
        let (right, bottom) = (cols.end.saturating_sub(1), rows.end.saturating_sub(1));
        self.upright(cols.start, rows.clone(), '│', role);
        self.upright(right, rows.clone(), '│', role);
        self.span((cols.start, right), rows.start, ['╭', edge, '╮'], role);
        self.span((cols.start, right), bottom, ['╰', edge, '╯'], role);
    }

    /// A bar that stands on the lower edge of a row, in eighths of a cell.
    pub fn bar(&mut self, cols: Range<usize>, row: usize, eighths: usize, role: Role) {
        for up in 0..eighths.div_ceil(8).min(row + 1) {
            self.level(cols.clone(), row - up, block(eighths - up * 8), role);
        }
    }

    /// A curve in dots of braille over some columns, from the lower edge of a row up to `rows` cells higher. `height` is
    /// a share of that, by the share of the way from left to right.
    pub fn curve(&mut self, cols: Range<usize>, row: usize, rows: usize, role: Role, height: impl Fn(f64) -> f64) {
        let (dots, top) = (cols.len() * 2, (rows * 4).saturating_sub(1));
        let base = row.min(self.rows - 1) * 4 + 3;
        let mut before = None;
        for x in 0..dots {
            let y = (height((x as f64 + 0.5) / dots as f64).clamp(0.0, 1.0) * top as f64).round() as usize;
            // Where it is steep one dot a column would leave gaps.
            let (low, high) = match before {
                Some(before) if before < y => (before + 1, y),
                Some(before) if before > y => (y, before - 1),
                _ => (y, y),
            };
            (low..=high.min(base)).for_each(|y| self.dot(cols.start * 2 + x, base - y, role));
            before = Some(y);
        }
    }

    /// A row, the uppermost first.
    pub fn row(&self, row: usize) -> SheetRow<'static> {
        let cells = &self.cells[row * self.cols..(row + 1) * self.cols];
        let same = cells.chunk_by(|a, b| a.role == b.role);
        same.map(|cells| run(text_of(cells), cells[0].role)).collect()
    }

    pub fn sheet(&self) -> Sheet<'static> {
        Sheet::of((0..self.rows).map(|row| self.row(row)).collect())
    }
}

fn text_of(cells: &[Cell]) -> String {
    cells.iter().flat_map(|cell| [Some(cell.glyph), cell.mark]).flatten().collect()
}
