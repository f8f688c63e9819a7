//! The order on disk: nothing that a booth tells a visitor is said before it is on the disk, as the system calls show.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Write};
use std::process::{Command, Stdio};

use crate::pty::home;
use crate::robot::{answer_once, write_config};
use crate::terminal::Setup;

/// What a line of a trace says.
#[derive(Debug, PartialEq)]
enum Call<'a> {
    /// Bytes went to a file that holds games.
    Wrote(&'a str),
    /// All that went to it is on the disk.
    Synced(&'a str),
    /// A visitor was told that an answer counts.
    Told,
    /// Nothing of interest.
    Other,
}

/// Reads a line such as `123 fdatasync(9</home/…/scores.db-wal>) = 0`. The write-ahead log is what must be synced; the
/// index beside it (`-shm`) is made anew from it.
fn read(line: &str) -> Call<'_> {
    let path = || {
        let (_, rest) = line.split_once('<')?;
        rest.split_once('>').map(|(path, _)| path)
    };
    let games = |path: &&str| path.contains("scores.db") && !path.ends_with("-shm");
    let call = line.split_whitespace().nth(1).unwrap_or_default();
    match path() {
        Some(path) if path.starts_with("/dev/") && call.starts_with("write") => {
            // The verdict is styled, and so in one piece.
            let told = ["\\342\\234\\223 right", "\\342\\234\\227 easily"].iter().any(|verdict| line.contains(verdict));
            if told { Call::Told } else { Call::Other }
        }
        Some(path) if call.starts_with("fsync") || call.starts_with("fdatasync") => {
            if games(&path) {
                Call::Synced(path)
            } else {
                Call::Other
            }
        }
        Some(path) if (call.starts_with("pwrite") || call.starts_with("write")) && games(&path) => Call::Wrote(path),
        _ => Call::Other,
    }
}

#[test]
fn a_line_of_a_trace_is_understood() {
    let wal = "/home/x/scores.db-wal";
    assert_eq!(read("12 pwrite64(9</home/x/scores.db-wal>, \"\\0\", 24, 0) = 24"), Call::Wrote(wal));
    assert_eq!(read("12 fdatasync(9</home/x/scores.db-wal>) = 0"), Call::Synced(wal));
    assert_eq!(read("12 pwrite64(9</home/x/scores.db-shm>, \"\\0\", 24, 0) = 24"), Call::Other);
    assert_eq!(read("12 write(1</dev/pts/3>, \"\\33[1m\\342\\234\\223 right\", 9) = 9"), Call::Told);
}

#[test]
fn no_answer_is_acknowledged_before_it_is_on_the_disk() {
    let traced = Command::new("strace").arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !traced.is_ok_and(|status| status.success()) {
        let _ = writeln!(io::stderr(), "SKIPPED: the order on disk is only seen where strace is installed");
        return;
    }
    let home = home();
    let config = write_config(home.path(), "");
    let trace = home.path().join("trace");
    let calls = "trace=write,writev,pwrite64,pwritev,fsync,fdatasync";
    let mut terminal = Setup::new(home.path())
        .through("strace", &["-f", "-y", "-s", "9999", "-e", calls, "-o", &trace.to_string_lossy()])
        .arg("booth")
        .arg("--config")
        .arg(&config.to_string_lossy())
        .start();
    terminal.see("Press any key");
    let answers = 5;
    (0..answers).for_each(|_| answer_once(&mut terminal));
    terminal.signal("KILL").end();
    let trace = fs::read_to_string(trace).expect("a trace");
    let (mut unsafe_files, mut told) = (HashSet::new(), 0);
    // A call that another thread interrupts is told in two lines; a sync counts when its second is there.
    let mut begun: HashSet<(&str, &str)> = HashSet::new();
    for line in trace.lines() {
        let thread = line.split_whitespace().next().unwrap_or_default();
        match read(line) {
            Call::Wrote(path) => drop(unsafe_files.insert(path)),
            Call::Synced(path) if line.ends_with("<unfinished ...>") => drop(begun.insert((thread, path))),
            Call::Synced(path) => drop(unsafe_files.remove(path)),
            Call::Told => {
                told += 1;
                assert!(unsafe_files.is_empty(), "told before {unsafe_files:?} was on the disk");
            }
            Call::Other if line.contains("sync resumed") => {
                let done: Vec<_> = begun.iter().filter(|(by, _)| *by == thread).copied().collect();
                for (by, path) in done {
                    begun.remove(&(by, path));
                    unsafe_files.remove(path);
                }
            }
            Call::Other => {}
        }
    }
    assert!(told >= answers, "{told} answers were acknowledged");
}
