//! Below the context: what is asked, the hands while they are counted, and how the votes fell. Nothing in here knows the
//! key.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::Act;
use crate::app::class::{Class, Votes};
use crate::pack::{DomainId, Term};
use crate::text::{Lang, width};
use crate::ui::widget::domain;
use crate::ui::{Hits, Skin};
use crate::words::fill;

/// What is asked, and what can be answered.
pub fn draw_ask(class: &Class, term: &Term, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let ui = &skin.words.ui;
    let said = skin.words.class();
    let ask = match class.round {
        1 => fill(&ui.which, &[("term", term.name.get(class.lang))]),
        _ => said.talk.clone(),
    };
    let domains = class.pack.domain_ids();
    if class.hinted {
        let rows = class.pack.header.domains.len() as u16;
        let area = headed(&ask, None, rows, skin, area, buf).0;
        for (y, id) in (area.y..).zip(domains) {
            let (gloss, style) = match term.sense(id) {
                Some(sense) => (sense.gloss.get(class.lang), skin.theme.base),
                None => (ui.no_sense.as_str(), skin.theme.dim),
            };
            let x = draw_label(class, id, area.x, y, skin, buf);
            buf.set_stringn(x, y, gloss, usize::from(area.right().saturating_sub(x)), style);
        }
        return;
    }
    let (area, _) = headed(&ask, None, 1, skin, area, buf);
    let mut x = area.x;
    for id in domains {
        let label = Line::from(domain::span(&class.pack, id, class.lang, skin));
        let cols = label.width() as u16;
        label.render(Rect { x, y: area.y, width: cols.min(area.right().saturating_sub(x)), height: 1 }, buf);
        x += cols + 6;
    }
}

/// The hands so far, a row for each domain.
pub fn draw_count(
    class: &Class,
    hands: &[u32],
    selected: DomainId,
    skin: &Skin,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let said = skin.words.class();
    let named = domain::span(&class.pack, selected, class.lang, skin);
    let who = fill(&said.who, &[("domain", &named.content)]);
    let total = hands.iter().fold(0_u32, |sum, n| sum.saturating_add(*n));
    let rows = class.pack.header.domains.len() as u16;
    let (area, step) = headed(&who, Some(total), rows, skin, area, buf);
    for (i, (id, count)) in class.pack.domain_ids().zip(hands).enumerate() {
        let y = area.y + i as u16 * step;
        let x = draw_label(class, id, area.x, y, skin, buf);
        let (mark, style) = if id == selected {
            ("▸", skin.theme.selected.patch(skin.theme.strong))
        } else {
            (" ", skin.theme.strong)
        };
        buf.set_string(area.x.saturating_sub(2), y, mark, skin.theme.accent);
        buf.set_string(x, y, format!(" {count:>5} "), style);
        let letter = class.pack.domain(id).letter;
        let more = fill(&said.one_more, &[("letter", &letter.to_string())]);
        buf.set_string(x + 10, y, more, skin.theme.frame);
        hits.add(Rect { y, height: 1, ..area }, Act::Say(id));
    }
}

/// How the last vote fell, and how it moved; `grown` from 0 to 1 is how far its bars have grown.
pub fn draw_chart(class: &Class, votes: &Votes, grown: f64, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let said = skin.words.class();
    let Some(vote) = votes.get(class.round) else {
        headed(&said.no_hands, None, 1, skin, area, buf);
        return;
    };
    let title = if votes.before().is_some() { &said.second_vote } else { &said.vote };
    let rows = class.pack.header.domains.len() as u16;
    let (area, step) = headed(title, Some(vote.total()), rows, skin, area, buf);
    for (i, id) in class.pack.domain_ids().enumerate() {
        let y = area.y + i as u16 * step;
        let x = draw_label(class, id, area.x, y, skin, buf);
        let moved = votes.before().map(|before| format!("{} → ", before.of(id))).unwrap_or_default();
        let numbers = format!("{moved}{}   {}", vote.of(id), percent(vote.share(id), skin));
        let numbers_x = area.right().saturating_sub(width(&numbers) as u16);
        let cols = f64::from(area.right().saturating_sub(x + NUMBERS));
        let of = |share: f64| (share * cols).round() as usize;
        let now = vote.share(id);
        let before = votes.before().map_or(0.0, |before| before.share(id));
        // From the first vote to the second, or from nothing; what was lost stays as a shade.
        let shown = of(before + (now - before) * grown);
        let kept = if votes.before().is_some() { shown.min(of(before)) } else { shown };
        let lost = of(before).saturating_sub(shown);
        let style = domain::style(&class.pack, id, skin);
        let bar = Line::from(vec![
            Span::styled("█".repeat(kept), style),
            Span::styled("▓".repeat(shown - kept), style),
            Span::styled("░".repeat(lost), skin.theme.frame),
        ]);
        for y in y..y + step.saturating_sub(1).clamp(1, 2) {
            bar.clone().render(Rect { x, y, width: area.right().saturating_sub(x), height: 1 }, buf);
        }
        buf.set_string(numbers_x, y, numbers, skin.theme.strong);
    }
}

/// The columns at the right of a bar: `123 → 456   100 %` and a gap.
const NUMBERS: u16 = 21;

/// A sentence, the number of hands at the right, and room for some rows below. Returns that room, and how many rows one
/// of them has: where there is much, they stand apart.
fn headed(sentence: &str, hands: Option<u32>, rows: u16, skin: &Skin, area: Rect, buf: &mut Buffer) -> (Rect, u16) {
    let said = skin.words.class();
    let area = Rect { x: area.x + 2, width: area.width.saturating_sub(4), ..area };
    if area.height <= rows {
        // Below the tallest contexts, what is asked gives way to the answers.
        return (area, 1);
    }
    // The sentence, a row between it and the others, and one more above it, as far as there is room.
    let spare = area.height.saturating_sub(1 + rows);
    let above = spare.saturating_sub(1).min(1);
    let between = spare.min(1);
    buf.set_stringn(area.x, area.y + above, sentence, usize::from(area.width), skin.theme.base);
    if let Some(hands) = hands {
        let hands = match hands {
            1 => said.hand_one.clone(),
            n => fill(&said.hands, &[("n", &n.to_string())]),
        };
        let x = area.right().saturating_sub(width(&hands) as u16);
        buf.set_string(x, area.y + above, hands, skin.theme.dim);
    }
    let top = above + 1 + between;
    let rest = Rect { y: area.y + top, height: area.height.saturating_sub(top), ..area };
    (rest, (rest.height / rows.max(1)).clamp(1, 3))
}

/// `◆ dev`; returns where the next thing may stand, in line with those of the other domains.
fn draw_label(class: &Class, id: DomainId, x: u16, y: u16, skin: &Skin, buf: &mut Buffer) -> u16 {
    let label = domain::span(&class.pack, id, class.lang, skin);
    buf.set_span(x, y, &label, label.width() as u16);
    x + domain::widest(&class.pack, class.lang) as u16 + 3
}

/// `63%`, in French with a space, in as many cells as `100%` has.
fn percent(share: f64, skin: &Skin) -> String {
    let space = match skin.words.lang() {
        Lang::En => "",
        Lang::Fr => "\u{a0}",
    };
    // Halves are rounded up, as people do.
    format!("{:>3}{space}%", (100.0 * share).round() as u32)
}
