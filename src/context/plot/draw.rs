//! Draws a plot into cells: axes, ticks, marks, series, legend.

use super::{Data, Kind, MarkAt, Plot};
use crate::context::chart::axis::Axis;
use crate::context::chart::grid::Grid;
use crate::context::chart::{DASHES, decimal, foot, frame, gutter, label, path};
use crate::context::sheet::{Role, Room, Row, Sheet, run, space};
use crate::text::{Lang, shorten, width};

/// What tells series apart besides their colour: the dots of a scatter plot, the fill of bars.
const DOTS: [char; 4] = ['•', '×', '+', 'o'];
const FILLS: [char; 4] = ['█', '▒', '▓', '░'];
/// ... and the rhythm of lines, as the legend shows it.
const DASH_SAMPLES: [&str; 4] = ["━━", "╍╍", "┈┈", "━╸"];

pub(super) fn note(text: &str) -> Row<'_> {
    vec![run(text, Role::Dim)]
}

pub(super) fn draw<'a>(plot: &'a Plot, lang: Lang, room: Room) -> Sheet<'a> {
    match plot.kind {
        Kind::Scatter | Kind::Line => points(plot, lang, room),
        Kind::Histogram => histogram(plot, lang, room),
        Kind::Bar => bars(plot, lang, room),
    }
}

/// A row with the name of the vertical axis at the left and the legend at the right.
fn head<'a>(plot: &'a Plot, lang: Lang, cols: usize, sample: impl Fn(usize) -> String) -> Row<'a> {
    let mut row: Row = Vec::new();
    let name = plot.y.as_ref().map_or("", |y| y.get(lang));
    row.push(run(name, Role::Plain));
    let mut legend: Row = Vec::new();
    let mut left = cols.saturating_sub(width(name) + 2);
    for (i, series) in plot.series.iter().enumerate().filter(|(i, _)| look(plot, *i) == *i) {
        if let Some(name) = &series.name {
            let entry = shorten(&format!("{} {}", sample(i), name.get(lang)), left.saturating_sub(3));
            left = left.saturating_sub(width(&entry) + 3);
            legend.extend([space(3), run(entry, Role::Series(i as u8))]);
        }
    }
    row.push(space(left));
    row.extend(legend);
    row
}

/// Whose marks and colour a series has: those of the first of its name, so that two may be one thing in two parts. Bars
/// stand side by side, and have to be told apart.
fn look(plot: &Plot, i: usize) -> usize {
    if matches!(plot.kind, Kind::Histogram | Kind::Bar) {
        return i;
    }
    let name = &plot.series[i].name;
    let same = plot.series.iter().position(|series| name.is_some() && series.name == *name);
    same.unwrap_or(i)
}

pub(super) fn all_points(plot: &Plot) -> impl Iterator<Item = (f64, f64)> {
    plot.series
        .iter()
        .flat_map(|series| match &series.data {
            Data::Dots(points) | Data::Path(points) => points.as_slice(),
            Data::Values(_) => &[],
        })
        .copied()
}

fn marks_at(plot: &Plot, pick: impl Fn(MarkAt) -> Option<f64>) -> impl Iterator<Item = f64> {
    plot.marks.iter().filter_map(move |mark| pick(mark.at))
}

fn x_of(at: MarkAt) -> Option<f64> {
    match at {
        MarkAt::X(x) => Some(x),
        MarkAt::Y(_) => None,
    }
}

fn y_of(at: MarkAt) -> Option<f64> {
    match at {
        MarkAt::Y(y) => Some(y),
        MarkAt::X(_) => None,
    }
}

