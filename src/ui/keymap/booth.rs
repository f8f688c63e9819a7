//! The keys of a booth.

use super::{BackTab, Char, Down, Enter, Esc, Left, Right, SPACE, Tab, Up};
use super::{Binding, bind, quiet, rare};
use crate::app::Act;
use crate::app::booth::Operator;
use crate::app::booth::operator::PanelView;

pub(super) static WELCOME: [Binding; 3] = [
    rare(&[Left, Up], "←→", Act::Left, |words| &words.ui.keys_move),
    quiet(&[Right, Down], Act::Right),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_choose),
];

static PIN: [Binding; 2] = [
    bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_ok),
    bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
];

static PANEL: [Binding; 4] = [
    bind(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down], Act::Down),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_choose),
    bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
];

static NAMES: [Binding; 4] = [
    bind(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down], Act::Down),
    bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_remove),
    bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
];

static FINDINGS: [Binding; 3] = [
    bind(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down], Act::Down),
    bind(&[Esc, Enter], "esc", Act::Back, |words| &words.ui.keys_back),
];

static SURE: [Binding; 2] = [
    bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_sure),
    bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
];

pub(super) static PORTRAIT: [Binding; 3] = [
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_next),
    bind(&[Char('s')], "s", Act::Card, |words| &words.ui.keys_card),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_back),
];

/// Letters and digits come before these: see `act`.
pub(super) static NAMING: [Binding; 7] = [
    bind(&[Enter], "enter", Act::Choose, |words| &words.booth().keys_take),
    bind(&[Up], "↑↓", Act::Up, |words| &words.booth().keys_letters),
    quiet(&[Down], Act::Down),
    quiet(&[Left], Act::Left),
    quiet(&[Right], Act::Right),
    bind(&[Tab, BackTab], "tab", Act::Other, |words| &words.booth().keys_other),
    bind(&[Esc], "esc", Act::Back, |words| &words.booth().keys_no_name),
];

pub(super) static STANDINGS: [Binding; 4] = [
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_next),
    bind(&[Left], "←→", Act::Left, |words| &words.booth().keys_board),
    quiet(&[Right], Act::Right),
    quiet(&[Esc], Act::Back),
];

/// The table of the operator's screens.
pub(super) fn bindings(operator: &Operator) -> &'static [Binding] {
    match operator {
        Operator::Pin { .. } => &PIN,
        Operator::Panel(panel) => match panel.view {
            PanelView::Names(..) | PanelView::Games(..) => &NAMES,
            PanelView::Findings(..) => &FINDINGS,
            PanelView::Sure(_) => &SURE,
            PanelView::Nothing | PanelView::Working | PanelView::Written(_) | PanelView::Failed(_) => &PANEL,
        },
    }
}
