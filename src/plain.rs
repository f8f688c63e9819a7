//! The game line by line, for those who hear it, and for terminals and pipes that cannot be drawn on: a second view beside
//! [`ui`](crate::ui). The state of the [`App`] becomes lines of text ([`say`]), and a line that was typed becomes what the
//! player does ([`hear`]). The game, its rules and its records are those of the screen.

mod asked; // a question, and what is told once it is answered
mod end; // results, and words that are looked up
mod heard;
mod page;

pub use self::heard::{Tell, hear};
pub use self::page::Page;

use self::page::Said;
use crate::app::round::Phase;
use crate::app::{App, Overlay, Screen};
use crate::game::Game;
use crate::pack::DomainId;
use crate::text::fill;
use crate::words::{Words, thousands};

/// What there is to tell, and what is asked for next: the last line ends where an answer is typed.
pub fn say(app: &App, tell: &Tell, page: &Page) -> String {
    let mut said = Said::new(page.cols);
    let words = page.words;
    match tell {
        Tell::Begin => {
            begin(app, words, &mut said);
            all(app, words, &mut said);
        }
        Tell::All => all(app, words, &mut said),
        Tell::Hint => {
            if let Screen::Round(round) = app.screen() {
                asked::hint(round, words, &mut said);
            }
        }
        Tell::Keys => said.paragraph(&keys(app, words)),
        Tell::Odd(typed) => {
            said.paragraph(&fill(&words.plain().odd, &[("typed", typed)]));
            said.paragraph(&keys(app, words));
        }
        Tell::NoMisses => said.paragraph(&words.plain().no_misses),
        Tell::Nothing => {}
    }
    said.asking(prompt(app, words))
}

/// What is to be played, before its first question.
fn begin(app: &App, words: &Words, said: &mut Said) {
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
fn all(app: &App, words: &Words, said: &mut Said) {
    let ui = &words.ui;
    match &app.overlay {
        Some(Overlay::Pause) => return said.paragraph(&format!("{}. {}", ui.paused, ui.paused_note)),
        Some(Overlay::Leave) => return said.paragraph(&format!("{} {}", ui.leave, ui.leave_note)),
        Some(Overlay::Help | Overlay::Code { .. } | Overlay::Operator(_)) | None => {}
    }
    match app.screen() {
        Screen::Round(round) => match round.phase {
            Phase::Question { .. } => asked::question(round, words, said),
            Phase::Feedback { .. } => asked::feedback(round, round.exhibit.contrast, words, said),
        },
        Screen::Results(results) => end::results(results, words, said),
        Screen::Review(results) => end::review(results, words, said),
        Screen::Glossary(glossary) => end::glossary(glossary, words, said),
        // Nothing leads there line by line.
        Screen::Title(_)
        | Screen::Settings(_)
        | Screen::Class(_)
        | Screen::Preview(_)
        | Screen::Attract(_)
        | Screen::Welcome(_)
        | Screen::Portrait(_)
        | Screen::Naming(_)
        | Screen::Standings(_) => {}
    }
}

/// What can be typed now.
fn keys(app: &App, words: &Words) -> String {
    let plain = words.plain();
    match &app.overlay {
        Some(Overlay::Pause) => return plain.keys_pause.clone(),
        Some(Overlay::Leave) => return plain.keys_leave.clone(),
        Some(Overlay::Help | Overlay::Code { .. } | Overlay::Operator(_)) | None => {}
    }
    match app.screen() {
        Screen::Round(round) => match round.phase {
            Phase::Question { .. } => {
                fill(&plain.keys_question, &[("answers", &asked::answers_with_letters(&round.game, words))])
            }
            Phase::Feedback { .. } => plain.keys_feedback.clone(),
        },
        Screen::Results(_) => plain.keys_results.clone(),
        Screen::Review(_) => plain.keys_review.clone(),
        Screen::Glossary(_) => plain.keys_glossary.clone(),
        Screen::Title(_)
        | Screen::Settings(_)
        | Screen::Class(_)
        | Screen::Preview(_)
        | Screen::Attract(_)
        | Screen::Welcome(_)
        | Screen::Portrait(_)
        | Screen::Naming(_)
        | Screen::Standings(_) => String::new(),
    }
}

/// What stands before what is typed.
fn prompt<'a>(app: &App, words: &'a Words) -> &'a str {
    let plain = words.plain();
    match &app.overlay {
        Some(Overlay::Pause) => return &plain.prompt_pause,
        Some(Overlay::Leave) => return &plain.prompt_leave,
        Some(Overlay::Help | Overlay::Code { .. } | Overlay::Operator(_)) | None => {}
    }
    match app.screen() {
        Screen::Round(round) => match round.phase {
            Phase::Question { .. } => &plain.prompt_question,
            Phase::Feedback { .. } if round.game.current().is_none() => &plain.prompt_last,
            Phase::Feedback { .. } => &plain.prompt_next,
        },
        Screen::Results(_) => &plain.prompt_results,
        Screen::Review(_) => &plain.prompt_review,
        Screen::Glossary(_) => &plain.prompt_glossary,
        Screen::Title(_)
        | Screen::Settings(_)
        | Screen::Class(_)
        | Screen::Preview(_)
        | Screen::Attract(_)
        | Screen::Welcome(_)
        | Screen::Portrait(_)
        | Screen::Naming(_)
        | Screen::Standings(_) => "",
    }
}

/// A domain's name.
fn name(game: &Game, id: DomainId) -> &str {
    game.pack.domain(id).name.get(game.lang)
}

/// `7 of 10 right`.
fn right_of(right: usize, all: usize, words: &Words) -> String {
    fill(&words.ui.right_of, &[("right", &right.to_string()), ("all", &all.to_string())])
}
