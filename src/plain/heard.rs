//! What a line means that was typed, and what it changes.

use std::time::Duration;

use crate::app::round::{Phase, Round};
use crate::app::{Act, App, Edit, Effect, Msg, Overlay, Screen};
use crate::game::Game;
use crate::pack::DomainId;
use crate::text::{Lang, SafeText, shorten};
use crate::ui::keymap;

/// What there is to tell after a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tell {
    /// A game that begins, and all of its first question.
    Begin,
    /// All that the screen shows.
    All,
    /// The meanings, for half the points.
    Hint,
    /// What can be typed.
    Keys,
    /// That a line means nothing; how it began.
    Odd(String),
    /// That no question was missed.
    NoMisses,
    /// Nothing but what is asked for.
    Nothing,
}

/// So much of what means nothing is said again.
const ODD: usize = 24;

/// So many letters of a word are looked for.
const WORD: usize = 40;

/// Takes in a line that was typed so long after the one before: what is to be done, and what there is to tell. A line that
/// comes when the time is over answers nothing any more.
pub fn hear(app: &mut App, line: &str, passed: Duration) -> (Vec<Effect>, Tell) {
    // A line is typed and sent on purpose, however soon.
    app.hurried = false;
    let before = answered(app);
    let mut effects = app.update(Msg::Tick(passed));
    let typed = SafeText::line(line.trim());
    let leaves = typed.eq_ignore_ascii_case("q");
    if before != answered(app) && !leaves {
        return (effects, Tell::All);
    }
    // Help stops the clock, and is over with whatever is typed next.
    if matches!(app.overlay, Some(Overlay::Help)) {
        effects.extend(app.update(Msg::Act(Act::Back)));
    }
    let (acts, tell) = meaning(app, &typed);
    for act in acts {
        effects.extend(app.update(Msg::Act(act)));
    }
    (effects, tell)
}

/// How many answers the game has that is played, if one is.
fn answered(app: &App) -> Option<usize> {
    match app.screen() {
        Screen::Round(round) => Some(round.game.answers.len()),
        _ => None,
    }
}

/// What a line means now.
fn meaning(app: &App, typed: &str) -> (Vec<Act>, Tell) {
    let small = typed.to_lowercase();
    let odd = || (Vec::new(), Tell::Odd(shorten(typed, ODD)));
    match &app.overlay {
        Some(Overlay::Pause) => {
            return match small.as_str() {
                "" | "p" => (vec![Act::Back], Tell::Nothing),
                "r" => (vec![Act::Back], Tell::All),
                "q" => (vec![Act::Back, Act::Back], Tell::All),
                "?" => (Vec::new(), Tell::Keys),
                _ => odd(),
            };
        }
        Some(Overlay::Leave) => {
            return match small.as_str() {
                "y" | "yes" | "o" | "oui" | "q" => (vec![Act::Choose, Act::Quit], Tell::Nothing),
                "" | "n" | "no" | "non" => (vec![Act::Back], Tell::Nothing),
                _ => odd(),
            };
        }
        Some(Overlay::Help | Overlay::Code { .. } | Overlay::Operator(_)) | None => {}
    }
    match app.screen() {
        Screen::Round(round) => match round.phase {
            Phase::Question { .. } => in_question(round, &small, app.lang()).unwrap_or_else(odd),
            Phase::Feedback { .. } => in_feedback(round, &small).unwrap_or_else(odd),
        },
        Screen::Results(results) => after_game(&results.game, &small).unwrap_or_else(odd),
        Screen::Review(review) => {
            let last = review.pick.at + 1 >= review.game.answers.len();
            match small.as_str() {
                "" | "b" | "q" if last || !small.is_empty() => (vec![Act::Back], Tell::Nothing),
                "" => (vec![Act::Right], Tell::All),
                "c" => (vec![Act::Contrast], Tell::All),
                "r" => (Vec::new(), Tell::All),
                "?" => (Vec::new(), Tell::Keys),
                _ => odd(),
            }
        }
        Screen::Glossary(_) => match small.as_str() {
            "" => (vec![Act::Type(Edit::DeleteLine), Act::Back], Tell::Nothing),
            "?" => (Vec::new(), Tell::Keys),
            word => (looked_up(word), Tell::All),
        },
        Screen::Title(_)
        | Screen::Settings(_)
        | Screen::Class(_)
        | Screen::Preview(_)
        | Screen::Attract(_)
        | Screen::Welcome(_)
        | Screen::Portrait(_)
        | Screen::Naming(_)
        | Screen::Standings(_) => (Vec::new(), Tell::Nothing),
    }
}

