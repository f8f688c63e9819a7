//! A previewed pack: the game's own screen, drawn as large as it is wanted, and around it how the files are.

mod status;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, BorderType, Clear, Padding, Widget};

use self::status::Terminal;
use crate::app::preview::{Over, Preview, Shown};
use crate::app::{Act, App};
use crate::text::shorten;
use crate::ui::widget::{footer, prose, told};
use crate::ui::{Cursor, Hits, Placed, SMALLEST, Skin};
use crate::words::Words;

/// Terminals of this height and more have a row for the keys below that for the state.
const TWO_ROWS: u16 = SMALLEST.1 + 2;
/// Of what is found, so many questions are listed.
const LISTED: u16 = 6;

/// Draws a preview; returns where a cursor stands, if one does.
///
/// At exactly 80x24 there is no row to spare: the row of the state covers the game's own keys, of which a pack has
/// nothing, rather than anything that was written.
pub fn draw(app: &App, preview: &Preview, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) -> Cursor {
    let rows = if area.height >= TWO_ROWS { 2 } else { 1 };
    let view = Rect { height: area.height - rows, ..area };
    let size = wanted_size(preview, view);
    if let Some(shown) = &preview.shown {
        draw_game(shown, size, skin, view, buf, hits);
    }
    let cut = size.0 > view.width || size.1 > view.height + 1;
    let bar = Rect { y: view.bottom(), height: 1, ..area };
    let terminal = Terminal { size, cut, footer: rows > 1 };
    status::draw(app, preview, terminal, skin, bar, buf, hits);
    if rows > 1 {
        footer::draw(app, skin, Rect { x: area.x + 1, width: area.width - 2, ..area }, buf, hits);
    }
    match &preview.over {
        Over::Faults { scroll } => {
            draw_faults(preview, *scroll, skin, view, buf, hits);
            None
        }
        Over::Find { input, pick } => {
            let place = draw_find(preview, pick.at, skin, view, buf, hits);
            let cols = place.width.saturating_sub(1);
            buf.set_stringn(place.x, place.y, input.value(), cols.into(), skin.theme.strong);
            Some(Position::new(place.x + (input.visual_cursor() as u16).min(cols), place.y))
        }
        Over::Nothing => {
            draw_first_faults(preview, skin, view, buf, hits);
            None
        }
    }
}

/// The columns and rows of the previewed terminal.
fn wanted_size(preview: &Preview, view: Rect) -> (u16, u16) {
    preview.size.unwrap_or((view.width, view.height.max(SMALLEST.1)))
}

/// Draws the game as it is at a size, framed where it is smaller than the view, cut where it is larger.
fn draw_game(shown: &Shown, (cols, rows): (u16, u16), skin: &Skin, view: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let own: Skin;
    let skin_of_game = if skin.words.lang() == shown.lang {
        skin
    } else {
        own = Skin { words: Words::of(shown.lang), ..skin.clone() };
        &own
    };
    let mut game = Buffer::empty(Rect::new(0, 0, cols, rows));
    let (drawn, _) = crate::ui::draw(&shown.app, skin_of_game, &mut game);
    let framed = cols + 2 <= view.width && rows + 2 <= view.height;
    let x = view.x + view.width.saturating_sub(cols) / 2;
    let place = Rect::new(x, view.y + u16::from(framed), cols.min(view.width), rows.min(view.height));
    if framed {
        let frame = Rect::new(place.x - 1, place.y - 1, cols + 2, rows + 2);
        Block::bordered().border_type(BorderType::Rounded).border_style(skin.theme.frame).render(frame, buf);
    } else if place.width < view.width {
        for y in place.top()..place.bottom() {
            let sides = [Some(place.right()), place.x.checked_sub(1)];
            sides.into_iter().flatten().filter(|x| (view.left()..view.right()).contains(x)).for_each(|x| {
                buf[(x, y)].set_symbol("│").set_style(skin.theme.frame);
            });
        }
    }
    for at in place.positions() {
        buf[at] = game[(at.x - place.x, at.y - place.y)].clone();
    }
    for y in place.top()..place.bottom() {
        // Half of a wide character would push out what is beside it.
        let last = &mut buf[(place.right() - 1, y)];
        if crate::text::width(last.symbol()) > 1 {
            last.set_symbol(" ");
        }
    }
    take_hits(drawn, place, (cols, rows), hits);
}

/// Moves what can be clicked in the game to where the game is drawn. Its ways out are none here.
fn take_hits(drawn: Hits, place: Rect, size: (u16, u16), hits: &mut Hits) {
    let moved = |area: Rect| Rect { x: area.x + place.x, y: area.y + place.y, ..area };
    for (area, act) in drawn.clicks {
        let within = matches!(
            act,
            Act::Say(_) | Act::Choose | Act::Hint | Act::Contrast | Act::Replay | Act::InWords | Act::Up | Act::Down
        );
        let area = moved(area).intersection(place);
        if within && !area.is_empty() {
            hits.add(area, act);
        }
    }
    let whole = (place.width, place.height) == size;
    hits.picture = drawn
        .picture
        .filter(|placed| whole || place.intersection(moved(placed.area)) == moved(placed.area))
        .map(|Placed { area, picture, over }| Placed {
            area: moved(area),
            picture,
            over: over.into_iter().map(moved).collect(),
        });
}

