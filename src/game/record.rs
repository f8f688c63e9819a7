//! What was answered, by one player or by a class, as it is written down: one JSON value a line, so that a file grows by
//! its end alone and whatever broke off in the middle of a line costs that line only.
//!
//! A [`Record`] is one game or one class. It holds what was said, never whether that was right: whoever reads it judges
//! by the pack, so that a mended key mends old answers too.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::pack::{DomainId, Pack};
use crate::text::{Lang, SafeText, slice};

/// The version of the lines that this program writes. Lines of later versions are counted, not understood.
pub(crate) const FORMAT: u32 = 1;

#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    pub heading: Heading,
    /// What was answered, in the order of the answers; the votes of a class are told apart by [`Answers::vote`].
    pub answers: Vec<Answers>,
    /// Where a class stands; a game that is written down is over.
    pub standing: Option<Standing>,
    pub over: bool,
}

/// What a record is: its first line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Heading {
    /// [`FORMAT`].
    pub(crate) format: u32,
    pub kind: Kind,
    pub(crate) pack: String,
    pub(crate) lang: Lang,
    /// What the class or the player goes by, if they said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// When it began, in seconds since 1970 (UTC).
    pub(crate) began: u64,
    /// What no other record has: of two that are alike in all else, both count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One player: every answer has one voice.
    Game,
    /// A class that raised hands: as many voices as there were hands.
    Class,
    /// One visitor of a booth: every answer has one voice.
    Booth,
}

/// How many said what to a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answers {
    pub(crate) question: String,
    pub said: BTreeMap<String, u32>,
    /// How many named none, because the time ran out.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub(crate) none: u32,
    /// How long it took, where that was measured; in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<f64>,
    /// The first vote of a class, or the second, after they talked; 1 for a player.
    #[serde(default = "one", skip_serializing_if = "is_one")]
    pub vote: u8,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub warm_up: bool,
    #[serde(default, skip_serializing_if = "is_usual")]
    pub(crate) hinted: bool,
}

impl Answers {
    pub fn voices(&self) -> u32 {
        self.said.values().fold(self.none, |sum, n| sum.saturating_add(*n))
    }

    pub(crate) fn of(&self, pack: &Pack, domain: DomainId) -> u32 {
        self.said.get(pack.domain(domain).id.as_str()).copied().unwrap_or(0)
    }
}

/// Where a class stands: what it needs to go on after a break or a crash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    pub deck: Vec<String>,
    pub at: usize,
    #[serde(default)]
    pub(crate) warm_up: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    Begin(Heading),
    Answers(Answers),
    Standing(Standing),
    End {},
}

impl Line {
    pub fn to_json(&self) -> String {
        // Strings, numbers and maps with keys of text always have a form in JSON.
        serde_json::to_string(self).unwrap_or_default() + "\n"
    }

    pub(crate) fn seconds(&self) -> Option<f64> {
        match self {
            Line::Answers(answers) => answers.seconds,
            Line::Begin(_) | Line::Standing(_) | Line::End {} => None,
        }
    }
}

/// A time in seconds, to the tenth.
pub(crate) fn tenths(time: Duration) -> f64 {
    (time.as_secs_f64() * 10.0).round() / 10.0
}

/// What a class or a player goes by, of what somebody typed: one safe line of at most 40 characters; none where nothing
/// is left.
pub(crate) fn name(typed: &str) -> Option<SafeText> {
    let safe = SafeText::line(typed);
    let short: String = safe.trim().chars().take(NAME_MAX).collect();
    let short = short.trim_end();
    (!short.is_empty()).then(|| SafeText::line(short))
}

const NAME_MAX: usize = 40;

/// The records of a file, and how many of its lines could not be understood.
///
/// Where a class counted a vote again, the later count is the one that holds. Answers to a record whose first line could
/// not be understood belong to nobody, and least of all to the record before: they are counted as lost, too.
pub fn read(text: &str) -> (Vec<Record>, usize) {
    let mut records: Vec<Record> = Vec::new();
    // Where the votes of the last record are; empty once it is closed.
    let mut votes: HashMap<(String, u8), usize> = HashMap::new();
    let (mut open, mut lost) = (false, 0);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let mut read = serde_json::from_str::<Line>(line).ok();
        if let (None, Some(at)) = (&read, line.rfind(BEGINS)) {
            // What broke off had no line feed, and the next record begins on its line. No text in JSON holds these
            // quotation marks, so that it is a beginning, whether it can be understood or not.
            lost += usize::from(at > 0);
            open = false;
            read = serde_json::from_str::<Line>(slice(line, at..)).ok();
        }
        match (read, records.last_mut().filter(|_| open)) {
            (Some(Line::Begin(heading)), _) => {
                open = heading.format <= FORMAT;
                votes.clear();
                match open {
                    true => records.push(Record { heading, answers: Vec::new(), standing: None, over: false }),
                    false => lost += 1,
                }
            }
            (Some(Line::Answers(answers)), Some(record)) => {
                // A later count of the same vote takes the place of the earlier.
                let at = *votes.entry((answers.question.clone(), answers.vote)).or_insert(record.answers.len());
                match record.answers.get_mut(at) {
                    Some(old) => *old = answers,
                    None => record.answers.push(answers),
                }
            }
            (Some(Line::Standing(standing)), Some(record)) => record.standing = Some(standing),
            (Some(Line::End {}), Some(record)) => {
                // From the end of a class one can go back to a question, and vote again.
                (record.over, open) = (true, record.heading.kind == Kind::Class);
            }
            _ => lost += 1,
        }
    }
    (records, lost)
}

