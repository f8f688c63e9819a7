//! The terminal is taken over once and given back once, however the program ends.

use std::io;
use std::panic::{self, PanicHookInfo};
#[cfg(unix)]
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::terminal;

use super::write_out;
use crate::pack::attempt::is_attempt;

/// The signal by which a system asks a process to end (POSIX).
const SIGTERM: i32 = 15;

/// Alternate screen, hidden cursor, bracketed paste (2004).
const ENTER: &str = "\x1b[?1049h\x1b[?25l\x1b[?2004h";

/// Switches off all that may be on; what is not is left as it is.
const LEAVE: &str = "\x1b[?2004l\x1b[?1004l\x1b[?1003l\x1b[?1006l\x1b[?1000l\x1b[0m\x1b[?25h\x1b[?1049l";

/// Clicks (1000) in SGR form (1006). Not all of crossterm's mouse capture: reports of every movement would wake the process
/// for nothing.
const CLICKS: &str = "\x1b[?1000h\x1b[?1006h";
const NO_CLICKS: &str = "\x1b[?1006l\x1b[?1000l";

/// At a booth also every movement of the mouse (1003) and of the focus (1004): each tells that somebody is there.
const WATCH: &str = "\x1b[?1003h\x1b[?1004h";

static SCREEN: AtomicBool = AtomicBool::new(false);

static MODES: AtomicBool = AtomicBool::new(false);

/// Whether the main loop is on its way out, and only has something to write down.
static LEAVING: AtomicBool = AtomicBool::new(false);

/// What becomes of the process when a thread panics, before the terminal is given back.
pub(crate) type Panicked = Box<dyn Fn(&PanicHookInfo) + Send + Sync>;

#[derive(Debug, Clone, Copy)]
pub(crate) struct MouseReports {
    /// Clicks. Where it tells of them, text can be selected only by its own special keys.
    pub(crate) clicks: bool,
    pub(crate) presence: bool,
}

/// The modes of before, for whoever takes the terminal over without a shell in between.
#[cfg(unix)]
static BEFORE: OnceLock<Option<String>> = OnceLock::new();

#[cfg(unix)]
pub(crate) fn modes_before() -> Option<&'static str> {
    BEFORE.get()?.as_deref()
}

pub(crate) struct TerminalGuard {
    watched: MouseReports,
}

impl TerminalGuard {
    /// Takes the terminal over, as [`Self::take`] does. From here on a panic of any thread gives it back, does what is said
    /// here and ends the process.
    pub(crate) fn enter(watched: MouseReports, written: &str, panicked: Option<Panicked>) -> io::Result<Self> {
        hook(panicked);
        let guard = Self { watched };
        #[cfg(unix)]
        {
            BEFORE.get_or_init(|| super::modes::handed().map(str::to_owned).or_else(super::modes::now));
            if watched.presence {
                super::modes::forget_typed();
            }
        }
        guard.take(written)?;
        Ok(guard)
    }

    /// Takes the terminal over, whatever was done to it meanwhile, and leaves an empty screen. What is written is gone with
    /// it, but not what the terminal answers to it.
    pub(crate) fn take(&self, written: &str) -> io::Result<()> {
        // To enter twice would forget where the shell's cursor stood.
        give_screen_back();
        // crossterm believes that the terminal is as it left it.
        terminal::disable_raw_mode()?;
        terminal::enable_raw_mode()?;
        MODES.store(true, Ordering::SeqCst);
        SCREEN.store(true, Ordering::SeqCst);
        let clicks = if self.watched.clicks { CLICKS } else { "" };
        let presence = if self.watched.presence { WATCH } else { "" };
        write_out(&format!("{ENTER}{clicks}{presence}\x1b[H{written}\x1b[2J"))
    }

    pub(crate) fn watch_clicks(&mut self, clicks: bool) -> io::Result<()> {
        if std::mem::replace(&mut self.watched.clicks, clicks) == clicks {
            return Ok(());
        }
        write_out(if clicks { CLICKS } else { NO_CLICKS })
    }

    /// Gives the terminal back and stops the process, until it is told to go on. Then [`Self::take`] takes it again.
    #[cfg(unix)]
    pub(crate) fn suspend(&self) {
        restore();
        let _ = signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP);
    }
}

/// Asks for the process to be stopped, together with whatever runs it in a terminal, as the terminal does for ctrl-z.
#[cfg(unix)]
pub(crate) fn ask_to_suspend() {
    use rustix::process::{Signal, getpid, getppid, getsid, kill_current_process_group};

    // Where no shell waits that could let it go on again, the system would not stop it either.
    let session = getsid(None).ok();
    let has_shell = session != Some(getpid()) && getppid().is_some_and(|parent| getsid(Some(parent)).ok() == session);
    if has_shell {
        let _ = kill_current_process_group(Signal::TSTP);
    }
}

impl Drop for TerminalGuard {
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
        let ours = MODES.load(Ordering::SeqCst);
        match &panicked {
            // The terminal stays taken meanwhile: between a crash and the comeback nobody has a shell.
            Some(panicked) => {
                if ours {
                    let _ = write_out("\x1b[0m\x1b[2J\x1b[H");
                }
                panicked(info);
                restore();
            }
            None => {
                restore();
                before(info);
            }
        }
        if ours {
            // A game whose threads are gone must not go on.
            std::process::exit(101);
        }
    }));
}

/// Gives the terminal back, if it is ours. On a terminal that is gone there is nothing to give back, and no error.
fn restore() {
    give_screen_back();
    give_modes_back();
}

/// Gives the screen back, and keeps the keys: what is still on its way must not reach the shell.
pub(crate) fn give_screen_back() {
    if SCREEN.swap(false, Ordering::SeqCst) {
        let _ = write_out(LEAVE);
    }
}

fn give_modes_back() {
    if MODES.swap(false, Ordering::SeqCst) {
        let _ = terminal::disable_raw_mode();
        #[cfg(unix)]
        if let Some(modes) = super::modes::handed() {
            super::modes::set(modes);
        }
    }
}

/// The main loop has ended: nothing is stuck, whatever is still written down may take its time.
pub(crate) fn leaving() {
    LEAVING.store(true, Ordering::SeqCst);
}

pub(crate) fn is_leaving() -> bool {
    LEAVING.load(Ordering::SeqCst)
}

/// Ends the process where the main loop cannot, because it is stuck writing to a terminal that reads no more, or late.
///
/// What can be restored without waiting is restored.
#[cfg(unix)]
pub(crate) fn abandon(signal: i32) -> ! {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

    let out = io::stdout();
    let now = Timespec { tv_sec: 0, tv_nsec: 0 };
    let reads = poll(&mut [PollFd::new(&out, PollFlags::OUT)], Some(&now)) == Ok(1);
    if reads {
        give_screen_back();
    }
    give_modes_back();
    std::process::exit(status(signal).into())
}

/// The exit status after a signal. Whoever asks a process to end in order, as systems do when they stop a service, gets 0;
/// all else is a reason to bring it back (128 and the signal's number, as shells say it).
pub(crate) fn status(signal: i32) -> u8 {
    if signal == SIGTERM { 0 } else { u8::try_from(128 + signal).unwrap_or(u8::MAX) }
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
