//! A TOML text as a whole: what can be read of it, and what is wrong with the rest in words for people.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeTable;

use super::{Reading, heading_at, is_listed};
use crate::read::diagnostic::{Code, Diagnostic};
use crate::text::slice;

/// A TOML text as far as it can be read; what is wrong with it is noted.
pub(crate) fn document<'s>(text: &'s str, reading: &mut Reading) -> Spanned<DeTable<'s>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        reading.mute(&TORN);
    }
    let mut lines = Vec::new();
    // So far what follows from a heading in single brackets was looked at.
    let mut follows = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let at = span.start.min(text.len());
        let start = text.as_bytes()[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        if error.message() == "duplicate key" {
            let single = single_brackets(text, start);
            if !single.is_empty() {
                single.into_iter().for_each(|span| reading.single_brackets(span));
                follows = Some(at);
                continue;
            }
            // Below such a heading, whatever stood below the first one of its name seems to be there twice.
            follows = follows.filter(|from| {
                let between = text.get(*from..start).unwrap_or_default().match_indices('\n');
                !between.into_iter().any(|(end, _)| heading_at(text, from + end + 1).is_some())
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
        let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
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
    let single = |span: &Range<usize>| !slice(text, span.clone()).starts_with("[[");
    before.into_iter().chain([span]).filter(single).collect()
}

/// Faults that a file which did not parse whole seems to have, and may not.
const TORN: [Code; 12] = [
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
    Code::NoPin,
    Code::NoEvent,
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