const BEGINS: &str = "{\"begin\":";

fn one() -> u8 {
    1
}

fn is_one(n: &u8) -> bool {
    *n == 1
}

fn is_usual<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    use crate::game::{Game, Rules, deck};
    use crate::pack::load::{Origin, load};

    fn game() -> Game {
        let pack = Arc::new(load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean"));
        let code = deck::fresh(&pack, Lang::En, 5, 7, &[]);
        let deck = deck::draw(&pack, code);
        let mut game = Game::new(pack, Lang::En, Rules { time: None }, deck, Some(code));
        for said in [Some(0), Some(1), None, Some(2), Some(0)] {
            game.answer(said.map(DomainId), Duration::from_millis(4_230), said == Some(1));
        }
        game
    }

    fn of_game(game: &Game, name: Option<&SafeText>) -> Vec<Line> {
        let heading = Heading {
            format: FORMAT,
            kind: Kind::Game,
            pack: game.pack.header.id.to_string(),
            lang: game.lang,
            name: name.map(SafeText::to_string),
            began: 0,
            id: None,
        };
        let answers = game.answers.iter().map(|answer| {
            let said = answer.said.map(|said| (game.pack.domain(said).id.to_string(), 1));
            Line::Answers(Answers {
                question: game.at(answer.question).1.id.to_string(),
                none: u32::from(said.is_none()),
                said: said.into_iter().collect(),
                seconds: Some(tenths(answer.took)),
                vote: 1,
                warm_up: false,
                hinted: answer.hinted,
            })
        });
        std::iter::once(Line::Begin(heading)).chain(answers).chain([Line::End {}]).collect()
    }

    fn text(lines: &[Line]) -> String {
        lines.iter().map(Line::to_json).collect()
    }

    #[test]
    fn a_game_is_read_as_it_was_played() {
        let game = game();
        let lines = text(&of_game(&game, Some(&SafeText::new("Ada"))));
        let (records, lost) = read(&lines.repeat(2));
        assert_eq!((records.len(), lost), (2, 0));
        let record = &records[1];
        assert_eq!(record.heading.name.as_deref(), Some("Ada"));
        assert_eq!((record.answers.len(), record.over), (5, true));
        for (written, answer) in record.answers.iter().zip(&game.answers) {
            assert_eq!(written.voices(), 1);
            assert_eq!(written.seconds, Some(4.2));
            assert_eq!(written.hinted, answer.hinted);
            for domain in game.pack.domain_ids() {
                assert_eq!(written.of(&game.pack, domain), u32::from(answer.said == Some(domain)));
            }
        }
    }

    #[test]
    fn what_broke_off_costs_one_line() {
        let lines = text(&of_game(&game(), None));
        let cut = &lines[..lines.len() - 30];
        let (records, lost) = read(&format!("{cut}\n{lines}not json\n{{\"begin\":{{\"format\":99}}}}\n"));
        assert_eq!((records.len(), lost), (2, 3));
        assert!(!records[0].over && records[1].over);
    }

    #[test]
    fn what_belongs_to_no_record_is_given_to_none() {
        let lines = text(&of_game(&game(), None));
        let strange = lines.replacen("\"format\":1", "\"format\":99", 1);
        let unknown = lines.replacen("\"lang\":\"en\"", "\"lang\":\"tlh\"", 1);
        for other in [strange, unknown] {
            let (records, lost) = read(&format!("{lines}{other}{lines}"));
            let answers: Vec<usize> = records.iter().map(|record| record.answers.len()).collect();
            assert_eq!((answers, lost), (vec![5, 5], 7));
        }
        // A game that broke off without a line feed, and one behind it.
        let (records, lost) = read(&format!("{}{lines}", &lines[..lines.len() - 30]));
        let answers: Vec<(usize, bool)> = records.iter().map(|r| (r.answers.len(), r.over)).collect();
        assert_eq!((answers, lost), (vec![(4, false), (5, true)], 1));
    }

    #[test]
    fn a_name_is_one_short_safe_line() {
        assert_eq!(name("  Ada\nL. ").as_deref(), Some("Ada L."));
        assert_eq!(name("a\x1b[31mb").as_deref(), Some("a\u{fffd}[31mb"));
        assert_eq!(name(&"é".repeat(99)).map(|name| name.chars().count()), Some(40));
        assert_eq!((name(""), name(" \n ")), (None, None));
    }

    #[test]
    fn a_vote_that_is_counted_again_counts_once() {
        let vote = |vote, hands| {
            let said = BTreeMap::from([("dev".to_owned(), hands)]);
            let answers =
                Answers { question: "q".into(), said, none: 0, seconds: None, vote, warm_up: false, hinted: false };
            Line::Answers(answers)
        };
        let heading = of_game(&game(), None).remove(0);
        let (records, _) = read(&text(&[heading, vote(1, 3), vote(2, 5), vote(1, 4)]));
        let hands: Vec<_> = records[0].answers.iter().map(|answers| (answers.vote, answers.voices())).collect();
        assert_eq!(hands, [(1, 4), (2, 5)]);
    }
}
