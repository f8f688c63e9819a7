//! W9: texts for people are set as their language sets them. What a machine printed, or is to read, stays as it is.

use std::ops::Range;

use super::tells::quoted;
use super::{Breach, Linting};
use crate::pack::QuestionRef;
use crate::pack::place::{Leaf, Scope};
use crate::read::diagnostic::{Code, Slip};
use crate::text::{Lang, slice};

/// W9: no-break spaces where French has them, curly quotes and apostrophes, whole ellipses, single spaces.
pub(super) fn find(linting: &Linting) -> Vec<Breach> {
    let pack = linting.pack;
    let mut found = of(Scope::Pack, &pack.header.languages, linting);
    for (term, of_term) in pack.terms.iter().enumerate() {
        found.extend(of(Scope::Term(term), &pack.header.languages, linting));
        for (question, asked) in of_term.questions.iter().enumerate() {
            found.extend(of(Scope::Question(QuestionRef { term, question }), &asked.languages, linting));
        }
    }
    found
}

fn of(scope: Scope, languages: &[Lang], linting: &Linting) -> Vec<Breach> {
    let leaves = linting.places.leaves(scope);
    let commit = leaves.iter().any(|leaf| leaf.keys == ["context", "chat", "style"] && leaf.text == "commit");
    let mut found = Vec::new();
    let tells: Vec<&str> = leaves.iter().filter(|leaf| leaf.keys == ["tell"]).map(|leaf| leaf.text).collect();
    let only = match languages {
        [only] => Some(*only),
        _ => None,
    };
    let printed = |leaf: &Leaf| commit && leaf.keys.first() == Some(&"context");
    for leaf in leaves.iter().filter(|leaf| is_prose(leaf, scope, only.is_some()) && !printed(leaf)) {
        let lang = leaf.lang.or(only);
        let slips = slips(leaf.text, lang, &tells);
        let mut kinds: Vec<Slip> = slips.iter().map(|(slip, _)| *slip).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            let mut alike = slips.iter().filter(|(slip, _)| *slip == kind);
            let Some((_, first)) = alike.next() else { continue };
            let place = linting.within(leaf, first.clone());
            let breach = Breach::new(Code::Typography, scope, None, place).slip(kind);
            found.push(breach.arg("count", 1 + alike.count()));
        }
    }
    found
}

/// Whether a string is written for people. Of what may come from a program, the author says so by writing it in each
/// language.
fn is_prose(leaf: &Leaf, scope: Scope, one_language: bool) -> bool {
    match (scope, leaf.keys.as_slice()) {
        (Scope::Pack, ["title" | "description"] | ["domain", "name"])
        | (Scope::Term(_), ["name"] | ["sense", "gloss" | "source"])
        | (Scope::Question(_), ["explanation"] | ["remark", _]) => true,
        (Scope::Question(_), ["context", kind, .., key]) => match *key {
            "title" | "alt" | "error" | "subject" => true,
            "text" => *kind == "chat",
            // Some notes are mathematics.
            "note" => leaf.lang.is_some() || (one_language && *kind != "formula"),
            "x" | "y" | "name" | "label" | "labels" | "names" | "options" | "buttons" | "value" | "columns"
            | "rows" | "index" => leaf.lang.is_some(),
            _ => false,
        },
        _ => false,
    }
}

/// The slips of a text, from left to right, but for what it quotes from the tells.
fn slips(text: &str, lang: Option<Lang>, tells: &[&str]) -> Vec<(Slip, Range<usize>)> {
    let verbatim = verbatim(text, tells);
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let mut out = Vec::new();
    for (i, (at, c)) in chars.iter().copied().enumerate() {
        if verbatim.iter().any(|range| range.contains(&at)) {
            continue;
        }
        let before = |n: usize| i.checked_sub(n).map(|i| chars[i].1);
        let near = Near { before: before(1), twice: before(2), after: chars.get(i + 1).map(|(_, c)| *c) };
        let end = at + c.len_utf8();
        let slip = match c {
            '"' if !near.before.is_some_and(|c| c.is_ascii_digit()) => Some((Slip::Quotes, at..end)),
            '\'' if near.before.is_some_and(char::is_alphabetic) && near.after.is_some_and(char::is_alphabetic) => {
                Some((Slip::Apostrophe, at..end))
            }
            '.' if slice(text, at..).starts_with("...") && near.before != Some('.') => Some((Slip::Dots, at..at + 3)),
            // More than two are columns.
            ' ' if near.after == Some(' ')
                && !matches!(near.before, None | Some(' ' | '\n'))
                && !matches!(slice(text, at + 2..).chars().next(), None | Some(' ' | '\n')) =>
            {
                Some((Slip::Spaces, at..at + 2))
            }
            '«' if lang == Some(Lang::Fr) && near.after.is_some_and(|c| !is_no_break(c)) => {
                Some((Slip::SpaceAfter, at..end))
            }
            c if lang == Some(Lang::Fr) && near.lacks_space(c) => {
                let start = if near.before == Some(' ') { at - 1 } else { at };
                Some((Slip::SpaceBefore, start..end))
            }
            _ => None,
        };
        out.extend(slip);
    }
    out
}

