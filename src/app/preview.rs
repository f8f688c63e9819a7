//! A pack while it is being written: one question at a time, as its players will see it, in the last edition that had no
//! faults.

mod edition;
mod find;
mod shown;

use std::sync::Arc;
use std::time::Duration;

use tui_input::Input;

pub use self::edition::{Saved, Told};
pub use self::shown::Shown;
use super::menu::cycle;
use super::overlay::type_into;
use super::round::Phase;
use super::{Act, App, Effect, Msg, Screen};
use crate::pack::{DomainId, Pack, QuestionRef};
use crate::settings::{Settings, ThemeChoice};
use crate::text::Lang;

/// The sizes of the previewed terminal, in columns and rows; none is the trainer's own.
pub const SIZES: [Option<(u16, u16)>; 3] = [None, Some((80, 24)), Some((120, 40))];

/// The themes that are gone through: `Auto` is one of them anyway.
const THEMES: [ThemeChoice; 4] = [ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast, ThemeChoice::Ansi];

/// No id is longer.
const ID_MAX: usize = 60;

/// A pack that is previewed.
#[derive(Debug, Clone)]
pub struct Preview {
    /// What is shown of the last edition without faults; nothing until there was one.
    pub shown: Option<Shown>,
    /// How the files are now; nothing until they were read.
    pub saved: Option<Saved>,
    /// What lies over the question.
    pub over: Over,
    /// The size of the previewed terminal, one of [`SIZES`].
    pub size: Option<(u16, u16)>,
    /// Drawn in ASCII, also where the terminal could show more.
    pub ascii: bool,
    /// The question to begin with.
    wanted: Option<String>,
    /// The language of the questions, where they have it.
    lang: Lang,
    /// The shown question is to be looked at closely.
    due: bool,
    /// Some question is being looked at closely.
    busy: bool,
}

/// What lies over the question.
#[derive(Debug, Clone)]
pub enum Over {
    /// Nothing, or as much of the faults as leaves something to see.
    Nothing,
    /// All faults and warnings, from some line on.
    Faults {
        /// So many lines are above.
        scroll: usize,
    },
    /// The id of a question is being typed.
    Find {
        /// What is typed so far.
        input: Input,
        /// Which of the questions found is selected.
        selected: usize,
    },
}

/// Every question of a pack, in its order.
fn places(pack: &Pack) -> impl Iterator<Item = QuestionRef> {
    let terms = pack.terms.iter().enumerate();
    terms.flat_map(|(term, t)| (0..t.questions.len()).map(move |question| QuestionRef { term, question }))
}

fn places_count(pack: &Pack) -> usize {
    pack.terms.iter().map(|term| term.questions.len()).sum()
}

impl Preview {
    /// Before anything was read: a question to begin with by its id, and in which language.
    pub fn new(question: Option<String>, lang: Lang) -> Self {
        Self {
            shown: None,
            saved: None,
            over: Over::Nothing,
            size: None,
            ascii: false,
            wanted: question,
            lang,
            due: false,
            busy: false,
        }
    }

    /// The questions that fit what is typed, the best first.
    pub fn matches(&self) -> Vec<QuestionRef> {
        match (&self.over, &self.shown) {
            (Over::Find { input, .. }, Some(shown)) => find::find(&shown.pack, input.value()),
            _ => Vec::new(),
        }
    }

    /// All that is to be said about the files and the question, errors first, as [`Told::text`] has it.
    pub fn report(&self) -> String {
        let saved = self.saved.iter().map(|saved| saved.told.text.as_str());
        // What was found in an edition before says nothing about one with errors.
        let found = self.shown.iter().filter(|_| !self.is_broken()).filter_map(|shown| shown.found.as_ref());
        saved.chain(found.map(|told| told.text.as_str())).collect()
    }

