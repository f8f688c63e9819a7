//! LaTeX cut into pieces.

use std::ops::Range;

use crate::text::slice;
use unicode_segmentation::UnicodeSegmentation;

/// A piece of the source that cannot be cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'s> {
    Command(&'s str),
    Char(&'s str),
    Open,
    Close,
    Sup,
    Sub,
    Amp,
}

/// The pieces of a source and their places, without the spaces between them.
pub(super) fn tokens(source: &str) -> Vec<(Token<'_>, Range<usize>)> {
    let mut tokens = Vec::new();
    let mut rest = source.grapheme_indices(true).peekable();
    while let Some((at, grapheme)) = rest.next() {
        let mut end = at + grapheme.len();
        let token = match grapheme {
            _ if grapheme.trim().is_empty() => continue,
            "\\" => {
                let letters = slice(source, end..).bytes().take_while(u8::is_ascii_alphabetic).count();
                let first = slice(source, end..).graphemes(true).next().map_or(0, str::len);
                let name = end..end + if letters > 0 { letters } else { first };
                while rest.next_if(|(at, _)| *at < name.end).is_some() {}
                end = name.end;
                Token::Command(slice(source, name))
            }
            "{" => Token::Open,
            "}" => Token::Close,
            "^" => Token::Sup,
            "_" => Token::Sub,
            "&" => Token::Amp,
            _ => Token::Char(grapheme),
        };
        tokens.push((token, at..end));
    }
    tokens
}
