//! Games as JSON, for other programs and for other machines: all that is kept of them, and back.

use std::collections::HashSet;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::read::line;
use super::{Filter, Store, time};
use crate::game::scores::{Obstacle, REV_MAX, Run, RunId};
use crate::game::{self, record};
use crate::text::SafeText;

/// The version of the JSON that is written, and the latest that is read.
const FORMAT: u32 = 1;

/// What the first key of every such file says.
const KIND: &str = "scores";

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// [`KIND`].
    polysemy: String,
    format: u32,
    runs: Vec<Run>,
}

/// The beginning of a file, whatever its version. Its name, and that of [`File`], are in messages that users read.
#[derive(Deserialize)]
struct Head {
    polysemy: String,
    format: u32,
}

/// A file that was read and found good.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ScoresFile(pub(super) Vec<Run>);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ImportCounts {
    pub(crate) new: usize,
    pub(crate) grown: usize,
    pub(crate) known: usize,
}

/// Reads a file.
///
/// # Errors
///
/// If it is not whole, not ours, or holds what cannot be. Then nothing of it is good.
pub(crate) fn parse(text: &str) -> Result<ScoresFile, Obstacle> {
    let not_scores = |error: serde_json::Error| Obstacle::NotScores(SafeText::line(&error.to_string()));
    let head: Head = serde_json::from_str(text).map_err(not_scores)?;
    if head.polysemy != KIND {
        return Err(Obstacle::NotScores(SafeText::line(&format!("polysemy: {}", line(&head.polysemy)))));
    }
    if head.format > FORMAT {
        return Err(Obstacle::NewerFormat(head.format));
    }
    let mut file: File = serde_json::from_str(text).map_err(not_scores)?;
    for (run, n) in file.runs.iter_mut().zip(1..) {
        tidy(run).map_err(|key| Obstacle::Odd(n, key))?;
    }
    Ok(ScoresFile(file.runs))
}

/// Makes texts safe and times possible; the key of what cannot be.
fn tidy(run: &mut Run) -> Result<(), &'static str> {
    let is = |holds: bool, key| if holds { Ok(()) } else { Err(key) };
    is(run.id != RunId::default(), "id")?;
    let short = |text: &mut SafeText| *text = line(text);
    [&mut run.booth, &mut run.event, &mut run.code].into_iter().flatten().for_each(short);
    short(&mut run.pack);
    run.name = run.name.as_deref().and_then(record::name);
    is(time::clamp(run.began) == run.began, "began")?;
    is(Date::from_str(&run.day).is_ok_and(|day| day.to_string() == run.day), "day")?;
    let mut numbers = HashSet::new();
    for answer in &mut run.answers {
        is((1..=run.asked).contains(&answer.n) && numbers.insert(answer.n), "n")?;
        [&mut answer.question].into_iter().chain(&mut answer.said).for_each(short);
    }
    run.answers.sort_by_key(|answer| answer.n);
    is(run.right <= run.asked, "right")?;
    is(run.points <= game::score::most(run.right.into()), "points")?;
    is(run.answers.iter().all(|answer| answer.points <= game::score::ANSWER_MAX), "points")?;
    run.rev = run.rev.min(REV_MAX);
    is(run.took <= i64::MAX.unsigned_abs() >> 8, "took")
}

impl Store {
    pub fn json(&self, filter: &Filter) -> Result<String, Obstacle> {
        let file = File { polysemy: KIND.to_owned(), format: FORMAT, runs: filter.which().each(&self.db, |run| run)? };
        // Texts, numbers and lists always have a form in JSON.
        Ok(serde_json::to_string_pretty(&file).unwrap_or_default() + "\n")
    }
}
