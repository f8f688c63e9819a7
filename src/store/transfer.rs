//! Games as JSON, for other programs and for other machines: all that is kept of them, and back.

use std::collections::HashSet;
use std::str::FromStr;

use jiff::civil::Date;
use rusqlite::{OptionalExtension, TransactionBehavior, params, params_from_iter};
use serde::{Deserialize, Serialize};

use super::read::line;
use super::write::{CHANGED, OFF, RANKED, SUMS, blob, take_off};
use super::{Filter, Store, time};
use crate::game;
use crate::record;
use crate::scores::{Obstacle, Occasion, REV_MAX, RunId};
use crate::text::{Lang, SafeText};

/// The version of the JSON that is written, and the latest that is read.
pub const FORMAT: u32 = 1;

/// What the first key of every such file says.
const KIND: &str = "scores";

/// A whole file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// [`KIND`].
    polysemy: String,
    format: u32,
    runs: Vec<Run>,
}

/// The beginning of a file, whatever its version.
#[derive(Deserialize)]
struct Head {
    polysemy: String,
    format: u32,
}

/// One game. Times are in milliseconds, moments since 1970 (UTC).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Run {
    pub(super) id: String,
    pub(super) occasion: Played,
    pub(super) booth: Option<String>,
    pub(super) event: Option<String>,
    pub(super) pack: String,
    pub(super) lang: Lang,
    pub(super) code: Option<String>,
    pub(super) name: Option<String>,
    pub(super) began: i64,
    pub(super) day: String,
    pub(super) asked: u16,
    pub(super) time: Option<u32>,
    pub(super) right: u16,
    pub(super) points: u32,
    pub(super) took: u64,
    pub(super) over: bool,
    /// An operator took it off the boards.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(super) off: bool,
    pub(super) own: bool,
    pub(super) rev: u32,
    pub(super) answers: Vec<Answer>,
}

/// As [`Occasion`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Played {
    Solo,
    Booth,
}

/// One answered question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Answer {
    n: u16,
    question: String,
    said: Option<String>,
    right: bool,
    took: u32,
    hinted: bool,
    points: u32,
}

/// A file that was read and found good.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed(Vec<Run>);

/// Why a file is not imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreadable {
    /// It is not what `polysemy scores export --format json` writes: a reason in the words of whoever reads JSON, which
    /// says the line.
    NotScores(SafeText),
    /// A later version wrote it; the number is that of the format.
    Newer(u32),
    /// A game in it cannot be: which, from 1, and what is wrong with it: the name of a key.
    Odd(usize, &'static str),
}

/// What came of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Imported {
    /// Games that are new here.
    pub new: usize,
    /// Games that were here, and have more answers now, or are over now.
    pub grown: usize,
    /// Games that were here as they are.
    pub known: usize,
}

/// Reads a file.
///
/// # Errors
///
/// If it is not whole, not ours, or holds what cannot be. Then nothing of it is good.
pub fn parse(text: &str) -> Result<Parsed, Unreadable> {
    let not_scores = |error: serde_json::Error| Unreadable::NotScores(SafeText::line(&error.to_string()));
    let head: Head = serde_json::from_str(text).map_err(not_scores)?;
    if head.polysemy != KIND {
        return Err(Unreadable::NotScores(SafeText::line(&format!("polysemy: {}", line(&head.polysemy)))));
    }
    if head.format > FORMAT {
        return Err(Unreadable::Newer(head.format));
    }
    let mut file: File = serde_json::from_str(text).map_err(not_scores)?;
    for (run, n) in file.runs.iter_mut().zip(1..) {
        run.tidy().map_err(|key| Unreadable::Odd(n, key))?;
    }
    Ok(Parsed(file.runs))
}

impl Run {
    /// Makes texts safe and times possible; the key of what cannot be.
    fn tidy(&mut self) -> Result<(), &'static str> {
        let id = time::parse_id(&self.id).ok_or("id")?;
        self.id = time::id_text(id);
        let safe = |text: &mut String| *text = line(text).to_string();
        [&mut self.booth, &mut self.event, &mut self.code].into_iter().flatten().for_each(safe);
        safe(&mut self.pack);
        self.name = self.name.as_deref().and_then(record::name).map(|name| name.to_string());
        self.began = if time::clamp(self.began) == self.began { self.began } else { return Err("began") };
        let day = Date::from_str(&self.day).ok().filter(|day| day.to_string() == self.day);
        day.ok_or("day")?;
        let mut numbers = HashSet::new();
        for answer in &mut self.answers {
            if answer.n == 0 || answer.n > self.asked || !numbers.insert(answer.n) {
                return Err("n");
            }
            [&mut answer.question].into_iter().chain(&mut answer.said).for_each(safe);
        }
        self.answers.sort_by_key(|answer| answer.n);
        if self.right > self.asked {
            return Err("right");
        }
        let most = |right: usize| game::score::most(right);
        if self.points > most(self.right.into())
            || self.answers.iter().any(|answer| answer.points > game::score::ANSWER_MAX)
        {
            return Err("points");
        }
        self.rev = self.rev.min(REV_MAX as u32);
        if self.took > i64::MAX.unsigned_abs() >> 8 {
            return Err("took");
        }
        Ok(())
    }

    pub(super) fn run_id(&self) -> RunId {
        time::parse_id(&self.id).unwrap_or(RunId(0))
    }
}

