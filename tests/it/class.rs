//! A class by a show of hands: by keys through the real keymap, and what is written down of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use polysemy::app::class::{Stage, Unfinished};
use polysemy::app::{Effect, Msg, Screen};
use polysemy::game::record::{self, Kind, Line, Record};
use polysemy::pack::{DomainId, DomainSet, Pack};
use polysemy::text::{Lang, SafeText};

use crate::dump::Dump;
use crate::play::{Player, dark, talk};
use crate::pty::home;
use crate::small::{pack, tall_trades, trades};
use crate::terminal::{Setup, Terminal};

fn begun() -> Player {
    let mut player = Player::in_class(&talk(), Lang::En, Vec::new());
    player.play("enter");
    player
}

/// What was written down, line by line.
fn written(player: &Player) -> Vec<Line> {
    let lines = player.effects.iter().filter_map(|effect| match effect {
        Effect::Record { file, lines } => Some((file, lines)),
        _ => None,
    });
    lines
        .flat_map(|(file, lines)| {
            assert_eq!(file, "class-1.jsonl");
            lines.clone()
        })
        .collect()
}

fn record(player: &Player) -> Record {
    let text: String = written(player).iter().map(Line::to_json).collect();
    let (mut records, lost) = record::read(&text);
    assert_eq!((records.len(), lost), (1, 0), "{text}");
    records.remove(0)
}

/// As the program finds it when it is started again.
fn left(player: &Player) -> Vec<Unfinished> {
    let label = SafeText::new("yesterday");
    vec![Unfinished { record: record(player), file: "class-1.jsonl".into(), label }]
}

fn hands(player: &Player) -> Vec<u32> {
    player.class().votes().last().expect("a vote").hands.clone()
}

