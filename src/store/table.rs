//! Games as CSV (RFC 4180): a row each, for spreadsheets. Columns go by the names that JSON has for them.

use super::{Filter, Store, time, transfer};
use crate::paper::guarded;
use crate::scores::Obstacle;

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
    pub fn csv(&self, filter: &Filter) -> Result<String, Obstacle> {
        self.table(filter, false)
    }

    /// The same games in the order of a board, with their places; only those that are over.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    pub fn ranked_csv(&self, filter: &Filter) -> Result<String, Obstacle> {
        self.table(filter, true)
    }

    fn table(&self, filter: &Filter, ranked: bool) -> Result<String, Obstacle> {
        let mut runs = self.runs(filter)?;
        let score = |run: &transfer::Run| {
            super::boards::score([run.points.into(), run.right.into(), run.asked.into(), run.took as i64])
        };
        if ranked {
            runs.retain(|run| run.over && !run.off);
            runs.sort_by_key(|run| (score(run).key(), run.run_id()));
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        let heads = ranked.then_some("place").into_iter().chain(HEADS);
        // Into memory, and all rows of one length: nothing can fail.
        let _ = writer.write_record(heads);
        let mut before = None;
        for (run, n) in runs.iter().zip(1_usize..) {
            let place = match before {
                Some((place, key)) if key == score(run).key() => place,
                _ => n,
            };
            before = Some((place, score(run).key()));
            let cells = ranked.then(|| place.to_string()).into_iter().chain(self.row(run));
            let _ = writer.write_record(cells);
        }
        Ok(writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default())
    }

    fn row(&self, run: &transfer::Run) -> [String; 17] {
        let text = |text: &Option<String>| guarded(text.as_deref().unwrap_or_default());
        let seconds = |ms: u64| format!("{}.{:03}", ms / 1000, ms % 1000);
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
