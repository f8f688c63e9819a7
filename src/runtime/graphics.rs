//! Which pixels a terminal can show: what it is asked, what it answers, and what follows.
//!
//! It is asked after the first frame, once a pack with pictures is there, and nobody waits for the answers. Until they
//! have come, what the terminal sends is read here: crossterm would take the answers for keys.

use std::env;

use crossterm::event::Event as Input;
use crossterm::terminal;
use ratatui_image::FontSize;
use ratatui_image::picker::{Picker, ProtocolType};
use terminput::Event as Parsed;

/// How pictures are to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Images {
    /// As well as the terminal can.
    #[default]
    Auto,
    /// In words.
    Off,
    /// Two pixels a cell, at most.
    Blocks,
    /// By a protocol, whatever the terminal says.
    By(ProtocolType),
}

/// The ways to show pictures, as the command line names them.
pub const IMAGES: [(&str, Images); 6] = [
    ("auto", Images::Auto),
    ("off", Images::Off),
    ("blocks", Images::Blocks),
    ("kitty", Images::By(ProtocolType::Kitty)),
    ("iterm2", Images::By(ProtocolType::Iterm2)),
    ("sixel", Images::By(ProtocolType::Sixel)),
];

/// Asks for the name and version (XTVERSION), whether kitty's protocol is known (by a picture of one pixel that is not
/// kept), for the size of a cell in pixels (XTWINOPS 16), and for the device attributes (DA1), which every terminal
/// answers: after them nothing more comes.
pub const QUESTIONS: &[u8] = b"\x1b[>0q\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\\x1b[16t\x1b[c";

/// What a terminal said about itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    version: String,
    kitty: bool,
    sixel: bool,
    cell: Option<(u16, u16)>,
    complete: bool,
}

/// Tells the answers of a terminal from what people type meanwhile.
#[derive(Debug, Default)]
pub struct Listening {
    pending: Vec<u8>,
    answers: Answers,
}

/// What the bytes so far are.
enum Sorted {
    /// The beginning of something.
    Incomplete,
    /// An answer, or nothing that means anything.
    Done,
    /// A key, a click, a paste.
    Input(Input),
}

/// A longer answer is none.
const ANSWER_MAX: usize = 4096;

impl Listening {
    /// Takes bytes in; returns the keys and clicks among them.
    pub fn take(&mut self, bytes: &[u8]) -> Vec<Input> {
        let mut inputs = Vec::new();
        for byte in bytes {
            self.pending.push(*byte);
            match self.sort() {
                Sorted::Incomplete => continue,
                Sorted::Done => {}
                Sorted::Input(input) => inputs.push(input),
            }
            self.pending.clear();
        }
        inputs
    }

    /// Whether an Escape stands alone: the key, unless more follows at once.
    pub fn escape_alone(&self) -> bool {
        self.pending == [0x1b]
    }

    /// Nothing followed the Escape.
    pub fn escape(&mut self) -> Option<Input> {
        self.escape_alone().then(|| {
            self.pending.clear();
            parse(b"\x1b")
        })?
    }

    /// The answers, once the last has come.
    pub fn answers(&self) -> Option<Answers> {
        (self.answers.complete && self.pending.is_empty()).then(|| self.answers.clone())
    }

    fn sort(&mut self) -> Sorted {
        match self.pending.as_slice() {
            [0x1b] => Sorted::Incomplete,
            // Strings: APC, DCS, OSC, each up to ST (or BEL). No key that means anything here begins so.
            [0x1b, b'_' | b'P' | b']', body @ ..] => {
                if let Some(text) = body.strip_suffix(b"\x1b\\").or(body.strip_suffix(b"\x07")) {
                    self.answers.string(self.pending[1], text);
                    return Sorted::Done;
                }
                if body.len() > ANSWER_MAX { Sorted::Done } else { Sorted::Incomplete }
            }
            [0x1b, b'[', body @ .., b'c'] if body.first() == Some(&b'?') => {
                self.answers.sixel = numbers(&body[1..]).any(|n| n == 4);
                self.answers.complete = true;
                Sorted::Done
            }
            [0x1b, b'[', body @ .., b't'] => {
                if let [6, height, width] = numbers(body).collect::<Vec<_>>()[..] {
                    self.answers.cell = Some((width, height)).filter(|(w, h)| *w > 0 && *h > 0);
                }
                Sorted::Done
            }
            bytes => match Parsed::parse_from(bytes) {
                Ok(None) if bytes.len() <= ANSWER_MAX => Sorted::Incomplete,
                Ok(Some(event)) => terminput_crossterm::to_crossterm(event).map_or(Sorted::Done, Sorted::Input),
                Ok(None) | Err(_) => Sorted::Done,
            },
        }
    }
}

