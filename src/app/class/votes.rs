//! The votes of a class on one question: one, or two with a talk between them.

use std::time::Duration;

use crate::pack::{DomainId, DomainSet};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    /// By domain, in the order of the pack.
    pub hands: Vec<u32>,
    pub(crate) took: Duration,
}

impl Vote {
    pub(crate) fn total(&self) -> u32 {
        self.hands.iter().fold(0, |sum, hands| sum.saturating_add(*hands))
    }

    pub(crate) fn of(&self, domain: DomainId) -> u32 {
        self.hands.get(usize::from(domain.0)).copied().unwrap_or(0)
    }

    /// The share of all hands that went up for a domain, from 0 to 1; 0 where there were none.
    pub(crate) fn share(&self, domain: DomainId) -> f64 {
        f64::from(self.of(domain)) / f64::from(self.total().max(1))
    }

    pub(crate) fn right(&self, key: DomainSet) -> u32 {
        key.iter().map(|domain| self.of(domain)).sum()
    }
}

/// The votes on one question, in their order: none, one, or two. A vote without hands is none.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Votes(Vec<Vote>);

impl Votes {
    pub fn count(&self) -> u8 {
        self.0.len() as u8
    }

    /// The first or the second.
    pub(crate) fn get(&self, round: u8) -> Option<&Vote> {
        self.0.get(usize::from(round.max(1)) - 1)
    }

    pub fn last(&self) -> Option<&Vote> {
        self.0.last()
    }

    /// The one before the last, if the room voted twice.
    pub(crate) fn before(&self) -> Option<&Vote> {
        self.0.len().checked_sub(2).and_then(|at| self.0.get(at))
    }

    pub(crate) fn up_to(&self, round: u8) -> Self {
        Self(self.0.iter().take(usize::from(round)).cloned().collect())
    }

    pub(super) fn set(&mut self, round: u8, vote: Vote) {
        let at = usize::from(round.max(1)) - 1;
        match (self.0.get_mut(at), vote.total()) {
            (Some(_), 0) => self.0.truncate(at),
            (Some(old), _) => *old = vote,
            (None, 0) => {}
            (None, _) => self.0.push(vote),
        }
    }
}
