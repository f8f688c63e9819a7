//! A fault as data: what is wrong, where, and what would be right. Nothing here prints; `report` does.

mod near;
mod slip;
mod view;

use std::ops::Range;

pub(crate) use self::near::nearest;
pub(crate) use self::slip::Slip;
pub(crate) use self::view::{LayoutStage, LayoutView, Mode, Part};
use crate::text::SafeText;

/// Declares [`Code`] with its stable kebab-case names, under which `assets/lang/*.toml` holds the sentences.
macro_rules! codes {
    ($($name:ident = $text:literal,)*; $($rule:ident = $called:literal,)*) => {
        /// What kind of fault it is. The names are stable: editors and CI may match on them. What each means, and the values
        /// that it comes with, say its sentences in `assets/lang/en.faults.toml`.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($name,)* $($rule,)* }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$name,)* $(Code::$rule,)*];

            /// What only `lint` reports: the rules that a pack may silence, with a reason.
            pub const RULES: &[Code] = &[$(Code::$rule,)*];

            /// The stable name, such as `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$name => $text,)* $(Code::$rule => $called,)* }
            }
        }
    };
}

codes! {
    Syntax = "syntax",
    CurlyQuotes = "curly-quotes",
    Colon = "colon",
    EmptyFile = "empty-file",
    NoHeader = "no-header",
    NotFound = "not-found",
    NoPermission = "no-permission",
    Unreadable = "unreadable",
    ReaderFailed = "reader-failed",
    NotAFile = "not-a-file",
    FileTooLarge = "file-too-large",
    NotUtf8 = "not-utf8",
    WideText = "wide-text",
    NotText = "not-text",
    NoPackToml = "no-pack-toml",
    TooManyFiles = "too-many-files",
    NewerFormat = "newer-format",
    UnknownKey = "unknown-key",
    MissingKey = "missing-key",
    SingleBrackets = "single-brackets",
    WrongType = "wrong-type",
    EmptyText = "empty-text",
    UnsafeText = "unsafe-text",
    ManyLines = "many-lines",
    TextTooLong = "text-too-long",
    ListTooLong = "list-too-long",
    EmptyList = "empty-list",
    LengthMismatch = "length-mismatch",
    OutOfRange = "out-of-range",
    UnknownWord = "unknown-word",
    UnknownLanguage = "unknown-language",
    UndeclaredLanguage = "undeclared-language",
    MissingLanguage = "missing-language",
    UnknownDomain = "unknown-domain",
    DomainWithoutSense = "domain-without-sense",
    RemarkForKey = "remark-for-key",
    DomainCount = "domain-count",
    LetterTaken = "letter-taken",
    BadId = "bad-id",
    Duplicate = "duplicate",
    NoTerms = "no-terms",
    FewSenses = "few-senses",
    SenseNotAsked = "sense-not-asked",
    ContextCount = "context-count",
    UnknownKind = "unknown-kind",
    UnknownCodeLanguage = "unknown-code-language",
    TellNotFound = "tell-not-found",
    TooManyRows = "too-many-rows",
    TooWide = "too-wide",
    LatexUnknown = "latex-unknown",
    LatexUnbalanced = "latex-unbalanced",
    LatexArgument = "latex-argument",
    LatexMisplaced = "latex-misplaced",
    LatexQuotes = "latex-quotes",
    DataTwice = "data-twice",
    MarkPlace = "mark-place",
    NoDataFile = "no-data-file",
    OutsidePack = "outside-pack",
    BadCsv = "bad-csv",
    RaggedCsv = "ragged-csv",
    EmptyCsv = "empty-csv",
    CsvSeparator = "csv-separator",
    UnknownColumn = "unknown-column",
    DataTooLarge = "data-too-large",
    PictureFormat = "picture-format",
    PictureTooLarge = "picture-too-large",
    PictureBroken = "picture-broken",
    TooManyQuestions = "too-many-questions",
    BadSettings = "bad-settings",
    LayoutCut = "layout-cut",
    LayoutScroll = "layout-scroll",
    LayoutNoAscii = "layout-no-ascii",
    UnknownRule = "unknown-rule",
    UselessAllow = "useless-allow",
    NoBoothFile = "no-booth-file",
    NotABoothFile = "not-a-booth-file",
    NoPin = "no-pin",
    BadPin = "bad-pin",
    EasyPin = "easy-pin",
    MisplacedKey = "misplaced-key",
    NoEvent = "no-event",
    SecretInFile = "secret-in-file",
    ShareAddress = "share-address",
    NoSuchPack = "no-such-pack",
    PackLacksLanguage = "pack-lacks-language",
    NoCommonLanguage = "no-common-language",
    NoFileBeside = "no-file-beside",
    RefusesNothing = "refuses-nothing",
    ;
    // What only `lint` reports.
    GivesAway = "gives-away",
    LopsidedKeys = "lopsided-keys",
    LopsidedKind = "lopsided-kind",
    OneAnswerTerm = "one-answer-term",
    LongExplanation = "long-explanation",
    SlowContext = "slow-context",
    UnevenGlosses = "uneven-glosses",
    UnnamedTell = "unnamed-tell",
    NoSource = "no-source",
    Typography = "typography",
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    Error,
    /// The pack can be played, but should be mended.
    Warning,
}

