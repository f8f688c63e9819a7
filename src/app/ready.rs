//! What is made ready ahead of the screen that shows it: the tokens of code, the pixels of a picture.
//!
//! A cache: it can be dropped at any time, and the contexts are drawn all the same, only plainer.

use std::sync::Arc;

use super::preview::Preview;
use super::results::{Results, Review};
use super::{App, Effect, Screen};
use crate::context::Ready;
use crate::pack::{Pack, QuestionRef};
use crate::text::Lang;

/// What was made ready for questions of one pack, the latest last; `None` while it is being made, or cannot be.
#[derive(Debug, Clone, Default)]
pub(super) struct Cache {
    pack: Option<Arc<Pack>>,
    entries: Vec<(QuestionRef, Lang, Option<Arc<Ready>>)>,
}

/// More are not kept: what is shown, what is next, and what was.
const KEPT: usize = 6;

impl Cache {
    fn is_of(&self, pack: &Arc<Pack>) -> bool {
        self.pack.as_ref().is_some_and(|own| Arc::ptr_eq(own, pack))
    }

    fn get(&self, question: QuestionRef, lang: Lang) -> Option<&(QuestionRef, Lang, Option<Arc<Ready>>)> {
        self.entries.iter().find(|(own, of, _)| (*own, *of) == (question, lang))
    }
}

impl App {
    /// What was made ready for a question of a pack in a language.
    pub fn ready(&self, pack: &Arc<Pack>, lang: Lang, question: QuestionRef) -> Option<&Ready> {
        self.ready.get(question, lang).filter(|_| self.ready.is_of(pack))?.2.as_deref()
    }

    /// Takes in what was made ready, unless another pack is played by now.
    pub(super) fn prepared(&mut self, pack: &Arc<Pack>, question: QuestionRef, lang: Lang, ready: Option<Arc<Ready>>) {
        if let Screen::Preview(Preview { shown: Some(shown), .. }) = self.screen_mut() {
            return shown.app.prepared(pack, question, lang, ready);
        }
        if self.ready.is_of(pack)
            && let Some(entry) = self.ready.entries.iter_mut().find(|(own, of, _)| (*own, *of) == (question, lang))
        {
            entry.2 = ready;
        }
    }

    /// Asks for what the screen shows, and what it will show next, where that is not there yet.
    pub(super) fn prepare(&mut self) -> Vec<Effect> {
        let (pack, lang, wanted) = match self.screen() {
            Screen::Round(round) => {
                let game = &round.game;
                let next = game.current().filter(|next| Some(*next) != round.place());
                let after = game.deck.get(game.answers.len() + 1).copied();
                let contrast = game.answers.last().and_then(|answer| game.contrast(answer));
                let wanted = [round.place(), next.or(after), contrast];
                (game.pack.clone(), game.lang, wanted.into_iter().flatten().collect())
            }
            Screen::Review(Review(Results { game, selected, .. })) => {
                let answer = game.answers.get(*selected);
                let contrast = answer.and_then(|answer| game.contrast(answer));
                let wanted = [answer.map(|answer| answer.question), contrast];
                (game.pack.clone(), game.lang, wanted.into_iter().flatten().collect())
            }
            Screen::Glossary(glossary) => (glossary.pack.clone(), glossary.lang, glossary.near()),
            Screen::Class(class) => {
                let wanted = [class.place(), class.next()];
                (class.pack.clone(), class.lang, wanted.into_iter().flatten().collect())
            }
            Screen::Preview(_) => {
                let own = self.lang();
                let Screen::Preview(preview) = self.screen_mut() else { return Vec::new() };
                return preview.look_closely(own).into_iter().collect();
            }
            Screen::Attract(attract) => {
                let Some(asked) = &attract.asked else { return Vec::new() };
                (asked.pack.clone(), asked.lang, attract.place().into_iter().collect())
            }
            Screen::Title(_)
            | Screen::Settings(_)
            | Screen::Results(_)
            | Screen::Welcome(_)
            | Screen::Portrait(_)
            | Screen::Naming(_)
            | Screen::Standings(_) => return Vec::new(),
        };
        let wants = |question: &QuestionRef| pack.at(*question).1.context.wants_ready();
        let wanted: Vec<QuestionRef> = wanted.into_iter().filter(wants).collect();
        if !self.ready.is_of(&pack) {
            self.ready = Cache { pack: Some(pack.clone()), entries: Vec::new() };
        }
        let mut effects = Vec::new();
        for question in wanted {
            if self.ready.get(question, lang).is_none() {
                self.ready.entries.push((question, lang, None));
                effects.push(Effect::Prepare { pack: pack.clone(), question, lang });
            }
        }
        let old = self.ready.entries.len().saturating_sub(KEPT);
        self.ready.entries.drain(..old);
        effects
    }
}
