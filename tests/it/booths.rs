//! What is said about the settings of booths: the wrong ones of `tests/booths`, each as the program says it in both
//! languages, and the one to start from.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::LazyLock;
use std::time::Duration;

use polysemy::app::booth::config::{Config, masked};
use polysemy::app::settings::Motion;
use polysemy::authoring::template;
use polysemy::game::scores::BoardScope;
use polysemy::pack::load::{self, Origin};
use polysemy::read::diagnostic::{Arg, Code};
use polysemy::text::{Lang, SafeText};
use polysemy::ui::theme::ThemeChoice;

fn booth(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.current_dir(folder).arg("booth").args(args).env_clear().env("HOME", folder.join("nobody"));
    command.env("LANG", "en_GB.UTF-8").output().expect("it runs")
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("text")
}

/// What is said about a file of settings in a language, and the status.
fn said(file: &str, lang: Lang) -> (String, Option<i32>) {
    let output = booth(Path::new("tests/booths"), &["--config", file, "--lang", lang.code()]);
    assert_eq!(out(&output), "");
    (err(&output), output.status.code())
}

/// Settings by name, what is said about them in English and in French, and the status.
type Said = (String, [String; 2], Option<i32>);

/// Those of `tests/booths`, and two that are no files.
static SAID: LazyLock<Vec<Said>> = LazyLock::new(|| {
    let names = fs::read_dir("tests/booths").expect("the folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = names.map(|name| name.into_string().expect("text")).collect();
    names.retain(|name| name.ends_with(".toml"));
    names.sort();
    names.extend(["nothing.toml".to_owned(), "packs".to_owned()]);
    let all = names.into_iter().map(|file| {
        let ((en, status), (fr, _)) = (said(&file, Lang::En), said(&file, Lang::Fr));
        (file.trim_end_matches(".toml").to_owned(), [en, fr], status)
    });
    all.collect()
});

/// The kinds of fault that these examples show.
pub fn codes() -> Vec<Code> {
    let shown = |code: &Code| SAID.iter().any(|(_, [en, _], _)| en.contains(&format!("[{}]", code.name())));
    Code::ALL.iter().copied().filter(shown).collect()
}

#[test]
fn every_example_is_reported_as_it_was() {
    for (name, [en, fr], _) in SAID.iter().filter(|(name, ..)| !name.starts_with("good")) {
        insta::assert_snapshot!(format!("booth_{}", name.replace('-', "_")), format!("{en}\n{fr}"));
    }
}

#[test]
fn an_example_has_faults_unless_it_is_called_good() {
    for (name, [en, fr], status) in SAID.iter() {
        if name.starts_with("good") {
            // Nothing is wrong but that a test has no terminal.
            assert_eq!(*status, Some(2), "{name}: {en}");
            assert!(en.starts_with("error: ") && en.lines().count() == 1, "{name}: {en}");
        } else {
            assert_eq!(*status, Some(2), "{name}: {en}");
            assert!(en.contains("error[") && fr.contains("erreur["), "{name}: {en}");
        }
    }
}

#[test]
fn an_example_shows_the_fault_after_which_it_is_called() {
    for (name, [en, _], _) in SAID.iter() {
        if Code::ALL.iter().any(|code| code.name() == name) {
            assert!(en.contains(&format!("[{name}]")), "{name}: {en}");
        }
    }
}

#[test]
fn no_secret_is_ever_repeated() {
    for (name, both, _) in SAID.iter() {
        for said in both {
            for secret in ["hunter2", "noor:", "2580", "4321", "25-80", "zéro"] {
                assert!(!said.contains(secret), "{name}: {said}");
            }
        }
    }
}

#[test]
fn what_is_hidden_has_the_places_of_what_is_written() {
    for (name, ..) in SAID.iter() {
        let Ok(text) = fs::read_to_string(format!("tests/booths/{name}.toml")) else { continue };
        let masked = masked(&text);
        assert_eq!(masked.len(), text.len());
        assert!(masked.lines().zip(text.lines()).all(|(masked, text)| masked.chars().count() == text.chars().count()));
    }
}

/// The example with a PIN, and with the keys that are switched off switched on.
fn filled_in(lang: Lang) -> (String, String) {
    let with_pin = template::booth(lang).replacen("pin = \"\"", "pin = \"2580\"", 1);
    let on = |line: &str| match line.strip_prefix('#') {
        Some(key) if !key.starts_with(' ') => format!("{key}\n"),
        _ => format!("{line}\n"),
    };
    let all = with_pin.lines().map(on).collect();
    (with_pin, all)
}

#[test]
fn the_example_lacks_a_pin_and_nothing_else() {
    for lang in Lang::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let output = booth(folder.path(), &["--example", "--lang", lang.code()]);
        assert_eq!((out(&output).as_str(), output.status.code()), (template::booth(lang), Some(0)));
        let found = Config::read(template::booth(lang)).faults;
        assert_eq!(found.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::NoPin]);
        let (with_pin, _) = filled_in(lang);
        let usual = Config { pin: SafeText::new("2580"), ..Config::default() };
        let mut read = Config::read(&with_pin).usable().expect("no faults");
        // Its own language stands first.
        assert_eq!(read.languages.first(), Some(&lang));
        read.languages.sort();
        assert_eq!(read, usual, "the example names the usual values");
    }
}

