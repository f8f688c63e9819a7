//! The settings as a report may quote them: lines are shown, passwords and PINs are not.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::address::{is_address, is_credentials};
use super::read::SECRETS;
use crate::read::Value;

/// The keys whose values may be secret, or hold something that is.
const KEPT: [&str; 3] = ["pin", "url", "credentials"];

/// The keys whose values are none of anybody's secrets. What other keys hold nobody knows: `pasword` may be a slip.
const OPEN: &str = "packs languages questions seconds board booth event name line logo idle countdown names letters words refused \
    screen theme motion ascii share authority encrypted en fr";

/// The text with everything hidden that may be a PIN, a password or an address with one. Each character becomes one of as
/// many bytes, so that places in the text still hold.
///
/// What is hidden errs on the safe side: a line that names a secret, or a key that nobody knows, is hidden from there on,
/// comments and all, whether it can be read as TOML or not. Of it only a path and an address in which nothing can hide are
/// shown.
pub fn masked(text: &str) -> String {
    let (table, _) = DeTable::parse_recoverable(text);
    let mut spans = Spans::default();
    spans.look(table.get_ref(), text);
    let mut start = 0;
    // A string of many lines that begins on a line of a secret, until its quotes come again.
    let mut open: Option<&str> = None;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let from = if open.is_some() { Some(0) } else { begins(line) };
        if let Some(from) = from {
            spans.hidden.push(start + from..end);
            let after = &line[from..];
            open = match open {
                Some(quotes) => Some(quotes).filter(|quotes| !after.contains(quotes)),
                None => ["\"\"\"", "'''"].into_iter().find(|quotes| after.matches(quotes).count() == 1),
            };
        }
        start = end;
    }
    let mut secret = vec![false; text.len()];
    for (spans, hides) in [(spans.hidden, true), (spans.shown, false)] {
        spans.into_iter().for_each(|span| secret[span].fill(hides));
    }
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let plain = c.is_whitespace() || matches!(c, '"' | '\'');
        match secret[at] && !plain {
            true => out.push_str(["", "*", "·", "•", "****"][c.len_utf8()]),
            false => out.push(c),
        }
    }
    out
}

fn is_open(key: &str) -> bool {
    OPEN.split(' ').any(|open| open == key)
}

/// Where in a line something begins that may be secret: after a key of a secret, or in an address with one.
fn begins(line: &str) -> Option<usize> {
    let lower = line.to_ascii_lowercase();
    let keys = KEPT.iter().chain(&SECRETS).flat_map(|key| lower.match_indices(key).map(|(at, _)| (at, at + key.len())));
    let after_key = keys.filter_map(|(at, end)| {
        let alone = !lower[..at].ends_with(|c: char| c.is_alphanumeric());
        let rest = lower[end..].trim_start_matches(['"', '\'', ' ', '\t']);
        let gap = lower.len() - rest.len();
        (alone && rest.starts_with(['=', ':'])).then_some(gap + 1)
    });
    let address = lower.find("://").filter(|at| lower[*at..].contains('@')).map(|at| at + 3);
    let separator = line.find(['=', ':']).filter(|at| {
        let key = lower[..*at].trim().trim_matches(['"', '\'']);
        let last = key.rsplit('.').next().unwrap_or_default();
        last.chars().all(|c| c.is_alphanumeric() || "-_".contains(c)) && !last.is_empty() && !is_open(last)
    });
    after_key.chain(address).chain(separator.map(|at| at + 1)).min()
}

#[derive(Default)]
struct Spans {
    hidden: Vec<Range<usize>>,
    shown: Vec<Range<usize>>,
}

impl Spans {
    fn look(&mut self, table: &DeTable, text: &str) {
        for (key, value) in table {
            let key = key.get_ref().to_lowercase();
            let secret = (!is_open(&key)).then_some(key.as_str());
            self.judge(secret, value, text);
        }
    }

    fn judge(&mut self, secret: Option<&str>, value: &Value, text: &str) {
        match (value.get_ref(), secret) {
            (DeValue::Table(table), _) => self.look(table, text),
            (DeValue::Array(list), _) => list.iter().for_each(|value| self.judge(secret, value, text)),
            (DeValue::String(url), Some("url")) if is_address(url) => self.shown.push(value.span()),
            (DeValue::String(path), Some("credentials")) if !is_credentials(path) => self.shown.push(value.span()),
            (_, Some(secret)) => {
                self.hidden.push(value.span());
                self.shown.extend(comment(value.span().end, text).filter(|_| secret == "pin"));
            }
            (DeValue::String(other), None) if other.contains("://") && other.contains('@') => {
                self.hidden.push(value.span());
            }
            _ => {}
        }
    }
}

