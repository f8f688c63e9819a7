//! Puts a pack together from its files, and checks what ties the parts to one another. Every fault at once.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::DeTable;

use super::read::{self, RawQuestion, RawTerm};
use super::{DomainId, Header, Pack, QUESTIONS_MAX, Term};
use crate::context::{SMALLEST_ROOM, Scene};
use crate::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::read::{Fetch, Keys, Reading, heading_at, is_listed};
use crate::text::SafeText;

/// What came of reading a pack.
#[derive(Debug, Default)]
pub struct Checked {
    /// The pack, where it has no error.
    pub pack: Option<Pack>,
    /// The faults, in the order of the files and of the places in them.
    pub faults: Vec<Diagnostic>,
    /// So many more faults than are listed.
    pub more: usize,
}

impl Checked {
    /// Whether one of the faults is more than a warning.
    pub fn has_errors(&self) -> bool {
        self.faults.iter().any(|fault| fault.severity == Severity::Error)
    }
}

/// Reads and checks a pack: the file with its header first, then the other files of its folder. A `thorough` check
/// looks at pictures whole; without it, they are only told to be there.
pub fn check(sources: &[Source], fetch: &Fetch, thorough: bool) -> Checked {
    let mut reading = Reading::new(fetch);
    reading.thorough = thorough;
    let mut header: Option<Header> = None;
    let mut terms = Vec::new();
    for (file, source) in sources.iter().enumerate() {
        (reading.file, reading.source) = (file, &source.text);
        if source.text.trim().is_empty() {
            reading.push(reading.fault(Code::EmptyFile, 0..0));
            reading.mute(&[Code::NoTerms]);
            if file == 0 {
                break;
            }
            continue;
        }
        let table = parse(source, &mut reading);
        let mut keys = Keys::new(table.get_ref(), 0..0);
        if file == 0 {
            let has = |key: &str| table.get_ref().contains_key(key);
            if has("term") && !["format", "id", "title", "languages"].into_iter().any(has) {
                reading.push(reading.fault(Code::NoHeader, 0..0));
                break;
            }
            header = read::header(&mut keys, &mut reading);
        }
        let Some(header) = &header else { break };
        terms.extend(read::terms(&mut keys, &header.domains, &mut reading));
        for meant in keys.finish(&mut reading) {
            match meant.as_str() {
                "term" => reading.mute(&[Code::NoTerms]),
                "domain" => {
                    reading.faults.retain(|fault| !read::UNJUDGED.contains(&fault.code));
                    reading.mute(&read::UNJUDGED);
                }
                _ => {}
            }
        }
    }
    if let Some(header) = &header {
        links(&terms, header, &mut reading);
    }
    let mut faults = reading.faults;
    faults.sort_by_key(|fault| (fault.place.file, fault.place.span.start));
    let refused = faults.iter().any(|fault| fault.severity == Severity::Error);
    let pack = header.filter(|_| !refused).map(|header| assemble(header, terms));
    Checked { pack, faults, more: reading.more }
}

/// Reads no more than the header of a pack, for lists of packs.
pub fn header(source: &Source) -> Option<Header> {
    let fetch = |_: &str, _| Err((Code::NoDataFile, SafeText::default()));
    let mut reading = Reading::new(&fetch);
    // The header ends where the first term begins; the rest need not even be parsed.
    let end = source.text.find("\n[[term").map_or(source.text.len(), |at| at + 1);
    let table = DeTable::parse(&source.text[..end]).ok()?;
    let header = read::header(&mut Keys::new(table.get_ref(), 0..0), &mut reading)?;
    reading.faults.is_empty().then_some(header)
}

