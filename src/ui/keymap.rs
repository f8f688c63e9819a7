//! Which key does what, screen by screen. The footer's hints and the page of all keys come from the same tables.

mod booth;
mod class;
mod preview;

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::app::booth::Operator;
use crate::app::class::Stage;
use crate::app::preview::Over;
use crate::app::round::Phase;
use crate::app::{Act, App, Edit, Overlay, Screen};
use crate::pack::{DomainId, Pack};
use crate::text::Lang;
use crate::words::Words;

/// One line of the tables.
pub struct Binding {
    /// The keys, any of which will do.
    pub keys: &'static [KeyCode],
    /// How the keys are written, where it is not the first of them.
    pub label: &'static str,
    /// What they do.
    pub act: Act,
    /// How it is called; nothing where another line says it already.
    pub hint: Option<fn(&Words) -> &str>,
    /// Whether the footer has room for it; the page of keys has in any case.
    pub footer: bool,
}

const fn bind(keys: &'static [KeyCode], label: &'static str, act: Act, hint: fn(&Words) -> &str) -> Binding {
    Binding { keys, label, act, hint: Some(hint), footer: true }
}

/// A key that is only named on the page of keys.
const fn rare(keys: &'static [KeyCode], label: &'static str, act: Act, hint: fn(&Words) -> &str) -> Binding {
    Binding { keys, label, act, hint: Some(hint), footer: false }
}

/// A key that is named nowhere: a second way, or the other half of a pair.
const fn quiet(keys: &'static [KeyCode], act: Act) -> Binding {
    Binding { keys, label: "", act, hint: None, footer: false }
}

use KeyCode::{BackTab, Backspace, Char, Delete, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};

const SPACE: KeyCode = Char(' ');

static TITLE: [Binding; 9] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down, Char('j')], Act::Down),
    bind(&[Left], "←→", Act::Left, |words| &words.ui.keys_change),
    quiet(&[Right], Act::Right),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_choose),
    rare(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary),
    rare(&[Char('r')], "r", Act::EnterCode, |words| &words.ui.enter_code),
    bind(&[Char('q')], "q", Act::Quit, |words| &words.ui.keys_quit),
    quiet(&[Esc], Act::Back),
];

static SETTINGS: [Binding; 6] = [
    bind(&[Up, Char('k')], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down, Char('j')], Act::Down),
    bind(&[Left], "←→", Act::Left, |words| &words.ui.keys_change),
    quiet(&[Right], Act::Right),
    quiet(&[Enter, SPACE], Act::Choose),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_back),
];

static QUESTION: [Binding; 11] = [
    // The numbers and letters of the domains come before all these: see `domain_key`.
    quiet(&[Left], Act::Left),
    quiet(&[Right], Act::Right),
    quiet(&[Up], Act::Up),
    quiet(&[Down], Act::Down),
    rare(&[Enter], "←→ enter", Act::Choose, |words| &words.ui.keys_choose),
    bind(&[Char('h')], "h", Act::Hint, |words| &words.ui.keys_hint),
    bind(&[Char('p'), SPACE], "p", Act::Pause, |words| &words.ui.keys_pause),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    bind(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_leave),
    // After the way out, which must find room in the footer.
    quiet(&[Char('?')], Act::Help),
];

static FEEDBACK: [Binding; 8] = [
    bind(&[Enter, SPACE, Right, Char('n')], "enter", Act::Choose, |words| &words.ui.keys_next),
    bind(&[Char('c')], "c", Act::Contrast, |words| &words.ui.keys_contrast),
    // Whether there is anything to scroll is said where it is: "more ↓".
    rare(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down], Act::Down),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    bind(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary),
    bind(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_leave),
];

static RESULTS: [Binding; 11] = [
    rare(&[Up, Char('k')], "↑↓", Act::Up, |words| &words.ui.keys_move),
    quiet(&[Down, Char('j')], Act::Down),
    quiet(&[PageUp, Home], Act::Page(-1)),
    quiet(&[PageDown, End], Act::Page(1)),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_review),
    bind(&[Char('m')], "m", Act::Misses, |words| &words.ui.keys_misses),
    bind(&[Char('n')], "n", Act::Fresh, |words| &words.ui.keys_new),
    bind(&[Char('a')], "a", Act::Again, |words| &words.ui.keys_again),
    rare(&[Char('c')], "c", Act::Portrait, |words| &words.ui.keys_portrait),
    rare(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_title),
];

