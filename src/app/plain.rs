//! The game line by line, for those who hear it, and for terminals and pipes that cannot be drawn on: a second view beside
//! [`ui`](crate::ui). The state of the [`App`] becomes lines of text ([`say`]), and a line that was typed becomes what the
//! player does ([`hear`]). The game, its rules and its records are those of the screen.

mod asked; // a question, and what is told once it is answered
mod end; // results, and words that are looked up
mod heard;
mod page;
mod situation;

pub use self::heard::{Announcement, hear};
pub use self::page::Printer;

use self::page::Narration;
use self::situation::Situation;
use crate::app::{App, Screen};
use crate::game::Game;
use crate::pack::DomainId;
use crate::text::fill;
use crate::words::{Words, thousands};

/// What there is to tell, and what is asked for next: the last line ends where an answer is typed.
pub fn say(app: &App, tell: &Announcement, page: &Printer) -> String {
    let mut said = Narration::new(page.cols);
    let words = page.words;
    match tell {
        Announcement::Begin => {
            begin(app, words, &mut said);
            all(app, words, &mut said);
        }
        Announcement::All => all(app, words, &mut said),
        Announcement::Hint => {
            if let Screen::Round(round) = app.screen() {
                asked::hint(round, words, &mut said);
            }
        }
        Announcement::Keys => said.paragraph(&keys(app, words)),
        Announcement::Odd(typed) => {
            said.paragraph(&fill(&words.plain().odd, &[("typed", typed)]));
            said.paragraph(&keys(app, words));
        }
        Announcement::NoMisses => said.paragraph(&words.plain().no_misses),
        Announcement::Nothing => {}
    }
    said.asking(prompt(app, words))
}

fn begin(app: &App, words: &Words, said: &mut Narration) {
    let Screen::Round(round) = app.screen() else { return };
    let (plain, ui, game) = (words.plain(), &words.ui, &round.game);
    let questions = match game.deck.len() {
        1 => words.report().question_one.clone(),
        n => fill(&words.report().questions, &[("n", &n.to_string())]),
    };
    let time = match game.rules.time {
        None => plain.no_limit.clone(),
        Some(time) => fill(&plain.limit, &[("n", &time.as_secs().to_string())]),
    };
    let title = game.pack.header.title.get(words.lang());
    said.paragraph(&fill(&plain.begin, &[("pack", title), ("questions", &questions), ("time", &time)]));
    if game.lang != words.lang() {
        said.paragraph(&fill(&ui.pack_no_lang, &[("language", ui.language_of(game.lang))]));
    }
    if let Some(best) = app.best(game).map(|best| best.score) {
        let right = right_of(best.right.into(), best.asked.into(), words);
        said.paragraph(&fill(&plain.best, &[("n", &thousands(best.points.into())), ("right", &right)]));
    }
    said.paragraph(&plain.how);
    said.gap();
}

/// What the screen shows.
fn all(app: &App, words: &Words, said: &mut Narration) {
    let ui = &words.ui;
    match Situation::of(app) {
        Situation::Paused => said.paragraph(&format!("{}. {}", ui.paused, ui.paused_note)),
        Situation::Leaving => said.paragraph(&format!("{} {}", ui.leave, ui.leave_note)),
        Situation::Question(round) => asked::question(round, words, said),
        Situation::Feedback(round) => asked::feedback(round, round.exhibit.contrast, words, said),
        Situation::Results(results) => end::results(results, words, said),
        Situation::Review(results) => end::review(results, words, said),
        Situation::Glossary(glossary) => end::glossary(glossary, words, said),
        Situation::Elsewhere => {}
    }
}

/// What can be typed now.
fn keys(app: &App, words: &Words) -> String {
    let plain = words.plain();
    match Situation::of(app) {
        Situation::Paused => plain.keys_pause.clone(),
        Situation::Leaving => plain.keys_leave.clone(),
        Situation::Question(round) => {
            fill(&plain.keys_question, &[("answers", &asked::answers_with_letters(&round.game, words))])
        }
        Situation::Feedback(_) => plain.keys_feedback.clone(),
        Situation::Results(_) => plain.keys_results.clone(),
        Situation::Review(_) => plain.keys_review.clone(),
        Situation::Glossary(_) => plain.keys_glossary.clone(),
        Situation::Elsewhere => String::new(),
    }
}

/// What stands before what is typed.
fn prompt<'a>(app: &App, words: &'a Words) -> &'a str {
    let plain = words.plain();
    match Situation::of(app) {
        Situation::Paused => &plain.prompt_pause,
        Situation::Leaving => &plain.prompt_leave,
        Situation::Question(_) => &plain.prompt_question,
        Situation::Feedback(round) if round.game.current().is_none() => &plain.prompt_last,
        Situation::Feedback(_) => &plain.prompt_next,
        Situation::Results(_) => &plain.prompt_results,
        Situation::Review(_) => &plain.prompt_review,
        Situation::Glossary(_) => &plain.prompt_glossary,
        Situation::Elsewhere => "",
    }
}

fn name(game: &Game, id: DomainId) -> &str {
    game.pack.domain(id).name.get(game.lang)
}

/// `7 of 10 right`.
fn right_of(right: usize, all: usize, words: &Words) -> String {
    fill(&words.ui.right_of, &[("right", &right.to_string()), ("all", &all.to_string())])
}
