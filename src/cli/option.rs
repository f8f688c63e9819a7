//! The arguments and options that several commands have.

use std::ffi::OsString;
use std::path::Path;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, value_parser};

use crate::runtime::graphics::IMAGES;
use crate::text::SafeText;
use crate::ui::theme::ThemeChoice;
use crate::words::Spoken;

/// What was given for options that may stand in several places, the nearest first.
pub(super) struct Given<'a>(pub(super) &'a [&'a ArgMatches]);

impl<'a> Given<'a> {
    pub(super) fn word(&self, name: &str) -> Option<&'a String> {
        self.0.iter().find_map(|side| side.get_one::<String>(name))
    }

    pub(super) fn number(&self, name: &str) -> Option<u16> {
        self.0.iter().find_map(|side| side.get_one::<u16>(name)).copied()
    }

    pub(super) fn chosen<T: Copy>(&self, name: &str, of: &[(&str, T)]) -> Option<T> {
        self.0.iter().find_map(|side| chosen(side, name, of))
    }

    pub(super) fn path(&self, name: &str) -> Option<&'a Path> {
        self.0.iter().find_map(|side| path_of(side, name))
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        self.0.iter().any(|side| side.get_flag(name))
    }

    pub(super) fn knows(&self, name: &str) -> bool {
        self.0.iter().any(|side| side.try_contains_id(name).is_ok())
    }
}

pub(super) fn pack(help: &str) -> Arg {
    path("pack", "PACK", help)
}

/// A file or folder: a name of any bytes, as systems have them. [`path_of`], [`paths_of`] and [`needed`] get it back.
pub(super) fn path(name: &'static str, value: &'static str, help: &str) -> Arg {
    Arg::new(name).value_name(value).value_parser(value_parser!(OsString)).help(help.to_owned())
}

pub(super) fn path_of<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a Path> {
    matches.get_one::<OsString>(name).map(Path::new)
}

/// One that must be given: without it the line is not understood.
pub(super) fn needed<'a>(matches: &'a ArgMatches, name: &str) -> &'a Path {
    path_of(matches, name).unwrap_or(Path::new(""))
}

pub(super) fn paths_of<'a>(matches: &'a ArgMatches, name: &str) -> Vec<&'a Path> {
    matches.get_many::<OsString>(name).into_iter().flatten().map(Path::new).collect()
}

pub(super) fn shown(path: &Path) -> SafeText {
    SafeText::line(&path.to_string_lossy())
}

pub(super) fn option(name: &'static str, value: &'static str, help: &str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help.to_owned())
}

/// An option that is one of a few words; they are named by `value` or in the help. [`chosen`] says what it stands for.
pub(super) fn choice<T>(name: &'static str, value: &'static str, of: &[(&'static str, T)], help: &str) -> Arg {
    option(name, value, help)
        .value_parser(PossibleValuesParser::new(of.iter().map(|(word, _)| *word)))
        .hide_possible_values(true)
        .hide_default_value(true)
}

pub(super) fn chosen<T: Copy>(matches: &ArgMatches, name: &str, of: &[(&str, T)]) -> Option<T> {
    let given = matches.get_one::<String>(name)?;
    of.iter().find(|(word, _)| word == given).map(|(_, meant)| *meant)
}

pub(super) fn flag(name: &'static str, help: &str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.to_owned())
}

/// What is meant for the screen: it goes with every command that takes the terminal over.
pub(super) fn on_screen(said: &Spoken) -> [Arg; 4] {
    let cli = &said.cli;
    [
        choice("theme", "THEME", &ThemeChoice::NAMES, &cli.theme_help),
        choice("images", "HOW", &IMAGES, &cli.images_help),
        flag("ascii", &cli.ascii_help),
        flag("no-mouse", &cli.no_mouse_help),
    ]
}
