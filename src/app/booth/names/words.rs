//! Pairs of words from the field, in the order and the gender of each language: "Lazy Gradient", « Courbe paresseuse ».

use serde::Deserialize;

use super::NAME_COLS;
use crate::maths::chance::Chance;
use crate::text::{Lang, SafeText, width};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct English {
    adjectives: Vec<String>,
    nouns: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct French {
    adjectives: Vec<Vec<String>>,
    masculine: Vec<String>,
    feminine: Vec<String>,
}

struct Pairs {
    adjectives: usize,
    nouns: usize,
    pair: Box<dyn Fn(usize, usize) -> String>,
}

impl Pairs {
    fn of(lang: Lang) -> Self {
        match lang {
            Lang::En => {
                let English { adjectives, nouns } = read(include_str!("../../../../assets/names/en.toml"));
                let (count, of) = (adjectives.len(), nouns.len());
                let pair = move |adjective: usize, noun: usize| format!("{} {}", adjectives[adjective], nouns[noun]);
                Self { adjectives: count, nouns: of, pair: Box::new(pair) }
            }
            Lang::Fr => {
                let French { adjectives, masculine, feminine } = read(include_str!("../../../../assets/names/fr.toml"));
                let (count, of) = (adjectives.len(), masculine.len() + feminine.len());
                let pair = move |adjective: usize, noun: usize| {
                    let forms = &adjectives[adjective];
                    let (form, noun) = match noun.checked_sub(masculine.len()) {
                        None => (forms.first(), &masculine[noun]),
                        Some(noun) => (forms.last(), &feminine[noun]),
                    };
                    format!("{noun} {}", form.map_or("", String::as_str))
                };
                Self { adjectives: count, nouns: of, pair: Box::new(pair) }
            }
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("the words of names: {error}"))
}

/// `n` pairs of words by a seed, no word twice, of at most [`NAME_COLS`] cells each; fewer where words run out.
pub(crate) fn offer(lang: Lang, entropy: u64, n: usize) -> Vec<SafeText> {
    let Pairs { adjectives, nouns, pair } = Pairs::of(lang);
    let mut chance = Chance::new(entropy);
    let mut shuffled = |count: usize| {
        let mut all: Vec<usize> = (0..count).collect();
        chance.shuffle(&mut all);
        all
    };
    let (adjectives, nouns) = (shuffled(adjectives), shuffled(nouns));
    let pairs = adjectives.into_iter().zip(nouns).map(|(adjective, noun)| SafeText::line(&pair(adjective, noun)));
    pairs.filter(|name| width(name) <= NAME_COLS).take(n).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::app::booth::names::RefusedNames;

    fn all(lang: Lang) -> Vec<String> {
        let Pairs { adjectives, nouns, pair } = Pairs::of(lang);
        (0..adjectives).flat_map(|a| (0..nouns).map(move |n| (a, n))).map(|(a, n)| pair(a, n)).collect()
    }

    #[test]
    fn there_are_many_pairs_and_none_is_there_twice_or_refused() {
        let refused = RefusedNames::default();
        for lang in Lang::ALL {
            let Pairs { adjectives, nouns, .. } = Pairs::of(lang);
            assert!(adjectives >= 60 && nouns >= 60, "{lang:?}: {adjectives} adjectives, {nouns} nouns");
            let pairs = all(lang);
            let different: BTreeSet<&String> = pairs.iter().collect();
            assert_eq!(different.len(), pairs.len(), "{lang:?}");
            let fitting = pairs.iter().filter(|name| width(name) <= NAME_COLS).count();
            assert!(fitting * 10 >= pairs.len() * 9, "{lang:?}: {fitting} of {} fit", pairs.len());
            for name in &pairs {
                assert!(!refused.refuses(name), "{name}");
                assert_eq!(SafeText::first_unsafe(name), None, "{name}");
                assert_eq!(name.split(' ').count(), 2, "{name}");
            }
        }
    }

    #[test]
    fn a_french_adjective_agrees_with_its_noun_and_follows_it() {
        let pairs = all(Lang::Fr);
        for good in ["Gradient paresseux", "Courbe paresseuse", "Noyau agile", "Moyenne agile", "Chaton rêveur"] {
            assert!(pairs.iter().any(|pair| pair == good), "{good}");
        }
        assert!(!pairs.iter().any(|pair| pair == "Courbe paresseux" || pair == "Gradient paresseuse"));
        assert!(all(Lang::En).iter().any(|pair| pair == "Lazy Gradient"));
    }

    #[test]
    fn the_words_are_written_as_their_language_writes_them() {
        let begins = |word: &str| word.chars().next().is_some_and(char::is_uppercase);
        for name in all(Lang::En) {
            assert!(name.is_ascii() && name.split(' ').all(begins), "{name}");
        }
        for name in all(Lang::Fr) {
            let (noun, adjective) = name.split_once(' ').expect("two words");
            assert!(begins(noun) && !begins(adjective), "{name}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_offered_fits_is_different_and_follows_from_the_seed(seed: u64, n in 0usize..12) {
            for lang in Lang::ALL {
                let offered = offer(lang, seed, n);
                prop_assert_eq!(&offered, &offer(lang, seed, n));
                prop_assert_eq!(offered.len(), n);
                let words: BTreeSet<&str> = offered.iter().flat_map(|name| name.split(' ')).collect();
                prop_assert_eq!(words.len(), 2 * n, "no word comes twice");
                prop_assert!(offered.iter().all(|name| width(name) <= NAME_COLS));
            }
        }
    }
}