fn parse<'s>(source: &'s Source, reading: &mut Reading) -> toml::Spanned<DeTable<'s>> {
    let (table, errors) = DeTable::parse_recoverable(&source.text);
    if !errors.is_empty() {
        reading.mute(&TORN);
    }
    let mut lines = Vec::new();
    // So far what follows from a heading in single brackets was looked at.
    let mut follows = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let at = span.start.min(source.text.len());
        let start = source.text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        if error.message() == "duplicate key" {
            let single = single_brackets(&source.text, start);
            if !single.is_empty() {
                single.into_iter().for_each(|span| reading.single_brackets(span));
                follows = Some(at);
                continue;
            }
            // Below such a heading, whatever stood below the first one of its name seems to be there twice.
            follows = follows.filter(|from| {
                let between = source.text.get(*from..start).unwrap_or_default().match_indices('\n');
                !between.into_iter().any(|(end, _)| heading_at(&source.text, from + end + 1).is_some())
            });
            if let Some(from) = &mut follows {
                *from = at;
                continue;
            }
        }
        // What goes wrong further on in a line that went wrong is seldom news.
        if lines.contains(&start) {
            continue;
        }
        lines.push(start);
        let line = source.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        reading.push(syntax_fault(error.message(), span, line, start, reading));
    }
    table
}

/// Of a heading that seems to be there twice and the one of its name before, those in single brackets; empty where a line
/// is none, or double ones do not belong there, or stand there.
fn single_brackets(text: &str, start: usize) -> Vec<Range<usize>> {
    /// In so many bytes the one before is looked for.
    const NEAR: usize = 1 << 16;
    let Some((span, name)) = heading_at(text, start).filter(|(_, name)| is_listed(name)) else { return Vec::new() };
    let near = (start.saturating_sub(NEAR)..start).find_map(|from| text.get(from..start)).unwrap_or_default();
    let starts = near.rmatch_indices('\n').map(|(at, _)| start - near.len() + at + 1).chain([start - near.len()]);
    let mut headings = starts.filter(|at| *at < start).filter_map(|at| heading_at(text, at));
    let before = headings.find(|(_, other)| *other == name).map(|(span, _)| span);
    let single = |span: &Range<usize>| !text[span.clone()].starts_with("[[");
    before.into_iter().chain([span]).filter(single).collect()
}

/// Faults that a file which did not parse whole seems to have, and may not.
const TORN: [Code; 10] = [
    Code::MissingKey,
    Code::MissingLanguage,
    Code::FewSenses,
    Code::NoTerms,
    Code::ContextCount,
    Code::SenseNotAsked,
    Code::DomainWithoutSense,
    Code::TellNotFound,
    Code::TooManyRows,
    Code::TooWide,
];

/// What is wrong with a line, in words for people who do not know TOML where we can tell.
fn syntax_fault(message: &str, span: Range<usize>, line: &str, start: usize, reading: &Reading) -> Diagnostic {
    let key = line.trim_start().trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let value = line.split_once('=').map_or("", |(_, value)| value.trim_start());
    if let (true, Some(at)) = (key.trim_start().starts_with(':'), line.find(':')) {
        return reading.fault(Code::Colon, start + at..start + at + 1);
    }
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '“' | '”' | '„' | '«' | '‘' | '’')) {
        let at = start + line.find(quote).unwrap_or(0);
        return reading.fault(Code::CurlyQuotes, at..at + quote.len_utf8());
    }
    reading.fault(Code::Syntax, span).arg("reason", message.lines().next().unwrap_or_default())
}

/// Checks what no part can know alone: ids, senses that are asked, keys that have a sense, tells that are there.
fn links(terms: &[RawTerm], header: &Header, reading: &mut Reading) {
    if terms.is_empty() {
        reading.file = 0;
        reading.push(reading.fault(Code::NoTerms, 0..0));
    }
    let count: usize = terms.iter().map(|term| term.questions.len()).sum();
    if count > QUESTIONS_MAX {
        reading.file = 0;
        reading.push(reading.fault(Code::TooManyQuestions, 0..0).arg("found", count).arg("max", QUESTIONS_MAX));
        return;
    }
    let mut term_ids: Seen = HashMap::new();
    let mut question_ids: Seen = HashMap::new();
    for term in terms {
        reading.file = term.file;
        unique(&term.id.0, &term.id.1, &mut term_ids, reading);
        senses(term, header, reading);
        for raw in &term.questions {
            unique(&raw.question.id, &raw.id_span, &mut question_ids, reading);
            question(term, raw, header, reading);
        }
    }
}

