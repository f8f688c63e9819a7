//! A handout: the glossary of what was missed.

use super::{GlossaryDoc, GlossaryEntry, Meaning};
use crate::doc::percent;
use crate::game::analysis::{Analysis, AskedSense};
use crate::pack::DomainId;
use crate::words::{Words, fill, thousands};

pub(super) struct Missed {
    n: u64,
    share: f64,
}

impl<'a> GlossaryDoc<'a> {
    /// The terms that somebody took for something else, most missed first.
    pub(super) fn missed(analysis: &Analysis<'a>, words: &'a Words) -> Self {
        let whole = Self::new(analysis.pack, words);
        let mut entries: Vec<(u64, GlossaryEntry)> =
            whole.entries.into_iter().filter_map(|entry| missed_entry(entry, analysis, words)).collect();
        // In the order of a dictionary where as often.
        entries.sort_by_key(|(times, _)| std::cmp::Reverse(*times));
        let missed = Missed { n: analysis.n(), share: analysis.share().unwrap_or(0.0) };
        Self { entries: entries.into_iter().map(|(_, entry)| entry).collect(), missed: Some(missed), ..whole }
    }

    pub(super) fn intro(&self) -> Option<String> {
        let missed = self.missed.as_ref()?;
        let said = self.words.analysis();
        let (n, share) = (thousands(missed.n), percent(missed.share, self.words.lang()));
        let sentence = if self.entries.is_empty() { &said.handout_none } else { &said.handout_intro };
        Some(fill(sentence, &[("n", &n), ("share", &share)]))
    }
}

/// A term with how often it was missed; none where it never was.
fn missed_entry<'a>(entry: GlossaryEntry<'a>, analysis: &Analysis, words: &Words) -> Option<(u64, GlossaryEntry<'a>)> {
    let of_term =
        |asked: &&AskedSense| analysis.pack.terms.get(asked.term).is_some_and(|term| term.id == entry.term.id);
    let asked: Vec<&AskedSense> = analysis.asked.iter().filter(of_term).collect();
    let (times, of) = asked.iter().fold((0, 0), |(times, of), asked| {
        (times + asked.voices.n() - asked.voices.of(asked.was), of + asked.voices.n())
    });
    if times == 0 {
        return None;
    }
    let meanings = entry.meanings.into_iter().map(|meaning| {
        let missed = missed_sense(meaning.sense.domain, &asked, analysis, words);
        Meaning { missed, ..meaning }
    });
    let missed = fill(&words.analysis().missed, &[("times", &thousands(times)), ("of", &thousands(of))]);
    Some((times, GlossaryEntry { meanings: meanings.collect(), missed: Some(missed), ..entry }))
}

/// What a sense was taken for. What had several right domains counts for each of them.
fn missed_sense(domain: DomainId, asked: &[&AskedSense], analysis: &Analysis, words: &Words) -> Option<String> {
    let said = words.analysis();
    let of_sense = || asked.iter().filter(|asked| asked.was.contains(domain));
    let wrong = |id: DomainId| -> u64 {
        let others = of_sense().filter(|asked| !asked.was.contains(id));
        others.map(|asked| asked.voices.named(id)).sum()
    };
    let mut taken: Vec<(u64, DomainId)> = analysis.pack.domain_ids().map(|id| (wrong(id), id)).collect();
    taken.retain(|(n, _)| *n > 0);
    taken.sort_by_key(|(n, _)| std::cmp::Reverse(*n));
    let none: u64 = of_sense().map(|asked| asked.voices.none).sum();
    let times = none + taken.iter().map(|(n, _)| n).sum::<u64>();
    let of: u64 = of_sense().map(|asked| asked.voices.n()).sum();
    if times == 0 {
        return None;
    }
    let name = |id: DomainId| format!("{}\u{a0}{}", id.shape(), analysis.pack.domain(id).name.get(words.lang()));
    let mut parts: Vec<String> = taken
        .iter()
        .map(|(n, id)| fill(&said.taken_for, &[("domain", &name(*id)), ("times", &thousands(*n))]))
        .collect();
    if none > 0 {
        parts.push(fill(&said.not_answered, &[("times", &thousands(none))]));
    }
    let (times, of) = (thousands(times), thousands(of));
    Some(fill(&said.missed_sense, &[("times", &times), ("of", &of), ("taken", &parts.join(", "))]))
}
