//! The settings, the page of keys: what lies around a game.

use polysemy::app::settings::Settings;
use polysemy::app::{Effect, Overlay};
use polysemy::text::Lang;
use polysemy::ui::theme::ThemeChoice;
use polysemy::words::Words;

use crate::play::{Player, settings, talk};
use crate::small::trades;

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
    assert_eq!((saved.language, saved.timer, saved.theme), (Some(Lang::Fr), Some(45), ThemeChoice::HighContrast));
    assert_eq!(player.effects.len(), 5, "one for each change");
    player.play("esc down down enter").see("45 s");
    assert_eq!(player.game().lang, Lang::Fr);
}

#[test]
fn settings_can_be_changed_with_the_mouse() {
    let mut player = Player::new(Lang::En);
    player.click("Settings").click("Time each").click("Language").click("Thème").click("retour");
    let settings = &player.app.settings;
    assert_eq!((settings.timer, settings.language, settings.theme), (Some(45), Some(Lang::Fr), ThemeChoice::Dark));
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
    player.see("This pack is not in your language: it is played in French.");
    assert_eq!(player.app.settings.pack.as_deref(), Some("duo"));
    player.play("up enter").see("Which “");
    assert_eq!(player.game().lang, Lang::Fr);
    player.finish(&[true]).see("6 of 6 right");
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
