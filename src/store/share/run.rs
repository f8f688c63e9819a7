//! A result on its way from one booth to the others: how long ago, not when, because clocks of booths may be wrong.

use crate::app::booth::config::QUESTIONS_MAX;
use crate::game::score;
use crate::game::scores::{REV_MAX, Run, RunId};
use crate::store::time;
use crate::text::SafeText;

pub(super) const EVENT: usize = 200;
/// Characters of ids, and of what a booth is called.
pub(super) const ID: usize = 100;
pub(super) const CODE: usize = 40;
pub(super) const NAME: usize = 64;
/// Characters of the code of a language.
pub(super) const LANG: usize = 35;
/// What takes longer, or gives more time for each question, did not happen at a booth: a day.
const LONGEST: u32 = 24 * 60 * 60 * 1000;
/// What began longer ago by this machine's clock did not: the clock was set.
const YEAR: i64 = 366 * 24 * 60 * 60 * 1000;

/// A line of text that is safe, and no longer than is said; none where nothing is left.
pub(super) fn cut(text: &str, most: usize) -> Option<SafeText> {
    let line: String = SafeText::line(text.trim()).chars().take(most).collect();
    let line = line.trim_end();
    (!line.is_empty()).then(|| SafeText::line(line))
}

/// A run with its numbers and texts within the limits that the server keeps, so that what is sent is also taken.
pub(super) fn within_limits(run: Run) -> Run {
    let short = |text: Option<SafeText>, most| text.and_then(|text| cut(&text, most));
    let asked = run.asked.clamp(1, QUESTIONS_MAX.into());
    let right = run.right.min(asked);
    Run {
        event: short(run.event, EVENT),
        booth: short(run.booth, ID),
        pack: cut(&run.pack, ID).unwrap_or_else(|| SafeText::new("-")),
        code: short(run.code, CODE),
        name: short(run.name, NAME),
        asked,
        time: run.time.map(|time| time.min(LONGEST)),
        right,
        points: run.points.min(score::most(right.into())),
        took: run.took.min(LONGEST.into()),
        rev: run.rev.clamp(1, REV_MAX),
        ..run
    }
}

/// One that came from outside, its texts made safe; none if it is more than a game at a booth can be.
pub(super) fn admitted(run: Run) -> Option<Run> {
    let numbers = |run: &Run| (run.asked, run.time, run.right, run.points, run.took, run.rev);
    let fits = |text: &str, most| text.chars().count() <= most;
    let fit = |text: &Option<SafeText>, most| text.as_ref().is_none_or(|text| fits(text, most));
    let texts = fit(&run.booth, ID) && fits(&run.pack, ID) && fit(&run.code, CODE) && fit(&run.name, NAME);
    let before = numbers(&run);
    let own = within_limits(run);
    (texts && before == numbers(&own) && own.id != RunId::default()).then_some(own)
}

/// How long ago something began, both by this machine's clock, in milliseconds. No time at all if that cannot be.
pub(super) fn age(now: i64, began: i64) -> i64 {
    now.checked_sub(began).filter(|age| (0..=YEAR).contains(age)).unwrap_or(0)
}

/// When something began by this machine's clock, in milliseconds since 1970.
pub(super) fn began(now: i64, age: i64) -> i64 {
    time::clamp(now.saturating_sub(age))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::scores::Occasion;
    use crate::text::Lang;

    fn run() -> Run {
        Run {
            id: RunId(7),
            occasion: Occasion::Booth,
            event: Some(SafeText::new("A day")),
            booth: Some(SafeText::new("left")),
            pack: SafeText::new("talk"),
            lang: Lang::Fr,
            name: Some(SafeText::new("Lazy Gradient")),
            asked: 5,
            time: Some(20_000),
            right: 4,
            points: 1240,
            took: 41_000,
            rev: 2,
            ..Run::default()
        }
    }

    #[test]
    fn what_is_within_limits_stays_as_it_is() {
        assert_eq!(within_limits(run()), run());
        assert_eq!(admitted(run()), Some(run()));
    }

    #[test]
    fn what_comes_admitted_is_made_safe_or_left_out() {
        let text = |raw: &str| Some(SafeText::line(raw));
        let name = text(&format!(" \u{1b}[2J\u{202e}{} ", "x".repeat(50)));
        let safe = admitted(Run { name, pack: SafeText::default(), ..run() }).expect("a run");
        let name = safe.name.expect("a name");
        assert!(SafeText::first_unsafe(&name).is_none() && name.chars().count() <= NAME, "{name:?}");
        assert_eq!(safe.pack.as_str(), "-");
        assert_eq!(admitted(Run { name: text("\t "), ..run() }).expect("a run").name, None);
        let wrong = [
            Run { id: RunId::default(), ..run() },
            Run { right: 6, ..run() },
            Run { asked: 0, ..run() },
            Run { rev: 0, ..run() },
            Run { asked: 21, ..run() },
            Run { points: score::most(4) + 1, ..run() },
            Run { right: 0, points: 1, ..run() },
            Run { took: u64::MAX, ..run() },
            Run { name: text(&"x".repeat(NAME + 1)), ..run() },
            Run { booth: text(&"x".repeat(ID + 1)), ..run() },
            Run { pack: SafeText::new(&"x".repeat(ID + 1)), ..run() },
        ];
        assert!(wrong.into_iter().all(|wrong| admitted(wrong).is_none()));
    }

    #[test]
    fn a_clock_that_was_set_makes_no_ages() {
        let year_2026 = 1_790_000_000_000;
        assert_eq!(age(year_2026, year_2026 - 5000), 5000);
        assert_eq!(age(year_2026, 3000), 0, "it began in 1970, before the clock was set");
        assert_eq!(age(3000, year_2026), 0, "it began in the future");
        assert_eq!(age(i64::MIN, i64::MAX), 0);
    }

    proptest! {
        #[test]
        fn whatever_is_brought_within_limits_may_come_admitted(
            texts in proptest::collection::vec(any::<String>(), 5),
            numbers in any::<(u16, Option<u32>, u16, u32, u64, u32)>(),
        ) {
            let mut texts = texts.iter().map(|text| SafeText::line(text));
            let (event, booth, code, name) = (texts.next(), texts.next(), texts.next(), texts.next());
            let pack = texts.next().unwrap_or_default();
            let (asked, time, right, points, took, rev) = numbers;
            let any = Run { event, booth, code, name, pack, asked, time, right, points, took, rev, ..run() };
            let own = within_limits(any);
            prop_assert_eq!(admitted(own.clone()), Some(own.clone()));
            prop_assert_eq!(within_limits(own.clone()), own);
        }
    }
}