static REVIEW: [Binding; 7] = [
    bind(&[Left, Up, PageUp], "←→", Act::Left, |words| &words.ui.keys_move),
    quiet(&[Right, Down, PageDown, SPACE], Act::Right),
    quiet(&[Enter], Act::Choose),
    bind(&[Char('c')], "c", Act::Contrast, |words| &words.ui.keys_contrast),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    bind(&[Char('g')], "g", Act::Glossary, |words| &words.ui.keys_glossary),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_back),
];

static GLOSSARY: [Binding; 8] = [
    bind(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_term),
    quiet(&[Down], Act::Down),
    quiet(&[PageUp], Act::Page(-1)),
    quiet(&[PageDown], Act::Page(1)),
    bind(&[Left, BackTab], "←→", Act::Left, |words| &words.ui.keys_sense),
    quiet(&[Right, Tab], Act::Right),
    bind(&[Enter], "enter", Act::Choose, |words| &words.ui.keys_show),
    bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
];

/// While a context of the glossary is shown.
static CONTEXT: [Binding; 7] = [
    bind(&[Enter, SPACE, Right, Char('n')], "enter", Act::Choose, |words| &words.ui.keys_next),
    rare(&[Left], "←→", Act::Left, |words| &words.ui.keys_move),
    rare(&[Up], "↑↓", Act::Up, |words| &words.ui.keys_scroll),
    quiet(&[Down], Act::Down),
    rare(&[Tab], "tab", Act::InWords, |words| &words.ui.keys_in_words),
    bind(&[Char('r')], "r", Act::Replay, |words| &words.ui.keys_replay),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_back),
];

/// What a remote sent to make the screen black, or sends to go on, ends the break.
static BREAK: [Binding; 1] = [bind(
    &[Enter, SPACE, Esc, Char('p'), Char('q'), Char('b'), Char('.'), PageDown, Right, Down, Char('n')],
    "enter",
    Act::Back,
    |words| &words.ui.keys_resume,
)];

static PAUSE: [Binding; 1] =
    [bind(&[Enter, SPACE, Esc, Char('p'), Char('q')], "enter", Act::Back, |words| &words.ui.keys_resume)];

static LEAVE: [Binding; 2] = [
    bind(&[Enter, Char('y'), Char('o')], "enter", Act::Choose, |words| &words.ui.keys_leave),
    bind(&[Esc, Char('n'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_stay),
];

static CODE: [Binding; 2] = [
    bind(&[Enter], "enter", Act::Choose, |words| &words.ui.keys_start),
    bind(&[Esc], "esc", Act::Back, |words| &words.ui.keys_back),
];

static HELP: [Binding; 1] =
    [bind(&[Enter, SPACE, Esc, Char('?'), Char('q')], "esc", Act::Back, |words| &words.ui.keys_close)];

/// The table in force.
pub fn bindings(app: &App) -> &'static [Binding] {
    match &app.overlay {
        Some(Overlay::Help) => &HELP,
        Some(Overlay::Pause) if matches!(app.screen(), Screen::Class(_)) => &BREAK,
        Some(Overlay::Pause) => &PAUSE,
        Some(Overlay::Leave) if matches!(app.screen(), Screen::Class(_)) => &class::LEAVE,
        Some(Overlay::Leave) => &LEAVE,
        Some(Overlay::Code { .. }) => &CODE,
        Some(Overlay::Operator(operator)) => booth::bindings(operator),
        None => screen_bindings(app.screen()),
    }
}

/// The table of what only the operator of a booth sees.
pub fn operator_bindings(operator: &Operator) -> &'static [Binding] {
    booth::bindings(operator)
}

