//! The command line, in the user's language.

#![allow(clippy::disallowed_methods, reason = "the environment is read here")]

mod blind;
mod booth;
mod check;
mod class;
mod command;
mod doctor;
mod new;
mod option;
mod exchange;
mod paper;
mod play;
mod report;
mod preview;
mod scores;
mod terminal;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::OnceLock;

use clap::ArgMatches;

use self::command::{Done, VERBS, command, usage};
use self::option::{Given, shown};
use self::play::play;
use self::terminal::{abilities, shows_colours};
use crate::app::{Entry, EntryState};
use crate::authoring::report as faults;
use crate::pack::Pack;
use crate::pack::load::{self, Origin};
use crate::runtime::files;
use crate::text::{Lang, SafeText, Text};
use crate::words::{Spoken, Words, fill};

/// The pack has faults, or something went wrong on the way.
const FAULTS: u8 = 1;
/// The program was called wrongly, or somewhere where it cannot run.
const USAGE: u8 = 2;

pub fn run() -> ExitCode {
    let (status, lang) = obey();
    match UNPRINTED.get() {
        None => status,
        Some(error) => {
            let (words, reason) = (Words::of(lang), SafeText::line(&error.to_string()));
            complain(&fill(&words.cli().unprinted, &[("reason", &reason)]), &words)
        }
    }
}

fn obey() -> (ExitCode, Lang) {
    let args: Vec<OsString> = env::args_os().collect();
    let settings = files::settings();
    let chosen = settings.as_ref().ok().and_then(|read| read.settings.language);
    let lang = lang_argument(&args).or(chosen).unwrap_or_else(locale);
    let words = Words::of(lang);
    // Help is only written where somebody will read it, and only then are all commands looked at.
    let named = |name: &str| args.iter().any(|arg| arg == name);
    let matches = match command(&Spoken::default(), named).try_get_matches_from(&args) {
        Ok(matches) => matches,
        Err(_) => match command(words.spoken(), |_| true).try_get_matches_from(&args) {
            Ok(matches) => matches,
            Err(error) => return (usage(&error, &args, &words), lang),
        },
    };
    let done = match matches.subcommand() {
        None => play(&Given(&[&matches]), settings, words),
        Some((name, given)) => match VERBS.iter().find(|verb| verb.name == name) {
            Some(verb) => (verb.run)(given, words),
            // What is meant for playing may stand on either side of the word `play`.
            None => play(&Given(&[given, &matches]), settings, words),
        },
    };
    (done.unwrap_or_else(|status| status), lang)
}

/// The language that `--lang` asks for, before the arguments are understood: the help itself depends on it.
fn lang_argument(args: &[OsString]) -> Option<Lang> {
    let args: Vec<_> = args.iter().map(|arg| arg.to_string_lossy()).collect();
    let separate = args.windows(2).find(|pair| pair[0] == "--lang").map(|pair| pair[1].as_ref());
    let joined = args.iter().find_map(|arg| arg.strip_prefix("--lang="));
    separate.or(joined).and_then(Lang::from_locale)
}

fn locale() -> Lang {
    // A locale that we do not speak, or "C": English.
    sys_locale::get_locale().as_deref().and_then(Lang::from_locale).unwrap_or(Lang::En)
}

fn complain(sentence: &str, words: &Words) -> ExitCode {
    let _ = writeln!(io::stderr(), "{}: {sentence}", words.report().error);
    ExitCode::from(USAGE)
}

fn packs(_: &ArgMatches, words: Words) -> Done {
    let mut out = String::new();
    for origin in all_origins() {
        let place = match &origin {
            Origin::BuiltIn(_) => words.cli().built_in.clone(),
            Origin::Path(path) => shown(path).to_string(),
        };
        let entry = entry(&origin);
        out += &format!("{:<20} {:<40} {place}\n", entry.id, entry.title.get(words.lang()));
    }
    if let Some(folder) = files::packs_folder() {
        out += &format!("\n{}\n", fill(&words.cli().packs_folder, &[("folder", &shown(&folder))]));
    }
    print(&out);
    Ok(ExitCode::SUCCESS)
}

static UNPRINTED: OnceLock<io::Error> = OnceLock::new();

/// Writes to the output. What goes wrong is told by [`run`], whatever the command: nobody is left to tell only where
/// the reader of a pipe has gone.
fn print(text: &str) {
    let mut out = io::stdout().lock();
    if let Err(error) = out.write_all(text.as_bytes()).and_then(|()| out.flush())
        && error.kind() != io::ErrorKind::BrokenPipe
    {
        let _ = UNPRINTED.set(error);
    }
}

/// A pack by the name that was given for it; where it cannot be played, its faults are reported.
fn playable(name: &Path, words: &Words) -> Result<Pack, ExitCode> {
    let mut loaded = load::load(&origin(name));
    loaded.checked.pack.take().ok_or_else(|| refuse(name, &loaded, words))
}

fn refuse(name: &Path, loaded: &load::Loaded, words: &Words) -> ExitCode {
    let style = faults::ReportStyle { colour: shows_colours(&io::stderr()), ascii: abilities().glyphs.are_few() };
    let report = faults::text(loaded, words, style) + &faults::summary(&shown(name), loaded, words);
    let _ = io::stderr().write_all(report.as_bytes());
    ExitCode::from(FAULTS)
}

fn all_origins() -> Vec<Origin> {
    let own = files::packs_folder().map(|folder| load::in_folder(&folder)).unwrap_or_default();
    load::built_in().chain(own).collect()
}

/// A path where there is one, else a pack known by its id.
fn origin(name: &Path) -> Origin {
    let known = || all_origins().into_iter().find(|origin| name.as_os_str() == entry(origin).id.as_str());
    let path = || Origin::Path(name.to_owned());
    if name.exists() { path() } else { known().unwrap_or_else(path) }
}

fn entry(origin: &Origin) -> Entry {
    match load::header(origin) {
        Some(header) => Entry::new(header, EntryState::Listed),
        None => {
            let name = match origin {
                Origin::BuiltIn(name) => (*name).to_owned(),
                Origin::Path(path) => path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned(),
            };
            let name = SafeText::line(&name);
            let title = Text::Same(name.clone());
            Entry { id: name, title, languages: Vec::new(), domains: Vec::new(), state: EntryState::Refused }
        }
    }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
