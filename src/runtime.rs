//! The edge: the terminal, the clock, the threads. One channel of events; effects are performed here and nowhere else.

#![allow(clippy::disallowed_methods, reason = "this is the edge: clock, threads and files live here")]

pub mod archive;
mod backend;
pub mod calendar;
mod events;
pub mod files;
pub mod foreign;
mod gallery;
pub mod graphics;
mod guard;
pub mod rows;
mod watch;

use std::io;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{Event as Input, MouseButton, MouseEventKind};
use ratatui::Terminal;

use crate::app::{Act, App, Edit, Effect, Msg};
use crate::context::Context;
use crate::pack::Pack;
use crate::pack::load::{self, Origin};
use crate::settings::{Motion, Settings, ThemeChoice};
use crate::text::{Lang, SafeText};
use crate::ui::theme::{Depth, Theme};
use crate::ui::{self, Hits, Skin, keymap};
use crate::words::Words;

use self::backend::Compact;
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
    /// Only ASCII.
    pub ascii: bool,
    /// How to show pictures.
    pub images: Images,
}

/// Goes on from an app and what it first wants done, until the player leaves or the process is told to end.
///
/// # Errors
///
/// If the terminal cannot be set up or written to.
pub fn play(
    mut app: App,
    effects: Vec<Effect>,
    origins: Vec<Origin>,
    abilities: Abilities,
    words: Words,
) -> io::Result<()> {
    let mut looks = look(&app);
    let mut skin = skin(&app, abilities, words);
    // Signals first: from the moment the terminal is taken over, each must give it back.
    let mut events = Events::watch()?;
    let _guard = Guard::enter()?;
    let mut terminal = Terminal::new(Compact::new(io::stdout())?)?;
    let mut gallery = Gallery::default();
    let mut hits = draw(&mut terminal, &app, &skin, &gallery)?;
    let mut asked = false;

    let origins: Arc<[Origin]> = origins.into();
    perform(effects, &origins, &events)?;
    let mut last = Instant::now();
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
                    acts(&app, &hits, event).into_iter().map(Msg::Act).collect()
                }
            };
            for msg in msgs {
                changed = true;
                effects.extend(app.update(msg));
            }
        }
        if effects.contains(&Effect::Quit) {
            perform(effects, &origins, &events)?;
            return Ok(());
        }
        if look(&app) != looks {
            looks = look(&app);
            skin = self::skin(&app, abilities, skin.words);
        }
        // The player sees what happened before any file is written.
        if changed {
            // A picture that was drawn coarsely is shown in full as soon as it can be.
            hits = draw(&mut terminal, &app, &skin, &gallery)?;
        }
        if let Some(order) = hits.picture.as_ref().and_then(|placed| gallery.order(placed)) {
            let sender = events.sender()?;
            thread::spawn(move || sender.send(Event::Encoded(Box::new(order()))));
        }
        perform(effects, &origins, &events)?;
    }
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

/// What the player did, if the input means anything now.
fn acts(app: &App, hits: &Hits, input: Input) -> Vec<Act> {
    let acts = meant(app, hits, input);
    if hits.hidden { acts.into_iter().filter(|act| *act == Act::Quit).collect() } else { acts }
}

fn meant(app: &App, hits: &Hits, input: Input) -> Vec<Act> {
    match input {
        Input::Key(key) => keymap::act(app, key).into_iter().collect(),
        Input::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => hits.at(mouse.column, mouse.row).cloned().into_iter().collect(),
            MouseEventKind::ScrollUp => vec![Act::Up],
            MouseEventKind::ScrollDown => vec![Act::Down],
            _ => Vec::new(),
        },
        Input::Paste(text) => text.chars().take(80).map(|c| Act::Type(Edit::InsertChar(c))).collect(),
        Input::FocusGained | Input::FocusLost | Input::Resize(..) => Vec::new(),
    }
}

/// What the skin follows from.
fn look(app: &App) -> (Lang, ThemeChoice, Motion, bool) {
    (app.lang(), app.settings.theme, app.settings.motion, app.ascii())
}

/// The skin for the app's settings. The sentences at hand are used again where the language is still the same.
fn skin(app: &App, abilities: Abilities, words: Words) -> Skin {
    let lang = app.lang();
    Skin {
        words: if words.lang() == lang { words } else { Words::of(lang) },
        theme: Theme::new(app.settings.theme, abilities.depth, abilities.light),
        ascii: abilities.ascii || app.ascii(),
        still: app.settings.motion == Motion::Reduced,
        pictures: abilities.images != Images::Off,
    }
}

/// A pack is loaded so much later than it is asked for.
const FIRST_THE_SCREEN: Duration = Duration::from_millis(4);

fn perform(effects: Vec<Effect>, origins: &Arc<[Origin]>, events: &Events) -> io::Result<()> {
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
            Effect::Remember(seen) => files::remember(&seen),
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
