//! Takes a picture of the real program: runs it in a pseudo-terminal, types keys, and writes the screen as an SVG.
//!
//! All pictures of the documentation anew: `docs/pictures/make`. A single one:
//!
//! ```sh
//! cargo build --release
//! cargo run --release --example picture -- --first regression-ols --keys "miss" --out feedback.svg
//! ```
//!
//! The first bare argument is the program (unless given, `polysemy` beside the examples' folder). Further: `--size
//! 100x30`, `--lang en`, `--theme dark`, `--run CODE` or `--first QUESTION` (a deck of five that begins with it),
//! `--pack /WHOLE/PATH` (instead of the built-in pack), `--with "--ascii"` (arguments for the program), `--command
//! class` (instead of playing), `--env NO_COLOR=1`, `--settings "motion = 'reduced'"` (the player's settings, as their
//! file holds them), `--out FILE` (unless given, the screen's text is printed), `--print code` (only the run code).
//! `--film 4` films all that the keys do, for a picture that moves and rests 4 seconds at its end.
//!
//! Keys are names (`enter esc tab up down left right space backspace`), single characters, `type:text`, `wait:1500`
//! (milliseconds), and, with a run, `good` and `miss`: an answer that is right or wrong. The program runs in a home of
//! its own, so nobody's settings are read or written.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool outside the program")]

mod svg;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use polysemy::game::{RunCode, deck};
use polysemy::pack::Pack;
use polysemy::pack::load::{Origin, load};
use polysemy::text::Lang;
use portable_pty::{CommandBuilder, PtySize, native_pty_system};

type Fallible<T> = Result<T, Box<dyn Error>>;

fn main() -> Fallible<()> {
    let mut options: BTreeMap<String, String> = BTreeMap::new();
    let mut args = env::args().skip(1);
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--") {
            Some(name) => options.insert(name.to_owned(), args.next().ok_or("each option needs a value")?),
            None => options.insert("program".to_owned(), arg),
        };
    }
    let get = |name: &str, default: &str| options.get(name).cloned().unwrap_or_else(|| default.to_owned());
    let program = match options.get("program") {
        Some(program) => program.clone(),
        // This example lies in target/release/examples.
        None => env::current_exe()?.with_file_name("../polysemy").to_string_lossy().into_owned(),
    };
    let size = get("size", "100x30");
    let (cols, rows) = size.split_once('x').ok_or("a size is written 100x30")?;
    let (cols, rows) = (cols.parse()?, rows.parse()?);
    let lang = Lang::from_locale(&get("lang", "en")).ok_or("no such language")?;

    let origin = options.get("pack").map_or(Origin::BuiltIn("talk"), |path| Origin::Path(path.into()));
    let pack = load(&origin).checked.pack.ok_or("the pack has faults")?;
    let code = match (options.get("run"), options.get("first")) {
        (Some(code), _) => Some(RunCode::parse(code).ok_or("not a run code")?),
        (None, Some(id)) => Some(code_for(&pack, id, lang)?),
        (None, None) => None,
    };
    if let (Some("code"), Some(code)) = (options.get("print").map(String::as_str), code) {
        println!("{code}");
        return Ok(());
    }
    let mut args: Vec<String> = options.get("command").cloned().into_iter().collect();
    args.extend(["--lang".to_owned(), lang.code().to_owned(), "--theme".to_owned(), get("theme", "dark")]);
    if let Some(code) = code {
        args.extend(["--run".to_owned(), code.to_string()]);
    }
    args.extend(options.get("pack").cloned());
    args.extend(get("with", "").split_whitespace().map(str::to_owned));
    let steps = key_bytes(&get("keys", ""), &pack, code)?;
    let setting = options.get("env").and_then(|setting| setting.split_once('='));
    let scene = Scene { program: &program, args: &args, setting, settings: &get("settings", ""), size: (cols, rows) };
    let film = scene.film(&steps)?;
    let last = film.last_key_value().ok_or("nothing was shown")?.1;
    match (options.get("out"), options.get("film")) {
        (Some(out), Some(rest)) => fs::write(out, svg::moving(&film, RATE, rest.parse()?))?,
        (Some(out), None) => fs::write(out, svg::still(last))?,
        (None, _) => println!("{}", last.contents()),
    }
    Ok(())
}

/// The first code whose deck of five begins with a question.
fn code_for(pack: &Pack, id: &str, lang: Lang) -> Fallible<RunCode> {
    let print = deck::fingerprint(pack, lang);
    let mut codes = (0..20_000).map(|seed| RunCode::new(seed, 5, lang, print));
    let begins = |code: &RunCode| deck::draw(pack, *code).first().is_some_and(|at| pack.at(*at).1.id.as_str() == id);
    codes.find(begins).ok_or_else(|| format!("no deck begins with {id}").into())
}

enum Step {
    Type(Vec<u8>),
    Wait(u64),
}

