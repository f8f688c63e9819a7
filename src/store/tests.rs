//! The file of scores: what is kept is there again, whatever happens to the file.

use std::fs;
use std::time::Duration;

use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::app::News;
use crate::game::scores::{BoardRow, BoardScope, Occasion, Run, RunAnswer, RunEvent, RunId, Score};
use crate::text::Lang;

/// 27 November 2026, 12:00 UTC.
pub(super) const NOON: i64 = 1_795_780_800_000;

pub(super) fn begun() -> Box<Run> {
    Box::new(Run {
        occasion: Occasion::Booth,
        pack: SafeText::new("talk"),
        lang: Lang::Fr,
        code: Some(SafeText::new("K7F-2QD")),
        asked: 5,
        time: Some(20_000),
        ..Run::default()
    })
}

pub(super) fn answer(n: u16, right: bool) -> RunAnswer {
    RunAnswer {
        n,
        question: SafeText::line(&format!("knot-{n}")),
        said: right.then(|| SafeText::new("ml")),
        right,
        took: 1_000 * u32::from(n) + 40,
        hinted: n == 2,
        points: if right { 150 } else { 0 },
    }
}

/// All steps of a game whose first answers are right.
pub(super) fn game(right: u16, name: &str) -> Vec<RunEvent> {
    let answers = (1..=5).map(|n| RunEvent::Answer(answer(n, n <= right)));
    let name = RunEvent::Name(SafeText::new(name));
    [RunEvent::Begin(begun())].into_iter().chain(answers).chain([RunEvent::Over, name]).collect()
}

pub(super) fn booth() -> Whose {
    Whose { booth: Some(SafeText::new("left")), event: Some(SafeText::new("Naps 2026")) }
}

pub(super) fn folder() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

pub(super) fn open(path: &Path) -> Store {
    Store::attach(path, &booth()).expect("it is sound").within(TimeZone::UTC)
}

/// Has the keeper set a damaged file aside, and begin another; where the damaged one is now.
fn begun_anew(path: &Path) -> PathBuf {
    let (tell, told) = std::sync::mpsc::channel();
    let keeper = keeper::Keeper::start(path.to_owned(), booth(), move |new| drop(tell.send(new)));
    assert_eq!(keeper.close(), None);
    let aside = told.iter().find_map(|told| match told {
        News::SetAside(aside) => Some(aside.as_str().into()),
        _ => None,
    });
    aside.expect("it was set aside")
}

/// One that does not wait for the disk, for tests that only ask what is written.
fn quick(path: &Path) -> Store {
    let store = open(path);
    store.db.pragma_update(None, "synchronous", "off").expect("a word");
    store
}

fn keep(store: &mut Store, run: u128, began: i64, steps: &[RunEvent]) {
    store.keep(&[Batch { run: RunId(run), began, steps }]).expect("it can be written");
}

fn query(scope: BoardScope, rows: usize, own: Option<u128>) -> BoardQuery {
    BoardQuery { occasion: Occasion::Booth, scope, rows, own: own.map(RunId) }
}

fn places(rows: &[BoardRow]) -> Vec<(u32, u128)> {
    rows.iter().map(|row| (row.place, row.id.0)).collect()
}

fn all(store: &Store) -> String {
    store.json(&Filter::default()).expect("it can be read")
}

#[test]
fn what_is_kept_is_there_when_the_file_is_opened_again() {
    let folder = folder();
    let path = folder.path().join("deep/down/scores.db");
    keep(&mut open(&path), 1, NOON, &game(3, "ADA"));
    let store = open(&path);
    let board = store.board(query(BoardScope::All, 10, Some(1)), NOON).expect("a board");
    let score = Score { points: 450, right: 3, asked: 5, took: Duration::from_millis(15_200) };
    let row = BoardRow { id: RunId(1), place: 1, name: Some(SafeText::new("ADA")), score, own: true };
    assert_eq!((board.rows, board.own, board.games), (vec![row], None, 1));
    let records = store.records(&Filter::default()).expect("records");
    let said: Vec<(&str, u32)> = records[0].answers.iter().map(|a| (a.question.as_str(), a.none)).collect();
    assert_eq!(said, [("knot-1", 0), ("knot-2", 0), ("knot-3", 0), ("knot-4", 1), ("knot-5", 1)]);
    assert_eq!((records[0].over, records[0].heading.began), (true, NOON.unsigned_abs() / 1000));
    drop(store);
    assert!(!path.with_file_name("scores.db-wal").exists(), "closed in peace, it is one file");
}

