//! What a player can do with a context: flip it after a miss, have it told in words, watch it move again.

use std::time::Duration;

use polysemy::app::settings::{Motion, Settings};
use polysemy::context::{SMALLEST_ROOM, Scene};
use polysemy::text::Lang;

use crate::play::{Player, talk};
use crate::small::pack;

/// A player without a timer at a question of the built-in pack.
fn at(question: &str, motion: Motion) -> Player {
    let settings = Settings { language: Some(Lang::En), timer: Some(0), motion, ..Settings::default() };
    let mut player = Player::of(&[talk()], settings);
    player.begin_with(question, Lang::En);
    player
}

#[test]
fn after_a_miss_another_context_shows_where_the_answer_would_have_been_right() {
    let mut player = at("cluster-garden", Motion::Full);
    player.play("1").see("easily confused").see("compare").see("centroid");
    player.play("c").see("Here it is ◆ dev");
    assert!(!player.text().contains("centroid"), "the other context is shown:\n{}", player.text());
    player.play("c").see("easily confused").see("centroid");
}

#[test]
fn after_a_right_answer_there_is_nothing_to_compare() {
    let mut player = at("cluster-garden", Motion::Reduced);
    player.play("tick:20s 2").see("✓ right");
    let before = player.text();
    assert_eq!(player.play("c").text(), before);
    assert!(!before.contains("compare"));
}

#[test]
fn a_figure_is_told_in_words_until_they_are_no_longer_wanted() {
    let mut player = at("cluster-heartbeat", Motion::Full);
    player.play("tab").see("A box nap-lb above four boxes");
    assert_eq!(player.app.wake(), None, "words do not move");
    player.play("tick:200ms tab");
    assert!(!player.text().contains("A box nap-lb above four boxes"));
}

#[test]
fn a_figure_moves_comes_to_rest_and_moves_again_when_asked() {
    let mut player = at("cluster-heartbeat", Motion::Full);
    assert!(player.app.wake().is_some_and(|wake| wake <= Duration::from_secs(2)), "it is about to move");
    player.play("tick:20s");
    assert_eq!(player.app.wake(), None, "it rests");
    player.see("no heartbeat for 9 s").play("r");
    assert!(player.app.wake().is_some(), "it moves again");
}

#[test]
fn nothing_moves_where_motion_is_reduced() {
    let mut player = at("cluster-heartbeat", Motion::Reduced);
    assert_eq!(player.app.wake(), None);
    player.play("1");
    assert_eq!(player.app.wake(), None);
}

#[test]
fn a_figure_stands_still_while_the_game_is_paused() {
    let mut player = at("cluster-heartbeat", Motion::Full);
    player.play("tick:1s").play("p");
    assert_eq!(player.app.wake(), None);
    player.play("tick:30s enter");
    assert!(player.app.wake().is_some(), "it goes on where it was");
}

#[test]
fn series_of_one_name_share_their_marks_and_their_place_in_the_legend() {
    // The two bounds of a band are one thing.
    let player = at("regression-band", Motion::Reduced);
    let screen = player.text();
    let legend = screen.lines().find(|line| line.contains("minutes per day")).expect("a legend");
    assert_eq!(legend.matches("95% CI").count(), 1, "{legend}");
    assert!(!legend.contains('…'), "the whole of it has room: {legend}");
}

#[test]
fn nothing_claims_to_scroll_where_everything_is_shown() {
    let mut player = at("cluster-perf", Motion::Reduced);
    player.play("1").see("✓ right");
    let before = player.text();
    assert_eq!(player.play("down").text(), before);
}

#[test]
fn bars_of_one_name_are_told_apart_all_the_same() {
    let toml = std::fs::read_to_string("tests/packs/good.toml").expect("a pack");
    let lines = "context.plot.type = \"line\"\ncontext.plot.y = \"euros a share\"\n";
    let (head, _) = toml.split_once(lines).expect("a plot");
    let bars = "context.plot.type = \"bar\"\ncontext.plot.y = \"euros a share\"\ncontext.plot.labels = [\"Mon\", \"Tue\"]\n\
                context.plot.series = [{ name = \"naps\", values = [3, 5] }, { name = \"naps\", values = [4, 1] }]\n";
    let pack = pack(&format!("{head}{bars}"));
    let (_, question) = pack.questions(Lang::En).last().expect("a question");
    let sheet = question.context.draw(&Scene::still(Lang::En, SMALLEST_ROOM, &[]));
    let legend: String = sheet.rows[0].iter().map(|run| run.text.as_ref()).collect();
    assert_eq!(legend.matches("naps").count(), 2, "{legend}");
}
