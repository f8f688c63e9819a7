//! After the last question: what was right how often, and where to read on.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::class::{Class, Votes};
use crate::pack::QuestionRef;
use crate::text::{shorten, width};
use crate::ui::widget::{domain, prose};
use crate::ui::{Hits, Skin};
use crate::words::fill;

/// The cells of a bar.
const BAR: usize = 10;

/// Draws the end of a class.
pub fn draw(class: &Class, selected: usize, skin: &Skin, page: Rect, buf: &mut Buffer, _: &mut Hits) {
    let said = skin.words.class();
    let (x, cols) = (page.x + 2, page.width - 4);
    buf.set_string(x, page.y + 3, &said.over, skin.theme.strong);
    let pack = class.pack.header.id.as_str();
    let next = prose::lines(&said.over_note, cols, skin.theme.dim);
    let next: Vec<Line> = next
        .into_iter()
        .chain(
            [format!("  polysemy report {pack}"), format!("  polysemy handout {pack}")]
                .map(|command| Line::from(Span::styled(command, skin.theme.strong))),
        )
        .collect();
    let next_rows = next.len() as u16;
    let list = Rect::new(x, page.y + 5, cols, page.height.saturating_sub(5 + next_rows + 3));
    let deck = &class.plan.deck;
    let rows = usize::from(list.height);
    let first = selected.saturating_sub(rows.saturating_sub(1)).min(deck.len().saturating_sub(rows));
    for (y, (i, place)) in (list.top()..list.bottom()).zip(deck.iter().enumerate().skip(first)) {
        draw_row(class, i, *place, skin, Rect { y, height: 1, ..list }, buf);
    }
    if first + rows < deck.len() {
        buf.set_string(list.right(), list.bottom().saturating_sub(1), "↓", skin.theme.accent);
    }
    prose::draw(&next, Rect::new(x, page.bottom().saturating_sub(next_rows + 2), cols, next_rows), buf);
}

fn draw_row(class: &Class, i: usize, place: QuestionRef, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let (term, question) = class.pack.at(place);
    let name = shorten(term.name.get(class.lang), 22);
    let mut spans = vec![
        Span::styled(format!("{:>3}  ", i + 1), skin.theme.dim),
        Span::raw(format!("{name}{}", " ".repeat(24_usize.saturating_sub(width(&name))))),
    ];
    let votes = class.votes.get(&place).filter(|votes| votes.last().is_some());
    if votes.is_none() {
        // It may still be asked, so what is right stays unsaid.
        spans.push(Span::styled(&skin.words.class().no_vote, skin.theme.frame));
        Line::from(spans).render(area, buf);
        return;
    }
    let keys: Vec<Span> = question.key.iter().map(|id| domain::span(&class.pack, id, class.lang, skin)).collect();
    let used: usize = keys.iter().map(Span::width).sum::<usize>() + 3 * (keys.len() - 1);
    for (i, key) in keys.into_iter().enumerate() {
        if i > 0 {
            spans.push(Span::raw(" / "));
        }
        spans.push(key);
    }
    spans.push(Span::raw(" ".repeat((domain::widest(&class.pack, class.lang) + 3).saturating_sub(used).max(1))));
    spans.extend(shares(votes, question, skin));
    Line::from(spans).render(area, buf);
}

/// `██████░░░░  14 of 23`, and the second vote behind the first.
fn shares(votes: Option<&Votes>, question: &crate::pack::Question, skin: &Skin) -> Vec<Span<'static>> {
    let said = skin.words.class();
    let Some(last) = votes.and_then(Votes::last).filter(|vote| vote.total() > 0) else {
        return vec![Span::styled(said.no_vote.clone(), skin.theme.frame)];
    };
    let share = f64::from(last.right(question.key)) / f64::from(last.total());
    let full = (share * BAR as f64).round() as usize;
    let before = votes.and_then(Votes::before);
    let before = before.map(|before| format!("{} → ", before.right(question.key))).unwrap_or_default();
    let right = format!("{before}{}", last.right(question.key));
    vec![
        Span::styled("█".repeat(full), skin.theme.accent),
        Span::styled("░".repeat(BAR - full), skin.theme.frame),
        Span::raw("  "),
        Span::styled(fill(&said.right_of, &[("right", &right), ("all", &last.total().to_string())]), skin.theme.base),
    ]
}
