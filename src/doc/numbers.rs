//! Numbers as readers of a language write them.

use crate::maths::Interval;
use crate::text::Lang;

/// A share between 0 and 1, in whole percent; halves go up, as people round.
pub(crate) fn percent(share: f64, lang: Lang) -> String {
    format!("{:.0}{}", (share * 100.0).round(), sign(lang))
}

pub(crate) fn range(interval: Interval, lang: Lang) -> String {
    format!("{:.0}–{:.0}{}", (interval.low * 100.0).round(), (interval.high * 100.0).round(), sign(lang))
}

/// A share between 0 and 1, in tenths of a percent.
pub(crate) fn tenths(share: f64, lang: Lang) -> String {
    decimal(share * 100.0, 1, lang) + sign(lang)
}

fn sign(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "%",
        Lang::Fr => "\u{a0}%",
    }
}

/// With `digits` after the point.
pub(crate) fn decimal(x: f64, digits: usize, lang: Lang) -> String {
    let number = format!("{x:.digits$}").replace('-', "−");
    match lang {
        Lang::En => number,
        Lang::Fr => number.replace('.', ","),
    }
}

/// A time in seconds, to the tenth.
pub(crate) fn seconds(x: f64, lang: Lang) -> String {
    decimal(x, 1, lang) + "\u{a0}s"
}

/// By how many points of a hundred a share grew.
pub(crate) fn points(gain: f64) -> String {
    let points = (gain * 100.0).round();
    match points {
        0.0 => "0".to_owned(),
        points if points > 0.0 => format!("+{points:.0}"),
        points => format!("−{:.0}", points.abs()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_language_has_its_own_signs() {
        assert_eq!((percent(0.683, Lang::En).as_str(), percent(1.0, Lang::Fr).as_str()), ("68%", "100\u{a0}%"));
        assert_eq!(range(Interval { low: 0.0, high: 0.125 }, Lang::Fr), "0–13\u{a0}%");
        assert_eq!((decimal(-0.123, 2, Lang::Fr).as_str(), seconds(7.25, Lang::En).as_str()), ("−0,12", "7.2\u{a0}s"));
        assert_eq!([0.2, -0.034, 0.001, -0.001].map(points), ["+20", "−3", "0", "0"]);
    }
}
