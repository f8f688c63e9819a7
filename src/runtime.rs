//! The edge: the terminal, the clock, the threads. One channel of events; effects are performed here and nowhere else.

mod backend;
mod ends;
mod guard;
pub mod files;

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use crossterm::event::{self, Event as Input, MouseButton, MouseEventKind};
use ratatui::Terminal;

use crate::app::{Act, App, Edit, Effect, Msg, Start};
use crate::pack::Pack;
use crate::pack::load::{self, Origin};
use crate::settings::{Motion, Settings};
use crate::ui::theme::{Depth, Theme};
use crate::ui::{self, Hits, Skin, keymap};
use crate::words::Words;

use self::backend::Compact;
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
}

/// What arrives on the channel.
enum Event {
    Input(Input),
    Loaded(usize, Option<Arc<Pack>>),
    /// A signal, or the terminal went away.
    End,
}

/// Plays until the player leaves or the process is told to end.
///
/// # Errors
///
/// If the terminal cannot be set up or written to.
pub fn play(start: Start, origins: Vec<Origin>, abilities: Abilities) -> io::Result<()> {
    let (mut app, effects) = App::new(start);
    let mut skin = skin(&app, abilities, None);
    let _guard = Guard::enter()?;
    let mut terminal = Terminal::new(Compact::new(io::stdout()))?;
    let mut hits = draw(&mut terminal, &app, &skin)?;

    let (sender, receiver) = mpsc::channel();
    let origins: Arc<[Origin]> = origins.into();
    ends::watch(sender.clone());
    perform(effects, &origins, &sender);
    let input = sender.clone();
    thread::spawn(move || {
        while let Ok(event) = event::read() {
            if input.send(Event::Input(event)).is_err() {
                break;
            }
        }
        let _ = input.send(Event::End);
    });

    let mut last = Instant::now();
    loop {
        let first = wait(&receiver, app.wake(), last);
        let now = Instant::now();
        let mut effects = app.update(Msg::Tick(now - last));
        last = now;
        let mut changed = first.is_none();
        for event in first.into_iter().chain(receiver.try_iter()) {
            let msgs = match event {
                Event::End => return Ok(()),
                Event::Loaded(at, pack) => vec![Msg::Loaded(at, pack)],
                Event::Input(Input::Resize(..)) => {
                    changed = true;
                    Vec::new()
                }
                Event::Input(event) => acts(&app, &hits, event).into_iter().map(Msg::Act).collect(),
            };
            for msg in msgs {
                changed = true;
                effects.extend(app.update(msg));
            }
        }
        if effects.contains(&Effect::Quit) {
            perform(effects, &origins, &sender);
            return Ok(());
        }
        if effects.iter().any(|effect| matches!(effect, Effect::Save(_))) {
            skin = self::skin(&app, abilities, Some(skin));
        }
        perform(effects, &origins, &sender);
        if changed {
            hits = draw(&mut terminal, &app, &skin)?;
        }
    }
}

/// The next event; none when the time has come for something to change by itself.
fn wait(receiver: &Receiver<Event>, wake: Option<Duration>, last: Instant) -> Option<Event> {
    match wake {
        // Both ends of the channel are held here, so that it cannot be closed.
        None => receiver.recv().ok().or(Some(Event::End)),
        Some(wake) => match receiver.recv_timeout(wake.saturating_sub(last.elapsed())) {
            Ok(event) => Some(event),
            Err(RecvTimeoutError::Timeout) => None,
            Err(RecvTimeoutError::Disconnected) => Some(Event::End),
        },
    }
}

fn draw(terminal: &mut Terminal<Compact>, app: &App, skin: &Skin) -> io::Result<Hits> {
    let mut hits = Hits::default();
    terminal.draw(|frame| {
        let (drawn, cursor) = ui::draw(app, skin, frame.buffer_mut());
        hits = drawn;
        if let Some(cursor) = cursor {
            frame.set_cursor_position(cursor);
        }
    })?;
    Ok(hits)
}

/// What the player did, if the input means anything now.
fn acts(app: &App, hits: &Hits, input: Input) -> Vec<Act> {
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

/// The skin for the app's settings; the sentences are only read when the language changes.
fn skin(app: &App, abilities: Abilities, before: Option<Skin>) -> Skin {
    let lang = app.lang();
    let words = before.filter(|skin| skin.lang == lang).map_or_else(|| Words::of(lang), |skin| skin.words);
    Skin {
        lang,
        words,
        theme: Theme::new(app.settings.theme, abilities.depth, abilities.light),
        ascii: abilities.ascii,
        still: app.settings.motion == Motion::Reduced,
    }
}

fn perform(effects: Vec<Effect>, origins: &Arc<[Origin]>, sender: &Sender<Event>) {
    for effect in effects {
        match effect {
            Effect::Load(at) => {
                let (origins, sender) = (origins.clone(), sender.clone());
                thread::spawn(move || {
                    let pack = origins.get(at).and_then(|origin| load::load(origin).checked.pack);
                    let _ = sender.send(Event::Loaded(at, pack.map(Arc::new)));
                });
            }
            Effect::Save(settings) => save(&settings),
            Effect::Remember(seen) => files::remember(&seen),
            Effect::Quit => {}
        }
    }
}

/// Settings that cannot be written are lost with the game, and no reason to disturb it.
fn save(settings: &Settings) {
    let _ = files::save_settings(settings);
}
