//! Whole games, by keys and by clicks.

use std::time::Duration;

use crossterm::event::KeyCode;
use polysemy::app::{Effect, Notice, Overlay, Screen};
use polysemy::game::{RunCode, deck};
use polysemy::pack::{DomainId, Pack};
use polysemy::settings::{Settings, ThemeChoice};
use polysemy::text::Lang;
use polysemy::ui::keymap;
use polysemy::words::Words;

use crate::play::{Player, entry, talk};
use crate::small::trades;

/// A player at the first question of a game.
fn playing() -> Player {
    let mut player = Player::new(Lang::En);
    player.play("enter");
    player
}

/// A player at the results of a game with right and wrong answers in turn.
fn played() -> Player {
    let mut player = playing();
    player.finish(&[true, false]);
    player
}

fn settings(lang: Lang) -> Settings {
    Settings { language: Some(lang), ..Settings::default() }
}

fn said(player: &Player) -> Vec<Option<u8>> {
    player.game().answers.iter().map(|answer| answer.said.map(|domain| domain.0)).collect()
}

fn is_results(player: &Player) -> bool {
    matches!(player.app.screen(), Screen::Results(_))
}

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
fn a_game_can_be_played_with_arrows_and_enter() {
    let mut player = Player::new(Lang::En);
    player.play("down up enter");
    player.play("enter enter right enter right left left enter enter up enter enter right right down enter enter");
    assert_eq!(said(&player), [Some(0), Some(1), Some(1), Some(2), Some(0)], "right goes on after an answer");
    for _ in 0..5 {
        player.play("enter enter");
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
    let mut player = playing();
    player.play("tick:10s").see("20 s");
    player.play("p tick:60s").see("The clock stands still");
    player.play("tick:60s enter").see("20 s");
    player.play("space tick:60s space").see("20 s");
    player.play("? tick:60s esc").see("20 s");
    player.play("esc tick:60s esc").see("20 s");
    assert!(player.game().answers.is_empty());
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
    let mut player = Player::of(&[talk()], Settings { timer: 0, ..settings(Lang::En) });
    player.begin_with("cluster-perf", Lang::En);
    assert_eq!(player.app.wake(), None);
    player.play("tick:9999s");
    assert_eq!(player.app.wake(), None);
    player.say(true);
    let answer = &player.game().answers[0];
    assert_eq!((answer.right, answer.points.speed, answer.took), (true, 0, Duration::from_secs(9999)));
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
    assert!(
        !player.effects.iter().any(|effect| matches!(effect, Effect::Remember(_))),
        "an unfinished game is not seen"
    );
}

#[test]
fn control_c_leaves_from_anywhere() {
    let key = crossterm::event::KeyEvent::new(KeyCode::Char('c'), crossterm::event::KeyModifiers::CONTROL);
    for script in ["", "r", "?", "enter", "enter p", "enter esc", "enter 1", "g", "down down down down down down enter"]
    {
        let mut player = Player::new(Lang::En);
        player.play(script);
        let act = keymap::act(&player.app, key).unwrap_or_else(|| panic!("ctrl-c does nothing after `{script}`"));
        player.act(act);
        assert_eq!(player.effects.last(), Some(&Effect::Quit), "after `{script}`");
    }
}

#[test]
fn the_results_can_be_looked_through() {
    let mut player = played();
    player.see("5 of 10 right").see("▸   2 ✗");
    player.play("enter").see("looking back").see("2/10");
    player.play("right right left").see("3/10");
    player.play("esc").see("▸   3 ✓");
    player.play("pgdn enter right").see("10/10");
    player.play("esc pgup pgup space left").see("1/10");
    player.play("esc esc");
    assert!(matches!(player.app.screen(), Screen::Title(_)));
}

#[test]
fn the_same_deck_can_be_played_again() {
    let mut player = played();
    let (deck, code) = (player.deck(), player.game().code);
    player.play("a").see("1/10");
    assert_eq!((player.deck(), player.game().code, player.game().score()), (deck, code, 0));
}

#[test]
fn the_misses_can_be_played_and_have_no_run_code() {
    let mut player = played();
    let missed: Vec<String> = player.deck().into_iter().skip(1).step_by(2).collect();
    player.play("m").see("1/5");
    assert_eq!(player.deck(), missed);
    player.finish(&[true]).see("5 of 5 right");
    assert_eq!(player.game().code, None);
    assert!(!player.text().contains("play the misses"), "none are left");
    player.play("m");
    assert!(is_results(&player));
    player.play("n").see("1/10");
    assert!(player.game().code.is_some());
}

#[test]
fn a_new_deck_is_another_one_with_other_questions() {
    let mut player = played();
    let (deck, code) = (player.deck(), player.game().code);
    player.play("n").see("1/10");
    assert_ne!(player.game().code, code);
    let again = player.deck().iter().filter(|id| deck.contains(id)).count();
    assert!(again < 5, "{again} of ten were played just now");
}

#[test]
fn a_run_code_replays_the_deck_on_another_machine() {
    let mut player = played();
    let code = player.game().code.expect("a drawn deck").to_string();
    player.see(&code);
    let mut other = Player::of(&[talk()], Settings { questions: 20, timer: 0, ..settings(Lang::Fr) });
    other.play(&format!("r type:{} enter", code.to_lowercase().replace('-', "")));
    assert_eq!(other.deck(), player.deck());
    assert_eq!(other.game().lang, Lang::En, "the code says the language of the questions");
    assert_eq!(other.game().code, player.game().code);
    player.play("esc").click("Play a run code").play(&format!("type:{code} enter"));
    assert_eq!(player.deck(), other.deck());
}

#[test]
fn a_mistyped_run_code_gets_a_notice() {
    let mut player = Player::new(Lang::En);
    player.play("r type:CAT enter");
    player.see("A run code has eight letters");
    player.see("CAT");
    player.play("esc");
    let mut code = RunCode::new(11, 10, Lang::En, deck::fingerprint(&talk(), Lang::En)).to_string();
    let last = if code.ends_with('0') { '1' } else { '0' };
    code.replace_range(8.., &last.to_string());
    player.play(&format!("r type:{code} enter"));
    assert_eq!(player.app.notice, Some(Notice::NoPackForCode));
    player.see("No pack here fits this run code");
    player.play("enter").see("1/10");
    assert_eq!(player.app.notice, None);
}

#[test]
fn the_prompt_for_a_run_code_takes_corrections_and_no_more_than_a_code() {
    let mut player = Player::new(Lang::En);
    player.play("r type:2t48-m1bxmmmm").see("code: 2T48-M1BXMMM");
    assert!(!player.text().contains("MMMMM"));
    player.play("backspace backspace backspace left right").see("2T48-M1BX ");
    player.play("esc");
    assert!(player.app.overlay.is_none() && player.app.notice.is_none());
}

#[test]
fn a_run_code_finds_its_pack_among_several() {
    let (two, four) = (trades("pair", 2, Lang::En), trades("quartet", 4, Lang::En));
    let code = |pack: &Pack| RunCode::new(5, 5, Lang::En, deck::fingerprint(pack, Lang::En));
    let mut player = Player::of(&[talk(), two.clone()], settings(Lang::En));
    player.play(&format!("r type:{} enter", code(&two)));
    assert_eq!(player.game().pack.header.id.as_str(), "pair");
    let mut player = Player::of(&[talk(), two], settings(Lang::En));
    player.play(&format!("r type:{} enter", code(&four)));
    assert_eq!(player.app.notice, Some(Notice::NoPackForCode));
    let broken = polysemy::app::Entry { state: polysemy::app::EntryState::Refused, ..entry(&four) };
    let mut player = Player::with(vec![(broken, None), (entry(&four), Some(four.clone()))], settings(Lang::En));
    player.play(&format!("r type:{} enter", code(&four)));
    assert_eq!(player.game().pack.header.id.as_str(), "quartet");
}

#[test]
fn a_pack_with_faults_is_named_and_not_played() {
    let pack = trades("pair", 2, Lang::En);
    let mut player = Player::with(vec![(entry(&pack), None)], settings(Lang::En));
    player.see("“pair” has faults");
    player.play("enter g");
    assert!(matches!(player.app.screen(), Screen::Title(_)));
    assert!(matches!(&player.app.notice, Some(Notice::PackRefused(id)) if id.as_str() == "pair"));
}

#[test]
fn the_glossary_is_searched_without_regard_to_accents_and_capitals() {
    let mut player = Player::new(Lang::Fr);
    let found = |player: &Player| -> Vec<String> {
        let Screen::Glossary(glossary) = player.app.screen() else { panic!("no glossary") };
        glossary.found().iter().map(|term| term.name.get(glossary.lang).to_owned()).collect()
    };
    player.play("g");
    assert_eq!(found(&player).len(), talk().terms.len());
    player.play("type:ECHANT").see("échantillon");
    assert_eq!(found(&player)[0], "échantillon");
    player.play("esc");
    assert_eq!(found(&player).len(), talk().terms.len(), "the first Esc empties the search");
    player.play("type:zzz").see("Aucun mot");
    player.play("down pgdn enter esc esc");
    assert!(matches!(player.app.screen(), Screen::Title(_)));
}

#[test]
fn the_glossary_puts_names_before_meanings() {
    let mut player = Player::new(Lang::En);
    player.play("g type:test");
    let Screen::Glossary(glossary) = player.app.screen() else { panic!("no glossary") };
    let names: Vec<&str> = glossary.found().iter().map(|term| term.name.get(Lang::En)).collect();
    assert_eq!(names[0], "test");
    player.play("backspace backspace backspace backspace type:model");
    let Screen::Glossary(glossary) = player.app.screen() else { panic!("no glossary") };
    let names: Vec<&str> = glossary.found().iter().map(|term| term.name.get(Lang::En)).collect();
    assert_eq!(names[0], "model");
    assert!(names.len() > 1 && names[1..].iter().all(|name| !name.starts_with("model")), "{names:?}");
}

#[test]
fn the_glossary_opens_from_title_feedback_results_and_review_and_goes_back() {
    let selected = |player: &Player| {
        let Screen::Glossary(glossary) = player.app.screen() else { panic!("no glossary:\n{}", player.text()) };
        glossary.found()[glossary.selected].id.to_string()
    };
    let mut player = Player::new(Lang::En);
    player.click("Glossary");
    assert!(matches!(player.app.screen(), Screen::Glossary(_)));
    player.play("esc down down down down enter g");
    assert!(matches!(player.app.screen(), Screen::Round(_)), "no glossary during a question");
    let game = player.game();
    let term = |player: &Player, at: usize| player.game().at(player.game().deck[at]).0.id.to_string();
    let first = game.at(game.deck[0]).0.id.to_string();
    player.play("1 g");
    assert_eq!(selected(&player), first);
    player.play("esc enter").see("2/10");
    player.finish(&[true, false]);
    let Screen::Results(results) = player.app.screen() else { panic!("no results") };
    let at = results.selected;
    let chosen = term(&player, at);
    player.play("g");
    assert_eq!(selected(&player), chosen);
    player.play("esc enter g");
    assert_eq!(selected(&player), chosen);
    player.play("esc").see("looking back");
    player.play("esc").see("results");
}

#[test]
fn settings_take_effect_at_once_and_are_saved() {
    let mut player = Player::new(Lang::En);
    player.click("Settings").see("Theme");
    player.play("right").see("Réglages");
    player.play("down right down left left").see("contraste élevé");
    player.play("down enter").see("réduite");
    let saved = player.effects.iter().rev().find_map(|effect| match effect {
        Effect::Save(settings) => Some(settings.clone()),
        _ => None,
    });
    assert_eq!(saved.as_ref(), Some(&player.app.settings));
    let saved = saved.expect("settings");
    assert_eq!((saved.language, saved.timer, saved.theme), (Some(Lang::Fr), 45, ThemeChoice::HighContrast));
    assert_eq!(player.effects.len(), 5, "one for each change");
    player.play("esc down down enter").see("45 s");
    assert_eq!(player.game().lang, Lang::Fr);
}

#[test]
fn settings_can_be_changed_with_the_mouse() {
    let mut player = Player::new(Lang::En);
    player.click("Settings").click("Time each").click("Language").click("Thème").click("retour");
    let settings = &player.app.settings;
    assert_eq!((settings.timer, settings.language, settings.theme), (45, Some(Lang::Fr), ThemeChoice::Dark));
    player.click("Questions").see("15").click("▸ Questions");
    assert_eq!(player.app.settings.questions, 20);
}

#[test]
fn the_number_of_questions_is_that_of_the_settings() {
    for (questions, all) in [(5, 5), (20, 20), (0, talk().questions(Lang::En).count())] {
        let mut player = Player::of(&[talk()], Settings { questions, ..settings(Lang::En) });
        player.play("enter");
        assert_eq!(player.deck().len(), all);
    }
}

#[test]
fn a_pack_in_another_language_says_so_and_is_played_in_its_own() {
    let french = trades("duo", 2, Lang::Fr);
    let mut player = Player::of(&[talk(), french], settings(Lang::En));
    assert!(!player.text().contains("not in your language"));
    player.click("Pack").see("The duo of trades");
    player.see("This pack is not in your language: it is played in Français.");
    assert_eq!(player.app.settings.pack.as_deref(), Some("duo"));
    player.play("up enter").see("Which “");
    assert_eq!(player.game().lang, Lang::Fr);
    player.finish(&[true]).see("6 of 6 right");
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
fn questions_that_were_played_are_remembered() {
    let mut player = playing();
    player.finish(&[true]);
    let of_pack = |deck: Vec<String>| deck.into_iter().map(|id| format!("talk/{id}")).collect::<Vec<_>>();
    let first = of_pack(player.deck());
    assert_eq!(player.effects.last(), Some(&Effect::Remember(first.clone())));
    player.play("n").finish(&[true]);
    let second = of_pack(player.deck());
    assert!(!second.iter().any(|id| first.contains(id)), "a new deck shows what was not seen yet");
    let Some(Effect::Remember(seen)) = player.effects.last() else { panic!("{:?}", player.effects) };
    assert!(seen.ends_with(&second), "the latest last");
    assert!(first.iter().all(|id| seen.contains(id)));
    let mut unique = seen.clone();
    unique.sort();
    unique.dedup();
    assert_eq!(unique.len(), seen.len(), "each once");
}

#[test]
fn the_page_of_keys_opens_from_every_screen_but_the_glossary() {
    let words = Words::of(Lang::En);
    for script in ["", "enter", "enter 1", "down down down down down down enter"] {
        let mut player = Player::new(Lang::En);
        player.play(script).play("?").see(&words.ui.keys_close);
        assert!(matches!(player.app.overlay, Some(Overlay::Help)));
        player.play("esc");
        assert!(player.app.overlay.is_none());
    }
    let mut player = Player::new(Lang::En);
    player.play("g ?");
    assert!(player.app.overlay.is_none(), "there it is typed");
}

#[test]
fn the_way_out_is_in_every_footer() {
    // The second of these moves, and can be replayed.
    for (lang, question) in [(Lang::En, "cluster-perf"), (Lang::En, "population-law"), (Lang::Fr, "population-law")] {
        let words = Words::of(lang);
        let mut player = Player::new(lang);
        player.begin_with(question, lang);
        player.see(&format!("esc {}", words.ui.keys_leave));
        player.play("1").see(&format!("esc {}", words.ui.keys_leave));
        player.finish(&[false]);
        player.see(&format!("m {}", words.ui.keys_misses)).see(&format!("esc {}", words.ui.keys_title));
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
