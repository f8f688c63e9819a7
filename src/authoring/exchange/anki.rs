//! Notes that Anki exports as text: <https://docs.ankiweb.net/importing/text-files.html>.
//! Lines at the beginning that start with `#` say how the rest is written; then a note a row. Of its fields, the first
//! two are the sides of a card.

use super::found::{ForeignCard, ForeignContent};
use super::losses::Reason;
use super::rich::Rich;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct AnkiHead {
    pub(crate) separator: u8,
    /// Fields are HTML; `None` where that is not said.
    html: Option<bool>,
    /// Columns that are no fields, from 0.
    deck: Option<usize>,
    tags: Option<usize>,
    notetype: Option<usize>,
    guid: Option<usize>,
    global_deck: Option<String>,
    global_tags: Vec<String>,
}

const SEPARATORS: [(&str, u8); 6] =
    [("comma", b','), ("semicolon", b';'), ("tab", b'\t'), ("space", b' '), ("pipe", b'|'), ("colon", b':')];

pub(crate) fn is_anki(head: &str) -> bool {
    let first = head.lines().next().unwrap_or_default().to_lowercase();
    let keys = ["separator", "html", "tags", "columns", "notetype", "deck", "guid"];
    first
        .strip_prefix('#')
        .and_then(|line| line.split_once(':'))
        .is_some_and(|(key, _)| keys.contains(&key.trim().trim_end_matches(" column")))
}

impl AnkiHead {
    pub(crate) fn new(text: &str) -> Self {
        let mut head = Self::default();
        let mut named = None;
        for line in text.lines().map_while(|line| line.strip_prefix('#')) {
            let Some((key, value)) = line.split_once(':') else { continue };
            let column = value.trim().parse::<usize>().ok().and_then(|column| column.checked_sub(1));
            match key.trim().to_lowercase().as_str() {
                "separator" => {
                    let name = value.trim().to_lowercase();
                    let known = SEPARATORS.iter().find(|(known, b)| *known == name || value.as_bytes() == [*b]);
                    named = known.map(|(_, separator)| *separator).or(named);
                }
                "html" => head.html = value.trim().to_lowercase().parse().ok(),
                "deck column" => head.deck = column,
                "tags column" => head.tags = column,
                "notetype column" => head.notetype = column,
                "guid column" => head.guid = column,
                "deck" => head.global_deck = Some(value.trim().to_owned()),
                "tags" => head.global_tags = value.split_whitespace().map(str::to_owned).collect(),
                _ => {}
            }
        }
        let row = text.lines().find(|line| !line.starts_with('#') && !line.trim().is_empty()).unwrap_or_default();
        let mut usual = [b'\t', b'|', b';', b':', b','].into_iter();
        let in_row = || usual.find(|separator| row.as_bytes().contains(separator));
        head.separator = named.or_else(in_row).unwrap_or(b'\t');
        head
    }

    /// Reads a note that begins in a line, from 1.
    pub(crate) fn row<'c>(&self, line: usize, cells: impl Iterator<Item = &'c str>, found: &mut ForeignContent) {
        let cells: Vec<&str> = cells.collect();
        let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).copied().unwrap_or_default();
        let not_fields = [self.deck, self.tags, self.notetype, self.guid];
        let fields = cells.iter().enumerate().filter(|(at, _)| !not_fields.contains(&Some(*at)));
        let fields: Vec<&str> = fields.map(|(_, field)| *field).filter(|field| !field.trim().is_empty()).collect();
        let Some(front) = fields.first() else { return };
        let front_side = self.rich(front);
        if front.contains("{{c1::") {
            return found.losses.add(Reason::Gaps, line, &front_side.line());
        }
        let Some(back) = fields.get(1) else {
            return found.losses.add(Reason::Description, line, &front_side.line());
        };
        for more in fields.iter().skip(2) {
            found.losses.add(Reason::Around, line, &self.rich(more).line());
        }
        let deck = self.global_deck.as_deref().unwrap_or(cell(self.deck));
        let path = deck.split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
        let tags = cell(self.tags).split_whitespace().map(str::to_owned);
        let tags = tags.chain(self.global_tags.iter().cloned()).collect();
        found.card(ForeignCard { line, front: front_side, back: self.rich(back), path, tags });
    }

    fn rich(&self, field: &str) -> Rich {
        let tags = || field.contains('<') && field.contains('>') || field.contains("&nbsp;") || field.contains("&lt;");
        let (silent, sounds) = without_sounds(field);
        let mut rich = if self.html.unwrap_or_else(tags) { Rich::html(&silent, false) } else { Rich::plain(&silent) };
        rich.media += sounds;
        rich
    }
}

/// A field without `[sound:x.mp3]`, and how many of these it had.
fn without_sounds(field: &str) -> (String, usize) {
    let (mut out, mut rest, mut sounds) = (String::with_capacity(field.len()), field, 0);
    while let Some((before, after)) = rest.split_once("[sound:") {
        let Some((_, after)) = after.split_once(']') else { break };
        out += before;
        (rest, sounds) = (after, sounds + 1);
    }
    (out + rest, sounds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sound_is_left_out_and_counted() {
        assert_eq!(without_sounds("meow [sound:x.mp3]and[sound:y]"), ("meow and".to_owned(), 2));
        assert_eq!(without_sounds("[sound:x"), ("[sound:x".to_owned(), 0));
    }
}
