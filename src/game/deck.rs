//! Draws the questions of a game: from a seed, the same on every machine and in every version.
//!
//! A good deck is fair and unpredictable: each domain is right about equally often, so that always saying the same
//! scores about one part in as many as there are domains; no domain is right more than three times in a row; no term comes twice in
//! a row; senses are asked evenly. Where a pack is too small for all of it, the deck breaks as few of these as it can.

use std::collections::HashMap;

use rand::rngs::ChaCha8Rng;
use rand::{Rng, SeedableRng};

use super::RunCode;
use crate::pack::{DomainId, DomainSet, Pack, QuestionRef};
use crate::text::Lang;

/// The most questions in one deck, even of "all".
pub(crate) const DECK_MAX: usize = 200;

/// No domain is right more often than this in a row.
pub(crate) const RUN_MAX: usize = 3;

/// How many orders are tried before the best of them is taken.
const TRIES: u32 = 48;

/// How many decks of other deals are tried to find questions not seen lately.
const FRESH_TRIES: u32 = 16;

struct Candidate<'a> {
    place: QuestionRef,
    id: &'a str,
    key: DomainSet,
}

/// What can be drawn, in an order that does not depend on files: by id.
fn cards(pack: &Pack, lang: Lang) -> Vec<Candidate<'_>> {
    let mut cards: Vec<Candidate> =
        pack.questions(lang).map(|(place, q)| Candidate { place, id: &q.id, key: q.key }).collect();
    cards.sort_by_key(|card| card.id);
    cards
}

/// FNV-1a, 64 bits (Fowler, Noll, Vo; <https://www.rfc-editor.org/rfc/rfc9923>): a hash that stays the same for ever.
pub(super) fn fnv(bytes: impl IntoIterator<Item = u8>) -> u64 {
    bytes.into_iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What decides the decks of a pack in a language: how many domains there are, and the ids, terms and keys of the
/// questions. Wording may change freely.
pub fn fingerprint(pack: &Pack, lang: Lang) -> u64 {
    let cards = cards(pack, lang);
    let of_card = |card: &Candidate| {
        let term = pack.terms[card.place.term].id.bytes().collect::<Vec<_>>();
        card.id.bytes().chain([0]).chain(term).chain([0, card.key.bits()]).collect::<Vec<_>>()
    };
    fnv([pack.header.domains.len() as u8].into_iter().chain(cards.iter().flat_map(of_card)))
}

/// The seed of a run code is two numbers: which order the whole pack is dealt in, and which hand of it is played.
/// Hands of one deal have no question in common, so that whoever plays one after the other sees all of the pack.
const HAND_BITS: u32 = 5;

pub fn draw(pack: &Pack, code: RunCode) -> Vec<QuestionRef> {
    let mut cards = cards(pack, code.lang);
    let count = hand_size(&cards, code.count);
    let hand = (code.seed & ((1 << HAND_BITS) - 1)) % hands(&cards, pack.header.domains.len(), count);
    let mut deck = Vec::new();
    for dealt in 0..=hand {
        deck = draw_from(&cards, pack.header.domains.len(), count, (code.seed >> HAND_BITS) << HAND_BITS | dealt);
        cards.retain(|card| !deck.contains(&card.place));
    }
    deck
}

/// A deck from some of a pack's questions in a language, for a class; it has no run code.
pub(crate) fn of(pack: &Pack, lang: Lang, places: &[QuestionRef], count: u8, seed: u64) -> Vec<QuestionRef> {
    let cards: Vec<Candidate> = cards(pack, lang).into_iter().filter(|card| places.contains(&card.place)).collect();
    draw_from(&cards, pack.header.domains.len(), hand_size(&cards, count), (seed ^ (seed >> 32)) as u32)
}

fn hand_size(cards: &[Candidate], count: u8) -> usize {
    let wanted = if count == 0 { cards.len() } else { usize::from(count) };
    wanted.min(cards.len()).min(DECK_MAX)
}

/// How many hands one deal has: as many as there are questions for, and as the rarest domain can have its share in; at
/// least one.
fn hands(cards: &[Candidate], domains: usize, size: usize) -> u32 {
    let of = |domain: u8| cards.iter().filter(|card| card.key.contains(DomainId(domain))).count();
    let rarest = (0..domains as u8).map(of).min().unwrap_or(0);
    let shared = rarest / (size / domains.max(1)).max(1);
    (cards.len() / size.max(1)).min(shared).clamp(1, 1 << HAND_BITS) as u32
}

/// A code for a new deck: of several the one whose questions were seen the longest ago, or never.
///
/// `entropy` is any number, best the same as long as somebody goes on playing; `seen` holds what [`seen_as`] says of
/// questions, the latest last.
pub fn fresh(pack: &Pack, lang: Lang, count: u8, entropy: u64, seen: &[String]) -> RunCode {
    let ages: HashMap<&str, usize> = seen.iter().enumerate().map(|(i, id)| (id.as_str(), i + 1)).collect();
    let print = fingerprint(pack, lang);
    let cards = cards(pack, lang);
    let hands = hands(&cards, pack.header.domains.len(), hand_size(&cards, count));
    let mut rng = ChaCha8Rng::seed_from_u64(entropy);
    let mut code = |hand| RunCode::new(rng.next_u32() << HAND_BITS | hand, count, lang, print);
    // The hands of one deal first; once they are all seen, hands of others.
    let deal = code(0).seed;
    let same = (0..hands).map(|hand| RunCode::new(deal | hand, count, lang, print));
    let other = (0..FRESH_TRIES).map(|i| code(i % hands.min(4)));
    // How lately the latest was seen, then how lately all were.
    let staleness = |code: &RunCode| {
        let deck = if seen.is_empty() { Vec::new() } else { draw(pack, *code) };
        let age = |place: &QuestionRef| ages.get(seen_as(pack, *place).as_str()).copied().unwrap_or(0);
        deck.iter().map(age).fold((0, 0), |(most, sum), age| (age.max(most), sum + age))
    };
    let best = least(same.chain(other.collect::<Vec<_>>()), staleness);
    best.unwrap_or_else(|| RunCode::new(deal, count, lang, print))
}

/// The first of those that cost least; the search ends with one that costs nothing.
fn least<T, C: Ord + Default>(tries: impl Iterator<Item = T>, cost: impl Fn(&T) -> C) -> Option<T> {
    let mut best: Option<(C, T)> = None;
    for tried in tries {
        let cost = cost(&tried);
        let free = cost == C::default();
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, tried));
        }
        if free {
            break;
        }
    }
    best.map(|(_, tried)| tried)
}

