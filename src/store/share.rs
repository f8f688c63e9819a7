//! One board for several booths, through PostgreSQL. Play never waits for it: a thread of its own sends what the file of
//! scores holds, and puts there what came from others, so that boards are read from the file alone.
//!
//! What waits to be sent is no list, but every run of the file whose newest version the server is not known to have. Each
//! has an id of its own and a version: sent twice it counts once, and the newer version wins, so that a name that was
//! removed is removed everywhere.

#![allow(clippy::disallowed_methods, reason = "this is the edge: clock, threads, files and the environment")]

#[cfg(feature = "share")]
mod address;
#[cfg(feature = "share")]
mod credentials;
#[cfg(feature = "share")]
mod encryption;
#[cfg(feature = "share")]
mod fault;
#[cfg(feature = "share")]
mod meter; // how much a server may say
#[cfg(feature = "share")]
mod run; // a result on its way
#[cfg(feature = "share")]
mod server;
#[cfg(feature = "share")]
mod turn; // the thread: what is done when
#[cfg(feature = "share")]
mod wire; // the thread that may have to wait for the server

use std::fs::Metadata;
use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use crate::app::booth;
pub use crate::game::scores::{Reason, ShareNews, Why};
use crate::store::time;

/// What makes the tables of the board, their rights and what keeps them, on a server: for whoever runs it. The program
/// itself makes nothing there, and could not: its user may only read, and call one function.
pub const SQL: &str = include_str!("share/board.sql");

pub(crate) const AVAILABLE: bool = cfg!(feature = "share");

/// Where the board is, and whose results go there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareConfig {
    pub server: booth::config::Share,
    /// The file of scores; it need not be there yet.
    pub db: PathBuf,
    /// The event: results of others are fetched for this one.
    pub event: Option<String>,
}

/// How often, and how long. What is usual will do; tests are in a hurry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Between two looks for results of others.
    pub poll: Duration,
    /// Before the server is called a second time.
    pub first: Duration,
    /// Before it is called again, at most.
    pub most: Duration,
    pub answer: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        let seconds = Duration::from_secs;
        Self { poll: seconds(15), first: seconds(1), most: seconds(60), answer: seconds(20) }
    }
}

impl Pace {
    /// How long to wait after so many failures in a row: twice as long each time, less up to half of it by chance, so
    /// that booths do not all come at once when the server is back.
    #[cfg(feature = "share")]
    fn pause(&self, failures: u32, chance: u32) -> Duration {
        let full = self.first.saturating_mul(1 << failures.min(16)).min(self.most);
        full.mul_f64(0.5 + 0.5 * f64::from(chance) / f64::from(u32::MAX))
    }
}

#[cfg(feature = "share")]
pub(crate) fn call(server: booth::config::Share) -> Result<(), Reason> {
    let (post, answer) = mpsc::channel();
    // A thread that the system keeps waiting goes on alone, and ends with the program.
    std::thread::spawn(move || post.send(server::Server::open(&server).map(drop)));
    answer.recv_timeout(Pace::default().answer).unwrap_or(Err(Reason::new(Why::Silent, "")))
}

/// Built without it, nobody answers; see [`AVAILABLE`].
#[cfg(not(feature = "share"))]
pub(crate) fn call(_: booth::config::Share) -> Result<(), Reason> {
    Err(Reason::new(Why::Silent, ""))
}

/// Milliseconds since 1970, as far as this machine knows.
pub type BoardClock = Box<dyn Fn() -> i64 + Send>;

pub fn clock() -> BoardClock {
    Box::new(time::now)
}

#[cfg(unix)]
pub(crate) fn is_open_to_others(about: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    about.mode() & 0o077 != 0
}

/// Elsewhere rights are lists, and nothing short says the same.
#[cfg(not(unix))]
pub(crate) fn is_open_to_others(_: &Metadata) -> bool {
    false
}

/// How long the end is waited for. A thread that is kept by the disk or by the system goes on alone: it does no harm.
const PARTING: Duration = Duration::from_secs(2);

/// The thread that shares. It ends when this is dropped, at once.
#[derive(Debug)]
pub struct Sharing {
    #[cfg(feature = "share")]
    mail: mpsc::Sender<turn::Mail>,
    ended: Receiver<()>,
}

impl Sharing {
    /// Starts to share; `tell` is called from its thread. Nothing is an error here: what is wrong is told.
    pub(crate) fn start(settings: ShareConfig, tell: impl Fn(ShareNews) + Send + 'static) -> Self {
        Self::start_with(settings, Pace::default(), clock(), tell)
    }

    /// The same at another pace, by another clock.
    #[cfg(feature = "share")]
    pub fn start_with(
        settings: ShareConfig,
        pace: Pace,
        clock: BoardClock,
        tell: impl Fn(ShareNews) + Send + 'static,
    ) -> Self {
        let (post, mail) = mpsc::channel();
        let (end, ended) = mpsc::channel();
        let (settings, state) = (std::sync::Arc::new(settings), turn::TurnState::default());
        let turns = turn::Turns { settings, pace, clock, mail, post: post.clone(), tell, state };
        // Without a thread nothing is shared and everything is kept: no reason not to play.
        let _ = std::thread::Builder::new().name("share".into()).spawn(move || {
            let _end = end;
            turns.run();
        });
        Self { mail: post, ended }
    }

    /// Built without it, it does nothing; see [`AVAILABLE`].
    #[cfg(not(feature = "share"))]
    pub(crate) fn start_with(_: ShareConfig, _: Pace, _: BoardClock, _: impl Fn(ShareNews) + Send + 'static) -> Self {
        let (_, ended) = mpsc::channel();
        Self { ended }
    }

    /// Something new was written to the file.
    pub fn nudge(&self) {
        #[cfg(feature = "share")]
        let _ = self.mail.send(turn::Mail::Nudge);
    }
}

impl Drop for Sharing {
    fn drop(&mut self) {
        #[cfg(feature = "share")]
        let _ = self.mail.send(turn::Mail::End);
        let _ = self.ended.recv_timeout(PARTING);
    }
}

#[cfg(all(test, feature = "share"))]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_a_limit_and_differ() {
        let pace = Pace::default();
        let full = |failures| pace.pause(failures, u32::MAX).as_millis();
        assert_eq!(
            [full(0), full(1), full(2), full(5), full(6), full(4_000_000)],
            [1000, 2000, 4000, 32_000, 60_000, 60_000]
        );
        assert_eq!(pace.pause(1, 0), Duration::from_secs(1));
        assert!(pace.pause(3, 1 << 31) < pace.pause(3, 1 << 30) * 2);
    }
}