fn parse(bytes: &[u8]) -> Option<Input> {
    terminput_crossterm::to_crossterm(Parsed::parse_from(bytes).ok()??).ok()
}

/// The parameters of a control sequence; those that are no numbers are left out.
fn numbers(body: &[u8]) -> impl Iterator<Item = u16> {
    body.split(|byte| *byte == b';').filter_map(|part| std::str::from_utf8(part).ok()?.parse().ok())
}

impl Answers {
    fn string(&mut self, kind: u8, body: &[u8]) {
        let body = String::from_utf8_lossy(body);
        match kind {
            b'_' if body.starts_with("Gi=31;OK") => self.kitty = true,
            b'P' => self.version = body.strip_prefix(">|").unwrap_or_default().to_owned(),
            _ => {}
        }
    }

    /// Whether kitty's protocol is known together with its placeholders, by which pictures stay where their cells are:
    /// kitty itself has them from 0.28 on. Others that know the protocol (Konsole, WezTerm) do not know them.
    fn kitty_by_cells(&self) -> bool {
        let number = |text: &str| text.split(|c: char| !c.is_ascii_digit()).next().and_then(|n| n.parse::<u32>().ok());
        let own = self.version.strip_prefix("kitty(").and_then(|version| {
            let (major, minor) = version.split_once('.')?;
            Some((number(major)?, number(minor)?) >= (0, 28))
        });
        self.kitty && (own == Some(true) || self.version.starts_with("ghostty"))
    }
}

/// What draws pictures in the terminal's own pixels, if it can.
pub fn picker(images: Images, answers: &Answers) -> Option<Picker> {
    let protocol = match images {
        Images::Off | Images::Blocks => return None,
        Images::By(protocol) => protocol,
        Images::Auto => protocol(answers, &|name| env::var(name).unwrap_or_default())?,
    };
    let cell = answers.cell.or_else(cell_of_window)?;
    // Deprecated in favour of a query that would take the keys typed meanwhile for its answers.
    #[allow(deprecated)]
    let mut picker = Picker::from_fontsize(FontSize::new(cell.0, cell.1));
    picker.set_protocol_type(protocol);
    Some(picker)
}

/// The best protocol: kitty's, iTerm2's, sixel.
fn protocol(answers: &Answers, var: &dyn Fn(&str) -> String) -> Option<ProtocolType> {
    // A multiplexer answers for itself, and what is around it may be looked at from several terminals.
    let multiplexed = ["tmux", "screen"].iter().any(|name| var("TERM").starts_with(name));
    if multiplexed || !var("NO_COLOR").is_empty() {
        return None;
    }
    if answers.kitty_by_cells() {
        return Some(ProtocolType::Kitty);
    }
    let program = var("TERM_PROGRAM");
    let by_name = ["iTerm", "WezTerm", "mintty", "vscode", "Tabby", "Hyper", "rio", "WarpTerminal"];
    // Konsole knows iTerm2's pictures from 22.04 on, and shows them better than sixel.
    let konsole = var("KONSOLE_VERSION").parse::<u32>().is_ok_and(|version| version >= 220_400);
    if konsole || by_name.iter().any(|name| program.contains(name)) || var("LC_TERMINAL").contains("iTerm") {
        return Some(ProtocolType::Iterm2);
    }
    answers.sixel.then_some(ProtocolType::Sixel)
}

/// The size of a cell after that of the window, whose margins do not make up a cell.
fn cell_of_window() -> Option<(u16, u16)> {
    let size = terminal::window_size().ok()?;
    let part = |pixels: u16, cells: u16| pixels.checked_div(cells).filter(|part| *part > 0);
    Some((part(size.width, size.columns)?, part(size.height, size.rows)?))
}

#[cfg(test)]
mod tests {
    use crossterm::event::{KeyCode, KeyEvent, MouseEventKind};
    use proptest::prelude::*;

    use super::*;

    fn key(input: &Input) -> Option<KeyCode> {
        match input {
            Input::Key(KeyEvent { code, .. }) => Some(*code),
            _ => None,
        }
    }

    fn heard(bytes: &[u8]) -> (Vec<KeyCode>, Option<Answers>) {
        let mut listening = Listening::default();
        let inputs = listening.take(bytes);
        (inputs.iter().filter_map(key).collect(), listening.answers())
    }

