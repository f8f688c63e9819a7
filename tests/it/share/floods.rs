//! Servers that send without end, and boards that somebody has filled: a booth takes neither into its memory nor onto its
//! disk.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc;
use std::thread;

use polysemy::game::scores::ShareNews;

use super::cluster::Cluster;
use super::{EVENT, Kiosk, until};
use crate::pty::home;
use crate::robot::{high_water, how_many, open, write_config};

/// A message of a server, said to be so long and with that in it.
fn message(kind: u8, length: u32, body: &[u8]) -> Vec<u8> {
    [&[kind][..], &(length + 4).to_be_bytes(), body].concat()
}

/// What such a server sends when it is asked something: how it begins, and what comes after it again and again.
fn floods() -> [(Vec<u8>, Vec<u8>); 4] {
    let whole = |kind, body: &[u8]| message(kind, body.len() as u32, body);
    [
        // One text of 200 MB, one column of 1 GB.
        (message(b'D', 200 << 20, b"\0\x01\x0c\x80\0\0"), vec![b'x'; 4096]),
        (message(b'T', 1 << 30, b"\0\x01"), vec![b'x'; 4096]),
        // Small messages without end.
        (whole(b'T', b"\0\0"), whole(b'D', b"\0\0").repeat(500)),
        (Vec::new(), whole(b'A', b"\0\0\0\x01news\0\0").repeat(500)),
    ]
}

/// Lets one client in, answers what it asks with a flood, and says how many bytes went into it until it hung up.
fn flood(mut client: TcpStream, (begin, again): &(Vec<u8>, Vec<u8>)) -> usize {
    let mut heard = [0; 1024];
    let _ = client.read(&mut heard);
    let welcome = [message(b'R', 4, &[0; 4]), message(b'Z', 1, b"I")].concat();
    let _ = client.write_all(&welcome).and_then(|()| client.read(&mut heard).map(drop));
    let _ = client.write_all(begin);
    let mut sent = 0;
    while sent < 400 << 20 && client.write_all(again).is_ok() {
        sent += again.len();
    }
    sent
}

#[test]
fn a_server_that_sends_without_end_is_cut_off() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("postgres://{}/booths", listener.local_addr().expect("an address"));
    let home = home();
    let credentials = home.path().join("credentials");
    std::fs::write(&credentials, "somebody:hunter2\n").expect("a file");
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&credentials, mode).expect("a mode");
    let share = format!("[share]\nurl = \"{url}\"\nencrypted = false\ncredentials = \"{}\"\n", credentials.display());
    let mut terminal = open(home.path(), &write_config(home.path(), &share));
    terminal.see("Press any key");
    let before = high_water(terminal.id());
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for each in floods().iter().cycle() {
            let (client, _) = listener.accept().expect("a client");
            let _ = tell.send(flood(client, each));
        }
    });
    for n in 0..floods().len() {
        let sent = told.recv().expect("it hangs up");
        // What it has not read yet fills the buffers of two sockets.
        assert!(sent < 40 << 20, "flood {n}: {sent} bytes");
    }
    let more = high_water(terminal.id()) - before;
    assert!(more < 30_000.0, "{more} kB more");
    terminal.keys("\x0f").see("PIN:").keys("90210\r").see("and was cut off");
    assert_eq!(terminal.signal("TERM").end_restored(), 0);
}

#[test]
fn a_board_that_somebody_has_filled_does_not_fill_a_booth() {
    let Some(cluster) = Cluster::start() else { return };
    let url = cluster.database("filled");
    let rows = how_many("POLYSEMY_ROWS", 21_000);
    let mut left = Kiosk::new("left");
    let own = left.play(5);
    // As they would come from many calls with a stolen password; a million of those take hours.
    let fill = format!(
        "ALTER TABLE polysemy_run DISABLE TRIGGER ALL;
         INSERT INTO polysemy_run (id, event, booth, pack, lang, name, began, asked, correct, points, took_ms, rev, change)
           SELECT gen_random_uuid(), '{EVENT}', 'x', 'talk', 'en', 'filled', now() - interval '1 hour', 5, 4, 900, 9000, 1, n
           FROM generate_series(1, {rows}) AS n;
         UPDATE polysemy_board SET change = {rows};
         ALTER TABLE polysemy_run ENABLE TRIGGER ALL;
         ANALYZE polysemy_run"
    );
    cluster.admin("filled").batch_execute(&fill).expect("rows");
    left.share(left.settings(&cluster, &url), polysemy::store::share::clock());
    while left.hears(|told| matches!(told, ShareNews::Beyond(_))) != ShareNews::Beyond(rows - 20_000) {}
    println!("{rows} rows: this process held {} kB at most", high_water(std::process::id()));
    assert_eq!(left.count("own = 0"), 20_000);
    // What is here is still changed and taken off, and what is played here goes there.
    until("it is sent", || left.count("own = 1 AND sent = rev") == 1);
    let clean = "SET ROLE polysemy_owner; UPDATE polysemy_run SET off = true WHERE name = 'filled' AND change <= 100";
    cluster.admin("filled").batch_execute(clean).expect("an update");
    until("they are off", || left.count("over = 2") == 100);
    assert_eq!(left.named(own), Some(None));
}
