//! Today's five: the same questions for everybody on a date, from the date and the pack alone.
//!
//! The whole pack is gone through in one order after the other, five questions a day, so that every question comes equally
//! often and none comes back before the others had their turn. Where two orders meet, the next begins with questions that
//! the one before did not end with.

use rand::SeedableRng;
use rand::rngs::ChaCha8Rng;

use super::deck::{fnv, shuffle};
use crate::pack::{Pack, QuestionRef};

/// The questions of a day.
pub const DAILY: usize = 5;

/// Two days in a row have as many questions, and none of them twice.
const APART: usize = 2 * DAILY;

/// The questions of a day, which is counted in days since 1970: those that the pack has in all its languages, the easiest
/// first. Fewer than [`DAILY`] only of a pack that has fewer.
pub fn deck(pack: &Pack, day: i64) -> Vec<QuestionRef> {
    let cards = cards(pack);
    let mut orders = Orders { pack, cards: &cards, last: None };
    let first = day * DAILY as i64;
    let mut deck: Vec<QuestionRef> = (first..).take(DAILY.min(cards.len())).map(|n| orders.at(n)).collect();
    deck.sort_by_key(|place| pack.at(*place).1.level);
    deck
}

/// What can be asked, in an order that does not depend on files.
fn cards(pack: &Pack) -> Vec<QuestionRef> {
    let all = pack.terms.iter().enumerate().flat_map(|(term, t)| {
        let questions = t.questions.iter().enumerate();
        let everywhere = questions.filter(|(_, q)| pack.header.languages.iter().all(|lang| q.languages.contains(lang)));
        everywhere.map(move |(question, _)| QuestionRef { term, question })
    });
    let mut cards: Vec<QuestionRef> = all.collect();
    cards.sort_by_key(|place| pack.at(*place).1.id.as_str());
    cards
}

/// The orders in which a pack is gone through, without an end.
struct Orders<'a> {
    pack: &'a Pack,
    cards: &'a [QuestionRef],
    /// The order that was asked for last, with its number.
    last: Option<(i64, Vec<QuestionRef>)>,
}

impl Orders<'_> {
    /// The n-th question of all orders, of a pack that has any.
    fn at(&mut self, n: i64) -> QuestionRef {
        let (round, at) = (n.div_euclid(self.cards.len() as i64), n.rem_euclid(self.cards.len() as i64) as usize);
        if self.last.as_ref().is_none_or(|(known, _)| *known != round) {
            self.last = Some((round, self.order(round)));
        }
        self.last.as_ref().map_or(self.cards[at], |(_, order)| order[at])
    }

    /// A shuffled order whose beginning holds nothing of the end of the one before. Its own end is as it was shuffled, so
    /// that the next need not ask how this one was changed.
    fn order(&self, round: i64) -> Vec<QuestionRef> {
        let (mut order, before) = (self.shuffled(round), self.shuffled(round - 1));
        let middle = APART..order.len().saturating_sub(APART);
        let end = &before[before.len().saturating_sub(APART)..];
        for at in 0..APART.min(middle.start) {
            if order.get(at).is_some_and(|place| end.contains(place)) {
                let free = middle.clone().find(|other| !end.contains(&order[*other]));
                if let Some(other) = free {
                    order.swap(at, other);
                }
            }
        }
        order
    }

    /// The cards in an order that follows from the pack's id and the number of the round; a term comes back after a day of
    /// others, as far as that can be.
    fn shuffled(&self, round: i64) -> Vec<QuestionRef> {
        let seed = fnv(self.pack.header.id.bytes().chain(round.to_le_bytes()));
        let mut rest = self.cards.to_vec();
        shuffle(&mut rest, &mut ChaCha8Rng::seed_from_u64(seed));
        let mut order: Vec<QuestionRef> = Vec::with_capacity(rest.len());
        while !rest.is_empty() {
            let lately = &order[order.len().saturating_sub(DAILY - 1)..];
            let other = rest.iter().position(|place| lately.iter().all(|last| last.term != place.term));
            order.push(rest.remove(other.unwrap_or(0)));
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::pack::load::{Origin, load};

    fn talk() -> Pack {
        load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean")
    }

    #[test]
    fn in_a_year_every_question_comes_equally_often_and_never_on_two_days_in_a_row() {
        let pack = talk();
        for first in [20_000, 20_367, -3] {
            let days: Vec<_> = (first..first + 365).map(|day| deck(&pack, day)).collect();
            let mut times: HashMap<QuestionRef, usize> = cards(&pack).into_iter().map(|place| (place, 0)).collect();
            for two in days.windows(2) {
                assert_eq!(two[0].len(), DAILY);
                assert!(two[0].iter().all(|place| !two[1].contains(place)), "{two:?}");
            }
            days.iter().flatten().for_each(|place| *times.entry(*place).or_default() += 1);
            let mean = 365.0 * DAILY as f64 / times.len() as f64;
            for (place, times) in times {
                assert!((times as f64 - mean).abs() <= 0.2 * mean, "{place:?} comes {times} times, on average {mean}");
            }
        }
    }

    #[test]
    fn a_day_goes_from_easy_to_hard_and_holds_no_question_twice() {
        let pack = talk();
        for day in 0..2000 {
            let deck = deck(&pack, day);
            assert!(deck.is_sorted_by_key(|place| pack.at(*place).1.level));
            let mut places = deck.clone();
            places.sort();
            places.dedup();
            assert_eq!(places.len(), DAILY, "day {day}: {deck:?}");
        }
    }

    #[test]
    fn a_day_is_the_same_for_ever() {
        let pack = talk();
        let ids: Vec<_> = deck(&pack, 20_788).iter().map(|place| pack.at(*place).1.id.to_string()).collect();
        assert_eq!(ids, deck(&pack, 20_788).iter().map(|place| pack.at(*place).1.id.to_string()).collect::<Vec<_>>());
    }

    #[test]
    fn small_packs_have_days_too() {
        let mut pack = talk();
        pack.terms.truncate(1);
        pack.terms[0].questions.truncate(3);
        assert_eq!(deck(&pack, 7).len(), 3);
        pack.terms.clear();
        assert_eq!(deck(&pack, 7), []);
    }
}
