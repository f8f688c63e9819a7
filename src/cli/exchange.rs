//! `polysemy import` and `polysemy export`: packs as the documents of other programs, and these as packs.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use indicatif::{ProgressBar, ProgressStyle};

use super::option::{self, choice, flag, option, pack, path, path_of};
use super::terminal::obeys;
use super::{FAULTS, USAGE, complain, origin, print, refuse};
use crate::authoring::exchange::guess::FORMATS;
use crate::authoring::exchange::kind::Kind;
use crate::authoring::exchange::losses::{Losses, Reason};
use crate::authoring::exchange::resolve::{ImportedPack, Wish, resolve};
use crate::authoring::exchange::{Format, csv, gift, handout, is_id, json, slug};
use crate::pack::{check, load};
use crate::read::diagnostic::{Code, Severity, Source};
use crate::runtime::foreign::{self, Foreign, Refused};
use crate::runtime::rows;
use crate::text::{Lang, SafeText};
use crate::words::{Spoken, Words, fill};

pub(super) fn export_arguments(command: Command, said: &Spoken) -> Command {
    let help = &said.exchange;
    let names = ["gift", "csv", "json", "md"];
    let format = choice("format", "gift|csv|json|md", names, &help.export_format_help).required(true);
    command.args([pack(&said.cli.pack_help).required(true), format, flag("answers", &help.answers_help)])
}

pub(super) fn import_arguments(command: Command, said: &Spoken) -> Command {
    let help = &said.exchange;
    let file = path("file", "FILE", &help.file_help).required(true);
    let format = choice("format", "FORMAT", FORMATS.map(|(name, _)| name), &help.import_format_help);
    let (id, output) = (option("id", "ID", &help.id_help), path("output", "FILE", &help.output_help).long("output"));
    command.args([file, format, id, output])
}

pub(super) fn export(matches: &ArgMatches, words: Words) -> ExitCode {
    let Some(name) = path_of(matches, "pack") else { return ExitCode::from(USAGE) };
    let format = matches.get_one::<String>("format").map_or("", String::as_str);
    let answers = matches.get_flag("answers");
    if answers && format != "md" {
        return complain(&fill(&words.cli().error_argument, &[("arg", "--answers")]), &words);
    }
    let loaded = load::load(&origin(name));
    let Some(pack) = &loaded.checked.pack else { return refuse(name, &loaded, &words) };
    let asked = |lang: &Lang| pack.questions(*lang).next().is_some();
    let langs = [words.lang()].into_iter().chain(pack.header.languages.iter().copied());
    let lang = langs.into_iter().find(asked).unwrap_or(words.lang());
    // What is said within the document is in its language.
    let own = Words::of(lang);
    let mut losses = Losses::default();
    let text = match format {
        "gift" => gift::write(pack, lang, &own.ui.which, &mut losses),
        "csv" => csv::write(pack, lang, words.lang(), &mut losses),
        "json" => json::write(&loaded.sources, &mut losses).unwrap_or_default(),
        _ => handout::write(pack, lang, answers, &own.ui.which, own.exchange(), &mut losses),
    };
    print(&text);
    tell(&losses.text(words.exchange()));
    ExitCode::SUCCESS
}

