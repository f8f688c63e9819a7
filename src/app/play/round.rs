//! A game under way: a question, then its feedback, until the deck is through.

mod progress;
pub(crate) mod view;

use std::time::Duration;

use crate::app::glossary::Glossary;
use crate::app::{Ahead, App, Component, Exhibit, Msg, News, Next, Overlay, around, moving, second, soonest};
use crate::game::Game;
use crate::game::scores::{self, GameNo, Occasion, Run, RunAnswer};
use crate::pack::{DomainId, Question, QuestionRef, Term};
use crate::text::SafeText;
use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct Round {
    pub game: Game,
    pub phase: Phase,
    pub exhibit: Exhibit,
    /// How the game is written down; not at all where it is only looked at.
    keeping: Option<Keeping>,
    /// The game with the answer that was given last, while that is being written down, and for how long it has been.
    given: Option<(Box<Game>, Duration)>,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct Keeping {
    pub(crate) game: GameNo,
    /// Where it is played. At a booth an answer is judged only once it cannot be lost any more.
    pub(crate) occasion: Occasion,
    told: usize,
}

impl Keeping {
    pub(crate) fn new(game: GameNo, occasion: Occasion) -> Self {
        Self { game, occasion, told: 0 }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// `selected` is none until one was chosen, so that Enter pressed once too often answers nothing.
    Question { selected: Option<DomainId>, hinted: bool, elapsed: Duration },
    /// It was answered: the last of the game's answers.
    Feedback { since: Duration },
}

impl Round {
    /// A game at its first question, to be looked at only.
    pub(crate) fn new(game: Game) -> Self {
        Self { game, phase: Phase::question(), exhibit: Exhibit::default(), keeping: None, given: None }
    }

    pub(crate) fn kept(game: Game, keeping: Keeping) -> Self {
        Self { keeping: Some(keeping), ..Self::new(game) }
    }

    /// The same question before any answer; its figure stays as far as it is.
    pub(crate) fn reopened(&self) -> Self {
        Self { game: self.game.again(), phase: Phase::question(), ..self.clone() }
    }

    /// As far as this one, in a game that begins with another edition of its question: what was answered is judged anew,
    /// and a context that is another one is watched from its beginning.
    pub(crate) fn revised(&self, mut game: Game) -> Self {
        let domains = game.pack.header.domains.len() as u8;
        let known = |said: DomainId| said.0 < domains;
        let phase = match (self.phase, self.game.answers.last()) {
            (Phase::Feedback { .. }, Some(answer)) if answer.said.is_none_or(known) => {
                game.answer(answer.said, answer.took, answer.hinted);
                self.phase
            }
            (Phase::Question { selected, .. }, _) if selected.is_none_or(known) => self.phase,
            _ => Phase::question(),
        };
        let mut round = Self { game, phase, ..self.clone() };
        if self.shown().map(|(_, question)| &question.context) != round.shown().map(|(_, question)| &question.context) {
            round.exhibit.act(&Act::Replay);
        }
        round
    }

    pub(crate) fn place(&self) -> Option<QuestionRef> {
        match self.phase {
            Phase::Question { .. } => self.game.current(),
            Phase::Feedback { .. } => self.game.answers.last().map(|answer| answer.question),
        }
    }

    pub fn shown(&self) -> Option<(&Term, &Question)> {
        self.place().map(|place| self.game.at(place))
    }

    /// Its number, from 1.
    pub(crate) fn number(&self) -> usize {
        self.game.answers.len() + usize::from(matches!(self.phase, Phase::Question { .. }))
    }

    pub(crate) fn left(&self) -> Option<Duration> {
        match self.phase {
            Phase::Question { .. } if self.is_given() => None,
            Phase::Question { elapsed, .. } => self.game.rules.time.map(|time| time.saturating_sub(elapsed)),
            Phase::Feedback { .. } => None,
        }
    }

    /// The question in which the meaning that was chosen last would have been right, if there is one.
    pub(crate) fn contrast(&self) -> Option<QuestionRef> {
        self.game.answers.last().and_then(|answer| self.game.contrast(answer))
    }

    /// Whether the question is not to be read, because the clock that runs for it stands still.
    pub(crate) fn is_hidden(&self, app: &App) -> bool {
        let timed = matches!(self.phase, Phase::Question { .. }) && self.game.rules.time.is_some();
        timed && app.stands_still()
    }

    /// Whether an answer was given that is not judged yet.
    pub fn is_given(&self) -> bool {
        self.given.is_some()
    }

    fn answer(&mut self, said: Option<DomainId>) {
        if let Phase::Question { selected, elapsed, hinted } = &mut self.phase {
            let took = self.game.rules.time.map_or(*elapsed, |time| time.min(*elapsed));
            let mut game = self.game.clone();
            game.answer(said, took, *hinted);
            *selected = said.or(*selected);
            self.given = Some((Box::new(game), Duration::ZERO));
            if self.keeping.is_none_or(|keeping| keeping.occasion == Occasion::Solo) {
                self.judge();
            }
        }
    }

    fn judge(&mut self) {
        if let Some((game, _)) = self.given.take() {
            self.game = *game;
            self.phase = Phase::Feedback { since: Duration::ZERO };
            self.exhibit.open();
        }
    }

    fn written(&mut self, game: GameNo, n: u16) {
        let awaited = self.given.as_ref().is_some_and(|(game, _)| game.answers.len() <= usize::from(n));
        if awaited && self.keeping.is_some_and(|keeping| keeping.game == game) {
            self.judge();
        }
    }

    /// What is to be written down since this was asked last, and of which game.
    pub(crate) fn steps(&mut self, name: Option<&SafeText>) -> Option<(GameNo, Vec<scores::RunEvent>)> {
        let keeping = self.keeping.as_mut()?;
        let game = self.given.as_ref().map_or(&self.game, |(game, _)| game);
        let told = std::mem::replace(&mut keeping.told, game.answers.len());
        let answers = game.answers.iter().enumerate().skip(told);
        let step = |(i, answer)| scores::RunEvent::Answer(RunAnswer::of(game, i + 1, answer));
        let mut steps: Vec<scores::RunEvent> = answers.map(step).collect();
        if steps.is_empty() {
            return None;
        }
        if told == 0 {
            steps.insert(0, scores::RunEvent::Begin(Box::new(Run::begin(game, keeping.occasion, name))));
        }
        if game.current().is_none() {
            steps.push(scores::RunEvent::Over);
        }
        Some((keeping.game, steps))
    }
}

impl Component for Round {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        if act == Act::Back {
            return Next::Over(Overlay::Leave);
        }
        match &self.phase {
            Phase::Question { .. } => self.act_on_question(act),
            Phase::Feedback { .. } => self.act_on_feedback(act, app),
        }
    }

    fn tick(&mut self, time: Duration, _: &mut App) {
        self.exhibit.tick(time);
        if let Some((_, since)) = &mut self.given {
            *since += time;
            if *since >= PATIENCE {
                self.judge();
            }
            return;
        }
        match &mut self.phase {
            Phase::Question { elapsed, .. } => *elapsed += time,
            Phase::Feedback { since, .. } => *since += time,
        }
        if self.left().is_some_and(|left| left.is_zero()) {
            self.answer(None);
        }
    }

    fn wake(&self, app: &App) -> Option<Duration> {
        let given = self.given.as_ref().map(|(_, since)| PATIENCE.saturating_sub(*since));
        let figure = self.shown().and_then(|(_, question)| self.exhibit.wake(question));
        let feedback = match self.phase {
            Phase::Feedback { since } => moving(since, TRANSITION),
            Phase::Question { .. } => None,
        };
        let moves = app.moves();
        soonest([self.left().map(second), given, figure.filter(|_| moves), feedback.filter(|_| moves)])
    }

    fn hear(&mut self, msg: &Msg, _: &mut App) {
        // What could not be written is held in memory: the game goes on.
        if let Msg::News(News::Kept { game, n } | News::NotKept { game, n }) = msg {
            self.written(*game, *n);
        }
    }

    fn ahead(&self) -> Option<Ahead> {
        let game = &self.game;
        let next = game.current().filter(|next| Some(*next) != self.place());
        let after = game.deck.get(game.answers.len() + 1).copied();
        Ahead::new(&game.pack, game.lang, [self.place(), next.or(after), self.contrast()])
    }

    fn glossary(&self) -> Option<Glossary> {
        let mut glossary = Glossary::new(self.game.pack.clone(), self.game.lang);
        glossary.to_come = self.game.to_come().to_vec();
        Some(glossary.at(self.game.answers.last().map(|answer| answer.question)))
    }

    fn step(&self) -> usize {
        2 * self.game.answers.len() + usize::from(matches!(self.phase, Phase::Feedback { .. }))
    }

    fn is_kept(&self) -> bool {
        self.keeping.is_some()
    }
}

impl Round {
    fn act_on_question(&mut self, act: Act) -> Next {
        let domains = self.game.pack.header.domains.len();
        let Phase::Question { selected, hinted, .. } = &mut self.phase else { return Next::Stay };
        let said = match act {
            Act::Pause => return Next::Over(Overlay::Pause),
            _ if self.given.is_some() => None,
            Act::Left | Act::Up | Act::Right | Act::Down => {
                let forward = matches!(act, Act::Right | Act::Down);
                // Before anything was chosen, it goes to the first or the last.
                let from = selected.map_or(if forward { domains - 1 } else { 0 }, |at| usize::from(at.0));
                *selected = Some(DomainId(around(from, domains, forward) as u8));
                None
            }
            Act::Hint => {
                *hinted = true;
                None
            }
            Act::Choose => *selected,
            Act::Say(domain) => Some(domain).filter(|domain| usize::from(domain.0) < domains),
            act => {
                self.exhibit.act(&act);
                None
            }
        };
        if said.is_some() {
            self.answer(said);
        }
        Next::Stay
    }

    fn act_on_feedback(&mut self, act: Act, app: &mut App) -> Next {
        match act {
            Act::Glossary => return Next::Glossary,
            Act::Contrast => self.exhibit.flip(self.contrast().is_some()),
            Act::Choose | Act::Right if self.game.current().is_none() => {
                return Next::Instead(app.finish(self.game.clone()));
            }
            Act::Choose | Act::Right => {
                self.phase = Phase::question();
                self.exhibit.change();
            }
            act => self.exhibit.act(&act),
        }
        Next::Stay
    }
}

/// After an answer, the score counts up and the tell lights up within this time.
pub(crate) const TRANSITION: Duration = Duration::from_millis(600);

/// An answer waits so long for its being written down. A disk that takes longer must not stop the game.
const PATIENCE: Duration = Duration::from_secs(2);

impl Phase {
    fn question() -> Self {
        Phase::Question { selected: None, hinted: false, elapsed: Duration::ZERO }
    }
}
