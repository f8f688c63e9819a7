//! Which options stand for which domains, and which domains a file is about.

use std::collections::{BTreeMap, BTreeSet};

use super::found::{ForeignContent, ForeignQuestion};
use super::losses::Reason;
use super::rich::{cleaned, cut, one_line};
use super::{folded_text, id};
use crate::pack::read::{DOMAIN_NAME_MAX, LETTERS_TAKEN, default_domains};
use crate::pack::{Colour, Domain};
use crate::text::{Lang, slice};

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DraftDomain {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) letter: char,
    pub(crate) colour: Colour,
    label: String,
}

/// What is longer is no name, but a sentence.
const LABEL_MAX: usize = 40;

pub(crate) fn usual() -> Vec<DraftDomain> {
    let draft = |Domain { id, name, letter, colour }: Domain| {
        let name = name.get(Lang::En).to_owned();
        DraftDomain { id: id.to_string(), label: name.clone(), name, letter, colour }
    };
    default_domains().into_iter().map(draft).collect()
}

/// The domains that a file is about: those it names, the usual ones where any option or card names them, or else the
/// options that all questions share, two to four; where they do not, those that most do.
pub(crate) fn of(found: &mut ForeignContent) -> Vec<DraftDomain> {
    if !found.domains.is_empty() {
        return named(found);
    }
    let mut sets: Vec<BTreeMap<String, String>> = found.questions.iter().map(labels).collect();
    let cards: BTreeMap<String, String> = found
        .cards
        .iter()
        .filter_map(|card| in_brackets(&card.front.line()).map(|(_, label)| label.to_owned()))
        .chain(found.senses.iter().map(|sense| sense.domain.clone()))
        .map(|label| (folded_text(&label), label))
        .collect();
    let usual = usual();
    let is_usual = |label: &str| usual.iter().any(|domain| domain.id == label);
    let tags = found.cards.iter().flat_map(|card| card.tags.iter().chain(&card.path));
    let backs = found.cards.iter().map(|card| card.back.line());
    let hints = tags.map(|tag| folded_text(tag)).chain(backs.map(|back| folded_text(split(&back).0)));
    if sets.iter().chain([&cards]).any(|set| !set.is_empty() && set.keys().all(|label| is_usual(label)))
        || hints.into_iter().any(|hint| is_usual(&hint))
    {
        return usual;
    }
    sets.retain(|set| !set.is_empty());
    let good = |set: &BTreeMap<String, String>| {
        (2..=4).contains(&set.len()) && set.values().all(|label| label.chars().count() <= LABEL_MAX)
    };
    // A question may leave out what its term does not mean, so that only all of them have every domain.
    let mut all = cards.clone();
    for set in &sets {
        if all.len() > 4 {
            break;
        }
        for (key, label) in set {
            all.entry(key.clone()).or_insert_with(|| label.clone());
        }
    }
    if good(&all) {
        return own(all, found);
    }
    let mut counts: BTreeMap<Vec<&String>, (usize, usize)> = BTreeMap::new();
    for (at, set) in sets.iter().enumerate() {
        counts.entry(set.keys().collect()).or_insert((0, at)).0 += 1;
    }
    let best = counts.values().filter(|(_, at)| good(&sets[*at])).max_by_key(|(count, at)| (*count, usize::MAX - at));
    match best {
        Some((count, at)) if *count > 1 || sets.len() == 1 => own(sets[*at].clone(), found),
        _ => Vec::new(),
    }
}

fn labels(question: &ForeignQuestion) -> BTreeMap<String, String> {
    let labels = question.choices.iter().map(|choice| split(&choice.text).0);
    labels.map(|label| (folded_text(label), label.to_owned())).filter(|(key, _)| !key.is_empty()).collect()
}

/// Domains made of labels, in the order of the first question that has them, then of the alphabet.
fn own(labels: BTreeMap<String, String>, found: &mut ForeignContent) -> Vec<DraftDomain> {
    let mut order: Vec<String> = Vec::new();
    let seen = found.questions.iter().flat_map(|question| &question.choices).map(|choice| split(&choice.text).0);
    for label in seen.map(folded_text).chain(labels.keys().cloned()) {
        if labels.contains_key(&label) && !order.contains(&label) {
            order.push(label);
        }
        if order.len() == labels.len() {
            break;
        }
    }
    let mut out: Vec<DraftDomain> = Vec::new();
    for (at, key) in order.iter().enumerate() {
        let label = &labels[key];
        let name = shown(label, found);
        let (id, letter) = (free_id(label, &out), free_letter(label, &out));
        out.push(DraftDomain { id, name, letter, colour: Colour::NAMES[at % 4].1, label: label.clone() });
    }
    out
}

