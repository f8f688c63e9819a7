//! What a class is asked, in order: words and kinds of context. It may be seen by the room, so it says nothing of keys.

use crate::app::class::{Class, Stage};
use crate::app::view::prelude::*;
use crate::pack::QuestionRef;

pub(crate) fn draw(class: &Class, selected: usize, mut pen: Pen) {
    let (skin, deck) = (pen.skin, &class.plan.deck);
    pen.margins(2, 2);
    pen.skip(1);
    pen.text(&skin.words.class().arrange, skin.theme.strong);
    pen.skip(1);
    pen.bottom(1);
    let first = list::first(selected, deck.len(), pen.area.height.into());
    list::draw(first, deck.len(), pen.area.right(), pen, |i, mut pen| {
        let state = state(class, i, deck[i], skin);
        let cols = pen.cols().saturating_sub(34 + width(&state) + 3);
        pen.button(line(class, i, i == selected, cols, skin), Act::Pick(i));
        pen.flush(&state, 1, skin.theme.accent);
    });
}

fn has_begun(class: &Class) -> bool {
    !matches!(class.stage, Stage::Lobby)
}

fn state(class: &Class, i: usize, place: QuestionRef, skin: &Skin) -> String {
    let (said, begun) = (skin.words.class(), has_begun(class));
    match class.votes.get(&place).and_then(|votes| votes.last()) {
        _ if begun && i == class.plan.at => said.now.clone(),
        Some(vote) => fill(&said.hands, &[("n", &vote.total().to_string())]),
        None if begun && i < class.plan.at => said.skipped.clone(),
        None if i < class.plan.warm_up => said.warm_up_now.clone(),
        None => String::new(),
    }
}

/// The word of a question, and its title in as many columns.
fn line(class: &Class, i: usize, selected: bool, cols: usize, skin: &Skin) -> Line<'static> {
    let (term, question) = class.pack.at(class.plan.deck[i]);
    let (mark, style) = list::mark(selected, skin);
    let name = shorten(term.name.get(class.lang), 24);
    // A title might give away what is still to be asked; the kind tells questions about one word apart.
    let asked = has_begun(class) && i <= class.plan.at;
    let title = question.context.title(class.lang).filter(|_| asked);
    let title = title.unwrap_or(skin.words.class().kind(&question.context));
    Line::from(vec![
        Span::styled(mark, skin.theme.accent),
        Span::styled(format!("{:>3}  ", i + 1), skin.theme.dim),
        Span::styled(list::padded(&name, 26), style),
        Span::styled(shorten(title, cols), skin.theme.dim),
    ])
}
