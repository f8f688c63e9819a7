//! The report as one page of HTML, with its charts in it.

use maud::{Markup, html};

use super::{MISREAD_MAX, Report, SITTINGS_MAX, chart};
use crate::analysis::Item;
use crate::maths::classifier::Table;
use crate::pack::DomainId;
use crate::paper::html::{colour, page};
use crate::words;

/// What a report adds to the style of all pages.
const STYLE: &str = include_str!("../../../assets/paper/report.css");

/// The whole page.
pub(super) fn report(report: &Report) -> String {
    let said = report.said();
    let body = html! {
        header {
            p.kind { (said.title) }
            h1 { (report.title()) }
            ul.facts { @for fact in report.summary() { li { (fact) } } }
            ul.domains {
                @for id in report.analysis.pack.domain_ids() {
                    li class=(colour(report.analysis.pack, id)) { (domain(report, id)) }
                }
            }
        }
        main {
            (days(report))
            @let matrices = report.matrices();
            @if !matrices.is_empty() {
                section { h2 { (said.matrix) } div.matrices { @for (of, matrix) in matrices { (confusion(report, of, matrix)) } } }
            }
            (misread(report))
            (looks(report))
            (questions(report))
            (talked(report))
            (sittings(report))
            (notes(&said.left_out, &report.left_out()))
            (notes(&said.method, &report.method()))
        }
        footer { p { (said.made_with) } }
    };
    page(report.words, &format!("{} · {}", report.title(), said.title), STYLE, "report", &body)
}

