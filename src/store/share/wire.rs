//! The thread that talks with the server. A server may take a call and never answer, and no client of it can be made to
//! give up everywhere; so another thread waits for this one, and can go on without it.

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

use super::ShareConfig;
use super::server::{Changes, Server};
use super::turn::Mail;
use crate::game::scores::{Reason, Run, Why};

/// What is asked of the server; `now` is the time here, in milliseconds since 1970.
pub(super) enum Job {
    /// The next changes of an event after one that is known.
    Read {
        event: String,
        after: i64,
        now: i64,
    },
    Send {
        runs: Vec<Run>,
        now: i64,
    },
}

pub(super) enum WireReply {
    Read(Changes),
    /// The runs, each with whether the server has it now; and its last change.
    Sent(Vec<(Run, bool)>, i64),
}

/// A connection that somebody else talks on.
pub(super) struct Wire {
    pub(super) no: u64,
    /// It has answered: the next fault on it may only be that the server was started anew.
    pub(super) used: bool,
    jobs: Sender<Job>,
    /// Ends after the first fault, or when the wire is dropped and the server has answered or the connection breaks.
    pub(super) thread: JoinHandle<()>,
}

impl Wire {
    /// A thread that calls the server when there is something to ask.
    pub(super) fn start(no: u64, settings: Arc<ShareConfig>, mail: Sender<Mail>) -> Result<Self, Reason> {
        let (jobs, todo) = mpsc::channel();
        let talk = move || {
            let mut server = None;
            for job in todo {
                let reply = answer(&mut server, &settings, job);
                let failed = reply.is_err();
                if mail.send(Mail::Reply(no, reply)).is_err() || failed {
                    break;
                }
            }
        };
        let thread = thread::Builder::new().name("share-wire".into()).spawn(talk);
        let thread = thread.map_err(|error| Reason::new(Why::Local, &error.to_string()))?;
        Ok(Self { no, used: false, jobs, thread })
    }

    /// Asks something; whether anybody is there to hear it.
    pub(super) fn ask(&self, job: Job) -> bool {
        self.jobs.send(job).is_ok()
    }
}

fn answer(server: &mut Option<Server>, settings: &ShareConfig, job: Job) -> Result<WireReply, Reason> {
    let server = match server {
        Some(server) if !server.meter.is_spent() => server,
        server => server.insert(Server::open(&settings.server)?),
    };
    match job {
        Job::Read { event, after, now } => server.read(&event, after, now).map(WireReply::Read),
        Job::Send { runs, now } => {
            let taken = server.send(&runs, now)?;
            Ok(WireReply::Sent(runs.into_iter().zip(taken).collect(), server.latest()?))
        }
    }
}
