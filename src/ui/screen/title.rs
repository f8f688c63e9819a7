//! The title: the name in large letters, what can be chosen, and the cat, asleep.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::settings::Item;
use crate::app::title::Title;
use crate::app::{Act, App, EntryState};
use crate::pack::DomainId;
use crate::text::{shorten, width};
use crate::ui::widget::{letters, prose};
use crate::ui::{Hits, Skin};
use crate::words::{fill, thousands};

const CAT: [&str; 5] =
    ["          z Z", r"   /\_/\ z", r"  ( -.- )______", r"  /  '           `.", r" (__(_)_(_)________)~-."];

/// Draws the title screen.
pub fn draw(app: &App, menu: &Title, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let roomy = page.height >= 34;
    let top = page.y + if roomy { page.height / 6 } else { 2 };
    let left = page.x + 6;
    let width_left = page.width - 6;
    letters::large("polysemy", skin.theme.accent, skin, Rect::new(left, top, width_left, letters::LARGE_ROWS), buf);
    let y = top + letters::LARGE_ROWS + 1;
    let tagline = prose::lines(&skin.words.ui.tagline, width_left - 2, skin.theme.base);
    let mut y = y + prose::draw(&tagline, Rect::new(left, y, width_left - 2, 2), buf) + if roomy { 2 } else { 1 };
    draw_domains(app, skin, Rect::new(left, y, width_left, 1), buf);
    y += if roomy { 3 } else { 2 };
    for (i, item) in Title::ITEMS.iter().enumerate() {
        let area = Rect::new(left - 2, y, width_left.min(70), 1);
        draw_item(app, *item, i == menu.pick.at, skin, area, buf);
        hits.add(area, Act::Pick(i));
        y += 1;
        if roomy && matches!(item, Item::Start | Item::Questions | Item::Settings) {
            y += 1;
        }
    }
    let notice = notice(app, skin);
    if notice.is_none() {
        draw_cat(skin, Rect::new(page.right().saturating_sub(30), page.bottom().saturating_sub(7), 28, 5), buf);
    }
    if let Some(notice) = notice {
        let lines = prose::lines(&notice, width_left, skin.theme.bad);
        let y = page.bottom().saturating_sub(1 + lines.len() as u16);
        prose::draw(&lines, Rect::new(left, y, width_left, page.bottom() - 1 - y), buf);
    }
}

/// The domains of the chosen pack, once it is known.
fn draw_domains(app: &App, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let entry = app.entry();
    let lang = app.play_lang(&entry.languages);
    let mut spans = Vec::new();
    for (i, name) in entry.domains.iter().enumerate() {
        let id = DomainId(i as u8);
        let text = format!("{} {}", id.shape(), name.name.get(lang));
        spans.extend([Span::styled(text, skin.theme.domain(name.colour)), Span::raw("     ")]);
    }
    Line::from(spans).render(area, buf);
}

fn draw_item(app: &App, item: Item, selected: bool, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let (name, value) = super::settings::item(app, item, skin);
    let (mark, style) = if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
    let mut spans = vec![Span::styled(mark, style), Span::styled(name, style)];
    if let Some(value) = value {
        let pad = 16_usize.saturating_sub(width(name));
        let value = shorten(&value, usize::from(area.width).saturating_sub(24));
        let value = if selected { format!("‹ {value} ›") } else { format!("  {value}") };
        spans.extend([Span::raw(" ".repeat(pad)), Span::styled(value, if selected { style } else { skin.theme.dim })]);
    }
    if let Some(best) = app.to_beat().filter(|_| item == Item::Start) {
        let ui = &skin.words.ui;
        let (right, all) = (best.score.right.to_string(), best.score.asked.to_string());
        let right = fill(&ui.right_of, &[("right", &right), ("all", &all)]);
        let points = fill(&ui.points, &[("n", &thousands(best.score.points.into()))]);
        let pad = " ".repeat(16_usize.saturating_sub(width(name)));
        let text = format!("{pad}  {} {points}, {right}", ui.best_before);
        spans.push(Span::styled(text, skin.theme.dim));
    }
    Line::from(spans).render(area, buf);
}

/// Draws the cat.
pub(super) fn draw_cat(skin: &Skin, area: Rect, buf: &mut Buffer) {
    for (line, y) in CAT.iter().zip(area.top()..) {
        buf.set_stringn(area.x, y, line, usize::from(area.width), skin.theme.frame);
    }
}

/// What there is to say, if anything.
fn notice(app: &App, skin: &Skin) -> Option<String> {
    let ui = &skin.words.ui;
    if let Some(notice) = &app.notice {
        return Some(notice.say(&skin.words));
    }
    let entry = app.entry();
    match &entry.state {
        EntryState::Refused => Some(fill(&ui.pack_broken, &[("pack", &entry.id)])),
        EntryState::Listed | EntryState::Loading | EntryState::Ready(_) => {
            let lang = app.play_lang(&entry.languages);
            (lang != app.lang()).then(|| fill(&ui.pack_no_lang, &[("language", ui.language_of(lang))]))
        }
    }
}
