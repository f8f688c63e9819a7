//! What exactly a rule minds, where one rule minds several things.

/// One of the things that a rule minds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slip {
    /// The context names a domain.
    NamesDomain,
    /// The context shares a word with a gloss.
    SharesWord,
    /// One gloss is longer or shorter than the others.
    Lengths,
    /// Some glosses begin with a capital.
    Capitals,
    /// Some glosses end with a full stop.
    Stops,
    /// Some glosses begin with an article.
    Articles,
    /// No no-break space before `: ; ! ? % »`, in French.
    SpaceBefore,
    /// No no-break space after `«`, in French.
    SpaceAfter,
    /// Straight double quotes.
    Quotes,
    /// Three dots for an ellipsis.
    Dots,
    /// Two spaces in a row.
    Spaces,
    /// A straight apostrophe.
    Apostrophe,
}
