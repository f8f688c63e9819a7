//! A domain as it looks everywhere: a shape, a colour and a word. Never colour alone.

use ratatui::style::Style;
use ratatui::text::{Line, Span};

use crate::pack::{DomainId, DomainSet, Pack};
use crate::text::Lang;
use crate::ui::Skin;

pub fn style(pack: &Pack, domain: DomainId, skin: &Skin) -> Style {
    skin.theme.domain(pack.domain(domain).colour)
}

pub fn name(pack: &Pack, domain: DomainId, lang: Lang) -> &str {
    pack.domain(domain).name.get(lang)
}

/// Shape and name: `◆ dev`.
pub fn span(pack: &Pack, domain: DomainId, lang: Lang, skin: &Skin) -> Span<'static> {
    Span::styled(format!("{} {}", domain.shape(), name(pack, domain, lang)), style(pack, domain, skin))
}

/// The width of the widest `◆ name` of a pack.
pub fn widest(pack: &Pack, lang: Lang) -> usize {
    pack.domain_ids().map(|domain| crate::text::width(name(pack, domain, lang)) + 2).max().unwrap_or(0)
}

/// All domains of a pack in a row, as many cells apart.
pub fn row(pack: &Pack, lang: Lang, apart: usize, skin: &Skin) -> Line<'static> {
    join(pack.domain_ids().map(|id| span(pack, id, lang, skin)), &" ".repeat(apart))
}

/// The domains that are right: `◆ dev / ■ stats`.
pub fn key(pack: &Pack, key: DomainSet, lang: Lang, skin: &Skin) -> Line<'static> {
    join(key.iter().map(|id| span(pack, id, lang, skin)), " / ")
}

fn join(spans: impl Iterator<Item = Span<'static>>, with: &str) -> Line<'static> {
    let spans: Vec<_> = spans.map(|span| [span]).collect();
    Line::from(spans.join(&Span::raw(with.to_owned())))
}
