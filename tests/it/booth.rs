//! Visitors of a booth: they come, play, and go; nobody gets out, and nothing is left of those who went.

mod operator;

use std::time::Duration;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use polysemy::app::booth::Operator;
use polysemy::app::booth::attract::BoothScene;
use polysemy::app::booth::config::{Config, VisitorNames};
use polysemy::app::play::round::Phase;
use polysemy::app::settings::Motion;
use polysemy::app::view::keys;
use polysemy::app::{Deed, Effect, Msg, News, Overlay, Screen};
use polysemy::game::scores::{BoardScope, NamedGame, Obstacle, RunEvent, RunId, Score, Trouble};
use polysemy::text::{Lang, SafeText, Text};
use polysemy::ui::theme::ThemeChoice;
use polysemy::ui::{Act, Edit};

use crate::play::Player;

/// A booth as the example has it.
pub fn config() -> Config {
    Config {
        packs: vec![SafeText::new("talk")],
        languages: vec![Lang::En, Lang::Fr],
        questions: 5,
        time: Some(Duration::from_secs(30)),
        idle: Duration::from_secs(90),
        countdown: Duration::from_secs(30),
        board: BoardScope::Today,
        event: Some(Text::Same(SafeText::new("PyConf 26"))),
        line: Some(Text::Same(SafeText::new("Stand 12, between the coffee and the stairs"))),
        logo: None,
        booth: None,
        pin: SafeText::new("4711"),
        names: VisitorNames { letters: true, words: true, refused: None },
        theme: ThemeChoice::Dark,
        motion: Motion::Full,
        ascii: false,
        share: None,
    }
}

/// A booth, some moments after it was opened.
fn booth() -> Player {
    let mut player = Player::at_booth(config());
    player.play("tick:1s");
    player
}

/// The same at the first question of a visitor who speaks English.
fn visited() -> Player {
    let mut player = booth();
    press(&mut player, KeyCode::Char('x'));
    player.play("tick:1s 1 tick:1s");
    assert!(matches!(player.app.screen(), Screen::Round(_)), "{:?}", player.app.screen());
    player
}

/// Presses a key as the runtime does: one that means nothing still tells that somebody is there.
fn press(player: &mut Player, code: KeyCode) {
    press_with(player, code, KeyModifiers::NONE);
}

fn press_with(player: &mut Player, code: KeyCode, modifiers: KeyModifiers) {
    match keys::act(&player.app, KeyEvent::new(code, modifiers)) {
        Some(act) => player.act(act),
        None => {
            let effects = player.app.update(Msg::Stir { wakes: true });
            player.effects.extend(effects);
        }
    }
}

fn is_attract(player: &Player) -> bool {
    matches!(player.app.screen(), Screen::Attract(_)) && player.app.overlay.is_none()
}

/// Says the right thing, and goes on to the next question.
fn answer(player: &mut Player) {
    let key = player.answer_key(true);
    player.play(&format!("tick:1s {key} tick:1s enter tick:1s"));
}

/// Plays all questions.
fn play_through(player: &mut Player) {
    while matches!(player.app.screen(), Screen::Round(_)) {
        answer(player);
    }
}

#[test]
fn any_key_wakes_it_and_does_nothing_else() {
    for code in [KeyCode::Char('1'), KeyCode::Enter, KeyCode::Esc, KeyCode::F(5), KeyCode::Char('q')] {
        let mut player = booth();
        press(&mut player, code);
        let Screen::Welcome(welcome) = player.app.screen() else { panic!("{code:?}: {:?}", player.app.screen()) };
        assert_eq!(welcome.pick.at, 0);
        player.see("English").see("Français");
    }
    let mut player = booth();
    let (_, hits) = player.draw(&crate::play::dark(Lang::En));
    assert_eq!(hits.at(40, 12), None, "a click there means nothing, and so only tells that somebody came");
    player.app.update(Msg::Stir { wakes: false });
    assert!(is_attract(&player), "a table that is pushed moves the mouse, and wants nothing");
    player.app.update(Msg::Stir { wakes: true });
    assert!(matches!(player.app.screen(), Screen::Welcome(_)));
}

#[test]
fn a_visit_goes_from_the_language_to_the_board_and_leaves_nothing() {
    let mut player = booth();
    press(&mut player, KeyCode::Char('x'));
    player.play("tick:1s 2 tick:1s");
    assert_eq!((player.app.lang(), player.game().lang, player.game().deck.len()), (Lang::Fr, Lang::Fr, 5));
    play_through(&mut player);
    assert!(matches!(player.app.screen(), Screen::Portrait(_)));
    player.play("enter tick:1s");
    assert!(matches!(player.app.screen(), Screen::Naming(_)));
    player.play("type:moi enter");
    let Some(Effect::Keep { game, steps }) =
        player.effects.iter().rev().find(|effect| matches!(effect, Effect::Keep { .. }))
    else {
        panic!("a name is kept");
    };
    assert!(matches!(&steps[..], [RunEvent::Name(_)]));
    assert!(player.effects.contains(&Effect::Rank { scope: BoardScope::Today, own: Some(*game) }));
    assert!(matches!(player.app.screen(), Screen::Standings(_)));
    player.play("tick:1s enter");
    assert!(is_attract(&player));
    assert_eq!((player.app.lang(), player.app.player.clone()), (Lang::En, None));
}

