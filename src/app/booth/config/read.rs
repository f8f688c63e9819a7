//! From TOML to what an organiser sets. Like a pack it is read by hand, so that every fault is told at once.

use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use super::address::{is_address, is_credentials};
use super::{Config, Names, QUESTIONS_MAX, Share};
use crate::app::settings::Motion;
use crate::game::scores::Scope;
use crate::read::diagnostic::{Code, Diagnostic, Severity};
use crate::read::{Keys, Reading, Value, document};
use crate::text::{Lang, SafeText};
use crate::ui::theme::ThemeChoice;

/// What came of reading what an organiser sets.
#[derive(Debug, Clone)]
pub struct Checked {
    /// What is set. Where a key is missing or has a fault, its usual value stands in, so that the rest can be checked.
    pub config: Config,
    /// Where things stand that can only be checked by looking at what they name.
    pub places: Places,
    /// The text is TOML throughout. Else nobody knows which of its parts are meant as they seem.
    pub whole: bool,
    /// The faults, in the order of their places.
    pub faults: Vec<Diagnostic>,
    /// How many more faults there are than are listed.
    pub more: usize,
}

/// Where things stand in the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    /// Of each of the packs; none if they are not set.
    pub packs: Vec<Range<usize>>,
    /// Of each of the languages; none if they are not set.
    pub languages: Vec<Range<usize>>,
    /// Of the files that must be there.
    pub files: Vec<(Beside, SafeText, Range<usize>)>,
}

/// A file that is named from where the settings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Logo,
    /// Names that are not shown.
    Refused,
    Authority,
    Credentials,
}

impl Checked {
    /// What is set, where it can be used.
    pub fn usable(self) -> Option<Config> {
        let refused = self.faults.iter().any(|fault| fault.severity == Severity::Error);
        (!refused).then_some(self.config)
    }
}

/// The keys that stand above all headings.
const TOP: [&str; 7] = ["pin", "packs", "languages", "questions", "seconds", "board", "booth"];

/// How somebody may call what must not be in the file.
const SECRETS: [&str; 9] = ["password", "passwd", "passphrase", "pass", "pwd", "secret", "token", "user", "username"];

/// The most characters of a path or an address.
const PATH_MAX: usize = 1000;
const PACKS_MAX: usize = 50;
/// The most characters of the event's name, of the line below it, and of the booth's name: what fits 80 columns.
const EVENT_MAX: usize = 40;
const LINE_MAX: usize = 72;
const BOOTH_MAX: usize = 20;

impl Config {
    pub fn read(text: &str) -> Checked {
        let fetch = |_: &str, _| Err((Code::NoDataFile, SafeText::default()));
        let mut reading = Reading::new(&fetch);
        reading.source = text;
        let (mut config, mut places) = (Self::default(), Places::default());
        if text.trim().is_empty() {
            reading.push(reading.fault(Code::NotABoothFile, 0..0));
        } else {
            let table = document(text, &mut reading);
            let keys = Keys::new(table.get_ref(), 0..0);
            if ["format", "term"].into_iter().any(|of_pack| table.get_ref().contains_key(of_pack)) {
                reading.push(reading.fault(Code::NotABoothFile, 0..0));
            } else {
                config.fill(keys, &mut places, &mut reading);
            }
        }
        let mut faults = reading.faults;
        let torn = [Code::Syntax, Code::Colon, Code::CurlyQuotes, Code::NotABoothFile];
        let whole = !faults.iter().any(|fault| torn.contains(&fault.code));
        if !whole {
            // What seems to be a language may be half of a password.
            faults.retain(|fault| torn.contains(&fault.code));
        }
        faults.sort_by_key(|fault| fault.place.span.start);
        Checked { config, places, whole, faults, more: reading.more }
    }

