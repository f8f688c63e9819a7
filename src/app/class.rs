//! A class before one screen: a question is shown, the room raises hands, the votes are shown, the room talks and votes
//! again, and only then is it told what was right (peer instruction: Crouch and Mazur 2001, doi:10.1119/1.1374249).
//!
//! The stages of a question come in one order. Going forward is always the same key, so that nothing about what is right
//! can be shown by a slip: it takes one step more than the votes.

mod counting;
mod journal;
mod lobby;
mod plan;
mod votes;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

pub use self::lobby::{Choices, Lobby, Row, Unfinished};
pub use self::plan::Plan;
pub use self::votes::{Vote, Votes};
use super::round::TRANSITION;
use super::{Act, App, Effect, Overlay, Screen};
use crate::context::Frame;
use crate::pack::{DomainId, Pack, Question, QuestionRef, Term};
use crate::record::Line;
use crate::text::{Lang, SafeText};

/// No room has more hands.
pub const HANDS_MAX: u32 = 9999;

/// Whoever goes on twice within this time has held the key down, or pressed it as the clock rang. Keys begin to repeat
/// after two thirds of a second at most.
const CALM: Duration = Duration::from_secs(1);

/// No explanation is longer; the view stops at its end.
const SCROLL_MAX: u16 = 20;

/// A class under way, or about to begin.
#[derive(Debug, Clone)]
pub struct Class {
    /// What is asked.
    pub pack: Arc<Pack>,
    /// In which language.
    pub lang: Lang,
    /// What the class goes by.
    pub name: Option<SafeText>,
    /// The questions, and where the class stands.
    pub plan: Plan,
    /// What is chosen before it begins.
    pub lobby: Lobby,
    /// How far the current question is.
    pub stage: Stage,
    /// What was voted, by question.
    pub votes: HashMap<QuestionRef, Votes>,
    /// Which vote on the question is asked for, counted or shown: 1, or 2 after a talk.
    pub round: u8,
    /// How long there is to think.
    pub clock: Clock,
    /// The glosses are shown before the vote.
    pub hinted: bool,
    /// Figures and pictures are told in words.
    pub in_words: bool,
    /// The row of the plan that is selected, while the plan lies over the question.
    pub arranging: Option<usize>,
    /// Why the last lines could not be written down, if so.
    pub trouble: Option<SafeText>,
    /// So many questions of a class that goes on are no longer in the pack.
    pub gone: usize,
    /// The lines that could not be written down yet.
    unwritten: Vec<Line>,
    file: String,
    /// For how long the context has been watched.
    watched: Duration,
    /// For how long the room has been thinking about this vote.
    thought: Duration,
    /// The hands that were counted before somebody wanted to see the question once more.
    typed: Option<Vec<u32>>,
    /// The time since the trainer last went on, or the clock did.
    calm: Duration,
}

/// How far a question is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    /// Before the first question.
    Lobby,
    /// The room thinks, or talks before it votes again.
    Ask,
    /// Hands are counted.
    Count {
        /// So many for each domain.
        hands: Vec<u32>,
        /// Which are being counted.
        selected: DomainId,
        /// The next digit begins a number anew.
        anew: bool,
    },
    /// How the votes fell. Nothing says yet what is right.
    Chart {
        /// The time since the count.
        since: Duration,
    },
    /// What was right, and why.
    Reveal {
        /// The time since.
        since: Duration,
        /// How many rows the explanation is scrolled.
        scroll: u16,
    },
    /// After the last question.
    End {
        /// The row that is selected.
        selected: usize,
    },
}

/// The time to think. It stands still until the trainer starts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// How long there is; zero for no clock.
    pub time: Duration,
    /// How much of it is left.
    pub left: Duration,
    /// Whether it runs.
    pub runs: bool,
}

impl Clock {
    fn new(time: Duration) -> Self {
        Self { time, left: time, runs: false }
    }
}

