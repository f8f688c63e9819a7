//! The formats that are read and written, and which one a file is in, by its name and its beginning.

use super::anki;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Gift,
    Csv,
    Anki,
    Json,
}

pub const FORMATS: [(&str, Format); 4] =
    [("gift", Format::Gift), ("csv", Format::Csv), ("anki", Format::Anki), ("json", Format::Json)];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    Gift,
    Csv,
    Json,
    Markdown,
}

pub const EXPORTS: [(&str, ExportFormat); 4] = [
    ("gift", ExportFormat::Gift),
    ("csv", ExportFormat::Csv),
    ("json", ExportFormat::Json),
    ("md", ExportFormat::Markdown),
];

impl Format {
    /// The format of a file, by the letters behind the dot of its name and by its first few thousand characters; `None`
    /// where nothing speaks for any.
    pub(crate) fn guess(extension: &str, head: &str) -> Option<Self> {
        let anki = anki::is_anki(head);
        match extension.to_lowercase().as_str() {
            "gift" => Some(Format::Gift),
            "csv" | "tsv" if !anki => Some(Format::Csv),
            "json" => Some(Format::Json),
            _ if anki => Some(Format::Anki),
            extension => Self::by_content(extension, head),
        }
    }

    fn by_content(extension: &str, head: &str) -> Option<Self> {
        let mut lines = head.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next()?;
        let starts = |sign: &str| head.lines().any(|line| line.trim_start().starts_with(sign));
        let is_gift = starts("::") || starts("$CATEGORY:") || starts("//");
        // Programs and many other texts have braces, too.
        let braced = matches!(extension, "" | "txt");
        if first.starts_with('{') && head.contains("\"format\"") {
            Some(Format::Json)
        } else if is_gift || (braced && head.contains('{') && head.contains('}')) {
            Some(Format::Gift)
        } else if first.contains("text") && first.contains("key") && first.contains([',', ';', '\t']) {
            Some(Format::Csv)
        } else if first.contains('\t') {
            Some(Format::Anki)
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_or_a_beginning_tells_the_format() {
        let guess = |extension: &str, head: &str| {
            let format = Format::guess(extension, head)?;
            FORMATS.iter().find(|(_, known)| *known == format).map(|(name, _)| *name)
        };
        assert_eq!(guess("GIFT", ""), Some("gift"));
        assert_eq!(guess("csv", "#separator:Comma\na,b"), Some("anki"));
        assert_eq!(guess("txt", "#separator:tab\n#html:true\na\tb"), Some("anki"));
        assert_eq!(guess("txt", "// cats\n\n::Q1::Who naps?{=cats ~dogs}"), Some("gift"));
        assert_eq!(guess("txt", "Who naps? {=cats ~dogs}"), Some("gift"));
        assert_eq!(guess("txt", "a\tb\nc\td"), Some("anki"));
        assert_eq!(guess("txt", "term;text;key\n"), Some("csv"));
        assert_eq!(guess("", "{\n \"format\": 1"), Some("json"));
        assert_eq!(guess("txt", "the cat naps"), None);
        assert_eq!(guess("txt", "# cat\nit naps\n---\n"), None);
        assert_eq!(guess("txt", "questions:\n- choices: [a, b]\n"), None);
        assert_eq!(guess("txt", " \n"), None);
        assert_eq!(guess("tex", "\\section{naps}"), None);
    }
}
