//! The glossary: found as one types, senses side by side, contexts to look at, and ways in and out.

mod search;

use std::time::Duration;

use polysemy::app::glossary::Glossary;
use polysemy::app::settings::{Motion, Settings};
use polysemy::app::{Effect, Msg, Screen};
use polysemy::context::Frame;
use polysemy::pack::DomainId;
use polysemy::text::Lang;
use polysemy::words::Words;

use crate::dump::Dump;
use crate::play::{Player, dark, playing, settings, skin, talk, text};
use crate::small::{pack, trades};

fn glossary(player: &Player) -> &Glossary {
    let Screen::Glossary(glossary) = player.app.screen() else { panic!("no glossary:\n{}", player.text()) };
    glossary
}

/// The names of the terms found.
fn found(player: &Player) -> Vec<String> {
    let glossary = glossary(player);
    glossary.found.iter().map(|found| glossary.term(found).name.get(glossary.lang).to_owned()).collect()
}

/// The id of the selected term and the index of the selected sense's domain.
fn selected(player: &Player) -> (String, u8) {
    let glossary = glossary(player);
    let (_, term) = glossary.current().expect("a term");
    (term.id.to_string(), glossary.sense().expect("a sense").domain.0)
}

/// The id of the question whose context is shown.
fn shown(player: &Player) -> Option<String> {
    let glossary = glossary(player);
    glossary.question().map(|(place, ..)| glossary.pack.at(place).1.id.to_string())
}

fn searching(lang: Lang, wanted: &str) -> Player {
    let mut player = Player::new(lang);
    player.play("g");
    wanted.chars().for_each(|c| player.key(crossterm::event::KeyCode::Char(c)));
    player
}

#[test]
fn senses_stand_side_by_side_and_keep_their_columns() {
    let mut player = searching(Lang::En, "");
    for _ in 0..talk().terms.len() {
        let screen = player.text();
        let heads = screen.lines().find(|row| row.contains("◆ dev")).expect("the heads of the columns");
        let at = |name: &str| heads.chars().collect::<String>().find(name).expect("a column");
        assert!(at("◆ dev") < at("● ML") && at("● ML") < at("■ stats"), "{screen}");
        let (term, _) = selected(&player);
        let own = talk().terms.iter().find(|own| own.id.as_str() == term).expect("it is in the pack").clone();
        for sense in &own.senses {
            for word in sense.gloss.get(Lang::En).split_whitespace() {
                assert!(screen.contains(word), "{term}: {word}\n{screen}");
            }
        }
        player.play("down");
    }
}

#[test]
fn one_moves_between_senses_and_each_shows_its_contexts() {
    let mut player = searching(Lang::En, "regression");
    assert_eq!(selected(&player), ("regression".to_owned(), 0));
    player.play("right");
    assert_eq!(selected(&player).1, 1);
    player.play("tab tab tab");
    assert_eq!(selected(&player).1, 1, "around the ends");
    player.play("left left");
    assert_eq!(selected(&player).1, 2);
    let pack = talk();
    let term = pack.terms.iter().find(|term| term.id.as_str() == "regression").expect("a term");
    let stats: Vec<_> = term.questions.iter().filter(|question| question.key.contains(DomainId(2))).collect();
    assert!(stats.len() > 2);
    player.play("enter");
    for question in &stats {
        assert_eq!(shown(&player).as_deref(), Some(question.id.as_str()));
        // A figure shows its tell at its end.
        player.play("tick:30s").see("■ stats").see("esc back");
        let lit = dark(Lang::En).theme.lit;
        let (buf, _) = player.draw(&dark(Lang::En));
        assert!(buf.content.iter().any(|cell| Some(cell.bg) == lit.bg), "{}: nothing is lit", question.id);
        let words: String = question.explanation.get(Lang::En).split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        player.see(&words.replace('`', ""));
        player.play("right");
    }
    assert_eq!(shown(&player).as_deref(), Some(stats[0].id.as_str()), "from the beginning again");
    player.play("left").see(&format!("{0}/{0}", stats.len()));
    player.play("esc").see("search: regression");
    assert!(shown(&player).is_none());
    assert_eq!(selected(&player).1, 2);
}

