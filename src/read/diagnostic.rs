//! A fault as data: what is wrong, where, and what would be right. Nothing here prints; `report` does.

mod near;
mod slip;
mod view;

use std::ops::Range;

pub use self::near::nearest;
pub use self::slip::Slip;
pub use self::view::{Mode, Part, Stage, View};
use crate::text::SafeText;

/// Declares [`Code`] with its stable kebab-case names, under which `assets/lang/*.toml` holds the sentences.
macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal,)*) => {
        /// What kind of fault it is. The names are stable: editors and CI may match on them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Code { $($(#[$doc])* $name,)* }

        impl Code {
            pub const ALL: &[Code] = &[$(Code::$name,)*];

            /// The stable name, such as `unknown-key`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$name => $text,)* }
            }
        }
    };
}

codes! {
    /// The file is not TOML.
    Syntax = "syntax",
    /// Typographic quotes where TOML wants straight ones.
    CurlyQuotes = "curly-quotes",
    /// A colon where TOML wants an equals sign.
    Colon = "colon",
    EmptyFile = "empty-file",
    /// Terms without the header of a pack.
    NoHeader = "no-header",
    NotFound = "not-found",
    NoPermission = "no-permission",
    /// The file cannot be read (args: `reason`).
    Unreadable = "unreadable",
    /// A fault of ours ended the reading of a file (args: `reason`).
    ReaderFailed = "reader-failed",
    NotAFile = "not-a-file",
    /// More bytes than a file may have.
    FileTooLarge = "file-too-large",
    /// Not UTF-8 (args: `reason`, the first line that is not).
    NotUtf8 = "not-utf8",
    /// Text in units of two or four bytes that is not read (args: `reason`, in which encoding).
    WideText = "wide-text",
    NotText = "not-text",
    NoPackToml = "no-pack-toml",
    TooManyFiles = "too-many-files",
    /// A pack in a format that this version does not know.
    NewerFormat = "newer-format",
    UnknownKey = "unknown-key",
    MissingKey = "missing-key",
    /// A heading in single brackets, of which there may be many (args: `found`).
    SingleBrackets = "single-brackets",
    WrongType = "wrong-type",
    EmptyText = "empty-text",
    /// A control, invisible or direction-changing character.
    UnsafeText = "unsafe-text",
    ManyLines = "many-lines",
    TextTooLong = "text-too-long",
    ListTooLong = "list-too-long",
    EmptyList = "empty-list",
    /// Two lists that must go together have different lengths.
    LengthMismatch = "length-mismatch",
    /// A number outside its range, or not finite.
    OutOfRange = "out-of-range",
    UnknownWord = "unknown-word",
    /// A language that the game does not speak.
    UnknownLanguage = "unknown-language",
    UndeclaredLanguage = "undeclared-language",
    MissingLanguage = "missing-language",
    UnknownDomain = "unknown-domain",
    DomainWithoutSense = "domain-without-sense",
    RemarkForKey = "remark-for-key",
    /// The number of domains is not two to four.
    DomainCount = "domain-count",
    /// A letter that the game needs itself, or that two domains share.
    LetterTaken = "letter-taken",
    /// An id with other characters than `a-z 0-9 -`.
    BadId = "bad-id",
    /// The same id, name or domain twice.
    Duplicate = "duplicate",
    NoTerms = "no-terms",
    FewSenses = "few-senses",
    SenseNotAsked = "sense-not-asked",
    /// No context, or more than one.
    ContextCount = "context-count",
    UnknownKind = "unknown-kind",
    /// A language of code that is not known, and shown plain.
    UnknownCodeLanguage = "unknown-code-language",
    TellNotFound = "tell-not-found",
    TooManyRows = "too-many-rows",
    TooWide = "too-wide",
    /// A command or an environment that is not of the subset of LaTeX.
    LatexUnknown = "latex-unknown",
    /// A brace, `\left` or `\begin` without its other half.
    LatexUnbalanced = "latex-unbalanced",
    /// A command of LaTeX without its argument, or with one that it cannot have.
    LatexArgument = "latex-argument",
    /// Something that LaTeX has no use for at this place.
    LatexMisplaced = "latex-misplaced",
    /// An escape of TOML, such as `\t`, within LaTeX in double quotes.
    LatexQuotes = "latex-quotes",
    /// Data given twice, in two ways (args: `key`, `other`).
    DataTwice = "data-twice",
    /// A mark in a plot that is neither at an x nor at a y.
    MarkPlace = "mark-place",
    NoDataFile = "no-data-file",
    OutsidePack = "outside-pack",
    /// A cell of a data file that is no number.
    BadCsv = "bad-csv",
    /// A row of a data file with more or fewer cells than the header.
    RaggedCsv = "ragged-csv",
    EmptyCsv = "empty-csv",
    /// A data file that separates its columns by something else than commas.
    CsvSeparator = "csv-separator",
    UnknownColumn = "unknown-column",
    /// A data file with more bytes than it may have.
    DataTooLarge = "data-too-large",
    PictureFormat = "picture-format",
    /// A picture with more pixels than it may have.
    PictureTooLarge = "picture-too-large",
    PictureBroken = "picture-broken",
    TooManyQuestions = "too-many-questions",
    BadSettings = "bad-settings",
    /// Something that players must be able to read is not whole on a screen (args: `part`, `views`).
    LayoutCut = "layout-cut",
    /// What is said after the answer must be scrolled where it should not (args: `views`).
    LayoutScroll = "layout-scroll",
    /// Characters of a context that have no likeness in ASCII (args: `found`, `language`).
    LayoutNoAscii = "layout-no-ascii",
    /// The context names a domain, or shares a word with a gloss (args: `slip`, `found`, `domain`, `language`).
    GivesAway = "gives-away",
    /// A domain is right too often or too seldom (args: `language`, `shares`, `low`, `high`).
    LopsidedKeys = "lopsided-keys",
    /// A kind of context belongs to one domain (args: `kind`, `domain`, `count`, `all`, `language`).
    LopsidedKind = "lopsided-kind",
    /// A term always has the same right answer (args: `term`, `domain`, `language`).
    OneAnswerTerm = "one-answer-term",
    /// An explanation of too many words (args: `found`, `max`, `language`).
    LongExplanation = "long-explanation",
    /// A context that takes too long to read (args: `found`, `max`, `seconds`, `language`).
    SlowContext = "slow-context",
    /// The glosses of a term give something away by their looks (args: `slip`, `found`, `language`).
    UnevenGlosses = "uneven-glosses",
    /// The explanation names none of the tells (args: `found`, `language`).
    UnnamedTell = "unnamed-tell",
    /// A sense that names no source (args: `term`, `domain`).
    NoSource = "no-source",
    /// Punctuation that is not that of the language (args: `slip`, `count`).
    Typography = "typography",
    /// Something allowed that is no rule, or one that cannot be silenced (args: `found`, `known`).
    UnknownRule = "unknown-rule",
    /// Something allowed that silences nothing (args: `rule`).
    UselessAllow = "useless-allow",
    /// There is no such file with the settings of a booth.
    NoBoothFile = "no-booth-file",
    /// A file that holds no settings of a booth.
    NotABoothFile = "not-a-booth-file",
    NoPin = "no-pin",
    /// A PIN that is not made of four to twelve digits.
    BadPin = "bad-pin",
    /// A PIN that visitors try first.
    EasyPin = "easy-pin",
    /// A key below a heading, where it belongs above all of them (args: `found`).
    MisplacedKey = "misplaced-key",
    NoEvent = "no-event",
    /// A user or a password where everybody can read it.
    SecretInFile = "secret-in-file",
    /// What is no address of a database; it is not repeated, because it may hold a password.
    ShareAddress = "share-address",
    /// A pack that is not there (args: `found`).
    NoSuchPack = "no-such-pack",
    /// A pack without a question in a language of the booth (args: `pack`, `language`).
    PackLacksLanguage = "pack-lacks-language",
    /// Packs of one booth that have no language in common.
    NoCommonLanguage = "no-common-language",
    /// A file that is not there (args: `found`, `path`).
    NoFileBeside = "no-file-beside",
    /// An entry in a list of refused names that no name could match (args: `found`).
    RefusesNothing = "refuses-nothing",
}

