//! Names that are not shown. Whoever types one gets another, as quietly as if it had been asked for, and the score stands.

use std::collections::HashMap;

use unicode_segmentation::UnicodeSegmentation;

use super::NAME_COLS;
use super::glyph::{Glyph, readings, wanted};
use super::search::{NameSearch, RefusedWord, WordPlace};
use super::words::offer;
use crate::read::diagnostic::{Code, Diagnostic};
use crate::text::{Lang, SafeText, width};

#[derive(Debug, Clone)]
pub struct RefusedNames {
    entries: HashMap<String, RefusedWord>,
    allowed: Vec<String>,
    /// What is refused wherever it stands, as it is written: signs.
    signs: Vec<String>,
}

/// Entries of at most this many letters are refused as whole words only: they are in too many others.
pub(super) const SHORT: usize = 3;

const READ_MAX: usize = 200;

/// The names that are tried in the place of a refused one, before there is none.
const NEUTRAL: usize = 12;

/// What is refused everywhere: our own list, and words of other languages from a list that others keep.
const LISTS: [&str; 2] =
    [include_str!("../../../../assets/names/refused.txt"), include_str!("../../../../assets/names/abroad.txt")];

impl Default for RefusedNames {
    fn default() -> Self {
        let mut refused = Self { entries: HashMap::new(), allowed: Vec::new(), signs: Vec::new() };
        for list in LISTS {
            refused.add(list, 0);
        }
        refused
    }
}

impl RefusedNames {
    /// Adds a list: an entry on each line, `-entry` for a word that is fine, `=entry` for one that is refused as a whole
    /// word only, `==entry` for one that is refused only where it is the whole name, and comments behind `#`. Later lines
    /// win. The faults are the lines that say nothing; `file` is their place among the files of a report.
    pub(crate) fn add(&mut self, text: &str, file: usize) -> Vec<Diagnostic> {
        let (mut faults, mut start) = (Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            let said = line.split('#').next().unwrap_or_default();
            let entry = said.trim();
            let at = start + said.len() - said.trim_start().len();
            start += line.len();
            let word = entry.trim_start_matches(['-', '=']);
            let sign = entry.strip_suffix(word).unwrap_or_default();
            if entry.is_empty() {
                continue;
            }
            if is_sign(word) {
                let word = word.to_lowercase();
                self.signs.retain(|known| *known != word);
                self.signs.extend((sign != "-").then_some(word));
                continue;
            }
            let glyphs = wanted(word);
            let key = spelt(&glyphs);
            let n = glyphs.len();
            match sign {
                _ if key.is_empty() => {
                    faults
                        .push(Diagnostic::error(Code::RefusesNothing, file, at..at + entry.len()).arg("found", entry));
                }
                "-" => {
                    self.entries.remove(&key);
                    self.allowed.push(key);
                }
                sign => {
                    self.allowed.retain(|word| *word != key);
                    let place = match sign {
                        "" if n > SHORT => WordPlace::Within,
                        "" | "=" => WordPlace::Word,
                        _ => WordPlace::Alone,
                    };
                    self.entries.insert(key, RefusedWord::new(glyphs, place));
                }
            }
        }
        faults
    }

    /// Whether a name is refused, also behind capitals, accents, lookalikes, repeated letters, or signs between them.
    pub(crate) fn refuses(&self, name: &str) -> bool {
        let lower = name.to_lowercase();
        self.signs.iter().any(|sign| lower.contains(sign.as_str()))
            || readings(name).iter().any(|name| {
                let mut search = NameSearch::of(name, &self.allowed);
                self.entries.values().any(|entry| search.finds(entry))
            })
    }

    /// What a visitor goes by: one safe line of at most [`NAME_COLS`] cells. A refused name is replaced by a
    /// pair of words that follows from the seed; none where nothing was typed.
    pub(crate) fn name(&self, typed: &str, seed: u64, lang: Lang) -> Option<SafeText> {
        // What cannot be shown is left out rather than marked: a board is no place for question marks.
        let safe = SafeText::line(typed).replace(char::REPLACEMENT_CHARACTER, "");
        let safe: String = safe.chars().take(READ_MAX).collect();
        let mut name = safe.split_whitespace().collect::<Vec<_>>().join(" ");
        // Letters that join make the whole wider or narrower than its parts.
        while width(&name) > NAME_COLS {
            let last = name.grapheme_indices(true).next_back().map_or(0, |(at, _)| at);
            name.truncate(last);
        }
        let name = name.trim_end();
        // Before it was cut it may have said more.
        let refused = self.refuses(name) || self.refuses(&safe);
        match refused {
            true => self.offer(lang, seed, 1).pop(),
            false => Some(SafeText::line(name)).filter(|name| !name.is_empty()),
        }
    }

