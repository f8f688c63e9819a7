//! Before a class: what will be asked, and whether the back row will be able to read it.

use crate::app::class::{Class, Lobby, LobbyRow};
use crate::app::view::prelude::*;
use crate::ui::SMALLEST;
use crate::ui::widget::list::MenuLine;

/// Terminals wider than this have letters that are small for a room.
const COLS_MOST: u16 = 120;

pub fn draw(class: &Class, lobby: &Lobby, mut pen: Pen) {
    let (said, theme) = (pen.skin.words.class(), &pen.skin.theme);
    pen.margins(4, 4);
    let cols = pen.area.width;
    let terminal = pen.everywhere().area.width;
    if terminal > COLS_MOST {
        let values = [("cols", terminal.to_string()), ("least", SMALLEST.0.to_string())];
        let note = fill(&said.zoom, &values.each_ref().map(|(name, value)| (*name, value.as_str())));
        let note = prose::lines(&note, cols, theme.accent);
        let mut above = pen.at(pen.area);
        above.bottom(1);
        above.bottom(note.len() as u16).rows(note);
    }
    pen.skip(1);
    let name = class.name.as_deref().unwrap_or(&said.title);
    letters::large(name, theme.accent, pen.top(letters::LARGE_ROWS));
    pen.skip(1);
    pen.prose(&said.intro, cols, theme.dim);
    pen.skip(1);
    for (i, row) in lobby.rows().into_iter().enumerate() {
        let (name, value) = self::row(class, lobby, row, pen.skin);
        let value = value.map(|value| shorten(&value, usize::from(cols + 2).saturating_sub(NAME + 8)));
        let changes = row != LobbyRow::Resume || lobby.unfinished.len() > 1;
        let choice = MenuLine { name: &name, value, quiet: theme.dim, changes };
        let mut line = pen.top(1);
        line.area.x -= 2;
        line.area.width += 2;
        line.button(choice.line(i == lobby.pick.at, NAME, line.skin), Act::Pick(i));
    }
}

const NAME: usize = 22;

fn row(class: &Class, lobby: &Lobby, row: LobbyRow, skin: &Skin) -> (String, Option<String>) {
    let ui = &skin.words.ui;
    let said = skin.words.class();
    let choices = &lobby.choices;
    let number = |n: usize| if n == 0 { ui.off.clone() } else { n.to_string() };
    match row {
        LobbyRow::Resume => {
            let label = lobby.unfinished.get(lobby.resumed).map(|unfinished| unfinished.label.to_string());
            (said.resume.clone(), label)
        }
        LobbyRow::Begin if class.plan.deck.is_empty() => (said.nothing.clone(), None),
        LobbyRow::Begin => (said.begin.clone(), None),
        LobbyRow::Questions => {
            let found = class.plan.deck.len();
            let value = if choices.count == 0 { format!("{} ({found})", ui.all) } else { found.to_string() };
            (ui.questions.clone(), Some(value))
        }
        LobbyRow::Tag => (said.tag.clone(), Some(choices.tag.as_deref().unwrap_or(&ui.all).to_owned())),
        LobbyRow::WarmUp => (said.warm_up.clone(), Some(number(class.plan.warm_up))),
        LobbyRow::Time => {
            let seconds = || fill(&ui.seconds, &[("n", &choices.seconds.to_string())]);
            (said.time.clone(), Some(if choices.seconds == 0 { ui.off.clone() } else { seconds() }))
        }
        LobbyRow::Arrange => (said.arrange.clone(), None),
        LobbyRow::Draw => (said.draw.clone(), None),
    }
}
