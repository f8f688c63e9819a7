//! The edge of the game line by line: lines come in, text goes out, and nothing takes the terminal over.

use std::collections::VecDeque;
use std::io::{self, BufRead, IsTerminal};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, SyncSender};
use std::thread;
use std::time::{Duration, Instant};

use super::{files, save, write_out};
use crate::app::plain::{Announcement, Printer, hear, say};
use crate::app::{App, Effect, Msg, News, Notice, Screen};
use crate::game::scores::Trouble;
use crate::pack::load::{self, Origin};
use crate::store::Whose;
use crate::store::keeper::{Keeper, Order};
use crate::ui::Act;
use crate::ui::glyphs::Glyphs;
use crate::words::Words;

#[derive(Debug, Default)]
pub(crate) struct Played {
    pub(crate) lost: Option<Trouble>,
    pub(crate) no_game: Option<Notice>,
}

/// How many bytes of a line are read. The rest of it is not kept: nobody types that much on purpose.
const LINE_MAX: usize = 240;

/// How long a game waits for what is known of earlier ones.
const PATIENCE: Duration = Duration::from_secs(2);

const COLS: usize = 80;

/// Goes on from an app and what it first wants done, until the player leaves, the input ends, or the process is told to.
/// An output that nobody reads any more is no error.
pub(crate) fn play(
    app: App,
    effects: Vec<Effect>,
    origins: &[Origin],
    glyphs: Glyphs,
    words: &Words,
) -> io::Result<Played> {
    let lines = listen()?;
    let mut edge = LineEdge { app, origins, keeper: None, lines, glyphs, words, left: false };
    let talked = edge.talk(effects);
    let lost = edge.keeper.and_then(Keeper::close);
    match talked {
        Ok(no_game) => Ok(Played { lost, no_game }),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Played { lost, no_game: None }),
        Err(error) => Err(error),
    }
}

struct LineEdge<'a> {
    app: App,
    origins: &'a [Origin],
    keeper: Option<Keeper>,
    lines: Receiver<Option<String>>,
    glyphs: Glyphs,
    words: &'a Words,
    left: bool,
}

impl LineEdge<'_> {
    /// Plays; why there is no game, if there is none.
    fn talk(&mut self, effects: Vec<Effect>) -> io::Result<Option<Notice>> {
        self.remember();
        let said = self.app.notice.as_ref().map(|notice| notice.say(self.words) + "\n");
        self.write(&said.unwrap_or_default())?;
        self.perform(effects);
        let refused = matches!(self.app.notice, Some(Notice::NoPackForCode | Notice::PackRefused(_)));
        if matches!(self.app.screen(), Screen::Title(_)) && !refused {
            let effects = self.app.update(Msg::Act(Act::Pick(0)));
            self.perform(effects);
        }
        if matches!(self.app.screen(), Screen::Title(_)) {
            return Ok(self.app.notice.clone());
        }
        self.say(&Announcement::Begin)?;
        // What is typed is seen, with its end of line, on a terminal only.
        let echoes = io::stdin().is_terminal();
        let mut last = Instant::now();
        while !self.left {
            let Some(line) = self.lines.recv().ok().flatten() else {
                self.write("\n")?;
                break;
            };
            if !echoes {
                self.write("\n")?;
            }
            let (effects, tell) = hear(&mut self.app, &line, last.elapsed());
            last = Instant::now();
            self.perform(effects);
            if !self.left {
                self.say(&tell)?;
            }
        }
        Ok(None)
    }

    /// Opens the file of scores, and has the app know of earlier games.
    fn remember(&mut self) {
        let Some(scores) = files::scores_file() else { return };
        let (sender, mail) = mpsc::channel();
        let keeper = Keeper::start(scores, Whose::default(), move |news| drop(sender.send(news)));
        keeper.ask(Order::History);
        let until = Instant::now() + PATIENCE;
        while let Ok(news) = mail.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if matches!(news, News::History(_)) {
                self.app.update(Msg::News(news));
                break;
            }
        }
        self.keeper = Some(keeper);
    }

    /// Does what the app wants done, one after the other: here nothing is drawn that could wait for it.
    fn perform(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Load(at) => {
                    let pack = self.origins.get(at).and_then(|origin| load::load(origin).checked.pack);
                    effects.extend(self.app.update(Msg::Loaded(at, pack.map(Arc::new))));
                }
                Effect::Keep { game, steps } => {
                    if let Some(keeper) = &self.keeper {
                        keeper.ask(Order::Keep { game, steps });
                    }
                }
                Effect::Save(settings) => save(&settings),
                Effect::Quit => self.left = true,
                // Contexts are told as they are without what would be made ready; the others are of classes, previews and booths.
                Effect::Prepare { .. }
                | Effect::Watch { .. }
                | Effect::Inspect { .. }
                | Effect::Rank { .. }
                | Effect::Do(_)
                | Effect::Note(_)
                | Effect::Record { .. } => {}
            }
        }
    }

    fn say(&self, tell: &Announcement) -> io::Result<()> {
        self.write(&say(&self.app, tell, &Printer { words: self.words, cols: cols() }))
    }

    fn write(&self, text: &str) -> io::Result<()> {
        write_out(&self.glyphs.reduced(text.to_owned()))
    }
}

