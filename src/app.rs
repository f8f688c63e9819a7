//! The game as its player goes through it: a stack of screens, messages in, effects out.
//! [`App::update`] is the only way to change anything. It is pure: time arrives as [`Msg::Tick`], chance through the
//! constructor, and what is to be done outside leaves as an [`Effect`].

pub mod plain;
pub mod play;
pub mod settings;
pub mod view;
pub mod booth;
mod catalogue;
pub mod class;
pub(crate) mod exhibit;
pub mod glossary;
mod guard;
mod message;
mod news;
mod notice;
pub(crate) mod overlay;
pub(crate) mod pick;
pub mod preview;
mod ready;
pub(crate) mod screen;
pub(crate) mod title;

use std::sync::Arc;
use std::time::Duration;

pub(crate) use self::booth::Booth;
use self::catalogue::Want;
pub use self::catalogue::{Entry, EntryState};
use self::exhibit::{Exhibit, moving, second, soonest};
use self::guard::KeyGuard;
pub use self::message::{Deed, Effect, Msg, Note};
pub use self::news::News;
pub use self::notice::Notice;
pub use self::overlay::Overlay;
use self::pick::{Pick, around, cycle};
use self::ready::Cache;
pub use self::screen::Screen;
use self::screen::{Ahead, Component, Next};
use self::title::Title;
use crate::app::play::round::Round;
use crate::app::settings::{Motion, Settings};
use crate::game::scores::Best;
use crate::game::{Game, Rules, RunCode};
use crate::pack::{Pack, QuestionRef};
use crate::text::{Lang, SafeText};
pub(crate) use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct App {
    pub settings: Settings,
    /// The packs that can be chosen; never empty.
    pub(crate) catalogue: Vec<Entry>,
    pub(crate) chosen: usize,
    /// The screens, the current one last; never empty.
    screens: Vec<Screen>,
    pub overlay: Option<Overlay>,
    pub notice: Option<Notice>,
    /// What the player goes by in what is written down, if they said so.
    pub player: Option<SafeText>,
    pub booth: Option<Booth>,
    /// Keys may be pressed by accident. A line that is typed and sent is meant.
    pub(crate) hurried: bool,
    guard: KeyGuard,
    games: u64,
    best: Vec<Best>,
    locale: Lang,
    entropy: u64,
    seen: Vec<String>,
    want: Option<(Want, usize)>,
    ready: Cache,
    effects: Vec<Effect>,
}

#[derive(Debug, Clone, Default)]
pub struct Start {
    pub settings: Settings,
    pub catalogue: Vec<Entry>,
    /// Index of the pack to begin with, where the command line names one.
    pub chosen: Option<usize>,
    /// The language where the settings name none.
    pub locale: Lang,
    pub entropy: u64,
    /// Questions seen in earlier games, as [`deck::seen_as`] says it, the latest last.
    pub seen: Vec<String>,
    pub run: Option<RunCode>,
    pub notice: Option<Notice>,
}

const SEEN_MAX: usize = 500;