fn in_question(round: &Round, small: &str, lang: Lang) -> Option<(Vec<Act>, Tell)> {
    Some(match small {
        "" => (Vec::new(), Tell::Nothing),
        "h" => (vec![Act::Hint], Tell::Hint),
        "p" => (vec![Act::Pause], Tell::All),
        "q" => (vec![Act::Back], Tell::All),
        "r" => (Vec::new(), Tell::All),
        "?" => (vec![Act::Help], Tell::Keys),
        word => (vec![Act::Say(domain(&round.game, word, lang)?)], Tell::All),
    })
}

/// The domain that a number, a letter or a name stands for.
fn domain(game: &Game, small: &str, lang: Lang) -> Option<DomainId> {
    let mut chars = small.chars();
    let by_key = match (chars.next(), chars.next()) {
        // A sign in a line is a slip, but for those who speak French and type digits without Shift.
        (Some(c), None) if c.is_ascii_alphanumeric() || lang == Lang::Fr => keymap::domain_of(&game.pack, c),
        _ => None,
    };
    let is_named = |id: &DomainId| game.pack.domain(*id).name.get(game.lang).to_lowercase() == small;
    by_key.or_else(|| game.pack.domain_ids().find(is_named))
}

fn in_feedback(round: &Round, small: &str) -> Option<(Vec<Act>, Tell)> {
    let compares = || round.game.answers.last().is_some_and(|answer| round.game.contrast(answer).is_some());
    Some(match small {
        "" | "n" => (vec![Act::Choose], Tell::All),
        "c" if compares() => (vec![Act::Contrast], Tell::All),
        "g" => (vec![Act::Glossary], Tell::All),
        "q" => (vec![Act::Back], Tell::All),
        "r" => (Vec::new(), Tell::All),
        "?" => (Vec::new(), Tell::Keys),
        _ => return looked_up_after(small),
    })
}

fn after_game(game: &Game, small: &str) -> Option<(Vec<Act>, Tell)> {
    Some(match small {
        "" => (Vec::new(), Tell::Nothing),
        "m" if game.misses().is_none() => (Vec::new(), Tell::NoMisses),
        "m" => (vec![Act::Misses], Tell::Begin),
        "n" => (vec![Act::Fresh], Tell::Begin),
        "a" => (vec![Act::Again], Tell::Begin),
        "g" => (vec![Act::Glossary], Tell::All),
        "q" => (vec![Act::Quit], Tell::Nothing),
        "r" => (Vec::new(), Tell::All),
        "?" => (Vec::new(), Tell::Keys),
        _ => match small.parse::<usize>() {
            Ok(n) if (1..=game.answers.len()).contains(&n) => (vec![Act::Pick(n - 1)], Tell::All),
            _ => return looked_up_after(small),
        },
    })
}

/// `g` and a word: the glossary with that word.
fn looked_up_after(small: &str) -> Option<(Vec<Act>, Tell)> {
    let word = small.strip_prefix("g ")?;
    let acts = [Act::Glossary].into_iter().chain(looked_up(word)).collect();
    Some((acts, Tell::All))
}

/// What is typed into the glossary to look for a word.
fn looked_up(word: &str) -> Vec<Act> {
    let letters = word.trim().chars().take(WORD).map(|c| Act::Type(Edit::InsertChar(c)));
    [Act::Type(Edit::DeleteLine)].into_iter().chain(letters).collect()
}
