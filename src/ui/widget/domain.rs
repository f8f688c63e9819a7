//! A domain as it looks everywhere: a shape, a colour and a word. Never colour alone.

use crate::pack::{Domain, DomainId, DomainSet, Pack};
use crate::ui::prelude::*;

pub(crate) fn style(pack: &Pack, domain: DomainId, skin: &Skin) -> Style {
    skin.theme.domain(pack.domain(domain).colour)
}

pub(crate) fn name(pack: &Pack, domain: DomainId, lang: Lang) -> &str {
    pack.domain(domain).name.get(lang)
}

/// Shape and name: `◆ dev`.
pub(crate) fn span(pack: &Pack, domain: DomainId, lang: Lang, skin: &Skin) -> Span<'static> {
    shaped(domain, pack.domain(domain), lang, skin)
}

fn shaped(id: DomainId, domain: &Domain, lang: Lang, skin: &Skin) -> Span<'static> {
    Span::styled(format!("{} {}", id.shape(), domain.name.get(lang)), skin.theme.domain(domain.colour))
}

/// The width of the widest `◆ name` of a pack.
pub(crate) fn widest(pack: &Pack, lang: Lang) -> usize {
    pack.domain_ids().map(|domain| width(name(pack, domain, lang)) + 2).max().unwrap_or(0)
}

pub(crate) fn row(domains: &[Domain], lang: Lang, apart: usize, skin: &Skin) -> Line<'static> {
    let spans = domains.iter().enumerate().map(|(i, domain)| shaped(DomainId(i as u8), domain, lang, skin));
    join(spans, &" ".repeat(apart))
}

/// The domains that are right: `◆ dev / ■ stats`.
pub(crate) fn key(pack: &Pack, key: DomainSet, lang: Lang, skin: &Skin) -> Line<'static> {
    join(key.iter().map(|id| span(pack, id, lang, skin)), " / ")
}

fn join(spans: impl Iterator<Item = Span<'static>>, with: &str) -> Line<'static> {
    let spans: Vec<_> = spans.map(|span| [span]).collect();
    Line::from(spans.join(&Span::raw(with.to_owned())))
}
