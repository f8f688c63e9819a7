//! The question of a previewed pack that is shown, in a game of its own.

use std::sync::Arc;

use super::{Told, places, places_count};
use crate::app::round::{Phase, Round};
use crate::app::{Act, App, Effect, Msg, Screen};
use crate::diagnostic::Source;
use crate::pack::{Pack, Question, QuestionRef, Term};
use crate::settings::Settings;
use crate::text::Lang;

/// A question of an edition.
#[derive(Debug, Clone)]
pub struct Shown {
    /// A game of this question alone: what is previewed is what is played.
    pub app: Box<App>,
    /// The edition.
    pub pack: Arc<Pack>,
    /// Which question.
    pub place: QuestionRef,
    /// In which language.
    pub lang: Lang,
    /// What a closer look at the question found.
    pub found: Option<Told>,
    /// The files of the edition.
    pub(super) sources: Arc<[Source]>,
}

impl Shown {
    /// The term and the question.
    pub fn at(&self) -> (&Term, &Question) {
        self.pack.at(self.place)
    }

    /// The question's number in its pack, from 1, and how many there are.
    pub fn number(&self) -> (usize, usize) {
        let mut places = places(&self.pack);
        (places.by_ref().position(|place| place == self.place).map_or(0, |at| at + 1), places_count(&self.pack))
    }

    /// How far the question is.
    pub fn round(&self) -> Option<&Round> {
        match self.app.screen() {
            Screen::Round(round) => Some(round),
            _ => None,
        }
    }

    pub(super) fn is_answered(&self) -> bool {
        self.round().is_some_and(|round| matches!(round.phase, Phase::Feedback { .. }))
    }

    /// Does something in the game; of what it wants done, only what helps to draw it.
    pub(super) fn play(&mut self, act: Act) -> Vec<Effect> {
        only_prepare(self.app.update(Msg::Act(act)))
    }

    /// Before the answer again; the figure stays as far as it is.
    pub(super) fn reopen(&mut self) {
        if let Screen::Round(round) = self.app.screen_mut() {
            *round = round.reopened();
        }
    }

    /// From the comparison to the answer, and from there to the question; none where there is nothing before it.
    pub(super) fn step_back(&mut self) -> Option<Vec<Effect>> {
        let Phase::Feedback { contrast, .. } = self.round()?.phase else { return None };
        if contrast {
            return Some(self.play(Act::Contrast));
        }
        self.reopen();
        Some(Vec::new())
    }

    /// The same question in another edition or language, as far along.
    pub(super) fn revise(
        &mut self,
        pack: Arc<Pack>,
        place: QuestionRef,
        lang: Lang,
        settings: &Settings,
    ) -> Vec<Effect> {
        let (mut app, effects) = App::asking(&pack, place, lang, settings.clone());
        if let (Some(before), Screen::Round(round)) = (self.round(), app.screen_mut()) {
            *round = before.revised(round.game.clone());
        }
        (*self.app, self.pack, self.place, self.lang) = (app, pack, place, lang);
        only_prepare(effects)
    }

    /// A question that was not shown before, in a language if it has it, else in one that it has.
    pub(super) fn open(
        pack: Arc<Pack>,
        sources: Arc<[Source]>,
        place: QuestionRef,
        lang: Lang,
        settings: &Settings,
    ) -> Opened {
        let languages = &pack.at(place).1.languages;
        let lang = if languages.contains(&lang) { lang } else { languages.first().copied().unwrap_or(lang) };
        let (app, effects) = App::asking(&pack, place, lang, settings.clone());
        (Self { app: Box::new(app), pack, place, lang, found: None, sources }, only_prepare(effects))
    }
}

/// A question, and what is to be done for it.
pub(super) type Opened = (Shown, Vec<Effect>);

fn only_prepare(mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.retain(|effect| matches!(effect, Effect::Prepare { .. }));
    effects
}
