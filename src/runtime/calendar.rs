//! Moments in words, where this machine is.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::doc::paper::When;
use crate::game::analysis::Analysis;
use crate::store::time;
use crate::words::{Words, fill};

pub(crate) fn whens(analysis: &Analysis, words: &Words) -> Vec<When> {
    let zone = TimeZone::system();
    analysis.sittings.iter().map(|sitting| when(sitting.record.heading.began, &zone, words)).collect()
}

/// A time in words, of seconds since 1970; nothing where there is no such year.
fn when(began: u64, zone: &TimeZone, words: &Words) -> When {
    let said = words.analysis();
    let stamp = i64::try_from(began).ok().and_then(|began| Timestamp::from_second(began).ok());
    let Some(at) = stamp.map(|stamp| Zoned::new(stamp, zone.clone())) else { return When::default() };
    let clock = |minute: &str| fill(&said.clock_form, &[("hour", &at.hour().to_string()), ("minute", minute)]);
    let evening = time::day_of(at.timestamp().as_millisecond(), zone);
    When {
        day: day(at.date(), words),
        clock: clock(&format!("{:02}", at.minute())),
        hour: clock("00"),
        evening: day(evening, words),
    }
}

pub(crate) fn day(date: jiff::civil::Date, words: &Words) -> String {
    let said = words.analysis();
    let day = if date.day() == 1 { said.first_of_month.clone() } else { date.day().to_string() };
    let month = said.months.split(' ').nth(usize::from(date.month().unsigned_abs()) - 1).unwrap_or_default();
    let year = date.year().to_string();
    fill(&said.date_form, &[("day", &day), ("month", month), ("year", &year)])
}

#[cfg(test)]
mod tests {
    use jiff::tz;

    use super::*;
    use crate::text::Lang;

    #[test]
    fn a_night_belongs_to_the_evening_before() {
        let zone = TimeZone::fixed(tz::offset(1));
        let at = |text: &str| text.parse::<Timestamp>().expect("a time").as_second().unsigned_abs();
        let (en, fr) = (Words::of(Lang::En), Words::of(Lang::Fr));
        let when_en = when(at("2026-12-01T00:05:00Z"), &zone, &en);
        assert_eq!([&when_en.day, &when_en.clock], ["1 December 2026", "1:05"]);
        assert_eq!([&when_en.evening, &when_en.hour], ["30 November 2026", "1:00"]);
        assert_eq!(when(at("2026-12-01T08:05:00Z"), &zone, &fr).evening, "1er décembre 2026");
        assert_eq!(when(u64::MAX, &zone, &en), When::default());
    }
}
