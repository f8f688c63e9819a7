//! What could not be kept, and why: reasons as data, and the list of them for people.

use std::fmt::Write as _;

use crate::text::{SafeText, fill, shorten, slice};
use crate::words::Exchange;

/// How much of a thing is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// It is not in the result.
    Whole,
    /// Something of it is.
    Part,
}

/// Declares the reasons, each with its weight and the name of its sentence.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $sentence:ident, $weight:ident;)*) => {
        /// Why something is not kept, or not as it was.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Every reason, in the order in which they are told.
            pub const ALL: &[Reason] = &[$(Reason::$name,)*];

            /// How much is lost.
            pub fn weight(self) -> Weight {
                match self { $(Reason::$name => Weight::$weight,)* }
            }

            /// Why, and what to do.
            pub fn sentence(self, words: &Exchange) -> &str {
                match self { $(Reason::$name => &words.$sentence,)* }
            }
        }
    };
}

reasons! {
    /// It breaks the rules of its format.
    Broken = broken, Whole;
    /// A table lacks a column.
    NoColumn = no_column, Whole;
    /// More columns than anybody has.
    ManyColumns = many_columns, Whole;
    /// True or false.
    TrueFalse = true_false, Whole;
    /// An answer to type in.
    ShortAnswer = short_answer, Whole;
    /// A number to type in.
    Numerical = numerical, Whole;
    /// Pairs to find.
    Matching = matching, Whole;
    /// A text to write.
    Essay = essay, Whole;
    /// No answers at all.
    Description = description, Whole;
    /// Gaps to fill.
    Gaps = gaps, Whole;
    /// A card with a definition that names no domain.
    NoDomain = no_domain, Whole;
    /// Its options are not those of the other questions.
    OtherOptions = other_options, Whole;
    /// No option is right.
    NoRight = no_right, Whole;
    /// It names no word that is asked about.
    NoTerm = no_term, Whole;
    /// There is nothing to show.
    NoText = no_text, Whole;
    /// Too many lines to show.
    TooLong = too_long, Whole;
    /// The only sense of its term that is asked.
    OneSense = one_sense, Whole;
    /// In a language other than that of the pack.
    OtherLanguage = other_language, Whole;
    /// More than a pack holds.
    TooMany = too_many, Whole;
    /// More than anybody wants to look at.
    NotLookedAt = not_looked_at, Whole;
    /// Not asked in the language of the document.
    NotInLanguage = not_in_language, Whole;
    /// A quotation mark that is never closed.
    Unclosed = unclosed, Part;
    /// A column of a table that means nothing here.
    OtherColumn = other_column, Part;
    /// A second column of the same name.
    ColumnTwice = column_twice, Part;
    /// Cells that no column names.
    ExtraCells = extra_cells, Part;
    /// A kind other than log and code.
    BadKind = bad_kind, Part;
    /// What is no number of a line.
    BadFirst = bad_first, Part;
    /// A language that the game does not speak.
    BadLanguage = bad_language, Part;
    /// An id that is none, or is given already.
    NewId = new_id, Part;
    /// A sense that no question asks, and of which no definition is known.
    NotAsked = not_asked, Part;
    /// A sense that no question asked: its definition became one.
    Defined = defined, Part;
    /// A definition with tags.
    NoTags = no_tags, Part;
    /// No tell: every line lights up.
    NoTell = no_tell, Part;
    /// A tell that does not stand in the text.
    TellGone = tell_gone, Part;
    /// No gloss: the option's own words.
    NoGloss = no_gloss, Part;
    /// A second, other gloss.
    OtherGloss = other_gloss, Part;
    /// No explanation: the right option's own words.
    NoExplanation = no_explanation, Part;
    /// An option that counts for a part.
    Weights = weights, Part;
    /// A level other than 1, 2 or 3.
    BadLevel = bad_level, Part;
    /// Text around the code.
    Around = around, Part;
    /// A long line of code was broken.
    Broke = broke, Part;
    /// A text was cut to the length that it may have.
    Cut = cut, Part;
    /// A picture, a sound, a file.
    Media = media, Part;
    /// Characters that would harm a terminal.
    Unsafe = unsafe_text, Part;
    /// A file beside the pack.
    Beside = beside, Part;
    /// Texts in other languages.
    Languages = languages, Part;
    /// A context that became the text of its drawing.
    Drawn = drawn, Part;
    /// A figure or picture that became words.
    InWords = in_words, Part;
    /// What stands above the first term.
    Header = header, Part;
    /// What `lint` lets pass.
    Allow = allow, Part;
}

