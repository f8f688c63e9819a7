//! Results go round: what is sent, what comes, and what happens when both meet.

use std::time::Duration;

use polysemy::game::scores::RunId;
use polysemy::store::share::{ShareNews, clock};
use polysemy::store::{Store, Whose};

use super::cluster::Cluster;
use super::{EVENT, Kiosk, on_server, until};

/// A day of 1970.
const LONG_AGO: i64 = 86_400_000 * 40;

#[test]
fn results_go_round() {
    let Some(cluster) = Cluster::start() else { return };
    sent_twice_it_counts_once(&cluster);
    a_name_that_is_removed_is_removed_everywhere(&cluster);
    clocks_may_be_wrong(&cluster);
    what_is_committed_late_is_not_missed(&cluster);
    a_board_that_is_lost_is_filled_again(&cluster);
    a_file_that_is_lost_is_filled_again(&cluster);
    what_the_server_does_not_take_is_in_nobodys_way(&cluster);
    a_game_that_is_taken_off_is_off_everywhere(&cluster);
    what_strangers_write_is_made_safe(&cluster);
    many_go_round_in_several_parts(&cluster);
    other_events_stay_apart(&cluster);
}

fn sent_twice_it_counts_once(cluster: &Cluster) {
    let url = cluster.database("twice");
    let (left, right) = (Kiosk::sharing("left", cluster, &url), Kiosk::sharing("right", cluster, &url));
    let id = left.play(100);
    until("the other has it", || right.named(id).is_some());
    left.db.execute("UPDATE run SET sent = 0", []).expect("an update");
    left.nudge();
    until("it is sent again", || left.count("sent = rev") == 1);
    assert_eq!(on_server(cluster, "twice", "count(*)"), 1);
    // An older version does not take the place of a newer one.
    left.name(id, Some("Lazy Gradient"));
    until("the name is there", || right.named(id) == Some(Some("Lazy Gradient".into())));
    left.db.execute("UPDATE run SET rev = 1, sent = 0, name = NULL", []).expect("an update");
    left.nudge();
    until("the newer version comes back", || left.named(id) == Some(Some("Lazy Gradient".into())));
    assert_eq!(on_server(cluster, "twice", "count(name)"), 1);
}

fn a_name_that_is_removed_is_removed_everywhere(cluster: &Cluster) {
    let url = cluster.database("removed");
    let (left, right) = (Kiosk::sharing("left", cluster, &url), Kiosk::sharing("right", cluster, &url));
    let ids = [left.play(1), left.play(2), left.play(3)];
    for id in ids {
        left.name(id, Some("Rude Word"));
        until("the other shows the name", || right.named(id) == Some(Some("Rude Word".into())));
    }
    // Where it was played, at another booth, and by hand on the server.
    left.name(ids[0], None);
    right.name(ids[1], None);
    let by_hand = format!("UPDATE polysemy_run SET name = NULL WHERE id = '{}'", ids[2]);
    cluster.admin("removed").batch_execute(&by_hand).expect("an update");
    for id in ids {
        until("it is gone", || [&left, &right].iter().all(|kiosk| kiosk.named(id) == Some(None)));
    }
    until("it is gone on the server", || on_server(cluster, "removed", "count(name)") == 0);
    assert_eq!(left.count("own = 1"), 3, "they are still its own");
}

fn clocks_may_be_wrong(cluster: &Cluster) {
    let url = cluster.database("clocks");
    let (mut left, right) = (Kiosk::new("left"), Kiosk::sharing("right", cluster, &url));
    left.share(left.settings(cluster, &url), Box::new(|| LONG_AGO));
    let hour = 3_600_000;
    let of_left = left.play_at(LONG_AGO - hour, 1);
    let of_right = right.play_at(clock()() - 2 * hour, 2);
    until("both have both", || left.named(of_right).is_some() && right.named(of_left).is_some());
    let near = |began: i64| format!("own = 0 AND abs(began - {began}) < {hour} / 2");
    assert_eq!(left.count(&near(LONG_AGO - 2 * hour)), 1);
    assert_eq!(right.count(&near(clock()() - hour)), 1);
    assert_eq!(left.count("own = 0 AND day BETWEEN '1970-02-08' AND '1970-02-11'"), 1, "the day is by this clock");
}

