//! What is done when: read what others wrote, send what waits here, sleep.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::run::{self, EVENT};
use super::server::Changes;
use super::wire::{Job, Wire, WireReply};
use super::{BoardClock, Pace, ShareConfig};
use crate::game::scores::{Reason, Run, RunId, ShareNews, Why};
use crate::store::Store;
use crate::store::shared::{Progress, Received};

const BATCH: usize = 100;
/// How often is read before something is sent.
const READS: usize = 50;
/// No further connection is made while this many wait for a server that does not answer.
const GIVEN_UP: usize = 4;

pub(super) enum Mail {
    Nudge,
    End,
    Reply(u64, Result<WireReply, Reason>),
}

enum TurnEnd {
    Ended,
    Failed(Reason),
}

impl<R: Into<Reason>> From<R> for TurnEnd {
    fn from(reason: R) -> Self {
        TurnEnd::Failed(reason.into())
    }
}

pub(super) struct Turns<T> {
    pub(super) settings: Arc<ShareConfig>,
    pub(super) pace: Pace,
    pub(super) clock: BoardClock,
    pub(super) mail: Receiver<Mail>,
    pub(super) post: Sender<Mail>,
    pub(super) tell: T,
    pub(super) state: TurnState,
}

#[derive(Default)]
pub(super) struct TurnState {
    wire: Option<Wire>,
    wires: u64,
    given_up: Vec<JoinHandle<()>>,
    nudged: bool,
    told: Option<ShareNews>,
    /// What the server does not take, and whether that is only what was taken away from it; it would stand in the way of
    /// everything behind it.
    not_taken: HashMap<(RunId, u32), bool>,
    /// How many results of others were more than a game can be.
    left_out: u64,
    beyond: u64,
}

impl<T: Fn(ShareNews)> Turns<T> {
    pub(super) fn run(mut self) {
        let mut failures = 0;
        loop {
            let used = self.state.wire.as_ref().is_some_and(|wire| wire.used);
            let ended = match self.turn() {
                Ok(()) => {
                    failures = 0;
                    self.tell_once(ShareNews::Online);
                    self.sleep(self.pace.poll, true)
                }
                Err(TurnEnd::Ended) => true,
                Err(TurnEnd::Failed(reason)) => {
                    self.state.wire = None;
                    // The server was started anew while nobody asked it anything: no news.
                    if used && reason.why == Why::Unreachable && failures == 0 {
                        failures = 1;
                        continue;
                    }
                    self.tell_once(ShareNews::Offline(reason));
                    let pause = self.pace.pause(failures, getrandom::u32().unwrap_or_default());
                    failures = failures.saturating_add(1);
                    self.sleep(pause, false)
                }
            };
            if ended {
                return;
            }
        }
    }

    fn tell_once(&mut self, told: ShareNews) {
        let same = match (&self.state.told, &told) {
            // What the system says may differ from one time to the next.
            (Some(ShareNews::Offline(last)), ShareNews::Offline(now)) => last.why == now.why,
            (last, now) => last.as_ref() == Some(now),
        };
        if !same {
            (self.tell)(told.clone());
            self.state.told = Some(told);
        }
    }

