//! Charts as SVG in a page: a row each, on a scale from 0 to 100 that all rows share. A stretched drawing keeps its
//! strokes (`non-scaling-stroke`), so that a row is as wide as its cell; points are strokes of no length with round ends.

use maud::{Markup, html};

use super::ScaleChart;

pub(super) fn svg(chart: &ScaleChart, told: &str) -> Markup {
    html! {
        svg.chart viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label=(told) {
            @match chart {
                ScaleChart::Whiskers { share, interval, hollow } => {
                    @let (share, low, high) = (at(*share), at(interval.low), at(interval.high));
                    // The band in which a question tells most.
                    rect.band x="30" y="0" width="40" height="12" {}
                    (grid())
                    path.whisker d=(format!("M{low} 6H{high}M{low} 3.5v5M{high} 3.5v5")) {}
                    path.point d=(format!("M{share} 6h.01")) {}
                    @if *hollow { path.hollow d=(format!("M{share} 6h.01")) {} }
                }
                ScaleChart::Way { from, to } => {
                    @let (from, to) = (at(*from), at(*to));
                    (grid())
                    path.way d=(format!("M{from} 6H{to}")) {}
                    path.point d=(format!("M{from} 6h.01")) {}
                    path.hollow d=(format!("M{from} 6h.01")) {}
                    path.point d=(format!("M{to} 6h.01")) {}
                }
            }
        }
    }
}

fn grid() -> Markup {
    html! { path.grid d="M0 0v12M25 0v12M50 0v12M75 0v12M100 0v12" {} }
}

fn at(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}
