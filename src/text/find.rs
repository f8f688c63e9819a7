//! Where a text stands in another, when people type one of them: a no-break space is a space like any other, and a curly
//! apostrophe a straight one.

use crate::text::slice;
use std::ops::Range;

/// A character as it is typed: a plain space for a no-break one, as French has them before `:` and within numbers, and a
/// straight apostrophe for `’`.
fn plain(c: char) -> char {
    match c {
        '\u{a0}' | '\u{202f}' => ' ',
        '’' => '\'',
        c => c,
    }
}

/// Whether two texts are the same but for the kind of their spaces and apostrophes.
pub(crate) fn same(a: &str, b: &str) -> bool {
    a.chars().map(plain).eq(b.chars().map(plain))
}

/// The bytes at which a part stands in a text, from left to right, none over another. The kinds of spaces and apostrophes
/// do not matter.
pub fn find(text: &str, part: &str) -> Vec<Range<usize>> {
    find_by(text, part, |a, b| plain(a) == plain(b))
}

/// The bytes at which a part stands in a text but for capitals and the kinds of spaces and apostrophes.
pub(crate) fn find_in_any_case(text: &str, part: &str) -> Vec<Range<usize>> {
    find_by(text, part, |a, b| plain(a).to_lowercase().eq(plain(b).to_lowercase()))
}

fn find_by(text: &str, part: &str, alike: fn(char, char) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, _) in text.char_indices() {
        if found.last().is_none_or(|last| last.end <= at)
            && let Some(length) = begins(slice(text, at..), part, alike).filter(|length| *length > 0)
        {
            found.push(at..at + length);
        }
    }
    found
}

fn begins(text: &str, part: &str, alike: fn(char, char) -> bool) -> Option<usize> {
    let mut chars = text.chars();
    part.chars().all(|c| chars.next().is_some_and(|own| alike(own, c))).then(|| text.len() - chars.as_str().len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn any_space_finds_any_space() {
        let found = |text: &str, part: &str| -> Vec<String> {
            find(text, part).into_iter().map(|range| text[range].to_owned()).collect()
        };
        assert_eq!(found("la perte\u{a0}: 0,3", "perte : 0,3"), ["perte\u{a0}: 0,3"]);
        assert_eq!(found("12 000 chats", "12\u{202f}000\u{a0}chats"), ["12 000 chats"]);
        assert_eq!(found("l’âge d'Alto", "l'âge d’Alto"), ["l’âge d'Alto"]);
        assert_eq!(found("naïf naïf", "naïf"), ["naïf", "naïf"]);
        assert_eq!(found("aaa", "aa"), ["aa"]);
        assert!(found("chat", "").is_empty() && found("chat", "chats").is_empty() && found("a\nb", "a b").is_empty());
        assert!(same("p\u{a0}= 1", "p =\u{202f}1") && !same("p = 1", "p = 1 "));
    }

    #[test]
    fn capitals_may_be_left_aside() {
        assert_eq!(find_in_any_case("Échec\u{a0}: 3", "échec : 3").first(), Some(&(0..11)));
        assert!(find_in_any_case("échec", "échecs").is_empty());
    }

    proptest! {
        #[test]
        fn without_no_break_spaces_it_is_plain_search(text in "[ab é]{0,12}", part in "[ab é]{1,3}") {
            let expected: Vec<_> = text.match_indices(&part).map(|(at, found)| at..at + found.len()).collect();
            prop_assert_eq!(find(&text, &part), expected);
        }
    }
}
