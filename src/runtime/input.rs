//! What a terminal sends, as keys, clicks, pastes and replies. It never waits: bytes are handed in as they come, in any
//! pieces, and whatever means nothing is dropped.
//!
//! The framing follows ECMA-48 (control sequences, strings, 7 and 8 bits) and what terminals add to it. It knows where an
//! unknown sequence ends, so that its letters and digits are not taken for keys. Where that cannot be known, because a
//! terminal breaks the standard, only time tells: [`InputReader::patience`] says how long the rest may take, and after
//! [`InputReader::quiet`] the next byte begins anew.

mod keys;
mod mouse;
mod reply;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};

pub(crate) use self::reply::Reply;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TerminalEvent {
    Input(Input),
    Reply(Reply),
}

#[derive(Debug, Default)]
pub(crate) struct InputReader {
    state: Partial,
    /// The parameters or the text so far, without the introducer.
    body: Vec<u8>,
    pastes: u32,
}

/// What the bytes since the last whole key are the beginning of.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Partial {
    #[default]
    Ground,
    /// A character, by its bytes in UTF-8.
    Character(usize),
    /// One Escape, or two.
    Escape { twice: bool },
    /// `ESC [`, or what an Option key makes of it: `ESC ESC [`.
    Control { alt: bool },
    /// `ESC O`, and `ESC ESC O`.
    Shift3 { alt: bool },
    /// `ESC [ M` and three bytes: a click without mode 1006.
    Click,
    /// `ESC [ [`: a function key of the Linux console, a letter more.
    Console,
    /// DCS, OSC, APC, PM or SOS, by the letter after the Escape. Whether an Escape came, which may begin its end.
    Text { kind: u8, escape: bool },
    /// Between `ESC [ 200 ~` and `ESC [ 201 ~`, the second of which has come as far as `end`.
    Paste { end: usize },
    /// Behind a key that nobody knows: `left` bytes may still belong to it.
    Unknown { first: u8, left: u8 },
}

const PASTED: &[u8] = b"\x1b[201~";

/// A longer control sequence means nothing to us. The longest that does is a key of kitty's protocol with its text.
const CONTROL_MAX: usize = 64;

/// No more is kept of a string: longer ones answer none of our questions.
const TEXT_MAX: usize = 4096;

/// No more is kept of a paste; where text can be typed here, it is a line.
const PASTE_MAX: usize = 1 << 16;

/// How many bytes the longest keys without a grammar that terminfo knows have behind the first two (`ESC prior`).
const UNKNOWN_MAX: u8 = 5;

/// A slow link may tear a sequence apart. Whoever waits longer for an Escape finds the key slow.
const ESCAPE: Duration = Duration::from_millis(50);

/// What has begun as a sequence is hardly ever a key of its own (Alt+[), so that its rest may take longer.
const SEQUENCE: Duration = Duration::from_millis(150);

/// A paste comes in as many pieces as it likes; but if its end got lost, the keys must work again.
const PASTE: Duration = Duration::from_secs(1);

/// From its beginning to its end. Whoever finds the keys dead presses them more often than that, and would keep them dead.
pub(crate) const PASTE_LONGEST: Duration = Duration::from_secs(5);

impl InputReader {
    pub(crate) fn take(&mut self, bytes: &[u8]) -> Vec<TerminalEvent> {
        let mut heard = Vec::new();
        for byte in bytes {
            self.step(*byte, &mut heard);
        }
        heard
    }

    /// How long to wait for more bytes before [`Self::quiet`]; none if nothing is begun.
    pub(crate) fn patience(&self) -> Option<Duration> {
        match self.state {
            Partial::Ground => None,
            Partial::Escape { .. } | Partial::Unknown { .. } | Partial::Character(_) => Some(ESCAPE),
            Partial::Paste { .. } => Some(PASTE),
            Partial::Control { .. }
            | Partial::Shift3 { .. }
            | Partial::Click
            | Partial::Console
            | Partial::Text { .. } => Some(SEQUENCE),
        }
    }

    /// The paste that has begun and not ended, by its number.
    pub(crate) fn pasting(&self) -> Option<u32> {
        matches!(self.state, Partial::Paste { .. }).then_some(self.pastes)
    }

