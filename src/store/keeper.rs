//! The thread that writes. Whoever plays never waits for it: it is given orders, and tells what came of them.
//!
//! What cannot be written stays in memory, in order, and is written later: at the next order, and every few seconds. While
//! nothing waits, the thread sleeps until it is asked.

mod ledger; // what is known of games, and what of it is on the disk
mod writer; // what is done with an order

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use self::writer::Writer;
use super::Whose;
use crate::app::News;
use crate::game::scores::{BoardScope, GameNo, Occasion, RunEvent, RunId, Trouble};

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Order {
    /// Write down steps of a game; told by [`News::Kept`] or [`News::NotKept`].
    Keep {
        game: GameNo,
        steps: Vec<RunEvent>,
    },
    /// Read a board; told by [`News::Board`].
    Board {
        occasion: Occasion,
        scope: BoardScope,
        rows: usize,
        game: Option<GameNo>,
    },
    /// Read what the player has seen and reached; told by [`News::History`].
    History,
    /// Read the latest names at booths, so many at most; told by [`News::Names`].
    Names(usize),
    /// Read the best and the latest games of booths, so many of each at most; told by [`News::Games`].
    Games(usize),
    Remove(Removal),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Removal {
    Name(RunId),
    Game(RunId),
}

const RETRY: Duration = Duration::from_secs(3);

const PARTING: Duration = Duration::from_secs(2);

enum Letter {
    Order(Order),
    Close,
}

/// The thread, from outside. Dropping it is closing it.
#[derive(Debug)]
pub(crate) struct Keeper {
    mail: Sender<Letter>,
    closed: Receiver<Option<Trouble>>,
    over: bool,
}

impl Keeper {
    /// Starts the thread, which opens the file at once. It tells from its own thread.
    pub(crate) fn start(path: PathBuf, whose: Whose, tell: impl Fn(News) + Send + 'static) -> Self {
        let (mail, orders) = mpsc::channel();
        let (close, closed) = mpsc::channel();
        let work = move || {
            let left = serve(&orders, Writer::new(path, whose, tell));
            let _ = close.send(left);
        };
        // Without a thread nothing is kept: then nobody is at the other end, and orders are lost as they come.
        let _ = thread::Builder::new().name("keeper".to_owned()).spawn(work);
        Self { mail, closed, over: false }
    }

    pub(crate) fn ask(&self, order: Order) {
        let _ = self.mail.send(Letter::Order(order));
    }

    /// Has everything written that can be, and ends the thread: what steps of games are lost, and why; nothing is known of a
    /// disk that does not answer within two seconds.
    pub(crate) fn close(mut self) -> Option<Trouble> {
        self.end()
    }

    fn end(&mut self) -> Option<Trouble> {
        if std::mem::replace(&mut self.over, true) {
            return None;
        }
        self.mail.send(Letter::Close).ok()?;
        self.closed.recv_timeout(PARTING).ok().flatten()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.end();
    }
}

/// Does what it is asked until it is closed; what is lost then.
fn serve(mail: &Receiver<Letter>, mut writer: Writer) -> Option<Trouble> {
    writer.flush();
    loop {
        let first = match mail.recv_timeout(if writer.waits() { RETRY } else { Duration::MAX }) {
            Ok(first) => first,
            Err(RecvTimeoutError::Disconnected) => Letter::Close,
            Err(RecvTimeoutError::Timeout) => {
                writer.flush();
                continue;
            }
        };
        // What came while the disk was busy is written at once.
        let mut closing = false;
        let mut orders = Vec::new();
        for mail in [first].into_iter().chain(mail.try_iter()) {
            match mail {
                Letter::Order(order) => orders.push(order),
                Letter::Close => closing = true,
            }
        }
        writer.take(orders);
        if closing {
            return writer.close();
        }
    }
}

#[cfg(test)]
mod tests;
