//! Numbers as each language writes them.

use crate::text::{Lang, slice};

/// A number that is written with a point, with the language's own sign in its place.
pub(super) fn written(text: String, lang: Lang) -> String {
    match lang {
        Lang::En => text,
        Lang::Fr => text.replace('.', ","),
    }
}

pub(crate) fn decimal(number: f64, lang: Lang) -> String {
    written(number.to_string(), lang)
}

/// A number in four significant digits, as the language writes it: for what was computed.
pub(crate) fn brief(number: f64, lang: Lang) -> String {
    let size = number.abs();
    let text = match size {
        // What arithmetic leaves where nothing should be.
        size if size < 1e-9 => "0".to_owned(),
        size if !(1e-4..1e6).contains(&size) => format!("{size:.1e}"),
        size => {
            let decimals = (3.0 - size.log10().floor()).max(0.0) as usize;
            let text = format!("{size:.decimals$}");
            if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
        }
    };
    let sign = if number < 0.0 && text != "0" { "−" } else { "" };
    written(format!("{sign}{text}"), lang)
}

/// A number with so many decimals, as the language writes it.
pub(crate) fn fixed(number: f64, decimals: usize, lang: Lang) -> String {
    written(format!("{number:.decimals$}"), lang)
}

/// A count, its thousands apart as the language writes them.
pub(crate) fn count(number: usize, lang: Lang) -> String {
    let digits = number.to_string();
    let between = match lang {
        Lang::En => ",",
        Lang::Fr => "\u{a0}",
    };
    let groups: Vec<&str> = (0..digits.len().div_ceil(3))
        .rev()
        .map(|group| slice(&digits, digits.len().saturating_sub(3 * group + 3)..digits.len() - 3 * group))
        .collect();
    groups.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn computed_numbers_are_short() {
        let said = |number| brief(number, Lang::En);
        let numbers = [2.2000000000000006, -6.912, 0.28284, 2.048, 123_456.7, 1e9, 4e-7, -1e-17, 40.0];
        assert_eq!(numbers.map(said), ["2.2", "−6.912", "0.2828", "2.048", "123457", "1.0e9", "4.0e-7", "0", "40"]);
        assert_eq!(brief(-0.5, Lang::Fr), "−0,5");
    }
}