    /// Waits; for a nudge too, unless the server is not there anyway. Says whether it is over.
    fn sleep(&mut self, pause: Duration, nudges: bool) -> bool {
        let until = Instant::now() + pause;
        loop {
            if nudges && std::mem::take(&mut self.state.nudged) {
                return false;
            }
            match self.mail.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Mail::End) | Err(RecvTimeoutError::Disconnected) => return true,
                Ok(Mail::Nudge) => self.state.nudged = true,
                Ok(Mail::Reply(..)) => {}
                Err(RecvTimeoutError::Timeout) => return false,
            }
        }
    }

    /// Reads and sends until there is nothing more.
    fn turn(&mut self) -> Result<(), TurnEnd> {
        self.state.nudged = false;
        // First what others wrote: should the server mind what is sent, the board is up to date all the same. But however
        // much that is, what is played here does not wait for the end of it.
        loop {
            let mut more = true;
            for _ in 0..READS {
                more = more && self.read()?;
            }
            while self.send()? {}
            if !more {
                return Ok(());
            }
        }
    }

    fn event(&self) -> String {
        let event = self.settings.event.as_deref().and_then(|event| run::cut(event, EVENT));
        event.unwrap_or_default().to_string()
    }

    fn file(&self) -> Result<Store, Reason> {
        Store::visit(&self.settings.db)?.ok_or_else(|| Reason::new(Why::Local, "replaced"))
    }

    fn read(&mut self) -> Result<bool, TurnEnd> {
        let event = self.event();
        let known = self.file()?.cursor(&event)?;
        let after = known.as_ref().map_or(0, |known| known.change);
        let job = Job::Read { event: event.clone(), after, now: (self.clock)() };
        let WireReply::Read(read) = self.ask(job)? else { return Ok(false) };
        let Changes { board, latest, runs, left_out, last, more } = read;
        let mut file = self.file()?;
        match known {
            Some(known) if known.board != board || known.seen > latest => {
                (self.state.left_out, self.state.beyond) = (0, 0);
                file.start_over(&Progress { board, event, change: 0, seen: 0 })?;
                return Ok(true);
            }
            Some(_) if last.is_none() => return Ok(false), // nothing new, nothing to write
            _ => {}
        }
        let change = last.unwrap_or(after);
        let cursor = Progress { board, event, change, seen: latest.max(change) };
        let Received { news, beyond } = file.receive(&runs, &cursor)?;
        if news > 0 {
            (self.tell)(ShareNews::Received(news));
        }
        if left_out > 0 {
            self.state.left_out += left_out;
            (self.tell)(ShareNews::LeftOut(self.state.left_out));
        }
        if beyond > 0 {
            self.state.beyond += beyond;
            (self.tell)(ShareNews::Beyond(self.state.beyond));
        }
        Ok(more)
    }

    fn send(&mut self) -> Result<bool, TurnEnd> {
        let waiting = self.file()?.outbox(BATCH + self.state.not_taken.len())?;
        let runs = waiting.into_iter().map(run::within_limits);
        let runs = runs.filter(|run| !self.state.not_taken.contains_key(&(run.id, run.rev)));
        let runs: Vec<Run> = runs.take(BATCH).collect();
        if runs.is_empty() {
            return Ok(false);
        }
        let away = |run: &&Run| run.sent > 0 && (run.off || run.name.is_none());
        let removals: HashSet<RunId> = runs.iter().filter(away).map(|run| run.id).collect();
        let job = Job::Send { runs, now: (self.clock)() };
        let WireReply::Sent(runs, latest) = self.ask(job)? else { return Ok(false) };
        let (taken, others): (Vec<_>, Vec<_>) = runs.into_iter().partition(|(_, taken)| *taken);
        let taken: Vec<Run> = taken.into_iter().map(|(run, _)| run).collect();
        let mut file = self.file()?;
        let cursor = file.cursor(&self.event())?.map(|cursor| Progress { seen: latest.max(cursor.seen), ..cursor });
        file.sent(&taken, cursor.as_ref())?;
        if !others.is_empty() {
            let others = others.into_iter().map(|(run, _)| ((run.id, run.rev), removals.contains(&run.id)));
            self.state.not_taken.extend(others);
            let removals = self.state.not_taken.values().filter(|removal| **removal).count();
            (self.tell)(ShareNews::NotTaken { results: self.state.not_taken.len() - removals, removals });
        }
        Ok(true)
    }

    /// Asks the server and waits for the answer, for a while.
    fn ask(&mut self, job: Job) -> Result<WireReply, TurnEnd> {
        let until = Instant::now() + self.pace.answer;
        let silent = || TurnEnd::Failed(Reason::new(Why::Silent, ""));
        let no = match &self.state.wire {
            Some(wire) => wire.no,
            None => self.call()?,
        };
        if !self.state.wire.as_ref().is_some_and(|wire| wire.ask(job)) {
            return Err(TurnEnd::Failed(Reason::new(Why::Unreachable, "")));
        }
        loop {
            match self.mail.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Mail::End) | Err(RecvTimeoutError::Disconnected) => return Err(TurnEnd::Ended),
                Ok(Mail::Nudge) => self.state.nudged = true,
                Ok(Mail::Reply(from, reply)) if from == no => {
                    if let Some(wire) = &mut self.state.wire {
                        wire.used = true;
                    }
                    return Ok(reply?);
                }
                Ok(Mail::Reply(..)) => {} // of a wire that was given up
                Err(RecvTimeoutError::Timeout) => {
                    self.state.given_up.extend(self.state.wire.take().map(|wire| wire.thread));
                    return Err(silent());
                }
            }
        }
    }

    /// A new wire, unless too many are still waiting for an answer.
    fn call(&mut self) -> Result<u64, TurnEnd> {
        self.state.given_up.retain(|thread| !thread.is_finished());
        if self.state.given_up.len() >= GIVEN_UP {
            return Err(TurnEnd::Failed(Reason::new(Why::Silent, "")));
        }
        self.state.wires += 1;
        let no = self.state.wires;
        self.state.wire = Some(Wire::start(no, Arc::clone(&self.settings), self.post.clone())?);
        Ok(no)
    }
}
