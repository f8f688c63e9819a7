//! What only the operator may do: behind a PIN, which cannot be tried as often as one likes.

use std::time::Duration;

use super::{Booth, digit};
use crate::app::booth::doctor::Finding;
use crate::app::{Deed, Effect, News, Note};
use crate::game::scores::{NamedGame, RunId};
use crate::text::SafeText;
use crate::ui::{Act, Edit};

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
    /// The latest names: to take one away.
    Names(Removable),
    /// Games: to take one off the boards.
    Games(Removable),
    /// What was found out about the machine, and how far it is scrolled.
    Findings(Vec<Finding>, usize),
    Sure(Item),
}

/// Games, one of which can be taken away, or its name.
#[derive(Debug, Clone, PartialEq)]
pub struct Removable {
    pub games: Vec<NamedGame>,
    pub at: usize,
    /// Whether that one is to go is being asked.
    pub asked: bool,
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

    pub(crate) fn came(&mut self, news: News) {
        let Operator::Panel(panel) = self else { return };
        panel.view = match (news, &panel.view) {
            (News::Written(place), _) => PanelView::Written(place),
            (News::Failed(reason), _) => PanelView::Failed(reason),
            (News::Names(games), PanelView::Names(before)) => PanelView::Names(Removable::of(games, Some(before))),
            (News::Names(games), _) => PanelView::Names(Removable::of(games, None)),
            (News::Games(games), PanelView::Games(before)) => PanelView::Games(Removable::of(games, Some(before))),
            (News::Games(games), _) => PanelView::Games(Removable::of(games, None)),
            (News::Findings(findings), _) => PanelView::Findings(findings, 0),
            _ => return,
        };
    }
}

impl Removable {
    /// A list that comes in the place of another. What was selected stays so, as long as it is there; nothing else is
    /// taken away for it.
    fn of(games: Vec<NamedGame>, before: Option<&Self>) -> Self {
        let Some(before) = before else { return Self { games, at: 0, asked: false } };
        let same = before.selected().and_then(|game| games.iter().position(|other| other.id == game.id));
        let at = same.unwrap_or(before.at.min(games.len().saturating_sub(1)));
        Self { games, at, asked: before.asked && same.is_some() }
    }

    pub fn selected(&self) -> Option<&NamedGame> {
        self.games.get(self.at)
    }

    /// Takes in what the operator does; says which game is to go.
    fn act(&mut self, act: Act) -> Option<RunId> {
        match act {
            Act::Choose if self.asked => {
                self.asked = false;
                return self.selected().map(|game| game.id);
            }
            Act::Back => self.asked = false,
            _ if self.asked => {}
            Act::Choose => self.asked = self.selected().is_some(),
            Act::Down => self.at = (self.at + 1).min(self.games.len().saturating_sub(1)),
            Act::Up => self.at = self.at.saturating_sub(1),
            Act::Pick(to) if to < self.games.len() => self.at = to,
            _ => {}
        }
        None
    }
}

impl Panel {
    fn act(&mut self, act: Act, booth: &mut Booth) -> (bool, Vec<Effect>) {
        let last = Item::ALL.len() - 1;
        match (&mut self.view, act) {
            (PanelView::Names(list) | PanelView::Games(list), Act::Back) if !list.asked => {
                self.view = PanelView::Nothing;
            }
            (PanelView::Names(list), act) => {
                return (true, list.act(act).map(|game| Effect::Do(Deed::RemoveName(game))).into_iter().collect());
            }
            (PanelView::Games(list), act) => {
                return (true, list.act(act).map(|game| Effect::Do(Deed::TakeOff(game))).into_iter().collect());
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
            (PanelView::Findings(..) | PanelView::Sure(_), Act::Back) => self.view = PanelView::Nothing,
            (PanelView::Findings(..) | PanelView::Sure(_), _) => {}
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
