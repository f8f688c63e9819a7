//! The confusion matrix: a row for each domain that it was, a column for each that was said.

use ratatui::style::Modifier;

use crate::app::play::portrait::Portrait;
use crate::app::view::prelude::*;
use crate::doc::decimal;
use crate::pack::DomainId;
use crate::ui::widget::list::padded;

/// The rows that it takes, as a table or in blocks.
pub(crate) fn rows(portrait: &Portrait, blocks: bool) -> u16 {
    let domains = portrait.game.pack.domain_ids().count() as u16;
    if blocks { 4 + 3 * domains } else { 2 + domains }
}

/// Draws it with recall at the right and precision below. As blocks it shows from afar what was confused.
pub(crate) fn draw(portrait: &Portrait, blocks: bool, mut pen: Pen) {
    let (skin, likeness, pack) = (pen.skin, &portrait.likeness, &portrait.game.pack);
    let (ui, theme, lang) = (&skin.words.ui, &skin.theme, skin.words.lang());
    let ids: Vec<DomainId> = pack.domain_ids().collect();
    let (cols, rows, gap) = match ids.len() {
        _ if blocks => (9, 3, 1),
        // The names of four domains need the room.
        4.. => (5, 1, 0),
        _ => (6, 1, 0),
    };
    // Domains may have long names: the shapes stand in the head, the names in the rows.
    let recall = width(&ui.recall).max(4);
    let label = pen.cols().saturating_sub(cols * ids.len() + recall + 2).clamp(6, 18);
    let labelled = |text: &str, style| Span::styled(padded(&shorten(text, label), label), style);
    let centred = |text: &str, style| Span::styled(format!("{text:^cols$}"), style);
    let at_right = |text: &str, style| Span::styled(format!("  {text:>recall$}"), style);
    let mut head = vec![labelled(&ui.was_said, theme.dim)];
    head.extend(ids.iter().map(|id| centred(id.shape(), domain::style(pack, *id, skin))));
    head.push(at_right(&ui.recall, theme.dim));
    pen.row(head);
    pen.skip(gap);
    for (row, id) in ids.iter().enumerate() {
        let mut place = pen.top(rows);
        let counts = || likeness.matrix.counts[row].iter().take(ids.len()).enumerate();
        let style = |col: usize, count: usize| style(count, row == col, skin);
        let mut spans = vec![labelled(&domain::span(pack, *id, lang, skin).content, domain::style(pack, *id, skin))];
        spans.extend(counts().map(|(col, count)| {
            let shown = if *count == 0 { "·".to_owned() } else { count.to_string() };
            centred(&shown, style(col, *count))
        }));
        spans.push(at_right(&share(likeness.matrix.recall(row), lang), theme.base));
        let area = place.area;
        place.skip(rows / 2);
        place.put(spans);
        for (col, count) in counts().filter(|(_, count)| blocks && **count > 0) {
            let x = area.x + (label + col * cols) as u16;
            let block = Rect { x: x + 1, width: cols as u16 - 2, ..area }.intersection(area);
            // Where bold is another colour, what is bold cannot be read on its ground.
            let ground = style(col, *count).remove_modifier(Modifier::BOLD);
            place.buf.set_style(block, ground.add_modifier(Modifier::REVERSED));
        }
    }
    pen.skip(gap);
    let mut last = vec![labelled(&ui.precision, theme.dim)];
    last.extend((0..ids.len()).map(|col| centred(&share(likeness.matrix.precision(col), lang), theme.base)));
    pen.put(last);
}

fn style(count: usize, right: bool, skin: &Skin) -> Style {
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
