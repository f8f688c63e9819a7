//! What a key does. Each view has a table of its keys, a row each; the footer's hints, the page of all keys and clicks on
//! them come from the same tables.

use crossterm::event::KeyCode;

use crate::pack::{DomainId, Pack};
use crate::text::Lang;
use crate::ui::{Act, Edit};
use crate::words::Words;

pub(crate) use KeyCode::{
    BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

pub(crate) const SPACE: KeyCode = Char(' ');

pub struct Binding {
    keys: Trigger,
    /// How the keys are written, where it is always the same.
    label: &'static str,
    hint: fn(&Words) -> &str,
    pub(crate) named: Named,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    Everywhere,
    OnPage,
    InCorner,
    /// Nowhere: it is a second way, or said where it is.
    Nowhere,
}

enum Trigger {
    Any(&'static [KeyCode], Act),
    Pair(Way, Way),
    Held(char, Act),
    Digit(fn(usize) -> Option<Act>),
    Number(fn(DomainId) -> Act),
    Letter(fn(DomainId) -> Act),
    Capital(fn(DomainId) -> Act),
    Answer(fn(DomainId) -> Act),
    Text,
    /// The same where letters that French keyboards send for digits are meant as such.
    Code,
}

type Way = (&'static [KeyCode], Act);

type Hint = fn(&Words) -> &str;

pub const fn bind(keys: &'static [KeyCode], label: &'static str, act: Act, hint: Hint) -> Binding {
    Binding { keys: Trigger::Any(keys, act), label, hint, named: Named::Everywhere }
}

/// Keys of two directions; a click does what the first does.
pub(crate) const fn pair(label: &'static str, one: Way, other: Way, hint: Hint) -> Binding {
    Binding { keys: Trigger::Pair(one, other), label, hint, named: Named::Everywhere }
}

pub const fn quiet(keys: &'static [KeyCode], act: Act) -> Binding {
    Binding { keys: Trigger::Any(keys, act), label: "", hint: |_| "", named: Named::Nowhere }
}

pub const fn digits(act: fn(usize) -> Option<Act>) -> Binding {
    Binding { keys: Trigger::Digit(act), label: "0-9", hint: |words| &words.class().keys_number, named: Named::Nowhere }
}

const fn domains(keys: Trigger, label: &'static str, hint: Hint) -> Binding {
    Binding { keys, label, hint, named: Named::Everywhere }
}

impl Binding {
    /// The same, but there is no room for it in the footer.
    pub(crate) const fn rare(mut self) -> Self {
        self.named = Named::OnPage;
        self
    }

    pub(crate) const fn unsaid(mut self) -> Self {
        self.named = Named::Nowhere;
        self
    }

    /// Whether it is in force: nothing is answered where there is nothing to answer.
    pub(crate) fn is_open(&self, pack: Option<&Pack>) -> bool {
        pack.is_some() || !matches!(self.keys, Trigger::Answer(_) | Trigger::Number(_))
    }

    pub fn act(&self) -> Option<&Act> {
        match &self.keys {
            Trigger::Any(_, act) | Trigger::Pair((_, act), _) | Trigger::Held(_, act) => Some(act),
            _ => None,
        }
    }

    pub(crate) fn hint<'a>(&self, words: &'a Words) -> &'a str {
        (self.hint)(words)
    }

    pub(crate) fn label(&self, pack: Option<&Pack>) -> String {
        match self.keys {
            Trigger::Answer(_) | Trigger::Number(_) => {
                format!("1-{}", pack.map_or(0, |pack| pack.header.domains.len()))
            }
            _ => self.label.to_owned(),
        }
    }

    pub(crate) fn long_label(&self, pack: Option<&Pack>, lang: Lang) -> String {
        match (&self.keys, pack) {
            (Trigger::Answer(_), Some(pack)) => {
                let domains = pack.header.domains.iter().enumerate();
                let keys = domains.map(|(i, domain)| format!("{} {}", digit_label(i + 1, lang), domain.letter));
                keys.collect::<Vec<_>>().join("  ")
            }
            _ => self.label(pack),
        }
    }

    pub fn meant(&self, code: KeyCode, pack: Option<&Pack>) -> Option<Act> {
        let letter = |c| pack.and_then(|pack| domain_of_letter(pack, c));
        match (&self.keys, code) {
            (Trigger::Any(keys, act), _) => keys.contains(&code).then(|| act.clone()),
            (Trigger::Pair(one, other), _) => {
                [one, other].into_iter().find(|(keys, _)| keys.contains(&code)).map(|(_, act)| act.clone())
            }
            (Trigger::Digit(act), _) => act(digit(code)?),
            (Trigger::Number(act), Char(c)) => digit(code).and(domain_of(pack?, c)).map(act),
            (Trigger::Letter(act), Char(c)) => letter(c).map(act),
            (Trigger::Capital(act), Char(c)) if c.is_uppercase() => letter(c.to_ascii_lowercase()).map(act),
            (Trigger::Answer(act), Char(c)) => domain_of(pack?, c).map(act),
            (Trigger::Text, _) => typed(code).map(Act::Type),
            // Codes and PINs have no such letters.
            (Trigger::Code, Char(c)) if c != '-' => {
                Some(Act::Type(Edit::InsertChar(digit(code).and_then(as_char).unwrap_or(c))))
            }
            (Trigger::Code, _) => typed(code).map(Act::Type),
            _ => None,
        }
    }

    pub(crate) fn is_held(&self, key: char) -> bool {
        matches!(self.keys, Trigger::Held(held, _) if held == key)
    }

    pub(crate) fn takes_text(&self) -> bool {
        matches!(self.keys, Trigger::Text | Trigger::Code)
    }
}

pub(crate) const MOVE: Binding =
    pair("↑↓", (&[Up, Char('k')], Act::Up), (&[Down, Char('j')], Act::Down), |words| &words.ui.keys_move);
/// Where letters are typed, or mean something else.
pub const MOVE_BY_ARROWS: Binding = pair("↑↓", (&[Up], Act::Up), (&[Down], Act::Down), |words| &words.ui.keys_move);
pub const CHANGE: Binding = pair("←→", (&[Left], Act::Left), (&[Right], Act::Right), |words| &words.ui.keys_change);
pub const SCROLL: Binding = pair("↑↓", (&[Up], Act::Up), (&[Down], Act::Down), |words| &words.ui.keys_scroll).rare();
pub const PAGE: Binding = pair("", (&[PageUp], Act::Page(-1)), (&[PageDown], Act::Page(1)), |_| "").unsaid();
pub const CHOOSE: Binding = bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_choose);
pub const NEXT: Binding = bind(&[Enter, SPACE, Right, Char('n')], "enter", Act::Choose, |words| &words.ui.keys_next);
pub const IN_WORDS: Binding = bind(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words).rare();
pub const REPLAY: Binding = bind(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay);
pub const CONTRAST: Binding = bind(&[Char('c')], "c", Act::Contrast, |words| &words.ui.keys_contrast);
pub const GLOSSARY: Binding = bind(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary);
pub const BACK: Binding = bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_back);
pub const BACK_BY_ESC: Binding = bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back);
pub const LEAVE: Binding = bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_leave);
pub const ANSWER: Binding = domains(Trigger::Answer(Act::Say), "", |words| &words.ui.keys_answer);
pub const NUMBER: Binding = domains(Trigger::Number(Act::Say), "", |words| &words.ui.keys_answer);
pub const LETTER: Binding = domains(Trigger::Letter(Act::Say), "a", |words| &words.class().keys_letter);
pub const CAPITAL: Binding = domains(Trigger::Capital(Act::Fewer), "A", |words| &words.class().keys_capital);
pub const TEXT: Binding = Binding { keys: Trigger::Text, ..quiet(&[], Act::Help) };
pub const CODE: Binding = Binding { keys: Trigger::Code, ..quiet(&[], Act::Help) };
/// Where nothing is searched: there it is typed.
pub(crate) const HELP: Binding =
    Binding { named: Named::InCorner, ..bind(&[Char('?')], "?", Act::Help, |words| &words.ui.keys) };

