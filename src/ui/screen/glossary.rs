//! The glossary: terms at the left, the senses of the selected one at the right, found as one types.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::Act;
use crate::app::glossary::Glossary;
use crate::pack::Term;
use crate::text::{shorten, width};
use crate::ui::widget::{domain, header, prose};
use crate::ui::{Cursor, Hits, Skin};
use crate::words::fill;

const LIST_COLS: u16 = 26;

/// Draws the glossary; returns where the cursor of the search stands.
pub fn draw(glossary: &Glossary, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) -> Cursor {
    let ui = &skin.words.ui;
    let found = glossary.found();
    let count = fill(&ui.found, &[("n", &found.len().to_string())]);
    header::draw(&ui.glossary, Line::from(Span::styled(count, skin.theme.dim)), skin, page, buf);
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);

    let label = format!("{} ", ui.search);
    let x = page.x + 2 + width(&label) as u16;
    buf.set_string(page.x + 2, page.y + 3, &label, skin.theme.dim);
    buf.set_stringn(x, page.y + 3, glossary.search.value(), usize::from(page.right() - x - 1), skin.theme.strong);
    let cursor = Position::new(x + glossary.search.visual_cursor() as u16, page.y + 3);

    let area = Rect::new(page.x, page.y + 5, page.width, page.height.saturating_sub(7));
    if found.is_empty() {
        buf.set_string(area.x + 2, area.y, &ui.found_none, skin.theme.dim);
        return Some(cursor);
    }
    let rows = usize::from(area.height);
    let first = glossary.selected.saturating_sub(rows / 2).min(found.len().saturating_sub(rows));
    for (y, (i, term)) in (area.top()..area.bottom()).zip(found.iter().enumerate().skip(first)) {
        let selected = i == glossary.selected;
        let (mark, style) = if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
        let name = shorten(term.name.get(glossary.lang), usize::from(LIST_COLS - 4));
        let place = Rect::new(area.x + 2, y, LIST_COLS - 2, 1);
        Line::from(vec![Span::styled(mark, style), Span::styled(name, style)]).render(place, buf);
        hits.add(place, Act::Pick(i));
    }
    if let Some(term) = found.get(glossary.selected) {
        let senses = Rect { x: area.x + LIST_COLS + 2, width: area.width.saturating_sub(LIST_COLS + 3), ..area };
        prose::draw(&senses_of(term, glossary, skin, senses.width), senses, buf);
    }
    Some(cursor)
}

fn senses_of<'a>(term: &'a Term, glossary: &'a Glossary, skin: &'a Skin, cols: u16) -> Vec<Line<'a>> {
    let lang = glossary.lang;
    let mut lines = vec![Line::from(Span::styled(term.name.get(lang), skin.theme.strong)), Line::default()];
    for sense in &term.senses {
        lines.push(Line::from(domain::span(&glossary.pack, sense.domain, lang, skin)));
        let indent = |line: Line<'a>| {
            let mut spans = vec![Span::raw("  ")];
            spans.extend(line.spans);
            Line::from(spans)
        };
        lines.extend(prose::lines(sense.gloss.get(lang), cols - 2, skin.theme.base).into_iter().map(indent));
        if let Some(source) = &sense.source {
            lines.extend(prose::lines(source.get(lang), cols - 2, skin.theme.dim).into_iter().map(indent));
        }
        lines.push(Line::default());
    }
    lines
}