#[test]
fn everything_can_be_clicked() {
    let mut player = searching(Lang::En, "");
    player.play("pgdn pgdn").click("regression").see("r e g r e s s i o n");
    player.click("● ML");
    assert_eq!(selected(&player), ("regression".to_owned(), 1));
    player.click("NIST/SEMATECH");
    assert_eq!(selected(&player).1, 2);
    let count = |player: &Player, domain: u8| glossary(player).contexts(DomainId(domain)).len();
    let (dev, stats) = (count(&player, 0), count(&player, 2));
    player.click(&format!("{stats} contexts ▸")).see(&format!("1/{stats}")).click("esc back").click("◆ dev");
    player.click(&format!("{dev} contexts ▸")).see(&format!("1/{dev}"));
    player.click("enter next").see(&format!("2/{dev}")).click("? keys").see("replay");
    player.click("esc close").click("esc back").click("enter contexts").see(&format!("1/{dev}"));
    player.click("esc back").click("esc back").see("Play");
}

#[test]
fn a_sense_that_is_not_asked_in_the_language_says_so() {
    let toml = r#"
format = 1
id = "one-sided"
title = "One-sided"
languages = ["en", "fr"]
[[domain]]
id = "sea"
name = "sailors"
letter = "s"
colour = "blue"
[[domain]]
id = "oven"
name = "bakers"
letter = "b"
colour = "pink"
[[term]]
id = "batch"
name = { en = "batch", fr = "lot" }
sense = [{ domain = "sea", gloss = "a load" }, { domain = "oven", gloss = "a tray" }]
[[term.question]]
id = "batch-sea"
key = "sea"
tell = "quay"
explanation = "See the quay."
context.log.text = "A batch on the quay."
[[term.question]]
id = "batch-oven"
languages = ["en"]
key = "oven"
tell = "oven"
explanation = "See the oven."
context.log.text = "A batch in the oven."
"#;
    let mut player = Player::of(&[pack(toml)], settings(Lang::Fr));
    player.play("g right").see("pas de contexte").play("enter");
    assert!(shown(&player).is_none());
    assert!(!player.text().contains("enter contextes"));
    player.play("left enter").see("A batch on the quay.");
    let mut english = Player::of(&[pack(toml)], settings(Lang::En));
    english.play("g right enter").see("A batch in the oven.");
    assert!(!english.text().contains("enter next"), "there is no other");
    english.play("enter right left").see("1/1");
}

#[test]
fn it_opens_from_title_feedback_results_and_review_and_goes_back() {
    let mut player = Player::new(Lang::En);
    player.click("Glossary");
    assert!(matches!(player.app.screen(), Screen::Glossary(_)));
    player.play("esc down down down down enter g");
    assert!(matches!(player.app.screen(), Screen::Round(_)), "no glossary during a question");
    let asked = |player: &Player, at: usize| {
        let game = player.game();
        let (term, question) = game.at(game.deck[at]);
        (term.id.to_string(), question.key.iter().next().expect("a domain").0)
    };
    let first = asked(&player, 0);
    player.play("1 g");
    assert_eq!(selected(&player), first);
    player.play("esc enter").see("2/10");
    player.finish(&[true, false]);
    let Screen::Results(results) = player.app.screen() else { panic!("no results") };
    let chosen = asked(&player, results.pick.at);
    player.play("g");
    assert_eq!(selected(&player), chosen);
    player.play("esc enter g");
    assert_eq!(selected(&player), chosen);
    player.play("esc").see("looking back");
    player.play("esc").see("results");
}

