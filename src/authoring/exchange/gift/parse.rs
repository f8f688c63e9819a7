//! Reads one question of GIFT: its name, its text, its options with their weights and feedback.

use crate::authoring::exchange::found::{ForeignChoice, ForeignQuestion};
use crate::authoring::exchange::losses::Reason;
use crate::authoring::exchange::rich::Rich;

/// A character, and whether a backslash stood before it.
pub(super) type Char = (char, bool);

/// Reads a question with options, or says what else it is.
pub(super) fn parse(whole: &str) -> Result<ForeignQuestion, Reason> {
    let chars = unescaped(whole.trim());
    let mut rest = chars.as_slice();
    let mut title = None;
    if let Some(named) = rest.strip_prefix(&[(':', false), (':', false)]) {
        let end = named.windows(2).position(|two| two == [(':', false), (':', false)]);
        if let Some(end) = end {
            title = Some(plain(&named[..end]));
            rest = trimmed(&named[end + 2..]);
        }
    }
    let (open, close) = (place(rest, '{'), place(rest, '}'));
    let (open, close) = match (open, close) {
        (None, None) => return Err(Reason::Description),
        (Some(open), Some(close)) if open < close => (open, close),
        _ => return Err(Reason::Broken),
    };
    let (before, after) = (&rest[..open], trimmed(&rest[close + 1..]));
    if place(after, '{').is_some() {
        // A question has its answers once.
        return Err(Reason::Broken);
    }
    let answers = trimmed(&rest[open + 1..close]);
    let (answers, general) = match answers.windows(4).rposition(|four| four == [('#', false); 4]) {
        Some(at) => (trimmed(&answers[..at]), Some(&answers[at + 4..])),
        None => (answers, None),
    };
    let mut shown = before.to_vec();
    if !after.is_empty() {
        // The missing word.
        shown.extend("_____ ".chars().map(|c| (c, true)));
        shown.extend(after);
    }
    let format = Markup::of(&shown).0;
    if !is_choice(answers)? {
        return Err(Reason::ShortAnswer);
    }
    let (choices, weighted) = choices(answers, format);
    let text = formatted(&shown, Markup::Moodle);
    let explanation = general.map(|general| formatted(general, format).line());
    let losses = weighted.then(|| (Reason::Weights, whole.to_owned())).into_iter().collect();
    Ok(ForeignQuestion { title, text, choices, explanation, losses, ..ForeignQuestion::default() })
}

fn is_choice(answers: &[Char]) -> Result<bool, Reason> {
    let has = |c| place(answers, c).is_some();
    let arrow = answers.windows(2).any(|two| two == [('-', false), ('>', false)]);
    let word: String = answers.iter().take_while(|c| **c != ('#', false)).map(|(c, _)| c).collect();
    match answers.first() {
        None => Err(Reason::Essay),
        Some(('#', false)) => Err(Reason::Numerical),
        _ if has('~') => Ok(true),
        _ if has('=') && arrow => Err(Reason::Matching),
        _ if ["T", "TRUE", "F", "FALSE"].contains(&word.trim()) => Err(Reason::TrueFalse),
        _ => Ok(false),
    }
}

/// The options, and whether one of them counts for a part beside one that is right.
fn choices(answers: &[Char], format: Markup) -> (Vec<ForeignChoice>, bool) {
    let mut starts: Vec<usize> = (0..answers.len()).filter(|at| matches!(answers[*at], ('~' | '=', false))).collect();
    // `~=` begins one option, not two.
    starts.dedup_by(|at, before| *at == *before + 1 && answers[*before].0 == '~' && answers[*at].0 == '=');
    let ends = starts.iter().skip(1).copied().chain([answers.len()]);
    let mut out = Vec::new();
    let mut weights = Vec::new();
    let mut single = false;
    for (start, end) in starts.iter().zip(ends) {
        let mut option = trimmed(&answers[*start..end]);
        let mut right = false;
        while let Some((sign @ ('~' | '='), false)) = option.first() {
            right |= *sign == '=';
            option = trimmed(&option[1..]);
        }
        single |= right;
        let (weight, option) = weight(option);
        let (text, remark) = match place(option, '#') {
            Some(at) => (&option[..at], Some(&option[at + 1..])),
            None => (option, None),
        };
        let text = formatted(text, format).line();
        let remark = remark.map(|remark| formatted(remark, format).line()).filter(|remark| !remark.is_empty());
        weights.push(if right { 100.0 } else { weight });
        out.push(ForeignChoice { text, right, remark });
    }
    // Without one that is all right, several are right in part, and together.
    if !single {
        for (choice, weight) in out.iter_mut().zip(&weights) {
            choice.right = *weight > 0.0;
        }
    }
    let weighted = single && out.iter().zip(&weights).any(|(choice, weight)| !choice.right && *weight > 0.0);
    (out, weighted)
}

