//! The keys of a class.

use crossterm::event::KeyCode;

use super::{Binding, SPACE, bind, quiet, rare};
use crate::app::Act;

use KeyCode::{BackTab, Backspace, Char, Delete, Down, Enter, Esc, Left, PageDown, PageUp, Right, Tab, Up};

pub(super) static LOBBY: [Binding; 8] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down, Char('j')], Act::Down),
    bind(&[Left], "←→", Act::Left, |words| &words.ui.keys_change),
    quiet(&[Right], Act::Right),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_choose),
    bind(&[Char('o')], "o", Act::Plan, |words| &words.class().keys_plan),
    quiet(&[PageDown], Act::Choose),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_quit),
];

/// While the room thinks. The page keys are those of presenters' remotes, which also send a full stop or a `b` to make
/// the screen black.
pub(super) static ASK: [Binding; 10] = [
    bind(&[Enter, SPACE, PageDown, Right], "enter", Act::Choose, |words| &words.class().keys_count),
    bind(&[Char('t')], "t", Act::Clock, |words| &words.class().keys_clock),
    bind(&[Char('h')], "h", Act::Hint, |words| &words.class().keys_glosses),
    bind(&[Backspace, Left, PageUp], "←", Act::Earlier, |words| &words.ui.keys_back),
    bind(&[Char('n')], "n", Act::Skip, |words| &words.class().keys_skip),
    rare(&[Char('o')], "o", Act::Plan, |words| &words.class().keys_plan),
    rare(&[Char('p'), Char('b'), Char('.')], "p", Act::Pause, |words| &words.ui.keys_pause),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    rare(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.class().keys_leave_class),
];

/// While hands are counted. Numbers and the letters of the domains come before all these: see `counting_key`.
pub(super) static COUNT: [Binding; 10] = [
    rare(&[], "0-9", Act::Right, |words| &words.class().keys_number),
    rare(&[], "a", Act::Right, |words| &words.class().keys_letter),
    rare(&[], "A", Act::Right, |words| &words.class().keys_capital),
    bind(&[Enter, SPACE, PageDown], "enter", Act::Choose, |words| &words.class().keys_votes),
    bind(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down, Tab], Act::Down),
    bind(&[Left, PageUp], "←", Act::Earlier, |words| &words.ui.keys_back),
    quiet(&[Right], Act::Choose),
    quiet(&[BackTab], Act::Up),
    bind(&[Esc], "esc", Act::Back, |words| &words.class().keys_leave_class),
];

pub(super) static CHART: [Binding; 9] = [
    bind(&[Enter, SPACE, PageDown, Right], "enter", Act::Choose, |words| &words.class().keys_reveal),
    bind(&[Char('v')], "v", Act::Again, |words| &words.class().keys_vote_again),
    bind(&[Backspace, Left, PageUp], "←", Act::Earlier, |words| &words.class().keys_recount),
    rare(&[Char('n')], "n", Act::Skip, |words| &words.class().keys_skip),
    rare(&[Char('o')], "o", Act::Plan, |words| &words.class().keys_plan),
    rare(&[Char('p'), Char('b'), Char('.')], "p", Act::Pause, |words| &words.ui.keys_pause),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    rare(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.class().keys_leave_class),
];

pub(super) static REVEAL: [Binding; 10] = [
    bind(&[Enter, SPACE, PageDown, Right, Char('n')], "enter", Act::Choose, |words| &words.ui.keys_next),
    bind(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary),
    bind(&[Backspace, Left, PageUp], "←", Act::Earlier, |words| &words.ui.keys_back),
    rare(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down], Act::Down),
    rare(&[Char('o')], "o", Act::Plan, |words| &words.class().keys_plan),
    rare(&[Char('p'), Char('b'), Char('.')], "p", Act::Pause, |words| &words.ui.keys_pause),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    rare(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.class().keys_leave_class),
];

pub(super) static END: [Binding; 5] = [
    rare(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down], Act::Down),
    bind(&[Backspace, Left, PageUp], "←", Act::Earlier, |words| &words.ui.keys_back),
    bind(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_quit),
];

/// What a class is asked, in which order.
pub(super) static PLAN: [Binding; 10] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down, Char('j')], Act::Down),
    quiet(&[PageUp], Act::Page(-1)),
    quiet(&[PageDown], Act::Page(1)),
    bind(&[Left], "←→", Act::Left, |words| &words.class().keys_shift),
    quiet(&[Right], Act::Right),
    bind(&[Delete, Char('x'), Backspace], "x", Act::Skip, |words| &words.class().keys_take_out),
    bind(&[Char('w')], "w", Act::WarmUp, |words| &words.class().keys_warm_up),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.class().keys_ask_now),
    bind(&[Esc, Char('q'), Char('o')], "esc", Act::Back, |words| &words.ui.keys_close),
];

pub(super) static LEAVE: [Binding; 2] = [
    bind(&[Enter, Char('y'), Char('o')], "enter", Act::Choose, |words| &words.class().keys_leave_class),
    bind(&[Esc, Char('n'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_stay),
];
