//! Asks the terminal what only it knows: how wide it draws characters, and whether it tells of clicks.

#[cfg(unix)]
use std::io;
#[cfg(unix)]
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};

use crossterm::terminal;
#[cfg(unix)]
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    flag, low_level,
};

use super::input::Reply;
use super::inquiry::LATE;
#[cfg(unix)]
use super::write_out;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct ProbeAnswers {
    /// Characters that do not take one cell.
    pub(crate) odd: Option<Vec<char>>,
    /// It tells of clicks in a form that a booth understands (1006).
    pub(crate) mouse: Option<bool>,
}

/// The modes of before, whatever happens.
struct Raw;

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = terminal::disable_raw_mode();
    }
}

/// Signals that end the process wait until the terminal is as before: dropped, it lets them.
#[cfg(unix)]
struct PutOff {
    over: Arc<AtomicBool>,
    /// The signal that came last; 0 for none.
    came: Arc<AtomicUsize>,
}

#[cfg(unix)]
impl PutOff {
    fn begin() -> io::Result<Self> {
        let put_off = Self { over: Arc::default(), came: Arc::default() };
        for signal in [SIGTERM, SIGHUP, SIGINT, SIGQUIT] {
            flag::register_conditional_default(signal, put_off.over.clone())?;
            flag::register_usize(signal, put_off.came.clone(), signal.unsigned_abs() as usize)?;
        }
        Ok(put_off)
    }

    fn came(&self) -> bool {
        self.came.load(Ordering::SeqCst) != 0
    }
}

#[cfg(unix)]
impl Drop for PutOff {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        if let Ok(signal @ 1..) = i32::try_from(self.came.load(Ordering::SeqCst)) {
            let _ = low_level::emulate_default_handler(signal);
        }
    }
}

/// Asks about some characters, on the line where the cursor stands, which is left empty.
pub(crate) fn ask(characters: &[char]) -> ProbeAnswers {
    #[cfg(unix)]
    let Ok(signals) = PutOff::begin() else { return ProbeAnswers::default() };
    // Dropped before what is above, which may end the process.
    let _raw = match terminal::enable_raw_mode() {
        Ok(()) => Raw,
        Err(_) => return ProbeAnswers::default(),
    };
    let mut question = String::new();
    for c in characters {
        // From the first column on: the answer is the column after the character.
        question += &format!("\r{c}\x1b[6n");
    }
    // What every terminal answers comes last: nothing follows it.
    question += "\r\x1b[K\x1b[?1006$p\x1b[c";
    if write_out(&question).is_err() {
        return ProbeAnswers::default();
    }
    #[cfg(unix)]
    let heard = listen(&signals);
    // Nothing there waits for a terminal and a moment at once.
    #[cfg(not(unix))]
    let heard = Vec::new();
    understood(&heard, characters)
}

/// What comes until the last answer, or until nobody waits any more.
#[cfg(unix)]
fn listen(signals: &PutOff) -> Vec<Reply> {
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    use super::input::{InputReader, TerminalEvent};

    let (end, stdin) = (Instant::now() + LATE, io::stdin());
    let (mut reader, mut heard) = (InputReader::default(), Vec::new());
    while !is_complete(&heard) {
        let Ok(left) = Timespec::try_from(end.saturating_duration_since(Instant::now())) else { break };
        let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
        let mut bytes = [0; 512];
        match poll(&mut watched, Some(&left)) {
            Ok(1..) => match rustix::io::read(&stdin, &mut bytes) {
                Ok(count @ 1..) => {
                    let replies = reader.take(&bytes[..count]).into_iter().filter_map(|heard| match heard {
                        TerminalEvent::Reply(reply) => Some(reply),
                        TerminalEvent::Input(_) => None,
                    });
                    heard.extend(replies);
                }
                _ => break,
            },
            Ok(_) => break,
            Err(Errno::INTR) if !signals.came() => {}
            Err(_) => break,
        }
    }
    heard
}

fn is_complete(heard: &[Reply]) -> bool {
    heard.iter().any(|reply| matches!(reply, Reply::Attributes { .. }))
}

fn understood(heard: &[Reply], characters: &[char]) -> ProbeAnswers {
    let columns = heard.iter().filter_map(|reply| if let Reply::Column(column) = reply { Some(*column) } else { None });
    let columns: Vec<u16> = columns.collect();
    // Keys that were pressed meanwhile can look like an answer: then there are too many, and none is believed.
    let told = columns.len() == characters.len();
    let odd = told.then(|| characters.iter().zip(&columns).filter(|(_, col)| **col != 2).map(|(c, _)| *c).collect());
    let mode = heard.iter().find_map(|reply| match reply {
        Reply::Mode(1006, mode) => Some(*mode),
        _ => None,
    });
    // Whoever answers the last question and not this one, as the Linux console does, knows nothing of it.
    let mouse = match mode {
        Some(mode) => Some(matches!(mode, 1..=3)),
        None => is_complete(heard).then_some(false),
    };
    ProbeAnswers { odd, mouse }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_understood() {
        let last = Reply::Attributes { sixel: true };
        let columns = [Reply::Column(2), Reply::Column(3), Reply::Column(2)];
        let heard = [&columns[..], &[Reply::Mode(1006, 2), last.clone()]].concat();
        let answers = understood(&heard, &['a', '◆', 'b']);
        assert_eq!(answers, ProbeAnswers { odd: Some(vec!['◆']), mouse: Some(true) });
        let unknown = [Reply::Mode(1006, 0), last.clone()];
        assert_eq!(understood(&unknown, &['a']), ProbeAnswers { odd: None, mouse: Some(false) });
        let silent = [Reply::Column(2), last];
        assert_eq!(understood(&silent, &['a']), ProbeAnswers { odd: Some(Vec::new()), mouse: Some(false) });
        assert_eq!(understood(&[], &['a']), ProbeAnswers::default());
        assert!(!is_complete(&[Reply::Column(2)]));
    }
}
