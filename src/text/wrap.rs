//! Text in lines of some width.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{find, slice, width};

/// Breaks a text into lines of at most `cols` cells, at spaces and line feeds, and within a word only where it must:
/// in a path behind its folders.
/// No-break spaces hold. Returns byte ranges, so that what is known of the text stays known of its lines.
pub(crate) fn wrap(text: &str, cols: usize) -> Vec<Range<usize>> {
    let cols = cols.max(1);
    let mut lines = Vec::new();
    let mut from = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, from, cols, &mut lines);
        from += paragraph.len() + 1;
    }
    lines
}

fn wrap_paragraph(text: &str, offset: usize, cols: usize, lines: &mut Vec<Range<usize>>) {
    let mut start = 0; // of the line being filled
    let mut end = 0; // of what it holds
    let mut used = 0;
    let mut at = 0;
    for word in text.split_inclusive(' ') {
        let bare = word.trim_end_matches(' ');
        let cells = width(bare);
        let pieces = if cells > cols { pieces(bare) } else { Vec::new() };
        let first = pieces.first().map_or(cells, |piece| width(piece));
        if !bare.is_empty() && used + first > cols && used > 0 {
            if end > start {
                lines.push(offset + start..offset + end);
            }
            (start, used) = (at, 0);
        }
        if cells > cols {
            let mut from = at;
            for piece in pieces {
                let cells = width(piece);
                if used + cells > cols && cells <= cols && from > start {
                    lines.push(offset + start..offset + from);
                    (start, used) = (from, 0);
                }
                for (i, grapheme) in piece.grapheme_indices(true) {
                    let w = width(grapheme);
                    if used + w > cols && from + i > start {
                        lines.push(offset + start..offset + from + i);
                        (start, used) = (from + i, 0);
                    }
                    used += w;
                }
                from += piece.len();
            }
        } else {
            used += cells;
        }
        if !bare.is_empty() || end == start {
            end = at + bare.len();
        }
        used += word.len() - bare.len();
        at += word.len();
    }
    lines.push(offset + start..offset + end.max(start));
}

/// The parts of a word that is longer than a line: a path breaks behind its folders, so that names stay whole.
fn pieces(word: &str) -> Vec<&str> {
    const SLASHES: [char; 2] = ['/', '\\'];
    let (mut pieces, mut from, mut at) = (Vec::new(), 0, 0);
    for part in word.split_inclusive(SLASHES) {
        let is_named = |text: &str| !text.trim_matches(SLASHES).is_empty();
        // `/home` begins with its slash, and those of `https://` are not parted.
        if is_named(part) && is_named(slice(word, from..at)) {
            pieces.push(slice(word, from..at));
            from = at;
        }
        at += part.len();
    }
    pieces.push(slice(word, from..));
    pieces
}

/// Wraps a text as [`wrap`] does, but keeps some parts of it whole, so that each can light up as one piece.
pub(crate) fn wrap_whole(text: &str, cols: usize, parts: &[&str]) -> Vec<Range<usize>> {
    let spaces: Vec<Range<usize>> = parts
        .iter()
        .flat_map(|part| find(text, part))
        .filter(|range| slice(text, range.clone()).contains(' '))
        .collect();
    if spaces.is_empty() {
        return wrap(text, cols);
    }
    // U+001F stands in for a space that must hold: one byte and one cell, and no safe text contains it.
    let mut held = text.to_owned();
    for range in spaces {
        held.replace_range(range.clone(), &slice(text, range).replace(' ', "\u{1f}"));
    }
    wrap(&held, cols)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wrapped(text: &str, cols: usize) -> Vec<&str> {
        wrap(text, cols).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn wrapping_breaks_at_spaces_and_keeps_no_break_spaces() {
        assert_eq!(wrapped("the cat naps here", 8), ["the cat", "naps", "here"]);
        assert_eq!(wrapped("quoi\u{a0}? rien", 6), ["quoi\u{a0}?", "rien"]);
        assert_eq!(wrapped("a\n\nb", 8), ["a", "", "b"]);
        assert_eq!(wrapped("abcdefghij xy", 4), ["abcd", "efgh", "ij", "xy"]);
        assert_eq!(wrapped("aé  aé ", 2), ["aé", "aé"]);
        assert_eq!(wrapped(" a", 1), ["a"]);
    }

    #[test]
    fn a_part_to_keep_whole_is_not_broken_over_two_lines() {
        let text = "we draw a hundred schools at random";
        let lines: Vec<&str> = wrap_whole(text, 18, &["hundred schools"]).into_iter().map(|r| &text[r]).collect();
        assert_eq!(lines, ["we draw a", "hundred schools at", "random"]);
        let text = "la perte vaut\u{a0}: 0,3 ici";
        let lines: Vec<&str> = wrap_whole(text, 16, &["vaut : 0,3"]).into_iter().map(|r| &text[r]).collect();
        assert_eq!(lines, ["la perte", "vaut\u{a0}: 0,3 ici"]);
    }

    #[test]
    fn a_path_breaks_behind_its_folders() {
        let said = "Written to /home/booth/exports/runs-1.csv, runs-1.json";
        assert_eq!(wrapped(said, 18), ["Written to /home/", "booth/exports/", "runs-1.csv,", "runs-1.json"]);
        assert_eq!(wrapped("in /abcdefgh/ij", 8), ["in", "/abcdefg", "h/ij"]);
        assert_eq!(wrapped("at https://example.org/a/b", 12), ["at https://", "example.org/", "a/b"]);
        assert_eq!(wrapped(r"C:\Users\me\x", 9), [r"C:\Users\", r"me\x"]);
        assert_eq!(wrapped("////// /////", 4), ["////", "//", "////", "/"]);
        assert_eq!(wrapped("1/2 or 3/4", 6), ["1/2 or", "3/4"], "what fits on a line is not broken");
    }

    proptest! {
        #[test]
        fn no_wrapped_line_is_too_wide_and_no_word_is_lost(text in "[a-zé \n]{0,120}", cols in 1usize..30) {
            let lines = wrapped(&text, cols);
            for line in &lines {
                prop_assert!(width(line) <= cols, "{line:?} is wider than {cols}");
            }
            let letters = |s: &str| s.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(letters(&lines.concat()), letters(&text));
        }

        #[test]
        fn no_line_of_paths_is_too_wide_and_no_sign_is_lost(text in "[aé/\\\\ ]{0,60}", cols in 2usize..12) {
            let lines = wrapped(&text, cols);
            prop_assert!(lines.iter().all(|line| width(line) <= cols));
            let signs = |text: &str| text.replace(' ', "");
            prop_assert_eq!(signs(&lines.concat()), signs(&text));
        }
    }
}
