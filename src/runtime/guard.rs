//! The terminal is taken over once and given back once, however the program ends.

use std::io::{self, Write};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal;

use crate::pack::attempt::is_attempt;

/// Alternate screen, hidden cursor, mouse clicks (1000) in SGR form (1006), bracketed paste (2004).
///
/// Not all of crossterm's mouse capture: reports of every movement would wake the process for nothing.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[?25l\x1b[?1000h\x1b[?1006h\x1b[?2004h\x1b[2J";
const LEAVE: &[u8] = b"\x1b[?2004l\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// At a booth also every movement of the mouse (1003) and of the focus (1004): each tells that somebody is there.
const WATCH: &[u8] = b"\x1b[?1003h\x1b[?1004h";
const UNWATCH: &[u8] = b"\x1b[?1004l\x1b[?1003l";

/// Whether the terminal is ours at the moment.
static TAKEN: AtomicBool = AtomicBool::new(false);

/// Whether it also tells of movements.
static WATCHED: AtomicBool = AtomicBool::new(false);

/// Whether the main loop is on its way out, and only has something to write down.
static LEAVING: AtomicBool = AtomicBool::new(false);

/// What becomes of the process when a thread panics, once the terminal is given back.
pub type Panicked = Box<dyn Fn(&PanicHookInfo) + Send + Sync>;

/// Gives the terminal back when dropped.
pub struct Guard(());

impl Guard {
    /// Takes the terminal over. From here on a panic of any thread gives it back, does what is said here and ends the
    /// process. Where visitors are watched for, the terminal tells of the mouse's movements and of the focus, too.
    pub fn enter(watches: bool, panicked: Option<Panicked>) -> io::Result<Self> {
        hook(panicked);
        terminal::enable_raw_mode()?;
        TAKEN.store(true, Ordering::SeqCst);
        let guard = Self(());
        let mut out = io::stdout().lock();
        out.write_all(ENTER)?;
        if watches {
            WATCHED.store(true, Ordering::SeqCst);
            out.write_all(WATCH)?;
        }
        out.flush()?;
        Ok(guard)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

fn hook(panicked: Option<Panicked>) {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // Whoever made the attempt says what became of it, and the game goes on.
        if is_attempt() {
            return;
        }
        let ours = TAKEN.load(Ordering::SeqCst);
        restore();
        match &panicked {
            Some(panicked) => panicked(info),
            None => before(info),
        }
        if ours {
            // A game whose threads are gone must not go on.
            std::process::exit(101);
        }
    }));
}

/// Gives the terminal back, if it is ours. On a terminal that is gone there is nothing to give back, and no error.
fn restore() {
    if TAKEN.swap(false, Ordering::SeqCst) {
        let mut out = io::stdout();
        if WATCHED.swap(false, Ordering::SeqCst) {
            let _ = out.write_all(UNWATCH);
        }
        let _ = out.write_all(LEAVE);
        let _ = out.flush();
        let _ = terminal::disable_raw_mode();
    }
}

/// The main loop has ended: nothing is stuck, whatever is still written down may take its time.
pub fn leaving() {
    LEAVING.store(true, Ordering::SeqCst);
}

/// Whether the main loop has ended.
pub fn is_leaving() -> bool {
    LEAVING.load(Ordering::SeqCst)
}

/// Ends the process where the main loop cannot, because it is stuck writing to a terminal that reads no more, or late.
///
/// What can be restored without waiting is restored.
#[cfg(unix)]
pub fn abandon() -> ! {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let out = io::stdout();
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    let reads = poll(&mut [PollFd::new(&out, PollFlags::OUT)], Some(&now)) == Ok(1);
    if reads {
        restore();
    } else if TAKEN.swap(false, Ordering::SeqCst) {
        let _ = terminal::disable_raw_mode();
    }
    std::process::exit(1)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicUsize;
    use std::thread;

    use super::*;
    use crate::pack::attempt::attempt;

    #[test]
    fn a_panic_within_an_attempt_gives_nothing_up() {
        let seen = Arc::new(AtomicUsize::new(0));
        let counted = seen.clone();
        // Other tests may panic meanwhile, as they like.
        let ours = |name: Option<&str>| name == Some("reads a pack");
        hook(Some(Box::new(move |_| {
            counted.fetch_add(usize::from(ours(thread::current().name())), Ordering::SeqCst);
        })));
        let on_thread = |work: fn()| {
            let made = thread::Builder::new().name("reads a pack".into()).spawn(work).map(thread::JoinHandle::join);
            made.expect("a thread").is_ok()
        };
        assert!(on_thread(|| drop(attempt(|| panic!("while it reads")))));
        assert_eq!(seen.load(Ordering::SeqCst), 0, "it goes on");
        assert!(!on_thread(|| panic!("elsewhere")));
        assert_eq!(seen.load(Ordering::SeqCst), 1);
        drop(panic::take_hook());
    }
}
