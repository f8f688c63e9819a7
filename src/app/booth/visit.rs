//! What a visitor of a booth goes through: a language, a game, themselves as a classifier, a name, the board.

use std::sync::Arc;

use super::Welcome;
use crate::app::play::naming::Naming;
use crate::app::play::portrait::Portrait;
use crate::app::play::standings::Standings;
use crate::app::{App, Effect, EntryState, Next, Note, Pick, Screen};
use crate::game::Game;
use crate::game::scores::{self, Board, BoardScope, GameNo};
use crate::pack::Pack;
use crate::text::{Lang, SafeText};

const OFFERS: usize = 4;

impl App {
    pub(super) fn welcome(&mut self) -> Next {
        let Some(booth) = self.booth.as_ref().filter(|booth| !booth.paused) else { return Next::Stay };
        let languages = booth.config.languages.clone();
        let before = self.settings.language;
        let selected = languages.iter().position(|lang| Some(*lang) == before).unwrap_or(0);
        match languages[..] {
            [only] => self.begin_visit(only),
            _ => Next::Instead(Welcome { languages, pick: Pick::new(selected) }.into()),
        }
    }

    pub(super) fn packs_from(&self, turn: usize) -> impl Iterator<Item = &Arc<Pack>> {
        let count = self.catalogue.len();
        (0..count).filter_map(move |i| match &self.catalogue[(turn + i) % count].state {
            EntryState::Ready(pack) => Some(pack),
            EntryState::Listed | EntryState::Loading | EntryState::Refused => None,
        })
    }

    pub(super) fn begin_visit(&mut self, lang: Lang) -> Next {
        self.settings.language = Some(lang);
        let turn = self.booth.as_ref().map_or(0, |booth| booth.visits);
        let asks = |pack: &&Arc<Pack>| pack.questions(lang).next().is_some();
        let Some(pack) = self.packs_from(turn).find(asks).cloned() else { return Next::Stay };
        // Each visitor has a deal of their own, and whoever comes back sees other questions.
        self.entropy = self.entropy.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let rules = self.rules();
        let game = self.fresh_game(pack, lang, rules);
        let round = self.round(game);
        if let Some(booth) = &mut self.booth {
            booth.visits += 1;
            booth.game = Some(GameNo(self.games));
        }
        self.effects.push(Effect::Note(Note::Begun {}));
        Next::Instead(round.into())
    }

    pub fn visit_over(&mut self, game: Game) -> Screen {
        self.effects.push(Effect::Note(Note::Finished {
            right: game.right() as u16,
            asked: game.answers.len() as u16,
            seconds: game.took().as_secs(),
            lang: game.lang,
        }));
        Portrait::new(game).into()
    }

    /// Where a visitor goes on from their portrait: to a name, or to the board; `None` where it is no booth.
    pub(crate) fn visit_goes_on(&mut self, game: &Game) -> Option<Next> {
        let booth = self.booth.as_ref()?;
        let asked = &booth.config.names;
        if !asked.letters && !asked.words {
            return Some(self.show_board());
        }
        let offers = if asked.words { self.offers(game.lang) } else { Vec::new() };
        Some(Next::Instead(Naming::new(game.score(), asked.letters, offers).into()))
    }

    fn offers(&self, lang: Lang) -> Vec<SafeText> {
        self.booth.as_ref().map(|booth| booth.refused.offer(lang, self.entropy, OFFERS)).unwrap_or_default()
    }

    pub(crate) fn other_offers(&mut self) -> Vec<SafeText> {
        self.entropy = self.entropy.wrapping_add(1);
        self.offers(self.lang())
    }

    /// What a visitor typed as a name, unless it is refused: then another name, or none.
    pub(crate) fn allowed(&self, typed: &str) -> Option<SafeText> {
        self.booth.as_ref().and_then(|booth| booth.refused.name(typed, self.entropy, self.lang()))
    }

    /// A board without the names that are not shown here: those of other booths come as they are.
    pub(crate) fn presentable(&self, board: &Board) -> Board {
        let mut board = board.clone();
        if let Some(booth) = &self.booth {
            for row in board.rows.iter_mut().chain(&mut board.own) {
                row.name = row.name.as_ref().and_then(|name| booth.refused.name(name, row.id.0 as u64, self.lang()));
            }
        }
        board
    }

    pub(crate) fn goes_by(&mut self, name: Option<SafeText>) -> Next {
        let game = self.booth.as_ref().and_then(|booth| booth.game);
        if let (Some(game), Some(name)) = (game, name) {
            self.effects.push(Effect::Keep { game, steps: vec![scores::RunEvent::Name(name)] });
        }
        self.show_board()
    }

    fn show_board(&mut self) -> Next {
        let Some(booth) = &self.booth else { return Next::Stay };
        let (scope, event) = (booth.config.board, booth.config.event.is_some());
        self.rank(scope);
        let all = BoardScope::ALL.into_iter().map(|(_, scope)| scope);
        let scopes = all.filter(|scope| event || *scope != BoardScope::Event).collect();
        Next::Instead(Standings::new(scopes, scope).into())
    }

    pub(crate) fn rank(&mut self, scope: BoardScope) {
        let own = self.booth.as_ref().and_then(|booth| booth.game);
        self.effects.push(Effect::Rank { scope, own });
    }
}
