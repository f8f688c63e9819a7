//! `polysemy import` and `polysemy export`: packs as the documents of other programs, and these as packs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use indicatif::{ProgressBar, ProgressStyle};

use super::command::{Done, clean};
use super::option::{self, choice, chosen, flag, needed, option, pack, path, path_of};
use super::terminal::obeys;
use super::{note, origin, print, refuse};
use crate::authoring::exchange::format::{EXPORTS, FORMATS};
use crate::authoring::exchange::losses::{Losses, Reason};
use crate::authoring::exchange::resolve::{ImportedPack, Wish, resolve};
use crate::authoring::exchange::unsupported::Unsupported;
use crate::authoring::exchange::{ExportFormat, Format, csv, gift, is_id, json, slug, worksheet};
use crate::pack::{check, load};
use crate::read::diagnostic::{Code, Severity, Source};
use crate::runtime::foreign::{self, Foreign, NotOpened};
use crate::runtime::{files, rows};
use crate::text::{Lang, SafeText};
use crate::words::{self, Spoken, Words, fill};

pub(super) fn export_arguments(command: Command, said: &Spoken) -> Command {
    let help = &said.exchange;
    let format = choice("format", "gift|csv|json|md", &EXPORTS, &help.export_format_help).required(true);
    command.args([pack(&said.cli.pack_help).required(true), format, flag("answers", &help.answers_help)])
}

pub(super) fn import_arguments(command: Command, said: &Spoken) -> Command {
    let help = &said.exchange;
    let file = path("file", "FILE", &help.file_help).required(true);
    let format = choice("format", "FORMAT", &FORMATS, &help.import_format_help);
    let (id, output) = (option("id", "ID", &help.id_help), path("output", "FILE", &help.output_help).long("output"));
    command.args([file, format, id, output])
}

