//! The glossary as a page of HTML.

use maud::{Markup, html};

use super::{GlossaryDoc, GlossaryEntry, Meaning};
use crate::doc::page;
use crate::pack::DomainId;
use crate::text::{Lang, SafeText, Text};
use crate::words::fill;

const STYLE: &str = include_str!("../../../assets/paper/glossary.css");

pub(super) fn glossary(glossary: &GlossaryDoc) -> String {
    let header = &glossary.pack.header;
    let (paper, first) = (glossary.words.paper(), glossary.lang());
    let columns = if glossary.langs.len() > 1 { "two" } else { "one" };
    let body = html! {
        header {
            p.kind { (glossary.kind()) }
            h1 lang=(first.code()) { (header.title.get(first)) }
            (beside(glossary, &header.title, "title"))
            @if let Some(intro) = glossary.intro() {
                p.about { (intro) }
            } @else if let Some(description) = &header.description {
                p.about lang=(first.code()) { (description.get(first)) }
                (beside(glossary, description, "about"))
            }
            ul.domains {
                @for id in glossary.pack.domain_ids() {
                    li class=(glossary.pack.domain(id).colour.name()) { (domain(glossary, id)) }
                }
            }
        }
        @if !glossary.entries.is_empty() {
            nav aria-labelledby="index" {
                h2 #index { (paper.index) }
                ol {
                    @for entry in &glossary.entries {
                        li {
                            a href=(format!("#{}", anchor(entry))) lang=(first.code()) { (entry.term.name.get(first)) }
                            @for lang in &glossary.langs[1..] {
                                " " span lang=(lang.code()) { (entry.term.name.get(*lang)) }
                            }
                        }
                    }
                }
            }
        }
        main { @for entry in &glossary.entries { (article(glossary, entry)) } }
        footer { (colophon(glossary)) }
    };
    let title = format!("{} · {}", header.title.get(first), glossary.kind());
    page(glossary.words.lang(), &title, (STYLE, columns), &body)
}

fn anchor(entry: &GlossaryEntry) -> String {
    format!("term-{}", entry.term.id)
}

/// A text in the languages other than the first, where it is another there.
fn beside(glossary: &GlossaryDoc, text: &Text, class: &str) -> Markup {
    html! {
        @for (lang, text) in glossary.others(text) { p class={ "beside " (class) } lang=(lang.code()) { (text) } }
    }
}

/// A domain as it looks everywhere: a shape, a colour and a word.
fn domain(glossary: &GlossaryDoc, id: DomainId) -> Markup {
    let lang = glossary.lang();
    html! { span.mark aria-hidden="true" { (id.shape()) } " " span lang=(lang.code()) { (glossary.pack.domain(id).name.get(lang)) } }
}

fn article(glossary: &GlossaryDoc, entry: &GlossaryEntry) -> Markup {
    let (term, first) = (entry.term, glossary.lang());
    html! {
        article #(anchor(entry)) {
            h2 {
                dfn lang=(first.code()) { (term.name.get(first)) }
                @for lang in &glossary.langs[1..] {
                    " " span.other { (tag(*lang)) " " span lang=(lang.code()) { (term.name.get(*lang)) } }
                }
            }
            @if let Some(missed) = &entry.missed { p.missed { (missed) } }
            dl { @for meaning in &entry.meanings { (sense(glossary, meaning)) } }
        }
    }
}

fn tag(lang: Lang) -> Markup {
    html! { abbr title=(lang.name()) { (lang.code()) } }
}

fn sense(glossary: &GlossaryDoc, meaning: &Meaning) -> Markup {
    let (paper, sense, first) = (glossary.words.paper(), meaning.sense, glossary.lang());
    html! {
        div class={ "sense " (glossary.pack.domain(sense.domain).colour.name()) } {
            dt { (domain(glossary, sense.domain)) }
            @for (i, lang) in glossary.langs.iter().enumerate() {
                dd.gloss {
                    @if i > 0 { (tag(*lang)) " " }
                    span lang=(lang.code()) { (sense.gloss.get(*lang)) }
                }
            }
            @if let Some(missed) = &meaning.missed { dd.missed { (missed) } }
            @if !meaning.tells.is_empty() {
                dd.tells {
                    span.label { (paper.recognised) }
                    ul lang=(first.code()) { @for tell in &meaning.tells { li { code { (tell) } } } }
                }
            }
            @if let Some(source) = &sense.source {
                dd.source {
                    span.label { (paper.source) } " "
                    span lang=(first.code()) { (source.get(first)) }
                    @for (lang, source) in glossary.others(source) { " / " span lang=(lang.code()) { (source) } }
                }
            }
        }
    }
}

fn colophon(glossary: &GlossaryDoc) -> Markup {
    let (header, paper) = (&glossary.pack.header, glossary.words.paper());
    let colon = &glossary.words.report().colon;
    let authors: Vec<&str> = header.authors.iter().map(SafeText::as_str).collect();
    let count = glossary.entries.len().to_string();
    html! {
        p { (fill(if count == "1" { &paper.term } else { &paper.terms }, &[("n", &count)])) }
        @if !authors.is_empty() { p { (paper.authors) (colon) " " (authors.join(", ")) } }
        @if let Some(licence) = &header.licence { p { (paper.licence) (colon) " " (licence.as_str()) } }
        p { (paper.made_with) }
    }
}
