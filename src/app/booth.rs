//! A booth: visitors play one after the other, nobody watches, and nobody gets out.
//! It is no screen of its own. It decides what the keys may do on all of them, leads a visitor from one to the next, and
//! goes back to its beginning when nobody is there any more.

pub mod config;
pub(crate) mod doctor;
pub mod names;
pub(crate) mod view;
pub mod attract;
pub(crate) mod operator;
mod visit;

use std::sync::Arc;
use std::time::Duration;

use self::attract::Attract;
pub use self::operator::{Operator, Panel, PanelItem};
use super::{App, Component, Effect, News, Next, Note, Overlay, Pick, Start, around, second};
use crate::app::booth::config::Config;
use crate::app::settings::Settings;
use crate::context::picture::Pixels;
use crate::game::scores::{GameNo, ShareNews, Trouble};
use crate::text::{Lang, SafeText};
use crate::ui::{Act, Edit};

#[derive(Debug, Clone)]
pub struct Booth {
    pub(crate) config: Arc<Config>,
    pub(crate) refused: Arc<names::RefusedNames>,
    pub(crate) logo: Option<Arc<Pixels>>,
    pub(crate) paused: bool,
    pub(crate) trouble: Option<Trouble>,
    /// The file of games was damaged, and is kept under this name.
    pub(crate) aside: Option<SafeText>,
    /// Another file was put in the place of the file of games: where the end of the one before is kept.
    pub(crate) replaced: Option<SafeText>,
    pub(crate) shared: Option<ShareNews>,
    /// Counts: results that it does not take, and names and games that it does not let go.
    pub(crate) not_taken: (usize, usize),
    pub(crate) left_out: u64,
    /// How many games on it are more than are kept here.
    pub(crate) beyond: u64,
    pub(crate) lock: operator::Lock,
    idle: Duration,
    visits: usize,
    game: Option<GameNo>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    pub(crate) languages: Vec<Lang>,
    pub pick: Pick,
}

impl Booth {
    fn new(config: Arc<Config>, refused: Arc<names::RefusedNames>) -> Self {
        Self {
            config,
            refused,
            logo: None,
            paused: false,
            trouble: None,
            aside: None,
            replaced: None,
            shared: None,
            not_taken: (0, 0),
            left_out: 0,
            beyond: 0,
            lock: operator::Lock::default(),
            idle: Duration::ZERO,
            visits: 0,
            game: None,
        }
    }

    /// How much of the patience, at its end, is counted down: what is set, but no more than half of it.
    fn counted(&self, patience: Duration) -> Duration {
        self.config.countdown.min(patience / 2)
    }

    pub(super) fn learn(&mut self, news: News) {
        match news {
            News::Trouble(trouble) => self.trouble = trouble,
            News::SetAside(file) => self.aside = Some(file),
            News::Replaced(journal) => self.replaced = Some(journal),
            News::Shared(news @ (ShareNews::Online | ShareNews::Offline(_))) => self.shared = Some(news),
            News::Shared(ShareNews::NotTaken { results, removals }) => self.not_taken = (results, removals),
            News::Shared(ShareNews::LeftOut(games)) => self.left_out = games,
            News::Shared(ShareNews::Beyond(games)) => self.beyond = games,
            _ => {}
        }
    }

    pub(crate) fn is_troubled(&self) -> bool {
        let file = self.trouble.is_some() || self.aside.is_some() || self.replaced.is_some();
        file || !self.has_everything() || matches!(self.shared, Some(ShareNews::Offline(_)))
    }

    /// Whether nothing is known that the shared board does not take, or should not have.
    pub(crate) fn has_everything(&self) -> bool {
        self.not_taken == (0, 0) && self.left_out == 0 && self.beyond == 0
    }
}

impl App {
    pub fn at_booth(start: Start, config: Arc<Config>, refused: Arc<names::RefusedNames>) -> (Self, Vec<Effect>) {
        let settings = Settings {
            language: config.languages.first().copied(),
            theme: config.theme,
            timer: Some(config.time.map_or(0, |time| u16::try_from(time.as_secs()).unwrap_or(u16::MAX))),
            motion: config.motion,
            questions: config.questions,
            ..start.settings
        };
        let (mut app, mut effects) = Self::new(Start { settings, ..start });
        app.booth = Some(Booth::new(config, refused));
        (0..app.catalogue.len()).for_each(|at| app.load(at));
        app.rest();
        effects.append(&mut app.effects);
        (app, effects)
    }

