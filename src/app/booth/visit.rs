//! What a visitor of a booth goes through: a language, a game, themselves as a classifier, a name, the board.

use std::sync::Arc;

use super::Welcome;
use crate::app::naming::{Choice, Naming};
use crate::app::portrait::Portrait;
use crate::app::standings::Standings;
use crate::app::{Act, App, Effect, EntryState, Note, Screen};
use crate::game::Game;
use crate::pack::Pack;
use crate::scores::{GameNo, Scope, Step};
use crate::text::Lang;

/// So many pairs of words are offered at once.
const OFFERS: usize = 4;

impl App {
    pub(super) fn welcome(&mut self) -> Vec<Effect> {
        let Some(booth) = &mut self.booth else { return Vec::new() };
        if booth.paused {
            return Vec::new();
        }
        let languages = booth.config.languages.clone();
        let before = self.settings.language;
        let selected = languages.iter().position(|lang| Some(*lang) == before).unwrap_or(0);
        match languages[..] {
            [only] => self.begin_visit(only),
            _ => {
                self.screens = vec![Screen::Welcome(Welcome { languages, selected })];
                Vec::new()
            }
        }
    }

    pub(super) fn on_welcome(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Welcome(welcome) = self.screen_mut() else { return Vec::new() };
        let count = welcome.languages.len();
        match act {
            Act::Left | Act::Up => welcome.selected = (welcome.selected + count - 1) % count,
            Act::Right | Act::Down => welcome.selected = (welcome.selected + 1) % count,
            Act::Pick(at) if at < count => {
                let lang = welcome.languages[at];
                return self.begin_visit(lang);
            }
            Act::Choose => {
                let lang = welcome.languages[welcome.selected];
                return self.begin_visit(lang);
            }
            _ => {}
        }
        Vec::new()
    }

    /// The packs that are there, from the one whose turn it is.
    pub(super) fn packs_from(&self, turn: usize) -> impl Iterator<Item = &Arc<Pack>> {
        let count = self.catalogue.len();
        (0..count).filter_map(move |i| match &self.catalogue[(turn + i) % count].state {
            EntryState::Ready(pack) => Some(pack),
            EntryState::Listed | EntryState::Loading | EntryState::Refused => None,
        })
    }

    pub(super) fn begin_visit(&mut self, lang: Lang) -> Vec<Effect> {
        self.settings.language = Some(lang);
        let turn = self.booth.as_ref().map_or(0, |booth| booth.visits);
        let asks = |pack: &&Arc<Pack>| pack.questions(lang).next().is_some();
        let Some(pack) = self.packs_from(turn).find(asks).cloned() else { return Vec::new() };
        // Each visitor has a deal of their own, and whoever comes back sees other questions.
        self.entropy = self.entropy.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let rules = self.rules();
        let game = self.fresh_game(pack, lang, rules);
        let round = self.round(game);
        if let Some(booth) = &mut self.booth {
            booth.visits += 1;
            booth.game = Some(GameNo(self.games));
        }
        self.screens = vec![Screen::Round(round)];
        vec![Effect::Note(Note::Begun)]
    }

    /// A visitor's game is over.
    pub(in crate::app) fn visit_over(&mut self, game: Game) -> Vec<Effect> {
        let note = Note::Finished {
            right: game.right() as u16,
            asked: game.answers.len() as u16,
            seconds: game.took().as_secs(),
            lang: game.lang,
        };
        self.screens = vec![Screen::Portrait(Portrait::new(game))];
        vec![Effect::Note(note)]
    }

    pub(super) fn on_portrait_of_visitor(&mut self, act: Act) -> Vec<Effect> {
        let entropy = self.entropy;
        let Screen::Portrait(portrait) = self.screen_mut() else { return Vec::new() };
        if !portrait.act(act) {
            return Vec::new();
        }
        let (points, lang) = (portrait.game.score(), portrait.game.lang);
        let Some(booth) = &self.booth else { return Vec::new() };
        let asked = &booth.config.names;
        if !asked.letters && !asked.words {
            return self.show_board();
        }
        let offers = if asked.words { booth.refused.offer(lang, entropy, OFFERS) } else { Vec::new() };
        self.screens = vec![Screen::Naming(Naming::new(points, asked.letters, offers))];
        Vec::new()
    }

    pub(super) fn on_naming(&mut self, act: Act) -> Vec<Effect> {
        let (entropy, lang) = (self.entropy, self.lang());
        let Screen::Naming(naming) = self.screen_mut() else { return Vec::new() };
        let Some(choice) = naming.act(act) else { return Vec::new() };
        let name = match choice {
            Choice::Letters(typed) => self.booth.as_ref().and_then(|booth| booth.refused.name(&typed, entropy, lang)),
            Choice::Offer(name) => Some(name),
            Choice::Nothing => None,
            Choice::Others => {
                self.entropy = entropy.wrapping_add(1);
                let offers = self.booth.as_ref().map(|booth| booth.refused.offer(lang, self.entropy, OFFERS));
                if let Some(offers) = offers
                    && let Screen::Naming(naming) = self.screen_mut()
                {
                    naming.offers = offers;
                }
                return Vec::new();
            }
        };
        let game = self.booth.as_ref().and_then(|booth| booth.game);
        let mut effects = Vec::new();
        if let (Some(game), Some(name)) = (game, name) {
            effects.push(Effect::Keep { game, steps: vec![Step::Name(name)] });
        }
        effects.extend(self.show_board());
        effects
    }

    pub(super) fn show_board(&mut self) -> Vec<Effect> {
        let Some(booth) = &self.booth else { return Vec::new() };
        let (scope, own) = (booth.config.board, booth.game);
        self.screens = vec![Screen::Standings(Standings::new(self.scopes(), scope))];
        vec![Effect::Rank { scope, own }]
    }

    /// The boards that there are.
    pub(super) fn scopes(&self) -> Vec<Scope> {
        let event = self.booth.as_ref().is_some_and(|booth| booth.config.event.is_some());
        Scope::ALL.into_iter().map(|(_, scope)| scope).filter(|scope| event || *scope != Scope::Event).collect()
    }

    pub(super) fn on_board_of_visitor(&mut self, act: Act) -> Vec<Effect> {
        let own = self.booth.as_ref().and_then(|booth| booth.game);
        let Screen::Standings(standings) = self.screen_mut() else { return Vec::new() };
        match act {
            Act::Choose => self.rest(),
            act => {
                if let Some(scope) = standings.act(act) {
                    return vec![Effect::Rank { scope, own }];
                }
            }
        }
        Vec::new()
    }
}
