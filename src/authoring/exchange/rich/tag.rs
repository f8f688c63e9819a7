//! HTML as tags and the text between them, as far as fields of cards and quizzes need it.
//! No tree is built, and nothing is refused: what is no tag is text. Whole parsers of HTML bring a table of entities that
//! costs a tenth of a millisecond whenever the program is started, because its pointers are relocated then.

use crate::text::slice;

/// No tag has more bytes: whatever is open for longer was none, and is not looked at to its end again and again.
const TAG_MAX: usize = 4096;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// `<b>` or `<br/>`.
    Open(Tag<'a>),
    /// The name of `</b>`.
    Close(&'a str),
    /// What stands between tags; its entities are not resolved.
    Text(&'a str),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    rest: &'a str,
}

impl<'a> Tag<'a> {
    /// The value of an attribute, if the tag has it; its entities are not resolved.
    pub(super) fn attribute(&self, wanted: &str) -> Option<&'a str> {
        let mut rest = self.rest;
        loop {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '='));
            let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/'))?;
            let (name, after) = rest.split_at(end);
            rest = after.trim_start();
            let Some(value) = rest.strip_prefix('=').map(str::trim_start) else { continue };
            let value = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => {
                    let inside = slice(value, 1..);
                    let end = inside.find(quote).unwrap_or(inside.len());
                    rest = inside.get(end + 1..).unwrap_or_default();
                    slice(inside, ..end)
                }
                _ => {
                    let end = value.find(char::is_whitespace).unwrap_or(value.len());
                    rest = slice(value, end..);
                    slice(value, ..end)
                }
            };
            if name.eq_ignore_ascii_case(wanted) {
                return Some(value);
            }
        }
    }
}

/// The pieces of a text, in order. Comments and declarations are left out.
pub(super) fn pieces(mut text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    // Where the search for the next tag begins: behind what looked like one.
    let mut from = 0;
    while let Some(at) = slice(text, from..).find('<').map(|at| from + at) {
        let Some((piece, length)) = tag(slice(text, at..)) else {
            from = at + 1;
            continue;
        };
        pieces.extend((at > 0).then(|| Piece::Text(slice(text, ..at))));
        pieces.extend(piece);
        (text, from) = (slice(text, at + length..), 0);
    }
    pieces.extend((!text.is_empty()).then_some(Piece::Text(text)));
    pieces
}

/// The tag with which a text begins, none for a comment or declaration, and how many bytes it has.
fn tag(text: &str) -> Option<(Option<Piece<'_>>, usize)> {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map(|at| (None, 4 + at + 3));
    }
    let inside = text.strip_prefix('<')?;
    let name = inside.strip_prefix('/').unwrap_or(inside);
    let declares = name.len() == inside.len() && inside.starts_with(['!', '?']);
    if !declares && !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    // A `>` within quotation marks does not end the tag.
    let mut quote = None;
    let end = inside.char_indices().take_while(|(at, _)| *at < TAG_MAX).find_map(|(at, c)| match (quote, c) {
        (None, '>') => Some(at),
        (None, '"' | '\'') => {
            quote = Some(c);
            None
        }
        (Some(open), c) if open == c => {
            quote = None;
            None
        }
        _ => None,
    })?;
    let length = 1 + end + 1;
    if declares {
        return Some((None, length));
    }
    let is_close = name.len() < inside.len();
    let inside = slice(name, ..end - usize::from(is_close));
    let name_end = inside.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inside.len());
    let (name, rest) = inside.split_at(name_end);
    Some((Some(if is_close { Piece::Close(name) } else { Piece::Open(Tag { name, rest }) }), length))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn open<'a>(name: &'a str, rest: &'a str) -> Piece<'a> {
        Piece::Open(Tag { name, rest })
    }

    #[test]
    fn tags_and_texts_are_told_apart() {
        assert_eq!(
            pieces("a<B>b</B>c<br/><!-- <i> --><!doctype html>d"),
            [
                Piece::Text("a"),
                open("B", ""),
                Piece::Text("b"),
                Piece::Close("B"),
                Piece::Text("c"),
                open("br", "/"),
                Piece::Text("d")
            ]
        );
    }

    #[test]
    fn what_is_no_tag_is_text() {
        for text in ["1 < 2 and 3 > 2", "<", "a <", "<>", "< b>", "<b", "<3", "x<!--", "</", "</ b>", "<a title=\"x>"] {
            assert_eq!(pieces(text), [Piece::Text(text)], "{text}");
        }
    }

    #[test]
    fn attributes_are_found_however_they_are_quoted() {
        let pieces = pieces("<img hidden src=cat.png ALT = 'a > \"b\"' class=\"x y\"/>");
        let [Piece::Open(tag)] = &pieces[..] else { panic!("{pieces:?}") };
        assert_eq!(tag.attribute("alt"), Some("a > \"b\""));
        assert_eq!(tag.attribute("class"), Some("x y"));
        assert_eq!(tag.attribute("src"), Some("cat.png"));
        assert_eq!(tag.attribute("hidden"), None);
        assert_eq!(tag.attribute("title"), None);
    }

    proptest! {
        #[test]
        fn any_text_has_pieces(text in "[<>/!a-c =\"'é-]{0,40}") {
            let texts: usize = pieces(&text).iter().map(|piece| match piece {
                Piece::Text(text) => text.len(),
                Piece::Open(tag) => {
                    let _ = tag.attribute("a");
                    0
                }
                Piece::Close(_) => 0,
            }).sum();
            prop_assert!(texts <= text.len());
        }
    }
}
