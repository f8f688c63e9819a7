//! Faults as text in the style of rustc, and as JSON. The only room that turns a [`Diagnostic`] into sentences.

mod stats;

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

pub use self::stats::stats;
use crate::authoring::lint::Stats;
use crate::pack::load::Loaded;
use crate::read::diagnostic::{Arg, Code, Diagnostic, LayoutView, Place, Severity, Source};
use crate::text::{floor, slice};
use crate::words::{Fault, Words, fill};

/// The most characters of a quoted line; longer ones are cut around the fault.
const QUOTE_MAX: usize = 160;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ReportStyle {
    pub colour: bool,
    /// Without any character outside ASCII in the drawing.
    pub ascii: bool,
}

struct Sentences {
    message: String,
    label: String,
    help: Vec<String>,
}

fn sentences<'a>(fault: &'a Diagnostic, words: &'a Words) -> Sentences {
    let value = |value: &'a Arg| match value {
        Arg::Text(text) => Cow::Borrowed(text.as_str()),
        Arg::Type(kind) => Cow::Borrowed(words.report().name_of(*kind)),
        Arg::Part(part) => Cow::Borrowed(words.report().part(*part)),
        Arg::Views(views) => Cow::Owned(self::views(views, words)),
        Arg::Slip(slip) => Cow::Borrowed(words.report().slip(*slip)),
    };
    let mut values: Vec<(&str, Cow<str>)> = fault.args.iter().map(|(name, arg)| (*name, value(arg))).collect();
    // A slip is a sentence of its own, that the other values go into.
    if let Some(at) = values.iter().position(|(name, _)| *name == "slip") {
        let plain: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
        let slip = fill(&values[at].1, &plain);
        values[at].1 = slip.into();
    }
    let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_ref())).collect();
    let Fault { message, label, help } = words.fault(fault.code);
    let mut helps = Vec::new();
    if let Some(suggestion) = &fault.suggestion {
        helps.push(fill(&words.report().did_you_mean, &[("word", suggestion)]));
    }
    helps.extend(help.as_ref().map(|help| fill(help, &values)));
    if Code::RULES.contains(&fault.code) {
        helps.push(fill(&words.report().explain, &[("rule", fault.code.name())]));
    }
    Sentences {
        message: fill(message, &values),
        label: label.as_ref().map(|label| fill(label, &values)).unwrap_or_default(),
        help: helps,
    }
}

/// Screens in words, those of one size and language together: `80x24, en: colour, ASCII (hint, after a right answer)`.
fn views(views: &[LayoutView], words: &Words) -> String {
    let list = |names: Vec<&str>| {
        let mut once: Vec<&str> = Vec::new();
        for name in names {
            if !once.contains(&name) {
                once.push(name);
            }
        }
        once.join(", ")
    };
    let alike = views.chunk_by(|a, b| (a.size, a.lang) == (b.size, b.lang)).map(|views| {
        let LayoutView { size: (cols, rows), lang, .. } = views[0];
        let modes = list(views.iter().map(|view| words.report().mode(view.mode)).collect());
        let stages = list(views.iter().map(|view| words.report().stage(view.stage)).collect());
        format!("{cols}x{rows}, {}{} {modes} ({stages})", lang.code(), words.report().colon)
    });
    alike.collect::<Vec<_>>().join("; ")
}

/// The faults of one pack as text for people: `file:line:column`, the line underlined, what to do.
pub fn text(loaded: &Loaded, words: &Words, style: ReportStyle) -> String {
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let decor = if style.ascii { DecorStyle::Ascii } else { DecorStyle::Unicode };
    rendered(loaded, loaded.checked.faults.iter(), words, &renderer.decor_style(decor))
}

/// The same in colours, errors first, and with quoted lines that are cut around the fault so that they fit in so many
/// columns.
pub fn text_within(loaded: &Loaded, words: &Words, cols: usize) -> String {
    let (errors, warnings): (Vec<_>, Vec<_>) =
        loaded.checked.faults.iter().partition(|fault| fault.severity == Severity::Error);
    let faults = errors.into_iter().chain(warnings);
    rendered(loaded, faults, words, &Renderer::styled().decor_style(DecorStyle::Unicode).term_width(cols))
}

