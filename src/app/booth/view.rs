//! What a booth shows: itself while nobody is there, a choice of languages, and what only its operator sees.

pub(crate) mod attract;
pub(crate) mod operator;
pub(crate) mod welcome;

use ratatui::widgets::{Clear, Widget};

use crate::app::Overlay;
use crate::app::booth::Booth;
use crate::app::view::prelude::*;
use crate::game::scores::ShareNews;
use crate::ui::page;

/// The cells in a corner that can be tapped to ask for the PIN.
const CORNER: (u16, u16) = (6, 3);

/// What lies over every screen of a booth: the countdown to its beginning, and the corner that can be tapped.
pub(crate) fn draw_over(app: &App, pen: &mut Pen) {
    if app.booth.is_none() {
        return;
    }
    let (theme, terminal) = (&pen.skin.theme, pen.area);
    if let Some(left) = app.countdown() {
        let text = fill(&pen.skin.words.booth().still_there, &[("n", &header::seconds(left).to_string())]);
        let mut page = pen.at(page(terminal));
        let row = page.bottom(1);
        Clear.render(row.area, row.buf);
        row.buf.set_style(row.area, theme.base);
        let mut row = row.inset(1, 0);
        row.put(Span::styled(format!(" {} ", shorten(&text, row.cols() - 1)), theme.lit));
    }
    if !matches!(app.overlay, Some(Overlay::Operator(_))) {
        pen.at(Rect::new(terminal.x, terminal.y, CORNER.0, CORNER.1)).click(Act::Corner);
    }
}

fn troubles(booth: &Booth, skin: &Skin) -> Vec<String> {
    let said = skin.words.booth();
    let kept = booth.trouble.iter().map(|trouble| {
        let (waiting, lost) = (trouble.waiting.to_string(), trouble.lost.to_string());
        let why = trouble.what.say("scores.db", &skin.words);
        let memory = if trouble.lost > 0 { &said.trouble_lost } else { &said.trouble_waiting };
        format!("{why} {}", fill(memory, &[("n", &waiting), ("lost", &lost)]))
    });
    let aside = booth.aside.iter().map(|file| fill(&said.trouble_aside, &[("file", file)]));
    let replaced = booth.replaced.iter().map(|file| fill(&said.trouble_replaced, &[("file", file)]));
    let offline = match &booth.shared {
        Some(ShareNews::Offline(reason)) => Some(fill(&said.trouble_offline, &[("reason", &reason.say(&skin.words))])),
        _ => None,
    };
    let (results, removals) = booth.not_taken;
    let counted = [
        (removals as u64, &said.trouble_removals),
        (results as u64, &said.trouble_not_taken),
        (booth.left_out, &said.trouble_left_out),
        (booth.beyond, &said.trouble_beyond),
    ];
    let counted = counted.into_iter().filter(|(n, _)| *n > 0);
    let counted = counted.map(|(n, sentence)| fill(sentence, &[("n", &thousands(n))]));
    kept.chain(aside).chain(replaced).chain(offline).chain(counted).collect()
}