    /// Whether the files have errors, or are not there.
    pub fn is_broken(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| saved.pack.is_none())
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        let saved = self.saved.as_ref().map_or(0, |saved| saved.told.count);
        let found = self.shown.as_ref().and_then(|shown| shown.found.as_ref()).map_or(0, |told| told.count);
        if self.is_broken() { 0 } else { saved + found }
    }

    pub(super) fn wake(&self) -> Option<Duration> {
        match (&self.shown, &self.over) {
            (Some(shown), Over::Nothing | Over::Find { .. }) => shown.app.wake(),
            _ => None,
        }
    }

    pub(super) fn tick(&mut self, time: Duration) {
        if let (Some(shown), Over::Nothing | Over::Find { .. }) = (&mut self.shown, &self.over) {
            shown.app.update(Msg::Tick(time));
        }
    }

    /// Has the shown question looked at, one at a time.
    pub(super) fn look_closely(&mut self, lang: Lang) -> Option<Effect> {
        let shown = self.shown.as_ref().filter(|_| self.due && !self.busy)?;
        (self.due, self.busy) = (false, true);
        let (pack, sources) = (shown.pack.clone(), shown.sources.clone());
        Some(Effect::Inspect { pack, sources, question: shown.place, lang })
    }

    /// Takes in what a closer look found, unless another question is shown by now.
    pub(super) fn inspected(&mut self, pack: &Arc<Pack>, question: QuestionRef, found: Told) {
        self.busy = false;
        if let Some(shown) = &mut self.shown
            && Arc::ptr_eq(pack, &shown.pack)
            && question == shown.place
        {
            shown.found = Some(found);
        }
    }

    /// Shows another question of the same edition.
    fn go(&mut self, place: QuestionRef, settings: &Settings) -> Vec<Effect> {
        let Some(shown) = self.shown.as_mut().filter(|shown| shown.place != place) else { return Vec::new() };
        let (opened, effects) = Shown::open(shown.pack.clone(), shown.sources.clone(), place, self.lang, settings);
        *shown = opened;
        self.due = true;
        effects
    }

    /// The question so many places further on, or the nearest to it.
    fn step(&mut self, by: isize, settings: &Settings) -> Vec<Effect> {
        let Some(shown) = &self.shown else { return Vec::new() };
        let places: Vec<QuestionRef> = places(&shown.pack).collect();
        let now = places.iter().position(|place| *place == shown.place).unwrap_or(0);
        let at = now.saturating_add_signed(by).min(places.len().saturating_sub(1));
        places.get(at).map(|place| self.go(*place, settings)).unwrap_or_default()
    }

    /// The first question of the next term, or of the one before.
    fn step_term(&mut self, forward: bool, settings: &Settings) -> Vec<Effect> {
        let Some(shown) = &self.shown else { return Vec::new() };
        let terms = shown.pack.terms.iter().enumerate().filter(|(_, term)| !term.questions.is_empty());
        let mut terms = terms.map(|(term, _)| term);
        let now = shown.place.term;
        let term = if forward { terms.find(|term| *term > now) } else { terms.rfind(|term| *term < now) };
        term.map(|term| self.go(QuestionRef { term, question: 0 }, settings)).unwrap_or_default()
    }

    /// The next language in which the question is asked.
    fn next_lang(&mut self, settings: &Settings) -> Vec<Effect> {
        let Some(shown) = &mut self.shown else { return Vec::new() };
        let languages = &shown.at().1.languages;
        let lang = cycle(languages, shown.lang, true);
        self.lang = lang;
        if lang == shown.lang { Vec::new() } else { shown.revise(shown.pack.clone(), shown.place, lang, settings) }
    }

    fn answer(&mut self, said: DomainId) -> Vec<Effect> {
        let Some(shown) = &mut self.shown else { return Vec::new() };
        if shown.is_answered() {
            shown.reopen();
        }
        shown.play(Act::Say(said))
    }

    /// The answer and its explanation, or back to the question.
    fn turn(&mut self) -> Vec<Effect> {
        let Some(shown) = &mut self.shown else { return Vec::new() };
        if shown.is_answered() {
            shown.reopen();
            return Vec::new();
        }
        let right = shown.at().1.key.iter().next();
        right.map(|right| self.answer(right)).unwrap_or_default()
    }

    /// Takes in what the trainer does; none if it leads out.
    fn act(&mut self, act: Act, settings: &mut Settings) -> Option<Vec<Effect>> {
        if matches!(self.over, Over::Find { .. }) {
            return Some(self.act_on_find(act, settings));
        }
        if self.act_on_faults(&act) {
            return Some(Vec::new());
        }
        let hinted = self.shown.as_ref().and_then(Shown::round);
        let hinted = hinted.is_some_and(|round| matches!(round.phase, Phase::Question { hinted: true, .. }));
        Some(match act {
            Act::Left => self.step(-1, settings),
            Act::Right => self.step(1, settings),
            Act::First => self.step(isize::MIN, settings),
            Act::Last => self.step(isize::MAX, settings),
            Act::Page(pages) => self.step_term(pages > 0, settings),
            Act::Choose => self.turn(),
            Act::Say(said) => self.answer(said),
            Act::Hint if hinted => {
                self.shown.iter_mut().for_each(Shown::reopen);
                Vec::new()
            }
            Act::Up | Act::Down if !self.shown.as_ref().is_some_and(Shown::is_answered) => Vec::new(),
            Act::Up | Act::Down | Act::Hint | Act::Contrast | Act::Replay | Act::InWords => {
                self.shown.as_mut().map(|shown| shown.play(act)).unwrap_or_default()
            }
            Act::Language => self.next_lang(settings),
            Act::Theme => {
                settings.theme = cycle(&THEMES, settings.theme, true);
                Vec::new()
            }
            Act::Size => {
                self.size = cycle(&SIZES, self.size, true);
                Vec::new()
            }
            Act::Ascii => {
                self.ascii = !self.ascii;
                Vec::new()
            }
            Act::Faults => {
                if !self.report().is_empty() {
                    self.over = Over::Faults { scroll: 0 };
                }
                Vec::new()
            }
            Act::Find if self.shown.is_some() => {
                self.over = Over::Find { input: Input::default(), selected: 0 };
                Vec::new()
            }
            Act::Back => return self.shown.as_mut().and_then(Shown::step_back),
            _ => Vec::new(),
        })
    }

    /// Scrolls the faults, or closes them where something is below; whether that is what was meant.
    fn act_on_faults(&mut self, act: &Act) -> bool {
        let last = self.report().lines().count().saturating_sub(1);
        let Over::Faults { scroll } = &mut self.over else { return false };
        match act {
            Act::Up => *scroll = scroll.saturating_sub(1),
            Act::Down => *scroll = (*scroll + 1).min(last),
            Act::Page(pages) if *pages < 0 => *scroll = scroll.saturating_sub(PAGE),
            Act::Page(_) => *scroll = (*scroll + PAGE).min(last),
            Act::First => *scroll = 0,
            Act::Last => *scroll = last,
            Act::Back | Act::Choose | Act::Faults if self.shown.is_some() => self.over = Over::Nothing,
            _ => return false,
        }
        true
    }

    fn act_on_find(&mut self, act: Act, settings: &Settings) -> Vec<Effect> {
        let found = self.matches();
        let Over::Find { input, selected } = &mut self.over else { return Vec::new() };
        match act {
            Act::Up => *selected = selected.saturating_sub(1),
            Act::Down => *selected = (*selected + 1).min(found.len().saturating_sub(1)),
            Act::Type(edit) if type_into(input, edit, ID_MAX).is_some_and(|changed| changed.value) => *selected = 0,
            Act::Choose | Act::Pick(_) => {
                let at = if let Act::Pick(at) = act { at } else { *selected };
                if let Some(place) = found.get(at) {
                    self.over = Over::Nothing;
                    return self.go(*place, settings);
                }
            }
            Act::Back => self.over = Over::Nothing,
            _ => {}
        }
        Vec::new()
    }
}

/// So many lines are scrolled at once.
const PAGE: usize = 10;

impl App {
    pub(super) fn on_preview(&mut self, act: Act) -> Vec<Effect> {
        let Some(Screen::Preview(preview)) = self.screens.last_mut() else { return Vec::new() };
        match preview.act(act, &mut self.settings) {
            Some(effects) => effects,
            None => self.leave(),
        }
    }

    /// Takes in how the previewed files are now.
    pub(super) fn on_saved(&mut self, saved: Saved) -> Vec<Effect> {
        let Some(Screen::Preview(preview)) = self.screens.last_mut() else { return Vec::new() };
        preview.saved(saved, &self.settings)
    }
}
