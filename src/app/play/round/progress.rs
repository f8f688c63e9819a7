//! The two quiet rows above a question: where one is, the score, and how much time is left.

use super::{Phase, Round, TRANSITION};
use crate::app::view::prelude::*;
use crate::ui::widget::header::{draw_clock, draw_names, eased};

pub(crate) fn draw(round: &Round, pen: &mut Pen) {
    let (game, skin) = (&round.game, pen.skin);
    // How much of the transition after an answer is done.
    let done = match round.phase {
        Phase::Feedback { since } => eased(since, TRANSITION, skin),
        Phase::Question { .. } => 1.0,
    };
    let gained = game.answers.last().map_or(0, |answer| answer.points.total());
    let score = game.score() - (f64::from(gained) * (1.0 - done)) as u32;
    let mut right = vec![
        Span::styled(format!("{}/{}", round.number(), game.deck.len()), skin.theme.strong),
        Span::raw("    "),
        Span::styled(fill(&skin.words.ui.points, &[("n", &thousands(score.into()))]), skin.theme.strong),
    ];
    if game.streak > 1 {
        let style = if done < 1.0 { skin.theme.lit } else { skin.theme.accent };
        right.extend([Span::raw("   "), Span::styled(format!(" ×{} ", game.streak), style)]);
    }
    draw_names(game.pack.header.title.get(skin.words.lang()), right, pen);
    draw_time(round, done, pen.top(1));
}

/// A bar of whole seconds and a number, so that a second costs one small change; a rule where there is no timer.
fn draw_time(round: &Round, done: f64, mut pen: Pen) {
    let skin = pen.skin;
    draw_clock(round.left().zip(round.game.rules.time), true, &mut pen);
    if done < 1.0 && round.game.answers.last().is_some_and(|answer| answer.right) {
        // A spark runs along the rule; the longer the streak, the longer its tail.
        let cols = pen.cols();
        let tail = cols / 8 * (1 + round.game.streak.min(4) as usize);
        let head = (done * (cols + tail) as f64) as usize;
        let from = head.saturating_sub(tail);
        let spark = head.min(cols).saturating_sub(from);
        pen.skip_cols(from);
        pen.put(Span::styled("━".repeat(spark), skin.theme.good));
    }
}
