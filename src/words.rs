//! Every sentence that the program says, by language, from `assets/lang/*.toml`.
//!
//! The English files are also the list of sentences: `build.rs` makes a struct of each table. A missing or superfluous
//! sentence of another language is an error when its file is read, and every file is read by a test.

use std::cell::OnceCell;
use std::collections::HashMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::context::Context;
use crate::read::diagnostic::{Code, LayoutStage, Mode, Part, Slip, Type};
use crate::text::Lang;
pub(crate) use crate::text::fill;

#[derive(Debug, Clone)]
pub struct Words {
    lang: Lang,
    pub ui: Ui,
    /// On the command line, around reports and on paper; read when something is said there, which in play is never.
    spoken: OnceCell<Spoken>,
    /// By the name of a [`Code`]; read when the first fault is reported, which in play is never.
    faults: OnceCell<HashMap<String, Fault>>,
}

/// What `assets/lang/*.toml` holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ScreenFile {
    ui: Ui,
}

/// The sentences for one kind of fault, with `{names}` for its values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    pub(crate) message: String,
    pub(crate) label: Option<String>,
    pub(crate) help: Option<String>,
}

/// Declares a struct of sentences.
///
/// They are read through a map: what serde would derive for a hundred fields takes the compiler minutes to optimise.
macro_rules! sentences {
    ($name:ident { $($field:ident),* }) => {
        #[derive(Debug, Clone, Default)]
        pub struct $name { $(pub $field: String,)* }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut found: std::collections::HashMap<String, String> = Deserialize::deserialize(deserializer)?;
                let mut missing = Vec::new();
                let mut take = |name: &'static str| {
                    found.remove(name).unwrap_or_else(|| {
                        missing.push(name);
                        String::new()
                    })
                };
                let sentences = Self { $($field: take(stringify!($field)),)* };
                if missing.is_empty() && found.is_empty() {
                    return Ok(sentences);
                }
                let more: Vec<&String> = found.keys().collect();
                Err(serde::de::Error::custom(format_args!("missing: {missing:?}, superfluous: {more:?}")))
            }
        }
    };
}

/// Declares what is said outside the game, and how each part of it is reached.
macro_rules! spoken {
    ($($part:ident: $Part:ident),*) => {
        /// What `assets/lang/*.cli.toml` holds: the sentences of the command line, of reports and of paper.
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(crate) struct Spoken { $(pub $part: $Part,)* }

        impl Words {
            $(pub fn $part(&self) -> &$Part {
                &self.spoken().$part
            })*
        }
    };
}

