//! A list of which one line is selected.

use crate::ui::Act;

/// Which line of a list is selected; how many there are is known to whoever holds the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pick {
    pub at: usize,
}

const PAGE: isize = 8;

impl Pick {
    pub(super) fn new(at: usize) -> Self {
        Self { at }
    }

    /// Up and down a list of some lines, which ends at its ends; whether the act was one of these.
    pub(super) fn scroll(&mut self, act: &Act, count: usize) -> bool {
        self.scroll_by(PAGE, act, count)
    }

    pub(super) fn scroll_by(&mut self, page: isize, act: &Act, count: usize) -> bool {
        let at = match act {
            Act::Up => self.at.saturating_sub(1),
            Act::Down => self.at + 1,
            Act::Page(pages) => self.at.saturating_add_signed(page * isize::from(*pages)),
            Act::First => 0,
            Act::Last => count,
            Act::Pick(at) => *at,
            _ => return false,
        };
        self.at = at.min(count.saturating_sub(1));
        true
    }

    /// Up and down a list that goes on at its other end; whether the act was one of these.
    pub(super) fn turn(&mut self, act: &Act, count: usize) -> bool {
        if matches!(act, Act::Up | Act::Down) {
            self.at = around(self.at, count, *act == Act::Down);
            return true;
        }
        false
    }

    pub(super) fn take(&mut self, at: usize, count: usize) -> bool {
        if at < count {
            self.at = at;
        }
        at < count
    }
}

/// The next of some places, or the one before, around the ends.
pub(super) fn around(at: usize, count: usize, forward: bool) -> usize {
    let count = count.max(1);
    (at + if forward { 1 } else { count - 1 }) % count
}

/// The neighbour of a value in a list, around the ends.
pub(super) fn cycle<T: PartialEq + Copy>(all: &[T], now: T, forward: bool) -> T {
    let at = all.iter().position(|value| *value == now).unwrap_or(0);
    all[around(at, all.len(), forward)]
}
