//! Words of prose and of code, and what they have in common with others: their stems (Snowball).

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

use rust_stemmers::{Algorithm, Stemmer};

use crate::text::{Lang, slice};

/// Shorter words say too little, and their stems are alike too often.
const LETTERS_MIN: usize = 4;

/// The words of a text, by their bytes: letters without a break. Names of programs such as `n_estimators`, `fitModel` and
/// `x1` are none, nor are their parts: the author of a program does not choose them.
pub(super) fn words(text: &str) -> Vec<Range<usize>> {
    let in_name = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = Vec::new();
    let mut at = 0;
    for name in text.split(|c| !in_name(c)) {
        let chars = || name.chars();
        let humps = chars().zip(chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
        if !name.is_empty() && chars().all(char::is_alphabetic) && !humps {
            out.push(at..at + name.len());
        }
        at += name.len();
        at += slice(text, at..).chars().next().map_or(0, char::len_utf8);
    }
    out
}

pub(super) struct Stems {
    stemmer: Stemmer,
    stop: HashSet<&'static str>,
    known: HashMap<String, Option<Rc<str>>>,
}

impl Stems {
    pub(super) fn of(lang: Lang) -> Self {
        let (algorithm, stop) = match lang {
            Lang::En => (Algorithm::English, STOP_EN),
            Lang::Fr => (Algorithm::French, STOP_FR),
        };
        Self { stemmer: Stemmer::create(algorithm), stop: stop.split_whitespace().collect(), known: HashMap::new() }
    }

    /// The stem of a word that says something on its own; none of `with`, `avec`, `of`.
    pub(super) fn content(&mut self, word: &str) -> Option<Rc<str>> {
        if let Some(known) = self.known.get(word) {
            return known.clone();
        }
        let lower = word.to_lowercase();
        let says = lower.chars().count() >= LETTERS_MIN && !self.stop.contains(lower.as_str());
        let stem = says.then(|| Rc::from(self.stemmer.stem(&lower).as_ref()));
        self.known.insert(word.to_owned(), stem.clone());
        stem
    }
}

/// Words that say nothing on their own, from letters enough to be looked at.
const STOP_EN: &str = include_str!("../../../assets/lang/en.stop.txt");
const STOP_FR: &str = include_str!("../../../assets/lang/fr.stop.txt");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_letters_and_names_of_programs_are_none() {
        let parts = |text: &str| words(text).into_iter().map(|word| text[word].to_owned()).collect::<Vec<_>>();
        assert_eq!(parts("is_long_nap = forest.RandomForest(n=3, x1)"), ["forest", "n"]);
        assert_eq!(parts("l’âge d'un CHAT, re-fit"), ["l", "âge", "d", "un", "CHAT", "re", "fit"]);
        assert!(parts("12:04, 3 %").is_empty());
    }

    #[test]
    fn words_of_one_stem_are_alike_and_small_words_have_none() {
        let mut en = Stems::of(Lang::En);
        assert_eq!(en.content("Changes"), en.content("changing"));
        assert_ne!(en.content("change"), en.content("chance"));
        assert_eq!((en.content("with"), en.content("cat"), en.content("Those")), (None, None, None));
        let mut fr = Stems::of(Lang::Fr);
        assert_eq!(fr.content("réponse"), fr.content("Réponses"));
        assert_eq!(fr.content("cela"), None);
    }

    #[test]
    fn no_small_word_is_too_small_to_be_listed_and_none_is_listed_twice() {
        for list in [STOP_EN, STOP_FR] {
            let list: Vec<&str> = list.split_whitespace().collect();
            assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
            assert!(list.iter().all(|word| word.chars().count() >= LETTERS_MIN), "{list:?}");
        }
    }
}
