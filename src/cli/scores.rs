//! `polysemy scores`: the best scores, and the file that they are in: out, in, and into safety.

use std::io::{self, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use clap::{ArgMatches, Command};

use super::command::{laid_out, sub};
use super::option::{choice, option, path, path_of, paths_of, shown};
use super::{FAULTS, USAGE, complain, print, report};
use crate::doc::{DocCell, Passage, Section, TEXT, TableBuilder, sections};
use crate::game::scores::{Best, Board, Obstacle, Occasion, Row, Scope, Score};
use crate::runtime::foreign::{self, Refused};
use crate::runtime::{calendar, files};
use crate::store::{self, BoardQuery, Filter, NoBackup, NotRestored, Store, Unreadable, Whose, time};
use crate::text::SafeText;
use crate::words::{self, Spoken, Words, fill, thousands};

const ROWS: usize = 10;

const NAME: usize = 30;

/// The most bytes of a file to import: a hundred thousand games.
const IMPORT_MAX: u64 = 128 << 20;

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
    let of = |name| abouts.iter().find(|(known, _)| *known == name).map_or("", |(_, about)| about.as_str());
    let files = path("files", "FILE", &said.from_help).num_args(1..).required(true);
    let export = sub("export", of("export"), cli).args([
        choice("format", "csv|json", ["csv", "json"], &said.format_help).required(true),
        option("since", "DATE", &said.since_help),
        choice("occasion", "solo|booth", OCCASIONS.map(|(name, _)| name), &said.occasion_help),
    ]);
    let import = sub("import", of("import"), cli).arg(files);
    let to = path("to", "FILE", &said.to_help).required(true);
    let backup = sub("backup", of("backup"), cli).arg(to);
    let copy = path("copy", "FILE", &said.copy_help).required(true);
    let restore = sub("restore", of("restore"), cli).arg(copy);
    command
        .arg(path("file", "FILE", &said.file_help).long("file").global(true))
        .after_help(format!("{}{commands}", cli.commands))
        .disable_help_subcommand(true)
        .subcommands([export, import, backup, restore].map(|command| laid_out(command, cli)))
}

pub(super) fn run(matches: &ArgMatches, words: Words) -> ExitCode {
    let Some(file) = path_of(matches, "file").map(Path::to_owned).or_else(files::scores_file) else {
        return complain(&words.scores().no_default, &words);
    };
    let done = match matches.subcommand() {
        Some(("export", given)) => export(&file, given, &words),
        Some(("import", given)) => import(&file, given, &words),
        Some(("backup", given)) => backup(&file, given, &words),
        Some(("restore", given)) => restore(&file, given, &words),
        _ => boards(&file, &words),
    };
    done.unwrap_or_else(|status| status)
}

fn refuse(obstacle: &Obstacle, file: &Path, words: &Words) -> ExitCode {
    let _ = complain(&obstacle.say(&file.to_string_lossy(), words), words);
    ExitCode::from(FAULTS)
}

fn note(sentence: &str) {
    let _ = writeln!(io::stderr(), "{sentence}");
}

fn export(file: &Path, matches: &ArgMatches, words: &Words) -> Result<ExitCode, ExitCode> {
    let since = report::since(matches, words)?;
    let since = since.map(|seconds| i64::try_from(seconds).unwrap_or(i64::MAX).saturating_mul(1000));
    let named = matches.get_one::<String>("occasion");
    let occasion = OCCASIONS.iter().find(|(name, _)| named.is_some_and(|named| named == name));
    let filter = Filter { since, occasion: occasion.map(|(_, occasion)| *occasion), day: None };
    let store = Store::read_only(file).map_err(|obstacle| refuse(&obstacle, file, words))?;
    let csv = matches.get_one::<String>("format").is_some_and(|format| format == "csv");
    let text = if csv { store.csv(&filter, words.lang()) } else { store.json(&filter) };
    print(&text.map_err(|obstacle| refuse(&obstacle, file, words))?);
    Ok(ExitCode::SUCCESS)
}

