//! What is drawn into the chart of a descent and below it.

use super::{Descent, Landscape, Stop};
use crate::context::figure::prelude::*;
use crate::maths::descent::Valley;

impl Descent {
    /// Points of the hop from a stop to the next, the first share of it.
    pub(super) fn hop(&self, from: Stop, to: Stop, share: f64, chart: &Chart) -> Vec<(f64, f64)> {
        let ((x0, y0), (x1, y1)) = (from.at, to.at);
        let height = match self.loss {
            Landscape::Line(_) => {
                let wide = (x1 - x0).abs() / (chart.x.max - chart.x.min);
                (chart.y.max - chart.y.min) * (0.6 * wide).min(0.15)
            }
            Landscape::Plane(_) => 0.0,
        };
        let at = |s: f64| (x0 + (x1 - x0) * s, y0 + (y1 - y0) * s + height * 4.0 * s * (1.0 - s));
        const PIECES: usize = 60;
        (0..=PIECES).map(|i| at(share * i as f64 / PIECES as f64)).collect()
    }

    /// Lines of equal loss, one of them through the start.
    pub(super) fn contours(&self, valley: Valley, chart: &mut Chart) {
        let unit = self.way.first().map(|stop| stop.loss.sqrt() / 3.0).filter(|unit| *unit > 0.0).unwrap_or(1.0);
        let (cols, rows) = (chart.grid.cols * 2, chart.grid.rows * 4);
        let place = |i: usize, n: usize, min: f64, max: f64| min + (max - min) * i as f64 / (n - 1).max(1) as f64;
        let (x, y) = ((chart.x.min, chart.x.max), (chart.y.min, chart.y.max));
        // Each row of dots is worked out once and kept for the one below it.
        let band = |col: usize, row: usize| {
            let loss = valley.loss([place(col, cols, x.0, x.1), place(row, rows, y.0, y.1)]);
            (loss.sqrt() / unit) as i64
        };
        let mut above: Vec<i64> = (0..=cols).map(|col| band(col, rows)).collect();
        for row in (0..rows).rev() {
            let bands: Vec<i64> = (0..=cols).map(|col| band(col, row)).collect();
            for col in 0..cols {
                if bands[col] != bands[col + 1] || bands[col] != above[col] {
                    chart.dot(col, row, Role::Dim);
                }
            }
            above = bands;
        }
    }

    pub(super) fn stops(&self, reached: usize, chart: &mut Chart) {
        let cells: Vec<_> = self.way[..=reached].iter().map(|stop| chart.cell(stop.at.0, stop.at.1)).collect();
        let mut taken: Vec<(usize, usize)> = cells.iter().flatten().copied().collect();
        // The ends first: they have to be found.
        let order = [0, reached].into_iter().chain(1..reached);
        for n in order {
            let Some((col, row)) = cells[n] else { continue };
            let name = format!("a{}", subscript(n));
            let cells = width(&name);
            let left = matches!(self.loss, Landscape::Line(curve) if curve.slope(self.way[n].at.0) < 0.0);
            let start = if left { col.checked_sub(cells + 1) } else { Some(col + 2) };
            let Some(start) = start.filter(|start| start + cells <= chart.grid.cols) else { continue };
            if taken.iter().any(|(c, r)| *r == row && (start.saturating_sub(1)..=start + cells).contains(c)) {
                continue;
            }
            taken.extend((start..start + cells).map(|c| (c, row)));
            chart.grid.write(start, row, &name, Role::Plain);
        }
        for (n, cell) in cells.iter().enumerate() {
            if let Some((col, row)) = cell {
                let role = if n == reached { Role::Strong } else { Role::Series(1) };
                chart.grid.put(*col, *row, if n == reached { '●' } else { '•' }, role);
            }
        }
    }

    /// a₀ = 4, and so on: the first ones, and always the last.
    pub(super) fn values(&self, reached: usize, lang: Lang, cols: usize) -> SheetRow<'static> {
        let name = |n: usize| format!("a{}", subscript(n));
        let value = |n: usize| {
            let (x, y) = self.way[n].at;
            match (self.loss, lang) {
                (Landscape::Line(_), _) => format!("{} = {}", name(n), brief(x, lang)),
                (Landscape::Plane(_), Lang::En) => format!("{} = ({}, {})", name(n), brief(x, lang), brief(y, lang)),
                (Landscape::Plane(_), Lang::Fr) => format!("{} = ({} ; {})", name(n), brief(x, lang), brief(y, lang)),
            }
        };
        const GAP: &str = "   ";
        let loss = format!("F({}) = {}", name(reached), brief(self.way[reached].loss, lang));
        let last = value(reached);
        let room = cols.saturating_sub(width(&loss) + width(&last) + 2 * GAP.len());
        let mut before = String::new();
        for n in 0..reached {
            let next = value(n) + GAP;
            let dots = if n + 1 == reached { 0 } else { 1 + GAP.len() };
            if width(&before) + width(&next) + dots > room {
                before += &format!("…{GAP}");
                break;
            }
            before += &next;
        }
        let role = if self.thrown_out(reached) { Role::Warn } else { Role::Strong };
        ends(vec![run(before, Role::Plain), run(last, role)], vec![run(loss, role)], cols)
    }

    /// Whether the walk has gone uphill since its start.
    fn thrown_out(&self, reached: usize) -> bool {
        self.way[reached].loss > self.way[0].loss
    }
}

fn subscript(n: usize) -> String {
    const DIGITS: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];
    n.to_string().bytes().map(|digit| DIGITS[usize::from(digit - b'0')]).collect()
}
