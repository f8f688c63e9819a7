//! What is in the file: records for reports, what a player has seen and reached, and names for whoever may remove them.

use std::collections::HashSet;
use std::str::FromStr;
use std::time::Duration;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::boards::ORDER;
use super::run::Which;
use super::{Store, time};
use crate::game::record::{self, Answers, Kind, Record, tenths};
use crate::game::scores::{Best, History, NamedGame, Obstacle, Occasion, Run, RunAnswer, SEEN_MAX};
use crate::text::{SafeText, shorten};

/// Which games; what is not said leaves none out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of booths, or of players alone.
    pub(crate) occasion: Option<Occasion>,
    /// That began at this moment or later, in milliseconds since 1970 (UTC).
    pub(crate) since: Option<i64>,
    pub(crate) day: Option<Date>,
}

/// The latest answers are looked through for questions seen lately; who played the same ones so often sees them again.
const LOOKED_AT: i64 = 10_000;

const LATEST: &str = "ORDER BY began DESC, id DESC";

/// Ids and names in a file of a stranger are cut there.
const TEXT_MAX: usize = 200;

pub(super) fn line(text: &str) -> SafeText {
    SafeText::line(&shorten(text, TEXT_MAX))
}

impl Filter {
    pub(super) fn which(&self) -> Which {
        Which::are("1")
            .and_if("occasion = ?", self.occasion.map(|occasion| occasion.name().to_owned()))
            .and_if("began >= ?", self.since)
            .and_if("day = ?", self.day.map(|day| day.to_string()))
    }
}

fn record(run: Run) -> Record {
    let heading = record::Heading {
        format: record::FORMAT,
        kind: if run.occasion == Occasion::Solo { Kind::Game } else { Kind::Booth },
        pack: run.pack.to_string(),
        lang: run.lang,
        name: run.name.map(|name| name.to_string()),
        began: run.began.unsigned_abs() / 1000,
        id: None,
    };
    let answers = run.answers.into_iter().map(|RunAnswer { question, said, took, hinted, .. }| Answers {
        question: question.to_string(),
        none: u32::from(said.is_none()),
        said: said.into_iter().map(|said| (said.to_string(), 1)).collect(),
        seconds: Some(tenths(Duration::from_millis(took.into()))),
        vote: 1,
        warm_up: false,
        hinted,
    });
    Record { heading, answers: answers.collect(), standing: None, over: run.over }
}

pub(super) fn named(run: Run, zone: &TimeZone) -> NamedGame {
    let when = time::written(run.began, zone);
    NamedGame {
        id: run.id,
        name: run.name.as_deref().and_then(record::name).unwrap_or_default(),
        score: run.score(),
        when: SafeText::line(when.get(..16).unwrap_or(&when)),
        booth: run.booth.as_deref().map(line),
    }
}

impl Store {
    /// Games as records, from the oldest; those of which no answer is here are none. A game that was left early has as
    /// many answers as were given.
    pub fn records(&self, filter: &Filter) -> Result<Vec<Record>, Obstacle> {
        let mut records = filter.which().each(&self.db, record)?;
        records.retain(|record| !record.answers.is_empty());
        Ok(records)
    }

    pub fn count(&self, filter: &Filter) -> Result<usize, Obstacle> {
        Ok(filter.which().count(&self.db)? as usize)
    }

    /// What a player has seen lately and reached, at their own machine.
    pub fn history(&self) -> Result<History, Obstacle> {
        // In the order in which they were written down: a clock that was wrong once does not mix them up for ever.
        let mut query = self.db.prepare(
            "SELECT run.pack || '/' || question FROM run JOIN answer ON answer.run = run.id
             WHERE occasion = 'solo' AND own = 1 ORDER BY run.rowid DESC, n DESC LIMIT ?1",
        )?;
        let mut rows = query.query([LOOKED_AT])?;
        let (mut seen, mut known) = (Vec::new(), HashSet::new());
        while let Some(row) = rows.next()?.filter(|_| seen.len() < SEEN_MAX) {
            let id: String = row.get(0)?;
            if known.insert(id.clone()) {
                seen.push(id);
            }
        }
        seen.reverse();
        Ok(History { seen, best: self.best()? })
    }

    pub(crate) fn best(&self) -> Result<Vec<Best>, Obstacle> {
        let solo = Which::are("occasion = 'solo' AND over = 1");
        let runs = solo.select(&self.db, &ORDER.replace("BY", "BY pack, asked, time,"))?;
        let mut best: Vec<Best> = Vec::new();
        // The first of each kind is the best.
        for run in runs {
            let (pack, time) = (line(&run.pack), run.time.map(|ms| Duration::from_millis(ms.into())));
            match best.last_mut().filter(|best| best.is_of(&pack, run.asked.into(), time)) {
                Some(best) => best.games += 1,
                None => best.push(Best { pack, time, score: run.score(), games: 1 }),
            }
        }
        Ok(best)
    }

    /// The latest games of booths whose players have a name, the latest first.
    pub(crate) fn names(&self, most: usize) -> Result<Vec<NamedGame>, Obstacle> {
        let which = Which::are("occasion = 'booth' AND over < 2 AND name IS NOT NULL");
        self.named(&which, &format!("{LATEST} LIMIT {most}"))
    }

    /// The best games of booths and the latest, so many of each, the latest first: whoever takes one off the boards finds
    /// it among them.
    pub(crate) fn games(&self, most: usize) -> Result<Vec<NamedGame>, Obstacle> {
        let first = |order| {
            format!("SELECT id FROM (SELECT id FROM run WHERE occasion = 'booth' AND over = 1 {order} LIMIT {most})")
        };
        self.named(&Which::are(&format!("id IN ({} UNION {})", first(ORDER), first(LATEST))), LATEST)
    }

    fn named(&self, which: &Which, order: &str) -> Result<Vec<NamedGame>, Obstacle> {
        let runs = which.select(&self.db, order)?;
        Ok(runs.into_iter().map(|run| named(run, &self.zone)).collect())
    }

    pub(crate) fn days(&self) -> Result<Vec<Date>, Obstacle> {
        let days = self.texts("SELECT DISTINCT day FROM run WHERE occasion = 'booth' ORDER BY day")?;
        Ok(days.iter().filter_map(|day| Date::from_str(day).ok()).collect())
    }

    /// The days on which visitors played here; of others only results are known. Days name folders: of a file that somebody
    /// changed only those that are days as we write them.
    pub(crate) fn own_days(&self) -> Result<Vec<Date>, Obstacle> {
        let days = self.texts("SELECT DISTINCT day FROM run WHERE occasion = 'booth' AND own = 1 ORDER BY day")?;
        let written = |day: &String| Date::from_str(day).ok().filter(|date| date.to_string() == *day);
        Ok(days.iter().filter_map(written).collect())
    }

    pub(crate) fn events(&self) -> Result<Vec<SafeText>, Obstacle> {
        let events = self.texts(
            "SELECT DISTINCT event FROM run WHERE occasion = 'booth' AND over = 1 AND event IS NOT NULL ORDER BY event",
        )?;
        Ok(events.iter().map(|event| line(event)).collect())
    }

    fn texts(&self, query: &str) -> Result<Vec<String>, Obstacle> {
        Ok(self.db.prepare(query)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}
