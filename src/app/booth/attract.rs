//! What a booth shows while nobody is there: it plays by itself, from the packs that visitors play.

use std::sync::Arc;
use std::time::Duration;

use crate::app::round::TRANSITION;
use crate::app::{App, Effect, Screen};
use crate::context::Frame;
use crate::game::deck;
use crate::pack::{Pack, Question, QuestionRef, Term};
use crate::scores::Board;
use crate::text::Lang;

/// What is shown, one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scene {
    /// The name of the game and of the event.
    Title,
    /// A question, for whoever walks by to think about.
    Ask,
    /// What is right, and what gives it away.
    Tell,
    /// The best games.
    Board,
}

/// One turn of the loop.
const TURN: [Scene; 6] = [Scene::Title, Scene::Ask, Scene::Tell, Scene::Ask, Scene::Tell, Scene::Board];

impl Scene {
    /// For how long it is shown: a question as long as it takes to read one, the rest long enough to be read twice.
    pub fn time(self) -> Duration {
        Duration::from_secs(match self {
            Scene::Title => 8,
            Scene::Ask => 14,
            Scene::Tell => 11,
            Scene::Board => 10,
        })
    }
}

/// How far the loop is.
#[derive(Debug, Clone, Default)]
pub struct Attract {
    /// Which turn, from 0: it moves things about, so that nothing burns into a screen.
    pub turn: usize,
    /// The time since the scene began.
    pub since: Duration,
    /// The best games, once they are known.
    pub board: Option<Board>,
    /// What is asked in this turn, once there is a pack.
    pub asked: Option<Asked>,
    at: usize,
}

/// What is asked in one turn.
#[derive(Debug, Clone)]
pub struct Asked {
    /// From which pack.
    pub pack: Arc<Pack>,
    /// In which language.
    pub lang: Lang,
    places: Vec<QuestionRef>,
}

impl Attract {
    /// What is shown now.
    pub fn scene(&self) -> Scene {
        TURN[self.at]
    }

    /// The question that is shown, or will be next.
    pub fn place(&self) -> Option<QuestionRef> {
        let asked = self.asked.as_ref()?;
        asked.places.get(usize::from(self.at > 2)).or(asked.places.first()).copied()
    }

    /// Its term, and the question itself.
    pub fn shown(&self) -> Option<(&Asked, &Term, &Question)> {
        let asked = self.asked.as_ref()?;
        let (term, question) = asked.pack.at(self.place()?);
        Some((asked, term, question))
    }

    /// What a living figure shows: it plays while the question stands, and rests in the answer.
    pub fn frame(&self) -> Frame {
        if self.scene() == Scene::Ask { Frame::at(self.since) } else { Frame::END }
    }

    /// How long until something changes: the scene, a figure, the light on the tell, a row of the board, or once a second
    /// what moves slowly.
    pub(in crate::app) fn wake(&self, moves: bool) -> Duration {
        let left = self.scene().time().saturating_sub(self.since);
        if !moves {
            return left;
        }
        let second = Duration::from_nanos(1_000_000_000 - u64::from(self.since.subsec_nanos()));
        let next = match self.scene() {
            Scene::Title => second,
            Scene::Ask => {
                let next = self.shown().and_then(|(_, _, question)| question.context.next_frame(self.frame()));
                next.map_or(second, |next| next.time().saturating_sub(self.since).min(second))
            }
            Scene::Tell | Scene::Board if self.since < 2 * TRANSITION => {
                Frame::at(self.since).after().time().saturating_sub(self.since)
            }
            Scene::Tell | Scene::Board => second,
        };
        next.min(left)
    }
}

impl App {
    /// Time goes by while nobody is there.
    pub(super) fn attract(&mut self, time: Duration) -> Vec<Effect> {
        let Screen::Attract(attract) = self.screen_mut() else { return Vec::new() };
        attract.since += time;
        if attract.asked.is_none() {
            self.set_up();
        }
        let Screen::Attract(attract) = self.screen_mut() else { return Vec::new() };
        if attract.since < attract.scene().time() {
            return Vec::new();
        }
        attract.since = Duration::ZERO;
        attract.at = (attract.at + 1) % TURN.len();
        match attract.scene() {
            Scene::Title => {
                attract.turn += 1;
                self.set_up();
                Vec::new()
            }
            Scene::Board => {
                let scope = self.booth.as_ref().map(|booth| booth.config.board);
                scope.map(|scope| Effect::Rank { scope, own: None }).into_iter().collect()
            }
            Scene::Ask | Scene::Tell => Vec::new(),
        }
    }

    /// Chooses what the turn asks, and in which language: each in its turn.
    fn set_up(&mut self) {
        let Screen::Attract(attract) = self.screen() else { return };
        let turn = attract.turn;
        let Some(booth) = &self.booth else { return };
        let languages = &booth.config.languages;
        let lang = languages[(booth.visits + turn) % languages.len()];
        let asks = |pack: &&Arc<Pack>| pack.questions(lang).next().is_some();
        let asked = self.packs_from(turn).find(asks).cloned().map(|pack| {
            let entropy = self.entropy ^ ((turn as u64 + 1) << 32);
            let code = deck::fresh(&pack, lang, 12, entropy, &[]);
            let mut places = deck::draw(&pack, code);
            // What moves draws eyes from across a hall.
            places.sort_by_key(|place| pack.at(*place).1.context.next_frame(Frame(0)).is_none());
            Asked { pack, lang, places: places.into_iter().take(2).collect() }
        });
        self.settings.language = Some(lang);
        if let Screen::Attract(attract) = self.screen_mut() {
            attract.asked = asked;
        }
    }
}
