//! What happens outside, in one place: keys and clicks, what other threads have to say, signals, and a terminal that
//! goes away. Whoever waits here sleeps until one of them comes.

use std::io;
use std::time::Duration;

use crossterm::event::Event as Input;

use crate::app::Msg;

use super::gallery::Encoded;
use super::graphics::Answers;

/// Something that happened outside.
pub enum Event {
    /// A key, a click, a change of size.
    Input(Input),
    /// What another thread was asked for: a pack, or what a context needs.
    Done(Msg),
    /// What the terminal said about itself.
    Answers(Answers),
    /// A picture was encoded for the terminal.
    Encoded(Box<Encoded>),
    /// The process was stopped and goes on: the screen may show anything.
    Continued,
    /// A signal says so, or the terminal went away.
    End,
}

pub use self::platform::{Events, Sender};

#[cfg(unix)]
mod platform {
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc;
    use std::thread;

    use crossterm::event;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGWINCH};
    use signal_hook::iterator::Signals;

    use super::{Duration, Event, io};
    use crate::runtime::graphics::{Listening, QUESTIONS};
    use crate::runtime::guard;

    /// The main loop has so long to leave by itself once a signal says so.
    const PATIENCE: Duration = Duration::from_millis(60);

    /// What is still to be written down once it leaves may take so long.
    const LAST_WORDS: Duration = Duration::from_secs(4);

    /// Waits on the terminal and on a socket by which other threads wake it. The terminal is read on the waiting thread
    /// itself: handing each key from one thread to another would cost as much again as drawing what it changes.
    pub struct Events {
        receiver: mpsc::Receiver<Event>,
        woken: UnixStream,
        sender: Sender,
        /// While the terminal has not yet said all that it was asked.
        listening: Option<Listening>,
    }

    /// More of an escape sequence follows within this time.
    const SEQUENCE: Timespec = Timespec { tv_sec: 0, tv_nsec: 25_000_000 };

    /// Lets other threads say something.
    pub struct Sender {
        events: mpsc::Sender<Event>,
        wake: UnixStream,
    }

    impl Sender {
        /// Says something, unless nobody listens any more.
        pub fn send(&self, event: Event) {
            if self.events.send(event).is_ok() {
                self.wake();
            }
        }

        fn wake(&self) {
            // A full socket has woken the reader already.
            let _ = (&self.wake).write(&[0]);
        }

        fn try_clone(&self) -> io::Result<Self> {
            Ok(Self { events: self.events.clone(), wake: self.wake.try_clone()? })
        }
    }

    impl Events {
        /// Begins to watch for signals.
        pub fn watch() -> io::Result<Self> {
            let (events, receiver) = mpsc::channel();
            let (wake, woken) = UnixStream::pair()?;
            wake.set_nonblocking(true)?;
            woken.set_nonblocking(true)?;
            let sender = Sender { events, wake };
            let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGCONT])?;
            let signalled = sender.try_clone()?;
            thread::spawn(move || {
                for signal in signals.forever() {
                    match signal {
                        // crossterm only tells of changes after it was first asked; the size is read anew anyway.
                        SIGWINCH => signalled.send(Event::Input(event::Event::Resize(0, 0))),
                        SIGCONT => signalled.send(Event::Continued),
                        _ => {
                            signalled.send(Event::End);
                            thread::sleep(PATIENCE);
                            if guard::is_leaving() {
                                thread::sleep(LAST_WORDS);
                            }
                            guard::abandon();
                        }
                    }
                }
            });
            Ok(Self { receiver, woken, sender, listening: None })
        }

        /// For another thread.
        pub fn sender(&self) -> io::Result<Sender> {
            self.sender.try_clone()
        }

        /// Asks the terminal what it can show; true if it was asked. The answers come as an event, if ever.
        pub fn ask(&mut self) -> io::Result<bool> {
            let mut out = io::stdout().lock();
            out.write_all(QUESTIONS)?;
            out.flush()?;
            self.listening = Some(Listening::default());
            Ok(true)
        }

        /// Reads what the terminal sends without crossterm, which cannot tell answers from keys.
        fn listen(listening: &mut Listening, arrived: &mut Vec<Event>) -> io::Result<()> {
            let stdin = io::stdin();
            let mut bytes = [0; 1024];
            loop {
                let count = rustix::io::read(&stdin, &mut bytes)?;
                arrived.extend(listening.take(&bytes[..count]).into_iter().map(Event::Input));
                if !listening.escape_alone() {
                    return Ok(());
                }
                let mut more = [PollFd::new(&stdin, PollFlags::IN)];
                let followed = poll(&mut more, Some(&SEQUENCE)).unwrap_or(0) > 0;
                if !followed || count == 0 {
                    arrived.extend(listening.escape().map(Event::Input));
                    return Ok(());
                }
            }
        }

        /// Sleeps until something happens; returns nothing when `timeout` is over first.
        pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Event>> {
            let timeout = timeout.and_then(|time| Timespec::try_from(time).ok());
            let stdin = io::stdin();
            let mut arrived = Vec::new();
            loop {
                let mut watched = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
                match poll(&mut watched, timeout.as_ref()) {
                    Err(rustix::io::Errno::INTR) => continue,
                    other => other?,
                };
                let (terminal, woken) = (watched[0].revents(), watched[1].revents());
                if terminal.is_empty() && woken.is_empty() {
                    return Ok(arrived);
                }
                if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                    // crossterm would go on reading it, at full speed (crossterm-rs/crossterm#793).
                    arrived.push(Event::End);
                    return Ok(arrived);
                }
                if !woken.is_empty() {
                    let _ = (&self.woken).read(&mut [0; 64]);
                    arrived.extend(self.receiver.try_iter());
                }
                match &mut self.listening {
                    Some(listening) if !terminal.is_empty() => {
                        Self::listen(listening, &mut arrived)?;
                        if let Some(answers) = listening.answers() {
                            self.listening = None;
                            arrived.push(Event::Answers(answers));
                        }
                    }
                    Some(_) => {}
                    None => {
                        let before = arrived.len();
                        while event::poll(Duration::ZERO)? {
                            arrived.push(Event::Input(event::read()?));
                        }
                        // crossterm reads a kilobyte at a time, and is only told of bytes that are new: where more had piled
                        // up, it leaves the rest where it is, and would do so for ever.
                        if arrived.len() == before && !terminal.is_empty() {
                            Self::listen(&mut Listening::default(), &mut arrived)?;
                        }
                    }
                }
                // Half an escape sequence is nothing yet.
                if !arrived.is_empty() {
                    return Ok(arrived);
                }
            }
        }
    }
}

