//! Axes, a grid to draw on between them, and the rows around it: what plots and living figures share.

pub(super) mod axis;
pub(super) mod grid;
mod number;

use std::ops::RangeInclusive;

use self::axis::Axis;
use self::grid::Grid;
use self::number::written;
pub(super) use self::number::{brief, count, decimal, fixed};
use super::sheet::{Role, Room, Row, Sheet, run, space};
use crate::text::{Lang, shorten, width};

/// The rhythm of lines, (on, off) in dots: what tells them apart besides their colour.
pub(super) const DASHES: [(usize, usize); 4] = [(1, 0), (4, 3), (1, 2), (8, 2)];

/// The rows that a chart needs besides its grid: the legend above, the axis and its numbers below.
pub(super) const AROUND: usize = 3;

/// A grid between two axes, to be drawn on in the units of the axes. What falls outside is not drawn.
pub(super) struct Chart {
    pub(super) x: Axis,
    pub(super) y: Axis,
    pub(super) grid: Grid,
    gutter: usize,
    lang: Lang,
}

impl Chart {
    /// A chart that fills a room, whose axes hold these ranges. `loose` widens them to whole ticks.
    pub(super) fn new(lang: Lang, room: Room, x: RangeInclusive<f64>, y: RangeInclusive<f64>, loose: bool) -> Self {
        let rows = room.rows.saturating_sub(AROUND).max(1);
        let y = Axis::over([*y.start(), *y.end()].into_iter(), rows.div_ceil(2), loose);
        let gutter = gutter(&y, lang);
        let cols = room.cols.saturating_sub(gutter + 1).max(1);
        let x = Axis::over([*x.start(), *x.end()].into_iter(), cols / 12, loose);
        Self { x, y, grid: Grid::new(cols, rows), gutter, lang }
    }

    /// The cell of a point, from the lower left.
    pub(super) fn cell(&self, x: f64, y: f64) -> Option<(usize, usize)> {
        Some((self.x.place(x, self.grid.cols)?, self.y.place(y, self.grid.rows)?))
    }

    /// One character at a point.
    pub(super) fn put(&mut self, x: f64, y: f64, glyph: char, role: Role) {
        if let Some((col, row)) = self.cell(x, y) {
            self.grid.put(col, row, glyph, role);
        }
    }

    /// Text that begins `right` cells to the right of a point, or ends at the left of it where there is no room.
    pub(super) fn write(&mut self, x: f64, y: f64, right: usize, text: &str, role: Role) {
        if let Some((col, row)) = self.cell(x, y) {
            let cells = width(text);
            let start =
                if col + right + cells <= self.grid.cols { col + right } else { col.saturating_sub(cells + right) };
            self.grid.write(start, row, text, role);
        }
    }

    /// A line through points, one of the [`DASHES`].
    pub(super) fn line(&mut self, points: &[(f64, f64)], dash: usize, role: Role) {
        path(points, DASHES[dash % DASHES.len()], role, &self.x, &self.y, &mut self.grid);
    }

    /// The curve of a function, over the whole of the horizontal axis or a part of it.
    pub(super) fn curve(&mut self, over: RangeInclusive<f64>, dash: usize, role: Role, f: impl Fn(f64) -> f64) {
        let steps = self.grid.cols * 2;
        let at = |i: usize| over.start() + (over.end() - over.start()) * i as f64 / steps as f64;
        let points: Vec<(f64, f64)> = (0..=steps).map(|i| (at(i), f(at(i)))).collect();
        // A line that leaves the chart is cut, not bent back to it.
        let (min, max) = (self.y.min, self.y.max);
        for part in points.split(|(_, y)| !(min..=max).contains(y)) {
            self.line(part, dash, role);
        }
    }

    /// A dotted line from top to bottom.
    pub(super) fn upright(&mut self, x: f64, role: Role) {
        if let Some(col) = self.x.place(x, self.grid.cols) {
            (0..self.grid.rows).for_each(|row| self.grid.put(col, row, '┊', role));
        }
    }

    /// A bar from zero to a height, between two places on the horizontal axis, in eighths of a cell.
    pub(super) fn bar(&mut self, x: RangeInclusive<f64>, height: f64, role: Role) {
        let (Some(from), Some(to)) = (self.x.place(*x.start(), self.grid.cols), self.x.place(*x.end(), self.grid.cols))
        else {
            return;
        };
        let top = self.y.place(height.clamp(self.y.min, self.y.max), self.grid.rows * 8 + 1).unwrap_or(0);
        for row in 0..top.div_ceil(8) {
            let glyph = char::from_u32(0x2580 + (top - row * 8).min(8) as u32).unwrap_or('█');
            // A bar ends where the next begins.
            (from..to.max(from + 1)).for_each(|col| self.grid.put(col, row, glyph, role));
        }
    }