fn days(report: &Report) -> Markup {
    let (said, days) = (report.said(), report.days());
    let heads = report.day_heads();
    html! {
        @if !days.is_empty() {
            section {
                h2 { (said.days) }
                table.rows.days {
                    thead {
                        tr {
                            th scope="col" { (heads[0]) }
                            @for head in &heads[1..] { th.number scope="col" { (head) } }
                            th scope="col" { (said.by_hour) }
                        }
                    }
                    tbody {
                        @for day in &days {
                            @let cells = report.day_cells(day);
                            tr {
                                th scope="row" { (cells[0]) }
                                @for (head, cell) in heads.iter().zip(&cells).skip(1) {
                                    td.number data-label=(head) { (cell) }
                                }
                                td data-label=(said.by_hour) {
                                    ul.choices {
                                        @for (hour, n) in &day.hours { li { (hour) " " b { (words::thousands(*n)) } } }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A domain as it looks everywhere: a shape, a colour and a word.
fn domain(report: &Report, id: DomainId) -> Markup {
    let name = report.analysis.pack.domain(id).name.get(report.lang());
    html! { span.mark aria-hidden="true" { (id.shape()) } " " (name) }
}

fn own(report: &Report, id: DomainId) -> Markup {
    html! { span class={ "domain " (colour(report.analysis.pack, id)) } { (domain(report, id)) } }
}

/// A heat table: the more of a row is in a cell, the stronger its ground. What is right is framed.
fn confusion(report: &Report, of: Option<String>, matrix: &Table) -> Markup {
    let said = report.said();
    let ids: Vec<DomainId> = report.analysis.pack.domain_ids().collect();
    html! {
        table.heat.one-of[of.is_some()] {
            @if let Some(of) = of { caption { (of) } }
            thead {
                tr {
                    td.corner { (said.was) " ↓ " (said.they_said) " →" }
                    @for id in &ids { th scope="col" { (own(report, *id)) } }
                    th scope="col" { (said.none) }
                    th.read scope="col" { (said.recall) }
                }
            }
            tbody {
                @for id in &ids {
                    @let row = usize::from(id.0);
                    tr {
                        th scope="row" { (own(report, *id)) }
                        @for (column, n) in matrix.counts.get(row).into_iter().flatten().enumerate() {
                            @let share = *n as f64 / (matrix.support(row) as f64).max(1.0);
                            @let class = if column == row { "right" } else { "wrong" };
                            td class=(class) style=(format!("--heat: {:.0}%", share * 60.0)) {
                                (words::thousands(*n as u64))
                                @if matrix.support(row) > 0 { " " small { (report.percent(Some(share))) } }
                            }
                        }
                        td.read { (report.percent(matrix.recall(row))) }
                    }
                }
            }
            tfoot {
                tr {
                    th scope="row" { (said.precision) }
                    @for id in &ids { td.read { (report.percent(matrix.precision(usize::from(id.0)))) } }
                    td {}
                    td.read { b { (report.percent(matrix.accuracy())) } }
                }
            }
        }
    }
}

fn misread(report: &Report) -> Markup {
    let said = report.said();
    let (misread, more) = report.misread(MISREAD_MAX);
    let most = misread.first().map_or(1, |misread| misread.times).max(1);
    html! {
        @if !misread.is_empty() {
            section {
                h2 { (said.misread) }
                table.rows.misread {
                    thead {
                        tr {
                            th scope="col" { (said.term) }
                            th scope="col" { (said.was) }
                            th scope="col" { (said.they_said) }
                            th.number scope="col" { (said.times) }
                            th.length aria-hidden="true" {}
                            th.number scope="col" { (said.of) }
                        }
                    }
                    tbody {
                        @for misread in &misread {
                            tr {
                                th scope="row" { (report.term(misread.term)) }
                                td data-label=(said.was) { (several(report, misread.was.iter())) }
                                td data-label=(said.they_said) { (own(report, misread.said)) }
                                td.number data-label=(said.times) { (words::thousands(misread.times)) }
                                td.length aria-hidden="true" {
                                    span class=(colour(report.analysis.pack, misread.said))
                                        style=(format!("--length: {:.1}%", misread.times as f64 / most as f64 * 100.0)) {}
                                }
                                td.number data-label=(said.of) { (words::thousands(misread.of)) }
                            }
                        }
                    }
                }
                @if let Some(more) = more { p.legend { (more) } }
            }
        }
    }
}

fn several(report: &Report, ids: impl Iterator<Item = DomainId>) -> Markup {
    html! { @for (i, id) in ids.enumerate() { @if i > 0 { " / " } (own(report, id)) } }
}

fn looks(report: &Report) -> Markup {
    let (said, items) = (report.said(), report.to_look_at());
    html! {
        @if !items.is_empty() {
            section {
                h2 { (said.looks) }
                dl.looks {
                    @for item in items {
                        dt { a href=(format!("#q-{}", report.id(item.place))) { code { (report.id(item.place)) } } }
                        dd { @for why in report.looks(item) { p { (why) } } }
                    }
                }
            }
        }
    }
}

fn questions(report: &Report) -> Markup {
    let said = report.said();
    html! {
        section {
            h2 { (said.questions) }
            p.legend { (said.chart_legend) }
            table.rows.questions {
                thead {
                    tr {
                        th scope="col" { (said.question) }
                        th.scale scope="col" { (scale(report)) }
                        th.number scope="col" { (said.right) }
                        th.number scope="col" { (said.interval) }
                        th.number scope="col" { (said.n) }
                        th.number scope="col" { (said.time) }
                        th.number scope="col" { (said.discrimination) }
                    }
                }
                tbody { @for item in &report.analysis.items { (question(report, item)) } }
            }
        }
    }
}

/// The ends and the middle of the scale that the charts below share.
fn scale(report: &Report) -> Markup {
    html! { div { span { "0" } span { "50" } span { (report.percent(Some(1.0))) } } }
}

fn question(report: &Report, item: &Item) -> Markup {
    let said = report.said();
    let pack = report.analysis.pack;
    let id = report.id(item.place);
    let told = format!("{} {}, {}", said.right, report.percent(item.share()), report.interval(item));
    html! {
        tr #(format!("q-{id}")) {
            th scope="row" { (report.term(item.place.term)) " " code { (id) } }
            td.drawn {
                (chart::whiskers(item, &told))
                ul.choices {
                    @for (of, n) in pack.domain_ids().zip(&item.voices.said) {
                        li class=(colour(pack, of)) {
                            (domain(report, of)) " " b { (words::thousands(*n)) }
                            @if item.key.contains(of) { " ✓" }
                        }
                    }
                    li { (said.none) " " b { (words::thousands(item.voices.none)) } }
                }
            }
            td.number data-label=(said.right) { b { (report.percent(item.share())) } }
            td.number data-label=(said.interval) { (report.interval(item)) }
            td.number data-label=(said.n) { (words::thousands(item.voices.n())) }
            td.number data-label=(said.time) { (report.seconds(item.seconds)) }
            td.number data-label=(said.discrimination) { (report.discrimination(item)) }
        }
    }
}

fn talked(report: &Report) -> Markup {
    let (said, items) = (report.said(), report.talked());
    html! {
        @if !items.is_empty() {
            section {
                h2 { (said.talked) }
                p.legend { (said.votes_legend) }
                table.rows.questions {
                    thead {
                        tr {
                            th scope="col" { (said.question) }
                            th.scale scope="col" { (scale(report)) }
                            th.number scope="col" { (said.first_vote) }
                            th.number scope="col" { (said.second_vote) }
                            th.number scope="col" { (said.gain) }
                            th.number scope="col" { (said.n) }
                        }
                    }
                    tbody { @for item in items { (vote(report, item)) } }
                }
            }
        }
    }
}

fn vote(report: &Report, item: &Item) -> Markup {
    let said = report.said();
    let [n, first, second, gain] = report.votes(item).unwrap_or_default();
    html! {
        tr {
            th scope="row" { (report.term(item.place.term)) " " code { (report.id(item.place)) } }
            td.drawn { @if let Some(chart) = chart::votes(item, &format!("{first} → {second}")) { (chart) } }
            td.number data-label=(said.first_vote) { (first) }
            td.number data-label=(said.second_vote) { b { (second) } }
            td.number data-label=(said.gain) { (gain) }
            td.number data-label=(said.n) { (n) }
        }
    }
}

fn sittings(report: &Report) -> Markup {
    let said = report.said();
    let (latest, note) = report.latest(SITTINGS_MAX);
    html! {
        section {
            h2 { (said.who) }
            @if let Some(note) = note { p.legend { (note) } }
            table.rows.sittings {
                thead {
                    tr {
                        @for head in [&said.name, &said.date, &said.kind, &said.language] { th scope="col" { (head) } }
                        @for head in [&said.questions_of, &said.n, &said.right, &said.time] { th.number scope="col" { (head) } }
                    }
                }
                tbody {
                    @for (sitting, who, when) in latest {
                        tr {
                            th scope="row" { (who) }
                            td data-label=(said.date) { (when.day) " " small { (when.clock) } }
                            td data-label=(said.kind) { (report.kind(sitting.record.heading.kind)) }
                            td data-label=(said.language) { (sitting.record.heading.lang.code()) }
                            td.number data-label=(said.questions_of) { (sitting.questions) }
                            td.number data-label=(said.n) { (words::thousands(sitting.n)) }
                            td.number data-label=(said.right) { b { (report.percent(sitting.share())) } }
                            td.number data-label=(said.time) { (report.seconds(sitting.seconds)) }
                        }
                    }
                }
            }
        }
    }
}

fn notes(title: &str, notes: &[String]) -> Markup {
    html! {
        @if !notes.is_empty() {
            section.notes { h2 { (title) } @for note in notes { p { (note) } } }
        }
    }
}
