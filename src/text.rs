//! Text that is safe to show, in the languages the game speaks, measured and wrapped in terminal cells.

mod find;
mod fold;
pub(crate) mod spreadsheet;
mod wrap;

pub use self::find::find;
pub(crate) use self::find::{find_in_any_case, same};
pub(crate) use self::fold::{alphabetical, folded};
pub(crate) use self::wrap::{wrap, wrap_whole};

use std::fmt;
use std::ops::{Bound, Deref, RangeBounds};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// A language that the game speaks. To add one: a variant here and a file in `assets/lang/`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Fr,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Fr];

    /// The ISO 639-1 code, as packs and settings write it.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Fr => "fr",
        }
    }

    /// The language that a code or a locale such as `fr_CA.UTF-8` stands for, if we speak it.
    pub fn from_locale(locale: &str) -> Option<Lang> {
        let code = locale.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(code))
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Fr => "Français",
        }
    }
}

/// Text that cannot harm a terminal: no control character but the line feed, no bidi override, nothing invisible.
///
/// All text of strangers (packs, file names, typed words) goes through this type on its way to the screen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize, serde::Deserialize)]
#[serde(from = "String")]
pub struct SafeText(String);

impl From<String> for SafeText {
    fn from(raw: String) -> Self {
        Self::new(&raw)
    }
}

impl SafeText {
    /// Makes any text safe: tabs become spaces (stops of four), CR LF becomes LF, whatever is unsafe becomes U+FFFD.
    pub fn new(raw: &str) -> Self {
        if raw.bytes().all(|b| b == b'\n' || (0x20..0x7f).contains(&b)) {
            return Self(raw.to_owned());
        }
        let mut out = String::with_capacity(raw.len());
        let mut column = 0;
        let mut marks = 0;
        let mut chars = raw.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => continue,
                '\n' => {
                    out.push(c);
                    column = 0;
                }
                '\t' => {
                    let spaces = 4 - column % 4;
                    out.extend(std::iter::repeat_n(' ', spaces));
                    column += spaces;
                }
                c => {
                    marks = if is_mark(c) { marks + 1 } else { 0 };
                    out.push(if is_unsafe(c) || marks > MARKS_MAX { char::REPLACEMENT_CHARACTER } else { c });
                    column += 1;
                }
            }
        }
        Self(out)
    }

    /// The same on a single line: line feeds become spaces.
    pub fn line(raw: &str) -> Self {
        Self(Self::new(raw).0.replace('\n', " "))
    }

    /// The first character that [`SafeText::new`] would replace, with its byte offset.
    pub fn first_unsafe(raw: &str) -> Option<(usize, char)> {
        if raw.bytes().all(|b| b == b'\n' || (0x20..0x7f).contains(&b)) {
            return None;
        }
        let mut marks = 0;
        raw.char_indices().find(|&(at, c)| {
            marks = if is_mark(c) { marks + 1 } else { 0 };
            let carriage_return = c == '\r' && slice(raw, at..).starts_with("\r\n");
            marks > MARKS_MAX || (is_unsafe(c) && !matches!(c, '\n' | '\t') && !carriage_return)
        })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for SafeText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SafeText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

/// Two marks make `x̄̂`; more than that is someone drawing outside the line.
const MARKS_MAX: usize = 2;

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
        || (!c.is_ascii() && unicode_width::UnicodeWidthChar::width(c) == Some(0))
}

/// Controls (Cc), and of the format characters (Cf) and their like all that reorder, join or hide text.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// A text for people: one string for every language, or one per language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    Same(SafeText),
    /// By language; never empty.
    By(Vec<(Lang, SafeText)>),
}

impl Text {
    /// The text in a language, or in the first one that it has.
    pub fn get(&self, lang: Lang) -> &str {
        match self {
            Text::Same(text) => text,
            Text::By(texts) => {
                texts.iter().find(|(l, _)| *l == lang).or(texts.first()).map_or("", |(_, text)| text.as_str())
            }
        }
    }
}

