//! A class before one screen: a question, hands, votes, a talk, votes again, and only then what was right (peer
//! instruction: Crouch and Mazur 2001, doi:10.1119/1.1374249). Going forward is always the same key, so that nothing
//! about what is right can be shown by a slip: it takes one step more than the votes.

pub(crate) mod view;
mod counting;
mod journal;
mod lobby;
mod plan;
mod votes;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

pub use self::lobby::{Choices, Lobby, LobbyRow, Unfinished};
pub(crate) use self::plan::Plan;
pub(crate) use self::votes::{Vote, Votes};
use super::glossary::Glossary;
use super::{Ahead, App, Component, Effect, Exhibit, Msg, Next, Overlay, Pick, moving, second, soonest};
use crate::app::play::round::TRANSITION;
use crate::game::record::Line;
use crate::pack::{DomainId, Pack, Question, QuestionRef, Term};
use crate::text::{Lang, SafeText};
use crate::ui::Act;

pub(crate) const HANDS_MAX: u32 = 9999;

/// Whoever goes on twice within this time has held the key down, or pressed it as the clock rang. Keys begin to repeat
/// after two thirds of a second at most.
const CALM: Duration = Duration::from_secs(1);

#[derive(Debug, Clone)]
pub struct Class {
    pub pack: Arc<Pack>,
    pub lang: Lang,
    pub(crate) name: Option<SafeText>,
    pub plan: Plan,
    pub lobby: Lobby,
    pub stage: Stage,
    pub votes: HashMap<QuestionRef, Votes>,
    /// Which vote on the question is asked for, counted or shown: 1, or 2 after a talk.
    pub(crate) round: u8,
    pub(crate) clock: Clock,
    /// The glosses are shown before the vote.
    pub(crate) hinted: bool,
    pub(crate) exhibit: Exhibit,
    /// The row of the plan that is selected, while the plan lies over the question.
    pub(crate) arranging: Option<Pick>,
    /// Why the last lines could not be written down, if so.
    pub(crate) trouble: Option<SafeText>,
    /// How many questions of a resumed class are no longer in the pack.
    pub(crate) gone: usize,
    unwritten: Vec<Line>,
    file: String,
    /// For how long the room has been thinking about this vote.
    thought: Duration,
    /// The hands that were counted before somebody wanted to see the question once more.
    typed: Option<Vec<u32>>,
    /// The time since the trainer last went on, or the clock did.
    calm: Duration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stage {
    Lobby,
    /// The room thinks, or talks before it votes again.
    Ask,
    /// Hands are counted; the next digit begins `anew`.
    Count {
        hands: Vec<u32>,
        selected: DomainId,
        anew: bool,
    },
    /// How the votes fell. Nothing says yet what is right.
    Chart {
        since: Duration,
    },
    Reveal {
        since: Duration,
    },
    /// After the last question.
    End {
        pick: Pick,
    },
}

/// The time to think. It stands still until the trainer starts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) time: Duration,
    pub(crate) left: Duration,
    pub(crate) runs: bool,
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
            exhibit: Exhibit::default(),
            arranging: None,
            trouble: None,
            gone: 0,
            unwritten: Vec::new(),
            file,
            thought: Duration::ZERO,
            typed: None,
            calm: Duration::ZERO,
        }
    }

    /// The question that is shown, once the class has begun and until it is over.
    pub(crate) fn place(&self) -> Option<QuestionRef> {
        match self.stage {
            Stage::Lobby | Stage::End { .. } => None,
            Stage::Ask | Stage::Count { .. } | Stage::Chart { .. } | Stage::Reveal { .. } => self.plan.current(),
        }
    }

    pub(crate) fn next(&self) -> Option<QuestionRef> {
        let after = usize::from(!matches!(self.stage, Stage::Lobby));
        self.plan.deck.get(self.plan.at + after).copied()
    }

    pub(crate) fn shown(&self) -> Option<(&Term, &Question)> {
        self.place().map(|place| self.pack.at(place))
    }

    pub fn votes(&self) -> Votes {
        self.place().and_then(|place| self.votes.get(&place)).cloned().unwrap_or_default()
    }

    pub(crate) fn is_warm_up(&self) -> bool {
        self.plan.at < self.plan.warm_up
    }

    fn go_on(&mut self, act: Act, out: &mut Vec<Effect>) {
        // A key that is held down, or meant for what was there a moment ago, must not tell what is right.
        let calm = act != Act::Choose || std::mem::take(&mut self.calm) >= CALM;
        let no_hands = self.votes().get(self.round).is_none();
        match (&mut self.stage, act) {
            (Stage::Lobby, act) => self.in_lobby(act, out),
            (Stage::End { .. }, Act::Earlier) => {
                self.plan.at = self.plan.deck.len().saturating_sub(1);
                self.enter();
            }
            (Stage::End { pick }, act @ (Act::Up | Act::Down)) => drop(pick.scroll(&act, self.plan.deck.len())),
            (Stage::End { .. }, _) => {}
            (_, Act::Plan) => self.arranging = Some(Pick::new(self.plan.at)),
            (_, act @ (Act::Replay | Act::InWords)) => self.exhibit.act(&act),
            (_, Act::Skip) => self.go(self.plan.at + 1, out),
            (Stage::Count { hands, .. }, Act::Choose) if !calm && hands.iter().all(|hands| *hands == 0) => {}
            (Stage::Count { .. }, act) => self.while_counting(act, out),
            (Stage::Ask, Act::Clock) if !self.clock.time.is_zero() => {
                self.clock.runs = !self.clock.runs;
                if self.clock.left.is_zero() {
                    self.clock.left = self.clock.time;
                }
            }
            (Stage::Ask, Act::Hint) => self.hinted = !self.hinted,
            (Stage::Ask, Act::Choose) => self.count(),
            (Stage::Chart { .. }, Act::Choose) if calm => {
                self.stage = Stage::Reveal { since: Duration::ZERO };
                self.exhibit.open();
            }
            (Stage::Chart { .. }, act @ Act::Type(_)) if no_hands => {
                self.count();
                self.while_counting(act, out);
            }
            (Stage::Chart { .. }, Act::Again) if self.round == 1 => self.ask(2),
            (Stage::Reveal { .. }, act @ (Act::Up | Act::Down)) => self.exhibit.act(&act),
            (Stage::Reveal { .. }, Act::Choose) => self.go(self.plan.at + 1, out),
            (_, Act::Earlier) => self.earlier(out),
            _ => {}
        }
    }

    fn earlier(&mut self, out: &mut Vec<Effect>) {
        match self.stage {
            Stage::Reveal { .. } => self.stage = Stage::Chart { since: TRANSITION },
            Stage::Chart { .. } => self.count(),
            Stage::Ask if self.round > 1 => {
                self.round = 1;
                self.stage = Stage::Chart { since: TRANSITION };
            }
            Stage::Ask if self.plan.at > 0 => self.go(self.plan.at - 1, out),
            Stage::Ask | Stage::Count { .. } | Stage::Lobby | Stage::End { .. } => {}
        }
    }

    fn go(&mut self, at: usize, out: &mut Vec<Effect>) {
        self.plan.at = at.min(self.plan.deck.len());
        self.enter();
        let mut lines = vec![self.standing()];
        if matches!(self.stage, Stage::End { .. }) {
            lines.push(Line::End {});
        }
        self.write(lines, out);
    }

    fn enter(&mut self) {
        self.exhibit.change();
        self.hinted = false;
        self.ask(1);
        if self.plan.current().is_none() {
            self.stage = Stage::End { pick: Pick::default() };
        } else if self.votes().count() > 0 {
            self.round = self.votes().count();
            self.stage = Stage::Chart { since: TRANSITION };
        }
    }

    fn ask(&mut self, round: u8) {
        self.stage = Stage::Ask;
        (self.round, self.typed) = (round, None);
        self.thought = Duration::ZERO;
        self.clock = Clock::new(self.clock.time);
    }
}

