//! Axes, a grid to draw on between them, and the rows around it: what plots and living figures share.

pub(super) mod axis;
pub(super) mod grid;
mod number;

use std::ops::{Range, RangeInclusive};

use self::axis::{Axis, extent};
use self::grid::Grid;
pub(super) use self::number::{brief, count, decimal, fixed};
use super::sheet::{Role, Room, Sheet, SheetRow, row_width, run, space};
use crate::text::{Lang, shorten, width};

/// The rhythm of lines, (on, off) in dots: what tells them apart besides their colour.
const DASHES: [(usize, usize); 4] = [(1, 0), (4, 3), (1, 2), (8, 2)];

/// The rows that a chart needs besides its grid: the legend above, the axis and its numbers below.
pub(super) const AROUND: usize = 3;

/// A grid between two axes, to be drawn on in the units of the axes. What falls outside is not drawn.
pub(crate) struct Chart {
    pub(crate) x: Axis,
    pub(crate) y: Axis,
    pub(crate) grid: Grid,
    gutter: usize,
    lang: Lang,
}

impl Chart {
    /// A chart that fills a room, whose axes hold these ranges. `loose` widens them to whole ticks.
    pub fn new(lang: Lang, room: Room, x: RangeInclusive<f64>, y: RangeInclusive<f64>, loose: bool) -> Self {
        let chart = Self::tall(lang, room, y, loose);
        let cols = chart.grid.cols;
        chart.across(Axis::over([*x.start(), *x.end()], cols / 12, loose), cols)
    }

    /// A chart whose horizontal axis is to come, as wide as the room.
    pub fn tall(lang: Lang, room: Room, y: RangeInclusive<f64>, loose: bool) -> Self {
        let rows = room.rows.saturating_sub(AROUND).max(1);
        let y = Axis::over([*y.start(), *y.end()], rows.div_ceil(2), loose);
        let gutter = gutter(&y, lang);
        let cols = room.cols.saturating_sub(gutter + 1).max(1);
        Self { x: Axis::over([0.0, 1.0], 1, false), y, grid: Grid::new(cols, rows), gutter, lang }
    }

    /// The same with a horizontal axis over so many columns, and nothing drawn.
    pub(crate) fn across(self, x: Axis, cols: usize) -> Self {
        Self { x, grid: Grid::new(cols, self.grid.rows), ..self }
    }

    pub(crate) fn col(&self, x: f64) -> Option<usize> {
        self.x.place(x, self.grid.cols)
    }

    pub(crate) fn row(&self, y: f64) -> Option<usize> {
        Some(self.grid.rows - 1 - self.y.place(y, self.grid.rows)?)
    }

    pub(crate) fn cell(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        Some((self.col(x)?, self.row(y)?))
    }

    pub fn put(&mut self, x: f64, y: f64, glyph: char, role: Role) {
        if let Some((col, row)) = self.cell(x, y) {
            self.grid.put(col, row, glyph, role);
        }
    }

    /// One dot of braille, counted in dots from the lower left, as the axes go.
    pub fn dot(&mut self, x: usize, y: usize, role: Role) {
        if let Some(down) = (self.grid.rows * 4 - 1).checked_sub(y) {
            self.grid.dot(x, down, role);
        }
    }

    /// Text that begins `right` cells to the right of a point, or ends at the left of it where there is no room.
    pub fn write(&mut self, x: f64, y: f64, right: usize, text: &str, role: Role) {
        if let Some((col, row)) = self.cell(x, y) {
            self.grid.write(self.grid.beside(col, text, right, right), row, text, role);
        }
    }

    /// Text in a row beside an upright line.
    pub fn label(&mut self, x: f64, row: usize, text: &str, role: Role) {
        if let Some(col) = self.col(x) {
            self.grid.write(self.grid.beside(col, text, 2, 1), row, text, role);
        }
    }

