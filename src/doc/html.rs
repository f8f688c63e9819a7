//! Pages of HTML: no script, nothing to fetch. maud escapes whatever is no markup of ours.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::chart::svg;
use super::{
    ColumnKind, Doc, DocCell, DocColumn, DocFormat, DocRow, DocTable, DomainLabel, Inline, Passage, Section, VoiceCount,
};
use crate::text::Lang;
use crate::words::{Words, thousands};

/// How every page looks on a screen, in the hand and on paper.
const PAGE: &str = include_str!("../../assets/paper/page.css");

/// Nothing is fetched or run, even if something found a way into the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub(crate) fn page(lang: Lang, title: &str, (style, class): (&str, &str), body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                title { (title) }
                style { (PreEscaped(PAGE)) (PreEscaped(style)) }
            }
            body class=(class) { (body) }
        }
    };
    page.into_string()
}

pub(super) fn doc(doc: &Doc, words: &Words) -> String {
    let body = html! {
        header {
            p.kind { (doc.kind) }
            h1 { (doc.title) }
            ul.facts { @for fact in &doc.facts { li { (fact) } } }
            ul.domains { @for domain in &doc.domains { li class=(domain.colour.name()) { (marked(domain)) } } }
        }
        main { @for of in &doc.sections { (section(of, words.lang())) } }
        footer { p { (doc.colophon) } }
    };
    page(words.lang(), &format!("{} · {}", doc.title, doc.kind), doc.style, &body)
}

fn section(section: &Section, lang: Lang) -> Markup {
    let notes = section.blocks(DocFormat::Html).any(|block| matches!(block, Passage::Notes(_)));
    html! {
        section class=[notes.then_some("notes")] {
            h2 { (section.title) }
            @for block in section.blocks(DocFormat::Html) {
                @match block {
                    Passage::Table(of) => (table(of, lang)),
                    Passage::Tables(tables) => div.matrices { @for of in tables { (table(of, lang)) } },
                    Passage::Legend(legend) => p.legend { (legend) },
                    Passage::Reasons(reasons) => dl.looks {
                        @for (id, why) in reasons {
                            dt { a href=(format!("#q-{id}")) { code { (id) } } }
                            dd { @for why in why { p { (why) } } }
                        }
                    },
                    Passage::Notes(notes) => @for note in notes { p { (note) } },
                }
            }
        }
    }
}

fn table(table: &DocTable, lang: Lang) -> Markup {
    let columns = table.columns(DocFormat::Html);
    let class = if table.caption.is_some() { format!("{} one-of", table.class) } else { table.class.to_owned() };
    let corner = |at: usize| at == 0 && table.foot.is_some();
    html! {
        table class=(class) {
            @if let Some(caption) = &table.caption { caption { (caption) } }
            thead {
                tr {
                    @for (at, (_, column)) in columns.iter().enumerate() {
                        @if corner(at) { td.corner { (inline(&column.head)) } } @else { (head(column, lang)) }
                    }
                }
            }
            tbody { @for of in &table.rows { (row(of, &columns, lang)) } }
            @if let Some(foot) = &table.foot { tfoot { (sums(foot, &columns, lang)) } }
        }
    }
}

fn head(column: &DocColumn, lang: Lang) -> Markup {
    let class = match column.kind {
        ColumnKind::Text | ColumnKind::Heat => None,
        ColumnKind::Number => Some("number"),
        ColumnKind::Reading => Some("read"),
        ColumnKind::Length => return html! { th.length aria-hidden="true" {} },
        // The ends and the middle of the scale that the charts below share.
        ColumnKind::Chart => {
            let end = DocCell::Share(Some(1.0)).plain(lang);
            return html! { th.scale scope="col" { div { span { "0" } span { "50" } span { (end) } } } };
        }
    };
    html! { th class=[class] scope="col" { (inline(&column.head)) } }
}

