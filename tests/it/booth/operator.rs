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
    player.app.update(shares(polysemy::scores::ShareNews::Online));
    player.app.update(shares(polysemy::scores::ShareNews::NotTaken { results: 0, removals: 1 }));
    player.see("does not let go: 1.");
    player.app.update(shares(polysemy::scores::ShareNews::NotTaken { results: 2, removals: 0 }));
    player.app.update(shares(polysemy::scores::ShareNews::LeftOut(100_000)));
    player.see("does not take: 2.").see("are left out here: 100\u{a0}000.");
    player.app.update(shares(polysemy::scores::ShareNews::NotTaken { results: 0, removals: 0 }));
    player.app.update(shares(polysemy::scores::ShareNews::LeftOut(0)));
    player.play("up up enter");
    let run = RunId(7);
    let score = Score { points: 450, right: 4, asked: 5, took: Duration::from_secs(40) };
    let named = NamedGame { id: run, name: SafeText::new("ABC"), score, when: SafeText::new("14:03"), booth: None };
    player.app.update(Msg::News(News::Names(vec![named.clone()])));
    player.see("ABC").play("enter");
    assert!(player.effects.contains(&Effect::Do(Deed::RemoveName(run))));
    player.play("esc down enter");
    assert!(player.effects.contains(&Effect::Do(Deed::Games)));
    let nameless = NamedGame { name: SafeText::default(), id: RunId(8), ..named.clone() };
    player.app.update(Msg::News(News::Games(vec![named, nameless])));
    player.see("Its answers stay in reports").see("·").play("down enter");
    assert!(player.effects.contains(&Effect::Do(Deed::TakeOff(RunId(8)))));
    // The last one is gone: that is said to an operator, and not to a visitor.
    player.app.update(Msg::News(News::Games(Vec::new())));
    player.see("No game is on the boards.");
    // Nobody stays in the panel who has gone away.
    player.play("tick:90s");
    assert!(is_attract(&player));
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