#[test]
fn what_the_game_will_still_ask_is_held_back() {
    // One question of each sense, all in one game: after the first answer, every other one is to come.
    let mut player = Player::of(&[trades("duo", 2, Lang::En)], Settings { questions: 0, ..settings(Lang::En) });
    player.play("enter 1 g");
    let own = glossary(&player);
    assert_eq!(own.to_come.len(), 5);
    let asked = own.sense().expect("a sense").domain;
    assert_eq!(own.contexts(asked).len(), 1);
    player.see("1 context ▸").see("still to come").play("right enter");
    assert!(shown(&player).is_none());
    player.play("esc enter").finish(&[true]);
    player.play("g right enter");
    assert!(shown(&player).is_some(), "nothing is to come after the game");
}

#[test]
fn the_results_close_with_a_glossary_of_the_words_that_were_missed() {
    for lang in Lang::ALL {
        let mut player = Player::new(lang);
        player.play("enter").finish(&[true, false, false]);
        let game = player.game();
        let missed: Vec<String> =
            game.missed_terms().into_iter().map(|term| game.pack.terms[term].name.get(lang).to_owned()).collect();
        let sentence = if lang == Lang::En { "Write a glossary" } else { "Écrivez un glossaire" };
        player.see(sentence).see(&missed[0]).click(sentence);
        let mut first = found(&player);
        first.truncate(missed.len());
        first.sort();
        let mut sorted = missed.clone();
        sorted.sort();
        assert_eq!(first, sorted, "they come first");
        assert_eq!(player.text().matches('✗').count(), missed.len());
        assert_eq!(found(&player).len(), talk().terms.len());
        player.play("esc n").finish(&[true]);
        player.see(sentence).play("g");
        assert!(!player.text().contains('✗'));
    }
}

#[test]
fn a_figure_moves_and_comes_to_rest_and_nothing_else_wakes_the_process() {
    let mut player = searching(Lang::En, "gradient");
    assert_eq!(player.app.wake(), None, "nothing moves in the list");
    let pack = talk();
    let moving = |id: &str| {
        let mut questions = pack.terms.iter().flat_map(|term| &term.questions);
        let question = questions.find(|question| question.id.as_str() == id).expect("a question");
        question.context.next_frame(Frame(0)).is_some()
    };
    player.play("right enter");
    for _ in 0..99 {
        if shown(&player).is_some_and(|id| moving(&id)) {
            break;
        }
        player.play("enter");
    }
    assert!(moving(&shown(&player).expect("a context")), "no figure of this term moves");
    let start = player.text();
    let mut frames = 0;
    while let Some(wake) = player.app.wake() {
        assert!(wake <= Duration::from_secs(30) && frames < 2000);
        player.app.update(Msg::Tick(wake));
        frames += 1;
    }
    assert!(frames > 10 && player.text() != start);
    let end = player.text();
    player.see("r replay").play("r");
    assert_eq!(player.text(), start);
    player.play("tab");
    assert_eq!(player.app.wake(), None, "words do not move");
    player.play("tab ?");
    assert_eq!(player.app.wake(), None, "nor does what is covered");
    player.play("?");
    assert!(player.app.wake().is_some());
    player.app.settings.motion = Motion::Reduced;
    assert_eq!(player.app.wake(), None);
    let still = polysemy::ui::Skin { still: true, ..dark(Lang::En) };
    let above_footer = |screen: &str| screen.lines().take(23).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(above_footer(&text(&player.draw(&still).0)), above_footer(&end));
}