/// What a terminal would send for a script of keys.
fn key_bytes(script: &str, pack: &Pack, code: Option<RunCode>) -> Fallible<Vec<Step>> {
    let mut questions = code.map(|code| deck::draw(pack, code)).unwrap_or_default().into_iter();
    let mut steps = Vec::new();
    for key in script.split_whitespace() {
        let bytes = match key {
            "enter" => "\r".to_owned(),
            "esc" => "\x1b".to_owned(),
            "up" => "\x1b[A".to_owned(),
            "down" => "\x1b[B".to_owned(),
            "right" => "\x1b[C".to_owned(),
            "left" => "\x1b[D".to_owned(),
            "space" => " ".to_owned(),
            "backspace" => "\x7f".to_owned(),
            "tab" => "\t".to_owned(),
            "good" | "miss" => {
                let question = pack.at(questions.next().ok_or("the deck has no more questions")?).1;
                let said = pack.domain_ids().find(|id| question.key.contains(*id) == (key == "good"));
                (said.ok_or("every answer is right")?.0 + 1).to_string()
            }
            _ => match key.split_once(':') {
                Some(("type", text)) => text.to_owned(),
                Some(("wait", time)) => {
                    steps.push(Step::Wait(time.parse()?));
                    continue;
                }
                _ if key.chars().count() == 1 => key.to_owned(),
                _ => return Err(format!("no key is called {key}").into()),
            },
        };
        steps.push(Step::Type(bytes.into_bytes()));
    }
    Ok(steps)
}

/// What is run, and where.
struct Scene<'a> {
    program: &'a str,
    args: &'a [String],
    /// A name and value of the environment.
    setting: Option<(&'a str, &'a str)>,
    /// The player's settings, as their file holds them.
    settings: &'a str,
    /// Columns and rows.
    size: (u16, u16),
}

/// Frames a second of a film: enough to follow a movement, and few enough for a file.
const RATE: u32 = 15;

/// What the screen shows from a frame's number on.
type Film = BTreeMap<u32, vt100::Screen>;

impl Scene<'_> {
    /// Runs the program, types, and films what the screen shows from its first rest on.
    fn film(&self, steps: &[Step]) -> Fallible<Film> {
        let (cols, rows) = self.size;
        let home = tempfile::tempdir()?;
        let folder = home.path().join(".config/polysemy");
        fs::create_dir_all(&folder)?;
        fs::write(folder.join("settings.toml"), self.settings)?;
        let pty = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })?;
        let program = fs::canonicalize(self.program).map_err(|error| format!("{}: {error}", self.program))?;
        let mut command = CommandBuilder::new(program);
        command.args(self.args);
        command.env_clear();
        let usual = [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LANG", "C.UTF-8")];
        for (name, value) in usual.into_iter().chain(self.setting) {
            command.env(name, value);
        }
        command.env("HOME", home.path());
        command.cwd(home.path());
        let mut child = pty.slave.spawn_command(command)?;
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader()?;
        let (sender, output) = mpsc::channel();
        thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(n @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..n].to_vec()).is_err() {
                    break;
                }
            }
        });
        let mut writer = pty.master.take_writer()?;
        let mut camera = Camera { parser: vt100::Parser::new(rows, cols, 0), output, film: Film::new(), start: None };
        camera.settle(3000);
        camera.start = Some(Instant::now());
        camera.take();
        for step in steps {
            match step {
                Step::Type(bytes) => writer.write_all(bytes)?,
                Step::Wait(time) => camera.wait(Duration::from_millis(*time)),
            }
            camera.settle(300);
        }
        child.kill()?;
        child.wait()?;
        Ok(camera.film)
    }
}

/// A terminal without a window, and what it showed.
struct Camera {
    parser: vt100::Parser,
    output: Receiver<Vec<u8>>,
    film: Film,
    /// When the film began.
    start: Option<Instant>,
}

impl Camera {
    /// Takes in output until there is none for a moment; the first may take `patience` milliseconds.
    fn settle(&mut self, mut patience: u64) {
        while self.read(Duration::from_millis(patience)) {
            patience = 120;
        }
    }

    /// Takes in output for so long.
    fn wait(&mut self, time: Duration) {
        let end = Instant::now() + time;
        while let left @ 1.. = end.saturating_duration_since(Instant::now()).as_millis() {
            self.read(Duration::from_millis(left as u64));
        }
    }

    /// Takes in one burst of output, if one begins in time.
    fn read(&mut self, patience: Duration) -> bool {
        let Ok(bytes) = self.output.recv_timeout(patience) else { return false };
        self.parser.process(&bytes);
        // A screen that is half drawn is no picture.
        while let Ok(bytes) = self.output.recv_timeout(Duration::from_millis(4)) {
            self.parser.process(&bytes);
        }
        self.take();
        true
    }

    /// Takes a picture, once the film runs. A later one of the same frame replaces it.
    fn take(&mut self) {
        if let Some(start) = self.start {
            let frame = start.elapsed().as_millis() as u32 * RATE / 1000;
            self.film.insert(frame, self.parser.screen().clone());
        }
    }
}
