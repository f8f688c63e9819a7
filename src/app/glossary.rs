//! The terms of a pack with their senses, found as one types; and the contexts in which a sense is asked, to look at.

pub(crate) mod view;
mod search;

use std::sync::Arc;
use std::time::Duration;

use tui_input::Input;

pub use self::search::{Found, SearchField};
use super::overlay::type_into;
use super::{Ahead, App, Component, Exhibit, Next, Pick, Screen, Want, around};
use crate::game::Game;
use crate::pack::{DomainId, Pack, QuestionRef, Sense, Term};
use crate::text::Lang;
use crate::ui::Act;

#[derive(Debug, Clone)]
pub struct Glossary {
    pub pack: Arc<Pack>,
    pub lang: Lang,
    pub(crate) search: Input,
    /// The terms that were missed in the game that it is opened from. They come first where nothing is searched.
    pub(crate) missed: Vec<usize>,
    /// The questions that this game will still ask: their contexts are held back.
    pub to_come: Vec<QuestionRef>,
    pub(crate) pick: Pick,
    pub(crate) shown: Option<ShownContext>,
    /// The terms that match, the best first.
    pub found: Vec<Found>,
    domain: DomainId,
}

#[derive(Debug, Clone, Copy)]
pub(crate) struct ShownContext {
    pub(crate) at: usize,
    pub(crate) exhibit: Exhibit,
}

impl Glossary {
    pub(crate) fn new(pack: Arc<Pack>, lang: Lang) -> Self {
        let mut glossary = Self {
            pack,
            lang,
            search: Input::default(),
            missed: Vec::new(),
            to_come: Vec::new(),
            pick: Pick::default(),
            shown: None,
            found: Vec::new(),
            domain: DomainId(0),
        };
        glossary.find();
        glossary
    }

    pub(crate) fn after(game: &Game, answer: usize) -> Self {
        let mut glossary = Self::new(game.pack.clone(), game.lang);
        glossary.missed = game.missed_terms();
        glossary.find();
        glossary.at(game.answers.get(answer).map(|answer| answer.question))
    }

    /// The same with the sense selected that a question asks for, if one does.
    pub(crate) fn at(mut self, question: Option<QuestionRef>) -> Self {
        if let Some(question) = question {
            self.select(question.term);
            self.domain = self.pack.at(question).1.key.iter().next().unwrap_or(self.domain);
        }
        self
    }

    fn select(&mut self, term: usize) {
        self.pick = Pick::new(self.found.iter().position(|found| found.term == term).unwrap_or(0));
    }

    pub fn term(&self, found: &Found) -> &Term {
        &self.pack.terms[found.term]
    }

    pub fn current(&self) -> Option<(&Found, &Term)> {
        self.found.get(self.pick.at).map(|found| (found, self.term(found)))
    }

    /// The sense that is selected: that of the domain that was chosen last, or where this has none, the next one's.
    pub fn sense(&self) -> Option<&Sense> {
        let senses = &self.current()?.1.senses;
        senses.iter().find(|sense| sense.domain >= self.domain).or(senses.last())
    }

    /// The questions with contexts of the selected term in a domain, in the pack's order.
    pub fn contexts(&self, domain: DomainId) -> Vec<QuestionRef> {
        self.asked(domain).filter(|place| !self.to_come.contains(place)).collect()
    }

    pub(crate) fn holds_back(&self, domain: DomainId) -> bool {
        self.asked(domain).any(|place| self.to_come.contains(&place))
    }

    fn asked(&self, domain: DomainId) -> impl Iterator<Item = QuestionRef> {
        self.current().into_iter().flat_map(move |(found, term)| {
            let asked = term.questions.iter().enumerate();
            let asked = asked.filter(move |(_, q)| q.key.contains(domain) && q.languages.contains(&self.lang));
            asked.map(|(question, _)| QuestionRef { term: found.term, question })
        })
    }