impl Component for Class {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        let under_way = !matches!(self.stage, Stage::Lobby | Stage::End { .. });
        match act {
            Act::Back if self.arranging.is_none() && under_way => return Next::Over(Overlay::Leave),
            Act::Back if self.arranging.is_none() => return Next::Quit,
            Act::Pause if under_way => return Next::Over(Overlay::Pause),
            Act::Glossary if matches!(self.stage, Stage::Reveal { .. } | Stage::End { .. }) => return Next::Glossary,
            act if self.arranging.is_some() => self.arrange(act, &mut app.effects),
            act => self.go_on(act, &mut app.effects),
        }
        Next::Stay
    }

    fn tick(&mut self, time: Duration, _: &mut App) {
        self.exhibit.tick(time);
        self.calm += time;
        match &mut self.stage {
            Stage::Ask => self.thought += time,
            Stage::Chart { since } | Stage::Reveal { since } => *since += time,
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

    fn wake(&self, app: &App) -> Option<Duration> {
        // The bar and the number follow the whole seconds.
        let clock = self.clock.runs.then(|| second(self.clock.left));
        if !app.moves() || self.arranging.is_some() {
            return clock;
        }
        let figure = self.shown().and_then(|(_, question)| self.exhibit.wake(question));
        let stage = match self.stage {
            Stage::Chart { since } | Stage::Reveal { since } => moving(since, TRANSITION),
            Stage::Lobby | Stage::Ask | Stage::Count { .. } | Stage::End { .. } => None,
        };
        soonest([clock, figure, stage])
    }

    fn hear(&mut self, msg: &Msg, _: &mut App) {
        // A game is not disturbed by it; a class must know what would not come back.
        if let Msg::NotWritten { lines, reason } = msg {
            self.not_written(lines, reason);
        }
    }

    fn ahead(&self) -> Option<Ahead> {
        Ahead::new(&self.pack, self.lang, [self.place(), self.next()])
    }

    fn glossary(&self) -> Option<Glossary> {
        let mut glossary = Glossary::new(self.pack.clone(), self.lang);
        glossary.to_come = self.plan.to_come().to_vec();
        Some(glossary.at(self.place()))
    }

    fn leaving(&mut self, app: &mut App) {
        // What could not be written before.
        if !self.unwritten.is_empty() {
            self.write(Vec::new(), &mut app.effects);
        }
    }
}
