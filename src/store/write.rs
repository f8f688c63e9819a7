//! Writing down steps of games. What is written twice counts once.

use std::time::Duration;

use rusqlite::{Transaction, TransactionBehavior, params};

use super::{Store, time};
use crate::record;
use crate::scores::{Answer, Heading, Obstacle, Occasion, RunId, Step};

/// Steps of one game.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    /// Which game.
    pub run: RunId,
    /// When it began, in milliseconds since 1970 (UTC).
    pub began: i64,
    /// What happened, in order.
    pub steps: &'a [Step],
}

/// Longer answers are taken for this long, so that no sum is too large: eleven days.
const TOOK_MAX: i64 = 1_000_000_000;

/// An occasion, as the file has it.
pub(super) fn occasion_text(occasion: Occasion) -> &'static str {
    match occasion {
        Occasion::Solo => "solo",
        Occasion::Booth => "booth",
    }
}

/// A time in milliseconds, as the file has it.
pub(super) fn ms(time: Duration) -> i64 {
    i64::try_from(time.as_millis()).unwrap_or(TOOK_MAX).min(TOOK_MAX)
}

/// A game is another version from here on, which the shared board does not have yet. Beyond `REV_MAX` they are counted no
/// more.
pub(super) const CHANGED: &str = "rev = min(rev + 1, 1000000000), sent = min(sent, min(rev + 1, 1000000000) - 1)";

/// What `over` is of a game that is over: it is ranked, or an operator took it off the boards.
pub(super) const RANKED: i64 = 1;
pub(super) const OFF: i64 = 2;

/// Sums of a game, from its answers.
pub(super) const SUMS: &str = "UPDATE run SET (right, points, took) =
    (SELECT sum(right), sum(points), sum(took) FROM answer WHERE run = ?1)
    WHERE id = ?1 AND EXISTS (SELECT 1 FROM answer WHERE run = ?1)";

impl Store {
    /// Writes down steps of games: all of them, or nothing. When this returns, they are on the disk. Steps of a game
    /// that never began are left out.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn keep(&mut self, batches: &[Batch]) -> Result<(), Obstacle> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for batch in batches {
            let Batch { run, began, steps } = *batch;
            let heading = steps.iter().find_map(|step| match step {
                Step::Begin(heading) => Some(heading),
                _ => None,
            });
            if let Some(heading) = heading {
                let day = time::day_of(began, &self.zone).to_string();
                let booth = self.whose.booth.as_deref().filter(|_| heading.occasion == Occasion::Booth);
                let event = self.whose.event.as_deref().filter(|_| heading.occasion == Occasion::Booth);
                begin(&write, run, heading, [booth, event, Some(&day)], time::clamp(began))?;
            }
            for step in steps {
                match step {
                    Step::Begin(_) => {}
                    Step::Answer(given) => answer(&write, run, given)?,
                    Step::Over => {
                        let over = format!("UPDATE run SET over = {RANKED}, {CHANGED} WHERE id = ?1 AND over = 0");
                        write.execute(&over, [blob(run)])?;
                    }
                    Step::Off => drop(write.execute(&take_off(), [blob(run)])?),
                    Step::Name(name) => {
                        let Some(name) = record::name(name) else { continue };
                        let named = format!("UPDATE run SET name = ?2, {CHANGED} WHERE id = ?1 AND name IS NOT ?2");
                        write.execute(&named, params![blob(run), name.as_str()])?;
                    }
                }
            }
            write.execute(SUMS, [blob(run)])?;
        }
        Ok(write.commit()?)
    }

    /// Removes the name of a game; its score stays. Whether it had one.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub fn remove_name(&mut self, run: RunId) -> Result<bool, Obstacle> {
        let remove = format!("UPDATE run SET name = NULL, {CHANGED} WHERE id = ?1 AND name IS NOT NULL");
        Ok(self.db.execute(&remove, [blob(run)])? > 0)
    }

    /// Takes a game off the boards; its answers stay. Whether it was on them.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub fn take_off(&mut self, run: RunId) -> Result<bool, Obstacle> {
        Ok(self.db.execute(&take_off(), [blob(run)])? > 0)
    }
}

pub(super) fn take_off() -> String {
    format!("UPDATE run SET over = {OFF}, {CHANGED} WHERE id = ?1 AND over = {RANKED}")
}

/// An id, as the file has it.
pub(super) fn blob(run: RunId) -> [u8; 16] {
    run.0.to_be_bytes()
}

fn begin(
    write: &Transaction,
    run: RunId,
    heading: &Heading,
    [booth, event, day]: [Option<&str>; 3],
    began: i64,
) -> Result<(), Obstacle> {
    write.execute(
        "INSERT INTO run (id, occasion, booth, event, pack, lang, code, name, began, day, asked, time)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (id) DO NOTHING",
        params![
            blob(run),
            occasion_text(heading.occasion),
            booth,
            event,
            heading.pack.as_str(),
            heading.lang.code(),
            heading.code.as_deref(),
            heading.name.as_deref().and_then(record::name).as_deref(),
            began,
            day,
            heading.asked,
            heading.time.map(ms),
        ],
    )?;
    Ok(())
}

fn answer(write: &Transaction, run: RunId, answer: &Answer) -> Result<(), Obstacle> {
    // The first that was said holds: an answer is never given twice. Of a game that never began there is none.
    write.execute(
        "INSERT INTO answer (run, n, question, said, right, took, hinted, points)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE EXISTS (SELECT 1 FROM run WHERE id = ?1)
         ON CONFLICT (run, n) DO NOTHING",
        params![
            blob(run),
            answer.n,
            answer.question.as_str(),
            answer.said.as_deref(),
            answer.right,
            ms(answer.took),
            answer.hinted,
            answer.points,
        ],
    )?;
    Ok(())
}
