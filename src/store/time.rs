//! Clocks, days and ids. Clocks of booths are often wrong: whatever they say, there is a day for it.

use std::hash::{BuildHasher, RandomState};
use std::time::{SystemTime, UNIX_EPOCH};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::game::scores::RunId;

/// A day ends at this hour of the next morning: who plays after midnight still belongs to the evening.
const DAY_ENDS: i64 = 4;

/// The last moment that calendars know everywhere: 9999-12-30.
const LATEST: i64 = 253_402_128_000_000;

/// Milliseconds since 1970 (UTC), by this machine's clock; never before that, nor after the year 9999.
pub fn now() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    clamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

pub(crate) fn clamp(ms: i64) -> i64 {
    ms.clamp(0, LATEST)
}

pub fn day_of(ms: i64, zone: &TimeZone) -> Date {
    let local = zone.to_datetime(stamp(ms));
    local.checked_sub(DAY_ENDS.hours()).unwrap_or(local).date()
}

pub(crate) fn today() -> Date {
    day_of(now(), &TimeZone::system())
}

/// A moment as a spreadsheet reads it: `2026-11-27 14:03:08`.
pub(super) fn written(ms: i64, zone: &TimeZone) -> String {
    zone.to_datetime(stamp(ms)).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

fn stamp(ms: i64) -> Timestamp {
    Timestamp::from_millisecond(clamp(ms)).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// A new id: version 7 of UUIDs (RFC 9562), which begin with the time, so that a file grows at its end.
pub(super) fn new_id(ms: i64) -> RunId {
    let mut bytes = [0; 10];
    if getrandom::fill(&mut bytes).is_err() {
        // Where the system has no chance to give, what it seeds hash maps with must do.
        let chance = [RandomState::new().hash_one(ms), RandomState::new().hash_one(ms)].map(u64::to_le_bytes).concat();
        bytes.copy_from_slice(&chance[..10]);
    }
    let id = uuid::Builder::from_unix_timestamp_millis(clamp(ms).unsigned_abs(), &bytes).into_uuid();
    RunId(id.as_u128())
}

#[cfg(test)]
mod tests {
    use jiff::tz;

    use super::*;

    #[test]
    fn a_day_ends_at_four_in_the_morning() {
        let zone = TimeZone::fixed(tz::offset(1));
        let at = |text: &str| text.parse::<Timestamp>().expect("a time").as_millisecond();
        let day = |text: &str| day_of(at(text), &zone).to_string();
        assert_eq!(day("2026-11-27T22:59:00Z"), "2026-11-27");
        assert_eq!(day("2026-11-28T02:59:59Z"), "2026-11-27");
        assert_eq!(day("2026-11-28T03:00:00Z"), "2026-11-28");
        assert_eq!(written(at("2026-11-27T22:59:00Z"), &zone), "2026-11-27 23:59:00");
    }

    #[test]
    fn a_day_ends_at_four_by_the_clock_on_the_wall_when_that_is_changed() {
        // On 25 October 2026 three o'clock comes twice in Paris. Rules as POSIX writes them need no files.
        let zone = TimeZone::posix("CET-1CEST,M3.5.0,M10.5.0/3").expect("a zone");
        let at = |text: &str| text.parse::<Timestamp>().expect("a time").as_millisecond();
        assert_eq!(day_of(at("2026-10-25T02:59:59Z"), &zone).to_string(), "2026-10-24");
        assert_eq!(day_of(at("2026-10-25T03:00:00Z"), &zone).to_string(), "2026-10-25");
    }

    #[test]
    fn no_clock_is_too_wrong() {
        for zone in [TimeZone::fixed(tz::offset(-12)), TimeZone::fixed(tz::offset(14)), TimeZone::UTC] {
            for ms in [i64::MIN, -1, 0, 1, i64::MAX] {
                let day = day_of(ms, &zone).to_string();
                assert_eq!(day.len(), 10, "{day}");
                assert_eq!(written(ms, &zone).len(), 19);
                assert_ne!(new_id(ms), new_id(ms));
            }
        }
    }

    #[test]
    fn ids_are_in_the_order_of_time_and_are_read_as_they_are_written() {
        let (a, b) = (new_id(1_000), new_id(2_000));
        assert!(a < b);
        assert_eq!(RunId::from(a.to_string()), a);
        assert_eq!(RunId::from("not an id".to_owned()), RunId::default());
    }
}
