//! What happens outside, in one place: keys and clicks, what other threads have to say, signals, and a terminal that
//! goes away. Whoever waits here sleeps until one of them comes.

use std::io;
use std::time::Duration;

use crossterm::event::Event as Input;

use crate::app::Msg;

use super::gallery::Encoded;
use super::input::Reply;

pub(crate) enum Event {
    Input(Input),
    /// What another thread was asked for: a pack, or what a context needs.
    Done(Msg),
    Reply(Reply),
    Encoded(Box<Encoded>),
    Suspend,
    /// The process was stopped and goes on: the screen may show anything.
    Continued,
    /// Somebody tells the process to end, by a signal of this number; a terminal that goes away is a hang-up.
    End(i32),
}

pub(crate) use self::platform::{Events, Sender};

#[cfg(unix)]
mod platform {
    use std::io::{Read, Write};
    use std::os::unix::net::UnixStream;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};
    use std::sync::mpsc;
    use std::thread;
    use std::time::Instant;

    use crossterm::event;
    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
    use signal_hook::flag;
    use signal_hook::iterator::Signals;

    use super::{Duration, Event, io};
    use crate::runtime::guard;
    use crate::runtime::input::{InputReader, PASTE_LONGEST, Reply, TerminalEvent};

    /// How long the main loop may take to leave by itself once a signal says so.
    const PATIENCE: Duration = Duration::from_millis(60);

    /// How long the main loop may take to write down the rest once it leaves.
    const LAST_WORDS: Duration = Duration::from_secs(4);

    /// How many bytes are read at a time. More wait their turn, so that what is typed is drawn meanwhile.
    const AT_ONCE: usize = 4096;

    /// Waits on the terminal and on a socket by which other threads wake it. The terminal is read on the waiting thread
    /// itself: handing each key from one thread to another would cost as much again as drawing what it changes. It is read
    /// only when it has something, so that nothing that it sends can hold the program up.
    pub(crate) struct Events {
        receiver: mpsc::Receiver<Event>,
        woken: UnixStream,
        sender: Sender,
        reader: InputReader,
        /// When the reader stops waiting for the rest of what it has begun.
        quiet: Option<Instant>,
        paste: Option<(u32, Instant)>,
        continued: Arc<AtomicBool>,
    }

    pub(crate) struct Sender {
        events: mpsc::Sender<Event>,
        wake: UnixStream,
    }

    impl Sender {
        pub(crate) fn send(&self, event: Event) {
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
        pub(crate) fn watch() -> io::Result<Self> {
            let (events, receiver) = mpsc::channel();
            let (wake, woken) = UnixStream::pair()?;
            wake.set_nonblocking(true)?;
            woken.set_nonblocking(true)?;
            let sender = Sender { events, wake };
            // Noted by the handler itself: whoever wakes first must know that the clock stood still.
            let continued = Arc::new(AtomicBool::new(false));
            flag::register(SIGCONT, continued.clone())?;
            let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGCONT, SIGTSTP])?;
            let signalled = sender.try_clone()?;
            thread::spawn(move || {
                for signal in signals.forever() {
                    match signal {
                        SIGWINCH => signalled.send(Event::Input(event::Event::Resize(0, 0))),
                        SIGCONT => signalled.wake(),
                        SIGTSTP => signalled.send(Event::Suspend),
                        _ => {
                            signalled.send(Event::End(signal));
                            thread::sleep(PATIENCE);
                            if guard::is_leaving() {
                                thread::sleep(LAST_WORDS);
                            }
                            guard::abandon(signal);
                        }
                    }
                }
            });
            Ok(Self { receiver, woken, sender, reader: InputReader::default(), quiet: None, paste: None, continued })
        }

        pub(crate) fn sender(&self) -> io::Result<Sender> {
            self.sender.try_clone()
        }

        /// Throws away what still comes until a reply says that there is no more, or until nobody waits any longer.
        pub(crate) fn swallow(&mut self, end: Instant, mut last: impl FnMut(Reply) -> bool) -> io::Result<()> {
            loop {
                let left = end.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Ok(());
                }
                for event in self.wait(Some(left))? {
                    match event {
                        Event::Reply(reply) if last(reply.clone()) => return Ok(()),
                        Event::End(_) => return Ok(()),
                        _ => {}
                    }
                }
            }
        }

        fn rest_by(&mut self, now: Instant) -> Option<Instant> {
            let paste = self.reader.pasting();
            if self.paste.map(|(paste, _)| paste) != paste {
                self.paste = paste.map(|paste| (paste, now));
            }
            let end = self.paste.map(|(_, begun)| begun + PASTE_LONGEST);
            let quiet = self.reader.patience().map(|patience| now + patience);
            quiet.map(|quiet| end.map_or(quiet, |end| end.min(quiet)))
        }

        /// Sleeps until something happens; returns nothing when `timeout` is over first.
        pub(crate) fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Event>> {
            let end = timeout.map(|timeout| Instant::now() + timeout);
            let stdin = io::stdin();
            let mut arrived = Vec::new();
            loop {
                let next = [end, self.quiet].into_iter().flatten().min();
                let left = next.map(|next| next.saturating_duration_since(Instant::now()));
                let left = left.and_then(|left| Timespec::try_from(left).ok());
                let mut watched = [PollFd::new(&stdin, PollFlags::IN), PollFd::new(&self.woken, PollFlags::IN)];
                let ready = match poll(&mut watched, left.as_ref()) {
                    Err(Errno::INTR) => 0,
                    other => other?,
                };
                let (terminal, woken) = (watched[0].revents(), watched[1].revents());
                if self.continued.swap(false, Ordering::SeqCst) {
                    arrived.push(Event::Continued);
                }
                if ready == 0 {
                    let now = Instant::now();
                    if self.quiet.is_some_and(|quiet| quiet <= now) {
                        self.quiet = None;
                        let heard = self.reader.quiet();
                        arrived.extend(heard.into_iter().map(Event::from));
                    }
                    if !arrived.is_empty() || end.is_some_and(|end| end <= now) {
                        return Ok(arrived);
                    }
                    continue;
                }
                if terminal.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
                    // A terminal that went away can be read for ever.
                    arrived.push(Event::End(SIGHUP));
                    return Ok(arrived);
                }
                if !woken.is_empty() {
                    let _ = (&self.woken).read(&mut [0; 64]);
                    arrived.extend(self.receiver.try_iter());
                }
                if !terminal.is_empty() {
                    let mut bytes = [0; AT_ONCE];
                    match rustix::io::read(&stdin, &mut bytes) {
                        // The end of a file, or of a terminal.
                        Ok(0) => arrived.push(Event::End(SIGHUP)),
                        Ok(count) => arrived.extend(self.reader.take(&bytes[..count]).into_iter().map(Event::from)),
                        Err(Errno::INTR | Errno::AGAIN) => {}
                        Err(error) => return Err(error.into()),
                    }
                    self.quiet = self.rest_by(Instant::now());
                }
                // Half an escape sequence is nothing yet.
                if !arrived.is_empty() {
                    return Ok(arrived);
                }
            }
        }
    }

    impl From<TerminalEvent> for Event {
        fn from(heard: TerminalEvent) -> Self {
            match heard {
                TerminalEvent::Input(input) => Self::Input(input),
                TerminalEvent::Reply(reply) => Self::Reply(reply),
            }
        }
    }
}

