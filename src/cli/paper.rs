//! `polysemy glossary`: what is printed and handed around.

use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Command};

use super::option::{choice, pack, path_of};
use super::{USAGE, origin, print, refuse};
use crate::doc::DocFormat;
use crate::doc::paper::{self, FORMATS};
use crate::pack::load;
use crate::words::{Spoken, Words};

pub(super) fn arguments(command: Command, said: &Spoken) -> Command {
    let names = FORMATS.map(|(name, _)| name);
    let format = choice("format", "md|html", names, &said.cli.glossary_format_help).default_value("md");
    command.arg(pack(&said.cli.pack_help)).arg(format)
}

pub(super) fn glossary(matches: &ArgMatches, words: Words) -> ExitCode {
    let name = path_of(matches, "pack");
    let origin = name.map(origin).or_else(|| load::built_in().next());
    let Some(origin) = origin else { return ExitCode::from(USAGE) };
    let loaded = load::load(&origin);
    let Some(pack) = &loaded.checked.pack else {
        return refuse(name.unwrap_or(Path::new("")), &loaded, &words);
    };
    let format = matches.get_one::<String>("format");
    let format = FORMATS.iter().find(|(name, _)| format.is_some_and(|format| format == name));
    print(&paper::glossary(pack, &words, format.map_or(DocFormat::Markdown, |(_, format)| *format)));
    ExitCode::SUCCESS
}