fn rendered<'a>(
    loaded: &Loaded,
    faults: impl Iterator<Item = &'a Diagnostic>,
    words: &Words,
    renderer: &Renderer,
) -> String {
    let indexes: Vec<LineIndex> = loaded.sources.iter().map(LineIndex::new).collect();
    let mut out = String::new();
    for fault in faults {
        let said = sentences(fault, words);
        let places = [(&fault.place, true)].into_iter().chain(fault.also.iter().map(|place| (place, false)));
        let quotes = places.map(|(place, primary)| Quote::new(place, primary, &loaded.sources, &indexes));
        let quotes: Vec<Quote> = quotes.collect();
        let elements =
            quotes.iter().flat_map(|quote| quote.elements(&loaded.sources, &said.label, &words.report().also));
        let (level, name) = match fault.severity {
            Severity::Error => (Level::ERROR, words.report().error.as_str()),
            Severity::Warning => (Level::WARNING, words.report().warning.as_str()),
        };
        let mut group =
            level.with_name(name).primary_title(said.message.as_str()).id(fault.code.name()).elements(elements);
        for help in &said.help {
            group = group.element(Level::HELP.with_name(words.report().help.as_str()).message(help.as_str()));
        }
        let report: &[Group] = &[group];
        out.push_str(&renderer.render(report));
        out.push_str("\n\n");
    }
    if loaded.checked.more > 0 {
        let more = loaded.checked.more.to_string();
        let _ = writeln!(out, "{}\n", fill(&words.report().more, &[("count", &more)]));
    }
    out
}

pub fn summary(name: &str, loaded: &Loaded, words: &Words) -> String {
    let checked = &loaded.checked;
    let count = checked.faults.len() + checked.more;
    let report = words.report();
    let counted = |n: usize, one: &str, many: &str| {
        let number = n.to_string();
        fill(if n == 1 { one } else { many }, &[("pack", name), ("count", &number), ("n", &number)])
    };
    let line = match &checked.pack {
        None => counted(count, &report.error_one, &report.errors),
        Some(_) if checked.has_errors() => counted(count, &report.spoilt_one, &report.spoilt),
        Some(_) if count > 0 => counted(count, &report.warning_one, &report.warnings),
        Some(pack) => {
            let questions = pack.all_questions().count();
            let terms = counted(pack.terms.len(), &report.term_one, &report.terms);
            let questions = counted(questions, &report.question_one, &report.questions);
            fill(&report.clean, &[("pack", name), ("terms", &terms), ("questions", &questions)])
        }
    };
    line + "\n"
}

struct Quote {
    file: usize,
    line: usize,
    column: usize,
    text: String,
    span: Range<usize>,
    primary: bool,
    cut: bool,
    nowhere: bool,
}

impl Quote {
    /// Quotes the line on which the place begins; of a place of many lines, only what is on the first.
    fn new(place: &Place, primary: bool, sources: &[Source], indexes: &[LineIndex]) -> Self {
        let text = sources[place.file].text.as_str();
        let index = &indexes[place.file];
        let (line, start) = index.line_of(place.span.start);
        let end = index.end_of(line, text);
        // As Windows ends a line.
        let end = end - usize::from(slice(text, start..end).ends_with('\r'));
        let from = floor(text, place.span.start.clamp(start, end));
        let to = floor(text, place.span.end.clamp(from, end));
        let column = slice(text, start..from).chars().count() + 1;
        let cut = end - start > QUOTE_MAX;
        let (start, end) = if cut {
            (floor(text, from.saturating_sub(QUOTE_MAX / 4).max(start)), floor(text, (from + QUOTE_MAX).min(end)))
        } else {
            (start, end)
        };
        let mut to = to.min(end);
        if to == from {
            to = slice(text, from..end).chars().next().map_or(from, |c| from + c.len_utf8());
        }
        Self {
            file: place.file,
            line,
            column,
            text: same_length_safe(slice(text, start..end)),
            span: from - start..to - start,
            primary,
            cut,
            nowhere: place.span == (0..0),
        }
    }

