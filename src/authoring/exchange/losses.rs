//! What could not be kept, and why: reasons as data, and the list of them for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::text::{SafeText, fill, shorten, slice};
use crate::words::Exchange;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    Whole,
    Part,
}

/// Declares the reasons, each with its weight and the name of its sentence.
macro_rules! reasons {
    ($($(#[$doc:meta])* $name:ident = $sentence:ident, $weight:ident;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Reason { $($(#[$doc])* $name,)* }

        impl Reason {
            /// Every reason, in the order in which they are told.
            pub const ALL: &[Reason] = &[$(Reason::$name,)*];

            pub(crate) fn weight(self) -> Weight {
                match self { $(Reason::$name => Weight::$weight,)* }
            }

            pub fn sentence(self, words: &Exchange) -> &str {
                match self { $(Reason::$name => &words.$sentence,)* }
            }
        }
    };
}

reasons! {
    Broken = broken, Whole;
    NoColumn = no_column, Whole;
    ManyColumns = many_columns, Whole;
    TrueFalse = true_false, Whole;
    ShortAnswer = short_answer, Whole;
    Numerical = numerical, Whole;
    Matching = matching, Whole;
    Essay = essay, Whole;
    Description = description, Whole;
    Gaps = gaps, Whole;
    NoDomain = no_domain, Whole;
    OtherOptions = other_options, Whole;
    NoRight = no_right, Whole;
    NoTerm = no_term, Whole;
    NoText = no_text, Whole;
    TooLong = too_long, Whole;
    OneSense = one_sense, Whole;
    OtherLanguage = other_language, Whole;
    TooMany = too_many, Whole;
    NotLookedAt = not_looked_at, Whole;
    NotInLanguage = not_in_language, Whole;
    Unclosed = unclosed, Part;
    OtherColumn = other_column, Part;
    ColumnTwice = column_twice, Part;
    ExtraCells = extra_cells, Part;
    BadKind = bad_kind, Part;
    BadFirst = bad_first, Part;
    BadLanguage = bad_language, Part;
    NewId = new_id, Part;
    /// A sense that no question asks, and of which no definition is known.
    NotAsked = not_asked, Part;
    Defined = defined, Part;
    NoTags = no_tags, Part;
    NoTell = no_tell, Part;
    TellGone = tell_gone, Part;
    NoGloss = no_gloss, Part;
    OtherGloss = other_gloss, Part;
    NoExplanation = no_explanation, Part;
    Weights = weights, Part;
    BadLevel = bad_level, Part;
    Around = around, Part;
    Broke = broke, Part;
    Cut = cut, Part;
    Media = media, Part;
    Unsafe = unsafe_text, Part;
    Beside = beside, Part;
    Languages = languages, Part;
    Drawn = drawn, Part;
    InWords = in_words, Part;
    Header = header, Part;
    Allow = allow, Part;
}

/// The places listed for one reason; the others are counted.
pub(crate) const LISTED_MAX: usize = 12;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loss {
    /// The line in the file, from 1; 0 where there is none.
    pub(crate) line: usize,
    pub(crate) what: SafeText,
}

/// Everything that was lost, by reason. Its size does not grow with the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Losses {
    by_reason: BTreeMap<Reason, (Vec<Loss>, usize)>,
}

impl Losses {
    /// Notes a loss; what is lost may come from anywhere, and is made safe here.
    pub(crate) fn add(&mut self, reason: Reason, line: usize, what: &str) {
        let (listed, count) = self.by_reason.entry(reason).or_default();
        *count += 1;
        if listed.len() < LISTED_MAX {
            // Cut before it is made safe: it may be very long.
            let end = what.char_indices().nth(4 * WHAT_MAX).map_or(what.len(), |(at, _)| at);
            let what = SafeText::line(slice(what, ..end).trim());
            listed.push(Loss { line, what: SafeText::line(&shorten(&what, WHAT_MAX)) });
        }
    }

    /// The same loss for many places at once, of which one is shown.
    pub(crate) fn add_many(&mut self, reason: Reason, line: usize, what: &str, count: usize) {
        self.add(reason, line, what);
        self.by_reason.entry(reason).or_default().1 += count.saturating_sub(1);
    }

    pub fn is_empty(&self) -> bool {
        self.by_reason.is_empty()
    }

    pub fn count(&self, reason: Reason) -> usize {
        self.by_reason.get(&reason).map_or(0, |(_, count)| *count)
    }

    /// How many questions and cards are not in the result at all.
    pub fn whole(&self) -> usize {
        // How many a file would have had is not known.
        let is_one = |reason: Reason| !matches!(reason, Reason::NoColumn | Reason::ManyColumns);
        let whole = |reason: Reason| reason.weight() == Weight::Whole && is_one(reason);
        self.by_reason.iter().filter(|(reason, _)| whole(**reason)).map(|(_, (_, count))| count).sum()
    }

    pub fn text(&self, words: &Exchange) -> String {
        let mut out = String::new();
        for (reason, (listed, count)) in &self.by_reason {
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
