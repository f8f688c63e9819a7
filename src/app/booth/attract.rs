//! What a booth shows while nobody is there: it plays by itself, from the packs that visitors play.

use std::sync::Arc;
use std::time::Duration;

use crate::app::play::round::TRANSITION;
use crate::app::{Ahead, App, Component, Msg, News, Next, around, moving};
use crate::context::Frame;
use crate::game::deck;
use crate::game::scores::Board;
use crate::pack::{Pack, Question, QuestionRef, Term};
use crate::text::Lang;
use crate::ui::Act;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoothScene {
    Title,
    Ask,
    Tell,
    Board,
}

const TURN: [BoothScene; 6] =
    [BoothScene::Title, BoothScene::Ask, BoothScene::Tell, BoothScene::Ask, BoothScene::Tell, BoothScene::Board];

impl BoothScene {
    /// For how long it is shown: a question as long as it takes to read one, the rest long enough to be read twice.
    pub(crate) fn time(self) -> Duration {
        Duration::from_secs(match self {
            BoothScene::Title => 8,
            BoothScene::Ask => 14,
            BoothScene::Tell => 11,
            BoothScene::Board => 10,
        })
    }
}

#[derive(Debug, Clone, Default)]
pub struct Attract {
    /// Which turn, from 0: it moves things about, so that nothing burns into a screen.
    pub(crate) turn: usize,
    pub(crate) since: Duration,
    pub(crate) board: Option<Board>,
    pub(crate) asked: Option<TurnQuestions>,
    at: usize,
}

#[derive(Debug, Clone)]
pub(crate) struct TurnQuestions {
    pub(crate) pack: Arc<Pack>,
    pub(crate) lang: Lang,
    places: Vec<QuestionRef>,
}

impl Attract {
    pub fn scene(&self) -> BoothScene {
        TURN[self.at]
    }

    pub(crate) fn place(&self) -> Option<QuestionRef> {
        let asked = self.asked.as_ref()?;
        asked.places.get(usize::from(self.at > 2)).or(asked.places.first()).copied()
    }

    pub(crate) fn shown(&self) -> Option<(&TurnQuestions, &Term, &Question)> {
        let asked = self.asked.as_ref()?;
        let (term, question) = asked.pack.at(self.place()?);
        Some((asked, term, question))
    }

    /// What a living figure shows: it plays while the question stands, and rests in the answer.
    pub(crate) fn frame(&self) -> Frame {
        if self.scene() == BoothScene::Ask { Frame::at(self.since) } else { Frame::END }
    }

    /// Chooses what the turn asks, and in which language: each in its turn.
    fn set_up(&mut self, app: &mut App) {
        let Some(booth) = &app.booth else { return };
        let (turn, languages) = (self.turn, &booth.config.languages);
        let lang = languages[(booth.visits + turn) % languages.len()];
        let asks = |pack: &&Arc<Pack>| pack.questions(lang).next().is_some();
        self.asked = app.packs_from(turn).find(asks).cloned().map(|pack| {
            let entropy = app.entropy ^ ((turn as u64 + 1) << 32);
            let code = deck::fresh(&pack, lang, 12, entropy, &[]);
            let mut places = deck::draw(&pack, code);
            // What moves draws eyes from across a hall.
            places.sort_by_key(|place| pack.at(*place).1.context.next_frame(Frame(0)).is_none());
            TurnQuestions { pack, lang, places: places.into_iter().take(2).collect() }
        });
        app.settings.language = Some(lang);
    }
}

impl Component for Attract {
    fn act(&mut self, _: Act, app: &mut App) -> Next {
        app.welcome()
    }

    fn tick(&mut self, time: Duration, app: &mut App) {
        if app.overlay.is_some() {
            return;
        }
        self.since += time;
        if self.asked.is_none() {
            self.set_up(app);
        }
        if self.since < self.scene().time() {
            return;
        }
        (self.since, self.at) = (Duration::ZERO, around(self.at, TURN.len(), true));
        match self.scene() {
            BoothScene::Title => {
                self.turn += 1;
                self.set_up(app);
            }
            BoothScene::Board => {
                let scope = app.booth.as_ref().map(|booth| booth.config.board);
                scope.into_iter().for_each(|scope| app.rank(scope));
            }
            BoothScene::Ask | BoothScene::Tell => {}
        }
    }

    /// Until the scene, a figure, the light on the tell or a row of the board changes, or, once a second, what drifts.
    fn wake(&self, app: &App) -> Option<Duration> {
        if app.booth.as_ref().is_some_and(|booth| booth.paused) {
            return None;
        }
        let left = self.scene().time().saturating_sub(self.since);
        if !app.moves() {
            return Some(left);
        }
        let second = Duration::from_nanos(1_000_000_000 - u64::from(self.since.subsec_nanos()));
        let next = match self.scene() {
            BoothScene::Title => None,
            BoothScene::Ask => {
                let next = self.shown().and_then(|(_, _, question)| question.context.next_frame(self.frame()));
                next.map(|next| next.time().saturating_sub(self.since).min(second))
            }
            BoothScene::Tell | BoothScene::Board => moving(self.since, 2 * TRANSITION),
        };
        Some(next.unwrap_or(second).min(left))
    }

    fn hear(&mut self, msg: &Msg, app: &mut App) {
        if let Msg::News(News::Board(board)) = msg {
            self.board = Some(app.presentable(board));
        }
    }

    fn ahead(&self) -> Option<Ahead> {
        let asked = self.asked.as_ref()?;
        Ahead::new(&asked.pack, asked.lang, [self.place()])
    }

    fn is_idle(&self) -> bool {
        true
    }
}
