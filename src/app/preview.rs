//! A pack while it is being written: one question at a time, as its players will see it, in the last edition that had no
//! faults.

pub(crate) mod view;
mod edition;
mod find;
mod shown;

use std::sync::Arc;
use std::time::Duration;

use tui_input::Input;

pub use self::edition::{Saved, Told};
pub(crate) use self::shown::Previewed;
use super::overlay::type_into;
use super::{App, Component, Effect, Msg, Next, Pick, cycle};
use crate::pack::{Pack, QuestionRef};
use crate::text::Lang;
use crate::ui::Act;
use crate::ui::theme::ThemeChoice;

/// The sizes of the previewed terminal, in columns and rows; none is the trainer's own.
pub(crate) const SIZES: [Option<(u16, u16)>; 3] = [None, Some((80, 24)), Some((120, 40))];

/// The themes that are gone through: `Auto` is one of them anyway.
const THEMES: [ThemeChoice; 4] = [ThemeChoice::Dark, ThemeChoice::Light, ThemeChoice::HighContrast, ThemeChoice::Ansi];

const ID_MAX: usize = 60;

#[derive(Debug, Clone, Default)]
pub struct Preview {
    /// What is shown of the last edition without faults; nothing until there was one.
    pub shown: Option<Previewed>,
    /// How the files are now; nothing until they were read.
    pub(crate) saved: Option<Saved>,
    pub(crate) over: Over,
    /// The size of the previewed terminal, one of [`SIZES`].
    pub(crate) size: Option<(u16, u16)>,
    pub(crate) ascii: bool,
    wanted: Option<String>,
    lang: Lang,
    due: bool,
    busy: bool,
}

#[derive(Debug, Clone, Default)]
pub(crate) enum Over {
    /// Nothing, or as much of the faults as leaves something to see.
    #[default]
    Nothing,
    Faults(Pick),
    /// A question is looked for by its id.
    Find {
        input: Input,
        pick: Pick,
    },
}

fn places(pack: &Pack) -> impl Iterator<Item = QuestionRef> {
    let terms = pack.terms.iter().enumerate();
    terms.flat_map(|(term, t)| (0..t.questions.len()).map(move |question| QuestionRef { term, question }))
}

impl Preview {
    /// Before anything was read: a question to begin with by its id, and in which language.
    pub fn new(question: Option<String>, lang: Lang) -> Self {
        Self { wanted: question, lang, ..Self::default() }
    }

    /// The questions that fit what is typed, the best first.
    pub(crate) fn matches(&self) -> Vec<QuestionRef> {
        match (&self.over, &self.shown) {
            (Over::Find { input, .. }, Some(shown)) => find::find(&shown.pack, input.value()),
            _ => Vec::new(),
        }
    }

    /// All that is to be said about the files and the question, errors first, as [`Told::text`] has it.
    pub(crate) fn report(&self) -> String {
        let saved = self.saved.iter().map(|saved| saved.told.text.as_str());
        // What was found in an edition before says nothing about one with errors.
        let found = self.shown.iter().filter(|_| !self.is_broken()).filter_map(|shown| shown.found.as_ref());
        saved.chain(found.map(|told| told.text.as_str())).collect()
    }

    pub(crate) fn is_broken(&self) -> bool {
        self.saved.as_ref().is_some_and(|saved| saved.pack.is_none())
    }

    pub(crate) fn warnings(&self) -> usize {
        let saved = self.saved.as_ref().map_or(0, |saved| saved.told.count);
        let found = self.shown.as_ref().and_then(|shown| shown.found.as_ref()).map_or(0, |told| told.count);
        if self.is_broken() { 0 } else { saved + found }
    }

    /// The game of the question, unless all faults lie over it.
    fn game(&self) -> Option<&App> {
        self.shown.as_ref().filter(|_| !matches!(self.over, Over::Faults(_))).map(|shown| &*shown.app)
    }

    fn look_closely(&mut self, app: &mut App) {
        if let Some(shown) = self.shown.as_ref().filter(|_| self.due && !self.busy) {
            (self.due, self.busy) = (false, true);
            let (pack, sources, lang) = (shown.pack.clone(), shown.sources.clone(), app.lang());
            app.effects.push(Effect::Inspect { pack, sources, question: shown.place, lang });
        }
    }

    /// Takes in what a closer look found, unless another question is shown by now.
    fn inspected(&mut self, pack: &Arc<Pack>, question: QuestionRef, found: &Told) {
        self.busy = false;
        if let Some(shown) = &mut self.shown
            && Arc::ptr_eq(pack, &shown.pack)
            && question == shown.place
        {
            shown.found = Some(found.clone());
        }
    }

