//! `polysemy play`, which is also what the program does when nothing else is asked for.

#![allow(clippy::disallowed_methods, reason = "the environment is read here")]

use std::env;
use std::io::{self, IsTerminal};
use std::process::ExitCode;

use clap::ArgMatches;

use super::option::path_of;
use super::{FAULTS, all_origins, complain, entry, is_set, origin, refuse};
use crate::app::{App, Notice, Start};
use crate::game::RunCode;
use crate::pack::load;
use crate::record;
use crate::runtime::desk::Keeps;
use crate::runtime::files::{self, Unusable};
use crate::runtime::graphics::{IMAGES, Images};
use crate::runtime::{self, Abilities, Outfit};
use crate::scores::Trouble;
use crate::settings::{Read, Settings, ThemeChoice};
use crate::text::{Lang, SafeText};
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::Depth;
use crate::words::{Words, fill};

pub(super) fn play(sides: &[&ArgMatches], found: Result<Read, Unusable>, words: Words) -> ExitCode {
    // What is meant for playing may stand on either side of the word `play`.
    let given = |name: &str| sides.iter().find_map(|side| side.get_one::<String>(name));
    let lang = words.lang();
    let settings = found.as_ref().map(|read| read.settings.clone()).unwrap_or_default();
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
    if let Some(name) = sides.iter().find_map(|side| path_of(side, "pack")) {
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
    // Only whoever plays is told, and has them put aside.
    let notice = match found {
        Ok(read) => Some(read.odd).filter(|odd| !odd.is_empty()).map(Notice::SettingsOdd),
        Err(Unusable::NotToml) => Some(Notice::SettingsKept(files::put_settings_aside())),
        Err(Unusable::Unreadable(reason)) => Some(Notice::SettingsUnread(reason)),
    };
    let (mut app, effects) = App::new(Start {
        settings,
        catalogue: origins.iter().map(entry).collect(),
        chosen,
        locale: lang,
        entropy: entropy(),
        seen: Vec::new(),
        run,
        notice,
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
    let mut abilities = abilities().in_ascii(sides.iter().any(|side| side.get_flag("ascii")));
    if let Some(images) = given("images") {
        abilities.images = IMAGES.iter().find(|(name, _)| name == images).map_or(Images::Auto, |(_, images)| *images);
    }
    Ok((settings, abilities))
}

/// What is left to say once the terminal is given back.
pub(super) fn ended(end: io::Result<Option<Trouble>>, lang: Lang) -> ExitCode {
    let words = || Words::of(lang);
    let said = match end {
        Ok(None) => return ExitCode::SUCCESS,
        Ok(Some(trouble)) => {
            let file = files::scores_file().unwrap_or_default();
            let reason = trouble.what.say(&file.to_string_lossy(), &words());
            fill(&words().cli().unkept, &[("n", &trouble.steps().to_string()), ("reason", &reason)])
        }
        Err(error) => fill(&words().cli().terminal_lost, &[("reason", &SafeText::line(&error.to_string()))]),
    };
    complain(&said, &words());
    ExitCode::from(FAULTS)
}

/// What the terminal can show, from the variables that terminals and people set.
pub(super) fn abilities() -> Abilities {
    let var = |name: &str| env::var(name).unwrap_or_default();
    let (term, colours) = (var("TERM"), var("COLORTERM"));
    let depth = if is_set("NO_COLOR") || term == "dumb" {
        Depth::None
    } else if colours == "truecolor" || colours == "24bit" || term.ends_with("-direct") {
        Depth::True
    } else if term.contains("256color") || ["kitty", "alacritty", "foot", "ghostty"].iter().any(|t| term.contains(t)) {
        Depth::Indexed
    } else if term == "linux" {
        Depth::Console
    } else {
        Depth::Sixteen
    };
    // rxvt's convention, which others follow: "foreground;background", where 7 and 9 to 15 are light.
    let ground = var("COLORFGBG").rsplit(';').next().and_then(|n| n.parse::<u8>().ok());
    let light = ground.is_some_and(|n| n == 7 || n > 8);
    let locale =
        ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().map(var).find(|value| !value.is_empty()).unwrap_or_default();
    let utf8 = locale.is_empty() || locale.to_lowercase().replace('-', "").contains("utf8");
    let glyphs = match term.as_str() {
        _ if !utf8 => Glyphs::Ascii,
        "linux" => Glyphs::Console,
        "dumb" | "ansi" => Glyphs::Ascii,
        term if term.starts_with("vt") => Glyphs::Ascii,
        _ => Glyphs::All,
    };
    // A terminal that lacks glyphs has no pixels to show either, and may print what it does not understand.
    let lacks = ["linux", "dumb", "ansi", "vt"].iter().any(|name| term.starts_with(name));
    let images = if lacks { Images::Blocks } else { Images::Auto };
    Abilities { depth, light, glyphs, images }
}
