//! Before a class: what will be asked, and whether the back row will be able to read it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::Act;
use crate::app::class::{Class, Lobby, Row};
use crate::ui::widget::{letters, prose};
use crate::ui::{Hits, SMALLEST, Skin};
use crate::words::fill;

/// Terminals wider than this have letters that are small for a room.
const COLS_MOST: u16 = 120;

/// Draws the lobby.
pub fn draw(
    class: &Class,
    lobby: &Lobby,
    skin: &Skin,
    (page, terminal): (Rect, Rect),
    buf: &mut Buffer,
    hits: &mut Hits,
) {
    let said = skin.words.class();
    let (left, cols) = (page.x + 4, page.width - 8);
    let name = class.name.as_deref().unwrap_or(&said.title);
    letters::large(name, skin.theme.accent, skin, Rect::new(left, page.y + 3, cols, letters::LARGE_ROWS), buf);
    let mut y = page.y + 4 + letters::LARGE_ROWS;
    let intro = prose::lines(&said.intro, cols, skin.theme.dim);
    y += prose::draw(&intro, Rect::new(left, y, cols, 3), buf) + 1;
    for (i, row) in lobby.rows().into_iter().enumerate() {
        let (name, value) = self::row(class, lobby, row, skin);
        let area = Rect::new(left - 2, y, cols + 2, 1);
        let changes = row != Row::Resume || lobby.unfinished.len() > 1;
        super::draw_choice(&name, (value.as_deref(), changes), i == lobby.pick.at, skin, area, buf);
        hits.add(area, Act::Pick(i));
        y += 1;
    }
    if terminal.width > COLS_MOST {
        let size = terminal.width.to_string();
        let least = SMALLEST.0.to_string();
        let note = fill(&said.zoom, &[("cols", &size), ("least", &least)]);
        let note = prose::lines(&note, cols, skin.theme.accent);
        let y = page.bottom().saturating_sub(2 + note.len() as u16);
        prose::draw(&note, Rect::new(left, y, cols, note.len() as u16), buf);
    }
}

fn row(class: &Class, lobby: &Lobby, row: Row, skin: &Skin) -> (String, Option<String>) {
    let ui = &skin.words.ui;
    let said = skin.words.class();
    let choices = &lobby.choices;
    let number = |n: usize| if n == 0 { ui.off.clone() } else { n.to_string() };
    match row {
        Row::Resume => {
            let label = lobby.unfinished.get(lobby.resumed).map(|unfinished| unfinished.label.to_string());
            (said.resume.clone(), label)
        }
        Row::Begin if class.plan.deck.is_empty() => (said.nothing.clone(), None),
        Row::Begin => (said.begin.clone(), None),
        Row::Questions => {
            let found = class.plan.deck.len();
            let value = if choices.count == 0 { format!("{} ({found})", ui.all) } else { found.to_string() };
            (ui.questions.clone(), Some(value))
        }
        Row::Tag => (said.tag.clone(), Some(choices.tag.as_deref().unwrap_or(&ui.all).to_owned())),
        Row::WarmUp => (said.warm_up.clone(), Some(number(class.plan.warm_up))),
        Row::Time => {
            let seconds = || fill(&ui.seconds, &[("n", &choices.seconds.to_string())]);
            (said.time.clone(), Some(if choices.seconds == 0 { ui.off.clone() } else { seconds() }))
        }
        Row::Arrange => (said.arrange.clone(), None),
        Row::Draw => (said.draw.clone(), None),
    }
}
