//! Games as CSV: a row each, for spreadsheets. Columns go by the names that JSON has for them.

use super::boards::places;
use super::{Filter, Store, time};
use crate::doc::guarded;
use crate::game::scores::{Obstacle, Run};
use crate::text::{Lang, SafeText, spreadsheet};

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
        let heads = self.cells(&Run::default(), lang).map(|(head, _)| head);
        let heads = ranked.then_some("place").into_iter().chain(heads);
        let mut rows: Vec<Vec<String>> = vec![heads.map(str::to_owned).collect()];
        let cells = |run| self.cells(run, lang).map(|(_, cell)| cell);
        let row = |(place, run): (u32, _)| ranked.then(|| place.to_string()).into_iter().chain(cells(run)).collect();
        rows.extend(places(runs.iter().map(Run::score)).zip(&runs).map(row));
        Ok(spreadsheet::csv(rows, lang))
    }

    fn cells(&self, run: &Run, lang: Lang) -> [(&'static str, String); 17] {
        let text = |text: &Option<SafeText>| guarded(text.as_deref().unwrap_or_default());
        let seconds = |ms: u64| spreadsheet::number(ms as f64 / 1000.0, 3, lang);
        [
            ("id", run.id.to_string()),
            ("occasion", run.occasion.name().to_owned()),
            ("booth", text(&run.booth)),
            ("event", text(&run.event)),
            ("pack", guarded(&run.pack)),
            ("lang", run.lang.code().to_owned()),
            ("code", text(&run.code)),
            ("name", text(&run.name)),
            ("began", time::written(run.began, &self.zone)),
            ("day", guarded(&run.day)),
            ("asked", run.asked.to_string()),
            ("seconds", run.time.map_or_else(String::new, |ms| seconds(ms.into()))),
            // Of a game that came from another booth only the result is here.
            ("answered", if run.own { run.answers.len().to_string() } else { String::new() }),
            ("right", run.right.to_string()),
            ("points", run.points.to_string()),
            ("took", seconds(run.took)),
            ("over", (u8::from(run.over) + u8::from(run.off)).to_string()),
        ]
    }
}