impl Store {
    /// Games and their answers, as JSON.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn json(&self, filter: &Filter) -> Result<String, Obstacle> {
        let file = File { polysemy: KIND.to_owned(), format: FORMAT, runs: self.runs(filter)? };
        // Texts, numbers and lists always have a form in JSON.
        Ok(serde_json::to_string_pretty(&file).unwrap_or_default() + "\n")
    }

    /// Games with their answers, in the order in which they began.
    pub(super) fn runs(&self, filter: &Filter) -> Result<Vec<Run>, Obstacle> {
        let (which, values) = filter.sql();
        let mut answers = self
            .db
            .prepare("SELECT n, question, said, right, took, hinted, points FROM answer WHERE run = ?1 ORDER BY n")?;
        let mut query = self.db.prepare(&format!(
            "SELECT id, occasion, booth, event, pack, lang, code, name, began, day, asked, time, right, points, took,
             over, own, rev FROM run WHERE {which} ORDER BY began, id"
        ))?;
        let mut rows = query.query(params_from_iter(values))?;
        let mut runs = Vec::new();
        while let Some(row) = rows.next()? {
            let id = RunId(u128::from_be_bytes(row.get(0)?));
            let (occasion, lang): (String, String) = (row.get(1)?, row.get(5)?);
            let text = |at: usize| row.get::<_, Option<String>>(at);
            let number = |at: usize| row.get::<_, i64>(at).map(|n| u32::try_from(n.max(0)).unwrap_or(u32::MAX));
            let short = |at: usize| number(at).map(|n| u16::try_from(n).unwrap_or(u16::MAX));
            let given = answers.query_map([blob(id)], |row| {
                Ok(Answer {
                    n: row.get(0)?,
                    question: row.get(1)?,
                    said: row.get(2)?,
                    right: row.get(3)?,
                    took: row.get(4)?,
                    hinted: row.get(5)?,
                    points: row.get(6)?,
                })
            })?;
            runs.push(Run {
                id: time::id_text(id),
                occasion: if occasion == "solo" { Played::Solo } else { Played::Booth },
                booth: text(2)?,
                event: text(3)?,
                pack: row.get(4)?,
                lang: Lang::from_locale(&lang).unwrap_or(Lang::En),
                code: text(6)?,
                name: text(7)?,
                began: time::clamp(row.get(8)?),
                day: row.get(9)?,
                asked: short(10)?,
                time: row.get::<_, Option<i64>>(11)?.map(|_| number(11)).transpose()?,
                right: short(12)?,
                points: number(13)?,
                took: row.get::<_, i64>(14)?.max(0).unsigned_abs(),
                over: row.get(15)?,
                off: row.get::<_, i64>(15)? == OFF,
                own: row.get(16)?,
                rev: number(17)?,
                answers: given.collect::<Result<_, _>>()?,
            });
        }
        Ok(runs)
    }

    /// Takes in all games of some files, or nothing. One that is here keeps its name, or that it has none: it may have
    /// been removed.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn import(&mut self, files: &[Parsed]) -> Result<Imported, Obstacle> {
        let write = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let mut imported = Imported::default();
        for run in files.iter().flat_map(|file| &file.0) {
            let id = blob(run.run_id());
            let mut changed = write.execute(
                "INSERT INTO run (id, occasion, booth, event, pack, lang, code, name, began, day, asked, time, right,
                                  points, took, over, own, rev)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18)
                 ON CONFLICT (id) DO NOTHING",
                params![
                    id,
                    match run.occasion {
                        Played::Solo => super::write::occasion_text(Occasion::Solo),
                        Played::Booth => super::write::occasion_text(Occasion::Booth),
                    },
                    run.booth,
                    run.event,
                    run.pack,
                    run.lang.code(),
                    run.code,
                    run.name,
                    run.began,
                    run.day,
                    run.asked,
                    run.time,
                    run.right,
                    run.points,
                    run.took as i64,
                    if run.off { OFF } else { i64::from(run.over) },
                    run.own,
                    run.rev,
                ],
            )?;
            let new = changed > 0;
            for answer in &run.answers {
                changed += write.execute(
                    "INSERT INTO answer (run, n, question, said, right, took, hinted, points)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (run, n) DO NOTHING",
                    params![
                        id,
                        answer.n,
                        answer.question,
                        answer.said,
                        answer.right,
                        answer.took,
                        answer.hinted,
                        answer.points
                    ],
                )?;
            }
            if !new && run.over {
                let over = format!("UPDATE run SET over = {RANKED}, {CHANGED} WHERE id = ?1 AND over = 0");
                changed += write.execute(&over, [id])?;
            }
            if !new && run.off {
                changed += write.execute(&take_off(), [id])?;
            }
            if changed > 0 {
                write.execute(SUMS, [id])?;
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

    /// Whether a game is here.
    ///
    /// # Errors
    ///
    /// If that cannot be read.
    pub fn has(&self, run: RunId) -> Result<bool, Obstacle> {
        let found = self.db.query_row("SELECT 1 FROM run WHERE id = ?1", [blob(run)], |_| Ok(())).optional()?;
        Ok(found.is_some())
    }
}
