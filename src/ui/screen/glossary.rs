//! The glossary: terms at the left, found as one types; the senses of the selected one side by side; and a context of a
//! sense, as it looks after an answer.

mod senses;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::glossary::{Field, Found, Glossary, Shown};
use crate::app::{Act, App};
use crate::pack::Term;
use crate::text::{shorten, width};
use crate::ui::screen::asked::{Parts, ROOMY, Told, draw_context, draw_term, draw_verdict};
use crate::ui::widget::context::ContextFrame;
use crate::ui::widget::{domain, header, letters, prose};
use crate::ui::{Cursor, Hits, Skin};
use crate::words::fill;

/// The width of the list of terms, on a narrow page and on a wide one.
const LIST_COLS: (u16, u16) = (18, 24);
/// Pages of this width and more are wide.
const WIDE: u16 = 96;

/// Draws the glossary; returns where the cursor of the search stands.
pub fn draw(app: &App, glossary: &Glossary, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) -> Cursor {
    match &glossary.shown {
        Some(shown) => {
            draw_shown(app, glossary, shown, skin, page, buf, hits);
            None
        }
        None => Some(draw_terms(glossary, skin, page, buf, hits)),
    }
}

fn rule(skin: &Skin, page: Rect, buf: &mut Buffer) {
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);
}

fn draw_terms(glossary: &Glossary, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) -> Position {
    let ui = &skin.words.ui;
    let count = glossary.found().len();
    let template = if count == 1 { &ui.found_one } else { &ui.found };
    let count_said = fill(template, &[("n", &count.to_string())]);
    header::draw(&ui.glossary, Line::from(Span::styled(count_said, skin.theme.dim)), skin, page, buf);
    rule(skin, page, buf);

    let label = format!("{} ", ui.search);
    let x = page.x + 2 + width(&label) as u16;
    buf.set_string(page.x + 2, page.y + 3, &label, skin.theme.dim);
    buf.set_stringn(x, page.y + 3, glossary.search.value(), usize::from(page.right() - x - 1), skin.theme.strong);
    let cursor = Position::new(x + glossary.search.visual_cursor() as u16, page.y + 3);

    let area = Rect::new(page.x, page.y + 5, page.width, page.height.saturating_sub(7));
    let Some((found, term)) = glossary.current() else {
        buf.set_string(area.x + 2, area.y, &ui.found_none, skin.theme.dim);
        return cursor;
    };
    let cols = if page.width >= WIDE { LIST_COLS.1 } else { LIST_COLS.0 };
    draw_list(glossary, skin, Rect { width: cols + 2, ..area }, buf, hits);
    let detail = Rect { x: area.x + cols + 4, width: area.width - cols - 5, ..area };
    let head = draw_head(glossary, (found, term), skin, detail, buf);
    let below = Rect { y: detail.y + head, height: detail.height.saturating_sub(head), ..detail };
    senses::draw(glossary, (found, term), skin, below, buf, hits);
    cursor
}

fn draw_list(glossary: &Glossary, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let (rows, count) = (usize::from(area.height), glossary.found().len());
    let first = glossary.pick.at.saturating_sub(rows / 2).min(count.saturating_sub(rows));
    for (y, (i, found)) in (area.top()..area.bottom()).zip(glossary.found().iter().enumerate().skip(first)) {
        let selected = i == glossary.pick.at;
        let (mark, style) = if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
        let missed = glossary.missed.contains(&found.term);
        let place = Rect::new(area.x + 2, y, area.width - 2, 1);
        let cols = usize::from(place.width) - if missed { 4 } else { 2 };
        let name = shorten(glossary.term(found).name.get(glossary.lang), cols);
        let mut spans = vec![Span::styled(mark, style)];
        spans.extend(lettered(&name, 0, &found.marks(Field::Name(glossary.lang)), style, skin));
        if missed {
            spans.push(Span::styled(" ✗", skin.theme.bad));
        }
        Line::from(spans).render(place, buf);
        hits.add(place, Act::Pick(i));
    }
    // In the margin, where no name reaches.
    if first > 0 {
        buf.set_string(area.x, area.top(), "↑", skin.theme.accent);
    }
    if first + rows < count {
        buf.set_string(area.x, area.bottom().saturating_sub(1), "↓", skin.theme.accent);
    }
}

/// Draws the term's name, and those in the pack's other languages: below large letters, else beside it if there is room.
/// Returns the rows that they take, with the blank one below.
fn draw_head(glossary: &Glossary, (found, term): (&Found, &Term), skin: &Skin, area: Rect, buf: &mut Buffer) -> u16 {
    let name = term.name.get(glossary.lang);
    let roomy = area.height + 7 >= ROOMY;
    let used = if roomy {
        letters::medium(name, skin.theme.strong, skin, Rect { height: letters::LARGE_ROWS, ..area }, buf)
    } else {
        letters::wide(name, skin.theme.strong, Rect { height: 1, ..area }, buf)
    };
    let mut others = Vec::new();
    for lang in glossary.pack.header.languages.iter().filter(|lang| **lang != glossary.lang) {
        others.push(Span::styled(format!("{}  ", lang.code()), skin.theme.frame));
        let marks = found.marks(Field::Name(*lang));
        others.extend(lettered(term.name.get(*lang), 0, &marks, skin.theme.dim, skin));
        others.push(Span::raw("   "));
    }
    others.pop();
    let others = Line::from(others);
    let rows = if roomy { letters::LARGE_ROWS } else { 1 };
    let beside = !roomy && used + 4 + others.width() as u16 <= area.width;
    let place = if beside {
        Rect { x: area.x + used + 4, width: area.width - used - 4, height: 1, ..area }
    } else {
        Rect { y: area.y + rows, height: 1, ..area }
    };
    let below = u16::from(!beside && others.width() > 0);
    others.render(place, buf);
    rows + below + 1
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

/// A context of the selected sense, as after an answer.
fn draw_shown(
    app: &App,
    glossary: &Glossary,
    shown: &Shown,
    skin: &Skin,
    page: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let Some((place, at, count)) = glossary.question() else { return };
    let (pack, lang) = (&glossary.pack, glossary.lang);
    let (term, question) = pack.at(place);
    let parts = Parts::of(page);
    let number = Line::from(Span::styled(format!("{}/{count}", at + 1), skin.theme.strong));
    header::draw(&skin.words.ui.glossary, number, skin, parts.head, buf);
    rule(skin, page, buf);
    draw_term(term, lang, &parts, skin, buf);
    let mut verdict = Vec::new();
    for domain in question.key.iter() {
        if !verdict.is_empty() {
            verdict.push(Span::raw(" / "));
        }
        verdict.push(domain::span(pack, domain, lang, skin));
    }
    draw_verdict(&Line::from(verdict), &parts, buf);
    let frame = ContextFrame {
        question,
        lang,
        lit: Some(1.0),
        frame: shown.exhibit.frame(),
        in_words: shown.exhibit.in_words,
        ready: app.ready(pack, lang, place),
        rows: parts.context_rows,
    };
    let below = draw_context(&frame, &parts, skin, buf, hits);
    let area = Rect { x: below.x + 2, width: below.width.saturating_sub(3), ..below };
    Told { pack, lang, term, question, said: None, hands: None }.draw(shown.exhibit.scroll, skin, area, buf);
    hits.add(parts.body, Act::Choose);
}
