//! Below the context: what is asked, the hands while they are counted, and how the votes fell. Nothing in here knows the
//! key.

use crate::app::class::{Class, Votes};
use crate::app::play::round::view::gloss;
use crate::app::view::prelude::*;
use crate::pack::{DomainId, Term};

pub(crate) fn draw_ask(class: &Class, term: &Term, mut pen: Pen) {
    let (skin, domains) = (pen.skin, class.pack.domain_ids());
    let ask = match class.round {
        1 => fill(&skin.words.ui.which, &[("term", term.name.get(class.lang))]),
        _ => skin.words.class().talk.clone(),
    };
    if class.hinted {
        head(&ask, None, class.pack.header.domains.len() as u16, &mut pen);
        for id in domains {
            let mut row = pen.top(1);
            draw_label(class, id, &mut row);
            row.put(gloss(term, id, class.lang, skin));
        }
    } else {
        head(&ask, None, 1, &mut pen);
        pen.put(domain::row(&class.pack.header.domains, class.lang, 6, skin));
    }
}

pub(crate) fn draw_count(class: &Class, hands: &[u32], selected: DomainId, mut pen: Pen) {
    let (said, theme) = (pen.skin.words.class(), &pen.skin.theme);
    let named = domain::span(&class.pack, selected, class.lang, pen.skin);
    let who = fill(&said.who, &[("domain", &named.content)]);
    let total = hands.iter().fold(0_u32, |sum, n| sum.saturating_add(*n));
    let step = head(&who, Some(total), class.pack.header.domains.len() as u16, &mut pen);
    for (id, count) in class.pack.domain_ids().zip(hands) {
        let mut place = pen.top(step);
        let mut row = place.top(1);
        row.click(Act::Say(id));
        let (mark, style) =
            if id == selected { ("▸", theme.selected.patch(theme.strong)) } else { (" ", theme.strong) };
        let margin = Rect { x: row.area.x.saturating_sub(2), ..row.area };
        row.at(margin).put(Span::styled(mark, theme.accent));
        draw_label(class, id, &mut row);
        let letter = class.pack.domain(id).letter.to_string();
        row.put(vec![
            Span::styled(format!(" {count:>5} "), style),
            Span::raw("   "),
            Span::styled(fill(&said.one_more, &[("letter", &letter)]), theme.frame),
        ]);
    }
}

/// How the last vote fell, and how it moved; `grown` from 0 to 1 is how far its bars have grown.
pub(crate) fn draw_chart(class: &Class, votes: &Votes, grown: f64, mut pen: Pen) {
    let skin = pen.skin;
    let said = skin.words.class();
    let Some(vote) = votes.get(class.round) else {
        head(&said.no_hands, None, 1, &mut pen);
        return;
    };
    let title = if votes.before().is_some() { &said.second_vote } else { &said.vote };
    let step = head(title, Some(vote.total()), class.pack.header.domains.len() as u16, &mut pen);
    for id in class.pack.domain_ids() {
        let mut place = pen.top(step);
        draw_label(class, id, &mut place);
        let moved = votes.before().map(|before| format!("{} → ", before.of(id))).unwrap_or_default();
        let numbers = format!("{moved}{}   {}", vote.of(id), percent(vote.share(id), skin));
        let before = votes.before().map(|before| before.share(id));
        let cols = place.cols().saturating_sub(NUMBERS.into());
        let bar = bar(before, vote.share(id), grown, cols, domain::style(&class.pack, id, skin), skin);
        place.at(place.area).flush(&numbers, 0, skin.theme.strong);
        place.right(NUMBERS);
        // Bars do not touch each other.
        for _ in 0..step.saturating_sub(1).clamp(1, 2) {
            place.row(bar.clone());
        }
    }
}

/// A bar of a share on its way from the share before, or from nothing; what was lost stays as a shade.
fn bar(before: Option<f64>, now: f64, grown: f64, cols: usize, style: Style, skin: &Skin) -> Line<'static> {
    let of = |share: f64| (share * cols as f64).round() as usize;
    let start = before.unwrap_or(0.0);
    let shown = of(start + (now - start) * grown);
    let kept = if before.is_some() { shown.min(of(start)) } else { shown };
    Line::from(vec![
        Span::styled("█".repeat(kept), style),
        Span::styled("▓".repeat(shown - kept), style),
        Span::styled("░".repeat(of(start).saturating_sub(shown)), skin.theme.frame),
    ])
}

/// The columns at the right of a bar: `123 → 456   100 %` and a gap.
const NUMBERS: u16 = 21;

/// Draws a sentence and the hands at its right; returns how many rows each of those below gets, by the room.
fn head(sentence: &str, hands: Option<u32>, rows: u16, pen: &mut Pen) -> u16 {
    let (said, theme) = (pen.skin.words.class(), &pen.skin.theme);
    if pen.area.height <= rows {
        // Below the tallest contexts, what is asked gives way to the answers.
        return 1;
    }
    // The sentence, a row between it and the others, and one more above it, as far as there is room.
    let spare = pen.area.height.saturating_sub(1 + rows);
    pen.skip(spare.saturating_sub(1).min(1));
    let mut row = pen.top(1 + spare.min(1));
    row.put(Span::styled(sentence, theme.base));
    if let Some(n) = hands {
        row.flush(&counted(n as usize, &said.hand_one, &said.hands), 0, theme.dim);
    }
    (pen.area.height / rows.max(1)).clamp(1, 3)
}

/// Draws `◆ dev`, and leaves what stands beside it, in line with those of the other domains.
fn draw_label(class: &Class, id: DomainId, pen: &mut Pen) {
    let cols = domain::widest(&class.pack, class.lang) + 3;
    let label = domain::span(&class.pack, id, class.lang, pen.skin);
    pen.left(cols as u16).put(label);
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
