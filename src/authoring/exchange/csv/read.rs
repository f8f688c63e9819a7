//! Reads a table, row by row, however long it is.

use super::{BETWEEN, unguarded};
use crate::authoring::exchange::folded_text;
use crate::authoring::exchange::found::{
    ForeignChoice, ForeignContent, ForeignContext, ForeignDomain, ForeignQuestion, ForeignSense, ForeignTerm,
};
use crate::authoring::exchange::losses::Reason;
use crate::authoring::exchange::rich::Rich;
use crate::pack::read::DEFAULT_DOMAINS;
use crate::text::Lang;

/// How the line begins in which a spreadsheet says what separates the cells.
const SEPARATOR: &str = "sep=";

/// What separates the cells: the sign that the first line names, else the one that parts it into most of them.
pub(crate) fn dialect(head: &str) -> u8 {
    let line = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let said = line.trim_start_matches('\u{feff}').strip_prefix(SEPARATOR).map(str::as_bytes);
    if let Some(&[b @ (b'\t' | b' '..=b'~')]) = said {
        return b;
    }
    let count = |separator: u8| line.bytes().filter(|b| *b == separator).count();
    // Of equals, the last counts: a comma rather than a semicolon.
    [b'\t', b';', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

pub(crate) fn is_separator(cell: &str) -> bool {
    cell.trim_start_matches('\u{feff}').strip_prefix(SEPARATOR).is_some_and(|sign| sign.len() < 2)
}

/// The most columns: forms with a column for each answer have hundreds.
const COLUMNS_MAX: usize = 1000;
/// The most domains that columns may name. A pack has four; which of them are asked is only known in the end.
const DOMAINS_MAX: usize = 24;

#[derive(Debug, Clone, PartialEq, Eq)]
enum CsvColumn {
    Known(Known),
    Gloss(usize),
    Remark(usize),
    Source(usize),
    Other,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    Id,
    Term,
    TermId,
    Kind,
    Title,
    CodeLanguage,
    FirstLine,
    Text,
    Key,
    Level,
    Tell,
    Explanation,
    Tags,
    Language,
}

/// The columns of a question, without those of the domains, in the order in which we write them: the names that each
/// may have in a file, ours first.
pub(super) const NAMES: [(Known, &[&str]); 14] = [
    (Known::Id, &["id"]),
    (Known::Term, &["term", "word", "terme", "mot"]),
    (Known::TermId, &["term_id"]),
    (Known::Kind, &["kind", "genre"]),
    (Known::Title, &["title", "titre"]),
    (Known::CodeLanguage, &["code_language"]),
    (Known::FirstLine, &["first_line"]),
    (Known::Text, &["text", "context", "question", "texte", "contexte"]),
    (Known::Key, &["key", "answer", "right", "domain", "cle", "reponse", "domaine"]),
    (Known::Level, &["level", "niveau"]),
    (Known::Tell, &["tell", "tells", "indice"]),
    (Known::Explanation, &["explanation", "explication"]),
    (Known::Tags, &["tags", "tag"]),
    (Known::Language, &["language", "lang", "langue"]),
];

pub(crate) struct TableReader {
    columns: Vec<CsvColumn>,
    domains: Vec<String>,
    language: Option<Lang>,
    found: ForeignContent,
}

impl TableReader {
    /// Begins a table with its headings. Without a column for texts or one for keys, no row can be read: fails with
    /// what was found, which is all there is to say about such a file.
    pub(crate) fn new<'c>(headings: impl Iterator<Item = &'c str>) -> Result<Self, Box<ForeignContent>> {
        let mut table =
            Self { columns: Vec::new(), domains: Vec::new(), language: None, found: ForeignContent::default() };
        let (mut others, mut twice) = (Vec::new(), Vec::new());
        let headings: Vec<&str> = headings.collect();
        if headings.len() > COLUMNS_MAX {
            table.found.losses.add(Reason::ManyColumns, 1, &headings.len().to_string());
            return Err(Box::new(table.found));
        }
        for heading in headings {
            let column = table.column(heading);
            if column == CsvColumn::Other && !heading.trim().is_empty() {
                others.push(heading);
            } else if column != CsvColumn::Other && table.columns.contains(&column) {
                twice.push(heading);
            }
            table.columns.push(column);
        }
        for (known, name) in [(Known::Text, "text"), (Known::Key, "key")] {
            if !table.columns.contains(&CsvColumn::Known(known)) {
                table.found.losses.add(Reason::NoColumn, 1, name);
            }
        }
        for domain in &table.domains {
            table.found.domains.push(ForeignDomain {
                id: domain.clone(),
                name: shown(domain),
                ..ForeignDomain::default()
            });
        }
        if !table.found.losses.is_empty() {
            return Err(Box::new(table.found));
        }
        others.iter().for_each(|heading| table.found.losses.add(Reason::OtherColumn, 1, heading));
        twice.iter().for_each(|heading| table.found.losses.add(Reason::ColumnTwice, 1, heading));
        Ok(table)
    }

    fn column(&mut self, heading: &str) -> CsvColumn {
        let heading = folded_text(unguarded(heading).trim_start_matches('\u{feff}'));
        if let Some((known, _)) = NAMES.iter().find(|(_, names)| names.contains(&heading.as_str())) {
            return CsvColumn::Known(*known);
        }
        let Some((name, domain)) = heading.split_once('_').filter(|(_, domain)| !domain.is_empty()) else {
            return CsvColumn::Other;
        };
        let make = match name {
            "gloss" => CsvColumn::Gloss,
            "remark" => CsvColumn::Remark,
            "source" => CsvColumn::Source,
            _ => return CsvColumn::Other,
        };
        let at = self.domains.iter().position(|known| known == domain);
        if at.is_none() && self.domains.len() == DOMAINS_MAX {
            return CsvColumn::Other;
        }
        make(at.unwrap_or_else(|| {
            self.domains.push(domain.to_owned());
            self.domains.len() - 1
        }))
    }

    /// Reads a row that begins in a line, from 1.
    pub(crate) fn row<'c>(&mut self, line: usize, cells: impl Iterator<Item = &'c str>) {
        let cells: Vec<&str> = cells.map(unguarded).collect();
        let cell = |wanted: &CsvColumn| {
            let at = self.columns.iter().position(|column| column == wanted)?;
            cells.get(at).copied().filter(|cell| !cell.trim().is_empty())
        };
        let known = |known: Known| cell(&CsvColumn::Known(known)).map(str::to_owned);
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let text = known(Known::Text).unwrap_or_default();
        let key = known(Known::Key).unwrap_or_default();
        let mut losses = Vec::new();
        let extra: Vec<&str> =
            cells.iter().skip(self.columns.len()).copied().filter(|cell| !cell.trim().is_empty()).collect();
        if !extra.is_empty() {
            losses.push((Reason::ExtraCells, extra.join(" | ")));
        }
        let language = known(Known::Language);
        let said = language.as_deref().and_then(|language| Lang::from_locale(language.trim()));
        losses.extend(language.filter(|_| said.is_none()).map(|language| (Reason::BadLanguage, language)));
        if let Some(said) = said
            && *self.language.get_or_insert(said) != said
        {
            return self.found.losses.add(Reason::OtherLanguage, line, &text);
        }
        let (id, name) = (known(Known::TermId), known(Known::Term));
        let term = id.clone().or_else(|| name.clone());
        if let (Some(id), Some(name)) = (id, name)
            && self.found.terms.last().is_none_or(|last| last.id != id)
        {
            self.found.terms.push(ForeignTerm { id, name });
        }
        let right = rights(&key, &self.domains);
        let mut choices: Vec<ForeignChoice> = Vec::new();
        let mut remarks = Vec::new();
        for (at, domain) in self.domains.iter().enumerate() {
            let (gloss, remark) = (cell(&CsvColumn::Gloss(at)), cell(&CsvColumn::Remark(at)));
            if let (Some(gloss), Some(term)) = (gloss, &term) {
                let (gloss, source) = (gloss.to_owned(), cell(&CsvColumn::Source(at)).map(str::to_owned));
                // A term says the same in each of its rows.
                let sense = ForeignSense { line, term: term.clone(), domain: domain.clone(), gloss, source };
                let recent = self.found.senses.iter().rev().take(4 * self.domains.len());
                let again = |own: &ForeignSense| {
                    (&own.term, &own.domain, &own.gloss) == (&sense.term, &sense.domain, &sense.gloss)
                };
                if !recent.into_iter().any(again) && self.found.senses.len() < 4 * crate::pack::QUESTIONS_MAX {
                    self.found.senses.push(sense);
                }
            }
            let is_right = right.iter().any(|right| is(right, domain));
            let remark = remark.map(str::to_owned);
            match remark {
                remark if gloss.is_some() || is_right => {
                    choices.push(ForeignChoice { text: domain.clone(), right: is_right, remark });
                }
                remark => remarks.extend(remark.map(|remark| (domain.clone(), remark))),
            }
        }
        let others = right.iter().filter(|right| !self.domains.iter().any(|domain| is(right, domain)));
        choices.extend(others.map(|text| ForeignChoice { text: text.clone(), right: true, remark: None }));
        let kind = known(Known::Kind).map(|kind| kind.trim().to_lowercase());
        let code = known(Known::CodeLanguage);
        let code = code.or_else(|| kind.as_deref().filter(|kind| *kind == "code").map(|_| "text".to_owned()));
        losses.extend(kind.filter(|kind| kind != "log" && kind != "code").map(|kind| (Reason::BadKind, kind)));
        let first = known(Known::FirstLine);
        let number = first.as_deref().and_then(|first| first.trim().parse().ok()).filter(|n| (1..=99_980).contains(n));
        losses.extend(first.filter(|_| number.is_none()).map(|first| (Reason::BadFirst, first)));
        let context = ForeignContext { title: known(Known::Title), language: code.clone(), first: number };
        // A table without such columns says nothing about its contexts.
        let declared = self.columns.contains(&CsvColumn::Known(Known::Kind)) || code.is_some();
        let list = |text: Option<String>| {
            let parts: Vec<String> = text.iter().flat_map(|text| text.split(BETWEEN)).map(str::to_owned).collect();
            parts.into_iter().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>()
        };
        let question = ForeignQuestion {
            line,
            title: known(Known::Id),
            is_id: true,
            term,
            text: match code {
                Some(language) => Rich::code(Some(&language), &text),
                None if declared => Rich::plain(&text),
                None => Rich::markdown(&text),
            },
            choices,
            remarks,
            explanation: known(Known::Explanation),
            tells: list(known(Known::Tell)),
            // What is no number is no level either, and is said to be none.
            level: known(Known::Level).map(|level| level.trim().parse().unwrap_or(0)),
            tags: list(known(Known::Tags)),
            context: declared.then_some(context),
            path: Vec::new(),
            losses,
        };
        self.found.question(question);
    }

    pub(crate) fn end(mut self) -> ForeignContent {
        self.found.header.language = self.language.map(|lang| lang.code().to_owned());
        self.found
    }
}

