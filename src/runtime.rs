//! The edge: the terminal, the clock, the threads. One channel of events; effects are performed here and nowhere else.

#![allow(clippy::disallowed_methods, reason = "this is the edge: clock, threads and files live here")]

pub(crate) mod abilities;
pub mod archive;
mod backend;
pub(crate) mod calendar;
pub(crate) mod desk;
mod events;
pub(crate) mod files;
pub(crate) mod foreign;
mod crash;
pub(crate) mod doctor;
mod gallery;
pub(crate) mod graphics;
mod guard;
mod input;
mod inquiry;
mod log;
mod meaning;
#[cfg(unix)]
mod modes;
pub(crate) mod plain;
mod probe;
mod rise;
pub mod rows;
mod watch;

use std::io::{self, Write};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::Event as Input;
use ratatui::Terminal;
use ratatui_image::picker::Picker;

use crate::app::settings::{Motion, Settings};
use crate::app::view;
use crate::app::{App, Effect, Msg, Screen};
use crate::context::Context;
use crate::game::scores::Trouble;
use crate::pack::Pack;
use crate::pack::attempt::attempt;
use crate::pack::load::{self, Origin};
use crate::text::{Lang, SafeText};
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::{Depth, Theme, ThemeChoice};
use crate::ui::{Hits, Skin};
use crate::words::Words;

use self::backend::Compact;
use self::desk::{Desk, Keeps};
use self::events::{Event, Events};
use self::gallery::Gallery;
use self::graphics::{Images, PixelSupport};
use self::guard::{MouseReports, TerminalGuard};
use self::inquiry::{Discovery, Inquiry};
use self::meaning::is_control;

#[derive(Debug, Clone, Copy)]
pub(crate) struct Abilities {
    pub(crate) depth: Depth,
    pub(crate) light: bool,
    pub(crate) glyphs: Glyphs,
    pub(crate) images: Images,
    /// Whether it may be asked for the colour of its ground (OSC 11).
    pub(crate) tells_ground: bool,
    pub(crate) tells_pictures: bool,
}

impl Abilities {
    pub(crate) fn in_ascii(self, asked: bool) -> Self {
        if asked { Self { glyphs: Glyphs::Ascii, ..self } } else { self }
    }
}

pub(crate) struct Outfit {
    /// Where the packs of the catalogue come from.
    pub(crate) origins: Vec<Origin>,
    pub(crate) abilities: Abilities,
    pub(crate) words: Words,
    pub(crate) keeps: Keeps,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ended {
    /// Which steps of games could not be written down by then, and why.
    pub(crate) lost: Option<Trouble>,
    pub(crate) status: u8,
}

/// Goes on from an app and what it first wants done, until the player leaves or the process is told to end.
pub(crate) fn play(app: App, effects: Vec<Effect>, outfit: Outfit) -> io::Result<Ended> {
    // Signals first: from the moment the terminal is taken over, each must give it back.
    let mut events = Events::watch()?;
    let watched = MouseReports { clicks: app.settings.mouse, presence: app.booth.is_some() };
    let (inquiry, questions) = Inquiry::first(outfit.abilities);
    let mut guard = TerminalGuard::enter(watched, &questions, outfit.keeps.panicked())?;
    let mut desk = Desk::default();
    let mut edge = Edge { guard: &mut guard, inquiry, events: &mut events, desk: &mut desk };
    let ended = edge.go_on(app, effects, outfit);
    // The terminal is given back first: a disk may take its time.
    guard::leaving();
    if matches!(ended, Ok(None)) {
        edge.swallow_answers();
    }
    drop(guard);
    let lost = desk.close();
    ended.map(|signal| Ended { lost, status: signal.map_or(0, guard::status) })
}

struct Edge<'a> {
    guard: &'a mut TerminalGuard,
    inquiry: Inquiry,
    events: &'a mut Events,
    desk: &'a mut Desk,
}

