//! The arguments and options that several commands have.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction};

use crate::runtime::graphics::IMAGES;
use crate::settings::ThemeChoice;
use crate::words::Spoken;

/// A pack, by file, folder or id.
pub(super) fn pack(help: &str) -> Arg {
    Arg::new("pack").value_name("PACK").help(help.to_owned())
}

/// An option with a value.
pub(super) fn option(name: &'static str, value: &'static str, help: &str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help.to_owned())
}

/// An option that is one of a few words; they are named by `value` or in the help.
pub(super) fn choice<const N: usize>(
    name: &'static str,
    value: &'static str,
    of: [&'static str; N],
    help: &str,
) -> Arg {
    option(name, value, help)
        .value_parser(PossibleValuesParser::new(of))
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// An option without a value.
pub(super) fn flag(name: &'static str, help: &str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue).help(help.to_owned())
}

/// What is meant for the screen: it goes with every command that takes the terminal over.
pub(super) fn on_screen(said: &Spoken) -> [Arg; 4] {
    let cli = &said.cli;
    [
        choice("theme", "THEME", ThemeChoice::NAMES.map(|(name, _)| name), &cli.theme_help),
        choice("images", "HOW", IMAGES.map(|(name, _)| name), &cli.images_help),
        flag("ascii", &cli.ascii_help),
        flag("no-mouse", &cli.no_mouse_help),
    ]
}
