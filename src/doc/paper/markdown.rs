//! The glossary as Markdown. Whatever the pack says comes out as it is: what Markdown would swallow is escaped.

use std::fmt::Write as _;

use super::{GlossaryDoc, GlossaryEntry};
use crate::doc::{code, escaped, write_table};
use crate::text::alphabetical;

pub(super) fn glossary(glossary: &GlossaryDoc) -> String {
    let header = &glossary.pack.header;
    let (paper, colon) = (glossary.words.paper(), &glossary.words.report().colon);
    let mut out = format!("# {}\n", escaped(header.title.get(glossary.lang())));
    for (_, title) in glossary.others(&header.title) {
        let _ = write!(out, "\n*{}*\n", escaped(title));
    }
    if let Some(intro) = glossary.intro() {
        let _ = write!(out, "\n**{}**\n\n{}\n", glossary.kind(), escaped(&intro));
    } else if let Some(description) = &header.description {
        let _ = write!(out, "\n{}\n", escaped(description.get(glossary.lang())));
        for (_, description) in glossary.others(description) {
            let _ = write!(out, "\n*{}*\n", escaped(description));
        }
    }
    let domains: Vec<String> = glossary.pack.domain_ids().map(|id| domain(glossary, id, "")).collect();
    let _ = write!(out, "\n{}\n", domains.join(" · "));
    if !glossary.entries.is_empty() {
        let _ = write!(out, "\n## {}\n", paper.index);
    }
    for lang in glossary.langs.iter().filter(|_| !glossary.entries.is_empty()) {
        let mut entries: Vec<&GlossaryEntry> = glossary.entries.iter().collect();
        // In a handout the order says something.
        if glossary.missed.is_none() {
            entries.sort_by_cached_key(|entry| alphabetical(entry.term.name.get(*lang)));
        }
        let link =
            |entry: &&GlossaryEntry| format!("[{}](#term-{})", escaped(entry.term.name.get(*lang)), entry.term.id);
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

fn domain(glossary: &GlossaryDoc, id: crate::pack::DomainId, around: &str) -> String {
    let name = escaped(glossary.pack.domain(id).name.get(glossary.lang()));
    format!("{} {around}{name}{around}", id.shape())
}

/// A term: its names, a table of what it means, and how each sense is recognised.
fn write_entry(glossary: &GlossaryDoc, entry: &GlossaryEntry, out: &mut String) {
    let (paper, colon) = (glossary.words.paper(), &glossary.words.report().colon);
    let GlossaryEntry { term, meanings, missed } = entry;
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
            sources.extend(glossary.others(source).map(|(_, source)| escaped(source)));
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
