//! The keys of a preview.

use crossterm::event::KeyCode;

use super::{Binding, SPACE, bind, quiet, rare};
use crate::app::Act;

use KeyCode::{Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};

/// The letters of the domains come after these: who writes a pack may need any letter for them.
pub(super) static PREVIEW: [Binding; 21] = [
    bind(&[Enter, SPACE], "enter", Act::Choose, |ui| &ui.keys_turn),
    bind(&[Right, Char('n')], "← →", Act::Right, |ui| &ui.keys_question),
    quiet(&[Left, Char('p')], Act::Left),
    rare(&[Char('N'), PageDown], "N P", Act::Page(1), |ui| &ui.keys_term),
    quiet(&[Char('P'), PageUp], Act::Page(-1)),
    rare(&[Home], "home end", Act::First, |ui| &ui.keys_ends),
    quiet(&[End], Act::Last),
    bind(&[Char('/'), Char('g')], "/", Act::Find, |ui| &ui.keys_find),
    bind(&[Char('f')], "f", Act::Faults, |ui| &ui.keys_faults),
    bind(&[Char('l')], "l", Act::Language, |ui| &ui.keys_language),
    bind(&[Char('s')], "s", Act::Size, |ui| &ui.keys_size),
    bind(&[Char('t')], "t", Act::Theme, |ui| &ui.keys_theme),
    rare(&[Char('a')], "a", Act::Ascii, |ui| &ui.keys_ascii),
    bind(&[Char('h')], "h", Act::Hint, |ui| &ui.keys_glosses),
    bind(&[Char('c')], "c", Act::Contrast, |ui| &ui.keys_contrast),
    bind(&[Char('r')], "r", Act::Replay, |ui| &ui.keys_replay),
    rare(&[Tab], "tab", Act::InWords, |ui| &ui.keys_in_words),
    rare(&[Up], "↑↓", Act::Up, |ui| &ui.keys_scroll),
    quiet(&[Down], Act::Down),
    bind(&[Esc, Char('q')], "q", Act::Back, |ui| &ui.keys_quit),
    quiet(&[Char('?')], Act::Help),
];

/// While all its faults are listed.
pub(super) static FAULTS: [Binding; 7] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |ui| &ui.keys_scroll),
    quiet(&[Down, Char('j')], Act::Down),
    quiet(&[PageUp], Act::Page(-1)),
    quiet(&[PageDown, SPACE], Act::Page(1)),
    quiet(&[Home], Act::First),
    quiet(&[End], Act::Last),
    bind(&[Esc, Enter, Char('f'), Char('q')], "esc", Act::Back, |ui| &ui.keys_back),
];

/// The same before anything else was to be seen: there is nothing to go back to.
pub(super) static BROKEN: [Binding; 8] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |ui| &ui.keys_scroll),
    quiet(&[Down, Char('j')], Act::Down),
    quiet(&[PageUp], Act::Page(-1)),
    quiet(&[PageDown, SPACE], Act::Page(1)),
    quiet(&[Home], Act::First),
    quiet(&[End], Act::Last),
    bind(&[Char('t')], "t", Act::Theme, |ui| &ui.keys_theme),
    bind(&[Esc, Char('q')], "q", Act::Back, |ui| &ui.keys_quit),
];

/// While a question is looked for.
pub(super) static FIND: [Binding; 4] = [
    bind(&[Up], "↑↓", Act::Up, |ui| &ui.keys_move),
    quiet(&[Down], Act::Down),
    bind(&[Enter], "enter", Act::Choose, |ui| &ui.keys_choose),
    bind(&[Esc], "esc", Act::Back, |ui| &ui.keys_back),
];
