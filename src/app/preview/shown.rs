//! The question of a previewed pack that is shown, in a game of its own.

use std::sync::Arc;

use super::{Told, places};
use crate::app::play::round::{Phase, Round};
use crate::app::{App, Effect, Msg, Screen};
use crate::pack::{Pack, Question, QuestionRef, Term};
use crate::read::diagnostic::Source;
use crate::text::Lang;
use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct Previewed {
    /// A game of this question alone: what is previewed is what is played.
    pub(crate) app: Box<App>,
    pub(crate) pack: Arc<Pack>,
    pub(crate) place: QuestionRef,
    pub(crate) lang: Lang,
    pub(crate) found: Option<Told>,
    pub(super) sources: Arc<[Source]>,
}

impl Previewed {
    pub fn at(&self) -> (&Term, &Question) {
        self.pack.at(self.place)
    }

    /// The question's number in its pack, from 1, and how many there are.
    pub(crate) fn number(&self) -> (usize, usize) {
        let at = places(&self.pack).position(|place| place == self.place);
        (at.map_or(0, |at| at + 1), places(&self.pack).count())
    }

    pub fn round(&self) -> Option<&Round> {
        match self.app.screen() {
            Screen::Round(round) => Some(round),
            _ => None,
        }
    }

    fn is_answered(&self) -> bool {
        self.round().is_some_and(|round| matches!(round.phase, Phase::Feedback { .. }))
    }

    /// Does something in the game; of what it wants done, only what helps to draw it. Whether it leads out.
    pub(super) fn play(&mut self, act: Act, app: &mut App) -> bool {
        let answered = self.is_answered();
        let hinted = self.round().is_some_and(|round| matches!(round.phase, Phase::Question { hinted: true, .. }));
        let contrast = self.round().is_some_and(|round| round.exhibit.contrast);
        let act = match act {
            // The answer and its explanation, or back to the question.
            Act::Choose if answered => return self.reopen(),
            Act::Choose => match self.at().1.key.iter().next() {
                Some(right) => Act::Say(right),
                None => return false,
            },
            Act::Hint if hinted => return self.reopen(),
            Act::Up | Act::Down if !answered => return false,
            Act::Say(said) => {
                if answered {
                    self.reopen();
                }
                Act::Say(said)
            }
            // From the comparison to the answer, and from there to the question.
            Act::Back if !answered => return true,
            Act::Back if !contrast => return self.reopen(),
            Act::Back => Act::Contrast,
            Act::Up | Act::Down | Act::Hint | Act::Contrast | Act::Replay | Act::InWords => act,
            _ => return false,
        };
        let effects = self.app.update(Msg::Act(act));
        app.effects.extend(only_prepare(effects));
        false
    }

    fn reopen(&mut self) -> bool {
        if let Some(Screen::Round(round)) = self.app.screens.last_mut() {
            **round = round.reopened();
        }
        false
    }

    pub(super) fn revise(&mut self, pack: Arc<Pack>, place: QuestionRef, lang: Lang, app: &mut App) {
        let (mut game, effects) = App::asking(&pack, place, lang, app.settings.clone());
        if let (Some(before), Some(Screen::Round(round))) = (self.round(), game.screens.last_mut()) {
            **round = before.revised(round.game.clone());
        }
        (*self.app, self.pack, self.place, self.lang) = (game, pack, place, lang);
        app.effects.extend(only_prepare(effects));
    }

    /// A question that was not shown before, in a language if it has it, else in one that it has.
    pub(super) fn open(pack: Arc<Pack>, sources: Arc<[Source]>, place: QuestionRef, lang: Lang, app: &mut App) -> Self {
        let languages = &pack.at(place).1.languages;
        let lang = if languages.contains(&lang) { lang } else { languages.first().copied().unwrap_or(lang) };
        let (game, effects) = App::asking(&pack, place, lang, app.settings.clone());
        app.effects.extend(only_prepare(effects));
        Self { app: Box::new(game), pack, place, lang, found: None, sources }
    }
}

fn only_prepare(effects: Vec<Effect>) -> impl Iterator<Item = Effect> {
    effects.into_iter().filter(|effect| matches!(effect, Effect::Prepare { .. }))
}
