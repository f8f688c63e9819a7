//! Names that are not shown. Whoever types one gets another, as quietly as if it had been asked for, and the score stands.

use std::collections::HashSet;

use unicode_segmentation::UnicodeSegmentation;

use super::NAME_COLS;
use super::words::offer;
use crate::diagnostic::{Code, Diagnostic};
use crate::text::{Lang, SafeText, folded, width};

/// What is refused, in small letters without accents, digits being the letters that they stand for.
#[derive(Debug, Clone)]
pub struct Refused {
    /// Refused as whole words.
    whole: HashSet<String>,
    /// Refused wherever they are within a word.
    within: HashSet<String>,
    /// Words in which nothing is refused.
    allowed: HashSet<String>,
}

/// Entries of up to so many letters are refused as whole words only: they are in too many others.
const SHORT: usize = 3;

/// The most characters that are looked at.
const READ_MAX: usize = 200;

/// The names that are tried in the place of a refused one, before there is none.
const NEUTRAL: usize = 12;

impl Default for Refused {
    /// What is refused everywhere: `assets/names/refused.txt`.
    fn default() -> Self {
        let mut refused = Self { whole: HashSet::new(), within: HashSet::new(), allowed: HashSet::new() };
        refused.add(include_str!("../../../assets/names/refused.txt"), 0);
        refused
    }
}

impl Refused {
    /// Adds a list: an entry on each line, `-entry` for a word that is fine, `=entry` for one that is refused as a whole
    /// word only, and comments behind `#`. Later lines win. The faults are the lines that say nothing; `file` is their
    /// place among the files of a report.
    pub fn add(&mut self, text: &str, file: usize) -> Vec<Diagnostic> {
        let (mut faults, mut start) = (Vec::new(), 0);
        for line in text.split_inclusive('\n') {
            let said = line.split('#').next().unwrap_or_default();
            let entry = said.trim();
            let at = start + said.len() - said.trim_start().len();
            start += line.len();
            let word = entry.trim_start_matches(['-', '=']);
            let sign = entry.strip_suffix(word).unwrap_or_default();
            let word: String = plain(word, Variant::default()).concat();
            match sign {
                _ if entry.is_empty() => {}
                _ if word.is_empty() => {
                    faults
                        .push(Diagnostic::error(Code::RefusesNothing, file, at..at + entry.len()).arg("found", entry));
                }
                "-" => {
                    self.whole.remove(&word);
                    self.within.remove(&word);
                    self.allowed.insert(word);
                }
                sign => {
                    self.allowed.remove(&word);
                    let whole = sign == "=" || word.chars().count() <= SHORT;
                    if whole {
                        self.whole.insert(word)
                    } else {
                        self.within.insert(word)
                    };
                }
            }
        }
        faults
    }

    /// Whether a name is refused, however it is disguised: by capitals, accents, digits and signs for letters, letters said
    /// many times, or blanks between them.
    pub fn refuses(&self, name: &str) -> bool {
        Variant::of(name).into_iter().any(|variant| {
            let words = plain(name, variant);
            let spelt = words.chunk_by(|a, b| short(a) && short(b)).map(<[String]>::concat);
            let all: String = words.concat();
            // Of few letters, blanks make no words.
            let all = (all.chars().count() <= SHORT).then_some(all);
            words.iter().cloned().chain(spelt).chain(all).any(|word| self.refuses_word(&word))
        })
    }

    fn refuses_word(&self, word: &str) -> bool {
        let fine = self.allowed.contains(word);
        !fine && (self.whole.contains(word) || self.within.iter().any(|entry| word.contains(entry.as_str())))
    }

    /// What a visitor goes by, of what was typed or came from elsewhere: one safe line of at most [`NAME_COLS`] cells, and
    /// never one that is refused. In the place of such a name stands a pair of words that follows from the seed; nothing where
    /// nothing was typed.
    pub fn name(&self, typed: &str, seed: u64, lang: Lang) -> Option<SafeText> {
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

    /// So many pairs of words as [`offer`] draws them, without those that an organiser's list refuses.
    pub fn offer(&self, lang: Lang, entropy: u64, n: usize) -> Vec<SafeText> {
        offer(lang, entropy, n + NEUTRAL).into_iter().filter(|name| !self.refuses(name)).take(n).collect()
    }
}

/// How letters may be meant.
#[derive(Debug, Clone, Copy, Default)]
struct Variant {
    /// `1` is an l rather than an i.
    ell: bool,
    /// `$`, `@` and `!` are letters rather than between words.
    signs: bool,
    /// So often may a letter follow itself, from three times on; 0 for as often as it does.
    repeats: usize,
}

impl Variant {
    /// All that make a difference to a name.
    fn of(name: &str) -> Vec<Self> {
        let has = |any: &[char]| name.contains(any);
        let mut out = vec![Self::default()];
        let mut also = |makes_a_difference: bool, change: fn(Self) -> Self| {
            if makes_a_difference {
                out.extend(out.clone().into_iter().map(change));
            }
        };
        let letters: Vec<char> = folded(name).map(|(_, c)| c).collect();
        let repeated = letters.windows(3).any(|three| three[0] == three[1] && three[1] == three[2]);
        also(has(&['1']), |variant| Self { ell: true, ..variant });
        also(has(&['$', '@', '!']), |variant| Self { signs: true, ..variant });
        also(repeated, |variant| Self { repeats: 2, ..variant });
        also(repeated, |variant| Self { repeats: 1, ..variant });
        out
    }

