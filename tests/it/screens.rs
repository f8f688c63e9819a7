//! What the screens look like, text and styles, and that nothing a player does breaks them.

use std::time::Duration;

use crossterm::event::KeyCode;
use polysemy::app::booth::config::Config;
use polysemy::app::settings::{Expected, Odd, Settings};
use polysemy::app::{Msg, News, Notice, Screen};
use polysemy::context::KINDS;
use polysemy::game::scores::{Board, BoardRow, BoardScope, RunId, Score};
use polysemy::text::{Lang, SafeText};
use polysemy::ui::Act;
use polysemy::ui::theme::{Depth, ThemeChoice};
use proptest::prelude::*;

use crate::dump::Dump;
use crate::play::{Player, dark, entry, skin, talk, text};
use crate::small::trades;

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// Takes one snapshot a size and language of the screens that `show` adds.
fn snapshots(group: &str, show: impl Fn(&mut dyn FnMut(&str, &Player), (u16, u16), Lang)) {
    for size in SIZES {
        for lang in Lang::ALL {
            let mut dump = Dump::default();
            let mut add = |name: &str, player: &Player| dump.add(name, &player.draw(&dark(lang)).0);
            show(&mut add, size, lang);
            insta::assert_snapshot!(format!("{group}_{}x{}_{}", size.0, size.1, lang.code()), dump.finish());
        }
    }
}

fn player(size: (u16, u16), lang: Lang) -> Player {
    Player { size, ..Player::new(lang) }
}

/// The first question that has a kind of context, and is asked in a language.
fn first_of(kind: &str, lang: Lang) -> String {
    let pack = talk();
    let found = pack.questions(lang).find(|(_, question)| question.context.kind() == kind);
    found.unwrap_or_else(|| panic!("the built-in pack has no {kind}")).1.id.to_string()
}

/// A player at the first question that has a kind of context.
fn at_first(kind: &str, size: (u16, u16), lang: Lang) -> Player {
    let mut player = player(size, lang);
    player.begin_with(&first_of(kind, lang), lang);
    player
}

#[test]
fn title_settings_and_what_lies_over_the_title() {
    snapshots("menus", |add, size, lang| {
        let mut title = player(size, lang);
        add("title", &title);
        add("title, third line selected", title.play("down down"));
        add("keys", title.play("?"));
        add("run code", title.play("esc r type:k7f2-q"));
        add("not a code", title.play("enter"));
        title.app.notice =
            Some(Notice::SettingsKept(SafeText::new("/home/noor/.config/polysemy/settings.broken-1.toml")));
        add("settings put aside", &title);
        let odd =
            |key: &str, found: &str, expected| Odd { key: SafeText::new(key), found: SafeText::new(found), expected };
        let themes = ThemeChoice::NAMES.map(|(name, _)| name).join(", ");
        title.app.notice = Some(Notice::SettingsOdd(vec![
            odd("theme", "\"solarised\"", Expected::OneOf(SafeText::new(&themes))),
            odd("a-key-of-a-later-versio…", "true", Expected::Nothing),
            odd("timer", "20", Expected::Nothing),
        ]));
        add("settings that do not hold", &title);
        let settings = Settings { language: Some(lang), ..Settings::default() };
        let other = trades("duo", 2, if lang == Lang::En { Lang::Fr } else { Lang::En });
        add("other language", &Player { size, ..Player::of(std::slice::from_ref(&other), settings.clone()) });
        add("pack with faults", &Player { size, ..Player::with(vec![(entry(&other), None)], settings) });
        let mut settings = player(size, lang);
        add("settings", settings.play("up up enter"));
        add("settings, changed", settings.play("down right down right right right down right"));
        add("too small", &Player { size: (size.0 / 2, 20), ..player(size, lang) });
    });
}

#[test]
fn a_booth_and_what_its_visitors_go_through() {
    snapshots("booth", |add, size, lang| {
        let config = Config { languages: vec![lang, Lang::ALL[1 - lang as usize]], ..crate::booth::config() };
        let mut booth = Player { size, ..Player::at_booth(config) };
        add("title", booth.play("tick:1s"));
        add("question", booth.play("tick:8s"));
        add("answer", booth.play("tick:14s tick:2s"));
        booth.app.update(Msg::Stir { wakes: true });
        add("language", booth.play("tick:1s"));
        booth.play("1 tick:1s");
        add("first question", &booth);
        while matches!(booth.app.screen(), Screen::Round(_)) {
            let right = booth.game().answers.len() % 3 != 1;
            let key = booth.answer_key(right);
            booth.play(&format!("tick:1s {key} tick:1s enter"));
        }
        add("portrait, at first", &booth);
        add("portrait", booth.play("tick:4s"));
        add("card", booth.play("s"));
        add("name", booth.play("s tick:1s enter tick:1s type:mo"));
        booth.play("1");
        let row = |place, name: Option<&str>, points, own| BoardRow {
            id: RunId(place),
            place: place as u32,
            name: name.map(SafeText::new),
            score: Score { points, right: 4, asked: 5, took: Duration::from_secs(61) },
            own,
        };
        let rows =
            vec![row(1, Some("Lazy Gradient"), 1240, false), row(2, None, 980, false), row(3, Some("MOA"), 455, true)];
        let board = Board { scope: BoardScope::Today, rows, own: Some(row(41, Some("MOA"), 455, true)), games: 57 };
        booth.app.update(Msg::News(News::Board(board.clone())));
        add("board", booth.play("tick:3s"));
        booth.app.update(Msg::News(News::Board(Board { rows: Vec::new(), own: None, games: 0, ..board })));
        add("nobody", &booth);
        booth.act(Act::Operator);
        add("PIN", booth.play("type:12"));
        add("wrong", booth.play("enter"));
        add("panel", booth.play("tick:9s type:4711 enter"));
        add("sure", booth.play("up enter"));
    });
}

