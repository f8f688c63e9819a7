//! `polysemy play`, which is also what the program does when nothing else is asked for.

use std::io;
use std::process::ExitCode;

use super::command::{Done, Failure};
use super::option::Given;
use super::terminal::{abilities, glyphs_of_lines, obstacle};
use super::{all_origins, entry, origin, playable_from, unprinted};
use crate::app::settings::{COUNTS, Read, Settings, TIMERS};
use crate::app::{App, Entry, Notice, Start};
use crate::game::{RunCode, record};
use crate::runtime::desk::Keeps;
use crate::runtime::files::{self, Unusable};
use crate::runtime::graphics::IMAGES;
use crate::runtime::{self, Abilities, Ended, Outfit, plain};
use crate::text::{Lang, SafeText};
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::ThemeChoice;
use crate::words::{Words, fill};

pub(super) fn play(given: &Given, found: Result<Read, Unusable>, words: Words) -> Done {
    let lang = words.lang();
    let settings = found.as_ref().map(|read| read.settings.clone()).unwrap_or_default();
    let plain = given.flag("plain");
    let settings = agreed(given, settings, plain, &words)?;
    let (settings, abilities) = match plain {
        true => (settings, None),
        false => on_screen(given, settings, &words).map(|(settings, abilities)| (settings, Some(abilities)))?,
    };
    let not_a_run = |typed: &str| fill(&words.cli().bad_run, &[("code", &SafeText::line(typed))]);
    let run = given.word("run").map(|typed| RunCode::parse(typed).ok_or_else(|| not_a_run(typed))).transpose()?;
    let mut origins = all_origins();
    let mut chosen = None;
    if let Some(name) = given.path("pack") {
        let origin = origin(name);
        // A pack that was asked for is checked before anything is drawn.
        playable_from(&origin, name, &words)?;
        chosen = Some(origins.iter().position(|known| *known == origin).unwrap_or_else(|| {
            origins.push(origin);
            origins.len() - 1
        }));
    }
    // Only whoever plays is told, and has them put aside.
    let notice = match found {
        Ok(read) => Some(read.odd).filter(|odd| !odd.is_empty()).map(Notice::SettingsOdd),
        Err(Unusable::NotToml) => Some(Notice::SettingsKept(files::put_settings_aside())),
        Err(Unusable::Unreadable(reason)) => Some(Notice::SettingsUnread(reason)),
    };
    let start = start(settings, origins.iter().map(entry).collect(), lang);
    let (mut app, effects) = App::new(Start { chosen, run, notice, ..start });
    app.player = given.word("name").and_then(|name| record::name(name));
    let Some(abilities) = abilities else {
        let glyphs = if given.flag("ascii") { Glyphs::Ascii } else { glyphs_of_lines() };
        return told(plain::play(app, effects, &origins, glyphs, &words), &words);
    };
    ended(runtime::play(app, effects, Outfit { origins, abilities, words, keeps: Keeps::Games }), lang)
}

/// What an app starts from that has no run and no games to remember.
pub(super) fn start(settings: Settings, catalogue: Vec<Entry>, locale: Lang) -> Start {
    Start { settings, catalogue, locale, entropy: entropy(), ..Start::default() }
}

/// The settings, with the options of a game over them. Line by line, only a player who asks for it is timed: a screen
/// reader takes its time to read.
fn agreed(given: &Given, mut settings: Settings, plain: bool, words: &Words) -> Result<Settings, String> {
    let refuse = |name: &str, value: u16, offered: &[String]| {
        let values = [("arg", name), ("value", &value.to_string()), ("valid", &offered.join(", "))];
        Err(fill(&words.cli().error_value, &values))
    };
    if plain {
        settings.timer.get_or_insert(0);
        if given.word("lang").is_some() {
            settings.language = Some(words.lang());
        }
    }
    match given.number("timer") {
        Some(timer) if !TIMERS.contains(&timer) => return refuse("--timer", timer, &TIMERS.map(|n| n.to_string())),
        timer => settings.timer = timer.or(settings.timer),
    }
    match given.number("questions") {
        None => {}
        Some(wanted) => match COUNTS.into_iter().find(|count| u16::from(*count) == wanted) {
            Some(count) => settings.questions = count,
            None => return refuse("--questions", wanted, &COUNTS.map(|n| n.to_string())),
        },
    }
    Ok(settings)
}

fn told(end: io::Result<plain::Played>, words: &Words) -> Done {
    match end {
        Ok(plain::Played { no_game: Some(notice), .. }) => Err(notice.say(words).into()),
        Ok(plain::Played { lost, .. }) => ended(Ok(Ended { lost, status: 0 }), words.lang()),
        Err(error) => Err(unprinted(&error, words)),
    }
}

pub(super) fn entropy() -> u64 {
    getrandom::u64().unwrap_or_else(|_| std::process::id().into())
}

/// What the options for the screen say, over what the settings say; a complaint where nothing can be drawn.
pub(super) fn on_screen(given: &Given, mut settings: Settings, words: &Words) -> Result<(Settings, Abilities), String> {
    if let Some(obstacle) = obstacle(words) {
        // Only a command that can do without a screen has the option.
        let instead = if given.knows("plain") { format!(" {}", words.cli().plain_instead) } else { String::new() };
        return Err(obstacle + &instead);
    }
    if given.word("lang").is_some() {
        settings.language = Some(words.lang());
    }
    settings.theme = given.chosen("theme", &ThemeChoice::NAMES).unwrap_or(settings.theme);
    settings.mouse &= !given.flag("no-mouse");
    let mut abilities = abilities().in_ascii(given.flag("ascii"));
    abilities.images = given.chosen("images", &IMAGES).unwrap_or(abilities.images);
    Ok((settings, abilities))
}

pub(super) fn ended(end: io::Result<Ended>, lang: Lang) -> Done {
    let words = || Words::of(lang);
    Err(Failure::Fault(match end {
        Ok(Ended { lost: None, status }) => return Ok(ExitCode::from(status)),
        Ok(Ended { lost: Some(trouble), .. }) => {
            let file = files::scores_file().unwrap_or_default();
            let reason = trouble.what.say(&file.to_string_lossy(), &words());
            fill(&words().cli().unkept, &[("n", &trouble.steps().to_string()), ("reason", &reason)])
        }
        Err(error) => fill(&words().cli().terminal_lost, &[("reason", &SafeText::line(&error.to_string()))]),
    }))
}