#[test]
fn contexts_are_made_ready_ahead_and_shown_so() {
    let mut player = searching(Lang::En, "gradient");
    let lang = Lang::En;
    player.play("enter");
    let own = glossary(&player);
    let wants = own.contexts(own.sense().expect("a sense").domain);
    let wanting: Vec<_> = wants.iter().filter(|place| own.pack.at(**place).1.context.wants_ready()).collect();
    assert!(!wanting.is_empty(), "neither code nor picture");
    let pack = own.pack.clone();
    for _ in 0..wants.len() {
        let (place, ..) = glossary(&player).question().expect("a context");
        let ready = player.app.ready(&pack, lang, place).is_some();
        assert_eq!(ready, pack.at(place).1.context.wants_ready());
        player.play("enter");
    }
    assert!(!player.effects.iter().any(|effect| matches!(effect, Effect::Prepare { .. })));
}

#[test]
fn on_any_terminal_the_selected_sense_is_seen_whole() {
    let long =
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft and twelve more words of it";
    let mut toml = "format = 1\nid = \"long\"\ntitle = \"Long\"\nlanguages = [\"en\"]\n".to_owned();
    for (id, colour) in [("a", "blue"), ("b", "orange"), ("d", "green"), ("e", "pink")] {
        toml +=
            &format!("[[domain]]\nid = \"{id}\"\nname = \"trade {id}\"\nletter = \"{id}\"\ncolour = \"{colour}\"\n");
    }
    toml += "[[term]]\nid = \"w\"\nname = \"Rindfleischetikettierungsueberwachungsa\"\n";
    for id in ["a", "b", "d", "e"] {
        let source = "a source so long that it cannot be shown, ".repeat(4);
        toml += &format!("[[term.sense]]\ndomain = \"{id}\"\ngloss = \"{long}{id}\"\nsource = \"{source}\"\n");
    }
    for id in ["a", "b", "d", "e"] {
        toml += &format!("[[term.question]]\nid = \"w-{id}\"\nkey = \"{id}\"\ntell = \"cat {id}\"\n");
        toml += &format!("explanation = \"A cat {id}.\"\ncontext.log.text = \"w, cat {id}\"\n");
    }
    let pack = pack(&toml);
    for size in [(80, 24), (81, 25), (100, 30), (120, 40), (200, 60)] {
        let mut player = Player { size, ..Player::of(std::slice::from_ref(&pack), settings(Lang::En)) };
        player.play("g");
        for id in ["a", "b", "d", "e"] {
            player.see(&format!("trade {id}")).see("1 context ▸");
            let lettered = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            if size.0 < 100 {
                let screen = lettered(&player.text());
                assert!(screen.contains(&lettered(&format!("{long}{id}"))), "{}", player.text());
            }
            player.click("1 context ▸").see(&format!("w, cat {id}")).play("esc right");
        }
        let ascii = skin(Lang::En, polysemy::ui::theme::ThemeChoice::Dark, polysemy::ui::theme::Depth::Sixteen, true);
        assert!(text(&player.draw(&ascii).0).is_ascii());
    }
}

#[test]
fn what_it_looks_like() {
    for size in [(80, 24), (120, 40), (200, 60)] {
        for lang in Lang::ALL {
            let mut dump = Dump::default();
            let mut player = Player { size, ..Player::new(lang) };
            let mut add = |name: &str, player: &Player| dump.add(name, &player.draw(&dark(lang)).0);
            add("glossary", player.play("g"));
            add("another term and sense", player.play("down down down right"));
            add("its context", player.play("enter"));
            player.play("esc type:modl");
            add("search", &player);
            player.play("esc type:zz");
            add("nothing found", &player);
            let mut four = Player { size, ..Player::of(&[trades("own", 4, lang)], settings(lang)) };
            add("four domains", four.play("g right right"));
            insta::assert_snapshot!(format!("glossary_{}x{}_{}", size.0, size.1, lang.code()), dump.finish());
        }
    }
}

#[test]
fn it_opens_at_the_word_that_was_asked() {
    let mut player = playing();
    player.play("1");
    let game = player.game();
    let name = game.at(game.deck[0]).0.name.get(Lang::En).to_owned();
    player.see(&format!("g {}", Words::of(Lang::En).ui.keys_glossary)).play("g").see(&format!("▸ {name}"));
}
