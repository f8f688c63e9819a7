//! What only the operator may do: behind a PIN, which cannot be tried as often as one likes.

use std::time::Duration;

use super::{Booth, digit};
use crate::app::booth::doctor::Finding;
use crate::app::{Deed, Effect, News, Note, Pick};
use crate::game::scores::NamedGame;
use crate::text::SafeText;
use crate::ui::{Act, Edit};

pub(crate) const PIN_MAX: usize = 12;

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
    /// Which of [`PanelItem::ALL`] is selected.
    pub(crate) pick: Pick,
    pub(crate) view: PanelView,
}

#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) enum PanelView {
    #[default]
    Nothing,
    Working,
    Written(SafeText),
    Failed(SafeText),
    Removing(Removable),
    /// What was found out about the machine, and how far it is scrolled.
    Findings(Vec<Finding>, Pick),
    Sure(Ending),
}

/// What ends the program, and is asked for twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    Drill,
    Quit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RemovableKind {
    Name,
    Game,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Removable {
    pub(crate) what: RemovableKind,
    pub(crate) games: Vec<NamedGame>,
    pub(crate) pick: Pick,
    pub(crate) asked: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PanelItem {
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

impl PanelItem {
    pub const ALL: [PanelItem; 9] = {
        use PanelItem::*;
        [Return, Pause, Names, Games, EndDay, Export, Doctor, Drill, Quit]
    };
}

/// What slows down who guesses. It outlives the panel: to close it and open it again gains nothing.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lock {
    wrong: u32,
    pub(crate) left: Duration,
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
    pub(super) fn act(&mut self, act: Act, booth: &mut Booth, out: &mut Vec<Effect>) -> bool {
        let (typed, wrong) = match self {
            Operator::Pin { typed, wrong } => (typed, wrong),
            Operator::Panel(panel) => return panel.act(act, booth, out),
        };
        match act {
            Act::Back => return false,
            Act::Type(Edit::DeletePrevChar) => drop(typed.pop()),
            Act::Type(Edit::DeletePrevWord | Edit::DeleteLine) => typed.clear(),
            // Also while no PIN is taken: whoever knows it need not count seconds.
            Act::Type(edit) if typed.len() < PIN_MAX => {
                typed.extend(digit(edit));
                *wrong = false;
            }
            Act::Choose if !booth.lock.left.is_zero() || typed.is_empty() => {}
            Act::Choose if *typed == booth.config.pin.as_str() => {
                booth.lock.wrong = 0;
                *self = Operator::Panel(Panel::default());
                out.push(Effect::Note(Note::Operator {}));
            }
            Act::Choose => {
                booth.lock.slip();
                (*wrong, *typed) = (true, String::new());
                out.push(Effect::Note(Note::WrongPin {}));
            }
            _ => {}
        }
        true
    }

    pub fn came(&mut self, news: News) {
        let Operator::Panel(panel) = self else { return };
        panel.view = match news {
            News::Written(place) => PanelView::Written(place),
            News::Failed(reason) => PanelView::Failed(reason),
            News::Names(games) => panel.removing(RemovableKind::Name, games),
            News::Games(games) => panel.removing(RemovableKind::Game, games),
            News::Findings(findings) => PanelView::Findings(findings, Pick::default()),
            _ => return,
        };
    }
}

impl Removable {
    pub(crate) fn selected(&self) -> Option<&NamedGame> {
        self.games.get(self.pick.at)
    }

    fn act(&mut self, act: &Act) -> Option<Deed> {
        match act {
            Act::Choose if self.asked => {
                self.asked = false;
                let game = self.selected()?.id;
                return Some(match self.what {
                    RemovableKind::Name => Deed::RemoveName(game),
                    RemovableKind::Game => Deed::TakeOff(game),
                });
            }
            Act::Back => self.asked = false,
            _ if self.asked => {}
            Act::Choose => self.asked = self.selected().is_some(),
            act => drop(self.pick.scroll(act, self.games.len())),
        }
        None
    }
}

impl Panel {
    /// In a list that replaces another the same stays selected; where it is gone, nothing else is taken away for it.
    fn removing(&self, what: RemovableKind, games: Vec<NamedGame>) -> PanelView {
        let (mut pick, mut asked) = (Pick::default(), false);
        if let PanelView::Removing(before) = &self.view
            && before.what == what
        {
            let same = before.selected().and_then(|game| games.iter().position(|other| other.id == game.id));
            pick = Pick::new(same.unwrap_or(before.pick.at.min(games.len().saturating_sub(1))));
            asked = before.asked && same.is_some();
        }
        PanelView::Removing(Removable { what, games, pick, asked })
    }

    fn act(&mut self, act: Act, booth: &mut Booth, out: &mut Vec<Effect>) -> bool {
        match (&mut self.view, act) {
            (PanelView::Removing(list), Act::Back) if !list.asked => self.view = PanelView::Nothing,
            (PanelView::Removing(list), act) => out.extend(list.act(&act).map(Effect::Do)),
            (PanelView::Sure(item), Act::Choose) => {
                out.push(match item {
                    Ending::Quit => Effect::Quit,
                    Ending::Drill => Effect::Do(Deed::Crash),
                });
                return false;
            }
            (PanelView::Findings(..), Act::Choose) | (PanelView::Findings(..) | PanelView::Sure(_), Act::Back) => {
                self.view = PanelView::Nothing;
            }
            (PanelView::Findings(findings, pick), act) => drop(pick.scroll(&act, ROWS_EACH * findings.len() + 1)),
            (PanelView::Sure(_), _) => {}
            (_, Act::Back) => return false,
            (_, Act::Pick(at)) if !self.pick.take(at, PanelItem::ALL.len()) => {}
            (_, Act::Pick(_) | Act::Choose) => return self.take(booth, out),
            (_, act) => drop(self.pick.turn(&act, PanelItem::ALL.len())),
        }
        true
    }

    fn ask(&mut self, ending: Ending) -> bool {
        self.view = PanelView::Sure(ending);
        true
    }

    /// Takes up the line that is selected; whether the operator stays.
    fn take(&mut self, booth: &mut Booth, out: &mut Vec<Effect>) -> bool {
        let deed = match PanelItem::ALL[self.pick.at] {
            PanelItem::Return => return false,
            PanelItem::Pause => {
                booth.paused = !booth.paused;
                out.push(Effect::Note(Note::Paused(booth.paused)));
                return false;
            }
            PanelItem::Drill => return self.ask(Ending::Drill),
            PanelItem::Quit => return self.ask(Ending::Quit),
            PanelItem::Names => Deed::Names,
            PanelItem::Games => Deed::Games,
            PanelItem::EndDay => Deed::EndDay,
            PanelItem::Export => Deed::Export,
            PanelItem::Doctor => Deed::Examine,
        };
        self.view = PanelView::Working;
        out.push(Effect::Do(deed));
        true
    }
}