    /// The whole drawing: the name of the vertical axis and a legend, the grid, the horizontal axis and its name.
    pub(super) fn sheet<'a>(self, y_name: &str, legend: &[(char, &str, Role)], x_name: &str) -> Sheet<'a> {
        let cols = self.grid.cols;
        let mut sheet = Sheet::of(vec![head(y_name, legend, self.gutter + 1 + cols)]);
        frame(&self.grid, &self.y, self.lang, self.gutter, &mut sheet);
        let ticks = self.x.ticks().into_iter();
        let ticks: Vec<(usize, String)> =
            ticks.filter_map(|t| Some((self.x.place(t, cols)?, label(&self.x, t, self.lang)))).collect();
        foot(x_name, self.gutter, cols, &ticks, &mut sheet);
        sheet
    }
}

/// A name at the left, shortened to the room, a legend at the right: a mark, what it stands for, and its role.
pub(super) fn head<'a>(name: &str, legend: &[(char, &str, Role)], cols: usize) -> Row<'a> {
    let entries: Vec<(String, Role)> =
        legend.iter().map(|(mark, text, role)| (format!("{mark} {text}"), *role)).collect();
    let taken = entries.iter().map(|(text, _)| width(text) + 3).sum::<usize>();
    let name = shorten(name, cols.saturating_sub(taken));
    let left = cols.saturating_sub(taken + width(&name));
    let mut row = vec![run(name, Role::Plain), space(left)];
    row.extend(entries.into_iter().flat_map(|(text, role)| [space(3), run(text, role)]));
    row
}

/// A row with runs at its left end and at its right end.
pub(super) fn ends<'a>(mut left: Row<'a>, right: Row<'a>, cols: usize) -> Row<'a> {
    let taken: usize = left.iter().chain(&right).map(|run| width(&run.text)).sum();
    left.push(space(cols.saturating_sub(taken)));
    left.extend(right);
    left
}

/// A tick as the language writes numbers.
pub(super) fn label(axis: &Axis, tick: f64, lang: Lang) -> String {
    written(axis.label(tick), lang)
}

pub(super) fn gutter(axis: &Axis, lang: Lang) -> usize {
    axis.ticks().into_iter().map(|t| width(&label(axis, t, lang))).max().unwrap_or(0) + 1
}

pub(super) fn frame(grid: &Grid, y_axis: &Axis, lang: Lang, gutter: usize, sheet: &mut Sheet<'_>) {
    let mut labels = vec![None; grid.rows];
    for tick in y_axis.ticks() {
        if let Some(row) = y_axis.place(tick, grid.rows) {
            labels[grid.rows - 1 - row].get_or_insert(tick);
        }
    }
    for (i, tick) in labels.into_iter().enumerate() {
        let label = tick.map(|tick| label(y_axis, tick, lang)).unwrap_or_default();
        let edge = if tick.is_some() { '┤' } else { '│' };
        let mut row = vec![run(format!("{label:>width$} {edge}", width = gutter - 1), Role::Dim)];
        row.extend(grid.row(i));
        sheet.rows.push(row);
    }
}

/// The horizontal axis, its ticks, and its name at the end of the row of labels or as near as it fits.
pub(super) fn foot(name: &str, gutter: usize, cols: usize, ticks: &[(usize, String)], sheet: &mut Sheet<'_>) {
    let mut line: Vec<char> = vec!['─'; cols];
    for (col, _) in ticks {
        line[*col] = '┴';
    }
    sheet.rows.push(vec![run(format!("{}└{}", " ".repeat(gutter), line.iter().collect::<String>()), Role::Dim)]);
    let total = gutter + 1 + cols;
    let name = shorten(name, total / 2);
    let limit = total.saturating_sub(if name.is_empty() { 0 } else { width(&name) + 2 });
    let mut labels = String::new();
    let mut used = 0;
    for (col, label) in ticks {
        let start = (gutter + 1 + col).saturating_sub(width(label) / 2);
        if start >= used + usize::from(used > 0) && start + width(label) <= limit {
            labels.push_str(&" ".repeat(start - used));
            labels.push_str(label);
            used = start + width(label);
        }
    }
    sheet.rows.push(vec![
        run(labels, Role::Dim),
        space(total.saturating_sub(used + width(&name))),
        run(name, Role::Plain),
    ]);
}

/// A line through points, in dots of braille (Bresenham by the longer side).
pub(super) fn path(
    points: &[(f64, f64)],
    (on, off): (usize, usize),
    role: Role,
    x_axis: &Axis,
    y_axis: &Axis,
    grid: &mut Grid,
) {
    let place = |p: &(f64, f64)| Some((x_axis.place(p.0, grid.cols * 2)?, y_axis.place(p.1, grid.rows * 4)?));
    let places: Vec<(usize, usize)> = points.iter().filter_map(place).collect();
    let mut walked = 0;
    for pair in places.windows(2) {
        let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
        let steps = x0.abs_diff(x1).max(y0.abs_diff(y1)).max(1);
        for step in 0..=steps {
            let along =
                |a: usize, b: usize| (a as f64 + (b as f64 - a as f64) * step as f64 / steps as f64).round() as usize;
            if (walked + step) % (on + off) < on {
                grid.dot(along(x0, x1), along(y0, y1), role);
            }
        }
        walked += steps;
    }
    if let [(x, y)] = places.as_slice() {
        grid.dot(*x, *y, role);
    }
}