pub(crate) fn seen_as(pack: &Pack, place: QuestionRef) -> String {
    format!("{}/{}", pack.header.id, pack.at(place).1.id)
}

fn draw_from(cards: &[Candidate], domains: usize, count: usize, seed: u32) -> Vec<QuestionRef> {
    let tries = (0..TRIES).map(|attempt| {
        let mut key = [0; 32];
        key[..4].copy_from_slice(&seed.to_le_bytes());
        key[4..8].copy_from_slice(&attempt.to_le_bytes());
        lay_out(cards, domains, count, &mut ChaCha8Rng::from_seed(key))
    });
    let best = least(tries, |deck| cost(cards, domains, deck)).unwrap_or_default();
    best.into_iter().map(|i| cards[i].place).collect()
}

/// One order: for each place in turn a domain is due, and a card that has it right is taken.
fn lay_out(cards: &[Candidate], domains: usize, count: usize, rng: &mut ChaCha8Rng) -> Vec<usize> {
    let mut pool: Vec<usize> = (0..cards.len()).collect();
    shuffle(&mut pool, rng);
    let mut due: Vec<u8> = (0..count).map(|i| (i % domains) as u8).collect();
    let mut spare: Vec<u8> = (0..domains as u8).collect();
    // Which domains get the places left over when the count is no multiple is chance, too.
    shuffle(&mut spare, rng);
    due.iter_mut().for_each(|domain| *domain = spare[usize::from(*domain)]);
    shuffle(&mut due, rng);

    let mut deck: Vec<usize> = Vec::with_capacity(count);
    let mut term_uses: HashMap<usize, usize> = HashMap::new();
    let mut sense_uses: HashMap<(usize, u8), usize> = HashMap::new();
    for domain in due {
        let allowed = |i: usize| fits(cards, &deck, i);
        let has_due = |i: usize| cards[i].key.contains(DomainId(domain));
        let rank = |i: usize| {
            let card = &cards[i];
            let uses = sense_uses.get(&(card.place.term, card.key.bits())).copied().unwrap_or(0);
            let misfit = usize::from(!allowed(i)) * 4 + usize::from(!has_due(i)) * 2;
            (misfit, uses, term_uses.get(&card.place.term).copied().unwrap_or(0))
        };
        let Some(at) = (0..pool.len()).min_by_key(|at| rank(pool[*at])) else { break };
        let i = pool.remove(at);
        *term_uses.entry(cards[i].place.term).or_default() += 1;
        *sense_uses.entry((cards[i].place.term, cards[i].key.bits())).or_default() += 1;
        deck.push(i);
    }
    deck
}

