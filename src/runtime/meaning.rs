//! What input means to the app now.

use crossterm::event::{
    Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEvent, MouseEventKind,
};

use crate::app::view::keys;
use crate::app::{App, Msg};
use crate::ui::{Act, Edit, Hits};

/// What the player did. At a booth, input that means nothing still tells that somebody is there.
pub(crate) fn msgs(app: &App, hits: &Hits, input: Input) -> Vec<Msg> {
    let resized = matches!(input, Input::Resize(..));
    // A table that is pushed moves the mouse, and wants nothing.
    let moved = |mouse: &MouseEvent| matches!(mouse.kind, MouseEventKind::Moved);
    let wakes = !matches!(&input, Input::FocusGained | Input::FocusLost)
        && !matches!(&input, Input::Mouse(mouse) if moved(mouse));
    let acts = meant(app, hits, input).into_iter();
    let acts: Vec<Msg> = acts.filter(|act| !hits.hidden || *act == Act::Quit).map(Msg::Act).collect();
    if acts.is_empty() && app.booth.is_some() && !resized { vec![Msg::Stir { wakes }] } else { acts }
}

fn meant(app: &App, hits: &Hits, input: Input) -> Vec<Act> {
    match input {
        Input::Key(key) => keys::act(app, key).into_iter().collect(),
        Input::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => hits.at(mouse.column, mouse.row).cloned().into_iter().collect(),
            MouseEventKind::ScrollUp => vec![Act::Up],
            MouseEventKind::ScrollDown => vec![Act::Down],
            _ => Vec::new(),
        },
        // Nobody who comes by has anything to paste.
        Input::Paste(_) if app.booth.is_some() => Vec::new(),
        Input::Paste(text) => {
            let line = text.chars().filter(|c| !c.is_control());
            line.take(80).map(|c| Act::Type(Edit::InsertChar(c))).collect()
        }
        Input::FocusGained | Input::FocusLost | Input::Resize(..) => Vec::new(),
    }
}

pub(crate) fn is_control(key: &KeyEvent, c: char) -> bool {
    key.kind != KeyEventKind::Release
        && key.modifiers.contains(KeyModifiers::CONTROL)
        && matches!(key.code, KeyCode::Char(typed) if typed.eq_ignore_ascii_case(&c))
}