#[test]
fn a_booth_of_one_language_asks_for_none_and_one_without_names_asks_for_none() {
    let names = VisitorNames { letters: false, words: false, refused: None };
    let mut player = Player::at_booth(Config { languages: vec![Lang::Fr], names, ..config() });
    player.play("tick:1s");
    press(&mut player, KeyCode::Enter);
    assert_eq!(player.game().lang, Lang::Fr);
    play_through(&mut player);
    player.play("enter");
    assert!(matches!(player.app.screen(), Screen::Standings(_)));
}

/// Every key with which one gets out of programs.
const WAYS_OUT: [(KeyCode, KeyModifiers); 10] = [
    (KeyCode::Esc, KeyModifiers::NONE),
    (KeyCode::Char('q'), KeyModifiers::NONE),
    (KeyCode::Char('p'), KeyModifiers::NONE),
    (KeyCode::Char('g'), KeyModifiers::NONE),
    (KeyCode::Char('c'), KeyModifiers::CONTROL),
    (KeyCode::Char('d'), KeyModifiers::CONTROL),
    (KeyCode::Char('z'), KeyModifiers::CONTROL),
    (KeyCode::Char('\\'), KeyModifiers::CONTROL),
    (KeyCode::Char('x'), KeyModifiers::ALT),
    (KeyCode::F(4), KeyModifiers::ALT),
];

#[test]
fn no_key_leads_out_or_stops_the_clock() {
    let mut stages: Vec<Player> = vec![booth()];
    let mut player = booth();
    press(&mut player, KeyCode::Enter);
    player.play("tick:1s");
    stages.push(player);
    stages.push(visited());
    let mut player = visited();
    player.play("1 tick:1s");
    stages.push(player);
    let mut player = visited();
    play_through(&mut player);
    stages.push(player);
    for mut player in stages {
        for (code, modifiers) in WAYS_OUT {
            player.play("tick:1s");
            press_with(&mut player, code, modifiers);
            assert!(!player.effects.contains(&Effect::Quit), "{code:?} on {:?}", player.app.screen());
            assert!(player.app.overlay.is_none(), "{code:?} on {:?}", player.app.screen());
            assert!(!matches!(player.app.screen(), Screen::Title(_) | Screen::Glossary(_) | Screen::Results(_)));
        }
    }
}

#[test]
fn the_footer_and_the_page_of_keys_name_no_way_out() {
    let mut player = visited();
    let question = player.text();
    assert!(!question.contains("esc") && !question.contains("pause"), "{question}");
    player.play("?").see("Keys");
    let keys = player.text();
    assert!(!keys.contains("ctrl-c") && !keys.contains("leave"), "{keys}");
    player.play("tick:1s esc");
    assert!(player.app.overlay.is_none());
}

#[test]
fn what_is_pressed_just_after_a_change_was_meant_for_what_was_there() {
    let mut player = booth();
    press(&mut player, KeyCode::Char('x'));
    player.play("tick:100ms 1");
    assert!(matches!(player.app.screen(), Screen::Welcome(_)), "too soon");
    player.play("tick:300ms 2");
    assert!(matches!(player.app.screen(), Screen::Round(_)));
}

#[test]
fn a_key_that_is_held_down_goes_one_step() {
    let mut player = visited();
    player.play("1 tick:1s");
    let feedback = |player: &Player| matches!(player.app.screen(), Screen::Round(round) if matches!(round.phase, Phase::Feedback { .. }));
    assert!(feedback(&player));
    // The first repetition comes after half a second, the others thirty times a second.
    player.play("enter tick:500ms");
    for _ in 0..60 {
        player.play("enter tick:33ms");
    }
    let Screen::Round(round) = player.app.screen() else { panic!("still a game") };
    assert!(matches!(round.phase, Phase::Question { .. }) && round.game.answers.len() == 1);
    player.play("tick:800ms right enter");
    assert!(feedback(&player), "once it was let go, it counts again");
}

#[test]
fn whoever_hammers_on_a_key_answers_nothing_unread() {
    let mut player = visited();
    player.play("1 tick:1s");
    for _ in 0..20 {
        player.play("enter tick:130ms");
    }
    assert_eq!(player.game().answers.len(), 1);
    player.play("right tick:400ms enter");
    assert_eq!(player.game().answers.len(), 2);
}

