//! What a key does: the rows of the view that is in force, and what is in force everywhere.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::View;
use crate::app::{App, view};
use crate::ui::keymap::{ALWAYS, Backspace, Binding, Char, Delete, Left, Named, Right};
use crate::ui::{Act, Edit};

/// The rows of a view that are named on the page of keys, with those that are in force everywhere.
pub(crate) fn on_page(app: &App, view: &dyn View) -> Vec<&'static Binding> {
    let rows = view.keys().iter().chain(&ALWAYS).filter(|row| row.is_open(view.pack()));
    let rows = rows.filter(|row| matches!(row.named, Named::Everywhere | Named::OnPage));
    rows.filter(|row| row.act().is_none_or(|act| app.allows(act))).collect()
}

pub fn act(app: &App, key: KeyEvent) -> Option<Act> {
    // A visitor of a booth may lean on a key.
    if key.kind == KeyEventKind::Release || (key.kind == KeyEventKind::Repeat && app.booth.is_some()) {
        return None;
    }
    // Desktops have these for themselves, and only some of them keep them.
    if key.modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META) {
        return None;
    }
    let view = view::in_force(app);
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        let edit = || view.keys().iter().any(Binding::takes_text).then(|| edit_held(key)).flatten();
        return held(app, key).or_else(|| edit().map(Act::Type));
    }
    let find = |code: KeyCode| view.keys().iter().find_map(|row| row.meant(code, view.pack()));
    // With Caps Lock on, capitals do what letters do.
    find(key.code).or_else(|| match key.code {
        Char(c) if c.is_uppercase() => find(Char(c.to_lowercase().next()?)),
        _ => None,
    })
}

fn held(app: &App, key: KeyEvent) -> Option<Act> {
    let Char(pressed) = key.code else { return None };
    let is_it = |row: &&Binding| row.is_held(pressed.to_ascii_lowercase());
    let row = ALWAYS.iter().find(is_it).filter(|_| !key.modifiers.contains(KeyModifiers::ALT))?;
    row.act().filter(|act| **act != Act::Operator || app.booth.is_some()).cloned()
}

/// What a key does to a text while Control or Alt is held: as in shells.
fn edit_held(key: KeyEvent) -> Option<Edit> {
    let code = match key.code {
        Char(c) => Char(c.to_ascii_lowercase()),
        code => code,
    };
    Some(match (code, key.modifiers.contains(KeyModifiers::ALT)) {
        (Char('a'), false) => Edit::GoToStart,
        (Char('e'), false) => Edit::GoToEnd,
        (Char('k'), false) => Edit::DeleteTillEnd,
        (Char('u'), false) => Edit::DeleteLine,
        (Char('w'), false) | (Backspace, _) => Edit::DeletePrevWord,
        (Char('d'), true) | (Delete, _) => Edit::DeleteNextWord,
        (Char('b'), true) | (Left, _) => Edit::GoToPrevWord,
        (Char('f'), true) | (Right, _) => Edit::GoToNextWord,
        _ => return None,
    })
}