    fn fill(&mut self, mut keys: Keys, places: &mut Places, reading: &mut Reading) {
        let (pin, packs) = (keys.optional("pin"), keys.optional("packs"));
        if let Some(value) = keys.optional("languages") {
            let (languages, spans): (Vec<Lang>, _) = languages(value, reading).into_iter().unzip();
            if !languages.is_empty() {
                (self.languages, places.languages) = (languages, spans);
            }
        }
        reading.needed.clone_from(&self.languages);
        self.pin = pin.and_then(|v| read_pin(v, reading)).unwrap_or_default();
        if let Some(value) = packs {
            (self.packs, places.packs) = read_packs(value, reading).into_iter().unzip();
        }
        if let Some(n) = keys.optional("questions").and_then(|v| reading.integer(v, 1..=QUESTIONS_MAX.into())) {
            self.questions = n as u8;
        }
        if let Some(seconds) = keys.optional("seconds").and_then(|v| seconds(v, reading)) {
            self.time = (seconds > 0).then(|| Duration::from_secs(seconds));
        }
        let board = keys.optional("board");
        let scope = board.and_then(|v| reading.word(v, &Scope::ALL));
        self.board = scope.unwrap_or(self.board);
        self.booth = keys.optional("booth").and_then(|v| reading.line(v, BOOTH_MAX));
        let (mut misplaced, mut event) = (Vec::new(), false);
        if let Some(mut below) = table("event", &mut keys, reading) {
            event = self.read_event(&mut below, places, reading);
            misplaced.extend(finish(below, reading));
        }
        if let Some(mut below) = table("idle", &mut keys, reading) {
            self.read_idle(&mut below, reading);
            misplaced.extend(finish(below, reading));
        }
        if let Some(mut below) = table("names", &mut keys, reading) {
            self.names = read_names(&mut below, places, reading);
            misplaced.extend(finish(below, reading));
        }
        if let Some(mut below) = table("screen", &mut keys, reading) {
            self.read_screen(&mut below, reading);
            misplaced.extend(finish(below, reading));
        }
        if let Some(mut below) = table("share", &mut keys, reading) {
            self.share = read_share(&mut below, places, reading);
            misplaced.extend(finish(below, reading));
        }
        note_secrets(&mut keys, reading);
        // What is missing because of a slip is no fault of its own.
        let meant = keys.finish(reading);
        if pin.is_none() && !misplaced.contains(&"pin") && !meant.iter().any(|key| key.as_str() == "pin") {
            reading.push(reading.fault(Code::NoPin, 0..0));
        }
        if let (Some(Scope::Event), Some(board), false) = (scope, board, event) {
            reading.push(reading.fault(Code::NoEvent, board.span()));
        }
    }

    /// What is said of the event, and whether its name is there.
    fn read_event(&mut self, keys: &mut Keys, places: &mut Places, reading: &mut Reading) -> bool {
        let name = keys.optional("name");
        self.event = name.and_then(|v| reading.text(v, EVENT_MAX));
        self.line = keys.optional("line").and_then(|v| reading.text(v, LINE_MAX));
        self.logo = file("logo", Beside::Logo, keys, places, reading);
        name.is_some()
    }

    fn read_idle(&mut self, keys: &mut Keys, reading: &mut Reading) {
        let idle = keys.optional("seconds").and_then(|v| reading.integer(v, 20..=600));
        let idle = idle.map_or(self.idle.as_secs(), |n| n as u64);
        let countdown = keys.optional("countdown").and_then(|v| reading.integer(v, 5..=idle as i64));
        self.idle = Duration::from_secs(idle);
        // A shorter wait has a shorter end.
        self.countdown = countdown.map_or(self.idle / 3, |n| Duration::from_secs(n as u64));
    }

    fn read_screen(&mut self, keys: &mut Keys, reading: &mut Reading) {
        let theme = keys.optional("theme").and_then(|v| reading.word(v, &ThemeChoice::NAMES));
        let motion = keys.optional("motion").and_then(|v| reading.word(v, &Motion::NAMES));
        let ascii = keys.optional("ascii").and_then(|v| reading.boolean(v));
        self.theme = theme.unwrap_or(self.theme);
        self.motion = motion.unwrap_or(self.motion);
        self.ascii = ascii.unwrap_or(self.ascii);
    }
}

fn languages(value: &Value, reading: &mut Reading) -> Vec<(Lang, Range<usize>)> {
    let mut out: Vec<(Lang, Range<usize>)> = Vec::new();
    for value in reading.one_or_more(value, 20) {
        let code = reading.line(value, 20);
        let Some(lang) = code.and_then(|code| reading.language(&code, value.span())) else { continue };
        unique(lang, value.span(), lang.code(), &mut out, reading);
    }
    out
}

fn read_packs(value: &Value, reading: &mut Reading) -> Vec<(SafeText, Range<usize>)> {
    let mut out = Vec::new();
    for value in reading.one_or_more(value, PACKS_MAX) {
        let Some(name) = reading.line(value, PATH_MAX) else { continue };
        unique(name.clone(), value.span(), &name, &mut out, reading);
    }
    out
}

/// Takes up a value, unless it is there.
fn unique<T: PartialEq>(
    one: T,
    span: Range<usize>,
    name: &str,
    out: &mut Vec<(T, Range<usize>)>,
    reading: &mut Reading,
) {
    match out.iter().find(|(other, _)| *other == one) {
        Some((_, first)) => {
            let fault = reading.fault(Code::Duplicate, span).arg("found", name);
            reading.push(fault.also(reading.file, first.clone()));
        }
        None => out.push((one, span)),
    }
}

