//! What is done when: read what others wrote, send what waits here, sleep.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::local::{Cursor, Local, Received, Waiting};
use super::reason::{Reason, Why};
use super::run::{self, EVENT, Run};
use super::server::Read;
use super::wire::{Job, Reply, Wire};
use super::{Clock, Pace, Settings, Told};

/// How many runs are sent at once.
const BATCH: usize = 100;
/// How often is read before something is sent.
const READS: usize = 50;
/// So many connections may be waiting for a server that does not answer before no more are made.
const GIVEN_UP: usize = 4;

/// What reaches the thread.
pub(super) enum Mail {
    /// There may be something to send.
    Nudge,
    /// It is over.
    End,
    /// A wire answers.
    Reply(u64, Result<Reply, Reason>),
}

/// Why a turn stopped.
enum Stop {
    Ended,
    Failed(Reason),
}

impl From<Reason> for Stop {
    fn from(reason: Reason) -> Self {
        Stop::Failed(reason)
    }
}

/// The thread's own.
pub(super) struct Turns<T> {
    pub(super) settings: Arc<Settings>,
    pub(super) pace: Pace,
    pub(super) clock: Clock,
    pub(super) mail: Receiver<Mail>,
    pub(super) post: Sender<Mail>,
    pub(super) tell: T,
    pub(super) state: State,
}

/// Where the thread stands.
#[derive(Default)]
pub(super) struct State {
    wire: Option<Wire>,
    wires: u64,
    given_up: Vec<JoinHandle<()>>,
    nudged: bool,
    told: Option<Told>,
    /// What the server does not take, and whether that is only what was taken away from it; it would stand in the way of
    /// everything behind it.
    not_taken: HashMap<(u128, i32), bool>,
    /// So many results of others were more than a game can be.
    left_out: u64,
    /// So many were more than are kept.
    beyond: u64,
}

