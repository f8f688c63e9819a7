//! A class before one screen. The context stays where it is from the question to the explanation; below it come the
//! answers, the hands that are counted, the votes, and what was right.

mod end;
mod lobby;
mod plan;
mod votes;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::class::{Class, Stage};
use crate::app::{Act, App};
use crate::pack::QuestionRef;
use crate::text::{shorten, width};
use crate::ui::screen::asked::{Parts, Told, draw_context, draw_term, draw_verdict};
use crate::ui::widget::context::ContextFrame;
use crate::ui::widget::{domain, header};
use crate::ui::{Hits, Skin};
use crate::words::fill;

/// Draws a class. `terminal` is how large the whole terminal is.
pub fn draw(app: &App, class: &Class, skin: &Skin, (page, terminal): (Rect, Rect), buf: &mut Buffer, hits: &mut Hits) {
    draw_header(class, skin, page, buf);
    match (&class.arranging, &class.stage) {
        (Some(row), _) => plan::draw(class, row.at, skin, page, buf, hits),
        (None, Stage::Lobby) => lobby::draw(class, &class.lobby, skin, (page, terminal), buf, hits),
        (None, Stage::End { pick }) => end::draw(class, pick.at, skin, page, buf, hits),
        (None, Stage::Ask | Stage::Count { .. } | Stage::Chart { .. } | Stage::Reveal { .. }) => {
            if let Some(place) = class.place() {
                draw_question(app, class, place, skin, page, buf, hits);
            }
        }
    }
    draw_notice(class, skin, page, buf);
}

/// What the trainer must know, on the rule above the question: nothing else is covered.
fn draw_notice(class: &Class, skin: &Skin, page: Rect, buf: &mut Buffer) {
    let said = skin.words.class();
    let notice = match (&class.trouble, class.gone) {
        (Some(reason), _) => fill(&said.unwritten, &[("reason", reason)]),
        (None, 0) => return,
        (None, 1) => said.gone_one.clone(),
        (None, n) => fill(&said.gone, &[("n", &n.to_string())]),
    };
    let notice = format!(" {} ", shorten(&notice, usize::from(page.width) - 14));
    buf.set_string(page.x + 1, page.y + 1, notice, skin.theme.bad);
}

/// Whose class, what counts, and how far it is; the clock below.
fn draw_header(class: &Class, skin: &Skin, page: Rect, buf: &mut Buffer) {
    let said = skin.words.class();
    let mut right = Vec::new();
    let under_way = class.place().is_some();
    if under_way {
        if class.is_warm_up() {
            right.extend([Span::styled(&said.warm_up_now, skin.theme.accent), Span::raw("    ")]);
        }
        let number = format!("{}/{}", class.plan.at + 1, class.plan.deck.len());
        right.push(Span::styled(number, skin.theme.strong));
    }
    let title = class.pack.header.title.get(skin.words.lang());
    let name = class.name.as_ref().map_or_else(|| title.to_owned(), |name| format!("{title} · {name}"));
    header::draw(&name, Line::from(right), skin, Rect { height: 2, ..page }, buf);
    let thinking = matches!(class.stage, Stage::Ask) && class.arranging.is_none();
    let clock = (thinking && !class.clock.time.is_zero()).then_some((class.clock.left, class.clock.time));
    header::draw_clock(clock, class.clock.runs, skin, Rect { y: page.y + 1, height: 1, ..page }, buf);
}

fn draw_question(
    app: &App,
    class: &Class,
    place: QuestionRef,
    skin: &Skin,
    page: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let (term, question) = class.pack.at(place);
    let parts = Parts::of(page);
    draw_term(term, class.lang, &parts, skin, buf);
    let lit = match class.stage {
        Stage::Reveal { since, .. } => Some((2.0 * header::eased(since, skin)).min(1.0)),
        Stage::Lobby | Stage::Ask | Stage::Count { .. } | Stage::Chart { .. } | Stage::End { .. } => None,
    };
    let frame = ContextFrame {
        question,
        lang: class.lang,
        lit,
        frame: class.exhibit.frame(),
        in_words: class.exhibit.in_words,
        ready: app.ready(&class.pack, class.lang, place),
        rows: parts.context_rows,
    };
    let below = draw_context(&frame, &parts, skin, buf, hits);
    let votes = class.votes_so_far();
    match &class.stage {
        Stage::Ask => votes::draw_ask(class, term, skin, below, buf),
        Stage::Count { hands, selected, .. } => votes::draw_count(class, hands, *selected, skin, below, buf, hits),
        Stage::Chart { since } => votes::draw_chart(class, &votes, header::eased(*since, skin), skin, below, buf),
        Stage::Reveal { .. } => {
            draw_verdict(&verdict(class, place, skin), &parts, buf);
            let area = Rect { x: below.x + 2, width: below.width.saturating_sub(3), ..below };
            let votes = class.votes();
            let hands = votes.last().filter(|vote| vote.total() > 0).map(|vote| vote.hands.as_slice());
            let told = Told { pack: &class.pack, lang: class.lang, term, question, said: None, hands };
            told.draw(class.exhibit.scroll, skin, area, buf);
            hits.add(parts.body, Act::Choose);
        }
        Stage::Lobby | Stage::End { .. } => {}
    }
}

/// What was right, and how many said so: `✓ ■ stats   14 → 20 of 23`.
fn verdict(class: &Class, place: QuestionRef, skin: &Skin) -> Line<'static> {
    let key = class.pack.at(place).1.key;
    let mut spans = vec![Span::styled("✓ ", skin.theme.good)];
    for (i, id) in key.iter().enumerate() {
        if i > 0 {
            spans.push(Span::raw(" / "));
        }
        spans.push(domain::span(&class.pack, id, class.lang, skin));
    }
    let votes = class.votes();
    if let Some(vote) = votes.last().filter(|vote| vote.total() > 0) {
        let before = votes.before().map(|before| format!("{} → ", before.right(key))).unwrap_or_default();
        let (right, all) = (format!("{before}{}", vote.right(key)), vote.total().to_string());
        let of = fill(&skin.words.class().right_of, &[("right", &right), ("all", &all)]);
        spans.extend([Span::raw("   "), Span::styled(of, skin.theme.strong)]);
    }
    Line::from(spans)
}

/// A line of what can be chosen, marked where it is selected.
fn draw_choice(
    name: &str,
    (value, changes): (Option<&str>, bool),
    selected: bool,
    skin: &Skin,
    area: Rect,
    buf: &mut Buffer,
) {
    let (mark, style) = if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
    let mut spans = vec![Span::styled(mark, style), Span::styled(name, style)];
    if let Some(value) = value {
        let pad = 22_usize.saturating_sub(width(name));
        let value = shorten(value, usize::from(area.width).saturating_sub(30));
        let value = if selected && changes { format!("‹ {value} ›") } else { format!("  {value}") };
        spans.extend([Span::raw(" ".repeat(pad)), Span::styled(value, if selected { style } else { skin.theme.dim })]);
    }
    Line::from(spans).render(area, buf);
}
