//! What a line means that was typed, and what it changes.

use std::time::Duration;

use super::situation::Situation;
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
    Nothing,
}

/// How much of a line that means nothing is quoted, in cells.
const ODD: usize = 24;

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
    use Announcement::{All, Begin, Hint, Keys, NoMisses, Nothing, Odd};
    use Situation::{Elsewhere, Feedback, Glossary, Leaving, Paused, Question, Results, Review};
    let small = typed.to_lowercase();
    let odd = || (Vec::new(), Odd(shorten(typed, ODD)));
    match (Situation::of(app), small.as_str()) {
        (Paused, "" | "p") => (vec![Act::Back], Nothing),
        (Paused, "r") => (vec![Act::Back], All),
        (Paused, "q") => (vec![Act::Back, Act::Back], All),
        (Leaving, "y" | "yes" | "o" | "oui" | "q") => (vec![Act::Choose, Act::Quit], Nothing),
        (Leaving, "" | "n" | "no" | "non") => (vec![Act::Back], Nothing),
        (Question(_), "h") => (vec![Act::Hint], Hint),
        (Question(_), "p") => (vec![Act::Pause], All),
        (Question(_), "?") => (vec![Act::Help], Keys),
        (Question(_) | Feedback(_), "q") => (vec![Act::Back], All),
        (Feedback(_), "" | "n") => (vec![Act::Choose], All),
        (Feedback(round), "c") if round.contrast().is_some() => (vec![Act::Contrast], All),
        (Feedback(_) | Results(_), "g") => (vec![Act::Glossary], All),
        (Results(results), "m") if results.game.misses().is_none() => (Vec::new(), NoMisses),
        (Results(_), "m") => (vec![Act::Misses], Begin),
        (Results(_), "n") => (vec![Act::Fresh], Begin),
        (Results(_), "a") => (vec![Act::Again], Begin),
        (Results(_), "q") => (vec![Act::Quit], Nothing),
        (Review(review), "") if review.pick.at + 1 < review.game.answers.len() => (vec![Act::Right], All),
        (Review(_), "" | "b" | "q") => (vec![Act::Back], Nothing),
        (Review(_), "c") => (vec![Act::Contrast], All),
        (Glossary(_), "") => (vec![Act::Type(Edit::DeleteLine), Act::Back], Nothing),
        (Question(_) | Results(_), "") | (Elsewhere, _) => (Vec::new(), Nothing),
        (Question(_) | Feedback(_) | Results(_) | Review(_), "r") => (Vec::new(), All),
        (Paused | Feedback(_) | Results(_) | Review(_) | Glossary(_), "?") => (Vec::new(), Keys),
        (Question(round), word) => match domain(&round.game, word, app.lang()) {
            Some(domain) => (vec![Act::Say(domain)], All),
            None => odd(),
        },
        (Glossary(_), word) => (looked_up(word), All),
        (Feedback(_), words) => looked_up_after(words).unwrap_or_else(odd),
        (Results(results), words) => match words.parse::<usize>() {
            Ok(n) if (1..=results.game.answers.len()).contains(&n) => (vec![Act::Pick(n - 1)], All),
            _ => looked_up_after(words).unwrap_or_else(odd),
        },
        (Paused | Leaving | Review(_), _) => odd(),
    }
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
