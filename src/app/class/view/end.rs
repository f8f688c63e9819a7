//! After the last question: what was right how often, and where to read on.

use super::right_of;
use crate::app::class::Class;
use crate::app::view::prelude::*;
use crate::pack::QuestionRef;

const BAR: usize = 10;

pub(crate) fn draw(class: &Class, selected: usize, mut pen: Pen) {
    let (skin, said) = (pen.skin, pen.skin.words.class());
    pen.margins(2, 2);
    pen.skip(1);
    pen.text(&said.over, skin.theme.strong);
    pen.skip(1);
    let pack = class.pack.header.id.as_str();
    let commands = ["report", "handout"].map(|verb| format!("  polysemy {verb} {pack}"));
    let commands = commands.map(|command| Line::from(Span::styled(command, skin.theme.strong)));
    let next = prose::lines(&said.over_note, pen.area.width, skin.theme.dim);
    let next: Vec<Line> = next.into_iter().chain(commands).collect();
    pen.bottom(1);
    pen.bottom(next.len() as u16).rows(next);
    pen.bottom(1);
    let deck = &class.plan.deck;
    let rows = usize::from(pen.area.height);
    let first = selected.saturating_sub(rows.saturating_sub(1)).min(deck.len().saturating_sub(rows));
    list::draw(first, deck.len(), pen.area.right(), pen, |i, mut pen| pen.put(line(class, i, deck[i], skin)));
}

fn line<'a>(class: &'a Class, i: usize, place: QuestionRef, skin: &'a Skin) -> Line<'a> {
    let (term, question) = class.pack.at(place);
    let name = shorten(term.name.get(class.lang), 22);
    let number = Span::styled(format!("{:>3}  ", i + 1), skin.theme.dim);
    let mut line = Line::from(vec![number, Span::raw(list::padded(&name, 24))]);
    let Some((votes, last)) = class.votes.get(&place).and_then(|votes| Some((votes, votes.last()?))) else {
        // It may still be asked, so what is right stays unsaid.
        line.push_span(Span::styled(&skin.words.class().no_vote, skin.theme.frame));
        return line;
    };
    let key = domain::key(&class.pack, question.key, class.lang, skin);
    let pad = (domain::widest(&class.pack, class.lang) + 3).saturating_sub(key.width()).max(1);
    line.extend(key);
    // `██████░░░░  14 of 23`
    let share = f64::from(last.right(question.key)) / f64::from(last.total());
    let full = (share * BAR as f64).round() as usize;
    line.extend([
        Span::raw(" ".repeat(pad)),
        Span::styled("█".repeat(full), skin.theme.accent),
        Span::styled("░".repeat(BAR - full), skin.theme.frame),
        Span::raw("  "),
        Span::styled(right_of(votes, question.key, skin).unwrap_or_default(), skin.theme.base),
    ]);
    line
}
