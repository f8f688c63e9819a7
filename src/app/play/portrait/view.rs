//! The player as a classifier: what was said of what it was, how often that was right, and how sure that is.

mod card;
mod chance;
mod matrix;

use std::time::Duration;

use crate::app::play::portrait::{DRAWN, Portrait};
use crate::app::view::prelude::*;
use crate::game::portrait::Sentence;
use crate::pack::DomainId;
use crate::ui::keymap::*;
use crate::words::{Ui, right_of};

static KEYS: &[Binding] = &[
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_next),
    bind(&[Char('s')], "s", Act::Card, |words| &words.ui.keys_card),
    BACK,
    HELP,
];

/// From this many columns on there is room for a matrix of blocks, and bars beside it.
const WIDE: u16 = 90;

impl View for Portrait {
    fn draw(&self, _: &App, mut pen: Pen) {
        let (skin, game) = (pen.skin, &self.game);
        let ui = &skin.words.ui;
        let right = right_of(game.right(), game.answers.len(), &skin.words);
        header::draw(&ui.portrait, Span::styled(right, skin.theme.strong), &mut pen);
        if self.card {
            card::draw(self, pen.inset(3, 1));
        } else {
            pen.margins(3, 3);
            pen.skip(1);
            pen.bottom(1);
            draw_likeness(self, pen);
        }
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }
}

fn draw_likeness(portrait: &Portrait, mut pen: Pen) {
    let (skin, game) = (pen.skin, &portrait.game);
    let name = |id| domain::span(&game.pack, id, skin.words.lang(), skin).content.into_owned();
    let sentence = said(portrait, &skin.words.ui, name);
    let lines = prose::lines(&sentence, pen.area.width, skin.theme.strong);
    let roomy = pen.is_roomy() && pen.area.width >= WIDE;
    let (rows, gap) = (matrix::rows(portrait, roomy), if roomy { 2 } else { 1 });
    let used = letters::LARGE_ROWS + rows + 2 * gap + lines.len() as u16 + gap;
    if roomy {
        pen.skip(pen.area.height.saturating_sub(used) / 2);
    }
    // The score is no wider than the matrix.
    let half = if roomy { 58 } else { 44.min(pen.area.width / 2 + 6) };
    let mut above = pen.top(letters::LARGE_ROWS);
    letters::large(&thousands(game.score().into()), skin.theme.accent, above.left(half).inset(0, 2));
    chance::draw_accuracy(portrait, above);
    pen.skip(gap);
    let mut middle = pen.top(rows);
    matrix::draw(portrait, roomy, middle.left(half).inset(0, 2));
    chance::draw_histogram(portrait, middle);
    pen.skip(gap);
    pen.rows(lines);
    pen.skip(u16::from(pen.area.height > 1));
    pen.put(grid(portrait, skin));
}

/// How much of the resampling is shown, from 0 to 1; all of it where nothing moves.
fn drawn(since: Duration, skin: &Skin) -> f64 {
    if skin.still { 1.0 } else { (since.as_secs_f64() / DRAWN.as_secs_f64()).min(1.0) }
}

pub(crate) fn said(portrait: &Portrait, ui: &Ui, name: impl Fn(DomainId) -> String) -> String {
    match portrait.likeness.said {
        Sentence::Misread { was, said, times, of } => {
            let (times, of) = (times.to_string(), of.to_string());
            fill(&ui.portrait_misread, &[("times", &times), ("of", &of), ("was", &name(was)), ("said", &name(said))])
        }
        Sentence::AllRight => ui.portrait_right.clone(),
        Sentence::Silent { times } => fill(&ui.portrait_silent, &[("n", &times.to_string())]),
    }
}

fn grid<'a>(portrait: &Portrait, skin: &'a Skin) -> Line<'a> {
    let game = &portrait.game;
    let mut spans: Vec<Span> = Vec::new();
    for answer in &game.answers {
        let (mark, style) = match (answer.right, answer.said) {
            (true, _) => ("✓ ", skin.theme.good),
            (false, Some(_)) => ("✗ ", skin.theme.bad),
            (false, None) => ("– ", skin.theme.dim),
        };
        spans.push(Span::styled(mark, style));
    }
    if let Some(code) = game.code {
        spans.push(Span::styled(format!("   {} ", skin.words.ui.run_code), skin.theme.dim));
        spans.push(Span::styled(code.to_string(), skin.theme.strong));
    }
    Line::from(spans)
}
