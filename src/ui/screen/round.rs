//! A question with its context, and the same after the answer: nothing moves, what is new appears below.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::review::Review;
use crate::app::round::{Phase, Round};
use crate::app::{Act, App};
use crate::context::Frame;
use crate::game::{Answer, Game};
use crate::pack::{DomainId, QuestionRef, Term};
use crate::text::width;
use crate::ui::screen::asked::{Parts, Told, draw_context, draw_term, draw_verdict};
use crate::ui::widget::context::ContextFrame;
use crate::ui::widget::{domain, header};
use crate::ui::{Hits, Skin, keymap};
use crate::words::fill;

/// Draws a game under way.
pub fn draw(app: &App, round: &Round, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let parts = Parts::of(page);
    header::draw_game(round, skin, parts.head, buf);
    header::draw_time(round, skin, Rect { y: page.y + 1, height: 1, ..parts.head }, buf);
    if round.is_hidden(app) {
        return;
    }
    let Some((term, question)) = round.shown() else { return };
    match round.phase {
        Phase::Question { selected, hinted, .. } => {
            draw_term(term, round.game.lang, &parts, skin, buf);
            let frame = ContextFrame {
                question,
                lang: round.game.lang,
                lit: None,
                frame: round.exhibit.frame(),
                in_words: round.exhibit.in_words,
                ready: round.place().and_then(|place| app.ready(&round.game.pack, round.game.lang, place)),
                rows: parts.context_rows,
            };
            let below = draw_context(&frame, &parts, skin, buf, hits);
            draw_answers(round, term, (selected, hinted), skin, below, buf, hits);
        }
        Phase::Feedback { .. } => {
            if let Some(answer) = round.game.answers.last() {
                let contrast = round.contrast().filter(|_| round.exhibit.contrast);
                let look = Look {
                    app,
                    game: &round.game,
                    answer,
                    scroll: round.exhibit.scroll,
                    frame: if contrast.is_some() { Frame::END } else { round.exhibit.frame() },
                    in_words: round.exhibit.in_words,
                    // Lit whole by half of the transition: the eye should not wait for it.
                    lit: (2.0 * header::transition(round, skin)).min(1.0),
                    contrast,
                };
                draw_feedback(&look, &parts, skin, buf, hits);
            }
            hits.add(parts.body, Act::Choose);
        }
    }
}

/// Draws an answered question of a game that is over.
pub fn draw_review(app: &App, review: &Review, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let parts = Parts::of(page);
    let number =
        Line::from(Span::styled(format!("{}/{}", review.pick.at + 1, review.game.answers.len()), skin.theme.strong));
    header::draw(&skin.words.ui.review, number, skin, parts.head, buf);
    let rule = "─".repeat(usize::from(page.width - 2));
    buf.set_string(page.x + 1, page.y + 1, rule, skin.theme.frame);
    if let Some(answer) = review.answer() {
        let look = Look {
            app,
            game: &review.game,
            answer,
            scroll: 0,
            frame: Frame::END,
            in_words: review.exhibit.in_words,
            lit: 1.0,
            contrast: review.contrast().filter(|_| review.exhibit.contrast),
        };
        draw_feedback(&look, &parts, skin, buf, hits);
    }
    hits.add(parts.body, Act::Right);
}

/// The question and its answers, with the glosses where the hint was used.
fn draw_answers(
    round: &Round,
    term: &Term,
    (selected, hinted): (Option<DomainId>, bool),
    skin: &Skin,
    area: Rect,
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let (pack, lang, lang_of_keys) = (&round.game.pack, round.game.lang, skin.words.lang());
    let rows = if hinted { pack.header.domains.len() as u16 } else { 1 };
    let spare = area.height.saturating_sub(1 + rows);
    let gap = spare.min(1);
    let mut y = area.y + gap;
    // Below the tallest contexts, what is asked gives way to the answers.
    if area.height > rows {
        let ask = fill(&skin.words.ui.which, &[("term", term.name.get(lang))]);
        buf.set_string(area.x + 2, y, ask, skin.theme.base);
        y += 1 + spare.saturating_sub(gap + 1).min(1);
    }
    let mut x = area.x + 2;
    for id in pack.domain_ids() {
        let style = if Some(id) == selected { skin.theme.selected } else { Style::new() };
        let label = domain::span(pack, id, lang, skin);
        let own = domain::style(pack, id, skin);
        let number = Span::styled(format!(" {} ", keymap::digit_label(usize::from(id.0) + 1, lang_of_keys)), own);
        let line = Line::from(vec![number, label, Span::styled(" ", own)]);
        let cols = line.width() as u16;
        if hinted {
            let area = Rect::new(area.x + 2, y, area.width - 2, 1);
            line.style(style).render(Rect { width: cols, ..area }, buf);
            let at = area.x + (domain::widest(pack, lang) + 5 + width(&keymap::digit_label(1, lang_of_keys))) as u16;
            let (gloss, gloss_style) = match term.sense(id) {
                Some(sense) => (sense.gloss.get(lang), skin.theme.base),
                None => (skin.words.ui.no_sense.as_str(), skin.theme.dim),
            };
            buf.set_stringn(at, y, gloss, usize::from(area.right().saturating_sub(at)), gloss_style);
            hits.add(area, Act::Say(id));
            y += 1;
        } else {
            let area = Rect::new(x, y, cols, 1);
            line.style(style).render(area, buf);
            let above_and_below = Rect { y: area.y.saturating_sub(1), height: 3, ..area };
            hits.add(above_and_below, Act::Say(id));
            x += cols + 6;
        }
    }
}

