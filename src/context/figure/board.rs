//! A board of cells, counted from the upper left: for figures that are more than one chart.

use std::ops::Range;

use crate::context::chart::grid::Grid;
use crate::context::sheet::{Role, Sheet};
use crate::text::width;

/// A board of cells to draw on.
pub(super) struct Board(Grid);

impl Board {
    pub(super) fn new(cols: usize, rows: usize) -> Self {
        Self(Grid::new(cols, rows))
    }

    /// One character in one cell; outside, nothing happens.
    pub(super) fn put(&mut self, col: usize, row: usize, glyph: char, role: Role) {
        if row < self.0.rows {
            self.0.put(col, self.0.rows - 1 - row, glyph, role);
        }
    }

    /// Text from a cell to the right.
    pub(super) fn text(&mut self, col: usize, row: usize, text: &str, role: Role) {
        if row < self.0.rows {
            self.0.write(col, self.0.rows - 1 - row, text, role);
        }
    }

    /// Text that ends before a column.
    pub(super) fn ending(&mut self, col: usize, row: usize, text: &str, role: Role) {
        self.text(col.saturating_sub(width(text)), row, text, role);
    }

    /// Text with its middle at a column.
    pub(super) fn centred(&mut self, col: usize, row: usize, text: &str, role: Role) {
        self.text(col.saturating_sub(width(text) / 2), row, text, role);
    }

    /// The same character in a row of cells.
    pub(super) fn fill(&mut self, cols: Range<usize>, row: usize, glyph: char, role: Role) {
        cols.for_each(|col| self.put(col, row, glyph, role));
    }

    /// A box with round corners, whose upper and lower edges are made of a character.
    pub(super) fn boxed(&mut self, cols: Range<usize>, rows: Range<usize>, edge: char, role: Role) {
        let (right, bottom) = (cols.end.saturating_sub(1), rows.end.saturating_sub(1));
        for (row, [left_corner, right_corner]) in [(rows.start, ['╭', '╮']), (bottom, ['╰', '╯'])] {
            self.fill(cols.clone(), row, edge, role);
            self.put(cols.start, row, left_corner, role);
            self.put(right, row, right_corner, role);
        }
        for row in rows.start + 1..bottom {
            self.put(cols.start, row, '│', role);
            self.put(right, row, '│', role);
        }
    }

    /// A bar that stands on the lower edge of a row, in eighths of a cell.
    pub(super) fn bar(&mut self, cols: Range<usize>, row: usize, eighths: usize, role: Role) {
        for up in 0..eighths.div_ceil(8).min(row + 1) {
            let glyph = char::from_u32(0x2580 + (eighths - up * 8).min(8) as u32).unwrap_or('█');
            self.fill(cols.clone(), row - up, glyph, role);
        }
    }

    /// A curve in dots of braille over some columns, from the lower edge of a row up to `rows` cells higher. `height` is
    /// a share of that, by the share of the way from left to right.
    pub(super) fn curve(
        &mut self,
        cols: Range<usize>,
        row: usize,
        rows: usize,
        role: Role,
        height: impl Fn(f64) -> f64,
    ) {
        let (dots, top) = (cols.len() * 2, (rows * 4).saturating_sub(1));
        let base = (self.0.rows - 1 - row.min(self.0.rows - 1)) * 4;
        let mut before = None;
        for x in 0..dots {
            let y = (height((x as f64 + 0.5) / dots as f64).clamp(0.0, 1.0) * top as f64).round() as usize;
            // Where it is steep one dot a column would leave gaps.
            let (low, high) = match before {
                Some(before) if before < y => (before + 1, y),
                Some(before) if before > y => (y, before - 1),
                _ => (y, y),
            };
            (low..=high).for_each(|y| self.0.dot(cols.start * 2 + x, base + y, role));
            before = Some(y);
        }
    }

    pub(super) fn sheet(self) -> Sheet<'static> {
        Sheet::of((0..self.0.rows).map(|row| self.0.row(row)).collect())
    }
}
