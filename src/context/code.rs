//! `code`: a piece of a source file, with its name and line numbers.
//!
//! [`Code::paint`] draws it with the tokens that [`highlight`](highlight::highlight) found, or plain without them. To
//! find them takes too long for a frame, so whoever draws asks for them elsewhere and paints once they have come.

pub mod highlight;
mod languages;

use std::ops::Range;

use self::highlight::Tokens;
use super::sheet::{Role, Sheet, SheetRow, cut, run};
use super::{BLOCK_MAX, ContextKind, Ready, Scene};
use crate::read::diagnostic::Code as Fault;
use crate::read::{Reading, keys};
use crate::text::{Lang, SafeText, Text};

keys! {
    /// A piece of a source file.
    pub struct Code {
        /// The file’s name, in the frame. Example: `"models.py"`
        pub(crate) file: Option<SafeText> = line(60).optional(),
        /// The language, which colours the code. Example: `"python"`, or `"text"` for none
        pub language: SafeText = line(20).then(known),
        /// Whether lines have numbers.
        numbers: bool = flag().or(true),
        /// The number of the first line.
        first: i64 = whole(1, 99_980).or(1),
        /// The code, between `"""` and `"""`. At most 13 rows of 74 columns.
        text: Text = block(BLOCK_MAX),
    }
}

fn known(name: SafeText, at: Range<usize>, reading: &mut Reading) -> Option<SafeText> {
    if !highlight::knows(&name) {
        let fault = reading.fault(Fault::UnknownCodeLanguage, at).arg("found", &name).warning();
        reading.push(fault.known(&name, &languages::recommended()));
    }
    Some(name)
}

impl Code {
    /// The text in a language of the game, as [`highlight`](highlight::highlight) wants it.
    pub fn text(&self, lang: Lang) -> &str {
        self.text.get(lang)
    }

    /// The number of its first line, where lines are numbered.
    pub(crate) fn first(&self) -> Option<u32> {
        self.numbers.then_some(self.first as u32)
    }

    /// The drawing: a row for each line, made of its number, if it has one, and its tokens. The tokens decide on roles
    /// only, never on a character; those that do not fit the text, being another one's, are cut to what does.
    pub fn paint(&self, lang: Lang, tokens: Option<&Tokens>) -> Sheet<'_> {
        let text = self.text.get(lang);
        let digits = digits(self.first().unwrap_or(0), text.lines().count());
        let rows = text.lines().enumerate().map(|(i, line)| {
            let mut row = SheetRow::with_capacity(2);
            if let Some(first) = self.first() {
                row.push(run(format!("{:>digits$}  ", first as usize + i), Role::Dim));
            }
            match tokens {
                Some(tokens) => cut(line, tokens.line(i), &mut row),
                None => row.push(run(line, Role::Plain)),
            }
            row
        });
        Sheet::of(rows.collect())
    }
}

fn digits(first: u32, lines: usize) -> usize {
    (first as usize + lines).to_string().len().max(2)
}

/// How many cells the numbers of so many lines take, and what is between them and the text.
pub fn numbers_width(first: u32, lines: usize) -> usize {
    digits(first, lines) + 2
}

