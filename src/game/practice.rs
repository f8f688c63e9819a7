//! What to practise: what is due, then what is new, then what was seen the longest ago. By sense, not by question: a sense
//! that is due is asked in the context of it that was seen the longest ago, or never.

pub mod memory;

use std::collections::HashMap;

use self::memory::{Grade, Memory, RETENTION};
use crate::pack::{DomainSet, Pack, QuestionRef};
use crate::text::Lang;

/// An answer as practice looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastAnswer {
    /// The id of the question.
    pub question: String,
    /// The day on which it was answered, counted from any day.
    pub day: i64,
    pub grade: Grade,
}

impl PastAnswer {
    /// How an answer counts: right only with help or by a guess is less than right.
    pub fn grade(right: bool, helped: bool) -> Grade {
        match (right, helped) {
            (false, _) => Grade::Again,
            (true, true) => Grade::Hard,
            (true, false) => Grade::Good,
        }
    }
}

/// A meaning of a term: what its questions have in common.
type SenseKey = (usize, DomainSet);

/// How far a sense is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SenseProgress {
    Unseen,
    /// It was not known the last time.
    Missed,
    Learning,
    /// It will be recalled for three weeks at least.
    Known,
}

/// From this stability on a sense is known, in days: what Anki calls a mature card.
const KNOWN: f64 = 21.0;

/// What is known of a sense.
#[derive(Debug, Clone, Copy)]
struct Learnt {
    memory: Memory,
    last: i64,
    grade: Grade,
}

/// What is known of a pack's senses and questions.
#[derive(Debug, Clone, Default)]
pub struct Knowledge {
    senses: HashMap<SenseKey, Learnt>,
    /// The number of the review in which a question was last seen.
    seen: HashMap<QuestionRef, usize>,
}

impl Knowledge {
    /// What follows from all answers to questions of a pack, the oldest first. Those that it does not have any more are
    /// passed over; days that go back (a clock was set) count as the same day.
    pub fn of(pack: &Pack, reviews: &[PastAnswer]) -> Self {
        let places: HashMap<&str, QuestionRef> =
            places(pack).map(|place| (pack.at(place).1.id.as_str(), place)).collect();
        let mut known = Self::default();
        for (n, review) in reviews.iter().enumerate() {
            let Some(place) = places.get(review.question.as_str()) else { continue };
            known.seen.insert(*place, n + 1);
            let learnt = match known.senses.get(&sense(pack, *place)) {
                Some(before) => {
                    let days = (review.day - before.last).max(0);
                    let memory = before.memory.reviewed(days as f64, review.grade);
                    Learnt { memory, last: review.day.max(before.last), grade: review.grade }
                }
                None => Learnt { memory: Memory::first(review.grade), last: review.day, grade: review.grade },
            };
            known.senses.insert(sense(pack, *place), learnt);
        }
        known
    }

    /// How far the sense of a question is.
    pub fn progress(&self, pack: &Pack, place: QuestionRef) -> SenseProgress {
        match self.senses.get(&sense(pack, place)) {
            None => SenseProgress::Unseen,
            Some(Learnt { grade: Grade::Again, .. }) => SenseProgress::Missed,
            Some(learnt) if learnt.memory.stability >= KNOWN => SenseProgress::Known,
            Some(_) => SenseProgress::Learning,
        }
    }

    /// How many senses of a pack are due.
    pub fn due(&self, today: i64) -> usize {
        self.senses.values().filter(|learnt| learnt.recall(today) < RETENTION).count()
    }

    /// A deck of at most so many questions for a day; empty only if the pack has none in the language.
    pub fn deck(&self, pack: &Pack, lang: Lang, today: i64, count: usize) -> Vec<QuestionRef> {
        let mut by_sense: HashMap<SenseKey, Vec<QuestionRef>> = HashMap::new();
        for (place, _) in pack.questions(lang) {
            by_sense.entry(sense(pack, place)).or_default().push(place);
        }
        let seen = |place: &QuestionRef| self.seen.get(place).copied().unwrap_or(0);
        let oldest = |places: &Vec<QuestionRef>| places.iter().copied().min_by_key(|place| (seen(place), *place));
        let mut cards: Vec<(Turn, QuestionRef)> =
            by_sense.iter().filter_map(|(key, places)| Some((self.turn(key, today), oldest(places)?))).collect();
        cards.sort_by(|(a, at), (b, other)| a.key().total_cmp(&b.key()).then(at.cmp(other)));
        cards.truncate(count);
        apart(cards.into_iter().map(|(_, place)| place).collect())
    }

    /// A question for each of these senses: another one about the same while there is one, that was seen the longest ago.
    pub fn siblings(&self, pack: &Pack, lang: Lang, missed: &[QuestionRef]) -> Vec<QuestionRef> {
        let seen = |place: &QuestionRef| self.seen.get(place).copied().unwrap_or(0);
        let mut deck: Vec<QuestionRef> = Vec::new();
        for own in missed {
            let same = pack.questions(lang).map(|(place, _)| place).filter(|at| sense(pack, *at) == sense(pack, *own));
            let free = same.filter(|place| !deck.contains(place));
            deck.extend(free.min_by_key(|place| (missed.contains(place), seen(place), *place)));
        }
        apart(deck)
    }

    fn turn(&self, key: &SenseKey, today: i64) -> Turn {
        match self.senses.get(key) {
            None => Turn::New,
            Some(learnt) if learnt.recall(today) < RETENTION => Turn::Due(learnt.recall(today)),
            Some(learnt) => Turn::Later(learnt.last),
        }
    }
}

impl Learnt {
    fn recall(&self, today: i64) -> f64 {
        self.memory.recall((today - self.last) as f64)
    }
}