/// The table of a screen, whatever lies over it.
pub fn screen_bindings(screen: &Screen) -> &'static [Binding] {
    match screen {
        Screen::Title(_) => &TITLE,
        Screen::Settings(_) => &SETTINGS,
        Screen::Round(round) => match round.phase {
            Phase::Question { .. } => &QUESTION,
            Phase::Feedback { .. } => &FEEDBACK,
        },
        Screen::Results(_) => &RESULTS,
        Screen::Review(_) => &REVIEW,
        Screen::Class(class) if class.arranging.is_some() => &class::PLAN,
        Screen::Class(class) => match class.stage {
            Stage::Lobby => &class::LOBBY,
            Stage::Ask => &class::ASK,
            Stage::Count { .. } => &class::COUNT,
            Stage::Chart { .. } => &class::CHART,
            Stage::Reveal { .. } => &class::REVEAL,
            Stage::End { .. } => &class::END,
        },
        Screen::Glossary(glossary) if glossary.shown.is_some() => &CONTEXT,
        Screen::Glossary(_) => &GLOSSARY,
        Screen::Preview(preview) => match preview.over {
            Over::Nothing => &preview::PREVIEW,
            Over::Faults { .. } if preview.shown.is_none() => &preview::BROKEN,
            Over::Faults { .. } => &preview::FAULTS,
            Over::Find { .. } => &preview::FIND,
        },
        Screen::Attract(_) => &[],
        Screen::Welcome(_) => &booth::WELCOME,
        Screen::Portrait(_) => &booth::PORTRAIT,
        Screen::Naming(_) => &booth::NAMING,
        Screen::Standings(_) => &booth::STANDINGS,
    }
}

/// Whether what is typed is searched.
pub fn is_searching(screen: &Screen) -> bool {
    match screen {
        Screen::Glossary(glossary) => glossary.shown.is_none(),
        Screen::Preview(preview) => matches!(preview.over, Over::Find { .. }),
        _ => false,
    }
}

/// What a key does now, if anything.
pub fn act(app: &App, key: KeyEvent) -> Option<Act> {
    // A visitor of a booth may lean on a key.
    if key.kind == KeyEventKind::Release || (key.kind == KeyEventKind::Repeat && app.booth.is_some()) {
        return None;
    }
    // Desktops have these for themselves, and only some of them keep them.
    if key.modifiers.intersects(KeyModifiers::SUPER | KeyModifiers::HYPER | KeyModifiers::META) {
        return None;
    }
    if key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) {
        return held_with(app, key);
    }
    let bound = bound(app, key.code).map(|binding| binding.act.clone());
    if app.overlay.is_none() {
        if let Screen::Round(round) = app.screen()
            && let (Phase::Question { .. }, Some(domain)) = (round.phase, domain_key(&round.game.pack, key.code))
        {
            return Some(Act::Say(domain));
        }
        if let (Screen::Welcome(_), Some(digit)) = (app.screen(), digit(key.code)) {
            return digit.checked_sub(1).map(Act::Pick);
        }
        if let (Screen::Naming(_), Some(digit)) = (app.screen(), digit(key.code)) {
            // What else stands there is taken by its number.
            return Some(digit.checked_sub(1).map_or(Act::Fresh, Act::Pick));
        }
        if let Screen::Class(class) = app.screen()
            && class.arranging.is_none()
        {
            let counted = counting_key(&class.pack, key.code);
            match &class.stage {
                Stage::Count { .. } if counted.is_some() => return counted,
                // Where nothing was counted, a number is the count that was forgotten.
                Stage::Chart { .. } if class.has_no_hands() && digit(key.code).is_some() => return counted,
                _ => {}
            }
        }
        if key.code == Char('?') && !is_searching(app.screen()) {
            return Some(Act::Help);
        }
    }
    let answered = || match app.screen() {
        Screen::Preview(preview) if app.overlay.is_none() => {
            preview.answering().and_then(|shown| domain_key(&shown.pack, key.code)).map(Act::Say)
        }
        _ => None,
    };
    bound.or_else(answered).or_else(|| typed(app, key.code).map(Act::Type))
}

/// What a key does while hands are counted: digits make a number, the letter of a domain is one hand more and its capital
/// one fewer.
fn counting_key(pack: &Pack, code: KeyCode) -> Option<Act> {
    let Char(c) = code else { return (code == Backspace).then_some(Act::Type(Edit::DeletePrevChar)) };
    if matches!(c, '+' | '-') {
        return Some(Act::Type(Edit::InsertChar(c)));
    }
    if let Some(typed) = digit(code).and_then(as_char) {
        return Some(Act::Type(Edit::InsertChar(typed)));
    }
    let domain = domain_key(pack, code)?;
    Some(if c.is_uppercase() { Act::Fewer(domain) } else { Act::Say(domain) })
}

