//! What is made ready ahead of the screen that shows it: the tokens of code, the pixels of a picture.
//! A cache: it can be dropped at any time, and the contexts are drawn all the same, only plainer.

use std::sync::Arc;

use super::{Ahead, App, Effect};
use crate::context::Ready;
use crate::pack::{Pack, QuestionRef};
use crate::text::Lang;

/// What was made ready for questions of one pack, the latest last; `None` while it is being made, or cannot be.
#[derive(Debug, Clone, Default)]
pub(super) struct Cache {
    pack: Option<Arc<Pack>>,
    entries: Vec<(QuestionRef, Lang, Option<Arc<Ready>>)>,
}

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
    pub fn ready(&self, pack: &Arc<Pack>, lang: Lang, question: QuestionRef) -> Option<&Ready> {
        self.ready.get(question, lang).filter(|_| self.ready.is_of(pack))?.2.as_deref()
    }

    /// Takes in what was made ready, unless another pack is played by now.
    pub(super) fn prepared(&mut self, pack: &Arc<Pack>, question: QuestionRef, lang: Lang, ready: Option<Arc<Ready>>) {
        if self.ready.is_of(pack)
            && let Some(entry) = self.ready.entries.iter_mut().find(|(own, of, _)| (*own, *of) == (question, lang))
        {
            entry.2 = ready;
        }
    }

    pub(super) fn prepare(&mut self) {
        let Some(Ahead { pack, lang, places }) = self.screen().ahead() else { return };
        if !self.ready.is_of(&pack) {
            self.ready = Cache { pack: Some(pack.clone()), entries: Vec::new() };
        }
        for question in places.into_iter().filter(|place| pack.at(*place).1.context.wants_ready()) {
            if self.ready.get(question, lang).is_none() {
                self.ready.entries.push((question, lang, None));
                self.effects.push(Effect::Prepare { pack: pack.clone(), question, lang });
            }
        }
        let old = self.ready.entries.len().saturating_sub(KEPT);
        self.ready.entries.drain(..old);
    }
}