fn points<'a>(plot: &'a Plot, lang: Lang, room: Room) -> Sheet<'a> {
    let rows = room.rows.saturating_sub(3).max(1);
    let ys = all_points(plot).map(|p| p.1).chain(marks_at(plot, y_of));
    let y_axis = Axis::over(ys, rows.div_ceil(2), true);
    let gutter = gutter(&y_axis, lang);
    let cols = room.cols.saturating_sub(gutter + 1).max(1);
    let x_axis = Axis::over(all_points(plot).map(|p| p.0).chain(marks_at(plot, x_of)), cols / 12, true);
    let mut grid = Grid::new(cols, rows);
    draw_marks(plot, &x_axis, &y_axis, &mut grid);
    for (i, series) in plot.series.iter().enumerate() {
        if let Data::Path(points) = &series.data {
            let i = look(plot, i);
            path(points, DASHES[i % 4], Role::Series(i as u8), &x_axis, &y_axis, &mut grid);
        }
    }
    for (i, series) in plot.series.iter().enumerate() {
        if let Data::Dots(points) = &series.data {
            let i = look(plot, i);
            for (x, y) in points {
                if let (Some(col), Some(row)) = (x_axis.place(*x, cols), y_axis.place(*y, rows)) {
                    grid.put(col, row, DOTS[i % 4], Role::Series(i as u8));
                }
            }
        }
    }
    mark_labels(plot, lang, &x_axis, &y_axis, &mut grid);
    let sample = |i: usize| match plot.series[i].data {
        Data::Path(_) => DASH_SAMPLES[i % 4].to_owned(),
        Data::Dots(_) | Data::Values(_) => DOTS[i % 4].to_string(),
    };
    let mut sheet = Sheet::of(vec![head(plot, lang, room.cols, sample)]);
    frame(&grid, &y_axis, lang, gutter, &mut sheet);
    let ticks: Vec<(usize, String)> =
        x_axis.ticks().into_iter().filter_map(|t| Some((x_axis.place(t, cols)?, label(&x_axis, t, lang)))).collect();
    foot(plot.x.as_ref().map_or("", |x| x.get(lang)), gutter, cols, &ticks, &mut sheet);
    sheet
}

fn draw_marks(plot: &Plot, x_axis: &Axis, y_axis: &Axis, grid: &mut Grid) {
    for mark in &plot.marks {
        match mark.at {
            MarkAt::X(x) => {
                if let Some(col) = x_axis.place(x, grid.cols) {
                    (0..grid.rows).for_each(|row| grid.put(col, row, '┊', Role::Dim));
                }
            }
            MarkAt::Y(y) => {
                if let Some(row) = y_axis.place(y, grid.rows) {
                    (0..grid.cols).for_each(|col| grid.put(col, row, '╌', Role::Dim));
                }
            }
        }
    }
}

/// The names of the marks, written over everything else, one row lower for each that would cover another.
fn mark_labels(plot: &Plot, lang: Lang, x_axis: &Axis, y_axis: &Axis, grid: &mut Grid) {
    let mut taken: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
    for mark in &plot.marks {
        let Some(label) = &mark.label else { continue };
        let label = label.get(lang);
        let cells = width(label);
        let (col, mut row) = match mark.at {
            MarkAt::X(x) => {
                let Some(col) = x_axis.place(x, grid.cols) else { continue };
                let after = col + 2;
                (if after + cells <= grid.cols { after } else { col.saturating_sub(cells + 1) }, grid.rows - 1)
            }
            MarkAt::Y(y) => {
                let Some(row) = y_axis.place(y, grid.rows) else { continue };
                (grid.cols.saturating_sub(cells + 1), row)
            }
        };
        let span = col..col + cells + 1;
        while row > 0 && taken.iter().any(|(r, s)| *r == row && s.start < span.end && span.start < s.end) {
            row -= 1;
        }
        grid.write(col, row, label, Role::Info);
        taken.push((row, span));
    }
}

fn values(plot: &Plot) -> impl Iterator<Item = &[f64]> {
    plot.series.iter().map(|series| match &series.data {
        Data::Values(values) => values.as_slice(),
        Data::Dots(_) | Data::Path(_) => &[],
    })
}

