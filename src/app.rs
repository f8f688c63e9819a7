//! The game as its player goes through it: a stack of screens, messages in, effects out.
//!
//! [`App::update`] is the only way to change anything. It is pure: time arrives as [`Msg::Tick`], chance through the
//! constructor, and what is to be done outside leaves as an [`Effect`].

pub mod booth;
mod catalogue;
pub mod class;
pub mod glossary;
mod guard;
pub mod menu;
mod message;
mod news;
mod notice;
pub mod overlay;
pub mod naming;
mod playing;
pub mod portrait;
pub mod preview;
mod ready;
pub mod results;
pub mod round;
pub mod standings;

use std::sync::Arc;
use std::time::Duration;

use self::booth::attract::Attract;
use self::booth::{Booth, Welcome};
use self::catalogue::Want;
pub use self::catalogue::{Entry, EntryState};
use self::class::Class;
use self::glossary::Glossary;
use self::guard::Guard;
use self::menu::{Menu, Options, Title};
pub use self::message::{Act, Deed, Edit, Effect, Msg, Note};
use self::naming::Naming;
pub use self::news::{News, Outcome, Shared};
pub use self::notice::Notice;
pub use self::overlay::Overlay;
use self::portrait::Portrait;
use self::preview::Preview;
use self::ready::Cache;
use self::results::{Results, Review};
use self::round::Round;
use self::standings::Standings;
use crate::game::{Game, Rules, RunCode};
use crate::pack::{Pack, QuestionRef};
use crate::scores::Best;
use crate::settings::{Motion, Settings};
use crate::text::{Lang, SafeText};

/// One screen. The last of the stack is the one that is shown.
#[derive(Debug, Clone)]
pub enum Screen {
    /// The title, at the bottom of the stack.
    Title(Title),
    /// The settings.
    Settings(Options),
    /// A game under way.
    Round(Round),
    /// A game that is over.
    Results(Results),
    /// One answered question of a game that is over.
    Review(Review),
    /// The terms and senses of a pack.
    Glossary(Glossary),
    /// A class before one screen.
    Class(Box<Class>),
    /// A pack while it is being written.
    Preview(Preview),
    /// A booth where nobody is.
    Attract(Attract),
    /// A visitor of a booth chooses a language.
    Welcome(Welcome),
    /// The player as a classifier.
    Portrait(Portrait),
    /// A player chooses a name.
    Naming(Naming),
    /// A board.
    Standings(Standings),
}

/// The whole state of the program.
#[derive(Debug, Clone)]
pub struct App {
    /// What the player chose.
    pub settings: Settings,
    /// The packs that can be chosen; never empty.
    pub catalogue: Vec<Entry>,
    /// Which one is chosen.
    pub chosen: usize,
    /// The screens, the current one last; never empty.
    screens: Vec<Screen>,
    /// What lies over the current screen.
    pub overlay: Option<Overlay>,
    /// What to tell the player on the title screen.
    pub notice: Option<Notice>,
    /// What the player goes by in what is written down, if they said so.
    pub player: Option<SafeText>,
    /// What makes it a booth, if it is one.
    pub booth: Option<Booth>,
    /// Keys may be pressed by accident. A line that is typed and sent is meant.
    pub hurried: bool,
    guard: Guard,
    /// How many games were begun.
    games: u64,
    /// The best scores of earlier games, by their kind.
    best: Vec<Best>,
    locale: Lang,
    entropy: u64,
    seen: Vec<String>,
    want: Option<(Want, usize)>,
    ready: Cache,
}

/// What the program starts from.
#[derive(Debug, Clone)]
pub struct Start {
    /// What the player chose last time.
    pub settings: Settings,
    /// The packs; never empty.
    pub catalogue: Vec<Entry>,
    /// Index of the pack to begin with, where the command line names one.
    pub chosen: Option<usize>,
    /// The language where the settings name none.
    pub locale: Lang,
    /// Any number.
    pub entropy: u64,
    /// Questions seen in earlier games, as [`deck::seen_as`] says it, the latest last.
    pub seen: Vec<String>,
    /// A run to begin with.
    pub run: Option<RunCode>,
    /// Something to say at once.
    pub notice: Option<Notice>,
}

/// So many seen questions are remembered.
const SEEN_MAX: usize = 500;

