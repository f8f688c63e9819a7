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
use crate::words::{Words, counted, right_of, thousands};

/// What there is to tell, and what is asked for next: the last line ends where an answer is typed.
pub fn say(app: &App, tell: &Announcement, page: &Printer) -> String {
    let mut said = Narration::new(page.cols);
    let words = page.words;
    let (prompt, keys) = asked_for(app, words);
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
        Announcement::Keys => said.paragraph(&keys),
        Announcement::Odd(typed) => {
            said.paragraph(&fill(&words.plain().odd, &[("typed", typed)]));
            said.paragraph(&keys);
        }
        Announcement::NoMisses => said.paragraph(&words.plain().no_misses),
        Announcement::Nothing => {}
    }
    said.asking(prompt)
}

fn begin(app: &App, words: &Words, said: &mut Narration) {
    let Screen::Round(round) = app.screen() else { return };
    let (plain, ui, game) = (words.plain(), &words.ui, &round.game);
    let questions = counted(game.deck.len(), &words.report().question_one, &words.report().questions);
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

fn asked_for<'a>(app: &App, words: &'a Words) -> (&'a str, String) {
    let plain = words.plain();
    let (prompt, keys) = match Situation::of(app) {
        Situation::Paused => (&plain.prompt_pause, &plain.keys_pause),
        Situation::Leaving => (&plain.prompt_leave, &plain.keys_leave),
        Situation::Question(round) => {
            let answers = asked::answers_with_letters(&round.game, words);
            return (&plain.prompt_question, fill(&plain.keys_question, &[("answers", &answers)]));
        }
        Situation::Feedback(round) if round.game.current().is_none() => (&plain.prompt_last, &plain.keys_feedback),
        Situation::Feedback(_) => (&plain.prompt_next, &plain.keys_feedback),
        Situation::Results(_) => (&plain.prompt_results, &plain.keys_results),
        Situation::Review(_) => (&plain.prompt_review, &plain.keys_review),
        Situation::Glossary(_) => (&plain.prompt_glossary, &plain.keys_glossary),
        Situation::Elsewhere => return ("", String::new()),
    };
    (prompt, keys.clone())
}

fn name(game: &Game, id: DomainId) -> &str {
    game.pack.domain(id).name.get(game.lang)
}
