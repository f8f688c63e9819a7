//! The edge: the terminal, the clock, the threads. One channel of events; effects are performed here and nowhere else.

#![allow(clippy::disallowed_methods, reason = "this is the edge: clock, threads and files live here")]

pub mod archive;
mod backend;
pub mod calendar;
pub mod desk;
mod events;
pub mod files;
pub mod foreign;
mod crash;
pub mod doctor;
mod gallery;
pub mod graphics;
mod guard;
mod log;
mod probe;
mod rise;
pub mod rows;
mod watch;

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{Event as Input, MouseButton, MouseEvent, MouseEventKind};
use ratatui::Terminal;

use crate::app::{Act, App, Edit, Effect, Msg, Screen};
use crate::context::Context;
use crate::pack::Pack;
use crate::pack::load::{self, Origin};
use crate::scores::Trouble;
use crate::settings::{Motion, Settings, ThemeChoice};
use crate::text::{Lang, SafeText};
use crate::ui::glyphs::Glyphs;
use crate::ui::theme::{Depth, Theme};
use crate::ui::{self, Hits, Skin, keymap};
use crate::words::Words;

use self::backend::Compact;
use self::desk::{Desk, Keeps};
use self::events::{Event, Events};
use self::gallery::Gallery;
use self::graphics::Images;
use self::guard::Guard;

/// What the terminal can do, as far as it says.
#[derive(Debug, Clone, Copy)]
pub struct Abilities {
    /// How many colours.
    pub depth: Depth,
    /// A light ground.
    pub light: bool,
    /// Which characters.
    pub glyphs: Glyphs,
    /// How to show pictures.
    pub images: Images,
}

impl Abilities {
    /// The same, with no character outside ASCII where somebody asks for that.
    pub fn in_ascii(self, asked: bool) -> Self {
        if asked { Self { glyphs: Glyphs::Ascii, ..self } } else { self }
    }
}

/// What the edge needs beside the app.
pub struct Outfit {
    /// Where the packs of the catalogue come from.
    pub origins: Vec<Origin>,
    /// What the terminal can do.
    pub abilities: Abilities,
    /// The sentences of the language to begin with.
    pub words: Words,
    /// What becomes of the games.
    pub keeps: Keeps,
}

/// Goes on from an app and what it first wants done, until the player leaves or the process is told to end. Which steps of
/// games could not be written down by then, and why.
///
/// # Errors
///
/// If the terminal cannot be set up or written to.
pub fn play(app: App, effects: Vec<Effect>, outfit: Outfit) -> io::Result<Option<Trouble>> {
    // Signals first: from the moment the terminal is taken over, each must give it back.
    let mut events = Events::watch()?;
    let guard = Guard::enter(app.booth.is_some(), outfit.keeps.panicked())?;
    let mut desk = Desk::default();
    let ended = go_on(app, effects, outfit, &mut events, &mut desk);
    // The terminal is given back first: a disk may take its time.
    guard::leaving();
    drop(guard);
    let lost = desk.close();
    ended.map(|()| lost)
}