    /// What terminals of these names answered when they were asked.
    const KITTY: &[u8] = b"\x1bP>|kitty(0.31.0)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;23;11t\x1b[?62;c";
    const KONSOLE: &[u8] = b"\x1bP>|Konsole 22.12.3\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;23;11t\x1b[?62;1;4c";
    const FOOT: &[u8] = b"\x1bP>|foot(1.13.1)\x1b\\\x1b[6;23;11t\x1b[?62;4;22c";
    const XTERM: &[u8] = b"\x1bP>|XTerm(379)\x1b\\\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c";
    const TMUX: &[u8] = b"\x1b[?1;2c";

    #[test]
    fn terminals_get_the_best_that_they_can_show() {
        let none = |_: &str| String::new();
        let konsole = |name: &str| if name == "KONSOLE_VERSION" { "221203".to_owned() } else { String::new() };
        let best = |bytes: &[u8], var: &dyn Fn(&str) -> String| protocol(&heard(bytes).1.expect("answers"), var);
        assert_eq!(best(KITTY, &none), Some(ProtocolType::Kitty));
        assert_eq!(best(FOOT, &none), Some(ProtocolType::Sixel));
        assert_eq!(best(KONSOLE, &konsole), Some(ProtocolType::Iterm2));
        assert_eq!(best(XTERM, &none), None);
        assert_eq!(best(TMUX, &none), None);
        assert_eq!(best(KITTY, &|name| if name == "TERM" { "tmux-256color".into() } else { String::new() }), None);
        assert_eq!(best(KITTY, &|name| if name == "NO_COLOR" { "1".into() } else { String::new() }), None);
    }

    #[test]
    fn a_kitty_that_cannot_keep_pictures_in_their_cells_is_not_asked_to() {
        let old = KITTY.to_vec().into_iter().collect::<Vec<u8>>();
        let old = String::from_utf8(old).expect("text").replace("0.31.0", "0.26.5");
        assert_eq!(protocol(&heard(old.as_bytes()).1.expect("answers"), &|_| String::new()), None);
    }

    #[test]
    fn keys_between_the_answers_are_kept_and_answers_are_no_keys() {
        let mut bytes = b"h".to_vec();
        bytes.extend(&FOOT[..18]);
        bytes.extend(b"1\x1b[A");
        bytes.extend(&FOOT[18..]);
        bytes.extend("é\r".as_bytes());
        let (keys, answers) = heard(&bytes);
        let expected = [KeyCode::Char('h'), KeyCode::Char('1'), KeyCode::Up, KeyCode::Char('é'), KeyCode::Enter];
        assert_eq!(keys, expected);
        assert_eq!(answers.and_then(|answers| answers.cell), Some((11, 23)));
    }

    #[test]
    fn clicks_are_kept() {
        let inputs = Listening::default().take(b"\x1b[<0;12;7M\x1b[<0;12;7m");
        let downs = inputs.iter().filter(|i| matches!(i, Input::Mouse(m) if matches!(m.kind, MouseEventKind::Down(_))));
        let places: Vec<_> = downs.map(|i| if let Input::Mouse(m) = i { (m.column, m.row) } else { (0, 0) }).collect();
        assert_eq!(places, [(11, 6)]);
    }

    #[test]
    fn an_escape_is_the_key_only_if_nothing_follows() {
        let mut listening = Listening::default();
        assert_eq!(listening.take(b"\x1b"), []);
        assert!(listening.escape_alone());
        assert_eq!(listening.escape().as_ref().and_then(key), Some(KeyCode::Esc));
        assert_eq!(listening.take(b"\x1b"), []);
        assert_eq!(listening.take(b"[?62;4c"), []);
        assert!(listening.answers().is_some());
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_makes_it_fail(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut listening = Listening::default();
            listening.take(&bytes);
            prop_assert!(listening.pending.len() <= ANSWER_MAX + 4);
        }

        #[test]
        fn letters_are_never_lost(text in "[a-z0-9]{1,20}", cut in 0usize..200) {
            // The answers arrive in the middle of them.
            let cut = cut % text.len();
            let bytes = [&text.as_bytes()[..cut], KITTY, &text.as_bytes()[cut..]].concat();
            let typed: String = heard(&bytes).0.iter().filter_map(KeyCode::as_char).collect();
            prop_assert_eq!(typed, text);
        }
    }
}