#[test]
fn every_key_of_the_example_can_be_switched_on_and_is_in_the_guide() {
    let guide = fs::read_to_string("docs/booth.md").expect("the guide");
    for lang in Lang::ALL {
        let (_, all) = filled_in(lang);
        let read = Config::read(&all);
        assert_eq!(read.faults, [], "{all}");
        assert_eq!(read.places.files.len(), 4);
        let config = read.usable().expect("no faults");
        assert!(config.event.is_some() && config.line.is_some() && config.booth.is_some());
        let share = config.share.expect("a shared board");
        assert!(share.encrypted && share.authority.is_some() && share.credentials.is_some());
        let table: toml::Table = all.parse().expect("TOML");
        for (key, value) in &table {
            let below = value.as_table().into_iter().flat_map(|table| table.keys());
            for key in below
                .map(|below| format!("{key}.{below}"))
                .chain([key.clone()].into_iter().filter(|_| !value.is_table()))
            {
                assert!(guide.contains(&format!("`{key}`")), "{key} is not in the guide");
            }
        }
        // There is no key that the example does not name.
        let top: BTreeSet<&str> = table.keys().map(String::as_str).collect();
        let unknown = Config::read("zzz = 1\npin = \"2580\"").faults.remove(0);
        let known = unknown.args.iter().find(|(name, _)| *name == "known").expect("the keys");
        let Arg::Text(known) = &known.1 else { panic!("{known:?}") };
        assert_eq!(known.split(", ").collect::<BTreeSet<_>>(), top);
    }
}

#[test]
fn settings_are_read_as_they_are_written() {
    let text = fs::read_to_string("tests/booths/good-everything.toml").expect("a text");
    let config = Config::read(&text).usable().expect("no faults").resolved(Path::new("/srv/booth"));
    assert_eq!(config.packs.len(), 3);
    assert_eq!((config.questions, config.time, config.board), (7, None, BoardScope::Event));
    assert_eq!((config.idle, config.countdown), (Duration::from_secs(60), Duration::from_secs(20)));
    assert_eq!((config.theme, config.motion, config.ascii), (ThemeChoice::HighContrast, Motion::Reduced, true));
    assert_eq!(config.logo.as_deref(), Some(Path::new("/srv/booth/../../docs/pictures/report-page.png")));
    assert_eq!(config.names.refused.as_deref(), Some(Path::new("/srv/booth/good.txt")));
    assert!(!config.names.letters && config.names.words);
    let share = config.share.expect("a shared board");
    assert_eq!((share.url.as_str(), share.encrypted), ("postgres://board.example:5433/booths", false));
    assert_eq!(share.credentials.as_deref(), Some(Path::new("/srv/booth/good.txt")));
}

#[test]
fn a_countdown_is_never_longer_than_the_wait_and_nothing_is_offered_that_packs_lack() {
    let read = |more: &str| Config::read(&format!("pin = \"2580\"\n{more}")).usable().expect("no faults");
    assert_eq!(read("[idle]\nseconds = 20").countdown, Duration::from_secs(20) / 3);
    assert_eq!(read("[idle]\nseconds = 600").countdown, Duration::from_secs(200));
    assert_eq!(read("[idle]\ncountdown = 90").countdown, Duration::from_secs(90));
    let pack = load::load(&Origin::Path("tests/booths/packs/french.toml".into()));
    let pack = pack.checked.pack.expect("a pack");
    let mut checked = Config::read("pin = \"2580\"");
    checked.hold_against(&[(&SafeText::new("french"), &pack)]);
    assert_eq!(checked.usable().expect("no faults").languages, [Lang::Fr]);
}

#[test]
fn a_mistake_on_the_command_line_leads_to_the_help() {
    let output = booth(Path::new("."), &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("--config") && err(&output).contains("see: polysemy booth --help"),
        "{}",
        err(&output)
    );
    let help = booth(Path::new("."), &["--help", "--lang", "fr"]);
    assert!(out(&help).contains("tenir un stand"), "{}", out(&help));
}

/// Settings with a secret at every place where somebody may put one.
const SECRETS: &str = r#"pin = "HUNTER2"
booth = "left" # no secret
[event]
name = { en = "NapConf", fr = "NapConf" }
[share]
url = "postgres://noor:HUNTER2@board.example/booths?password=HUNTER2" # HUNTER2
password = """
HUNTER2
"""
passwort = 'HUNTER2'
"#;

proptest::proptest! {
    #[test]
    fn a_torn_file_tells_no_secret_either(
        slips in proptest::collection::vec((0..SECRETS.len(), proptest::option::of("[\"'=:#\\[\\]{}\n, a-z\\\\é@/.]")), 1..6),
    ) {
        let mut text = SECRETS.to_owned();
        for (at, slip) in slips {
            let at = (0..=at.min(text.len() - 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            match slip {
                Some(slip) => text.insert_str(at, &slip),
                // Line feeds are kept: who joins a secret to a comment has made it one.
                None if !text[at..].starts_with('\n') => drop(text.remove(at)),
                None => {}
            }
        }
        let shown = masked(&text);
        proptest::prop_assert_eq!(shown.len(), text.len());
        proptest::prop_assert!(!shown.contains("HUNTER2"), "{}\n\n{}", text, shown);
        // A report quotes what is shown, and says what the faults hold.
        let faults = Config::read(&text).faults;
        proptest::prop_assert!(!format!("{faults:?}").contains("HUNTER2"), "{}\n\n{:?}", text, faults);
    }
}
