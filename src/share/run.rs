//! A result on its way from one booth to the others: how long ago, not when, because clocks of booths may be wrong.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::booth::config::QUESTIONS_MAX;
use crate::game::score;
use crate::scores::REV_MAX;
use crate::text::{Lang, SafeText};

/// A game that is over, as it travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Run {
    /// Its UUID.
    pub(super) id: u128,
    /// The event; empty for none.
    pub(super) event: String,
    /// Which booth it was played at.
    pub(super) booth: Option<String>,
    /// The pack's id.
    pub(super) pack: String,
    /// The code of the language.
    pub(super) lang: String,
    /// The code of the deck.
    pub(super) code: Option<String>,
    /// What the player goes by.
    pub(super) name: Option<String>,
    /// How long ago it began, in milliseconds.
    pub(super) age: i64,
    /// How many questions.
    pub(super) asked: i32,
    /// The time for each, in milliseconds.
    pub(super) time: Option<i32>,
    /// How many right answers.
    pub(super) right: i32,
    /// The points.
    pub(super) points: i32,
    /// How long all answers took, in milliseconds.
    pub(super) took: i32,
    /// Which of its versions this is: the greater is the newer.
    pub(super) rev: i32,
    /// An operator took it off the boards.
    pub(super) off: bool,
}

/// Characters of an event.
pub(super) const EVENT: usize = 200;
/// Characters of ids, and of what a booth is called.
pub(super) const ID: usize = 100;
/// Characters of a code.
pub(super) const CODE: usize = 40;
/// Characters of a name.
pub(super) const NAME: usize = 64;
/// Characters of the code of a language.
pub(super) const LANG: usize = 35;
/// What takes longer, or gives more time for each question, did not happen at a booth: a day.
const LONGEST: i32 = 24 * 60 * 60 * 1000;
/// What began longer ago by this machine's clock did not: the clock was set.
const YEAR: i64 = 366 * 24 * 60 * 60 * 1000;

/// A line of text that is safe, and no longer than is said.
pub(super) fn cut(text: &str, most: usize) -> String {
    let line: String = SafeText::line(text.trim()).chars().take(most).collect();
    line.trim_end().to_owned()
}

fn cut_or_none(text: Option<String>, most: usize) -> Option<String> {
    text.map(|text| cut(&text, most)).filter(|text| !text.is_empty())
}

impl Run {
    /// With its numbers and texts within the limits that the server keeps, so that what is sent is also taken.
    pub(super) fn within_limits(self) -> Self {
        let asked = self.asked.clamp(1, QUESTIONS_MAX.into());
        let right = self.right.clamp(0, asked);
        Self {
            event: cut(&self.event, EVENT),
            booth: cut_or_none(self.booth, ID),
            pack: cut_or_none(Some(self.pack), ID).unwrap_or_else(|| "-".to_owned()),
            lang: Lang::from_locale(&self.lang).unwrap_or(Lang::En).code().to_owned(),
            code: cut_or_none(self.code, CODE),
            name: cut_or_none(self.name, NAME),
            age: self.age.clamp(0, 100 * YEAR),
            asked,
            time: self.time.map(|time| time.clamp(0, LONGEST)),
            right,
            points: self.points.clamp(0, most(right)),
            took: self.took.clamp(0, LONGEST),
            rev: self.rev.clamp(1, REV_MAX as i32),
            ..self
        }
    }

    /// One that came from outside, its texts made safe; none if it is more than a game at a booth can be.
    pub(super) fn admitted(self) -> Option<Self> {
        let own = Self { age: self.age, ..self.clone().within_limits() };
        let same = |a: &Self| (a.asked, a.time, a.right, a.points, a.took, a.rev);
        let long = |text: &Option<String>, most: usize| text.as_ref().is_some_and(|text| text.chars().count() > most);
        let texts = long(&self.booth, ID) || long(&self.code, CODE) || long(&self.name, NAME);
        let ids = self.pack.chars().count() > ID || self.lang.chars().count() > LANG;
        (same(&self) == same(&own) && !texts && !ids).then_some(own)
    }
}

/// The most points of a game with so many right answers.
fn most(right: i32) -> i32 {
    i32::try_from(score::most(usize::try_from(right).unwrap_or(0))).unwrap_or(i32::MAX)
}

/// How long ago something began, both by this machine's clock, in milliseconds. No time at all if that cannot be.
pub(super) fn age(now: i64, began: i64) -> i64 {
    now.checked_sub(began).filter(|age| (0..=YEAR).contains(age)).unwrap_or(0)
}

