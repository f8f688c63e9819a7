//! The packs that can be chosen, and what waits for one of them to be loaded.

use std::sync::Arc;

use super::glossary::Glossary;
use super::{App, Effect, Notice, Screen};
use crate::game::{Game, RunCode, deck};
use crate::pack::{Domain, Pack};
use crate::text::{Lang, SafeText, Text};

/// A pack that can be chosen.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The pack's id.
    pub id: SafeText,
    /// The pack's title, or its file where it has faults.
    pub title: Text,
    /// The pack's languages.
    pub languages: Vec<Lang>,
    /// The pack's domains.
    pub domains: Vec<Domain>,
    /// How far it is.
    pub state: EntryState,
}

/// How far a pack is.
#[derive(Debug, Clone)]
pub enum EntryState {
    /// Only its header is known.
    Listed,
    /// It is being loaded.
    Loading,
    /// It can be played.
    Ready(Arc<Pack>),
    /// It has faults.
    Refused,
}

/// What to do once a pack is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Want {
    Game,
    Run(RunCode),
    Glossary,
}

impl App {
    /// Begins something that needs a pack: at once if it is there, or as soon as it is.
    pub(super) fn begin(&mut self, want: Want) -> Vec<Effect> {
        self.notice = None;
        self.want = Some((want, self.chosen));
        self.go_on(self.chosen)
    }

    fn go_on(&mut self, at: usize) -> Vec<Effect> {
        let Some((want, wanted)) = self.want else { return Vec::new() };
        if wanted != at {
            return Vec::new();
        }
        let pack = match &self.catalogue[at].state {
            EntryState::Ready(pack) => pack.clone(),
            EntryState::Refused => {
                return match want {
                    Want::Run(_) => self.try_next(at),
                    Want::Game | Want::Glossary => {
                        self.want = None;
                        self.notice = Some(Notice::PackRefused(self.catalogue[at].id.clone()));
                        Vec::new()
                    }
                };
            }
            EntryState::Listed => return self.load(at),
            EntryState::Loading => return Vec::new(),
        };
        let own = self.play_lang(&pack.header.languages);
        let asks = |lang: &Lang| pack.questions(*lang).next().is_some();
        // A checked pack asks something in one of its languages.
        let lang = [own].into_iter().chain(pack.header.languages.iter().copied()).find(asks).unwrap_or(own);
        let screen = match want {
            Want::Game => {
                let rules = self.rules();
                let game = self.fresh_game(pack, lang, rules);
                Screen::Round(self.round(game))
            }
            Want::Run(code) => {
                if !asks(&code.lang) || !code.fits(deck::fingerprint(&pack, code.lang)) {
                    return self.try_next(at);
                }
                let deck = deck::draw(&pack, code);
                Screen::Round(self.round(Game::new(pack, code.lang, self.rules(), deck, Some(code))))
            }
            Want::Glossary => Screen::Glossary(Glossary::new(pack, lang)),
        };
        self.want = None;
        self.screens.truncate(1);
        self.screens.push(screen);
        Vec::new()
    }

    /// The pack does not fit the run code: tries the one after it, once around.
    fn try_next(&mut self, at: usize) -> Vec<Effect> {
        let next = (at + 1) % self.catalogue.len();
        if next == self.chosen {
            self.want = None;
            self.notice = Some(Notice::NoPackForCode);
            return Vec::new();
        }
        self.want = self.want.map(|(want, _)| (want, next));
        self.go_on(next)
    }

    pub(super) fn load(&mut self, at: usize) -> Vec<Effect> {
        match self.catalogue[at].state {
            EntryState::Listed => {
                self.catalogue[at].state = EntryState::Loading;
                vec![Effect::Load(at)]
            }
            EntryState::Loading | EntryState::Ready(_) | EntryState::Refused => Vec::new(),
        }
    }

    pub(super) fn loaded(&mut self, at: usize, pack: Option<Arc<Pack>>) -> Vec<Effect> {
        if let Some(entry) = self.catalogue.get_mut(at) {
            entry.state = match pack {
                Some(pack) => EntryState::Ready(pack),
                None => EntryState::Refused,
            };
        }
        self.go_on(at)
    }
}