impl Class {
    /// A class that has not begun. What happens in it is written down in a file of this name.
    pub fn new(pack: Arc<Pack>, lang: Lang, name: Option<SafeText>, lobby: Lobby, file: String) -> Self {
        let clock = Clock::new(Duration::from_secs(lobby.choices.seconds.into()));
        let plan = lobby.draw(&pack, lang);
        Self {
            pack,
            lang,
            name,
            plan,
            stage: Stage::Lobby,
            lobby,
            votes: HashMap::new(),
            round: 1,
            clock,
            hinted: false,
            in_words: false,
            arranging: None,
            trouble: None,
            gone: 0,
            unwritten: Vec::new(),
            file,
            watched: Duration::ZERO,
            thought: Duration::ZERO,
            typed: None,
            calm: Duration::ZERO,
        }
    }

    /// The question that is shown, once the class has begun and until it is over.
    pub fn place(&self) -> Option<QuestionRef> {
        match self.stage {
            Stage::Lobby | Stage::End { .. } => None,
            Stage::Ask | Stage::Count { .. } | Stage::Chart { .. } | Stage::Reveal { .. } => self.plan.current(),
        }
    }

    /// The question that comes after it.
    pub fn next(&self) -> Option<QuestionRef> {
        let after = usize::from(!matches!(self.stage, Stage::Lobby));
        self.plan.deck.get(self.plan.at + after).copied()
    }

    /// The term and question that are shown.
    pub fn shown(&self) -> Option<(&Term, &Question)> {
        self.place().map(|place| self.pack.at(place))
    }

    /// What was voted on the question that is shown.
    pub fn votes(&self) -> Votes {
        self.place().and_then(|place| self.votes.get(&place)).cloned().unwrap_or_default()
    }

    /// Whether nobody raised a hand in the vote that is shown.
    pub fn has_no_hands(&self) -> bool {
        self.votes().get(self.round).is_none()
    }

    /// The votes on it up to the one that is asked for, counted or shown.
    pub fn votes_so_far(&self) -> Votes {
        self.votes().up_to(self.round)
    }

    /// Whether the question that is shown does not count.
    pub fn is_warm_up(&self) -> bool {
        self.plan.at < self.plan.warm_up
    }

    /// Where a living figure is in its course.
    pub fn frame(&self) -> Frame {
        Frame::at(self.watched)
    }

    /// How long until something changes by itself, where things may move or not.
    pub(super) fn wake(&self, moves: bool) -> Option<Duration> {
        let mut wake: Option<Duration> = None;
        let mut sooner = |time: Duration| wake = Some(wake.map_or(time, |wake| wake.min(time)));
        if self.clock.runs {
            // The bar and the number follow the whole seconds.
            let past = Duration::from_nanos(self.clock.left.subsec_nanos().into());
            sooner(if past.is_zero() { Duration::from_secs(1).min(self.clock.left) } else { past });
        }
        if moves && self.arranging.is_none() {
            if let Some((_, question)) = self.shown()
                && let Some(next) = question.context.next_frame(self.frame())
            {
                sooner(next.time().saturating_sub(self.watched));
            }
            if let Stage::Chart { since } | Stage::Reveal { since, .. } = self.stage
                && since < TRANSITION
            {
                sooner(Frame::at(since).after().time().saturating_sub(since));
            }
        }
        wake
    }

    pub(super) fn tick(&mut self, time: Duration) {
        self.watched += time;
        self.calm += time;
        match &mut self.stage {
            Stage::Ask => self.thought += time,
            Stage::Chart { since } | Stage::Reveal { since, .. } => *since += time,
            Stage::Lobby | Stage::Count { .. } | Stage::End { .. } => {}
        }
        if self.clock.runs {
            self.clock.left = self.clock.left.saturating_sub(time);
            if self.clock.left.is_zero() {
                self.calm = Duration::ZERO;
                self.count();
            }
        }
    }

