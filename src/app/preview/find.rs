//! Finds questions by what is typed of their ids.

use crate::pack::{Pack, QuestionRef};

use super::places;

/// The best first: ids that begin with what is typed, then those that contain it, then those with its letters in order.
pub(super) fn find(pack: &Pack, typed: &str) -> Vec<QuestionRef> {
    let typed = typed.trim().to_lowercase();
    let rank = |id: &str| match id.find(&typed) {
        Some(0) => Some(0),
        Some(_) => Some(1),
        None => has_letters(id, &typed).then_some(2),
    };
    let ranked = places(pack).filter_map(|place| Some((rank(&pack.at(place).1.id)?, place)));
    let mut ranked: Vec<(u8, QuestionRef)> = ranked.collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, place)| place).collect()
}

fn has_letters(id: &str, typed: &str) -> bool {
    let mut letters = id.chars();
    typed.chars().all(|wanted| letters.any(|c| c == wanted))
}