    /// The letter that a character stands for; none for what stands between words.
    fn letter(self, c: char) -> Option<char> {
        match c {
            '0' => Some('o'),
            '1' => Some(if self.ell { 'l' } else { 'i' }),
            '3' => Some('e'),
            '4' => Some('a'),
            '5' => Some('s'),
            '7' => Some('t'),
            '$' if self.signs => Some('s'),
            '@' if self.signs => Some('a'),
            '!' if self.signs => Some('i'),
            c => c.is_alphanumeric().then_some(c),
        }
    }
}

/// The words of a text as they are compared.
fn plain(text: &str, variant: Variant) -> Vec<String> {
    let letters: Vec<Option<char>> = folded(text).map(|(_, c)| variant.letter(c)).collect();
    let mut out = vec![String::new()];
    for same in letters.chunk_by(|a, b| a == b) {
        let often = if same.len() > 2 && variant.repeats > 0 { variant.repeats } else { same.len() };
        match (same[0], out.last_mut()) {
            (Some(c), Some(word)) => word.extend(std::iter::repeat_n(c, often)),
            _ => out.push(String::new()),
        }
    }
    out.retain(|word| !word.is_empty());
    out
}

/// A single letter: several in a row may spell a word.
fn short(word: &str) -> bool {
    word.chars().count() == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn refuses(name: &str) -> bool {
        Refused::default().refuses(name)
    }

    #[test]
    fn three_letters_are_refused_in_every_disguise() {
        for name in [
            "ASS", "ass", "A55", "4SS", "4$$", "CUL", "ÇuL", "C0N", "KKK", "FU", "F U", "f.u", "FU ", "N1K", "S3X",
            "TG", "pd",
        ] {
            assert!(refuses(name), "{name}");
        }
    }

    #[test]
    fn words_are_refused_wherever_they_are_hidden() {
        let bad = [
            "oh fuck this",
            "Fuuuuck",
            "FUCKING CAT",
            "f u c k",
            "f_u-c.k",
            "sh1t",
            "$h!t",
            "Salope",
            "s4l0p3",
            "C0nnard",
            "my big ass",
        ];
        for name in bad {
            assert!(refuses(name), "{name}");
        }
    }

    #[test]
    fn words_of_the_trade_and_of_every_day_are_not_refused() {
        let fine = [
            "CAT",
            "NAP",
            "BIT",
            "NEG",
            "BUG",
            "LOG",
            "SUM",
            "VAR",
            "SQL",
            "GIT",
            "MIT",
            "EOF",
            "NAN",
            "BOB",
            "ANA",
            "LEO",
            "ZOE",
            "42",
            "A1",
            "1",
            "Analysis",
            "Assumption",
            "Class assessment",
            "Scunthorpe",
            "Computer",
            "Statistics",
            "Peacock",
            "Cockpit",
            "Pussycat",
            "Grapefruit",
            "Therapist",
            "Petits chats",
            "Dispute",
            "Connexion",
            "Fichier",
            "Arbitre",
            "Concours",
            "Calcul",
            "Reculer",
            "Technique",
            "Nigeria",
            "Ashkenazi",
            "Shiitake",
            "Matsushita",
            "Hello!",
            "Dick",
            "Titane",
            "Retard",
            "Violin",
            "Assez",
            "Essex",
            "Sussex",
            "Canal",
            "Document",
            "Snigger",
            "Obsidian",
            "Bitcoin",
            "Habitable",
            "Maine Coon",
            "CLT",
            "DIC",
            "PDE",
            "CNT",
            "COX",
            "Saltwater",
            "Pakistan",
            "Baragouine",
        ];
        for name in fine {
            assert!(!refuses(name), "{name}");
        }
    }

    #[test]
    fn who_types_such_a_name_gets_another_without_a_word() {
        let refused = Refused::default();
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
        let refused = Refused::default();
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
        let mut refused = Refused::default();
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
        let mut refused = Refused::default();
        let first = offer(Lang::En, 3, 1).remove(0);
        refused.add(first.split(' ').next().expect("a word"), 1);
        let offered = refused.offer(Lang::En, 3, 4);
        assert!(offered.len() == 4 && !offered.contains(&first));
        assert_ne!(refused.name("ASS", 3, Lang::En), Some(first));
    }

    #[test]
    fn every_line_of_our_own_list_says_something() {
        let list = include_str!("../../../assets/names/refused.txt");
        let mut refused = Refused::default();
        assert_eq!(refused.add(list, 0), []);
        let entries =
            list.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|l| !l.is_empty());
        let mut seen = HashSet::new();
        for entry in entries {
            assert!(seen.insert(entry), "{entry} is there twice");
            assert_eq!(refused.refuses(entry.trim_start_matches(['-', '='])), !entry.starts_with('-'), "{entry}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_name_is_safe_short_and_not_refused(typed in "\\PC{0,40}|[a-zA-Z0-9 ]{0,6}|[\\x00-\\x1f\\u{80}-\\u{9f}\\u{200b}-\\u{202e}fuck]{0,20}", seed: u64) {
            let refused = Refused::default();
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
