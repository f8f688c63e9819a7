//! Games as CSV: a row each, for spreadsheets. Columns go by the names that JSON has for them.

use super::{Filter, Store, time, transfer};
use crate::doc::guarded;
use crate::scores::Obstacle;
use crate::text::{Lang, spreadsheet};

/// The columns.
const HEADS: [&str; 17] = [
    "id", "occasion", "booth", "event", "pack", "lang", "code", "name", "began", "day", "asked", "seconds", "answered",
    "right", "points", "took", "over",
];

impl Store {
    /// Games as a table. Times are in seconds, moments by the clock of this machine's place.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn csv(&self, filter: &Filter, lang: Lang) -> Result<String, Obstacle> {
        self.table(filter, false, lang)
    }

    /// The same games in the order of a board, with their places; only those that are over.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn ranked_csv(&self, filter: &Filter, lang: Lang) -> Result<String, Obstacle> {
        self.table(filter, true, lang)
    }

    fn table(&self, filter: &Filter, ranked: bool, lang: Lang) -> Result<String, Obstacle> {
        let mut runs = self.runs(filter)?;
        let score = |run: &transfer::Run| {
            super::boards::score([run.points.into(), run.right.into(), run.asked.into(), run.took as i64])
        };
        if ranked {
            runs.retain(|run| run.over && !run.off);
            runs.sort_by_key(|run| (score(run).key(), run.run_id()));
        }
        let heads = ranked.then_some("place").into_iter().chain(HEADS);
        let mut rows: Vec<Vec<String>> = vec![heads.map(str::to_owned).collect()];
        let mut before = None;
        for (run, n) in runs.iter().zip(1_usize..) {
            let place = match before {
                Some((place, key)) if key == score(run).key() => place,
                _ => n,
            };
            before = Some((place, score(run).key()));
            rows.push(ranked.then(|| place.to_string()).into_iter().chain(self.row(run, lang)).collect());
        }
        Ok(spreadsheet::csv(rows, lang))
    }

    fn row(&self, run: &transfer::Run, lang: Lang) -> [String; 17] {
        let text = |text: &Option<String>| guarded(text.as_deref().unwrap_or_default());
        let seconds = |ms: u64| spreadsheet::number(ms as f64 / 1000.0, 3, lang);
        [
            run.id.clone(),
            match run.occasion {
                transfer::Played::Solo => "solo".to_owned(),
                transfer::Played::Booth => "booth".to_owned(),
            },
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
