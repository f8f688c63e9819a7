//! Games as CSV: a row each, for spreadsheets. Columns go by the names that JSON has for them.

use super::boards::places;
use super::{Filter, Store, time};
use crate::doc::guarded;
use crate::game::scores::{Obstacle, Run};
use crate::text::{Lang, SafeText, spreadsheet};

const HEADS: [&str; 17] = [
    "id", "occasion", "booth", "event", "pack", "lang", "code", "name", "began", "day", "asked", "seconds", "answered",
    "right", "points", "took", "over",
];

impl Store {
    /// Games as a table. Times are in seconds, moments by the clock of this machine's place.
    pub fn csv(&self, filter: &Filter, lang: Lang) -> Result<String, Obstacle> {
        self.table(filter, false, lang)
    }

    /// The same games in the order of a board, with their places; only those that are over.
    pub fn ranked_csv(&self, filter: &Filter, lang: Lang) -> Result<String, Obstacle> {
        self.table(filter, true, lang)
    }

    fn table(&self, filter: &Filter, ranked: bool, lang: Lang) -> Result<String, Obstacle> {
        let mut runs = filter.which().each(&self.db, |run| run)?;
        if ranked {
            runs.retain(|run| run.over && !run.off);
            runs.sort_by_key(|run| (run.score().key(), run.id));
        }
        let heads = ranked.then_some("place").into_iter().chain(HEADS);
        let mut rows: Vec<Vec<String>> = vec![heads.map(str::to_owned).collect()];
        rows.extend(
            places(runs.iter().map(Run::score))
                .zip(&runs)
                .map(|(place, run)| ranked.then(|| place.to_string()).into_iter().chain(self.row(run, lang)).collect()),
        );
        Ok(spreadsheet::csv(rows, lang))
    }

    fn row(&self, run: &Run, lang: Lang) -> [String; 17] {
        let text = |text: &Option<SafeText>| guarded(text.as_deref().unwrap_or_default());
        let seconds = |ms: u64| spreadsheet::number(ms as f64 / 1000.0, 3, lang);
        [
            run.id.to_string(),
            run.occasion.name().to_owned(),
            text(&run.booth),
            text(&run.event),
            guarded(&run.pack),
            run.lang.code().to_owned(),
            text(&run.code),
            text(&run.name),
            time::written(run.began, &self.zone),
            guarded(&run.day),
            run.asked.to_string(),
            run.time.map_or_else(String::new, |ms| seconds(ms.into())),
            // Of a game that came from another booth only the result is here.
            if run.own { run.answers.len().to_string() } else { String::new() },
            run.right.to_string(),
            run.points.to_string(),
            seconds(run.took),
            (u8::from(run.over) + u8::from(run.off)).to_string(),
        ]
    }
}
