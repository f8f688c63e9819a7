//! The keys of a preview.

use crossterm::event::KeyCode;

use super::{Binding, SPACE, bind, quiet, rare};
use crate::app::Act;

use KeyCode::{Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};

/// The letters of the domains come after these: who writes a pack may need any letter for them.
pub(super) static PREVIEW: [Binding; 22] = [
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.preview().keys_turn),
    bind(&[Right, Char('n')], "← →", Act::Right, |words| &words.preview().keys_question),
    quiet(&[Left, Char('p')], Act::Left),
    rare(&[Char('N'), PageDown], "N P", Act::Page(1), |words| &words.ui.keys_term),
    quiet(&[Char('P'), PageUp], Act::Page(-1)),
    rare(&[Home], "home end", Act::First, |words| &words.preview().keys_ends),
    quiet(&[End], Act::Last),
    bind(&[Char('/'), Char('g')], "/", Act::Find, |words| &words.preview().keys_find),
    bind(&[Char('f')], "f", Act::Faults, |words| &words.preview().keys_faults),
    bind(&[Char('l')], "l", Act::Language, |words| &words.preview().keys_language),
    bind(&[Char('s')], "s", Act::Size, |words| &words.preview().keys_size),
    bind(&[Char('t')], "t", Act::Theme, |words| &words.preview().keys_theme),
    rare(&[Char('a')], "a", Act::Ascii, |words| &words.preview().keys_ascii),
    bind(&[Char('h')], "h", Act::Hint, |words| &words.class().keys_glosses),
    bind(&[Char('c')], "c", Act::Contrast, |words| &words.ui.keys_contrast),
    bind(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    rare(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down], Act::Down),
    rare(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
    bind(&[Char('q')], "q", Act::Quit, |words| &words.ui.keys_quit),
    quiet(&[Char('?')], Act::Help),
];

/// While all its faults are listed.
pub(super) static FAULTS: [Binding; 7] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down, Char('j')], Act::Down),
    quiet(&[PageUp], Act::Page(-1)),
    quiet(&[PageDown, SPACE], Act::Page(1)),
    quiet(&[Home], Act::First),
    quiet(&[End], Act::Last),
    bind(&[Esc, Enter, Char('f'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_back),
];

/// The same before anything else was to be seen: there is nothing to go back to.
pub(super) static BROKEN: [Binding; 8] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down, Char('j')], Act::Down),
    quiet(&[PageUp], Act::Page(-1)),
    quiet(&[PageDown, SPACE], Act::Page(1)),
    quiet(&[Home], Act::First),
    quiet(&[End], Act::Last),
    bind(&[Char('t')], "t", Act::Theme, |words| &words.preview().keys_theme),
    bind(&[Esc, Char('q')], "q", Act::Back, |words| &words.ui.keys_quit),
];

/// While a question is looked for.
pub(super) static FIND: [Binding; 4] = [
    bind(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down], Act::Down),
    bind(&[Enter], "enter", Act::Choose, |words| &words.ui.keys_choose),
    bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
];
