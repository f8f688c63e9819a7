//! A pack that is read again whenever one of its files is saved, for a preview.
//!
//! Editors save in many ways: over the old text, by a new file that takes the old one's name, by emptying the file first.
//! So it is folders that are watched, a burst of changes is one, and errors must last for a moment before they are told.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::Duration;

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, EventHandler, EventKind, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};
use notify_debouncer_mini::{DebounceEventResult, DebouncedEventKind, Debouncer, new_debouncer_opt};

use crate::app::preview::{Saved, Told};
use crate::authoring::{layout, lint, report};
use crate::pack::load::{self, Loaded, Origin};
use crate::pack::{Pack, QuestionRef};
use crate::read::diagnostic::{Code, Source};
use crate::text::Lang;
use crate::words::Words;

/// Changes within this time are one.
const BURST: Duration = Duration::from_millis(90);
/// A pack with errors may be half written: they are told once nothing more has come for this long.
const SETTLE: Duration = Duration::from_millis(300);
/// How often files are looked at where the file system does not tell of changes.
const INTERVAL: Duration = Duration::from_secs(1);
/// Reports are as wide as the smallest terminal, less the panel around them.
const COLS: usize = 76;

/// Reads a pack now and whenever one of its files is saved, and tells what it holds; never comes back.
pub(crate) fn follow(origin: &Origin, lang: Lang, polls: bool, tell: impl Fn(Saved)) {
    let words = Words::of(lang);
    let Origin::Path(path) = origin else {
        // What is part of the program does not change.
        return tell(saved(load::check(origin), &words, None));
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let (sender, changes) = mpsc::channel();
    let mut watched = PackWatch::new(path, polls, sender, changes);
    tell(saved(watched.read(origin), &words, None));
    while watched.changed(Duration::MAX) {
        let mut loaded = watched.read(origin);
        while loaded.checked.pack.is_none() && watched.changed(SETTLE) {
            loaded = watched.read(origin);
        }
        let time = jiff::Zoned::now().strftime("%H:%M").to_string();
        tell(saved(loaded, &words, Some(time)));
    }
}

fn saved(mut loaded: Loaded, words: &Words, at: Option<String>) -> Saved {
    let gone = loaded.checked.faults.iter().any(|fault| matches!(fault.code, Code::NotFound | Code::NoPackToml));
    let told = Told {
        text: report::text_within(&loaded, words, COLS),
        count: loaded.checked.faults.len() + loaded.checked.more,
    };
    Saved { pack: loaded.checked.pack.take().map(Arc::new), sources: loaded.sources.into(), told, at, gone }
}

/// What cannot be read of a question, and what makes it a poor one.
pub(crate) fn inspect(pack: &Arc<Pack>, sources: &[Source], question: QuestionRef, lang: Lang) -> Told {
    let mut faults = layout::of_question(pack, sources, question);
    faults.extend(lint::of_question(pack, sources, question));
    faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    let count = faults.len();
    if count == 0 {
        return Told::default();
    }
    let mut loaded = Loaded { sources: sources.to_vec(), ..Loaded::default() };
    // Drawn in full, it can be played: no more than warnings to its author.
    loaded.checked.faults = faults.into_iter().map(crate::read::diagnostic::Diagnostic::warning).collect();
    Told { text: report::text_within(&loaded, &Words::of(lang), COLS), count }
}

struct PackWatch {
    path: PathBuf,
    /// The names of the pack, of the folders on the way to it, and of the files that it asks for.
    names: BTreeSet<OsString>,
    way: BTreeSet<OsString>,
    tells: ChangeSource,
    sender: Sender<Vec<PathBuf>>,
    changes: Receiver<Vec<PathBuf>>,
}

enum ChangeSource {
    System(Debouncer<Writes<RecommendedWatcher>>),
    Polls(Debouncer<Writes<PollWatcher>>),
    Nobody,
}

impl PackWatch {
    fn new(path: PathBuf, polls: bool, sender: Sender<Vec<PathBuf>>, changes: Receiver<Vec<PathBuf>>) -> Self {
        let tells = match debouncer(&sender) {
            Ok(debouncer) if !polls => ChangeSource::System(debouncer),
            _ => polling(&sender),
        };
        Self { path, names: BTreeSet::new(), way: BTreeSet::new(), tells, sender, changes }
    }

    fn read(&mut self, origin: &Origin) -> Loaded {
        // Watched first, then read: what changes in between is not missed.
        self.renew();
        let loaded = load::check(origin);
        self.note_names(&loaded);
        loaded
    }

    /// Watches the folders as they are now: one may have been made anew, and would be another one.
    fn renew(&mut self) {
        let real = self.path.canonicalize().ok().filter(|real| *real != self.path);
        let paths = [Some(self.path.clone()), real];
        self.way = paths.iter().flatten().flat_map(|path| path.iter().map(OsString::from)).collect();
        let folders: Vec<PathBuf> = paths.iter().flatten().flat_map(|path| folders(path)).collect();
        if !self.watch(&folders) && matches!(self.tells, ChangeSource::System(_)) {
            self.tells = polling(&self.sender);
            self.watch(&folders);
        }
    }

    fn watch(&mut self, folders: &[PathBuf]) -> bool {
        let watcher: &mut dyn Watcher = match &mut self.tells {
            ChangeSource::System(debouncer) => debouncer.watcher(),
            ChangeSource::Polls(debouncer) => debouncer.watcher(),
            ChangeSource::Nobody => return false,
        };
        let watched = folders.iter().filter(|folder| match watcher.watch(folder, RecursiveMode::NonRecursive) {
            Ok(()) => true,
            Err(error) => match error.kind {
                ErrorKind::PathNotFound => true,
                ErrorKind::Io(error) => error.kind() == std::io::ErrorKind::NotFound,
                _ => false,
            },
        });
        watched.count() == folders.len()
    }

    /// Notes which files a pack asks for, there or not. What it asked for before may be asked for again once it is mended.
    fn note_names(&mut self, loaded: &Loaded) {
        if loaded.checked.pack.is_some() {
            self.names.clear();
        }
        self.names.extend(loaded.beside.iter().map(OsString::from));
    }

    /// Waits until something of the pack changed, and takes in all that did; `false` where nothing did in time.
    fn changed(&self, time: Duration) -> bool {
        loop {
            let Ok(mut paths) = self.changes.recv_timeout(time) else { return false };
            paths.extend(self.changes.try_iter().flatten());
            if paths.iter().any(|path| self.matters(path)) {
                return true;
            }
        }
    }

    fn matters(&self, path: &Path) -> bool {
        let Some(name) = path.file_name() else { return true };
        let toml = path.extension().is_some_and(|extension| extension == "toml");
        self.way.contains(name) || self.names.contains(name) || (toml && self.path.is_dir())
    }
}

/// The folders in which a change of a pack shows: its own, if it is one, and the nearest above it that there is.
fn folders(path: &Path) -> Vec<PathBuf> {
    let own = path.is_dir().then(|| path.to_owned());
    let above = path.ancestors().skip(1).find(|folder| folder.is_dir()).map(Path::to_owned);
    own.into_iter().chain(above).collect()
}

fn polling(sender: &Sender<Vec<PathBuf>>) -> ChangeSource {
    debouncer(sender).map_or(ChangeSource::Nobody, ChangeSource::Polls)
}

fn debouncer<W: Watcher>(sender: &Sender<Vec<PathBuf>>) -> notify::Result<Debouncer<Writes<W>>> {
    let sender = sender.clone();
    // Its times of change are whole seconds: so what is in the files is compared, too.
    let polls = Config::default().with_poll_interval(INTERVAL).with_compare_contents(true);
    let config = notify_debouncer_mini::Config::default().with_timeout(BURST).with_notify_config(polls);
    new_debouncer_opt(config, move |result: DebounceEventResult| {
        let events = result.unwrap_or_default().into_iter();
        // What is still being written is waited for.
        let ended = events.filter(|event| event.kind == DebouncedEventKind::Any);
        let paths: Vec<PathBuf> = ended.map(|event| event.path).collect();
        if !paths.is_empty() {
            let _ = sender.send(paths);
        }
    })
}

/// A watcher that tells of no mere reading: else to read the pack would be a reason to read it again, for ever.
struct Writes<W>(W);

impl<W: Watcher> Watcher for Writes<W> {
    fn new<F: EventHandler>(mut handler: F, config: Config) -> notify::Result<Self> {
        let writes = move |event: notify::Result<notify::Event>| {
            let reads = |kind: &EventKind| match kind {
                EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
                kind => kind.is_access(),
            };
            if !event.as_ref().is_ok_and(|event| reads(&event.kind)) {
                handler.handle_event(event);
            }
        };
        W::new(writes, config).map(Self)
    }

    fn watch(&mut self, path: &Path, mode: RecursiveMode) -> notify::Result<()> {
        self.0.watch(path, mode)
    }

    fn unwatch(&mut self, path: &Path) -> notify::Result<()> {
        self.0.unwatch(path)
    }

    fn kind() -> notify::WatcherKind {
        W::kind()
    }
}
