//! A booth's log: one JSON value a line, in files that are bounded. There is nothing of visitors in it, because an
//! [`LogEntry`] has no room for it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use file_rotate::compression::Compression;
use file_rotate::suffix::AppendCount;
use file_rotate::{ContentLimit, FileRotate};
use jiff::{Timestamp, Unit};
use serde::{Deserialize, Serialize};

use crate::app::Note;
use crate::app::booth::config::Config;
use crate::game::scores::{ShareNews, Trouble};

const BYTES: usize = 1_000_000;

const FILES: usize = 4;

/// How long the end is waited for.
const PARTING: Duration = Duration::from_millis(500);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum LogEntry {
    Started {
        version: String,
        packs: Vec<String>,
        questions: u8,
        /// How often it came back after a crash lately.
        risen: u32,
    },
    Ended {
        lost: usize,
    },
    /// What keeps games from being written, or that nothing does any more.
    Scores {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        obstacle: Option<String>,
        /// How many steps wait in memory, and how many are lost.
        waiting: usize,
        lost: usize,
    },
    SetAside {},
    Replaced {},
    /// How it stands with the shared board: `online`, or why not.
    Share(String),
    DayEnded(String),
    /// Lines that could not be written for a while.
    Missing(usize),
    #[serde(untagged)]
    Note(Note),
}

impl LogEntry {
    pub(crate) fn started(config: &Config, risen: u32) -> Self {
        let packs = config.packs.iter().map(ToString::to_string).collect();
        LogEntry::Started { version: env!("CARGO_PKG_VERSION").to_owned(), packs, questions: config.questions, risen }
    }

    pub(crate) fn scores(trouble: Option<&Trouble>) -> Self {
        let (waiting, lost) = trouble.map_or((0, 0), |trouble| (trouble.waiting, trouble.lost));
        LogEntry::Scores { obstacle: trouble.map(|trouble| trouble.what.name().to_owned()), waiting, lost }
    }

    /// How it stands with the shared board. Results that come and go are not worth a line.
    pub(crate) fn share(news: &ShareNews) -> Option<Self> {
        Some(LogEntry::Share(match news {
            ShareNews::Online => "online".to_owned(),
            // The detail is what a server said, and no log's business.
            ShareNews::Offline(reason) => format!("{:?}", reason.why),
            ShareNews::NotTaken { results, removals } => {
                format!("not taken: {}, of which removals: {removals}", results + removals)
            }
            ShareNews::LeftOut(n) => format!("left out: {n}"),
            ShareNews::Beyond(n) => format!("more than are kept: {n}"),
            ShareNews::Received(_) => return None,
        }))
    }
}

#[derive(Debug, Serialize, Deserialize)]
struct LogLine {
    /// By the machine's clock, which may be wrong.
    time: String,
    /// Seconds since the booth was opened, by a clock that cannot be set.
    since: f64,
    #[serde(flatten)]
    entry: LogEntry,
}

/// The log, from outside. Whoever notes something never waits for a disk.
#[derive(Debug, Clone)]
pub(crate) struct BoothLog {
    lines: Sender<String>,
    opened: Instant,
}

/// The thread that writes, to be waited for at the end.
#[derive(Debug)]
pub(crate) struct Writing(Receiver<()>);

impl BoothLog {
    /// Opens a log in a folder, where the files are `booth.log`, `booth.log.1` and so on, the last being the oldest.
    pub(crate) fn open(folder: &Path) -> (Self, Writing) {
        let (lines, mail) = mpsc::channel::<String>();
        let (done, over) = mpsc::channel();
        let path = folder.join("booth.log");
        // Without a thread nothing is written, and nothing else happens.
        let _ = thread::Builder::new().name("log".to_owned()).spawn(move || {
            write_all(&mail, &path, BYTES);
            let _ = done.send(());
        });
        (Self { lines, opened: Instant::now() }, Writing(over))
    }

