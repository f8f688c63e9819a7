//! From a game to its results, and on to the next.

use std::sync::Arc;
use std::time::Duration;

use super::portrait::Portrait;
use super::results::{Results, Review};
use super::round::{Keeping, Phase, Round};
use super::{Act, App, Effect, EntryState, Overlay, SEEN_MAX, Screen};
use crate::game::{Game, Rules, deck};
use crate::pack::Pack;
use crate::scores::{Best, GameNo, Occasion, Score};
use crate::text::Lang;

impl App {
    pub(super) fn on_round(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Round(round) = self.screen_mut() else { return Vec::new() };
        match act {
            Act::Back => self.overlay = Some(Overlay::Leave),
            Act::Pause if matches!(round.phase, Phase::Question { .. }) => self.overlay = Some(Overlay::Pause),
            Act::Glossary if matches!(round.phase, Phase::Feedback { .. }) => return self.open_glossary(),
            act => {
                if let Some(game) = round.act(act) {
                    return self.finish(game);
                }
            }
        }
        Vec::new()
    }

    /// A game at its first question, to be written down.
    pub(super) fn round(&mut self, game: Game) -> Round {
        self.games += 1;
        let occasion = if self.booth.is_some() { Occasion::Booth } else { Occasion::Solo };
        Round::kept(game, Keeping::new(GameNo(self.games), occasion))
    }

    /// Hands over what was answered since it was done last.
    pub(super) fn keep(&mut self) -> Option<Effect> {
        let name = self.player.clone();
        let Screen::Round(round) = self.screen_mut() else { return None };
        let (game, steps) = round.steps(name.as_ref())?;
        Some(Effect::Keep { game, steps })
    }

    /// The game is over: its results take the round's place, and its questions count as seen.
    fn finish(&mut self, game: Game) -> Vec<Effect> {
        self.saw(game.deck.iter().map(|place| deck::seen_as(&game.pack, *place)).collect());
        if self.booth.is_some() {
            return self.visit_over(game);
        }
        let best = self.surpassed(&game);
        *self.screen_mut() = Screen::Results(Results { best, ..Results::new(game) });
        Vec::new()
    }

    /// The best score so far of games such as would begin now; none before the pack is there.
    pub fn to_beat(&self) -> Option<&Best> {
        let EntryState::Ready(pack) = &self.entry().state else { return None };
        let all = pack.questions(self.play_lang(&self.entry().languages)).count();
        let asked = match usize::from(self.settings.questions) {
            0 => all,
            wanted => wanted.min(all),
        };
        self.best.iter().find(|best| best.is_of(&self.entry().id, asked, self.rules().time))
    }

    /// The best score so far of games of a game's kind.
    pub fn best(&self, game: &Game) -> Option<&Best> {
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

    /// Remembers questions as seen just now.
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

    pub(super) fn on_results(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Results(results) = self.screen_mut() else { return Vec::new() };
        let game = match act {
            Act::Again => Some(results.game.again()),
            Act::Misses => results.game.misses(),
            Act::Fresh => {
                let (pack, lang, rules) = (results.game.pack.clone(), results.game.lang, results.game.rules);
                Some(self.fresh_game(pack, lang, rules))
            }
            Act::Up => {
                results.up(1);
                None
            }
            Act::Down => {
                results.down(1);
                None
            }
            Act::Page(pages) => {
                results.page(pages);
                None
            }
            Act::Choose | Act::Pick(_) => {
                if let Act::Pick(at) = act {
                    results.selected = at.min(results.game.answers.len().saturating_sub(1));
                }
                let review = results.clone();
                self.screens.push(Screen::Review(Review(review)));
                return Vec::new();
            }
            Act::Glossary => return self.open_glossary(),
            Act::Portrait => {
                let portrait = Portrait::new(results.game.clone());
                self.screens.push(Screen::Portrait(portrait));
                return Vec::new();
            }
            Act::Back => {
                self.screens.truncate(1);
                None
            }
            _ => None,
        };
        if let Some(game) = game {
            let round = self.round(game);
            *self.screen_mut() = Screen::Round(round);
        }
        Vec::new()
    }

    pub(super) fn on_review(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Review(Review(results)) = self.screen_mut() else { return Vec::new() };
        match act {
            Act::Left | Act::Up => results.up(1),
            Act::Right | Act::Down | Act::Choose => results.down(1),
            Act::Contrast => results.flip(),
            Act::InWords => results.in_words = !results.in_words,
            Act::Glossary => return self.open_glossary(),
            Act::Back => self.close_review(),
            _ => {}
        }
        Vec::new()
    }

    /// Back to the results, with the question that was looked at selected.
    fn close_review(&mut self) {
        if let Some(Screen::Review(review)) = self.screens.pop()
            && let Screen::Results(results) = self.screen_mut()
        {
            results.selected = review.selected;
        }
    }
}
