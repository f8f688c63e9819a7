//! From the text of a question to the context that is shown, and to its tells.

use super::found::ForeignQuestion;
use super::losses::Reason;
use super::rich::{RichPart, cleaned, cut, one_line};
use super::tree::{Tree, TreeTable};
use crate::context::{LOG_NUMBERS, SMALLEST_ROOM, highlight, numbers_width};
use crate::pack::read::{TELL_MAX, TELLS_MAX};
use crate::text::{find, same, slice, width, wrap};

pub(crate) struct ImportedContext {
    /// `log` or `code`, as TOML has it.
    pub(crate) table: TreeTable,
    pub(crate) lines: Vec<String>,
    /// What is lost, each with the words that say so.
    pub(crate) losses: Vec<(Reason, String)>,
}

const TITLE_MAX: usize = 60;
/// What is longer says more than it asks.
const ASKED_MAX: usize = 160;

/// `asked` are the sentences that the game says itself, in every language. Fails with why the text cannot be shown.
pub(crate) fn of(question: &ForeignQuestion, asked: &[String]) -> Result<ImportedContext, (Reason, String)> {
    let mut losses = Vec::new();
    let mut prose: Vec<&str> = Vec::new();
    let mut code: Vec<&str> = Vec::new();
    let mut language = None;
    for part in &question.text.parts {
        match part {
            RichPart::Prose(text) => prose.push(text),
            RichPart::Code { language: named, text } => {
                code.push(text);
                language = language.or(named.as_deref());
            }
        }
    }
    let is_asked = |line: &str| asked.iter().any(|asked| same(asked, line.trim()));
    let around: Vec<&str> = prose.iter().flat_map(|text| text.lines()).filter(|line| !is_asked(line)).collect();
    let around = one_line(&around.join("\n"));
    let declared = question.context.as_ref();
    // A line above code is its title; a longer question asks what the game asks in its own words.
    let titled = Some(&around).filter(|around| !around.is_empty() && around.chars().count() <= TITLE_MAX);
    let only_asks = around.ends_with('?') && around.chars().count() <= ASKED_MAX;
    let is_code = match declared {
        Some(context) => context.language.is_some(),
        None => !code.is_empty() && (around.is_empty() || titled.is_some() || only_asks),
    };
    let text = if code.is_empty() || (declared.is_none() && !is_code) {
        let parts = question.text.parts.iter().map(|part| match part {
            RichPart::Prose(text) if declared.is_none() => {
                text.lines().filter(|line| !is_asked(line)).collect::<Vec<_>>().join("\n")
            }
            RichPart::Prose(text) | RichPart::Code { text, .. } => text.clone(),
        });
        parts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("\n\n")
    } else {
        if !around.is_empty() && declared.is_none() && titled.is_none() {
            losses.push((Reason::Around, around.clone()));
        }
        code.join("\n\n")
    };
    let (text, harm) = cleaned(&text);
    if harm {
        losses.push((Reason::Unsafe, one_line(&text)));
    }
    if text.trim().is_empty() {
        return Err((Reason::NoText, around));
    }
    let lines = broken(&text, is_code, &mut losses);
    if lines.len() > SMALLEST_ROOM.rows {
        return Err((Reason::TooLong, one_line(&text)));
    }
    let mut table = TreeTable::default();
    let title = match declared {
        Some(context) => context.title.as_deref().map(one_line).unwrap_or_default(),
        None => titled.filter(|_| is_code).cloned().unwrap_or_default(),
    };
    let title = cleaned(&title).0;
    if !title.trim().is_empty() {
        if title.trim().chars().count() > TITLE_MAX {
            losses.push((Reason::Cut, title.trim().to_owned()));
        }
        table.set(if is_code { "file" } else { "title" }, cut(title.trim(), TITLE_MAX));
    }
    if is_code {
        let language = declared.and_then(|context| context.language.as_deref()).or(language).unwrap_or("text");
        let language = language.to_lowercase();
        table.set("language", if highlight::knows(&language) { &language } else { "text" });
    }
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    let first = declared.and_then(|context| context.first).filter(|first| (1..=99_980).contains(first));
    let fits = |first: &i64| {
        let of_code = || u32::try_from(*first).map_or(0, |first| numbers_width(first, lines.len()));
        let numbers = if is_code { of_code() } else { LOG_NUMBERS };
        widest + numbers <= SMALLEST_ROOM.cols
    };
    match first.filter(fits) {
        // Code begins with its first line where nothing is said.
        Some(1) if is_code => {}
        Some(first) if is_code => table.set("first", first),
        Some(_) => table.set("numbers", true),
        None if is_code => table.set("numbers", false),
        None => {}
    }
    table.set("text", lines.join("\n"));
    let mut outer = TreeTable::default();
    outer.set(if is_code { "code" } else { "log" }, table);
    Ok(ImportedContext { table: outer, lines, losses })
}

