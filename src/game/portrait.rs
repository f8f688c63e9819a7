//! The player as a classifier: what was said of what it was, and how sure the share of right answers is.

use super::Game;
use crate::maths::classifier::ConfusionMatrix;
use crate::maths::{Chance, resample, summary};
use crate::pack::DomainId;

pub(crate) const RESAMPLES: usize = 2000;

/// What a game says of its player, seen as a classifier.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Likeness {
    /// What it was (rows, in the pack's order) and what was said (columns; the last is nothing, because the time ran out).
    /// Where several domains were right, it was the one that was said if that was right, else the first of them.
    pub(crate) matrix: ConfusionMatrix,
    /// The share of right answers in each resample of the answers, in the order they were drawn.
    pub(crate) replicates: Vec<f64>,
    /// The bootstrap's standard error of the accuracy after each resample.
    pub(crate) running: Vec<f64>,
    pub(crate) said: Sentence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sentence {
    Misread { was: DomainId, said: DomainId, times: usize, of: usize },
    AllRight,
    Silent { times: usize },
}

impl Likeness {
    pub(crate) fn of(game: &Game) -> Self {
        let domains = game.pack.header.domains.len();
        let mut matrix = ConfusionMatrix { counts: vec![vec![0; domains + 1]; domains] };
        for answer in &game.answers {
            let key = game.at(answer.question).1.key;
            let right = answer.said.filter(|said| key.contains(*said)).or(key.iter().next());
            let was = right.unwrap_or(DomainId(0));
            let said = answer.said.map_or(domains, |said| usize::from(said.0));
            matrix.counts[usize::from(was.0)][said] += 1;
        }
        let (n, right) = (game.answers.len() as u64, game.right() as u64);
        // The same game is the same picture, whoever looks at it and when.
        let seed = game.code.map_or(n, |code| u64::from(code.seed)) ^ (right << 32);
        let replicates = resample::shares(right, n, RESAMPLES, &mut Chance::new(seed));
        let (running, said) = (resample::running_errors(&replicates), sentence(&matrix));
        Self { matrix, replicates, running, said }
    }

    /// How many of the first `upto` resamples fall into each of so many classes of the same width from 0 to 1.
    pub(crate) fn histogram(&self, upto: usize, bins: usize) -> Vec<u32> {
        // Each share of so many answers is in the middle of its class where there is a class for each.
        let half = 0.5 / (bins.max(2) - 1) as f64;
        let classes = summary::classes(&self.replicates[..upto.min(self.replicates.len())], -half, 1.0 + half, bins);
        classes.iter().map(|class| class.count as u32).collect()
    }
}

/// The confusion that happened most often; of those the one with the greatest share; of those the first.
fn sentence(matrix: &ConfusionMatrix) -> Sentence {
    let mut worst: Option<(usize, f64, Sentence)> = None;
    let domains = matrix.counts.len();
    for (was, row) in matrix.counts.iter().enumerate() {
        let of = matrix.support(was);
        let wrong = row[..domains].iter().copied().enumerate().filter(|(said, times)| *said != was && *times > 0);
        for (said, times) in wrong {
            let share = times as f64 / of as f64;
            if worst.is_none_or(|(most, greatest, _)| times > most || (times == most && share > greatest)) {
                let (was, said) = (DomainId(was as u8), DomainId(said as u8));
                worst = Some((times, share, Sentence::Misread { was, said, times, of }));
            }
        }
    }
    match (worst, matrix.said(domains)) {
        (Some((_, _, misread)), _) => misread,
        (None, 0) => Sentence::AllRight,
        (None, times) => Sentence::Silent { times },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use proptest::prelude::*;

    use super::*;
    use crate::game::{Rules, deck};
    use crate::pack::Pack;
    use crate::pack::load::{Origin, load};
    use crate::text::Lang;

    fn talk() -> Arc<Pack> {
        static TALK: std::sync::OnceLock<Arc<Pack>> = std::sync::OnceLock::new();
        let read = || Arc::new(load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean"));
        TALK.get_or_init(read).clone()
    }

    /// A game in which the n-th answer is right, or is so many domains beside what is right, or none at all.
    fn game(offs: &[Option<u8>], seed: u64) -> Game {
        let pack = talk();
        let code = deck::fresh(&pack, Lang::En, offs.len() as u8, seed, &[]);
        let deck = deck::draw(&pack, code);
        let mut game = Game::new(pack, Lang::En, Rules { time: None }, deck, Some(code));
        for off in offs {
            let Some(place) = game.current() else { break };
            let key = game.at(place).1.key.iter().next().expect("a key");
            game.answer(off.map(|off| DomainId((key.0 + off) % 3)), Duration::from_secs(3), false);
        }
        game
    }

    #[test]
    fn four_of_five_are_known_to_eighteen_points() {
        let likeness = Likeness::of(&game(&[Some(0), Some(0), None, Some(0), Some(0)], 3));
        assert_eq!(likeness.matrix.accuracy(), Some(0.8));
        // √(0.8 · 0.2 / 5) is what it tends to.
        let error = likeness.running.last().expect("many resamples");
        assert!((error - 0.1789).abs() < 0.01, "{error}");
        assert_eq!(likeness.said, Sentence::Silent { times: 1 });
        assert_eq!(likeness.histogram(RESAMPLES, 6).iter().sum::<u32>(), RESAMPLES as u32);
    }

    #[test]
    fn the_sentence_is_the_confusion_that_came_most_often() {
        let of = |counts: &[&[usize]]| {
            sentence(&ConfusionMatrix { counts: counts.iter().map(|row| row.to_vec()).collect() })
        };
        let misread = |was, said, times, of| Sentence::Misread { was: DomainId(was), said: DomainId(said), times, of };
        assert_eq!(
            of(&[&[2, 1, 0, 0], &[0, 3, 2, 0], &[2, 0, 0, 0]]),
            misread(2, 0, 2, 2),
            "two of two weigh more than two of five"
        );
        assert_eq!(of(&[&[2, 1, 0, 0], &[0, 3, 2, 0], &[2, 0, 0, 9]]), misread(1, 2, 2, 5));
        assert_eq!(of(&[&[1, 0, 0], &[0, 1, 0]]), Sentence::AllRight);
    }

    proptest! {
        #[test]
        fn every_answer_is_counted_once(offs in prop::collection::vec(prop::option::of(0u8..3), 1..12), seed: u64) {
            let game = game(&offs, seed);
            let likeness = Likeness::of(&game);
            let counted: usize = likeness.matrix.counts.iter().flatten().sum();
            prop_assert_eq!(counted, game.answers.len());
            let diagonal: usize = (0..3).map(|i| likeness.matrix.counts[i][i]).sum();
            prop_assert_eq!(diagonal, game.right());
            for share in (0..3).flat_map(|i| [likeness.matrix.precision(i), likeness.matrix.recall(i)]).flatten() {
                prop_assert!((0.0..=1.0).contains(&share));
            }
            prop_assert_eq!(likeness.said == Sentence::AllRight, game.right() == game.answers.len());
        }
    }
}