#[test]
fn a_class_goes_from_question_to_vote_to_talk_to_what_was_right() {
    let mut player = Player::in_class(&talk(), Lang::En, Vec::new());
    player.see("Begin").play("enter").see("1/5").see("warm-up, unscored").see("Which “");
    player.play("enter").see("Hands up!").play("1 2 down 3 down 4").see("19 hands");
    player.play("enter").see("What the room says").see("63%");
    player.play("v").see("Then we vote again").play("enter 1 6 down 3 enter").see("12 → 16");
    assert!(!player.text().contains("vote again"), "twice is enough");
    assert!(!player.text().contains('✓'));
    player.play("enter").see("✓");
    player.play("enter").see("2/5");
    assert!(!player.text().contains("warm-up"));
    for _ in 0..4 {
        player.play("enter d d m s s s enter").play("enter enter");
    }
    player.see("That was the class").see("polysemy report talk").see("polysemy handout talk");
    let record = record(&player);
    assert_eq!((record.heading.kind, record.over), (Kind::Class, true));
    assert_eq!(record.heading.name.as_deref(), Some("ML 101"));
    let votes: Vec<_> =
        record.answers.iter().map(|answers| (answers.vote, answers.voices(), answers.warm_up)).collect();
    assert_eq!(votes, [(1, 19, true), (2, 19, true), (1, 6, false), (1, 6, false), (1, 6, false), (1, 6, false)]);
    assert_eq!(record.answers[0].said["dev"], 12);
    player.play("left left 9 enter");
    assert_eq!(self::record(&player).answers[5].said["dev"], 9, "from the end one can go back and count again");
    player.play("n esc");
    assert_eq!(player.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_class_can_be_held_with_the_page_keys_of_a_remote() {
    let mut player = Player::in_class(&talk(), Lang::En, Vec::new());
    player
        .play("pgdn pgdn 5 pgdn")
        .play("pgdn")
        .see("✓")
        .play("pgdn")
        .see("2/5")
        .play("pgup")
        .see("What the room says");
    player.play(".").see("keeps your seats warm").play("pgup .").see("What the room says");
}

#[test]
fn hands_are_counted_by_numbers_letters_and_clicks() {
    let mut player = begun();
    player.play("enter d d d D m down 1 2 backspace + - 7 enter");
    assert_eq!(hands(&player), [2, 1, 17]);
    player.play("left").see("20 hands").click("◆ dev").play("enter");
    assert_eq!(hands(&player), [3, 1, 17], "a count can be mended");
    let text: String = written(&player).iter().map(Line::to_json).collect();
    let said = &record::read(&text).0[0].answers;
    assert_eq!((said.len(), said[0].said["dev"]), (1, 3), "the later count holds");
    player.play("left 9 9 9 9 9 9 enter");
    assert_eq!(hands(&player)[0], 9999, "no room has more hands than four digits");
}

#[test]
fn without_hands_there_is_no_vote() {
    let mut player = begun();
    player.play("enter tick:2s enter").see("No hands were counted").play("enter").see("✓");
    assert!(record(&player).answers.is_empty());
}

#[test]
fn a_count_is_kept_while_one_looks_back() {
    let mut player = begun();
    player.play("enter 1 0 down 8 down 6 enter left left").see("Which “").play("enter").see("24 hands");
    player.play("enter").see("42%");
    assert_eq!(hands(&player), [10, 8, 6]);
    player
        .play("v enter 3 down 5 left")
        .see("Then we vote again")
        .play("enter")
        .see("8 hands")
        .play("enter left left left");
    player.see("What the room says").see("24 hands").play("v").see("Then we vote again").play("enter").see("8 hands");
    player.play("0 down 0 tick:1s enter").see("No hands were counted");
    assert_eq!(player.class().votes().count(), 1, "a vote without hands is none");
    let answers = record(&player).answers;
    assert_eq!(answers.iter().map(record::Answers::voices).collect::<Vec<_>>(), [24, 0]);
}

#[test]
fn a_slip_does_not_tell_what_is_right() {
    let mut player = begun();
    // A key that is held down: first a press, then many, thirty a second.
    player.play("enter tick:700ms enter tick:30ms enter tick:30ms enter tick:30ms enter").see("Hands up!");
    player.play("7 enter tick:700ms enter tick:33ms enter tick:33ms enter tick:33ms enter").see("What the room says");
    player.play("tick:1s enter").see("✓").play("enter");
    // The clock rings just before the trainer would have called for hands.
    player
        .play("t tick:30s enter tick:300ms enter")
        .see("Hands up!")
        .play("tick:1s enter")
        .see("No hands were counted");
    player.play("1 2 enter").see("12 hands");
}

#[test]
fn the_clock_runs_when_the_trainer_says_so_and_calls_for_hands() {
    let mut player = begun();
    assert_eq!(player.app.wake(), None, "nothing moves by itself");
    player.play("tick:90s").see("30 s").play("t tick:12s").see("18 s");
    assert_eq!(player.app.wake(), Some(Duration::from_secs(1)));
    player.play("t tick:60s").see("18 s");
    assert_eq!(player.app.wake(), None);
    player.play("t tick:10s p tick:60s p").see("8 s").play("tick:8s").see("Hands up!");
    player.play("5 enter");
    assert_eq!(
        record(&player).answers[0].seconds,
        Some(180.0),
        "the time in which the room thought, without the break"
    );
}

#[test]
fn the_plan_can_be_changed_at_any_time() {
    let mut player = Player::in_class(&talk(), Lang::En, Vec::new());
    let deck = player.class().plan.deck.clone();
    player.play("o right w down x esc");
    let plan = player.class().plan.clone();
    assert_eq!(plan.deck, [deck[1], deck[0], deck[3], deck[4]]);
    assert_eq!(plan.warm_up, 2);
    player.play("enter n").see("2/4");
    player.play("o down down enter").see("4/4").play("n").see("That was the class");
    player.play("left").see("4/4").play("left left left left left left").see("1/4");
    player.play("n o x").see("2/4");
    assert_eq!(player.class().plan.deck.len(), 4, "the question that is shown stays");
    player.play("up x esc").see("1/3");
    let standing = record(&player).standing.expect("where it stands");
    assert_eq!((standing.deck.len(), standing.at), (3, 0));
}

#[test]
fn a_class_goes_on_where_it_was_left() {
    let mut player = begun();
    player.play("enter 4 enter").play("enter enter enter 2 down 6 enter v");
    let before = player.class().clone();
    let mut again = Player::in_class(&talk(), Lang::En, left(&player));
    again.see("Go on with the class").see("yesterday").play("enter");
    assert_eq!(again.class().plan, before.plan);
    assert_eq!(again.class().votes.len(), 2);
    again.see("2/5").see("75%").play("v enter 8 enter").see("2 → 8");
    assert_eq!(written(&again).len(), 1, "it is written on, not anew");
    assert!(matches!(&written(&again)[0], Line::Answers(answers) if answers.vote == 2));
}

#[test]
fn one_of_several_classes_can_be_resumed() {
    let mut player = begun();
    player.play("enter 4 enter");
    let mut all = left(&player);
    all.push(Unfinished { label: SafeText::new("the day before"), ..all[0].clone() });
    let mut again = Player::in_class(&talk(), Lang::En, all.clone());
    again.see("‹ yesterday ›").play("right").see("‹ the day before ›").play("enter").see("100%");
    let one = Player::in_class(&talk(), Lang::En, all[..1].to_vec());
    assert!(!one.text().contains('‹'), "there is nothing to choose");
    let mut class = one.class().clone();
    class.lobby.prefer(Some("ML 102"));
    Player::holding(class).see("▸ Begin");
}

#[test]
fn what_was_voted_on_cannot_be_taken_out() {
    let mut player = begun();
    player.play("enter 4 enter n o up x");
    assert_eq!(player.class().plan.deck.len(), 5);
}

#[test]
fn a_class_goes_on_with_a_pack_that_has_lost_questions() {
    let mut player = begun();
    player.play("enter 4 enter").play("enter enter n");
    let deck = player.class().plan.deck.clone();
    let mut changed = Pack::clone(&talk());
    changed.terms[deck[0].term].questions.remove(deck[0].question);
    let mut again = Player::in_class(&Arc::new(changed), Lang::En, left(&player));
    again.play("enter").see("2/4").see("One question is no longer in the pack");
    assert_eq!(again.class().plan.warm_up, 0);
    again.play("n");
    assert!(!again.text().contains("no longer"));
}

#[test]
fn what_could_not_be_written_is_said_and_written_later() {
    let mut player = begun();
    player.play("enter 4 enter");
    let Some(Effect::Record { lines, .. }) = player.effects.pop() else { panic!("a vote is written down") };
    player.app.update(Msg::NotWritten { lines: lines.clone(), reason: SafeText::new("no space left on device") });
    player.see("Not written down (no space left on device)").play("enter").play("enter");
    assert!(!player.text().contains("Not written down"));
    let Some(Effect::Record { lines: later, .. }) = player.effects.last() else { panic!("where it stands") };
    assert!(later.starts_with(&lines) && later.len() == 2);
    let lines = lines.clone();
    player.app.update(Msg::NotWritten { lines: lines.clone(), reason: SafeText::new("full") });
    player.play("esc").see("will be lost").play("enter");
    let [.., Effect::Record { lines: last, .. }, Effect::Quit] = &player.effects[..] else { panic!("one try more") };
    assert_eq!(last, &lines);
}

#[test]
fn leaving_asks_first_and_says_that_one_can_come_back() {
    let mut player = begun();
    player.play("esc").see("can be resumed").see("enter leave   esc stay").play("esc").see("1/5").play("q enter");
    assert_eq!(player.effects.last(), Some(&Effect::Quit));
    let mut lobby = Player::in_class(&talk(), Lang::En, Vec::new());
    lobby.play("q");
    assert_eq!(lobby.effects, [Effect::Quit]);
}

#[test]
fn the_glossary_opens_at_the_sense_once_it_was_told() {
    let mut player = begun();
    player.play("g").see("Which “").play("enter 4 enter").play("enter g");
    assert!(matches!(player.app.screen(), Screen::Glossary(_)));
    player.play("esc").see("✓");
}

#[test]
fn tags_and_terms_limit_what_is_drawn() {
    let toml = "format = 1\nid = \"tags\"\ntitle = \"t\"\nlanguages = [\"en\"]\n\
        [[term]]\nid = \"a\"\nname = \"a\"\n\
        [[term.sense]]\ndomain = \"dev\"\ngloss = \"one\"\n[[term.sense]]\ndomain = \"ml\"\ngloss = \"two\"\n";
    let question = |id: &str, tags: &str| {
        format!(
            "[[term.question]]\nid = \"{id}\"\nkey = [\"dev\", \"ml\"]\ntell = \"x\"\nexplanation = \"x.\"\n{tags}\n\
             context.log.text = \"x {id}\"\n"
        )
    };
    let toml = format!(
        "{toml}{}{}{}",
        question("q1", "tags = [\"day 1\"]"),
        question("q2", "tags = [\"day 2\"]"),
        question("q3", "")
    );
    let mut player = Player::in_class(&pack(&toml), Lang::En, Vec::new());
    assert_eq!(player.class().plan.deck.len(), 3);
    player.play("down down right").see("day 1");
    assert_eq!(player.class().plan.deck.len(), 1);
    player.play("right right").see("all");
    assert_eq!(player.class().plan.deck.len(), 3);
}

/// Whatever the context, every answer is seen with its hands.
#[track_caller]
fn sees_all_hands(pack: &Arc<Pack>, lang: Lang) {
    let mut player = Player::in_class(pack, lang, Vec::new());
    let mut class = player.class().clone();
    class.plan.deck = pack.questions(lang).map(|(place, _)| place).collect();
    let (count, domains) = (class.plan.deck.len(), pack.header.domains.len());
    player = Player::holding(class);
    player.play("enter");
    for _ in 0..count {
        player.play("enter");
        for i in 0..domains {
            player.play(&format!("type:{} down", 41 + i));
        }
        let labels: Vec<String> =
            pack.domain_ids().map(|id| format!("{} {}", id.shape(), pack.domain(id).name.get(lang))).collect();
        let all = |player: &Player, stage: &str| {
            let text = player.text();
            for (i, label) in labels.iter().enumerate() {
                let hands = (41 + i).to_string();
                let is_there = text.lines().any(|row| row.contains(label) && row.contains(&hands));
                assert!(is_there, "{stage}: {label} {hands} is not on the screen:\n{text}");
            }
        };
        all(&player, "count");
        all(player.play("enter"), "chart");
        player.play("v enter");
        for i in 0..domains {
            player.play(&format!("type:{} down", 41 + i));
        }
        all(player.play("enter"), "second chart");
        player.play("enter enter");
    }
    player.see(if lang == Lang::En { "That was the class" } else { "C’était la classe" });
}

#[test]
fn all_hands_are_seen_below_every_context() {
    for lang in Lang::ALL {
        sees_all_hands(&talk(), lang);
    }
    sees_all_hands(&tall_trades("quartet", 4, Lang::En), Lang::En);
}

/// A pack in which other answers are right: nothing that is shown before the end may tell them apart.
fn turned(pack: &Pack) -> Arc<Pack> {
    let mut pack = pack.clone();
    let domains = pack.header.domains.len() as u8;
    for question in pack.terms.iter_mut().flat_map(|term| &mut term.questions) {
        let key: DomainSet = question.key.iter().map(|id| DomainId((id.0 + 1) % domains)).collect();
        question.key = key;
        question.explanation = polysemy::text::Text::Same(SafeText::new("Otherwise."));
        question.remarks.clear();
    }
    Arc::new(pack)
}

#[test]
fn what_is_right_never_shows_early() {
    for (pack, lang) in [(talk(), Lang::En), (talk(), Lang::Fr), (trades("duo", 2, Lang::En), Lang::En)] {
        let mut one = Player::in_class(&pack, lang, Vec::new());
        // The draw may follow from the keys; the same questions in the same order must look the same.
        let mut class = Player::in_class(&turned(&pack), lang, Vec::new()).class().clone();
        class.plan = one.class().plan.clone();
        let mut other = Player::holding(class);
        let scripts = [
            "",
            "enter",
            "h",
            "h tab",
            "tab ? esc",
            "o",
            "esc",
            "p",
            "p",
            "t tick:5s",
            "enter",
            "2 down 5",
            "enter",
            "v",
            "enter 3 enter",
            "o",
            "esc",
            "left",
            "enter",
        ];
        for script in scripts {
            one.play(script);
            other.play(script);
            let (a, b) = (one.draw(&dark(lang)).0, other.draw(&dark(lang)).0);
            assert_eq!(a, b, "after `{script}`:\n{}", one.text());
        }
        one.play("enter");
        other.play("enter");
        assert!(matches!(one.class().stage, Stage::Reveal { .. }));
        assert_ne!(one.text(), other.text());
    }
}

#[test]
fn what_a_class_sees() {
    for (size, lang) in [((80, 24), Lang::En), ((80, 24), Lang::Fr), ((120, 40), Lang::En), ((180, 50), Lang::Fr)] {
        let mut dump = Dump::default();
        let mut player = Player { size, ..Player::in_class(&talk(), lang, Vec::new()) };
        for (name, script) in [
            ("before it begins", ""),
            ("a question", "enter"),
            ("the clock runs, meanings shown", "h t tick:13s"),
            ("hands", "h enter 1 2 down 4"),
            ("votes", "enter"),
            ("talk", "v"),
            ("second votes", "enter 6 down 9 down 1 enter"),
            ("what was right", "enter"),
            ("the plan", "enter o"),
            ("a break", "esc p"),
            ("leaving", "p esc"),
            ("the end", "esc n n n n"),
        ] {
            player.play(script);
            dump.add(name, &player.draw(&dark(lang)).0);
        }
        insta::assert_snapshot!(format!("class_{}x{}_{}", size.0, size.1, lang.code()), dump.finish());
    }
}

fn class_in(home: &Path, args: &[&str]) -> Terminal {
    let setup =
        ["class", "talk", "--seed", "3", "--count", "3"].iter().chain(args).fold(Setup::new(home), |s, a| s.arg(a));
    setup.start()
}

fn files(home: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(home.join(".local/share/polysemy/records")).expect("records");
    files.map(|file| file.expect("a file").path()).collect()
}

#[test]
fn a_class_survives_the_death_of_its_program() {
    let home = home();
    let mut terminal = class_in(home.path(), &["--name", "Tuesday"]);
    terminal.see("▸ Begin").keys("\r").see("1/3").keys("\r7\r").see("100%").calm().keys("\r\r").see("2/3");
    terminal.keys("\r5\x1b[B9\r").see("64%");
    let file = files(home.path()).pop().expect("it was written down");
    // A vote is seen a moment before it is written.
    while !fs::read_to_string(&file).expect("a text").contains("\"dev\":5") {
        std::thread::yield_now();
    }
    terminal.signal("KILL").end();
    // The machine stopped in the middle of a line.
    let mut text = fs::read_to_string(&file).expect("a text");
    text.push_str("{\"answers\":{\"quest");
    fs::write(&file, text).expect("a file");

    let mut terminal = class_in(home.path(), &[]);
    terminal
        .see("▸ Go on with the class")
        .see("Tuesday, ")
        .see(", 2/3")
        .keys("\r")
        .see("2/3")
        .see("64%")
        .see("Tuesday");
    terminal.calm().keys("\r\r").see("3/3").keys("q\r");
    assert_eq!(terminal.end_restored(), 0);
    let file = files(home.path());
    assert_eq!(file.len(), 1, "{file:?}");
    let (records, lost) = record::read(&fs::read_to_string(&file[0]).expect("a text"));
    assert_eq!((records.len(), records[0].answers.len(), records[0].over, lost), (1, 2, false, 1));
    let at: Vec<usize> = records.iter().filter_map(|record| record.standing.as_ref()).map(|at| at.at).collect();
    assert_eq!(at, [2], "the line after the broken one counts");
    class_in(home.path(), &[]).see("▸ Go on").keys("\r").see("3/3").keys("nq").end_restored();
    class_in(home.path(), &[]).see("▸ Begin").keys("q").end_restored();
}

#[test]
fn a_class_is_held_where_nothing_can_be_written() {
    let home = home();
    fs::create_dir_all(home.path().join(".local/share")).expect("a folder");
    fs::write(home.path().join(".local/share/polysemy"), "in the way").expect("a file");
    let mut terminal = class_in(home.path(), &["--lang", "fr"]);
    terminal
        .see("▸ Commencer")
        .keys("\r")
        .see("Pas enregistré")
        .keys("\r7\r")
        .see("100 %")
        .calm()
        .keys("\r\r")
        .see("2/3");
    assert_eq!(terminal.keys("q\r").end_restored(), 0);
}

#[test]
fn what_a_pack_does_not_have_is_said_before_the_class() {
    let home = home();
    let mut terminal = class_in(home.path(), &["--term", "regresion"]);
    terminal.see("no term `regresion`").see("regression");
    assert_eq!(terminal.end(), 2);
    let mut terminal = class_in(home.path(), &["--tag", "monday"]);
    terminal.see("has the tag `monday`");
    assert_eq!(terminal.end(), 2);
}

#[test]
fn nothing_happens_blindly_where_the_terminal_is_too_small() {
    let home = home();
    let mut terminal = class_in(home.path(), &[]);
    terminal.see("▸ Begin").keys("\r").see("1/3").keys("\r7\r").see("100%").calm();
    terminal.resize(79, 24).see("polysemy needs 80 columns").keys("\r\r\r").calm();
    terminal.resize(80, 24).see("What the room says").keys("q").see("can be resumed").keys("\r");
    assert_eq!(terminal.end_restored(), 0);
}
