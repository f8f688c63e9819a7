//! What a line means that was typed, and what it changes.

use std::time::Duration;

use super::situation::Situation;
use crate::app::play::round::Round;
use crate::app::{App, Effect, Msg, Overlay, Screen};
use crate::game::Game;
use crate::pack::DomainId;
use crate::text::{Lang, SafeText, shorten};
use crate::ui::{Act, Edit, keymap};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Announcement {
    /// A game that begins, and all of its first question.
    Begin,
    All,
    Hint,
    Keys,
    /// That a line means nothing; how it began.
    Odd(String),
    NoMisses,
    /// Nothing but what is asked for.
    Nothing,
}

/// How much of a line that means nothing is quoted, in cells.
const ODD: usize = 24;

/// How many letters of a word are looked for.
const WORD: usize = 40;

/// Takes in a line that was typed so long after the one before: what is to be done, and what there is to tell. A line that
/// comes when the time is over answers nothing any more.
pub fn hear(app: &mut App, line: &str, passed: Duration) -> (Vec<Effect>, Announcement) {
    // A line is typed and sent on purpose, however soon.
    app.hurried = false;
    let before = answered(app);
    let mut effects = app.update(Msg::Tick(passed));
    let typed = SafeText::line(line.trim());
    let leaves = typed.eq_ignore_ascii_case("q");
    if before != answered(app) && !leaves {
        return (effects, Announcement::All);
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

fn answered(app: &App) -> Option<usize> {
    match app.screen() {
        Screen::Round(round) => Some(round.game.answers.len()),
        _ => None,
    }
}

fn meaning(app: &App, typed: &str) -> (Vec<Act>, Announcement) {
    let small = typed.to_lowercase();
    let odd = || (Vec::new(), Announcement::Odd(shorten(typed, ODD)));
    match Situation::of(app) {
        Situation::Paused => match small.as_str() {
            "" | "p" => (vec![Act::Back], Announcement::Nothing),
            "r" => (vec![Act::Back], Announcement::All),
            "q" => (vec![Act::Back, Act::Back], Announcement::All),
            "?" => (Vec::new(), Announcement::Keys),
            _ => odd(),
        },
        Situation::Leaving => match small.as_str() {
            "y" | "yes" | "o" | "oui" | "q" => (vec![Act::Choose, Act::Quit], Announcement::Nothing),
            "" | "n" | "no" | "non" => (vec![Act::Back], Announcement::Nothing),
            _ => odd(),
        },
        Situation::Question(round) => in_question(round, &small, app.lang()).unwrap_or_else(odd),
        Situation::Feedback(round) => in_feedback(round, &small).unwrap_or_else(odd),
        Situation::Results(results) => after_game(&results.game, &small).unwrap_or_else(odd),
        Situation::Review(review) => {
            let last = review.pick.at + 1 >= review.game.answers.len();
            match small.as_str() {
                "" | "b" | "q" if last || !small.is_empty() => (vec![Act::Back], Announcement::Nothing),
                "" => (vec![Act::Right], Announcement::All),
                "c" => (vec![Act::Contrast], Announcement::All),
                "r" => (Vec::new(), Announcement::All),
                "?" => (Vec::new(), Announcement::Keys),
                _ => odd(),
            }
        }
        Situation::Glossary(_) => match small.as_str() {
            "" => (vec![Act::Type(Edit::DeleteLine), Act::Back], Announcement::Nothing),
            "?" => (Vec::new(), Announcement::Keys),
            word => (looked_up(word), Announcement::All),
        },
        Situation::Elsewhere => (Vec::new(), Announcement::Nothing),
    }
}

fn in_question(round: &Round, small: &str, lang: Lang) -> Option<(Vec<Act>, Announcement)> {
    Some(match small {
        "" => (Vec::new(), Announcement::Nothing),
        "h" => (vec![Act::Hint], Announcement::Hint),
        "p" => (vec![Act::Pause], Announcement::All),
        "q" => (vec![Act::Back], Announcement::All),
        "r" => (Vec::new(), Announcement::All),
        "?" => (vec![Act::Help], Announcement::Keys),
        word => (vec![Act::Say(domain(&round.game, word, lang)?)], Announcement::All),
    })
}

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

fn in_feedback(round: &Round, small: &str) -> Option<(Vec<Act>, Announcement)> {
    let compares = || round.game.answers.last().is_some_and(|answer| round.game.contrast(answer).is_some());
    Some(match small {
        "" | "n" => (vec![Act::Choose], Announcement::All),
        "c" if compares() => (vec![Act::Contrast], Announcement::All),
        "g" => (vec![Act::Glossary], Announcement::All),
        "q" => (vec![Act::Back], Announcement::All),
        "r" => (Vec::new(), Announcement::All),
        "?" => (Vec::new(), Announcement::Keys),
        _ => return looked_up_after(small),
    })
}

fn after_game(game: &Game, small: &str) -> Option<(Vec<Act>, Announcement)> {
    Some(match small {
        "" => (Vec::new(), Announcement::Nothing),
        "m" if game.misses().is_none() => (Vec::new(), Announcement::NoMisses),
        "m" => (vec![Act::Misses], Announcement::Begin),
        "n" => (vec![Act::Fresh], Announcement::Begin),
        "a" => (vec![Act::Again], Announcement::Begin),
        "g" => (vec![Act::Glossary], Announcement::All),
        "q" => (vec![Act::Quit], Announcement::Nothing),
        "r" => (Vec::new(), Announcement::All),
        "?" => (Vec::new(), Announcement::Keys),
        _ => match small.parse::<usize>() {
            Ok(n) if (1..=game.answers.len()).contains(&n) => (vec![Act::Pick(n - 1)], Announcement::All),
            _ => return looked_up_after(small),
        },
    })
}

/// `g` and a word: the glossary with that word.
fn looked_up_after(small: &str) -> Option<(Vec<Act>, Announcement)> {
    let word = small.strip_prefix("g ")?;
    let acts = [Act::Glossary].into_iter().chain(looked_up(word)).collect();
    Some((acts, Announcement::All))
}

fn looked_up(word: &str) -> Vec<Act> {
    let letters = word.trim().chars().take(WORD).map(|c| Act::Type(Edit::InsertChar(c)));
    [Act::Type(Edit::DeleteLine)].into_iter().chain(letters).collect()
}
