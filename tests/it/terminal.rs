//! The real program in a real pseudo-terminal, with a home of its own, and a screen to read.

use std::fmt::Debug;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, Receiver};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, SlavePty, native_pty_system};

/// Whoever waits for longer than this waits for ever.
const DEADLINE: Duration = Duration::from_secs(60);

/// What is started, and where.
pub struct Setup {
    home: PathBuf,
    env: Vec<(String, String)>,
    args: Vec<String>,
    /// What starts the program, if something else does.
    through: Vec<String>,
}

impl Setup {
    /// In a folder as home, on a terminal that speaks English.
    pub fn new(home: &Path) -> Self {
        Self { home: home.to_owned(), env: Vec::new(), args: Vec::new(), through: Vec::new() }
            .env("LANG", "en_US.UTF-8")
    }

    /// With an environment variable.
    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.env.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With an argument.
    pub fn arg(mut self, arg: &str) -> Self {
        self.args.push(arg.to_owned());
        self
    }

    /// Started by another program, which gets these arguments and then the program's whole command line.
    pub fn through(mut self, program: &str, args: &[&str]) -> Self {
        self.through = [program].iter().chain(args).map(|arg| (*arg).to_owned()).collect();
        self
    }

    /// With settings that a game before left.
    pub fn settings(self, toml: &str) -> Self {
        fs::create_dir_all(self.home.join(".config/polysemy")).expect("a folder");
        fs::write(self.home.join(".config/polysemy/settings.toml"), toml).expect("a file");
        self
    }

    /// Starts the program at 80x24.
    pub fn start(self) -> Terminal {
        let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pty");
        let mut line = self.through.clone();
        line.push(env!("CARGO_BIN_EXE_polysemy").to_owned());
        let mut command = CommandBuilder::new(&line[0]);
        command.args(&line[1..]);
        command.env_clear();
        if !self.through.is_empty() {
            command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        }
        command.env("TERM", "xterm-256color");
        command.env("HOME", &self.home);
        self.env.iter().for_each(|(name, value)| command.env(name, value));
        command.args(&self.args);
        command.cwd(env!("CARGO_MANIFEST_DIR"));
        let modes = modes(&*pair.master);
        let child = pair.slave.spawn_command(command).expect("the program starts");
        let (sender, bytes) = mpsc::channel();
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = stop.clone();
        let reading = thread::spawn(move || {
            let mut chunk = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut chunk) {
                if stopped.load(Ordering::SeqCst) || sender.send(chunk[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let writer = pair.master.take_writer().expect("a writer");
        let screen = vt100::Parser::new(24, 80, 0);
        let (master, slave) = (pair.master, pair.slave);
        let (sent, seen) = (Vec::new(), Instant::now());
        Terminal { child, master, _slave: slave, writer, bytes, screen, sent, modes, stop, reading, seen }
    }
}

/// The terminal's modes, such as raw or not, as text.
fn modes(master: &dyn MasterPty) -> String {
    let modes = master.get_termios().expect("a pty has modes");
    let all: [&dyn Debug; 3] = [&modes.local_flags, &modes.input_flags, &modes.output_flags];
    format!("{all:?}")
}

/// A pseudo-terminal in which the program runs.
pub struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    /// Held open, so that what the program leaves can be read when it is gone.
    _slave: Box<dyn SlavePty + Send>,
    writer: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    /// All that the program sent.
    sent: Vec<u8>,
    /// The modes before the program started.
    modes: String,
    stop: Arc<AtomicBool>,
    reading: JoinHandle<()>,
    /// When something was waited for and came.
    seen: Instant,
}

/// Keys are taken in so long after the screen has changed: they are meant for what is there.
const SETTLE: Duration = Duration::from_millis(320);

impl Terminal {
    /// What the screen reads.
    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen is as wanted.
    #[track_caller]
    fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) -> &mut Self {
        let start = Instant::now();
        while !wanted(self.screen.screen()) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("{what} does not come:\n{}", self.text()),
            }
        }
        self.seen = Instant::now();
        self
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend(bytes);
    }

    /// Whether the program has sent some bytes.
    pub fn was_sent(&self, wanted: &[u8]) -> bool {
        self.sent.windows(wanted.len()).any(|window| window == wanted)
    }

    /// Waits until the program has sent some bytes.
    #[track_caller]
    pub fn see_bytes(&mut self, wanted: &[u8]) -> &mut Self {
        let start = Instant::now();
        while !self.was_sent(wanted) {
            let left = DEADLINE.saturating_sub(start.elapsed());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(_) => panic!("{:?} is not sent:\n{}", String::from_utf8_lossy(wanted), self.text()),
            }
        }
        self
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn see(&mut self, wanted: &str) -> &mut Self {
        self.until(&format!("`{wanted}`"), |screen| screen.contents().contains(wanted))
    }

    /// Waits until a row of the screen reads so, but for blanks at its ends.
    #[track_caller]
    pub fn see_line(&mut self, wanted: &str) -> &mut Self {
        self.until(&format!("`{wanted}` alone"), |screen| screen.contents().lines().any(|row| row.trim() == wanted))
    }

    /// Waits until one of two texts is on the screen.
    #[track_caller]
    pub fn see_either(&mut self, one: &str, other: &str) -> &mut Self {
        let wanted = |screen: &vt100::Screen| [one, other].iter().any(|text| screen.contents().contains(text));
        self.until(&format!("`{one}` or `{other}`"), wanted)
    }

