//! W2, W3, W4: nothing is known from the pack, the kind of context or the term alone.

use super::{Breach, Linting};
use crate::context::KINDS;
use crate::pack::place::Scope;
use crate::pack::{DomainId, DomainSet};
use crate::read::diagnostic::Code;

/// In smaller packs chance alone would break the rule.
const QUESTIONS_MIN: usize = 12;
const OF_KIND_MIN: usize = 5;

/// W2: each domain is right about as often as the others; with three of them, in 27 to 40 % of the questions.
pub(super) fn lopsided_keys(linting: &Linting) -> Vec<Breach> {
    let pack = linting.pack;
    let place = linting.places.domains();
    let mut found = Vec::new();
    for lang in pack.header.languages.iter().copied() {
        let keys: Vec<DomainSet> = linting.asked_in(lang).map(|asked| asked.question.key).collect();
        // From 0.8 to 1.2 times the share that each would have of equal ones.
        let tenths = 10 * pack.header.domains.len();
        let (low, high) = ((8 * keys.len()).div_ceil(tenths), 12 * keys.len() / tenths);
        let counts: Vec<usize> = pack.domain_ids().map(|domain| count(&keys, domain)).collect();
        if keys.len() >= QUESTIONS_MIN && counts.iter().any(|count| !(low..=high).contains(count)) {
            let shares = pack.domain_ids().zip(counts).map(|(id, count)| format!("{} {count}", pack.domain(id).id));
            let finding = Breach::new(Code::LopsidedKeys, Scope::Pack, Some(lang), place.clone());
            let finding = finding.arg("shares", shares.collect::<Vec<_>>().join(", ")).arg("all", keys.len());
            found.push(finding.arg("low", low).arg("high", high));
        }
    }
    found
}

/// W3: no kind of context has more than 60 % of its questions in one domain, 75 % where there are only two.
pub(super) fn lopsided_kind(linting: &Linting) -> Vec<Breach> {
    let pack = linting.pack;
    let most = if pack.header.domains.len() == 2 { 75 } else { 60 };
    let place = linting.places.domains();
    let mut found = Vec::new();
    for lang in pack.header.languages.iter().copied() {
        for kind in KINDS {
            let of_kind = linting.asked_in(lang).filter(|asked| asked.question.context.kind() == kind);
            let keys: Vec<DomainSet> = of_kind.map(|asked| asked.question.key).collect();
            let too_many = |domain: &DomainId| count(&keys, *domain) * 100 > keys.len() * most;
            for domain in pack.domain_ids().filter(|domain| keys.len() >= OF_KIND_MIN && too_many(domain)) {
                let finding = Breach::new(Code::LopsidedKind, Scope::Pack, Some(lang), place.clone());
                let finding = finding.arg("kind", kind).arg("domain", &pack.domain(domain).id);
                found.push(finding.arg("count", count(&keys, domain)).arg("all", keys.len()).arg("max", most));
            }
        }
    }
    found
}

/// W4: no domain is right in all questions of a term, or whoever knows the word knows the answer.
pub(super) fn one_answer_term(linting: &Linting) -> Vec<Breach> {
    let pack = linting.pack;
    let mut found = Vec::new();
    for lang in pack.header.languages.iter().copied() {
        for (index, term) in pack.terms.iter().enumerate() {
            let asked = term.questions.iter().filter(|question| question.languages.contains(&lang));
            let Some(always) = asked.map(|question| question.key).reduce(DomainSet::and) else { continue };
            if !always.is_empty() {
                let place = linting.places.at(Scope::Term(index), &["name"], Some(lang));
                let finding = Breach::new(Code::OneAnswerTerm, Scope::Term(index), Some(lang), place);
                found.push(finding.arg("term", &term.id).arg("domain", pack.ids(always).join(", ")));
            }
        }
    }
    found
}

fn count(keys: &[DomainSet], domain: DomainId) -> usize {
    keys.iter().filter(|key| key.contains(domain)).count()
}