fn histogram<'a>(plot: &'a Plot, lang: Lang, room: Room) -> Sheet<'a> {
    let rows = room.rows.saturating_sub(3).max(1);
    let (wide, bins) = classes(plot);
    let counts: Vec<Vec<f64>> = values(plot).map(|values| count(values, &wide, bins)).collect();
    let y_axis = Axis::over(counts.iter().flatten().copied().chain([0.0]), rows.div_ceil(2), true);
    let gutter = gutter(&y_axis, lang);
    let slot = (room.cols.saturating_sub(gutter + 1) / bins).max(1);
    let mut grid = Grid::new(slot * bins, rows);
    columns(&counts, slot, 0, &y_axis, &mut grid);
    draw_marks(plot, &wide, &y_axis, &mut grid);
    mark_labels(plot, lang, &wide, &y_axis, &mut grid);
    let mut sheet = Sheet::of(vec![head(plot, lang, room.cols, |i| FILLS[i % 4].to_string())]);
    frame(&grid, &y_axis, lang, gutter, &mut sheet);
    let ticks: Vec<(usize, String)> =
        wide.ticks().into_iter().filter_map(|t| Some((wide.place(t, grid.cols)?, label(&wide, t, lang)))).collect();
    foot(plot.x.as_ref().map_or("", |x| x.get(lang)), gutter, grid.cols, &ticks, &mut sheet);
    sheet
}

/// From where to where a histogram goes, and in how many classes.
pub(super) fn classes(plot: &Plot) -> (Axis, usize) {
    let seen = values(plot).flatten().copied().chain(marks_at(plot, x_of));
    let wide = Axis::over(seen, 8, plot.bins.is_none());
    let most = values(plot).map(<[f64]>::len).max().unwrap_or(1) as f64;
    // Sturges' rule: ceil(log2 n) + 1 classes of equal width.
    (wide, plot.bins.unwrap_or_else(|| most.max(1.0).log2().ceil() as usize + 1).max(2))
}

/// Counts observations in classes of equal width, the upper edge of the last included.
pub(super) fn count(values: &[f64], axis: &Axis, bins: usize) -> Vec<f64> {
    let mut counts = vec![0.0; bins];
    for value in values {
        let share = (value - axis.min) / (axis.max - axis.min);
        counts[((share * bins as f64).max(0.0) as usize).min(bins - 1)] += 1.0;
    }
    counts
}

/// Vertical bars, the series side by side within each slot; `gap` cells stay free at a slot's right.
fn columns(heights: &[Vec<f64>], slot: usize, gap: usize, axis: &Axis, grid: &mut Grid) {
    let zero = axis.place(0.0_f64.clamp(axis.min, axis.max), grid.rows * 8 + 1).unwrap_or(0);
    let each = (slot.saturating_sub(gap) / heights.len().max(1)).max(1);
    for (i, series) in heights.iter().enumerate() {
        for (at, height) in series.iter().enumerate() {
            let Some(top) = axis.place(*height, grid.rows * 8 + 1) else { continue };
            let (low, high) = (zero.min(top), zero.max(top));
            for row in low / 8..high.div_ceil(8) {
                let filled = (high - row * 8).min(8);
                let glyph = if filled == 8 || heights.len() > 1 {
                    FILLS[i % 4]
                } else {
                    char::from_u32(0x2580 + filled as u32).unwrap_or('█')
                };
                for col in 0..each {
                    grid.put(at * slot + i * each + col, row, glyph, Role::Series(i as u8));
                }
            }
        }
    }
}

fn bars<'a>(plot: &'a Plot, lang: Lang, room: Room) -> Sheet<'a> {
    let heights: Vec<Vec<f64>> = values(plot).map(<[f64]>::to_vec).collect();
    let labels: Vec<&str> = plot.labels.iter().map(|label| label.get(lang)).collect();
    let longest = labels.iter().map(|label| width(label)).max().unwrap_or(0);
    let upright = Axis::over(heights.iter().flatten().copied().chain([0.0]).chain(marks_at(plot, y_of)), 4, true);
    let slot = room.cols.saturating_sub(gutter(&upright, lang) + 1) / labels.len().max(1);
    if longest < slot {
        upright_bars(plot, lang, room, &heights, &labels, slot)
    } else {
        lying_bars(plot, lang, room, &heights, &labels, longest.min(room.cols / 2))
    }
}

