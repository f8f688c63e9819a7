//! From a game to its results, and on to the next.

pub(crate) mod naming;
pub(crate) mod portrait;
pub(crate) mod results;
pub(crate) mod review;
pub mod round;
pub(crate) mod standings;

use std::sync::Arc;
use std::time::Duration;

use super::{App, Effect, EntryState, SEEN_MAX, Screen};
use crate::app::play::results::Results;
use crate::app::play::round::{Keeping, Round};
use crate::game::scores::{Best, GameNo, Occasion, Score};
use crate::game::{Game, Rules, deck};
use crate::pack::Pack;
use crate::text::Lang;

impl App {
    /// A game at its first question, to be written down.
    pub(super) fn round(&mut self, game: Game) -> Round {
        self.games += 1;
        let occasion = if self.booth.is_some() { Occasion::Booth } else { Occasion::Solo };
        Round::kept(game, Keeping::new(GameNo(self.games), occasion))
    }

    /// Hands over what was answered since it was done last.
    pub(super) fn keep(&mut self) {
        let name = self.player.clone();
        if let Some(Screen::Round(round)) = self.screens.last_mut()
            && let Some((game, steps)) = round.steps(name.as_ref())
        {
            self.effects.push(Effect::Keep { game, steps });
        }
    }

    pub(super) fn finish(&mut self, game: Game) -> Screen {
        self.saw(game.deck.iter().map(|place| deck::seen_as(&game.pack, *place)).collect());
        if self.booth.is_some() {
            return self.visit_over(game);
        }
        let best = self.surpassed(&game);
        Results::new(game, best).into()
    }

    /// The best score so far of games such as would begin now; none before the pack is there.
    pub(crate) fn to_beat(&self) -> Option<&Best> {
        let EntryState::Ready(pack) = &self.entry().state else { return None };
        let all = pack.questions(self.play_lang(&self.entry().languages)).count();
        let asked = match usize::from(self.settings.questions) {
            0 => all,
            wanted => wanted.min(all),
        };
        self.best.iter().find(|best| best.is_of(&self.entry().id, asked, self.rules().time))
    }

    pub(crate) fn best(&self, game: &Game) -> Option<&Best> {
        let (pack, asked, time) = (&game.pack.header.id, game.deck.len(), game.rules.time);
        self.best.iter().find(|best| best.is_of(pack, asked, time))
    }

    /// The best score of earlier games of a game's kind; from here on the game is one of them.
    fn surpassed(&mut self, game: &Game) -> Option<u32> {
        let (pack, asked, time) = (&game.pack.header.id, game.deck.len(), game.rules.time);
        let (right, length) = (game.right() as u16, asked as u16);
        let score = Score { points: game.score(), right, asked: length, took: game.took() };
        match self.best.iter_mut().find(|best| best.is_of(pack, asked, time)) {
            Some(best) => {
                let before = best.score;
                if score.key() < before.key() {
                    best.score = score;
                }
                best.games += 1;
                Some(before.points)
            }
            None => {
                self.best.push(Best { pack: pack.clone(), time, score, games: 1 });
                None
            }
        }
    }

    pub(super) fn saw(&mut self, played: Vec<String>) {
        self.seen.retain(|id| !played.contains(id));
        self.seen.extend(played);
        let old = self.seen.len().saturating_sub(SEEN_MAX);
        self.seen.drain(..old);
    }

    pub(super) fn fresh_game(&mut self, pack: Arc<Pack>, lang: Lang, rules: Rules) -> Game {
        let code = deck::fresh(&pack, lang, self.settings.questions, self.entropy, &self.seen);
        let deck = deck::draw(&pack, code);
        Game::new(pack, lang, rules, deck, Some(code))
    }

    pub(super) fn rules(&self) -> Rules {
        let timer = self.settings.seconds();
        Rules { time: (timer > 0).then(|| Duration::from_secs(timer.into())) }
    }
}
