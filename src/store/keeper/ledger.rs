//! What is known of the games of this process, and how much of it is on the disk. It is bounded: what is on the disk is
//! forgotten from the oldest, and of what is not, only so much is taken.

use std::collections::{BTreeMap, HashSet};

use super::Removal;
use crate::game::scores::{GameNo, Run, RunAnswer, RunEvent, RunId};
use crate::store::{Batch, time};

/// More steps than these do not wait: what comes then is lost, and said to be.
pub(super) const WAITING_MAX: usize = 100_000;

/// How many steps that are on the disk we remember, to write them anew where a file is lost: hundreds of games.
const KNOWN_MAX: usize = 4_000;

/// Of older games even the number is forgotten.
const GAMES_MAX: usize = 1_000;

/// How many steps are written in one go: enough that a long list is soon through, few enough that some of it is when the
/// disk fills up again.
const BATCH: usize = 500;

#[derive(Debug)]
struct KnownGame {
    run: RunId,
    began: i64,
    begun: bool,
    steps: Vec<RunEvent>,
    written: usize,
    n: u16,
}

#[derive(Debug, Default)]
pub(super) struct Ledger {
    games: BTreeMap<GameNo, KnownGame>,
    pub(super) lost: usize,
}

fn answers(steps: &[RunEvent]) -> impl Iterator<Item = &RunAnswer> {
    steps.iter().filter_map(|step| match step {
        RunEvent::Answer(answer) => Some(answer),
        RunEvent::Begin(_) | RunEvent::Over | RunEvent::Name(_) | RunEvent::Off => None,
    })
}

fn last(steps: &[RunEvent]) -> u16 {
    answers(steps).map(|answer| answer.n).max().unwrap_or(0)
}

impl KnownGame {
    fn is_written(&self) -> bool {
        self.written == self.steps.len()
    }

    fn forget_name(&mut self) {
        let is_name = |step: &RunEvent| matches!(step, RunEvent::Name(_));
        self.written -= self.steps[..self.written].iter().filter(|step| is_name(step)).count();
        self.steps.retain(|step| !is_name(step));
        for step in &mut self.steps {
            if let RunEvent::Begin(run) = step {
                run.name = None;
            }
        }
    }

    /// What its steps come to; none if it never began.
    fn run(&self) -> Option<Run> {
        let first = self.steps.iter().find_map(|step| match step {
            RunEvent::Begin(run) => Some(Run::clone(run)),
            RunEvent::Answer(_) | RunEvent::Over | RunEvent::Name(_) | RunEvent::Off => None,
        });
        let mut run = Run { id: self.run, began: self.began, ..first? };
        let mut given = HashSet::new();
        for step in &self.steps {
            match step {
                RunEvent::Answer(answer) if given.insert(answer.n) => {
                    run.right += u16::from(answer.right);
                    run.points = run.points.saturating_add(answer.points);
                    run.took += u64::from(answer.took);
                }
                RunEvent::Name(name) => run.name = Some(name.clone()),
                RunEvent::Begin(_) | RunEvent::Answer(_) | RunEvent::Over | RunEvent::Off => {}
            }
        }
        Some(run)
    }
}

impl Ledger {
    /// Takes in steps that happened now. The last answer that is known of the game.
    pub(super) fn add(&mut self, game: GameNo, steps: Vec<RunEvent>, now: i64) -> u16 {
        if self.waiting() + steps.len() > WAITING_MAX {
            self.lost += steps.len();
            return last(&steps);
        }
        let known = self.games.entry(game).or_insert_with(|| KnownGame {
            run: time::new_id(now),
            began: time::clamp(now),
            begun: false,
            steps: Vec::new(),
            written: 0,
            n: 0,
        });
        if !known.begun && steps.iter().any(|step| matches!(step, RunEvent::Begin(_))) {
            // It began with the first question, and is told of with its answer.
            let took = answers(&steps).next().map_or(0, |answer| answer.took);
            known.began = time::clamp(now.saturating_sub(took.into()));
            known.begun = true;
        }
        known.steps.extend(steps);
        last(&known.steps).max(known.n)
    }

    pub(super) fn waiting(&self) -> usize {
        self.games.values().map(|known| known.steps.len() - known.written).sum()
    }

    /// Games with steps to write, up to so many steps; those that never began are left alone.
    pub(super) fn due(&self) -> Vec<GameNo> {
        let mut steps = 0;
        let due = self.games.iter().filter(|(_, known)| known.begun && !known.is_written());
        let some = due.take_while(|(_, known)| {
            let first = steps == 0;
            steps += known.steps.len() - known.written;
            first || steps <= BATCH
        });
        some.map(|(game, _)| *game).collect()
    }

