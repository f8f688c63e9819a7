//! What a class is asked, in order: words and kinds of context. It may be seen by the room, so it says nothing of keys.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::Act;
use crate::app::class::{Class, Stage};
use crate::text::{shorten, width};
use crate::ui::{Hits, Skin};
use crate::words::fill;

/// Draws the plan with a row selected.
pub fn draw(class: &Class, selected: usize, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let said = skin.words.class();
    let deck = &class.plan.deck;
    buf.set_string(page.x + 2, page.y + 3, &said.arrange, skin.theme.strong);
    let list = Rect::new(page.x + 2, page.y + 5, page.width - 4, page.height - 7);
    let rows = usize::from(list.height);
    let first = selected.saturating_sub(rows / 2).min(deck.len().saturating_sub(rows));
    let begun = !matches!(class.stage, Stage::Lobby);
    for (y, (i, place)) in (list.top()..list.bottom()).zip(deck.iter().enumerate().skip(first)) {
        let (term, question) = class.pack.at(*place);
        let (pointer, style) = if i == selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
        let state = match class.votes.get(place).and_then(|votes| votes.last()) {
            _ if begun && i == class.plan.at => said.now.clone(),
            Some(vote) => fill(&said.hands, &[("n", &vote.total().to_string())]),
            None if begun && i < class.plan.at => said.skipped.clone(),
            None if i < class.plan.warm_up => said.warm_up_now.clone(),
            None => String::new(),
        };
        let name = shorten(term.name.get(class.lang), 24);
        // A title might give away what is still to be asked; the kind tells questions about one word apart.
        let asked = begun && i <= class.plan.at;
        let title = question.context.title(class.lang).filter(|_| asked);
        let title = title.unwrap_or(said.kind(&question.context));
        let room = usize::from(list.width).saturating_sub(34 + width(&state) + 3);
        let line = Line::from(vec![
            Span::styled(pointer, skin.theme.accent),
            Span::styled(format!("{:>3}  ", i + 1), skin.theme.dim),
            Span::styled(format!("{name}{}", " ".repeat(26_usize.saturating_sub(width(&name)))), style),
            Span::styled(shorten(title, room), skin.theme.dim),
        ]);
        let area = Rect { y, height: 1, ..list };
        line.render(area, buf);
        let x = area.right().saturating_sub(width(&state) as u16 + 1);
        buf.set_string(x, y, state, skin.theme.accent);
        hits.add(area, Act::Pick(i));
    }
    for (there_is, y, arrow) in
        [(first > 0, list.top(), "↑"), (first + rows < deck.len(), list.bottom().saturating_sub(1), "↓")]
    {
        if there_is {
            buf.set_string(list.right(), y, arrow, skin.theme.accent);
        }
    }
}