fn import(file: &Path, matches: &ArgMatches, words: &Words) -> Result<ExitCode, ExitCode> {
    let said = words.scores();
    // All files are read before any is taken in.
    let mut all = Vec::new();
    for path in paths_of(matches, "files") {
        let shown = shown(path);
        let text = foreign::open(path).and_then(|foreign| Ok(foreign.text(IMPORT_MAX)?));
        let text = text.map_err(|refused| {
            let obstacle = match refused {
                Refused::NotAFile => Obstacle::NotAFile,
                Refused::Io(error) => match store::obstacle(&error) {
                    // It is read, not written.
                    Obstacle::ReadOnly => Obstacle::Other(SafeText::line(&error.to_string())),
                    obstacle => obstacle,
                },
            };
            refuse(&obstacle, path, words)
        })?;
        let parsed = store::parse(&text).map_err(|unreadable| {
            let sentence = match unreadable {
                Unreadable::NotScores(reason) => fill(&said.not_scores, &[("file", &shown), ("reason", &reason)]),
                Unreadable::Newer(format) => {
                    fill(&said.newer_format, &[("file", &shown), ("format", &format.to_string())])
                }
                Unreadable::Odd(n, key) => fill(&said.odd, &[("file", &shown), ("n", &n.to_string()), ("key", key)]),
            };
            let _ = complain(&sentence, words);
            ExitCode::from(FAULTS)
        })?;
        all.push(parsed);
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

fn backup(file: &Path, matches: &ArgMatches, words: &Words) -> Result<ExitCode, ExitCode> {
    let said = words.scores();
    let Some(to) = path_of(matches, "to") else { return Err(ExitCode::from(USAGE)) };
    let shown = shown(to);
    let store = Store::read_only(file).map_err(|obstacle| refuse(&obstacle, file, words))?;
    match store.backup(to) {
        Ok(()) => {
            note(&fill(&said.written, &[("file", &shown)]));
            Ok(ExitCode::SUCCESS)
        }
        Err(NoBackup::Exists) => Err(complain(&fill(&said.exists, &[("file", &shown)]), words)),
        Err(NoBackup::Obstacle(obstacle)) => Err(refuse(&obstacle, to, words)),
    }
}

fn restore(file: &Path, matches: &ArgMatches, words: &Words) -> Result<ExitCode, ExitCode> {
    let said = words.scores();
    let Some(copy) = path_of(matches, "copy") else { return Err(ExitCode::from(USAGE)) };
    let shown = shown(file);
    let before = store::restore(copy, file).map_err(|not| match not {
        NotRestored::Copy(obstacle) => refuse(&obstacle, copy, words),
        NotRestored::InUse => {
            let _ = complain(&fill(&said.in_use, &[("file", &shown)]), words);
            ExitCode::from(FAULTS)
        }
        NotRestored::Obstacle(obstacle) => refuse(&obstacle, file, words),
    })?;
    let there = Store::read_only(file).and_then(|store| store.count(&Filter::default()));
    let there = there.map_err(|obstacle| refuse(&obstacle, file, words))?;
    note(&fill(&said.restored, &[("file", &shown), ("games", &games(there as u64, said))]));
    if let Some(before) = before {
        note(&fill(&said.kept_as, &[("file", &SafeText::line(&before.to_string_lossy()))]));
    }
    Ok(ExitCode::SUCCESS)
}

fn boards(file: &Path, words: &Words) -> Result<ExitCode, ExitCode> {
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
    let all = store.board(asked(Scope::All), now)?;
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
    let today = store.board(asked(Scope::Today), now)?;
    let day = calendar::day(time::today(), words);
    parts.extend(board(&fill(&said.today, &[("day", &day)]), today, words));
    let events = store.events()?;
    let mut store = store;
    for event in events {
        store = store.of(Whose { booth: None, event: Some(event.clone()) });
        let of_event = store.board(asked(Scope::Event), now)?;
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

/// A board with its title; nothing where it ranks no game.
fn board(title: &str, board: Board, words: &Words) -> Option<Section> {
    let said = words.scores();
    let title = format!("{title} · {}", games(board.games.into(), said));
    let name = |row: &Row| DocCell::text(row.name.as_deref().unwrap_or(&said.nameless));
    let table = (!board.rows.is_empty()).then(|| {
        TableBuilder::new()
            .count(TEXT, "", |row: &Row| row.place.into())
            .text(TEXT, "", name)
            .cut(NAME)
            .count(TEXT, "", |row| row.score.points.into())
            .number(TEXT, "", |row| right(&row.score))
            .seconds(TEXT, "", |row| Some(row.score.took.as_secs_f64()))
            .table("", board.rows)
    });
    table.map(|table| Section::new(&title).with(Passage::Table(table)))
}
