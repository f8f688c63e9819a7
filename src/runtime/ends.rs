//! The ends that others decide: signals, and a terminal that goes away with or without one.

use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use super::{Event, guard};

/// The main loop has so long to leave by itself.
const PATIENCE: Duration = Duration::from_millis(60);

/// Watches for the end, in threads that sleep until it comes.
#[cfg(unix)]
pub fn watch(sender: Sender<Event>) {
    use rustix::event::{PollFd, PollFlags, poll};
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    if let Ok(mut signals) = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT]) {
        let sender = sender.clone();
        thread::spawn(move || {
            if signals.forever().next().is_some() {
                end(&sender);
            }
        });
    }
    // crossterm goes on reading a terminal that hung up, at full speed (crossterm-rs/crossterm#793).
    thread::spawn(move || {
        let stdin = std::io::stdin();
        loop {
            // With no events asked for, only a hang-up or an error is told.
            let mut watched = [PollFd::new(&stdin, PollFlags::empty())];
            match poll(&mut watched, None) {
                Ok(0) | Err(rustix::io::Errno::INTR) => {}
                Ok(_) | Err(_) => return end(&sender),
            }
        }
    });
}

/// Elsewhere Ctrl-C arrives as a key, and a closed window ends the process.
#[cfg(not(unix))]
pub fn watch(_sender: Sender<Event>) {}

fn end(sender: &Sender<Event>) {
    let _ = sender.send(Event::End);
    thread::sleep(PATIENCE);
    guard::abandon();
}
