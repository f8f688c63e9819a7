//! Where the app's games are handed over: to the file of scores, to the shared board, to the log. What comes of it is told
//! to the app as messages; nobody waits.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use jiff::civil::Date;

use super::doctor::{self, BoothPlace};
use super::events::{Event, Events, Sender};
use super::guard::Panicked;
use super::log::{BoothLog, LogEntry, Writing};
use super::{archive, crash, files, rise};
use crate::app::booth::config::Config;
use crate::app::booth::doctor::examine;
use crate::app::{Deed, Msg, News, Note};
use crate::game::scores::{BoardScope, GameNo, Occasion, RunEvent, Trouble};
use crate::pack::load::Origin;
use crate::store::keeper::{Keeper, Order, Removal};
use crate::store::share::{self, Sharing};
use crate::store::{Blocked, Filter, Store, Whose, time};
use crate::text::SafeText;
use crate::words::Words;

/// What becomes of the games that are played.
pub(crate) enum Keeps {
    Nothing,
    Games,
    Booth(Box<Post>),
}

#[derive(Debug, Clone)]
pub(crate) struct Post {
    pub(crate) config: Arc<Config>,
    pub(crate) place: BoothPlace,
    /// Where the log, the archive and what is exported go.
    pub(crate) folder: PathBuf,
    pub(crate) origins: Vec<Origin>,
}

impl Keeps {
    /// What becomes of the process after a panic: a booth comes back.
    pub(crate) fn panicked(&self) -> Option<Panicked> {
        let Keeps::Booth(post) = self else { return None };
        let folder = post.folder.join("crashes");
        Some(Box::new(move |info| {
            crash::report(&folder, info);
            rise::again();
        }))
    }
}

/// No screen has more rows of a board.
const ROWS: usize = 30;

const NAMES: usize = 200;

/// So many names of what was written are told.
const LISTED: usize = 4;

#[derive(Default)]
pub(crate) struct Desk {
    keeper: Option<Keeper>,
    sharing: Option<Sharing>,
    booth: Option<OpenBooth>,
}

struct OpenBooth {
    post: Box<Post>,
    log: BoothLog,
    writing: Writing,
    scores: PathBuf,
    words: Words,
    /// The day that was last seen: when it is another, those before are put away.
    day: Cell<Date>,
}

impl Desk {
    /// Opens it; from here on it tells the app what it must know.
    pub(crate) fn open(keeps: Keeps, words: &Words, events: &Events) -> io::Result<Self> {
        let (whose, post) = match keeps {
            Keeps::Nothing => return Ok(Self::default()),
            Keeps::Games => (Whose::default(), None),
            Keeps::Booth(post) => (post.whose(), Some(post)),
        };
        let Some(scores) = files::scores_file() else { return Ok(Self::default()) };
        let (log, writing) = post.as_ref().map(|post| BoothLog::open(&post.folder.join("logs"))).unzip();
        let (sender, noted) = (events.sender()?, log.clone());
        let keeper = Keeper::start(scores.clone(), whose, move |news| {
            match (&noted, &news) {
                (Some(log), News::Trouble(trouble)) => log.note(LogEntry::scores(trouble.as_ref())),
                (Some(log), News::SetAside(_)) => log.note(LogEntry::SetAside {}),
                (Some(log), News::Replaced(_)) => log.note(LogEntry::Replaced {}),
                _ => {}
            }
            sender.send(Event::Done(Msg::News(news)));
        });
        keeper.ask(Order::History);
        let (Some(post), Some(log), Some(writing)) = (post, log, writing) else {
            return Ok(Self { keeper: Some(keeper), ..Self::default() });
        };
        let sharing = match post.sharing(&scores) {
            Some(settings) => Some(share(settings, log.clone(), events.sender()?)),
            None => None,
        };
        log.note(LogEntry::started(&post.config, rise::times()));
        let booth = OpenBooth { post, log, writing, scores, words: words.clone(), day: Cell::new(time::today()) };
        Ok(Self { keeper: Some(keeper), sharing, booth: Some(booth) })
    }

    pub(crate) fn keep(&self, game: GameNo, steps: Vec<RunEvent>) {
        let over = steps.iter().any(|step| matches!(step, RunEvent::Over | RunEvent::Name(_)));
        self.ask(Order::Keep { game, steps });
        if let Some(sharing) = self.sharing.as_ref().filter(|_| over) {
            sharing.nudge();
        }
    }

    pub(crate) fn rank(&self, scope: BoardScope, own: Option<GameNo>) {
        let occasion = if self.booth.is_some() { Occasion::Booth } else { Occasion::Solo };
        self.ask(Order::Board { occasion, scope, rows: ROWS, game: own });
        self.turn_the_day();
    }

    fn ask(&self, order: Order) {
        if let Some(keeper) = &self.keeper {
            keeper.ask(order);
        }
    }

    pub(crate) fn note(&self, note: Note) {
        if let Some(booth) = &self.booth {
            booth.log.note(LogEntry::Note(note));
        }
    }

    /// A booth that nobody closes puts each day away by itself.
    fn turn_the_day(&self) {
        let Some(booth) = &self.booth else { return };
        let today = time::today();
        if booth.day.replace(today) != today {
            booth.put_away(today, false, |_| {});
        }
    }

