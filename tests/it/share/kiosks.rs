//! Real booths, each in a terminal of its own, with one board between them.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use polysemy::game::scores::{BoardScope, Occasion};
use polysemy::store::{BoardQuery, Store};
use tempfile::TempDir;

use super::cluster::Cluster;
use crate::pty::home;
use crate::robot::{answer_once, database, open, write_config};
#[cfg(target_os = "linux")]
use crate::terminal::faketime;
use crate::terminal::{Setup, Terminal};

/// Where a booth shares its board, and the file of the cluster with its user and password.
pub(crate) fn share(cluster: &Cluster, url: &str, credentials: &str) -> String {
    let (authority, credentials) = (cluster.path("ca.crt"), cluster.path(credentials));
    let (authority, credentials) = (authority.display(), credentials.display());
    format!("[share]\nurl = \"{url}\"\nauthority = \"{authority}\"\ncredentials = \"{credentials}\"\n")
}

/// A home with the settings of a booth that shares its board.
fn settings(cluster: &Cluster, url: &str, name: &str) -> (TempDir, PathBuf) {
    let home = home();
    let more = format!("booth = \"{name}\"\nquestions = 1\nboard = \"event\"\n[event]\nname = \"Cat Conf\"\n");
    let more = more + &share(cluster, url, "credentials");
    let config = write_config(home.path(), &more);
    (home, config)
}

/// A booth that shares its board, before its first visitor.
fn booth(cluster: &Cluster, url: &str, name: &str) -> (TempDir, Terminal) {
    let (home, config) = settings(cluster, url, name);
    let mut terminal = open(home.path(), &config);
    terminal.see("Press any key");
    (home, terminal)
}

/// How many games a booth's board ranks.
fn ranked(home: &TempDir) -> u32 {
    let Ok(store) = Store::read_only(&database(home.path())) else { return 0 };
    let asked = BoardQuery { occasion: Occasion::Booth, scope: BoardScope::All, rows: 10, own: None };
    store.board(asked, polysemy::store::time::now()).map_or(0, |board| board.games)
}

/// Waits until the boards of all booths rank so many games.
fn agree(booths: &[(TempDir, Terminal)], games: u32) {
    let begin = Instant::now();
    while booths.iter().any(|(home, _)| ranked(home) != games) {
        let now: Vec<u32> = booths.iter().map(|(home, _)| ranked(home)).collect();
        assert!(begin.elapsed() < Duration::from_secs(90), "{now:?} games, and not {games}");
        std::thread::sleep(Duration::from_millis(100));
    }
}

#[test]
fn the_doctor_calls_the_board() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("called");
    let (home, config) = settings(&cluster, &url, "left");
    let doctor = || {
        let config = config.to_string_lossy();
        Setup::new(home.path()).arg("booth").arg("--doctor").arg("--config").arg(&config).start()
    };
    let mut terminal = doctor();
    let fine = terminal.see("It answers.").end_restored();
    cluster.down(true);
    let mut terminal = doctor();
    // One can play without it, but whoever set it up wants to know: doctor && open.
    assert_eq!((fine, terminal.see("cannot be reached").see("to mend first").end_restored()), (0, 1));
}

#[cfg(target_os = "linux")]
#[test]
fn a_clock_before_1970_is_told_and_ends_nothing() {
    let (Some(library), Some(cluster)) = (faketime(), Cluster::start()) else { return };
    let (home, config) = settings(&cluster, &cluster.database("clock"), "left");
    let file = cluster.file("clock", "-57y\n");
    let setup = Setup::new(home.path()).clock(&library, &file).arg("booth").arg("--doctor");
    let mut terminal = setup.arg("--config").arg(&config.to_string_lossy()).start();
    assert_eq!(terminal.see("is not valid today").end_restored(), 1);
}

#[test]
fn what_is_played_at_one_booth_is_on_the_boards_of_all() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("kiosks");
    let mut booths: Vec<_> = ["left", "right", "bar"].iter().map(|name| booth(&cluster, &url, name)).collect();
    booths.iter_mut().for_each(|(_, terminal)| answer_once(terminal));
    agree(&booths, 3);
    // The server dies while they play, and nobody notices.
    cluster.down(true);
    for (_, terminal) in &mut booths {
        // To the portrait, to the name, to the board, and home.
        for _ in 0..6 {
            terminal.keys("\r").wait(Duration::from_millis(300));
            if terminal.text().contains("no name") {
                terminal.keys("\x1b").wait(Duration::from_millis(300));
            }
        }
        answer_once(terminal);
    }
    cluster.up();
    agree(&booths, 6);
    for (_, terminal) in &mut booths {
        assert_eq!(terminal.signal("TERM").end_restored(), 0);
    }
}
