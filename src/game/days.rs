//! Days in a row, from what was played alone.
//!
//! A day is the date where somebody was. Dates lie: whoever flies east over the date line skips one, and a clock that was
//! set wrong says others. So two games less than a day and a half apart are on days in a row whatever their dates say, and
//! of the games in the order in which they were written down the most are believed whose times only go on. The others were
//! played in between, and fill days on which otherwise nothing was.
//!
//! A day that is missed all the same is bridged by a freeze, if there is one: two are given to begin with, one more for
//! every seven days, and never more than two are kept.

/// When today's questions were answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DailyPlay {
    /// The date where it was, in days since 1970.
    pub day: i64,
    /// The hours since 1970 (UTC), by the same clock.
    pub hour: i64,
}

/// How many days in a row, and what is kept for days that are missed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct InARow {
    pub days: u32,
    pub freezes: u32,
    /// Today is one of them already.
    pub today: bool,
}

/// The most freezes that are kept, and how many are given to begin with.
const FREEZES: u32 = 2;

/// A freeze is given for each so many days.
const WEEK: u32 = 7;

/// So many last games may lie after now: rather they are wrong than now is.
const AHEAD: usize = 3;

/// Two games are on days in a row if no more hours lie between them.
const NIGHT: i64 = 36;

/// The days in a row up to now, of all games in the order in which they were written down, one for each date.
pub fn in_a_row(played: &[DailyPlay], now: DailyPlay) -> InARow {
    let believed = believed(played, now.hour);
    // What was played before the first date that is believed was on the days before it.
    let mut row = InARow { days: 0, freezes: FREEZES, today: false }.with(believed.first().map_or(0, |at| *at as u32));
    let mut last: Option<usize> = None;
    for at in &believed {
        if let Some(before) = last {
            let between = (at - before - 1) as u32;
            row = row.after(missed(played[before], played[*at], played), between);
        }
        row = row.with(1);
        last = Some(*at);
    }
    let Some(last) = last else { return row };
    let since = (played.len() - last - 1) as u32;
    if now.day <= played[last].day {
        return InARow { today: true, ..row };
    }
    // Today is not missed before it is over; what was played on it by a wrong clock counts.
    let missed = missed(played[last], now, played);
    row.after(missed, since).with(since.saturating_sub(missed.dates).min(1))
}

impl InARow {
    fn with(mut self, days: u32) -> Self {
        for _ in 0..days {
            self.days += 1;
            if self.days.is_multiple_of(WEEK) {
                self.freezes = (self.freezes + 1).min(FREEZES);
            }
        }
        self
    }

    /// After some dates in between, on so many of which something was played by a clock that said otherwise.
    fn after(self, missed: MissedDates, played: u32) -> Self {
        let filled = missed.dates.min(played);
        match self.freezes.checked_sub((missed.dates - filled).saturating_sub(missed.excused)) {
            Some(freezes) => Self { freezes, ..self }.with(filled),
            None => Self { days: 0, freezes: FREEZES, today: false },
        }
    }
}

/// The dates between two games.
#[derive(Clone, Copy)]
struct MissedDates {
    dates: u32,
    /// How many of them nobody was awake on, or have a game that was played at another time.
    excused: u32,
}

fn missed(before: DailyPlay, at: DailyPlay, played: &[DailyPlay]) -> MissedDates {
    let dates = u32::try_from(at.day - before.day - 1).unwrap_or(0);
    let between = |other: &&DailyPlay| before.day < other.day && other.day < at.day;
    let excused = match at.hour - before.hour {
        0..=NIGHT => dates,
        _ => played.iter().filter(between).count() as u32,
    };
    MissedDates { dates, excused }
}