#[test]
fn a_game_without_a_name_is_ranked_and_one_without_an_end_is_not() {
    let folder = folder();
    let mut store = open(&folder.path().join("scores.db"));
    let steps = game(5, "ADA");
    keep(&mut store, 1, NOON, &steps[..steps.len() - 1]);
    keep(&mut store, 2, NOON, &steps[..steps.len() - 2]);
    keep(&mut store, 3, NOON, &steps[1..]);
    let board = store.board(query(BoardScope::Event, 10, Some(2)), NOON).expect("a board");
    assert_eq!((places(&board.rows), board.own), (vec![(1, 1)], None));
    assert_eq!(board.rows[0].name, None);
    assert_eq!(store.count(&Filter::default()), Ok(2), "the third never began");
    assert_eq!(store.records(&Filter::default()).expect("records").len(), 2, "answers count, however a game ended");
}

#[test]
fn equals_share_a_place_and_one_is_shown_wherever_one_stands() {
    let folder = folder();
    let mut store = open(&folder.path().join("scores.db"));
    for (run, right) in [(1, 3), (2, 5), (3, 3), (4, 1), (5, 3), (6, 0)] {
        keep(&mut store, run, NOON, &game(right, "x"));
    }
    let board = store.board(query(BoardScope::All, 3, Some(4)), NOON).expect("a board");
    assert_eq!(places(&board.rows), [(1, 2), (2, 1), (2, 3)]);
    assert_eq!(board.own.map(|own| (own.place, own.id.0, own.own)), Some((5, 4, true)));
    let board = store.board(query(BoardScope::All, 3, Some(5)), NOON).expect("a board");
    assert_eq!(board.own.map(|own| own.place), Some(2), "the same place, below the last row");
    assert_eq!(board.games, 6);
}

#[test]
fn a_board_ranks_its_day_its_event_or_all() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let day = 24 * 3_600_000;
    keep(&mut open(&path), 1, NOON - day, &game(1, "yesterday"));
    keep(&mut open(&path), 2, NOON, &game(2, "today"));
    // At three in the morning it is still the same day.
    keep(&mut open(&path), 3, NOON + 15 * 3_600_000, &game(3, "late"));
    let other = Whose { event: Some(SafeText::new("other")), ..booth() };
    keep(&mut open(&path).of(other), 4, NOON, &game(4, "elsewhere"));
    let solo: Vec<RunEvent> = game(5, "alone")
        .into_iter()
        .map(|step| match step {
            RunEvent::Begin(run) => RunEvent::Begin(Box::new(Run { occasion: Occasion::Solo, ..*run })),
            step => step,
        })
        .collect();
    keep(&mut open(&path), 5, NOON, &solo);
    let store = open(&path);
    let ids = |scope, now| -> Vec<u128> {
        let board = store.board(query(scope, 10, None), now).expect("a board");
        board.rows.iter().map(|row| row.id.0).collect()
    };
    assert_eq!(ids(BoardScope::Today, NOON), [3, 2]);
    assert_eq!(ids(BoardScope::Today, NOON + day), [0; 0]);
    assert_eq!(ids(BoardScope::Event, NOON), [3, 2, 1]);
    assert_eq!(ids(BoardScope::All, NOON), [4, 3, 2, 1]);
    let best = store.history().expect("a history").best;
    assert_eq!(best.iter().map(|best| (best.score.right, best.games)).collect::<Vec<_>>(), [(5, 1)]);
    assert_eq!(
        store.days().expect("days").iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["2026-11-26", "2026-11-27"]
    );
}

