//! What only the operator of a booth may do: the PIN, the taps, the panel.

use super::*;

/// Comes in as the operator.
fn operator() -> Player {
    let mut player = visited();
    press_with(&mut player, KeyCode::Char('o'), KeyModifiers::CONTROL);
    player.see("PIN:");
    player.play("type:4711 enter").see("turn visitors away");
    player
}

#[test]
fn the_pin_opens_the_panel_and_quits() {
    let mut player = operator();
    player.play("up enter").see("Visitors will have a shell");
    player.play("esc").see("crash drill");
    player.play("enter enter");
    assert!(player.effects.contains(&Effect::Quit));
}

#[test]
fn a_wrong_pin_is_slowed_down_more_and_more() {
    let mut player = Player::at_booth(Config { time: None, ..config() });
    press(&mut player, KeyCode::Char('x'));
    player.play("tick:1s 1 tick:1s");
    press_with(&mut player, KeyCode::Char('o'), KeyModifiers::CONTROL);
    for wait in [1, 2, 4, 8, 16, 32, 60, 60] {
        player.play("type:1234 enter").see("That is not the PIN.").see(&format!("in {wait} s"));
        // The right one is not taken in meanwhile, nor after one came in again.
        player.play("type:4711 enter esc");
        press_with(&mut player, KeyCode::Char('o'), KeyModifiers::CONTROL);
        player.play("type:4711 enter");
        assert!(matches!(player.app.overlay, Some(Overlay::Operator(Operator::Pin { .. }))));
        player.play(&format!("tick:{wait}s esc"));
        player.app.update(Msg::Stir { wakes: true });
        press_with(&mut player, KeyCode::Char('o'), KeyModifiers::CONTROL);
    }
    // What is typed before the wait is over counts after it.
    player.play("type:1234 enter type:4711 tick:60s enter").see("turn visitors away");
}

#[test]
fn five_taps_into_the_corner_ask_for_the_pin_and_it_can_be_tapped() {
    let mut player = visited();
    let (_, hits) = player.draw(&crate::play::dark(Lang::En));
    assert_eq!(hits.at(0, 0), Some(&Act::Corner));
    for _ in 0..5 {
        player.play("tick:300ms");
        player.act(Act::Corner);
    }
    player.see("PIN:");
    for key in ['4', '7', '1', '1', '='] {
        let act = if key == '=' { Act::Choose } else { Act::Type(Edit::InsertChar(key)) };
        let (_, hits) = player.draw(&crate::play::dark(Lang::En));
        let on_pad = |x, y| hits.at(x, y) == Some(&act);
        let cells = (0..24).map(|y| (0..80).filter(|x| on_pad(*x, y)).count()).max();
        assert!(cells >= Some(5), "a finger finds `{key}`");
        player.act(act);
    }
    player.see("turn visitors away");
    player.click("back to the booth");
    assert!(player.app.overlay.is_none());
}

#[test]
fn taps_that_are_far_apart_are_no_sign() {
    let mut player = visited();
    for _ in 0..9 {
        player.play("tick:2s");
        player.act(Act::Corner);
    }
    assert!(player.app.overlay.is_none());
}

#[test]
fn a_closed_booth_turns_visitors_away_until_it_is_opened() {
    let mut player = operator();
    player.play("down enter");
    assert!(is_attract(&player));
    player.see("nap");
    press(&mut player, KeyCode::Enter);
    assert!(is_attract(&player));
    assert_eq!(player.app.wake(), None, "it sleeps");
    press_with(&mut player, KeyCode::Char('o'), KeyModifiers::CONTROL);
    player.play("type:4711 enter").see("let visitors in again");
    player.play("down enter");
    press(&mut player, KeyCode::Enter);
    assert!(matches!(player.app.screen(), Screen::Welcome(_)));
}

