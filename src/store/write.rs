//! Writing down steps of games. What is written twice counts once.

use rusqlite::{Connection, TransactionBehavior, params};

use super::run::{OFF, RANKED, insert, insert_answer};
use super::{ImportCounts, ScoresFile, Store, time};
use crate::game::record;
use crate::game::scores::{Obstacle, Occasion, Run, RunEvent, RunId};

#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    pub run: RunId,
    /// When it began, in milliseconds since 1970 (UTC).
    pub began: i64,
    pub steps: &'a [RunEvent],
}

/// A game is another version from here on, which the shared board does not have yet. Beyond `REV_MAX` they are counted no
/// more.
const CHANGED: &str = "rev = min(rev + 1, 1000000000), sent = min(sent, min(rev + 1, 1000000000) - 1)";

const SUMS: &str = "UPDATE run SET (right, points, took) =
    (SELECT sum(right), sum(points), sum(took) FROM answer WHERE run = ?1)
    WHERE id = ?1 AND EXISTS (SELECT 1 FROM answer WHERE run = ?1)";

impl Store {
    /// Writes down steps of games: all of them, or nothing. When this returns, they are on the disk. Steps of a game
    /// that never began are left out.
    pub fn keep(&mut self, batches: &[Batch]) -> Result<(), Obstacle> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for batch in batches {
            let Batch { run: id, began, steps } = *batch;
            for step in steps.iter().filter(|step| matches!(step, RunEvent::Begin(_))).chain(steps) {
                match step {
                    RunEvent::Begin(run) => {
                        let whose = Some(&self.whose).filter(|_| run.occasion == Occasion::Booth);
                        let run = Run {
                            id,
                            booth: whose.and_then(|whose| whose.booth.clone()),
                            event: whose.and_then(|whose| whose.event.clone()),
                            began: time::clamp(began),
                            day: time::day_of(began, &self.zone).to_string(),
                            own: true,
                            ..Run::clone(run)
                        };
                        insert(&write, &run, "NOTHING")?;
                    }
                    RunEvent::Answer(answer) => drop(insert_answer(&write, id, answer)?),
                    RunEvent::Over => drop(end(&write, id)?),
                    RunEvent::Off => drop(take_off(&write, id)?),
                    RunEvent::Name(name) => {
                        let Some(name) = record::name(name) else { continue };
                        let named = format!("UPDATE run SET name = ?2, {CHANGED} WHERE id = ?1 AND name IS NOT ?2");
                        write.execute(&named, params![id, name])?;
                    }
                }
            }
            write.execute(SUMS, [id])?;
        }
        Ok(write.commit()?)
    }

    /// Removes the name of a game; its score stays. Whether it had one.
    pub fn remove_name(&mut self, run: RunId) -> Result<bool, Obstacle> {
        let remove = format!("UPDATE run SET name = NULL, {CHANGED} WHERE id = ?1 AND name IS NOT NULL");
        Ok(self.db.execute(&remove, [run])? > 0)
    }

    /// Takes a game off the boards; its answers stay. Whether it was on them.
    pub fn take_off(&mut self, run: RunId) -> Result<bool, Obstacle> {
        Ok(take_off(&self.db, run)? > 0)
    }

    /// Takes in all games of some files, or nothing. One that is here keeps its name, or that it has none: it may have
    /// been removed.
    pub(crate) fn import(&mut self, files: &[ScoresFile]) -> Result<ImportCounts, Obstacle> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut imported = ImportCounts::default();
        for run in files.iter().flat_map(|file| &file.0) {
            let new = insert(&write, run, "NOTHING")? > 0;
            let mut changed = usize::from(new);
            for answer in &run.answers {
                changed += insert_answer(&write, run.id, answer)?;
            }
            if !new && run.over {
                changed += end(&write, run.id)?;
            }
            if !new && run.off {
                changed += take_off(&write, run.id)?;
            }
            if changed > 0 {
                write.execute(SUMS, [run.id])?;
            }
            let counted = match (new, changed) {
                (true, _) => &mut imported.new,
                (false, 0) => &mut imported.known,
                (false, _) => &mut imported.grown,
            };
            *counted += 1;
        }
        write.commit()?;
        Ok(imported)
    }
}

fn end(db: &Connection, run: RunId) -> rusqlite::Result<usize> {
    db.execute(&format!("UPDATE run SET over = {RANKED}, {CHANGED} WHERE id = ?1 AND over = 0"), [run])
}

fn take_off(db: &Connection, run: RunId) -> rusqlite::Result<usize> {
    db.execute(&format!("UPDATE run SET over = {OFF}, {CHANGED} WHERE id = ?1 AND over = {RANKED}"), [run])
}