#[test]
fn a_game_that_is_taken_off_is_ranked_no_more_and_stays_in_reports() {
    let folder = folder();
    let mut store = open(&folder.path().join("scores.db"));
    for (run, right) in [(1, 5), (2, 3), (3, 1)] {
        keep(&mut store, run, NOON, &game(right, "ADA"));
    }
    assert_eq!((store.take_off(RunId(1)), store.take_off(RunId(1))), (Ok(true), Ok(false)));
    let board = store.board(query(BoardScope::All, 9, Some(1)), NOON).expect("a board");
    assert_eq!((board.games, board.own), (2, None));
    assert_eq!(board.rows.iter().map(|row| row.id.0).collect::<Vec<_>>(), [2, 3]);
    let listed: Vec<u128> = store.games(1).expect("games").iter().map(|named| named.id.0).collect();
    assert_eq!(listed, [3, 2], "the best and the latest");
    assert_eq!(store.names(9).expect("names").len(), 2);
    assert_eq!(store.records(&Filter::default()).expect("records").len(), 3);
    assert_eq!(store.ranked_csv(&Filter::default(), Lang::En).expect("a table").lines().count(), 3);
    // Not even with an import, here or elsewhere; nor does the same game, written once more.
    let out = all(&store);
    assert_eq!(out.matches("\"off\": true").count(), 1);
    let mut other = open(&folder.path().join("other.db"));
    other.import(&[parse(&out).expect("ours")]).expect("it can be written");
    assert_eq!(all(&other), out);
    other.import(&[parse(&out.replace("\"off\": true,", "")).expect("ours")]).expect("it can be written");
    keep(&mut other, 1, NOON, &game(5, "ADA"));
    assert_eq!(other.board(query(BoardScope::All, 9, None), NOON).expect("a board").games, 2);
}

#[test]
fn more_points_than_can_be_earned_are_not_imported() {
    let folder = folder();
    let mut store = open(&folder.path().join("scores.db"));
    keep(&mut store, 1, NOON, &game(3, "ADA"));
    let good = all(&store);
    for (from, to) in [("\"points\": 450", "\"points\": 1000000000"), ("\"points\": 150", "\"points\": 351")] {
        assert!(good.contains(from), "{good}");
        assert_eq!(parse(&good.replacen(from, to, 1)).err(), Some(Obstacle::Odd(1, "points")));
    }
}

#[test]
fn a_removed_name_stays_removed_and_the_score_stays() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let mut store = open(&path);
    keep(&mut store, 1, NOON, &game(3, "rude"));
    let exported = all(&store);
    assert_eq!(store.names(9).expect("names").len(), 1);
    assert_eq!((store.remove_name(RunId(1)), store.remove_name(RunId(1))), (Ok(true), Ok(false)));
    assert_eq!(store.names(9), Ok(Vec::new()));
    let imported = store.import(&[parse(&exported).expect("it is ours")]).expect("it can be written");
    assert_eq!(imported, ImportCounts { new: 0, grown: 0, known: 1 });
    let board = store.board(query(BoardScope::All, 1, None), NOON).expect("a board");
    assert_eq!((board.rows[0].name.as_deref(), board.rows[0].score.points), (None, 450));
}

