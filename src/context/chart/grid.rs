//! The cells that a plot is drawn on, each with a character and a role; finer marks are dots of braille.

use crate::context::sheet::{Role, Row, run};
use crate::text::width;

/// A grid of cells to draw on; (0, 0) is at the lower left.
pub(crate) struct Grid {
    /// Cells from left to right.
    pub(crate) cols: usize,
    /// Cells from bottom to top.
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

impl Grid {
    pub(crate) fn new(cols: usize, rows: usize) -> Self {
        Self { cols, rows, cells: vec![Cell { glyph: ' ', mark: None, role: Role::Plain }; cols * rows] }
    }

    /// One character in one cell; outside, nothing happens.
    pub(crate) fn put(&mut self, col: usize, row: usize, glyph: char, role: Role) {
        if col < self.cols && row < self.rows {
            self.cells[(self.rows - 1 - row) * self.cols + col] = Cell { glyph, mark: None, role };
        }
    }

    /// One dot of braille; x and y count dots, two by four to a cell.
    pub(crate) fn dot(&mut self, x: usize, y: usize, role: Role) {
        let (col, row) = (x / 2, y / 4);
        if col < self.cols && row < self.rows {
            let cell = &mut self.cells[(self.rows - 1 - row) * self.cols + col];
            let before = (cell.glyph as u32).checked_sub(0x2800).filter(|dots| *dots < 256).unwrap_or(0);
            let glyph = char::from_u32(0x2800 + (before | BRAILLE[x % 2][3 - y % 4])).unwrap_or(' ');
            *cell = Cell { glyph, mark: None, role };
        }
    }

    /// Text from a cell to the right.
    pub(crate) fn write(&mut self, col: usize, row: usize, text: &str, role: Role) {
        let mut next = col;
        for c in text.chars() {
            if width(c.encode_utf8(&mut [0; 4])) > 0 {
                self.put(next, row, c, role);
                next += 1;
            } else if (col + 1..=self.cols).contains(&next) && row < self.rows {
                self.cells[(self.rows - 1 - row) * self.cols + next - 1].mark = Some(c);
            }
        }
    }

    /// A row, the uppermost first.
    pub(crate) fn row(&self, row: usize) -> Row<'static> {
        let cells = &self.cells[row * self.cols..(row + 1) * self.cols];
        let same = cells.chunk_by(|a, b| a.role == b.role);
        same.map(|cells| run(text_of(cells), cells[0].role)).collect()
    }
}

fn text_of(cells: &[Cell]) -> String {
    cells.iter().flat_map(|cell| [Some(cell.glyph), cell.mark]).flatten().collect()
}