pub(super) fn export(matches: &ArgMatches, words: Words) -> Done {
    let name = needed(matches, "pack");
    let format = chosen(matches, "format", &EXPORTS).unwrap_or(ExportFormat::Markdown);
    let answers = matches.get_flag("answers");
    if answers && format != ExportFormat::Markdown {
        return Err(fill(&words.cli().error_argument, &[("arg", "--answers")]).into());
    }
    let loaded = load::load(&origin(name));
    let pack = loaded.checked.pack.as_ref().ok_or_else(|| refuse(name, &loaded, &words))?;
    let lang = pack.language(words.lang());
    // What is said within the document is in its language.
    let own = Words::of(lang);
    let mut losses = Losses::default();
    let text = match format {
        ExportFormat::Gift => gift::write(pack, lang, &own.ui.which, &mut losses),
        ExportFormat::Csv => csv::write(pack, lang, words.lang(), &mut losses),
        ExportFormat::Json => json::write(&loaded.sources, &mut losses).unwrap_or_default(),
        ExportFormat::Markdown => worksheet::write(pack, lang, answers, &own.ui.which, own.exchange(), &mut losses),
    };
    print(&text);
    tell(&losses.text(words.exchange()));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn import(matches: &ArgMatches, words: Words) -> Done {
    let said = words.exchange();
    let path = needed(matches, "file");
    let shown = option::shown(path);
    let id = matches.get_one::<String>("id").map(String::as_str);
    if let Some(id) = id.filter(|id| !is_id(id)) {
        return Err(fill(&said.bad_id, &[("id", &SafeText::line(id))]).into());
    }
    let output = path_of(matches, "output");
    output.map_or(Ok(()), |path| nameable(path, said))?;
    let unreadable =
        |error: io::Error| fill(&said.no_file, &[("file", &shown), ("reason", &SafeText::line(&error.to_string()))]);
    let open = || {
        foreign::open(path).map_err(|refused| match refused {
            NotOpened::NotAFile => fill(&said.is_folder, &[("file", &shown)]),
            NotOpened::Io(error) => unreadable(error),
        })
    };
    let foreign = open()?;
    if foreign.bytes > load::FILE_MAX {
        let [found, max] = [foreign.bytes.div_ceil(1 << 20), load::FILE_MAX >> 20].map(|size| size.to_string());
        return Err(fill(&said.too_large, &[("file", &shown), ("found", &found), ("max", &max)]).into());
    }
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    if let Some(kind) = Unsupported::of_bytes(&foreign::ends(path).map_err(unreadable)?, &extension) {
        return Err(kind.sentence(&shown, said).into());
    }
    let head = open()?.head().map_err(unreadable)?;
    let named = chosen(matches, "format", &FORMATS);
    if let Some(kind) = Unsupported::of_text(&head, &extension, named) {
        return Err(kind.sentence(&shown, said).into());
    }
    if let Some(encoding) = foreign.encoding {
        note(&fill(&said.read_as, &[("file", &shown), ("encoding", encoding)]));
    }
    let format = named.or_else(|| Format::guess(&extension, &head)).ok_or_else(|| {
        let known = FORMATS.map(|(name, _)| name).join(", ");
        fill(&said.no_format, &[("file", &shown), ("known", &known)])
    })?;
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let which = Lang::ALL.map(|lang| Words::of(lang).ui.which.clone());
    let which: Vec<&str> = which.iter().map(String::as_str).collect();
    let wish = Wish { id, name: &stem, lang: words.lang(), words: said, which: &which };
    finish(&read(foreign, format, &head, &wish).map_err(unreadable)?, output, said)
}

/// Whether a pack can be written to a file or folder of this name; else what to say.
fn nameable(path: &Path, said: &words::Exchange) -> Result<(), String> {
    if path.exists() && !path.is_dir() {
        return Err(exists(path, said));
    }
    if path.as_os_str().is_empty() {
        return Err(said.no_output.clone());
    }
    if path.to_string_lossy().ends_with(std::path::is_separator) && !path.is_dir() {
        return Err(fill(&said.no_folder, &[("folder", &option::shown(path))]));
    }
    Ok(())
}

fn finish(imported: &ImportedPack, output: Option<&Path>, said: &words::Exchange) -> Done {
    let mut faults = 0;
    let mut report = imported.losses.text(said);
    match &imported.pack {
        None => report += &format!("{}\n", said.nothing),
        Some(table) => {
            let toml = table.to_toml();
            faults = count_faults(&toml);
            match output {
                None => print(&toml),
                Some(path) if path.is_dir() => {
                    report += &write(path.join(format!("{}.toml", imported.id)), toml, said)?;
                }
                Some(path) => report += &write(path.to_owned(), toml, said)?,
            }
            if faults > 0 {
                let sentence = if faults == 1 { &said.faulty_one } else { &said.faulty };
                report += &format!("{}\n", fill(sentence, &[("count", &faults.to_string())]));
            }
        }
    }
    let counts = [imported.kept, imported.part, imported.losses.whole()].map(|count| count.to_string());
    let summary = fill(&said.summary, &[("kept", &counts[0]), ("part", &counts[1]), ("lost", &counts[2])]);
    tell(&format!("{report}{summary}\n"));
    clean(imported.losses.is_empty() && imported.pack.is_some() && faults == 0)
}

fn write(path: PathBuf, toml: String, said: &words::Exchange) -> Result<String, String> {
    let name = option::shown(&path);
    match files::create(&[(path.clone(), toml)], None) {
        Ok(()) => Ok(fill(&said.written, &[("file", &name)]) + "\n"),
        Err((_, error)) if error.kind() == io::ErrorKind::AlreadyExists => Err(exists(&path, said)),
        Err((_, error)) => {
            Err(fill(&said.unwritable, &[("file", &name), ("reason", &SafeText::line(&error.to_string()))]))
        }
    }
}

/// How many faults the pack has, but for files that are still to be copied beside it.
fn count_faults(toml: &str) -> usize {
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

fn exists(path: &Path, said: &words::Exchange) -> String {
    fill(&said.exists, &[("file", &option::shown(path))])
}

fn tell(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
