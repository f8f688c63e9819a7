//! Finds terms as one types: of names, letters in their order, not all of them side by side; of glosses, parts of words.
//! Accents and capitals do not matter, and a slip or two is forgiven where nothing else is found.

use std::collections::BTreeSet;

use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::pack::{DomainId, Pack};
use crate::text::{Lang, alphabetical, folded};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SearchField {
    Name(Lang),
    Gloss(DomainId),
}

#[derive(Debug, Clone)]
pub struct Found {
    pub(crate) term: usize,
    /// How well it matches; the more, the better.
    score: u32,
    marks: BTreeSet<(SearchField, usize)>,
}

impl Found {
    /// The letters of a text that match, by the bytes at which they begin, in ascending order.
    pub fn marks(&self, field: SearchField) -> Vec<usize> {
        self.marks.iter().filter(|(of, _)| *of == field).map(|(_, at)| *at).collect()
    }
}

/// A name weighs as much as this many glosses.
const NAME_WEIGHT: u32 = 4;
/// Fewer letters are only looked for in names: they stand in every gloss.
const GLOSS_LETTERS_MIN: usize = 2;
/// How many letters of a name may be wrong, missing, too many or exchanged, where nothing else is found.
const SLIPS_MAX: usize = 2;
/// In words of fewer letters, slips would find everything.
const SLIP_LETTERS_MIN: usize = 4;

/// The terms in which every word that is searched stands, in a name of any language or in a gloss of one; the best
/// first, else by name. All of them where nothing is searched.
pub fn find(pack: &Pack, lang: Lang, wanted: &str) -> Vec<Found> {
    let words: Vec<Vec<char>> = wanted.split_whitespace().map(|word| folded(word).map(|(_, c)| c).collect()).collect();
    let mut search = Search { matcher: Matcher::new(Config::DEFAULT), pack, lang };
    let terms = 0..pack.terms.len();
    let mut found: Vec<Found> = terms.clone().filter_map(|term| search.term(term, &words)).collect();
    if found.is_empty() {
        found = terms.filter_map(|term| mistyped(pack, term, &words)).collect();
    }
    found.sort_by_cached_key(|found| {
        let name = pack.terms[found.term].name.get(lang);
        // Of two that match alike, the shorter one has less that was not searched.
        let rest = if words.is_empty() { 0 } else { name.chars().count() };
        (u32::MAX - found.score, rest, alphabetical(name))
    });
    found
}

/// A term with a name that is nearly what was typed.
fn mistyped(pack: &Pack, term: usize, words: &[Vec<char>]) -> Option<Found> {
    let wanted: String = words.iter().map(|word| word.iter().collect::<String>()).collect::<Vec<_>>().join(" ");
    let long_enough = wanted.chars().count() >= SLIP_LETTERS_MIN;
    let names = pack.header.languages.iter().map(|lang| pack.terms[term].name.get(*lang));
    let slips = names.map(|name| {
        let name: String = folded(name).map(|(_, c)| c).collect();
        strsim::damerau_levenshtein(&name, &wanted)
    });
    let slips = slips.min().filter(|slips| long_enough && *slips <= SLIPS_MAX)?;
    Some(Found { term, score: (SLIPS_MAX - slips) as u32, marks: BTreeSet::new() })
}

struct Search<'a> {
    matcher: Matcher,
    pack: &'a Pack,
    lang: Lang,
}

impl Search<'_> {
    fn term(&mut self, term: usize, words: &[Vec<char>]) -> Option<Found> {
        let mut found = Found { term, score: 0, marks: BTreeSet::new() };
        for word in words {
            found.score += self.word(word, &mut found)?;
        }
        Some(found)
    }

    /// Looks for one word in all texts of a term, and gives its best score.
    fn word(&mut self, word: &[char], found: &mut Found) -> Option<u32> {
        let term = &self.pack.terms[found.term];
        let mut best = None;
        for lang in &self.pack.header.languages {
            if let Some((score, marks)) = self.text(term.name.get(*lang), word) {
                best = best.max(Some(NAME_WEIGHT * score));
                found.marks.extend(marks.into_iter().map(|at| (SearchField::Name(*lang), at)));
            }
        }
        if word.len() >= GLOSS_LETTERS_MIN {
            for sense in &term.senses {
                let gloss = sense.gloss.get(self.lang);
                let mut start = 0;
                for part in gloss.split_inclusive(char::is_whitespace) {
                    if let Some((score, marks)) = self.text(part, word).filter(|(_, marks)| is_close(part, marks)) {
                        best = best.max(Some(score));
                        found.marks.extend(marks.into_iter().map(|at| (SearchField::Gloss(sense.domain), start + at)));
                    }
                    start += part.len();
                }
            }
        }
        best
    }

    /// How well a word matches a text, and at which bytes.
    fn text(&mut self, text: &str, word: &[char]) -> Option<(u32, Vec<usize>)> {
        let (at, letters): (Vec<usize>, Vec<char>) = folded(text).unzip();
        let mut marks = Vec::new();
        let (letters, word) = (Utf32Str::Unicode(&letters), Utf32Str::Unicode(word));
        let score = self.matcher.fuzzy_indices(letters, word, &mut marks)?;
        Some((score.into(), marks.into_iter().map(|mark| at[mark as usize]).collect()))
    }
}

/// Whether the letters that are marked stand side by side: among so many words, letters that only come in the right order
/// mean nothing.
fn is_close(text: &str, marks: &[usize]) -> bool {
    let (Some(first), Some(last)) = (marks.iter().min(), marks.iter().max()) else { return true };
    let mut between = text.char_indices().map(|(at, _)| at).filter(|at| (first..=last).contains(&at));
    between.all(|at| marks.contains(&at))
}
