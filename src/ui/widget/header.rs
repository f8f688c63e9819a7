//! The two quiet rows above a page: where one is, and how much time is left.

use std::time::Duration;

use crate::ui::prelude::*;

/// Draws the name of the program and of a part of it at the left, something else at the right, and a rule below.
pub(crate) fn draw<'a>(part: &str, right: impl Into<Line<'a>>, pen: &mut Pen) {
    draw_names(part, right, pen);
    let style = pen.skin.theme.frame;
    pen.top(1).inset(1, 1).rule("─", style);
}

pub(crate) fn draw_names<'a>(part: &str, right: impl Into<Line<'a>>, pen: &mut Pen) {
    let (skin, right) = (pen.skin, right.into());
    let mut pen = pen.top(1);
    let cols = pen.cols().saturating_sub(right.width() + 14);
    pen.margins(1, 1);
    pen.put(vec![
        Span::styled("polysemy", skin.theme.accent),
        Span::raw("   "),
        Span::styled(shorten(part, cols), skin.theme.dim),
    ]);
    pen.right(right.width() as u16).put(right);
}

/// How much of a change is done after some of its time, from 0 to 1: fast at first (1 - (1 - t)³).
pub(crate) fn eased(since: Duration, all: Duration, skin: &Skin) -> f64 {
    if skin.still || since >= all {
        return 1.0;
    }
    1.0 - (1.0 - since.as_secs_f64() / all.as_secs_f64()).powi(3)
}

/// A bar and a number, or a rule where there is no time; dim while it stands still. The pen is left where the bar is.
pub(crate) fn draw_clock(clock: Option<(Duration, Duration)>, runs: bool, pen: &mut Pen) {
    let theme = &pen.skin.theme;
    pen.margins(1, 1);
    if let Some((left, _)) = clock {
        let number = fill(&pen.skin.words.ui.seconds, &[("n", &seconds(left).to_string())]);
        let hurry = runs && seconds(left) <= 5;
        pen.right(NUMBER_COLS).flush(&number, 0, if hurry { theme.bad } else { theme.frame });
    }
    let cols = pen.cols();
    let filled = match clock {
        Some((left, time)) if !pen.skin.still => cols * seconds(left) as usize / time.as_secs().max(1) as usize,
        _ => 0,
    };
    let filled = filled.min(cols);
    pen.put(vec![
        Span::styled("━".repeat(filled), if runs { theme.accent } else { theme.frame }),
        Span::styled("─".repeat(cols - filled), theme.frame),
    ]);
}

const NUMBER_COLS: u16 = 7;

/// The whole seconds left, as people count them: 30 until the first is over. A frame drawn just before a second is over
/// shows the next already, so that a key does not cost two.
pub(crate) fn seconds(left: Duration) -> u64 {
    let left = left.saturating_sub(Duration::from_millis(40));
    left.as_secs() + u64::from(left.subsec_nanos() > 0)
}
