//! `polysemy report` and `polysemy handout`: what was confused, from what was written down.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgMatches, Command};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::command::{Done, Failure};
use super::option::{choice, chosen, flag, needed, option, pack, path, paths_of, shown};
use super::terminal::{abilities, shows_colours};
use super::{FAULTS, note, playable, print, tell};
use crate::doc::DocFormat;
use crate::doc::paper::{self, FORMATS, LeftOut, REPORT_FORMATS, Report};
use crate::game::analysis::Analysis;
use crate::game::record::{self, Kind, Record};
use crate::pack::Pack;
use crate::pack::load::{self, LoadFailure};
use crate::read::diagnostic::Code;
use crate::runtime::{calendar, files};
use crate::store::{self, Filter, Store};
use crate::text::{SafeText, shorten};
use crate::ui::glyphs::Glyphs;
use crate::words::{self, Spoken, Words, fill};

const NAME_MAX: usize = 40;

const KINDS: [(&str, Kind); 3] = [("game", Kind::Game), ("class", Kind::Class), ("booth", Kind::Booth)];

pub(super) fn report_arguments(command: Command, said: &Spoken) -> Command {
    let said = &said.analysis;
    with_records(command, said).args([
        choice("format", "text|csv|md|html", &REPORT_FORMATS, &said.report_format_help).default_value("text"),
        flag("no-names", &said.names_help),
        flag("ascii", &said.report_ascii_help),
    ])
}

pub(super) fn handout_arguments(command: Command, said: &Spoken) -> Command {
    let said = &said.analysis;
    with_records(command, said)
        .arg(choice("format", "md|html", &FORMATS, &said.handout_format_help).default_value("md"))
}

fn with_records(command: Command, said: &words::Analysis) -> Command {
    let files = path("files", "FILE", &said.report_files_help).num_args(1..);
    command.args([
        pack(&said.report_pack_help).required(true),
        files,
        option("since", "DATE", &said.since_help),
        choice("kind", "game|class|booth", &KINDS, &said.kind_help),
    ])
}

pub(super) fn report(matches: &ArgMatches, words: Words) -> Done {
    let (pack, records, left_out) = gather(matches, &words)?;
    let analysis = Analysis::new(&pack, &records);
    let format = chosen(matches, "format", &REPORT_FORMATS).unwrap_or(DocFormat::Text);
    let report = Report {
        analysis: &analysis,
        words: &words,
        whens: calendar::whens(&analysis, &words),
        names: !matches.get_flag("no-names"),
        colour: shows_colours(&io::stdout()),
        left_out,
    };
    let text = paper::report(&report, format);
    let glyphs = match format {
        DocFormat::Text if matches.get_flag("ascii") => Glyphs::Ascii,
        DocFormat::Text => abilities().glyphs,
        _ => Glyphs::All,
    };
    print(&glyphs.reduced(text));
    Ok(ExitCode::SUCCESS)
}

pub(super) fn handout(matches: &ArgMatches, words: Words) -> Done {
    let (pack, records, left_out) = gather(matches, &words)?;
    left_out.notes(&words).iter().for_each(|left_out| note(left_out));
    let format = chosen(matches, "format", &FORMATS).unwrap_or(DocFormat::Markdown);
    print(&paper::handout(&Analysis::new(&pack, &records), &words, format));
    Ok(ExitCode::SUCCESS)
}