fn row(row: &DocRow, columns: &[(usize, &DocColumn)], lang: Lang) -> Markup {
    html! {
        tr id=[&row.anchor] {
            @for (at, (of, column)) in columns.iter().enumerate() {
                @let inner = cell(&row.cells[*of], lang);
                @let inner = if column.strong.contains(&DocFormat::Html) { html! { b { (inner) } } } else { inner };
                @if at == 0 { th scope="row" { (inner) } } @else { (data(&row.cells[*of], column, &inner)) }
            }
        }
    }
}

/// What stands in a row, in the way of its column. The more of a row is in a cell of heat, the stronger its ground.
fn data(cell: &DocCell, column: &DocColumn, inner: &Markup) -> Markup {
    let label = column.head.plain();
    match (column.kind, cell) {
        (_, DocCell::Heat { n, of, right }) => {
            let heat = *n as f64 / (*of as f64).max(1.0) * 60.0;
            let class = if *right { "right" } else { "wrong" };
            html! { td class=(class) style=(format!("--heat: {heat:.0}%")) { (inner) } }
        }
        (ColumnKind::Text | ColumnKind::Heat, _) => html! { td data-label=(label) { (inner) } },
        (ColumnKind::Number, _) => html! { td.number data-label=(label) { (inner) } },
        (ColumnKind::Reading, _) => html! { td.read { (inner) } },
        (ColumnKind::Length, _) => html! { td.length aria-hidden="true" { (inner) } },
        (ColumnKind::Chart, _) => html! { td.drawn { (inner) } },
    }
}

fn sums(foot: &DocRow, columns: &[(usize, &DocColumn)], lang: Lang) -> Markup {
    html! {
        tr {
            @for (at, (of, _)) in columns.iter().enumerate() {
                @let sum = foot.cells[*of].plain(lang);
                @if at == 0 { th scope="row" { (sum) } }
                @else if sum.is_empty() { td {} }
                @else if at + 1 == columns.len() { td.read { b { (sum) } } }
                @else { td.read { (sum) } }
            }
        }
    }
}

fn cell(cell: &DocCell, lang: Lang) -> Markup {
    match cell {
        DocCell::Text(parts) => {
            html! { @for (i, part) in parts.iter().enumerate() { @if i > 0 { " " } (inline(part)) } }
        }
        DocCell::Domains(domains) => html! {
            @for (i, domain) in domains.iter().enumerate() { @if i > 0 { " / " } (own(domain)) }
        },
        DocCell::Heat { n, of, .. } => html! {
            (cell.plain(lang))
            @if *of > 0 { " " small { (DocCell::Share(Some(*n as f64 / *of as f64)).plain(lang)) } }
        },
        DocCell::Length(length, of) => {
            html! { span class=(of.name()) style=(format!("--length: {:.1}%", length * 100.0)) {} }
        }
        DocCell::Choices(choices) => list(choices),
        DocCell::Chart(chart, told, choices) => {
            html! { (svg(chart, told)) @if !choices.is_empty() { (list(choices)) } }
        }
        other => html! { (other.plain(lang)) },
    }
}

fn list(choices: &[VoiceCount]) -> Markup {
    html! {
        ul.choices {
            @for VoiceCount { name, n, right } in choices {
                @let (class, name) = match name {
                    Inline::Domain(domain) => (Some(domain.colour.name()), marked(domain)),
                    name => (None, inline(name)),
                };
                li class=[class] { (name) " " b { (thousands(*n)) } @if *right { " ✓" } }
            }
        }
    }
}

fn inline(span: &Inline) -> Markup {
    match span {
        Inline::Text(text) => html! { (text) },
        Inline::Faint(text) => html! { small { (text) } },
        Inline::Code(text) => html! { code { (text) } },
        Inline::Domain(domain) => own(domain),
    }
}

fn marked(domain: &DomainLabel) -> Markup {
    html! { span.mark aria-hidden="true" { (domain.shape) } " " (domain.name) }
}

fn own(domain: &DomainLabel) -> Markup {
    html! { span class={ "domain " (domain.colour.name()) } { (marked(domain)) } }
}
