//! Cards of hascard: <https://github.com/Yvee1/hascard>. Cards stand between lines of three dashes; each begins with a
//! `#` and what it asks.

use super::found::{Card, Choice, Found, Question};
use super::losses::Reason;
use super::rich::Rich;
use crate::text::slice;

/// Every card of a file.
pub fn read(text: &str) -> Found {
    let mut found = Found::default();
    let mut lines: Vec<(usize, &str)> = Vec::new();
    for (n, line) in (1..).zip(text.lines()).chain([(0, "---")]) {
        if line.trim_end().starts_with("---") {
            card(&lines, &mut found);
            lines.clear();
        } else {
            lines.push((n, line));
        }
    }
    found
}

fn card(lines: &[(usize, &str)], found: &mut Found) {
    let mut lines = lines.iter().skip_while(|(_, line)| line.trim().is_empty());
    let Some(&(at, header)) = lines.next() else { return };
    let Some(header) = header.trim_start().strip_prefix('#') else {
        return found.losses.add(Reason::Broken, at, header);
    };
    let header = header.trim();
    let mut files = 0;
    let body: Vec<&str> = lines.map(|(_, line)| *line).collect();
    let is_file = |line: &&str| line.trim().starts_with("![") && line.contains("](");
    let body: Vec<&str> = body
        .into_iter()
        .filter(|line| {
            !(is_file(line) && {
                files += 1;
                true
            })
        })
        .collect();
    if let Some(choices) = choices(&body).filter(|choices| choices.len() > 1) {
        let mut text = Rich::markdown(header);
        text.media += files;
        return found.question(Question { line: at, text, choices, ..Question::default() });
    }
    let text = body.join("\n");
    let filled = body.iter().filter(|line| !line.trim().is_empty());
    let numbered = |line: &str| {
        let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        digits > 0 && slice(line, digits..).starts_with(". ")
    };
    if filled.clone().count() > 1 && filled.clone().all(|line| numbered(line.trim())) {
        return found.losses.add(Reason::Order, at, header);
    }
    if has_gap(&text) {
        return found.losses.add(Reason::Gaps, at, header);
    }
    if text.trim().is_empty() {
        return found.losses.add(Reason::Description, at, header);
    }
    let mut front = Rich::plain(header);
    front.media += files;
    found.card(Card { line: at, front, back: Rich::markdown(&text), ..Card::default() });
}

/// The options of a card: `*` and `-` where one is right, boxes where several are. A line that begins with neither goes
/// on with the one before. A list without a `*` is no question.
fn choices(body: &[&str]) -> Option<Vec<Choice>> {
    let mut out: Vec<Choice> = Vec::new();
    for line in body.iter().map(|line| line.trim()).filter(|line| !line.is_empty()) {
        let option = [("* ", true), ("- ", false), ("[*]", true), ("[x]", true), ("[X]", true), ("[ ]", false)]
            .into_iter()
            .find_map(|(sign, right)| Some((line.strip_prefix(sign)?.trim(), right)));
        match (option, out.last_mut()) {
            (Some((text, right)), _) => out.push(Choice { text: text.to_owned(), right, remark: None }),
            (None, Some(last)) => last.text = format!("{} {line}", last.text),
            (None, None) => return None,
        }
    }
    let boxes = body.iter().any(|line| line.trim_start().starts_with('['));
    (boxes || out.iter().any(|choice| choice.right)).then_some(out)
}

/// Whether a part stands between underscores that are not escaped.
fn has_gap(text: &str) -> bool {
    let mut before = None;
    let marks = text.char_indices().filter(|(_, c)| {
        let escaped = before == Some('\\');
        before = Some(*c);
        *c == '_' && !escaped
    });
    marks.count() > 1
}