    /// Nothing more came: what was begun is all there is, and the next byte begins anew.
    pub(crate) fn quiet(&mut self) -> Vec<TerminalEvent> {
        let mut heard = Vec::new();
        match std::mem::take(&mut self.state) {
            Partial::Escape { twice } => {
                heard.extend(std::iter::repeat_n(key(KeyCode::Esc), if twice { 2 } else { 1 }));
            }
            Partial::Paste { .. } => self.pasted(&mut heard),
            _ => {}
        }
        self.body.clear();
        heard
    }

    fn step(&mut self, byte: u8, heard: &mut Vec<TerminalEvent>) {
        match self.state {
            Partial::Ground => self.begin(byte, heard),
            Partial::Character(bytes) => self.character(bytes, byte, heard),
            Partial::Escape { twice } => self.escaped(twice, byte, heard),
            Partial::Control { alt } => self.control(alt, byte, heard),
            Partial::Shift3 { alt } => self.shift3(alt, byte, heard),
            // Nothing smaller is sent: this was no click (F1 of SCO's console).
            Partial::Click | Partial::Console if byte < 0x20 => self.anew(byte, heard),
            Partial::Click => {
                self.body.push(byte);
                if let &[button, column, row] = self.body.as_slice() {
                    heard.extend(mouse::by_bytes(button, column, row).map(TerminalEvent::Input));
                    self.over();
                }
            }
            // Nobody needs the function keys.
            Partial::Console => self.over(),
            Partial::Text { kind, escape } => self.text(kind, escape, byte, heard),
            Partial::Paste { end } => self.paste(end, byte, heard),
            Partial::Unknown { first, .. } if byte == first || byte == 0x1b => {
                self.over();
                self.begin(byte, heard);
            }
            Partial::Unknown { left: ..=1, .. } => self.over(),
            Partial::Unknown { first, left } => self.state = Partial::Unknown { first, left: left - 1 },
        }
    }

    fn over(&mut self) {
        self.state = Partial::Ground;
        self.body.clear();
    }

    fn go(&mut self, state: Partial) {
        self.over();
        self.state = state;
    }

    /// What was begun came to nothing; this byte begins anew.
    fn anew(&mut self, byte: u8, heard: &mut Vec<TerminalEvent>) {
        self.over();
        self.begin(byte, heard);
    }

    fn begin(&mut self, byte: u8, heard: &mut Vec<TerminalEvent>) {
        match byte {
            0x1b => self.go(Partial::Escape { twice: false }),
            // The 8-bit forms of `ESC [` and its kin. No character in UTF-8 begins with these.
            0x80..=0x9f => self.introduced(byte - 0x40, false, heard),
            0xc2..=0xdf => self.lead(2, byte),
            0xe0..=0xef => self.lead(3, byte),
            0xf0..=0xf4 => self.lead(4, byte),
            // No character begins so: a terminal that does not speak UTF-8, or a key of QNX.
            0xa0.. => self.go(Partial::Unknown { first: byte, left: 1 }),
            _ => {
                heard.extend(keys::plain(byte).map(TerminalEvent::Input));
                if keys::may_lead(byte) {
                    self.go(Partial::Unknown { first: byte, left: UNKNOWN_MAX });
                }
            }
        }
    }

    fn lead(&mut self, bytes: usize, byte: u8) {
        self.go(Partial::Character(bytes));
        self.body.push(byte);
    }

    fn character(&mut self, bytes: usize, byte: u8, heard: &mut Vec<TerminalEvent>) {
        if !matches!(byte, 0x80..=0xbf) {
            return self.anew(byte, heard);
        }
        self.body.push(byte);
        if self.body.len() == bytes {
            let c = str::from_utf8(&self.body).ok().and_then(|text| text.chars().next());
            heard.extend(c.map(keys::character).map(TerminalEvent::Input));
            self.over();
        }
    }

    fn escaped(&mut self, twice: bool, byte: u8, heard: &mut Vec<TerminalEvent>) {
        if byte != 0x1b {
            return self.introduced(byte, twice, heard);
        }
        // Held down, or pressed more than twice: the last two may still begin something.
        if twice {
            heard.push(key(KeyCode::Esc));
        }
        self.state = Partial::Escape { twice: true };
    }