/// A byte range in one of the files of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Index into the list of [`Source`]s.
    pub file: usize,
    pub span: Range<usize>,
}

/// A file that was read, kept so that a report can quote it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    /// The name to show; a path, made safe.
    pub name: SafeText,
    pub text: String,
}

/// What a value can be, for sentences that say which was expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the names say it all")]
pub enum Type {
    Text,
    Number,
    WholeNumber,
    Boolean,
    List,
    Table,
    Date,
}

/// A value within a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    /// Words of the pack, or a number.
    Text(SafeText),
    /// A type, which every language names in its own way.
    Type(Type),
    Part(Part),
    Views(Vec<LayoutView>),
    /// What a rule minds exactly; a sentence with `{names}` of its own.
    Slip(Slip),
}

/// One fault, with the values that its sentence needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub place: Place,
    /// Another place that explains this one, such as the first of two equal ids.
    pub(crate) also: Option<Place>,
    /// The values for the sentence's `{names}`.
    pub args: Vec<(&'static str, Arg)>,
    pub suggestion: Option<SafeText>,
}

impl Diagnostic {
    pub(crate) fn error(code: Code, file: usize, span: Range<usize>) -> Self {
        let place = Place { file, span };
        Self { code, severity: Severity::Error, place, also: None, args: Vec::new(), suggestion: None }
    }

    pub(crate) fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// With a value for `{name}`. It may come from anywhere: it is made safe here.
    pub(crate) fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        let text = SafeText::line(&crate::text::shorten(&value.to_string(), ARG_MAX));
        self.args.push((name, Arg::Text(text)));
        self
    }

    pub(crate) fn arg_type(mut self, name: &'static str, value: Type) -> Self {
        self.args.push((name, Arg::Type(value)));
        self
    }

    /// With a part of a screen for `{part}`, where it has one, and the screens for `{views}`.
    pub(crate) fn seen(mut self, part: Option<Part>, views: Vec<LayoutView>) -> Self {
        self.args.extend(part.map(|part| ("part", Arg::Part(part))));
        self.args.push(("views", Arg::Views(views)));
        self
    }

    /// With a sentence for `{slip}`.
    pub(crate) fn slip(mut self, slip: Slip) -> Self {
        self.args.push(("slip", Arg::Slip(slip)));
        self
    }

    pub(crate) fn suggest(mut self, meant: Option<&str>) -> Self {
        self.suggestion = meant.map(SafeText::line);
        self
    }

    /// With the words that would have been right, of which the nearest becomes the suggestion.
    pub(crate) fn known(mut self, found: &str, known: &[&str]) -> Self {
        self.suggestion = nearest(found, known).map(SafeText::line);
        self.arg("known", known.join(", "))
    }

    pub(crate) fn also(mut self, file: usize, span: Range<usize>) -> Self {
        self.also = Some(Place { file, span });
        self
    }
}

/// Longer values would drown the sentence.
const ARG_MAX: usize = 160;
