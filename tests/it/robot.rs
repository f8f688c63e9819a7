//! Robots at a booth: the real program in a real terminal, for as long as one likes.
//!
//! What runs in every test is short. By hand, or at night, `POLYSEMY_KILLS=200` and `POLYSEMY_SOAK=600` make them as long
//! as they should be: `POLYSEMY_KILLS=200 POLYSEMY_SOAK=600 cargo test --test it robot -- --nocapture`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use polysemy::maths::Chance;
use rusqlite::{Connection, OpenFlags};

use crate::pty::home;
use crate::terminal::{Setup, Terminal};

/// A booth's configuration in a home.
pub fn write_config(home: &Path, more: &str) -> PathBuf {
    let path = home.join("booth.toml");
    fs::write(&path, format!("pin = \"90210\"\n{more}")).expect("a file");
    path
}

/// Where a booth in a home keeps its games.
pub fn database(home: &Path) -> PathBuf {
    home.join(".local/share/polysemy/scores.db")
}

/// Opens a booth in a home.
pub fn open(home: &Path, config: &Path) -> Terminal {
    Setup::new(home).arg("booth").arg("--config").arg(&config.to_string_lossy()).start()
}

/// So long must one wait after a screen has changed.
pub const SETTLED: Duration = Duration::from_millis(270);

/// A number from the environment, or what is usual in every test.
pub fn how_many(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// What a visitor would do on what the screen shows, and whether an answer was acknowledged there.
struct Visitor {
    /// How many answers were acknowledged on the screen.
    acknowledged: u64,
    /// The feedback that was counted last.
    counted: String,
}

impl Visitor {
    fn new() -> Self {
        Self { acknowledged: 0, counted: String::new() }
    }

    /// Notes an answer that is acknowledged on the screen, once.
    fn look(&mut self, screen: &str) {
        let judged = ["✓ right", "✗ easily confused", "✗ time is up"].iter().any(|verdict| screen.contains(verdict));
        let number = screen.lines().next().unwrap_or_default().split_whitespace().find(|word| word.contains('/'));
        match number.filter(|_| judged) {
            Some(number) if self.counted != number => {
                self.acknowledged += 1;
                number.clone_into(&mut self.counted);
            }
            Some(_) => {}
            None if screen.contains("Which “") => self.counted.clear(),
            None => {}
        }
    }

    /// The key that leads on from what the screen shows.
    fn key(screen: &str) -> &'static str {
        leads_on(screen, "1")
    }
}