pub fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The part of a text between two of its bytes.
///
/// To slice by `[..]` ends the program where a place is within a character or behind the end. Here such a place is that
/// of the character, or the end.
pub(crate) fn slice(text: &str, bytes: impl RangeBounds<usize>) -> &str {
    let start = match bytes.start_bound() {
        Bound::Included(at) => *at,
        Bound::Excluded(at) => at.saturating_add(1),
        Bound::Unbounded => 0,
    };
    let end = match bytes.end_bound() {
        Bound::Included(at) => at.saturating_add(1),
        Bound::Excluded(at) => *at,
        Bound::Unbounded => text.len(),
    };
    text.get(floor(text, start)..floor(text, end)).unwrap_or_default()
}

/// The nearest place in a text, at or before this one, where a character begins or the text ends.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rfind(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Cuts a text to at most `cols` cells, with an ellipsis where something is missing.
pub(crate) fn shorten(text: &str, cols: usize) -> String {
    if width(text) <= cols {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        used += width(grapheme);
        if used >= cols {
            break;
        }
        out.push_str(grapheme);
    }
    if cols > 0 {
        out.push('…');
    }
    out
}

/// Puts values in the place of `{names}`.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(slice(rest, ..open));
        let inner = slice(rest, open + 1..);
        let Some(close) = inner.find('}') else {
            rest = slice(rest, open..);
            break;
        };
        match values.iter().find(|(name, _)| *name == slice(inner, ..close)) {
            Some((_, value)) => out.push_str(value),
            None => out.push_str(slice(rest, open..open + close + 2)),
        }
        rest = slice(inner, close + 1..);
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn unsafe_characters_are_replaced_and_found() {
        let raw = "a\u{1b}[31mb\u{202e}c\u{9b}d\u{200b}";
        assert_eq!(SafeText::new(raw).as_str(), "a\u{fffd}[31mb\u{fffd}c\u{fffd}d\u{fffd}");
        assert_eq!(SafeText::first_unsafe(raw), Some((1, '\u{1b}')));
        assert_eq!(SafeText::first_unsafe("naïve x̄\r\n\tμ"), None);
    }

    #[test]
    fn tabs_stop_at_every_fourth_column() {
        assert_eq!(SafeText::new("a\tb\n\tc").as_str(), "a   b\n    c");
    }

    #[test]
    fn a_tower_of_marks_is_cut() {
        let tower = format!("x{}", "\u{304}".repeat(9));
        assert!(SafeText::first_unsafe(&tower).is_some());
        assert!(SafeText::first_unsafe("x\u{304}").is_none());
    }

    #[test]
    fn shortening_says_that_something_is_missing() {
        assert_eq!(shorten("regression", 6), "regre…");
        assert_eq!(shorten("cat", 3), "cat");
    }

    #[test]
    fn to_slice_within_a_character_is_to_slice_before_it() {
        assert_eq!(slice("modèle", ..4), "mod");
        assert_eq!(slice("modèle", 4..), "èle");
        assert_eq!(slice("modèle", 5..=99), "le");
        assert_eq!(slice("modèle", 4..4), "");
        #[expect(clippy::reversed_empty_ranges, reason = "the end may be before the start")]
        let reversed = slice("modèle", 5..2);
        assert_eq!(reversed, "");
        assert_eq!(floor("é", 99), 2);
    }

    proptest! {
        #[test]
        fn whole_characters_are_sliced_as_they_are(text in "[aé猫]{0,9}", a in 0usize..12, b in 0usize..12) {
            if let Some(sliced) = text.get(a..b) {
                prop_assert_eq!(slice(&text, a..b), sliced);
            }
            prop_assert!(text.contains(slice(&text, a..b)));
        }

        #[test]
        fn safe_text_is_safe(raw in "\\PC{0,40}|[\\x00-\\x1f\\u{80}-\\u{9f}\\u{202a}-\\u{202e}]{0,20}") {
            prop_assert_eq!(SafeText::first_unsafe(&SafeText::new(&raw)), None);
        }
    }
}
