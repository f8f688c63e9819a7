//! Draws a plot into cells: axes, ticks, marks, series, legend.

use std::ops::Range;

use super::{Data, Mark, Plot, PlotKind};
use crate::context::chart::axis::Axis;
use crate::context::chart::grid::block;
use crate::context::chart::{Chart, around, decimal, gutter};
use crate::context::sheet::{Role, Room, Sheet, SheetRow, run, space};
use crate::text::{Lang, Text, shorten, width};

/// What tells series apart besides their colour: the dots of a scatter plot, the fill of bars.
const DOTS: [char; 4] = ['•', '×', '+', 'o'];
const FILLS: [char; 4] = ['█', '▒', '▓', '░'];
/// ... and the rhythm of lines, as the legend shows it.
const DASH_SAMPLES: [&str; 4] = ["━━", "╍╍", "┈┈", "━╸"];

pub(super) fn draw<'a>(plot: &'a Plot, lang: Lang, room: Room) -> Sheet<'a> {
    match plot.kind {
        PlotKind::Scatter | PlotKind::Line => points(plot, lang, room),
        PlotKind::Histogram => histogram(plot, lang, room),
        PlotKind::Bar => bars(plot, lang, room),
    }
}

fn written(name: &Option<Text>, lang: Lang) -> &str {
    name.as_ref().map_or("", |name| name.get(lang))
}

/// A row with the name of the vertical axis at the left and the legend at the right.
fn head<'a>(plot: &'a Plot, lang: Lang, cols: usize, sample: impl Fn(usize) -> String) -> SheetRow<'a> {
    let name = written(&plot.y, lang);
    let mut legend: SheetRow = Vec::new();
    let mut left = cols.saturating_sub(width(name) + 2);
    for (i, series) in plot.series.iter().enumerate().filter(|(i, _)| look(plot, *i) == *i) {
        if let Some(name) = &series.name {
            let entry = shorten(&format!("{} {}", sample(i), name.get(lang)), left.saturating_sub(3));
            left = left.saturating_sub(width(&entry) + 3);
            legend.extend([space(3), run(entry, Role::Series(i as u8))]);
        }
    }
    let mut row = vec![run(name, Role::Plain), space(left)];
    row.extend(legend);
    row
}

/// Whose marks and colour a series has: those of the first of its name, so that two may be one thing in two parts. Bars
/// stand side by side, and have to be told apart.
fn look(plot: &Plot, i: usize) -> usize {
    if matches!(plot.kind, PlotKind::Histogram | PlotKind::Bar) {
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

/// Where the marks are that stand upright, or those that lie level.
fn marks_at(plot: &Plot, upright: bool) -> impl Iterator<Item = f64> {
    plot.marks.iter().filter(move |mark| mark.upright == upright).map(|mark| mark.at)
}

fn points<'a>(plot: &'a Plot, lang: Lang, room: Room) -> Sheet<'a> {
    let x = around(all_points(plot).map(|p| p.0).chain(marks_at(plot, true)), 0.0);
    let y = around(all_points(plot).map(|p| p.1).chain(marks_at(plot, false)), 0.0);
    let mut chart = Chart::new(lang, room, x, y, true);
    draw_marks(plot, &mut chart);
    for (i, series) in plot.series.iter().enumerate() {
        if let Data::Path(points) = &series.data {
            let i = look(plot, i);
            chart.line(points, i, Role::Series(i as u8));
        }
    }
    for (i, series) in plot.series.iter().enumerate() {
        if let Data::Dots(points) = &series.data {
            let i = look(plot, i);
            points.iter().for_each(|(x, y)| chart.put(*x, *y, DOTS[i % 4], Role::Series(i as u8)));
        }
    }
    mark_labels(plot, lang, &mut chart);
    let sample = |i: usize| match plot.series[i].data {
        Data::Path(_) => DASH_SAMPLES[i % 4].to_owned(),
        Data::Dots(_) | Data::Values(_) => DOTS[i % 4].to_string(),
    };
    chart.under(head(plot, lang, room.cols, sample), written(&plot.x, lang))
}

fn draw_marks(plot: &Plot, chart: &mut Chart) {
    for mark in &plot.marks {
        if mark.upright {
            chart.upright(mark.at, 0..chart.grid.rows, '┊', Role::Dim);
        } else if let Some(row) = chart.row(mark.at) {
            chart.grid.level(0..chart.grid.cols, row, '╌', Role::Dim);
        }
    }
}

