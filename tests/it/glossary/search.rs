//! What is found as one types.

use polysemy::app::Screen;
use polysemy::app::glossary::SearchField;
use polysemy::text::Lang;
use proptest::prelude::*;

use super::{found, glossary, searching, shown};
use crate::play::{dark, talk};

#[test]
fn terms_are_found_without_regard_to_accents_capitals_and_missing_letters() {
    for (lang, wanted, first) in [
        (Lang::Fr, "ECHANT", "échantillon"),
        (Lang::Fr, "modèle", "modèle"),
        (Lang::Fr, "modele", "modèle"),
        (Lang::Fr, "sample", "échantillon"),
        (Lang::En, "échantillon", "sample"),
        (Lang::En, "rgrs", "regression"),
        (Lang::En, "stderr", "standard error"),
        (Lang::En, "err std", "standard error"),
        (Lang::En, "  Test ", "test"),
    ] {
        let mut player = searching(lang, wanted);
        assert_eq!(found(&player).first().map(String::as_str), Some(first), "{wanted}");
        player.play("esc");
        assert_eq!(found(&player).len(), talk().terms.len(), "the first Esc empties the search");
        player.play("esc");
        assert!(matches!(player.app.screen(), Screen::Title(_)));
    }
}

#[test]
fn terms_are_in_the_order_of_a_dictionary_until_something_is_searched() {
    let names = found(&searching(Lang::Fr, ""));
    let at = |name: &str| names.iter().position(|own| own == name).unwrap_or_else(|| panic!("no {name} in {names:?}"));
    assert!(at("cluster") < at("échantillon") && at("échantillon") < at("erreur standard"), "{names:?}");
}

#[test]
fn names_come_before_glosses_and_every_word_must_be_somewhere() {
    let names = found(&searching(Lang::En, "model"));
    assert_eq!(names[0], "model");
    assert!(names.len() > 1 && names[1..].iter().all(|name| !name.starts_with("model")), "{names:?}");
    assert_eq!(found(&searching(Lang::En, "regression number")), ["regression"]);
    let mut nothing = searching(Lang::Fr, "zzz");
    nothing.see("Rien de tel").play("down pgdn left right tab enter");
    assert!(shown(&nothing).is_none());
    assert!(!nothing.text().contains("contextes"), "{}", nothing.text());
}

#[test]
fn letters_that_match_are_underlined() {
    let player = searching(Lang::En, "modl");
    let own = glossary(&player);
    assert_eq!(own.found[0].marks(SearchField::Name(Lang::En)), [0, 1, 2, 4]);
    let (buf, _) = player.draw(&dark(Lang::En));
    let row = 5 * usize::from(player.size.0);
    let underlined = |cell: &&ratatui::buffer::Cell| cell.modifier.contains(ratatui::style::Modifier::UNDERLINED);
    let list = &buf.content[row..row + 20];
    let marked: String = list.iter().filter(underlined).map(ratatui::buffer::Cell::symbol).collect();
    assert_eq!(marked, "modl");
}

#[test]
fn a_slip_of_the_fingers_is_forgiven_where_nothing_else_is_found() {
    assert_eq!(found(&searching(Lang::En, "lable")), ["label"]);
    assert_eq!(found(&searching(Lang::En, "vaariable")), ["variable"]);
    assert_eq!(found(&searching(Lang::En, "gradeint")), ["gradient"]);
    assert_eq!(found(&searching(Lang::Fr, "echantilon"))[..1], ["échantillon"]);
    let mut player = searching(Lang::En, "sample");
    player.play("esc").see("▸ sample");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_searched_marks_lie_on_letters(wanted in "\\PC{0,12}|[a-zéœ’ ]{0,8}", fr: bool) {
        let lang = if fr { Lang::Fr } else { Lang::En };
        let player = searching(lang, &wanted);
        let own = glossary(&player);
        for found in &own.found {
            let term = own.term(found);
            for name in Lang::ALL {
                for at in found.marks(SearchField::Name(name)) {
                    prop_assert!(term.name.get(name).is_char_boundary(at) && at < term.name.get(name).len());
                }
            }
            for sense in &term.senses {
                for at in found.marks(SearchField::Gloss(sense.domain)) {
                    let gloss = sense.gloss.get(lang);
                    // A straight apostrophe that is typed finds a curly one.
                    let letter = |c: char| c.is_alphanumeric() || c == '’';
                    prop_assert!(gloss[at..].starts_with(letter) || !wanted.is_ascii(), "{gloss} {at}");
                }
            }
        }
        player.text();
    }
}