    /// Waits until a text is in a row, counted from 0.
    #[track_caller]
    pub fn see_in_row(&mut self, row: usize, wanted: &str) -> &mut Self {
        let in_row =
            |screen: &vt100::Screen| screen.contents().lines().nth(row).is_some_and(|text| text.contains(wanted));
        self.until(&format!("`{wanted}` in row {row}"), in_row)
    }

    /// What the screen reads once all that was sent so far is taken in.
    pub fn now(&mut self) -> String {
        while let Ok(bytes) = self.bytes.try_recv() {
            self.take(&bytes);
        }
        self.sent.clear();
        self.text()
    }

    /// Takes in what is sent for some time.
    pub fn wait(&mut self, time: Duration) -> &mut Self {
        self.take_in(time);
        self.sent.clear();
        self
    }

    /// Takes in what is sent for some time, and remembers it for [`Self::was_sent`].
    pub fn take_in(&mut self, time: Duration) -> &mut Self {
        let until = Instant::now() + time;
        while let Ok(bytes) = self.bytes.recv_timeout(until.saturating_duration_since(Instant::now())) {
            self.take(&bytes);
        }
        self
    }

    /// Throws away what is sent for some time: at sizes that no terminal has, the screen here fails sooner than the program.
    pub fn discard(&mut self, time: Duration) -> &mut Self {
        let until = Instant::now() + time;
        while self.bytes.recv_timeout(until.saturating_duration_since(Instant::now())).is_ok() {}
        self
    }

    /// The program's number among processes.
    pub fn id(&self) -> u32 {
        self.child.process_id().expect("it runs")
    }

    /// Waits as long as somebody does who is no key that is held down.
    pub fn calm(&mut self) -> &mut Self {
        thread::sleep(Duration::from_millis(1100));
        self
    }

    /// Types, once what was waited for has been there for a moment.
    pub fn keys(&mut self, keys: &str) -> &mut Self {
        thread::sleep(SETTLE.saturating_sub(self.seen.elapsed()));
        self.hurried(keys.as_bytes())
    }

    /// Sends bytes at once.
    pub fn hurried(&mut self, bytes: &[u8]) -> &mut Self {
        self.writer.write_all(bytes).and_then(|()| self.writer.flush()).expect("the terminal takes keys");
        self
    }

    /// Clicks on a text, once it is on the screen.
    #[track_caller]
    pub fn click(&mut self, text: &str) -> &mut Self {
        self.see(text);
        let screen = self.text();
        let place = screen.lines().enumerate().find_map(|(y, row)| Some((row[..row.find(text)?].chars().count(), y)));
        let (x, y) = place.unwrap_or_else(|| panic!("`{text}` is not there:\n{screen}"));
        self.keys(&format!("\x1b[<0;{};{}M\x1b[<0;{};{}m", x + 1, y + 1, x + 1, y + 1))
    }

    /// Changes the size.
    pub fn resize(&mut self, cols: u16, rows: u16) -> &mut Self {
        self.screen.screen_mut().set_size(rows, cols);
        self.master.resize(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }).expect("a new size");
        self
    }

    /// Sends the program a signal.
    pub fn signal(&mut self, name: &str) -> &mut Self {
        let id = self.child.process_id().expect("it runs").to_string();
        assert!(Command::new("kill").args(["-s", name, &id]).status().expect("kill").success());
        self
    }

    /// Whether the terminal is in the program's hands.
    pub fn is_taken(&self) -> bool {
        let screen = self.screen.screen();
        screen.alternate_screen() && screen.bracketed_paste() && modes(&*self.master) != self.modes
    }

    /// Waits until the program is gone; returns its status.
    #[track_caller]
    pub fn end(&mut self) -> u32 {
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("a child") {
                return status.exit_code();
            }
            assert!(start.elapsed() < DEADLINE, "the program does not end:\n{}", self.text());
            if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(10)) {
                self.take(&bytes);
            }
        }
    }

    /// Waits until the program is gone, and asserts that the terminal is as it was before; returns the status.
    #[track_caller]
    pub fn end_restored(&mut self) -> u32 {
        let status = self.end();
        self.until("the screen of before", |screen| !screen.alternate_screen());
        let screen = self.screen.screen();
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        assert_eq!(screen.mouse_protocol_encoding(), vt100::MouseProtocolEncoding::Default);
        assert!(!screen.bracketed_paste(), "pastes are bracketed");
        assert!(!screen.bold() && !screen.inverse() && screen.fgcolor() == vt100::Color::Default, "a style is left");
        assert_eq!(modes(&*self.master), self.modes, "the modes have changed");
        status
    }

    /// Closes the terminal under the program, and waits until it is gone.
    #[track_caller]
    pub fn close(mut self) {
        self.stop.store(true, Ordering::SeqCst);
        // The reader ends with the next bytes, which a new size brings.
        self.resize(90, 30).signal("CONT");
        self.reading.join().expect("the reader ends");
        let Self { mut child, master, writer, _slave, .. } = Self { reading: thread::spawn(|| {}), ..self };
        drop((writer, master));
        let start = Instant::now();
        while child.try_wait().expect("a child").is_none() {
            if start.elapsed() > DEADLINE {
                let _ = child.kill();
                panic!("the program does not end when its terminal is gone");
            }
            thread::sleep(Duration::from_millis(5));
        }
    }
}
