//! Finds terms as one types: letters in their order, not all of them side by side; accents and capitals do not matter.

use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::pack::{DomainId, Pack};
use crate::text::{Lang, alphabetical, folded};

/// A text of a term that is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// Its name in a language.
    Name(Lang),
    /// Its gloss in a domain.
    Gloss(DomainId),
}

/// A term that was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// Its index in the pack.
    pub term: usize,
    /// How well it matches; the more, the better.
    score: u32,
    marks: Vec<(Field, usize)>,
}

impl Found {
    /// The letters of a text that match, by the bytes at which they begin, in ascending order.
    pub fn marks(&self, field: Field) -> Vec<usize> {
        let own = self.marks.iter().filter(|(of, _)| *of == field);
        let mut marks: Vec<usize> = own.map(|(_, at)| *at).collect();
        marks.sort_unstable();
        marks.dedup();
        marks
    }
}

/// A name weighs as much as so many glosses.
const NAME_WEIGHT: u32 = 4;
/// Fewer letters are only looked for in names: they stand in every gloss.
const GLOSS_LETTERS_MIN: usize = 2;
/// In a word of a gloss, so many letters at most may stand between those that match: among so many words, letters that
/// only come in the right order mean nothing.
const GLOSS_GAPS_MAX: usize = 2;

/// The terms in which every word that is searched stands, in a name of any language or in a gloss of one; the best
/// first, else by name. All of them where nothing is searched.
pub fn find(pack: &Pack, lang: Lang, wanted: &str) -> Vec<Found> {
    let words: Vec<Vec<char>> = wanted.split_whitespace().map(|word| folded(word).map(|(_, c)| c).collect()).collect();
    let mut search = Search { matcher: Matcher::new(Config::DEFAULT), pack, lang };
    let terms = 0..pack.terms.len();
    let mut found: Vec<Found> = terms.filter_map(|term| search.term(term, &words)).collect();
    found.sort_by_cached_key(|found| {
        let name = pack.terms[found.term].name.get(lang);
        // Of two that match alike, the shorter one has less that was not searched.
        let rest = if words.is_empty() { 0 } else { name.chars().count() };
        (u32::MAX - found.score, rest, alphabetical(name))
    });
    found
}

struct Search<'a> {
    matcher: Matcher,
    pack: &'a Pack,
    lang: Lang,
}

impl Search<'_> {
    fn term(&mut self, term: usize, words: &[Vec<char>]) -> Option<Found> {
        let mut found = Found { term, score: 0, marks: Vec::new() };
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
                found.marks.extend(marks.into_iter().map(|at| (Field::Name(*lang), at)));
            }
        }
        if word.len() >= GLOSS_LETTERS_MIN {
            for sense in &term.senses {
                let gloss = sense.gloss.get(self.lang);
                let mut start = 0;
                for part in gloss.split_inclusive(char::is_whitespace) {
                    if let Some((score, marks)) = self.text(part, word).filter(|(_, marks)| is_close(part, marks)) {
                        best = best.max(Some(score));
                        found.marks.extend(marks.into_iter().map(|at| (Field::Gloss(sense.domain), start + at)));
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

/// Whether few letters stand between those that are marked.
fn is_close(text: &str, marks: &[usize]) -> bool {
    let (Some(first), Some(last)) = (marks.iter().min(), marks.iter().max()) else { return true };
    let between = text.char_indices().filter(|(at, _)| (first..=last).contains(&at));
    between.filter(|(at, _)| !marks.contains(at)).count() <= GLOSS_GAPS_MAX
}
