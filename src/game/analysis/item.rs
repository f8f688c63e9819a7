//! One question in numbers, and whether it wants looking at.

use super::{CONFIDENCE, QuestionCount, RESAMPLES, SEED, STABLE, Voices};
use crate::maths::regression::correlation;
use crate::maths::resample::{percentiles, shares};
use crate::maths::summary::mean;
use crate::maths::{Chance, Interval};
use crate::pack::{DomainId, DomainSet, Pack, QuestionRef};

#[derive(Debug, Clone)]
pub struct Item {
    pub place: QuestionRef,
    pub(crate) key: DomainSet,
    pub voices: Voices,
    /// Where the share right may lie: the percentile interval of the bootstrap. Of no width where all said the same.
    pub interval: Interval,
    /// How long an answer took in the mean, in seconds.
    pub seconds: Option<f64>,
    /// Of the classes that voted twice.
    pub(crate) talked: Option<Talked>,
    /// Games in which it was asked beside other questions.
    pub(crate) games: usize,
    /// See [`discrimination`]; none below [`STABLE`] games.
    pub discrimination: Option<f64>,
    /// Why somebody should look at it; the weightiest first.
    pub looks: Vec<Look>,
}

/// A question that classes answered twice: how many did, and the shares that were right before and after they talked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Talked {
    pub(crate) n: u64,
    pub(crate) before: f64,
    pub(crate) after: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Look {
    Nobody,
    Ahead(DomainId),
    /// Players who are good at the others are worse at this.
    Backwards(f64),
    /// Fewer than 30 % were right.
    Hard,
    Everybody,
    /// More than 70 % were right.
    Easy,
    /// It hardly parts players who are good at the others from those who are not.
    Dull(f64),
    /// Nobody, or fewer than 5 %, named this wrong domain, in which the term has a sense, too.
    Idle(DomainId),
}

/// Between these shares an item tells most about who answers. A rule of thumb, and strict at its upper end: of three
/// answers to guess from, Lord (1952) finds 0.77 the best.
const GOOD: std::ops::RangeInclusive<f64> = 0.3..=0.7;
/// From here on an item discriminates well enough (Ebel 1965 calls 0.2 to 0.3 marginal, more than that good).
const DISCRIMINATES: f64 = 0.25;
/// An answer that fewer choose parts nobody from anybody (Haladyna and Downing 1993).
const IDLE: f64 = 0.05;
/// Fewer voices agree by chance, even on nothing.
const FEW: u64 = 5;

impl Item {
    pub(super) fn new(pack: &Pack, place: QuestionRef, count: QuestionCount) -> Self {
        let (term, question) = pack.at(place);
        let key = question.key;
        let (n, right) = (count.voices.n(), count.voices.of(key));
        let drawn = shares(right, n, RESAMPLES, &mut Chance::new(SEED));
        let share = count.voices.share(key).unwrap_or(0.0);
        let interval = percentiles(&drawn, CONFIDENCE).unwrap_or(Interval { low: share, high: share });
        let (first, second) = count.talked;
        let talked = first.share(key).zip(second.share(key));
        let talked = talked.map(|(before, after)| Talked { n: first.n(), before, after });
        let mut item = Self {
            place,
            key,
            interval,
            seconds: mean(&count.seconds),
            talked,
            games: count.games.len(),
            discrimination: discrimination(&count.games).filter(|_| count.games.len() as u64 >= STABLE),
            voices: count.voices,
            looks: Vec::new(),
        };
        let wrong: Vec<DomainId> = pack.domain_ids().filter(|domain| !key.contains(*domain)).collect();
        let tempting: Vec<DomainId> = wrong.iter().copied().filter(|domain| term.sense(*domain).is_some()).collect();
        item.looks = item.looks(&wrong, &tempting);
        item
    }

    pub fn share(&self) -> Option<f64> {
        self.voices.share(self.key)
    }

    /// Whether there are enough voices to say how hard it is.
    pub fn is_stable(&self) -> bool {
        self.voices.n() >= STABLE
    }

    /// How much the share right grew while a class talked, from −1 to 1.
    pub fn gain(&self) -> Option<f64> {
        self.talked.map(|talked| talked.after - talked.before)
    }

    /// What there is to look at; `wrong` domains, and those of them in which the term has a sense.
    fn looks(&self, wrong: &[DomainId], tempting: &[DomainId]) -> Vec<Look> {
        let (n, share) = (self.voices.n(), self.share().unwrap_or(0.0));
        let named = |domain: &DomainId| self.voices.named(*domain);
        let most_right = self.key.iter().map(|domain| named(&domain)).max().unwrap_or(0);
        let ahead = wrong.iter().copied().filter(|domain| named(domain) > most_right).max_by_key(named);
        let idle = tempting.iter().copied().filter(|domain| (named(domain) as f64) < IDLE * n as f64);
        let (nobody, everybody, enough) = (share == 0.0, share == 1.0, n >= FEW);
        let stable = self.is_stable();
        // What is printed as 70% must not be called more than 70%.
        let seen = |x: f64| (x * 100.0).round() / 100.0;
        let when = |is: bool, look: Look| is.then_some(look);
        let mut looks: Vec<Look> = [
            when(enough && nobody, Look::Nobody),
            ahead.filter(|_| enough && !nobody).map(Look::Ahead),
            self.discrimination.filter(|r| *r < 0.0).map(Look::Backwards),
            when(stable && !nobody && seen(share) < *GOOD.start(), Look::Hard),
            when(enough && everybody, Look::Everybody),
            when(stable && !everybody && seen(share) > *GOOD.end(), Look::Easy),
            self.discrimination.filter(|r| (0.0..DISCRIMINATES).contains(&seen(*r))).map(Look::Dull),
        ]
        .into_iter()
        .flatten()
        .collect();
        // Where everybody is right, that nobody names the others is no news.
        looks.extend(idle.filter(|_| stable && !everybody).map(Look::Idle));
        looks
    }
}

/// How well an item tells who is good at the others: the point-biserial correlation, which is Pearson's, between being
/// right on it (1 or 0) and the share right on the others. The item itself is left out of the score, or it would correlate
/// with itself (the corrected item-total correlation; Henrysson 1963). None where either does not vary.
pub fn discrimination(games: &[(bool, f64)]) -> Option<f64> {
    let (right, others): (Vec<f64>, Vec<f64>) =
        games.iter().map(|(right, others)| (f64::from(u8::from(*right)), *others)).unzip();
    correlation(&right, &others)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn discrimination_by_hand() {
        // r = (M₁ − M₀) / s · √(pq) (Tate 1954), with s of divisor n: M₁ = 14/3, M₀ = 7/3, s² = 35/12, p = q = 1/2.
        let games = [(false, 1.0), (false, 2.0), (true, 3.0), (false, 4.0), (true, 5.0), (true, 6.0)];
        let by_hand = (14.0 - 7.0) / 3.0 / (35.0f64 / 12.0).sqrt() * 0.5;
        assert!((by_hand - 0.683).abs() < 5e-4);
        let ours = discrimination(&games).expect("both vary");
        assert!((ours - by_hand).abs() < 1e-12, "{ours}");
        let turned = games.map(|(right, others)| (!right, others));
        assert!((discrimination(&turned).expect("both vary") + by_hand).abs() < 1e-12);
        assert_eq!((discrimination(&[]), discrimination(&[(true, 0.5), (true, 0.7)])), (None, None));
    }
}
