//! The pack that a trainer starts from: two terms and four questions with comments, to be changed line by line. And what
//! an organiser starts from.
//! Its parts stand in `assets/templates/`, a folder for each language; both forms of a pack are put together from them.

use crate::authoring::schema;
use crate::read::Reading;
use crate::text::{Lang, SafeText, folded, width};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackName {
    pub(crate) id: String,
    pub(crate) title: String,
}

/// The most columns of a title that fit every screen.
const TITLE_COLS: usize = 40;

impl PackName {
    /// The id and the title that follow from a name; `None` where it has no letter and no digit that an id may have.
    pub fn of(name: &str) -> Option<Self> {
        let id = slug(name, Reading::ID_MAX)?;
        Some(Self { title: title(name).unwrap_or_else(|| id.clone()), id })
    }
}

/// A text as an id of `max` bytes at most: small letters without accents, digits, and single dashes for whatever is
/// between them.
pub(crate) fn slug(text: &str, max: usize) -> Option<String> {
    let mut id = String::new();
    for (_, c) in folded(text) {
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            id.push(c);
        } else if !id.is_empty() && !id.ends_with('-') {
            id.push('-');
        }
        if id.len() == max {
            break;
        }
    }
    Some(id.trim_end_matches('-').to_owned()).filter(|id| !id.is_empty())
}

fn title(name: &str) -> Option<String> {
    let kept = |c: char| match c {
        '\'' | '’' => '’',
        c if c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c) => c,
        _ => ' ',
    };
    let spaced: String = name.chars().map(kept).collect();
    let mut title = String::new();
    for word in spaced.split_whitespace() {
        if width(&title) + 1 + width(word) > TITLE_COLS {
            break;
        }
        title += if title.is_empty() { "" } else { " " };
        title += word;
    }
    let title = SafeText::line(&title).to_string();
    let mut chars = title.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect())
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFile {
    pub(crate) name: String,
    pub text: String,
}

/// The header, and the terms, each by its id.
type TemplateParts = (&'static str, [(&'static str, &'static str); 2]);

const EN: TemplateParts = (
    include_str!("../../assets/templates/en/pack.toml"),
    [
        ("kernel", include_str!("../../assets/templates/en/kernel.toml")),
        ("bias", include_str!("../../assets/templates/en/bias.toml")),
    ],
);

const FR: TemplateParts = (
    include_str!("../../assets/templates/fr/pack.toml"),
    [
        ("noyau", include_str!("../../assets/templates/fr/noyau.toml")),
        ("biais", include_str!("../../assets/templates/fr/biais.toml")),
    ],
);

/// The settings of a booth with their usual values, each explained. Only the PIN is missing, so that no two booths have
/// the same because nobody chose one.
pub fn booth(lang: Lang) -> &'static str {
    match lang {
        Lang::En => include_str!("../../assets/templates/en/booth.toml"),
        Lang::Fr => include_str!("../../assets/templates/fr/booth.toml"),
    }
}

pub fn single(name: &PackName, lang: Lang) -> String {
    let files = folder(name, lang).into_iter();
    let texts: Vec<String> = files.map(|file| file.text.replacen(&first_line(), "", 1)).collect();
    first_line() + &texts.join("\n")
}

pub fn folder(name: &PackName, lang: Lang) -> Vec<TemplateFile> {
    let (header, terms) = match lang {
        Lang::En => EN,
        Lang::Fr => FR,
    };
    let header = header.replace("{id}", &name.id).replace("{title}", &name.title);
    let terms = terms.map(|(term, text)| (term, text.to_owned()));
    let file = |(name, text): (&str, String)| TemplateFile { name: format!("{name}.toml"), text: first_line() + &text };
    [("pack", header)].into_iter().chain(terms).map(file).collect()
}

/// Where editors find what the file may hold: Tombi and Taplo look for it beside the file.
fn first_line() -> String {
    format!("#:schema {}\n", schema::FILE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> (String, String) {
        PackName::of(name).map(|name| (name.id, name.title)).unwrap_or_default()
    }

    #[test]
    fn ids_and_titles_follow_from_names() {
        let cases = [
            ("cats", "cats", "Cats"),
            ("my-pack_2", "my-pack-2", "My pack 2"),
            ("Mots de l'équipe", "mots-de-l-equipe", "Mots de l’équipe"),
            ("  --Œil & cœur!--  ", "oeil-coeur", "Œil cœur"),
            ("a\"b\\c", "a-b-c", "A b c"),
            ("猫", "mao", "猫"),
            ("e\u{301}te\u{301}", "ete", "E\u{301}te\u{301}"),
        ];
        for (name, id, title) in cases {
            assert_eq!(named(name), (id.to_owned(), title.to_owned()), "{name}");
        }
        for name in ["", "..", "!!!", " ", "---", "\u{202e}\u{200b}"] {
            assert_eq!(PackName::of(name), None, "{name:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_stays_an_id() {
        let (id, title) = named(&"nap ".repeat(40));
        assert!(id.len() <= Reading::ID_MAX && !id.ends_with('-') && width(&title) <= TITLE_COLS, "{id}, {title}");
        let (id, title) = named(&"n".repeat(200));
        assert_eq!((id.len(), title), (Reading::ID_MAX, id));
    }

    #[test]
    fn both_forms_hold_the_same() {
        let name = PackName::of("cats").expect("a name");
        for lang in Lang::ALL {
            let single = single(&name, lang);
            assert_eq!(single.matches("#:schema").count(), 1);
            assert!(single.starts_with(&first_line()));
            for file in folder(&name, lang) {
                let text = file.text.strip_prefix(&first_line()).expect("the first line");
                assert!(single.contains(text), "{}", file.name);
                let term = file.name.trim_end_matches(".toml");
                assert!(term == "pack" || text.contains(&format!("id = \"{term}\"")), "{}", file.name);
            }
        }
    }
}
