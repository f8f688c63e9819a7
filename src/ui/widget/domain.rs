//! A domain as it looks everywhere: a shape, a colour and a word. Never colour alone.

use ratatui::style::Style;
use ratatui::text::Span;

use crate::pack::{DomainId, Pack};
use crate::text::Lang;
use crate::ui::Skin;

/// A domain's style.
pub fn style(pack: &Pack, domain: DomainId, skin: &Skin) -> Style {
    skin.theme.domain(pack.domain(domain).colour)
}

/// A domain's name.
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
