//! A document as Markdown. Whatever a pack says comes out as it is: what Markdown would swallow is escaped.

use std::fmt::Write as _;

use super::{Doc, DocCell, DocFormat, DocTable, Inline, Passage, Section};
use crate::text::{Lang, slice, width};
use crate::words::Words;

pub(super) fn doc(doc: &Doc, words: &Words) -> String {
    let colon = &words.report().colon;
    let mut out = format!("# {}{colon} {}\n", doc.kind, escaped(&doc.title));
    let _ = write!(out, "\n{}\n", doc.facts.join(" · "));
    doc.sections.iter().for_each(|of| section(of, words, &mut out));
    let _ = write!(out, "\n---\n\n{}\n", doc.colophon);
    out
}

fn section(section: &Section, words: &Words, out: &mut String) {
    let (colon, lang) = (&words.report().colon, words.lang());
    let _ = write!(out, "\n## {}\n", section.title);
    for block in section.blocks(DocFormat::Markdown) {
        if !matches!(block, Passage::Tables(_)) {
            out.push('\n');
        }
        match block {
            Passage::Table(of) => table(of, lang, out),
            Passage::Tables(tables) => tables.iter().for_each(|of| {
                if let Some(caption) = &of.caption {
                    let _ = write!(out, "\n## {}{colon} {}\n", section.title, escaped(caption));
                }
                out.push('\n');
                table(of, lang, out);
            }),
            Passage::Legend(legend) => out.extend([&escaped(legend), "\n"]),
            Passage::Reasons(reasons) => reasons.iter().for_each(|(id, why)| {
                let _ = writeln!(out, "- {}{colon} {}", code(id), escaped(&why.join(" ")));
            }),
            Passage::Notes(notes) => notes.iter().for_each(|note| out.extend(["- ", &escaped(note), "\n"])),
        }
    }
}

fn table(table: &DocTable, lang: Lang, out: &mut String) {
    let columns = table.columns(DocFormat::Markdown);
    let mut rows: Vec<Vec<String>> = vec![columns.iter().map(|(_, column)| inline(&column.head)).collect()];
    let all = table.rows.iter().chain(&table.foot);
    rows.extend(all.map(|row| columns.iter().map(|(at, _)| cell(&row.cells[*at], lang)).collect()));
    write_table(&rows, out);
}

fn cell(cell: &DocCell, lang: Lang) -> String {
    match cell {
        DocCell::Text(parts) => parts.iter().map(inline).collect::<Vec<_>>().join(" ").trim_end().to_owned(),
        DocCell::Domains(_) => escaped(&cell.plain(lang)),
        DocCell::Heat { right: true, .. } => format!("**{}**", cell.plain(lang)),
        other => other.plain(lang),
    }
}

fn inline(span: &Inline) -> String {
    match span {
        Inline::Code(text) => code(text),
        other => escaped(&other.plain()),
    }
}

/// A table whose columns stand below one another in the text, too.
pub(crate) fn write_table(rows: &[Vec<String>], out: &mut String) {
    let columns = rows.first().map_or(0, Vec::len);
    let widest = |column: usize| rows.iter().map(|row| width(&row[column])).max().unwrap_or(0).max(3);
    let widths: Vec<usize> = (0..columns).map(widest).collect();
    for (i, row) in rows.iter().enumerate() {
        for (cell, cols) in row.iter().zip(&widths) {
            let _ = write!(out, "| {cell}{} ", " ".repeat(cols - width(cell)));
        }
        out.push_str("|\n");
        if i == 0 {
            widths.iter().for_each(|cols| out.extend(["| ", &"-".repeat(*cols), " "]));
            out.push_str("|\n");
        }
    }
}

/// A text of which Markdown takes nothing for itself, wherever it stands. Spaces at its ends would mean something there,
/// and are dropped.
pub(crate) fn escaped(text: &str) -> String {
    let text = text.trim();
    let mut out = String::with_capacity(text.len() + 8);
    // At the beginning of a line these begin a list or underline a heading: `- `, `1. `.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        let next = slice(text, at + c.len_utf8()..).chars().next();
        let special = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '<' | '>' | '|' | '~' | '#' | '$' => true,
            '+' | '-' | '=' | ':' => at == 0,
            '.' | ')' => at > 0 && at == digits,
            '!' => next == Some('['),
            // `&amp;` would be read as an entity.
            '&' => next.is_some_and(|next| next.is_ascii_alphanumeric() || next == '#'),
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}

/// A text word for word, between as many backticks as it takes.
pub(crate) fn code(text: &str) -> String {
    let mut longest = 0;
    let mut run = 0;
    for c in text.chars() {
        run = if c == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    let fence = "`".repeat(longest + 1);
    // One space at both ends is taken away again.
    let edge = |c: Option<char>| matches!(c, Some('`' | ' '));
    let pad = if edge(text.chars().next()) || edge(text.chars().last()) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

    use super::*;

    /// The text of a document, and whether it is nothing but text in paragraphs.
    fn read(markdown: &str) -> (String, bool) {
        let (mut text, mut plain) = (String::new(), true);
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(part) => text += &part,
                Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph) => {}
                _ => plain = false,
            }
        }
        (text, plain)
    }

    const HOSTILE: &str = "[ a1éμ\u{a0}|*_`<>#~$&;:!\\\\()\\[\\]{}+=.\"'-]{1,24}";

    #[test]
    fn what_markdown_means_is_escaped_and_nothing_else() {
        assert_eq!(escaped("a | b_c *d* `e` <i> [x](y) #1"), r"a \| b\_c \*d\* \`e\` \<i\> \[x\](y) \#1");
        assert_eq!(escaped("don't: 3.5 + 2 - 1 (see p. 4)!"), "don't: 3.5 + 2 - 1 (see p. 4)!");
        assert_eq!(
            (escaped("- x").as_str(), escaped("12) x").as_str(), escaped("R&D &amp;").as_str()),
            (r"\- x", r"12\) x", r"R\&D \&amp;")
        );
        assert_eq!((code("a`b"), code("`x"), code("a | b")), ("``a`b``".into(), "`` `x ``".into(), "`a | b`".into()));
    }

    proptest! {
        #[test]
        fn a_text_comes_back_as_it_was(text in HOSTILE) {
            let (read, plain) = read(&escaped(&text));
            prop_assert_eq!(read, text.trim());
            prop_assert!(plain, "{}", escaped(&text));
        }

        #[test]
        fn code_comes_back_as_it_was(text in HOSTILE) {
            prop_assume!(!text.trim().is_empty());
            let markdown = format!("- ◆ x: {}, y", code(&text));
            let found: Vec<String> = Parser::new(&markdown).filter_map(|event| match event {
                Event::Code(code) => Some(code.to_string()),
                _ => None,
            }).collect();
            prop_assert_eq!(found, [text]);
        }
    }
}
