//! The settings as a report may quote them: lines are shown, passwords and PINs are not.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::address::{is_address, is_credentials};
use crate::read::Value;
use crate::text::slice;

const KEPT: [&str; 5] = ["pin", "url", "credentials", "password", "user"];

/// The keys whose values are none of anybody's secrets. What other keys hold nobody knows: `pasword` may be a slip.
const OPEN: &str = "packs languages questions seconds board booth event name line logo idle countdown names letters words refused \
    screen theme motion ascii share authority encrypted en fr";

/// Hides what may be a PIN, a password or an address with one, byte for byte, so that places in the text still hold.
/// It errs on the safe side: only values of known keys are shown, and no comments; where the text can be read as TOML,
/// values that are seen to be harmless come back.
pub fn masked(text: &str) -> String {
    let mut hidden = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        hidden.extend(begins(line).map(|from| start + from..start + line.len()));
        start += line.len();
    }
    let mut values = Values::default();
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        values.look(table.get_ref(), text);
    }
    let mut secret = vec![false; text.len()];
    for (spans, hides) in [(hidden, true), (values.shown, false), (values.hidden, true)] {
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

fn begins(line: &str) -> Option<usize> {
    let lower = line.to_ascii_lowercase();
    let said = lower.trim();
    let heading = said.trim_start_matches('[').trim_end_matches(']');
    if said.chars().all(|c| "[]{},".contains(c)) || (said.starts_with('[') && said.ends_with(']') && is_key(heading)) {
        return None;
    }
    if said.starts_with('#') {
        return lower.find('#').map(|at| at + 1);
    }
    let Some(separator) = lower.find(['=', ':']).filter(|at| is_key(slice(&lower, ..*at))) else { return Some(0) };
    // An inline table has several keys on its line.
    let separators = lower.match_indices('=').map(|(at, _)| at).filter(|at| *at > separator);
    let mut keys = [separator].into_iter().chain(separators).map(|at| (at, last_key(slice(&lower, ..at))));
    let unknown = keys.find(|(_, (_, key))| !is_open(key));
    // A password on a line of its own may look like a key.
    let unknown = unknown.map(|(at, (start, key))| if KEPT.contains(&key) { at + 1 } else { start });
    let address = lower.find("://").map(|at| at + 3);
    unknown.into_iter().chain(address).min()
}

fn is_key(text: &str) -> bool {
    let quotes = ['"', '\''];
    let bare = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    text.split('.').all(|part| bare(part.trim().trim_matches(quotes)))
}

fn last_key(text: &str) -> (usize, &str) {
    let text = text.trim_end().trim_end_matches(['"', '\'']);
    let key = text.rsplit(|c: char| !(c.is_alphanumeric() || "-_".contains(c))).next().unwrap_or_default();
    (text.len() - key.len(), key)
}

#[derive(Default)]
struct Values {
    shown: Vec<Range<usize>>,
    hidden: Vec<Range<usize>>,
}

impl Values {
    fn look(&mut self, table: &DeTable, text: &str) {
        for (key, value) in table {
            let between = text.get(key.span().end..value.span().start).unwrap_or_default();
            let end = if between.trim() == "=" { value.span().start } else { key.span().end };
            self.shown.push(key.span().start..end);
            self.judge(&key.get_ref().to_lowercase(), value, text);
        }
    }

    fn judge(&mut self, key: &str, value: &Value, text: &str) {
        match (value.get_ref(), key) {
            (DeValue::Table(table), _) => self.look(table, text),
            (DeValue::Array(list), _) => list.iter().for_each(|value| self.judge(key, value, text)),
            (DeValue::String(url), "url") if is_address(url) => self.shown.push(value.span()),
            (DeValue::String(path), "credentials") if !is_credentials(path) => self.shown.push(value.span()),
            (DeValue::String(other), _) if other.contains("://") && other.contains('@') => {
                self.hidden.push(value.span());
            }
            (_, key) if is_open(key) => self.shown.push(value.span()),
            (_, key) => {
                self.hidden.push(value.span());
                self.shown.extend(comment(value.span().end, text).filter(|_| key == "pin"));
            }
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
            ("pin \"2580\"", "*** \"****\""),
            ("pin = \"été•\"", "pin = \"·*·•\""),
            ("packs = [\"talk\"] # spinning", "packs = [\"talk\"] # spinning"),
            ("packs = [\n  \"talk\",\n]", "packs = [\n  \"talk\"*\n]"),
            ("packs = [\n  \"talk\",\n", "packs = [\n  \"****\"*\n"),
            ("# packs = 1", "# ***** * *"),
            (
                "[share]\nurl = \"postgres://h:5432/d\" # noor:hunter2",
                "[share]\nurl = \"postgres://h:5432/d\" * ************",
            ),
            ("url = \"postgres://noor:hunter2@h/d\"", "url = \"***************************\""),
            ("url = \"host=h password=hunter2\"", "url = \"****** ****************\""),
            ("share = { url = \"postgres://h/d\" }", "share = { url = \"postgres://h/d\" *"),
            ("share = { url = \"postgres://noor@h/d\" }", "share = { url = \"*******************\" *"),
            ("share = { encrypted = true, pasword = 'hunter2' }", "share = { encrypted = true, pasword = '*******' *"),
            ("share = { encrypted = true, pasword = 'hunter2'", "share = { encrypted = true, ******* * '*******'"),
            ("credentials = \"noor:hunter2\"", "credentials = \"************\""),
            ("credentials = \"share.txt\"", "credentials = \"share.txt\""),
            ("password = \"hunter2\"", "password = \"*******\""),
            ("pasword = \"hunter2\" # hunter2", "pasword = \"*******\" * *******"),
            ("share.pim: \"2580\"", "share.**** \"****\""),
            ("salt = [\n  \"hunter2\"\n]", "salt = *\n  \"*******\"\n]"),
            ("password = \"\"\"\nhunter2\n\"\"\"\npacks = 1", "password = \"\"\"\n*******\n\"\"\"\npacks = 1"),
            ("password = '''\nhunter2\nhunter3", "password = '''\n*******\n*******"),
            ("[event]\nname = \"Naps @ Lyon\"", "[event]\nname = \"Naps @ Lyon\""),
            ("[event]\nname = { en = \"1 + 1 = 2\" }", "[event]\nname = { en = \"1 + 1 = 2\" *"),
            ("[event]\nline = \"your user, please: Noor\"", "[event]\nline = \"your user, please: Noor\""),
            (
                "[event]\nline = \"\"\"\nsee https://naps.example\n\"\"\"",
                "[event]\nline = \"\"\"\nsee https://naps.example\n\"\"\"",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(masked(text), expected, "{text}");
        }
    }

    #[test]
    fn what_an_organiser_sets_is_shown_but_for_the_pin() {
        for lang in crate::text::Lang::ALL {
            let on = |line: &str| line.strip_prefix('#').filter(|key| !key.starts_with(' ')).unwrap_or(line).to_owned();
            let all: Vec<String> = crate::authoring::template::booth(lang).lines().map(on).collect();
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