#[test]
fn questions_seen_lately_come_in_order_and_once() {
    let folder = folder();
    let mut store = open(&folder.path().join("scores.db"));
    let solo = |questions: &[u16], asked| -> Vec<RunEvent> {
        let run = Box::new(Run { occasion: Occasion::Solo, asked, ..*begun() });
        let answers = questions.iter().zip(1..).map(|(q, n)| RunAnswer { n, ..answer(*q, true) });
        [RunEvent::Begin(run)].into_iter().chain(answers.map(RunEvent::Answer)).collect()
    };
    // The first was played when the clock was far ahead.
    keep(&mut store, 9, i64::MAX, &solo(&[1, 2, 3], 3));
    keep(&mut store, 1, NOON, &solo(&[4, 2], 2));
    keep(&mut store, 2, NOON, &game(5, "at a booth"));
    assert_eq!(store.history().expect("a history").seen, ["talk/knot-1", "talk/knot-3", "talk/knot-4", "talk/knot-2"]);
    let many: Vec<u16> = (1..=600).collect();
    keep(&mut store, 3, NOON, &solo(&many, 600));
    let seen = store.history().expect("a history").seen;
    assert_eq!((seen.len(), seen.last().map(String::as_str)), (500, Some("talk/knot-600")));
}

#[test]
fn no_clock_keeps_a_game_from_being_kept() {
    let folder = folder();
    let mut store = open(&folder.path().join("scores.db"));
    for (run, began) in [(1, i64::MIN), (2, -1), (3, i64::MAX)] {
        keep(&mut store, run, began, &game(1, "x"));
    }
    assert_eq!(
        store.days().expect("days").iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["1969-12-31", "9999-12-29"]
    );
    assert_eq!(store.board(query(BoardScope::Today, 9, None), i64::MIN).expect("a board").games, 2);
    assert_eq!(store.records(&Filter::default()).expect("records").len(), 3);
    let text = all(&store);
    let mut other = open(&folder.path().join("other.db"));
    other.import(&[parse(&text).expect("what is written can be read")]).expect("it can be written");
    assert_eq!(all(&other), text);
}

#[test]
fn two_programs_write_while_a_copy_is_made() {
    let folder = folder();
    let path = folder.path().join("scores.db");
    let copy = folder.path().join("copy.db");
    drop(open(&path));
    std::thread::scope(|scope| {
        for program in 0..2 {
            let path = &path;
            scope.spawn(move || {
                let mut store = open(path);
                store.patience(Duration::from_secs(60)).expect("a number");
                for n in 0..50 {
                    keep(&mut store, program * 1000 + n, NOON, &game(3, "x"));
                }
            });
        }
        let mut copies = 0;
        while copies < 3 {
            let to = folder.path().join(format!("copy-{copies}.db"));
            open(&path).backup(&to).expect("a copy");
            copies += 1;
        }
    });
    let store = open(&path);
    assert_eq!(store.count(&Filter::default()), Ok(100));
    store.backup(&copy).expect("a copy");
    assert_eq!(store.backup(&copy), Err(Obstacle::Exists));
    let copied = Store::read_strange(&copy).expect("a file of its own").within(TimeZone::UTC);
    assert_eq!(all(&copied), all(&store));
    for n in 0..3 {
        let part = Store::read_strange(&folder.path().join(format!("copy-{n}.db"))).expect("it is sound");
        assert!(part.records(&Filter::default()).expect("records").iter().all(|record| record.over), "whole games");
    }
    let missing = folder.path().join("no/where.db");
    assert_eq!(store.backup(&missing), Err(Obstacle::Missing));
    assert!(!fs::exists(folder.path().join("no")).expect("a folder"));
}

