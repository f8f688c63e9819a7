//! A booth while nobody is there. It moves slowly, and nothing stays where it was: nothing may burn into a screen.

use std::time::Duration;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::App;
use crate::app::booth::Booth;
use crate::app::booth::attract::{Attract, Scene};
use crate::context::Room;
use crate::text::{Lang, width};
use crate::ui::screen::asked::{Parts, Told, draw_context, draw_term};
use crate::ui::screen::{standings, title};
use crate::ui::widget::context::{ContextFrame, draw_rows};
use crate::ui::widget::{board, domain, header, letters, prose};
use crate::ui::{Hits, Placed, Skin};
use crate::words::fill;

/// The first rows of an explanation are read within this time.
const READ: Duration = Duration::from_secs(6);

/// So many rows are left below for the picture of an organiser.
const LOGO_ROWS: u16 = 6;

/// Draws the scene that is on.
pub fn draw(app: &App, attract: &Attract, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let Some(booth) = &app.booth else { return };
    if booth.paused {
        draw_closed(attract, skin, page, buf);
        return;
    }
    match attract.scene() {
        Scene::Title => draw_title(booth, attract, skin, page, buf, hits),
        Scene::Ask | Scene::Tell => draw_question(app, attract, skin, page, buf, hits),
        Scene::Board => draw_board(app, booth, attract, skin, page, buf),
    }
}

/// How far something may wander in so much room, by the turn of the loop: there and back in steps.
fn wander(turn: usize, room: u16) -> u16 {
    let room = usize::from(room);
    if room == 0 {
        return 0;
    }
    let step = (turn * 7) % (2 * room);
    step.min(2 * room - step) as u16
}

fn draw_title(booth: &Booth, attract: &Attract, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let config = &booth.config;
    let lang = skin.words.lang();
    let event = config.event.as_ref().map(|event| event.get(lang));
    let line = config.line.as_ref().map(|line| line.get(lang));
    let logo = booth.logo.as_ref().filter(|_| skin.theme.shows_pixels() && !skin.glyphs.are_few());
    let rows = letters::LARGE_ROWS
        + 8
        + u16::from(event.is_some()) * 5
        + u16::from(line.is_some()) * 2
        + u16::from(logo.is_some()) * LOGO_ROWS;
    let x = page.x + 4 + wander(attract.turn, (page.width - 4).saturating_sub(70));
    let mut y = page.y + 1 + wander(attract.turn + 1, (page.height - 1).saturating_sub(rows + 1));
    let cols = page.right() - x;
    if let Some(event) = event {
        let area = Rect::new(x, y, cols, letters::LARGE_ROWS);
        letters::medium(event, skin.theme.strong, skin, area, buf);
        y += letters::LARGE_ROWS + 1;
    }
    letters::large("polysemy", skin.theme.accent, skin, Rect::new(x, y, cols, letters::LARGE_ROWS), buf);
    y += letters::LARGE_ROWS + 1;
    let tagline = prose::lines(&skin.words.ui.tagline, cols.min(70), skin.theme.base);
    y += prose::draw(&tagline, Rect::new(x, y, cols.min(70), 2), buf) + 1;
    if let Some(line) = line {
        buf.set_stringn(x, y, line, usize::from(cols), skin.theme.dim);
        y += 2;
    }
    if let Some(asked) = &attract.asked {
        let mut spans = Vec::new();
        for id in asked.pack.domain_ids() {
            spans.extend([domain::span(&asked.pack, id, lang, skin), Span::raw("     ")]);
        }
        Line::from(spans).render(Rect::new(x, y, cols, 1), buf);
    }
    y += 2;
    draw_invitation(attract, skin, Rect::new(x, y, cols, 1), buf);
    let cat = Rect::new(page.right().saturating_sub(32), page.bottom().saturating_sub(6), 30, 5);
    let free = page.bottom().saturating_sub(y + 2);
    match logo {
        Some(logo) if free > 1 => {
            let room = Room { cols: 30, rows: usize::from(free) };
            let cells = logo.cells(room);
            let place = Rect::new(
                page.right().saturating_sub(cells.0 as u16 + 2),
                page.bottom().saturating_sub(cells.1 as u16 + 1),
                cells.0 as u16,
                cells.1 as u16,
            );
            draw_rows(&logo.rows(cells, 0), skin, place, buf);
            hits.picture = Some(Placed { area: place, picture: logo.full.clone(), over: Vec::new() });
        }
        _ if cat.y > y => title::draw_cat(skin, cat, buf),
        _ => {}
    }
}

