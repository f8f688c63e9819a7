//! Files that are damaged, full, locked, or not ours.

use super::*;

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn filled(path: &Path) {
    let mut store = quick(path);
    for run in 0..200 {
        keep(&mut store, run, NOON, &game(3, "ADA"));
    }
}

/// A change to the bytes of a file.
type Damage = fn(&mut Vec<u8>);

const DAMAGES: [(&str, Damage); 6] = [
    ("not a database", |bytes| *bytes = b"these are not the scores that you are looking for".repeat(100)),
    ("truncated", |bytes| bytes.truncate(bytes.len() / 2)),
    ("cut within its header", |bytes| bytes.truncate(50)),
    ("its header is gone", |bytes| bytes[..100].fill(0)),
    ("a page in the middle is gone", |bytes| bytes[8192..20_480].fill(0x5a)),
    ("all zero", |bytes| bytes.fill(0)),
];

#[test]
fn a_damaged_file_is_set_aside_as_it_is() {
    for (what, damage) in DAMAGES {
        let folder = folder();
        let path = folder.path().join("scores.db");
        for n in 1..=2 {
            filled(&path);
            let mut bytes = fs::read(&path).expect("a file");
            damage(&mut bytes);
            fs::write(&path, &bytes).expect("it can be damaged");
            assert_eq!(Store::attach(&path, &booth()).err(), Some(Obstacle::Corrupt), "{what}");
            assert_eq!(Store::read_only(&path).err(), Some(Obstacle::Corrupt), "{what}");
            assert_eq!(fs::read(&path).expect("it is there"), bytes, "{what}: it was only looked at");
            let aside = begun_anew(&path);
            assert_eq!(aside.file_name(), Some(format!("scores.broken-{n}.db").as_ref()), "{what}");
            assert_eq!(fs::read(&aside).expect("it is there"), bytes, "{what}: nothing of it is changed");
            assert_eq!(open(&path).count(&Filter::default()), Ok(0));
        }
        assert_eq!(names(folder.path()), ["scores.broken-1.db", "scores.broken-2.db", "scores.db"], "{what}");
    }
}

#[test]
fn a_journal_without_its_file_is_set_aside_too() {
    for emptied in [true, false] {
        let folder = folder();
        let path = folder.path().join("scores.db");
        let store = {
            let mut store = open(&path);
            keep(&mut store, 1, NOON, &game(3, "ADA"));
            store
        };
        let journal = fs::read(folder.path().join("scores.db-wal")).expect("a journal");
        store.leave_alone();
        drop(store);
        if emptied {
            fs::write(&path, "").expect("empty");
        } else {
            fs::remove_file(&path).expect("gone");
        }
        begun_anew(&path);
        assert_eq!(fs::read(folder.path().join("scores.broken-1.db-wal")).expect("it is kept"), journal);
    }
}

#[test]
fn an_empty_file_is_begun() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    fs::write(&path, "").expect("empty");
    keep(&mut open(&path), 1, NOON, &game(3, "ADA"));
    assert_eq!(names(folder.path()), ["scores.db"]);
}

#[test]
fn a_file_of_a_later_version_or_of_others_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    filled(&path);
    Connection::open(&path).and_then(|db| db.execute_batch("PRAGMA user_version = 99")).expect("it can be changed");
    let other = folder.path().join("other.db");
    let table = "PRAGMA user_version = 3; CREATE TABLE run (id TEXT)";
    Connection::open(&other).and_then(|db| db.execute_batch(table)).expect("a database");
    for (path, obstacle) in [(&path, Obstacle::Newer(99)), (&other, Obstacle::Foreign)] {
        let before = fs::read(path).expect("a file");
        assert_eq!(Store::attach(path, &booth()).err(), Some(obstacle.clone()));
        assert_eq!(Store::read_only(path).err(), Some(obstacle.clone()));
        assert_eq!(Store::read_strange(path).err(), Some(obstacle));
        assert_eq!(fs::read(path).expect("it is there"), before);
    }
    assert_eq!(names(folder.path()), ["other.db", "scores.db"]);
}

#[test]
fn a_strange_file_is_read_without_a_trace_and_not_believed() {
    let folder = folder();
    let path = folder.path().join("100% me?#.db");
    filled(&path);
    let before = fs::read(&path).expect("a file");
    let store = Store::read_strange(&path).expect("it is ours");
    assert_eq!(store.records(&Filter::default()).expect("records").len(), 200);
    drop(store);
    assert_eq!(
        (names(folder.path()), fs::read(&path).expect("it is there")),
        (vec!["100% me?#.db".to_owned()], before)
    );
    let change = "PRAGMA journal_mode = delete; DROP TABLE answer;
        CREATE VIEW answer AS WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n)
        SELECT id AS run, n, 'q' AS question, 'ml' AS said, 1 AS right, 1 AS took, 0 AS hinted, 1 AS points FROM run, n";
    Connection::open(&path).and_then(|db| db.execute_batch(change)).expect("it can be changed");
    assert_eq!(Store::read_strange(&path).err(), Some(Obstacle::Foreign), "it would never end");
}

