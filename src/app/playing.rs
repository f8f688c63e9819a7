//! From a game to its results, and on to the next.

use std::sync::Arc;
use std::time::Duration;

use super::results::Results;
use super::round::{Phase, Round};
use super::{Act, App, Effect, Overlay, SEEN_MAX, Screen};
use crate::game::{Game, Rules, deck};
use crate::pack::Pack;
use crate::record;
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

    /// The game is over: its results take the round's place, and its questions count as seen.
    fn finish(&mut self, game: Game) -> Vec<Effect> {
        let played: Vec<String> = game.deck.iter().map(|place| deck::seen_as(&game.pack, *place)).collect();
        self.seen.retain(|id| !played.contains(id));
        self.seen.extend(played);
        let old = self.seen.len().saturating_sub(SEEN_MAX);
        self.seen.drain(..old);
        let record =
            Effect::Record { file: record::GAMES.to_owned(), lines: record::of_game(&game, self.player.as_ref()) };
        *self.screen_mut() = Screen::Results(Results::new(game));
        vec![Effect::Remember(self.seen.clone()), record]
    }

    pub(super) fn fresh_game(&mut self, pack: Arc<Pack>, lang: Lang, rules: Rules) -> Game {
        let code = deck::fresh(&pack, lang, self.settings.questions, self.entropy, &self.seen);
        let deck = deck::draw(&pack, code);
        Game::new(pack, lang, rules, deck, Some(code))
    }

    pub(super) fn rules(&self) -> Rules {
        let timer = self.settings.timer;
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
                self.screens.push(Screen::Review(review));
                return Vec::new();
            }
            Act::Glossary => return self.open_glossary(),
            Act::Back => {
                self.screens.truncate(1);
                None
            }
            _ => None,
        };
        if let Some(game) = game {
            *self.screen_mut() = Screen::Round(Round::new(game));
        }
        Vec::new()
    }

    pub(super) fn on_review(&mut self, act: Act) -> Vec<Effect> {
        let Screen::Review(results) = self.screen_mut() else { return Vec::new() };
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