    /// Does what the operator wants, on a thread of its own where it takes its time.
    pub(crate) fn perform(&self, deed: Deed, sender: Sender) {
        let Some(booth) = &self.booth else { return };
        let tell = move |news| sender.send(Event::Done(Msg::News(news)));
        match deed {
            Deed::Names => self.ask(Order::Names(NAMES)),
            Deed::RemoveName(run) => self.remove(Removal::Name(run), Order::Names(NAMES)),
            Deed::Games => self.ask(Order::Games(NAMES)),
            Deed::TakeOff(run) => self.remove(Removal::Game(run), Order::Games(NAMES)),
            Deed::EndDay => booth.put_away(time::today(), true, tell),
            Deed::Export => booth.export(tell),
            Deed::Examine => booth.examine(tell),
            Deed::Crash => panic!("a drill, which the operator asked for"),
        }
    }

    fn remove(&self, removal: Removal, then: Order) {
        self.ask(Order::Remove(removal));
        self.ask(then);
        if let Some(sharing) = &self.sharing {
            sharing.nudge();
        }
    }

    /// Closes it: what waits is written, as far as it can be. What steps of games are lost, and why.
    pub(crate) fn close(self) -> Option<Trouble> {
        let trouble = self.keeper.and_then(Keeper::close);
        let lost = trouble.as_ref().map_or(0, Trouble::steps);
        drop(self.sharing);
        if let Some(OpenBooth { log, writing, .. }) = self.booth {
            log.note(LogEntry::Ended { lost });
            drop(log);
            writing.end();
        }
        trouble
    }
}

impl OpenBooth {
    fn put_away(&self, today: Date, ended: bool, tell: impl FnOnce(News) + Send + 'static) {
        let (scores, into) = (self.scores.clone(), self.post.folder.join("archive"));
        let (origins, langs) = (self.post.origins.clone(), self.post.config.languages.clone());
        let (words, log) = (self.words.clone(), self.log.clone());
        thread::spawn(move || {
            let put_away = |day: &Date| {
                archive::archive(&scores, &into, *day, &origins, &langs)?;
                log.note(LogEntry::DayEnded(day.to_string()));
                Ok(())
            };
            let done = archive::due(&scores, &into, &origins, &langs).and_then(|mut days| {
                days.retain(|day| *day != today);
                days.extend(ended.then_some(today));
                // A day that cannot be written keeps no other from it.
                let failed: Vec<_> = days.iter().filter_map(|day| put_away(day).err()).collect();
                failed.into_iter().next().map_or(Ok(days), Err)
            });
            tell(match done {
                Ok(days) => written(&into, days.iter().map(Date::to_string)),
                Err(failed) => not_written(&failed, &words),
            });
        });
    }

    fn export(&self, tell: impl FnOnce(News) + Send + 'static) {
        let (scores, words) = (self.scores.clone(), self.words.clone());
        let folder = self.post.folder.join("exports");
        thread::spawn(move || {
            let filter = Filter { occasion: Some(Occasion::Booth), ..Filter::default() };
            // Two of one moment must not be one.
            let name = format!("runs-{}-{:06x}", time::now(), getrandom::u32().unwrap_or_default() & 0xff_ffff);
            let unread = |obstacle| (scores.clone(), obstacle);
            let done = Store::read_only(&scores).map_err(unread).and_then(|store| {
                let write = |end: &str, text: &str| archive::write(folder.join(format!("{name}.{end}")), text);
                write("json", &store.json(&filter).map_err(unread)?)?;
                write("csv", &store.csv(&filter, words.lang()).map_err(unread)?)
            });
            tell(match done {
                Ok(()) => written(&folder, ["csv", "json"].map(|end| format!("{name}.{end}")).into_iter()),
                Err(failed) => not_written(&failed, &words),
            });
        });
    }

    fn examine(&self, tell: impl FnOnce(News) + Send + 'static) {
        let place = self.post.place.clone();
        thread::spawn(move || tell(News::Findings(examine(&doctor::gather(&place)))));
    }
}

impl Post {
    fn whose(&self) -> Whose {
        let lang = self.config.languages.first().copied();
        let event = self.config.event.as_ref().zip(lang).map(|(event, lang)| SafeText::line(event.get(lang)));
        Whose { booth: self.config.booth.clone(), event }
    }

    fn sharing(&self, scores: &Path) -> Option<share::ShareConfig> {
        let event = self.whose().event.map(|event| event.to_string());
        Some(share::ShareConfig { server: self.config.share.clone()?, db: scores.to_owned(), event })
    }
}

fn share(settings: share::ShareConfig, log: BoothLog, sender: Sender) -> Sharing {
    Sharing::start(settings, move |news| {
        LogEntry::share(&news).into_iter().for_each(|entry| log.note(entry));
        sender.send(Event::Done(Msg::News(News::Shared(news))));
    })
}

fn not_written((place, obstacle): &Blocked, words: &Words) -> News {
    News::Failed(SafeText::line(&obstacle.say(&place.to_string_lossy(), words)))
}

/// What was written into a folder: the first by its whole path, and of many not all.
fn written(folder: &Path, names: impl Iterator<Item = String>) -> News {
    let mut names: Vec<String> = names.collect();
    if names.len() > LISTED {
        names.splice(1..names.len() - 1, ["…".to_owned()]);
    }
    News::Written(SafeText::line(&folder.join(names.join(", ")).to_string_lossy()))
}