#[test]
fn a_question_of_every_kind() {
    snapshots("questions", |add, size, lang| {
        for kind in KINDS {
            add(kind, &at_first(kind, size, lang));
        }
    });
}

#[test]
fn a_question_as_its_game_goes_on() {
    snapshots("round", |add, size, lang| {
        let mut player = at_first("chat", size, lang);
        add("second answer selected, time passed", player.play("tick:12s right"));
        add("hurry", player.play("tick:14s"));
        add("hint", player.play("h"));
        add("pause", player.play("p"));
        add("keys", player.play("p ?"));
        add("leave", player.play("? esc"));
        player.play("esc");
        let key = player.answer_key(true);
        add("right after the hint", player.play(&key));
        add("keys after the answer", player.play("?"));
        player.play("? enter").say(true);
        let key = player.answer_key(true);
        add("right for the third time", player.play(&key));
        for kind in KINDS {
            let mut player = at_first(kind, size, lang);
            let key = player.answer_key(false);
            add(&format!("miss, {kind}"), player.play(&key));
        }
        let mut late = at_first("log", size, lang);
        add("time is up", late.play("tick:31s"));
        let settings = Settings { language: Some(lang), timer: Some(0), ..Settings::default() };
        let mut own = Player { size, ..Player::of(&[trades("own", 4, lang)], settings) };
        add("four domains, no timer", own.play("enter"));
        add("four domains, hint", own.play("h"));
    });
}

#[test]
fn what_comes_after_a_game() {
    snapshots("after", |add, size, lang| {
        let mut player = at_first("plot", size, lang);
        player.say(true).say(true).play("tick:31s enter").say(false).say(true);
        add("results", &player);
        add("results, last selected", player.play("down down down"));
        add("review, right", player.play("enter"));
        add("review, miss", player.play("left"));
        add("glossary of the question", player.play("g"));
        add("glossary, search", player.play("type:model"));
        add("glossary, nothing found", player.play("type:zz"));
        player.play("esc esc esc n").finish(&[true, false, false]);
        let settings = Settings { language: Some(lang), questions: 0, ..Settings::default() };
        let mut all = Player { size, ..Player::of(&[talk()], settings) };
        all.play("enter").finish(&[true]);
        add("results of all questions", all.play("pgdn pgdn"));
    });
}

#[test]
fn every_theme() {
    let themes = [
        ("light", ThemeChoice::Light, Depth::True, false),
        ("high_contrast", ThemeChoice::HighContrast, Depth::True, false),
        ("256_colours", ThemeChoice::Dark, Depth::Indexed, false),
        ("16_colours", ThemeChoice::Ansi, Depth::True, false),
        ("no_colour", ThemeChoice::Dark, Depth::None, false),
        ("ascii", ThemeChoice::Dark, Depth::Sixteen, true),
    ];
    for (name, theme, depth, ascii) in themes {
        let mut dump = Dump::default();
        let skin = skin(Lang::En, theme, depth, ascii);
        let mut add = |name: &str, player: &Player| dump.add(name, &player.draw(&skin).0);
        let mut player = at_first("plot", SIZES[0], Lang::En);
        add("title", &Player::new(Lang::En));
        add("question", &player);
        let key = player.answer_key(false);
        add("feedback", player.play(&key));
        add("form", &at_first("form", SIZES[0], Lang::En));
        insta::assert_snapshot!(format!("theme_{name}"), dump.finish());
    }
}

#[test]
fn in_ascii_every_screen_is_ascii() {
    for lang in Lang::ALL {
        let skin = skin(lang, ThemeChoice::Dark, Depth::Sixteen, true);
        for (_, question) in talk().questions(lang) {
            let mut player = Player::new(lang);
            player.begin_with(&question.id, lang);
            let key = player.answer_key(true);
            for script in ["", "h", &key] {
                let shown = text(&player.play(script).draw(&skin).0);
                assert!(shown.is_ascii(), "{}: {shown}", question.id);
            }
        }
    }
}