/// Ids, and where each was seen first.
type Seen<'a> = HashMap<&'a str, (usize, Range<usize>)>;

fn unique<'a>(id: &'a str, span: &Range<usize>, seen: &mut Seen<'a>, reading: &mut Reading) {
    match seen.get(id) {
        Some((file, first)) => {
            let fault = reading.fault(Code::Duplicate, span.clone()).arg("found", id).also(*file, first.clone());
            reading.push(fault);
        }
        None => drop(seen.insert(id, (reading.file, span.clone()))),
    }
}

fn senses(term: &RawTerm, header: &Header, reading: &mut Reading) {
    let name = |domain: DomainId| header.domains[usize::from(domain.0)].id.clone();
    if term.senses.len() < 2 && term.senses_whole {
        let found = term.senses.len();
        reading.push(reading.fault(Code::FewSenses, term.id.1.clone()).arg("term", &term.id.0).arg("found", found));
    }
    for (i, (sense, span)) in term.senses.iter().enumerate() {
        if let Some((_, first)) = term.senses[..i].iter().find(|(other, _)| other.domain == sense.domain) {
            let fault = reading.fault(Code::Duplicate, span.clone()).arg("found", name(sense.domain));
            reading.push(fault.also(term.file, first.clone()));
        }
        if term.questions_whole && !term.questions.iter().any(|raw| raw.question.key.contains(sense.domain)) {
            let fault = reading.fault(Code::SenseNotAsked, span.clone()).arg("term", &term.id.0);
            reading.push(fault.arg("domain", name(sense.domain)));
        }
    }
}

fn question(term: &RawTerm, raw: &RawQuestion, header: &Header, reading: &mut Reading) {
    let question = &raw.question;
    let name = |domain: DomainId| header.domains[usize::from(domain.0)].id.clone();
    for (domain, span) in &raw.key_spans {
        if term.senses_whole && !term.senses.iter().any(|(sense, _)| sense.domain == *domain) {
            let fault = reading.fault(Code::DomainWithoutSense, span.clone()).arg("domain", name(*domain));
            reading.push(fault.arg("term", &term.id.0));
        }
    }
    for (domain, span) in &raw.remark_spans {
        if question.key.contains(*domain) {
            reading.push(reading.fault(Code::RemarkForKey, span.clone()).arg("domain", name(*domain)));
        }
    }
    for lang in &question.languages {
        let tells = question.tells(*lang);
        let sheet = question.context.draw(&Scene::still(*lang, SMALLEST_ROOM, &tells));
        let (rows, cols) = (sheet.rows.len(), sheet.cols());
        if rows > SMALLEST_ROOM.rows {
            let fault = reading.fault(Code::TooManyRows, raw.context_span.clone()).arg("found", rows);
            reading.push(fault.arg("max", SMALLEST_ROOM.rows).arg("language", lang.code()));
        }
        if cols > SMALLEST_ROOM.cols {
            let fault = reading.fault(Code::TooWide, raw.context_span.clone()).arg("found", cols);
            reading.push(fault.arg("max", SMALLEST_ROOM.cols).arg("language", lang.code()));
        }
        for tell in tells.into_iter().filter(|tell| !sheet.contains(tell)) {
            let fault = reading.fault(Code::TellNotFound, raw.tell_span.clone()).arg("found", tell);
            reading.push(fault.arg("language", lang.code()).suggest(sheet.almost(tell).as_deref()));
        }
    }
}

fn assemble(header: Header, terms: Vec<RawTerm>) -> Pack {
    let terms = terms.into_iter().map(|raw| {
        let RawTerm { file: _, id: (id, _), name, senses, senses_whole: _, questions, questions_whole: _, allow } = raw;
        let mut senses: Vec<_> = senses.into_iter().map(|(sense, _)| sense).collect();
        senses.sort_by_key(|sense| sense.domain);
        Term { id, name, senses, questions: questions.into_iter().map(|raw| raw.question).collect(), allow }
    });
    Pack { header, terms: terms.collect() }
}
