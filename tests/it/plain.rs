//! The game line by line: what is told, what lines mean, and whole games through pipes and in a terminal.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use polysemy::app::plain::{Announcement, Printer, hear, say};
use polysemy::app::settings::Settings;
use polysemy::app::{App, Effect, Screen, Start};
use polysemy::context::{Context, KINDS};
use polysemy::game::{Game, Rules, deck};
use polysemy::pack::{DomainId, Pack, QuestionRef};
use polysemy::text::{Lang, find, width};
use polysemy::words::Words;
use proptest::prelude::*;

use crate::play::{entry, talk};
use crate::small::trades;

/// Somebody who reads lines and types some.
struct Reader {
    app: App,
    words: Words,
    cols: usize,
    effects: Vec<Effect>,
}

impl Reader {
    /// Before one question, in a language.
    fn asked(pack: &Arc<Pack>, place: QuestionRef, lang: Lang) -> Self {
        let (app, effects) = App::asking(pack, place, lang, Settings::default());
        Self { app, words: Words::of(lang), cols: 80, effects }
    }

    /// Before a game of a pack, always of the same questions, with so many seconds for each if there is a timer.
    fn playing(pack: &Arc<Pack>, lang: Lang, timer: Option<u64>) -> Self {
        let start = Start {
            settings: Settings { language: Some(lang), ..Settings::default() },
            catalogue: vec![entry(pack)],
            chosen: Some(0),
            locale: lang,
            entropy: 7,
            ..Start::default()
        };
        let code = deck::fresh(pack, lang, 5, 7, &[]);
        let rules = Rules { time: timer.map(Duration::from_secs) };
        let game = Game::new(pack.clone(), lang, rules, deck::draw(pack, code), Some(code));
        let (app, effects) = App::playing(start, game);
        Self { app, words: Words::of(lang), cols: 80, effects }
    }

    fn told(&self, tell: &Announcement) -> String {
        say(&self.app, tell, &Printer { words: &self.words, cols: self.cols })
    }

    /// Types a line so many seconds after the one before, and reads what is said.
    fn types_after(&mut self, seconds: u64, line: &str) -> String {
        let (effects, tell) = hear(&mut self.app, line, Duration::from_secs(seconds));
        self.effects.extend(effects);
        self.told(&tell)
    }

    fn types(&mut self, line: &str) -> String {
        self.types_after(1, line)
    }

    fn game(&self) -> &Game {
        match self.app.screen() {
            Screen::Round(round) => &round.game,
            Screen::Results(results) => &results.game,
            Screen::Review(review) => &review.game,
            other => panic!("no game on {other:?}"),
        }
    }

    /// What answers the question, rightly or not.
    fn answer(&self, right: bool) -> DomainId {
        let game = self.game();
        let key = game.at(game.current().expect("a question")).1.key;
        game.pack.domain_ids().find(|id| key.contains(*id) == right).expect("such an answer")
    }

    fn says(&mut self, right: bool) -> String {
        let answer = self.answer(right);
        self.types(&(answer.0 + 1).to_string())
    }

    /// Answers what is left, right and wrong in turn, up to the results, and reads those.
    fn finishes(&mut self) -> String {
        let mut said = String::new();
        for right in [true, false].into_iter().cycle() {
            if !matches!(self.app.screen(), Screen::Round(_)) {
                break;
            }
            self.says(right);
            said = self.types("");
        }
        said
    }
}