struct Near {
    twice: Option<char>,
    before: Option<char>,
    after: Option<char>,
}

impl Near {
    /// French punctuation that lacks the no-break space before it; within `12:30`, `a?b=c` or `:)` it is none.
    fn lacks_space(&self, c: char) -> bool {
        let ends = |closing: &str| self.after.is_none_or(|c| c.is_whitespace() || closing.contains(c));
        let punctuation = match c {
            ':' | ';' => ends(""),
            '!' | '?' => ends("!?»”\")]…"),
            '»' => true,
            '%' => {
                let number = if self.before == Some(' ') { self.twice } else { self.before };
                return !self.before.is_some_and(is_no_break) && number.is_some_and(|c| c.is_ascii_digit());
            }
            _ => false,
        };
        punctuation && self.before.is_some_and(|c| !is_no_break(c) && !"!?([\n".contains(c))
    }
}

fn is_no_break(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}')
}

/// What stands in a text as it stands elsewhere: between backticks, addresses, and quotations of tells.
fn verbatim(text: &str, tells: &[&str]) -> Vec<Range<usize>> {
    let ticks: Vec<usize> = text.match_indices('`').map(|(at, _)| at).collect();
    let mut out: Vec<Range<usize>> = ticks.chunks_exact(2).map(|pair| pair[0]..pair[1] + 1).collect();
    for (at, _) in text.match_indices("://").chain(text.match_indices("www.")) {
        let start = at - slice(text, ..at).rsplit(char::is_whitespace).next().map_or(0, str::len);
        let end = slice(text, at..).find(char::is_whitespace).map_or(text.len(), |after| at + after);
        out.push(start..end);
    }
    for quote in quoted(text).into_iter().filter(|quote| tells.iter().any(|tell| tell.contains(quote))) {
        out.extend(text.match_indices(quote).map(|(at, quote)| at..at + quote.len()));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, lang: Lang) -> Vec<(Slip, &str)> {
        slips(text, Some(lang), &[]).into_iter().map(|(slip, at)| (slip, &text[at])).collect()
    }

    #[test]
    fn every_language_has_its_quotes_apostrophes_ellipses_and_single_spaces() {
        let slips = found("It's \"late\"...  Go", Lang::En);
        let expected = [
            (Slip::Apostrophe, "'"),
            (Slip::Quotes, "\""),
            (Slip::Quotes, "\""),
            (Slip::Dots, "..."),
            (Slip::Spaces, "  "),
        ];
        assert_eq!(slips, expected);
        assert_eq!(found("It’s “late”… At 14\", 'so' he said: go!", Lang::En), []);
        assert_eq!(found("one  two   three\n  four  \n", Lang::En), [(Slip::Spaces, "  ")], "more are columns");
        assert_eq!(found("`a = \"b\"...  c` at http://x.example/?a='b'c", Lang::En), []);
    }

    #[test]
    fn french_has_no_break_spaces_before_high_punctuation_and_within_its_quotes() {
        let before =
            |text| found(text, Lang::Fr).into_iter().map(|(slip, at)| (slip, at.to_owned())).collect::<Vec<_>>();
        let lacks = |at: &str| (Slip::SpaceBefore, at.to_owned());
        assert_eq!(before("Quoi ? Non; si: 5% ou 5 %!"), [" ?", ";", ":", "%", " %", "!"].map(lacks));
        assert_eq!(before("« oui »"), [(Slip::SpaceAfter, "«".to_owned()), lacks(" »")]);
        assert_eq!(before("«\u{a0}Quoi\u{202f}?!\u{a0}» 5\u{a0}% à 12:30 (!) ;) %d a?b"), []);
        assert_eq!(found("Quoi? Oui: 5%", Lang::En), []);
        let mail = "«\u{a0}Re: Re: naps\u{a0}» est un objet";
        assert_eq!(slips(mail, Some(Lang::Fr), &["Objet: Re: Re: naps"]), [], "a tell is quoted as it is");
        assert_eq!(slips(mail, Some(Lang::Fr), &[]).len(), 2);
    }
}