/// The pack, its records that were asked for, and what else there was.
fn gather(matches: &ArgMatches, words: &Words) -> Result<(Pack, Vec<Record>, LeftOut), Failure> {
    let said = words.analysis();
    let since = since(matches, words)?;
    let kind = chosen(matches, "kind", &KINDS);
    let pack = playable(needed(matches, "pack"), words)?;
    let given = Some(paths_of(matches, "files")).filter(|files| !files.is_empty());
    let mut left_out = LeftOut::default();
    let mut records = Vec::new();
    let folder = files::records_folder().unwrap_or_default();
    let paths: Vec<PathBuf> = match &given {
        Some(files) => files.iter().map(|file| file.to_path_buf()).collect(),
        // Games are kept with their scores; those of earlier versions, and classes, are files beside.
        None => files::records(&folder).into_iter().chain(files::scores_file().filter(|file| file.exists())).collect(),
    };
    for path in paths {
        match read(&path, given.is_none(), words) {
            Ok((read, lost)) => {
                left_out.lost += lost;
                records.extend(read);
            }
            // One bad file among one's own does not hide the others; what was asked for by name was meant.
            Err(sentence) if given.is_none() => note(&sentence),
            Err(sentence) => return Err(sentence.into()),
        }
    }
    let other = |record: &Record| record.heading.pack != pack.header.id.as_str();
    let mut others: BTreeMap<&str, usize> = BTreeMap::new();
    for record in records.iter().filter(|record| other(record)) {
        *others.entry(&record.heading.pack).or_default() += 1;
    }
    left_out.other_packs = others.into_iter().map(|(id, n)| (SafeText::line(&shorten(id, NAME_MAX)), n)).collect();
    records.retain(|record| {
        let wanted = kind.is_none_or(|kind| record.heading.kind == kind);
        !other(record) && wanted && since.is_none_or(|since| record.heading.began >= since)
    });
    if records.iter().all(|record| record.answers.is_empty()) {
        let (folder, id) = (shown(&folder), pack.header.id.as_str());
        let asked = given.is_some() || since.is_some() || kind.is_some();
        let sentence = if asked { &said.nothing_left } else { &said.no_records };
        tell(fill(sentence, &[("pack", id), ("folder", &folder)]).into(), words.lang());
        left_out.notes(words).iter().for_each(|left_out| note(left_out));
        return Err(Failure::Told(FAULTS));
    }
    Ok((pack, records, left_out))
}

/// The records of a file, and how many lines were lost; or what is wrong with it.
fn read(path: &Path, own: bool, words: &Words) -> Result<(Vec<Record>, usize), String> {
    let said = words.analysis();
    let file = shown(path);
    if store::is_database(path) {
        let store = if own { Store::read_only(path) } else { Store::read_strange(path) };
        let records = store.and_then(|store| store.records(&Filter::default()));
        let records = records.map_err(|obstacle| obstacle.say(&path.to_string_lossy(), words))?;
        if records.is_empty() && !own {
            note(&fill(&said.empty, &[("file", &file)]));
        }
        return Ok((records, 0));
    }
    let source = load::read_file(path).map_err(|LoadFailure { code, reason, .. }| {
        let sentence = match code {
            Code::NotFound => &said.no_such_file,
            Code::NotAFile => &said.no_file,
            Code::NotUtf8 | Code::WideText | Code::NotText => &said.not_utf8,
            Code::FileTooLarge => &said.too_large,
            Code::NoPermission => &said.no_permission,
            _ => &said.unreadable,
        };
        fill(sentence, &[("file", &file), ("reason", &reason)])
    })?;
    let (records, lost) = record::read(&source.text);
    match (records.is_empty(), lost) {
        (true, 0) => {
            note(&fill(&said.empty, &[("file", &file)]));
            Ok((records, lost))
        }
        (true, lost) => Err(fill(&said.not_records, &[("file", &file), ("n", &lost.to_string())])),
        (false, lost) => Ok((records, lost)),
    }
}

/// The first second of the day that `--since` names, where the user is.
pub(super) fn since(matches: &ArgMatches, words: &Words) -> Result<Option<u64>, String> {
    let Some(given) = matches.get_one::<String>("since") else { return Ok(None) };
    let zoned = given.parse::<Date>().and_then(|date| date.to_zoned(TimeZone::system()));
    match zoned {
        Ok(zoned) => Ok(Some(zoned.timestamp().as_second().try_into().unwrap_or(0))),
        Err(_) => Err(fill(&words.analysis().bad_date, &[("found", &SafeText::line(given))])),
    }
}