impl App {
    /// The title screen, and what is to be done first.
    pub fn new(start: Start) -> (Self, Vec<Effect>) {
        let Start { settings, catalogue, chosen, locale, entropy, seen, run, notice } = start;
        let last = |entry: &Entry| settings.pack.as_deref() == Some(entry.id.as_str());
        let chosen = chosen.or_else(|| catalogue.iter().position(last)).unwrap_or(0);
        let mut app = Self {
            settings,
            catalogue,
            chosen,
            screens: vec![Screen::Title(Title(Menu::title()))],
            overlay: None,
            notice,
            player: None,
            booth: None,
            hurried: true,
            guard: Guard::default(),
            games: 0,
            best: Vec::new(),
            locale,
            entropy,
            seen,
            want: None,
            ready: Cache::default(),
        };
        let mut effects = match run {
            Some(code) => app.begin(Want::Run(code)),
            None => app.load(chosen),
        };
        effects.extend(app.prepare());
        (app, effects)
    }

    /// A game that is under way already.
    pub fn playing(start: Start, game: Game) -> (Self, Vec<Effect>) {
        let (mut app, _) = Self::new(start);
        app.screens.push(Screen::Round(Round::new(game)));
        let effects = app.prepare();
        (app, effects)
    }

    /// Only this screen: whoever leaves it leaves the program.
    pub fn on(start: Start, screen: Screen) -> (Self, Vec<Effect>) {
        let (mut app, _) = Self::new(start);
        app.screens = vec![screen];
        let effects = app.prepare();
        (app, effects)
    }

    /// A game of one question in a language, without a timer, to be looked at as long as one likes.
    pub fn asking(pack: &Arc<Pack>, place: QuestionRef, lang: Lang, settings: Settings) -> (Self, Vec<Effect>) {
        let header = &pack.header;
        let entry = Entry {
            id: header.id.clone(),
            title: header.title.clone(),
            languages: header.languages.clone(),
            domains: header.domains.clone(),
            state: EntryState::Ready(pack.clone()),
        };
        let start = Start {
            settings: Settings { language: Some(lang), ..settings },
            catalogue: vec![entry],
            chosen: Some(0),
            locale: lang,
            entropy: 0,
            seen: Vec::new(),
            run: None,
            notice: None,
        };
        Self::playing(start, Game::new(pack.clone(), lang, Rules { time: None }, vec![place], None))
    }

    /// The current screen.
    pub fn screen(&self) -> &Screen {
        self.screens.last().unwrap_or_else(|| unreachable!("the title is never popped"))
    }

    fn screen_mut(&mut self) -> &mut Screen {
        self.screens.last_mut().unwrap_or_else(|| unreachable!("the title is never popped"))
    }

    /// The language of the screens.
    pub fn lang(&self) -> Lang {
        self.settings.language.unwrap_or(self.locale)
    }

    /// The chosen pack's place in the catalogue.
    pub fn entry(&self) -> &Entry {
        &self.catalogue[self.chosen]
    }

    /// The language in which a pack with these languages is played.
    pub fn play_lang(&self, languages: &[Lang]) -> Lang {
        let own = self.lang();
        if languages.contains(&own) { own } else { languages.first().copied().unwrap_or(own) }
    }

    /// Whether to draw in ASCII, whatever the terminal can show.
    pub fn ascii(&self) -> bool {
        let previewed = matches!(self.screen(), Screen::Preview(preview) if preview.ascii);
        previewed || self.booth.as_ref().is_some_and(|booth| booth.config.ascii)
    }

    /// How long nothing will change by itself; `None`: until the player does something.
    pub fn wake(&self) -> Option<Duration> {
        let overlay = self.overlay.as_ref().filter(|_| self.booth.is_none());
        let own = match (overlay, self.screen()) {
            (None, Screen::Round(round)) => round.wake(self.moves()),
            (None, Screen::Results(results)) if self.moves() => results.wake(),
            (None, Screen::Glossary(glossary)) if self.moves() => glossary.wake(),
            (None, Screen::Class(class)) => class.wake(self.moves()),
            (None, Screen::Preview(preview)) => preview.wake(),
            (None, Screen::Attract(_)) if self.booth.as_ref().is_some_and(|booth| booth.paused) => None,
            (None, Screen::Attract(attract)) => Some(attract.wake(self.moves())),
            (None, Screen::Portrait(portrait)) if self.moves() => portrait.wake(),
            (None, Screen::Standings(standings)) if self.moves() => standings.wake(),
            _ => None,
        };
        own.into_iter().chain(self.booth_wake()).min()
    }