impl Code {
    /// What only `lint` reports: the rules that a pack may silence, with a reason.
    pub const RULES: [Code; 10] = [
        Code::GivesAway,
        Code::LopsidedKeys,
        Code::LopsidedKind,
        Code::OneAnswerTerm,
        Code::LongExplanation,
        Code::SlowContext,
        Code::UnevenGlosses,
        Code::UnnamedTell,
        Code::NoSource,
        Code::Typography,
    ];
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
    /// Screens, in their order.
    Views(Vec<View>),
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
    pub also: Option<Place>,
    /// The values for the sentence's `{names}`.
    pub args: Vec<(&'static str, Arg)>,
    pub suggestion: Option<SafeText>,
}

impl Diagnostic {
    pub fn error(code: Code, file: usize, span: Range<usize>) -> Self {
        let place = Place { file, span };
        Self { code, severity: Severity::Error, place, also: None, args: Vec::new(), suggestion: None }
    }

    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// With a value for `{name}`. It may come from anywhere: it is made safe here.
    pub fn arg(mut self, name: &'static str, value: impl ToString) -> Self {
        let text = SafeText::line(&crate::text::shorten(&value.to_string(), ARG_MAX));
        self.args.push((name, Arg::Text(text)));
        self
    }

    pub fn arg_type(mut self, name: &'static str, value: Type) -> Self {
        self.args.push((name, Arg::Type(value)));
        self
    }

    /// With a part of a screen for `{part}`, where it has one, and the screens for `{views}`.
    pub fn seen(mut self, part: Option<Part>, views: Vec<View>) -> Self {
        self.args.extend(part.map(|part| ("part", Arg::Part(part))));
        self.args.push(("views", Arg::Views(views)));
        self
    }

    /// With a sentence for `{slip}`.
    pub fn slip(mut self, slip: Slip) -> Self {
        self.args.push(("slip", Arg::Slip(slip)));
        self
    }

    pub fn suggest(mut self, meant: Option<&str>) -> Self {
        self.suggestion = meant.map(SafeText::line);
        self
    }

    /// With the words that would have been right, of which the nearest becomes the suggestion.
    pub fn known(mut self, found: &str, known: &[&str]) -> Self {
        self.suggestion = nearest(found, known).map(SafeText::line);
        self.arg("known", known.join(", "))
    }

    pub fn also(mut self, file: usize, span: Range<usize>) -> Self {
        self.also = Some(Place { file, span });
        self
    }
}

/// Longer values would drown the sentence.
const ARG_MAX: usize = 160;