/// A weight in percent at the beginning, `%50%`, and what stands behind it.
fn weight(option: &[Char]) -> (f64, &[Char]) {
    let weight = option.strip_prefix(&[('%', false)]).and_then(|inner| {
        let end = place(inner, '%')?;
        let number: String = inner[..end].iter().map(|(c, _)| c).collect();
        Some((number.trim().parse::<f64>().ok().filter(|n| n.is_finite())?, &inner[end + 1..]))
    });
    weight.unwrap_or((0.0, option))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Markup {
    Moodle,
    Html,
    Plain,
    Markdown,
}

impl Markup {
    /// The format that a text says at its beginning, `[html]`, and how many characters that takes.
    fn of(text: &[Char]) -> (Self, usize) {
        let blanks = text.iter().take_while(|(c, _)| c.is_whitespace()).count();
        let word: String = text[blanks..].iter().take(12).map(|(c, _)| c).collect();
        let formats = [
            ("[moodle]", Self::Moodle),
            ("[html]", Self::Html),
            ("[plain]", Self::Plain),
            ("[markdown]", Self::Markdown),
        ];
        let found = formats.into_iter().find(|(name, _)| word.starts_with(name));
        found.map_or((Self::Moodle, 0), |(name, format)| (format, blanks + name.len()))
    }
}

fn formatted(text: &[Char], by_default: Markup) -> Rich {
    let (format, skipped) = Markup::of(text);
    let format = if skipped == 0 { by_default } else { format };
    let text = plain(&text[skipped..]);
    match format {
        Markup::Html => Rich::html(&text, false),
        Markup::Markdown => Rich::markdown(&text),
        Markup::Plain => Rich::plain(&text),
        // Moodle's own format is plain text in which tags are understood.
        Markup::Moodle if has_tags(&text) => Rich::html(&text, true),
        Markup::Moodle => Rich::plain(&text),
    }
}

fn has_tags(text: &str) -> bool {
    let lower = text.to_lowercase();
    let tags =
        ["<br", "<p>", "<p ", "<b>", "<i>", "<em>", "<strong>", "<pre", "<code", "<img", "<div", "<span", "<ul", "<ol"];
    tags.iter().any(|tag| lower.contains(tag)) || (lower.contains('&') && lower.contains(';') && lower.contains("</"))
}

/// The characters of a text, each with whether it was escaped: then it means nothing but itself.
pub(super) fn unescaped(text: &str) -> Vec<Char> {
    let mut out = Vec::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        match (c, next) {
            ('\\', Some('n')) => {
                chars.next();
                out.push(('\n', true));
            }
            ('\\', Some(next @ ('\\' | '#' | '=' | '~' | '{' | '}' | ':' | ']'))) => {
                chars.next();
                out.push((next, true));
            }
            // Any other backslash is one.
            (c, _) => out.push((c, false)),
        }
    }
    out
}

fn place(text: &[Char], c: char) -> Option<usize> {
    text.iter().position(|own| *own == (c, false))
}

fn plain(text: &[Char]) -> String {
    let text: String = text.iter().map(|(c, _)| c).collect();
    text.trim().to_owned()
}

/// Without blanks at its ends, unless they were written as escapes.
fn trimmed(mut text: &[Char]) -> &[Char] {
    while let [(c, false), rest @ ..] = text
        && c.is_whitespace()
    {
        text = rest;
    }
    while let [rest @ .., (c, false)] = text
        && c.is_whitespace()
    {
        text = rest;
    }
    text
}
