//! Rows that no game can leave: they come to no board, take no memory, and are counted.

use polysemy::game::scores::RunId;
use polysemy::store::share::ShareNews;
use polysemy::store::{Store, Whose};

use super::cluster::Cluster;
use super::{EVENT, Kiosk, on_server, until};

/// Whoever owns the server has taken away all limits.
const NO_LIMITS: &str = "DO $$ DECLARE c record; BEGIN
    FOR c IN SELECT conname FROM pg_constraint WHERE conrelid = 'polysemy_run'::regclass AND contype = 'c' LOOP
      EXECUTE format('ALTER TABLE polysemy_run DROP CONSTRAINT %I', c.conname);
    END LOOP;
    FOR c IN SELECT attname FROM pg_attribute WHERE attrelid = 'polysemy_run'::regclass AND attnum > 0 AND attnotnull
      AND attname NOT IN ('id', 'change', 'event') LOOP
      EXECUTE format('ALTER TABLE polysemy_run ALTER COLUMN %I DROP NOT NULL', c.attname);
    END LOOP;
  END $$";

/// A game, with something in it that cannot be.
fn insert(column: &str, value: &str) -> String {
    format!(
        "INSERT INTO polysemy_run (id, event, booth, pack, lang, name, began, asked, correct, points, took_ms, rev, change)
           VALUES (gen_random_uuid(), '{EVENT}', 'x', 'talk', 'en', 'odd', now() - interval '1 hour', 5, 4, 900, 9000, 1, 0);
         UPDATE polysemy_run SET {column} = {value} WHERE name = 'odd';
         UPDATE polysemy_run SET name = 'done' WHERE name = 'odd'"
    )
}

#[test]
fn what_no_game_can_leave_is_left_out_and_counted() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("odd");
    let mut admin = cluster.admin("odd");
    admin.batch_execute(NO_LIMITS).expect("no limits");
    let odd = [
        ("points", "1300"), // of four right answers
        ("points", "1000000000"),
        ("points", "-1"),
        ("points", "NULL"),
        ("correct", "6"),
        ("correct", "0"), // with points
        ("asked", "21"),
        ("asked", "1000"),
        ("asked", "0"),
        ("took_ms", "2147483647"),
        ("time_ms", "-1"),
        ("began", "now() + interval '2 days'"),
        ("began", "'2019-03-01'"),
        ("began", "'infinity'"),
        ("began", "'-infinity'"),
        ("began", "'200000-01-01'"),
        ("booth", "repeat('x', 101)"),
        ("pack", "repeat('x', 5000000)"),
        ("code", "repeat('x', 5000000)"),
        ("lang", "NULL"),
    ];
    for (column, value) in odd {
        admin.batch_execute(&insert(column, value)).expect(value);
    }
    admin.batch_execute(&insert("name", "repeat('x', 20000000)")).expect("a name");
    let left = Kiosk::sharing("left", &cluster, &url);
    let id = left.play(5);
    until("it is sent", || left.count("sent = rev") == 1);
    let all = odd.len() as u64 + 1;
    left.hears(|told| *told == ShareNews::LeftOut(all));
    assert_eq!((left.count("own = 0"), left.named(id)), (0, Some(None)));
    // Those that can be come nevertheless.
    admin.batch_execute(&insert("name", "'fine'")).expect("a run");
    until("it has come", || left.count("name = 'fine'") == 1);
}

#[test]
fn the_last_version_can_be_changed_too() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("last");
    let (left, right) = (Kiosk::sharing("left", &cluster, &url), Kiosk::sharing("right", &cluster, &url));
    let mut admin = cluster.admin("last");
    admin.batch_execute(&insert("rev", "1000000000")).expect("a run");
    admin.batch_execute(&insert("rev", "1000000000")).expect("a run");
    until("both have both", || {
        [&left, &right].iter().all(|kiosk| kiosk.count("rev = 1000000000 AND name = 'done'") == 2)
    });
    let ids = |kiosk: &Kiosk| -> Vec<RunId> {
        let mut query = kiosk.db.prepare("SELECT id FROM run ORDER BY id").expect("a query");
        let rows = query.query_map([], |row| Ok(RunId(u128::from_be_bytes(row.get(0)?)))).expect("rows");
        rows.map(|row| row.expect("an id")).collect()
    };
    let both = ids(&left);
    {
        let mut store = Store::attach(&left.file(), &Whose::default()).expect("a file");
        assert_eq!(store.remove_name(both[0]), Ok(true));
        assert_eq!(store.take_off(both[1]), Ok(true));
    }
    left.nudge();
    until("the name is gone there", || on_server(&cluster, "last", "count(name)") == 1);
    until("and at the other", || right.count("name IS NULL") == 1 && right.count("over = 2") == 1);
    until("and nothing waits", || left.count("sent < rev") == 0);
    admin
        .batch_execute("SET ROLE polysemy_owner; UPDATE polysemy_run SET name = NULL WHERE name = 'done'")
        .expect("by hand");
    until("all are gone", || [&left, &right].iter().all(|kiosk| kiosk.count("name IS NULL") == 2));
}
