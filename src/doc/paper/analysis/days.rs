//! A booth by day and hour: what its organiser wants to know in the evening.

use super::Report;
use crate::doc::decimal;
use crate::game::analysis::SECONDS_MAX;
use crate::game::record::{Kind, Record};
use crate::words::fill;

/// A day of booths. It ends in the small hours of the next morning.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Day {
    pub(super) day: String,
    pub(super) games: u64,
    pub(super) over: u64,
    /// How long visitors were at questions, in seconds.
    pub(super) seconds: f64,
    /// The hours in which games began, in words, and how many did.
    pub(super) hours: Vec<(String, u64)>,
}

impl Report<'_> {
    /// The days on which booths were played, from the first; none where none was.
    pub(super) fn days(&self) -> Vec<Day> {
        let sittings = self.analysis.sittings.iter().zip(&self.whens);
        let mut days: Vec<Day> = Vec::new();
        for (sitting, when) in sittings.filter(|(sitting, _)| sitting.record.heading.kind == Kind::Booth) {
            let at = days.iter().position(|day| day.day == when.evening);
            let at = at.unwrap_or_else(|| {
                let day = when.evening.clone();
                days.push(Day { day, games: 0, over: 0, seconds: 0.0, hours: Vec::new() });
                days.len() - 1
            });
            let day = &mut days[at];
            day.games += 1;
            day.over += u64::from(sitting.record.over);
            day.seconds += seconds(sitting.record);
            match day.hours.iter_mut().find(|(hour, _)| *hour == when.hour) {
                Some((_, n)) => *n += 1,
                None => day.hours.push((when.hour.clone(), 1)),
            }
        }
        days
    }

    /// A time in hours, to the tenth; below one, in minutes.
    pub(super) fn hours(&self, seconds: f64) -> String {
        let said = self.said();
        match seconds / 3600.0 {
            hours if hours < 1.0 => fill(&said.minutes_n, &[("n", &decimal(hours * 60.0, 0, self.lang()))]),
            hours => fill(&said.hours_n, &[("n", &decimal(hours, 1, self.lang()))]),
        }
    }
}

fn seconds(record: &Record) -> f64 {
    record.answers.iter().filter_map(|answers| answers.seconds).filter(|took| (0.0..=SECONDS_MAX).contains(took)).sum()
}

#[cfg(test)]
mod tests {
    use crate::doc::paper::{LeftOut, Report};
    use crate::game::analysis::Analysis;
    use crate::pack::load::{Origin, load};
    use crate::text::Lang;
    use crate::words::Words;

    #[test]
    fn short_times_are_minutes_and_long_ones_hours() {
        let pack = load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean");
        let (analysis, words) = (Analysis::new(&pack, &[]), Words::of(Lang::Fr));
        let left_out = LeftOut::default();
        let report =
            Report { analysis: &analysis, words: &words, whens: Vec::new(), names: true, colour: false, left_out };
        assert_eq!(
            [59.0, 3_599.0, 3_600.0, 18_720.0].map(|seconds| report.hours(seconds)),
            ["1\u{a0}min", "60\u{a0}min", "1,0\u{a0}h", "5,2\u{a0}h"]
        );
        assert_eq!(report.days(), []);
    }
}