impl Edge<'_> {
    /// Until the player leaves, or a signal tells the process to end: which.
    fn go_on(&mut self, mut app: App, effects: Vec<Effect>, outfit: Outfit) -> io::Result<Option<i32>> {
        let Outfit { origins, mut abilities, words, keeps } = outfit;
        let mut looks = look(&app);
        let tongues = app.booth.iter().flat_map(|booth| &booth.config.languages).map(|lang| Words::of(*lang)).collect();
        let mut skin = skin(&app, abilities, words, tongues);
        let mut terminal = Terminal::new(Compact::new(io::stdout())?)?;
        let mut gallery = Gallery::default();
        let mut hits = draw(&mut terminal, &app, &skin, &gallery)?;
        let mut asked = false;

        let origins: Arc<[Origin]> = origins.into();
        // After the first frame: nobody waits for a disk to see the game.
        *self.desk = Desk::open(keeps, &skin.words, self.events)?;
        perform(effects, &origins, self.events, self.desk)?;
        let mut last = Instant::now();
        let (mut rests, mut painted) = (at_rest(&app), last);
        loop {
            let wake = app.wake().map(|wake| wake.saturating_sub(last.elapsed()));
            let arrived = self.events.wait(wake)?;
            if arrived.iter().any(|event| matches!(event, Event::Continued)) {
                // Nobody could play while the process was stopped.
                last = Instant::now();
            }
            let now = Instant::now();
            let mut effects = app.update(Msg::Tick(now - last));
            last = now;
            // Where nothing arrived, the time has come for something to change by itself.
            let mut changed = arrived.is_empty();
            for event in arrived {
                let mut msgs = Vec::new();
                let redraws = match event {
                    Event::End(signal) => return Ok(Some(signal)),
                    Event::Suspend => {
                        if app.booth.is_none() {
                            #[cfg(unix)]
                            self.guard.suspend();
                        }
                        false
                    }
                    Event::Continued => {
                        self.guard.take("")?;
                        terminal.backend_mut().taken_anew()?;
                        terminal.clear()?;
                        true
                    }
                    Event::Done(msg) => {
                        let pack = match &msg {
                            Msg::Loaded(_, pack) => pack.as_deref(),
                            Msg::Saved(saved) => saved.pack.as_deref(),
                            _ => None,
                        };
                        if !asked && asks(abilities.images, pack) {
                            asked = true;
                            gallery.picker = self.ask_for_pictures(abilities)?;
                        }
                        msgs.push(msg);
                        true
                    }
                    Event::Reply(reply) => {
                        match self.inquiry.hear(reply) {
                            Some(Discovery::Light(light)) => abilities.light = light,
                            Some(Discovery::Wide) => abilities.glyphs = Glyphs::Ascii,
                            Some(Discovery::Pictures(answers)) => {
                                gallery.picker = graphics::picker(abilities.images, &answers);
                            }
                            None => continue,
                        }
                        skin = self::skin(&app, abilities, skin.words, skin.tongues);
                        true
                    }
                    Event::Encoded(encoded) => {
                        gallery.take(*encoded);
                        true
                    }
                    Event::Input(Input::Resize(..)) => {
                        terminal.backend_mut().resized()?;
                        true
                    }
                    Event::Input(Input::Key(key)) if is_control(&key, 'l') => {
                        terminal.clear()?;
                        true
                    }
                    #[cfg(unix)]
                    Event::Input(Input::Key(key)) if is_control(&key, 'z') && app.booth.is_none() => {
                        guard::ask_to_suspend();
                        false
                    }
                    Event::Input(event) => {
                        if changed && matches!(event, Input::Mouse(_)) {
                            // A click is meant for what was drawn when it was made, or would have been.
                            hits = draw(&mut terminal, &app, &skin, &gallery)?;
                        }
                        msgs = meaning::msgs(&app, &hits, event);
                        !msgs.is_empty()
                    }
                };
                changed |= redraws;
                effects.extend(msgs.into_iter().flat_map(|msg| app.update(msg)));
            }
            if effects.contains(&Effect::Quit) {
                perform(effects, &origins, self.events, self.desk)?;
                return Ok(None);
            }
            if look(&app) != looks {
                looks = look(&app);
                skin = self::skin(&app, abilities, skin.words, skin.tongues);
                self.guard.watch_clicks(app.settings.mouse)?;
            }
            // The player sees what happened before any file is written.
            if changed {
                let rested = std::mem::replace(&mut rests, at_rest(&app));
                if rests != rested || rests && painted.elapsed() > REPAINT {
                    terminal.clear()?;
                    painted = Instant::now();
                }
                // A picture that was drawn coarsely is shown in full as soon as it can be.
                hits = draw(&mut terminal, &app, &skin, &gallery)?;
            }
            if let Some(order) = hits.picture.as_ref().and_then(|placed| gallery.order(placed)) {
                let sender = self.events.sender()?;
                thread::spawn(move || {
                    if let Ok(encoded) = attempt(order) {
                        sender.send(Event::Encoded(Box::new(encoded)));
                    }
                });
            }
            perform(effects, &origins, self.events, self.desk)?;
        }
    }

    /// Asks which pictures the terminal can show; what follows at once where it cannot be asked.
    fn ask_for_pictures(&mut self, abilities: Abilities) -> io::Result<Option<Picker>> {
        if abilities.tells_pictures && cfg!(unix) {
            write_out(&self.inquiry.pictures())?;
            return Ok(None);
        }
        let named = matches!(abilities.images, Images::By(_));
        Ok(named.then(|| graphics::picker(abilities.images, &PixelSupport::default())).flatten())
    }

    /// The shell would take for commands what the terminal has not answered yet.
    fn swallow_answers(&mut self) {
        if let Some(end) = self.inquiry.awaited() {
            guard::give_screen_back();
            let inquiry = &mut self.inquiry;
            let _ = self.events.swallow(end, |reply| {
                inquiry.hear(reply);
                inquiry.awaited().is_none()
            });
        }
    }
}

