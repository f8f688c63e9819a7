//! What is done with an order. No thread and no waiting in here, so that tests can put anything in its way.

use std::path::PathBuf;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::ledger::Ledger;
use super::{Order, Removal};
use crate::app::News;
use crate::game::scores::{Board, BoardRow, BoardScope, GameNo, NamedGame, Obstacle, Occasion, Run, RunId, Trouble};
use crate::store::boards::{hide, row, with_more};
use crate::store::file::{Identity, exactly, set_aside};
use crate::store::read::named;
use crate::store::{BoardQuery, PATIENCE, Store, Whose, stamp, time};
use crate::text::SafeText;

/// While something is in the way, nobody waits for it again with each order.
const IMPATIENCE: Duration = Duration::from_millis(50);

/// The file and what is known beside it.
pub(super) struct Writer {
    tell: Box<dyn Fn(News) + Send>,
    path: PathBuf,
    whose: Whose,
    zone: TimeZone,
    /// What the clock says, in milliseconds since 1970.
    pub(super) clock: fn() -> i64,
    pub(super) store: Option<Store>,
    /// Which file the store is. Another may have taken its name.
    identity: Option<Identity>,
    ledger: Ledger,
    /// What an operator took away, and is still to be written.
    removals: Vec<Removal>,
    trouble: Option<Trouble>,
    obstacle: Option<Obstacle>,
}

impl Writer {
    pub(super) fn new(path: PathBuf, whose: Whose, tell: impl Fn(News) + Send + 'static) -> Self {
        Self {
            tell: Box::new(tell),
            path,
            whose,
            zone: TimeZone::system(),
            clock: time::now,
            store: None,
            identity: None,
            ledger: Ledger::default(),
            removals: Vec::new(),
            trouble: None,
            obstacle: None,
        }
    }

    pub(super) fn waits(&self) -> bool {
        !self.ledger.due().is_empty() || !self.removals.is_empty()
    }

    /// Does what is asked, in order; steps that come one after the other are written at once.
    pub(super) fn take(&mut self, orders: Vec<Order>) {
        let mut fresh: Vec<(GameNo, u16)> = Vec::new();
        for order in orders {
            if let Order::Keep { game, steps } = order {
                let n = self.ledger.add(game, steps, (self.clock)());
                fresh.retain(|(other, _)| *other != game);
                fresh.push((game, n));
                continue;
            }
            self.write_down(&mut fresh);
            if let Some(news) = self.answer(order) {
                (self.tell)(news);
            }
        }
        self.write_down(&mut fresh);
    }

    /// Does anything but writing down steps; what came of it, where somebody asked.
    fn answer(&mut self, order: Order) -> Option<News> {
        match order {
            Order::Keep { .. } => None,
            Order::Board { occasion, scope, rows, game } => {
                let own = game.and_then(|game| self.ledger.run(game));
                Some(News::Board(self.board(BoardQuery { occasion, scope, rows, own })))
            }
            Order::History => Some(News::History(self.read(Store::history).unwrap_or_default())),
            Order::Names(most) => {
                let written = self.read(|store| store.names(most)).unwrap_or_default();
                Some(News::Names(self.listed(written, most, |named| !named.name.is_empty())))
            }
            Order::Games(most) => {
                let written = self.read(|store| store.games(most)).unwrap_or_default();
                Some(News::Games(self.listed(written, usize::MAX, |_| true)))
            }
            Order::Remove(removal) => {
                self.ledger.remove(removal);
                self.removals.push(removal);
                self.flush();
                None
            }
        }
    }

    /// Tries to write all that waits, and says what only memory holds.
    fn write_down(&mut self, fresh: &mut Vec<(GameNo, u16)>) {
        // Also where nothing is new: an order is an occasion to try again what waits.
        let kept = self.flush();
        for (game, n) in fresh.drain(..).filter(|(game, _)| !kept.contains(game)) {
            (self.tell)(News::NotKept { game, n });
        }
    }

    pub(super) fn flush(&mut self) -> Vec<GameNo> {
        let mut kept = Vec::new();
        let outcome = self.write_all(&mut kept);
        let trouble = match outcome {
            Ok(()) => None,
            Err(what) => {
                let what = exactly(&self.path, what);
                self.obstacle = Some(what.clone());
                Some(Trouble { what, waiting: self.ledger.waiting(), lost: self.ledger.lost })
            }
        };
        if trouble != self.trouble {
            self.trouble = trouble.clone();
            (self.tell)(News::Trouble(trouble));
        }
        kept
    }

    fn write_all(&mut self, kept: &mut Vec<GameNo>) -> Result<(), Obstacle> {
        self.mended(|writer| {
            loop {
                let due = writer.ledger.due();
                if due.is_empty() {
                    break;
                }
                let patience = if writer.trouble.is_some() { IMPATIENCE } else { PATIENCE };
                let Some(store) = &mut writer.store else { break };
                store.patience(patience)?;
                store.keep(&writer.ledger.batches(&due))?;
                for (game, n) in writer.ledger.written(&due) {
                    kept.push(game);
                    (writer.tell)(News::Kept { game, n });
                }
            }
            while let (Some(store), Some(removal)) = (&mut writer.store, writer.removals.first().copied()) {
                match removal {
                    Removal::Name(run) => store.remove_name(run)?,
                    Removal::Game(run) => store.take_off(run)?,
                };
                writer.removals.remove(0);
            }
            Ok(())
        })
    }

