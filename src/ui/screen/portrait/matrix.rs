//! The confusion matrix: a row for each domain that it was, a column for each that was said.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::portrait::Portrait;
use crate::doc::decimal;
use crate::pack::DomainId;
use crate::text::{Lang, shorten, width};
use crate::ui::Skin;
use crate::ui::widget::domain;

/// The rows that it takes, as a table or in blocks.
pub fn rows(portrait: &Portrait, blocks: bool) -> u16 {
    let domains = portrait.game.pack.domain_ids().count() as u16;
    if blocks { 4 + 3 * domains } else { 2 + domains }
}

/// Draws it with recall at the right and precision below. As blocks it shows from afar what was confused.
pub fn draw(portrait: &Portrait, blocks: bool, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let (ui, likeness, pack) = (&skin.words.ui, &portrait.likeness, &portrait.game.pack);
    let lang = skin.words.lang();
    let ids: Vec<DomainId> = pack.domain_ids().collect();
    let (cols, rows, gap) = match ids.len() {
        _ if blocks => (9, 3, 1),
        // The names of four domains need the room.
        4.. => (5, 1, 0),
        _ => (6, 1, 0),
    };
    // Domains may have long names: the shapes stand in the head, the names in the rows.
    let recall = width(&ui.recall).max(4);
    let label = usize::from(area.width).saturating_sub(cols * ids.len() + recall + 2).clamp(6, 18);
    let put = |spans: Vec<Span>, y: u16, buf: &mut Buffer| {
        if y < area.bottom() {
            Line::from(spans).render(Rect { y, height: 1, ..area }, buf);
        }
    };
    let centred = |text: &str| format!("{text:^cols$}");
    let mut head = vec![Span::styled(format!("{:<label$}", shorten(&ui.was_said, label)), skin.theme.dim)];
    head.extend(ids.iter().map(|id| Span::styled(centred(id.shape()), domain::style(pack, *id, skin))));
    head.push(Span::styled(format!("  {:>recall$}", ui.recall), skin.theme.dim));
    put(head, area.y, buf);
    let mut y = area.y + 1 + gap;
    for (row, id) in ids.iter().enumerate() {
        let middle = y + rows / 2;
        let name = shorten(&domain::span(pack, *id, lang, skin).content, label);
        let mut spans =
            vec![Span::styled(format!("{name}{}", " ".repeat(label - width(&name))), domain::style(pack, *id, skin))];
        spans.extend(likeness.table[row].iter().enumerate().map(|(col, count)| {
            let shown = if *count == 0 { "·".to_owned() } else { count.to_string() };
            Span::styled(centred(&shown), style(*count, row == col, skin))
        }));
        spans.push(Span::styled(format!("  {:>recall$}", share(likeness.recall[row], lang)), skin.theme.base));
        put(spans, middle, buf);
        for (col, count) in likeness.table[row].iter().enumerate().filter(|(_, count)| blocks && **count > 0) {
            let x = area.x + (label + col * cols) as u16;
            let block = Rect::new(x + 1, y, cols as u16 - 2, rows).intersection(area);
            // Where bold is another colour, what is bold cannot be read on its ground.
            let ground = style(*count, row == col, skin).remove_modifier(Modifier::BOLD);
            buf.set_style(block, ground.add_modifier(Modifier::REVERSED));
        }
        y += rows;
    }
    let mut last = vec![Span::styled(format!("{:<label$}", shorten(&ui.precision, label)), skin.theme.dim)];
    last.extend(likeness.precision.iter().map(|value| Span::styled(centred(&share(*value, lang)), skin.theme.base)));
    put(last, y + gap, buf);
}

/// How a count stands out, on the diagonal or beside it.
fn style(count: u32, right: bool, skin: &Skin) -> Style {
    match (count, right) {
        (0, _) => skin.theme.frame,
        (_, true) => skin.theme.good,
        (_, false) => skin.theme.bad,
    }
}

/// A share with two digits, as `1.00`; a dash where it is of nothing.
fn share(value: Option<f64>, lang: Lang) -> String {
    value.map_or_else(|| "–".to_owned(), |value| decimal(value, 2, lang))
}