/// A text without its line breaks, as it is heard.
fn heard(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asserts that nothing is told that a screen reader would spell out or a terminal obey, and that nothing is too wide.
fn assert_plain(said: &str, cols: usize) {
    for c in said.chars() {
        assert!(c == '\n' || !c.is_control(), "{c:?} in {said}");
        assert!(!matches!(c, '\u{2500}'..='\u{259f}' | '\u{2800}'..='\u{28ff}'), "{c:?} in {said}");
    }
    let widest = said.lines().map(|line| width(line.trim_end())).max().unwrap_or(0);
    assert!(widest <= cols, "{widest} columns of {cols}:\n{said}");
}

#[test]
fn a_question_of_every_kind_is_told() {
    let pack = talk();
    for lang in Lang::ALL {
        let mut out = String::new();
        for kind in KINDS {
            let (place, _) = pack.questions(lang).find(|(_, question)| question.context.kind() == kind).expect(kind);
            let mut reader = Reader::asked(&pack, place, lang);
            let _ = writeln!(out, "=== {kind}\n{}[1]\n{}[2]", reader.told(&Announcement::All), reader.says(false));
        }
        insta::assert_snapshot!(format!("plain_{}", lang.code()), out);
    }
}

#[test]
fn every_question_says_its_word_and_what_decides() {
    let pack = talk();
    for lang in Lang::ALL {
        for (place, question) in pack.questions(lang) {
            let mut reader = Reader::asked(&pack, place, lang);
            let asked = reader.told(&Announcement::All);
            let told = reader.says(false);
            assert_plain(&asked, 80);
            assert_plain(&told, 80);
            let narrow = Printer { words: &reader.words, cols: 40 };
            assert_plain(&say(&reader.app, &Announcement::All, &narrow), 40);
            let word = pack.at(place).0.name.get(lang);
            assert!(!find(&heard(&asked), &heard(word)).is_empty(), "{}: no word in\n{asked}", question.id);
            // What is lit in a figure or a picture need not be in its words, and is said afterwards.
            let pictured = matches!(question.context, Context::Figure(_) | Context::Picture(_));
            let context = if pictured { &told } else { &asked };
            for tell in question.tells(lang) {
                let on_one_line = question.context.tell_in_lines(tell, lang);
                let tell = heard(on_one_line.as_deref().unwrap_or(tell));
                assert!(!find(&heard(context), &tell).is_empty(), "{}: no `{tell}` in\n{context}", question.id);
                assert!(!find(&heard(&told), &tell).is_empty(), "{}: no `{tell}` in\n{told}", question.id);
            }
        }
    }
}

#[test]
fn an_answer_is_a_number_a_letter_or_a_name() {
    for (lang, line, wanted) in [
        (Lang::En, "2", Some(1)),
        (Lang::En, " m\r", Some(1)),
        (Lang::En, "S", Some(2)),
        (Lang::En, "Stats", Some(2)),
        (Lang::Fr, "&", Some(0)),
        (Lang::Fr, "é", Some(1)),
        (Lang::Fr, "\"", Some(2)),
        (Lang::En, "\"", None),
        (Lang::Fr, "'", None),
        (Lang::En, "0", None),
        (Lang::En, "4", None),
        (Lang::En, "1 2", None),
        (Lang::En, "-1", None),
        (Lang::En, "99999999999999999999999999", None),
        (Lang::En, "", None),
    ] {
        let mut reader = Reader::playing(&talk(), lang, None);
        let said = reader.types(line);
        let answer = reader.game().answers.first().map(|answer| answer.said.map(|domain| domain.0));
        assert_eq!(answer, wanted.map(Some), "{line:?} in {lang:?}: {said}");
    }
    let mut reader = Reader::playing(&trades("guild", 4, Lang::Fr), Lang::Fr, None);
    reader.types("'");
    assert_eq!(reader.game().answers[0].said, Some(DomainId(3)));
}

#[test]
fn a_line_that_means_nothing_is_told_what_is_expected() {
    let mut reader = Reader::playing(&talk(), Lang::En, None);
    let said = reader.types("perhaps");
    assert!(said.contains("“perhaps” means nothing here.") && said.contains("2 or m: ML"), "{said}");
    assert!(reader.game().answers.is_empty());
    assert_eq!(reader.types(""), "Answer: ");
    reader.says(true);
    assert!(reader.types("9").contains("Enter: go on."), "an answer was given");
    assert!(reader.types("c").contains("means nothing"), "after a right answer there is nothing to compare");
}

#[test]
fn the_hint_is_told_and_costs_half_the_points() {
    let mut reader = Reader::playing(&talk(), Lang::En, None);
    let hinted = reader.types("h");
    assert!(hinted.contains("1 dev: ") && hinted.contains("3 stats: "), "{hinted}");
    reader.says(true);
    assert!(reader.game().answers[0].hinted);
    assert!(matches!(reader.game().answers[0].points.total(), 50 | 75 | 100));
}

#[test]
fn the_clock_is_that_of_the_game() {
    let mut reader = Reader::playing(&talk(), Lang::En, Some(15));
    let said = reader.types_after(15, "1");
    assert!(said.contains("Too late: time is up."), "{said}");
    assert_eq!((reader.game().answers.len(), reader.game().answers[0].said), (1, None));
    reader.types("");
    // A pause and the help stop it, and what is typed next is heard.
    reader.types_after(10, "p");
    assert!(reader.types_after(60, "what?").contains("Enter: go on."));
    reader.types_after(60, "");
    assert!(reader.types_after(1, "?").contains("h: hint"));
    let answer = reader.answer(true);
    let said = reader.types_after(60, &(answer.0 + 1).to_string());
    assert!(said.contains("Right: "), "{said}");
    assert_eq!(reader.game().answers[1].took, Duration::from_secs(11));
    // Who wants to leave, leaves, however late.
    reader.types("");
    assert!(reader.types_after(99, "q").contains("Leave the game?"));
}

#[test]
fn leaving_is_asked_about() {
    let mut reader = Reader::playing(&talk(), Lang::En, None);
    assert!(reader.types("q").contains("Leave the game?"));
    assert!(reader.types("perhaps").contains("y: leave the game."));
    assert_eq!(reader.types(""), "Answer: ");
    reader.types("Q");
    assert_eq!(reader.types("no"), "Answer: ");
    reader.types("p");
    assert!(reader.types("q").contains("Leave the game?"));
    assert!(!reader.effects.contains(&Effect::Quit));
    reader.types("y");
    assert!(reader.effects.contains(&Effect::Quit));
}

#[test]
fn after_a_miss_a_context_is_told_where_the_answer_would_be_right() {
    let pack = talk();
    let place =
        pack.questions(Lang::En).find(|(_, question)| &*question.id == "cluster-garden").expect("it is there").0;
    let mut reader = Reader::asked(&pack, place, Lang::En);
    reader.types("1");
    let compared = reader.types("c");
    assert!(compared.contains("Here it is dev:") && compared.contains("The tell: "), "{compared}");
    assert!(reader.types("c").contains("Wrong: you said dev"));
}

#[test]
fn the_results_tell_every_answer_and_lead_on() {
    let mut reader = Reader::playing(&talk(), Lang::En, None);
    let results = reader.finishes();
    assert!(results.starts_with("The end: ") && results.contains("3 of 5 right."), "{results}");
    for (i, answer) in reader.game().answers.iter().enumerate() {
        let word = reader.game().at(answer.question).0.name.get(Lang::En);
        let line = format!("{}. {word}: {}", i + 1, if answer.right { "right, " } else { "wrong, you said " });
        assert!(results.contains(&line), "`{line}` in\n{results}");
    }
    let code = reader.game().code.expect("a drawn deck").to_string();
    assert!(results.contains(&code) && results.contains("You, as a classifier: You read"), "{results}");
    let words = reader.types("g cluster");
    assert!(words.contains("Word: cluster.") && words.contains("Français: ") && words.contains("ML: "), "{words}");
    assert!(reader.types("régression").contains("Word: regression."));
    assert!(reader.types("qqqqqq").contains("Nothing like that."));
    assert_eq!(reader.types(""), "What next? ");
    let review = reader.types("4");
    assert!(review.contains("Question 4 of 5.") && review.contains("Wrong: "), "{review}");
    assert!(reader.types("").contains("Question 5 of 5."));
    assert_eq!(reader.types(""), "What next? ");
    let deck = reader.game().deck.clone();
    let misses = reader.types("m");
    assert!(misses.contains("2 questions, no time limit.") && misses.contains("Question 1 of 2."), "{misses}");
    reader.finishes();
    reader.types("a");
    assert_eq!(reader.game().deck, [deck[1], deck[3]]);
    while matches!(reader.app.screen(), Screen::Round(_)) {
        reader.says(true);
        reader.types("");
    }
    assert!(reader.types("m").contains("Nothing was missed"));
    assert!(reader.types("n").contains("10 questions, no time limit."), "a new deck is as long as the settings say");
    reader.types("q");
    reader.types("y");
    assert!(reader.effects.contains(&Effect::Quit));
}

#[test]
fn what_is_written_down_is_what_a_game_on_a_screen_writes() {
    let mut reader = Reader::playing(&talk(), Lang::En, None);
    reader.finishes();
    reader.types("a");
    reader.finishes();
    let kept = reader.effects.iter().filter(|effect| matches!(effect, Effect::Keep { .. })).count();
    assert_eq!(kept, 5, "each answer of the game that the app began is handed over");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_typed_is_taken_and_nothing_that_is_told_can_harm(
        lines in prop::collection::vec("[1-3dhmpqrgnca?]|\\PC{0,60}|[\\x00-\\x1f\\x7f-\\u{9f}\\u{202e}]{0,9}|g \\PC{0,9}", 0..24),
        seconds in 0_u64..20,
        cols in 0_usize..200,
    ) {
        let mut reader = Reader { cols, ..Reader::playing(&talk(), Lang::Fr, Some(30)) };
        for line in lines {
            let said = reader.types_after(seconds, &line);
            assert_plain(&said, cols.max(20));
            if reader.effects.contains(&Effect::Quit) {
                break;
            }
        }
    }
}

#[test]
fn whoever_plays_with_four_domains_hears_four_answers() {
    let pack = trades("guild", 4, Lang::En);
    let mut reader = Reader::playing(&pack, Lang::En, None);
    let asked = reader.told(&Announcement::Begin);
    assert!(heard(&asked).contains("1 sailors, 2 bakers, 3 weavers, 4 judges of peac."), "{asked}");
    let keys = reader.types("?");
    assert!(pack.header.domains.iter().all(|domain| keys.contains(&format!("or {}: ", domain.letter))), "{keys}");
}
