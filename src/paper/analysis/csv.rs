//! The questions as CSV: a row each, shares from 0 to 1.

use super::Report;
use crate::analysis::Item;
use crate::text::spreadsheet;

/// The whole table. Headings are in the language of the words.
pub(super) fn report(report: &Report) -> String {
    let said = report.said();
    let pack = report.analysis.pack;
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut heads: Vec<String> = [
        &said.question,
        &said.term,
        &said.key,
        &said.level,
        &said.context,
        &said.n,
        &said.right,
        &said.share,
        &said.low,
        &said.high,
    ]
    .map(|head| guarded(head))
    .into();
    heads.extend(pack.domain_ids().map(|id| guarded(&pack.domain(id).id)));
    heads.extend(
        [
            &said.none,
            &said.seconds,
            &said.both_votes,
            &said.first_vote,
            &said.second_vote,
            &said.gain,
            &said.games_of,
            &said.discrimination,
            &said.looks,
        ]
        .map(|head| guarded(head)),
    );
    rows.push(heads);
    rows.extend(report.analysis.items.iter().map(|item| row(report, item)));
    spreadsheet::csv(rows, report.lang())
}

fn row(report: &Report, item: &Item) -> Vec<String> {
    let pack = report.analysis.pack;
    let (term, question) = pack.at(item.place);
    let key: Vec<&str> = item.key.iter().map(|id| pack.domain(id).id.as_str()).collect();
    let number = |x: Option<f64>, digits| {
        // Nothing is an empty cell.
        x.map_or_else(String::new, |x| spreadsheet::number(x, digits, report.lang()))
    };
    let share = |share| number(share, 3);
    let mut row = vec![
        guarded(&question.id),
        guarded(term.name.get(report.lang())),
        guarded(&key.join(" ")),
        report.level(question.level).to_owned(),
        question.context.kind().to_owned(),
        item.voices.n().to_string(),
        item.voices.of(item.key).to_string(),
        share(item.share()),
        // Where all said the same, there is none, as in the other formats.
        share(Some(item.interval.low).filter(|_| item.interval.width() > 0.0)),
        share(Some(item.interval.high).filter(|_| item.interval.width() > 0.0)),
    ];
    row.extend(item.voices.said.iter().map(u64::to_string));
    let talked = item.talked.as_ref();
    row.extend([
        item.voices.none.to_string(),
        number(item.seconds, 1),
        talked.map_or_else(String::new, |(first, _)| first.n().to_string()),
        share(talked.and_then(|(first, _)| first.share(item.key))),
        share(talked.and_then(|(_, second)| second.share(item.key))),
        share(item.gain()),
        item.games.to_string(),
        number(item.discrimination, 3),
        guarded(&report.looks(item).join(" ")),
    ]);
    row
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