/// When a sense comes.
enum Turn {
    /// It is recalled with this probability only.
    Due(f64),
    New,
    /// It is not due; the day it was last asked.
    Later(i64),
}

impl Turn {
    /// What decides the order: probabilities come before 1, new ones are 1, and days come after.
    fn key(&self) -> f64 {
        match self {
            Turn::Due(recall) => *recall,
            Turn::New => 1.0,
            Turn::Later(day) => 2.0 + (*day - i64::from(i32::MIN)).max(0) as f64,
        }
    }
}

fn places(pack: &Pack) -> impl Iterator<Item = QuestionRef> + '_ {
    let of_term = |(term, t): (usize, &crate::pack::Term)| {
        (0..t.questions.len()).map(move |question| QuestionRef { term, question })
    };
    pack.terms.iter().enumerate().flat_map(of_term)
}

fn sense(pack: &Pack, place: QuestionRef) -> SenseKey {
    (place.term, pack.at(place).1.key)
}

/// The same questions in an order in which no term comes twice in a row, as far as that can be.
fn apart(mut rest: Vec<QuestionRef>) -> Vec<QuestionRef> {
    let mut deck: Vec<QuestionRef> = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        let last = deck.last().map(|place| place.term);
        let at = rest.iter().position(|place| Some(place.term) != last).unwrap_or(0);
        deck.push(rest.remove(at));
    }
    deck
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use super::*;
    use crate::maths::Chance;
    use crate::pack::load::{Origin, load};

    fn talk() -> Pack {
        load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean")
    }

    fn id(pack: &Pack, place: QuestionRef) -> String {
        pack.at(place).1.id.to_string()
    }

    fn good(question: String, day: i64) -> PastAnswer {
        PastAnswer { question, day, grade: Grade::Good }
    }

    #[test]
    fn what_is_due_comes_before_what_is_new_and_that_before_the_rest() {
        let pack = talk();
        let new = Knowledge::default().deck(&pack, Lang::En, 0, 10);
        let mut reviews: Vec<PastAnswer> = new[..3].iter().map(|place| good(id(&pack, *place), 0)).collect();
        reviews[1].grade = Grade::Again;
        let known = Knowledge::of(&pack, &reviews);
        assert_eq!(known.progress(&pack, new[1]), SenseProgress::Missed);
        assert_eq!(known.progress(&pack, new[5]), SenseProgress::Unseen);
        let deck = known.deck(&pack, Lang::En, 1, 10);
        assert_eq!(sense(&pack, deck[0]), sense(&pack, new[1]), "the miss is due the day after");
        assert!(!deck.iter().any(|place| sense(&pack, *place) == sense(&pack, new[0])), "what is known is not");
        assert_eq!(known.due(1), 1);
    }

    /// A year of ten questions a day by somebody who knows nineteen of twenty.
    #[test]
    fn no_day_is_empty_and_no_context_comes_back_before_the_others_of_its_sense() {
        let pack = talk();
        let mut chance = Chance::new(5);
        let mut of_sense: HashMap<SenseKey, HashSet<QuestionRef>> = HashMap::new();
        for (place, _) in pack.questions(Lang::En) {
            of_sense.entry(sense(&pack, place)).or_default().insert(place);
        }
        let mut asked: HashMap<SenseKey, HashSet<QuestionRef>> = HashMap::new();
        let mut reviews = Vec::new();
        for day in (0..365).filter(|day| !(100..130).contains(day)) {
            let deck = Knowledge::of(&pack, &reviews).deck(&pack, Lang::En, day, 10);
            assert_eq!(deck.len(), 10, "on day {day}");
            for place in deck {
                let asked = asked.entry(sense(&pack, place)).or_default();
                if asked.len() == of_sense[&sense(&pack, place)].len() {
                    asked.clear();
                }
                assert!(asked.insert(place), "on day {day} {} comes before its siblings", id(&pack, place));
                let grade = PastAnswer::grade(chance.uniform() < 0.95, chance.uniform() < 0.1);
                reviews.push(PastAnswer { question: id(&pack, place), day, grade });
            }
        }
        let known = Knowledge::of(&pack, &reviews);
        let progress: Vec<SenseProgress> =
            pack.questions(Lang::En).map(|(place, _)| known.progress(&pack, place)).collect();
        assert!(
            progress.iter().filter(|of| **of == SenseProgress::Known).count() * 2 > progress.len(),
            "after a year most is known"
        );
    }

    #[test]
    fn misses_are_asked_again_in_other_words() {
        let pack = talk();
        let missed: Vec<QuestionRef> = pack.questions(Lang::En).map(|(place, _)| place).step_by(17).take(8).collect();
        let deck = Knowledge::default().siblings(&pack, Lang::En, &missed);
        assert_eq!(deck.len(), missed.len());
        for own in &missed {
            assert!(deck.iter().any(|place| sense(&pack, *place) == sense(&pack, *own)));
        }
        let alone = |place: &QuestionRef| {
            pack.questions(Lang::En).filter(|(at, _)| sense(&pack, *at) == sense(&pack, *place)).count() == 1
        };
        assert!(
            deck.iter().all(|place| !missed.contains(place) || alone(place)),
            "the same card only where there is no other"
        );
    }

    #[test]
    fn clocks_that_go_back_are_the_same_day() {
        let pack = talk();
        let question = id(&pack, Knowledge::default().deck(&pack, Lang::En, 0, 1)[0]);
        let of = |days: &[i64]| {
            let reviews: Vec<PastAnswer> = days.iter().map(|day| good(question.clone(), *day)).collect();
            Knowledge::of(&pack, &reviews).senses.into_values().next().map(|learnt| learnt.memory)
        };
        assert_eq!(of(&[100, 7]), of(&[100, 100]));
    }
}
