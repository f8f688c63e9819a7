//! A vandal at a booth: the real program under its loop, with a shared board, and everything that can happen to it.
//!
//! One round of misdeeds in every test; as many as one likes by `POLYSEMY_VANDAL=3600` (seconds):
//! `POLYSEMY_VANDAL=3600 cargo test --test it vandal -- --nocapture`. As root it also fills the disk, and with libfaketime
//! (Debian's package) it sets the clock.

mod held;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use polysemy::maths::Chance;
use tempfile::TempDir;

use self::held::booth_of;
use crate::files::obstacles::Mounted;
use crate::keyboards::all_keys;
use crate::loops::looped;
use crate::pty::home;
use crate::robot::{ATTRACT, SETTLED, how_many, leads_on, memory, play_visits, write_config};
use crate::share::cluster::Cluster;
use crate::share::kiosks::share;
use crate::terminal::{Terminal, faketime};

/// What a vandal does. Each round does each of it once, in another order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    /// Plays as a visitor would.
    Play,
    /// The next keys of terminfo.
    Keys,
    /// Any bytes.
    Bytes,
    /// Any sizes, also of no terminal.
    Sizes,
    Pastes,
    /// Presses, drags and wheels, also outside of the screen.
    Mouse,
    /// Stops the program where it stands, and lets it go on.
    Freeze,
    Kill,
    /// Fills the disk, or makes room again.
    Fill,
    /// Takes the server down, or brings it back.
    Server,
    /// Sets the clock.
    Clock,
    /// Goes away for longer than a booth waits.
    Quiet,
}

const ROUND: [Deed; 13] = [
    Deed::Play,
    Deed::Keys,
    Deed::Fill,
    Deed::Bytes,
    Deed::Sizes,
    Deed::Server,
    Deed::Pastes,
    Deed::Mouse,
    Deed::Freeze,
    Deed::Clock,
    Deed::Play,
    Deed::Kill,
    Deed::Keys,
];

/// Each so many rounds there is a quiet spell.
const SPELL: u64 = 6;

/// What a clock may be set to, as libfaketime takes it.
const CLOCKS: [&str; 9] = ["+0", "+3h", "-3h", "+1d", "-40d", "-20y", "+20y", "-56y", "-57y"];

/// No more is typed while nobody reads: a terminal takes 4096 bytes.
const UNREAD: usize = 1000;

struct Vandal<'a> {
    home: &'a TempDir,
    cluster: &'a Cluster,
    terminal: Terminal,
    chance: Chance,
    /// A small disk with the booth's files, where one may be mounted.
    disk: Option<Mounted>,
    /// What libfaketime reads, where it is installed.
    clock: Option<PathBuf>,
    /// The booth under the loop.
    booth: u32,
    keys: Vec<Vec<u8>>,
    next: usize,
    size: (u16, u16),
    full: bool,
    down: bool,
    /// Answers that were judged on the screen and are on the disk: the run, and which of its answers.
    judged: BTreeSet<(Vec<u8>, i64)>,
    done: BTreeMap<Deed, u64>,
    pressed: u64,
}

impl<'a> Vandal<'a> {
    fn at(home: &'a TempDir, cluster: &'a Cluster, url: &str) -> Self {
        let more =
            "booth = \"left\"\nboard = \"event\"\n[event]\nname = \"Cat Conf\"\n[idle]\nseconds = 20\ncountdown = 10\n";
        let config = write_config(home.path(), &(more.to_owned() + &share(cluster, url, "credentials")));
        let disk = Mounted::at(&home.path().join(".local"), "size=16m");
        let mut setup = looped(home.path(), &config);
        let clock = faketime().map(|library| (library, home.path().join("clock")));
        if let Some((library, file)) = &clock {
            fs::write(file, "+0\n").expect("a file");
            setup = setup.clock(library, file);
        }
        let mut terminal = setup.start();
        terminal.see("Press any key");
        let booth = booth_of(terminal.id()).expect("a booth");
        Self {
            home,
            cluster,
            terminal,
            chance: Chance::new(how_many("POLYSEMY_SEED", 5)),
            disk,
            clock: clock.map(|(_, file)| file),
            booth,
            keys: all_keys(),
            next: 0,
            size: (80, 24),
            full: false,
            down: false,
            judged: BTreeSet::new(),
            done: BTreeMap::new(),
            pressed: 0,
        }
    }

