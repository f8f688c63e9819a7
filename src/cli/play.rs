//! `polysemy play`, which is also what the program does when nothing else is asked for.

#![allow(clippy::disallowed_methods, reason = "the environment is read here")]

use std::env;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::ArgMatches;

use super::{FAULTS, all_origins, complain, entry, origin, refuse};
use crate::app::{App, Notice, Start};
use crate::game::RunCode;
use crate::pack::load;
use crate::record;
use crate::runtime::desk::Keeps;
use crate::runtime::graphics::{IMAGES, Images};
use crate::runtime::{self, Abilities, Ended, Outfit};
use crate::settings::{Settings, ThemeChoice};
use crate::text::{Lang, SafeText};
use crate::words::{Words, fill};

pub(super) fn play(sides: &[&ArgMatches], settings: Settings, kept: Option<SafeText>, words: Words) -> ExitCode {
    // What is meant for playing may stand on either side of the word `play`.
    let given = |name: &str| sides.iter().find_map(|side| side.get_one::<String>(name));
    let lang = words.lang();
    let (settings, abilities) = match on_screen(sides, settings, &words) {
        Ok(on_screen) => on_screen,
        Err(status) => return status,
    };
    let run = match given("run") {
        None => None,
        Some(typed) => match RunCode::parse(typed) {
            Some(code) => Some(code),
            None => return complain(&fill(&words.cli().bad_run, &[("code", &SafeText::line(typed))]), &words),
        },
    };
    let mut origins = all_origins();
    let mut chosen = None;
    if let Some(name) = given("pack") {
        let origin = origin(name);
        // A pack that was asked for is checked before anything is drawn.
        let loaded = load::load(&origin);
        if loaded.checked.pack.is_none() {
            return refuse(name, &loaded, &words);
        }
        chosen = Some(origins.iter().position(|known| *known == origin).unwrap_or_else(|| {
            origins.push(origin);
            origins.len() - 1
        }));
    }
    let (mut app, effects) = App::new(Start {
        settings,
        catalogue: origins.iter().map(entry).collect(),
        chosen,
        locale: lang,
        entropy: entropy(),
        seen: Vec::new(),
        run,
        notice: kept.map(Notice::SettingsKept),
    });
    app.player = given("name").and_then(|name| record::name(name));
    ended(runtime::play(app, effects, Outfit { origins, abilities, words, keeps: Keeps::Games }), lang)
}

/// Any number.
pub(super) fn entropy() -> u64 {
    getrandom::u64().unwrap_or_else(|_| std::process::id().into())
}

/// What the options for the screen say, over what the settings say; a complaint where there is no screen.
pub(super) fn on_screen(
    sides: &[&ArgMatches],
    mut settings: Settings,
    words: &Words,
) -> Result<(Settings, Abilities), ExitCode> {
    let given = |name: &str| sides.iter().find_map(|side| side.get_one::<String>(name));
    if !(io::stdin().is_terminal() && io::stdout().is_terminal()) {
        return Err(complain(&words.cli().no_terminal, words));
    }
    if given("lang").is_some() {
        settings.language = Some(words.lang());
    }
    if let Some(theme) = given("theme") {
        settings.theme =
            ThemeChoice::NAMES.iter().find(|(name, _)| name == theme).map_or(settings.theme, |(_, theme)| *theme);
    }
    settings.mouse &= !sides.iter().any(|side| side.get_flag("no-mouse"));
    let mut abilities = abilities().in_ascii(sides.iter().any(|side| side.get_flag("ascii")));
    if let Some(images) = given("images") {
        abilities.images = IMAGES.iter().find(|(name, _)| name == images).map_or(Images::Auto, |(_, images)| *images);
    }
    Ok((settings, abilities))
}

/// What is left to say once the terminal is given back.
pub(super) fn ended(end: io::Result<Ended>, lang: Lang) -> ExitCode {
    let words = || Words::of(lang);
    let said = match end {
        Ok(Ended { lost: 0, status }) => return ExitCode::from(status),
        Ok(Ended { lost, .. }) => fill(&words().cli().unkept, &[("n", &lost.to_string())]),
        Err(error) => fill(&words().cli().terminal_lost, &[("reason", &SafeText::line(&error.to_string()))]),
    };
    complain(&said, &words());
    ExitCode::from(FAULTS)
}

/// What the terminal can show, from the variables that terminals and people set.
pub(super) fn abilities() -> Abilities {
    runtime::abilities::of(&|name| env::var(name).unwrap_or_default())
}