fn fits(cards: &[Candidate], deck: &[usize], next: usize) -> bool {
    let term = |i: usize| cards[i].place.term;
    let other_term = deck.last().is_none_or(|last| term(*last) != term(next));
    let tail = &deck[deck.len().saturating_sub(RUN_MAX)..];
    let run = tail.iter().fold(cards[next].key, |common, i| common.and(cards[*i].key));
    other_term && (tail.len() < RUN_MAX || run.is_empty())
}

/// How far a deck is from the ideal: broken rules first, then how uneven the domains are.
fn cost(cards: &[Candidate], domains: usize, deck: &[usize]) -> usize {
    let broken = (1..deck.len()).filter(|at| !fits(cards, &deck[..*at], deck[*at])).count();
    let share = deck.len() / domains.max(1);
    let uneven: usize = (0..domains as u8)
        .map(|domain| deck.iter().filter(|i| cards[**i].key.contains(DomainId(domain))).count())
        .map(|right| share.saturating_sub(right) + right.saturating_sub(share + 1))
        .sum();
    broken * 100 + uneven
}

/// Fisher and Yates, on the bare output of the generator, which is the same in every version of `rand`.
pub(crate) fn shuffle<T>(items: &mut [T], rng: &mut ChaCha8Rng) {
    for i in (1..items.len()).rev() {
        let j = (u128::from(rng.next_u64()) * (i as u128 + 1)) >> 64;
        items.swap(i, j as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::load::{Origin, load};

    fn talk() -> Pack {
        load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean")
    }

    fn decks(pack: &Pack, count: u8) -> impl Iterator<Item = Vec<QuestionRef>> {
        let print = fingerprint(pack, Lang::En);
        (0..300).map(move |seed| draw(pack, RunCode::new(seed * 797, count, Lang::En, print)))
    }

    #[test]
    fn always_saying_the_same_scores_about_a_third() {
        let pack = talk();
        for deck in decks(&pack, 12) {
            for domain in pack.domain_ids() {
                let right = deck.iter().filter(|place| pack.at(**place).1.key.contains(domain)).count();
                assert!((3..=6).contains(&right), "{domain:?} is right {right} times in {deck:?}");
            }
        }
    }

    #[test]
    fn no_domain_runs_and_no_term_repeats() {
        let pack = talk();
        for deck in decks(&pack, 20) {
            assert_eq!(deck.len(), 20);
            for pair in deck.windows(2) {
                assert_ne!(pair[0].term, pair[1].term);
            }
            for four in deck.windows(RUN_MAX + 1) {
                let common = four.iter().map(|p| pack.at(*p).1.key).reduce(DomainSet::and).unwrap_or_default();
                assert!(common.is_empty(), "{four:?} have an answer in common");
            }
        }
    }

    #[test]
    fn all_questions_come_once_each() {
        let pack = talk();
        let mut deck = decks(&pack, 0).next().expect("there are decks");
        let all = pack.questions(Lang::En).count();
        deck.sort();
        deck.dedup();
        assert_eq!(deck.len(), all.min(DECK_MAX));
    }

    #[test]
    fn a_new_deck_avoids_what_was_just_seen() {
        let pack = talk();
        let mut seen: Vec<String> = Vec::new();
        for game in 0..5 {
            let code = fresh(&pack, Lang::En, 10, 99, &seen);
            let deck: Vec<String> = draw(&pack, code).iter().map(|place| seen_as(&pack, *place)).collect();
            let repeats = deck.iter().filter(|id| seen.contains(id)).count();
            assert_eq!(repeats, 0, "in game {game}");
            seen.extend(deck);
        }
        let sixth = draw(&pack, fresh(&pack, Lang::En, 10, 99, &seen));
        assert!(!sixth.iter().any(|place| seen[40..].contains(&seen_as(&pack, *place))), "the last ten come again");
    }

    #[test]
    fn the_draw_never_changes() {
        // A run code that someone wrote down must draw the same deck for ever. If this fails, the draw has changed:
        // that breaks every code in the world, and needs a new kind of code, not a new expectation.
        let cards: Vec<(String, usize, u8)> = (0..12).map(|i| (format!("q{i:02}"), i % 5, 1 << (i % 3))).collect();
        let cards: Vec<Candidate> = cards
            .iter()
            .map(|(id, term, key)| Candidate {
                place: QuestionRef { term: *term, question: id[1..].parse().unwrap_or(0) },
                id,
                key: (0..3).filter(|d| key & (1 << d) != 0).map(DomainId).collect(),
            })
            .collect();
        let deck: Vec<usize> = draw_from(&cards, 3, 8, 4711).into_iter().map(|place| place.question).collect();
        assert_eq!(deck, GOLDEN);
    }

    const GOLDEN: [usize; 8] = [5, 2, 1, 4, 3, 6, 8, 10];
}
