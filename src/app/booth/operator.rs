//! What only the operator may do: behind a PIN, which cannot be tried as often as one likes.

use std::time::Duration;

use super::{Booth, digit};
use crate::app::{Act, Deed, Edit, Effect, Note};
use crate::booth::doctor::Finding;
use crate::scores::NamedGame;
use crate::text::SafeText;

pub const PIN_MAX: usize = 12;

/// No finding takes more rows; the view stops at the last.
const ROWS_EACH: usize = 5;

/// The longest that a wrong PIN makes one wait.
const WAIT_MAX: Duration = Duration::from_secs(60);

#[derive(Debug, Clone, PartialEq)]
pub enum Operator {
    Pin { typed: String, wrong: bool },
    Panel(Panel),
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Panel {
    pub selected: usize,
    pub view: PanelView,
}

/// What is shown in the panel, below its lines or in their place.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PanelView {
    #[default]
    Nothing,
    Working,
    Written(SafeText),
    Failed(SafeText),
    /// The latest names, and which is selected: to take it away.
    Names(Vec<NamedGame>, usize),
    /// Games, and which is selected: to take it off the boards.
    Games(Vec<NamedGame>, usize),
    /// What was found out about the machine, and how far it is scrolled.
    Findings(Vec<Finding>, usize),
    Sure(Item),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    Return,
    Pause,
    Names,
    Games,
    EndDay,
    Export,
    Doctor,
    /// Crash on purpose, to see the booth come back.
    Drill,
    Quit,
}

impl Item {
    /// The lines, in order.
    pub const ALL: [Item; 9] = [
        Item::Return,
        Item::Pause,
        Item::Names,
        Item::Games,
        Item::EndDay,
        Item::Export,
        Item::Doctor,
        Item::Drill,
        Item::Quit,
    ];
}

/// What slows down who guesses. It outlives the panel: to close it and open it again gains nothing.
#[derive(Debug, Clone, Default)]
pub struct Lock {
    wrong: u32,
    pub left: Duration,
}

impl Lock {
    pub(super) fn tick(&mut self, time: Duration) {
        self.left = self.left.saturating_sub(time);
    }

    /// Each wrong PIN costs twice the wait of the one before, from a second up.
    fn slip(&mut self) {
        self.left = Duration::from_secs(1 << self.wrong.min(6)).min(WAIT_MAX);
        self.wrong += 1;
    }
}

impl Default for Operator {
    fn default() -> Self {
        Self::Pin { typed: String::new(), wrong: false }
    }
}

impl Operator {
    /// Takes in what the operator does; says whether they stay, and what is to be done.
    pub(super) fn act(&mut self, act: Act, booth: &mut Booth) -> (bool, Vec<Effect>) {
        match self {
            Operator::Pin { typed, wrong } => match act {
                Act::Back => return (false, Vec::new()),
                Act::Type(Edit::DeletePrevChar) => drop(typed.pop()),
                Act::Type(Edit::DeletePrevWord | Edit::DeleteLine) => typed.clear(),
                // Also while no PIN is taken: whoever knows it need not count seconds.
                Act::Type(edit) if typed.len() < PIN_MAX => {
                    typed.extend(digit(edit));
                    *wrong = false;
                }
                Act::Choose if booth.lock.left.is_zero() && !typed.is_empty() => {
                    if *typed == booth.config.pin.as_str() {
                        booth.lock.wrong = 0;
                        *self = Operator::Panel(Panel::default());
                        return (true, vec![Effect::Note(Note::Operator)]);
                    } else {
                        booth.lock.slip();
                        (*wrong, *typed) = (true, String::new());
                        return (true, vec![Effect::Note(Note::WrongPin)]);
                    }
                }
                _ => {}
            },
            Operator::Panel(panel) => return panel.act(act, booth),
        }
        (true, Vec::new())
    }
}

impl Panel {
    fn act(&mut self, act: Act, booth: &mut Booth) -> (bool, Vec<Effect>) {
        let last = Item::ALL.len() - 1;
        match (&mut self.view, act) {
            (PanelView::Names(listed, at) | PanelView::Games(listed, at), Act::Down) => {
                *at = (*at + 1).min(listed.len().saturating_sub(1));
            }
            (PanelView::Names(_, at) | PanelView::Games(_, at), Act::Up) => *at = at.saturating_sub(1),
            (PanelView::Names(names, at), Act::Choose) => {
                if let Some(named) = names.get(*at) {
                    return (true, vec![Effect::Do(Deed::RemoveName(named.id))]);
                }
                self.view = PanelView::Nothing;
            }
            (PanelView::Games(games, at), Act::Choose) => {
                if let Some(game) = games.get(*at) {
                    return (true, vec![Effect::Do(Deed::TakeOff(game.id))]);
                }
                self.view = PanelView::Nothing;
            }
            (PanelView::Names(listed, at) | PanelView::Games(listed, at), Act::Pick(to)) if to < listed.len() => {
                *at = to;
            }
            (PanelView::Findings(findings, at), Act::Down) => *at = (*at + 1).min(ROWS_EACH * findings.len()),
            (PanelView::Findings(_, at), Act::Up) => *at = at.saturating_sub(1),
            (PanelView::Findings(..), Act::Choose) => self.view = PanelView::Nothing,
            (PanelView::Sure(item), Act::Choose) => {
                let effect = match item {
                    Item::Quit => Effect::Quit,
                    _ => Effect::Do(Deed::Crash),
                };
                return (false, vec![effect]);
            }
            (PanelView::Names(..) | PanelView::Games(..) | PanelView::Findings(..) | PanelView::Sure(_), Act::Back) => {
                self.view = PanelView::Nothing;
            }
            (PanelView::Names(..) | PanelView::Games(..) | PanelView::Findings(..) | PanelView::Sure(_), _) => {}
            (_, Act::Back) => return (false, Vec::new()),
            (_, Act::Up) => self.selected = self.selected.checked_sub(1).unwrap_or(last),
            (_, Act::Down) => self.selected = if self.selected == last { 0 } else { self.selected + 1 },
            (_, Act::Pick(at)) if at <= last => {
                self.selected = at;
                return self.take(booth);
            }
            (_, Act::Choose) => return self.take(booth),
            _ => {}
        }
        (true, Vec::new())
    }

    fn take(&mut self, booth: &mut Booth) -> (bool, Vec<Effect>) {
        let item = Item::ALL[self.selected];
        self.view = PanelView::Nothing;
        let deed = match item {
            Item::Return => return (false, Vec::new()),
            Item::Pause => {
                booth.paused = !booth.paused;
                return (false, vec![Effect::Note(Note::Paused(booth.paused))]);
            }
            Item::Drill | Item::Quit => {
                self.view = PanelView::Sure(item);
                return (true, Vec::new());
            }
            Item::Names => Deed::Names,
            Item::Games => Deed::Games,
            Item::EndDay => Deed::EndDay,
            Item::Export => Deed::Export,
            Item::Doctor => Deed::Examine,
        };
        self.view = PanelView::Working;
        (true, vec![Effect::Do(deed)])
    }
}
