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

use self::command::{Done, Failure, VERBS, command, usage};
use self::option::{Given, shown};
use self::play::play;
use self::terminal::report_style;
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
    let (done, lang) = obey();
    let status = done.unwrap_or_else(|failure| tell(failure, lang));
    UNPRINTED.get().map_or(status, |error| tell(unprinted(error, &Words::of(lang)), lang))
}

/// Says why a command ended early, where that is still to be said; the status to end with.
fn tell(failure: Failure, lang: Lang) -> ExitCode {
    let (sentence, status) = match failure {
        Failure::Usage(sentence) => (sentence, USAGE),
        Failure::Fault(sentence) => (sentence, FAULTS),
        Failure::Told(status) => return ExitCode::from(status),
    };
    note(&format!("{}: {sentence}", Words::of(lang).report().error));
    ExitCode::from(status)
}

fn unprinted(error: &io::Error, words: &Words) -> Failure {
    fill(&words.cli().unprinted, &[("reason", &SafeText::line(&error.to_string()))]).into()
}

fn obey() -> (Done, Lang) {
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
    (done, lang)
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

/// Says something beside what is printed.
fn note(sentence: &str) {
    let _ = writeln!(io::stderr(), "{sentence}");
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
fn playable(name: &Path, words: &Words) -> Result<Pack, Failure> {
    playable_from(&origin(name), name, words)
}

fn playable_from(origin: &Origin, name: &Path, words: &Words) -> Result<Pack, Failure> {
    let mut loaded = load::load(origin);
    loaded.checked.pack.take().ok_or_else(|| refuse(name, &loaded, words))
}

fn refuse(name: &Path, loaded: &load::Loaded, words: &Words) -> Failure {
    let report = faults::text(loaded, words, report_style(&io::stderr()));
    let _ = io::stderr().write_all((report + &faults::summary(&shown(name), loaded, words)).as_bytes());
    Failure::Told(FAULTS)
}

fn all_origins() -> Vec<Origin> {
    let own = files::packs_folder().map(|folder| load::in_folder(&folder)).unwrap_or_default();
    load::built_in().chain(own).collect()
}

/// A path where there is one, else a pack known by its id.
fn origin(name: &Path) -> Origin {
    origin_from(Path::new(""), name).unwrap_or_else(|| Origin::Path(name.to_owned()))
}

fn origin_from(folder: &Path, name: &Path) -> Option<Origin> {
    let path = folder.join(name);
    let known = || all_origins().into_iter().find(|origin| name.as_os_str() == entry(origin).id.as_str());
    if path.exists() { Some(Origin::Path(path)) } else { known() }
}

fn entry(origin: &Origin) -> Entry {
    if let Some(header) = load::header(origin) {
        return Entry::new(header, EntryState::Listed);
    }
    let name = match origin {
        Origin::BuiltIn(name) => SafeText::line(name),
        Origin::Path(path) => shown(Path::new(path.file_name().unwrap_or(path.as_os_str()))),
    };
    let title = Text::Same(name.clone());
    Entry { id: name, title, languages: Vec::new(), domains: Vec::new(), state: EntryState::Refused }
}

fn is_set(name: &str) -> bool {
    env::var_os(name).is_some_and(|value| !value.is_empty())
}
