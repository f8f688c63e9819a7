//! Pictures in a terminal: as pixels where it can show them, as cells or words where not.

use std::fs;

use tempfile::TempDir;

use crate::pty::home;
use crate::terminal::Setup;

/// A pack whose every question has a picture, in a folder that lasts as long as the test.
fn pictures(folder: &TempDir) -> String {
    let good = fs::read_to_string("tests/packs/good.toml").expect("a pack");
    let header = good.split("[[term.question]]").next().expect("a header");
    let picture = |id: &str, key: &str| {
        format!(
            "[[term.question]]\nid = \"{id}\"\nkey = \"{key}\"\ntell = \"lid\"\nexplanation = \"e\"\n\
             context.picture = {{ file = \"laptop.png\", alt = \"a laptop\", spot = [\
             {{ name = \"lid\", at = [21, 4, 64, 66] }}] }}\n"
        )
    };
    let pack = format!("{header}{}{}", picture("stock-a", "law"), picture("stock-b", "kitchen"));
    fs::write(folder.path().join("pack.toml"), pack).expect("a file");
    fs::copy("questions/talk/laptop.png", folder.path().join("laptop.png")).expect("a picture");
    folder.path().to_string_lossy().into_owned()
}

/// Asks for the name and version: the first of what a terminal is asked about pictures.
const ASKED: &[u8] = b"\x1b[>0q";

/// What ends the answers about colours and characters, which every terminal is asked about first.
const LOOKS: &str = "\x1b[?62;c";

#[test]
fn a_terminal_that_can_show_pixels_is_sent_some_and_no_key_is_lost_meanwhile() {
    let (home, folder) = (home(), home());
    let mut terminal = Setup::new(home.path()).settings("timer = 0\n").arg(&pictures(&folder)).start();
    terminal.see("▸ Play").see_bytes(ASKED);
    // The answers of a terminal with sixel, in pieces, and keys between them.
    terminal.keys(LOOKS).keys("\x1b[6;20;10t").keys("\r").see("Which “").keys("h").see("a share in a company");
    terminal.keys("\x1b[?62;").keys("4c").see_bytes(b"\x1bP").see_bytes(b"\x1b\\");
    terminal.keys("1").see_either("✓ right", "✗ easily confused").keys("\r").see("2/2");
    terminal.keys("1").see_either("✓ right", "✗ easily confused").keys("\r").see("of 2 right");
    assert_eq!(terminal.keys("q").see("▸ Play").keys("q").end_restored(), 0);
}

#[test]
fn each_protocol_is_spoken_to_who_understands_it() {
    // What a terminal answers, what the command line says, and how the protocol's pictures begin.
    let kitty = "\x1bP>|kitty(0.31.0)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;20;10t\x1b[?62;c";
    let other = "\x1b[6;20;10t\x1b[?62;c";
    for (answers, images, begins) in [
        (kitty, "auto", b"\x1b_Gq=2".as_slice()),
        (other, "iterm2", b"\x1b]1337;File=".as_slice()),
        (other, "kitty", b"\x1b_Gq=2".as_slice()),
    ] {
        let (home, folder) = (home(), home());
        let setup = Setup::new(home.path()).settings("timer = 0\n").arg("--images").arg(images);
        let mut terminal = setup.arg(&pictures(&folder)).start();
        terminal.see("▸ Play").see_bytes(ASKED).keys(LOOKS).keys(answers).keys("\r").see("Which “").see_bytes(begins);
        assert_eq!(terminal.keys("\x03").end_restored(), 0);
    }
}

#[test]
fn a_terminal_without_pixels_is_sent_coloured_cells() {
    let (home, folder) = (home(), home());
    let setup = Setup::new(home.path()).settings("timer = 0\n").env("COLORTERM", "truecolor");
    let mut terminal = setup.arg(&pictures(&folder)).start();
    terminal.see("▸ Play").see_bytes(ASKED).keys(LOOKS).keys("\x1b[?62;c\r").see("Which “").see("▀▀▀");
    assert!(!terminal.was_sent(b"\x1bP"), "sixel is sent");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn pictures_are_told_in_words_where_they_are_not_wanted() {
    let (home, folder) = (home(), home());
    let setup = Setup::new(home.path()).settings("timer = 0\n").arg("--images").arg("off");
    let mut terminal = setup.arg(&pictures(&folder)).start();
    terminal.see("▸ Play").keys("\r").see("Which “").see("a laptop");
    assert!(!terminal.was_sent(ASKED));
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn a_terminal_is_not_asked_about_pictures_for_a_pack_without() {
    let home = home();
    let mut terminal = Setup::new(home.path()).arg("tests/packs/good.toml").start();
    terminal.see("▸ Play").keys("\r").see("Which “");
    assert!(!terminal.was_sent(ASKED));
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}
