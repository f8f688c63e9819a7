//! The confusion matrix: a row for each domain that it was, a column for each that was said.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::portrait::Portrait;
use crate::pack::DomainId;
use crate::text::{shorten, width};
use crate::ui::Skin;
use crate::ui::widget::domain;

/// The cells of a column.
const COL: usize = 6;

/// Draws it with recall at the right and precision below; returns the rows that it takes.
pub fn draw(portrait: &Portrait, skin: &Skin, area: Rect, buf: &mut Buffer) -> u16 {
    let (ui, likeness, pack) = (&skin.words.ui, &portrait.likeness, &portrait.game.pack);
    let lang = skin.words.lang();
    let ids: Vec<DomainId> = pack.domain_ids().collect();
    // Domains may have long names: the shapes stand in the head, the names in the rows.
    let recall = width(&ui.recall).max(4);
    let label = usize::from(area.width).saturating_sub(COL * ids.len() + recall + 3).clamp(6, 18);
    let mut lines: Vec<Line> = Vec::new();
    let mut head = vec![Span::styled(format!("{:<label$}", shorten(&ui.was_said, label)), skin.theme.dim)];
    head.extend(ids.iter().map(|id| Span::styled(format!("{:>COL$}", id.shape()), domain::style(pack, *id, skin))));
    head.push(Span::styled(format!("   {:>recall$}", ui.recall), skin.theme.dim));
    lines.push(Line::from(head));
    for (row, id) in ids.iter().enumerate() {
        let name = shorten(&domain::span(pack, *id, lang, skin).content, label);
        let pad = " ".repeat(label - width(&name));
        let mut spans = vec![Span::styled(name, domain::style(pack, *id, skin)), Span::raw(pad)];
        let counts = &likeness.table[row];
        for (col, count) in counts.iter().enumerate() {
            let style = match (*count, row == col) {
                (0, _) => skin.theme.frame,
                (_, true) => skin.theme.good,
                (_, false) => skin.theme.bad,
            };
            let shown = if *count == 0 { "·".to_owned() } else { count.to_string() };
            spans.push(Span::styled(format!("{shown:>COL$}"), style));
        }
        spans.push(Span::styled(format!("   {:>recall$}", share(likeness.recall[row])), skin.theme.base));
        lines.push(Line::from(spans));
    }
    let mut last = vec![Span::styled(format!("{:<label$}", shorten(&ui.precision, label)), skin.theme.dim)];
    last.extend(likeness.precision.iter().map(|value| Span::styled(format!("{:>COL$}", share(*value)), Style::new())));
    lines.push(Line::from(last));
    let rows = lines.len() as u16;
    for (line, y) in lines.into_iter().zip(area.y..area.bottom()) {
        line.render(Rect { y, height: 1, ..area }, buf);
    }
    rows
}

/// A share with two digits, as `1.00`; a dash where it is of nothing.
fn share(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}