    /// At a booth there is no way out, and nothing stops the clock.
    pub(crate) fn allows(&self, act: &Act) -> bool {
        let out = matches!(act, Act::Back | Act::Quit | Act::Pause | Act::Glossary);
        let refuses = *act == Act::Back && self.screen().goes_back();
        self.booth.is_none() || !out || refuses
    }

    /// How long it is until a booth goes back to its beginning, once that is worth telling.
    pub fn countdown(&self) -> Option<Duration> {
        let booth = self.booth.as_ref()?;
        let patience = self.patience()?;
        let left = patience.saturating_sub(booth.idle);
        (left <= booth.counted(patience)).then_some(left)
    }

    /// How long nobody may do anything here.
    fn patience(&self) -> Option<Duration> {
        let usual = self.booth.as_ref()?.config.idle;
        match self.overlay {
            Some(_) => Some(usual),
            None => (!self.screen().is_idle()).then(|| self.screen().patience(usual)),
        }
    }

    pub(super) fn booth_wake(&self) -> Option<Duration> {
        let booth = self.booth.as_ref()?;
        let idle = self.patience().map(|patience| {
            let (left, counted) = (patience.saturating_sub(booth.idle), booth.counted(patience));
            // Not a moment before the countdown begins, then once a second.
            if left > counted { left - counted } else { second(left) }
        });
        let lock = (self.overlay.is_some() && !booth.lock.left.is_zero()).then(|| second(booth.lock.left));
        idle.into_iter().chain(lock).min()
    }

    /// Time goes by at a booth, whatever lies over the screen; whether whoever was there is gone.
    pub(super) fn booth_tick(&mut self, time: Duration) -> bool {
        let patience = self.patience();
        let Some(booth) = &mut self.booth else { return false };
        booth.lock.tick(time);
        booth.idle += time;
        let gone = patience.is_some_and(|patience| booth.idle >= patience);
        if gone {
            if self.screen().is_kept() {
                self.effects.push(Effect::Note(Note::Left {}));
            }
            self.rest();
        }
        gone
    }

    pub(super) fn stir(&mut self, wakes: bool) {
        let Some(booth) = &mut self.booth else { return };
        booth.idle = Duration::ZERO;
        if wakes && self.overlay.is_none() && self.screen().is_idle() {
            self.pass_on(Act::Choose);
        }
    }

    pub(super) fn booth_act(&mut self, act: Act) {
        self.booth.iter_mut().for_each(|booth| booth.idle = Duration::ZERO);
        let taps = act == Act::Corner && self.guard.tap();
        let typing = matches!(self.overlay, Some(Overlay::Operator(_)));
        if act == Act::Operator || taps {
            if !typing {
                self.overlay = Some(Overlay::Operator(Operator::default()));
            }
        } else if act == Act::Corner {
            self.stir(true);
        } else if typing {
            self.operate(act);
        } else if self.guard.lets(&act) {
            match act == Act::Quit || (self.overlay.is_none() && !self.allows(&act)) {
                true => self.stir(true),
                false => self.pass_on(act),
            }
        }
    }

    /// Back to the beginning, with nothing left of whoever was there.
    pub(super) fn rest(&mut self) {
        self.overlay = None;
        self.screens = vec![Attract::default().into()];
        self.player = None;
        if let Some(booth) = &mut self.booth {
            (booth.idle, booth.game) = (Duration::ZERO, None);
            self.settings.language = booth.config.languages.first().copied();
        }
    }

    fn operate(&mut self, act: Act) {
        let Some(Overlay::Operator(mut operator)) = self.overlay.take() else { return };
        let Some(booth) = &mut self.booth else { return };
        if operator.act(act, booth, &mut self.effects) {
            self.overlay = Some(Overlay::Operator(operator));
        } else if booth.paused {
            self.rest();
        }
    }
}

impl Component for Welcome {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let count = self.languages.len();
        match act {
            Act::Left | Act::Up | Act::Right | Act::Down => {
                self.pick = Pick::new(around(self.pick.at, count, matches!(act, Act::Right | Act::Down)));
            }
            Act::Pick(at) if at < count => return app.begin_visit(self.languages[at]),
            Act::Choose => return app.begin_visit(self.languages[self.pick.at]),
            _ => {}
        }
        Next::Stay
    }
}

pub(super) fn digit(edit: Edit) -> Option<char> {
    match edit {
        Edit::InsertChar(c) if c.is_ascii_digit() => Some(c),
        _ => None,
    }
}