/// The day of a moment in milliseconds since 1970, where this machine stands: it ends at four in the morning.
pub(super) fn day(began: i64) -> String {
    let moment = Timestamp::from_millisecond(began).unwrap_or_default().to_zoned(TimeZone::system());
    let day = moment.datetime().checked_sub(4.hours()).map_or_else(|_| moment.date(), jiff::civil::DateTime::date);
    day.to_string()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub(in crate::share) fn run() -> Run {
        Run {
            id: 7,
            event: "A day".into(),
            booth: Some("left".into()),
            pack: "talk".into(),
            lang: "fr".into(),
            code: None,
            name: Some("Lazy Gradient".into()),
            age: 5000,
            asked: 5,
            time: Some(20_000),
            right: 4,
            points: 1240,
            took: 41_000,
            rev: 2,
            off: false,
        }
    }

    #[test]
    fn what_is_within_limits_stays_as_it_is() {
        assert_eq!(run().within_limits(), run());
        assert_eq!(run().admitted(), Some(run()));
    }

    #[test]
    fn what_comes_admitted_is_made_safe_or_left_out() {
        let name = Some(format!(" \u{1b}[2J\u{202e}{} ", "x".repeat(50)));
        let safe = Run { name, lang: "xx".into(), pack: String::new(), ..run() }.admitted().expect("a run");
        let name = safe.name.expect("a name");
        assert!(SafeText::first_unsafe(&name).is_none() && name.chars().count() <= NAME, "{name:?}");
        assert_eq!((safe.lang.as_str(), safe.pack.as_str()), ("en", "-"));
        assert_eq!(Run { name: Some("\t ".into()), ..run() }.admitted().expect("a run").name, None);
        let wrong = [
            Run { right: 6, ..run() },
            Run { asked: 0, ..run() },
            Run { points: -1, ..run() },
            Run { took: -1, ..run() },
            Run { rev: 0, ..run() },
            Run { time: Some(-1), ..run() },
            Run { asked: 21, ..run() },
            Run { points: most(4) + 1, ..run() },
            Run { right: 0, points: 1, ..run() },
            Run { took: i32::MAX, ..run() },
            Run { name: Some("x".repeat(NAME + 1)), ..run() },
            Run { booth: Some("x".repeat(ID + 1)), ..run() },
            Run { pack: "x".repeat(ID + 1), ..run() },
            Run { lang: "x".repeat(LANG + 1), ..run() },
        ];
        assert!(wrong.into_iter().all(|wrong| wrong.admitted().is_none()));
    }

    #[test]
    fn a_clock_that_was_set_makes_no_ages() {
        let year_2026 = 1_790_000_000_000;
        assert_eq!(age(year_2026, year_2026 - 5000), 5000);
        assert_eq!(age(year_2026, 3000), 0, "it began in 1970, before the clock was set");
        assert_eq!(age(3000, year_2026), 0, "it began in the future");
        assert_eq!(age(i64::MIN, i64::MAX), 0);
    }

    #[test]
    fn a_day_ends_at_four() {
        let at = |hour, minute| {
            let civil = jiff::civil::date(2026, 11, 27).at(hour, minute, 0, 0);
            day(civil.to_zoned(TimeZone::system()).expect("a time").timestamp().as_millisecond())
        };
        assert_eq!(
            (at(3, 59).as_str(), at(4, 0).as_str(), at(23, 59).as_str()),
            ("2026-11-26", "2026-11-27", "2026-11-27")
        );
        assert_eq!(day(0).len(), 10);
    }

    proptest! {
        #[test]
        fn whatever_is_brought_within_limits_may_come_admitted(
            texts in proptest::collection::vec(any::<String>(), 6),
            numbers in proptest::array::uniform6(any::<i32>()),
            age in any::<i64>(),
        ) {
            let [asked, time, right, points, took, rev] = numbers;
            let mut texts = texts.into_iter();
            let mut text = || texts.next().unwrap_or_default();
            let (event, pack, lang) = (text(), text(), text());
            let (booth, code, name) = (Some(text()), Some(text()), Some(text()));
            let any = Run { id: 1, event, booth, pack, lang, code, name, age, asked, time: Some(time), right, points, took, rev, off: false };
            let own = any.within_limits();
            prop_assert_eq!(own.clone().admitted(), Some(own.clone()));
            prop_assert_eq!(own.clone().within_limits(), own);
        }

        #[test]
        fn every_moment_has_a_day(began in any::<i64>()) {
            prop_assert!(!day(began).is_empty());
        }
    }
}
