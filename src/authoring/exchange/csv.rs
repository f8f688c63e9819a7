//! A pack as a table, a question a row; and any table with such columns as a pack.
//! A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP has it for CSV injection
//! (<https://owasp.org/www-community/attacks/CSV_Injection>). Reading takes it away again; so that nothing else loses an
//! apostrophe of its own, a text that looks as if it had got one gets one more.

mod read;

pub(crate) use self::read::{TableReader, dialect, is_separator};
use super::losses::{Losses, Reason};
use super::plain::{self, PlainContext};
use crate::pack::read::DEFAULT_DOMAINS;
use crate::pack::{Pack, QuestionRef};
use crate::text::{Lang, SafeText, spreadsheet};

/// The columns of a domain, each followed by `_` and its id.
const DOMAIN_COLUMNS: [&str; 3] = ["gloss", "remark", "source"];

/// What stands between the texts of one cell that holds several: a line feed, which none of them has.
pub(crate) const BETWEEN: &str = "\n";

/// A pack in one language as a table, for the spreadsheets of a language that may be another.
pub fn write(pack: &Pack, lang: Lang, reader: Lang, losses: &mut Losses) -> String {
    let ids: Vec<&str> = pack.header.domains.iter().map(|domain| domain.id.as_str()).collect();
    let of_domains = |name: &str| ids.iter().map(|id| format!("{name}_{id}")).collect::<Vec<_>>();
    let heading = read::NAMES.iter().map(|(_, names)| names[0].to_owned());
    let mut rows: Vec<Vec<String>> = vec![heading.chain(DOMAIN_COLUMNS.into_iter().flat_map(of_domains)).collect()];
    for place in plain::questions(pack, lang, losses) {
        rows.push(row(pack, place, lang, losses).iter().map(|cell| guarded(cell)).collect());
    }
    header(pack, lang, losses);
    plain::allowed(pack, losses);
    spreadsheet::csv(rows, reader)
}

fn row(pack: &Pack, place: QuestionRef, lang: Lang, losses: &mut Losses) -> Vec<String> {
    let (term, question) = pack.at(place);
    let PlainContext { text, title, language, first } = plain::of(question, lang, losses);
    let tags: Vec<&str> = question.tags.iter().map(SafeText::as_str).collect();
    let tells: Vec<&str> = question.tells(lang);
    let mut row = vec![
        question.id.to_string(),
        term.name.get(lang).to_owned(),
        term.id.to_string(),
        if language.is_some() { "code" } else { "log" }.to_owned(),
        title.unwrap_or_default().to_owned(),
        language.unwrap_or_default().to_owned(),
        first.map(|first| first.to_string()).unwrap_or_default(),
        text,
        pack.ids(question.key).join(" "),
        (question.level as u8 + 1).to_string(),
        tells.join(BETWEEN),
        question.explanation.get(lang).to_owned(),
        tags.join(BETWEEN),
        lang.code().to_owned(),
    ];
    let sense = |domain| term.sense(domain);
    let gloss = |domain| sense(domain).map_or("", |sense| sense.gloss.get(lang)).to_owned();
    row.extend(pack.domain_ids().map(gloss));
    let remark = |domain| question.remark(domain).map_or("", |remark| remark.get(lang)).to_owned();
    row.extend(pack.domain_ids().map(remark));
    let source = |domain| sense(domain).and_then(|sense| sense.source.as_ref()).map_or("", |source| source.get(lang));
    row.extend(pack.domain_ids().map(source).map(str::to_owned));
    row
}

fn header(pack: &Pack, lang: Lang, losses: &mut Losses) {
    let header = &pack.header;
    losses.add(Reason::Header, 0, &format!("{}, {}", header.id, header.title.get(lang)));
    for domain in &header.domains {
        let (id, name) = (domain.id.as_str(), domain.name.get(lang));
        if !DEFAULT_DOMAINS.contains(&id) {
            let said = format!("{id}: {name}, {}, {}", domain.letter, domain.colour.name());
            losses.add(Reason::Header, 0, &said);
        }
    }
}

/// What a spreadsheet takes for the beginning of a formula, and what is like it to some of them.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];

fn guarded(cell: &str) -> String {
    let inner = cell.strip_prefix('\'').unwrap_or(cell);
    let formula = inner.starts_with(FORMULA) || (inner.len() < cell.len() && inner.starts_with('\''));
    if formula { format!("'{cell}") } else { cell.to_owned() }
}

fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(inner) if inner.starts_with(FORMULA) || inner.starts_with('\'') => inner,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        assert_eq!(guarded("=HYPERLINK(\"x\")"), "'=HYPERLINK(\"x\")");
        assert_eq!((guarded("-1").as_str(), guarded("'=x").as_str(), guarded("'t").as_str()), ("'-1", "''=x", "'t"));
        assert_eq!(guarded("a = b"), "a = b");
    }

    proptest! {
        #[test]
        fn a_cell_comes_back_as_it_was(cell in "['=+@\t\r－-]{0,4}[a-z ']{0,3}") {
            prop_assert!(!guarded(&cell).starts_with(FORMULA));
            let guard = guarded(&cell);
            prop_assert_eq!(unguarded(&guard), cell);
        }
    }
}
