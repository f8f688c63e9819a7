//! What a key does. Each view has a table of its keys, a row each; the footer's hints, the page of all keys and clicks on
//! them come from the same tables.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::view::{self, View};
use crate::app::{Act, App, Edit};
use crate::pack::{DomainId, Pack};
use crate::text::Lang;
use crate::words::Words;

pub(super) use KeyCode::{
    BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up,
};

pub(super) const SPACE: KeyCode = Char(' ');

pub struct Binding {
    keys: Trigger,
    /// How the keys are written, where it is always the same.
    label: &'static str,
    hint: fn(&Words) -> &str,
    pub named: Named,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Named {
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

/// Keys, any of which will do, and what they do.
type Way = (&'static [KeyCode], Act);

type Hint = fn(&Words) -> &str;

pub(super) const fn bind(keys: &'static [KeyCode], label: &'static str, act: Act, hint: Hint) -> Binding {
    Binding { keys: Trigger::Any(keys, act), label, hint, named: Named::Everywhere }
}

/// Keys of two directions; a click does what the first does.
pub(super) const fn pair(label: &'static str, one: Way, other: Way, hint: Hint) -> Binding {
    Binding { keys: Trigger::Pair(one, other), label, hint, named: Named::Everywhere }
}

pub(super) const fn quiet(keys: &'static [KeyCode], act: Act) -> Binding {
    Binding { keys: Trigger::Any(keys, act), label: "", hint: |_| "", named: Named::Nowhere }
}

pub(super) const fn digits(act: fn(usize) -> Option<Act>) -> Binding {
    Binding { keys: Trigger::Digit(act), label: "0-9", hint: |words| &words.class().keys_number, named: Named::Nowhere }
}

const fn domains(keys: Trigger, label: &'static str, hint: Hint) -> Binding {
    Binding { keys, label, hint, named: Named::Everywhere }
}

impl Binding {
    /// The same, but there is no room for it in the footer.
    pub(super) const fn rare(mut self) -> Self {
        self.named = Named::OnPage;
        self
    }

    pub(super) const fn unsaid(mut self) -> Self {
        self.named = Named::Nowhere;
        self
    }

    /// Whether it is in force: nothing is answered where there is nothing to answer.
    pub fn is_open(&self, pack: Option<&Pack>) -> bool {
        pack.is_some() || !matches!(self.keys, Trigger::Answer(_) | Trigger::Number(_))
    }

    pub fn act(&self) -> Option<&Act> {
        match &self.keys {
            Trigger::Any(_, act) | Trigger::Pair((_, act), _) | Trigger::Held(_, act) => Some(act),
            _ => None,
        }
    }

    pub fn hint<'a>(&self, words: &'a Words) -> &'a str {
        (self.hint)(words)
    }

    pub fn label(&self, pack: Option<&Pack>) -> String {
        match self.keys {
            Trigger::Answer(_) | Trigger::Number(_) => {
                format!("1-{}", pack.map_or(0, |pack| pack.header.domains.len()))
            }
            _ => self.label.to_owned(),
        }
    }

    /// How they are written where there is room.
    pub fn long_label(&self, pack: Option<&Pack>, lang: Lang) -> String {
        match (&self.keys, pack) {
            (Trigger::Answer(_), Some(pack)) => {
                let domains = pack.header.domains.iter().enumerate();
                let keys = domains.map(|(i, domain)| format!("{} {}", digit_label(i + 1, lang), domain.letter));
                keys.collect::<Vec<_>>().join("  ")
            }
            _ => self.label(pack),
        }
    }

    fn meant(&self, code: KeyCode, pack: Option<&Pack>) -> Option<Act> {
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

    fn takes_text(&self) -> bool {
        matches!(self.keys, Trigger::Text | Trigger::Code)
    }
}

pub(super) const MOVE: Binding =
    pair("↑↓", (&[Up, Char('k')], Act::Up), (&[Down, Char('j')], Act::Down), |words| &words.ui.keys_move);
/// Where letters are typed, or mean something else.
pub(super) const MOVE_BY_ARROWS: Binding =
    pair("↑↓", (&[Up], Act::Up), (&[Down], Act::Down), |words| &words.ui.keys_move);
pub(super) const CHANGE: Binding =
    pair("←→", (&[Left], Act::Left), (&[Right], Act::Right), |words| &words.ui.keys_change);
/// Whether there is anything to scroll is said where it is: "more ↓".
pub(super) const SCROLL: Binding =
    pair("↑↓", (&[Up], Act::Up), (&[Down], Act::Down), |words| &words.ui.keys_scroll).rare();
pub(super) const PAGE: Binding = pair("", (&[PageUp], Act::Page(-1)), (&[PageDown], Act::Page(1)), |_| "").unsaid();
pub(super) const CHOOSE: Binding = bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_choose);
pub(super) const NEXT: Binding =
    bind(&[Enter, SPACE, Right, Char('n')], "enter", Act::Choose, |words| &words.ui.keys_next);
pub(super) const IN_WORDS: Binding = bind(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words).rare();
pub(super) const REPLAY: Binding = bind(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay);
pub(super) const CONTRAST: Binding = bind(&[Char('c')], "c", Act::Contrast, |words| &words.ui.keys_contrast);
pub(super) const GLOSSARY: Binding = bind(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary);
pub(super) const BACK: Binding = bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_back);
/// Where letters are typed.
pub(super) const BACK_BY_ESC: Binding = bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back);
pub(super) const LEAVE: Binding = bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_leave);
pub(super) const ANSWER: Binding = domains(Trigger::Answer(Act::Say), "", |words| &words.ui.keys_answer);
pub(super) const NUMBER: Binding = domains(Trigger::Number(Act::Say), "", |words| &words.ui.keys_answer);
pub(super) const LETTER: Binding = domains(Trigger::Letter(Act::Say), "a", |words| &words.class().keys_letter);
pub(super) const CAPITAL: Binding = domains(Trigger::Capital(Act::Fewer), "A", |words| &words.class().keys_capital);
pub(super) const TEXT: Binding = Binding { keys: Trigger::Text, ..quiet(&[], Act::Help) };
pub(super) const CODE: Binding = Binding { keys: Trigger::Code, ..quiet(&[], Act::Help) };
/// Where nothing is searched: there it is typed.
pub(super) const HELP: Binding =
    Binding { named: Named::InCorner, ..bind(&[Char('?')], "?", Act::Help, |words| &words.ui.keys) };