/// The places of the most games whose times only go on: the longest increasing subsequence (Fredman 1975,
/// doi:10.1016/0012-365X(75)90103-X), with as little between its times as can be, and rather one of times up to now.
fn believed(played: &[DailyPlay], now: i64) -> Vec<usize> {
    // For each length the ends of the longest chains of it, each at an earlier time than the one before.
    let mut piles: Vec<Vec<usize>> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(played.len());
    let latest =
        |pile: &Vec<usize>, until: i64| pile.get(pile.partition_point(|end| played[*end].hour > until)).copied();
    for (at, own) in played.iter().enumerate() {
        let length = piles.partition_point(|pile| pile.last().is_some_and(|end| played[*end].hour < own.hour));
        before.push(length.checked_sub(1).and_then(|shorter| latest(&piles[shorter], own.hour - 1)));
        if length == piles.len() {
            piles.push(Vec::new());
        }
        piles[length].push(at);
    }
    // Now is one more time: few last games that lie after it are wrong, many such games say that now is wrong.
    let mut longest = piles.iter().rev();
    let up_to_now = longest.clone().take(AHEAD + 1).find_map(|pile| latest(pile, now));
    let last = up_to_now.or_else(|| longest.next().and_then(|pile| pile.first().copied()));
    let mut chain: Vec<usize> = std::iter::successors(last, |at| before[*at]).collect();
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use rand::rngs::ChaCha8Rng;
    use rand::{Rng, SeedableRng};

    use super::*;

    fn on(days: &[i64]) -> Vec<DailyPlay> {
        days.iter().map(|day| DailyPlay { day: *day, hour: day * 24 + 20 }).collect()
    }

    fn of(days: &[i64], today: i64) -> (u32, u32, bool) {
        let InARow { days, freezes, today } = in_a_row(&on(days), DailyPlay { day: today, hour: today * 24 + 23 });
        (days, freezes, today)
    }

    #[test]
    fn days_in_a_row_are_counted_and_missed_ones_bridged() {
        assert_eq!(of(&[], 9), (0, 2, false));
        assert_eq!(of(&[9], 9), (1, 2, true));
        assert_eq!(of(&[7, 8], 9), (2, 2, false), "today is not missed before it is over");
        assert_eq!(of(&[7, 9], 9), (2, 1, true));
        assert_eq!(of(&[6, 9], 9), (2, 0, true));
        assert_eq!(of(&[5, 9], 9), (1, 2, true));
        assert_eq!(of(&[1, 3, 4, 5, 6, 7, 8], 9), (7, 2, false), "a week gives one back");
        assert_eq!(of(&[1, 2, 3], 9), (0, 2, false));
    }

    #[test]
    fn clocks_that_were_set_cost_nothing() {
        assert_eq!(of(&[1, 2, 3, 400, 5], 5), (5, 2, true), "ahead");
        assert_eq!(of(&[1, 2, 3, -20_000, 5], 5), (5, 2, true), "back");
        assert_eq!(of(&[1, 2, 400, 401, 5, 6], 6), (6, 2, true), "ahead for two days");
        assert_eq!(of(&[1, 2, 3, 4], -7), (4, 2, true), "back now");
    }

    /// A traveller plays once on each date they are awake on, wherever they are and whatever their clock says.
    #[test]
    fn travellers_lose_no_day_and_none_is_counted_twice() {
        for seed in 0..1000 {
            let mut rng = ChaCha8Rng::seed_from_u64(seed);
            let mut below = |n: u32| i64::from(rng.next_u32() % n);
            // Around the leap day of 2028, among others.
            let (mut date, mut zone, mut utc) = (21_200 + below(200), below(27) - 12, 0);
            let (mut played, mut days) = (Vec::<DailyPlay>::new(), 0);
            for _ in 0..60 {
                date += 1;
                if below(10) == 0 {
                    zone = below(27) - 12;
                }
                // They play by day; a date that is over when they land they do not have.
                let hour_of = |date: i64, hour: i64| date * 24 + hour - zone;
                let mut hour = hour_of(date, 8 + below(14));
                if hour < utc + 8 {
                    date += 1;
                    hour = hour_of(date, 8 + below(14));
                }
                utc = hour;
                // Now and then a clock is wrong, for one game; not in the first days, when nothing speaks against it.
                let wrong = played.len() > 5 && below(12) == 0;
                let wrong = if wrong { [-1, 1][below(2) as usize] * (4 + below(400)) } else { 0 };
                let now = DailyPlay { day: date + wrong, hour: utc + wrong * 24 };
                // Of each date the first game counts: there is no second.
                if played.iter().all(|at| at.day != now.day) {
                    played.push(now);
                    days += 1;
                }
            }
            let row = in_a_row(&played, DailyPlay { day: date, hour: utc });
            assert_eq!(row.days, days, "{seed}: {played:?}");
        }
    }
}
