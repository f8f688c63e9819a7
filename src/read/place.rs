//! Where the characters of a string are in a file, given how TOML writes strings.

use crate::text::slice;
use std::ops::Range;

/// The place of some bytes of a string that is written at a span of a source, quotes and escapes and all; that of the
/// whole string where it is not written as TOML would have it.
pub(crate) fn place_in(source: &str, span: Range<usize>, raw: &str, bytes: Range<usize>) -> Range<usize> {
    let written = source.get(span.clone()).unwrap_or_default();
    let long = written.starts_with("\"\"\"") || written.starts_with("'''");
    let escapes = written.starts_with('"');
    let mut at = if long { 3 } else { 1 };
    // A line feed right after three quotes does not count.
    if long {
        let first = ["\n", "\r\n"].into_iter().find(|first| slice(written, at..).starts_with(first));
        at += first.map_or(0, str::len);
    }
    let (mut start, mut end) = (None, None);
    for (value_at, c) in raw.char_indices() {
        let mut rest = written.get(at..).unwrap_or_default();
        // A backslash at the end of a line leaves out all blanks up to the next text.
        while let Some(folded) = rest.strip_prefix('\\').filter(|next| escapes && next.starts_with(BLANKS)) {
            rest = folded.trim_start_matches(BLANKS);
            at = written.len() - rest.len();
        }
        let length = match rest.strip_prefix('\\').filter(|_| escapes).and_then(|escaped| escaped.chars().next()) {
            Some('u') => 6,
            Some('U') => 10,
            Some('x') => 4,
            Some(_) => 2,
            None if rest.starts_with(c) => c.len_utf8(),
            None if c == '\n' && rest.starts_with("\r\n") => 2,
            None => return span,
        };
        if value_at + c.len_utf8() > bytes.start {
            start.get_or_insert(at);
        }
        if value_at >= bytes.end {
            break;
        }
        at += length;
        end = Some(at);
    }
    let start = start.unwrap_or(at);
    let end = end.unwrap_or(start).max(start);
    span.start + start..span.start + end
}

const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];

/// The first escape of a string in double quotes that stands for a control character, such as `\t`, with the letters
/// after it.
pub(crate) fn control_escape(source: &str, span: Range<usize>) -> Option<Range<usize>> {
    let written = source.get(span.clone()).filter(|written| written.starts_with('"'))?;
    let mut chars = written.char_indices();
    while let Some((at, c)) = chars.next() {
        let escaped = if c == '\\' { chars.next() } else { None };
        if let Some((_, 'b' | 'e' | 'f' | 'n' | 'r' | 't')) = escaped {
            let letters = slice(written, at + 1..).bytes().take_while(u8::is_ascii_alphabetic).count();
            return Some(span.start + at..span.start + at + 1 + letters);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use toml::de::{DeTable, DeValue};

    use super::*;

    /// What is written for a part of the string `x` of a file.
    fn written<'s>(source: &'s str, part: &str) -> &'s str {
        let table = DeTable::parse(source).expect("TOML");
        let value = table.get_ref().get("x").expect("x");
        let DeValue::String(raw) = value.get_ref() else { panic!("a string") };
        let at = raw.find(part).expect("the part");
        &source[place_in(source, value.span(), raw, at..at + part.len())]
    }

    #[test]
    fn a_part_of_a_string_is_found_however_it_is_written() {
        assert_eq!(written("y = 1\nx = 'the \\nap'", "\\nap"), "\\nap");
        assert_eq!(written(r#"x = "1 \"Never\" 2""#, "Never\" 2"), r#"Never\" 2"#);
        assert_eq!(written(r#"x = "caf\u00e9 \U0001f431 nap""#, "é"), r"\u00e9");
        assert_eq!(written(r#"x = "caf\u00e9 nap""#, "nap"), "nap");
        assert_eq!(written("x = \"\"\"\nthe \\\n   cat\nnaps\"\"\"", "cat\nnaps"), "cat\nnaps");
        assert_eq!(written("x = '''\r\none\r\ntwo'''", "two"), "two");
        assert_eq!(written("x = 'nap'", "nap"), "nap");
    }

    #[test]
    fn nothing_has_a_place_too() {
        let source = r#"x = "a\tb""#;
        let place = |bytes| place_in(source, 4..10, "a\tb", bytes);
        assert_eq!((place(0..0), place(2..2), place(3..3)), (5..5, 8..8, 9..9));
        assert_eq!(place_in("x = 12", 4..6, "other", 0..2), 4..6, "the whole where it is written otherwise");
    }

    proptest! {
        #[test]
        fn every_character_is_where_toml_wrote_it(text in "[a-zé\"'\\\\\n\t ]{1,30}") {
            let mut table = toml::Table::new();
            table.insert("x".to_owned(), text.clone().into());
            let source = toml::to_string(&table).expect("TOML");
            let document = DeTable::parse(&source).expect("TOML");
            let value = document.get_ref().get("x").expect("x");
            let plain = |c: char| c.is_alphabetic() || c == ' ';
            for (at, c) in text.char_indices().filter(|(_, c)| plain(*c)) {
                let place = place_in(&source, value.span(), &text, at..at + c.len_utf8());
                prop_assert_eq!(&source[place], c.to_string());
            }
        }
    }
}
