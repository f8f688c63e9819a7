//! A pack while it is being written: keys walk through its questions, what is saved is followed, and faults lie over the
//! last edition that had none.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use crossterm::event::KeyCode;
use polysemy::app::preview::{Preview, Saved, Told};
use polysemy::app::settings::Settings;
use polysemy::app::{App, Effect, Msg, Screen, Start};
use polysemy::authoring::{layout, lint, report};
use polysemy::pack::check::check;
use polysemy::pack::load::{self, Loaded, Origin};
use polysemy::pack::{Pack, QuestionRef};
use polysemy::read::diagnostic::{Code, Diagnostic, Source};
use polysemy::text::{Lang, SafeText};
use polysemy::ui::Act;
use polysemy::ui::theme::{Depth, ThemeChoice};
use polysemy::words::Words;
use proptest::prelude::*;

use crate::dump::Dump;
use crate::play::{Player, dark, entry, skin, talk, text};

/// A pack of two words with two senses each, in English and French, asked as these lines say: id, key, what is shown.
fn toml(questions: &[(&str, &str, &str)]) -> String {
    let mut toml = "format = 1\nid = \"duo\"\ntitle = \"Duo\"\nlanguages = [\"en\", \"fr\"]\n".to_owned();
    for term in ["bolt", "seal"] {
        let _ = writeln!(toml, "[[term]]\nid = \"{term}\"\nname = \"{term}\"");
        for (domain, gloss) in [("dev", "a thing of the trade"), ("ml", "another thing of it")] {
            let _ = writeln!(toml, "[[term.sense]]\ndomain = \"{domain}\"\ngloss = \"{gloss}\"");
        }
        for (id, key, shown) in questions.iter().filter(|(id, ..)| id.starts_with(term)) {
            let explanation = format!("{{ en = \"They say `{shown}`.\", fr = \"On dit `{shown}`.\" }}");
            let _ = writeln!(
                toml,
                "[[term.question]]\nid = \"{id}\"\nkey = \"{key}\"\ntell = \"{shown}\"\nexplanation = {explanation}\n\
                 context.log.text = \"So {shown} it is.\"",
            );
        }
    }
    toml
}

const FIVE: [(&str, &str, &str); 5] = [
    ("bolt-one", "dev", "first"),
    ("bolt-two", "ml", "second"),
    ("bolt-three", "dev", "third"),
    ("seal-one", "dev", "fourth"),
    ("seal-two", "ml", "fifth"),
];

