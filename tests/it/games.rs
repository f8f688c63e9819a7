//! Whole games, by keys and by clicks.

use std::time::Duration;

use crossterm::event::KeyCode;
use polysemy::app::settings::Settings;
use polysemy::app::view::keys;
use polysemy::app::{Effect, Screen};
use polysemy::game::scores::RunEvent;
use polysemy::pack::DomainId;
use polysemy::text::Lang;

use crate::play::{Player, is_results, playing, said, settings, talk};
use crate::small::trades;

#[test]
fn a_game_can_be_played_with_number_keys() {
    let mut player = Player::new(Lang::En);
    player.play("enter 2 enter 1 enter 3 enter");
    assert_eq!(said(&player), [Some(1), Some(0), Some(2)]);
    player.play("1 enter 1 enter 1 enter 1 enter 1 enter 1 enter 1");
    player.see("10/10");
    player.play("enter").see("results");
    assert!(is_results(&player));
    assert_eq!(player.game().answers.len(), 10);
}

#[test]
fn a_game_can_be_played_with_the_letters_of_the_domains() {
    let mut player = playing();
    player.play("d enter m enter s enter S enter");
    assert_eq!(said(&player), [Some(0), Some(1), Some(2), Some(2)]);
    player.play("d enter d enter d enter d enter d enter d enter");
    assert!(is_results(&player));
}

#[test]
fn a_portrait_is_whole_for_any_number_of_domains_with_long_names() {
    for (lang, words) in [
        (Lang::En, ["accuracy", "2\u{a0}000", "recall", "precision", "run "]),
        (Lang::Fr, ["exactitude", "2\u{a0}000", "rappel", "précision", "partie "]),
    ] {
        for (count, size) in
            (2..=4).flat_map(|count| [(80, 24), (100, 34), (120, 40), (200, 60)].map(|size| (count, size)))
        {
            let pack = trades("guild", count, lang);
            let mut player = Player { size, ..Player::of(std::slice::from_ref(&pack), settings(lang)) };
            player.play("enter").finish(&[true, false, false]).play("c tick:4s");
            let screen = player.text().split_whitespace().collect::<Vec<_>>().join(" ");
            for wanted in words {
                let wanted = wanted.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(screen.contains(&wanted), "`{wanted}` of {count} domains at {size:?}:\n{}", player.text());
            }
            for domain in &pack.header.domains {
                let name: String = domain.name.get(lang).chars().take(8).collect();
                assert!(screen.contains(&name), "{name} of {count} domains at {size:?}:\n{}", player.text());
            }
        }
    }
}

#[test]
fn the_score_to_beat_stands_beside_play() {
    let mut player = Player::of(&[talk()], Settings { questions: 5, ..settings(Lang::En) });
    assert!(!player.text().contains("best"));
    player.play("enter").finish(&[true, false]);
    let points = player.game().score();
    player.play("esc").see(&format!("▸ Play              best {points} pts, 3 of 5 right"));
    player.play("enter").finish(&[false]).see(&format!("best {points}"));
    player.play("esc").see(&format!("best {points} pts"));
    player.play("enter").finish(&[true]).see("your best so far");
    player.play("esc").see("5 of 5 right");
    player.click("Questions");
    assert!(!player.text().contains("best"), "games of other lengths are others");
}

#[test]
fn a_game_can_be_played_with_arrows_and_enter() {
    let mut player = Player::new(Lang::En);
    player.play("down up enter");
    player.play("enter enter").see("1/10");
    for chosen in ["right enter", "right right enter", "left left enter", "up enter", "right down right right enter"] {
        player.play(chosen).play("right");
    }
    assert_eq!(said(&player), [Some(0), Some(1), Some(1), Some(2), Some(0)], "right goes on after an answer");
    for _ in 0..5 {
        player.play("down enter").play("enter");
    }
    assert!(is_results(&player));
}

#[test]
fn a_game_can_be_played_with_the_mouse_alone() {
    let mut player = Player::new(Lang::En);
    player.click("▸ Play");
    for (i, answer) in ["● ML", "◆ dev", "■ stats"].into_iter().cycle().take(10).enumerate() {
        if i == 0 {
            player.click("pause").click("Paused").click("hint, half points");
            player.see("◆ dev");
        }
        player.click(answer);
        player.click(if i % 2 == 0 { "next" } else { "╰──" });
    }
    assert!(is_results(&player));
    let mut first = [Some(1), Some(0), Some(2)].repeat(4);
    first.truncate(10);
    assert_eq!(said(&player), first);
    player.click("look back").see("looking back").click("back").see("results");
    // At 80 columns the footer has no room left for it.
    player.size = (100, 30);
    player.click("title");
    assert!(matches!(player.app.screen(), Screen::Title(_)));
    player.click("Quit");
    assert_eq!(player.effects.last(), Some(&Effect::Quit));
}

