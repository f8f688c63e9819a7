//! Tables for spreadsheets: CSV (RFC 4180) as those of a language read it without being asked.

use super::Lang;

/// Rows as CSV. It begins with a byte order mark, without which spreadsheets take it for another encoding; where a comma
/// stands in numbers, cells are parted by semicolons.
pub(crate) fn csv<C: AsRef<[u8]>>(rows: impl IntoIterator<Item = impl IntoIterator<Item = C>>, lang: Lang) -> String {
    let separator = match lang {
        Lang::En => b',',
        Lang::Fr => b';',
    };
    let mut writer = ::csv::WriterBuilder::new().delimiter(separator).from_writer(Vec::new());
    for row in rows {
        // Memory does not refuse to be written to, and all rows have one length.
        let _ = writer.write_record(row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{feff}{}", String::from_utf8(bytes).unwrap_or_default())
}

/// A number with `digits` digits behind its point or comma, as a spreadsheet can compute with it.
pub(crate) fn number(x: f64, digits: usize, lang: Lang) -> String {
    let number = format!("{x:.digits$}");
    match lang {
        Lang::En => number,
        Lang::Fr => number.replace('.', ","),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_its_separator_and_its_point() {
        let table = |lang| csv([["a", "b,c"], ["d;e", &number(-1.25, 1, lang)]], lang);
        assert_eq!(table(Lang::En), "\u{feff}a,\"b,c\"\nd;e,-1.2\n");
        assert_eq!(table(Lang::Fr), "\u{feff}a;b,c\n\"d;e\";-1,2\n");
    }
}
