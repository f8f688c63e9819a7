//! The program in a terminal: it plays, it keeps its settings, and it gives the terminal back however it ends.

use std::fs;
use std::process::{Command, Stdio};

use polysemy::store::{Filter, Store};
use tempfile::TempDir;

use crate::terminal::{Setup, Terminal};

/// An empty home.
pub fn home() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

/// The program at the title, and its home.
fn title() -> (TempDir, Terminal) {
    let home = home();
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play").see("stats");
    (home, terminal)
}

/// Places where the program may be when it ends: what to type to get there, and what is seen then.
const PLACES: [(&str, &[(&str, &str)]); 6] = [
    ("title", &[]),
    ("question", &[("\r", "Which “")]),
    ("pause", &[("\r", "Which “"), ("p", "Paused")]),
    ("feedback", &[("\r", "Which “"), ("1", "enter next")]),
    ("run code", &[("r", "code:")]),
    ("glossary", &[("g", "search:")]),
];

fn go(terminal: &mut Terminal, steps: &[(&str, &str)]) {
    for (keys, seen) in steps {
        terminal.keys(keys).see(seen);
    }
}

#[test]
fn it_starts_with_the_title_and_quits_with_success() {
    let (_home, mut terminal) = title();
    assert!(terminal.is_taken());
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn it_quits_from_the_menu_too() {
    let (_home, mut terminal) = title();
    terminal.keys("\x1b[A").see("▸ Quit");
    assert_eq!(terminal.keys("\r").end_restored(), 0);
}

#[test]
fn it_plays_by_keys() {
    let home = home();
    let setup = Setup::new(home.path()).settings("questions = 5\n");
    let mut terminal = setup.arg("--name").arg(" Moka\u{1b}[31m, the 2nd").start();
    terminal.see("▸ Play").keys("\r");
    for i in 1..=5 {
        terminal.see(&format!("{i}/5")).see("Which “").keys("1").see_either("✓ right", "✗ easily confused").keys("\r");
    }
    terminal.see("of 5 right");
    terminal.keys("\r").see("looking back").keys("q").see("best streak").keys("q").see("▸ Play");
    assert_eq!(terminal.keys("q").end_restored(), 0);
    let scores = Store::read_only(&home.path().join(".local/share/polysemy/scores.db")).expect("it is written down");
    let records = scores.records(&Filter::default()).expect("it is read");
    assert_eq!((records.len(), records[0].answers.len(), records[0].over), (1, 5, true));
    assert_eq!(records[0].heading.name.as_deref(), Some("Moka\u{fffd}[31m, the 2nd"));
    assert_eq!(scores.history().expect("it is read").seen.len(), 5);
}

#[test]
fn it_plays_by_clicks() {
    let (_home, mut terminal) = title();
    terminal.click("▸ Play").see("Which “").click("● ML").see_either("✓ right", "✗ easily confused");
    terminal.click("next").see("2/10");
    terminal.click("p pause").see("Paused");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn a_pasted_run_code_is_typed() {
    let (_home, mut terminal) = title();
    terminal.keys("r").see("code:").keys("\x1b[200~2t48-m1bx\x1b[201~").see("2T48-M1BX");
    terminal.keys("\r").see_either("No pack here fits", "1/10");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn control_c_gives_the_terminal_back_from_anywhere() {
    for (_, steps) in PLACES {
        let (_home, mut terminal) = title();
        go(&mut terminal, steps);
        assert_eq!(terminal.keys("\x03").end_restored(), 0);
    }
}

#[test]
fn signals_give_the_terminal_back_from_anywhere() {
    for (_, steps) in PLACES {
        for signal in ["TERM", "HUP", "INT", "QUIT"] {
            let (_home, mut terminal) = title();
            go(&mut terminal, steps);
            terminal.signal(signal).end_restored();
        }
    }
}

#[test]
fn it_ends_when_its_terminal_goes_away() {
    for (place, steps) in PLACES {
        let (_home, mut terminal) = title();
        go(&mut terminal, steps);
        assert!(terminal.is_taken(), "{place}");
        terminal.close();
    }
}

#[test]
fn a_new_size_is_drawn_at_once() {
    let (_home, mut terminal) = title();
    terminal.keys("\r").see("Which “").see_in_row(23, "? keys");
    terminal.resize(120, 40).see_in_row(39, "? keys");
    terminal.resize(60, 20).see("polysemy needs 80 columns").see("60 and 20");
    terminal.resize(80, 24).see("Which “").see_in_row(23, "? keys");
    terminal.keys("p").see("Paused").resize(100, 30).see_in_row(29, "? keys").see("Paused");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn a_new_size_is_drawn_even_right_after_the_start() {
    let (_home, mut terminal) = title();
    terminal.resize(120, 40).see_in_row(39, "? keys");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn settings_that_are_no_toml_are_put_aside_and_said() {
    let home = home();
    let folder = home.path().join(".config/polysemy");
    for (n, broken) in [(1, "theme = \n"), (2, "my settings\n"), (3, "timer: 45\n")] {
        let mut terminal = Setup::new(home.path()).settings(broken).start();
        terminal.see("▸ Play").see("The settings could not be read");
        let aside = folder.join(format!("settings.broken-{n}.toml"));
        assert_eq!(fs::read_to_string(aside).expect("it is kept"), broken);
        assert!(!folder.join("settings.toml").exists());
        terminal.keys("\x1b[B\x1b[B\x1b[B\x1b[C").see("‹ 15 ›");
        assert_eq!(terminal.keys("q").end_restored(), 0);
        let written = fs::read_to_string(folder.join("settings.toml")).expect("settings");
        assert!(written.contains("questions = 15"), "{written}");
    }
}

#[test]
fn a_setting_that_does_not_hold_costs_itself_alone_and_is_said() {
    for (line, said) in [
        ("sound = true", "sound means nothing to this version"),
        ("timer = 20", "timer = 20 does not hold; expected: 0, 15, 30, 45, 60"),
        ("questions = 7", "questions = 7 does not hold; expected: 5, 10, 15, 20, 0"),
        ("motion = \"wild\"", "motion = \"wild\" does not hold; expected: full, reduced"),
        ("language = \"de\"", "language = \"de\" does not hold; expected: en, fr"),
        ("theme = true", "theme = true does not hold; expected: auto, dark"),
        ("pack = 3", "pack = 3 does not hold; expected: a text"),
        ("[later]\ntimer = 20", "later means nothing to this version"),
    ] {
        let home = home();
        let file = home.path().join(".config/polysemy/settings.toml");
        let text = format!("# of Noor\nquestions = 20\n{line}\n")
            .replace(if line.starts_with("questions") { "questions = 20\n" } else { "\u{0}" }, "");
        let mut terminal = Setup::new(home.path()).settings(&text).start();
        terminal.see("▸ Play");
        let screen = terminal.see("Settings: ").text();
        let told: Vec<&str> = screen.split_whitespace().collect();
        assert!(told.join(" ").contains(said), "{line}: {screen}");
        // What was not changed is as it was, to the letter.
        assert_eq!(fs::read_to_string(&file).expect("a text"), text);
        terminal.keys("\x1b[B\x1b[B\x1b[B\x1b[C").see(if line.starts_with("questions") {
            "‹ 15 ›"
        } else {
            "‹ all ›"
        });
        assert_eq!(terminal.keys("q").end_restored(), 0);
        let written = fs::read_to_string(&file).expect("a text");
        if line.starts_with("questions") {
            assert_eq!(written, text.replace("= 7", "= 15"));
        } else {
            assert_eq!(written, text.replace("questions = 20", "questions = 0"));
        }
        assert_eq!(fs::read_dir(file.parent().expect("a folder")).expect("a folder").count(), 1);
    }
}

#[test]
fn whoever_does_not_play_leaves_the_settings_alone() {
    let home = home();
    let folder = home.path().join(".config/polysemy");
    fs::create_dir_all(&folder).expect("a folder");
    for text in ["timer = 20\nsound = true\n", "no TOML"] {
        fs::write(folder.join("settings.toml"), text).expect("a file");
        for args in ["--version", "--help", "play --help", "check talk", "packs", "scores", "schema", "play"] {
            let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
            command.args(args.split(' ')).env_clear().env("HOME", home.path()).env("LANG", "en_GB.UTF-8");
            let output = command.stdin(Stdio::piped()).output().expect("it runs");
            assert!(!String::from_utf8_lossy(&output.stderr).contains("ettings"), "{args}");
        }
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 1);
        assert_eq!(fs::read_to_string(folder.join("settings.toml")).expect("a text"), text);
    }
    let names: Vec<_> = fs::read_dir(home.path()).expect("a folder").collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn settings_are_written_where_their_link_leads() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    for to in ["../../dot/settings.toml", "chain", "../../new/settings.toml"] {
        let home = home();
        let (folder, dot) = (home.path().join(".config/polysemy"), home.path().join("dot"));
        fs::create_dir_all(&folder).expect("a folder");
        fs::create_dir_all(&dot).expect("a folder");
        fs::write(dot.join("settings.toml"), "timer = 45 # mine\n").expect("a file");
        fs::set_permissions(dot.join("settings.toml"), fs::Permissions::from_mode(0o600)).expect("a mode");
        symlink(dot.join("settings.toml"), folder.join("chain")).expect("a link");
        symlink(to, folder.join("settings.toml")).expect("a link");
        let mut terminal = Setup::new(home.path()).start();
        terminal.see("▸ Play").keys("\x1b[B\x1b[B\x1b[B\x1b[C").see("‹ 15 ›");
        assert_eq!(terminal.keys("q").end_restored(), 0);
        assert_eq!(fs::read_link(folder.join("settings.toml")).expect("a link"), std::path::Path::new(to));
        let real = folder.join(to);
        let written = fs::read_to_string(&real).expect("a text");
        if to.contains("new") {
            assert!(written.contains("questions = 15\n"), "{written}");
        } else {
            assert_eq!(written, "timer = 45 # mine\nquestions = 15\n");
            assert_eq!(fs::metadata(&real).expect("a file").permissions().mode() & 0o7777, 0o600);
        }
        assert_eq!(fs::read_dir(&folder).expect("a folder").count(), 2, "nothing else is left");
    }
}

#[test]
fn settings_survive_a_restart() {
    let home = home();
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play").keys("\x1b[B\x1b[B\x1b[C").see("‹ Français ›");
    assert_eq!(terminal.keys("q").end_restored(), 0);
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Jouer");
    terminal.keys("\x1b[A\x1b[A\r").see("Réglages").keys("\x1b[B\x1b[C").see("‹ 45 s ›").keys("q").see("▸ Réglages");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Jouer").keys("\r").see("Quel sens").see_either("45 s", "44 s");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
    let names: Vec<_> = fs::read_dir(home.path().join(".config/polysemy")).expect("a folder").collect();
    assert_eq!(names.len(), 1, "nothing but the settings is left: {names:?}");
}

#[test]
fn a_home_that_cannot_be_written_does_not_disturb_the_game() {
    let home = home();
    fs::write(home.path().join(".config"), "no folder").expect("a file");
    let mut terminal = Setup::new(home.path()).start();
    terminal.see("▸ Play").keys("\x1b[B\x1b[B\x1b[C").see("‹ Français ›");
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn the_locale_chooses_the_language() {
    let spoken = [
        ("fr_FR.UTF-8", "Jouer"),
        ("fr_CA.UTF-8", "Jouer"),
        ("en_GB.UTF-8", "Play"),
        ("de_DE.UTF-8", "Play"),
        ("de_DE", "Play"),
        ("C", "Play"),
        ("C.UTF-8", "Play"),
        ("POSIX", "Play"),
        ("", "Play"),
    ];
    for (locale, play) in spoken {
        let home = home();
        let mut terminal = Setup::new(home.path()).env("LANG", locale).start();
        terminal.see(play).see("stats");
        assert_eq!(terminal.keys("q").end_restored(), 0, "{locale}");
    }
    let home = home();
    let mut terminal = Setup::new(home.path()).env("LANG", "de_DE.UTF-8").env("LC_ALL", "fr_FR.UTF-8").start();
    assert_eq!(terminal.see("Jouer").keys("q").end_restored(), 0);
    let mut terminal = Setup::new(home.path()).env("LANG", "fr_FR.UTF-8").arg("--lang=en").start();
    assert_eq!(terminal.see("▸ Play").keys("q").end_restored(), 0);
}

#[test]
fn the_console_of_linux_gets_its_lines_and_accents_and_nothing_that_it_lacks() {
    let home = home();
    let mut terminal = Setup::new(home.path()).env("TERM", "linux").arg("--lang").arg("fr").start();
    terminal.see("métier").keys("\r").see("┌").see("♦ dev");
    let text = terminal.text();
    assert!(text.contains('é') && !text.contains(['╭', '◆', '●', '’']), "{text}");
    terminal.keys("q");
}

#[test]
fn a_locale_without_utf8_gets_ascii() {
    let home = home();
    let mut terminal = Setup::new(home.path()).env("LANG", "C").start();
    terminal.see("> Play").see("p o l y s e m y");
    assert!(terminal.text().is_ascii(), "{}", terminal.text());
    assert_eq!(terminal.keys("q").end_restored(), 0);
}

#[test]
fn a_pack_with_faults_is_reported_before_the_terminal_is_taken() {
    let home = home();
    let mut terminal = Setup::new(home.path()).arg("tests/packs/bad-id.toml").start();
    terminal.see("error[bad-id]").see("cannot be played");
    assert_eq!(terminal.end_restored(), 1);
}

#[test]
fn a_pack_can_be_named_by_its_path() {
    let home = home();
    let mut terminal = Setup::new(home.path()).arg("tests/packs/good.toml").start();
    terminal.see("Two trades").see("cooks").keys("\r").see("Which “stock” is this?").keys("k").see("enter next");
    assert_eq!(terminal.keys("\x03").end_restored(), 0);
}

#[test]
fn without_a_terminal_it_says_so() {
    for (lang, sentence) in [("en_US.UTF-8", "plays in a terminal"), ("fr_FR.UTF-8", "terminal")] {
        let home = home();
        let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
        command.env_clear().env("HOME", home.path()).env("LANG", lang);
        let output = command.stdin(Stdio::piped()).output().expect("it runs");
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty(), "nothing for the next program to read");
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(said.contains(sentence) && !said.contains('\x1b'), "{said}");
    }
}