fn write_out(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// How often everything is painted again while nobody is at a booth, and once more for whoever comes: others write to a
/// console, too, such as the kernel.
const REPAINT: Duration = Duration::from_secs(20);

fn at_rest(app: &App) -> bool {
    matches!(app.screen(), Screen::Attract(_))
}

/// Whether the terminal must be asked what it can show.
fn asks(images: Images, pack: Option<&Pack>) -> bool {
    let mut questions = pack.into_iter().flat_map(|pack| &pack.terms).flat_map(|term| &term.questions);
    matches!(images, Images::Auto | Images::By(_))
        && questions.any(|question| matches!(question.context, Context::Picture(_)))
}

fn draw(terminal: &mut Terminal<Compact>, app: &App, skin: &Skin, gallery: &Gallery) -> io::Result<Hits> {
    let mut hits = Hits::default();
    terminal.draw(|frame| {
        hits = view::draw(app, skin, frame.buffer_mut());
        if let Some(placed) = &hits.picture {
            gallery.hang(placed, skin.theme.base, frame.buffer_mut());
        }
        if let Some(cursor) = hits.cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(hits)
}

fn look(app: &App) -> (Lang, ThemeChoice, Motion, bool, bool) {
    (app.lang(), app.settings.theme, app.settings.motion, app.ascii(), app.settings.mouse)
}

/// The skin for the app's settings. The sentences at hand are used again: to read them anew takes longer than a frame.
fn skin(app: &App, abilities: Abilities, words: Words, tongues: Vec<Words>) -> Skin {
    let lang = app.lang();
    let known = || tongues.iter().find(|words| words.lang() == lang).cloned();
    Skin {
        words: if words.lang() == lang { words } else { known().unwrap_or_else(|| Words::of(lang)) },
        theme: Theme::new(app.settings.theme, abilities.depth, abilities.light),
        glyphs: abilities.in_ascii(app.ascii()).glyphs,
        still: app.settings.motion == Motion::Reduced,
        pictures: abilities.images != Images::Off,
        tongues,
    }
}

/// How long after its order a pack is loaded.
const FIRST_THE_SCREEN: Duration = Duration::from_millis(4);

fn perform(effects: Vec<Effect>, origins: &Arc<[Origin]>, events: &Events, desk: &Desk) -> io::Result<()> {
    for effect in effects {
        match effect {
            Effect::Load(at) => {
                let (origins, sender) = (origins.clone(), events.sender()?);
                thread::spawn(move || {
                    // On a machine with few cores the terminal needs one, to show what was just drawn.
                    thread::sleep(FIRST_THE_SCREEN);
                    let pack = origins.get(at).and_then(|origin| load::load(origin).checked.pack);
                    sender.send(Event::Done(Msg::Loaded(at, pack.map(Arc::new))));
                });
            }
            Effect::Prepare { pack, question, lang } => {
                let sender = events.sender()?;
                thread::spawn(move || {
                    let ready = attempt(|| pack.at(question).1.context.make_ready(lang)).ok().flatten().map(Arc::new);
                    sender.send(Event::Done(Msg::Prepared { pack, question, lang, ready }));
                });
            }
            Effect::Watch { at, lang, polls } => {
                let (origins, sender) = (origins.clone(), events.sender()?);
                thread::spawn(move || {
                    if let Some(origin) = origins.get(at) {
                        let tell = |saved| sender.send(Event::Done(Msg::Saved(Box::new(saved))));
                        watch::follow(origin, lang, polls, tell);
                    }
                });
            }
            Effect::Inspect { pack, sources, question, lang } => {
                let sender = events.sender()?;
                thread::spawn(move || {
                    let found = attempt(|| watch::inspect(&pack, &sources, question, lang)).unwrap_or_default();
                    sender.send(Event::Done(Msg::Inspected { pack, question, found }));
                });
            }
            Effect::Save(settings) => save(&settings),
            Effect::Keep { game, steps } => desk.keep(game, steps),
            Effect::Rank { scope, own } => desk.rank(scope, own),
            Effect::Do(deed) => desk.perform(deed, events.sender()?),
            Effect::Note(note) => desk.note(note),
            Effect::Record { file, lines } => {
                if let Err(error) = files::record(&file, lines.clone()) {
                    let reason = SafeText::line(&error.to_string());
                    events.sender()?.send(Event::Done(Msg::NotWritten { lines, reason }));
                }
            }
            Effect::Quit => {}
        }
    }
    Ok(())
}

/// Settings that cannot be written are lost with the game, and no reason to disturb it.
fn save(settings: &Settings) {
    let _ = files::save_settings(settings);
}