#[test]
fn without_colours_no_cell_has_one() {
    let skin = skin(Lang::En, ThemeChoice::HighContrast, Depth::None, false);
    for kind in KINDS {
        let mut player = at_first(kind, SIZES[0], Lang::En);
        for script in ["", "1"] {
            let buf = player.play(script).draw(&skin).0;
            let reset = ratatui::style::Color::Reset;
            assert!(buf.content.iter().all(|cell| cell.fg == reset && cell.bg == reset), "{kind}");
        }
    }
}

/// Anything a player may do, or that may happen.
#[derive(Debug, Clone)]
enum Deed {
    Key(KeyCode),
    Click(u16, u16),
    Tick(u64),
    Resize(u16, u16),
}

fn deeds() -> impl Strategy<Value = Deed> {
    use KeyCode::*;
    let moves = vec![Up, Down, Left, Right, Enter, Esc, PageUp, PageDown, Home, End, Backspace, Delete, Tab, F(1)];
    prop_oneof![
        6 => prop::sample::select(moves).prop_map(Deed::Key),
        6 => prop::sample::select("123456789 abcdefghijklmnopqrstuvwxyz?-éA".chars().collect::<Vec<_>>())
            .prop_map(|c| Deed::Key(Char(c))),
        1 => any::<char>().prop_map(|c| Deed::Key(Char(c))),
        3 => (0u16..300, 0u16..100).prop_map(|(x, y)| Deed::Click(x, y)),
        2 => (0u64..40_000).prop_map(Deed::Tick),
        1 => (1u16..=300, 1u16..=100).prop_map(|(x, y)| Deed::Resize(x, y)),
        2 => (80u16..=130, 24u16..=45).prop_map(|(x, y)| Deed::Resize(x, y)),
    ]
}

/// Asserts what holds at any time.
fn sound(player: &Player) {
    let lang = player.app.lang();
    let shown = player.text();
    assert!(!shown.trim().is_empty(), "an empty screen: {:?}", player.app.screen());
    if let Screen::Round(round) = player.app.screen() {
        assert!(round.shown().is_some(), "a round without a question");
    }
    let large = player.size.0 >= polysemy::ui::SMALLEST.0 && player.size.1 >= polysemy::ui::SMALLEST.1;
    let (buf, _) = player.draw(&skin(lang, ThemeChoice::Ansi, Depth::Sixteen, true));
    assert!(!large || text(&buf).is_ascii(), "not ASCII:\n{}", text(&buf));
}

fn do_it(player: &mut Player, deed: Deed) {
    match deed {
        Deed::Key(code) => player.key(code),
        Deed::Tick(ms) => drop(player.play(&format!("tick:{ms}ms"))),
        Deed::Resize(width, height) => player.size = (width, height),
        Deed::Click(x, y) => {
            let act = player.draw(&dark(player.app.lang())).1.at(x % player.size.0, y % player.size.1).cloned();
            if let Some(act) = act {
                player.act(act);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_a_player_does_breaks_a_screen(deeds in prop::collection::vec(deeds(), 1..80), fr: bool) {
        let lang = if fr { Lang::Fr } else { Lang::En };
        let packs = [talk(), trades("duo", 2, Lang::Fr), trades("quartet", 4, Lang::En)];
        let mut packs: Vec<_> = packs.into_iter().map(|pack| (entry(&pack), Some(pack))).collect();
        packs.push((entry(&trades("broken", 3, Lang::En)), None));
        let settings = Settings { language: Some(lang), questions: 5, ..Settings::default() };
        let mut player = Player::with(packs, settings);
        for deed in deeds {
            do_it(&mut player, deed);
            sound(&player);
        }
    }

    #[test]
    fn nothing_that_happens_in_a_class_breaks_a_screen(deeds in prop::collection::vec(deeds(), 1..120), four: bool) {
        let pack = if four { trades("quartet", 4, Lang::Fr) } else { talk() };
        let mut player = Player::in_class(&pack, Lang::Fr, Vec::new());
        for deed in deeds {
            do_it(&mut player, deed);
            sound(&player);
        }
    }

    #[test]
    fn every_size_shows_something(width in 1u16..=300, height in 1u16..=100, at in 0usize..8) {
        let script = ["", "enter", "enter h", "enter 1", "enter p", "g", "up up enter", "r"][at];
        let mut player = player((width, height), Lang::Fr);
        sound(player.play(script));
    }
}

#[test]
#[ignore = "prints every question for people to read"]
fn print_all() {
    for lang in Lang::ALL {
        for (_, question) in talk().questions(lang) {
            let mut player = Player::new(lang);
            player.begin_with(&question.id, lang);
            let key = player.answer_key(false);
            player.play(&key);
            println!("=== {} {}\n{}", question.id, lang.code(), player.text());
        }
    }
}