/// The text of the file of a language that ends so.
macro_rules! of_language {
    ($lang:expr, $end:literal) => {
        match $lang {
            Lang::En => include_str!(concat!("../assets/lang/en", $end)),
            Lang::Fr => include_str!(concat!("../assets/lang/fr", $end)),
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/sentences.rs"));

impl Words {
    /// The sentences of a language. Panics if the file that is part of the program is faulty, which a test rules out.
    pub fn of(lang: Lang) -> Self {
        let ScreenFile { ui } = parse(of_language!(lang, ".toml"), lang);
        Self { lang, ui, spoken: OnceCell::new(), faults: OnceCell::new() }
    }

    pub(crate) fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| parse(of_language!(self.lang, ".cli.toml"), self.lang))
    }

    pub(crate) fn lang(&self) -> Lang {
        self.lang
    }

    pub(crate) fn fault(&self, code: Code) -> &Fault {
        &self.faults()[code.name()]
    }

    fn faults(&self) -> &HashMap<String, Fault> {
        self.faults.get_or_init(|| parse(of_language!(self.lang, ".faults.toml"), self.lang))
    }
}

fn parse<T: DeserializeOwned>(source: &str, lang: Lang) -> T {
    toml::from_str(source).unwrap_or_else(|error| panic!("the sentences of {}: {error}", lang.code()))
}

/// Declares what the values of a type are called, each by its sentence.
macro_rules! names {
    ($part:ident.$method:ident($type:ident) { $($value:ident: $sentence:ident,)+ }) => {
        impl $part {
            pub(crate) fn $method(&self, value: $type) -> &str {
                match value { $($type::$value => &self.$sentence,)+ }
            }
        }
    };
}

pub(crate) use names;

names!(Ui.language_of(Lang) { En: lang_en, Fr: lang_fr, });
names!(Report.name_of(Type) {
    Text: a_text, Number: a_number, WholeNumber: a_whole_number, Boolean: a_boolean,
    List: a_list, Table: a_table, Date: a_date,
});
names!(Report.part(Part) {
    Term: part_term, Title: part_title, Context: part_context, Question: part_question, Answers: part_answers,
    Gloss: part_gloss, Verdict: part_verdict, Explanation: part_explanation, Remark: part_remark,
    Keys: part_keys, Page: part_page,
});
names!(Report.slip(Slip) {
    NamesDomain: slip_names_domain, SharesWord: slip_shares_word, Lengths: slip_lengths, Capitals: slip_capitals,
    Stops: slip_stops, Articles: slip_articles, SpaceBefore: slip_space_before, SpaceAfter: slip_space_after,
    Quotes: slip_quotes, Dots: slip_dots, Spaces: slip_spaces, Apostrophe: slip_apostrophe,
});
names!(Report.mode(Mode) { Colour: mode_colour, Monochrome: mode_monochrome, Ascii: mode_ascii, });
names!(Report.stage(LayoutStage) {
    Question: stage_question, Words: stage_words, Hint: stage_hint,
    Right: stage_right, Wrong: stage_wrong, Contrast: stage_contrast,
});

impl Class {
    pub(crate) fn kind(&self, context: &Context) -> &str {
        match context {
            Context::Log(_) => &self.kind_log,
            Context::Code(_) => &self.kind_code,
            Context::Plot(_) => &self.kind_plot,
            Context::Formula(_) => &self.kind_formula,
            Context::Table(_) => &self.kind_table,
            Context::Form(_) => &self.kind_form,
            Context::Chat(_) => &self.kind_chat,
            Context::Figure(_) => &self.kind_figure,
            Context::Picture(_) => &self.kind_picture,
        }
    }
}

/// A sentence about some number of things, of which there is another for one.
pub(crate) fn counted(n: usize, one: &str, many: &str) -> String {
    if n == 1 { one.to_owned() } else { fill(many, &[("n", &n.to_string())]) }
}

/// `7 of 10 right`.
pub(crate) fn right_of(right: usize, all: usize, words: &Words) -> String {
    fill(&words.ui.right_of, &[("right", &right.to_string()), ("all", &all.to_string())])
}

/// A number with its thousands apart, as both languages accept it: `1 240` with a narrow no-break space.
pub(crate) fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_sentence() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            assert!(!words.cli().about.is_empty() && !words.report().error.is_empty());
            for code in Code::ALL {
                assert!(words.faults().contains_key(code.name()), "{lang:?} has no words for {}", code.name());
            }
            assert_eq!(words.faults().len(), Code::ALL.len(), "{lang:?} has words for faults that do not exist");
        }
    }

    #[test]
    fn every_language_names_the_same_values() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|s| s.split_once('}')).map(|(name, _)| name.to_owned()).collect();
            names.sort();
            names.dedup();
            names
        };
        let (en, fr) = (Words::of(Lang::En), Words::of(Lang::Fr));
        for (code, fault) in en.faults() {
            assert_eq!(names(&fault.message), names(&fr.faults()[code].message), "{code}");
        }
    }

    #[test]
    fn values_take_the_place_of_their_names() {
        assert_eq!(fill("{a} and {b}, {c", &[("a", "1"), ("b", "{a}")]), "1 and {a}, {c");
        assert_eq!(thousands(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(thousands(40), "40");
    }
}