/// The time for a question: too short to read it is none.
fn seconds(value: &Value, reading: &mut Reading) -> Option<u64> {
    let found = reading.integer(value, 0..=300)?;
    if (1..5).contains(&found) {
        reading.push(reading.fault(Code::OutOfRange, value.span()).arg("found", found).arg("wanted", "0, 5…300"));
        return None;
    }
    Some(found as u64)
}

fn read_pin(value: &Value, reading: &mut Reading) -> Option<SafeText> {
    if value.get_ref().as_str().is_some_and(|pin| pin.trim().is_empty()) {
        reading.push(reading.fault(Code::NoPin, value.span()));
        return None;
    }
    let pin = reading.line(value, PATH_MAX)?;
    let digits = pin.bytes().all(|byte| byte.is_ascii_digit());
    // Nothing of it goes into the sentence.
    if !digits || !(4..=12).contains(&pin.len()) {
        reading.push(reading.fault(Code::BadPin, value.span()));
        return None;
    }
    let steps: Vec<i16> = pin.as_bytes().windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    if steps.iter().all(|step| *step == steps[0] && step.abs() <= 1) {
        reading.push(reading.fault(Code::EasyPin, value.span()));
        return None;
    }
    Some(pin)
}

fn read_names(keys: &mut Keys, places: &mut Places, reading: &mut Reading) -> Names {
    let usual = Config::default().names;
    let letters = keys.optional("letters").and_then(|v| reading.boolean(v));
    let words = keys.optional("words").and_then(|v| reading.boolean(v));
    let refused = file("refused", Beside::Refused, keys, places, reading);
    Names { letters: letters.unwrap_or(usual.letters), words: words.unwrap_or(usual.words), refused }
}

fn read_share(keys: &mut Keys, places: &mut Places, reading: &mut Reading) -> Option<Share> {
    let url = keys.required("url", reading).and_then(|v| address(v, reading));
    let authority = file("authority", Beside::Authority, keys, places, reading);
    let credentials = file("credentials", Beside::Credentials, keys, places, reading);
    let encrypted = keys.optional("encrypted").and_then(|v| reading.boolean(v)).unwrap_or(true);
    Some(Share { url: url?, authority, credentials, encrypted })
}

fn address(value: &Value, reading: &mut Reading) -> Option<SafeText> {
    let url = reading.line(value, PATH_MAX)?;
    if is_address(&url) {
        return Some(url);
    }
    let secret = url.contains('@') || url.to_lowercase().contains("pass");
    let code = if secret { Code::SecretInFile } else { Code::ShareAddress };
    reading.push(reading.fault(code, value.span()));
    None
}

/// A path to a file; whether it is there is seen elsewhere.
fn file(
    key: &'static str,
    what: Beside,
    keys: &mut Keys,
    places: &mut Places,
    reading: &mut Reading,
) -> Option<PathBuf> {
    let value = keys.optional(key)?;
    let path = reading.line(value, PATH_MAX)?;
    if what == Beside::Credentials && is_credentials(&path) {
        reading.push(reading.fault(Code::SecretInFile, value.span()));
        return None;
    }
    let file = PathBuf::from(path.as_str());
    places.files.push((what, path, value.span()));
    Some(file)
}

fn table<'v, 'i>(heading: &'static str, keys: &mut Keys<'v, 'i>, reading: &mut Reading) -> Option<Keys<'v, 'i>> {
    keys.optional(heading).and_then(|value| Keys::of(value, reading))
}

/// Refuses what nobody asked for; the keys that belong above all headings. A line at the end of the file is below the
/// last of them, however it is meant.
fn finish(mut keys: Keys, reading: &mut Reading) -> Vec<&'static str> {
    note_secrets(&mut keys, reading);
    let unasked: Vec<(&str, Range<usize>)> = keys.unasked().map(|(key, span, _)| (key, span)).collect();
    let mut misplaced = Vec::new();
    for (found, span) in unasked {
        let Some(key) = TOP.into_iter().find(|key| *key == found) else { continue };
        reading.push(reading.fault(Code::MisplacedKey, span).arg("found", key));
        keys.optional(key);
        misplaced.push(key);
    }
    keys.finish(reading);
    misplaced
}

/// Somebody may look for a key for a password, and there is none.
fn note_secrets(keys: &mut Keys, reading: &mut Reading) {
    let unasked: Vec<(&str, Range<usize>)> = keys.unasked().map(|(key, _, value)| (key, value.span())).collect();
    for (found, span) in unasked {
        if let Some(secret) = SECRETS.into_iter().find(|secret| *secret == found) {
            keys.optional(secret);
            reading.push(reading.fault(Code::SecretInFile, span));
        }
    }
}
