//! `polysemy scores`: the best scores, and the file that they are in: out, in, and into safety.

use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use clap::{ArgMatches, Command};

use super::command::{Done, Failure, laid_out, sub};
use super::option::{choice, chosen, needed, option, path, path_of, paths_of, shown};
use super::{note, print, report};
use crate::doc::{DocCell, Passage, Section, TEXT, TableBuilder, sections};
use crate::game::scores::{Best, Board, BoardRow, BoardScope, Obstacle, Occasion, Score};
use crate::runtime::foreign::{self, NotOpened};
use crate::runtime::{calendar, files};
use crate::store::{self, BoardQuery, Filter, Store, Whose, time};
use crate::text::SafeText;
use crate::words::{self, Spoken, Words, fill, thousands};

const ROWS: usize = 10;

const NAME: usize = 30;

/// The most bytes of a file to import: a hundred thousand games.
const IMPORT_MAX: u64 = 128 << 20;

/// The forms of an export; whether it is a table.
const FORMATS: [(&str, bool); 2] = [("csv", true), ("json", false)];

const OCCASIONS: [(&str, Occasion); 2] = [("solo", Occasion::Solo), ("booth", Occasion::Booth)];

pub(super) fn arguments(command: Command, said: &Spoken) -> Command {
    let (cli, said) = (&said.cli, &said.scores);
    let abouts = [
        ("export", &said.export_about),
        ("import", &said.import_about),
        ("backup", &said.backup_about),
        ("restore", &said.restore_about),
    ];
    let commands: String = abouts.iter().map(|(name, about)| format!("\n  {name:<9} {about}")).collect();
    let [export, import, backup, restore] = abouts.map(|(name, about)| sub(name, about, cli));
    let files = path("files", "FILE", &said.from_help).num_args(1..).required(true);
    let export = export.args([
        choice("format", "csv|json", &FORMATS, &said.format_help).required(true),
        option("since", "DATE", &said.since_help),
        choice("occasion", "solo|booth", &OCCASIONS, &said.occasion_help),
    ]);
    let to = path("to", "FILE", &said.to_help).required(true);
    let copy = path("copy", "FILE", &said.copy_help).required(true);
    command
        .arg(path("file", "FILE", &said.file_help).long("file").global(true))
        .after_help(format!("{}{commands}", cli.commands))
        .disable_help_subcommand(true)
        .subcommands(
            [export, import.arg(files), backup.arg(to), restore.arg(copy)].map(|command| laid_out(command, cli)),
        )
}

pub(super) fn run(matches: &ArgMatches, words: Words) -> Done {
    let file = path_of(matches, "file").map(Path::to_owned).or_else(files::scores_file);
    let file = file.ok_or_else(|| words.scores().no_default.clone())?;
    match matches.subcommand() {
        Some(("export", given)) => export(&file, given, &words),
        Some(("import", given)) => import(&file, given, &words),
        Some(("backup", given)) => backup(&file, needed(given, "to"), &words),
        Some(("restore", given)) => restore(&file, needed(given, "copy"), &words),
        _ => boards(&file, &words),
    }
}

fn refuse(obstacle: &Obstacle, file: &Path, words: &Words) -> Failure {
    let sentence = obstacle.say(&file.to_string_lossy(), words);
    if *obstacle == Obstacle::Exists { Failure::Usage(sentence) } else { Failure::Fault(sentence) }
}

fn export(file: &Path, matches: &ArgMatches, words: &Words) -> Done {
    let since = report::since(matches, words)?;
    let since = since.map(|seconds| i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000));
    let filter = Filter { since, occasion: chosen(matches, "occasion", &OCCASIONS), day: None };
    let store = Store::read_only(file).map_err(|obstacle| refuse(&obstacle, file, words))?;
    let csv = chosen(matches, "format", &FORMATS).unwrap_or_default();
    let text = if csv { store.csv(&filter, words.lang()) } else { store.json(&filter) };
    print(&text.map_err(|obstacle| refuse(&obstacle, file, words))?);
    Ok(ExitCode::SUCCESS)
}

fn import(file: &Path, matches: &ArgMatches, words: &Words) -> Done {
    let said = words.scores();
    // All files are read before any is taken in.
    let mut all = Vec::new();
    for path in paths_of(matches, "files") {
        let text = foreign::open(path).and_then(|foreign| Ok(foreign.text(IMPORT_MAX)?));
        let parsed = text.map_err(|refused| match refused {
            NotOpened::NotAFile => Obstacle::NotAFile,
            NotOpened::Io(error) => match store::obstacle(&error) {
                // It is read, not written.
                Obstacle::ReadOnly => Obstacle::Other(SafeText::line(&error.to_string())),
                obstacle => obstacle,
            },
        });
        let parsed = parsed.and_then(|text| store::parse(&text));
        all.push(parsed.map_err(|obstacle| refuse(&obstacle, path, words))?);
    }
    let imported = Store::attach(file, &Whose::default()).and_then(|mut store| store.import(&all));
    let imported = imported.map_err(|obstacle| refuse(&obstacle, file, words))?;
    let counts = [imported.new, imported.grown, imported.known];
    if counts == [0; 3] {
        note(&said.imported_none);
        return Ok(ExitCode::SUCCESS);
    }
    let [new, grown, known] = counts.map(|n| thousands(n as u64));
    note(&fill(&said.imported, &[("new", &new), ("grown", &grown), ("known", &known)]));
    Ok(ExitCode::SUCCESS)
}