    pub(crate) fn note(&self, entry: LogEntry) {
        let since = (self.opened.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
        let _ = self.lines.send(line(since, entry));
    }
}

impl Writing {
    /// Waits until what was noted is written, once nobody has the log any more; not for long.
    pub(crate) fn end(self) {
        let _ = self.0.recv_timeout(PARTING);
    }
}

fn line(since: f64, entry: LogEntry) -> String {
    let now = Timestamp::now().round(Unit::Second).unwrap_or_default();
    let line = LogLine { time: now.to_string(), since, entry };
    // Texts and numbers always have a form in JSON.
    serde_json::to_string(&line).unwrap_or_default() + "\n"
}

/// Writes lines until nobody sends any. What cannot be written is counted, and told once it can be.
fn write_all(mail: &Receiver<String>, path: &PathBuf, bytes: usize) {
    let mut missing = 0;
    let mut file = None;
    for text in mail {
        let told = if missing > 0 { line(0.0, LogEntry::Missing(missing)) } else { String::new() };
        match write(&mut file, path, &(told + &text), bytes) {
            Ok(()) => missing = 0,
            Err(_) => {
                missing += 1;
                file = None;
            }
        }
    }
}

fn write(file: &mut Option<FileRotate<AppendCount>>, path: &PathBuf, text: &str, bytes: usize) -> io::Result<()> {
    if file.is_none() {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        // The crate gives up where it cannot open: try it first.
        fs::OpenOptions::new().create(true).append(true).open(path)?;
        let limit = ContentLimit::BytesSurpassed(bytes);
        *file = Some(FileRotate::new(path, AppendCount::new(FILES), limit, Compression::None, None));
    }
    match file {
        Some(file) => file.write_all(text.as_bytes()).and_then(|()| file.flush()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::scores::Obstacle;

    fn read(path: &Path) -> Vec<LogEntry> {
        let text = fs::read_to_string(path).expect("a log");
        text.lines().map(|line| serde_json::from_str::<LogLine>(line).expect("a line").entry).collect()
    }

    #[test]
    fn lines_are_read_back_as_they_were_noted() {
        let folder = tempfile::tempdir().expect("a folder");
        let (log, writing) = BoothLog::open(&folder.path().join("logs"));
        let entries = [
            LogEntry::started(&Config::default(), 0),
            LogEntry::Note(Note::Finished { right: 4, asked: 5, seconds: 62, lang: crate::text::Lang::Fr }),
            LogEntry::scores(Some(&Trouble { what: Obstacle::Full, waiting: 3, lost: 0 })),
            LogEntry::scores(None),
            LogEntry::Note(Note::Paused(true)),
            LogEntry::Ended { lost: 0 },
        ];
        let also = log.clone();
        entries.iter().for_each(|entry| also.note(entry.clone()));
        drop((log, also));
        writing.end();
        assert_eq!(read(&folder.path().join("logs/booth.log")), entries);
    }

    #[test]
    fn however_much_is_noted_the_files_are_bounded() {
        let folder = tempfile::tempdir().expect("a folder");
        let (sender, mail) = mpsc::channel();
        (0..20_000).for_each(|_| drop(sender.send(line(1.0, LogEntry::Note(Note::Begun {})))));
        drop(sender);
        write_all(&mail, &folder.path().join("booth.log"), 10_000);
        let sizes: Vec<u64> = fs::read_dir(folder.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").metadata().expect("a size").len())
            .collect();
        assert_eq!(sizes.len(), FILES + 1);
        assert!(sizes.iter().all(|size| *size < 11_000), "{sizes:?}");
    }

    #[test]
    fn a_folder_that_cannot_be_written_costs_lines_and_nothing_else() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = folder.path().join("logs");
        fs::write(&place, "in the way").expect("a file");
        let path = place.join("booth.log");
        let (mut file, text) = (None, line(0.0, LogEntry::Note(Note::Begun {})));
        assert!(write(&mut file, &path, &text, BYTES).is_err());
        fs::remove_file(&place).expect("it goes");
        assert!(write(&mut file, &path, &text, BYTES).is_ok());
        assert_eq!(read(&path), [LogEntry::Note(Note::Begun {})]);
    }
}