#[test]
fn a_click_beside_everything_does_nothing() {
    let mut player = playing();
    let (_, hits) = player.draw(&crate::play::dark(Lang::En));
    assert_eq!(hits.at(0, 0), None);
    player.play("p");
    assert!(player.draw(&crate::play::dark(Lang::En)).1.at(0, 0).is_some(), "a click anywhere ends the pause");
}

#[test]
fn right_answers_score_and_streak_and_a_wrong_one_ends_the_streak() {
    let mut player = playing();
    player.say(true).say(true).say(true);
    let streaks: Vec<u32> = player.game().answers.iter().map(|answer| answer.points.streak).collect();
    assert_eq!(streaks, [0, 10, 20]);
    assert!(player.game().answers.iter().all(|answer| answer.right && answer.points.base >= 100));
    player.see("×3");
    let score = player.game().score();
    player.say(false);
    assert_eq!((player.game().streak, player.game().best_streak, player.game().score()), (0, 3, score));
    assert!(!player.text().lines().next().is_some_and(|header| header.contains('×')));
    player.say(true);
    assert_eq!(player.game().answers[4].points.streak, 0);
}

#[test]
fn a_fast_answer_earns_more_than_a_slow_one() {
    let points = |script: &str| {
        let mut player = playing();
        player.play(script).say(true);
        player.game().answers[0].points
    };
    let (fast, slow) = (points(""), points("tick:29s"));
    assert_eq!(fast.base, slow.base);
    assert!(fast.speed > slow.speed);
}

#[test]
fn the_hint_shows_the_glosses_and_halves_the_points() {
    let points = |script: &str| {
        let mut player = playing();
        player.play(script).say(true);
        player.game().answers[0].points
    };
    let (whole, half) = (points(""), points("h"));
    assert_eq!((half.base, half.speed), (whole.base / 2, whole.speed / 2));
    let mut player = playing();
    let game = player.game();
    let term = game.at(game.current().expect("a question")).0;
    let gloss = term.senses[0].gloss.get(Lang::En).to_owned();
    assert!(!player.text().contains(&gloss));
    player.play("h").see(&gloss);
    assert!(!player.text().contains("half points"), "it is offered once");
}

#[test]
fn a_pause_stops_the_clock() {
    for (opens, closes) in [("p", "enter"), ("space", "space"), ("?", "esc"), ("esc", "esc")] {
        let mut player = playing();
        let line = "Which “weight” is this?";
        player.play("tick:10s").see("20 s").see(line).play(opens).play("tick:60s").see("20 s");
        assert!(!player.text().contains(line), "nobody reads on while the clock stands still");
        player.play("tick:60s").play(closes).see("20 s").see(line);
        assert!(player.game().answers.is_empty());
    }
    playing().play("p").see("The clock stands still");
}

#[test]
fn when_the_time_is_up_the_question_is_a_miss() {
    let mut player = playing();
    player.say(true).play("tick:29s").see("1 s");
    player.play("tick:31s").see("time is up");
    let answer = &player.game().answers[1];
    assert_eq!((answer.said, answer.right, answer.took), (None, false, Duration::from_secs(30)));
    assert_eq!(player.game().streak, 0);
    player.play("tick:90s");
    assert_eq!(player.game().answers.len(), 2, "the feedback waits");
    player.play("enter").finish(&[true]).see("time was up");
}

#[test]
fn time_passes_only_during_a_timed_question() {
    let mut player = Player::new(Lang::En);
    assert_eq!(player.app.wake(), None, "on the title");
    // With something that does not move by itself.
    player.begin_with("cluster-perf", Lang::En);
    assert_eq!(player.app.wake(), Some(Duration::from_secs(1)));
    player.play("tick:250ms");
    assert_eq!(player.app.wake(), Some(Duration::from_millis(750)));
    for overlay in ["p", "?", "esc"] {
        player.play(overlay);
        assert_eq!(player.app.wake(), None, "under what {overlay} opens");
        player.play("esc");
        assert!(player.app.wake().is_some());
    }
    player.play("1");
    assert_eq!(player.app.wake(), None, "during the feedback");
    player.play("g");
    assert_eq!(player.app.wake(), None, "in the glossary");
    player.play("esc enter").finish(&[true]);
    assert_eq!(player.app.wake(), None, "on the results");
}