fn upright_bars<'a>(
    plot: &'a Plot,
    lang: Lang,
    room: Room,
    heights: &[Vec<f64>],
    labels: &[&str],
    slot: usize,
) -> Sheet<'a> {
    let rows = room.rows.saturating_sub(3).max(1);
    let numbers = heights.iter().flatten().copied().chain([0.0]).chain(marks_at(plot, y_of));
    let y_axis = Axis::over(numbers, rows.div_ceil(2), true);
    let gutter = gutter(&y_axis, lang);
    let slot = slot.min(14).min(room.cols.saturating_sub(gutter + 1) / labels.len().max(1)).max(1);
    let mut grid = Grid::new(slot * labels.len().max(1), rows);
    draw_marks(plot, &Axis::over([0.0, 1.0].into_iter(), 1, false), &y_axis, &mut grid);
    columns(heights, slot, if slot > 3 { 2 } else { 0 }, &y_axis, &mut grid);
    mark_labels(plot, lang, &Axis::over([0.0, 1.0].into_iter(), 1, false), &y_axis, &mut grid);
    let mut sheet = Sheet::of(vec![head(plot, lang, room.cols, |i| FILLS[i % 4].to_string())]);
    frame(&grid, &y_axis, lang, gutter, &mut sheet);
    let middle = |i: usize| i * slot + slot.saturating_sub(if slot > 3 { 2 } else { 0 }) / 2;
    let ticks: Vec<(usize, String)> =
        labels.iter().enumerate().map(|(i, label)| (middle(i), (*label).to_owned())).collect();
    let mut names = String::new();
    let mut used = 0;
    for (col, label) in &ticks {
        let start = (gutter + 1 + col).saturating_sub(width(label) / 2).max(used + usize::from(used > 0));
        names.push_str(&" ".repeat(start - used));
        names.push_str(label);
        used = start + width(label);
    }
    let line = "─".repeat(grid.cols);
    sheet.rows.push(vec![run(format!("{}└{line}", " ".repeat(gutter)), Role::Dim)]);
    let x = plot.x.as_ref().map_or("", |x| x.get(lang));
    let mut row = vec![run(names, Role::Plain)];
    if used + 2 + width(x) <= room.cols {
        row.extend([space(room.cols - used - width(x)), run(x, Role::Dim)]);
    }
    sheet.rows.push(row);
    sheet
}

/// Bars from left to right, for labels too long to stand below their bar.
fn lying_bars<'a>(
    plot: &'a Plot,
    lang: Lang,
    room: Room,
    heights: &[Vec<f64>],
    labels: &[&str],
    longest: usize,
) -> Sheet<'a> {
    let axis = Axis::over(heights.iter().flatten().copied().chain([0.0]), 5, false);
    let cols = room.cols.saturating_sub(longest + 12).max(1);
    let mut sheet = Sheet::of(vec![head(plot, lang, room.cols, |i| FILLS[i % 4].to_string())]);
    for (at, label) in labels.iter().enumerate() {
        for (i, series) in heights.iter().enumerate() {
            let Some(height) = series.get(at) else { continue };
            let cells = axis.place(height.max(0.0), cols + 1).unwrap_or(0);
            let label = if i == 0 { shorten(label, longest) } else { String::new() };
            let pad = longest - width(&label);
            sheet.rows.push(vec![
                space(pad),
                run(label, Role::Plain),
                run(" │", Role::Dim),
                run(FILLS[i % 4].to_string().repeat(cells), Role::Series(i as u8)),
                run(format!(" {}", decimal(*height, lang)), Role::Plain),
            ]);
        }
    }
    if let Some(x) = &plot.x {
        sheet.rows.push(vec![space(longest + 2), run(x.get(lang), Role::Dim)]);
    }
    sheet
}