impl<T: Fn(Told)> Turns<T> {
    /// Goes on until it is told to end.
    pub(super) fn run(mut self) {
        let mut failures = 0;
        loop {
            let used = self.state.wire.as_ref().is_some_and(|wire| wire.used);
            let ended = match self.turn() {
                Ok(()) => {
                    failures = 0;
                    self.tell_once(Told::Online);
                    self.sleep(self.pace.poll, true)
                }
                Err(Stop::Ended) => true,
                Err(Stop::Failed(reason)) => {
                    self.state.wire = None;
                    // The server was started anew while nobody asked it anything: no news.
                    if used && reason.why == Why::Unreachable && failures == 0 {
                        failures = 1;
                        continue;
                    }
                    self.tell_once(Told::Offline(reason));
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

    /// Tells what is not what was told last.
    fn tell_once(&mut self, told: Told) {
        let same = match (&self.state.told, &told) {
            // What the system says may differ from one time to the next.
            (Some(Told::Offline(last)), Told::Offline(now)) => last.why == now.why,
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
    fn turn(&mut self) -> Result<(), Stop> {
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

    /// The event, as it is sent.
    fn event(&self) -> String {
        run::cut(self.settings.event.as_deref().unwrap_or_default(), EVENT)
    }

    /// Reads once; whether there may be more.
    fn read(&mut self) -> Result<bool, Stop> {
        let event = self.event();
        let known = Local::open(&self.settings.db)?.cursor(&event)?;
        let after = known.as_ref().map_or(0, |known| known.change);
        let Reply::Read(read) = self.ask(Job::Read { event: event.clone(), after })? else { return Ok(false) };
        let Read { board, latest, runs, left_out, last, more } = read;
        let mut local = Local::open(&self.settings.db)?;
        match known {
            Some(known) if known.board != board || known.seen > latest => {
                (self.state.left_out, self.state.beyond) = (0, 0);
                local.start_over(&Cursor { board, event, change: 0, seen: 0 })?;
                return Ok(true);
            }
            Some(_) if last.is_none() => return Ok(false), // nothing new, nothing to write
            _ => {}
        }
        let change = last.unwrap_or(after);
        let cursor = Cursor { board, event, change, seen: latest.max(change) };
        let Received { news, beyond } = local.receive(&runs, &cursor, (self.clock)())?;
        if news > 0 {
            (self.tell)(Told::Received(news));
        }
        if left_out > 0 {
            self.state.left_out += left_out;
            (self.tell)(Told::LeftOut(self.state.left_out));
        }
        if beyond > 0 {
            self.state.beyond += beyond;
            (self.tell)(Told::Beyond(self.state.beyond));
        }
        Ok(more)
    }

    /// Sends once; whether there may be more.
    fn send(&mut self) -> Result<bool, Stop> {
        let local = Local::open(&self.settings.db)?;
        let mut waiting = local.outbox(BATCH + self.state.not_taken.len(), (self.clock)())?;
        drop(local);
        waiting.retain(|Waiting { run, .. }| !self.state.not_taken.contains_key(&(run.id, run.rev)));
        waiting.truncate(BATCH);
        if waiting.is_empty() {
            return Ok(false);
        }
        let away = |waiting: &Waiting| waiting.anew && (waiting.run.off || waiting.run.name.is_none());
        let removals: HashSet<u128> = waiting.iter().filter(|it| away(it)).map(|it| it.run.id).collect();
        let runs = waiting.into_iter().map(|waiting| waiting.run).collect();
        let Reply::Sent(runs, latest) = self.ask(Job::Send(runs))? else { return Ok(false) };
        let (taken, others): (Vec<_>, Vec<_>) = runs.into_iter().partition(|(_, taken)| *taken);
        let taken: Vec<Run> = taken.into_iter().map(|(run, _)| run).collect();
        let mut local = Local::open(&self.settings.db)?;
        let cursor = local.cursor(&self.event())?.map(|cursor| Cursor { seen: latest.max(cursor.seen), ..cursor });
        local.sent(&taken, cursor.as_ref())?;
        if !others.is_empty() {
            let others = others.into_iter().map(|(run, _)| ((run.id, run.rev), removals.contains(&run.id)));
            self.state.not_taken.extend(others);
            let removals = self.state.not_taken.values().filter(|removal| **removal).count();
            (self.tell)(Told::NotTaken { results: self.state.not_taken.len() - removals, removals });
        }
        Ok(true)
    }

    /// Asks the server and waits for the answer, for a while.
    fn ask(&mut self, job: Job) -> Result<Reply, Stop> {
        let until = Instant::now() + self.pace.answer;
        let silent = || Stop::Failed(Reason::new(Why::Silent, ""));
        let no = match &self.state.wire {
            Some(wire) => wire.no,
            None => self.call()?,
        };
        if !self.state.wire.as_ref().is_some_and(|wire| wire.ask(job)) {
            return Err(Stop::Failed(Reason::new(Why::Unreachable, "")));
        }
        loop {
            match self.mail.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(Mail::End) | Err(RecvTimeoutError::Disconnected) => return Err(Stop::Ended),
                Ok(Mail::Nudge) => self.state.nudged = true,
                Ok(Mail::Reply(from, reply)) if from == no => {
                    if let Some(wire) = &mut self.state.wire {
                        wire.used = true;
                    }
                    return Ok(reply?);
                }
                Ok(Mail::Reply(..)) => {} // of a wire that was given up
                Err(RecvTimeoutError::Timeout) => {
                    self.state.given_up.extend(self.state.wire.take().map(Wire::give_up));
                    return Err(silent());
                }
            }
        }
    }

    /// A new wire, unless too many are still waiting for an answer.
    fn call(&mut self) -> Result<u64, Stop> {
        self.state.given_up.retain(|thread| !thread.is_finished());
        if self.state.given_up.len() >= GIVEN_UP {
            return Err(Stop::Failed(Reason::new(Why::Silent, "")));
        }
        self.state.wires += 1;
        let no = self.state.wires;
        self.state.wire = Some(Wire::start(no, Arc::clone(&self.settings), self.post.clone())?);
        Ok(no)
    }
}