    /// A line through points, in dots of braille (Bresenham by the longer side); one of the [`DASHES`].
    pub fn line(&mut self, points: &[(f64, f64)], dash: usize, role: Role) {
        let (on, off) = DASHES[dash % DASHES.len()];
        let (cols, rows) = (self.grid.cols * 2, self.grid.rows * 4);
        let place = |(x, y): &(f64, f64)| Some((self.x.place(*x, cols)?, self.y.place(*y, rows)?));
        let places: Vec<(usize, usize)> = points.iter().filter_map(place).collect();
        let mut walked = 0;
        for pair in places.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let steps = x0.abs_diff(x1).max(y0.abs_diff(y1)).max(1);
            for step in 0..=steps {
                let along = |a: usize, b: usize| {
                    (a as f64 + (b as f64 - a as f64) * step as f64 / steps as f64).round() as usize
                };
                if (walked + step) % (on + off) < on {
                    self.dot(along(x0, x1), along(y0, y1), role);
                }
            }
            walked += steps;
        }
        if let [(x, y)] = places.as_slice() {
            self.dot(*x, *y, role);
        }
    }

    /// The curve of a function, over the whole of the horizontal axis or a part of it.
    pub fn curve(&mut self, over: RangeInclusive<f64>, dash: usize, role: Role, f: impl Fn(f64) -> f64) {
        let steps = self.grid.cols * 2;
        let at = |i: usize| over.start() + (over.end() - over.start()) * i as f64 / steps as f64;
        let points: Vec<(f64, f64)> = (0..=steps).map(|i| (at(i), f(at(i)))).collect();
        // A line that leaves the chart is cut, not bent back to it.
        let (min, max) = (self.y.min, self.y.max);
        for part in points.split(|(_, y)| !(min..=max).contains(y)) {
            self.line(part, dash, role);
        }
    }

    /// The same character at an `x`, over some rows of the grid.
    pub fn upright(&mut self, x: f64, rows: Range<usize>, glyph: char, role: Role) {
        if let Some(col) = self.col(x) {
            self.grid.upright(col, rows, glyph, role);
        }
    }

    /// A bar from zero to a height, between two places on the horizontal axis, in eighths of a cell.
    pub fn bar(&mut self, x: RangeInclusive<f64>, height: f64, role: Role) {
        let (Some(from), Some(to)) = (self.col(*x.start()), self.col(*x.end())) else { return };
        let top = self.y.place(height.clamp(self.y.min, self.y.max), self.grid.rows * 8 + 1).unwrap_or(0);
        // A bar ends where the next begins.
        self.grid.bar(from..to.max(from + 1), self.grid.rows - 1, top, role);
    }

    /// The whole drawing: the name of the vertical axis and a legend, the grid, the horizontal axis and its name.
    pub fn sheet<'a>(self, y_name: &str, legend: impl IntoIterator<Item = (String, Role)>, x_name: &str) -> Sheet<'a> {
        let head = head(y_name, legend, self.gutter + 1 + self.grid.cols);
        self.under(head, x_name)
    }

    /// The same with another row above the grid.
    pub fn under<'a>(self, head: SheetRow<'a>, x_name: &str) -> Sheet<'a> {
        let mut rows = vec![head];
        rows.extend(self.body());
        rows.extend(self.foot(x_name));
        Sheet::of(rows)
    }

    /// The rows of the grid, behind the vertical axis.
    pub fn body<'a>(&self) -> impl Iterator<Item = SheetRow<'a>> {
        let mut labels = vec![None; self.grid.rows];
        for tick in self.y.ticks() {
            if let Some(row) = self.row(tick) {
                labels[row].get_or_insert(tick);
            }
        }
        labels.into_iter().enumerate().map(|(i, tick)| {
            let label = tick.map(|tick| self.y.label(tick, self.lang)).unwrap_or_default();
            let edge = if tick.is_some() { '┤' } else { '│' };
            let mut row = vec![run(format!("{label:>width$} {edge}", width = self.gutter - 1), Role::Dim)];
            row.extend(self.grid.row(i));
            row
        })
    }

    /// The horizontal axis, with ticks at some columns.
    pub fn edge<'a>(&self, ticks: impl Iterator<Item = usize>) -> SheetRow<'a> {
        let mut line = vec!['─'; self.grid.cols];
        ticks.for_each(|col| line[col] = '┴');
        vec![run(format!("{}└{}", " ".repeat(self.gutter), line.iter().collect::<String>()), Role::Dim)]
    }

    /// The column at which a text begins whose middle is at a column of the grid, counted from the left of the gutter.
    pub(crate) fn below(&self, col: usize, text: &str) -> usize {
        (self.gutter + 1 + col).saturating_sub(width(text) / 2)
    }

    /// The horizontal axis, its ticks, and its name at the end of the row of labels or as near as it fits.
    fn foot<'a>(&self, name: &str) -> [SheetRow<'a>; 2] {
        let ticks = self.x.ticks().into_iter();
        let ticks: Vec<(usize, String)> =
            ticks.filter_map(|tick| Some((self.col(tick)?, self.x.label(tick, self.lang)))).collect();
        let total = self.gutter + 1 + self.grid.cols;
        let name = shorten(name, total / 2);
        let limit = total.saturating_sub(if name.is_empty() { 0 } else { width(&name) + 2 });
        let mut labels = String::new();
        let mut used = 0;
        for (col, label) in &ticks {
            let start = self.below(*col, label);
            if start >= used + usize::from(used > 0) && start + width(label) <= limit {
                labels.push_str(&" ".repeat(start - used));
                labels.push_str(label);
                used = start + width(label);
            }
        }
        let names = ends(vec![run(labels, Role::Dim)], vec![run(name, Role::Plain)], total);
        [self.edge(ticks.iter().map(|(col, _)| *col)), names]
    }
}

/// A name at the left, shortened to the room, a legend at the right.
pub(super) fn head<'a>(name: &str, legend: impl IntoIterator<Item = (String, Role)>, cols: usize) -> SheetRow<'a> {
    let legend: SheetRow = legend.into_iter().flat_map(|(text, role)| [space(3), run(text, role)]).collect();
    let name = shorten(name, cols.saturating_sub(row_width(&legend)));
    ends(vec![run(name, Role::Plain)], legend, cols)
}

pub(super) fn ends<'a>(mut left: SheetRow<'a>, right: SheetRow<'a>, cols: usize) -> SheetRow<'a> {
    left.push(space(cols.saturating_sub(row_width(&left) + row_width(&right))));
    left.extend(right);
    left
}

pub(super) fn gutter(axis: &Axis, lang: Lang) -> usize {
    axis.ticks().into_iter().map(|tick| width(&axis.label(tick, lang))).max().unwrap_or(0) + 1
}

/// From the least to the greatest number, and a share of that more at either end.
pub(super) fn around(numbers: impl IntoIterator<Item = f64>, air: f64) -> RangeInclusive<f64> {
    let (low, high) = extent(numbers).unwrap_or_default();
    let air = (high - low) * air;
    low - air..=high + air
}