    /// Whether things may move.
    fn moves(&self) -> bool {
        self.settings.motion == Motion::Full
    }

    /// Takes in what happened, and says what is to be done.
    pub fn update(&mut self, msg: Msg) -> Vec<Effect> {
        let mut effects = self.take_in(msg);
        effects.extend(self.keep());
        self.guard.saw(self.view());
        effects.extend(self.prepare());
        effects
    }

    fn take_in(&mut self, msg: Msg) -> Vec<Effect> {
        match msg {
            Msg::Tick(time) => {
                self.guard.tick(time);
                let effects = self.booth_tick(time);
                // At a booth nobody makes the clock stand still.
                let covered = self.overlay.is_some() && self.booth.is_none();
                match self.screen_mut() {
                    Screen::Round(round) if !covered => round.tick(time),
                    Screen::Results(results) if !covered => results.since += time,
                    Screen::Glossary(glossary) if !covered => glossary.tick(time),
                    Screen::Class(class) if !covered => class.tick(time),
                    Screen::Preview(preview) if !covered => preview.tick(time),
                    Screen::Portrait(portrait) if !covered => portrait.since += time,
                    Screen::Standings(standings) if !covered => standings.since += time,
                    _ => {}
                }
                effects
            }
            Msg::Stir { wakes } => {
                if wakes {
                    self.guard.stirred();
                }
                self.stir(wakes)
            }
            Msg::News(news) => self.hear(news),
            Msg::Prepared { pack, question, lang, ready } => {
                self.prepared(&pack, question, lang, ready);
                Vec::new()
            }
            Msg::NotWritten { lines, reason } => {
                // A game is not disturbed by it; a class must know what would not come back.
                if let Some(Screen::Class(class)) = self.screens.first_mut() {
                    class.not_written(lines, reason);
                }
                Vec::new()
            }
            Msg::Saved(saved) => self.on_saved(*saved),
            Msg::Inspected { pack, question, found } => {
                if let Screen::Preview(preview) = self.screen_mut() {
                    preview.inspected(&pack, question, found);
                }
                Vec::new()
            }
            Msg::Loaded(at, pack) => self.loaded(at, pack),
            Msg::Act(act) if self.booth.is_some() => self.booth_act(act),
            Msg::Act(Act::Quit) => vec![Effect::Quit],
            // On other screens, too, it must be known which key may be held down.
            Msg::Act(act) if !self.guard.lets(&act) && self.is_guarded() => Vec::new(),
            Msg::Act(act) => match self.overlay.take() {
                Some(overlay) => self.over(overlay, act),
                None => self.act(act),
            },
        }
    }

    fn act(&mut self, act: Act) -> Vec<Effect> {
        if act == Act::Help {
            self.overlay = Some(Overlay::Help);
            return Vec::new();
        }
        match self.screen_mut() {
            Screen::Title(_) => self.on_title(act),
            Screen::Settings(_) => self.on_settings(act),
            Screen::Round(_) => self.on_round(act),
            Screen::Results(_) => self.on_results(act),
            Screen::Review(_) => self.on_review(act),
            Screen::Class(_) => self.on_class(act),
            Screen::Glossary(glossary) => {
                if glossary.act(act) {
                    Vec::new()
                } else {
                    self.leave()
                }
            }
            Screen::Preview(_) => self.on_preview(act),
            Screen::Portrait(portrait) => {
                if portrait.act(act) {
                    self.leave()
                } else {
                    Vec::new()
                }
            }
            // Only at a booth, which deals with them itself.
            Screen::Attract(_) | Screen::Welcome(_) | Screen::Naming(_) | Screen::Standings(_) => Vec::new(),
        }
    }

    /// One screen back; out of the program where there is none.
    fn leave(&mut self) -> Vec<Effect> {
        if self.screens.len() < 2 {
            return vec![Effect::Quit];
        }
        self.screens.pop();
        Vec::new()
    }
}