    fn go(&mut self, place: QuestionRef, app: &mut App) {
        if let Some(shown) = self.shown.as_mut().filter(|shown| shown.place != place) {
            *shown = Previewed::open(shown.pack.clone(), shown.sources.clone(), place, self.lang, app);
            self.due = true;
        }
    }

    /// The question this many places further on, or the nearest to it.
    fn move_by(&mut self, by: isize, app: &mut App) {
        let Some(shown) = &self.shown else { return };
        let places: Vec<QuestionRef> = places(&shown.pack).collect();
        let now = places.iter().position(|place| *place == shown.place).unwrap_or(0);
        let at = now.saturating_add_signed(by).min(places.len().saturating_sub(1));
        places.get(at).into_iter().for_each(|place| self.go(*place, app));
    }

    fn move_by_term(&mut self, forward: bool, app: &mut App) {
        let Some(shown) = &self.shown else { return };
        let terms = shown.pack.terms.iter().enumerate().filter(|(_, term)| !term.questions.is_empty());
        let mut terms = terms.map(|(term, _)| term);
        let now = shown.place.term;
        let term = if forward { terms.find(|term| *term > now) } else { terms.rfind(|term| *term < now) };
        term.into_iter().for_each(|term| self.go(QuestionRef { term, question: 0 }, app));
    }

    /// Takes in what is done to the question that is shown; whether it leads out.
    fn show(&mut self, act: Act, app: &mut App) -> bool {
        match act {
            Act::Left => self.move_by(-1, app),
            Act::Right => self.move_by(1, app),
            Act::First => self.move_by(isize::MIN, app),
            Act::Last => self.move_by(isize::MAX, app),
            Act::Page(pages) => self.move_by_term(pages > 0, app),
            Act::Theme => app.settings.theme = cycle(&THEMES, app.settings.theme, true),
            Act::Size => self.size = cycle(&SIZES, self.size, true),
            Act::Ascii => self.ascii = !self.ascii,
            Act::Faults if !self.report().is_empty() => self.over = Over::Faults(Pick::default()),
            act => {
                let Some(shown) = &mut self.shown else { return act == Act::Back };
                match act {
                    Act::Find => self.over = Over::Find { input: Input::default(), pick: Pick::default() },
                    Act::Language => {
                        let languages = &shown.at().1.languages;
                        self.lang = cycle(languages, shown.lang, true);
                        if self.lang != shown.lang {
                            shown.revise(shown.pack.clone(), shown.place, self.lang, app);
                        }
                    }
                    act => return shown.play(act, app),
                }
            }
        }
        false
    }

    /// Scrolls the faults, or closes them where something is below; whether that is what was meant.
    fn act_on_faults(&mut self, act: &Act) -> bool {
        let lines = self.report().lines().count();
        let Over::Faults(pick) = &mut self.over else { return false };
        let closes = matches!(act, Act::Back | Act::Choose | Act::Faults) && self.shown.is_some();
        let scrolls = pick.scroll_by(PAGE, act, lines);
        if closes {
            self.over = Over::Nothing;
        }
        scrolls || closes
    }

    fn act_on_find(&mut self, act: Act, app: &mut App) {
        let found = self.matches();
        let Over::Find { input, pick } = &mut self.over else { return };
        let chosen = match act {
            Act::Choose => found.get(pick.at),
            Act::Pick(at) => found.get(at),
            Act::Type(edit) => {
                if type_into(input, edit, ID_MAX).is_some_and(|changed| changed.value) {
                    *pick = Pick::default();
                }
                return;
            }
            Act::Back => {
                self.over = Over::Nothing;
                return;
            }
            act => {
                pick.scroll(&act, found.len());
                return;
            }
        };
        if let Some(place) = chosen {
            self.over = Over::Nothing;
            self.go(*place, app);
        }
    }
}

const PAGE: isize = 10;

impl Component for Preview {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        if matches!(self.over, Over::Find { .. }) {
            self.act_on_find(act, app);
        } else if !self.act_on_faults(&act) && self.show(act, app) {
            return Next::Leave;
        }
        self.look_closely(app);
        Next::Stay
    }

    fn tick(&mut self, time: Duration, _: &mut App) {
        if self.game().is_some() {
            self.shown.iter_mut().for_each(|shown| drop(shown.app.update(Msg::Tick(time))));
        }
    }

    fn wake(&self, _: &App) -> Option<Duration> {
        self.game()?.wake()
    }

    fn hear(&mut self, msg: &Msg, app: &mut App) {
        match msg {
            Msg::Saved(saved) => self.saved(saved, app),
            Msg::Inspected { pack, question, found } => self.inspected(pack, *question, found),
            Msg::Prepared { .. } => self.shown.iter_mut().for_each(|shown| drop(shown.app.update(msg.clone()))),
            _ => {}
        }
        self.look_closely(app);
    }

    fn is_ascii(&self) -> bool {
        self.ascii
    }
}