fn named(found: &mut ForeignContent) -> Vec<DraftDomain> {
    let mut out: Vec<DraftDomain> = Vec::new();
    for domain in found.domains.iter().take(4) {
        let name = if domain.name.trim().is_empty() { &domain.id } else { &domain.name };
        let free = |letter: &char| is_free(*letter, &out);
        let letter = domain.letter.filter(free).unwrap_or_else(|| free_letter(name, &out));
        let colour = Colour::NAMES.into_iter().find(|(name, _)| domain.colour.as_deref() == Some(name));
        let label = name.clone();
        let name = name.clone();
        let id = free_id(&domain.id, &out);
        let colour = colour.unwrap_or(Colour::NAMES[out.len() % 4]).1;
        out.push(DraftDomain { id, name, letter, colour, label });
    }
    for domain in &mut out {
        domain.name = shown(&domain.label, found);
    }
    if found.domains.len() > 4 {
        for domain in &found.domains[4..] {
            found.losses.add(Reason::Cut, 0, &domain.name);
        }
    }
    if out.len() < 2 { Vec::new() } else { out }
}

fn shown(label: &str, found: &mut ForeignContent) -> String {
    let (whole, harm) = cleaned(&one_line(label));
    let name = cut(whole.trim(), DOMAIN_NAME_MAX);
    if harm || name != whole.trim() {
        found.losses.add(if harm { Reason::Unsafe } else { Reason::Cut }, 0, label);
    }
    if name.is_empty() { "?".to_owned() } else { name }
}

fn free_id(label: &str, taken: &[DraftDomain]) -> String {
    let slug = id(label).unwrap_or_else(|| "domain".to_owned());
    let taken: BTreeSet<&str> = taken.iter().map(|domain| domain.id.as_str()).collect();
    let mut ids = std::iter::once(slug.clone()).chain((2..).map(|n| format!("{slug}-{n}")));
    ids.find(|id| !taken.contains(id.as_str())).unwrap_or(slug)
}

fn is_free(letter: char, taken: &[DraftDomain]) -> bool {
    letter.is_ascii_lowercase()
        && !LETTERS_TAKEN.contains(letter)
        && !taken.iter().any(|domain| domain.letter == letter)
}

/// A letter of the name where one is free, else any.
fn free_letter(name: &str, taken: &[DraftDomain]) -> char {
    let letters = folded_text(name).chars().chain('a'..='z').collect::<Vec<_>>();
    letters.into_iter().find(|letter| is_free(*letter, taken)).unwrap_or('a')
}

/// An option without the shape before it, and what stands behind its name: `◆ dev: a red build`, `ML (a fitted line)`.
pub(crate) fn split(text: &str) -> (&str, Option<&str>) {
    let text = bare(text);
    let at = text.find([':', '—', '–', '(', '[']).or_else(|| text.find(" - ").map(|at| at + 1));
    let Some(at) = at else { return (text, None) };
    let (label, rest) = text.split_at(at);
    let label = label.trim();
    if label.is_empty() || label.chars().count() > LABEL_MAX {
        return (text, None);
    }
    (label, gloss(rest))
}

fn bare(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || "◆●■▲".contains(c)).trim()
}

fn gloss(rest: &str) -> Option<&str> {
    let mut chars = rest.chars();
    let sign = chars.next();
    let gloss = chars.as_str().trim();
    let gloss = match sign {
        Some('(') => gloss.strip_suffix(')').unwrap_or(gloss),
        Some('[') => gloss.strip_suffix(']').unwrap_or(gloss),
        _ => gloss,
    };
    Some(gloss.trim()).filter(|gloss| !gloss.is_empty())
}

/// A word with its domain in brackets behind it: `regression (dev)`.
pub(crate) fn in_brackets(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let end = text.strip_suffix(')').or_else(|| text.strip_suffix(']'))?;
    let at = end.rfind(['(', '['])?;
    let (word, label) = (slice(end, ..at).trim(), slice(end, at + 1..).trim());
    (!word.is_empty() && !label.is_empty() && label.chars().count() <= LABEL_MAX).then_some((word, label))
}

