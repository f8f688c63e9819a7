//! Somebody has the password of a booth, and tries everything.

use polysemy::store::share::{SQL, ShareNews};
use postgres::Client;
use uuid::Uuid;

use super::cluster::{Cluster, USER};
use super::{EVENT, Kiosk, on_server, until};

/// What is refused, whatever is tried: nothing can be made, changed, emptied, taken over, or run.
const REFUSED: [&str; 71] = [
    // Rows, past the one function.
    "DELETE FROM polysemy_run",
    "DELETE FROM polysemy_board",
    "TRUNCATE polysemy_run",
    "TRUNCATE polysemy_board CASCADE",
    "UPDATE polysemy_run SET points = 0",
    "UPDATE polysemy_run SET name = 'Rude Word'",
    "UPDATE polysemy_run SET began = now()",
    "UPDATE polysemy_run SET sender = session_user",
    "UPDATE polysemy_run SET change = 9223372036854775807",
    "UPDATE polysemy_board SET id = gen_random_uuid()",
    "UPDATE polysemy_board SET version = 99",
    "UPDATE polysemy_board SET change = -1",
    "INSERT INTO polysemy_board (one, version) VALUES (true, 3)",
    "INSERT INTO polysemy_run (id, event, pack, lang, began, asked, correct, points, took_ms, rev, change)
       VALUES (gen_random_uuid(), 'x', 'talk', 'en', now(), 5, 5, 9, 9, 1, 0)",
    "MERGE INTO polysemy_run USING polysemy_board ON true WHEN MATCHED THEN DELETE",
    "SELECT 1 FROM polysemy_run FOR UPDATE",
    "BEGIN; LOCK TABLE polysemy_run IN EXCLUSIVE MODE",
    "BEGIN; LOCK TABLE polysemy_board IN ROW EXCLUSIVE MODE",
    "COPY polysemy_run FROM '/dev/null'",
    // Tables, functions, schemas.
    "DROP TABLE polysemy_run",
    "DROP TABLE polysemy_board CASCADE",
    "DROP FUNCTION polysemy_change() CASCADE",
    "DROP SCHEMA public CASCADE",
    "ALTER TABLE polysemy_run DROP CONSTRAINT polysemy_run_points_check",
    "ALTER TABLE polysemy_run ALTER COLUMN name TYPE bytea USING NULL",
    "ALTER TABLE polysemy_run DISABLE TRIGGER ALL",
    "ALTER TABLE polysemy_run OWNER TO thief",
    "ALTER TABLE polysemy_run RENAME TO mine",
    "ALTER TABLE polysemy_run ENABLE ROW LEVEL SECURITY",
    "ALTER SCHEMA public OWNER TO thief",
    "ALTER FUNCTION polysemy_change() RESET ALL",
    "ALTER FUNCTION polysemy_change() SET search_path = pg_temp",
    "ALTER FUNCTION polysemy_change() OWNER TO thief",
    "COMMENT ON TABLE polysemy_run IS 'Rude Word'",
    "CREATE TABLE mine ()",
    "CREATE TABLE public.mine ()",
    "CREATE TEMP TABLE polysemy_run (id uuid)",
    "CREATE TEMP TABLE mine AS SELECT * FROM generate_series(1, 9)",
    "CREATE SCHEMA evil",
    "CREATE VIEW public.mine AS SELECT 1",
    "CREATE INDEX mine ON polysemy_run (name)",
    "CREATE TRIGGER mine BEFORE UPDATE ON polysemy_run FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    "CREATE RULE mine AS ON UPDATE TO polysemy_run DO INSTEAD NOTHING",
    "CREATE FUNCTION public.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION pg_temp.now() RETURNS timestamptz LANGUAGE sql AS 'SELECT NULL::timestamptz'",
    "CREATE OR REPLACE FUNCTION public.polysemy_change() RETURNS trigger LANGUAGE plpgsql AS
       'BEGIN COPY (SELECT 1) TO PROGRAM ''touch /tmp/polysemy-was-here''; RETURN NEW; END'",
    "CREATE OPERATOR public.= (LEFTARG = uuid, RIGHTARG = uuid, FUNCTION = uuid_ne)",
    "CREATE TYPE public.mine AS (x integer)",
    "CREATE EXTENSION dblink",
    "CREATE PUBLICATION mine FOR TABLE polysemy_run",
    "CREATE EVENT TRIGGER mine ON ddl_command_start EXECUTE FUNCTION polysemy_change()",
    // The database, and other users.
    "ALTER DATABASE stolen CONNECTION LIMIT 0",
    "ALTER DATABASE stolen SET search_path = evil",
    "ALTER DATABASE stolen OWNER TO thief",
    "ALTER DATABASE stolen RENAME TO mine",
    "CREATE DATABASE mine",
    "CREATE ROLE mine",
    "ALTER ROLE thief SUPERUSER",
    "ALTER ROLE booth_7f3a PASSWORD 'mine'",
    "ALTER ROLE booth_7f3a SET search_path = evil",
    "ALTER ROLE polysemy_owner LOGIN",
    "GRANT polysemy_owner TO thief",
    "GRANT polysemy_booth TO booth_7f3a WITH ADMIN OPTION",
    "SET ROLE polysemy_owner",
    "SET SESSION AUTHORIZATION admin",
    "ALTER SYSTEM SET ssl = off",
    // The machine.
    "COPY (SELECT 1) TO PROGRAM 'touch /tmp/polysemy-was-here'",
    "COPY (SELECT 1) TO '/tmp/polysemy-was-here'",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "SELECT pg_read_file('postgresql.conf')",
];