    /// `n` pairs of words as [`offer`] draws them, without those that an organiser's list refuses.
    pub(crate) fn offer(&self, lang: Lang, entropy: u64, n: usize) -> Vec<SafeText> {
        offer(lang, entropy, n + NEUTRAL).into_iter().filter(|name| !self.refuses(name)).take(n).collect()
    }
}

/// An entry of signs, looked for as they are: a character of none of our scripts, or signs around one letter or digit.
fn is_sign(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphanumeric()).count();
    match word.chars().count() {
        1 => !word.is_ascii(),
        n => letters == 1 && letters < n,
    }
}

fn spelt(glyphs: &[Glyph]) -> String {
    glyphs.iter().map(|glyph| glyph.plain).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    fn table(text: &str) -> impl Iterator<Item = &str> {
        text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
    }

    #[test]
    fn what_nobody_wants_to_see_is_refused_in_every_disguise() {
        let refused = RefusedNames::default();
        let through: Vec<&str> =
            table(include_str!("../../../../tests/names/refused.txt")).filter(|name| !refused.refuses(name)).collect();
        assert!(through.is_empty(), "{through:?}");
    }

    #[test]
    fn names_of_people_and_places_and_words_of_the_trade_and_of_every_day_are_fine() {
        let refused = RefusedNames::default();
        let hit: Vec<&str> =
            table(include_str!("../../../../tests/names/fine.txt")).filter(|name| refused.refuses(name)).collect();
        assert!(hit.is_empty(), "{hit:?}");
    }

    fn disguises(word: &str) -> Vec<String> {
        let by = |pairs: &[(char, &str)]| -> String {
            let other =
                |c: char| pairs.iter().find(|(from, _)| *from == c).map_or(c.to_string(), |(_, to)| (*to).into());
            word.chars().map(other).collect()
        };
        let latin = word.chars().all(|c| c.is_ascii_alphabetic());
        let spaced = |between: &str| word.chars().map(String::from).collect::<Vec<_>>().join(between);
        let mut out = vec![word.to_uppercase(), format!("oh {word}!"), format!("«{word}»")];
        if latin {
            out.extend([
                by(&[('o', "0"), ('i', "1"), ('e', "3"), ('a', "4"), ('s', "5"), ('t', "7"), ('b', "8"), ('g', "6")]),
                by(&[('l', "1"), ('g', "9"), ('z', "2"), ('b', "6"), ('u', "v"), ('q', "9")]),
                by(&[('s', "$"), ('a', "@"), ('i', "!"), ('t', "+"), ('c', "(")]),
                by(&[('e', "€"), ('c', "¢"), ('l', "|"), ('s', "§")]),
                // Cyrillic and Greek.
                by(&[('a', "а"), ('c', "с"), ('e', "е"), ('o', "о"), ('p', "р"), ('y', "у"), ('k', "к"), ('n', "п")]),
                by(&[('u', "υ"), ('v', "ν"), ('o', "ο"), ('i', "ι"), ('n', "η"), ('k', "κ"), ('t', "τ"), ('a', "α")]),
                spaced(" "),
                spaced("."),
                spaced("_-"),
                word.chars().flat_map(|c| [c, c]).collect(),
                word.chars().flat_map(|c| [c, c, c]).collect(),
            ]);
        }
        out
    }

    #[test]
    fn every_word_of_the_lists_is_refused_in_every_disguise() {
        let refused = RefusedNames::default();
        let words = LISTS.into_iter().flat_map(str::lines).map(str::trim);
        let words = words.filter(|line| !line.starts_with(['#', '-']) && !line.starts_with("=="));
        for word in words.map(|line| line.trim_start_matches('=')).filter(|word| word.chars().all(char::is_alphabetic))
        {
            if word.chars().count() > SHORT {
                for name in disguises(word) {
                    assert!(refused.refuses(&name), "{word}: {name}");
                }
            }
        }
    }

    #[test]
    fn a_name_that_takes_for_ever_is_refused_soon() {
        let refused = RefusedNames::default();
        for name in ["+i".repeat(100), "!|".repeat(100), "*u*".repeat(60), "v!u|".repeat(50), "a ".repeat(100)] {
            let _ = refused.refuses(&name);
        }
    }

    #[test]
    fn who_types_such_a_name_gets_another_without_a_word() {
        let refused = RefusedNames::default();
        let neutral = refused.name("A55", 7, Lang::En).expect("a name");
        assert_eq!(Some(&neutral), offer(Lang::En, 7, 1).first());
        assert_eq!(refused.name("A55", 7, Lang::En), Some(neutral.clone()), "the same every time");
        assert_ne!(refused.name("A55", 8, Lang::En), Some(neutral));
        assert_eq!(refused.name("CAT", 7, Lang::En).as_deref(), Some("CAT"));
        assert_eq!(refused.name(" \t ", 7, Lang::En), None);
        assert_eq!(refused.name("", 7, Lang::Fr), None);
    }

    #[test]
    fn a_name_is_short_and_safe() {
        let refused = RefusedNames::default();
        let long = refused.name("Noor  who\nnaps\u{1b} and naps and naps and naps", 1, Lang::En);
        assert_eq!(long.as_deref(), Some("Noor who naps and naps a"));
        assert!(
            refused
                .name(&format!("{}fuck", "nap ".repeat(9)), 1, Lang::En)
                .is_some_and(|name| !name.starts_with("nap"))
        );
        assert_ne!(refused.name("f\u{200b}uck", 1, Lang::En).as_deref(), Some("fuck"));
    }

    #[test]
    fn an_organiser_can_add_and_allow() {
        let mut refused = RefusedNames::default();
        let faults = refused.add("# ours\nNAP # not today\n-CON\n\n  ???\nsnooze\n=moka\n-sextant\n", 1);
        assert!(refused.refuses("nap") && refused.refuses("N4P") && !refused.refuses("Catnaps"));
        assert!(!refused.refuses("CON") && refused.refuses("CUL"));
        assert!(refused.refuses("Snoozer") && refused.refuses("Moka") && !refused.refuses("Mokapot"));
        let [fault] = &faults[..] else { panic!("{faults:?}") };
        assert_eq!((fault.code, fault.place.file, fault.place.span.clone()), (Code::RefusesNothing, 1, 31..34));
        refused.add("-nap\n", 1);
        assert!(!refused.refuses("nap"), "the later line wins");
    }

    #[test]
    fn what_an_organiser_refuses_is_not_offered_either() {
        let mut refused = RefusedNames::default();
        let first = offer(Lang::En, 3, 1).remove(0);
        refused.add(first.split(' ').next().expect("a word"), 1);
        let offered = refused.offer(Lang::En, 3, 4);
        assert!(offered.len() == 4 && !offered.contains(&first));
        assert_ne!(refused.name("ASS", 3, Lang::En), Some(first));
    }

    #[test]
    fn every_line_of_our_own_lists_says_something() {
        let refused = RefusedNames::default();
        let mut seen = HashSet::new();
        for list in LISTS {
            assert_eq!(RefusedNames::default().add(list, 0), []);
            let entries = list.lines().map(|line| line.split('#').next().unwrap_or_default().trim());
            for entry in entries.filter(|entry| !entry.is_empty()) {
                let word = entry.trim_start_matches(['-', '=']);
                assert!(seen.insert(word), "{entry} is there twice");
                assert_eq!(refused.refuses(word), !entry.starts_with('-'), "{entry}");
            }
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_name_is_safe_short_and_not_refused(typed in "\\PC{0,40}|[a-zA-Z0-9 ]{0,6}|[\\x00-\\x1f\\u{80}-\\u{9f}\\u{200b}-\\u{202e}fuck]{0,20}", seed: u64) {
            let refused = RefusedNames::default();
            for lang in Lang::ALL {
                if let Some(name) = refused.name(&typed, seed, lang) {
                    prop_assert_eq!(SafeText::first_unsafe(&name), None);
                    prop_assert!(!name.is_empty() && width(&name) <= NAME_COLS, "{}", name);
                    prop_assert!(!refused.refuses(&name), "{}", name);
                    prop_assert!(!name.contains('\n'));
                }
            }
        }
    }
}