    fn below(&mut self, n: usize) -> usize {
        self.chance.below(n)
    }

    fn press(&mut self, bytes: &[u8]) {
        self.terminal.hurried(bytes);
        self.pressed += 1;
    }

    fn does(&mut self, deed: Deed) {
        *self.done.entry(deed).or_default() += 1;
        match deed {
            Deed::Play => (0..15).for_each(|_| self.step()),
            Deed::Keys => {
                for _ in 0..30 {
                    let key = self.keys[self.next % self.keys.len()].clone();
                    self.next += 1;
                    self.press(&key);
                    let pause = [2, 15, 60, 170][self.below(4)];
                    self.terminal.wait(Duration::from_millis(pause));
                    self.look();
                }
            }
            Deed::Bytes => {
                for _ in 0..30 {
                    let bytes: Vec<u8> = (0..1 + self.below(60)).map(|_| self.below(256) as u8).collect();
                    self.press(&bytes);
                    self.terminal.wait(Duration::from_millis(20));
                }
            }
            Deed::Sizes => self.sizes(),
            Deed::Pastes => {
                let text =
                    ["x", "\x03", "é\u{202e}", "\r\n", "1", "\x1b[201~"][self.below(6)].repeat(1 + self.below(400));
                let end = ["\x1b[201~", ""][self.below(2)];
                self.press(format!("\x1b[200~{text}{end}").as_bytes());
            }
            Deed::Mouse => {
                for _ in 0..40 {
                    let (x, y) = (1 + self.below(self.size.0 as usize + 9), 1 + self.below(self.size.1 as usize + 9));
                    let (button, end) = ([0, 1, 2, 32, 35, 64, 65, 66, 128][self.below(9)], ["M", "m"][self.below(2)]);
                    self.press(format!("\x1b[<{button};{x};{y}{end}").as_bytes());
                    self.terminal.wait(Duration::from_millis(10));
                }
            }
            Deed::Freeze => {
                self.signal("STOP");
                self.lean();
                let spell = 100 + self.below(3000) as u64;
                sleep(Duration::from_millis(spell));
                self.signal("CONT");
            }
            Deed::Kill => self.kill(),
            Deed::Fill => self.fill(),
            Deed::Server => {
                if self.down {
                    self.cluster.up();
                } else {
                    let kill = self.below(2) == 0;
                    self.cluster.down(kill);
                }
                self.down = !self.down;
            }
            Deed::Clock => {
                let time = CLOCKS[self.below(CLOCKS.len())];
                if let Some(file) = &self.clock {
                    fs::write(file, format!("{time}\n")).expect("it is set");
                }
            }
            Deed::Quiet => self.quiet(),
        }
        self.terminal.wait(Duration::from_millis(50));
        self.look();
    }

    /// One step of a visitor.
    fn step(&mut self) {
        let screen = self.terminal.now();
        let language = ["1", "2"][self.below(2)];
        self.press(leads_on(&screen, language).as_bytes());
        self.terminal.wait(SETTLED);
        self.look();
    }

    /// Leans on the keyboard while nobody reads.
    fn lean(&mut self) {
        let keys = ["\x13", "\x03", "\x1a", "x", "\r", "\x16\x0f"][self.below(6)];
        let times = self.below(UNREAD / keys.len());
        self.press(keys.repeat(times).as_bytes());
    }

    fn sizes(&mut self) {
        for _ in 0..6 {
            let (x, y) = [(1, 1), (2, 300), (79, 24), (500, 1), (400, 150), (1000, 400)][self.below(6)];
            self.terminal.resize(x, y).discard(Duration::from_millis(60));
        }
        self.size = [(80, 24), (80, 24), (100, 30), (200, 60)][self.below(4)];
        // What was on its way was meant for another size.
        self.terminal.discard(Duration::from_millis(300)).resize(self.size.0, self.size.1);
        self.terminal.wait(Duration::from_millis(700));
    }

