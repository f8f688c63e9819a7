//! The keys of a class.

use crate::app::overlay::view::{Interruption, PAUSE as ALONE};
use crate::app::view::prelude::*;
use crate::ui::Edit;
use crate::ui::keymap::*;

const ORDER: Binding = bind(&[Char('o')], "o", Act::Plan, |words| &words.class().keys_plan);
const EARLIER: Binding = bind(&[Backspace, Left, PageUp], "←", Act::Earlier, |words| &words.ui.keys_back);
const BREAK: Binding = bind(&[Char('p'), Char('b'), Char('.')], "p", Act::Pause, |words| &words.ui.keys_pause).rare();
const LEAVE_CLASS: Binding = bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.class().keys_leave_class);
const QUIT: Binding = bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_quit);
const COUNTED: Binding = digits(|digit| as_char(digit).map(|c| Act::Type(Edit::InsertChar(c))));
/// On French keyboards it is a digit, too, but not here.
const FEWER: Binding = quiet(&[Char('-')], Act::Type(Edit::InsertChar('-')));

pub(super) static LOBBY: &[Binding] = &[MOVE, CHANGE, CHOOSE, ORDER, quiet(&[PageDown], Act::Choose), QUIT, HELP];

/// While the room thinks. The page keys are those of presenters' remotes, which also send a full stop or a `b` to make
/// the screen black.
pub(super) static ASK: &[Binding] = &[
    bind(&[Enter, SPACE, PageDown, Right], "enter", Act::Choose, |words| &words.class().keys_count),
    bind(&[Char('t')], "t", Act::Clock, |words| &words.class().keys_clock),
    bind(&[Char('h')], "h", Act::Hint, |words| &words.class().keys_glosses),
    EARLIER,
    bind(&[Char('n')], "n", Act::Skip, |words| &words.class().keys_skip),
    ORDER.rare(),
    BREAK,
    IN_WORDS,
    REPLAY.rare(),
    LEAVE_CLASS,
    HELP,
];

pub(super) static COUNT: &[Binding] = &[
    FEWER,
    COUNTED.rare(),
    LETTER.rare(),
    CAPITAL.rare(),
    quiet(&[Char('+')], Act::Type(Edit::InsertChar('+'))),
    quiet(&[Backspace], Act::Type(Edit::DeletePrevChar)),
    bind(&[Enter, SPACE, PageDown], "enter", Act::Choose, |words| &words.class().keys_votes),
    pair("↑↓", (&[Up, BackTab], Act::Up), (&[Down, Tab], Act::Down), |words| &words.ui.keys_move),
    bind(&[Left, PageUp], "←", Act::Earlier, |words| &words.ui.keys_back),
    quiet(&[Right], Act::Choose),
    bind(&[Esc], "esc", Act::Back, |words| &words.class().keys_leave_class),
    HELP,
];

pub(super) static CHART: &[Binding] = &[
    bind(&[Enter, SPACE, PageDown, Right], "enter", Act::Choose, |words| &words.class().keys_reveal),
    // Where nothing was counted, a number is the count that was forgotten.
    FEWER,
    COUNTED,
    bind(&[Char('v')], "v", Act::Again, |words| &words.class().keys_vote_again),
    bind(&[Backspace, Left, PageUp], "←", Act::Earlier, |words| &words.class().keys_recount),
    bind(&[Char('n')], "n", Act::Skip, |words| &words.class().keys_skip).rare(),
    ORDER.rare(),
    BREAK,
    IN_WORDS,
    REPLAY.rare(),
    LEAVE_CLASS,
    HELP,
];

pub(super) static REVEAL: &[Binding] = &[
    bind(&[Enter, SPACE, PageDown, Right, Char('n')], "enter", Act::Choose, |words| &words.ui.keys_next),
    GLOSSARY,
    EARLIER,
    SCROLL,
    ORDER.rare(),
    BREAK,
    IN_WORDS,
    REPLAY.rare(),
    LEAVE_CLASS,
    HELP,
];

pub(super) static END: &[Binding] = &[SCROLL, EARLIER, GLOSSARY, QUIT, HELP];

pub(super) static PLAN: &[Binding] = &[
    MOVE,
    PAGE,
    bind(&[Left], "←→", Act::Left, |words| &words.class().keys_shift),
    quiet(&[Right], Act::Right),
    bind(&[Delete, Char('x'), Backspace], "x", Act::Skip, |words| &words.class().keys_take_out),
    bind(&[Char('w')], "w", Act::WarmUp, |words| &words.class().keys_warm_up),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.class().keys_ask_now),
    bind(&[Esc, Char('q'), Char('o')], "esc", Act::Back, |words| &words.ui.keys_close),
    HELP,
];

/// What a remote sent to make the screen black, or sends to go on, ends the break.
pub(super) static PAUSE: Interruption = Interruption {
    note: |words| &words.class().pause_note,
    keys: &[bind(
        &[Enter, SPACE, Esc, Char('p'), Char('q'), Char('b'), Char('.'), PageDown, Right, Down, Char('n')],
        "enter",
        Act::Back,
        |words| &words.ui.keys_resume,
    )],
    ..ALONE
};

pub(super) static LEAVE: Interruption = Interruption {
    title: |words| &words.class().leave,
    note: |words| &words.class().leave_note,
    keys: &[
        bind(&[Enter, Char('y'), Char('o')], "enter", Act::Choose, |words| &words.class().keys_leave_class),
        bind(&[Esc, Char('n'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_stay),
    ],
};

pub(super) static LEAVE_UNWRITTEN: Interruption =
    Interruption { note: |words| &words.class().leave_unwritten, ..LEAVE };