    fn elements<'a>(&'a self, sources: &'a [Source], label: &'a str, also: &'a str) -> Vec<Element<'a>> {
        let origin = Origin::path(sources[self.file].name.as_str());
        if self.text.trim().is_empty() || self.nowhere {
            return vec![if self.line > 1 { origin.line(self.line) } else { origin }.into()];
        }
        let (kind, label) =
            if self.primary { (AnnotationKind::Primary, label) } else { (AnnotationKind::Context, also) };
        let annotation = kind.span(self.span.clone()).label(label);
        let snippet = Snippet::source(self.text.as_str()).line_start(self.line).annotation(annotation);
        if self.cut {
            // The renderer would count columns from the cut.
            vec![origin.line(self.line).char_column(self.column).into(), snippet.into()]
        } else {
            vec![snippet.path(sources[self.file].name.as_str()).into()]
        }
    }
}

/// Replaces what could harm a terminal by something of as many bytes, so that places in the text still hold.
fn same_length_safe(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((at, bad)) = crate::text::SafeText::first_unsafe(rest) {
        out.push_str(slice(rest, ..at));
        out.push_str(["", "?", "¿", "\u{fffd}", "????"][bad.len_utf8()]);
        rest = slice(rest, at + bad.len_utf8()..);
    }
    out.push_str(rest);
    out.replace(['\t', '\r'], " ")
}

struct LineIndex(Vec<usize>);

impl LineIndex {
    fn new(source: &Source) -> Self {
        let breaks = source.text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    /// The number of the line (from 1) that holds a byte, and where that line begins.
    fn line_of(&self, at: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= at);
        (line, self.0[line - 1])
    }

    fn end_of(&self, line: usize, text: &str) -> usize {
        self.0.get(line).map_or(text.len(), |next| next - 1)
    }
}

/// One fault as editors and CI read it; lines and columns count from 1, columns in characters, ends exclusive.
#[derive(serde::Serialize)]
struct JsonFault<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    help: Vec<String>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    start_byte: usize,
    end_byte: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
}

pub fn json(all: &[Loaded], words: &Words) -> String {
    serde_json::to_string_pretty(&json_faults(all, words)).unwrap_or_default()
}

/// The faults of packs and their numbers as one JSON object, with the keys `faults` and `stats`.
pub fn json_with_stats(all: &[Loaded], stats: &[Stats], words: &Words) -> String {
    let both = serde_json::json!({ "faults": json_faults(all, words), "stats": stats });
    serde_json::to_string_pretty(&both).unwrap_or_default()
}

fn json_faults<'a>(all: &'a [Loaded], words: &Words) -> Vec<JsonFault<'a>> {
    let faults = all.iter().flat_map(|loaded| {
        let indexes: Vec<LineIndex> = loaded.sources.iter().map(LineIndex::new).collect();
        loaded.checked.faults.iter().map(move |fault| json_fault(fault, loaded, &indexes, words)).collect::<Vec<_>>()
    });
    faults.collect()
}

fn json_fault<'a>(fault: &'a Diagnostic, loaded: &'a Loaded, indexes: &[LineIndex], words: &Words) -> JsonFault<'a> {
    let source = &loaded.sources[fault.place.file];
    let place = |at: usize| {
        let at = floor(&source.text, at);
        let (line, start) = indexes[fault.place.file].line_of(at);
        (line, slice(&source.text, start..at).chars().count() + 1)
    };
    let (line, column) = place(fault.place.span.start);
    let (end_line, end_column) = place(fault.place.span.end);
    let said = sentences(fault, words);
    JsonFault {
        code: fault.code.name(),
        severity: match fault.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: said.message,
        help: std::iter::once(said.label).chain(said.help).filter(|help| !help.is_empty()).collect(),
        file: &source.name,
        line,
        column,
        end_line,
        end_column,
        start_byte: fault.place.span.start,
        end_byte: fault.place.span.end,
        suggestion: fault.suggestion.as_deref(),
    }
}