/// That any key will do, in every language of the booth. It glows slowly.
fn draw_invitation(attract: &Attract, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let bright = skin.still || attract.since.as_secs().is_multiple_of(2);
    let style = if bright { skin.theme.accent } else { skin.theme.dim };
    let line = invitation(skin, usize::from(area.width), style);
    line.render(area, buf);
}

fn invitation(skin: &Skin, cols: usize, style: Style) -> Line<'static> {
    let all: Vec<&str> = skin.tongues.iter().map(|words| words.booth().press.as_str()).collect();
    let both = all.join("  ·  ");
    let said = if !all.is_empty() && width(&both) <= cols { both } else { skin.words.booth().press.clone() };
    Line::from(Span::styled(said, style))
}

fn draw_question(app: &App, attract: &Attract, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let Some((asked, term, question)) = attract.shown() else { return };
    let lang: Lang = asked.lang;
    let parts = Parts::of(page);
    let press = Line::from(Span::styled(skin.words.booth().press.clone(), skin.theme.accent));
    header::draw(asked.pack.header.title.get(lang), press, skin, parts.head, buf);
    let rule = "─".repeat(usize::from(page.width - 2));
    buf.set_string(page.x + 1, page.y + 1, rule, skin.theme.frame);
    draw_term(term, lang, &parts, skin, buf);
    let telling = attract.scene() == Scene::Tell;
    let frame = ContextFrame {
        question,
        lang,
        lit: telling.then(|| (2.0 * header::eased(attract.since, skin)).min(1.0)),
        frame: attract.frame(),
        in_words: false,
        ready: attract.place().and_then(|place| app.ready(&asked.pack, lang, place)),
        rows: parts.context_rows,
    };
    let below = draw_context(&frame, &parts, skin, buf, hits);
    let area = Rect { x: below.x + 2, width: below.width.saturating_sub(3), ..below };
    if telling {
        // Nobody scrolls what does not fit: it does so by itself, once the first rows were read.
        let scroll = attract.since.saturating_sub(READ).as_secs() as u16;
        Told { pack: &asked.pack, lang, term, question, said: None, hands: None }.draw(scroll, skin, area, buf);
        return;
    }
    let ask = fill(&skin.words.ui.which, &[("term", term.name.get(lang))]);
    let gap = u16::from(area.height > 3);
    buf.set_string(area.x, area.y + gap, ask, skin.theme.base);
    let mut spans = Vec::new();
    for id in asked.pack.domain_ids() {
        spans.extend([domain::span(&asked.pack, id, lang, skin), Span::raw("        ")]);
    }
    let y = (area.y + 2 * gap + 1).min(area.bottom().saturating_sub(1));
    Line::from(spans).render(Rect { x: area.x + 2, y, height: 1, ..area }, buf);
}

fn draw_board(app: &App, booth: &Booth, attract: &Attract, skin: &Skin, page: Rect, buf: &mut Buffer) {
    let said = skin.words.booth();
    let left = page.x + wander(attract.turn, page.width.saturating_sub(standings::COLS));
    let mut y = page.y + 1 + wander(attract.turn, (page.height / 2).saturating_sub(12));
    letters::medium(&said.best, skin.theme.accent, skin, Rect::new(left + 2, y, page.right() - left - 2, 4), buf);
    y += letters::LARGE_ROWS + 1;
    let games = attract.board.as_ref().map(|board| standings::games(board, skin)).unwrap_or_default();
    let scope = standings::name(app, booth.config.board, skin);
    Line::from(vec![Span::styled(scope, skin.theme.strong), Span::styled(format!("   {games}"), skin.theme.dim)])
        .render(Rect::new(left + 2, y, page.right() - left - 2, 1), buf);
    y += 2;
    // The last rows are for the invitation.
    let area =
        Rect::new(left, y, standings::COLS.min(page.right() - left), page.bottom().saturating_sub(y + 3).min(12));
    if let Some(shown) = &attract.board {
        board::draw(shown, attract.since, skin, area, buf);
    }
    draw_invitation(attract, skin, Rect::new(left + 2, page.bottom() - 2, page.right() - left - 2, 1), buf);
}

fn draw_closed(attract: &Attract, skin: &Skin, page: Rect, buf: &mut Buffer) {
    let said = skin.words.booth();
    let x = page.x + 4 + wander(attract.turn, 6);
    let y = page.y + page.height / 4;
    letters::medium(&said.closed, skin.theme.accent, skin, Rect::new(x, y, page.right() - x, letters::LARGE_ROWS), buf);
    buf.set_string(x, y + letters::LARGE_ROWS + 1, &said.closed_note, skin.theme.base);
    title::draw_cat(skin, Rect::new(x, y + letters::LARGE_ROWS + 4, 30, 5), buf);
}