/// How an answered question is looked at.
struct Look<'a> {
    /// Whose cache has what was made ready.
    app: &'a App,
    /// Whose game.
    game: &'a Game,
    /// Which answer.
    answer: &'a Answer,
    /// How many rows the explanation is scrolled.
    scroll: u16,
    /// How far a living figure is.
    frame: Frame,
    /// A figure or picture is told in words.
    in_words: bool,
    /// How much of the tell is lit.
    lit: f64,
    /// The question that is shown instead, to which the chosen domain is the right answer.
    contrast: Option<QuestionRef>,
}

/// The verdict, the tell lit up, the remark, the explanation, all senses.
fn draw_feedback(look: &Look, parts: &Parts, skin: &Skin, buf: &mut Buffer, hits: &mut Hits) {
    let Look { app, game, answer, .. } = *look;
    let place = look.contrast.unwrap_or(answer.question);
    let (term, question) = game.at(place);
    draw_term(term, game.lang, parts, skin, buf);
    let verdict = match answer.said.filter(|_| look.contrast.is_some()) {
        Some(said) => contrast_verdict(game, said, skin),
        None => verdict(game, answer, skin),
    };
    draw_verdict(&verdict, parts, buf);
    let frame = ContextFrame {
        question,
        lang: game.lang,
        lit: Some(look.lit),
        frame: look.frame,
        in_words: look.in_words,
        ready: app.ready(&game.pack, game.lang, place),
        rows: parts.context_rows,
    };
    let below = draw_context(&frame, parts, skin, buf, hits);
    let area = Rect { x: below.x + 2, width: below.width.saturating_sub(3), ..below };
    let said = answer.said.filter(|_| look.contrast.is_none());
    let told = Told { pack: &game.pack, lang: game.lang, term, question, said, hands: None };
    told.draw(look.scroll, skin, area, buf);
}

/// What stands in the verdict's place while a context is shown where the chosen meaning is right.
fn contrast_verdict(game: &Game, said: DomainId, skin: &Skin) -> Line<'static> {
    let here = format!("{} ", skin.words.ui.contrast);
    Line::from(vec![Span::styled(here, skin.theme.dim), domain::span(&game.pack, said, game.lang, skin)])
}

fn verdict(game: &Game, answer: &Answer, skin: &Skin) -> Line<'static> {
    let ui = &skin.words.ui;
    let mut spans = match (answer.right, answer.said) {
        (true, _) => vec![
            Span::styled(format!("✓ {}", ui.right), skin.theme.good),
            Span::styled(format!("  +{}", answer.points.total()), skin.theme.strong),
        ],
        (false, Some(_)) => vec![Span::styled(format!("✗ {}", ui.easily_confused), skin.theme.bad)],
        (false, None) => vec![Span::styled(format!("✗ {}", ui.time_out), skin.theme.bad)],
    };
    if answer.right && answer.points.streak > 0 {
        let before = game.answers.iter().rposition(|other| other == answer).unwrap_or(0);
        let streak = game.answers[..=before].iter().rev().take_while(|answer| answer.right).count().to_string();
        spans.push(Span::styled(format!("  {}", fill(&ui.streak, &[("n", &streak)])), skin.theme.accent));
    }
    if let (false, Some(said)) = (answer.right, answer.said) {
        let you_said = format!("   {} ", ui.you_said);
        spans.extend([Span::styled(you_said, skin.theme.dim), domain::span(&game.pack, said, game.lang, skin)]);
    }
    Line::from(spans)
}
