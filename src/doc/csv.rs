//! The tables of a document as CSV: shares from 0 to 1, and an empty cell where there is no number.

use super::{Doc, DocCell, DocFormat, Passage};
use crate::text::{Lang, spreadsheet};

pub(super) fn doc(doc: &Doc, lang: Lang) -> String {
    let mut rows: Vec<Vec<String>> = Vec::new();
    for block in doc.sections.iter().flat_map(|section| section.blocks(DocFormat::Csv)) {
        let Passage::Table(table) = block else { continue };
        let columns = table.columns(DocFormat::Csv);
        rows.push(columns.iter().map(|(_, column)| guarded(&column.head.plain())).collect());
        rows.extend(table.rows.iter().map(|row| columns.iter().map(|(at, _)| cell(&row.cells[*at], lang)).collect()));
    }
    spreadsheet::csv(rows, lang)
}

fn cell(cell: &DocCell, lang: Lang) -> String {
    let number = |x: &Option<f64>, digits| x.map_or_else(String::new, |x| spreadsheet::number(x, digits, lang));
    match cell {
        DocCell::Count(n) => n.to_string(),
        DocCell::Share(x) | DocCell::Gain(x) | DocCell::Real(x) => number(x, 3),
        DocCell::Seconds(x) => number(x, 1),
        other => guarded(&other.plain(lang)),
    }
}

/// A text that no spreadsheet takes for a formula: after an apostrophe it is text (OWASP, CSV injection).
pub(crate) fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        assert_eq!(guarded("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!([guarded("+1"), guarded("-1"), guarded("@x")].concat(), "'+1'-1'@x");
        assert_eq!(guarded("a=b"), "a=b");
    }
}
