//! Where the app's games are handed over: to the file of scores, to the shared board, to the log. What comes of it is told
//! to the app as messages; nobody waits.

use std::cell::Cell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

use jiff::civil::Date;

use super::doctor::{self, Place};
use super::events::{Event, Events, Sender};
use super::guard::Panicked;
use super::log::{Entry, Log, Writing};
use super::{archive, crash, files, rise};
use crate::app::{Deed, Msg, News, Note, Outcome, Shared};
use crate::booth::Config;
use crate::booth::doctor::examine;
use crate::pack::load::Origin;
use crate::scores::{GameNo, Obstacle, Occasion, Scope, Step, Trouble};
use crate::share::{self, Sharing};
use crate::store::keeper::{Keeper, Order, Told};
use crate::store::{Filter, Store, Whose, time};
use crate::text::{Lang, SafeText, Text};
use crate::words::Words;

/// What becomes of the games that are played.
pub enum Keeps {
    /// Nothing: questions are only looked at.
    Nothing,
    /// They go into the player's file of scores.
    Games,
    /// They go into the booth's.
    Booth(Box<Post>),
}

/// Where a booth stands.
#[derive(Debug, Clone)]
pub struct Post {
    /// What its organiser set.
    pub config: Arc<Config>,
    /// What the doctor looks at.
    pub place: Place,
    /// Where the log, the archive and what is exported go.
    pub folder: PathBuf,
    /// The packs that are played.
    pub origins: Vec<Origin>,
}

impl Keeps {
    /// What becomes of the process after a panic: a booth comes back.
    pub fn panicked(&self) -> Option<Panicked> {
        let Keeps::Booth(post) = self else { return None };
        let folder = post.folder.join("crashes");
        Some(Box::new(move |info| {
            crash::report(&folder, info);
            rise::again();
        }))
    }
}

/// So many lines of a board are read: no screen has more.
const ROWS: usize = 30;

/// So many names an operator may look through.
const NAMES: usize = 200;

/// The desk, while the app is open.
#[derive(Default)]
pub struct Desk {
    keeper: Option<Keeper>,
    sharing: Option<Sharing>,
    booth: Option<Booth>,
}

struct Booth {
    post: Box<Post>,
    log: Log,
    writing: Writing,
    scores: PathBuf,
    words: Words,
    /// The day that was last seen: when it is another, the one before is put away.
    day: Cell<Date>,
}

impl Desk {
    /// Opens it; from here on it tells the app what it must know.
    pub fn open(keeps: Keeps, words: &Words, events: &Events) -> io::Result<Self> {
        let (whose, post) = match keeps {
            Keeps::Nothing => return Ok(Self::default()),
            Keeps::Games => (Whose::default(), None),
            Keeps::Booth(post) => (post.whose(), Some(post)),
        };
        let Some(scores) = files::scores_file() else { return Ok(Self::default()) };
        let (log, writing) = post.as_ref().map(|post| Log::open(&post.folder.join("logs"))).unzip();
        let (sender, noted) = (events.sender()?, log.clone());
        let keeper = Keeper::start(scores.clone(), whose, move |told| {
            match (&noted, &told) {
                (Some(log), Told::Trouble(trouble)) => log.note(Entry::scores(trouble.as_ref())),
                (Some(log), Told::SetAside(_)) => log.note(Entry::SetAside {}),
                (Some(log), Told::Replaced(_)) => log.note(Entry::Replaced {}),
                _ => {}
            }
            of_keeper(told).into_iter().for_each(|msg| sender.send(Event::Done(msg)));
        });
        keeper.ask(Order::History);
        let (Some(post), Some(log), Some(writing)) = (post, log, writing) else {
            return Ok(Self { keeper: Some(keeper), ..Self::default() });
        };
        let sharing = match post.sharing(&scores) {
            Some(settings) => Some(share(settings, log.clone(), events.sender()?)),
            None => None,
        };
        log.note(Entry::started(&post.config, rise::times()));
        let booth = Booth { post, log, writing, scores, words: words.clone(), day: Cell::new(time::today()) };
        Ok(Self { keeper: Some(keeper), sharing, booth: Some(booth) })
    }