/// So many places are listed for one reason; the others are counted.
pub const LISTED_MAX: usize = 12;

/// A place, and what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The line in the file, from 1; 0 where there is none.
    pub line: usize,
    /// What is lost, in the words of the file.
    pub what: SafeText,
}

/// Everything that was lost, by reason. Its size does not grow with the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    by_reason: Vec<(Reason, Vec<Loss>, usize)>,
}

impl Losses {
    /// Notes a loss; what is lost may come from anywhere, and is made safe here.
    pub fn add(&mut self, reason: Reason, line: usize, what: &str) {
        let at = self.by_reason.iter().position(|(known, ..)| *known == reason).unwrap_or_else(|| {
            self.by_reason.push((reason, Vec::new(), 0));
            self.by_reason.len() - 1
        });
        let (_, listed, count) = &mut self.by_reason[at];
        *count += 1;
        if listed.len() < LISTED_MAX {
            // Cut before it is made safe: it may be very long.
            let end = what.char_indices().nth(4 * WHAT_MAX).map_or(what.len(), |(at, _)| at);
            let what = SafeText::line(slice(what, ..end).trim());
            listed.push(Loss { line, what: SafeText::line(&shorten(&what, WHAT_MAX)) });
        }
    }

    /// The same loss for many places at once, of which one is shown.
    pub fn add_many(&mut self, reason: Reason, line: usize, what: &str, count: usize) {
        self.add(reason, line, what);
        if let Some((.., counted)) = self.by_reason.iter_mut().find(|(known, ..)| *known == reason) {
            *counted += count.saturating_sub(1);
        }
    }

    /// Whether nothing was lost.
    pub fn is_empty(&self) -> bool {
        self.by_reason.is_empty()
    }

    /// How often there was a reason.
    pub fn count(&self, reason: Reason) -> usize {
        self.by_reason.iter().find(|(known, ..)| *known == reason).map_or(0, |(.., count)| *count)
    }

    /// How many questions and cards are not in the result at all.
    pub fn whole(&self) -> usize {
        // How many a file would have had is not known.
        let is_one = |reason: Reason| !matches!(reason, Reason::NoColumn | Reason::ManyColumns);
        let whole = |reason: Reason| reason.weight() == Weight::Whole && is_one(reason);
        let whole = self.by_reason.iter().filter(|(reason, ..)| whole(*reason));
        whole.map(|(.., count)| count).sum()
    }

    /// The list, reason by reason: what is lost whole comes first.
    pub fn text(&self, words: &Exchange) -> String {
        let mut out = String::new();
        for reason in Reason::ALL {
            let Some((_, listed, count)) = self.by_reason.iter().find(|(known, ..)| known == reason) else { continue };
            let heading = match reason.weight() {
                Weight::Whole => &words.not_kept,
                Weight::Part => &words.in_part,
            };
            let _ = writeln!(out, "{}", fill(heading, &[("why", reason.sentence(words))]));
            for Loss { line, what } in listed {
                let line = match line {
                    0 => String::new(),
                    line => fill(&words.line, &[("line", &line.to_string())]),
                };
                let gap = if line.is_empty() || what.is_empty() { "" } else { " " };
                let _ = writeln!(out, "  {line}{gap}{what}");
            }
            if *count > listed.len() {
                let more = (count - listed.len()).to_string();
                let _ = writeln!(out, "  {}", fill(&words.more, &[("count", &more)]));
            }
        }
        out
    }
}

/// Longer excerpts would drown the list.
const WHAT_MAX: usize = 72;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_million_losses_are_one_short_list() {
        let mut losses = Losses::default();
        (1..=1_000_000).for_each(|line| losses.add(Reason::Numerical, line, "2 + 2"));
        losses.add_many(Reason::TooMany, 20_001, "", 30_000);
        assert_eq!((losses.count(Reason::Numerical), losses.whole()), (1_000_000, 1_030_000));
        assert!(losses.text(&Exchange::default()).lines().count() < 20);
    }

    #[test]
    fn what_is_quoted_is_short_and_harmless() {
        let mut losses = Losses::default();
        losses.add(Reason::Broken, 3, &format!("\u{1b}[31m\n{}", "x".repeat(10_000)));
        let text = losses.text(&Exchange::default());
        assert!(text.len() < 400 && !text.contains('\u{1b}'), "{text:?}");
    }
}
