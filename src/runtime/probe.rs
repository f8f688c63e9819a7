//! Asks the terminal what only it knows: how wide it draws characters, and whether it tells of clicks.

use std::io::{self, Write};
use std::time::{Duration, Instant};

use crossterm::terminal;

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

/// Asks about some characters, on the line where the cursor stands, which is left empty.
pub fn ask(characters: &[char]) -> Answers {
    if terminal::enable_raw_mode().is_err() {
        return Answers::default();
    }
    let _raw = Raw;
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
    read(&listen(), characters)
}

/// What comes until the last answer, or until nobody waits any more.
#[cfg(unix)]
fn listen() -> Vec<u8> {
    use rustix::event::{PollFd, PollFlags, Timespec, poll};

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
            Err(_) if begin.elapsed() < PATIENCE => {}
            Err(_) => break,
        }
    }
    heard
}

#[cfg(not(unix))]
fn listen() -> Vec<u8> {
    Vec::new()
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
        let end = part.find(|c: char| c.is_ascii_alphabetic())?;
        Some((part[..end].to_owned(), part[end..].chars().next()?))
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
    // DECRPM: 1 and 3 are set, 2 and 4 are not but known, 0 is unknown.
    let mode = sequences(heard).find_map(|(body, end)| {
        let body = body.strip_prefix("?1006;")?.strip_suffix('$')?.to_owned();
        (end == 'y').then_some(body)
    });
    let mouse = mode.map(|mode| matches!(mode.as_str(), "1" | "2" | "3"));
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
        assert_eq!(read(b"", &['a']), Answers::default());
        assert!(!is_complete(b"\x1b[1;2R"));
    }
}
