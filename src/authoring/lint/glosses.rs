//! W6, W8: the glosses of a term look alike, and each can be looked up.

use super::{Breach, Linting};
use crate::pack::Term;
use crate::pack::place::Scope;
use crate::read::diagnostic::{Code, Slip};
use crate::text::Lang;

/// How far a gloss may be from the mean length of the term's glosses, in percent.
const SPREAD_MAX: usize = 30;

/// W6: the glosses of a term are about as long as one another, and begin and end alike.
pub(super) fn uneven_glosses(linting: &Linting) -> Vec<Breach> {
    let pack = linting.pack;
    let mut found = Vec::new();
    for lang in pack.header.languages.iter().copied() {
        for (index, term) in pack.terms.iter().enumerate() {
            for (slip, sense, values) in slips(term, lang) {
                let domain = &pack.domain(term.senses[sense].domain).id;
                let place = linting.places.sense(index, domain, "gloss", Some(lang));
                let breach = Breach::new(Code::UnevenGlosses, Scope::Term(index), Some(lang), place).slip(slip);
                found.push(breach.arg("found", values).arg("domain", domain).arg("max", SPREAD_MAX));
            }
        }
    }
    found
}

type Shape<'a> = (Slip, &'a dyn Fn(&str) -> bool);

/// What is uneven, the sense that stands out most, and the values that show it.
fn slips(term: &Term, lang: Lang) -> Vec<(Slip, usize, String)> {
    let glosses: Vec<&str> = term.senses.iter().map(|sense| sense.gloss.get(lang)).collect();
    let lengths: Vec<usize> = glosses.iter().map(|gloss| gloss.chars().count()).collect();
    let (sum, count) = (lengths.iter().sum::<usize>(), lengths.len());
    // From the mean, in characters times the number of glosses.
    let apart = |length: usize| (length * count).abs_diff(sum);
    let mut out = Vec::new();
    let farthest = (0..count).max_by_key(|i| apart(lengths[*i]));
    if let Some(sense) = farthest.filter(|i| apart(lengths[*i]) * 100 > sum * SPREAD_MAX) {
        let lengths: Vec<String> = lengths.iter().map(usize::to_string).collect();
        out.push((Slip::Lengths, sense, lengths.join(", ")));
    }
    let article = |gloss: &str| begins_with_article(gloss, lang);
    let shapes: [Shape; 3] = [
        (Slip::Capitals, &begins_with_capital),
        (Slip::Stops, &|gloss| gloss.ends_with('.')),
        (Slip::Articles, &article),
    ];
    for (slip, shape) in shapes {
        let shaped: Vec<bool> = glosses.iter().map(|gloss| shape(gloss)).collect();
        let some = shaped.iter().filter(|shaped| **shaped).count();
        if some > 0 && some < count {
            // The one that differs from the others, or of two the one that has what the other has not.
            let rare = some * 2 <= count;
            let sense = shaped.iter().position(|shaped| *shaped == rare).unwrap_or(0);
            out.push((slip, sense, some.to_string()));
        }
    }
    out
}

/// A capital, unless it begins a name in capitals such as `URL`.
fn begins_with_capital(gloss: &str) -> bool {
    let mut chars = gloss.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_none_or(|c| !c.is_uppercase())
}

fn begins_with_article(gloss: &str, lang: Lang) -> bool {
    let gloss = gloss.to_lowercase().replace('’', "'");
    let (words, elided): (&[&str], &[&str]) = match lang {
        Lang::En => (&["a", "an", "the"], &[]),
        Lang::Fr => (&["un", "une", "des", "le", "la", "les", "du"], &["l'", "de l'"]),
    };
    let first = gloss.split_whitespace().next().unwrap_or_default();
    words.contains(&first) || elided.iter().any(|article| gloss.starts_with(article))
}

/// W8: every sense says where it can be looked up.
pub(super) fn no_source(linting: &Linting) -> Vec<Breach> {
    let pack = linting.pack;
    let mut found = Vec::new();
    for (index, term) in pack.terms.iter().enumerate() {
        for sense in term.senses.iter().filter(|sense| sense.source.is_none()) {
            let domain = &pack.domain(sense.domain).id;
            let place = linting.places.sense(index, domain, "domain", None);
            let finding = Breach::new(Code::NoSource, Scope::Term(index), None, place);
            found.push(finding.arg("term", &term.id).arg("domain", domain));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_and_capitals_are_told_from_other_words() {
        assert!(begins_with_article("A rest", Lang::En) && begins_with_article("l’écart", Lang::Fr));
        assert!(!begins_with_article("another rest", Lang::En) && !begins_with_article("lecture", Lang::Fr));
        assert!(begins_with_capital("A rest") && begins_with_capital("Rest"));
        assert!(!begins_with_capital("URL of a page") && !begins_with_capital("rest") && !begins_with_capital(""));
    }
}
