//! Servers that will not do: each is told, with what to do, and nothing that is shown holds a secret.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::thread;
use std::time::Duration;

use polysemy::app::booth::config::Share;
use polysemy::store::share::{Pace, Reason, ShareConfig, ShareNews, Sharing, Why, clock};
use polysemy::text::{Lang, SafeText};
use polysemy::words::Words;

use super::cluster::{Cluster, PASSWORD, USER};
use super::{Kiosk, PACE, until};

/// What such settings lead to.
fn reason(kiosk: &mut Kiosk, settings: ShareConfig) -> Reason {
    kiosk.share(settings, clock());
    let ShareNews::Offline(reason) = kiosk.hears(|told| matches!(told, ShareNews::Offline(_))) else {
        unreachable!("asked for")
    };
    kiosk.sharing = None;
    reason
}

/// Every rendering of a reason.
fn shown(reason: &Reason) -> String {
    let said = Lang::ALL.map(|lang| reason.say(&Words::of(lang)).to_string()).join("\n");
    format!("{reason:?}\n{reason:#?}\n{said}")
}

fn expect(kiosk: &mut Kiosk, settings: ShareConfig, why: Why) {
    let reason = reason(kiosk, settings);
    assert_eq!(reason.why, why, "{reason:?}");
    let shown = shown(&reason);
    for secret in [PASSWORD, "hunter2", "pass word", "wrong:word", USER] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(!shown.contains("{detail}"), "{shown}");
}

#[test]
fn a_server_that_will_not_do_is_told_without_a_secret() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("faults");
    let mut kiosk = Kiosk::new("left");
    let good = kiosk.settings(&cluster, &url);
    let with = |change: &dyn Fn(&mut Share)| {
        let mut settings = good.clone();
        change(&mut settings.server);
        settings
    };
    let url_of = |database: &str| SafeText::new(&cluster.url(database));
    let wrong = cluster.file("wrong", &format!("{USER}:hunter2wrong:word"));
    let nobody = cluster.file("nobody", "nobody_hunter2:wrong:word");
    let open = cluster.file("open", &format!("{USER}:{PASSWORD}"));
    fs::set_permissions(&open, fs::Permissions::from_mode(0o644)).expect("a mode");
    let odd = cluster.file("odd", PASSWORD.replace(':', "").as_str());
    let localhost = url.replace("127.0.0.1", "localhost");
    let secret = url.replace("127", &format!("{USER}:hunter2@127"));

    expect(&mut kiosk, with(&|s| s.credentials = Some(wrong.clone())), Why::Refused);
    expect(&mut kiosk, with(&|s| s.credentials = Some(nobody.clone())), Why::Refused);
    expect(&mut kiosk, with(&|s| s.credentials = Some(open.clone())), Why::CredentialsOpen);
    expect(&mut kiosk, with(&|s| s.credentials = Some(odd.clone())), Why::Credentials);
    expect(&mut kiosk, with(&|s| s.credentials = Some(cluster.path("none"))), Why::Credentials);
    expect(&mut kiosk, with(&|s| s.authority = Some(cluster.path("stranger.crt"))), Why::Stranger);
    expect(&mut kiosk, with(&|s| s.authority = Some(cluster.path("credentials"))), Why::Authority);
    expect(&mut kiosk, with(&|s| s.url = SafeText::new(&localhost)), Why::Name);
    expect(&mut kiosk, with(&|s| s.url = SafeText::new(&secret)), Why::Address);
    expect(&mut kiosk, with(&|s| s.url = url_of("nowhere")), Why::NoDatabase);
    // Where the server asks for it, not to encrypt is refused there too.
    expect(&mut kiosk, with(&|s| s.encrypted = false), Why::Refused);
    expect(&mut kiosk, ShareConfig { db: cluster.path("no.db"), ..good.clone() }, Why::Local);
    assert!(!cluster.path("no.db").exists(), "the file is not ours to make");

    // Nothing of that was in the way: a plain wire is one only if it is asked for.
    let plain = cluster.database("plain");
    for (url, encrypted) in [(&url, true), (&plain, false)] {
        kiosk.share(with(&|s| (s.url, s.encrypted) = (SafeText::new(url), encrypted)), clock());
        kiosk.hears(|told| *told == ShareNews::Online);
        kiosk.sharing = None;
    }

    let mut admin = cluster.admin("faults");
    admin.batch_execute("UPDATE polysemy_board SET version = 99").expect("a version");
    expect(&mut kiosk, good.clone(), Why::Newer);
    newer_is_told_once(&mut kiosk, &good);
    // Tables of an earlier version, no tables, and a user who is no booth.
    admin.batch_execute("UPDATE polysemy_board SET version = 1").expect("a version");
    expect(&mut kiosk, good.clone(), Why::NoTables);
    admin.batch_execute("UPDATE polysemy_board SET version = 2").expect("a version");
    cluster.admin("postgres").batch_execute(&format!("CREATE DATABASE bare OWNER {USER}")).expect("a database");
    expect(&mut kiosk, with(&|s| s.url = url_of("bare")), Why::NoTables);
    let reason = reason(&mut kiosk, with(&|s| s.url = url_of("bare")));
    assert!(Lang::ALL.iter().all(|lang| reason.say(&Words::of(*lang)).contains("polysemy booth --sql")));
    admin.batch_execute(&format!("REVOKE polysemy_booth FROM {USER}")).expect("no rights");
    expect(&mut kiosk, good.clone(), Why::NoRight);
    admin.batch_execute(&format!("GRANT polysemy_booth TO {USER}")).expect("rights");

    // A certificate that signs itself is trusted where it is named, and only there.
    cluster.reload("on", "itself");
    expect(&mut kiosk, good.clone(), Why::Stranger);
    let itself = with(&|s| (s.authority, s.url) = (Some(cluster.path("itself.crt")), SafeText::new(&plain)));
    kiosk.share(itself, clock());
    kiosk.hears(|told| *told == ShareNews::Online);
    kiosk.sharing = None;

    cluster.reload("off", "server");
    expect(&mut kiosk, good.clone(), Why::Plain);
    cluster.down(false);
    expect(&mut kiosk, good.clone(), Why::Unreachable);
}