    fn introduced(&mut self, byte: u8, alt: bool, heard: &mut Vec<TerminalEvent>) {
        match byte {
            b'[' => self.go(Partial::Control { alt }),
            b'O' => self.go(Partial::Shift3 { alt }),
            b'P' | b']' | b'_' | b'^' | b'X' => self.go(Partial::Text { kind: byte, escape: false }),
            _ => {
                if !alt {
                    heard.extend(keys::with_alt(byte).map(TerminalEvent::Input));
                }
                self.go(Partial::Unknown { first: 0x1b, left: UNKNOWN_MAX });
            }
        }
    }

    fn control(&mut self, alt: bool, byte: u8, heard: &mut Vec<TerminalEvent>) {
        match byte {
            b'[' if self.body.is_empty() => self.go(Partial::Console),
            b'M' if self.body.is_empty() => self.go(Partial::Click),
            b'~' if self.body == b"200" => {
                self.pastes = self.pastes.wrapping_add(1);
                self.go(Partial::Paste { end: 0 });
            }
            0x20..=0x3f => {
                // More is not kept, but swallowed up to the end.
                if self.body.len() <= CONTROL_MAX {
                    self.body.push(byte);
                }
            }
            0x40..=0x7e => {
                let whole = self.body.len() <= CONTROL_MAX;
                let meant = if whole { reply::control(&self.body, byte).map(TerminalEvent::Reply) } else { None };
                let input = || keys::control(&self.body, byte, alt).map(TerminalEvent::Input);
                heard.extend(meant.or_else(|| if whole { input() } else { None }));
                // Two terminals have keys of one letter more (`ESC [ O H`); nobody types that fast when the focus goes.
                let longer = byte == b'O' && self.body.is_empty();
                self.over();
                if longer {
                    self.go(Partial::Unknown { first: 0x1b, left: 1 });
                }
            }
            _ => self.anew(byte, heard),
        }
    }

    fn shift3(&mut self, alt: bool, byte: u8, heard: &mut Vec<TerminalEvent>) {
        match byte {
            b'0'..=b'9' | b';' if self.body.len() < CONTROL_MAX => self.body.push(byte),
            0x20..=0x7e => {
                heard.extend(keys::shift3(&self.body, byte, alt).map(TerminalEvent::Input));
                // Behind PF1 to PF4, VT100s send another key of the keypad.
                let leads = matches!(byte, b'P'..=b'S') && self.body.is_empty();
                self.over();
                if leads {
                    self.go(Partial::Unknown { first: 0x1b, left: 1 });
                }
            }
            _ => self.anew(byte, heard),
        }
    }

    fn text(&mut self, kind: u8, escape: bool, byte: u8, heard: &mut Vec<TerminalEvent>) {
        match byte {
            b'\\' if escape => self.told(kind, heard),
            0x07 if kind == b']' => self.told(kind, heard),
            // CAN and SUB break a string off. An Escape that does not end it begins something else.
            0x18 | 0x1a => self.over(),
            _ if escape => {
                self.over();
                self.escaped(false, byte, heard);
            }
            0x1b => self.state = Partial::Text { kind, escape: true },
            _ if self.body.len() < TEXT_MAX => self.body.push(byte),
            _ => {}
        }
    }

    fn told(&mut self, kind: u8, heard: &mut Vec<TerminalEvent>) {
        heard.extend(reply::text(kind, &self.body).map(TerminalEvent::Reply));
        self.over();
    }

    fn paste(&mut self, end: usize, byte: u8, heard: &mut Vec<TerminalEvent>) {
        if byte == PASTED[end] {
            if end + 1 == PASTED.len() {
                self.pasted(heard);
                self.over();
            } else {
                self.state = Partial::Paste { end: end + 1 };
            }
            return;
        }
        // It was not the end; its first byte occurs nowhere else in it.
        for byte in PASTED[..end].iter().chain((byte != PASTED[0]).then_some(&byte)) {
            if self.body.len() < PASTE_MAX {
                self.body.push(*byte);
            }
        }
        self.state = Partial::Paste { end: usize::from(byte == PASTED[0]) };
    }

    fn pasted(&mut self, heard: &mut Vec<TerminalEvent>) {
        heard.push(TerminalEvent::Input(Input::Paste(String::from_utf8_lossy(&self.body).into_owned())));
    }
}

fn key(code: KeyCode) -> TerminalEvent {
    TerminalEvent::Input(Input::Key(KeyEvent::new(code, KeyModifiers::NONE)))
}