impl ContextKind for Code {
    fn draw(&self, scene: &Scene) -> Sheet<'_> {
        self.paint(scene.lang, scene.ready.and_then(Ready::tokens))
    }

    fn wants_ready(&self) -> bool {
        highlight::knows(&self.language)
    }

    fn make_ready(&self, lang: Lang) -> Option<Ready> {
        highlight::highlight(&self.language, self.text(lang)).map(Ready::Tokens)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::highlight::{highlight, knows};
    use super::languages::{LANGUAGES, recommended};
    use super::*;

    fn code(text: &str, first: Option<u32>) -> Code {
        let (numbers, first) = (first.is_some(), first.map_or(1, i64::from));
        let text = Text::Same(SafeText::new(text));
        Code { file: None, language: SafeText::new("text"), numbers, first, text }
    }

    fn rows(sheet: &Sheet) -> Vec<String> {
        sheet.rows.iter().map(|row| row.iter().map(|run| run.text.as_ref()).collect()).collect()
    }

    fn runs(row: &SheetRow) -> Vec<(String, Role)> {
        row.iter().map(|run| (run.text.to_string(), run.role)).collect()
    }

    #[test]
    fn every_token_is_a_run_behind_the_number_of_its_line() {
        let code = code("def nap(cat):\n\n    return 30  # short", Some(9));
        let sheet = code.paint(Lang::En, highlight("python", code.text(Lang::En)).as_ref());
        let expected = |parts: &[(&str, Role)]| parts.iter().map(|(s, r)| ((*s).to_owned(), *r)).collect::<Vec<_>>();
        let first = [(" 9  ", Role::Dim), ("def", Role::Keyword), (" ", Role::Plain), ("nap", Role::Function)];
        assert_eq!(runs(&sheet.rows[0])[..4], expected(&first));
        assert_eq!(runs(&sheet.rows[1]), expected(&[("10  ", Role::Dim), ("", Role::Plain)]));
        assert_eq!(runs(&sheet.rows[2]).last(), expected(&[("# short", Role::Comment)]).last());
        assert_eq!(runs(&code.paint(Lang::En, None).rows[0]).len(), 2);
    }

    #[test]
    fn tokens_of_another_text_are_cut_to_what_fits() {
        let tokens = highlight("python", "cat = 'naps'\nfor nap in naps: pass").expect("python");
        for other in ["é", "chat = « siestes »", "ααααα\n\nββββ\n", "", "\n\n\n"] {
            let code = code(other, None);
            assert_eq!(rows(&code.paint(Lang::En, Some(&tokens))), rows(&code.paint(Lang::En, None)));
        }
    }

    #[test]
    fn what_has_no_grammar_is_plain_and_what_has_no_name_is_nothing() {
        assert_eq!(highlight("stata", "regress naps age"), Some(Tokens::default()));
        assert_eq!(highlight("pyhton", "import cats"), None);
        assert_eq!(highlight("Python", "import cats"), highlight("py", "import cats"));
        assert!(knows("TEXT") && !knows("") && !knows("pyhton"));
    }

    #[test]
    fn a_long_line_is_plain_and_the_next_one_is_not() {
        let text = format!("x = [{}]\nimport cats", "1, ".repeat(200));
        let tokens = highlight("python", &text).expect("python");
        assert_eq!(tokens.line(0), []);
        assert_eq!(tokens.line(1), [(0..6, Role::Keyword)]);
    }

    #[test]
    fn no_name_stands_for_two_languages() {
        let mut names: Vec<&str> = LANGUAGES.iter().flat_map(|(names, _)| names.iter().copied()).collect();
        assert!(names.iter().all(|name| !name.is_empty() && name.len() <= 20 && *name == name.to_lowercase()));
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
        assert!(recommended().contains(&"python"));
    }

    #[test]
    fn the_pack_guide_lists_every_language() {
        let guide = include_str!("../../docs/pack-guide.md");
        let section = guide.split("\n### ").find(|section| section.starts_with("code\n")).expect("the section");
        for (names, _) in LANGUAGES {
            assert!(section.contains(&format!("`{}`", names[0])), "{} is not in the guide", names[0]);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]

        #[test]
        fn highlighting_never_changes_a_character(
            language in 0..LANGUAGES.len(),
            text in r#"([a-z0-9 ]{0,6}[-\[\](){}<>"'`#$%&/\\|=+*~:;,.@!?_é→\n]{0,3}){0,30}"#,
            first in proptest::option::of(1_u32..2000),
        ) {
            let code = code(&text, first);
            let tokens = highlight(LANGUAGES[language].0[0], code.text(Lang::En));
            prop_assert!(tokens.is_some(), "{:?} has no grammar", LANGUAGES[language]);
            prop_assert_eq!(rows(&code.paint(Lang::En, tokens.as_ref())), rows(&code.paint(Lang::En, None)));
        }
    }
}
