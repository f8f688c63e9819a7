//! The search for a word in a name that may be hiding it.

use super::glyph::{Gap, Glyph};
use super::refused::SHORT;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum WordPlace {
    Within,
    Word,
    /// As the whole name: it is too much like a name to be refused beside another one.
    Alone,
}

#[derive(Debug, Clone)]
pub(super) struct RefusedWord {
    /// Its letters, and how often each follows itself.
    runs: Vec<(Glyph, usize)>,
    letters: usize,
    place: WordPlace,
}

impl RefusedWord {
    pub(super) fn new(glyphs: Vec<Glyph>, place: WordPlace) -> Self {
        let runs = glyphs.chunk_by(|a, b| a == b).map(|run| (run[0], run.len())).collect();
        Self { runs, letters: glyphs.len(), place }
    }

    /// Whether a character is meant for a letter of the entry. Of two letters each is itself: CV is not what CU is.
    fn may_be(&self, typed: Glyph, wanted: Glyph) -> bool {
        typed.may_be(wanted) && (self.letters >= SHORT || !typed.plain.is_alphabetic() || typed.plain == wanted.plain)
    }
}

/// How many steps a name may take. Nobody is called what takes longer.
const STEPS_MAX: usize = 50_000;

/// A letter that is there at least this often is drawn out on purpose.
const DRAWN_OUT: usize = 3;

pub(super) struct NameSearch<'a> {
    name: &'a [Glyph],
    /// What its characters may be, all together: most entries need another letter.
    letters: u32,
    allowed: &'a [String],
    steps: usize,
}

#[derive(Debug, Clone, Copy)]
struct Match {
    start: usize,
    stars: usize,
    /// How many letters are there at least twice as often as they should, and how many a little too often.
    doubled: usize,
    odd: usize,
    over: Option<Gaps>,
}

#[derive(Debug, Clone, Copy)]
struct Gaps {
    blank: bool,
    /// Beside each of them stands a single letter; on both sides of each.
    beside_one: bool,
    among_ones: bool,
}

impl<'a> NameSearch<'a> {
    pub(super) fn of(name: &'a [Glyph], allowed: &'a [String]) -> Self {
        Self { name, letters: Glyph::letters(name), allowed, steps: 0 }
    }

    /// Whether an entry is there, or the name cannot be read.
    pub(super) fn finds(&mut self, entry: &RefusedWord) -> bool {
        let Some((first, _)) = entry.runs.first() else { return false };
        if !entry.runs.iter().all(|(wanted, _)| wanted.may_be_among(self.letters)) {
            return false;
        }
        (0..self.name.len()).any(|start| {
            let found = Match { start, stars: 0, doubled: 0, odd: 0, over: None };
            let begins = entry.place == WordPlace::Within || self.is_edge(start) || self.is_gap(start);
            begins && entry.may_be(self.name[start], *first) && self.goes_on(entry, start, (0, 0), found)
        })
    }

    /// Whether the rest of an entry follows, of which `run` runs and `times` letters of the next were found.
    fn goes_on(&mut self, entry: &RefusedWord, at: usize, (run, times): (usize, usize), found: Match) -> bool {
        self.steps += 1;
        if self.steps > STEPS_MAX {
            return true;
        }
        let Some((wanted, often)) = entry.runs.get(run).copied() else { return self.fits(entry, at, found) };
        let next = self.name.get(at).copied();
        let begun = run > 0 || times > 0;
        if let Some(next) = next {
            if entry.may_be(next, wanted) && self.goes_on(entry, at + 1, (run, times + 1), found) {
                return true;
            }
            let hidden = Match { stars: found.stars + 1, ..found };
            let hides = begun && next.is_star() && entry.letters > SHORT && hidden.stars * 2 <= entry.letters;
            if hides && self.goes_on(entry, at + 1, (run, times + 1), hidden) {
                return true;
            }
        }
        if times >= often {
            let closed = Match {
                doubled: found.doubled + usize::from(times >= 2 * often),
                odd: found.odd + usize::from(times > often && times < DRAWN_OUT),
                ..found
            };
            if self.goes_on(entry, at, (run + 1, 0), closed) {
                return true;
            }
        }
        let over = begun.then(|| self.over(at, found.over)).flatten();
        over.is_some_and(|(after, over)| self.goes_on(entry, after, (run, times), Match { over: Some(over), ..found }))
    }

    /// Over the gap that begins here, if there is one: what comes after it, and what it makes of the gaps before.
    fn over(&self, at: usize, before: Option<Gaps>) -> Option<(usize, Gaps)> {
        let gap = self.name[at..].iter().take_while(|glyph| glyph.gap != Gap::No);
        let blank = gap.clone().any(|glyph| glyph.gap == Gap::Blank);
        // A sign may be the next letter, too: so they are gone over one by one, blanks all at once.
        let length =
            if blank { gap.take_while(|glyph| glyph.gap == Gap::Blank).count().max(1) } else { gap.take(1).count() };
        if length == 0 {
            return None;
        }
        let after = at + length;
        let left = self.name[..at].iter().rev().take_while(|glyph| glyph.gap == Gap::No).count();
        let right = self.name[after..].iter().take_while(|glyph| glyph.gap == Gap::No).count();
        let before = before.unwrap_or(Gaps { blank: false, beside_one: true, among_ones: true });
        Some((
            after,
            Gaps {
                blank: before.blank || blank,
                beside_one: before.beside_one && (left <= 1 || right <= 1),
                among_ones: before.among_ones && left <= 1 && right <= 1,
            },
        ))
    }

    fn fits(&self, entry: &RefusedWord, end: usize, found: Match) -> bool {
        let begins = self.is_edge(found.start);
        let ends = self.is_edge(end);
        let alone = |part: &[Glyph]| part.iter().all(|glyph| glyph.gap != Gap::No);
        let alone = alone(&self.name[..found.start]) && alone(&self.name[end..]);
        // `cull` is another word than what it begins with, but `ccuulll` is not.
        let all_doubled = found.doubled == entry.runs.len();
        let spelt = entry.place == WordPlace::Within || found.odd == 0 || all_doubled;
        let placed = match (entry.place, found.over) {
            (WordPlace::Within, None) => true,
            (WordPlace::Word, None) => begins && ends,
            (WordPlace::Alone, None) => alone,
            (WordPlace::Within, Some(over)) => {
                let rest = self.name[end..].iter().take_while(|glyph| glyph.gap == Gap::No).count();
                begins && (alone || over.beside_one && rest <= SHORT || !over.blank && ends)
            }
            (WordPlace::Word | WordPlace::Alone, Some(over)) => {
                let placed = if entry.place == WordPlace::Alone { alone } else { begins && ends };
                placed && (over.among_ones || entry.letters <= SHORT && alone)
            }
        };
        spelt && placed && !(found.over.is_none() && self.is_allowed(found.start, end))
    }

    fn is_allowed(&self, start: usize, end: usize) -> bool {
        let before = self.name[..start].iter().rev().take_while(|glyph| glyph.gap == Gap::No).count();
        let after = self.name[end..].iter().take_while(|glyph| glyph.gap == Gap::No).count();
        let word: String = self.name[start - before..end + after].iter().map(|glyph| glyph.plain).collect();
        self.allowed.contains(&word)
    }

    fn is_gap(&self, at: usize) -> bool {
        self.name.get(at).is_none_or(|glyph| glyph.gap != Gap::No)
    }

    fn is_edge(&self, at: usize) -> bool {
        at == 0 || self.is_gap(at) || self.is_gap(at - 1)
    }
}