    /// Hands over steps of a game.
    pub fn keep(&self, game: GameNo, steps: Vec<Step>) {
        let over = steps.iter().any(|step| matches!(step, Step::Over | Step::Name(_)));
        self.ask(Order::Keep { game, steps });
        if let Some(sharing) = self.sharing.as_ref().filter(|_| over) {
            sharing.nudge();
        }
    }

    /// Asks for a board: of booths at a booth, and of who plays alone elsewhere.
    pub fn rank(&self, scope: Scope, own: Option<GameNo>) {
        let occasion = if self.booth.is_some() { Occasion::Booth } else { Occasion::Solo };
        self.ask(Order::Board { occasion, scope, rows: ROWS, game: own });
        self.turn_the_day();
    }

    fn ask(&self, order: Order) {
        if let Some(keeper) = &self.keeper {
            keeper.ask(order);
        }
    }

    /// Writes something into the log.
    pub fn note(&self, note: Note) {
        if let Some(booth) = &self.booth {
            booth.log.note(Entry::of(note));
        }
    }

    /// A booth that nobody closes puts each day away by itself.
    fn turn_the_day(&self) {
        let Some(booth) = &self.booth else { return };
        let today = time::today();
        let before = booth.day.replace(today);
        if before != today {
            booth.put_away(before, |_| {});
        }
    }

    /// Does what the operator wants, on a thread of its own where it takes its time.
    pub fn perform(&self, deed: Deed, sender: Sender) {
        let Some(booth) = &self.booth else { return };
        let tell = move |outcome| sender.send(Event::Done(Msg::News(News::Came(outcome))));
        match deed {
            Deed::Names => self.ask(Order::Names(NAMES)),
            Deed::RemoveName(run) => self.remove([Order::RemoveName(run), Order::Names(NAMES)]),
            Deed::Games => self.ask(Order::Games(NAMES)),
            Deed::TakeOff(run) => self.remove([Order::TakeOff(run), Order::Games(NAMES)]),
            Deed::EndDay => booth.put_away(booth.day.get(), tell),
            Deed::Export => booth.export(tell),
            Deed::Examine => booth.examine(tell),
            Deed::Crash => panic!("a drill, which the operator asked for"),
        }
    }

    /// Takes something away, shows what is left, and has it taken away elsewhere.
    fn remove(&self, orders: [Order; 2]) {
        orders.into_iter().for_each(|order| self.ask(order));
        if let Some(sharing) = &self.sharing {
            sharing.nudge();
        }
    }

    /// Closes it: what waits is written, as far as it can be. What steps of games are lost, and why.
    pub fn close(self) -> Option<Trouble> {
        let trouble = self.keeper.and_then(Keeper::close);
        let lost = trouble.as_ref().map_or(0, Trouble::steps);
        drop(self.sharing);
        if let Some(Booth { log, writing, .. }) = self.booth {
            log.note(Entry::Ended { lost });
            drop(log);
            writing.end();
        }
        trouble
    }
}

impl Booth {
    fn put_away(&self, day: Date, tell: impl FnOnce(Outcome) + Send + 'static) {
        let (scores, into) = (self.scores.clone(), self.post.folder.join("archive"));
        let (origins, langs) = (self.post.origins.clone(), self.post.config.languages.clone());
        let words = self.words.clone();
        let log = self.log.clone();
        thread::spawn(move || {
            tell(match archive::archive(&scores, &into, day, &origins, &langs) {
                Ok(archived) => {
                    log.note(Entry::DayEnded(day.to_string()));
                    written(&archived.folder)
                }
                Err(failed) => not_written(&failed, &words),
            });
        });
    }

