//! The keys of a preview.

use crate::app::view::prelude::*;
use crate::ui::keymap::*;

/// The letters of the domains come last: whoever writes a pack may need any letter for them.
pub(super) static PREVIEW: &[Binding] = &[
    NUMBER,
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.preview().keys_turn),
    pair("← →", (&[Right, Char('n')], Act::Right), (&[Left, Char('p')], Act::Left), |words| {
        &words.preview().keys_question
    }),
    pair("N P", (&[Char('N'), PageDown], Act::Page(1)), (&[Char('P'), PageUp], Act::Page(-1)), |words| {
        &words.ui.keys_term
    })
    .rare(),
    pair("home end", (&[Home], Act::First), (&[End], Act::Last), |words| &words.preview().keys_ends).rare(),
    bind(&[Char('/'), Char('g')], "/", Act::Find, |words| &words.preview().keys_find),
    bind(&[Char('f')], "f", Act::Faults, |words| &words.preview().keys_faults),
    bind(&[Char('l')], "l", Act::Language, |words| &words.preview().keys_language),
    bind(&[Char('s')], "s", Act::Size, |words| &words.preview().keys_size),
    THEME,
    bind(&[Char('a')], "a", Act::Ascii, |words| &words.preview().keys_ascii).rare(),
    bind(&[Char('h')], "h", Act::Hint, |words| &words.class().keys_glosses),
    CONTRAST,
    REPLAY,
    IN_WORDS,
    SCROLL,
    BACK_BY_ESC.rare(),
    bind(&[Char('q')], "q", Act::Quit, |words| &words.ui.keys_quit),
    HELP,
    LETTER.unsaid(),
];

const THEME: Binding = bind(&[Char('t')], "t", Act::Theme, |words| &words.preview().keys_theme);

const READ: Binding =
    pair("↑↓", (&[Up, Char('k')], Act::Up), (&[Down, Char('j')], Act::Down), |words| &words.ui.keys_scroll);
const PAGE: Binding = pair("", (&[PageUp], Act::Page(-1)), (&[PageDown, SPACE], Act::Page(1)), |_| "").unsaid();
const ENDS: Binding = pair("", (&[Home], Act::First), (&[End], Act::Last), |_| "").unsaid();

pub(super) static FAULTS: &[Binding] =
    &[READ, PAGE, ENDS, bind(&[Esc, Enter, Char('f'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_back), HELP];

/// The same before anything else was to be seen: there is nothing to go back to.
pub(super) static BROKEN: &[Binding] =
    &[READ, PAGE, ENDS, THEME, bind(&[Esc, Char('q')], "q", Act::Back, |words| &words.ui.keys_quit), HELP];

pub(super) static FIND: &[Binding] =
    &[MOVE_BY_ARROWS, bind(&[Enter], "enter", Act::Choose, |words| &words.ui.keys_choose), BACK_BY_ESC, TEXT];
