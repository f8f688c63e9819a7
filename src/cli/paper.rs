//! `polysemy glossary`: what is printed and handed around.

use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Command};

use super::command::{Done, Failure};
use super::option::{choice, chosen, pack, path_of};
use super::{USAGE, origin, playable_from, print};
use crate::doc::DocFormat;
use crate::doc::paper::{self, FORMATS};
use crate::pack::load;
use crate::words::{Spoken, Words};

pub(super) fn arguments(command: Command, said: &Spoken) -> Command {
    let format = choice("format", "md|html", &FORMATS, &said.cli.glossary_format_help).default_value("md");
    command.arg(pack(&said.cli.pack_help)).arg(format)
}

pub(super) fn glossary(matches: &ArgMatches, words: Words) -> Done {
    let name = path_of(matches, "pack");
    let origin = name.map(origin).or_else(|| load::built_in().next()).ok_or(Failure::Told(USAGE))?;
    let pack = playable_from(&origin, name.unwrap_or(Path::new("")), &words)?;
    let format = chosen(matches, "format", &FORMATS).unwrap_or(DocFormat::Markdown);
    print(&paper::glossary(&pack, &words, format));
    Ok(ExitCode::SUCCESS)
}
