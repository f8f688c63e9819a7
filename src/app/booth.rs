//! A booth: visitors play one after the other, nobody watches, and nobody gets out.
//!
//! It is no screen of its own. It decides what the keys may do on all of them, leads a visitor from one to the next, and
//! goes back to its beginning when nobody is there any more.

pub mod attract;
pub mod operator;
mod visit;

use std::sync::Arc;
use std::time::Duration;

use self::attract::Attract;
pub use self::operator::{Item, Operator, Panel};
use super::{Act, App, Edit, Effect, Note, Overlay, Screen, Shared, Start};
use crate::booth::{Config, names};
use crate::context::picture::Pixels;
use crate::scores::{Board, GameNo, Trouble};
use crate::settings::Settings;
use crate::text::{Lang, SafeText};

/// What a booth knows beside its screens.
#[derive(Debug, Clone)]
pub struct Booth {
    /// What its organiser set.
    pub config: Arc<Config>,
    /// The names that are not shown.
    pub refused: Arc<names::Refused>,
    /// The picture of the event, if there is one.
    pub logo: Option<Arc<Pixels>>,
    /// Visitors are asked to come back later.
    pub paused: bool,
    /// Why games cannot be written down, if so.
    pub trouble: Option<Trouble>,
    /// The file of games was damaged, and is kept under this name.
    pub aside: Option<SafeText>,
    /// Another file was put in the place of the file of games: where the end of the one before is kept.
    pub replaced: Option<SafeText>,
    /// How it stands with the shared board, where there is one.
    pub shared: Option<Shared>,
    /// So many results it does not take, and so many names and games it does not let go.
    pub not_taken: (usize, usize),
    /// So many games on it are none that can be.
    pub left_out: u64,
    /// So many games on it are more than are kept here.
    pub beyond: u64,
    /// Who may come to the operator's panel, and when.
    lock: operator::Lock,
    /// The time since anybody did anything.
    idle: Duration,
    /// How many visitors there were.
    visits: usize,
    /// The visitor's game.
    game: Option<GameNo>,
}

/// A visitor chooses a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Welcome {
    /// Those on offer.
    pub languages: Vec<Lang>,
    /// The one that is selected.
    pub selected: usize,
}

/// So long is a board shown to a visitor who does nothing more.
const BOARD_TIME: Duration = Duration::from_secs(30);

impl Booth {
    fn new(config: Arc<Config>, refused: Arc<names::Refused>) -> Self {
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

    /// A board without the names that are not shown here: those of other booths come as they are.
    pub(super) fn shown(&self, mut board: Board, lang: Lang) -> Board {
        for row in board.rows.iter_mut().chain(&mut board.own) {
            row.name = row.name.as_ref().and_then(|name| self.refused.name(name, row.id.0 as u64, lang));
        }
        board
    }

    /// Whether there is something that the operator should know.
    pub fn is_troubled(&self) -> bool {
        let file = self.trouble.is_some() || self.aside.is_some() || self.replaced.is_some();
        file || !self.has_everything() || matches!(self.shared, Some(Shared::Offline(_)))
    }

    /// Whether nothing is known that the shared board does not take, or should not have.
    pub fn has_everything(&self) -> bool {
        self.not_taken == (0, 0) && self.left_out == 0 && self.beyond == 0
    }

    /// How long the operator's PIN cannot be tried again.
    pub fn locked(&self) -> Duration {
        self.lock.left
    }
}

impl App {
    /// A booth before its first visitor.
    pub fn at_booth(start: Start, config: Arc<Config>, refused: Arc<names::Refused>) -> (Self, Vec<Effect>) {
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
        app.screens = vec![Screen::Attract(Attract::default())];
        for at in 0..app.catalogue.len() {
            effects.extend(app.load(at));
        }
        app.rest();
        (app, effects)
    }

    /// Whether an act can do anything on this screen. At a booth there is no way out, and none to make the clock stand
    /// still.
    pub fn allows(&self, act: &Act) -> bool {
        let out = matches!(act, Act::Back | Act::Quit | Act::Pause | Act::Glossary);
        let refuses = *act == Act::Back && matches!(self.screen(), Screen::Naming(_));
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
        let booth = self.booth.as_ref()?;
        match self.screen() {
            Screen::Attract(_) if self.overlay.is_none() => None,
            Screen::Standings(_) if self.overlay.is_none() => Some(BOARD_TIME.min(booth.config.idle)),
            _ => Some(booth.config.idle),
        }
    }

    /// How long until the booth itself changes something.
    pub(super) fn booth_wake(&self) -> Option<Duration> {
        let booth = self.booth.as_ref()?;
        let whole = |left: Duration| match Duration::from_nanos(left.subsec_nanos().into()) {
            Duration::ZERO => left.min(Duration::from_secs(1)),
            past => past,
        };
        let idle = self.patience().map(|patience| {
            let (left, counted) = (patience.saturating_sub(booth.idle), booth.counted(patience));
            // Not a moment before the countdown begins, then once a second.
            if left > counted { left - counted } else { whole(left) }
        });
        let lock = (self.overlay.is_some() && !booth.locked().is_zero()).then(|| whole(booth.locked()));
        idle.into_iter().chain(lock).min()
    }