    /// Takes in what the trainer does; says what is to be done. [`Act::Back`] is left to the app where it leads out.
    pub(super) fn act(&mut self, act: Act) -> Vec<Effect> {
        if self.arranging.is_some() {
            return self.arrange(act);
        }
        // A key that is held down, or meant for what was there a moment ago, must not tell what is right.
        let calm = act != Act::Choose || std::mem::take(&mut self.calm) >= CALM;
        let none = self.has_no_hands();
        match (&mut self.stage, act) {
            (Stage::Lobby, act) => return self.in_lobby(act),
            (Stage::End { selected }, Act::Up) => *selected = selected.saturating_sub(1),
            (Stage::End { selected }, Act::Down) => {
                *selected = (*selected + 1).min(self.plan.deck.len().saturating_sub(1));
            }
            (Stage::End { .. }, Act::Earlier) => {
                self.plan.at = self.plan.deck.len().saturating_sub(1);
                self.enter();
            }
            (Stage::End { .. }, _) => {}
            (_, Act::Plan) => self.arranging = Some(self.plan.at),
            (_, Act::Replay) => self.watched = Duration::ZERO,
            (_, Act::InWords) => self.in_words = !self.in_words,
            (_, Act::Skip) => return self.go(self.plan.at + 1),
            (Stage::Count { hands, .. }, Act::Choose) if !calm && hands.iter().all(|hands| *hands == 0) => {}
            (Stage::Count { .. }, act) => return self.while_counting(act),
            (Stage::Ask, Act::Clock) if !self.clock.time.is_zero() => {
                self.clock.runs = !self.clock.runs;
                if self.clock.left.is_zero() {
                    self.clock.left = self.clock.time;
                }
            }
            (Stage::Ask, Act::Hint) => self.hinted = !self.hinted,
            (Stage::Ask, Act::Choose) => self.count(),
            (Stage::Chart { .. }, Act::Choose) if calm => {
                self.stage = Stage::Reveal { since: Duration::ZERO, scroll: 0 };
            }
            (Stage::Chart { .. }, act @ Act::Type(_)) if none => {
                self.count();
                return self.while_counting(act);
            }
            (Stage::Chart { .. }, Act::Again) if self.round == 1 => self.ask(2),
            (Stage::Reveal { scroll, .. }, Act::Up) => *scroll = scroll.saturating_sub(1),
            (Stage::Reveal { scroll, .. }, Act::Down) => *scroll = (*scroll + 1).min(SCROLL_MAX),
            (Stage::Reveal { .. }, Act::Choose) => return self.go(self.plan.at + 1),
            (_, Act::Earlier) => return self.earlier(),
            _ => {}
        }
        Vec::new()
    }

    /// One stage back, or to the question before.
    fn earlier(&mut self) -> Vec<Effect> {
        match self.stage {
            Stage::Reveal { .. } => self.stage = Stage::Chart { since: TRANSITION },
            Stage::Chart { .. } => self.count(),
            Stage::Ask if self.round > 1 => {
                self.round = 1;
                self.stage = Stage::Chart { since: TRANSITION };
            }
            Stage::Ask if self.plan.at > 0 => return self.go(self.plan.at - 1),
            Stage::Ask | Stage::Count { .. } | Stage::Lobby | Stage::End { .. } => {}
        }
        Vec::new()
    }

    /// To another question, or to the end.
    fn go(&mut self, at: usize) -> Vec<Effect> {
        self.plan.at = at.min(self.plan.deck.len());
        self.enter();
        let mut lines = vec![self.standing()];
        if matches!(self.stage, Stage::End { .. }) {
            lines.push(Line::End {});
        }
        self.write(lines)
    }

    /// Shows the current question as far as it was taken.
    fn enter(&mut self) {
        self.watched = Duration::ZERO;
        self.hinted = false;
        match self.plan.current() {
            None => self.stage = Stage::End { selected: 0 },
            Some(_) => {
                self.ask(1);
                if self.votes().count() > 0 {
                    self.round = self.votes().count();
                    self.stage = Stage::Chart { since: TRANSITION };
                }
            }
        }
    }

    fn ask(&mut self, round: u8) {
        self.stage = Stage::Ask;
        (self.round, self.typed) = (round, None);
        self.thought = Duration::ZERO;
        self.clock = Clock::new(self.clock.time);
    }
}

impl App {
    pub(super) fn on_class(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Class(class) = self.screen_mut() else { return Vec::new() };
        let under_way = !matches!(class.stage, Stage::Lobby | Stage::End { .. });
        match act {
            Act::Back if class.arranging.is_none() && under_way => self.overlay = Some(Overlay::Leave),
            Act::Back if class.arranging.is_none() => return vec![Effect::Quit],
            Act::Pause if under_way => self.overlay = Some(Overlay::Pause),
            Act::Glossary if matches!(class.stage, Stage::Reveal { .. } | Stage::End { .. }) => {
                return self.open_glossary();
            }
            act => return class.act(act),
        }
        Vec::new()
    }
}
