//! W1: the context tells the answer in plain words, to somebody who knows nothing of the matter.

use std::collections::HashMap;
use std::ops::Range;
use std::rc::Rc;

use super::words::{Stems, words};
use super::{AskedQuestion, Breach, Linting};
use crate::pack::place::Scope;
use crate::pack::{DomainId, DomainSet, Pack, Term};
use crate::read::diagnostic::{Code, Place, Slip};
use crate::text::{Lang, find_in_any_case, slice};

/// W1: no context names a domain, or shares a word with a gloss of its term.
pub(super) fn find(linting: &Linting) -> Vec<Breach> {
    let pack = linting.pack;
    let mut stems: HashMap<Lang, Stems> = HashMap::new();
    let mut leaks: Option<(usize, Lang, Leaks)> = None;
    let mut found = Vec::new();
    for asked in &linting.asked {
        let (lang, term) = (asked.lang, asked.place.term);
        let stems = stems.entry(lang).or_insert_with(|| Stems::of(lang));
        if leaks.as_ref().is_none_or(|(of, in_lang, _)| (*of, *in_lang) != (term, lang)) {
            leaks = Some((term, lang, Leaks::of(pack, asked.term, lang, stems)));
        }
        let Some((_, _, leaks)) = &leaks else { continue };
        let alt = asked.question.context.alt().map_or("", |alt| alt.get(lang));
        for leak in leaks.in_texts(&[&asked.shown, alt], stems) {
            let mut breach = linting.breach(Code::GivesAway, asked, "context").slip(leak.slip);
            breach.fault.place = leak.place(asked, linting).unwrap_or(breach.fault.place);
            found.push(breach.arg("found", leak.word).arg("domain", pack.ids(leak.domains).join(", ")));
        }
    }
    found
}

struct Leaks<'a> {
    /// How a domain is called, and the first word of that in small letters, which most texts do not hold.
    names: Vec<(&'a str, String, DomainId)>,
    /// The stems of the glosses, and whose they are. What is in all of them tells nothing.
    glosses: HashMap<Rc<str>, DomainSet>,
}

struct Leak {
    slip: Slip,
    word: String,
    domains: DomainSet,
}

impl<'a> Leaks<'a> {
    fn of(pack: &'a Pack, term: &Term, lang: Lang, stems: &mut Stems) -> Self {
        let own: Vec<&str> = Lang::ALL.iter().map(|lang| term.name.get(*lang)).chain([term.id.as_str()]).collect();
        let is_own = |name: &str| own.iter().any(|own| !whole(own, name, true).is_empty());
        let mut names = Vec::new();
        for id in pack.domain_ids() {
            let domain = pack.domain(id);
            names.push((domain.name.get(lang), id));
            // Short ids are letters that mean something else as often as not.
            if domain.id.len() > SHORT && !domain.id.eq_ignore_ascii_case(domain.name.get(lang)) {
                names.push((&domain.id, id));
            }
        }
        names.retain(|(name, _)| !is_own(name));
        let first = |name: &str| name.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase();
        let names = names.into_iter().map(|(name, id)| (name, first(name), id)).collect();
        let own: Vec<Rc<str>> = own
            .iter()
            .flat_map(|own| words(own).into_iter().map(|word| slice(own, word)))
            .filter_map(|w| stems.content(w))
            .collect();
        let mut glosses: HashMap<Rc<str>, DomainSet> = HashMap::new();
        for sense in &term.senses {
            let gloss = sense.gloss.get(lang);
            for stem in words(gloss).into_iter().filter_map(|word| stems.content(slice(gloss, word))) {
                if !own.contains(&stem) {
                    glosses.entry(stem).or_default().insert(sense.domain);
                }
            }
        }
        let all: DomainSet = term.senses.iter().map(|sense| sense.domain).collect();
        glosses.retain(|_, domains| *domains != all);
        Self { names, glosses }
    }

