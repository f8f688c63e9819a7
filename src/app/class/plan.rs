//! What a class is asked, in which order, and where it stands. The order can be changed at any time.

use super::{Class, Stage};
use crate::app::{Effect, Pick};
use crate::pack::QuestionRef;
use crate::ui::Act;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    pub deck: Vec<QuestionRef>,
    pub(crate) at: usize,
    pub warm_up: usize,
}

impl Plan {
    pub(crate) fn current(&self) -> Option<QuestionRef> {
        self.deck.get(self.at).copied()
    }

    pub(crate) fn to_come(&self) -> &[QuestionRef] {
        self.deck.get(self.at + 1..).unwrap_or_default()
    }

    /// Moves a question one place up or down; the current one stays current. Returns its new place.
    fn shift(&mut self, row: usize, down: bool) -> usize {
        let to = if down { row + 1 } else { row.wrapping_sub(1) };
        if row >= self.deck.len() || to >= self.deck.len() {
            return row;
        }
        let current = self.current();
        self.deck.swap(row, to);
        if let Some(at) = self.deck.iter().position(|place| Some(*place) == current) {
            self.at = at;
        }
        to
    }

    /// Takes a question out, unless it is the only one.
    fn take_out(&mut self, row: usize) {
        if self.deck.len() > 1 && row < self.deck.len() {
            self.deck.remove(row);
            self.at -= usize::from(row < self.at);
            self.warm_up -= usize::from(row < self.warm_up);
        }
    }
}

impl Class {
    fn is_voted(&self, row: usize) -> bool {
        self.plan.deck.get(row).and_then(|place| self.votes.get(place)).is_some_and(|votes| votes.count() > 0)
    }

    pub(super) fn arrange(&mut self, act: Act, out: &mut Vec<Effect>) {
        let Some(mut pick) = self.arranging else { return };
        let begun = !matches!(self.stage, Stage::Lobby);
        let row = pick.at;
        if pick.scroll(&act, self.plan.deck.len()) {
            self.arranging = Some(pick);
            return;
        }
        match act {
            Act::Left | Act::Right => {
                self.arranging = Some(Pick::new(self.plan.shift(row, act == Act::Right)));
                // Before the class begins no question is the current one.
                self.plan.at = if begun { self.plan.at } else { 0 };
            }
            Act::WarmUp => self.plan.warm_up = if self.plan.warm_up == row + 1 { 0 } else { row + 1 },
            // The question that is shown cannot vanish from under the room.
            // Nor what was voted.
            Act::Skip if !(self.is_voted(row) || begun && row == self.plan.at) => {
                self.plan.take_out(row);
                self.arranging = Some(Pick::new(row.min(self.plan.deck.len() - 1)));
            }
            Act::Choose if begun && row != self.plan.at => {
                self.arranging = None;
                self.go(row, out);
            }
            Act::Choose | Act::Back | Act::Plan => {
                self.arranging = None;
                if begun {
                    let standing = self.standing();
                    self.write(vec![standing], out);
                }
            }
            _ => {}
        }
    }
}
