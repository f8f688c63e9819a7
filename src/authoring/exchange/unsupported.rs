//! Files of none of the formats that are read: what each is, by its first bytes, and how its questions get here.
//! Such a file has one report. To read it as something else would make questions of what is none.

use super::Format;
use crate::text::{fill, slice};
use crate::words::Exchange;

/// Declares the kinds, each with what it is called and the way round.
macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $called:ident, $way:ident;)*) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Unsupported { $($(#[$doc])* $name,)* }

        impl Unsupported {
            pub(crate) fn sentence(self, file: &str, words: &Exchange) -> String {
                let (kind, way) = match self { $(Unsupported::$name => (&words.$called, &words.$way),)* };
                fill(&words.is_other, &[("file", file), ("kind", kind), ("way", &fill(way, &[("file", file)]))])
            }
        }
    };
}

kinds! {
    Spreadsheet = is_spreadsheet, way_spreadsheet;
    Anki = is_anki, way_anki;
    MoodleXml = is_moodle_xml, way_moodle;
    MoodleBackup = is_moodle_backup, way_moodle;
    /// IMS QTI, as Canvas, Blackboard, ILIAS and OLAT write it.
    Qti = is_qti, way_table;
    H5p = is_h5p, way_table;
    Aiken = is_aiken, way_aiken;
    Document = is_document, way_table;
    Slides = is_slides, way_table;
    Pdf = is_pdf, way_table;
    Picture = is_picture, way_picture;
    Media = is_media, way_table;
    Archive = is_archive, way_archive;
    Database = is_database, way_table;
    Games = is_games, way_games;
    Html = is_html, way_table;
    Xml = is_xml, way_table;
    Json = is_json, way_table;
    Yaml = is_yaml, way_table;
    Markdown = is_markdown, way_table;
    Org = is_org, way_table;
    Pack = is_pack, way_pack;
    Binary = is_binary, way_table;
}

/// How files begin that are always of one kind.
const SIGNS: [(&[u8], Unsupported); 17] = [
    (b"%PDF-", Unsupported::Pdf),
    (b"{\\rtf", Unsupported::Document),
    (b"\x89PNG", Unsupported::Picture),
    (b"\xff\xd8\xff", Unsupported::Picture),
    (b"GIF87a", Unsupported::Picture),
    (b"GIF89a", Unsupported::Picture),
    (b"II*\0", Unsupported::Picture),
    (b"MM\0*", Unsupported::Picture),
    (b"7z\xbc\xaf", Unsupported::Archive),
    (b"Rar!\x1a", Unsupported::Archive),
    (b"BZh91AY&SY", Unsupported::Archive),
    (b"\xfd7zXZ", Unsupported::Archive),
    (b"\x28\xb5\x2f\xfd", Unsupported::Archive),
    (b"OggS\0", Unsupported::Media),
    (b"fLaC\0", Unsupported::Media),
    (b"ID3\x03", Unsupported::Media),
    (b"\x1a\x45\xdf\xa3", Unsupported::Media),
];

impl Unsupported {
    /// What a file is by its bytes: its first ones, and of an archive also its last ones, where the names in it stand.
    pub(crate) fn of_bytes(bytes: &[u8], extension: &str) -> Option<Self> {
        let has = |sign: &[u8]| bytes.windows(sign.len()).any(|window| window == sign);
        let zipped = || match () {
            () if has(b"xl/workbook") || has(b"opendocument.spreadsheet") => Unsupported::Spreadsheet,
            () if has(b"word/document") || has(b"opendocument.text") || has(b"epub+zip") => Unsupported::Document,
            () if has(b"ppt/presentation") || has(b"opendocument.presentation") => Unsupported::Slides,
            () if has(b"collection.anki2") => Unsupported::Anki,
            () if has(b"h5p.json") => Unsupported::H5p,
            () if has(b"moodle_backup.xml") => Unsupported::MoodleBackup,
            () if has(b"imsmanifest.xml") || has(b"imsqti") => Unsupported::Qti,
            () => Self::of_extension(extension).unwrap_or(Unsupported::Archive),
        };
        if let Some((_, kind)) = SIGNS.iter().find(|(sign, _)| bytes.starts_with(sign)) {
            return Some(*kind);
        }
        Some(match bytes {
            [b'P', b'K', 3 | 5 | 7, ..] => zipped(),
            // A course of Moodle is an archive with its own ending.
            [0x1f, 0x8b, ..] => Self::of_extension(extension).unwrap_or(Unsupported::Archive),
            // Excel, Word and the like before 2007: only the ending says which.
            [0xd0, 0xcf, 0x11, 0xe0, ..] => Self::of_extension(extension).unwrap_or(Unsupported::Document),
            [0, _, _, _, b'f', b't', b'y', b'p', brand @ ..] => {
                let still = [&b"hei"[..], b"mif1", b"avif"].iter().any(|name| brand.starts_with(name));
                if still { Unsupported::Picture } else { Unsupported::Media }
            }
            _ if bytes.starts_with(b"SQLite format 3\0") => match () {
                () if has(b"CREATE TABLE run") => Unsupported::Games,
                () if has(b"CREATE TABLE notes") || extension.starts_with("anki") => Unsupported::Anki,
                () => Unsupported::Database,
            },
            // UTF-16 says so; any other text has no zeros.
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => return None,
            [b'R', b'I', b'F', b'F', ..] if has(b"WEBP") => Unsupported::Picture,
            [b'R', b'I', b'F', b'F', ..] if bytes.contains(&0) => Unsupported::Media,
            [b'B', b'M', ..] if bytes.contains(&0) => Unsupported::Picture,
            _ if bytes.contains(&0) => Unsupported::Binary,
            _ => return None,
        })
    }

    fn of_extension(extension: &str) -> Option<Self> {
        Some(match extension {
            "xlsx" | "xls" | "xlsm" | "xlsb" | "ods" | "numbers" => Unsupported::Spreadsheet,
            "docx" | "doc" | "odt" | "pages" | "epub" => Unsupported::Document,
            "pptx" | "ppt" | "odp" | "key" => Unsupported::Slides,
            "apkg" | "colpkg" => Unsupported::Anki,
            "h5p" => Unsupported::H5p,
            "mbz" => Unsupported::MoodleBackup,
            _ => return None,
        })
    }

    /// What a text is by how it begins, unless somebody says what to read it as; `format` is what they say. Of some texts
    /// nobody could say so.
    pub fn of_text(head: &str, extension: &str, format: Option<Format>) -> Option<Self> {
        let begin = head.trim_start();
        let markup = begin.get(..begin.len().min(9)).unwrap_or_default().to_lowercase();
        let kind = match () {
            () if begin.starts_with("<?xml") || begin.starts_with("<quiz") => xml(head),
            () if begin.starts_with("<svg") => Unsupported::Picture,
            () if begin.starts_with("<questestinterop") || begin.starts_with("<assessment") => Unsupported::Qti,
            () if markup.starts_with("<!doctype") || markup.starts_with("<html") => Unsupported::Html,
            () if begin.starts_with("{\"begin\":")
                || (is_json(begin) && has_value(head, "\"polysemy\"", |c| c == '"')) =>
            {
                Unsupported::Games
            }
            () if is_json(begin) && !is_own_json(head) => Unsupported::Json,
            () if format.is_some() => return None,
            () if extension == "toml" || head.lines().any(|line| line.trim() == "[[term]]") => Unsupported::Pack,
            () if matches!(extension, "yaml" | "yml") => Unsupported::Yaml,
            () if extension == "org" || head.lines().any(|line| line.to_lowercase().starts_with("#+title:")) => {
                Unsupported::Org
            }
            () if head.lines().any(is_aiken_answer) => Unsupported::Aiken,
            () if is_markdown(head, extension) => Unsupported::Markdown,
            () => return None,
        };
        Some(kind)
    }
}

fn xml(head: &str) -> Unsupported {
    let has = |sign: &str| head.contains(sign);
    match () {
        () if has("<quiz") => Unsupported::MoodleXml,
        () if has("<questestinterop") || has("imsqti") || has("<assessmentItem") || has("<assessmentTest") => {
            Unsupported::Qti
        }
        () if has("urn:schemas-microsoft-com:office:spreadsheet") => Unsupported::Spreadsheet,
        () if has("<svg") => Unsupported::Picture,
        () if has("<html") => Unsupported::Html,
        () => Unsupported::Xml,
    }
}

/// Whether a text begins as JSON does. A question of GIFT may begin with `[html]`, or with a brace.
fn is_json(begin: &str) -> bool {
    let mut chars = begin.chars().filter(|c| !c.is_whitespace());
    match (chars.next(), chars.next()) {
        (Some('{'), next) => matches!(next, Some('"' | '}')),
        (Some('['), next) => matches!(next, Some('{' | '[' | '"' | ']')),
        _ => false,
    }
}

/// Whether a text is JSON of a pack: it says the number of its format.
fn is_own_json(head: &str) -> bool {
    has_value(head, "\"format\"", |c| c.is_ascii_digit())
}

fn has_value(head: &str, key: &str, begins: fn(char) -> bool) -> bool {
    head.match_indices(key).any(|(at, _)| {
        let value = slice(head, at + key.len()..).trim_start().strip_prefix(':');
        value.is_some_and(|value| value.trim_start().starts_with(begins))
    })
}

/// `ANSWER: B`, as no other format has it.
fn is_aiken_answer(line: &str) -> bool {
    let letter = line.trim().strip_prefix("ANSWER:").map(str::trim);
    letter.is_some_and(|letter| letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_uppercase()))
}

