//! What is told of a game that is over, and of words that are looked up.

use super::asked::{compared, context, either, told, verdict};
use super::name;
use super::page::Narration;
use crate::app::glossary::Glossary;
use crate::app::play::portrait::Portrait;
use crate::app::play::portrait::view;
use crate::app::play::results::Results;
use crate::app::play::results::view::phrase;
use crate::app::play::review::Review;
use crate::game::{Answer, Game};
use crate::text::fill;
use crate::words::{Words, right_of, thousands};

const OTHERS: usize = 8;

pub(super) fn results(results: &Results, words: &Words, said: &mut Narration) {
    let (plain, ui, game) = (words.plain(), &words.ui, &results.game);
    let colon = &words.report().colon;
    let (points, right) = (thousands(game.score().into()), right_of(game.right(), game.answers.len(), words));
    said.paragraph(&fill(&plain.over, &[("n", &points), ("right", &right)]));
    said.paragraph(phrase(game, ui));
    let seconds = game.took().as_secs();
    let took = format!("{}:{:02}", seconds / 60, seconds % 60);
    said.paragraph(&fill(&plain.figures, &[("streak", &game.best_streak.to_string()), ("time", &took)]));
    if let Some(best) = results.best {
        let template = if game.score() > best { &plain.best_now } else { &plain.best_before };
        said.paragraph(&fill(template, &[("n", &thousands(best.into()))]));
    }
    said.gap();
    for (i, answer) in game.answers.iter().enumerate() {
        said.paragraph(&line(game, i, answer, words));
    }
    said.gap();
    if let Some(code) = game.code {
        said.paragraph(&fill(&plain.run, &[("code", &code.to_string())]));
    }
    let sentence = view::said(&Portrait::new(game.clone()), ui, |id| name(game, id).to_owned());
    said.paragraph(&format!("{}{colon} {sentence}", ui.portrait));
    said.paragraph(&plain.keys_results);
}

/// `1. regression: wrong, you said dev; it is ML.`
fn line(game: &Game, i: usize, answer: &Answer, words: &Words) -> String {
    let plain = words.plain();
    let (term, question) = game.at(answer.question);
    let (n, domains) = ((i + 1).to_string(), either(game, question.key, words));
    let template = match (answer.right, answer.said) {
        (true, _) => &plain.line_right,
        (false, Some(_)) => &plain.line_wrong,
        (false, None) => &plain.line_late,
    };
    let thought = answer.said.map_or("", |thought| name(game, thought));
    let values = [("n", n.as_str()), ("term", term.name.get(game.lang)), ("domains", &domains), ("said", thought)];
    fill(template, &values)
}

pub(super) fn review(review: &Review, words: &Words, said: &mut Narration) {
    let (plain, game) = (words.plain(), &review.game);
    let Some(answer) = review.answer() else { return };
    if review.exhibit.contrast {
        return compared(game, answer, words, said);
    }
    let (n, all) = ((review.pick.at + 1).to_string(), game.answers.len().to_string());
    let term = game.at(answer.question).0.name.get(game.lang);
    said.paragraph(&fill(&plain.question, &[("n", &n), ("all", &all), ("term", term)]));
    context(game.at(answer.question).1, game.lang, words, said);
    said.paragraph(&verdict(game, answer, words));
    said.gap();
    told(game, answer, words, said);
}

/// The word that was found, in every language, with all that it means; and what else was found.
pub(super) fn glossary(glossary: &Glossary, words: &Words, said: &mut Narration) {
    let (plain, colon) = (words.plain(), &words.report().colon);
    let Some((found, term)) = glossary.current() else { return said.paragraph(&words.ui.found_none) };
    let own = term.name.get(glossary.lang);
    said.paragraph(&fill(&plain.word, &[("term", own)]));
    for lang in glossary.pack.header.languages.iter().filter(|lang| **lang != glossary.lang) {
        said.paragraph(&format!("{}{colon} {}", lang.name(), term.name.get(*lang)));
    }
    for sense in &term.senses {
        let domain = glossary.pack.domain(sense.domain).name.get(glossary.lang);
        said.paragraph(&fill(&plain.sense, &[("domain", domain), ("gloss", sense.gloss.get(glossary.lang))]));
    }
    if !glossary.search.value().is_empty() {
        let others = glossary.found.iter().filter(|other| other.term != found.term).take(OTHERS);
        let others: Vec<&str> = others.map(|other| glossary.term(other).name.get(glossary.lang)).collect();
        if !others.is_empty() {
            said.paragraph(&fill(&plain.also, &[("words", &others.join(", "))]));
        }
    }
}