    /// Does something with the file. Where that turns out to be damaged, it is done again with a new one.
    fn mended<T>(&mut self, mut work: impl FnMut(&mut Self) -> Result<T, Obstacle>) -> Result<T, Obstacle> {
        self.open()?;
        match work(self) {
            Err(Obstacle::Corrupt) => {
                self.set_aside()?;
                self.open()?;
                work(self)
            }
            done => done,
        }
    }

    fn open(&mut self) -> Result<(), Obstacle> {
        let there = Identity::of(&self.path);
        // It may have been moved away, or another written over it.
        let replaced = self.identity.is_some_and(|known| known != there) || stamp::has_journal_of_another(&self.path);
        if self.store.is_some() && !replaced {
            return Ok(());
        }
        self.close_store();
        if self.identity.is_some() && replaced {
            // What was on the disk is in another file, or nowhere.
            self.ledger.start_over();
        }
        if let Ok(Some(journal)) = stamp::part(&self.path) {
            (self.tell)(News::Replaced(SafeText::line(&journal.to_string_lossy())));
        }
        let store = match Store::attach(&self.path, &self.whose) {
            Err(Obstacle::Corrupt) => {
                self.identity = Some(there);
                self.set_aside()?;
                Store::attach(&self.path, &self.whose)?
            }
            attached => attached?,
        };
        self.identity = Some(Identity::of(&self.path));
        self.store = Some(store.within(self.zone.clone()));
        Ok(())
    }

    fn set_aside(&mut self) -> Result<(), Obstacle> {
        self.close_store();
        let damaged = self.identity.unwrap_or_else(|| Identity::of(&self.path));
        let aside = set_aside(&self.path, damaged)?;
        // What was on the disk is on it no more, or nobody will look for it there.
        self.ledger.start_over();
        self.identity = None;
        (self.tell)(News::SetAside(SafeText::line(&aside.to_string_lossy())));
        Ok(())
    }

    /// Lets go of a file that is not the one any more. What stands by its journal's name now is not its journal.
    fn close_store(&mut self) {
        if let Some(store) = self.store.take() {
            store.leave_alone();
        }
    }

    fn read<T>(&mut self, what: impl Fn(&Store) -> Result<T, Obstacle>) -> Option<T> {
        let read = self.mended(|writer| match &writer.store {
            Some(store) => what(store).map(Some),
            None => Ok(None),
        });
        read.ok().flatten()
    }

    fn board(&mut self, query: BoardQuery) -> Board {
        let now = (self.clock)();
        let empty = Board { scope: query.scope, rows: Vec::new(), own: None, games: 0 };
        let board = self.read(|store| store.board(query, now)).unwrap_or(empty);
        let more = self.more(query, now);
        let better = |score| self.store.as_ref().map_or(Ok(0), |store| store.better(query, score, now));
        let mut board = match more.is_empty() {
            true => board,
            false => with_more(board.clone(), more, query.rows, better).unwrap_or(board),
        };
        hide(&mut board, |run| self.removals.contains(&Removal::Name(run)), |run| self.is_off(run));
        board
    }

    /// The games of a board that are in memory only.
    fn more(&self, query: BoardQuery, now: i64) -> Vec<BoardRow> {
        let today = time::day_of(now, &self.zone);
        let day = |run: &Run| query.scope != BoardScope::Today || time::day_of(run.began, &self.zone) == today;
        let games = self.ledger.not_ranked().filter(|run| run.occasion == query.occasion && day(run));
        games.map(|run| row(run, query.own)).collect()
    }

    /// Whether a game is taken off the boards, but not in the file yet.
    fn is_off(&self, run: RunId) -> bool {
        self.removals.contains(&Removal::Game(run))
    }

    /// Games for an operator to look through: those of the file, and those that are in memory only.
    fn listed(&self, written: Vec<NamedGame>, most: usize, is: impl Fn(&NamedGame) -> bool) -> Vec<NamedGame> {
        let games = self.ledger.not_ranked().filter(|run| run.occasion == Occasion::Booth);
        let games = games.map(|run| Run { booth: self.whose.booth.clone(), ..run });
        let mut listed: Vec<NamedGame> = games.map(|run| named(run, &self.zone)).collect();
        listed.reverse();
        listed.extend(written);
        for named in listed.iter_mut().filter(|named| self.removals.contains(&Removal::Name(named.id))) {
            named.name = SafeText::default();
        }
        listed.retain(|named| is(named) && !self.is_off(named.id));
        listed.truncate(most);
        listed
    }

    /// Writes what can be written and closes the file; what is lost, if anything is.
    pub(super) fn close(mut self) -> Option<Trouble> {
        if self.waits() {
            self.flush();
        }
        if self.identity != Some(Identity::of(&self.path)) {
            self.close_store();
        }
        let (waiting, lost) = (self.ledger.waiting(), self.ledger.lost);
        let what = self.obstacle.filter(|_| waiting + lost > 0)?;
        Some(Trouble { what, waiting, lost })
    }
}