/// The key that leads a visitor on from what the screen shows, in the language that is chosen.
pub fn leads_on(screen: &str, language: &'static str) -> &'static str {
    let shows = |texts: [&str; 2]| texts.iter().any(|text| screen.contains(text));
    match screen {
        _ if shows(ATTRACT) => "x",
        _ if screen.contains("Français") => language,
        _ if shows(["Which “", "Quel sens"]) => "2",
        _ => "\r",
    }
}

/// What a booth shows while nobody is there.
pub const ATTRACT: [&str; 2] = ["Press any key", "Appuyez sur une touche"];

/// How much memory a process holds, in kB.
#[cfg(target_os = "linux")]
pub fn memory(id: u32) -> f64 {
    status(id, "VmRSS:")
}

/// The most that it ever held.
#[cfg(all(target_os = "linux", feature = "share"))]
pub fn high_water(id: u32) -> f64 {
    status(id, "VmHWM:")
}

#[cfg(target_os = "linux")]
fn status(id: u32, what: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{id}/status")).expect("it is alive");
    let size = status.lines().find_map(|line| line.strip_prefix(what)).expect("a size");
    size.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[test]
fn no_answer_that_was_acknowledged_is_lost_when_it_is_killed() {
    let (home, mut chance) = (home(), Chance::new(3));
    let config = write_config(home.path(), "");
    let mut visitor = Visitor::new();
    for kill in 0..how_many("POLYSEMY_KILLS", 6) {
        let mut terminal = open(home.path(), &config);
        let life = Duration::from_millis(300 + chance.below(4000) as u64);
        let born = Instant::now();
        visitor.counted.clear();
        while born.elapsed() < life {
            let screen = terminal.now();
            visitor.look(&screen);
            terminal.keys(Visitor::key(&screen));
            let rest = SETTLED.min(life.saturating_sub(born.elapsed()));
            terminal.wait(rest);
            visitor.look(&terminal.text());
        }
        terminal.signal("KILL").end();
        visitor.look(&terminal.now());
        let file = Connection::open(database(home.path())).expect("it opens");
        let whole: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("it is read");
        assert_eq!(whole, "ok", "kill {kill}");
        let kept: i64 = file.query_row("SELECT count(*) FROM answer", [], |row| row.get(0)).expect("it is read");
        assert!(
            kept.cast_unsigned() >= visitor.acknowledged,
            "kill {kill}: {kept} of {} answers",
            visitor.acknowledged
        );
    }
    println!("{} answers were acknowledged, and none was lost", visitor.acknowledged);
    assert!(visitor.acknowledged > 0, "somebody played");
}

/// Goes on as a visitor does until one more answer is acknowledged.
pub fn answer_once(terminal: &mut Terminal) {
    let mut visitor = Visitor::new();
    // The feedback that is still there was counted before.
    let screen = terminal.now();
    visitor.look(&screen);
    let before = visitor.acknowledged;
    for _ in 0..100 {
        let screen = terminal.now();
        visitor.look(&screen);
        if visitor.acknowledged > before {
            return;
        }
        terminal.keys(Visitor::key(&screen)).wait(SETTLED);
    }
    panic!("no answer is acknowledged:\n{}", terminal.text());
}

/// A random input: keys, clicks, pastes, bytes of no meaning.
fn random_input(chance: &mut Chance, size: (u16, u16)) -> String {
    let click = |chance: &mut Chance| {
        let (x, y) = (1 + chance.below(size.0.into()), 1 + chance.below(size.1.into()));
        let button = [0, 1, 2, 32, 35, 64, 65][chance.below(7)];
        format!("\x1b[<{button};{x};{y}M\x1b[<{button};{x};{y}m")
    };
    const KEYS: [&str; 24] = [
        "\r",
        "1",
        "2",
        "3",
        "x",
        " ",
        "\x1b[A",
        "\x1b[B",
        "\x1b[C",
        "\x1b[D",
        "\x1b",
        "q",
        "\x03",
        "\x04",
        "\x1a",
        "\x1c",
        "\t",
        "\x7f",
        "?",
        "h",
        "c",
        "s",
        "\x1b[I",
        "\x1b[200~pasted \x1b[201~",
    ];
    match chance.below(8) {
        0 => click(chance),
        // The operator is called, and somebody guesses; the right PIN is never among the guesses.
        1 if chance.below(10) == 0 => "\x0f1234\r".to_owned(),
        _ => KEYS[chance.below(KEYS.len())].to_owned(),
    }
}

/// Visits, one after the other and in both languages, for some time; how many were begun.
#[cfg(target_os = "linux")]
pub fn play_visits(terminal: &mut Terminal, time: Duration) -> usize {
    let (begin, mut visits) = (Instant::now(), 0);
    while begin.elapsed() < time {
        let screen = terminal.now();
        visits += usize::from(screen.contains("Français"));
        terminal.keys(leads_on(&screen, ["1", "2"][visits % 2])).wait(SETTLED);
    }
    visits
}

#[cfg(target_os = "linux")]
#[test]
fn a_robot_plays_for_days_and_does_not_get_out() {
    let (home, mut chance) = (home(), Chance::new(11));
    let config = write_config(home.path(), "[idle]\nseconds = 20\ncountdown = 10\n");
    let mut terminal = open(home.path(), &config);
    terminal.see("Press any key");
    let id = terminal.id();
    let length = Duration::from_secs(how_many("POLYSEMY_SOAK", 8));
    // Grammars stay in memory once a question has needed them: visitors see all questions first.
    let visits = play_visits(&mut terminal, length / 3);
    let early = memory(id);
    println!("{visits} visits: {early} kB");
    let (begin, mut inputs, mut size, mut told) = (Instant::now(), 0_u64, (80, 24), Duration::ZERO);
    while begin.elapsed() < length {
        for _ in 0..20 {
            let input = random_input(&mut chance, size);
            terminal.keys(&input);
            inputs += 1;
        }
        if chance.below(12) == 0 {
            size = (1 + chance.below(300) as u16, 1 + chance.below(100) as u16);
            terminal.resize(size.0, size.1);
        }
        terminal.discard(Duration::from_millis(3));
        if begin.elapsed() > told {
            println!("{:>4} s: {} kB", told.as_secs(), memory(id));
            told += length / 20;
        }
    }
    let late = memory(id);
    println!("{inputs} inputs in {length:?}: {early} kB, then {late} kB");
    // In less time visitors do not see all questions, and memory says little but that it is bounded.
    let bound = if length >= Duration::from_secs(600) { early * 1.1 } else { 150_000.0 };
    assert!(late <= bound, "memory grows: {early} kB, then {late} kB");
    // What was still on its way was meant for other sizes.
    terminal.discard(Duration::from_secs(1)).resize(80, 24).wait(Duration::from_millis(500));
    assert!(terminal.is_taken(), "nobody gets out");
    // Left alone, it goes back to its beginning by itself.
    terminal.see("Press any key");
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
    let file = Connection::open_with_flags(database(home.path()), OpenFlags::SQLITE_OPEN_READ_ONLY).expect("it opens");
    let whole: String = file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("it is read");
    assert_eq!(whole, "ok");
}