/// The lines of a text, none wider than the smallest room.
fn broken(text: &str, is_code: bool, losses: &mut Vec<(Reason, String)>) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        if lines.len() > SMALLEST_ROOM.rows {
            break;
        }
        let line = line.trim_end_matches(' ');
        let parts = wrap(line, SMALLEST_ROOM.cols);
        if is_code && parts.len() > 1 {
            losses.push((Reason::Broke, line.to_owned()));
        }
        lines.extend(parts.into_iter().map(|range| slice(line, range).to_owned()));
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    while lines.first().is_some_and(|line| line.trim().is_empty()) {
        lines.remove(0);
    }
    lines
}

/// The tells of a question, as they stand in its context; where there is none, every line. Says which are lost.
pub(crate) fn tells(
    question: &ForeignQuestion,
    shown: &ImportedContext,
    losses: &mut Vec<(Reason, String)>,
) -> (Vec<String>, bool) {
    let mut out: Vec<String> = Vec::new();
    // A formula's tell of several rows is in as many pieces where its drawing has become text.
    for tell in question.tells.iter().flat_map(|tell| tell.lines()) {
        let tell = cleaned(tell).0;
        let tell = tell.trim();
        if tell.is_empty() || out.iter().any(|known| known == tell) {
            continue;
        }
        if out.len() < TELLS_MAX && tell.chars().count() <= TELL_MAX && stands(tell, &shown.lines) {
            out.push(tell.to_owned());
        } else {
            losses.push((Reason::TellGone, tell.to_owned()));
        }
    }
    if !out.is_empty() {
        return (out, true);
    }
    let lines = shown.lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
    for line in lines {
        if out.len() < TELLS_MAX && !out.iter().any(|known| known == line) {
            out.push(line.to_owned());
        }
    }
    losses.push((Reason::NoTell, String::new()));
    (out, false)
}

fn stands(tell: &str, lines: &[String]) -> bool {
    lines.iter().any(|line| !find(line, tell).is_empty())
}

/// A list where there are several, else the one.
pub(crate) fn one_or_more(texts: &[String]) -> Tree {
    match texts {
        [one] => one.as_str().into(),
        texts => texts.to_vec().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::rich::Rich;
    use super::*;

    fn shown(text: Rich) -> Result<ImportedContext, (Reason, String)> {
        of(&ForeignQuestion { text, ..ForeignQuestion::default() }, &["Which “test” is this?".to_owned()])
    }

    fn kind(shown: &ImportedContext) -> &str {
        &shown.table.entries[0].0
    }

    #[test]
    fn code_with_a_question_around_it_is_code() {
        let code = shown(Rich::markdown("Which “test” is this?\n```py\nassert x\n```")).unwrap_or_else(|_| panic!());
        assert_eq!((kind(&code), code.losses.len()), ("code", 0));
        let titled = shown(Rich::markdown("The cat’s notes\n```py\nassert x\n```")).unwrap_or_else(|_| panic!());
        let Some(Tree::Table(inner)) = titled.table.get("code") else { panic!("code") };
        assert_eq!((inner.get("file"), titled.losses.len()), (Some(&"The cat’s notes".into()), 0));
        let long = "What is meant by those who wrote these lines on that day, far from everything?";
        let around = shown(Rich::markdown(&format!("{long}\n```py\nassert x\n```"))).unwrap_or_else(|_| panic!());
        assert_eq!((kind(&around), around.losses[0].0), ("code", Reason::Around));
        let long = "Somebody wrote these lines. They did so on that day, far from everything.";
        let log = shown(Rich::markdown(&format!("{long}\n```\nassert x\n```"))).unwrap_or_else(|_| panic!());
        assert_eq!((kind(&log), log.lines.last().map(String::as_str)), ("log", Some("assert x")));
    }

    #[test]
    fn what_is_too_long_or_empty_is_refused() {
        let refused = |text: &str| shown(Rich::plain(text)).err().map(|(reason, _)| reason);
        assert_eq!(refused(&"nap ".repeat(400)), Some(Reason::TooLong));
        assert_eq!(refused(" \n\0"), Some(Reason::NoText));
        assert_eq!(refused("Which “test” is this?"), Some(Reason::NoText));
        assert_eq!(refused("a nap"), None);
    }

    #[test]
    fn without_a_tell_every_line_is_one() {
        let shown = shown(Rich::plain("a\nb\n\na")).unwrap_or_else(|_| panic!());
        let mut losses = Vec::new();
        let question = ForeignQuestion { tells: vec!["c".to_owned()], ..ForeignQuestion::default() };
        assert_eq!(tells(&question, &shown, &mut losses), (vec!["a".to_owned(), "b".to_owned()], false));
        let reasons: Vec<Reason> = losses.iter().map(|(reason, _)| *reason).collect();
        assert_eq!(reasons, [Reason::TellGone, Reason::NoTell]);
    }
}