pub(super) fn import(matches: &ArgMatches, words: Words) -> ExitCode {
    let words = &words;
    let said = words.exchange();
    let Some(path) = path_of(matches, "file") else { return ExitCode::from(USAGE) };
    let shown = option::shown(path);
    let id = matches.get_one::<String>("id").map(String::as_str);
    if let Some(id) = id.filter(|id| !is_id(id)) {
        return complain(&fill(&said.bad_id, &[("id", &SafeText::line(id))]), words);
    }
    let output = path_of(matches, "output");
    if let Some(path) = output.filter(|path| path.exists() && !path.is_dir()) {
        return exists(path, words);
    }
    if let Some(Err(sentence)) = output.map(|path| nameable(path, words)) {
        return complain(&sentence, words);
    }
    let refused = |refused: Refused| match refused {
        Refused::NotAFile => complain(&fill(&said.is_folder, &[("file", &shown)]), words),
        Refused::Io(error) => unreadable(&shown, &error, words),
    };
    let foreign = match foreign::open(path) {
        Ok(foreign) => foreign,
        Err(error) => return refused(error),
    };
    if foreign.bytes > load::FILE_MAX {
        let [found, max] = [foreign.bytes.div_ceil(1 << 20), load::FILE_MAX >> 20].map(|size| size.to_string());
        return complain(&fill(&said.too_large, &[("file", &shown), ("found", &found), ("max", &max)]), words);
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    match foreign::ends(path) {
        Err(error) => return unreadable(&shown, &error, words),
        Ok(bytes) => {
            if let Some(kind) = Kind::of_bytes(&bytes, &extension) {
                return complain(&kind.sentence(&shown, said), words);
            }
        }
    }
    let head = match foreign::open(path).and_then(|foreign| Ok(foreign.head()?)) {
        Ok(head) => head,
        Err(error) => return refused(error),
    };
    let named = matches.get_one::<String>("format");
    let named = FORMATS.iter().find(|(name, _)| named.is_some_and(|named| named == name)).map(|(_, format)| *format);
    if let Some(kind) = Kind::of_text(&head, &extension, named) {
        return complain(&kind.sentence(&shown, said), words);
    }
    if let Some(encoding) = foreign.encoding {
        tell(&(fill(&said.read_as, &[("file", &shown), ("encoding", encoding)]) + "\n"));
    }
    let Some(format) = named.or_else(|| Format::guess(&extension, &head)) else {
        let known = FORMATS.map(|(name, _)| name).join(", ");
        return complain(&fill(&said.no_format, &[("file", &shown), ("known", &known)]), words);
    };
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let which = Lang::ALL.map(|lang| Words::of(lang).ui.which.clone());
    let which: Vec<&str> = which.iter().map(String::as_str).collect();
    let wish = Wish { id, name: &stem, lang: words.lang(), words: said, which: &which };
    let imported = match read(foreign, format, &head, &wish) {
        Ok(imported) => imported,
        Err(error) => return unreadable(&shown, &error, words),
    };
    finish(&imported, output, words)
}

/// Whether a pack can be written to a file or folder of this name; else what to say.
fn nameable(path: &Path, words: &Words) -> Result<(), String> {
    let said = words.exchange();
    if path.as_os_str().is_empty() {
        return Err(said.no_output.clone());
    }
    if path.to_string_lossy().ends_with(std::path::is_separator) && !path.is_dir() {
        return Err(fill(&said.no_folder, &[("folder", &option::shown(path))]));
    }
    Ok(())
}

fn finish(imported: &ImportedPack, output: Option<&Path>, words: &Words) -> ExitCode {
    let said = words.exchange();
    let mut clean = imported.losses.is_empty() && imported.pack.is_some();
    let mut report = imported.losses.text(said);
    let counts = [imported.kept, imported.part, imported.losses.whole()].map(|count| count.to_string());
    let summary = fill(&said.summary, &[("kept", &counts[0]), ("part", &counts[1]), ("lost", &counts[2])]);
    match &imported.pack {
        None => report += &format!("{}\n", said.nothing),
        Some(table) => {
            let toml = table.to_toml();
            let faults = faults(&toml);
            clean &= faults == 0;
            match output {
                None => print(&toml),
                Some(path) => {
                    let path = if path.is_dir() { path.join(format!("{}.toml", imported.id)) } else { path.into() };
                    let name = option::shown(&path);
                    match foreign::create(&path, &toml) {
                        Ok(()) => report += &format!("{}\n", fill(&said.written, &[("file", &name)])),
                        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return exists(&path, words),
                        Err(error) => {
                            let reason = SafeText::line(&error.to_string());
                            let sentence = fill(&said.unwritable, &[("file", &name), ("reason", &reason)]);
                            return complain(&sentence, words);
                        }
                    }
                }
            }
            if faults > 0 {
                let sentence = if faults == 1 { &said.faulty_one } else { &said.faulty };
                report += &format!("{}\n", fill(sentence, &[("count", &faults.to_string())]));
            }
        }
    }
    tell(&format!("{report}{summary}\n"));
    if clean { ExitCode::SUCCESS } else { ExitCode::from(FAULTS) }
}

/// How many faults the pack has, but for files that are still to be copied beside it.
fn faults(toml: &str) -> usize {
    let source = Source { name: SafeText::default(), text: toml.to_owned() };
    let nothing = |_: &str, _| Err((Code::NoDataFile, SafeText::default()));
    let checked = check::check(&[source], &nothing, false);
    let errors = checked.faults.iter().filter(|fault| fault.severity == Severity::Error);
    errors.filter(|fault| fault.code != Code::NoDataFile).count() + checked.more
}

fn read(foreign: Foreign, format: Format, head: &str, wish: &Wish) -> io::Result<ImportedPack> {
    let found = match format {
        Format::Csv | Format::Anki => {
            let bar = bar(foreign.bytes);
            let read = bar.wrap_read(foreign);
            let found = if format == Format::Anki { rows::notes(read, head) } else { rows::table(read, head) };
            bar.finish_and_clear();
            found?
        }
        Format::Gift => gift::read(&foreign.text(load::FILE_MAX)?),
        Format::Json => return Ok(own(&foreign.text(load::FILE_MAX)?, wish)),
    };
    Ok(resolve(found, wish))
}

/// A pack of our own, which needs nothing made up for.
fn own(text: &str, wish: &Wish) -> ImportedPack {
    let mut imported = ImportedPack::default();
    match json::read(text, wish.id, &mut imported.losses) {
        Ok(table) => {
            imported.kept = json::questions(&table);
            imported.id = json::id(&table).or_else(|| slug(wish.name)).unwrap_or_else(|| "imported".to_owned());
            imported.pack = Some(table);
        }
        Err((line, why)) => imported.losses.add(Reason::Broken, line, &why),
    }
    imported
}

/// How far a large file is read, where somebody is watching.
fn bar(bytes: u64) -> ProgressBar {
    if bytes < SHOWN_FROM || !obeys(&io::stderr()) {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:40} {percent}%").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(bytes).with_style(style.progress_chars("=> "))
}

/// Smaller files are read before anybody looks.
const SHOWN_FROM: u64 = 4 << 20;

fn exists(path: &Path, words: &Words) -> ExitCode {
    complain(&fill(&words.exchange().exists, &[("file", &option::shown(path))]), words)
}

fn unreadable(file: &str, error: &io::Error, words: &Words) -> ExitCode {
    let reason = SafeText::line(&error.to_string());
    complain(&fill(&words.exchange().no_file, &[("file", file), ("reason", &reason)]), words)
}

fn tell(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
