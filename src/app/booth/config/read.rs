//! From TOML to what an organiser sets. Like a pack it is read by hand, so that every fault is told at once.

use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use super::address::{is_address, is_credentials};
use super::{Config, QUESTIONS_MAX, Share, VisitorNames};
use crate::app::settings::Motion;
use crate::game::scores::BoardScope;
use crate::read::diagnostic::{Code, Diagnostic, Severity};
use crate::read::{Keys, Reading, Value, document};
use crate::text::{Lang, SafeText};
use crate::ui::theme::ThemeChoice;

#[derive(Debug, Clone)]
pub struct CheckedConfig {
    /// What is set. Where a key is missing or has a fault, its usual value stands in, so that the rest can be checked.
    pub(crate) config: Config,
    pub places: ConfigPlaces,
    /// The text is TOML throughout. Else nobody knows which of its parts are meant as they seem.
    pub(crate) whole: bool,
    pub faults: Vec<Diagnostic>,
    /// How many more faults there are than are listed.
    pub(crate) more: usize,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConfigPlaces {
    pub(crate) packs: Vec<Range<usize>>,
    pub(crate) languages: Vec<Range<usize>>,
    pub files: Vec<(Beside, SafeText, Range<usize>)>,
}

/// A file that is named from where the settings are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    Logo,
    Refused,
    Authority,
    Credentials,
}

impl CheckedConfig {
    pub fn usable(self) -> Option<Config> {
        let refused = self.faults.iter().any(|fault| fault.severity == Severity::Error);
        (!refused).then_some(self.config)
    }
}

const TOP: [&str; 7] = ["pin", "packs", "languages", "questions", "seconds", "board", "booth"];

/// How somebody may call what must not be in the file.
const SECRETS: [&str; 9] = ["password", "passwd", "passphrase", "pass", "pwd", "secret", "token", "user", "username"];

const PATH_MAX: usize = 1000;
const PACKS_MAX: usize = 50;
/// The most characters of the event's name, of the line below it, and of the booth's name: what fits 80 columns.
const EVENT_MAX: usize = 40;
const LINE_MAX: usize = 72;
const BOOTH_MAX: usize = 20;

