//! Documents that are read row by row, however long they are: tables and the notes of Anki.
//!
//! Lines end with a line feed alone, the last one, too: so the line of a row is known by counting.

use std::cell::Cell;
use std::io::{self, Read};

use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord, Terminator};

use crate::authoring::exchange::found::ForeignContent;
use crate::authoring::exchange::losses::{Losses, Reason};
use crate::authoring::exchange::{anki, csv as table};

/// A table as a whole; `head` is how it begins.
///
/// # Errors
///
/// What its reader says.
pub fn table(rows: impl Read, head: &str) -> io::Result<ForeignContent> {
    let seen = Passed::default();
    let mut rows = Rows::new(rows, &seen, table::dialect(head), None);
    let mut first = rows.next()?;
    // Spreadsheets write their separator above the headings.
    if first.as_ref().is_some_and(|(_, row)| table::is_separator(row.get(0).unwrap_or_default())) {
        first = rows.next()?;
    }
    let Some((_, heading)) = first else { return Ok(ForeignContent::default()) };
    let mut table = match table::TableReader::new(heading.iter()) {
        Ok(table) => table,
        Err(found) => return Ok(*found),
    };
    while let Some((line, row)) = rows.next()? {
        table.row(line, row.iter());
    }
    let mut found = table.end();
    rows.unclosed(&mut found.losses);
    Ok(found)
}

/// The notes of Anki; `head` is how they begin.
///
/// # Errors
///
/// What their reader says.
pub fn notes(rows: impl Read, head: &str) -> io::Result<ForeignContent> {
    let head = anki::AnkiHead::new(head);
    let seen = Passed::default();
    let mut rows = Rows::new(rows, &seen, head.separator, Some(b'#'));
    let mut found = ForeignContent::default();
    while let Some((line, row)) = rows.next()? {
        head.row(line, row.iter(), &mut found);
    }
    rows.unclosed(&mut found.losses);
    Ok(found)
}

struct Rows<'q, R> {
    reader: Reader<CountingReader<'q, R>>,
    seen: &'q Passed,
    /// The first row that has several lines.
    long: Option<(usize, String)>,
}

impl<'q, R: Read> Rows<'q, R> {
    fn new(rows: R, seen: &'q Passed, separator: u8, comment: Option<u8>) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.has_headers(false).flexible(true).delimiter(separator).comment(comment);
        let reader = builder.terminator(Terminator::Any(b'\n')).from_reader(CountingReader { inner: rows, seen });
        Self { reader, seen, long: None }
    }

    fn next(&mut self) -> io::Result<Option<(usize, StringRecord)>> {
        let mut record = ByteRecord::new();
        if !self.reader.read_byte_record(&mut record)? {
            return Ok(None);
        }
        let within = record.as_slice().iter().filter(|b| **b == b'\n').count();
        // Behind the row, which ends with a line feed of its own unless it only ends with the file.
        let after = self.reader.position().line() as usize;
        let line = after.saturating_sub(within + usize::from(!self.seen.over.get())).max(1);
        let record = StringRecord::from_byte_record_lossy(record);
        if within > 0 && self.long.is_none() {
            self.long = Some((line, record.iter().collect::<Vec<_>>().join(" ")));
        }
        Ok(Some((line, record)))
    }

    /// Notes a quotation mark that nothing closes: rows may have been taken for one. Where no row has several lines, none
    /// were, and the mark is only a sign of its text.
    fn unclosed(&self, losses: &mut Losses) {
        if let Some((line, what)) = self.long.as_ref().filter(|_| !self.seen.quotes.get().is_multiple_of(2)) {
            losses.add(Reason::Unclosed, *line, what);
        }
    }
}

#[derive(Default)]
struct Passed {
    quotes: Cell<usize>,
    over: Cell<bool>,
}

/// Bytes that are looked at as they pass.
struct CountingReader<'q, R> {
    inner: R,
    seen: &'q Passed,
}

impl<R: Read> Read for CountingReader<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(out)?;
        self.seen.quotes.update(|quotes| quotes + out[..count].iter().filter(|b| **b == b'"').count());
        self.seen.over.set(count == 0);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<usize> {
        let seen = Passed::default();
        let mut rows = Rows::new(text.as_bytes(), &seen, b',', Some(b'#'));
        std::iter::from_fn(|| rows.next().expect("rows")).map(|(line, _)| line).collect()
    }

    #[test]
    fn a_row_stands_where_it_begins() {
        assert_eq!(lines("a,b\n\n\nc,\"d\ne\"\n# no row\nf,g\n"), [1, 4, 7]);
        assert_eq!(lines("a,b\n\nc,\"d\ne\n"), [1, 3]);
        assert_eq!(lines("\n\na\n\"b\n\""), [3, 4]);
        assert_eq!(lines("a\n\"b\n\"\nc"), [1, 2, 4]);
    }

    #[test]
    fn an_open_quotation_mark_is_said_where_it_may_be() {
        let unclosed = |text: &str| {
            let found = table(text.as_bytes(), text).expect("a table");
            found.losses.count(Reason::Unclosed)
        };
        assert_eq!(unclosed("text,key\n\"a,dev\nb,ml\n"), 1);
        assert_eq!(unclosed("text,key\n\"a,dev\nb,ml\n\"c\",ml\n"), 1);
        assert_eq!(unclosed("text,key\na 5\" disk,dev\nb,ml\n"), 0);
        assert_eq!(unclosed("text,key\n\"a\nb\",dev\n"), 0);
    }
}