    fn in_texts(&self, texts: &[&str], stems: &mut Stems) -> Vec<Leak> {
        let mut leaks: Vec<Leak> = Vec::new();
        for text in texts {
            let lower = text.to_lowercase();
            for (name, _, domain) in self.names.iter().filter(|(_, first, _)| lower.contains(first)) {
                if let Some(at) = whole(text, name, false).into_iter().next() {
                    let (slip, word) = (Slip::NamesDomain, slice(text, at).to_owned());
                    leaks.push(Leak { slip, word, domains: DomainSet::from_iter([*domain]) });
                }
            }
            let addresses = addresses(text);
            for word in words(text).into_iter().filter(|word| !addresses.iter().any(|at| at.contains(&word.start))) {
                let word = slice(text, word);
                if let Some(domains) = stems.content(word).and_then(|stem| self.glosses.get(&stem)) {
                    leaks.push(Leak { slip: Slip::SharesWord, word: word.to_lowercase(), domains: *domains });
                }
            }
        }
        let mut once: Vec<Leak> = Vec::new();
        for leak in leaks {
            if !once.iter().any(|other| (other.slip, &other.word) == (leak.slip, &leak.word)) {
                once.push(leak);
            }
        }
        once
    }
}

impl Leak {
    /// Where a context says it; none where the word is none of the author's.
    fn place(&self, asked: &AskedQuestion, linting: &Linting) -> Option<Place> {
        let leaves = linting.places.leaves(Scope::Question(asked.place));
        let of_context = leaves.iter().filter(|leaf| leaf.keys.first() == Some(&"context"));
        let mut spoken = of_context.filter(|leaf| leaf.lang.is_none_or(|lang| lang == asked.lang));
        spoken.find_map(|leaf| {
            let at = match self.slip {
                Slip::NamesDomain => whole(leaf.text, &self.word, false).into_iter().next()?,
                _ => {
                    words(leaf.text).into_iter().find(|at| slice(leaf.text, at.clone()).to_lowercase() == self.word)?
                }
            };
            Some(linting.within(leaf, at))
        })
    }
}

/// Names of at most this many letters must be written as they are, and stand by themselves: `ml` may be millilitres,
/// and `/dev/null` speaks of nobody.
const SHORT: usize = 3;

fn whole(text: &str, name: &str, lenient: bool) -> Vec<Range<usize>> {
    let short = name.chars().count() <= SHORT && !lenient;
    let mut found = find_in_any_case(text, name);
    found.retain(|at| {
        let (before, after) = (slice(text, ..at.start).chars().next_back(), slice(text, at.end..));
        let next = after.chars().next();
        let inside = |c: char| c.is_alphanumeric() || c == '_';
        if !short {
            return !before.is_some_and(inside) && !next.is_some_and(inside);
        }
        let free = |c: char| c.is_whitespace() || "()[]{}“”«»\"'’‘,;!?".contains(c);
        let ends = || after.trim_start_matches(['.', ':', '…']).chars().next().is_none_or(char::is_whitespace);
        slice(text, at.clone()) == name && before.is_none_or(free) && (next.is_none_or(free) || ends())
    });
    found
}

/// The addresses of mails and pages in a text, whose words say nothing.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let found = text.match_indices('@').chain(text.match_indices("://"));
    let blank = |c: char| c.is_whitespace() || "<>()\"'`,;".contains(c);
    let around = found.map(|(at, _)| {
        let start =
            slice(text, ..at).char_indices().rev().find(|(_, c)| blank(*c)).map_or(0, |(at, c)| at + c.len_utf8());
        start..slice(text, at..).find(blank).map_or(text.len(), |end| at + end)
    });
    around.filter(|at| slice(text, at.clone()).contains('.')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names_stand_by_themselves() {
        let named = |text: &str, name: &str| !whole(text, name, false).is_empty();
        assert!(named("Ask the dev.", "dev") && named("(ML)", "ML") && named("dev: done", "dev"));
        assert!(!named("/dev/null", "dev") && !named("5 ml of milk", "ML") && !named("devs", "dev"));
        assert!(!named("npm i --save-dev", "dev") && !named("a.dev:80", "dev") && !named("dev=1", "dev"));
        assert!(named("Lawyers nap", "lawyers") && named("import stats;", "stats") && !named("mystats", "stats"));
    }

    #[test]
    fn addresses_are_no_words() {
        let text = "to: Lena <lena@naps.example>, see https://naps.example/rows for @property rows";
        let found: Vec<&str> = addresses(text).into_iter().map(|at| &text[at]).collect();
        assert_eq!(found, ["lena@naps.example", "https://naps.example/rows"]);
    }
}