impl Config {
    pub fn read(text: &str) -> CheckedConfig {
        let fetch = |_: &str, _| Err((Code::NoDataFile, SafeText::default()));
        let mut reading = Reading::new(&fetch);
        reading.source = text;
        let (mut config, mut places) = (Self::default(), ConfigPlaces::default());
        if text.trim().is_empty() {
            reading.push(reading.fault(Code::NotABoothFile, 0..0));
        } else {
            let table = document(text, &mut reading);
            let keys = Keys::new(table.get_ref(), 0..0);
            if ["format", "term"].into_iter().any(|of_pack| table.get_ref().contains_key(of_pack)) {
                reading.push(reading.fault(Code::NotABoothFile, 0..0));
            } else {
                let mut reader = ConfigReader { config, places, misplaced: Vec::new(), reading: &mut reading };
                reader.fill(keys);
                (config, places) = (reader.config, reader.places);
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
        CheckedConfig { config, places, whole, faults, more: reading.more }
    }
}

struct ConfigReader<'r, 'a> {
    config: Config,
    places: ConfigPlaces,
    /// Keys below a heading that belong above all of them.
    misplaced: Vec<&'static str>,
    reading: &'r mut Reading<'a>,
}

impl ConfigReader<'_, '_> {
    fn fill(&mut self, mut keys: Keys) {
        let (pin, packs) = (keys.optional("pin"), keys.optional("packs"));
        if let Some(value) = keys.optional("languages") {
            let (languages, spans): (Vec<Lang>, _) = languages(value, self.reading).into_iter().unzip();
            if !languages.is_empty() {
                (self.config.languages, self.places.languages) = (languages, spans);
            }
        }
        self.reading.needed.clone_from(&self.config.languages);
        self.config.pin = pin.and_then(|v| read_pin(v, self.reading)).unwrap_or_default();
        if let Some(value) = packs {
            (self.config.packs, self.places.packs) = read_packs(value, self.reading).into_iter().unzip();
        }
        if let Some(n) = keys.optional("questions").and_then(|v| self.reading.integer(v, 1..=QUESTIONS_MAX.into())) {
            self.config.questions = n as u8;
        }
        if let Some(seconds) = keys.optional("seconds").and_then(|v| seconds(v, self.reading)) {
            self.config.time = (seconds > 0).then(|| Duration::from_secs(seconds));
        }
        let board = keys.optional("board");
        let scope = board.and_then(|v| self.reading.word(v, &BoardScope::ALL));
        self.config.board = scope.unwrap_or(self.config.board);
        self.config.booth = keys.optional("booth").and_then(|v| self.reading.line(v, BOOTH_MAX));
        let event = self.table("event", &mut keys, Self::event).unwrap_or(false);
        self.table("idle", &mut keys, Self::idle);
        self.table("names", &mut keys, Self::names);
        self.table("screen", &mut keys, Self::screen);
        self.config.share = self.table("share", &mut keys, Self::share).flatten();
        note_secrets(&mut keys, self.reading);
        // What is missing because of a slip is no fault of its own.
        let meant = keys.finish(self.reading);
        if pin.is_none() && !self.misplaced.contains(&"pin") && !meant.iter().any(|key| key.as_str() == "pin") {
            self.reading.push(self.reading.fault(Code::NoPin, 0..0));
        }
        if let (Some(BoardScope::Event), Some(board), false) = (scope, board, event) {
            self.reading.push(self.reading.fault(Code::NoEvent, board.span()));
        }
    }

    /// Refuses unknown keys below a heading; a line at the end of the file is below the last one, however it is meant.
    fn table<T>(&mut self, heading: &'static str, keys: &mut Keys, read: fn(&mut Self, &mut Keys) -> T) -> Option<T> {
        let mut below = keys.optional(heading).and_then(|value| Keys::of(value, self.reading))?;
        let found = read(self, &mut below);
        note_secrets(&mut below, self.reading);
        let unasked: Vec<(&str, Range<usize>)> = below.unasked().map(|(key, span, _)| (key, span)).collect();
        for (found, span) in unasked {
            let Some(key) = TOP.into_iter().find(|key| *key == found) else { continue };
            self.reading.push(self.reading.fault(Code::MisplacedKey, span).arg("found", key));
            below.optional(key);
            self.misplaced.push(key);
        }
        below.finish(self.reading);
        Some(found)
    }

    /// What is said of the event, and whether its name is there.
    fn event(&mut self, keys: &mut Keys) -> bool {
        let name = keys.optional("name");
        self.config.event = name.and_then(|v| self.reading.text(v, EVENT_MAX));
        self.config.line = keys.optional("line").and_then(|v| self.reading.text(v, LINE_MAX));
        self.config.logo = self.file("logo", Beside::Logo, keys);
        name.is_some()
    }

    fn idle(&mut self, keys: &mut Keys) {
        let idle = keys.optional("seconds").and_then(|v| self.reading.integer(v, 20..=600));
        let idle = idle.map_or(self.config.idle.as_secs(), |n| n as u64);
        let countdown = keys.optional("countdown").and_then(|v| self.reading.integer(v, 5..=idle as i64));
        self.config.idle = Duration::from_secs(idle);
        // A shorter wait has a shorter end.
        self.config.countdown = countdown.map_or(self.config.idle / 3, |n| Duration::from_secs(n as u64));
    }

    fn names(&mut self, keys: &mut Keys) {
        let letters = self.flag("letters", self.config.names.letters, keys);
        let words = self.flag("words", self.config.names.words, keys);
        self.config.names = VisitorNames { letters, words, refused: self.file("refused", Beside::Refused, keys) };
    }

    fn screen(&mut self, keys: &mut Keys) {
        let theme = keys.optional("theme").and_then(|v| self.reading.word(v, &ThemeChoice::NAMES));
        let motion = keys.optional("motion").and_then(|v| self.reading.word(v, &Motion::NAMES));
        self.config.theme = theme.unwrap_or(self.config.theme);
        self.config.motion = motion.unwrap_or(self.config.motion);
        self.config.ascii = self.flag("ascii", self.config.ascii, keys);
    }

    fn share(&mut self, keys: &mut Keys) -> Option<Share> {
        let url = keys.required("url", self.reading).and_then(|v| address(v, self.reading));
        let authority = self.file("authority", Beside::Authority, keys);
        let credentials = self.file("credentials", Beside::Credentials, keys);
        let encrypted = self.flag("encrypted", true, keys);
        Some(Share { url: url?, authority, credentials, encrypted })
    }

    fn flag(&mut self, key: &'static str, usual: bool, keys: &mut Keys) -> bool {
        keys.optional(key).and_then(|v| self.reading.boolean(v)).unwrap_or(usual)
    }

    /// A path to a file; whether it is there is seen elsewhere.
    fn file(&mut self, key: &'static str, what: Beside, keys: &mut Keys) -> Option<PathBuf> {
        let value = keys.optional(key)?;
        let path = self.reading.line(value, PATH_MAX)?;
        if what == Beside::Credentials && is_credentials(&path) {
            self.reading.push(self.reading.fault(Code::SecretInFile, value.span()));
            return None;
        }
        let file = PathBuf::from(path.as_str());
        self.places.files.push((what, path, value.span()));
        Some(file)
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

fn note_secrets(keys: &mut Keys, reading: &mut Reading) {
    let unasked: Vec<(&str, Range<usize>)> = keys.unasked().map(|(key, _, value)| (key, value.span())).collect();
    for (found, span) in unasked {
        if let Some(secret) = SECRETS.into_iter().find(|secret| *secret == found) {
            keys.optional(secret);
            reading.push(reading.fault(Code::SecretInFile, span));
        }
    }
}
