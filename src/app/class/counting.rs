//! Hands are counted: by numbers, by letters, by clicks.

use std::time::Duration;

use super::{Class, HANDS_MAX, Stage, Vote};
use crate::app::{Effect, around};
use crate::game::record::{self, Answers, Line};
use crate::pack::DomainId;
use crate::ui::{Act, Edit};

impl Class {
    pub(super) fn while_counting(&mut self, act: Act, out: &mut Vec<Effect>) {
        let domains = self.pack.header.domains.len();
        let Stage::Count { hands, selected, anew } = &mut self.stage else { return };
        let change = |hands: &mut Vec<u32>, of: DomainId, change: fn(u32) -> u32| {
            if let Some(count) = hands.get_mut(usize::from(of.0)) {
                *count = change(*count).min(HANDS_MAX);
            }
        };
        let typing = matches!(act, Act::Type(_));
        match act {
            Act::Up | Act::Left | Act::Down | Act::Right => {
                let forward = matches!(act, Act::Down | Act::Right);
                selected.0 = around(selected.0.into(), domains, forward) as u8;
            }
            Act::Say(domain) if usize::from(domain.0) < domains => {
                *selected = domain;
                change(hands, domain, |count| count + 1);
            }
            Act::Fewer(domain) if usize::from(domain.0) < domains => {
                *selected = domain;
                change(hands, domain, |count| count.saturating_sub(1));
            }
            Act::Type(Edit::InsertChar(c)) => match (c, c.to_digit(10), hands.get_mut(usize::from(selected.0))) {
                (_, Some(digit), Some(count)) if *anew => *count = digit,
                (_, Some(digit), Some(count)) if *count * 10 + digit <= HANDS_MAX => *count = *count * 10 + digit,
                ('+', ..) => change(hands, *selected, |count| count + 1),
                ('-', ..) => change(hands, *selected, |count| count.saturating_sub(1)),
                _ => {}
            },
            Act::Type(Edit::DeletePrevChar) => change(hands, *selected, |count| count / 10),
            Act::Choose => {
                let hands = hands.clone();
                return self.counted(hands, out);
            }
            Act::Earlier => {
                self.typed = Some(std::mem::take(hands));
                self.stage = Stage::Ask;
                return;
            }
            _ => {}
        }
        *anew = !typing;
    }

    pub(super) fn count(&mut self) {
        self.clock.runs = false;
        let before = self.votes().get(self.round).map(|vote| vote.hands.clone());
        let none = || vec![0; self.pack.header.domains.len()];
        let hands = self.typed.take().or(before).unwrap_or_else(none);
        self.stage = Stage::Count { hands, selected: DomainId(0), anew: true };
    }

    fn counted(&mut self, hands: Vec<u32>, out: &mut Vec<Effect>) {
        let Some(place) = self.place() else { return };
        let votes = self.votes.entry(place).or_default();
        let before = votes.get(self.round).cloned();
        // A count that is mended took no more time.
        let took = before.as_ref().map_or(self.thought, |vote| vote.took);
        let vote = Vote { hands, took };
        votes.set(self.round, vote.clone());
        self.stage = Stage::Chart { since: Duration::ZERO };
        if vote.total() == 0 && before.is_none() {
            return;
        }
        let domains = self.pack.domain_ids().zip(&vote.hands);
        let said = domains.map(|(id, hands)| (self.pack.domain(id).id.to_string(), *hands)).collect();
        let answers = Answers {
            question: self.pack.at(place).1.id.to_string(),
            said,
            none: 0,
            seconds: Some(record::tenths(vote.took)),
            vote: self.round,
            warm_up: self.is_warm_up(),
            hinted: self.hinted,
        };
        self.write(vec![Line::Answers(answers)], out);
    }
}