#[test]
fn without_a_timer_nothing_wakes_and_nothing_ends() {
    let mut player = Player::of(&[talk()], Settings { timer: Some(0), ..settings(Lang::En) });
    player.begin_with("cluster-perf", Lang::En);
    assert_eq!(player.app.wake(), None);
    player.play("tick:9999s");
    assert_eq!(player.app.wake(), None);
    player.say(true);
    let answer = &player.game().answers[0];
    assert_eq!((answer.right, answer.points.speed, answer.took), (true, 0, Duration::from_millis(9_999_300)));
}

#[test]
fn leaving_asks_first_and_escape_stays() {
    let mut player = playing();
    let deck = player.deck();
    for key in ["esc", "q"] {
        player.play(key).see("Leave the game?");
        player.play("esc");
        assert_eq!((player.deck(), player.app.overlay.is_none()), (deck.clone(), true));
    }
    player.play("1 esc").see("Leave the game?");
    player.play("n enter 1").see("2/10");
    player.play("esc enter");
    assert!(matches!(player.app.screen(), Screen::Title(_)));
    player.play("enter esc").click("enter leave");
    assert!(matches!(player.app.screen(), Screen::Title(_)));
    let over = |effect: &Effect| matches!(effect, Effect::Keep { steps, .. } if steps.contains(&RunEvent::Over));
    assert!(!player.effects.iter().any(over), "an unfinished game is in no ranking");
}

#[test]
fn control_c_leaves_from_anywhere() {
    let key = crossterm::event::KeyEvent::new(KeyCode::Char('c'), crossterm::event::KeyModifiers::CONTROL);
    for script in ["", "r", "?", "enter", "enter p", "enter esc", "enter 1", "g", "down down down down down down enter"]
    {
        let mut player = Player::new(Lang::En);
        player.play(script);
        let act = keys::act(&player.app, key).unwrap_or_else(|| panic!("ctrl-c does nothing after `{script}`"));
        player.act(act);
        assert_eq!(player.effects.last(), Some(&Effect::Quit), "after `{script}`");
    }
}

#[test]
fn a_pack_of_two_domains_and_one_of_four_can_be_played() {
    for (count, names, letters) in [
        (2, ["sailors", "bakers"].as_slice(), "s b"),
        (4, &["sailors", "bakers", "weavers", "judges of pea"], "s b w j"),
    ] {
        let pack = trades("own", count, Lang::En);
        let mut player = Player::of(&[pack], settings(Lang::En));
        player.play("enter");
        for name in names {
            player.see(name);
        }
        for (i, key) in (1..).zip(letters.split(' ')) {
            player.play(key).play("enter");
            assert_eq!(player.game().answers[i - 1].said, Some(DomainId(i as u8 - 1)), "{key}");
        }
        let answered = player.game().answers.len();
        player.play("9");
        assert_eq!(player.game().answers.len(), answered, "no domain has that number");
        player.finish(&[true]);
        assert!(is_results(&player));
    }
}

#[test]
fn every_answer_of_a_question_can_be_clicked_at_the_smallest_size() {
    for count in 2..=4 {
        for hint in ["", "h"] {
            let pack = trades("own", count, Lang::En);
            let names: Vec<String> =
                pack.header.domains.iter().map(|domain| domain.name.get(Lang::En).to_owned()).collect();
            for (i, name) in names.iter().enumerate() {
                let mut player = Player::of(std::slice::from_ref(&pack), settings(Lang::En));
                player.play("enter").play(hint).click(&format!("{} {name}", ["◆", "●", "■", "▲"][i]));
                assert_eq!(said(&player), [Some(i as u8)]);
            }
        }
    }
}

#[test]
fn the_word_stays_as_it_was_after_the_answer() {
    for size in [(80, 24), (120, 40)] {
        for right in [true, false] {
            let mut player = Player::new(Lang::Fr);
            player.size = size;
            player.begin_with("cluster-villages", Lang::Fr);
            // From the row of the word to the upper edge of the frame, where nothing is new after the answer.
            let word = |player: &Player| {
                player
                    .text()
                    .lines()
                    .skip(3)
                    .take_while(|row| !row.contains('╭'))
                    .map(str::to_owned)
                    .collect::<Vec<_>>()
            };
            let before = word(&player);
            let key = player.answer_key(right);
            player.play(&key);
            assert_eq!(word(&player), before, "{size:?}");
        }
    }
}
