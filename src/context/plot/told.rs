//! A plot in sentences: what it is, from where to where it goes, and what is where.

use super::{Data, Plot, PlotKind, Series, draw};
use crate::context::chart::axis::extent;
use crate::context::chart::{brief, decimal};
use crate::context::figure::labels::labels;
use crate::text::{Lang, Text, fill};

labels!("plot" {
    scatter, line, histogram, bars, across, across_unnamed, upwards, upwards_unnamed, upwards_name, point, dots, many_dots, path,
    many_path, value, class, series, at_x, at_y, at_x_unnamed, at_y_unnamed,
});

const LISTED: usize = 12;

/// Of a longer line so many points are named, beside the lowest and the highest.
const NAMED: usize = 7;

pub(super) fn lines(plot: &Plot, lang: Lang) -> Vec<String> {
    let said = Labels::of(lang);
    let kind = match plot.kind {
        PlotKind::Scatter => &said.scatter,
        PlotKind::Line => &said.line,
        PlotKind::Histogram => &said.histogram,
        PlotKind::Bar => &said.bars,
    };
    let name = |text: &Option<Text>| text.as_ref().map(|text| text.get(lang).to_owned());
    let points: Vec<(f64, f64)> = draw::all_points(plot).collect();
    let mut first = vec![kind.clone()];
    first.extend(axis(points.iter().map(|p| p.0), name(&plot.x), (&said.across, &said.across_unnamed), lang));
    match (points.is_empty(), name(&plot.y)) {
        (true, Some(y)) => first.push(fill(&said.upwards_name, &[("name", &y)])),
        (_, y) => first.extend(axis(points.iter().map(|p| p.1), y, (&said.upwards, &said.upwards_unnamed), lang)),
    }
    let mut lines = vec![first.join(" ")];
    lines.extend(plot.series.iter().map(|series| {
        let text = told(plot, series, said, lang);
        match name(&series.name) {
            Some(name) => fill(&said.series, &[("name", &name), ("text", &text)]),
            None => text,
        }
    }));
    lines.extend(plot.marks.iter().map(|mark| {
        let (named, unnamed) =
            if mark.upright { (&said.at_x, &said.at_x_unnamed) } else { (&said.at_y, &said.at_y_unnamed) };
        let (at, label) = (brief(mark.at, lang), name(&mark.label));
        fill(if label.is_some() { named } else { unnamed }, &[("at", &at), ("name", &label.unwrap_or_default())])
    }));
    lines.extend(name(&plot.note));
    lines
}

/// What an axis measures, and from where to where; for one without numbers, its name alone where it has one.
fn axis(
    numbers: impl Iterator<Item = f64>,
    name: Option<String>,
    (named, unnamed): (&str, &str),
    lang: Lang,
) -> Option<String> {
    let Some((min, max)) = extent(numbers) else { return name.map(|name| format!("{name}.")) };
    let (min, max) = (brief(min, lang), brief(max, lang));
    let template = if name.is_some() { named } else { unnamed };
    Some(fill(template, &[("name", &name.unwrap_or_default()), ("min", &min), ("max", &max)]))
}

fn told(plot: &Plot, series: &Series, said: &Labels, lang: Lang) -> String {
    let point = |(x, y): &(f64, f64)| fill(&said.point, &[("x", &brief(*x, lang)), ("y", &brief(*y, lang))]);
    let list = |points: &[(f64, f64)]| points.iter().map(point).collect::<Vec<_>>().join(", ");
    match &series.data {
        Data::Dots(points) | Data::Path(points) => {
            let few = points.len() <= LISTED;
            let (template, named) = match (&series.data, few) {
                (Data::Dots(_), true) => (&said.dots, list(points)),
                (Data::Dots(_), false) => (&said.many_dots, list(&outline(points))),
                (_, true) => (&said.path, list(points)),
                (_, false) => (&said.many_path, list(&outline(points))),
            };
            fill(template, &[("n", &points.len().to_string()), ("points", &named)])
        }
        Data::Values(values) => {
            let parts: Vec<String> = match plot.kind {
                PlotKind::Histogram => {
                    let (axis, bins) = draw::classes(plot);
                    let edge = |i: usize| brief(axis.min + (axis.max - axis.min) * i as f64 / bins as f64, lang);
                    let counts = draw::count(values, &axis, bins).into_iter().enumerate();
                    let class = |(i, n): (usize, f64)| {
                        fill(&said.class, &[("n", &n.to_string()), ("from", &edge(i)), ("to", &edge(i + 1))])
                    };
                    counts.map(class).collect()
                }
                PlotKind::Scatter | PlotKind::Line | PlotKind::Bar => {
                    let bars = plot.labels.iter().zip(values);
                    let bar = |(label, value): (&Text, &f64)| {
                        fill(&said.value, &[("name", label.get(lang)), ("value", &decimal(*value, lang))])
                    };
                    bars.map(bar).collect()
                }
            };
            format!("{}.", parts.join(", "))
        }
    }
}

/// Some of many points, in the order of their places: its ends, its lowest and its highest, and some between.
fn outline(points: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let last = points.len() - 1;
    let by_height = |a: &usize, b: &usize| points[*a].1.total_cmp(&points[*b].1);
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by(|a, b| points[*a].0.total_cmp(&points[*b].0));
    let mut places: Vec<usize> = (0..NAMED).map(|i| i * last / (NAMED - 1)).collect();
    let extremes = [order.iter().min_by(|a, b| by_height(a, b)), order.iter().max_by(|a, b| by_height(a, b))];
    places.extend(extremes.into_iter().flatten().filter_map(|at| order.iter().position(|own| own == at)));
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(|place| points[order[place]]).collect()
}