fn go_on(mut app: App, effects: Vec<Effect>, outfit: Outfit, events: &mut Events, desk: &mut Desk) -> io::Result<()> {
    let Outfit { origins, abilities, words, keeps } = outfit;
    let mut looks = look(&app);
    let tongues = app.booth.iter().flat_map(|booth| &booth.config.languages).map(|lang| Words::of(*lang)).collect();
    let mut skin = skin(&app, abilities, words, tongues);
    let mut terminal = Terminal::new(Compact::new(io::stdout())?)?;
    let mut gallery = Gallery::default();
    let mut hits = draw(&mut terminal, &app, &skin, &gallery)?;
    let mut asked = false;

    let origins: Arc<[Origin]> = origins.into();
    // After the first frame: nobody waits for a disk to see the game.
    *desk = Desk::open(keeps, &skin.words, events)?;
    perform(effects, &origins, events, desk)?;
    let mut last = Instant::now();
    let (mut rests, mut painted) = (at_rest(&app), last);
    loop {
        let wake = app.wake().map(|wake| wake.saturating_sub(last.elapsed()));
        let arrived = events.wait(wake)?;
        let now = Instant::now();
        let mut effects = app.update(Msg::Tick(now - last));
        last = now;
        // Where nothing arrived, the time has come for something to change by itself.
        let mut changed = arrived.is_empty();
        for event in arrived {
            let msgs = match event {
                Event::End => return Ok(()),
                Event::Continued => {
                    terminal.clear()?;
                    changed = true;
                    Vec::new()
                }
                Event::Done(msg) => {
                    let pack = match &msg {
                        Msg::Loaded(_, pack) => pack.as_deref(),
                        Msg::Saved(saved) => saved.pack.as_deref(),
                        _ => None,
                    };
                    asked |= asks(abilities.images, pack) && !asked && events.ask()?;
                    vec![msg]
                }
                Event::Answers(answers) => {
                    gallery.picker = graphics::picker(abilities.images, &answers);
                    changed = true;
                    Vec::new()
                }
                Event::Encoded(encoded) => {
                    gallery.take(*encoded);
                    changed = true;
                    Vec::new()
                }
                Event::Input(Input::Resize(..)) => {
                    terminal.backend_mut().resized()?;
                    changed = true;
                    Vec::new()
                }
                Event::Input(event) => {
                    if changed && matches!(event, Input::Mouse(_)) {
                        // A click is meant for what was drawn when it was made, or would have been.
                        hits = draw(&mut terminal, &app, &skin, &gallery)?;
                    }
                    msgs(&app, &hits, event)
                }
            };
            for msg in msgs {
                changed = true;
                effects.extend(app.update(msg));
            }
        }
        if effects.contains(&Effect::Quit) {
            perform(effects, &origins, events, desk)?;
            return Ok(());
        }
        if look(&app) != looks {
            looks = look(&app);
            skin = self::skin(&app, abilities, skin.words, skin.tongues);
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
            let sender = events.sender()?;
            thread::spawn(move || sender.send(Event::Encoded(Box::new(order()))));
        }
        perform(effects, &origins, events, desk)?;
    }
}

/// So often everything is painted anew while nobody is at a booth, and once more for whoever comes: on a console others
/// write, too, such as the kernel.
const REPAINT: Duration = Duration::from_secs(20);

/// Whether it is a booth where nobody is.
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
        let (drawn, cursor) = ui::draw(app, skin, frame.buffer_mut());
        hits = drawn;
        if let Some(placed) = &hits.picture {
            gallery.hang(placed, skin.theme.base, frame.buffer_mut());
        }
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(hits)
}

/// What the player did. At a booth, input that means nothing still tells that somebody is there.
fn msgs(app: &App, hits: &Hits, input: Input) -> Vec<Msg> {
    let resized = matches!(input, Input::Resize(..));
    // A table that is pushed moves the mouse, and wants nothing.
    let moved = |mouse: &MouseEvent| matches!(mouse.kind, MouseEventKind::Moved);
    let wakes = !matches!(&input, Input::FocusGained | Input::FocusLost)
        && !matches!(&input, Input::Mouse(mouse) if moved(mouse));
    let acts = meant(app, hits, input).into_iter();
    let acts: Vec<Msg> = acts.filter(|act| !hits.hidden || *act == Act::Quit).map(Msg::Act).collect();
    if acts.is_empty() && app.booth.is_some() && !resized { vec![Msg::Stir { wakes }] } else { acts }
}

/// What the input means now, if anything.
fn meant(app: &App, hits: &Hits, input: Input) -> Vec<Act> {
    match input {
        Input::Key(key) => keymap::act(app, key).into_iter().collect(),
        Input::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => hits.at(mouse.column, mouse.row).cloned().into_iter().collect(),
            MouseEventKind::ScrollUp => vec![Act::Up],
            MouseEventKind::ScrollDown => vec![Act::Down],
            _ => Vec::new(),
        },
        // Nobody who comes by has anything to paste.
        Input::Paste(_) if app.booth.is_some() => Vec::new(),
        Input::Paste(text) => text.chars().take(80).map(|c| Act::Type(Edit::InsertChar(c))).collect(),
        Input::FocusGained | Input::FocusLost | Input::Resize(..) => Vec::new(),
    }
}

/// What the skin follows from.
fn look(app: &App) -> (Lang, ThemeChoice, Motion, bool) {
    (app.lang(), app.settings.theme, app.settings.motion, app.ascii())
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

/// A pack is loaded so much later than it is asked for.
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
                    let ready = pack.at(question).1.context.make_ready(lang).map(Arc::new);
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
                    let found = watch::inspect(&pack, &sources, question, lang);
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
