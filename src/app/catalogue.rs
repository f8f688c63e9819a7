//! The packs that can be chosen, and what waits for one of them to be loaded.

use std::sync::Arc;

use super::glossary::Glossary;
use super::{App, Effect, Notice, Screen};
use crate::game::{Game, RunCode, deck};
use crate::pack::{Domain, Header, Pack};
use crate::text::{Lang, SafeText, Text};

#[derive(Debug, Clone)]
pub struct Entry {
    pub id: SafeText,
    /// The pack's title, or its file where it has faults.
    pub title: Text,
    pub languages: Vec<Lang>,
    pub domains: Vec<Domain>,
    pub state: EntryState,
}

impl Entry {
    pub fn new(header: Header, state: EntryState) -> Self {
        let Header { id, title, languages, domains, .. } = header;
        Self { id, title, languages, domains, state }
    }
}

#[derive(Debug, Clone)]
pub enum EntryState {
    Listed,
    Loading,
    Ready(Arc<Pack>),
    Refused,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Want {
    Game,
    Run(RunCode),
    Glossary,
}

impl App {
    /// Begins something that needs a pack: at once if it is there, or as soon as it is.
    pub(super) fn begin(&mut self, want: Want) {
        self.notice = None;
        self.want = Some((want, self.chosen));
        self.go_on(self.chosen);
    }

    fn go_on(&mut self, at: usize) {
        let Some((want, _)) = self.want.filter(|(_, wanted)| *wanted == at) else { return };
        let pack = match &self.catalogue[at].state {
            EntryState::Ready(pack) => pack.clone(),
            EntryState::Refused => return self.refused(want, at),
            EntryState::Listed => return self.load(at),
            EntryState::Loading => return,
        };
        let lang = pack.language(self.play_lang(&pack.header.languages));
        let screen: Screen = match want {
            Want::Game => {
                let rules = self.rules();
                let game = self.fresh_game(pack, lang, rules);
                self.round(game).into()
            }
            Want::Run(code) => {
                if pack.questions(code.lang).next().is_none() || !code.fits(deck::fingerprint(&pack, code.lang)) {
                    return self.try_next(at);
                }
                let deck = deck::draw(&pack, code);
                self.round(Game::new(pack, code.lang, self.rules(), deck, Some(code))).into()
            }
            Want::Glossary => Glossary::new(pack, lang).into(),
        };
        self.want = None;
        self.screens.truncate(1);
        self.screens.push(screen);
    }

    fn refused(&mut self, want: Want, at: usize) {
        if let Want::Run(_) = want {
            return self.try_next(at);
        }
        self.want = None;
        self.notice = Some(Notice::PackRefused(self.catalogue[at].id.clone()));
    }

    /// The pack does not fit the run code: tries the one after it, once around.
    fn try_next(&mut self, at: usize) {
        let next = (at + 1) % self.catalogue.len();
        if next == self.chosen {
            self.want = None;
            self.notice = Some(Notice::NoPackForCode);
            return;
        }
        self.want = self.want.map(|(want, _)| (want, next));
        self.go_on(next);
    }

    pub(super) fn load(&mut self, at: usize) {
        if let EntryState::Listed = self.catalogue[at].state {
            self.catalogue[at].state = EntryState::Loading;
            self.effects.push(Effect::Load(at));
        }
    }

    pub(super) fn loaded(&mut self, at: usize, pack: Option<Arc<Pack>>) {
        if let Some(entry) = self.catalogue.get_mut(at) {
            entry.state = pack.map_or(EntryState::Refused, EntryState::Ready);
        }
        self.go_on(at);
    }
}
