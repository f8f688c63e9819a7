//! Blind play: what readers get to see, and how their answers are scored.

use std::fs;
use std::path::Path;

use polysemy::authoring::blind::answers::{self, Unread};
use polysemy::authoring::blind::score::ReaderScore;
use polysemy::authoring::blind::{Booklet, questions};
use polysemy::pack::Pack;
use polysemy::pack::load::{Origin, load};
use polysemy::text::{Lang, SafeText};
use polysemy::words::Words;
use proptest::prelude::*;

fn pack(name: &str) -> Pack {
    let origin = if name == "talk" { Origin::BuiltIn("talk") } else { Origin::Path(name.into()) };
    load(&origin).checked.pack.expect("a clean pack")
}

fn text(booklet: &Booklet, pack: &Pack) -> String {
    questions::text(booklet, pack, Words::of(booklet.lang).blind())
}

/// A booklet that a reader filled in: the n-th question (from 0) gets what `say` makes of it.
fn filled(booklet: &Booklet, pack: &Pack, say: impl Fn(usize) -> String) -> String {
    let blank = text(booklet, pack);
    let (head, _) = blank.rsplit_once("\n1:\n").expect("a place for answers");
    let lines: String = (0..booklet.order(pack).len()).map(|n| format!("{}: {}\n", n + 1, say(n))).collect();
    format!("{head}\n{lines}```\n")
}

#[test]
fn a_booklet_shows_each_question_and_no_key() {
    let pack = pack("talk");
    for lang in Lang::ALL {
        for hidden in [false, true] {
            let booklet = Booklet::new(&pack, lang, 7, hidden);
            let text = text(&booklet, &pack);
            let headings = text.lines().filter(|line| line.starts_with("## ")).count();
            assert_eq!(headings, pack.questions(lang).count() + 1, "the questions, and the answers");
            for (_, question) in pack.questions(lang) {
                assert!(!text.contains(question.id.as_str()), "{} may tell its key by its name", question.id);
                assert!(!text.contains(question.explanation.get(lang)), "{} is explained", question.id);
            }
            assert_eq!(text.contains("~~~"), !hidden);
        }
    }
}

#[test]
fn a_booklet_looks_like_this() {
    let pack = pack("tests/packs/good.toml");
    let shown = Booklet::new(&pack, Lang::En, 1, false);
    insta::assert_snapshot!("booklet_en", text(&shown, &pack));
    let hidden = Booklet::new(&pack, Lang::Fr, 1, true);
    insta::assert_snapshot!("booklet_hidden_fr", text(&hidden, &pack));
}

#[test]
fn the_order_follows_from_the_seed_alone() {
    let pack = pack("talk");
    let mut turned = pack.clone();
    turned.terms.reverse();
    let ids = |pack: &Pack, seed| -> Vec<String> {
        let order = Booklet::new(pack, Lang::En, seed, false).order(pack);
        order.iter().map(|place| pack.at(*place).1.id.to_string()).collect()
    };
    assert_eq!(ids(&pack, 3), ids(&turned, 3));
    assert_ne!(ids(&pack, 3), ids(&pack, 4));
}

#[test]
fn answers_are_scored_against_the_keys() {
    let pack = pack("talk");
    let booklet = Booklet::new(&pack, Lang::En, 5, false);
    let order = booklet.order(&pack);
    let key = |n: usize| pack.at(order[n]).1.key.iter().next().expect("a key");
    let all_right = filled(&booklet, &pack, |n| pack.domain(key(n)).id.to_string());
    let score = |text: &str| {
        let answers = answers::read(text, &pack).expect("answers");
        let score = ReaderScore::new(SafeText::line("x"), &answers, &pack);
        (score.tally(|_| true), score.passes())
    };
    assert_eq!((score(&all_right).0.share(), score(&all_right).1), (1.0, true));
    // By name or letter, with reasons; one question is left out, and then nothing passes.
    let lenient = filled(&booklet, &pack, |n| match n {
        0 => String::new(),
        n if n % 2 == 0 => format!("{} | it looks like it", pack.domain(key(n)).letter),
        n => format!("{}, because", pack.domain(key(n)).name.get(Lang::En).to_uppercase()),
    });
    assert_eq!((score(&lenient).0.right, score(&lenient).0.of), (order.len() - 1, order.len() - 1));
    assert!(!score(&lenient).1, "too few answers");
    let always_dev = filled(&booklet, &pack, |_| "dev".to_owned());
    assert!(score(&always_dev).0.share() < 0.5 && !score(&always_dev).1);
}

