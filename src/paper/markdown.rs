//! The glossary as Markdown. Whatever the pack says comes out as it is: what Markdown would swallow is escaped.

use std::fmt::Write as _;

use super::{Entry, Glossary};
use crate::text::{Lang, alphabetical, slice, width};

/// The whole glossary.
pub(super) fn glossary(glossary: &Glossary) -> String {
    let header = &glossary.pack.header;
    let (paper, colon) = (glossary.words.paper(), &glossary.words.report().colon);
    let mut out = format!("# {}\n", escaped(header.title.get(glossary.lang())));
    for lang in others(glossary, &|lang| header.title.get(lang)) {
        let _ = write!(out, "\n*{}*\n", escaped(header.title.get(lang)));
    }
    if let Some(intro) = glossary.intro() {
        let _ = write!(out, "\n**{}**\n\n{}\n", glossary.kind(), escaped(&intro));
    } else if let Some(description) = &header.description {
        let _ = write!(out, "\n{}\n", escaped(description.get(glossary.lang())));
        for lang in others(glossary, &|lang| description.get(lang)) {
            let _ = write!(out, "\n*{}*\n", escaped(description.get(lang)));
        }
    }
    let domains: Vec<String> = glossary.pack.domain_ids().map(|id| domain(glossary, id, "")).collect();
    let _ = write!(out, "\n{}\n", domains.join(" · "));
    if !glossary.entries.is_empty() {
        let _ = write!(out, "\n## {}\n", paper.index);
    }
    for lang in glossary.langs.iter().filter(|_| !glossary.entries.is_empty()) {
        let mut entries: Vec<&Entry> = glossary.entries.iter().collect();
        // In a handout the order says something.
        if glossary.missed.is_none() {
            entries.sort_by_cached_key(|entry| alphabetical(entry.term.name.get(*lang)));
        }
        let link = |entry: &&Entry| format!("[{}](#term-{})", escaped(entry.term.name.get(*lang)), entry.term.id);
        let links: Vec<String> = entries.iter().map(link).collect();
        let _ = write!(out, "\n{}{colon} {}\n", lang.name(), links.join(" · "));
    }
    for entry in &glossary.entries {
        write_entry(glossary, entry, &mut out);
    }
    out += "\n---\n\n";
    if !header.authors.is_empty() {
        let authors: Vec<String> = header.authors.iter().map(|author| escaped(author)).collect();
        let _ = writeln!(out, "{}{colon} {}.  ", paper.authors, authors.join(", "));
    }
    if let Some(licence) = &header.licence {
        let _ = writeln!(out, "{}{colon} {}.  ", paper.licence, escaped(licence));
    }
    let _ = writeln!(out, "{}", paper.made_with);
    out
}

/// The languages other than the first in which a text differs from the first.
fn others<'a>(glossary: &Glossary, text: &dyn Fn(Lang) -> &'a str) -> Vec<Lang> {
    let first = text(glossary.lang());
    glossary.langs.iter().skip(1).copied().filter(|lang| text(*lang) != first).collect()
}

fn domain(glossary: &Glossary, id: crate::pack::DomainId, around: &str) -> String {
    let name = escaped(glossary.pack.domain(id).name.get(glossary.lang()));
    format!("{} {around}{name}{around}", id.shape())
}

/// A term: its names, a table of what it means, and how each sense is recognised.
fn write_entry(glossary: &Glossary, entry: &Entry, out: &mut String) {
    let (paper, colon) = (glossary.words.paper(), &glossary.words.report().colon);
    let Entry { term, meanings, missed } = entry;
    let name = escaped(term.name.get(glossary.lang()));
    let _ = write!(out, "\n<a id=\"term-{}\"></a>\n\n## {name}\n", term.id);
    for lang in glossary.langs.iter().skip(1) {
        let _ = write!(out, "\n{}{colon} *{}*\n", lang.name(), escaped(term.name.get(*lang)));
    }
    if let Some(missed) = missed {
        let _ = write!(out, "\n{}\n", escaped(missed));
    }
    let mut rows =
        vec![[String::new()].into_iter().chain(glossary.langs.iter().map(|l| l.name().to_owned())).collect()];
    for meaning in meanings {
        let glosses = glossary.langs.iter().map(|lang| escaped(meaning.sense.gloss.get(*lang)));
        rows.push([domain(glossary, meaning.sense.domain, "**")].into_iter().chain(glosses).collect());
    }
    out.push('\n');
    write_table(&rows, out);
    let mut notes = Vec::new();
    for meaning in meanings {
        let mut note = format!("- {}", domain(glossary, meaning.sense.domain, ""));
        if !meaning.tells.is_empty() {
            let tells: Vec<String> = meaning.tells.iter().map(|tell| code(tell)).collect();
            let _ = write!(note, ", {} {}", paper.recognised, tells.join(", "));
        }
        if let Some(source) = &meaning.sense.source {
            let mut sources = vec![escaped(source.get(glossary.lang()))];
            sources.extend(others(glossary, &|lang| source.get(lang)).iter().map(|lang| escaped(source.get(*lang))));
            let _ = write!(note, ". {}{colon} {}", paper.source, sources.join(" / "));
        }
        if let Some(missed) = &meaning.missed {
            let _ = write!(note, ". {}", escaped(missed));
        }
        if !meaning.tells.is_empty() || meaning.sense.source.is_some() || meaning.missed.is_some() {
            notes.push(note + "\n");
        }
    }
    if !notes.is_empty() {
        let _ = write!(out, "\n{}", notes.concat());
    }
}

/// A table whose columns stand below one another in the text, too.
pub(super) fn write_table(rows: &[Vec<String>], out: &mut String) {
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
pub(super) fn code(text: &str) -> String {
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
