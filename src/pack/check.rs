//! Puts a pack together from its files, and checks what ties the parts to one another. Every fault at once.

use std::collections::HashMap;
use std::ops::Range;

use toml::de::DeTable;

use super::read::{self, RawQuestion, RawTerm};
use super::{DomainId, Header, Pack, QUESTIONS_MAX, Term};
use crate::context::SMALLEST_ROOM;
use crate::read::diagnostic::{Code, Diagnostic, Severity, Source};
use crate::read::{Fetch, Keys, Reading, document};
use crate::text::{SafeText, slice};

#[derive(Debug, Default)]
pub struct Checked {
    pub pack: Option<Pack>,
    /// The faults, in the order of the files and of the places in them.
    pub faults: Vec<Diagnostic>,
    /// How many more faults there are than are listed.
    pub more: usize,
}

impl Checked {
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
        let table = document(&source.text, &mut reading);
        let mut keys = Keys::new(table.get_ref(), 0..0);
        if file == 0 {
            let has = |key: &str| table.get_ref().contains_key(key);
            if has("term") && !["format", "id", "title", "languages"].into_iter().any(has) {
                reading.push(reading.fault(Code::NoHeader, 0..0));
                break;
            }
            header = read::header(&mut keys, &mut reading);
        }
        if header.is_none() {
            break;
        }
        terms.extend(read::terms(&mut keys, &mut reading));
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

pub(crate) fn header(source: &Source) -> Option<Header> {
    let fetch = |_: &str, _| Err((Code::NoDataFile, SafeText::default()));
    let mut reading = Reading::new(&fetch);
    // The header ends where the first term begins; the rest need not even be parsed.
    let end = source.text.find("\n[[term").map_or(source.text.len(), |at| at + 1);
    let table = DeTable::parse(slice(&source.text, ..end)).ok()?;
    let header = read::header(&mut Keys::new(table.get_ref(), 0..0), &mut reading)?;
    reading.faults.is_empty().then_some(header)
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
        let sheet = question.drawn(*lang);
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