#[test]
fn what_is_no_file_is_said_to_be_none() {
    let folder = folder();
    let path = folder.path().to_owned();
    assert_eq!(Store::attach(&path, &booth()).err(), Some(Obstacle::NotAFile));
    assert_eq!(Store::read_only(&path.join("nothing.db")).err(), Some(Obstacle::Missing));
    fs::write(path.join("file"), "").expect("a file");
    let below = Store::attach(&path.join("file/scores.db"), &booth()).err();
    assert_eq!(below, Some(Obstacle::NotAFolder));
    assert!(!is_database(&path) && !is_database(&path.join("file")) && !is_database(&path.join("nothing")));
}

#[test]
fn a_full_disk_and_a_lock_are_no_damage_and_nothing_is_half_written() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    filled(&path);
    let mut store = open(&path);
    let pages: i64 = store.db.pragma_query_value(None, "page_count", |row| row.get(0)).expect("a number");
    store.db.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())).expect("a limit");
    let before = all(&store);
    let many: Vec<Vec<RunEvent>> = (0..200).map(|_| game(3, "ADA")).collect();
    let batches: Vec<Batch> =
        many.iter().zip(1000..).map(|(steps, run)| Batch { run: RunId(run), began: NOON, steps }).collect();
    assert_eq!(store.keep(&batches), Err(Obstacle::Full));
    assert_eq!(all(&store), before);
    let lock = Connection::open(&path).expect("it can be opened");
    lock.execute_batch("BEGIN IMMEDIATE").expect("a lock");
    store.patience(Duration::ZERO).expect("a number");
    assert_eq!(store.remove_name(RunId(1)), Err(Obstacle::Busy));
    drop(lock);
    assert_eq!(store.remove_name(RunId(1)), Ok(true));
}

#[test]
fn a_file_that_may_not_be_written_is_no_damage() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    filled(&path);
    let mut store = Store::read_only(&path).expect("it can be read");
    assert_eq!(store.keep(&[Batch { run: RunId(7), began: NOON, steps: &game(1, "x") }]), Err(Obstacle::ReadOnly));
    drop(store);
    let mut rights = fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    fs::set_permissions(&path, rights).expect("it can be locked");
    // Who may do everything may write to it all the same.
    if fs::OpenOptions::new().append(true).open(&path).is_err() {
        assert_eq!(Store::attach(&path, &booth()).err(), Some(Obstacle::ReadOnly));
        assert_eq!(names(folder.path()), ["scores.db"]);
    }
}

#[test]
fn a_bad_file_is_imported_not_at_all() {
    let folder = folder();
    let mut store = open(&folder.path().join("scores.db"));
    keep(&mut store, 1, NOON, &game(3, "ADA"));
    let good = all(&store);
    let change = |from: &str, to: &str| {
        assert!(good.contains(from), "{from} is not in {good}");
        parse(&good.replacen(from, to, 1)).err()
    };
    assert_eq!(parse(&good).err(), None);
    assert_eq!(change("\"format\": 1", "\"format\": 2"), Some(Obstacle::NewerFormat(2)));
    assert_eq!(change("00000000-0000-0000", "zzz"), Some(Obstacle::Odd(1, "id")));
    assert_eq!(change("2026-11-27", "27.11.2026"), Some(Obstacle::Odd(1, "day")));
    assert_eq!(change("\"n\": 2", "\"n\": 1"), Some(Obstacle::Odd(1, "n")));
    assert_eq!(change("\"n\": 5", "\"n\": 6"), Some(Obstacle::Odd(1, "n")));
    assert_eq!(change(&NOON.to_string(), "-1"), Some(Obstacle::Odd(1, "began")));
    for (from, to) in [("\"fr\"", "\"tlh\""), ("\"scores\"", "\"pack\""), ("\"code\"", "\"kode\""), ("450", "-1")] {
        assert!(matches!(change(from, to), Some(Obstacle::NotScores(_))), "{from} -> {to}");
    }
    for cut in [0, 1, 20, good.len() / 2, good.len() - 3] {
        assert!(matches!(parse(&good[..cut]), Err(Obstacle::NotScores(_))));
    }
    // What is unsafe is made safe, as everywhere.
    let other = good.replace("ADA", "A\\u001b[31m").replace("knot-4", "\\u202eknot");
    let parsed = parse(&other).expect("it can be read");
    let mut store = open(&folder.path().join("other.db"));
    store.import(&[parsed]).expect("it can be written");
    let text = all(&store);
    assert!(!text.contains("\\u001b") && !text.contains('\u{202e}'), "{text}");
}

#[test]
fn an_unfinished_game_grows_by_an_import() {
    let folder = folder();
    let steps = game(3, "ADA");
    let mut part = open(&folder.path().join("part.db"));
    keep(&mut part, 1, NOON, &steps[..3]);
    let mut whole = open(&folder.path().join("whole.db"));
    keep(&mut whole, 1, NOON, &steps);
    let imported = part.import(&[parse(&all(&whole)).expect("ours")]).expect("it can be written");
    assert_eq!(imported, ImportCounts { new: 0, grown: 1, known: 0 });
    let board = part.board(query(BoardScope::All, 1, None), NOON).expect("a board");
    assert_eq!((board.rows[0].score.points, board.rows[0].score.took), (450, Duration::from_millis(15_200)));
}