/// Whether a text is Markdown, by its name or by several headings: one line may be a comment of another format.
fn is_markdown(head: &str, extension: &str) -> bool {
    let level = |line: &str| {
        let rest = line.trim_start_matches('#');
        let level = line.len() - rest.len();
        ((1..=6).contains(&level) && rest.starts_with([' ', '\t'])).then_some(level)
    };
    let mut fenced = false;
    let mut lines = head.lines().filter(|line| !line.trim().is_empty());
    let first = lines.next().and_then(level);
    let more = lines.any(|line| {
        fenced ^= line.trim_start().starts_with("```");
        !fenced && level(line).is_some()
    });
    matches!(extension, "md" | "markdown" | "mdown" | "mkd") || first.is_some_and(|level| level > 1 || more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_say_what_they_are() {
        let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0\x08\0", name.as_bytes(), b"\0\xff\0"].concat();
        for (bytes, extension, kind) in [
            (zip("xl/workbook.xml"), "zip", Unsupported::Spreadsheet),
            (zip(""), "xlsx", Unsupported::Spreadsheet),
            (zip("word/document.xml"), "", Unsupported::Document),
            (zip("mimetypeapplication/vnd.oasis.opendocument.presentation"), "", Unsupported::Slides),
            (zip("collection.anki21"), "apkg", Unsupported::Anki),
            (zip("h5p.json"), "zip", Unsupported::H5p),
            (zip("imsmanifest.xml"), "imscc", Unsupported::Qti),
            (zip("notes.txt"), "zip", Unsupported::Archive),
            (b"\x1f\x8b\x08\0".to_vec(), "mbz", Unsupported::MoodleBackup),
            (b"\x1f\x8b\x08\0".to_vec(), "gz", Unsupported::Archive),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(), "xls", Unsupported::Spreadsheet),
            (b"%PDF-1.7\n%\xe2\xe3".to_vec(), "csv", Unsupported::Pdf),
            (b"\x89PNG\r\n\x1a\n\0\0".to_vec(), "", Unsupported::Picture),
            (b"\xff\xd8\xff\xe0\0\x10JFIF".to_vec(), "jpg", Unsupported::Picture),
            (b"SQLite format 3\0\x10\0CREATE TABLE notes (".to_vec(), "", Unsupported::Anki),
            (b"SQLite format 3\0\x10\0CREATE TABLE cats (".to_vec(), "db", Unsupported::Database),
            (b"{\\rtf1\\ansi".to_vec(), "rtf", Unsupported::Document),
            (b"\x7fELF\x02\x01\0\0".to_vec(), "", Unsupported::Binary),
        ] {
            assert_eq!(Unsupported::of_bytes(&bytes, extension), Some(kind), "{}", bytes.escape_ascii());
        }
        for text in [
            &b"term,text,key\n"[..],
            b"\xff\xfea\0,\0",
            b"caf\xe9;text;key",
            b"",
            b"PK: a kind of key",
            b"ID3 (ml)\ta tree",
        ] {
            assert_eq!(Unsupported::of_bytes(text, "csv"), None, "{}", text.escape_ascii());
        }
    }

    #[test]
    fn texts_say_what_they_are() {
        for (text, extension, kind) in [
            ("<?xml version=\"1.0\"?>\n<quiz><question/></quiz>", "xml", Unsupported::MoodleXml),
            ("<?xml version=\"1.0\"?><questestinterop/>", "xml", Unsupported::Qti),
            ("<?xml version=\"1.0\"?><assessmentItem/>", "xml", Unsupported::Qti),
            ("<?xml version=\"1.0\"?><opml/>", "opml", Unsupported::Xml),
            ("<!DOCTYPE html><html>", "html", Unsupported::Html),
            ("Who naps?\nA. cats\nB. dogs\nANSWER: A\n", "txt", Unsupported::Aiken),
            ("{\"quiz\": {\"format\": \"mc\"}}", "json", Unsupported::Json),
            ("[{\"question\": \"Who naps?\"}]", "txt", Unsupported::Json),
            ("{\n \"polysemy\": \"scores\", \"format\": 1", "json", Unsupported::Games),
            ("title: cats\n", "yml", Unsupported::Yaml),
            ("questions:\n- choices:", "yaml", Unsupported::Yaml),
            ("{\"questions\": [{\"choices\": []}]}", "json", Unsupported::Json),
            ("#+TITLE: cats\n* nap\n", "txt", Unsupported::Org),
            ("* nap\n", "org", Unsupported::Org),
            ("# Cats\n\n## Nap\n\nIt naps {here}.\n", "md", Unsupported::Markdown),
            ("Cats\n====\n", "md", Unsupported::Markdown),
            ("# nap\nit naps\n", "md", Unsupported::Markdown),
            ("# Cats\nthey nap\n# Dogs\nthey run\n", "txt", Unsupported::Markdown),
            ("format = 1\n[[term]]\n", "toml", Unsupported::Pack),
        ] {
            assert_eq!(Unsupported::of_text(text, extension, None), Some(kind), "{text}");
        }
        for (text, extension) in [
            ("term,text,key\n", "csv"),
            ("[html]Who <b>naps</b>? {=cats ~dogs}", "gift"),
            ("{=cats ~dogs} nap", "gift"),
            ("{\"format\" : 1, \"id\"", "json"),
            ("# nap\nit naps\n```\n# a comment\n```\n", "txt"),
            ("the cat naps", "txt"),
        ] {
            assert_eq!(Unsupported::of_text(text, extension, None), None, "{text}");
        }
        // What is said is believed, but of what is certain.
        assert_eq!(Unsupported::of_text("# a\n## b\n", "md", Some(Format::Gift)), None);
        assert_eq!(Unsupported::of_text("<?xml?><quiz>", "gift", Some(Format::Gift)), Some(Unsupported::MoodleXml));
    }
}
