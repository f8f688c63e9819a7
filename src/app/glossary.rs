//! The terms of a pack with their senses, found as one types; and the contexts in which a sense is asked, to look at.

mod search;

use std::sync::Arc;
use std::time::Duration;

use tui_input::Input;

pub use self::search::{Field, Found};
use super::catalogue::Want;
use super::overlay::type_into;
use super::results::Review;
use super::round::Round;
use super::{Act, App, Effect, Screen};
use crate::context::Frame;
use crate::pack::{DomainId, Pack, QuestionRef, Sense, Term};
use crate::text::Lang;

/// The terms of a pack.
#[derive(Debug, Clone)]
pub struct Glossary {
    /// Whose terms.
    pub pack: Arc<Pack>,
    /// In which language.
    pub lang: Lang,
    /// What is searched.
    pub search: Input,
    /// The terms that were missed in the game that it is opened from. They come first where nothing is searched.
    pub missed: Vec<usize>,
    /// The questions that this game will still ask: their contexts are held back.
    pub to_come: Vec<QuestionRef>,
    /// Which of the terms found is selected.
    pub selected: usize,
    /// The context that is shown, if one is.
    pub shown: Option<Shown>,
    found: Vec<Found>,
    domain: DomainId,
}

/// A context that is shown as after an answer.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Which one of the selected sense's contexts.
    pub at: usize,
    /// A figure or picture is told in words.
    pub in_words: bool,
    /// How many rows the explanation is scrolled.
    pub scroll: u16,
    watched: Duration,
}

impl Shown {
    fn new(at: usize) -> Self {
        Self { at, in_words: false, scroll: 0, watched: Duration::ZERO }
    }

    /// How far a living figure is.
    pub fn frame(&self) -> Frame {
        Frame::at(self.watched)
    }
}

/// No explanation is longer; the view stops at its end.
const SCROLL_MAX: u16 = 20;

impl Glossary {
    /// The whole glossary of a pack, in one of its languages.
    pub fn new(pack: Arc<Pack>, lang: Lang) -> Self {
        let mut glossary = Self {
            pack,
            lang,
            search: Input::default(),
            missed: Vec::new(),
            to_come: Vec::new(),
            selected: 0,
            shown: None,
            found: Vec::new(),
            domain: DomainId(0),
        };
        glossary.find();
        glossary
    }

    /// The same with some terms before the others.
    pub fn with_missed(mut self, missed: Vec<usize>) -> Self {
        self.missed = missed;
        self.find();
        self
    }

    /// The same with the sense selected that a question asks for.
    pub fn at(mut self, question: QuestionRef) -> Self {
        self.selected = self.found.iter().position(|found| found.term == question.term).unwrap_or(0);
        self.domain = self.pack.at(question).1.key.iter().next().unwrap_or(self.domain);
        self
    }

    /// The terms that match, the best first.
    pub fn found(&self) -> &[Found] {
        &self.found
    }

    /// A term that was found.
    pub fn term(&self, found: &Found) -> &Term {
        &self.pack.terms[found.term]
    }

