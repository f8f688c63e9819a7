//! How sure it is: the answers are drawn again and again, and the shares of right ones heap up.

use super::drawn;
use crate::app::play::portrait::Portrait;
use crate::app::view::prelude::*;
use crate::doc::decimal;
use crate::ui::glyphs::Glyphs;

const EIGHTHS: [&str; 9] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

/// More bars than these cannot be told apart.
const BARS_MAX: usize = 13;

fn so_far(portrait: &Portrait, skin: &Skin) -> usize {
    let all = portrait.likeness.replicates.len();
    // Slowly at first, so that one sees what is done, then ever faster.
    let share = drawn(portrait.since, skin).powi(3);
    ((share * all as f64).round() as usize).clamp(1.min(all), all)
}

pub(crate) fn draw_accuracy(portrait: &Portrait, mut pen: Pen) {
    let (skin, likeness) = (pen.skin, &portrait.likeness);
    let (ui, theme) = (&skin.words.ui, &skin.theme);
    let n = so_far(portrait, skin);
    let error = likeness.running.get(n.saturating_sub(1)).copied().unwrap_or(0.0);
    let between = if skin.glyphs == Glyphs::Ascii { "+/-" } else { "±" };
    let two = |share| decimal(share, 2, skin.words.lang());
    pen.row(vec![
        Span::styled(format!("{} ", ui.accuracy), theme.dim),
        Span::styled(
            format!("{} {between} {}", two(likeness.matrix.accuracy().unwrap_or(0.0)), two(error)),
            theme.strong,
        ),
    ]);
    pen.prose(&fill(&ui.bootstrap_of, &[("n", &thousands(n as u64))]), pen.area.width, theme.dim);
}

/// The shares of right answers in the resamples so far, as bars over an axis from 0 to 1.
pub(crate) fn draw_histogram(portrait: &Portrait, pen: Pen) {
    let Pen { skin, area, buf, .. } = pen;
    let bars = (portrait.game.answers.len() + 1).clamp(2, BARS_MAX);
    let counts = portrait.likeness.histogram(so_far(portrait, skin), bars);
    let all = portrait.likeness.histogram(portrait.likeness.replicates.len(), bars);
    // The highest bar of all reaches the top at the end, so that it does not shrink on the way there.
    let most = f64::from(all.iter().copied().max().unwrap_or(1).max(1));
    let rows = area.height.saturating_sub(1).min(12);
    let each = (area.width / bars as u16).clamp(1, if rows > 6 { 5 } else { 4 });
    let base = area.bottom() - 1;
    for (i, count) in counts.into_iter().enumerate() {
        let eighths = (f64::from(count) / most * f64::from(rows) * 8.0).ceil() as u16;
        let x = area.x + i as u16 * each;
        let bar = usize::from(each.saturating_sub(1).max(1));
        for row in 0..rows {
            let filled = eighths.saturating_sub(8 * row).min(8);
            if filled > 0 {
                let block = EIGHTHS[usize::from(filled)].repeat(bar);
                buf.set_string(x, base - 1 - row, block, skin.theme.accent);
            }
        }
    }
    let (cols, middle) = (bars as u16 * each - u16::from(each > 1), (each.max(2) - 2) / 2);
    buf.set_string(area.x, base, "─".repeat(usize::from(cols)), skin.theme.frame);
    for (bar, share) in [(0, "0"), (bars as u16 - 1, "1")] {
        buf.set_string(area.x + bar * each + middle, base, share, skin.theme.dim);
    }
}
