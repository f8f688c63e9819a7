//! Charts as SVG in the page: a row each, on a scale from 0 to 100 that all rows share. A stretched drawing keeps its
//! strokes (`non-scaling-stroke`), so that a row is as wide as its cell; points are strokes of no length with round ends.

use maud::{Markup, html};

use crate::analysis::Item;

/// The share right as a point, its interval as whiskers, and the band in which a question tells most.
pub(super) fn whiskers(item: &Item, told: &str) -> Markup {
    let share = at(item.share().unwrap_or(0.0));
    let (low, high) = (at(item.interval.low), at(item.interval.high));
    html! {
        svg.chart viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label=(told) {
            rect.band x="30" y="0" width="40" height="12" {}
            (grid())
            path.whisker d=(format!("M{low} 6H{high}M{low} 3.5v5M{high} 3.5v5")) {}
            path.point d=(format!("M{share} 6h.01")) {}
            // Hollow, as long as there are too few voices.
            @if !item.is_stable() { path.hollow d=(format!("M{share} 6h.01")) {} }
        }
    }
}

/// From the share of the first vote to that of the second.
pub(super) fn votes(item: &Item, told: &str) -> Option<Markup> {
    let (first, second) = item.talked.as_ref()?;
    let (from, to) = (at(first.share(item.key)?), at(second.share(item.key)?));
    Some(html! {
        svg.chart viewBox="0 0 100 12" preserveAspectRatio="none" role="img" aria-label=(told) {
            (grid())
            path.way d=(format!("M{from} 6H{to}")) {}
            path.point d=(format!("M{from} 6h.01")) {}
            path.hollow d=(format!("M{from} 6h.01")) {}
            path.point d=(format!("M{to} 6h.01")) {}
        }
    })
}

fn grid() -> Markup {
    html! { path.grid d="M0 0v12M25 0v12M50 0v12M75 0v12M100 0v12" {} }
}

/// A share as a place on the scale.
fn at(share: f64) -> String {
    format!("{:.1}", share * 100.0)
}