/// A panel that covers some rows; returns what is within.
fn panel(title: &str, style: Style, area: Rect, skin: &Skin, buf: &mut Buffer, hits: &mut Hits) -> Rect {
    if hits.picture.as_ref().is_some_and(|placed| placed.area.intersects(area)) {
        // It would hang over the panel.
        hits.picture = None;
    }
    Clear.render(area, buf);
    let block = Block::bordered()
        .border_type(BorderType::Rounded)
        .border_style(style)
        .padding(Padding::horizontal(1))
        .style(skin.theme.base)
        .title(Line::from(vec![Span::raw(" "), Span::styled(title.to_owned(), style), Span::raw(" ")]));
    let inside = block.inner(area);
    block.render(area, buf);
    inside
}

/// All faults, over the whole view.
fn draw_faults(preview: &Preview, scroll: usize, skin: &Skin, view: Rect, buf: &mut Buffer, hits: &mut Hits) {
    // A click beside the text closes it.
    hits.add(view, Act::Back);
    let words = skin.words.preview();
    let inside = panel(&status::count(preview, skin), status::style(preview, skin), view, skin, buf, hits);
    let report = preview.report();
    let rest: Vec<&str> = report.lines().skip(scroll).collect();
    let mut lines = Vec::new();
    if preview.shown.is_none() {
        lines.extend(prose::lines(&words.waiting, inside.width, skin.theme.dim));
        lines.push(Line::default());
    }
    lines.extend(told::lines(&rest.join("\n"), inside.width, skin));
    let drawn = prose::draw(&lines, inside, buf);
    if drawn > inside.height {
        let more = format!(" {} ↓ ", skin.words.ui.more_below);
        let x = view.right().saturating_sub(crate::text::width(&more) as u16 + 2);
        buf.set_string(x, view.bottom() - 1, more, skin.theme.accent);
    }
}

/// The first faults at the bottom of the view, over the question: the first of all whole, and as many more rows as leave
/// most of it to be seen.
fn draw_first_faults(preview: &Preview, skin: &Skin, view: Rect, buf: &mut Buffer, hits: &mut Hits) {
    if !preview.is_broken() {
        return;
    }
    let report = preview.report();
    let lines = told::lines(report.trim_end(), view.width.saturating_sub(4), skin);
    let first = lines.iter().take_while(|line| line.width() > 0).count() as u16;
    let rows = (lines.len() as u16 + 2).min((view.height / 2).max(8).max(first + 2)).min(view.height);
    let area = Rect { y: view.bottom() - rows, height: rows, ..view };
    let inside = panel(&status::count(preview, skin), status::style(preview, skin), area, skin, buf, hits);
    prose::draw(&lines, inside, buf);
    hits.add(area, Act::Faults);
    if lines.len() as u16 > inside.height {
        let more = format!(" f {} ", skin.words.preview().keys_faults);
        let x = area.right().saturating_sub(crate::text::width(&more) as u16 + 2);
        buf.set_string(x, area.bottom() - 1, more, skin.theme.accent);
    }
}

/// What is looked for, and what is found; returns the row in which it is typed.
fn draw_find(preview: &Preview, selected: usize, skin: &Skin, view: Rect, buf: &mut Buffer, hits: &mut Hits) -> Rect {
    let words = skin.words.preview();
    let area = Rect { y: view.bottom() - LISTED - 3, height: LISTED + 3, ..view };
    let inside = panel(&words.title_find, skin.theme.accent, area, skin, buf, hits);
    let found = preview.matches();
    let Some(shown) = preview.shown.as_ref().filter(|_| !found.is_empty()) else {
        buf.set_string(inside.x, inside.y + 1, &words.nothing_found, skin.theme.dim);
        return Rect { height: 1, ..inside };
    };
    let first = selected.saturating_sub(usize::from(LISTED) / 2).min(found.len().saturating_sub(LISTED.into()));
    for (y, (at, place)) in (inside.y + 1..inside.bottom()).zip(found.iter().enumerate().skip(first)) {
        let (term, question) = shown.pack.at(*place);
        let (mark, style) = if at == selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
        let name = format!("   {}", term.name.get(shown.lang));
        let line = Line::from(vec![
            Span::styled(mark, style),
            Span::styled(shorten(&question.id, 60), style),
            Span::styled(name, skin.theme.dim),
        ]);
        let row = Rect { y, height: 1, ..inside };
        line.render(row, buf);
        hits.add(row, Act::Pick(at));
    }
    Rect { height: 1, ..inside }
}