/// What a booth sends, as somebody writes it who is none.
fn send(thief: &mut Client, id: Uuid, name: &str, rest: &str) -> Result<u64, postgres::Error> {
    let sql = format!(
        "SELECT * FROM polysemy_send(ARRAY['{id}'::uuid], ARRAY['{EVENT}'], ARRAY['left'], ARRAY['talk'], ARRAY['en'],
           ARRAY[NULL], ARRAY[{name}], {rest})"
    );
    thief.execute(&sql, &[])
}

/// A game as it may be, with another version: the last that there is.
const LAST: &str =
    "ARRAY[5000], ARRAY[5], ARRAY[20000], ARRAY[5], ARRAY[1600], ARRAY[1], ARRAY[1000000000], ARRAY[false]";

#[test]
fn a_stolen_password_destroys_nothing() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("stolen");
    // As often as one likes.
    cluster.tables("stolen");
    let (left, right) = (Kiosk::sharing("left", &cluster, &url), Kiosk::sharing("right", &cluster, &url));
    let ids = [left.play(100), left.play(200)];
    left.name(ids[0], Some("Lazy Gradient"));
    until("the other has both", || right.count("name IS NOT NULL") == 1 && right.count("1 = 1") == 2);
    let mut admin = cluster.admin("stolen");
    admin.batch_execute("CREATE ROLE thief LOGIN IN ROLE polysemy_booth; CREATE ROLE nobody LOGIN").expect("a role");
    let mut thief = cluster.user("thief", "stolen");

    let state = "SELECT md5(string_agg(r::text, ' ' ORDER BY id)) || (SELECT b::text FROM polysemy_board b)
                 FROM polysemy_run r";
    let before: String = admin.query_one(state, &[]).expect("rows").get(0);
    for path in ["public", "pg_temp, public", "evil, pg_temp, public"] {
        thief.batch_execute(&format!("SET search_path = {path}")).expect("it may");
        for tried in REFUSED {
            let outcome = thief.batch_execute(tried);
            let error = outcome.expect_err(tried).code().map(|state| state.code().to_owned());
            thief.batch_execute("ROLLBACK").expect("an end");
            // No right; or no such command, schema or place in this version, or for anybody.
            let refused = ["42501", "42601", "42P16", "3F000", "42883", "0A000", "55000"];
            assert!(error.as_deref().is_some_and(|code| refused.contains(&code)), "{tried}: {error:?}");
        }
    }
    let after: String = admin.query_one(state, &[]).expect("rows").get(0);
    assert_eq!(before, after);
    assert!(!std::path::Path::new("/tmp/polysemy-was-here").exists());
    // The one function: others' games get no name, no points, no date.
    assert_eq!(send(&mut thief, ids[0], "'Rude Word'", LAST).ok(), Some(1), "it comes back as refused");
    assert_eq!(send(&mut thief, ids[1], "'Rude Word'", LAST).ok(), Some(1));
    let after: String = admin.query_one(state, &[]).expect("rows").get(0);
    assert_eq!(before[..32], after[..32], "the rows are as they were");
    // Games of its own are within limits, and say who sent them, whatever they say themselves.
    for wrong in [
        "ARRAY[0], ARRAY[21], ARRAY[1], ARRAY[1], ARRAY[1], ARRAY[1], ARRAY[1], ARRAY[false]",
        "ARRAY[0], ARRAY[5], ARRAY[1], ARRAY[6], ARRAY[1], ARRAY[1], ARRAY[1], ARRAY[false]",
        "ARRAY[0], ARRAY[5], ARRAY[1], ARRAY[5], ARRAY[1000000000], ARRAY[1], ARRAY[1], ARRAY[false]",
        "ARRAY[0], ARRAY[5], ARRAY[1], ARRAY[5], ARRAY[1], ARRAY[-1], ARRAY[1], ARRAY[false]",
        "ARRAY[0], ARRAY[5], ARRAY[1], ARRAY[5], ARRAY[1], ARRAY[1], ARRAY[2000000000], ARRAY[false]",
    ] {
        assert!(send(&mut thief, Uuid::now_v7(), "'X'", wrong).is_err(), "{wrong}");
    }
    let long = "repeat('x', 200000000)";
    assert!(send(&mut thief, Uuid::now_v7(), long, LAST).is_err());
    let (forged, future) = (Uuid::now_v7(), LAST.replace("5000", "-999999999999"));
    send(&mut thief, forged, "'Forged'", &future).expect("it may");
    assert_eq!(on_server(&cluster, "stolen", "count(*) FILTER (WHERE began > now())"), 0);
    assert_eq!(on_server(&cluster, "stolen", "count(*) FILTER (WHERE sender = 'thief')"), 1);
    // What a booth must be able to do: a name goes, a game goes, for all. And to itself it may do anything.
    send(&mut thief, ids[0], "NULL", LAST).expect("it may");
    until("the name is gone", || left.named(ids[0]) == Some(None) && right.named(ids[0]) == Some(None));
    for own in ["LISTEN x; NOTIFY x", "ALTER ROLE thief PASSWORD 'mine'", "ALTER ROLE thief SET search_path = evil"] {
        thief.batch_execute(own).expect(own);
    }
    // And what is to be done about it: as the guide says.
    let undo = "SET ROLE polysemy_owner; UPDATE polysemy_run SET off = true WHERE sender = 'thief'";
    admin.batch_execute(undo).expect("an update");
    until("it is off all boards", || [&left, &right].iter().all(|kiosk| kiosk.count("over = 2") == 1));
    // Who is no booth at all does not even get in.
    let outside = Client::connect(
        &format!("host={} port={} user=nobody dbname=stolen", cluster.folder.path().display(), cluster.port),
        postgres::NoTls,
    );
    assert!(outside.is_err());
}