fn backup(file: &Path, to: &Path, words: &Words) -> Done {
    let store = Store::read_only(file).map_err(|obstacle| refuse(&obstacle, file, words))?;
    store.backup(to).map_err(|obstacle| refuse(&obstacle, to, words))?;
    note(&fill(&words.scores().written, &[("file", &shown(to))]));
    Ok(ExitCode::SUCCESS)
}

fn restore(file: &Path, copy: &Path, words: &Words) -> Done {
    let said = words.scores();
    let before = store::restore(copy, file).map_err(|(file, obstacle)| refuse(&obstacle, &file, words))?;
    let there = Store::read_only(file).and_then(|store| store.count(&Filter::default()));
    let there = there.map_err(|obstacle| refuse(&obstacle, file, words))?;
    note(&fill(&said.restored, &[("file", &shown(file)), ("games", &games(there as u64, said))]));
    if let Some(before) = before {
        note(&fill(&said.kept_as, &[("file", &shown(&before))]));
    }
    Ok(ExitCode::SUCCESS)
}

fn boards(file: &Path, words: &Words) -> Done {
    let said = words.scores();
    let store = match Store::read_only(file) {
        Err(Obstacle::Missing) => {
            let shown = shown(file);
            print(&format!("{}\n", fill(&said.none, &[("file", &shown)])));
            return Ok(ExitCode::SUCCESS);
        }
        store => store.map_err(|obstacle| refuse(&obstacle, file, words))?,
    };
    print(&listed(store, file, words).map_err(|obstacle| refuse(&obstacle, file, words))?);
    Ok(ExitCode::SUCCESS)
}

fn listed(store: Store, file: &Path, words: &Words) -> Result<String, Obstacle> {
    let said = words.scores();
    let shown = shown(file);
    let best = store.best()?;
    let asked = |scope| BoardQuery { occasion: Occasion::Booth, scope, rows: ROWS, own: None };
    let now = time::now();
    let all = store.board(asked(BoardScope::All), now)?;
    if best.is_empty() && all.games == 0 {
        return Ok(format!("{}\n", fill(&said.none, &[("file", &shown)])));
    }
    let mut parts = Vec::new();
    if !best.is_empty() {
        let time =
            |time: Option<Duration>| time.map_or(said.no_timer.clone(), |time| format!("{}\u{a0}s", time.as_secs()));
        let table = TableBuilder::new()
            .text(TEXT, &said.pack, |best: &Best| DocCell::text(&best.pack))
            .cut(NAME)
            .number(TEXT, said.length.as_str(), |best| DocCell::Number(best.score.asked.to_string()))
            .number(TEXT, said.time.as_str(), |best| DocCell::Number(time(best.time)))
            .count(TEXT, &said.points, |best| best.score.points.into())
            .number(TEXT, said.right.as_str(), |best| right(&best.score))
            .seconds(TEXT, &said.took, |best| Some(best.score.took.as_secs_f64()))
            .count(TEXT, &said.games, |best| best.games.into())
            .table("", best);
        parts.push(Section::new(&said.solo).with(Passage::Table(table)));
    }
    let today = store.board(asked(BoardScope::Today), now)?;
    let day = calendar::day(time::today(), words);
    parts.extend(board(&fill(&said.today, &[("day", &day)]), today, words));
    let events = store.events()?;
    let mut store = store;
    for event in events {
        store = store.of(Whose { booth: None, event: Some(event.clone()) });
        let of_event = store.board(asked(BoardScope::Event), now)?;
        parts.extend(board(&fill(&said.event, &[("event", &event)]), of_event, words));
    }
    parts.extend(board(&said.all, all, words));
    let mut days = Vec::new();
    for day in store.days()? {
        let filter = Filter { occasion: Some(Occasion::Booth), day: Some(day), since: None };
        days.push((calendar::day(day, words), games(store.count(&filter)? as u64, said)));
    }
    if !days.is_empty() {
        let table = TableBuilder::new()
            .text(TEXT, "", |(day, _): &(String, String)| DocCell::text(day))
            .number(TEXT, "", |(_, games)| DocCell::Number(games.clone()))
            .table("", days);
        parts.push(Section::new(&said.days_title).with(Passage::Table(table)));
    }
    Ok(format!("{shown}\n{}", sections(&parts, words)))
}

fn right(score: &Score) -> DocCell {
    DocCell::Number(format!("{}/{}", score.right, score.asked))
}

fn games(n: u64, said: &words::Scores) -> String {
    if n == 1 { said.game_one.clone() } else { fill(&said.of_games, &[("n", &thousands(n))]) }
}

fn board(title: &str, board: Board, words: &Words) -> Option<Section> {
    let said = words.scores();
    let title = format!("{title} · {}", games(board.games.into(), said));
    let name = |row: &BoardRow| DocCell::text(row.name.as_deref().unwrap_or(&said.nameless));
    let table = (!board.rows.is_empty()).then(|| {
        TableBuilder::new()
            .count(TEXT, "", |row: &BoardRow| row.place.into())
            .text(TEXT, "", name)
            .cut(NAME)
            .count(TEXT, "", |row| row.score.points.into())
            .number(TEXT, "", |row| right(&row.score))
            .seconds(TEXT, "", |row| Some(row.score.took.as_secs_f64()))
            .table("", board.rows)
    });
    table.map(|table| Section::new(&title).with(Passage::Table(table)))
}
