//! Which key a sequence is: xterm's and rxvt's, the Linux console's, keypads in both modes, and kitty's protocol where
//! another program left it on.

use crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::mouse;

fn key(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}

pub(super) fn character(c: char) -> Input {
    key(KeyCode::Char(c), if c.is_uppercase() { KeyModifiers::SHIFT } else { KeyModifiers::NONE })
}

/// A single byte of ASCII but Escape.
pub(super) fn plain(byte: u8) -> Option<Input> {
    Some(match byte {
        b'\r' => key(KeyCode::Enter, KeyModifiers::NONE),
        b'\t' => key(KeyCode::Tab, KeyModifiers::NONE),
        // Which of the two Backspace sends is up to the terminal.
        0x7f | 0x08 => key(KeyCode::Backspace, KeyModifiers::NONE),
        0x01..=0x1a => key(KeyCode::Char(char::from(byte - 1 + b'a')), KeyModifiers::CONTROL),
        b' '..=b'~' => character(char::from(byte)),
        _ => return None,
    })
}

/// Whether a key without a grammar may begin with this byte: terminals of the seventies put one of these before a letter
/// or a digit, and often Enter behind it. Those by which people edit or leave begin no such key.
pub(super) fn may_lead(byte: u8) -> bool {
    const KEYS: [u8; 10] = [0x03, 0x08, b'\t', b'\n', 0x0b, 0x0c, b'\r', 0x0f, 0x15, 0x17];
    byte < b' ' && !KEYS.contains(&byte)
}

pub(super) fn with_alt(byte: u8) -> Option<Input> {
    match plain(byte)? {
        Input::Key(key) => Some(Input::Key(KeyEvent { modifiers: key.modifiers | KeyModifiers::ALT, ..key })),
        _ => None,
    }
}

/// `ESC O`, perhaps modifiers, and a letter.
pub(super) fn shift3(body: &[u8], last: u8, alt: bool) -> Option<Input> {
    let parameters = Parameters(body);
    // `ESC O 5 A` has nothing but modifiers, `ESC O 1 ; 5 A` has them second.
    let mask = if body.contains(&b';') { parameters.at(1, 0) } else { parameters.at(0, 0) };
    let mut modifiers = modifiers(mask.unwrap_or(1), alt);
    let code = match last {
        b'a'..=b'd' => {
            modifiers |= KeyModifiers::CONTROL;
            letter(last.to_ascii_uppercase())?
        }
        // The keypad in its application mode.
        b'p'..=b'y' => KeyCode::Char(char::from(last - b'p' + b'0')),
        b'j'..=b'o' => KeyCode::Char(char::from(last - b'j' + b'*')),
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b'X' => KeyCode::Char('='),
        _ => letter(last)?,
    };
    Some(key(code, modifiers))
}

/// `ESC [`, parameters, and a last byte.
pub(super) fn control(body: &[u8], last: u8, alt: bool) -> Option<Input> {
    let parameters = Parameters(body);
    match (body, last) {
        ([b'<', body @ ..], b'M' | b'm') => {
            let parameters = Parameters(body);
            return mouse::by_numbers(parameters.at(0, 0)?, parameters.at(1, 0)?, parameters.at(2, 0)?, last == b'm');
        }
        ([b'<'..=b'?', ..], _) => return None,
        ([], b'I') => return Some(Input::FocusGained),
        ([], b'O') => return Some(Input::FocusLost),
        // rxvt's form (mode 1015), with 32 added to the button.
        (_, b'M') => {
            let button = parameters.at(0, 0)?.checked_sub(32)?;
            return mouse::by_numbers(button, parameters.at(1, 0)?, parameters.at(2, 0)?, false);
        }
        _ => {}
    }
    let mut modifiers = modifiers(parameters.at(1, 0).unwrap_or(1), alt);
    let code = match last {
        b'~' => match parameters.at(0, 0)? {
            // xterm's modifyOtherKeys.
            27 => by_code(parameters.at(2, 0)?, &mut modifiers)?,
            number => numbered(number)?,
        },
        b'u' => match parameters.text() {
            Some(c) => KeyCode::Char(c),
            None => by_code(parameters.at(0, 0)?, &mut modifiers)?,
        },
        b'Z' => KeyCode::BackTab,
        b'a'..=b'd' => {
            modifiers |= KeyModifiers::SHIFT;
            letter(last.to_ascii_uppercase())?
        }
        _ => letter(last)?,
    };
    let kind = match parameters.at(1, 1) {
        Some(2) => KeyEventKind::Repeat,
        Some(3) => KeyEventKind::Release,
        _ => KeyEventKind::Press,
    };
    Some(Input::Key(KeyEvent::new_with_kind(code, modifiers, kind)))
}

fn letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        _ => return None,
    })
}

fn numbered(number: u16) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        _ => return None,
    })
}

fn by_code(code: u16, modifiers: &mut KeyModifiers) -> Option<KeyCode> {
    const KEYPAD: &[u8; 18] = b"0123456789./*-+\r=,";
    const MOVES: [KeyCode; 10] = [
        KeyCode::Left,
        KeyCode::Right,
        KeyCode::Up,
        KeyCode::Down,
        KeyCode::PageUp,
        KeyCode::PageDown,
        KeyCode::Home,
        KeyCode::End,
        KeyCode::Insert,
        KeyCode::Delete,
    ];
    let c = match code {
        57399..57417 => KEYPAD[usize::from(code - 57399)].into(),
        57417..57427 => return Some(MOVES[usize::from(code - 57417)]),
        // Other keys by which nothing is typed.
        0xe000..=0xf8ff => return None,
        _ => char::from_u32(u32::from(code))?,
    };
    Some(match c {
        '\x1b' => KeyCode::Esc,
        '\r' => KeyCode::Enter,
        '\t' if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        '\t' => KeyCode::Tab,
        '\x7f' | '\x08' => KeyCode::Backspace,
        c if c.is_control() => return None,
        c if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::Char(c.to_uppercase().next().unwrap_or(c)),
        c => KeyCode::Char(c),
    })
}

/// xterm's and kitty's numbers of modifiers: one more than the sum of their bits.
fn modifiers(number: u16, alt: bool) -> KeyModifiers {
    held(number.saturating_sub(1)) | if alt { KeyModifiers::ALT } else { KeyModifiers::NONE }
}

pub(super) fn held(bits: u16) -> KeyModifiers {
    const HELD: [KeyModifiers; 6] = [
        KeyModifiers::SHIFT,
        KeyModifiers::ALT,
        KeyModifiers::CONTROL,
        KeyModifiers::SUPER,
        KeyModifiers::HYPER,
        KeyModifiers::META,
    ];
    (0..).zip(HELD).filter(|(bit, _)| bits >> bit & 1 != 0).map(|(_, modifier)| modifier).collect()
}

/// Numbers, parted by semicolons, and within these by colons.
struct Parameters<'a>(&'a [u8]);

impl Parameters<'_> {
    fn at(&self, at: usize, part: usize) -> Option<u16> {
        let parameter = self.0.split(|byte| *byte == b';').nth(at)?;
        str::from_utf8(parameter.split(|byte| *byte == b':').nth(part)?).ok()?.parse().ok()
    }

    /// The character that is typed, where kitty's protocol says it.
    fn text(&self) -> Option<char> {
        let shifted = || self.at(1, 0).is_some_and(|number| modifiers(number, false).contains(KeyModifiers::SHIFT));
        let code = self.at(2, 0).or_else(|| self.at(0, 1).filter(|_| shifted()))?;
        char::from_u32(u32::from(code)).filter(|c| !c.is_control())
    }
}