/// The same with one of them different.
fn with(at: usize, question: (&'static str, &'static str, &'static str)) -> String {
    let mut questions = FIVE;
    questions[at] = question;
    toml(&questions)
}

fn told(mut loaded: Loaded, lang: Lang) -> Saved {
    let gone = loaded.checked.faults.iter().any(|fault| fault.code == Code::NotFound);
    let told = Told { text: report::text_within(&loaded, &Words::of(lang), 76), count: loaded.checked.faults.len() };
    let pack = loaded.checked.pack.take().map(Arc::new);
    Saved { pack, sources: loaded.sources.into(), told, at: Some("12:03".to_owned()), gone }
}

/// What came of saving a text.
fn saved(toml: &str) -> Saved {
    let sources = vec![Source { name: SafeText::new("duo.toml"), text: toml.to_owned() }];
    let checked = check(&sources, &|_, _| Err((Code::NoDataFile, SafeText::default())), true);
    told(Loaded { sources, checked, ..Loaded::default() }, Lang::En)
}

/// Somebody who previews a pack.
fn trainer(question: Option<&str>, lang: Lang, size: (u16, u16)) -> Player {
    let start = Start {
        settings: Settings { language: Some(lang), ..Settings::default() },
        catalogue: vec![entry(&talk())],
        locale: lang,
        entropy: 7,
        ..Start::default()
    };
    let (app, effects) = App::on(start, Preview::new(question.map(str::to_owned), lang));
    Player { app, effects, packs: Vec::new(), size, writes: true, seen: None }
}

/// Saves a text, and takes in what follows.
fn save(player: &mut Player, toml: &str) {
    take(player, saved(toml));
}

fn take(player: &mut Player, saved: Saved) {
    let effects = player.app.update(Msg::Saved(Box::new(saved)));
    for effect in effects {
        match effect {
            Effect::Prepare { pack, question, lang } => {
                let ready = pack.at(question).1.context.make_ready(lang).map(Arc::new);
                player.app.update(Msg::Prepared { pack, question, lang, ready });
            }
            effect => player.effects.push(effect),
        }
    }
}

/// A trainer at the five questions.
fn at_five() -> Player {
    let mut player = trainer(None, Lang::En, (120, 40));
    save(&mut player, &toml(&FIVE));
    player
}

fn preview(player: &Player) -> &Preview {
    match player.app.screen() {
        Screen::Preview(preview) => preview,
        other => panic!("no preview: {other:?}"),
    }
}

/// The id of the question that is shown.
fn id(player: &Player) -> String {
    preview(player).shown.as_ref().map(|shown| shown.at().1.id.to_string()).unwrap_or_default()
}

fn is_answered(player: &Player) -> bool {
    player.text().contains("They say") || player.text().contains("On dit")
}

#[test]
fn keys_walk_through_the_questions() {
    let mut player = at_five();
    player.see("So first it is").see("1/5").see("bolt-one");
    let steps = [
        ("n", "bolt-two"),
        ("right", "bolt-three"),
        ("p", "bolt-two"),
        ("left left left", "bolt-one"),
        ("end", "seal-two"),
        ("n", "seal-two"),
        ("home", "bolt-one"),
        ("N", "seal-one"),
        ("N", "seal-one"),
        ("n P", "bolt-one"),
        ("pgdn", "seal-one"),
        ("pgup", "bolt-one"),
    ];
    for (keys, wanted) in steps {
        player.play(keys);
        assert_eq!(id(&player), wanted, "after {keys}");
    }
}

#[test]
fn a_question_is_answered_and_asked_again() {
    let mut player = at_five();
    player.play("enter").see("✓ right").see("They say first");
    player.play("enter").see("Which “bolt” is this?");
    player.play("2").see("✗ easily confused").see("c compare");
    player.play("c").see("So second it is").play("c").see("So first it is");
    player.play("1").see("✓ right");
    player.play("m").see("✗ easily confused");
    player.play("space").see("Which “bolt” is this?").play("h").see("another thing of it").play("h");
    assert!(!player.text().contains("another thing of it"));
    player.play("down 4");
    assert!(!is_answered(&player), "there is no fourth domain");
}

#[test]
fn language_size_theme_and_ascii_are_chosen_and_written_nowhere() {
    let mut player = at_five();
    player.play("enter l").see("On dit first").see("  fr  ").see("✓ exact");
    player.play("l").see("They say first");
    player.see("120x38").play("s").see("80x24").see("╭──────────").play("s").see("120x40");
    player.size = (80, 24);
    player.see("120x40, cut").see("no faults").play("s").see("80x24");
    assert!(!player.text().contains("cut"));
    for theme in [ThemeChoice::Light, ThemeChoice::HighContrast, ThemeChoice::Ansi, ThemeChoice::Dark] {
        player.play("t");
        assert_eq!(player.app.settings.theme, theme);
    }
    assert!(!player.app.ascii());
    player.play("a");
    assert!(player.app.ascii());
    let buf = player.draw(&skin(Lang::En, ThemeChoice::Dark, Depth::Sixteen, true)).0;
    assert!(text(&buf).is_ascii(), "{}", text(&buf));
    player.play("enter enter enter n enter q");
    let harmless = |effect: &Effect| matches!(effect, Effect::Inspect { .. } | Effect::Quit);
    assert!(player.effects.iter().all(harmless), "{:?}", player.effects);
}

#[test]
fn whoever_leaves_the_preview_leaves_the_program() {
    for keys in ["q", "esc", "/ esc q", "2 c q", "2 q", "2 c esc esc esc"] {
        let mut player = at_five();
        player.play(keys);
        assert_eq!(player.effects.last(), Some(&Effect::Quit), "{keys}");
    }
    let mut broken = trainer(None, Lang::En, (80, 24));
    save(&mut broken, "format = ");
    broken.play("esc");
    assert_eq!(broken.effects.last(), Some(&Effect::Quit));
}

#[test]
fn esc_goes_one_step_back() {
    let mut player = at_five();
    player.play("2 c").see("So second it is").play("esc").see("✗ easily confused").see("So first it is");
    player.play("esc").see("Which “bolt” is this?");
    assert!(!is_answered(&player) && player.effects.iter().all(|effect| *effect != Effect::Quit));
    player.play("?").see("esc             back");
}

#[test]
fn the_smallest_terminal_says_how_to_go_back() {
    for (lang, back) in [(Lang::En, "esc back"), (Lang::Fr, "esc retour")] {
        let mut player = trainer(None, lang, (80, 24));
        save(&mut player, &toml(&FIVE));
        player.play("/").see(back).click(back);
        assert!(!player.text().contains(back));
        save(&mut player, "format = ");
        player.play("f").see(back).click(back).see("So first it is");
    }
}

#[test]
fn the_first_error_is_shown_whole_before_anything_else() {
    let mut player = trainer(None, Lang::En, (80, 24));
    save(&mut player, &toml(&FIVE));
    let log = "context.log.text = \"So first it is.\"";
    let code = "context.code = { language = \"pyhton\", text = \"So first it is.\" }";
    let warned = toml(&FIVE).replacen(log, code, 1);
    save(&mut player, &warned.replacen("explanation", "explanaton", 2).replacen("explanaton", "explanation", 1));
    player.see("error[unknown-key]").see("did you mean `explanation`?").see("known here:").see("f faults");
    assert!(!player.text().contains("unknown-code-language"), "{}", player.text());
}

#[test]
fn what_is_changed_is_shown() {
    let mut player = at_five();
    save(&mut player, &with(3, ("seal-one", "dev", "changed")));
    assert_eq!(id(&player), "seal-one", "the only one that changed");
    player.see("So changed it is").see("4/5").see("saved 12:03");
    player.play("home");
    save(&mut player, &toml(&[FIVE[0], FIVE[1], FIVE[2], FIVE[3], FIVE[4], ("seal-new", "dev", "sixth")]));
    player.play("home");
    let mut many = FIVE;
    (many[2].2, many[4].2) = ("this", "that");
    save(&mut player, &toml(&many));
    assert_eq!(id(&player), "bolt-one", "of many that changed none is meant");
}

#[test]
fn a_new_question_is_shown() {
    let mut player = at_five();
    let mut questions = FIVE.to_vec();
    questions.insert(2, ("bolt-new", "ml", "fresh"));
    save(&mut player, &toml(&questions));
    assert_eq!(id(&player), "bolt-new");
    player.see("3/6");
}

#[test]
fn the_place_is_kept_or_the_nearest_taken() {
    let mut player = at_five();
    player.play("n n");
    save(&mut player, &toml(&FIVE));
    assert_eq!(id(&player), "bolt-three");
    save(&mut player, &toml(&[FIVE[0], FIVE[1], FIVE[3], FIVE[4]]));
    assert_eq!(id(&player), "seal-one", "what has taken its place");
    player.play("end");
    save(&mut player, &toml(&[FIVE[0], FIVE[1], FIVE[3], ("seal-other", "ml", "sixth")]));
    assert_eq!(id(&player), "seal-other", "one with another name");
    save(&mut player, &toml(&FIVE[..2]).replace("[[term]]\nid = \"seal\"", "[[term]]\nid = \"seal\"\nname = 3"));
    assert_eq!(id(&player), "seal-other", "faults change nothing");
    let only: String = toml(&FIVE[..2]).split_inclusive("[[term]]").take(2).collect();
    save(&mut player, only.trim_end_matches("[[term]]"));
    assert_eq!(id(&player), "bolt-two", "the last one that is left");
}

#[test]
fn an_answer_stays_while_its_question_is_written() {
    let mut player = at_five();
    player.play("2").see("✗ easily confused");
    save(&mut player, &with(0, ("bolt-one", "dev", "better")));
    player.see("They say better").see("✗ easily confused");
    save(&mut player, &with(0, ("bolt-one", "ml", "better")));
    player.see("They say better").see("✓ right");
    // Nothing changed at all.
    save(&mut player, &with(0, ("bolt-one", "ml", "better")));
    player.see("They say better").see("✓ right");
}

#[test]
fn a_figure_goes_on_unless_it_changed() {
    let figure = |sd: u32, explanation: &str| {
        toml(&FIVE)
            .replacen(
                "context.log.text = \"So first it is.\"",
                &format!(
                    "[term.question.context.figure]\ntype = \"normal\"\nalt = \"A curve.\"\nmean = 11\nsd = {sd}\n"
                ),
                1,
            )
            .replacen("tell = \"first\"", "tell = \"μ = 11\"", 1)
            .replacen("They say `first`", explanation, 1)
    };
    let mut player = trainer(None, Lang::En, (120, 40));
    save(&mut player, &figure(3, "One"));
    let frame = |player: &Player| {
        let shown = preview(player).shown.as_ref().expect("a question");
        shown.round().expect("a round").exhibit.frame()
    };
    assert!(player.app.wake().is_some(), "it moves");
    player.play("tick:20s");
    let ended = frame(&player);
    assert_eq!(player.app.wake(), None, "it rests");
    save(&mut player, &figure(3, "Two"));
    assert_eq!(frame(&player), ended);
    save(&mut player, &figure(4, "Two"));
    assert!(frame(&player) < ended && player.app.wake().is_some());
    player.play("tick:20s r");
    assert!(player.app.wake().is_some(), "it is replayed");
    player.play("?");
    assert_eq!(player.app.wake(), None, "not behind the keys");
}

#[test]
fn faults_lie_over_the_last_good_state_and_vanish() {
    let mut player = at_five();
    player.play("n enter").see("no faults");
    save(&mut player, &with(1, ("bolt-two", "lm", "second")));
    player.see("fault").see("error[unknown-domain]").see("duo.toml:").see("saved 12:03");
    assert_eq!(id(&player), "bolt-two");
    player.see("So second it is");
    player.play("f").see("did you mean `ml`?");
    assert!(!player.text().contains("So second it is"), "they are shown in full");
    save(&mut player, &toml(&FIVE));
    player.see("no faults").see("They say second");
    assert!(!player.text().contains("error["));
}

#[test]
fn a_pack_that_is_gone_is_said_and_comes_back() {
    let mut player = at_five();
    let nothing = load::check(&Origin::Path("there/is/no/such.toml".into()));
    take(&mut player, told(nothing, Lang::En));
    player.see("the pack is not there").see("such.toml").see("So first it is");
    assert!(!player.text().contains("saved"), "{}", player.text());
    save(&mut player, &toml(&FIVE));
    player.see("no faults").see("So first it is");
}

#[test]
fn a_pack_with_faults_at_the_start_is_waited_for() {
    let mut player = trainer(Some("seal-one"), Lang::En, (80, 24));
    player.see("reading the pack");
    assert_eq!(player.app.wake(), None);
    save(&mut player, "format = 1\nid = \"Duo\"\n");
    player.see("error[bad-id]").see("as soon as the pack has no faults");
    player.play("down down down end home pgdn n enter 1 l s a / ? esc");
    save(&mut player, &toml(&FIVE));
    assert_eq!(id(&player), "seal-one");
    player.see("So fourth it is");
    assert!(!player.text().contains("error["));
}

#[test]
fn a_question_is_found_by_its_id() {
    let mut player = at_five();
    player.play("/ type:seal").see("▸ seal-one").see("seal-two").play("down enter");
    assert_eq!(id(&player), "seal-two");
    player.play("g type:bth enter");
    assert_eq!(id(&player), "bolt-three", "the letters are enough");
    player.play("/ type:zz").see("No id has these letters").play("enter esc");
    assert_eq!(id(&player), "bolt-three");
    player.play("/ type:two").click("seal-two");
    assert_eq!(id(&player), "seal-two");
}

#[test]
fn what_is_seen_can_be_clicked() {
    let mut player = at_five();
    player.click("● ML").see("✗ easily confused").click("question   /").click("120x38").see("80x24");
    assert_eq!(id(&player), "bolt-two");
    // The game is moved, and so are its answers.
    player.click("◆ dev").see("✗ easily confused").click("They say").see("Which “bolt” is this?");
    player.click("bolt-two").see("go to a question").play("esc").click("en  80x24");
    save(&mut player, "format = ");
    player.click("error[").see("esc back").click("error[").see("So second it is");
    player.click("quit");
    assert_eq!(player.effects.last(), Some(&Effect::Quit));
}

#[test]
fn the_ways_out_of_the_game_lead_nowhere() {
    let mut player = at_five();
    player.play("s");
    let (_, hits) = player.draw(&dark(Lang::En));
    for (y, row) in player.text().lines().enumerate().take(30) {
        for wanted in ["esc leave the game", "p pause"] {
            if let Some(at) = row.find(wanted) {
                let x = row[..at].chars().count() as u16;
                assert_eq!(hits.at(x, y as u16), None, "{wanted}");
            }
        }
    }
}

#[test]
fn a_question_is_looked_at_closely_one_at_a_time() {
    let inspected = |player: &Player| {
        let orders = player.effects.iter().filter_map(|effect| match effect {
            Effect::Inspect { pack, question, .. } => Some((pack.clone(), *question)),
            _ => None,
        });
        orders.collect::<Vec<(Arc<Pack>, _)>>()
    };
    let mut player = at_five();
    player.play("n n n");
    let orders = inspected(&player);
    assert_eq!(orders.len(), 1, "the first is still looked at");
    let found = Told { text: "warning\n".to_owned(), count: 2 };
    let answer = |(pack, question): (Arc<Pack>, _)| Msg::Inspected { pack, question, found: found.clone() };
    let next = player.app.update(answer(orders[0].clone()));
    player.see("no faults");
    let [Effect::Inspect { pack, question, .. }] = next.as_slice() else { panic!("{next:?}") };
    assert!(player.app.update(answer((pack.clone(), *question))).is_empty());
    player.see("2 warnings").play("f").see("warning");
}

#[test]
fn what_a_preview_looks_like() {
    for (size, lang) in [((80, 24), Lang::En), ((80, 24), Lang::Fr), ((120, 40), Lang::En), ((200, 60), Lang::Fr)] {
        let mut dump = Dump::default();
        let mut add = |name: &str, player: &Player| dump.add(name, &player.draw(&dark(lang)).0);
        let mut player = trainer(Some("regression-forest"), lang, size);
        add("reading", &player);
        let mut broken = trainer(None, lang, size);
        let many = load::check(&Origin::Path("tests/packs/many-faults.toml".into()));
        take(&mut broken, told(many, lang));
        add("faults at the start", &broken);
        let loaded = || load::load(&Origin::BuiltIn("talk"));
        take(&mut player, told(loaded(), lang));
        add("question", &player);
        add("answered, smallest terminal", player.play("s 1"));
        add("large terminal", player.play("s"));
        add("go to", player.play("s / type:reg down"));
        player.play("esc");
        let many = load::check(&Origin::Path("tests/packs/many-faults.toml".into()));
        take(&mut player, told(many, lang));
        add("faults over the answer", &player);
        add("all faults", player.play("f down down"));
        add("keys", player.play("esc ?"));
        insta::assert_snapshot!(format!("preview_{}x{}_{}", size.0, size.1, lang.code()), dump.finish());
    }
}

#[test]
fn every_size_of_a_preview_shows_something() {
    let mut player = at_five();
    for script in ["", "s", "s", "1", "f", "esc /", "esc ?"] {
        player.play(script);
        for size in
            [(1, 1), (79, 24), (80, 24), (80, 25), (80, 26), (81, 27), (82, 28), (83, 29), (121, 24), (300, 100)]
        {
            player.size = size;
            assert!(!player.text().trim().is_empty(), "{script} at {size:?}");
            let (buf, hits) = player.draw(&dark(Lang::En));
            assert!(hits.areas().all(|area| area.intersection(buf.area) == area), "{script} at {size:?}");
        }
        player.act(Act::Up);
    }
}

#[test]
fn a_picture_hangs_where_the_game_is_drawn_and_under_no_panel() {
    let mut player = trainer(Some("class-croissant"), Lang::En, (120, 40));
    take(&mut player, told(load::load(&Origin::BuiltIn("talk")), Lang::En));
    let placed = |player: &Player| player.draw(&dark(Lang::En)).1.picture.map(|placed| placed.area);
    let whole = placed(&player).expect("a picture");
    player.play("s");
    let small = placed(&player).expect("a picture");
    assert!(small.x >= 20 && small.right() <= 100 && small.bottom() <= 25 && small != whole, "{small:?}");
    save(&mut player, "format = ");
    let panel = player.text().lines().position(|row| row.contains("fault")).expect("a panel") as u16;
    assert!(placed(&player).is_none_or(|area| area.bottom() <= panel));
    player.play("f");
    assert_eq!(placed(&player), None);
}

/// What is found in the questions of a pack one by one, and what is found in all of it.
fn closely(path: &Path) -> [Vec<(Code, usize, usize)>; 2] {
    let mut loaded = load::check(&Origin::Path(path.to_owned()));
    layout::check(&mut loaded);
    lint::check(&mut loaded);
    let key = |fault: &Diagnostic| (fault.code, fault.place.file, fault.place.span.start);
    let all = loaded.checked.faults.iter().map(key).collect();
    let pack = Arc::new(loaded.checked.pack.expect("it can be played"));
    let mut own = Vec::new();
    for (term, t) in pack.terms.iter().enumerate() {
        for question in 0..t.questions.len() {
            let place = QuestionRef { term, question };
            let found = layout::of_question(&pack, &loaded.sources, place);
            own.extend(found.iter().chain(&lint::of_question(&pack, &loaded.sources, place)).map(key));
        }
    }
    [own, all]
}

#[test]
fn what_is_found_in_one_question_is_what_is_found_in_the_pack() {
    let paths = ["tests/layout", "tests/lint"].into_iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let mut seen = Vec::new();
    for path in paths.map(|entry| entry.expect("an entry").path()) {
        let [own, all] = closely(&path);
        for found in &own {
            assert!(all.contains(found), "{}: {found:?} is not among {all:?}", path.display());
        }
        let of_questions = [Code::GivesAway, Code::LongExplanation, Code::SlowContext, Code::LayoutScroll];
        for found in all.iter().filter(|(code, ..)| of_questions.contains(code)) {
            assert!(own.contains(found), "{}: {found:?} is missed", path.display());
        }
        seen.extend(own.into_iter().map(|(code, ..)| code));
    }
    for code in [Code::GivesAway, Code::LayoutCut, Code::LayoutScroll, Code::Typography, Code::UnnamedTell] {
        assert!(seen.contains(&code), "{code:?} is never found");
    }
}

/// Anything that a trainer may do, or that may happen.
#[derive(Debug, Clone)]
enum Deed {
    Key(KeyCode),
    Click(u16, u16),
    Tick(u64),
    Resize(u16, u16),
    Save(usize),
}

fn deeds() -> impl Strategy<Value = Deed> {
    use KeyCode::{Backspace, Char, Down, End, Enter, Esc, Home, Left, PageDown, PageUp, Right, Tab, Up};
    let moves = vec![Up, Down, Left, Right, Enter, Esc, PageUp, PageDown, Home, End, Backspace, Tab];
    prop_oneof![
        4 => prop::sample::select(moves).prop_map(Deed::Key),
        6 => prop::sample::select("1234 nNpPlstahcrfg/?bz".chars().collect::<Vec<_>>()).prop_map(|c| Deed::Key(Char(c))),
        2 => (0u16..300, 0u16..100).prop_map(|(x, y)| Deed::Click(x, y)),
        1 => (0u64..4_000).prop_map(Deed::Tick),
        2 => (60u16..=210, 20u16..=70).prop_map(|(x, y)| Deed::Resize(x, y)),
        3 => (0usize..8).prop_map(Deed::Save),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks_a_preview(deeds in prop::collection::vec(deeds(), 1..60)) {
        let law = "[[domain]]\nid = \"dev\"\nname = \"d\"\nletter = \"l\"\ncolour = \"blue\"\n\
                   [[domain]]\nid = \"ml\"\nname = \"m\"\nletter = \"n\"\ncolour = \"pink\"\n[[term]]";
        let texts = [
            toml(&FIVE),
            toml(&FIVE[..2]),
            with(1, ("bolt-two", "ml", "other")),
            with(0, ("bolt-first", "ml", "first")),
            toml(&FIVE).replacen("[[term]]", law, 1),
            toml(&FIVE).replacen("id = \"seal-one\"", "id = \"seal-one\"\nlanguages = [\"fr\"]", 1),
            "format = ".to_owned(),
            String::new(),
        ];
        let mut player = trainer(None, Lang::En, (80, 24));
        for deed in deeds {
            match deed {
                Deed::Key(code) => player.key(code),
                Deed::Tick(ms) => drop(player.play(&format!("tick:{ms}ms"))),
                Deed::Resize(width, height) => player.size = (width, height),
                Deed::Save(at) => save(&mut player, &texts[at]),
                Deed::Click(x, y) => {
                    let act = player.draw(&dark(Lang::En)).1.at(x % player.size.0, y % player.size.1).cloned();
                    if let Some(act) = act {
                        player.act(act);
                    }
                }
            }
            prop_assert!(!player.text().trim().is_empty());
            let (buf, hits) = player.draw(&skin(Lang::Fr, ThemeChoice::Ansi, Depth::Sixteen, true));
            prop_assert!(text(&buf).is_ascii() || player.size.0 < 80 || player.size.1 < 24);
            prop_assert!(hits.areas().all(|area| area.intersection(buf.area) == area));
        }
    }
}
