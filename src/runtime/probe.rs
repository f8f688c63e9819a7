//! Asks the terminal what only it knows: how wide it draws characters, and whether it tells of clicks.

use std::io::{self, Write};
#[cfg(unix)]
use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicUsize, Ordering},
};
use std::time::Duration;

use crate::text::slice;
use crossterm::terminal;
#[cfg(unix)]
use signal_hook::{
    consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM},
    flag, low_level,
};

/// What it answered; none where it did not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers {
    /// Characters that do not take one cell.
    pub odd: Option<Vec<char>>,
    /// It tells of clicks in a form that a booth understands (1006).
    pub mouse: Option<bool>,
}

/// Whoever has not answered by then will not.
const PATIENCE: Duration = Duration::from_millis(600);

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
pub fn ask(characters: &[char]) -> Answers {
    #[cfg(unix)]
    let Ok(signals) = PutOff::begin() else { return Answers::default() };
    // Dropped before what is above, which may end the process.
    let _raw = match terminal::enable_raw_mode() {
        Ok(()) => Raw,
        Err(_) => return Answers::default(),
    };
    let mut question = String::new();
    for c in characters {
        // From the first column on: the answer is the column after the character.
        question += &format!("\r{c}\x1b[6n");
    }
    // What every terminal answers comes last: nothing follows it.
    question += "\r\x1b[K\x1b[?1006$p\x1b[c";
    let mut out = io::stdout().lock();
    if out.write_all(question.as_bytes()).and_then(|()| out.flush()).is_err() {
        return Answers::default();
    }
    #[cfg(unix)]
    let heard = listen(&signals);
    // Nothing there waits for a terminal and a moment at once.
    #[cfg(not(unix))]
    let heard = Vec::new();
    read(&heard, characters)
}

/// What comes until the last answer, or until nobody waits any more.
#[cfg(unix)]
fn listen(signals: &PutOff) -> Vec<u8> {
    use std::time::Instant;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;

    let (begin, stdin) = (Instant::now(), io::stdin());
    let mut heard = Vec::new();
    while !is_complete(&heard) {
        let left = PATIENCE.saturating_sub(begin.elapsed());
        let Ok(left) = Timespec::try_from(left) else { break };
        let mut watched = [PollFd::new(&stdin, PollFlags::IN)];
        let mut bytes = [0; 512];
        match poll(&mut watched, Some(&left)) {
            Ok(1..) => match rustix::io::read(&stdin, &mut bytes) {
                Ok(count @ 1..) => heard.extend(&bytes[..count]),
                _ => break,
            },
            Ok(_) => break,
            Err(Errno::INTR) if !signals.came() => {}
            Err(_) => break,
        }
    }
    heard
}

/// Whether the answer to the last question (`ESC [ ? … c`) is there.
fn is_complete(heard: &[u8]) -> bool {
    sequences(heard).any(|(body, end)| end == 'c' && body.starts_with('?'))
}

/// The control sequences in what was heard: what stands between `ESC [` and the letter, and the letter.
fn sequences(heard: &[u8]) -> impl Iterator<Item = (String, char)> {
    let text = String::from_utf8_lossy(heard).into_owned();
    let parts: Vec<String> = text.split("\x1b[").skip(1).map(str::to_owned).collect();
    parts.into_iter().filter_map(|part| {
        let (end, letter) = part.char_indices().find(|(_, c)| c.is_ascii_alphabetic())?;
        Some((slice(&part, ..end).to_owned(), letter))
    })
}

fn read(heard: &[u8], characters: &[char]) -> Answers {
    let columns: Vec<u16> = sequences(heard)
        .filter(|(_, end)| *end == 'R')
        .filter_map(|(body, _)| body.split_once(';')?.1.parse().ok())
        .collect();
    // Keys that were pressed meanwhile can look like an answer: then there are too many, and none is believed.
    let told = columns.len() == characters.len();
    let odd = told.then(|| characters.iter().zip(&columns).filter(|(_, col)| **col != 2).map(|(c, _)| *c).collect());
    // DECRPM: 1 and 3 are set, 2 and 4 are not but known, 0 is unknown. Whoever answers the last question and not this
    // one, as the Linux console does, knows nothing of it.
    let mode = sequences(heard).find_map(|(body, end)| {
        let body = body.strip_prefix("?1006;")?.strip_suffix('$')?.to_owned();
        (end == 'y').then_some(body)
    });
    let mouse = match mode {
        Some(mode) => Some(matches!(mode.as_str(), "1" | "2" | "3")),
        None => is_complete(heard).then_some(false),
    };
    Answers { odd, mouse }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_understood() {
        let heard = b"\x1b[1;2R\x1b[1;3R\x1b[1;2R\x1b[?1006;2$y\x1b[?62;4c";
        assert!(is_complete(heard));
        let answers = read(heard, &['a', '◆', 'b']);
        assert_eq!(answers, Answers { odd: Some(vec!['◆']), mouse: Some(true) });
        assert_eq!(read(b"\x1b[?1006;0$y\x1b[?6c", &['a']), Answers { odd: None, mouse: Some(false) });
        assert_eq!(read(b"\x1b[1;2R\x1b[?6c", &['a']), Answers { odd: Some(Vec::new()), mouse: Some(false) });
        assert_eq!(read(b"", &['a']), Answers::default());
        assert!(!is_complete(b"\x1b[1;2R"));
    }
}
