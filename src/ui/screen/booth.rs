//! What a booth shows: itself while nobody is there, a choice of languages, and what only its operator sees.

pub mod attract;
pub mod operator;
pub mod welcome;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::{Clear, Widget};

use crate::app::booth::Booth;
use crate::app::{Act, App, Overlay, Screen};
use crate::scores::ShareNews;
use crate::text::{shorten, width};
use crate::ui::{Hits, Skin};
use crate::words::{fill, thousands};

/// The cells in a corner that can be tapped to ask for the PIN.
const CORNER: (u16, u16) = (6, 3);

/// What lies over every screen of a booth: the countdown to its beginning, a mark where the operator is needed, and the
/// corner that can be tapped.
pub fn draw_over(app: &App, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let Some(booth) = &app.booth else { return };
    let area = buf.area;
    let said = skin.words.booth();
    if let Some(left) = app.countdown() {
        let n = left.as_secs() + u64::from(left.subsec_nanos() > 40_000_000);
        let text = fill(&said.still_there, &[("n", &n.to_string())]);
        let text = shorten(&text, usize::from(page.width).saturating_sub(2));
        let row = Rect { y: page.bottom() - 1, height: 1, ..page };
        Clear.render(row, buf);
        buf.set_style(row, skin.theme.base);
        buf.set_string(page.x + 1, row.y, format!(" {text} "), skin.theme.lit);
    }
    if matches!(app.screen(), Screen::Attract(_)) && booth.is_troubled() {
        let text = format!("! {}", said.trouble_mark);
        let x = area.right().saturating_sub(width(&text) as u16 + 1);
        buf.set_string(x, area.bottom() - 1, text, skin.theme.dim);
    }
    if !matches!(app.overlay, Some(Overlay::Operator(_))) {
        hits.add(Rect::new(area.x, area.y, CORNER.0, CORNER.1), Act::Corner);
    }
}

/// What the operator should know, in sentences.
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
    let shared = booth.shared.iter().filter_map(|shared| match shared {
        ShareNews::Offline(reason) => Some(fill(&said.trouble_offline, &[("reason", &reason.say(&skin.words))])),
        ShareNews::Online | ShareNews::Received(_) | ShareNews::NotTaken { .. } | ShareNews::LeftOut(_) => None,
    });
    let (results, removals) = booth.not_taken;
    let counted = [
        (removals as u64, &said.trouble_removals),
        (results as u64, &said.trouble_not_taken),
        (booth.left_out, &said.trouble_left_out),
    ];
    let counted = counted.into_iter().filter(|(n, _)| *n > 0);
    let counted = counted.map(|(n, sentence)| fill(sentence, &[("n", &thousands(n))]));
    kept.chain(aside).chain(replaced).chain(shared).chain(counted).collect()
}