    /// The question whose context is shown, its number among those of its sense, and how many these are.
    pub fn question(&self) -> Option<(QuestionRef, usize, usize)> {
        let (shown, sense) = (self.shown.as_ref()?, self.sense()?);
        let contexts = self.contexts(sense.domain);
        contexts.get(shown.at).map(|place| (*place, shown.at, contexts.len()))
    }

    pub(super) fn near(&self) -> Vec<QuestionRef> {
        let contexts = self.sense().map(|sense| self.contexts(sense.domain)).unwrap_or_default();
        let from = self.shown.as_ref().map_or(0, |shown| shown.at);
        let ahead = 1 + usize::from(self.shown.is_some());
        contexts.iter().cycle().skip(from).take(ahead.min(contexts.len())).copied().collect()
    }

    fn act_on_context(&mut self, act: Act) {
        let count = self.question().map_or(0, |(.., count)| count);
        let Some(shown) = &mut self.shown else { return };
        match act {
            Act::Back => self.shown = None,
            Act::Choose | Act::Right | Act::Left => {
                if count > 1 {
                    let at = around(shown.at, count, act != Act::Left);
                    *shown = ShownContext { at, exhibit: Exhibit::default() };
                }
            }
            act => shown.exhibit.act(&act),
        }
    }

    /// The next sense of the selected term, or the one before, around the ends.
    fn step_sense(&mut self, forward: bool) {
        let (Some((_, term)), Some(sense)) = (self.current(), self.sense()) else { return };
        let count = term.senses.len();
        let at = term.senses.iter().position(|own| own.domain == sense.domain).unwrap_or(0);
        self.domain = term.senses[around(at, count, forward)].domain;
    }

    fn show(&mut self) {
        let there_is = self.sense().is_some_and(|sense| !self.contexts(sense.domain).is_empty());
        self.shown = there_is.then(|| ShownContext { at: 0, exhibit: Exhibit::default() });
    }

    fn find(&mut self) {
        self.found = search::find(&self.pack, self.lang, self.search.value());
        if self.search.value().trim().is_empty() {
            self.found.sort_by_key(|found| !self.missed.contains(&found.term));
        }
        self.pick = Pick::default();
    }
}

impl Component for Glossary {
    fn act(&mut self, act: Act, _: &mut App) -> Next {
        if self.shown.is_some() {
            self.act_on_context(act);
            return Next::Stay;
        }
        if self.pick.scroll(&act, self.found.len()) {
            return Next::Stay;
        }
        match act {
            Act::Left => self.step_sense(false),
            Act::Right => self.step_sense(true),
            Act::Sense(domain) => self.domain = domain,
            Act::Contexts(domain) => {
                self.domain = domain;
                self.show();
            }
            Act::Choose => self.show(),
            Act::Type(edit) if type_into(&mut self.search, edit, 40).is_some_and(|changed| changed.value) => {
                self.find();
            }
            Act::Back if self.search.value().is_empty() => return Next::Leave,
            Act::Back => {
                let term = self.current().map(|(found, _)| found.term);
                self.search.reset();
                self.find();
                term.into_iter().for_each(|term| self.select(term));
            }
            _ => {}
        }
        Next::Stay
    }

    fn tick(&mut self, time: Duration, _: &mut App) {
        if let Some(shown) = &mut self.shown {
            shown.exhibit.tick(time);
        }
    }

    fn wake(&self, app: &App) -> Option<Duration> {
        let shown = self.shown.as_ref().filter(|_| app.moves())?;
        shown.exhibit.wake(self.pack.at(self.question()?.0).1)
    }

    fn ahead(&self) -> Option<Ahead> {
        Ahead::new(&self.pack, self.lang, self.near().into_iter().map(Some))
    }
}

impl App {
    /// The glossary of the game's pack, at the word that is looked at; or that of the chosen one.
    pub(super) fn open_glossary(&mut self) {
        match self.screens.iter().rev().find_map(|screen| screen.glossary()) {
            Some(glossary) => self.screens.push(Screen::from(glossary)),
            None => self.begin(Want::Glossary),
        }
    }
}