fn newer_is_told_once(kiosk: &mut Kiosk, settings: &ShareConfig) {
    kiosk.share(settings.clone(), clock());
    kiosk.hears(|told| matches!(told, ShareNews::Offline(_)));
    thread::sleep(PACE.most * 3);
    assert_eq!(kiosk.told.try_recv().ok(), None);
    kiosk.sharing = None;
}

/// A server that takes calls and answers the first question so, if at all, then nothing.
fn listener(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        let mut calls = Vec::new();
        for call in listener.incoming().flatten() {
            let mut call = call;
            let _ = call.read(&mut [0; 8]);
            let _ = call.write_all(answer);
            calls.push(call);
        }
    });
    format!("postgres://127.0.0.1:{port}/board")
}

/// ShareConfig that need no server of ours.
fn settings(kiosk: &Kiosk, url: String) -> ShareConfig {
    let credentials = kiosk.folder.path().join("credentials");
    fs::write(&credentials, format!("{USER}:{PASSWORD}")).expect("it is written");
    fs::set_permissions(&credentials, fs::Permissions::from_mode(0o600)).expect("a mode");
    let (db, authority) = (kiosk.file(), Some(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/share/ca.crt").into()));
    let server = Share { url: SafeText::new(&url), encrypted: true, authority, credentials: Some(credentials) };
    ShareConfig { server, db, event: None }
}

#[test]
fn a_server_that_does_not_encrypt_gets_nothing() {
    let mut kiosk = Kiosk::new("left");
    let plain = settings(&kiosk, listener(b"N"));
    expect(&mut kiosk, plain, Why::Plain);
}

#[test]
fn a_server_that_is_none_is_told() {
    let mut kiosk = Kiosk::new("left");
    let odd = settings(&kiosk, listener(b"SSH-2.0-hunter2\r\n"));
    expect(&mut kiosk, odd, Why::Encryption);
    let gone = settings(&kiosk, "postgres://127.0.0.1:1/board".into());
    expect(&mut kiosk, gone, Why::Unreachable);
}

#[test]
fn a_server_that_says_nothing_is_told_and_keeps_nobody() {
    let mut kiosk = Kiosk::new("left");
    for answer in [&b""[..], b"S"] {
        let settings = settings(&kiosk, listener(answer));
        let (tell, told) = std::sync::mpsc::channel();
        let pace = Pace { answer: Duration::from_millis(300), ..PACE };
        kiosk.told = told;
        kiosk.sharing = Some(Sharing::start_with(settings.clone(), pace, clock(), move |what| drop(tell.send(what))));
        let is_silent = |told: &ShareNews| matches!(told, ShareNews::Offline(Reason { why: Why::Silent, .. }));
        kiosk.hears(is_silent);
        kiosk.sharing = None;
        // While it waits for an answer, it ends as promptly.
        kiosk.share(settings, clock());
        kiosk.play(1);
        kiosk.sharing = None;
        until("its thread is gone", || kiosk.told.recv().is_err());
    }
}

#[test]
fn a_server_that_falls_silent_and_comes_back_is_found_again() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("silent");
    let mut kiosk = Kiosk::new("left");
    let (tell, told) = std::sync::mpsc::channel();
    let pace = Pace { answer: Duration::from_secs(2), ..PACE };
    kiosk.told = told;
    let settings = kiosk.settings(&cluster, &url);
    kiosk.sharing = Some(Sharing::start_with(settings, pace, clock(), move |what| drop(tell.send(what))));
    kiosk.hears(|told| *told == ShareNews::Online);
    // Whoever is talked with waits for a lock; then nobody even takes calls.
    let mut admin = cluster.admin("silent");
    admin.batch_execute("BEGIN; LOCK TABLE polysemy_board").expect("a lock");
    kiosk.play(1);
    let away = kiosk.hears(|told| matches!(told, ShareNews::Offline(_)));
    assert!(matches!(away, ShareNews::Offline(Reason { why: Why::Silent, .. })), "{away:?}");
    cluster.freeze(true);
    thread::sleep(Duration::from_millis(500));
    cluster.freeze(false);
    admin.batch_execute("ROLLBACK").expect("an end");
    kiosk.hears(|told| *told == ShareNews::Online);
    until("it is sent", || kiosk.count("sent = rev") == 1);
}