/// A comment behind a PIN, unless it holds a digit: it may be the PIN of last year.
fn comment(from: usize, text: &str) -> Option<Range<usize>> {
    let line = text.get(from..)?.lines().next()?;
    let good = line.trim_start().starts_with('#') && !line.contains(|c: char| c.is_numeric());
    good.then_some(from..from + line.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_secret_is_hidden_and_the_rest_is_shown() {
        let cases = [
            ("pin = \"2580\"   # opens the panel", "pin = \"****\"   # opens the panel"),
            ("pin = \"2580\" # was 1379", "pin = \"****\" * *** ****"),
            ("pin = 2580", "pin = ****"),
            ("PIN: '2580'", "PIN: '****'"),
            ("packs = [\"talk\"] # spinning", "packs = [\"talk\"] # spinning"),
            ("url = \"postgres://h:5432/d\" # noor:hunter2", "url = \"postgres://h:5432/d\" * ************"),
            ("url = \"postgres://noor:hunter2@h/d\"", "url = \"***************************\""),
            ("[share]\nurl = \"host=h password=hunter2\"", "[share]\nurl = \"****** ****************\""),
            (
                "share = { url = \"postgres://h/d?password=hunter2\" }",
                "share = { url = \"*******************************\" *",
            ),
            ("credentials = \"noor:hunter2\"", "credentials = \"************\""),
            ("[share]\ncredentials = \"share.txt\"", "[share]\ncredentials = \"share.txt\""),
            ("[share]\npassword = \"hunter2\"", "[share]\npassword = \"*******\""),
            ("# see postgres://noor:hunter2@h/d", "# see postgres://****************"),
            ("pasword = \"hunter2\" # hunter2", "pasword = \"*******\" * *******"),
            ("share.pim: \"2580\"", "share.pim: \"****\""),
            ("[share]\nsalt = [\n  \"hunter2\"\n]", "[share]\nsalt = *\n  \"*******\"\n]"),
            ("[event]\nname = \"Naps @ Lyon\"", "[event]\nname = \"Naps @ Lyon\""),
            ("[event]\nline = \"your user, please: Noor\"", "[event]\nline = \"your user, please: Noor\""),
            ("password = \"\"\"\nhunter2\n\"\"\"\npacks = 1", "password = \"\"\"\n*******\n\"\"\"\npacks = 1"),
            ("password = '''\nhunter2\nhunter3", "password = '''\n*******\n*******"),
            ("pin = \"été•\"", "pin = \"·*·•\""),
        ];
        for (text, expected) in cases {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn what_an_organiser_sets_is_shown_but_for_the_pin() {
        for lang in crate::text::Lang::ALL {
            let on = |line: &str| line.strip_prefix('#').filter(|key| !key.starts_with(' ')).unwrap_or(line).to_owned();
            let all: Vec<String> = crate::template::booth(lang).lines().map(on).collect();
            let all = all.join("\n").replacen("pin = \"\"", "pin = \"2580\"", 1);
            for (shown, written) in masked(&all).lines().zip(all.lines()) {
                let value = |line: &str| line.split('#').next().unwrap_or_default().to_owned();
                match written.starts_with("pin") {
                    true => assert_eq!(shown, written.replace("2580", "****")),
                    false => assert_eq!(value(&shown.replace(" *", " #")), value(written)),
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_secret_never_comes_through_and_places_hold(
            key in "pin|url|password|PASSWORD|user|token|[a-z]{6,9}",
            before in "[a-z]{0,6}( = \"[a-z ]{0,8}\"\n)?",
            gap in " {0,2}[=:] {0,2}[\"']?",
            scheme in "(postgres://noor:|noor:|)",
            after in "(@h/d|)[\"']?( # [a-z]{0,9})?\n?.{0,20}",
        ) {
            prop_assume!(!is_open(&key) && key != "credentials");
            let before = if before.ends_with('\n') { before } else { String::new() };
            let text = format!("{before}{key}{gap}{scheme}HUNTER2{after}");
            let out = masked(&text);
            prop_assert!(!out.contains("HUNTER2") && !out.contains("UNTER"), "{}", out);
            prop_assert_eq!(out.len(), text.len());
            let breaks = |text: &str| text.match_indices('\n').map(|(at, _)| at).collect::<Vec<_>>();
            prop_assert_eq!(breaks(&out), breaks(&text));
        }
    }
}