pub(crate) static ALWAYS: [Binding; 2] = [
    Binding {
        keys: Trigger::Held('c', Act::Quit),
        ..bind(&[], "ctrl-c", Act::Quit, |words| &words.ui.keys_exit).rare()
    },
    Binding { keys: Trigger::Held('o', Act::Operator), ..quiet(&[], Act::Help) },
];

fn typed(code: KeyCode) -> Option<Edit> {
    Some(match code {
        Char(c) => Edit::InsertChar(c),
        Backspace => Edit::DeletePrevChar,
        Delete => Edit::DeleteNextChar,
        Left => Edit::GoToPrevChar,
        Right => Edit::GoToNextChar,
        Home => Edit::GoToStart,
        End => Edit::GoToEnd,
        _ => return None,
    })
}

/// The domain that a digit or a letter stands for, in either case and on any keyboard.
pub(crate) fn domain_of(pack: &Pack, c: char) -> Option<DomainId> {
    match digit(Char(c)) {
        Some(digit) => pack.domain_ids().nth(digit.checked_sub(1)?),
        None => domain_of_letter(pack, c.to_ascii_lowercase()),
    }
}

fn domain_of_letter(pack: &Pack, c: char) -> Option<DomainId> {
    pack.domain_ids().find(|id| pack.domain(*id).letter == c)
}

/// The digits of the keyboards of France and Belgium want Shift: what their keys send without it, from 0 to 9; more than one
/// character where keyboards differ (AZERTY on PC and Mac, Belgium).
const WITHOUT_SHIFT: [&str; 10] = ["à", "&", "é", "\"", "'’", "(", "-§", "è", "_!", "ç"];

fn digit(code: KeyCode) -> Option<usize> {
    let Char(c) = code else { return None };
    match c.to_digit(10) {
        Some(digit) => Some(digit as usize),
        // With Caps Lock on.
        None => WITHOUT_SHIFT.iter().position(|chars| c.to_lowercase().any(|c| chars.contains(c))),
    }
}

pub(crate) fn as_char(digit: usize) -> Option<char> {
    char::from_digit(u32::try_from(digit).ok()?, 10)
}

/// How a digit's key is called: on French keyboards it says something else, which stands first there.
pub(crate) fn digit_label(digit: usize, lang: Lang) -> String {
    let first = WITHOUT_SHIFT.get(digit).and_then(|chars| chars.chars().next());
    match (lang, first) {
        (Lang::Fr, Some(c)) => format!("{digit} {c}"),
        _ => digit.to_string(),
    }
}