/// A stranger's run by hand, as whoever has the password could write it.
fn stranger(name: &str, id: u32) -> String {
    format!(
        "INSERT INTO polysemy_run (id, event, pack, lang, name, began, asked, correct, points, took_ms, rev, change)
         VALUES ('00000000-0000-7000-8000-{id:012}', '{EVENT}', 'talk', 'en', '{name}', now(), 5, 5, 9, 9, 1, 0)"
    )
}

fn what_is_committed_late_is_not_missed(cluster: &Cluster) {
    let url = cluster.database("late");
    let (left, right) = (Kiosk::sharing("left", cluster, &url), Kiosk::sharing("right", cluster, &url));
    right.hears(|told| *told == ShareNews::Online);
    let mut admin = cluster.admin("late");
    let mut slow = admin.transaction().expect("a transaction");
    slow.batch_execute(&stranger("Slow", 1)).expect("a run");
    // It has the earlier number; one with a later number that everybody could read would make it be skipped.
    let id = left.play(1);
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(right.named(id), None);
    slow.commit().expect("a commit");
    until("both have come", || right.named(id).is_some() && right.count("name = 'Slow'") == 1);
}

fn a_board_that_is_lost_is_filled_again(cluster: &Cluster) {
    let url = cluster.database("lost");
    let (left, right) = (Kiosk::sharing("left", cluster, &url), Kiosk::sharing("right", cluster, &url));
    let id = left.play(1);
    right.play(2);
    until("both have both", || left.count("sent = rev") == 2 && right.count("sent = rev") == 2);
    cluster.admin("lost").batch_execute("DROP TABLE polysemy_run, polysemy_board").expect("no tables");
    cluster.tables("lost");
    until("it is filled again", || on_server(cluster, "lost", "count(*)") == 2);
    until("both have sent what they know", || left.count("sent = rev") == 2 && right.count("sent = rev") == 2);
    // One that went back in time, as from a backup.
    cluster
        .admin("lost")
        .batch_execute("DELETE FROM polysemy_run; UPDATE polysemy_board SET change = 0")
        .expect("less");
    until("it is filled again", || on_server(cluster, "lost", "count(*)") == 2);
    assert_eq!((left.count("1 = 1"), left.named(id)), (2, Some(None)));
}

fn a_file_that_is_lost_is_filled_again(cluster: &Cluster) {
    let url = cluster.database("file");
    let left = Kiosk::sharing("left", cluster, &url);
    let id = left.play(1);
    until("it is sent", || left.count("sent = rev") == 1);
    drop(left);
    let left = Kiosk::sharing("left", cluster, &url);
    until("it comes back", || left.named(id).is_some());
    let received = left.hears(|told| matches!(told, ShareNews::Received(_)));
    assert_eq!(received, ShareNews::Received(1));
}

fn what_the_server_does_not_take_is_in_nobodys_way(cluster: &Cluster) {
    let url = cluster.database("values");
    let left = Kiosk::sharing("left", cluster, &url);
    left.hears(|told| *told == ShareNews::Online);
    cluster.admin("values").batch_execute("ALTER TABLE polysemy_run ADD CHECK (points <> 666)").expect("a limit");
    let others = [left.play(1), left.play(666), left.play(2)];
    let no = left.hears(|told| matches!(told, ShareNews::NotTaken { .. }));
    assert_eq!(no, ShareNews::NotTaken { results: 1, removals: 0 });
    until("the others are sent", || left.count("sent = rev") == 2);
    assert_eq!(others.len() as i64, left.count("1 = 1"));
    left.play(3);
    until("later ones too", || on_server(cluster, "values", "count(*)") == 3);
    // A name that the server does not let go is told of, not only counted.
    left.name(others[0], Some("Rude Word"));
    until("it has come", || on_server(cluster, "values", "count(name)") == 1);
    let keep = "ALTER TABLE polysemy_run ADD CHECK (points <> 1 OR name IS NOT NULL) NOT VALID";
    cluster.admin("values").batch_execute(keep).expect("a limit");
    left.name(others[0], None);
    let no = left.hears(|told| matches!(told, ShareNews::NotTaken { .. }));
    assert_eq!(no, ShareNews::NotTaken { results: 1, removals: 1 });
}

