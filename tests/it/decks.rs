//! What comes after a game: its results, the same deck again or another one, run codes.

use polysemy::app::settings::Settings;
use polysemy::app::{Effect, Msg, News, Notice, Screen};
use polysemy::game::scores::{GameNo, History, Occasion, RunEvent};
use polysemy::game::{RunCode, deck};
use polysemy::pack::{DomainId, DomainSet, Pack};
use polysemy::text::Lang;

use crate::play::{Player, entry, is_results, played, playing, settings, talk};
use crate::small::trades;

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
    let mut other = Player::of(&[talk()], Settings { questions: 20, timer: Some(0), ..settings(Lang::Fr) });
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
fn questions_that_were_played_are_not_asked_again_soon() {
    let mut player = playing();
    player.finish(&[true]);
    let first = player.deck();
    player.play("n").finish(&[true]);
    let second = player.deck();
    assert!(!second.iter().any(|id| first.contains(id)), "a new deck shows what was not seen yet");
}

#[test]
fn what_was_seen_in_earlier_games_is_not_asked_again_soon() {
    let mut earlier = playing();
    earlier.finish(&[true]);
    let seen: Vec<String> = earlier.deck().into_iter().map(|id| format!("talk/{id}")).collect();
    let mut player = Player::new(Lang::En);
    player.app.update(Msg::News(News::History(History { seen: seen.clone(), best: Vec::new() })));
    player.play("enter");
    assert!(!player.deck().iter().any(|id| seen.contains(&format!("talk/{id}"))));
}

#[test]
fn each_answer_of_a_game_is_written_down_once() {
    let mut player = playing();
    player.finish(&[true, false]);
    let steps: Vec<(GameNo, Vec<RunEvent>)> = player
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Keep { game, steps } => Some((*game, steps.clone())),
            _ => None,
        })
        .collect();
    assert!(steps.iter().all(|(game, _)| *game == steps[0].0));
    let steps: Vec<RunEvent> = steps.into_iter().flat_map(|(_, steps)| steps).collect();
    assert!(matches!(&steps[0], RunEvent::Begin(heading) if heading.asked == 10 && heading.occasion == Occasion::Solo));
    let answers: Vec<(u16, bool)> = steps
        .iter()
        .filter_map(|step| match step {
            RunEvent::Answer(answer) => Some((answer.n, answer.right)),
            _ => None,
        })
        .collect();
    assert_eq!(answers, (1..=10).map(|n| (n, n % 2 == 1)).collect::<Vec<_>>());
    assert_eq!((steps.len(), steps.last()), (12, Some(&RunEvent::Over)));
    player.play("a").finish(&[true]);
    let begun = player
        .effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Keep { steps, .. } if matches!(steps[0], RunEvent::Begin(_))));
    assert_eq!(begun.count(), 2, "the same deck again is another game");
}

#[test]
fn no_rhythm_of_answers_does_better_than_chance() {
    let pack = talk();
    let print = deck::fingerprint(&pack, Lang::En);
    let decks: Vec<Vec<DomainSet>> = (0..600)
        .map(|seed| {
            let deck = deck::draw(&pack, RunCode::new(seed * 431, 10, Lang::En, print));
            deck.iter().map(|place| pack.at(*place).1.key).collect()
        })
        .collect();
    for rhythm in [[0, 1, 2], [1, 2, 0], [2, 0, 1], [0, 2, 1], [2, 1, 0], [1, 0, 2]] {
        let right = decks.iter().flat_map(|keys| keys.iter().zip(rhythm.iter().cycle()));
        let right = right.filter(|(key, said)| key.contains(DomainId(**said))).count();
        let share = right as f64 / (10 * decks.len()) as f64;
        assert!((0.30..0.37).contains(&share), "{rhythm:?} is right in {share} of the answers");
    }
}