    fn export(&self, tell: impl FnOnce(Outcome) + Send + 'static) {
        let (scores, words) = (self.scores.clone(), self.words.clone());
        let folder = self.post.folder.join("exports");
        thread::spawn(move || {
            let filter = Filter { occasion: Some(Occasion::Booth), ..Filter::default() };
            // Two of one moment must not be one.
            let name = format!("runs-{}-{:06x}", time::now(), getrandom::u32().unwrap_or_default() & 0xff_ffff);
            let unread = |obstacle| (scores.clone(), obstacle);
            let done = Store::read_only(&scores).map_err(unread).and_then(|store| {
                let write = |end: &str, text: &str| {
                    let file = folder.join(format!("{name}.{end}"));
                    files::replace(&file, text).map_err(|error| (file, crate::store::obstacle(&error)))
                };
                write("json", &store.json(&filter).map_err(unread)?)?;
                write("csv", &store.csv(&filter, words.lang()).map_err(unread)?)
            });
            tell(match done {
                Ok(()) => written(&folder.join(format!("{name}.csv"))),
                Err(failed) => not_written(&failed, &words),
            });
        });
    }

    fn examine(&self, tell: impl FnOnce(Outcome) + Send + 'static) {
        let place = self.post.place.clone();
        thread::spawn(move || tell(Outcome::Findings(examine(&doctor::gather(&place)))));
    }
}

impl Post {
    fn whose(&self) -> Whose {
        let lang = self.config.languages.first().copied();
        let event = self.config.event.as_ref().zip(lang).map(|(event, lang)| SafeText::line(event.get(lang)));
        Whose { booth: self.config.booth.clone(), event }
    }

    fn sharing(&self, scores: &Path) -> Option<share::Settings> {
        let share = self.config.share.as_ref()?;
        Some(share::Settings::of(share, scores.to_owned(), self.whose().event.map(|event| event.to_string())))
    }
}

fn share(settings: share::Settings, log: Log, sender: Sender) -> Sharing {
    // Whoever reads it may have chosen another language by then.
    let in_all = |reason: &share::Reason| {
        Text::By(Lang::ALL.into_iter().map(|lang| (lang, reason.say(&Words::of(lang)))).collect())
    };
    Sharing::start(settings, move |told| {
        Entry::share(&told).into_iter().for_each(|entry| log.note(entry));
        let shared = match told {
            share::Told::Online => Shared::Online,
            share::Told::Offline(reason) => Shared::Offline(in_all(&reason)),
            share::Told::Received(_) => Shared::Received,
            share::Told::NotTaken { results, removals } => Shared::NotTaken { results, removals },
            share::Told::LeftOut(games) => Shared::LeftOut(games),
            share::Told::Beyond(games) => Shared::Beyond(games),
        };
        sender.send(Event::Done(Msg::News(News::Shares(shared))));
    })
}

/// What the keeper tells, as the app understands it. What could not be written is held in memory: the game goes on.
fn of_keeper(told: Told) -> Option<Msg> {
    Some(match told {
        Told::Kept { game, n } | Told::NotKept { game, n } => Msg::News(News::Kept { game, n }),
        Told::Board(board) => Msg::News(News::Board(board)),
        Told::History(history) => Msg::News(News::History(history)),
        Told::Names(names) => Msg::News(News::Came(Outcome::Names(names))),
        Told::Games(games) => Msg::News(News::Came(Outcome::Games(games))),
        Told::SetAside(file) => Msg::News(News::SetAside(file)),
        Told::Replaced(journal) => Msg::News(News::Replaced(journal)),
        Told::Trouble(trouble) => Msg::News(News::Keeps(trouble)),
        Told::NameRemoved(_) | Told::TakenOff(_) => return None,
    })
}

fn not_written((place, obstacle): &(PathBuf, Obstacle), words: &Words) -> Outcome {
    Outcome::Failed(SafeText::line(&obstacle.say(&place.to_string_lossy(), words)))
}

fn written(place: &Path) -> Outcome {
    Outcome::Written(SafeText::line(&place.to_string_lossy()))
}