impl App {
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let Start { settings, catalogue, chosen, locale, entropy, seen, run, notice } = start;
        let last = |entry: &Entry| settings.pack.as_deref() == Some(entry.id.as_str());
        let chosen = chosen.or_else(|| catalogue.iter().position(last)).unwrap_or(0);
        let mut app = Self {
            settings,
            catalogue,
            chosen,
            screens: vec![Title::default().into()],
            overlay: None,
            notice,
            player: None,
            booth: None,
            hurried: true,
            guard: KeyGuard::default(),
            games: 0,
            best: Vec::new(),
            locale,
            entropy,
            seen,
            want: None,
            ready: Cache::default(),
            effects: Vec::new(),
        };
        match run {
            Some(code) => app.begin(Want::Run(code)),
            None => app.load(chosen),
        }
        app.with_effects()
    }

    fn with_effects(mut self) -> (Self, Vec<Effect>) {
        self.prepare();
        let effects = std::mem::take(&mut self.effects);
        (self, effects)
    }

    pub fn playing(start: Start, game: Game) -> (Self, Vec<Effect>) {
        let (mut app, _) = Self::new(start);
        app.screens.push(Round::new(game).into());
        app.with_effects()
    }

    pub fn on(start: Start, screen: impl Into<Screen>) -> (Self, Vec<Effect>) {
        let (mut app, _) = Self::new(start);
        app.screens = vec![screen.into()];
        app.with_effects()
    }

    /// A game of one question in a language, without a timer, to be looked at as long as one likes.
    pub fn asking(pack: &Arc<Pack>, place: QuestionRef, lang: Lang, settings: Settings) -> (Self, Vec<Effect>) {
        let entry = Entry::new(pack.header.clone(), EntryState::Ready(pack.clone()));
        let start = Start {
            settings: Settings { language: Some(lang), ..settings },
            catalogue: vec![entry],
            ..Start::default()
        };
        Self::playing(start, Game::new(pack.clone(), lang, Rules { time: None }, vec![place], None))
    }

    pub fn screen(&self) -> &Screen {
        self.screens.last().unwrap_or_else(|| unreachable!("the title is never popped"))
    }

    /// Has the current screen do something, which is not on the stack meanwhile.
    fn with_screen<T>(&mut self, what: impl FnOnce(&mut dyn Component, &mut Self) -> T) -> T {
        let mut screen = self.screens.pop().unwrap_or_else(|| unreachable!("the title is never popped"));
        let came = what(&mut *screen, self);
        self.screens.push(screen);
        came
    }

    pub fn lang(&self) -> Lang {
        self.settings.language.unwrap_or(self.locale)
    }

    pub fn entry(&self) -> &Entry {
        &self.catalogue[self.chosen]
    }

    pub(crate) fn play_lang(&self, languages: &[Lang]) -> Lang {
        let own = self.lang();
        if languages.contains(&own) { own } else { languages.first().copied().unwrap_or(own) }
    }

    pub fn ascii(&self) -> bool {
        self.screen().is_ascii() || self.booth.as_ref().is_some_and(|booth| booth.config.ascii)
    }

    /// How long nothing will change by itself; `None`: until the player does something.
    pub fn wake(&self) -> Option<Duration> {
        let own = if self.stands_still() { None } else { self.screen().wake(self) };
        own.into_iter().chain(self.booth_wake()).min()
    }

    fn moves(&self) -> bool {
        self.settings.motion == Motion::Full
    }

    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        self.take_in(msg);
        self.keep();
        self.guard.saw(self.view());
        self.prepare();
        std::mem::take(&mut self.effects)
    }

    fn take_in(&mut self, msg: Msg) {
        match msg {
            Msg::Tick(time) => {
                self.guard.tick(time);
                if !self.booth_tick(time) && !self.stands_still() {
                    self.with_screen(|screen, app| screen.tick(time, app));
                }
            }
            Msg::Stir { wakes } => {
                if wakes {
                    self.guard.stirred();
                }
                self.stir(wakes);
            }
            Msg::Act(act) if self.booth.is_some() => self.booth_act(act),
            Msg::Act(Act::Quit) => self.effects.push(Effect::Quit),
            // On other screens, too, it must be known which key may be held down.
            Msg::Act(act) if !self.guard.lets(&act) && self.is_guarded() => {}
            Msg::Act(act) => self.pass_on(act),
            Msg::Loaded(at, pack) => self.loaded(at, pack),
            msg => self.hear(msg),
        }
    }

    /// What came from outside is for the app, or for a screen, wherever in the stack it is.
    fn hear(&mut self, msg: Msg) {
        let mut screens = std::mem::take(&mut self.screens);
        screens.iter_mut().for_each(|screen| screen.hear(&msg, self));
        self.screens = screens;
        match msg {
            Msg::News(news) => self.learn(news),
            Msg::Prepared { pack, question, lang, ready } => self.prepared(&pack, question, lang, ready),
            _ => {}
        }
    }

    fn pass_on(&mut self, act: Act) {
        match self.overlay.take() {
            Some(overlay) => self.over(overlay, act),
            None if act == Act::Help && !self.screen().is_idle() => self.overlay = Some(Overlay::Help),
            None => {
                let step = self.with_screen(|screen, app| screen.act(act, app));
                self.go(step);
            }
        }
    }

    fn go(&mut self, step: Next) {
        match step {
            Next::Stay => {}
            Next::Leave if self.screens.len() < 2 => self.effects.push(Effect::Quit),
            Next::Leave => {
                if let Some(closed) = self.screens.pop() {
                    self.with_screen(|screen, _| screen.closed(&closed));
                }
            }
            Next::Home => self.screens.truncate(1),
            Next::To(screen) => self.screens.push(screen),
            Next::Instead(screen) => {
                self.screens.pop();
                self.screens.push(screen);
            }
            Next::Over(overlay) => self.overlay = Some(overlay),
            Next::Glossary => self.open_glossary(),
            Next::Begin(want) => self.begin(want),
            Next::Rest => self.rest(),
            Next::Quit => self.effects.push(Effect::Quit),
        }
    }
}
