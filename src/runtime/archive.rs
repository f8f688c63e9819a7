//! A day of a booth, put away: its board, its games, and what was confused, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{calendar, files};
use crate::doc::DocFormat;
use crate::doc::paper::{self, LeftOut, Report};
use crate::game::analysis::Analysis;
use crate::game::record::Record;
use crate::game::scores::Occasion;
use crate::pack::Pack;
use crate::pack::load::{self, Origin};
use crate::store::{Blocked, Filter, Store, obstacle};
use crate::text::{Lang, SafeText};
use crate::words::Words;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    pub folder: PathBuf,
    pub games: usize,
    /// Packs that were played and are not among those at hand, so that there is no report on them.
    pub missing: Vec<SafeText>,
}

const BOARD: &str = "board.csv";

/// It is written last: of a day that was cut short it is not there, or not as it should be.
const GAMES: &str = "runs.json";

const FORMATS: [(&str, DocFormat); 2] = [("html", DocFormat::Html), ("txt", DocFormat::Text)];

/// The days with games of which not all is below `into`: that nobody ended, that were cut short, or to which something
/// came later, such as a name that was taken away.
///
/// # Errors
///
/// If the scores cannot be read.
pub(crate) fn due(scores: &Path, into: &Path, origins: &[Origin], langs: &[Lang]) -> Result<Vec<Date>, Blocked> {
    let unread = |obstacle| (scores.to_owned(), obstacle);
    let store = Store::read_only(scores).map_err(unread)?;
    let packs: Vec<SafeText> = origins.iter().filter_map(load::header).map(|header| header.id).collect();
    let is_whole = |day| {
        let (filter, folder) = (of(day), into.join(day.to_string()));
        let Ok(games) = fs::read_to_string(folder.join(GAMES)) else { return Ok(false) };
        let records = store.records(&filter)?;
        let is_played = |id: &&SafeText| records.iter().any(|record| record.heading.pack == id.as_str());
        let reports = packs.iter().filter(is_played).flat_map(|id| reports(id, langs)).map(|(name, ..)| name);
        let all = reports.chain([BOARD.to_owned()]).all(|name| folder.join(name).is_file());
        Ok(all && games == store.json(&filter)?)
    };
    let mut due = Vec::new();
    for day in store.own_days().map_err(unread)? {
        if !is_whole(day).map_err(unread)? {
            due.push(day);
        }
    }
    Ok(due)
}

/// Writes a day into a folder below `into`, as `2026-11-27/board.csv`, `runs.json`, and for each pack and language
/// `talk-en.html` and `talk-en.txt`. What was written of the same day before is replaced.
/// Tables are for the spreadsheets of the first language.
///
/// # Errors
///
/// Which file is in the way, and why: the scores cannot be read, or a file cannot be written.
pub fn archive(scores: &Path, into: &Path, day: Date, origins: &[Origin], langs: &[Lang]) -> Result<Archived, Blocked> {
    let unread = |obstacle| (scores.to_owned(), obstacle);
    let store = Store::read_only(scores).map_err(unread)?;
    let filter = of(day);
    let folder = into.join(day.to_string());
    let write = |name: &str, text: &str| write(folder.join(name), text);
    write(BOARD, &store.ranked_csv(&filter, langs.first().copied().unwrap_or(Lang::En)).map_err(unread)?)?;
    // Read before the reports are made: a day that goes on meanwhile is due again.
    let games = store.json(&filter).map_err(unread)?;
    let records = store.records(&filter).map_err(unread)?;
    let mut ids: Vec<&str> = records.iter().map(|record| record.heading.pack.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut missing = Vec::new();
    for id in ids {
        let of_id = |origin: &&Origin| load::header(origin).is_some_and(|header| header.id.as_str() == id);
        let Some(pack) = origins.iter().find(of_id).and_then(|origin| load::load(origin).checked.pack) else {
            missing.push(SafeText::line(id));
            continue;
        };
        let of_pack: Vec<Record> = records.iter().filter(|record| record.heading.pack == id).cloned().collect();
        for (name, lang, format) in reports(&pack.header.id, langs) {
            write(&name, &report(&pack, &of_pack, lang, format))?;
        }
    }
    write(GAMES, &games)?;
    Ok(Archived { folder, games: store.count(&filter).map_err(unread)?, missing })
}

pub(super) fn write(file: PathBuf, text: &str) -> Result<(), Blocked> {
    files::replace(&file, text).map_err(|error| (file, obstacle(&error)))
}

fn report(pack: &Pack, records: &[Record], lang: Lang, format: DocFormat) -> String {
    let (words, analysis) = (Words::of(lang), Analysis::new(pack, records));
    let whens = calendar::whens(&analysis, &words);
    let left_out = LeftOut::default();
    paper::report(&Report { analysis: &analysis, words: &words, whens, names: true, colour: false, left_out }, format)
}

/// The reports on games of a pack, by the names of their files.
fn reports(id: &str, langs: &[Lang]) -> Vec<(String, Lang, DocFormat)> {
    let safe = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    let id: String = id.chars().map(safe).collect();
    let name = |lang: Lang, extension| format!("{id}-{}.{extension}", lang.code());
    let both = |lang: &Lang| FORMATS.map(|(extension, format)| (name(*lang, extension), *lang, format));
    langs.iter().flat_map(both).collect()
}

fn of(day: Date) -> Filter {
    Filter { occasion: Some(Occasion::Booth), day: Some(day), ..Filter::default() }
}
