//! What the screens look like.

use polysemy::text::Lang;

use crate::play::{Player, talk};

#[test]
#[ignore = "prints every question for people to read"]
fn print_blind() {
    for (_, question) in talk().questions(Lang::En) {
        let mut player = Player::new(Lang::En);
        player.begin_with(&question.id, Lang::En);
        println!("=== {}\n{}", question.id, player.text());
    }
}

#[test]
#[ignore = "prints every question for people to read"]
fn print_all() {
    for lang in Lang::ALL {
        for (_, question) in talk().questions(lang) {
            let mut player = Player::new(lang);
            player.begin_with(&question.id, lang);
            let key = player.answer_key(false);
            player.play(&key);
            println!("=== {} {}\n{}", question.id, lang.code(), player.text());
        }
    }
}