    fn signal(&self, name: &str) {
        let id = self.booth.to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().expect("kill").success(), "{name}");
    }

    fn kill(&mut self) {
        let before = self.booth;
        self.signal("KILL");
        self.lean();
        let begin = Instant::now();
        while booth_of(self.terminal.id()).is_none_or(|booth| booth == before) {
            assert!(begin.elapsed() < Duration::from_secs(90), "it does not come back:\n{}", self.terminal.now());
            self.terminal.wait(Duration::from_millis(50));
        }
        self.booth = booth_of(self.terminal.id()).expect("a booth");
        self.terminal.see_either(ATTRACT[0], ATTRACT[1]);
        self.nothing_is_lost();
    }

    fn fill(&mut self) {
        if self.disk.is_none() {
            return;
        }
        let ballast = self.home.path().join(".local/ballast");
        if !self.full {
            let mut file = fs::File::create(ballast).expect("a file");
            while file.write_all(&[0; 4096]).is_ok() {}
            self.full = true;
            return;
        }
        // What is judged now is only in memory; it is written once there is room, without anybody doing anything.
        for _ in 0..60 {
            if self.judged_now().is_some() {
                break;
            }
            self.step();
        }
        fs::remove_file(ballast).expect("there is room");
        self.full = false;
    }

    /// Nobody comes, and the booth goes back to its beginning.
    fn quiet(&mut self) {
        if self.size != (80, 24) {
            self.size = (80, 24);
            self.terminal.resize(80, 24).wait(Duration::from_millis(700));
        }
        self.press(b"x");
        self.terminal.wait(Duration::from_secs(1)).see_either(ATTRACT[0], ATTRACT[1]);
    }
}

#[test]
fn a_vandal_does_not_get_out_and_loses_nothing() {
    let Some(cluster) = Cluster::start() else { return };
    let (url, home) = (cluster.database("vandal"), home());
    let mut vandal = Vandal::at(&home, &cluster, &url);
    let length = Duration::from_secs(how_many("POLYSEMY_VANDAL", 1));
    let (begin, mut rounds, mut early, mut told) = (Instant::now(), 0, None, Duration::ZERO);
    while begin.elapsed() < length || rounds == 0 {
        let mut round = ROUND;
        (1..round.len()).for_each(|i| round.swap(i, vandal.below(i + 1)));
        // Memory is looked at over the life of one process: it is killed in the first sixth only.
        let killed = rounds == 0 || begin.elapsed() < length / 6;
        round.into_iter().filter(|deed| killed || *deed != Deed::Kill).for_each(|deed| vandal.does(deed));
        rounds += 1;
        if rounds % SPELL == 0 {
            vandal.does(Deed::Quiet);
        }
        if !killed && early.is_none() {
            // Grammars and pictures stay in memory once a question has needed them: visitors see all questions first.
            let visits = play_visits(&mut vandal.terminal, length / 6);
            early = Some(memory(vandal.booth));
            println!("{visits} visits: {early:?} kB");
            assert!(visits > 0, "whoever wants to play can:\n{}", vandal.terminal.now());
        }
        if begin.elapsed() > told {
            let (games, answers) = (vandal.count("own = 1"), vandal.judged.len());
            println!(
                "{:>4} s: {} kB; {games} games, {answers} answers judged and kept, {} inputs, {:?}",
                begin.elapsed().as_secs(),
                memory(vandal.booth),
                vandal.pressed,
                vandal.done
            );
            told += Duration::from_secs(60);
        }
    }
    let late = memory(vandal.booth);
    println!("{early:?} kB after those visits, {late} kB at the end");
    if let Some(early) = early.filter(|_| length >= Duration::from_secs(1800)) {
        assert!(late <= early * 1.1, "memory grows: {early} kB, then {late} kB");
    }
    // All is well again, and everything is where it belongs.
    if vandal.full {
        vandal.does(Deed::Fill);
    }
    if vandal.down {
        vandal.does(Deed::Server);
    }
    if let Some(file) = &vandal.clock {
        fs::write(file, "+0\n").expect("it is set");
    }
    vandal.does(Deed::Kill);
    vandal.does(Deed::Quiet);
    let end = Instant::now();
    while vandal.count("over > 0 AND sent < rev") > 0 {
        assert!(end.elapsed() < Duration::from_secs(90), "games are not sent");
        sleep(Duration::from_millis(50));
    }
    vandal.nothing_is_lost();
    let whole: String = vandal
        .file()
        .and_then(|file| file.query_row("PRAGMA integrity_check", [], |row| row.get(0)))
        .expect("it is read");
    assert_eq!(whole, "ok");
    assert_eq!(vandal.terminal.signal("TERM").end_restored(), 0);
}