#[test]
fn an_answer_is_judged_when_it_is_written_down() {
    let mut player = visited();
    player.writes = false;
    player.play("1 tick:500ms");
    let Screen::Round(round) = player.app.screen() else { panic!("still a game") };
    assert!(matches!(round.phase, Phase::Question { .. }) && round.is_given());
    assert!(round.game.answers.is_empty());
    player.play("2 3 h tick:100ms");
    let Some(Effect::Keep { game, steps }) = player.effects.last().cloned() else {
        panic!("{:?}", player.effects.last())
    };
    assert!(matches!(&steps[..], [RunEvent::Begin(_), RunEvent::Answer(answer)] if answer.n == 1));
    player.app.update(Msg::News(News::Kept { game: polysemy::game::scores::GameNo(game.0 + 1), n: 1 }));
    assert!(matches!(player.app.screen(), Screen::Round(round) if round.is_given()), "another game");
    player.app.update(Msg::News(News::Kept { game, n: 1 }));
    assert!(matches!(player.app.screen(), Screen::Round(round) if matches!(round.phase, Phase::Feedback { .. })));
    let given = player.game().answers[0].clone();
    assert!(given.took < Duration::from_millis(1200), "the disk's time is not the player's: {given:?}");
}

#[test]
fn a_disk_that_hangs_does_not_stop_the_game() {
    let mut player = visited();
    player.writes = false;
    player.play("1");
    let wake = player.app.wake().expect("it does not wait for ever");
    assert!(wake <= Duration::from_secs(2));
    player.play("tick:2s");
    assert!(matches!(player.app.screen(), Screen::Round(round) if matches!(round.phase, Phase::Feedback { .. })));
}

#[test]
fn whoever_goes_away_is_asked_and_then_forgotten() {
    let mut player = visited();
    player.play("tick:30s");
    assert_eq!(player.app.countdown(), None);
    // A key that means nothing here tells all the same that somebody is there.
    press(&mut player, KeyCode::Char('1'));
    player.play("tick:58s");
    assert_eq!(player.app.countdown(), None);
    assert!(player.app.wake().is_some_and(|wake| wake <= Duration::from_secs(1)), "it wakes for the countdown");
    player.play("tick:1s").see("Still there?");
    player.app.update(Msg::Stir { wakes: false });
    assert_eq!(player.app.countdown(), None, "a mouse that moves is somebody");
    player.play("tick:88s").see("Back to the beginning in 1 s");
    player.play("tick:1s");
    assert!(is_attract(&player));
    assert!(player.effects.iter().any(|effect| matches!(effect, Effect::Note(polysemy::app::Note::Left {}))));
}

#[test]
fn a_board_waits_less_long() {
    let mut player = visited();
    play_through(&mut player);
    player.play("enter tick:1s 1 tick:1s");
    assert!(matches!(player.app.screen(), Screen::Standings(_)));
    player.play("tick:30s");
    assert!(is_attract(&player));
}

#[test]
fn visitors_can_ask_for_the_keys_on_every_screen() {
    let mut player = Player::at_booth(config());
    player.play("tick:2s");
    player.app.update(Msg::Stir { wakes: true });
    for step in [
        "",
        "1",
        "2 tick:1s enter tick:1s 2 tick:1s enter tick:1s 2 tick:1s enter tick:1s 2 tick:1s enter tick:1s 2 tick:1s enter",
        "enter",
        "1",
    ] {
        player.play(&format!("{step} tick:1s ?"));
        assert!(matches!(player.app.overlay, Some(Overlay::Help)), "after `{step}`:\n{}", player.text());
        player.play("tick:1s enter");
        assert!(player.app.overlay.is_none());
        player.play("tick:1s");
    }
}

#[test]
fn it_plays_by_itself_and_never_stands_still() {
    let mut player = booth();
    let (mut scenes, mut langs) = (Vec::new(), Vec::new());
    for _ in 0..4000 {
        let Screen::Attract(attract) = player.app.screen() else { panic!("nobody is there") };
        if scenes.last() != Some(&attract.scene()) {
            scenes.push(attract.scene());
            langs.push(player.app.lang());
        }
        let wake = player.app.wake().expect("it moves");
        assert!(wake <= Duration::from_secs(1), "{:?}", attract.scene());
        let millis = wake.as_millis().max(1);
        player.play(&format!("tick:{millis}ms"));
    }
    let turn =
        [BoothScene::Title, BoothScene::Ask, BoothScene::Tell, BoothScene::Ask, BoothScene::Tell, BoothScene::Board];
    assert_eq!(scenes[..6], turn);
    assert!(scenes.len() > 12);
    assert_ne!(langs[0], langs[6], "each turn speaks another language");
    assert!(player.effects.contains(&Effect::Rank { scope: BoardScope::Today, own: None }));
}