#[test]
fn what_is_done_by_hand_runs_nothing_of_a_booth_and_old_tables_are_not_trusted() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("hand");
    let mut admin = cluster.admin("hand");
    // Each function runs as the owner, who cannot log in, and names what it means.
    let free = "SELECT count(*) FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
                WHERE p.pronamespace = 'public'::regnamespace AND NOT (p.prosecdef AND o.rolname = 'polysemy_owner'
                  AND NOT o.rolcanlogin AND p.proconfig = ARRAY['search_path=pg_catalog, pg_temp'])";
    assert_eq!(admin.query_one(free, &[]).expect("a number").get::<_, i64>(0), 0);
    let public = "SELECT has_schema_privilege('public', 'public', 'USAGE'), has_table_privilege('public', 'polysemy_run', 'SELECT'),
                  has_database_privilege('public', current_database(), 'CONNECT, TEMP, CREATE')";
    let row = admin.query_one(public, &[]).expect("rights");
    assert_eq!([0, 1, 2].map(|at| row.get::<_, bool>(at)), [false; 3], "everybody may do nothing");
    drop(Kiosk::sharing("left", &cluster, &url).hears(|told| *told == ShareNews::Online));

    // A database as it used to be set up: whatever is in there may be a trap.
    admin.batch_execute(&format!("CREATE DATABASE old OWNER {USER}")).expect("a database");
    let mut booth = cluster.user(USER, "old");
    booth.batch_execute("CREATE TABLE public.polysemy_run (id uuid)").expect("a table");
    let error = cluster.admin("old").batch_execute(SQL).expect_err("it is refused");
    let error = error.as_db_error().expect("a word");
    assert!(
        error.message().contains(USER) && error.hint().is_some_and(|hint| hint.contains("new database")),
        "{error:?}"
    );
}