/// The names of the marks, written over everything else, one row lower for each that would cover another.
fn mark_labels(plot: &Plot, lang: Lang, chart: &mut Chart) {
    let mut taken: Vec<(usize, Range<usize>)> = Vec::new();
    for Mark { upright, at, label } in &plot.marks {
        let Some(label) = label else { continue };
        let label = label.get(lang);
        let cells = width(label);
        let place = match upright {
            true => chart.col(*at).map(|col| (chart.grid.beside(col, label, 2, 1), 0)),
            false => chart.row(*at).map(|row| (chart.grid.cols.saturating_sub(cells + 1), row)),
        };
        let Some((col, mut row)) = place else { continue };
        let span = col..col + cells + 1;
        let covers = |(r, s): &(usize, Range<usize>), row| *r == row && s.start < span.end && span.start < s.end;
        while row + 1 < chart.grid.rows && taken.iter().any(|other| covers(other, row)) {
            row += 1;
        }
        chart.grid.write(col, row, label, Role::Info);
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
    let (wide, bins) = classes(plot);
    let counts: Vec<Vec<f64>> = values(plot).map(|values| count(values, &wide, bins)).collect();
    let chart = Chart::tall(lang, room, around(counts.iter().flatten().copied().chain([0.0]), 0.0), true);
    let slot = (chart.grid.cols / bins).max(1);
    let mut chart = chart.across(wide, slot * bins);
    columns(&counts, slot, 0, &mut chart);
    draw_marks(plot, &mut chart);
    mark_labels(plot, lang, &mut chart);
    chart.under(head(plot, lang, room.cols, fill), written(&plot.x, lang))
}

fn fill(series: usize) -> String {
    FILLS[series % 4].to_string()
}

pub(super) fn classes(plot: &Plot) -> (Axis, usize) {
    let seen = values(plot).flatten().copied().chain(marks_at(plot, true));
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
fn columns(heights: &[Vec<f64>], slot: usize, gap: usize, chart: &mut Chart) {
    let Chart { y: axis, grid, .. } = chart;
    let zero = axis.place(0.0_f64.clamp(axis.min, axis.max), grid.rows * 8 + 1).unwrap_or(0);
    let each = (slot.saturating_sub(gap) / heights.len().max(1)).max(1);
    for (i, series) in heights.iter().enumerate() {
        for (at, height) in series.iter().enumerate() {
            let Some(top) = axis.place(*height, grid.rows * 8 + 1) else { continue };
            let left = at * slot + i * each;
            let (low, high) = (zero.min(top), zero.max(top));
            for up in low / 8..high.div_ceil(8) {
                let filled = (high - up * 8).min(8);
                let glyph = if filled == 8 || heights.len() > 1 { FILLS[i % 4] } else { block(filled) };
                grid.level(left..left + each, grid.rows - 1 - up, glyph, Role::Series(i as u8));
            }
        }
    }
}

fn bars<'a>(plot: &'a Plot, lang: Lang, room: Room) -> Sheet<'a> {
    let numbers = values(plot).flatten().copied().chain([0.0]).chain(marks_at(plot, false));
    let upright = Axis::over(numbers, 4, true);
    let slot = room.cols.saturating_sub(gutter(&upright, lang) + 1) / plot.labels.len().max(1);
    let longest = plot.labels.iter().map(|label| width(label.get(lang))).max().unwrap_or(0);
    if longest < slot {
        upright_bars(plot, lang, room, slot)
    } else {
        lying_bars(plot, lang, room, longest.min(room.cols / 2))
    }
}

fn upright_bars<'a>(plot: &'a Plot, lang: Lang, room: Room, slot: usize) -> Sheet<'a> {
    let heights: Vec<Vec<f64>> = values(plot).map(<[f64]>::to_vec).collect();
    let numbers = heights.iter().flatten().copied().chain([0.0]).chain(marks_at(plot, false));
    let chart = Chart::tall(lang, room, around(numbers, 0.0), true);
    let count = plot.labels.len().max(1);
    let slot = slot.min(14).min(chart.grid.cols / count).max(1);
    let gap = if slot > 3 { 2 } else { 0 };
    let unit = chart.x.clone();
    let mut chart = chart.across(unit, slot * count);
    draw_marks(plot, &mut chart);
    columns(&heights, slot, gap, &mut chart);
    mark_labels(plot, lang, &mut chart);
    let mut names = String::new();
    let mut used = 0;
    for (i, label) in plot.labels.iter().enumerate() {
        let label = label.get(lang);
        let middle = i * slot + (slot - gap) / 2;
        let start = chart.below(middle, label).max(used + usize::from(used > 0));
        names.push_str(&" ".repeat(start - used));
        names.push_str(label);
        used = start + width(label);
    }
    let mut rows = vec![head(plot, lang, room.cols, fill)];
    rows.extend(chart.body());
    rows.push(chart.edge(std::iter::empty()));
    let mut row = vec![run(names, Role::Plain)];
    let x = written(&plot.x, lang);
    if used + 2 + width(x) <= room.cols {
        row.extend([space(room.cols - used - width(x)), run(x, Role::Dim)]);
    }
    rows.push(row);
    Sheet::of(rows)
}

/// Bars from left to right, for labels too long to stand below their bar.
fn lying_bars<'a>(plot: &'a Plot, lang: Lang, room: Room, longest: usize) -> Sheet<'a> {
    let axis = Axis::over(values(plot).flatten().copied().chain([0.0]), 5, false);
    let cols = room.cols.saturating_sub(longest + 12).max(1);
    let mut sheet = Sheet::of(vec![head(plot, lang, room.cols, fill)]);
    for (at, label) in plot.labels.iter().enumerate() {
        for (i, height) in values(plot).enumerate().filter_map(|(i, series)| Some((i, series.get(at)?))) {
            let cells = axis.place(height.max(0.0), cols + 1).unwrap_or(0);
            let label = if i == 0 { shorten(label.get(lang), longest) } else { String::new() };
            let pad = longest - width(&label);
            sheet.rows.push(vec![
                space(pad),
                run(label, Role::Plain),
                run(" │", Role::Dim),
                run(fill(i).repeat(cells), Role::Series(i as u8)),
                run(format!(" {}", decimal(*height, lang)), Role::Plain),
            ]);
        }
    }
    if let Some(x) = &plot.x {
        sheet.rows.push(vec![space(longest + 2), run(x.get(lang), Role::Dim)]);
    }
    sheet
}