/// What players see of the usual domains, whose ids are in small letters.
fn shown(domain: &str) -> String {
    if domain == "ml" { "ML".to_owned() } else { domain.to_owned() }
}

fn is(word: &str, domain: &str) -> bool {
    crate::authoring::exchange::domains::split(word).0.to_lowercase() == domain.to_lowercase()
}

/// The right domains of a cell: one name, or several with a comma, a sign or blanks between them.
fn rights(cell: &str, domains: &[String]) -> Vec<String> {
    let cell = cell.trim();
    if cell.is_empty() || domains.iter().any(|domain| is(cell, domain)) {
        return Some(cell.to_owned()).filter(|cell| !cell.is_empty()).into_iter().collect();
    }
    let signs = |c: char| ",;|/+&\n".contains(c);
    let parts: Vec<&str> = cell.split(signs).map(str::trim).filter(|part| !part.is_empty()).collect();
    let words: Vec<&str> = cell.split_whitespace().collect();
    let all_known = words.iter().all(|word| {
        domains.iter().any(|domain| is(word, domain)) || DEFAULT_DOMAINS.contains(&word.to_lowercase().as_str())
    });
    let parts = if parts.len() == 1 && all_known { words } else { parts };
    parts.into_iter().map(str::to_owned).collect()
}