/// The domain that an option names, and the gloss behind it.
pub(crate) fn find<'t>(text: &'t str, domains: &[DraftDomain]) -> Option<(usize, Option<&'t str>)> {
    let text = bare(text);
    let folded = folded_text(text);
    let mut best: Option<(usize, usize, Option<&str>)> = None;
    for (at, domain) in domains.iter().enumerate() {
        for name in [&domain.id, &domain.name, &domain.label] {
            let key = folded_text(name);
            if key.is_empty() || best.is_some_and(|(_, length, _)| length >= key.len()) {
                continue;
            }
            if folded == key {
                best = Some((at, key.len(), None));
            } else if let Some(rest) = behind(text, &key) {
                let rest = rest.trim_start();
                if rest.starts_with([':', '—', '–', '(', '[']) || rest.starts_with("- ") {
                    best = Some((at, key.len(), gloss(rest)));
                }
            }
        }
    }
    best.map(|(at, _, gloss)| (at, gloss))
}

/// What stands behind a beginning that compares as a key does.
fn behind<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    let mut folded = crate::text::folded(text);
    let mut end = 0;
    for wanted in key.chars() {
        let (at, c) = folded.next()?;
        if c != wanted {
            return None;
        }
        end = at;
    }
    let mut rest = slice(text, end..).chars();
    rest.next();
    Some(rest.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::found::ForeignChoice;
    use super::*;

    fn found(questions: &[&[&str]]) -> ForeignContent {
        let choice = |text: &&str| ForeignChoice { text: (*text).to_owned(), ..ForeignChoice::default() };
        let question = |texts: &&[&str]| ForeignQuestion {
            choices: texts.iter().map(choice).collect(),
            ..ForeignQuestion::default()
        };
        ForeignContent { questions: questions.iter().map(question).collect(), ..ForeignContent::default() }
    }

    fn ids(questions: &[&[&str]]) -> Vec<String> {
        of(&mut found(questions)).into_iter().map(|domain| domain.id).collect()
    }

    #[test]
    fn an_option_names_its_domain_in_many_ways() {
        let usual = usual();
        for text in
            ["dev", "◆ DEV", " Dev : ", "dev: a red build", "dev (a red build)", "● dev — a red build", "dev - x"]
        {
            assert_eq!(find(text, &usual).map(|(at, _)| at), Some(0), "{text}");
        }
        assert_eq!(find("ML: fits: a line", &usual), Some((1, Some("fits: a line"))));
        assert_eq!(find("stats\u{a0}: x (y)", &usual), Some((2, Some("x (y)"))));
        assert_eq!(find("developers", &usual), None);
        assert_eq!(split("cooks (a broth)"), ("cooks", Some("a broth")));
        assert_eq!(in_brackets("stock [law]"), Some(("stock", "law")));
    }

    #[test]
    fn the_usual_domains_are_known_and_others_must_be_shared() {
        assert_eq!(ids(&[&["dev", "ML"], &["this", "that", "these", "those", "none"]]), ["dev", "ml", "stats"]);
        assert_eq!(ids(&[&["Cooks: a broth", "Lawyers"], &["lawyers", "cooks"]]), ["cooks", "lawyers"]);
        assert_eq!(ids(&[&["law", "cook"], &["cook", "bank"]]), ["law", "cook", "bank"]);
        assert_eq!(ids(&[&["a", "b"], &["b", "a"], &["c", "d"], &["e", "f"]]), ["a", "b"]);
        assert!(ids(&[&["a", "b"], &["c", "d"], &["e", "f"]]).is_empty());
    }

    #[test]
    fn every_domain_has_a_letter_that_is_free() {
        let domains = of(&mut found(&[&["chef", "ghost", "Cooks and their pots", "é"]]));
        let letters: Vec<char> = domains.iter().map(|domain| domain.letter).collect();
        assert!(letters.iter().all(|letter| !LETTERS_TAKEN.contains(*letter)), "{letters:?}");
        let mut different = letters.clone();
        different.sort_unstable();
        different.dedup();
        assert_eq!(different.len(), letters.len());
        assert!(domains[2].name.chars().count() <= DOMAIN_NAME_MAX);
    }
}