/// Steps of some games in any order, some of them more than once.
fn shuffled() -> impl Strategy<Value = Vec<(u8, usize)>> {
    let once: Vec<(u8, usize)> = (0..3).flat_map(|run| (0..8).map(move |step| (run, step))).collect();
    (Just(once).prop_shuffle(), prop::collection::vec((0..3u8, 0..8usize), 0..20)).prop_map(|(once, more)| {
        let mut all = once;
        for (at, step) in more.into_iter().enumerate() {
            all.insert(at * 2 % all.len(), step);
        }
        all
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z-]{1,12}", "\\PC{0,20}", Just("=1+1".to_owned()), Just("été, \"naps\"".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_steps_and_how_often_they_come_changes_nothing(steps in shuffled()) {
        let folder = folder();
        let mut store = quick(&folder.path().join("scores.db"));
        let games: Vec<Vec<RunEvent>> = (0..3).map(|run| game(run + 1, "ADA")).collect();
        // A game begins with its first step, whatever comes in between.
        for (run, game) in games.iter().enumerate() {
            keep(&mut store, run as u128, NOON, &game[..1]);
        }
        for (run, step) in steps {
            keep(&mut store, u128::from(run), NOON, &games[usize::from(run)][step..=step]);
        }
        let mut straight = quick(&folder.path().join("straight.db"));
        for (run, game) in games.iter().enumerate() {
            keep(&mut straight, run as u128, NOON, game);
        }
        prop_assert_eq!(all(&store), all(&straight));
    }

    #[test]
    fn a_board_is_in_the_order_of_its_scores(games in prop::collection::vec((0..3u32, 0..3u16, 0..400u64), 1..30), rows in 1..12usize) {
        let folder = folder();
        let mut store = quick(&folder.path().join("scores.db"));
        let score = |(points, right, took): (u32, u16, u64)| Score { points, right, asked: 2, took: Duration::from_millis(took) };
        for (game, run) in games.iter().zip(0..) {
            let Score { points, right, took, .. } = score(*game);
            let answers = [(1, right > 0, points, took.as_millis() as u32), (2, right > 1, 0, 0)];
            let answers = answers.map(|(n, right, points, took)| RunEvent::Answer(RunAnswer { points, took, ..answer(n, right) }));
            let steps: Vec<RunEvent> = [RunEvent::Begin(begun())].into_iter().chain(answers).chain([RunEvent::Over]).collect();
            keep(&mut store, run, NOON, &steps);
        }
        for own in 0..games.len() {
            let board = store.board(query(BoardScope::Event, rows, Some(own as u128)), NOON).expect("a board");
            let own_row = board.rows.iter().chain(&board.own).find(|row| row.own).expect("one's own is there");
            prop_assert_eq!(own_row.id, RunId(own as u128));
            for row in board.rows.iter().chain(&board.own) {
                let key = score(games[row.id.0 as usize]).key();
                prop_assert_eq!(row.score.key(), key);
                let better = games.iter().filter(|other| score(**other).key() < key).count();
                prop_assert_eq!(row.place as usize, better + 1);
            }
            prop_assert_eq!(board.rows.len(), rows.min(games.len()));
        }
    }

    #[test]
    fn what_was_exported_is_imported_as_it_was(names in prop::collection::vec((any_text(), any_text(), 0..6usize), 0..8)) {
        let folder = folder();
        let mut store = quick(&folder.path().join("scores.db"));
        for ((name, question, cut), run) in names.iter().zip(1..) {
            let mut steps = game(2, name);
            if let Some(RunEvent::Answer(answer)) = steps.get_mut(2) {
                answer.question = SafeText::line(question);
            }
            steps.truncate(steps.len() - cut);
            keep(&mut store, run, NOON + run as i64, &steps);
        }
        let text = all(&store);
        let parsed = parse(&text).expect("what is written can be read");
        let mut other = quick(&folder.path().join("other.db"));
        let imported = other.import(&[parsed.clone(), parsed]).expect("it can be written");
        prop_assert_eq!(imported, ImportCounts { new: names.len(), grown: 0, known: names.len() });
        prop_assert_eq!(&all(&other), &text);
        prop_assert_eq!(other.csv(&Filter::default(), Lang::En), store.csv(&Filter::default(), Lang::En));
        let csv = other.csv(&Filter::default(), Lang::En).expect("a table");
        let mut rows = ::csv::Reader::from_reader(csv.as_bytes());
        for row in rows.records() {
            let row = row.expect("all rows are of one length");
            prop_assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@'])), "{:?}", row);
        }
    }
}

mod broken;
mod replaced;
