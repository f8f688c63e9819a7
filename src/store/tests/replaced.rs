//! A file that was put in the place of another, with the journal of that still beside it.

use super::*;

/// A file with so many games, and no journal.
fn of_games(path: &Path, games: u32) {
    let mut store = quick(path);
    for run in 0..games {
        keep(&mut store, 1000 + u128::from(run), NOON, &game(3, "OLD"));
    }
}

/// A file with a journal beside it, as a kill or a power cut leaves it; its games.
fn killed(path: &Path) -> u32 {
    let mut store = open(path);
    for run in 1..=4 {
        keep(&mut store, run, NOON, &game(2, "NEW"));
    }
    // Copied as it is, and put back after it was closed in order.
    let copies = ["", "-wal", "-stamp"].map(|ending| {
        let name = file::beside(path, ending);
        (fs::read(&name).expect("it is there"), name)
    });
    drop(store);
    copies.iter().for_each(|(bytes, name)| fs::write(name, bytes).expect("it is put back"));
    4
}

fn count(path: &Path) -> usize {
    Store::read_only(path).and_then(|store| store.count(&Filter::default())).expect("it can be read")
}

#[test]
fn the_journal_of_a_file_is_replayed_over_it() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    for n in 1..3 {
        let games = killed(&path);
        assert_eq!(count(&path), games as usize, "{n}: a look changes nothing");
        assert!(!has_journal_of_another(&path));
        assert_eq!(open(&path).count(&Filter::default()), Ok(games as usize), "{n}");
    }
    // What is noted is lost: in doubt it belongs to the file.
    killed(&path);
    fs::remove_file(file::beside(&path, "-stamp")).expect("a note");
    assert_eq!(open(&path).count(&Filter::default()), Ok(4));
}

#[test]
fn wherever_it_is_killed_the_journal_belongs_to_the_file() {
    // The file, the journal and the note at each moment of an opening and of what is written then.
    let folder = folder();
    let path = folder.path().join("scores.db");
    killed(&path);
    let mut moments: Vec<Vec<(PathBuf, Vec<u8>)>> = Vec::new();
    let mut look = || {
        let all = ["", "-wal", "-stamp"].map(|ending| file::beside(&path, ending));
        moments.push(all.into_iter().filter_map(|name| Some((name.clone(), fs::read(&name).ok()?))).collect());
    };
    look();
    let mut store = open(&path);
    look();
    keep(&mut store, 9, NOON, &game(1, "ADA"));
    look();
    let reader = Store::read_only(&path).expect("a reader");
    reader.db.execute_batch("BEGIN; SELECT count(*) FROM run").expect("it reads");
    let mut again = open(&path);
    look();
    keep(&mut again, 10, NOON, &game(1, "ADA"));
    look();
    drop((reader, again));
    look();
    drop(store);
    for moment in moments {
        for ending in ["", "-wal", "-shm", "-stamp"] {
            let _ = fs::remove_file(file::beside(&path, ending));
        }
        moment.iter().for_each(|(name, bytes)| fs::write(name, bytes).expect("it is put back"));
        assert!(!has_journal_of_another(&path));
        assert!(open(&path).count(&Filter::default()).expect("a number") >= 4);
    }
}

#[test]
fn a_backup_put_back_is_not_undone_by_the_journal_of_the_file_before() {
    let folder = folder();
    let (path, other) = (folder.path().join("scores.db"), folder.path().join("other.db"));
    // One of another machine, one of the same file by the command, and one copied while nobody had it open.
    of_games(&path, 30);
    let (backup, closed) = (folder.path().join("backup.db"), folder.path().join("closed.db"));
    fs::copy(&path, &closed).expect("a copy");
    Store::read_only(&path).expect("a file").backup(&backup).expect("a backup");
    of_games(&other, 30);
    for (n, copy) in (1..).zip([other, backup, closed]) {
        killed(&path);
        let journal = fs::read(file::beside(&path, "-wal")).expect("a journal");
        fs::copy(&copy, &path).expect("it is put there");
        assert_eq!(count(&path), 30, "whoever only reads sees it, too");
        assert_eq!(open(&path).count(&Filter::default()), Ok(30), "{copy:?}");
        let aside = folder.path().join(format!("scores.replaced-{n}.db-wal"));
        assert_eq!(fs::read(aside).expect("it is kept"), journal);
        assert_eq!(count(&path), 30);
    }
}

#[test]
fn what_is_no_file_of_scores_and_was_moved_there_is_not_destroyed() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    killed(&path);
    let cats = Connection::open(folder.path().join("cats.db")).expect("a database");
    cats.execute_batch("CREATE TABLE cats (name TEXT); INSERT INTO cats VALUES ('Moka')").expect("cats");
    drop(cats);
    let bytes = fs::read(folder.path().join("cats.db")).expect("a file");
    fs::write(&path, &bytes).expect("it is moved there");
    assert_eq!(Store::read_only(&path).err(), Some(Obstacle::Foreign));
    assert_eq!(Store::attach(&path, &booth()).err(), Some(Obstacle::Foreign));
    assert_eq!(fs::read(&path).expect("it is there"), bytes);
    assert!(folder.path().join("scores.replaced-1.db-wal").exists());
    fs::remove_file(&path).expect("a file");

    killed(&path);
    let text = b"dear diary, ".repeat(2000);
    fs::write(&path, &text).expect("it is moved there");
    assert_eq!(Store::read_only(&path).err(), Some(Obstacle::Corrupt));
    let aside = begun_anew(&path);
    assert_eq!(open(&path).count(&Filter::default()), Ok(0));
    assert_eq!(fs::read(aside).expect("it is there"), text);
    assert!(folder.path().join("scores.broken-1.db-wal").exists());
}

#[test]
fn a_copy_is_put_back_and_what_was_there_is_kept() {
    let folder = folder();
    let (path, copy) = (folder.path().join("scores.db"), folder.path().join("copy.db"));
    of_games(&copy, 30);
    let bytes = fs::read(&copy).expect("a file");
    assert_eq!(restore(&copy, &path), Ok(None));
    assert_eq!(count(&path), 30);
    let games = killed(&path) as usize + 30;
    let before = restore(&copy, &path).expect("it is put back").expect("something was there");
    assert_eq!((count(&path), count(&before)), (30, games), "also what was in its journal");
    // Somebody plays.
    let store = open(&path);
    assert_eq!(restore(&copy, &path), Err((path.clone(), Obstacle::InUse)));
    drop(store);
    for (what, no) in [("", Obstacle::Foreign), ("diary", Obstacle::Corrupt)] {
        let strange = folder.path().join("strange.db");
        fs::write(&strange, what).expect("a file");
        assert_eq!(restore(&strange, &path), Err((strange, no)));
    }
    let cut = folder.path().join("cut.db");
    fs::write(&cut, &bytes[..bytes.len() / 2]).expect("a file");
    assert_eq!(restore(&cut, &path), Err((cut.clone(), Obstacle::Corrupt)));
    let missing = folder.path().join("missing.db");
    assert_eq!(restore(&missing, &path), Err((missing.clone(), Obstacle::Missing)));
    assert_eq!(count(&path), 30);
    // Over what is none, too.
    fs::write(&path, "diary").expect("a file");
    let before = restore(&copy, &path).expect("it is put back").expect("something was there");
    assert_eq!(fs::read(before).expect("a file"), b"diary");
    assert_eq!((count(&path), fs::read(&copy).expect("a file")), (30, bytes));
    assert!(!folder.path().join("scores.db.restoring").exists());
}