/// From anywhere.
static ALWAYS: [Binding; 2] = [
    Binding {
        keys: Trigger::Held('c', Act::Quit),
        ..bind(&[], "ctrl-c", Act::Quit, |words| &words.ui.keys_exit).rare()
    },
    Binding { keys: Trigger::Held('o', Act::Operator), ..quiet(&[], Act::Help) },
];

/// The rows of a view that are named on the page of keys, with those that are in force everywhere.
pub fn on_page(app: &App, view: &dyn View) -> Vec<&'static Binding> {
    let rows = view.keys().iter().chain(&ALWAYS).filter(|row| row.is_open(view.pack()));
    let rows = rows.filter(|row| matches!(row.named, Named::Everywhere | Named::OnPage));
    rows.filter(|row| row.act().is_none_or(|act| app.allows(act))).collect()
}

pub fn act(app: &App, key: KeyEvent) -> Option<Act> {
    // A visitor of a booth may lean on a key.
    if key.kind == KeyEventKind::Release || (key.kind == KeyEventKind::Repeat && app.booth.is_some()) {
        return None;
    }
    // Desktops have these for themselves, and only some of them keep them.
    if key.modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META) {
        return None;
    }
    let view = view::in_force(app);
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        let edit = || view.keys().iter().any(Binding::takes_text).then(|| edit_held(key)).flatten();
        return held(app, key).or_else(|| edit().map(Act::Type));
    }
    let find = |code: KeyCode| view.keys().iter().find_map(|row| row.meant(code, view.pack()));
    // With Caps Lock on, capitals do what letters do.
    find(key.code).or_else(|| match key.code {
        Char(c) if c.is_uppercase() => find(Char(c.to_lowercase().next()?)),
        _ => None,
    })
}

/// What a key does from anywhere while Control is held.
fn held(app: &App, key: KeyEvent) -> Option<Act> {
    let Char(pressed) = key.code else { return None };
    let is_it = |row: &&Binding| matches!(row.keys, Trigger::Held(c, _) if c == pressed.to_ascii_lowercase());
    let row = ALWAYS.iter().find(is_it).filter(|_| !key.modifiers.contains(KeyModifiers::ALT))?;
    row.act().filter(|act| **act != Act::Operator || app.booth.is_some()).cloned()
}

/// What a key does to a text while Control or Alt is held: as in shells.
fn edit_held(key: KeyEvent) -> Option<Edit> {
    let code = match key.code {
        Char(c) => Char(c.to_ascii_lowercase()),
        code => code,
    };
    Some(match (code, key.modifiers.contains(KeyModifiers::ALT)) {
        (Char('a'), false) => Edit::GoToStart,
        (Char('e'), false) => Edit::GoToEnd,
        (Char('k'), false) => Edit::DeleteTillEnd,
        (Char('u'), false) => Edit::DeleteLine,
        (Char('w'), false) | (Backspace, _) => Edit::DeletePrevWord,
        (Char('d'), true) | (Delete, _) => Edit::DeleteNextWord,
        (Char('b'), true) | (Left, _) => Edit::GoToPrevWord,
        (Char('f'), true) | (Right, _) => Edit::GoToNextWord,
        _ => return None,
    })
}

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
pub fn domain_of(pack: &Pack, c: char) -> Option<DomainId> {
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

pub(super) fn as_char(digit: usize) -> Option<char> {
    char::from_digit(u32::try_from(digit).ok()?, 10)
}

/// How a digit's key is called: on French keyboards it says something else, which stands first there.
pub fn digit_label(digit: usize, lang: Lang) -> String {
    let first = WITHOUT_SHIFT.get(digit).and_then(|chars| chars.chars().next());
    match (lang, first) {
        (Lang::Fr, Some(c)) => format!("{digit} {c}"),
        _ => digit.to_string(),
    }
}
