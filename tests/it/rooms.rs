//! The rooms of `src/lib.rs` import one way only, and the inner ones know neither terminal, files, clock nor chance.

use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up: each room may use only those before it.
const ROOMS: [&str; 14] = [
    "text",
    "maths",
    "read",
    "context",
    "pack",
    "words",
    "game",
    "doc",
    "ui",
    "app",
    "authoring",
    "store",
    "runtime",
    "cli",
];

/// Rooms that are the same on every machine, every day.
const PURE: [&str; 11] = ["text", "maths", "read", "context", "pack", "words", "game", "doc", "ui", "app", "authoring"];

/// What no pure room may name.
const OUTSIDE: [&str; 12] = [
    "std::fs",
    "fs::",
    "std::io",
    "std::env",
    "std::thread",
    "Instant",
    "SystemTime",
    "getrandom",
    "thread_rng",
    "rng()",
    "rand::random",
    "OsRng",
];

/// What only views name, of the pure rooms.
const TERMINAL: [&str; 2] = ["ratatui", "crossterm"];

/// Whether a file draws, or looks at what is drawn.
fn draws(path: &Path) -> bool {
    let of_app = path.starts_with("app") && path.with_extension("").iter().any(|part| part == "view");
    let drawing = ["ui", "ui.rs", "authoring/layout", "authoring/layout.rs"];
    let beside_views = ["app/play/round/progress.rs", "app/play/standings/board.rs"];
    of_app || drawing.iter().any(|of| path.starts_with(of)) || beside_views.iter().any(|of| path == Path::new(of))
}

/// A file of `src`, without comments and unit tests.
struct File {
    path: PathBuf,
    room: String,
    code: String,
}

fn files() -> Vec<File> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut folders, mut files) = (vec![src.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let path_in_src = path.strip_prefix(&src).expect("it is in src").to_owned();
                let first = path_in_src.iter().next().expect("a name").to_string_lossy();
                let room = first.trim_end_matches(".rs").to_owned();
                files.push(File { room, code: code(&fs::read_to_string(&path).expect("a text")), path: path_in_src });
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// What is compiled into the program.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.map(|line| line.split(" // ").next().unwrap_or_default().to_owned() + "\n").collect()
}

/// The rooms that a file names as `crate::room` or `crate::{room, other}`.
fn named(code: &str) -> Vec<String> {
    let ident = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut out = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            Some(list) => {
                // Braces within the list hold what is in a room, not rooms.
                let mut depth = 0;
                let mut part = String::new();
                for c in list.chars() {
                    match c {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => out.push(ident(std::mem::take(&mut part).trim())),
                        c if depth == 0 => part.push(c),
                        _ => {}
                    }
                }
                out.push(ident(part.trim()));
            }
            None => out.push(ident(after)),
        }
    }
    out.retain(|name| !name.is_empty());
    out
}

#[test]
fn rooms_are_named_wherever_they_are_imported() {
    assert_eq!(named("use crate::text::Lang;\nlet x = crate::app::App;"), ["text", "app"]);
    assert_eq!(named("use crate::{game::{Game, deck}, pack};"), ["game", "pack"]);
    assert_eq!(code("//! fs::\nlet a = 1; // crate::ui\n#[cfg(test)]\nmod tests {}"), "let a = 1;\n");
}

#[test]
fn every_room_is_in_the_list_and_the_list_is_that_of_the_library() {
    let rooms = files().into_iter().map(|file| file.room).filter(|room| !matches!(room.as_str(), "lib" | "main"));
    let mut rooms: Vec<String> = rooms.collect();
    rooms.dedup();
    for room in &rooms {
        assert!(ROOMS.contains(&room.as_str()), "src/{room} is in no list of rooms");
    }
    let library = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).expect("a text");
    let listed: Vec<&str> =
        library.lines().filter_map(|line| line.strip_prefix("pub mod ")?.split(';').next()).collect();
    assert_eq!(listed, ROOMS, "src/lib.rs has other rooms, or another order");
}

#[test]
fn a_room_uses_only_the_rooms_before_it() {
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    for File { path, room, code } in files() {
        let Some(own) = place(&room) else { continue };
        for used in named(&code) {
            let used_at = place(&used).unwrap_or_else(|| panic!("{}: crate::{used} is no room", path.display()));
            assert!(used_at <= own, "{}: {room} may not use {used}", path.display());
        }
    }
}

#[test]
fn the_inner_rooms_know_no_terminal_no_file_no_clock_and_no_chance() {
    for File { path, room, code } in files() {
        if !PURE.contains(&room.as_str()) || path == Path::new("pack/load.rs") {
            continue;
        }
        // A cursor over bytes in memory reaches nothing outside.
        let code = code.replace("std::io::Cursor", "");
        let terminal = TERMINAL.iter().filter(|_| !draws(&path));
        for outside in OUTSIDE.iter().chain(terminal) {
            assert!(!code.contains(outside), "{} mentions {outside}", path.display());
        }
    }
}

#[test]
fn nothing_is_unsafe() {
    for File { path, code, .. } in files() {
        for after in code.split("unsafe ").skip(1) {
            let word = ["{", "fn ", "impl ", "trait ", "extern "].into_iter().find(|word| after.starts_with(word));
            assert_eq!(word, None, "{} has an unsafe block or item", path.display());
        }
        assert!(!code.contains("unsafe{"), "{} has an unsafe block", path.display());
    }
}