/// The columns of the terminal, or those that somebody says it has.
fn cols() -> usize {
    let terminal = || crossterm::terminal::window_size().ok().map(|size| usize::from(size.columns));
    let own = if io::stdout().is_terminal() { terminal() } else { None };
    let said = || std::env::var("COLUMNS").ok().and_then(|cols| cols.trim().parse().ok());
    own.filter(|cols| *cols > 0).or_else(said).filter(|cols| *cols > 0).unwrap_or(COLS)
}

/// Waits for lines on a thread of its own, and for signals on another. One line at most waits for the game.
fn listen() -> io::Result<Receiver<Option<String>>> {
    let (sender, lines) = mpsc::sync_channel(1);
    watch_signals(&sender)?;
    thread::spawn(move || {
        read(io::stdin().lock(), |line| sender.send(Some(line)).is_ok());
        let _ = sender.send(None);
    });
    Ok(lines)
}

#[cfg(unix)]
fn watch_signals(sender: &SyncSender<Option<String>>) -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
    use signal_hook::iterator::Signals;

    /// Whoever is stuck writing for longer ends without.
    const LAST_WORDS: Duration = Duration::from_secs(3);

    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT])?;
    let sender = sender.clone();
    thread::spawn(move || {
        if signals.forever().next().is_some() {
            thread::spawn(move || sender.send(None));
            thread::sleep(LAST_WORDS);
            std::process::exit(1);
        }
    });
    Ok(())
}

#[cfg(not(unix))]
fn watch_signals(_: &SyncSender<Option<String>>) -> io::Result<()> {
    Ok(())
}

/// Reads lines, each up to [`LINE_MAX`], until nobody wants more. What is not UTF-8 is replaced.
fn read(mut input: impl BufRead, wanted: impl Fn(String) -> bool) {
    let mut line = Vec::new();
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(_) | Ok([]) => break,
            Ok(chunk) => chunk,
        };
        let end = chunk.iter().position(|byte| *byte == b'\n');
        let part = &chunk[..end.unwrap_or(chunk.len())];
        line.extend_from_slice(&part[..part.len().min(LINE_MAX - line.len())]);
        let used = end.map_or(chunk.len(), |end| end + 1);
        input.consume(used);
        if end.is_some() && !wanted(String::from_utf8_lossy(&std::mem::take(&mut line)).into_owned()) {
            return;
        }
    }
    if !line.is_empty() {
        wanted(String::from_utf8_lossy(&line).into_owned());
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::io::BufReader;

    use super::*;

    fn lines(input: &[u8]) -> Vec<String> {
        let lines = RefCell::new(Vec::new());
        // In small pieces, as a pipe may give them.
        read(BufReader::with_capacity(3, input), |line| {
            lines.borrow_mut().push(line);
            true
        });
        lines.into_inner()
    }

    #[test]
    fn lines_end_where_they_end_and_none_is_kept_that_is_too_long() {
        assert_eq!(lines(b"1\n\nstats\r\nq"), ["1", "", "stats\r", "q"]);
        assert_eq!(lines("é\n\u{7f}".as_bytes()), ["é", "\u{7f}"]);
        assert_eq!(lines(b"a\xffb\n"), ["a\u{fffd}b"]);
        let long = lines(&[[b'x'; 10_000].as_slice(), b"\n1\n"].concat());
        assert_eq!((long[0].len(), long[1].as_str()), (LINE_MAX, "1"));
        assert!(lines(b"").is_empty());
    }
}