fn a_game_that_is_taken_off_is_off_everywhere(cluster: &Cluster) {
    let url = cluster.database("off");
    let (left, right) = (Kiosk::sharing("left", cluster, &url), Kiosk::sharing("right", cluster, &url));
    let ids = [left.play(1), left.play(2), left.play(3)];
    until("the other has them", || right.count("own = 0 AND over = 1") == 3);
    // Where it was played, at another booth, and by hand on the server.
    for (kiosk, id) in [(&left, ids[0]), (&right, ids[1])] {
        let mut store = Store::attach(&kiosk.file(), &Whose::default()).expect("a file");
        assert_eq!(store.take_off(RunId(id.as_u128())), Ok(true));
        kiosk.nudge();
    }
    let by_hand = format!("SET ROLE polysemy_owner; UPDATE polysemy_run SET off = true WHERE id = '{}'", ids[2]);
    cluster.admin("off").batch_execute(&by_hand).expect("an update");
    until("they are off the boards", || [&left, &right].iter().all(|kiosk| kiosk.count("over = 2") == 3));
    until("and on the server", || on_server(cluster, "off", "count(*) FILTER (WHERE off)") == 3);
    // A booth that comes later, and a board that is filled again, do not bring them back.
    let late = Kiosk::sharing("late", cluster, &url);
    until("it knows them", || late.count("over = 2") == 3);
    cluster.admin("off").batch_execute("DELETE FROM polysemy_run; UPDATE polysemy_board SET change = 0").expect("less");
    until("it is filled again", || on_server(cluster, "off", "count(*) FILTER (WHERE off)") == 3);
    let ranked = |kiosk: &Kiosk| kiosk.count("over = 1");
    assert_eq!([&left, &right, &late].map(ranked), [0; 3]);
}

fn what_strangers_write_is_made_safe(cluster: &Cluster) {
    let url = cluster.database("strangers");
    let right = Kiosk::sharing("right", cluster, &url);
    right.hears(|told| *told == ShareNews::Online);
    let mut admin = cluster.admin("strangers");
    for wrong in ["began = 'infinity'", "correct = 6", "name = repeat('x', 65)", "points = -1", "rev = 0"] {
        let insert = stranger("Wrong", 2);
        let update = format!("BEGIN; {insert}; UPDATE polysemy_run SET {wrong}; COMMIT");
        assert!(admin.batch_execute(&update).is_err() || wrong == "rev = 0", "the server takes {wrong}");
        admin.batch_execute("ROLLBACK").expect("an end");
    }
    admin.batch_execute("DELETE FROM polysemy_run").expect("none");
    admin.batch_execute(&stranger("\u{1b}[2J\u{202e}evil", 3)).expect("a run");
    until("it has come", || right.count("own = 0") == 1);
    assert_eq!(right.count("name LIKE '%evil' AND instr(name, char(27)) = 0 AND instr(name, char(8238)) = 0"), 1);
}

fn many_go_round_in_several_parts(cluster: &Cluster) {
    let url = cluster.database("many");
    let left = Kiosk::new("left");
    for n in 0..450 {
        left.play(n);
    }
    let mut left = left;
    left.share(left.settings(cluster, &url), clock());
    let right = Kiosk::sharing("right", cluster, &url);
    until("all are there", || right.count("own = 0") == 450);
    until("that is noted", || left.count("sent = rev") == 450);
}

fn other_events_stay_apart(cluster: &Cluster) {
    let url = cluster.database("events");
    let mut right = Kiosk::new("right");
    let settings = polysemy::store::share::ShareConfig { event: None, ..right.settings(cluster, &url) };
    right.share(settings, clock());
    let left = Kiosk::sharing("left", cluster, &url);
    let id = left.play(1);
    let of_none = right.play(2);
    right.db.execute("UPDATE run SET event = NULL, sent = 0", []).expect("an update");
    right.nudge();
    until("both are sent", || on_server(cluster, "events", "count(*)") == 2);
    left.nudge();
    std::thread::sleep(Duration::from_millis(500));
    assert!(right.named(id).is_none() && left.named(of_none).is_none());
}