/// The domain that a number or letter answers for.
fn domain_key(pack: &Pack, code: KeyCode) -> Option<DomainId> {
    let Char(c) = code else { return None };
    domain_of(pack, c)
}

/// The domain that a digit or a letter stands for, in either case and on any keyboard.
pub fn domain_of(pack: &Pack, c: char) -> Option<DomainId> {
    let at = match digit(Char(c)) {
        Some(digit) => digit.checked_sub(1)?,
        None => pack.header.domains.iter().position(|domain| domain.letter == c.to_ascii_lowercase())?,
    };
    (at < pack.header.domains.len()).then_some(DomainId(at as u8))
}

/// Whether what is typed goes into a text.
fn has_focus(app: &App) -> bool {
    match &app.overlay {
        Some(Overlay::Code { .. } | Overlay::Operator(Operator::Pin { .. })) => true,
        Some(Overlay::Operator(Operator::Panel(_))) => false,
        Some(Overlay::Help | Overlay::Pause | Overlay::Leave) => false,
        None => is_searching(app.screen()) || matches!(app.screen(), Screen::Naming(_)),
    }
}

/// What a key does to the text that has the focus, if one has.
fn typed(app: &App, code: KeyCode) -> Option<Edit> {
    let edit = match code {
        // Codes and PINs have no such letters.
        Char(c) if app.overlay.is_some() && c != '-' => Edit::InsertChar(digit(code).and_then(as_char).unwrap_or(c)),
        Char(c) => Edit::InsertChar(c),
        Backspace => Edit::DeletePrevChar,
        Delete => Edit::DeleteNextChar,
        Left => Edit::GoToPrevChar,
        Right => Edit::GoToNextChar,
        Home => Edit::GoToStart,
        End => Edit::GoToEnd,
        _ => return None,
    };
    has_focus(app).then_some(edit)
}

/// What a key does while Control or Alt is held: as in shells, it edits a text; from anywhere, Ctrl-C leaves.
fn held_with(app: &App, key: KeyEvent) -> Option<Act> {
    let alt = key.modifiers.contains(KeyModifiers::ALT);
    let code = match key.code {
        Char(c) => Char(c.to_ascii_lowercase()),
        code => code,
    };
    let edit = match (code, alt) {
        (Char('c'), false) => return Some(Act::Quit),
        (Char('o'), false) if app.booth.is_some() => return Some(Act::Operator),
        (Char('a'), false) => Edit::GoToStart,
        (Char('e'), false) => Edit::GoToEnd,
        (Char('k'), false) => Edit::DeleteTillEnd,
        (Char('u'), false) => Edit::DeleteLine,
        (Char('w'), false) | (Backspace, _) => Edit::DeletePrevWord,
        (Char('d'), true) | (Delete, _) => Edit::DeleteNextWord,
        (Char('b'), true) | (Left, _) => Edit::GoToPrevWord,
        (Char('f'), true) | (Right, _) => Edit::GoToNextWord,
        _ => return None,
    };
    has_focus(app).then_some(Act::Type(edit))
}

/// The line of the table in force that a key stands in. With Caps Lock on, capitals do what letters do.
fn bound(app: &App, code: KeyCode) -> Option<&'static Binding> {
    let find = |code: KeyCode| bindings(app).iter().find(|binding| binding.keys.contains(&code));
    find(code).or_else(|| match code {
        Char(c) if c.is_uppercase() => find(Char(c.to_lowercase().next()?)),
        _ => None,
    })
}

/// The digits of the keyboards of France and Belgium want Shift: what their keys send without it, from 0 to 9; more than one
/// character where keyboards differ (AZERTY on PC and Mac, Belgium).
const WITHOUT_SHIFT: [&str; 10] = ["à", "&", "é", "\"", "'’", "(", "-§", "è", "_!", "ç"];

/// The digit that a key stands for.
fn digit(code: KeyCode) -> Option<usize> {
    let Char(c) = code else { return None };
    match c.to_digit(10) {
        Some(digit) => Some(digit as usize),
        // With Caps Lock on.
        None => WITHOUT_SHIFT.iter().position(|chars| c.to_lowercase().any(|c| chars.contains(c))),
    }
}

fn as_char(digit: usize) -> Option<char> {
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