    /// Time goes by at a booth, whatever lies over the screen.
    pub(super) fn booth_tick(&mut self, time: Duration) -> Vec<Effect> {
        let patience = self.patience();
        let Some(booth) = &mut self.booth else { return Vec::new() };
        booth.lock.tick(time);
        booth.idle += time;
        if patience.is_some_and(|patience| booth.idle >= patience) {
            let left = matches!(self.screen(), Screen::Round(_));
            self.rest();
            return left.then_some(Effect::Note(Note::Left)).into_iter().collect();
        }
        if self.overlay.is_none() && matches!(self.screen(), Screen::Attract(_)) {
            self.attract(time)
        } else {
            Vec::new()
        }
    }

    /// Somebody is there.
    pub(super) fn stir(&mut self, wakes: bool) -> Vec<Effect> {
        if let Some(booth) = &mut self.booth {
            booth.idle = Duration::ZERO;
            if wakes && matches!(self.screen(), Screen::Attract(_)) && self.overlay.is_none() {
                return self.welcome();
            }
        }
        Vec::new()
    }

    /// What somebody does at a booth.
    pub(super) fn booth_act(&mut self, act: Act) -> Vec<Effect> {
        if let Some(booth) = &mut self.booth {
            booth.idle = Duration::ZERO;
        }
        let taps = act == Act::Corner && self.guard.tap();
        if act == Act::Operator || taps {
            if !matches!(self.overlay, Some(Overlay::Operator(_))) {
                self.overlay = Some(Overlay::Operator(Operator::default()));
            }
            return Vec::new();
        }
        if act == Act::Corner {
            return self.stir(true);
        }
        let typing = matches!(self.overlay, Some(Overlay::Operator(_)));
        if !typing && !self.guard.lets(&act) {
            return Vec::new();
        }
        if typing {
            return self.operate(act);
        }
        if act == Act::Quit || (self.overlay.is_none() && !self.allows(&act)) {
            return self.stir(true);
        }
        match (&self.overlay, self.screen()) {
            (None, Screen::Attract(_)) => self.welcome(),
            (None, _) if act == Act::Help => {
                self.overlay = Some(Overlay::Help);
                Vec::new()
            }
            (None, Screen::Welcome(_)) => self.on_welcome(act),
            (None, Screen::Portrait(_)) => self.on_portrait_of_visitor(act),
            (None, Screen::Naming(_)) => self.on_naming(act),
            (None, Screen::Standings(_)) => self.on_board_of_visitor(act),
            _ => match self.overlay.take() {
                Some(overlay) => self.over(overlay, act),
                None => self.act(act),
            },
        }
    }

    /// Back to the beginning, with nothing left of who was there.
    pub(super) fn rest(&mut self) {
        self.overlay = None;
        self.screens = vec![Screen::Attract(Attract::default())];
        self.player = None;
        if let Some(booth) = &mut self.booth {
            (booth.idle, booth.game) = (Duration::ZERO, None);
            self.settings.language = booth.config.languages.first().copied();
        }
    }

    /// How it stands with the shared board.
    pub(super) fn shares(&mut self, shared: Shared) -> Vec<Effect> {
        let Some(booth) = &mut self.booth else { return Vec::new() };
        let came = shared == Shared::Received;
        match shared {
            Shared::Online | Shared::Offline(_) => booth.shared = Some(shared),
            Shared::Received => {}
            Shared::NotTaken { results, removals } => booth.not_taken = (results, removals),
            Shared::LeftOut(games) => booth.left_out = games,
            Shared::Beyond(games) => booth.beyond = games,
        }
        // Whoever looks at a board sees what came in from the next booth.
        let own = booth.game;
        match self.screen() {
            Screen::Standings(standings) if came => vec![Effect::Rank { scope: standings.scope(), own }],
            _ => Vec::new(),
        }
    }

    /// What the operator does.
    fn operate(&mut self, act: Act) -> Vec<Effect> {
        let Some(Overlay::Operator(mut operator)) = self.overlay.take() else { return Vec::new() };
        let Some(booth) = &mut self.booth else { return Vec::new() };
        let (stays, effects) = operator.act(act, booth);
        if stays {
            self.overlay = Some(Overlay::Operator(operator));
        } else if self.booth.as_ref().is_some_and(|booth| booth.paused) {
            self.rest();
        }
        effects
    }
}

/// Digits as the operator types them.
pub(super) fn digit(edit: Edit) -> Option<char> {
    match edit {
        Edit::InsertChar(c) if c.is_ascii_digit() => Some(c),
        _ => None,
    }
}
