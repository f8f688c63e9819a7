//! The glossary: terms at the left, found as one types; the senses of the selected one side by side; and a context of a
//! sense, as it looks after an answer.

mod senses;

use crate::app::exhibit::view::QuestionPage;
use crate::app::glossary::{Found, Glossary, SearchField, ShownContext};
use crate::app::play::round::view::moves;
use crate::app::view::prelude::*;
use crate::pack::Term;
use crate::ui::keymap::*;

static KEYS: &[Binding] = &[
    pair("↑↓", (&[Up], Act::Up), (&[Down], Act::Down), |words| &words.ui.keys_term),
    PAGE,
    pair("←→", (&[Left, BackTab], Act::Left), (&[Right, Tab], Act::Right), |words| &words.ui.keys_sense),
    bind(&[Enter], "enter", Act::Choose, |words| &words.ui.keys_show),
    BACK_BY_ESC,
    TEXT,
];

static CONTEXT: &[Binding] =
    &[NEXT, bind(&[Left], "←→", Act::Left, |words| &words.ui.keys_move).rare(), SCROLL, IN_WORDS, REPLAY, BACK, HELP];

/// The width of the list of terms, on a narrow page and on a wide one.
const LIST_COLS: (u16, u16) = (18, 24);
const WIDE: u16 = 96;

impl View for Glossary {
    fn draw(&self, app: &App, pen: Pen) {
        match &self.shown {
            Some(shown) => draw_shown(app, self, shown, pen),
            None => draw_terms(self, pen),
        }
    }

    fn keys(&self) -> &'static [Binding] {
        if self.shown.is_some() { CONTEXT } else { KEYS }
    }

    fn wants(&self, act: &Act, skin: &Skin) -> bool {
        match (&self.shown, act) {
            (Some(_), Act::Choose) => self.question().is_some_and(|(.., count)| count > 1),
            (Some(_), Act::Replay) => self.question().is_some_and(|(place, ..)| moves(self.pack.at(place).1, skin)),
            (None, Act::Choose) => self.sense().is_some_and(|sense| !self.contexts(sense.domain).is_empty()),
            (None, Act::Up | Act::Left) => self.current().is_some(),
            _ => true,
        }
    }
}

fn draw_terms(glossary: &Glossary, mut pen: Pen) {
    let (ui, theme) = (&pen.skin.words.ui, &pen.skin.theme);
    let count = glossary.found.len();
    let found = counted(count, &ui.found_one, &ui.found);
    header::draw(&ui.glossary, Span::styled(found, theme.dim), &mut pen);
    pen.skip(1);
    let mut search = pen.top(2).inset(2, 1);
    let label = format!("{} ", ui.search);
    search.cursor(width(&label) + glossary.search.visual_cursor());
    search.put(vec![Span::styled(label, theme.dim), Span::styled(glossary.search.value(), theme.strong)]);
    pen.bottom(1);
    let Some(current) = glossary.current() else {
        return pen.inset(2, 0).text(&ui.found_none, theme.dim);
    };
    let cols = if pen.area.width >= WIDE { LIST_COLS.1 } else { LIST_COLS.0 };
    draw_list(glossary, pen.left(cols + 2));
    pen.margins(2, 1);
    draw_head(glossary, current, &mut pen);
    senses::draw(glossary, current, pen);
}

fn draw_list(glossary: &Glossary, pen: Pen) {
    let (found, skin) = (&glossary.found, pen.skin);
    let first = list::first(glossary.pick.at, found.len(), pen.area.height.into());
    // The arrows stand in the margin, where no name reaches.
    list::draw(first, found.len(), pen.area.x, pen, |i, mut pen| {
        pen.skip_cols(2);
        let (mark, style) = list::mark(i == glossary.pick.at, skin);
        let missed = glossary.missed.contains(&found[i].term);
        let name = shorten(glossary.term(&found[i]).name.get(glossary.lang), pen.cols() - if missed { 4 } else { 2 });
        let mut spans = vec![Span::styled(mark, style)];
        spans.extend(lettered(&name, 0, &found[i].marks(SearchField::Name(glossary.lang)), style, skin));
        if missed {
            spans.push(Span::styled(" ✗", skin.theme.bad));
        }
        pen.button(spans, Act::Pick(i));
    });
}

/// Draws the term's name, and those in the pack's other languages: below large letters, else beside it if there is room.
fn draw_head(glossary: &Glossary, (found, term): (&Found, &Term), pen: &mut Pen) {
    let (skin, name) = (pen.skin, term.name.get(glossary.lang));
    let mut others = Vec::new();
    for lang in glossary.pack.header.languages.iter().filter(|lang| **lang != glossary.lang) {
        others.push(Span::styled(format!("{}  ", lang.code()), skin.theme.frame));
        let marks = found.marks(SearchField::Name(*lang));
        others.extend(lettered(term.name.get(*lang), 0, &marks, skin.theme.dim, skin));
        others.push(Span::raw("   "));
    }
    others.pop();
    let others = Line::from(others);
    let (roomy, cols) = (pen.is_roomy(), others.width() as u16);
    let mut head = pen.top(pen.roomy(letters::LARGE_ROWS, 1));
    let place = head.at(head.area);
    let style = skin.theme.strong;
    let used = if roomy { letters::medium(name, style, place) } else { letters::wide(name, style, place) };
    if !roomy && used + 4 + cols <= head.area.width {
        head.skip_cols(usize::from(used) + 4);
        head.put(others);
    } else if cols > 0 {
        pen.row(others);
    }
    pen.skip(1);
}

/// A piece of a text, which begins at a byte of it; the letters that were searched stand out.
fn lettered(piece: &str, from: usize, marks: &[usize], style: Style, skin: &Skin) -> Vec<Span<'static>> {
    let lit = style.patch(skin.theme.accent).underlined();
    let mut spans: Vec<(bool, String)> = Vec::new();
    for (at, c) in piece.char_indices() {
        let marked = marks.contains(&(from + at));
        match spans.last_mut() {
            // What joins a letter stays with it, marked or not.
            Some((last, text)) if *last == marked || width(c.encode_utf8(&mut [0; 4])) == 0 => text.push(c),
            _ => spans.push((marked, c.to_string())),
        }
    }
    spans.into_iter().map(|(marked, text)| Span::styled(text, if marked { lit } else { style })).collect()
}

fn draw_shown(app: &App, glossary: &Glossary, shown: &ShownContext, mut pen: Pen) {
    let Some((place, at, count)) = glossary.question() else { return };
    let (skin, pack, lang) = (pen.skin, &glossary.pack, glossary.lang);
    let number = format!("{}/{count}", at + 1);
    header::draw(&skin.words.ui.glossary, Span::styled(number, skin.theme.strong), &mut pen);
    let asked = QuestionPage::new(pack, lang, place, &shown.exhibit);
    let asked = QuestionPage { lit: Some(1.0), click: Some(Act::Choose), ..asked };
    asked.draw(domain::key(pack, pack.at(place).1.key, lang, skin), app, &mut pen);
}
