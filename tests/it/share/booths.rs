//! Three booths, each with a user of its own and no more rights than the guide gives it, and what operators and organisers
//! take away. Robots play for a few seconds; for an hour by `POLYSEMY_BOOTHS=3600`.

use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::cluster::Cluster;
use super::kiosks::share;
use super::{on_server, until};
use crate::pty::home;
use crate::robot::{SETTLED, database, how_many, leads_on, open, write_config};
use crate::terminal::Terminal;

const DATABASE: &str = "booths";

/// So often games are taken away and boards compared, while the robots rest.
const STRETCH: Duration = Duration::from_secs(240);

/// What all must know of a game, as text: at a booth, and on the server.
const GAME: &str = "concat_ws(' ', booth, pack, lang, coalesce(name, '-'), asked, CORRECT, points, TOOK, OFF)";

struct Booth {
    name: &'static str,
    home: TempDir,
    terminal: Terminal,
}

impl Booth {
    /// One with a user and a password of its own, as the guide has it.
    fn new(cluster: &Cluster, url: &str, name: &'static str) -> Self {
        let role =
            format!("CREATE ROLE booth_{name} LOGIN PASSWORD 'of {name}' CONNECTION LIMIT 8 IN ROLE polysemy_booth");
        cluster.admin(DATABASE).batch_execute(&role).expect("a role");
        cluster.file(name, &format!("booth_{name}:of {name}\n"));
        let home = home();
        let more = format!(
            "booth = \"{name}\"\nquestions = 2\nseconds = 0\nlanguages = [\"en\"]\nboard = \"event\"\n[event]\nname = \"Cat Conf\"\n"
        );
        let config = write_config(home.path(), &(more + &share(cluster, url, name)));
        let mut terminal = open(home.path(), &config);
        terminal.see("Press any key");
        Self { name, home, terminal }
    }

    /// Visitors come for some time, and two of them at least play to the end and give a name.
    fn play(&mut self, time: Duration) {
        let named = "own = 1 AND over = 1 AND name IS NOT NULL";
        let (begin, before) = (Instant::now(), self.count(named));
        while begin.elapsed() < time || self.count(named) < before + 2 {
            let screen = self.terminal.now();
            self.terminal.keys(leads_on(&screen, "1")).wait(SETTLED);
        }
    }

    fn file(&self) -> Connection {
        let file = database(self.home.path());
        Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).expect("it opens")
    }

    fn count(&self, condition: &str) -> i64 {
        let query = format!("SELECT count(*) FROM run WHERE {condition}");
        // Before the first game there are no tables.
        Connection::open(database(self.home.path()))
            .and_then(|file| file.query_row(&query, [], |row| row.get(0)))
            .unwrap_or(0)
    }

    /// All games that are over.
    fn games(&self) -> Vec<String> {
        let game = GAME.replace("CORRECT", "right").replace("TOOK", "took").replace("OFF", "over - 1");
        let (file, query) = (self.file(), format!("SELECT {game} FROM run WHERE over > 0 ORDER BY id"));
        let mut query = file.prepare(&query).expect("a query");
        let rows = query.query_map([], |row| row.get(0)).expect("rows");
        rows.map(|row| row.expect("a game")).collect()
    }

    /// The boards, as `polysemy scores` prints them.
    fn boards(&self) -> String {
        let file = database(self.home.path());
        let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
        command.arg("scores").arg("--file").arg(&file).env_clear().env("LANG", "en_US.UTF-8");
        let text = String::from_utf8(command.output().expect("it runs").stdout).expect("text");
        // After the boards it says how many games were begun here on each day, over or not.
        let boards = text.trim_end().rsplit_once("\n\n").expect("tables").0;
        assert!(boards.contains("Cat Conf"), "{text}");
        boards.replace(&*file.to_string_lossy(), "")
    }

    /// The operator takes away what is first in a list of the panel.
    fn take_away(&mut self, item: usize, asked: &str) {
        self.terminal.keys("\x0f").see("PIN:").keys("90210\r").see("crash drill");
        self.terminal
            .keys(&("\x1b[B".repeat(item) + "\r"))
            .see(asked)
            .keys("\r")
            .see("Take th")
            .keys("\r")
            .wait(SETTLED);
        self.terminal.keys("\x1b").see("crash drill").keys("\x1b").wait(SETTLED);
    }
}

/// All games that the server has.
fn on_server_all(cluster: &Cluster) -> Vec<String> {
    let game = GAME.replace("CORRECT", "correct").replace("TOOK", "took_ms").replace("OFF", "off::integer");
    let query = format!("SELECT {game} FROM polysemy_run ORDER BY id");
    let rows = cluster.admin(DATABASE).query(&query, &[]).expect("rows");
    rows.iter().map(|row| row.get(0)).collect()
}

/// Waits until all booths have what the server has, and show it; how many games that are.
fn agree(cluster: &Cluster, booths: &[Booth]) -> usize {
    until("all booths have sent all", || booths.iter().all(|booth| booth.count("over > 0 AND sent < rev") == 0));
    until("all booths have the same games", || {
        let all = on_server_all(cluster);
        booths.iter().all(|booth| booth.games() == all)
    });
    let shown = booths[0].boards();
    booths[1..].iter().for_each(|booth| assert_eq!(booth.boards(), shown, "{}", booth.name));
    on_server_all(cluster).len()
}

#[test]
fn booths_with_users_of_their_own_show_the_same_board_and_lose_the_same_names_and_games() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database(DATABASE);
    let mut booths = ["left", "middle", "right"].map(|name| Booth::new(&cluster, &url, name));
    let length = Duration::from_secs(how_many("POLYSEMY_BOOTHS", 1));
    let begin = Instant::now();
    loop {
        let stretch = length.saturating_sub(begin.elapsed()).min(STRETCH);
        thread::scope(|scope| {
            for booth in &mut booths {
                scope.spawn(|| booth.play(stretch));
            }
        });
        let on_server = |what| on_server(&cluster, DATABASE, what);
        let (names, off) = ("count(name)", "count(*) FILTER (WHERE off)");
        let games = agree(&cluster, &booths);
        let before = (on_server(names), on_server(off));
        // An operator takes away a name, another a game, and the organiser one of each on the server.
        booths[0].take_away(2, "Whose name is to go?");
        until("the name has left the server", || on_server(names) == before.0 - 1);
        booths[1].take_away(3, "Which game is to go");
        until("the game has left the board there", || on_server(off) == before.1 + 1);
        let one = "WHERE id = (SELECT id FROM polysemy_run WHERE name IS NOT NULL AND NOT off ORDER BY began LIMIT 1)";
        let by_hand = format!(
            "SET ROLE polysemy_owner; UPDATE polysemy_run SET name = NULL {one}; UPDATE polysemy_run SET off = true {one}"
        );
        cluster.admin(DATABASE).batch_execute(&by_hand).expect("by hand");
        assert_eq!(agree(&cluster, &booths), games);
        assert_eq!((on_server(names), on_server(off)), (before.0 - 2, before.1 + 2));
        let senders = on_server("count(*) FILTER (WHERE sender <> 'booth_' || booth)");
        assert_eq!(senders, 0, "each game says which user sent it");
        println!("{:>4} s: {games} games at all three and on the server", begin.elapsed().as_secs());
        if begin.elapsed() >= length {
            break;
        }
    }
    for booth in &mut booths {
        assert_eq!(booth.terminal.signal("TERM").end_restored(), 0);
    }
}