#[test]
fn hidden_contexts_must_not_be_guessed() {
    let pack = pack("talk");
    let booklet = Booklet::new(&pack, Lang::En, 5, true);
    let order = booklet.order(&pack);
    let key = |n: usize| pack.at(order[n]).1.key.iter().next().expect("a key");
    let passes = |text: String| {
        let answers = answers::read(&text, &pack).expect("answers");
        ReaderScore::new(SafeText::line("x"), &answers, &pack).passes()
    };
    assert!(passes(filled(&booklet, &pack, |_| "stats".to_owned())), "always the same is chance");
    assert!(!passes(filled(&booklet, &pack, |_| String::new())), "nothing was answered");
    assert!(!passes(filled(&booklet, &pack, |n| pack.domain(key(n)).id.to_string())), "nobody knows them all");
}

#[test]
fn what_is_not_understood_is_said_and_not_guessed_at() {
    let pack = pack("talk");
    let booklet = Booklet::new(&pack, Lang::En, 1, false);
    let read = |text: &str| answers::read(text, &pack).expect_err("it is refused");
    let line = |text: &str| SafeText::line(text);
    let last = pack.questions(Lang::En).count();
    assert_eq!(read("1: dev\n"), Unread::NoBooklet);
    assert_eq!(read(&format!("{booklet}\ndev\n")), Unread::NoNumber(2, line("dev"), last));
    assert_eq!(read(&format!("{booklet}\n0: dev\n")), Unread::NoNumber(2, line("0: dev"), last));
    assert_eq!(read(&format!("{booklet}\n9999999999999999999999: dev\n")), {
        Unread::NoNumber(2, line("9999999999999999999999: dev"), last)
    });
    assert_eq!(read(&format!("{booklet}\n1: dev\n\n1: ml\n")), Unread::Twice(4, line("1: ml")));
    assert_eq!(read(&format!("{booklet}\n1: devil\n")), Unread::NoDomain(2, line("1: devil")));
    let other = Booklet { print: booklet.print ^ 1, ..booklet.clone() };
    assert_eq!(read(&other.to_string()), Unread::OtherVersion);
    let other = Booklet { pack: line("walk"), ..booklet };
    assert_eq!(read(&other.to_string()), Unread::OtherPack(line("walk")));
}

#[test]
fn a_whole_evening_by_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_polysemy"));
        let output = command.args(args).env_clear().env("HOME", folder.path()).env("LANG", "fr_FR.UTF-8").output();
        let output = output.expect("it runs");
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
        (output.status.code(), text(output.stdout), text(output.stderr))
    };
    let good = "tests/packs/good.toml";
    let (status, booklet, _) = run(&["blind", good, "--seed", "2"]);
    assert_eq!(status, Some(0));
    let file = |name: &str, text: &str| -> String {
        let path: &Path = &folder.path().join(name);
        fs::write(path, text).expect("a file");
        path.to_string_lossy().into_owned()
    };
    let first = file("noor.txt", &booklet.replace("1:\n", "1: law sûr\n"));
    let second = file("sam.txt", &booklet);
    let (status, scores, _) = run(&["blind", good, "--score", &first, &second]);
    insta::assert_snapshot!("scores_fr", scores);
    assert_eq!(status, Some(1), "one answer is missing, the other file is empty");
    let bad = file("bad.txt", "rien");
    let (status, _, said) = run(&["blind", good, "--score", &bad]);
    assert_eq!(status, Some(2));
    assert!(said.contains("bad.txt") && said.contains("booklet:"), "{said}");
    let (status, _, said) = run(&["blind", good, "--score", "nowhere.txt"]);
    assert!(status == Some(2) && said.contains("nowhere.txt"), "{said}");
    let latin = folder.path().join("latin.txt");
    fs::write(&latin, b"r\xe9ponses").expect("a file");
    let (status, _, said) = run(&["blind", good, "--score", &latin.to_string_lossy()]);
    assert!(status == Some(1) && said.contains("UTF-8"), "{said}");
}

proptest! {
    #[test]
    fn no_answers_do_harm(text in "(booklet: talk en 1 shown [0-9a-f]{16}\n)?([0-9]{0,3}[:. ]?[a-z]{0,6}\n){0,9}|\\PC{0,80}") {
        let _ = answers::read(&text, &pack("tests/packs/good.toml"));
    }

    #[test]
    fn the_line_of_a_booklet_is_read_back(seed: u64, hidden: bool, print: u64) {
        let booklet = Booklet { pack: SafeText::line("my-pack"), lang: Lang::Fr, seed, hidden, print };
        prop_assert_eq!(Booklet::parse(&booklet.to_string()), Some(booklet));
    }
}
