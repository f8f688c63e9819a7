//! Pages of HTML: no script, nothing to fetch. maud escapes whatever the pack says. Here is what all pages share, and the
//! glossary.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Entry, Glossary, Meaning};
use crate::pack::{Colour, DomainId, Pack};
use crate::text::{Lang, SafeText, Text};
use crate::words::{Words, fill};

/// How every page looks on a screen, in the hand and on paper.
const PAGE: &str = include_str!("../../assets/paper/page.css");
/// And the glossary.
const STYLE: &str = include_str!("../../assets/paper/glossary.css");

/// Nothing is fetched or run, even if something found a way into the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// A whole page: its title, what it adds to the style, the class of its body, and what is in that.
pub(super) fn page(words: &Words, title: &str, style: &str, class: &str, body: &Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang=(words.lang().code()) {
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

/// The whole glossary.
pub(super) fn glossary(glossary: &Glossary) -> String {
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
                    li class=(colour(glossary.pack, id)) { (domain(glossary, id)) }
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
    page(glossary.words, &title, STYLE, columns, &body)
}

fn anchor(entry: &Entry) -> String {
    format!("term-{}", entry.term.id)
}

/// A text in the languages other than the first, where it is another there.
fn beside(glossary: &Glossary, text: &Text, class: &str) -> Markup {
    let first = text.get(glossary.lang());
    let others = glossary.langs[1..].iter().filter(|lang| text.get(**lang) != first);
    html! { @for lang in others { p class={ "beside " (class) } lang=(lang.code()) { (text.get(*lang)) } } }
}

/// The class of a domain, which knows its colour.
pub(super) fn colour(pack: &Pack, id: DomainId) -> &'static str {
    match pack.domain(id).colour {
        Colour::Blue => "blue",
        Colour::Orange => "orange",
        Colour::Green => "green",
        Colour::Pink => "pink",
    }
}

/// A domain as it looks everywhere: a shape, a colour and a word.
fn domain(glossary: &Glossary, id: DomainId) -> Markup {
    let lang = glossary.lang();
    html! { span.mark aria-hidden="true" { (id.shape()) } " " span lang=(lang.code()) { (glossary.pack.domain(id).name.get(lang)) } }
}

fn article(glossary: &Glossary, entry: &Entry) -> Markup {
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

/// The name of a language, short.
fn tag(lang: Lang) -> Markup {
    html! { abbr title=(lang.name()) { (lang.code()) } }
}

fn sense(glossary: &Glossary, meaning: &Meaning) -> Markup {
    let (paper, sense, first) = (glossary.words.paper(), meaning.sense, glossary.lang());
    html! {
        div class={ "sense " (colour(glossary.pack, sense.domain)) } {
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
                    @for lang in glossary.langs[1..].iter().filter(|lang| source.get(**lang) != source.get(first)) {
                        " / " span lang=(lang.code()) { (source.get(*lang)) }
                    }
                }
            }
        }
    }
}

/// Who wrote it, and under which licence.
fn colophon(glossary: &Glossary) -> Markup {
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
