//! A day of a booth, put away: its board, its games, and what was confused, in a folder of its own.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{calendar, files};
use crate::analysis::Analysis;
use crate::doc::DocFormat;
use crate::pack::Pack;
use crate::pack::load::{self, Origin};
use crate::paper::{self, LeftOut, Report};
use crate::record::Record;
use crate::scores::{Obstacle, Occasion};
use crate::store::{Filter, Store, obstacle};
use crate::text::{Lang, SafeText};
use crate::words::Words;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archived {
    pub folder: PathBuf,
    pub games: usize,
    /// Packs that were played and are not among those at hand, so that there is no report on them.
    pub missing: Vec<SafeText>,
}

/// Writes a day into a folder below `into`, as `2026-11-27/board.csv`, `runs.json`, and for each pack and language
/// `talk-en.html` and `talk-en.txt`. What was written of the same day before is replaced.
/// Tables are for the spreadsheets of the first language.
///
/// # Errors
///
/// Which file is in the way, and why: the scores cannot be read, or a file cannot be written.
pub fn archive(
    scores: &Path,
    into: &Path,
    day: Date,
    origins: &[Origin],
    langs: &[Lang],
) -> Result<Archived, (PathBuf, Obstacle)> {
    let unread = |obstacle| (scores.to_owned(), obstacle);
    let store = Store::read_only(scores).map_err(unread)?;
    let filter = Filter { occasion: Some(Occasion::Booth), day: Some(day), ..Filter::default() };
    let folder = into.join(day.to_string());
    let write = |name: &str, text: &str| {
        let file = folder.join(name);
        files::replace(&file, text).map_err(|error| (file, obstacle(&error)))
    };
    write("board.csv", &store.ranked_csv(&filter, langs.first().copied().unwrap_or(Lang::En)).map_err(unread)?)?;
    write("runs.json", &store.json(&filter).map_err(unread)?)?;
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
        for lang in langs {
            for (extension, format) in [("html", DocFormat::Html), ("txt", DocFormat::Text)] {
                let name = format!("{}-{}.{extension}", file_name(&pack), lang.code());
                write(&name, &report(&pack, &of_pack, *lang, format))?;
            }
        }
    }
    Ok(Archived { folder, games: store.count(&filter).map_err(unread)?, missing })
}

fn report(pack: &Pack, records: &[Record], lang: Lang, format: DocFormat) -> String {
    let (words, analysis) = (Words::of(lang), Analysis::new(pack, records));
    let whens = calendar::whens(&analysis, &words);
    let left_out = LeftOut::default();
    paper::report(&Report { analysis: &analysis, words: &words, whens, names: true, colour: false, left_out }, format)
}

fn file_name(pack: &Pack) -> String {
    let safe = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    pack.header.id.chars().map(safe).collect()
}