    /// The term that is selected, if any was found.
    pub fn current(&self) -> Option<(&Found, &Term)> {
        self.found.get(self.selected).map(|found| (found, self.term(found)))
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

    /// Whether contexts of the selected term in a domain are held back.
    pub fn holds_back(&self, domain: DomainId) -> bool {
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

    /// The questions whose contexts are shown now, or will be next if any is.
    pub(super) fn near(&self) -> Vec<QuestionRef> {
        let contexts = self.sense().map(|sense| self.contexts(sense.domain)).unwrap_or_default();
        let from = self.shown.as_ref().map_or(0, |shown| shown.at);
        let ahead = 1 + usize::from(self.shown.is_some());
        contexts.iter().cycle().skip(from).take(ahead.min(contexts.len())).copied().collect()
    }

    /// How long until something moves by itself.
    pub(super) fn wake(&self) -> Option<Duration> {
        let shown = self.shown.as_ref().filter(|shown| !shown.in_words)?;
        let next = self.pack.at(self.question()?.0).1.context.next_frame(shown.frame())?;
        Some(next.time().saturating_sub(shown.watched))
    }

    pub(super) fn tick(&mut self, time: Duration) {
        if let Some(shown) = &mut self.shown {
            shown.watched += time;
        }
    }

    /// Takes in what the player does; `false` if it leads out of the glossary.
    pub(super) fn act(&mut self, act: Act) -> bool {
        if self.shown.is_some() {
            self.act_on_context(act);
            return true;
        }
        let last = self.found.len().saturating_sub(1);
        match act {
            Act::Up => self.selected = self.selected.saturating_sub(1),
            Act::Down => self.selected = (self.selected + 1).min(last),
            Act::Page(pages) => {
                let rows = usize::from(pages.unsigned_abs()) * 8;
                let down = (self.selected + rows).min(last);
                self.selected = if pages < 0 { self.selected.saturating_sub(rows) } else { down };
            }
            Act::Pick(at) => self.selected = at.min(last),
            Act::Left => self.step(false),
            Act::Right => self.step(true),
            Act::Sense(domain) => self.domain = domain,
            Act::Contexts(domain) => {
                self.domain = domain;
                self.show();
            }
            Act::Choose => self.show(),
            Act::Type(edit) if type_into(&mut self.search, edit, 40).is_some_and(|changed| changed.value) => {
                self.find();
            }
            Act::Back if self.search.value().is_empty() => return false,
            Act::Back => {
                let term = self.current().map(|(found, _)| found.term);
                self.search.reset();
                self.find();
                self.selected = self.found.iter().position(|found| Some(found.term) == term).unwrap_or(0);
            }
            _ => {}
        }
        true
    }

    fn act_on_context(&mut self, act: Act) {
        let count = self.question().map_or(0, |(.., count)| count);
        let Some(shown) = &mut self.shown else { return };
        match act {
            Act::Back => self.shown = None,
            Act::Choose | Act::Right if count > 1 => *shown = Shown::new((shown.at + 1) % count),
            Act::Left if count > 1 => *shown = Shown::new((shown.at + count - 1) % count),
            Act::Up => shown.scroll = shown.scroll.saturating_sub(1),
            Act::Down => shown.scroll = (shown.scroll + 1).min(SCROLL_MAX),
            Act::Replay => shown.watched = Duration::ZERO,
            Act::InWords => shown.in_words = !shown.in_words,
            _ => {}
        }
    }

    /// The next sense of the selected term, or the one before, around the ends.
    fn step(&mut self, forward: bool) {
        let (Some((_, term)), Some(sense)) = (self.current(), self.sense()) else { return };
        let count = term.senses.len();
        let at = term.senses.iter().position(|own| own.domain == sense.domain).unwrap_or(0);
        self.domain = term.senses[(at + if forward { 1 } else { count - 1 }) % count].domain;
    }

    /// Shows the first context of the selected sense, if there is one.
    fn show(&mut self) {
        let there_is = self.sense().is_some_and(|sense| !self.contexts(sense.domain).is_empty());
        self.shown = there_is.then(|| Shown::new(0));
    }

    /// Searches anew, and selects the best.
    fn find(&mut self) {
        self.found = search::find(&self.pack, self.lang, self.search.value());
        if self.search.value().trim().is_empty() {
            self.found.sort_by_key(|found| !self.missed.contains(&found.term));
        }
        self.selected = 0;
    }
}

impl App {
    /// The glossary of the game's pack, at the word that is looked at; or that of the chosen one.
    pub(super) fn open_glossary(&mut self) -> Vec<Effect> {
        let opened = self.screens.iter().rev().find_map(|screen| match screen {
            Screen::Round(Round { game, .. }) => {
                let mut glossary = Glossary::new(game.pack.clone(), game.lang);
                glossary.to_come = game.to_come().to_vec();
                Some((glossary, game.answers.last().map(|answer| answer.question)))
            }
            Screen::Results(results) | Screen::Review(Review(results)) => {
                let game = &results.game;
                let glossary = Glossary::new(game.pack.clone(), game.lang).with_missed(game.missed_terms());
                Some((glossary, game.answers.get(results.selected).map(|answer| answer.question)))
            }
            Screen::Class(class) => {
                let mut glossary = Glossary::new(class.pack.clone(), class.lang);
                glossary.to_come = class.plan.to_come().to_vec();
                Some((glossary, class.place()))
            }
            Screen::Title(_)
            | Screen::Settings(_)
            | Screen::Glossary(_)
            | Screen::Preview(_)
            | Screen::Attract(_)
            | Screen::Welcome(_)
            | Screen::Portrait(_)
            | Screen::Naming(_)
            | Screen::Standings(_) => None,
        });
        match opened {
            Some((glossary, question)) => {
                let glossary = match question {
                    Some(question) => glossary.at(question),
                    None => glossary,
                };
                self.screens.push(Screen::Glossary(glossary));
                Vec::new()
            }
            None => self.begin(Want::Glossary),
        }
    }
}
