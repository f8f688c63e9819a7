//! Several booths with one board, against a PostgreSQL of our own. Where none is installed these tests are skipped, and
//! say so.

mod board;
mod booths;
pub(crate) mod cluster;
mod faults;
#[cfg(target_os = "linux")]
mod floods;
mod killed;
pub(crate) mod kiosks;
mod odd;
mod stolen;

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver};
use std::thread::sleep;
use std::time::{Duration, Instant};

use polysemy::app::booth::config::Share;
use polysemy::store::share::{BoardClock, Pace, ShareConfig, ShareNews, Sharing, clock};
use polysemy::store::{Store, Whose};
use polysemy::text::SafeText;
use rusqlite::{Connection, params};
use tempfile::TempDir;
use uuid::Uuid;

use self::cluster::Cluster;

/// In a hurry.
const PACE: Pace = Pace {
    poll: Duration::from_millis(150),
    first: Duration::from_millis(40),
    most: Duration::from_millis(300),
    answer: Duration::from_secs(20),
};

const EVENT: &str = "A day in November";

/// A booth without a screen: a file of scores, and its sharing.
struct Kiosk {
    name: &'static str,
    folder: TempDir,
    db: Connection,
    sharing: Option<Sharing>,
    told: Receiver<ShareNews>,
}

impl Kiosk {
    /// A booth with an empty file.
    fn new(name: &'static str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("scores.db");
        drop(Store::attach(&path, &Whose::default()).expect("a file of scores"));
        let db = Connection::open(&path).expect("a file");
        db.busy_timeout(Duration::from_secs(30)).expect("patience");
        Self { name, folder, db, sharing: None, told: mpsc::channel().1 }
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("scores.db")
    }

    /// Where it shares, if nothing is wrong.
    fn settings(&self, cluster: &Cluster, url: &str) -> ShareConfig {
        let server = Share {
            url: SafeText::new(url),
            encrypted: true,
            authority: Some(cluster.path("ca.crt")),
            credentials: Some(cluster.path("credentials")),
        };
        ShareConfig { server, db: self.file(), event: Some(EVENT.to_owned()) }
    }

    fn share(&mut self, settings: ShareConfig, clock: BoardClock) {
        let (tell, told) = mpsc::channel();
        self.told = told;
        let tell = move |what| drop(tell.send(what));
        self.sharing = Some(Sharing::start_with(settings, PACE, clock, tell));
    }

    /// One that shares, by the right time.
    fn sharing(name: &'static str, cluster: &Cluster, url: &str) -> Self {
        let mut kiosk = Self::new(name);
        kiosk.share(kiosk.settings(cluster, url), clock());
        kiosk
    }

    fn nudge(&self) {
        if let Some(sharing) = &self.sharing {
            sharing.nudge();
        }
    }

    /// A visitor plays to the end, beginning at a moment in milliseconds.
    fn play_at(&self, began: i64, points: u32) -> Uuid {
        let id = Uuid::now_v7();
        let insert =
            "INSERT INTO run (id, occasion, booth, event, pack, lang, began, day, asked, time, right, points, took,
                        over, rev) VALUES (?1, 'booth', ?2, ?3, 'talk', 'en', ?4, '-', 5, 20000, 5, ?5, 41000, 1, 1)";
        self.db.execute(insert, params![id.as_bytes(), self.name, EVENT, began, points]).expect("a run");
        self.nudge();
        id
    }

    fn play(&self, points: u32) -> Uuid {
        self.play_at(clock()() - 41_000, points)
    }

    /// Somebody gives a run a name, or takes it away.
    fn name(&self, id: Uuid, name: Option<&str>) {
        let update = "UPDATE run SET name = ?2, rev = rev + 1 WHERE id = ?1";
        assert_eq!(self.db.execute(update, params![id.as_bytes(), name]).expect("a name"), 1);
        self.nudge();
    }

    /// What a run is called here: none if it is not here.
    fn named(&self, id: Uuid) -> Option<Option<String>> {
        let query = "SELECT name FROM run WHERE id = ?1";
        self.db.query_row(query, [id.as_bytes()], |row| row.get(0)).ok()
    }

    fn count(&self, condition: &str) -> i64 {
        let query = format!("SELECT count(*) FROM run WHERE {condition}");
        self.db.query_row(&query, [], |row| row.get(0)).expect("a number")
    }

    /// The next thing that is told and that `is` what is waited for.
    fn hears(&self, is: impl Fn(&ShareNews) -> bool) -> ShareNews {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let told = self.told.recv_timeout(left).expect("it is told");
            if is(&told) {
                return told;
            }
        }
    }
}

/// Nothing here takes as long, but on a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(60);

/// Waits for something that comes by itself.
fn until(what: &str, is: impl Fn() -> bool) {
    let until = Instant::now() + PATIENCE;
    while !is() {
        assert!(Instant::now() < until, "waited in vain until {what}");
        sleep(Duration::from_millis(10));
    }
}

/// A number from the server's runs; -1 while there are no tables.
fn on_server(cluster: &Cluster, database: &str, what: &str) -> i64 {
    let row = cluster.admin(database).query_one(&format!("SELECT {what} FROM polysemy_run"), &[]);
    row.map_or(-1, |row| row.get(0))
}