#[test]
fn the_panel_asks_for_deeds_and_says_what_came_of_them() {
    let mut player = operator();
    player.play("down down down down enter").see("Working…");
    assert!(player.effects.contains(&Effect::Do(Deed::EndDay)));
    player.app.update(Msg::News(News::Written(SafeText::new("archive/2026-11-27"))));
    player.see("Written to archive/2026-11-27");
    player.app.update(Msg::News(News::Trouble(Some(Trouble { what: Obstacle::Full, waiting: 3, lost: 0 }))));
    player.see("scores.db: no room is left");
    let shares = |news| Msg::News(News::Shared(news));
    player.app.update(shares(polysemy::game::scores::ShareNews::Online));
    player.app.update(shares(polysemy::game::scores::ShareNews::NotTaken { results: 0, removals: 1 }));
    player.see("does not let go: 1.");
    player.app.update(shares(polysemy::game::scores::ShareNews::NotTaken { results: 2, removals: 0 }));
    player.app.update(shares(polysemy::game::scores::ShareNews::LeftOut(100_000)));
    player.see("does not take: 2.").see("are left out here: 100\u{a0}000.");
    player.app.update(shares(polysemy::game::scores::ShareNews::Beyond(3)));
    player.see("keeps no more of one event: 3.");
    player.app.update(shares(polysemy::game::scores::ShareNews::NotTaken { results: 0, removals: 0 }));
    player.app.update(shares(polysemy::game::scores::ShareNews::LeftOut(0)));
    player.app.update(shares(polysemy::game::scores::ShareNews::Beyond(0)));
    player.play("up up enter");
    let run = RunId(7);
    let score = Score { points: 450, right: 4, asked: 5, took: Duration::from_secs(40) };
    let named = NamedGame { id: run, name: SafeText::new("ABC"), score, when: SafeText::new("14:03"), booth: None };
    player.app.update(Msg::News(News::Names(vec![named.clone()])));
    player.see("ABC").play("enter enter");
    assert!(player.effects.contains(&Effect::Do(Deed::RemoveName(run))));
    player.play("esc down enter");
    assert!(player.effects.contains(&Effect::Do(Deed::Games)));
    let nameless = NamedGame { name: SafeText::default(), id: RunId(8), ..named.clone() };
    player.app.update(Msg::News(News::Games(vec![named, nameless])));
    player.see("Its answers stay in reports").see("·").play("down enter enter");
    assert!(player.effects.contains(&Effect::Do(Deed::TakeOff(RunId(8)))));
    // The last one is gone: that is said to an operator, and not to a visitor.
    player.app.update(Msg::News(News::Games(Vec::new())));
    player.see("No game is on the boards.");
    // Nobody stays in the panel who has gone away.
    player.play("tick:90s");
    assert!(is_attract(&player));
}

/// A game in the operator's lists.
fn listed(n: u128, name: &str, points: u32) -> NamedGame {
    let score = Score { points, right: 4, asked: 5, took: Duration::from_secs(40) };
    NamedGame { id: RunId(n), name: SafeText::new(name), score, when: SafeText::new("2026-11-27 14:03"), booth: None }
}

/// What was taken away so far.
fn taken(player: &Player) -> Vec<Effect> {
    let takes = |effect: &&Effect| matches!(effect, Effect::Do(Deed::RemoveName(_) | Deed::TakeOff(_)));
    player.effects.iter().filter(takes).cloned().collect()
}

#[test]
fn what_is_taken_away_is_named_and_asked_about_first() {
    let games = || vec![listed(1, "ABC", 450), listed(2, "", 1250), listed(3, "Lazy Gradient", 90)];
    let mut player = operator();
    player.play("down down down enter");
    player.app.update(Msg::News(News::Games(games())));
    player.play("down enter").see("no name").see("1\u{a0}250").see("2026-11-27 14:03").see("brings it back");
    assert!(taken(&player).is_empty(), "it is only asked");
    // Esc leads back to the list, with the same game selected.
    player.play("esc").see("Which game is to go").see("▸ ·");
    assert!(taken(&player).is_empty());
    player.play("down enter").see("Lazy Gradient").play("up down enter");
    assert_eq!(taken(&player), [Effect::Do(Deed::TakeOff(RunId(3)))]);
    // Whoever leans on the key is asked again, about one after the other.
    player.app.update(Msg::News(News::Games(games()[..2].to_vec())));
    player.see("▸ ·").play("enter").see("no name");
    assert_eq!(taken(&player).len(), 1);
    // A list that comes meanwhile changes nothing about which game is meant.
    let newer = vec![listed(9, "NEW", 10), listed(1, "ABC", 450), listed(2, "", 1250)];
    player.app.update(Msg::News(News::Games(newer)));
    player.see("no name").play("enter");
    assert_eq!(taken(&player).last(), Some(&Effect::Do(Deed::TakeOff(RunId(2)))));
    player.play("esc up enter");
    player.app.update(Msg::News(News::Names(vec![listed(1, "ABC", 450)])));
    player.play("enter").see("ABC").see("The score stays");
    // Somebody else took it away: then nothing is asked any more.
    player.app.update(Msg::News(News::Names(vec![listed(3, "Lazy Gradient", 90)])));
    player.see("Whose name is to go?").play("enter").see("Lazy Gradient").play("enter");
    assert_eq!(taken(&player)[2..], [Effect::Do(Deed::RemoveName(RunId(3)))]);
}

#[test]
fn a_list_without_games_offers_only_the_way_back() {
    for (steps, news, note) in [
        ("down down enter", News::Names(Vec::new()), "No game on the boards has a name."),
        ("down down down enter", News::Games(Vec::new()), "No game is on the boards."),
    ] {
        let mut player = operator();
        player.play(steps);
        player.app.update(Msg::News(news));
        player.see(note).see("esc back");
        let screen = player.text();
        assert!(!screen.contains("take it away") && !screen.contains("move"), "{screen}");
        player.play("enter").see("turn visitors away");
    }
}

#[test]
fn a_paste_or_a_strange_key_types_nothing_into_the_pin() {
    let mut player = visited();
    press_with(&mut player, KeyCode::Char('o'), KeyModifiers::CONTROL);
    for c in ['a', '\u{1b}', '\u{202e}', '٣'] {
        player.act(Act::Type(Edit::InsertChar(c)));
    }
    assert_eq!(
        player.app.overlay.as_ref().map(|overlay| format!("{overlay:?}")),
        Some(format!("{:?}", Overlay::Operator(Operator::default())))
    );
}
