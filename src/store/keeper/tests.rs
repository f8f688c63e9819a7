//! The keeper: what it tells while the disk is well, and while it is not.

use std::fs;
use std::path::Path;

use rusqlite::Connection;

use super::*;
use crate::game::scores::{Board, History, Obstacle};
use crate::store::tests::{NOON, booth, folder, game, open};
use crate::store::{Filter, Store};

/// A writer whose clock stands at noon, and what it told.
struct Tried {
    writer: Writer,
    told: Receiver<News>,
}

impl Tried {
    fn at(path: &Path) -> Self {
        let (tell, told) = mpsc::channel();
        let mut writer = Writer::new(path.to_owned(), booth(), move |news| drop(tell.send(news)));
        writer.clock = || NOON;
        Self { writer, told }
    }

    fn take(&mut self, orders: Vec<Order>) -> Vec<News> {
        self.writer.take(orders);
        self.told.try_iter().collect()
    }

    fn retry(&mut self) -> Vec<News> {
        self.writer.flush();
        self.told.try_iter().collect()
    }

    fn board(&mut self, game: u64, rows: usize) -> Board {
        let occasion = Occasion::Booth;
        let asked = Order::Board { occasion, scope: BoardScope::Today, rows, game: Some(GameNo(game)) };
        let told = self.take(vec![asked]);
        let board = told.into_iter().find_map(|told| match told {
            News::Board(board) => Some(board),
            _ => None,
        });
        board.expect("a board")
    }
}

fn order(n: u64, right: u16, steps: std::ops::Range<usize>) -> Order {
    Order::Keep { game: GameNo(n), steps: game(right, &format!("player {n}"))[steps].to_vec() }
}

fn kept(n: u64, answer: u16) -> News {
    News::Kept { game: GameNo(n), n: answer }
}

fn not_kept(n: u64, answer: u16) -> News {
    News::NotKept { game: GameNo(n), n: answer }
}

fn trouble(what: Obstacle, waiting: usize) -> News {
    News::Trouble(Some(Trouble { what, waiting, lost: 0 }))
}

fn count(path: &Path) -> usize {
    Store::read_only(path).and_then(|store| store.count(&Filter::default())).expect("it can be read")
}

#[test]
fn each_answer_is_told_when_it_is_on_the_disk() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let mut tried = Tried::at(&path);
    assert_eq!(tried.take(vec![order(1, 3, 0..2)]), [kept(1, 1)]);
    assert_eq!(tried.take(vec![order(1, 3, 2..3), order(1, 3, 3..6)]), [kept(1, 5)]);
    assert_eq!(tried.take(vec![order(1, 3, 6..7), order(2, 5, 0..7)]), [kept(1, 5), kept(2, 5)]);
    let board = tried.board(1, 1);
    assert_eq!(board.rows.iter().map(|row| row.score.right).collect::<Vec<_>>(), [5]);
    assert_eq!(board.own.map(|own| (own.place, own.own)), Some((2, true)));
    assert_eq!(count(&path), 2);
}

#[test]
fn the_game_goes_on_while_another_program_holds_the_file() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let mut tried = Tried::at(&path);
    tried.take(vec![order(1, 2, 0..8)]);
    let lock = Connection::open(&path).expect("it can be opened");
    lock.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    assert_eq!(tried.take(vec![order(2, 4, 0..2)]), [trouble(Obstacle::Busy, 2), not_kept(2, 1)]);
    let told = tried.take(vec![order(2, 4, 2..8), order(3, 1, 0..8)]);
    assert_eq!(told, [trouble(Obstacle::Busy, 16), not_kept(2, 5), not_kept(3, 5)]);
    // Whoever has just played is on the board all the same.
    let board = tried.board(3, 1);
    assert_eq!(board.rows[0].name.as_deref(), Some("player 2"));
    assert_eq!((board.own.map(|own| own.place), board.games), (Some(3), 3));
    let rude = board.rows[0].id;
    assert!(tried.writer.waits());
    assert_eq!(tried.take(vec![Order::Remove(Removal::Name(rude))]), [trouble(Obstacle::Busy, 15)]);
    assert_eq!(tried.board(3, 1).rows[0].name, None);
    drop(lock);
    assert_eq!(tried.retry(), [kept(2, 5), kept(3, 5), News::Trouble(None)]);
    assert!(!tried.writer.waits());
    assert_eq!(tried.board(3, 1).rows[0].name, None);
    assert_eq!(count(&path), 3);
}

#[test]
fn what_finds_no_room_is_written_when_there_is_some() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let mut tried = Tried::at(&path);
    tried.take(vec![order(1, 2, 0..8)]);
    let limit = |tried: &Tried, pages: i64| {
        let store = tried.writer.store.as_ref().expect("it is open");
        store.db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).expect("a limit");
    };
    limit(&tried, 1);
    let mut full = 0;
    for n in 2..200 {
        let told = tried.take(vec![order(n, 3, 0..8)]);
        full += usize::from(told.contains(&not_kept(n, 5)));
    }
    assert!(full > 100, "{full}");
    limit(&tried, 1 << 20);
    let told = tried.retry();
    assert_eq!((told.len(), told.last()), (full + 1, Some(&News::Trouble(None))));
    assert_eq!(count(&path), 199);
}