#[cfg(not(unix))]
mod platform {
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::thread;

    use crossterm::event;

    use super::{Answers, Duration, Event, io};

    /// Waits on a channel that a thread fills with what the terminal says.
    pub struct Events {
        receiver: mpsc::Receiver<Event>,
        sender: mpsc::Sender<Event>,
    }

    /// Lets other threads say something.
    pub struct Sender(mpsc::Sender<Event>);

    impl Sender {
        /// Says something, unless nobody listens any more.
        pub fn send(&self, event: Event) {
            let _ = self.0.send(event);
        }
    }

    impl Events {
        /// Begins to read the terminal.
        pub fn watch() -> io::Result<Self> {
            let (sender, receiver) = mpsc::channel();
            let input = sender.clone();
            thread::spawn(move || {
                while let Ok(event) = event::read() {
                    if input.send(Event::Input(event)).is_err() {
                        return;
                    }
                }
                let _ = input.send(Event::End);
            });
            Ok(Self { receiver, sender })
        }

        /// For another thread.
        pub fn sender(&self) -> io::Result<Sender> {
            Ok(Sender(self.sender.clone()))
        }

        /// The terminal is not asked here: its answers could not be told from keys.
        pub fn ask(&mut self) -> io::Result<bool> {
            let _ = self.sender.send(Event::Answers(Answers::default()));
            Ok(true)
        }

        /// Sleeps until something happens; returns nothing when `timeout` is over first.
        pub fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Event>> {
            let first = match timeout {
                None => self.receiver.recv().ok(),
                Some(timeout) => match self.receiver.recv_timeout(timeout) {
                    Err(RecvTimeoutError::Timeout) => return Ok(Vec::new()),
                    other => other.ok(),
                },
            };
            Ok(first.into_iter().chain(self.receiver.try_iter()).collect())
        }
    }
}
