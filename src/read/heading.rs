//! Headings as they are written, where the parsed document does not tell one pair of brackets from two.

use std::ops::Range;

/// What a pack may have many of, each under a heading in double brackets.
const LISTED: [&str; 9] = ["domain", "term", "sense", "question", "message", "field", "series", "mark", "spot"];

/// The heading that begins a line: its place with its brackets, and its name without.
pub(crate) fn heading_at(source: &str, start: usize) -> Option<(Range<usize>, &str)> {
    let line = source.get(start..)?.lines().next()?;
    let written = line.trim_start();
    let start = start + line.len() - written.len();
    let name = written.trim_start_matches('[');
    let open = written.len() - name.len();
    let (name, _) = name.split_once(']').filter(|_| (1..=2).contains(&open))?;
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_. \t".contains(c);
    name.chars().all(bare).then_some((start..start + open + name.len() + open, name))
}

pub(crate) fn is_listed(name: &str) -> bool {
    let last = name.rsplit('.').next().unwrap_or_default();
    LISTED.contains(&last.trim())
}