    pub(super) fn batches(&self, games: &[GameNo]) -> Vec<Batch<'_>> {
        let known = games.iter().filter_map(|game| self.games.get(game));
        known.map(|known| Batch { run: known.run, began: known.began, steps: &known.steps[known.written..] }).collect()
    }

    /// All of some games is on the disk; the last answer of each.
    pub(super) fn written(&mut self, games: &[GameNo]) -> Vec<(GameNo, u16)> {
        let mut kept = Vec::new();
        for game in games {
            if let Some(known) = self.games.get_mut(game) {
                known.written = known.steps.len();
                known.n = known.n.max(last(&known.steps));
                kept.push((*game, known.n));
            }
        }
        self.forget();
        kept
    }

    pub(super) fn start_over(&mut self) {
        self.games.values_mut().for_each(|known| known.written = 0);
    }

    fn forget(&mut self) {
        let mut known: usize = self.games.values().map(|known| known.written).sum();
        let newest = self.games.keys().next_back().copied();
        let old = self.games.iter_mut().filter(|(game, known)| Some(**game) != newest && known.is_written());
        for (_, old) in old {
            if known <= KNOWN_MAX {
                break;
            }
            known -= old.steps.len();
            (old.steps, old.written) = (Vec::new(), 0);
        }
        let more = self.games.len().saturating_sub(GAMES_MAX);
        let gone: Vec<GameNo> =
            self.games.iter().filter(|(_, known)| known.steps.is_empty()).map(|(game, _)| *game).take(more).collect();
        gone.iter().for_each(|game| drop(self.games.remove(game)));
    }

    pub(super) fn run(&self, game: GameNo) -> Option<RunId> {
        self.games.get(&game).map(|known| known.run)
    }

    /// Takes something away, also in a file that the game is written anew into.
    pub(super) fn remove(&mut self, removal: Removal) {
        let (Removal::Name(run) | Removal::Game(run)) = removal;
        for known in self.games.values_mut().filter(|known| known.run == run) {
            match removal {
                Removal::Name(_) => known.forget_name(),
                Removal::Game(_) if known.begun => known.steps.push(RunEvent::Off),
                Removal::Game(_) => {}
            }
        }
    }

    /// Games that are over, which the file does not know yet.
    pub(super) fn not_ranked(&self) -> impl Iterator<Item = Run> {
        let over = |known: &&KnownGame| {
            known.steps[known.written..].contains(&RunEvent::Over) && !known.steps.contains(&RunEvent::Off)
        };
        self.games.values().filter(over).filter_map(KnownGame::run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tests::{answer, begun};
    use crate::text::SafeText;

    fn game(n: u64) -> Vec<RunEvent> {
        let name = SafeText::line(&format!("player {n}"));
        vec![RunEvent::Begin(begun()), RunEvent::Answer(answer(1, true)), RunEvent::Over, RunEvent::Name(name)]
    }

    #[test]
    fn a_long_day_is_forgotten_from_its_beginning() {
        let mut ledger = Ledger::default();
        for n in 0..5_000 {
            assert_eq!(ledger.add(GameNo(n), game(n), 1_000_000), 1);
            let due = ledger.due();
            assert_eq!(ledger.written(&due), [(GameNo(n), 1)]);
        }
        assert_eq!((ledger.waiting(), ledger.games.len()), (0, GAMES_MAX));
        assert_eq!(ledger.games.values().map(|known| known.steps.len()).sum::<usize>(), KNOWN_MAX);
        ledger.start_over();
        assert_eq!(ledger.waiting(), KNOWN_MAX);
    }

    #[test]
    fn what_is_too_much_is_lost_and_counted() {
        let mut ledger = Ledger::default();
        for n in 0..(WAITING_MAX as u64 / 4 + 10) {
            ledger.add(GameNo(n), game(n), 0);
        }
        assert_eq!((ledger.waiting(), ledger.lost), (WAITING_MAX, 40));
        assert!(ledger.due().len() < 200, "it is written in parts");
    }

    #[test]
    fn a_game_begins_with_its_first_question_whatever_the_clock_says() {
        let mut ledger = Ledger::default();
        ledger.add(GameNo(1), game(1), 10_000);
        ledger.add(GameNo(2), game(2), i64::MIN);
        ledger.add(GameNo(3), vec![RunEvent::Answer(answer(2, true))], 0);
        let took = i64::from(answer(1, true).took);
        let due = ledger.due();
        assert_eq!(due, [GameNo(1), GameNo(2)], "the third never began");
        let began: Vec<i64> = ledger.batches(&due).iter().map(|batch| batch.began).collect();
        assert_eq!(began, [10_000 - took, 0]);
    }

    #[test]
    fn a_name_that_was_removed_does_not_come_back() {
        let mut ledger = Ledger::default();
        ledger.add(GameNo(1), game(1), 0);
        ledger.written(&[GameNo(1)]);
        ledger.add(GameNo(1), vec![RunEvent::Name(SafeText::new("another"))], 0);
        let run = ledger.run(GameNo(1)).expect("it is known");
        ledger.remove(Removal::Name(run));
        assert_eq!(ledger.waiting(), 0);
        ledger.start_over();
        let batches = ledger.batches(&[GameNo(1)]);
        assert!(!batches[0].steps.iter().any(|step| matches!(step, RunEvent::Name(_))));
    }
}