#[test]
fn a_file_that_cannot_be_opened_is_told_of_and_opened_later() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    fs::create_dir(&path).expect("a folder in its place");
    let mut tried = Tried::at(&path);
    assert_eq!(tried.retry(), [trouble(Obstacle::NotAFile, 0)]);
    assert_eq!(tried.take(vec![order(1, 2, 0..8)]), [trouble(Obstacle::NotAFile, 8), not_kept(1, 5)]);
    assert_eq!(tried.board(1, 5).rows.len(), 1);
    assert_eq!(tried.take(vec![Order::History]), [News::History(History::default())]);
    fs::remove_dir(&path).expect("it is empty");
    assert_eq!(tried.retry(), [kept(1, 5), News::Trouble(None)]);
    assert_eq!(count(&path), 1);
}

#[test]
fn what_is_still_known_is_written_anew_when_the_file_is_damaged_or_gone() {
    for damaged in [true, false] {
        let folder = folder();
        let path = folder.path().join("scores.db");
        let mut tried = Tried::at(&path);
        tried.take(vec![order(1, 2, 0..8), order(2, 3, 0..4)]);
        if damaged {
            // All of it is brought into the file, and damaged there.
            let store = tried.writer.store.as_ref().expect("it is open");
            store.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).expect("a checkpoint");
            let mut bytes = fs::read(&path).expect("a file");
            let from = 4096;
            bytes[from..].fill(0x5a);
            fs::write(&path, bytes).expect("it can be damaged");
            // Another connection has no page of it in memory.
            let other = Connection::open(&path).expect("it can be opened");
            other.execute_batch("PRAGMA user_version = 1").expect("it can be changed");
        } else {
            for ending in ["", "-wal", "-shm"] {
                let _ = fs::remove_file(folder.path().join(format!("scores.db{ending}")));
            }
        }
        let told = tried.take(vec![order(2, 3, 4..8)]);
        let aside = told.iter().any(|told| matches!(told, News::SetAside(_)));
        assert_eq!(aside, damaged, "{told:?}");
        assert!(told.contains(&kept(1, 5)) && told.contains(&kept(2, 5)), "{told:?}");
        assert_eq!(count(&path), 2);
        assert_eq!(tried.board(1, 9).rows.len(), 2);
        assert_eq!(folder.path().join("scores.broken-1.db").exists(), damaged);
    }
}

#[test]
fn the_thread_keeps_and_closes_in_peace() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let (tell, told) = mpsc::channel();
    let keeper = Keeper::start(path.clone(), booth(), move |new| drop(tell.send(new)));
    keeper.ask(order(1, 3, 0..2));
    assert_eq!(told.recv(), Ok(kept(1, 1)));
    keeper.ask(order(1, 3, 2..8));
    keeper.ask(Order::Names(5));
    assert_eq!(told.recv(), Ok(kept(1, 5)));
    let Ok(News::Names(names)) = told.recv() else { panic!("names are told") };
    assert_eq!(names[0].name.as_str(), "player 1");
    for n in 2..40 {
        keeper.ask(order(n, 3, 0..8));
    }
    assert_eq!(keeper.close(), None);
    assert_eq!(count(&path), 39, "what was asked before the end is done");
    assert!(!folder.path().join("scores.db-wal").exists());
    drop(open(&path));
}

#[test]
fn a_file_that_is_put_in_its_place_while_it_is_written_to_stays() {
    for moved in [true, false] {
        let folder = folder();
        let (path, copy) = (folder.path().join("scores.db"), folder.path().join("copy.db"));
        let mut other = Tried::at(&copy);
        for n in 1..=50 {
            other.take(vec![order(n, 3, 0..8)]);
        }
        drop(other);
        let mut tried = Tried::at(&path);
        tried.take(vec![order(1, 2, 0..8), order(2, 3, 0..4)]);
        match moved {
            true => fs::rename(&copy, &path).expect("it is moved there"),
            false => drop(fs::copy(&copy, &path).expect("it is written over it")),
        }
        let told = tried.take(vec![order(2, 3, 4..8)]);
        assert!(told.iter().any(|told| matches!(told, News::Replaced(_))), "{told:?}");
        assert!(told.contains(&kept(1, 5)) && told.contains(&kept(2, 5)), "{told:?}");
        assert_eq!(count(&path), 52, "with what is still known");
        tried.take(vec![order(3, 3, 0..8)]);
        drop(tried);
        assert_eq!(count(&path), 53);
        assert!(folder.path().join("scores.replaced-1.db-wal").exists());
    }
}

#[test]
fn a_game_is_taken_off_the_boards_also_while_nothing_can_be_written() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let mut tried = Tried::at(&path);
    tried.take(vec![order(1, 2, 0..8)]);
    let lock = Connection::open(&path).expect("it can be opened");
    lock.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    tried.take(vec![order(2, 4, 0..7)]);
    let told = tried.take(vec![Order::Games(9)]);
    let Some(News::Games(games)) = told.into_iter().find(|told| matches!(told, News::Games(_))) else {
        panic!("games are told")
    };
    assert_eq!(games.iter().map(|game| game.name.as_str()).collect::<Vec<_>>(), ["", "player 1"]);
    tried.take(games.iter().map(|game| Order::Remove(Removal::Game(game.id))).collect());
    let board = tried.board(2, 9);
    assert_eq!((board.rows.len(), board.own, board.games), (0, None, 0));
    drop(lock);
    tried.retry();
    assert!(!tried.writer.waits());
    assert_eq!(tried.board(2, 9).games, 0);
    assert_eq!(count(&path), 2);
    // Nor do they come back in a file that is begun anew.
    for ending in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(folder.path().join(format!("scores.db{ending}")));
    }
    assert_eq!(tried.board(2, 9).games, 0);
    tried.retry();
    assert_eq!((tried.board(2, 9).games, count(&path)), (0, 2));
}
