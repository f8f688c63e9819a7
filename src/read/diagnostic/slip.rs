//! What exactly a rule minds, where one rule minds several things.

/// One of the things that a rule minds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slip {
    NamesDomain,
    SharesWord,
    /// One gloss is longer or shorter than the others.
    Lengths,
    Capitals,
    Stops,
    Articles,
    /// No no-break space before `: ; ! ? % »`, in French.
    SpaceBefore,
    /// No no-break space after `«`, in French.
    SpaceAfter,
    Quotes,
    Dots,
    Spaces,
    Apostrophe,
}