#[cfg(not(unix))]
mod platform {
    use std::sync::mpsc::{self, RecvTimeoutError};
    use std::thread;
    use std::time::Instant;

    use crossterm::event;

    use super::{Duration, Event, Reply, io};

    /// Waits on a channel that a thread fills with what the terminal says.
    pub(crate) struct Events {
        receiver: mpsc::Receiver<Event>,
        sender: mpsc::Sender<Event>,
    }

    pub(crate) struct Sender(mpsc::Sender<Event>);

    impl Sender {
        pub(crate) fn send(&self, event: Event) {
            let _ = self.0.send(event);
        }
    }

    impl Events {
        pub(crate) fn watch() -> io::Result<Self> {
            let (sender, receiver) = mpsc::channel();
            let input = sender.clone();
            thread::spawn(move || {
                while let Ok(event) = event::read() {
                    if input.send(Event::Input(event)).is_err() {
                        return;
                    }
                }
                let _ = input.send(Event::End(1));
            });
            Ok(Self { receiver, sender })
        }

        pub(crate) fn sender(&self) -> io::Result<Sender> {
            Ok(Sender(self.sender.clone()))
        }

        /// Nothing was asked here: the console's answers could not be told from keys.
        pub(crate) fn swallow(&mut self, _: Instant, _: impl FnMut(Reply) -> bool) -> io::Result<()> {
            Ok(())
        }

        pub(crate) fn wait(&mut self, timeout: Option<Duration>) -> io::Result<Vec<Event>> {
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
