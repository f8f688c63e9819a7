//! Blind play: a pack's questions without their keys, for readers who have never seen them, and how far what they answer
//! agrees with the keys. No other test of a question is as useful.
//! A [`Booklet`] says which questions, in which order. It is printed ([`questions`]), its readers write their answers
//! below ([`answers`]), and these are scored ([`score`]). With the contexts hidden, nobody should do much better than
//! by chance: then it is the contexts that decide, not the words or the glosses.

pub mod answers;
pub mod questions;
pub mod score;

use std::fmt;

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use crate::game::deck;
use crate::pack::{Pack, QuestionRef};
use crate::text::{Lang, SafeText};

/// With contexts, so much of the answers agrees with the key in a pack whose contexts decide: 95 %.
pub(crate) const AGREEMENT_LEAST: f64 = 0.95;

/// Without contexts, at most so much more agrees than by always naming the most frequent domain: 10 points.
pub(crate) const GUESSING_MOST: f64 = 0.10;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booklet {
    pub pack: SafeText,
    pub lang: Lang,
    pub seed: u64,
    pub hidden: bool,
    /// Ties it to the questions and keys of this version of the pack; wording may change.
    pub print: u64,
}

impl Booklet {
    pub fn new(pack: &Pack, lang: Lang, seed: u64, hidden: bool) -> Self {
        Self { pack: pack.header.id.clone(), lang, seed, hidden, print: deck::fingerprint(pack, lang) }
    }

    /// The questions: any order of the pack's files gives the same.
    pub fn order(&self, pack: &Pack) -> Vec<QuestionRef> {
        let mut places: Vec<QuestionRef> = pack.questions(self.lang).map(|(place, _)| place).collect();
        places.sort_by_key(|place| &pack.at(*place).1.id);
        deck::shuffle(&mut places, &mut ChaCha8Rng::seed_from_u64(self.seed));
        places
    }

    pub fn parse(line: &str) -> Option<Self> {
        let mut words = line.trim().strip_prefix(MARK)?.split_whitespace();
        let mut next = || words.next();
        let (pack, lang, seed) = (SafeText::line(next()?), next()?, next()?.parse().ok()?);
        let lang = Lang::ALL.into_iter().find(|known| known.code() == lang)?;
        let contexts = next()?;
        let hidden = [SHOWN, HIDDEN].iter().position(|word| *word == contexts)? == 1;
        let print = u64::from_str_radix(next()?, 16).ok()?;
        Some(Self { pack, lang, seed, hidden, print })
    }
}

const MARK: &str = "booklet:";
const SHOWN: &str = "shown";
const HIDDEN: &str = "hidden";

impl fmt::Display for Booklet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let contexts = if self.hidden { HIDDEN } else { SHOWN };
        write!(f, "{MARK} {} {} {} {contexts} {:016x}", self.pack, self.lang.code(), self.seed, self.print)
    }
}
