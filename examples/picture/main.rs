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
//! `--out FILE` (unless given, the screen's text is printed), `--print code` (only the run code). Keys are names (`enter esc up down left right space
//! backspace`), single characters, `type:text`, `wait:1500` (milliseconds), and, with a run, `good` and `miss`: an
//! answer that is right or wrong. The program runs in a home of its own, so nobody's settings are read or written.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a tool outside the program")]

mod svg;

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs;
use std::io::{Read, Write};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

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

    let pack = load(&Origin::BuiltIn("talk")).checked.pack.ok_or("the built-in pack has faults")?;
    let code = match (options.get("run"), options.get("first")) {
        (Some(code), _) => Some(RunCode::parse(code).ok_or("not a run code")?),
        (None, Some(id)) => Some(code_for(&pack, id, lang)?),
        (None, None) => None,
    };
    if let (Some("code"), Some(code)) = (options.get("print").map(String::as_str), code) {
        println!("{code}");
        return Ok(());
    }
    let mut args = vec!["--lang".to_owned(), lang.code().to_owned(), "--theme".to_owned(), get("theme", "dark")];
    if let Some(code) = code {
        args.extend(["--run".to_owned(), code.to_string()]);
    }
    let keys = key_bytes(&get("keys", ""), &pack, code)?;
    let parser = film(&program, &args, (cols, rows), &keys)?;
    match options.get("out") {
        Some(out) => fs::write(out, svg::of(parser.screen()))?,
        None => println!("{}", parser.screen().contents()),
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

/// Runs the program, types, and returns what the screen shows in the end.
fn film(program: &str, args: &[String], (cols, rows): (u16, u16), steps: &[Step]) -> Fallible<vt100::Parser> {
    let home = tempfile::tempdir()?;
    let pty = native_pty_system().openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })?;
    let program = fs::canonicalize(program).map_err(|error| format!("{program}: {error}"))?;
    let mut command = CommandBuilder::new(program);
    command.args(args);
    command.env_clear();
    for (name, value) in [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("LANG", "C.UTF-8")] {
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
    let mut parser = vt100::Parser::new(rows, cols, 0);
    let mut writer = pty.master.take_writer()?;
    settle(&output, &mut parser, 3000);
    for step in steps {
        match step {
            Step::Type(bytes) => writer.write_all(bytes)?,
            Step::Wait(time) => thread::sleep(Duration::from_millis(*time)),
        }
        settle(&output, &mut parser, 300);
    }
    child.kill()?;
    child.wait()?;
    Ok(parser)
}

/// Takes in output until there is none for a moment; the first may take `patience` milliseconds.
fn settle(output: &Receiver<Vec<u8>>, parser: &mut vt100::Parser, mut patience: u64) {
    while let Ok(bytes) = output.recv_timeout(Duration::from_millis(patience)) {
        parser.process(&bytes);
        patience = 120;
    }
}
