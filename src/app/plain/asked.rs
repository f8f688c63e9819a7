//! A question as it is asked, and what is told once it is answered.

use super::name;
use super::page::{Narration, quoted};
use crate::app::play::round::Round;
use crate::game::{Answer, Game};
use crate::pack::{DomainId, DomainSet, Question, Term};
use crate::text::{Lang, fill};
use crate::words::{Words, right_of, thousands};

pub(super) fn question(round: &Round, words: &Words, said: &mut Narration) {
    let (plain, game) = (words.plain(), &round.game);
    let Some((term, question)) = round.shown() else { return };
    let term = term.name.get(game.lang);
    let (n, all) = (round.number().to_string(), game.deck.len().to_string());
    said.paragraph(&fill(&plain.question, &[("n", &n), ("all", &all), ("term", term)]));
    context(question, game.lang, words, said);
    let answers: Vec<String> = game.pack.domain_ids().map(|id| format!("{} {}", id.0 + 1, name(game, id))).collect();
    said.paragraph(&format!("{} {}.", fill(&words.ui.which, &[("term", term)]), answers.join(", ")));
}

pub(super) fn context(question: &Question, lang: Lang, words: &Words, said: &mut Narration) {
    let plain = words.plain();
    let kind = words.class().kind(&question.context);
    said.paragraph(&match question.context.title(lang) {
        Some(title) => fill(&plain.context, &[("kind", kind), ("title", title)]),
        None => fill(&plain.context_untitled, &[("kind", kind)]),
    });
    let tells = question.tells(lang);
    said.gap();
    said.block(&question.context.lines(lang, &tells), &tells);
    said.gap();
}

pub(super) fn hint(round: &Round, words: &Words, said: &mut Narration) {
    let Some((term, _)) = round.shown() else { return };
    let (plain, game) = (words.plain(), &round.game);
    said.paragraph(&plain.hint);
    for id in game.pack.domain_ids() {
        let gloss = term.sense(id).map_or(words.ui.no_sense.as_str(), |sense| sense.gloss.get(game.lang));
        let domain = format!("{} {}", id.0 + 1, name(game, id));
        said.paragraph(&fill(&plain.sense, &[("domain", &domain), ("gloss", gloss)]));
    }
}

/// The answers with all that can be typed for them: `1 or d: dev`.
pub(super) fn answers_with_letters(game: &Game, words: &Words) -> String {
    let answer = |id: DomainId| {
        let domain = game.pack.domain(id);
        let (n, letter) = ((id.0 + 1).to_string(), domain.letter.to_string());
        fill(&words.plain().answer, &[("n", &n), ("letter", &letter), ("domain", domain.name.get(game.lang))])
    };
    game.pack.domain_ids().map(answer).collect::<Vec<_>>().join(", ")
}

/// What came of the answer; or, after a miss, the context in which it would have been right.
pub(super) fn feedback(round: &Round, contrast: bool, words: &Words, said: &mut Narration) {
    let game = &round.game;
    let Some(answer) = game.answers.last() else { return };
    if contrast {
        return compared(game, answer, words, said);
    }
    let plain = words.plain();
    let mut verdict = verdict(game, answer, words);
    if answer.right && game.streak > 1 {
        verdict += &format!(" {}", fill(&plain.streak, &[("n", &game.streak.to_string())]));
    }
    said.paragraph(&verdict);
    let (points, right) = (thousands(game.score().into()), right_of(game.right(), game.answers.len(), words));
    said.paragraph(&fill(&plain.so_far, &[("n", &points), ("right", &right)]));
    said.gap();
    told(game, answer, words, said);
}

pub(super) fn verdict(game: &Game, answer: &Answer, words: &Words) -> String {
    let plain = words.plain();
    let domains = either(game, game.at(answer.question).1.key, words);
    match (answer.right, answer.said) {
        (true, _) => fill(&plain.right, &[("domains", &domains), ("n", &thousands(answer.points.total().into()))]),
        (false, Some(said)) => fill(&plain.wrong, &[("domains", &domains), ("said", name(game, said))]),
        (false, None) => fill(&plain.late, &[("domains", &domains)]),
    }
}

/// `ML or stats`.
pub(super) fn either(game: &Game, domains: DomainSet, words: &Words) -> String {
    let names: Vec<&str> = domains.iter().map(|id| name(game, id)).collect();
    names.join(&format!(" {} ", words.plain().or))
}

pub(super) fn told(game: &Game, answer: &Answer, words: &Words, said: &mut Narration) {
    let (term, question) = game.at(answer.question);
    explained(game, question, words, said);
    if let Some(remark) = answer.said.and_then(|said| question.remark(said)) {
        said.paragraph(&quoted(remark.get(game.lang), &words.plain().quoted));
    }
    said.gap();
    senses(game, term, question.key, answer.said, words, said);
}

fn explained(game: &Game, question: &Question, words: &Words, said: &mut Narration) {
    let plain = words.plain();
    let tells = question.tells(game.lang);
    let as_told = |tell: &&str| {
        let told = question.context.tell_in_lines(tell, game.lang);
        fill(&plain.quoted, &[("text", told.as_deref().unwrap_or(tell))])
    };
    let tells: Vec<String> = tells.iter().map(as_told).collect();
    if !tells.is_empty() {
        said.paragraph(&fill(&plain.tell, &[("tells", &tells.join(", "))]));
    }
    said.paragraph(&quoted(question.explanation.get(game.lang), &plain.quoted));
}

fn senses(game: &Game, term: &Term, key: DomainSet, thought: Option<DomainId>, words: &Words, said: &mut Narration) {
    let plain = words.plain();
    for id in game.pack.domain_ids() {
        let gloss = match term.sense(id) {
            Some(sense) => sense.gloss.get(game.lang),
            None if thought == Some(id) => &words.ui.no_sense,
            None => continue,
        };
        let template = if key.contains(id) { &plain.sense_right } else { &plain.sense };
        said.paragraph(&fill(template, &[("domain", name(game, id)), ("gloss", gloss)]));
    }
}

pub(super) fn compared(game: &Game, answer: &Answer, words: &Words, said: &mut Narration) {
    let (Some(place), Some(thought)) = (game.contrast(answer), answer.said) else { return };
    let (_, question) = game.at(place);
    said.paragraph(&fill(&words.plain().contrast, &[("domain", name(game, thought))]));
    context(question, game.lang, words, said);
    explained(game, question, words, said);
}
