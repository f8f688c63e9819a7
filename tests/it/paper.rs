//! What is written for paper: that it holds what the pack does, that no text of a pack becomes anything but text, and how
//! it looks.

use std::fmt::Write as _;
use std::sync::Arc;

use html5gum::{Token, Tokenizer};
use polysemy::doc::DocFormat;
use polysemy::doc::paper::glossary;
use polysemy::pack::{Colour, Pack};
use polysemy::text::Lang;
use polysemy::ui::theme::{Depth, Theme, ThemeChoice};
use polysemy::words::Words;
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser};
use ratatui::style::Color;

use crate::play::talk;
use crate::small::{pack, trades};

/// A bilingual pack of two own domains whose texts are these, over and over.
fn pack_of(texts: &[String]) -> Arc<Pack> {
    let mut texts = texts.iter().cycle().map(|text| serde_json::to_string(text).expect("a string"));
    let mut next = || texts.next().expect("texts go on for ever");
    let mut toml = "format = 1\nid = \"own\"\nlanguages = [\"en\", \"fr\"]\nlicence = \"CC0-1.0\"\n".to_owned();
    let both = |en: String, fr: String| format!("{{ en = {en}, fr = {fr} }}");
    let _ = writeln!(toml, "title = {}\ndescription = {}", both(next(), next()), both(next(), next()));
    let _ = writeln!(toml, "authors = [{}, {}]", next(), next());
    for (id, colour) in [("sea", "pink"), ("oven", "green")] {
        let _ = writeln!(
            toml,
            "[[domain]]\nid = \"{id}\"\nname = \"{id}\"\nletter = \"{}\"\ncolour = \"{colour}\"",
            &id[..1]
        );
    }
    for term in ["knot", "batch"] {
        let _ = writeln!(toml, "[[term]]\nid = \"{term}\"\nname = {}", both(next(), next()));
        for id in ["sea", "oven"] {
            let _ = writeln!(toml, "[[term.sense]]\ndomain = \"{id}\"\ngloss = {}", both(next(), next()));
            let _ = writeln!(toml, "source = {}", both(next(), next()));
        }
        for id in ["sea", "oven"] {
            let tell = next();
            let _ = writeln!(toml, "[[term.question]]\nid = \"{term}-{id}\"\nkey = \"{id}\"\ntell = {tell}");
            let _ = writeln!(toml, "explanation = {tell}\ncontext.log.text = {tell}");
        }
    }
    pack(&toml)
}

fn words(lang: Lang) -> Words {
    Words::of(lang)
}

/// The tags of a page with their attributes, in order, and its text.
pub fn read_html(page: &str) -> (Vec<String>, String) {
    let (mut tags, mut text) = (Vec::new(), String::new());
    for Ok(token) in Tokenizer::new(page) {
        match token {
            Token::StartTag(tag) => tags.push(format!("{:?} {:?}", tag.name, tag.attributes)),
            Token::EndTag(tag) => tags.push(format!("/{:?}", tag.name)),
            Token::String(part) => text += &String::from_utf8_lossy(&part),
            Token::Comment(_) => tags.push("a comment".to_owned()),
            Token::Doctype(_) => tags.push("a doctype".to_owned()),
            Token::Error(error) => panic!("{error:?}\n{page}"),
        }
    }
    (tags, text)
}

/// What a reader of Markdown makes of a text: its structure, and what is written in it.
pub fn read_markdown(markdown: &str) -> (Vec<String>, String) {
    let (mut structure, mut text) = (Vec::new(), String::new());
    for event in
        Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH)
    {
        match event {
            Event::Text(part) => text += &part,
            Event::Code(part) => {
                structure.push("code".to_owned());
                text += &part;
            }
            other => structure.push(format!("{other:?}")),
        }
    }
    (structure, text)
}

/// Short texts of what means something in HTML, in Markdown or in both, and no spaces at their ends.
fn hostile() -> impl Strategy<Value = Vec<String>> {
    let part = prop::sample::select(vec![
        "<script>alert(1)</script>",
        "</style>",
        "<!--",
        "-->",
        "]]>",
        "<b",
        "\"",
        "'",
        "&amp;",
        "&lt",
        "|",
        "**",
        "__",
        "`",
        "``",
        "[x](y)",
        "![",
        "](",
        "~~",
        "#",
        "$",
        "\\",
        "- ",
        "1. ",
        "> ",
        "---",
        "é",
        "μ",
        "\u{a0}",
        "a",
        "word",
        "{",
        "}",
        "==",
        "<http://x>",
        "<a id=\"x\">",
    ]);
    let text = prop::collection::vec(part, 1..3).prop_map(|parts| parts.concat());
    let text = text.prop_filter("a name", |text| text.trim() == text && text.len() <= 40);
    prop::collection::vec(text, 1..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_pack_says_no_tag_of_it_survives(texts in hostile()) {
        let plain = pack_of(&(0..texts.len()).map(|i| format!("word{i}")).collect::<Vec<_>>());
        let (tags, text) = read_html(&glossary(&pack_of(&texts), &words(Lang::En), DocFormat::Html));
        // Texts that are the same in both languages are told once: fewer tags, but no other ones.
        let expected = read_html(&glossary(&plain, &words(Lang::En), DocFormat::Html)).0;
        let name = |tag: &String| tag.split(' ').next().unwrap_or_default().to_owned();
        let names: Vec<String> = expected.iter().map(name).collect();
        prop_assert!(tags.iter().all(|tag| names.contains(&name(tag))), "{tags:?}");
        prop_assert!(tags.iter().all(|tag| !tag.contains("script") && tag != "a comment"));
        for wanted in &texts {
            prop_assert!(text.contains(wanted.as_str()), "{wanted}");
        }
    }

    #[test]
    fn whatever_a_pack_says_markdown_shows_it_as_it_is(texts in hostile()) {
        let (structure, text) = read_markdown(&glossary(&pack_of(&texts), &words(Lang::Fr), DocFormat::Markdown));
        for wanted in &texts {
            prop_assert!(text.contains(wanted.as_str()), "{wanted}\n{text}");
        }
        let own = |event: &str| event.contains("<a id=\\\"term-") || event.contains("HtmlBlock") || event.contains("</a>");
        let foreign = |event: &&String| {
            let html = event.contains("Html") && !own(event);
            let link = event.starts_with("Start(Link") && !event.contains("#term-");
            let other = ["Image", "Strikethrough", "Math", "CodeBlock", "BlockQuote", "SoftBreak", "Footnote"];
            html || link || other.iter().any(|name| event.contains(name))
        };
        prop_assert_eq!(structure.iter().find(foreign), None);
        let count = |name: &str| structure.iter().filter(|event| event.starts_with(name)).count();
        prop_assert_eq!((count("Start(Table("), count("Start(TableRow"), count("code")), (2, 4, 4));
        prop_assert_eq!(count("Start(Heading"), 4);
        prop_assert_eq!(count("Start(Strong"), 4);
    }
}

#[test]
fn every_term_sense_and_source_is_there_in_every_language() {
    let pack = talk();
    for lang in Lang::ALL {
        for format in [DocFormat::Markdown, DocFormat::Html] {
            let written = glossary(&pack, &words(lang), format);
            let (_, text) = if format == DocFormat::Html { read_html(&written) } else { read_markdown(&written) };
            for of in Lang::ALL {
                for term in &pack.terms {
                    assert!(text.contains(term.name.get(of)), "{}", term.id);
                    for sense in &term.senses {
                        assert!(text.contains(sense.gloss.get(of)), "{}", sense.gloss.get(of));
                        let source = sense.source.as_ref().map(|source| source.get(of)).unwrap_or_default();
                        assert!(text.contains(source), "{source}");
                    }
                }
            }
        }
    }
}

#[test]
fn terms_are_in_the_order_of_the_readers_language() {
    let toml = r#"
format = 1
id = "order"
title = "Order"
languages = ["en", "fr"]
domain = [
  { id = "a", name = "one", letter = "a", colour = "blue" },
  { id = "b", name = "two", letter = "b", colour = "green" },
]
"#;
    let term = |id: &str, en: &str, fr: &str| {
        let mut toml = format!("[[term]]\nid = \"{id}\"\nname = {{ en = \"{en}\", fr = \"{fr}\" }}\n");
        toml += "sense = [{ domain = \"a\", gloss = \"x\" }, { domain = \"b\", gloss = \"y\" }]\n";
        for domain in ["a", "b"] {
            let _ = write!(
                toml,
                "[[term.question]]\nid = \"{id}-{domain}\"\nkey = \"{domain}\"\ntell = \"t\"\nexplanation = \"t\"\ncontext.log.text = \"t\"\n"
            );
        }
        toml
    };
    let pack = pack(
        &(toml.to_owned()
            + &term("z", "sample", "échantillon")
            + &term("y", "state", "état")
            + &term("x", "Error", "Erreur")),
    );
    let order = |lang: Lang, format: DocFormat, mark: &str| -> Vec<String> {
        let written = glossary(&pack, &words(lang), format);
        written.split(mark).skip(1).map(|rest| rest[..1].to_owned()).collect()
    };
    for (format, mark) in [(DocFormat::Html, "<article id=\"term-"), (DocFormat::Markdown, "<a id=\"term-")] {
        assert_eq!(order(Lang::En, format, mark), ["x", "z", "y"], "Error, sample, state");
        assert_eq!(order(Lang::Fr, format, mark), ["z", "x", "y"], "échantillon, Erreur, état");
    }
    // The Markdown index has a line for each language, in its own order.
    let markdown = glossary(&pack, &words(Lang::En), DocFormat::Markdown);
    assert!(
        markdown.contains("Français: [échantillon](#term-z) · [Erreur](#term-x) · [état](#term-y)\n"),
        "{markdown}"
    );
    assert!(markdown.contains("English: [Error](#term-x) · [sample](#term-z) · [state](#term-y)\n"), "{markdown}");
}

#[test]
fn tells_are_few_word_for_word_and_of_this_sense() {
    let pack = talk();
    let page = glossary(&pack, &words(Lang::En), DocFormat::Html);
    let articles: Vec<&str> = page.split("<article").skip(1).collect();
    assert_eq!(articles.len(), pack.terms.len());
    for article in articles {
        for sense in article.split("<div class=\"sense").skip(1) {
            let tells: Vec<String> = sense
                .split("<code>")
                .skip(1)
                .map(|rest| read_html(rest.split("</code>").next().unwrap_or_default()).1)
                .collect();
            assert!((1..=3).contains(&tells.len()), "{sense}");
            let known = |tell: &String| {
                let mut questions = pack.terms.iter().flat_map(|term| &term.questions);
                questions.any(|question| question.tells(Lang::En).contains(&tell.as_str()))
            };
            assert!(tells.iter().all(known), "{tells:?}");
        }
    }
}

#[test]
fn a_page_needs_nothing_else_and_says_which_language_is_where() {
    let page = glossary(&talk(), &words(Lang::En), DocFormat::Html);
    for outside in ["src=", "@import", "url(", "<script", "<link", "<img", "javascript:"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let targets: Vec<&str> = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(targets.len(), talk().terms.len());
    for target in targets {
        let id = target.strip_prefix('#').expect("a place on the page");
        assert_eq!(page.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
    assert!(page.contains("<span lang=\"fr\">échantillon</span>") && page.contains("<dfn lang=\"en\">sample</dfn>"));
    let french = glossary(&talk(), &words(Lang::Fr), DocFormat::Html);
    assert!(
        french.contains("<span lang=\"en\">sample</span>") && french.contains("<dfn lang=\"fr\">échantillon</dfn>")
    );
}

#[test]
fn packs_of_one_language_and_of_other_domains_work_as_well() {
    for (count, lang) in [(2, Lang::Fr), (3, Lang::En), (4, Lang::Fr)] {
        let pack = trades("own", count, lang);
        let page = glossary(&pack, &words(Lang::En), DocFormat::Html);
        assert!(page.contains("<body class=\"one\">") && page.contains("<html lang=\"en\">"));
        assert!(page.contains(&format!("<dfn lang=\"{}\">knot</dfn>", lang.code())));
        assert!(!page.contains("<abbr"), "there is no other language to name");
        let marks = ["◆", "●", "■", "▲"];
        for (i, mark) in marks.iter().enumerate() {
            assert_eq!(page.contains(mark), i < count, "{mark}");
        }
        let markdown = glossary(&pack, &words(Lang::En), DocFormat::Markdown);
        assert!(!markdown.contains(if lang == Lang::Fr { "English" } else { "Français" }), "{markdown}");
    }
}

#[test]
fn the_colours_of_the_page_are_those_of_the_game() {
    let style = include_str!("../../assets/paper/page.css");
    let (light, dark) = style.split_once("prefers-color-scheme: dark").expect("a dark part");
    for (choice, part) in [(ThemeChoice::Light, light), (ThemeChoice::Dark, dark)] {
        let theme = Theme::new(choice, Depth::True, false);
        let names =
            [("blue", Colour::Blue), ("orange", Colour::Orange), ("green", Colour::Green), ("pink", Colour::Pink)];
        let mut expected: Vec<(&str, Option<Color>)> =
            names.into_iter().map(|(name, colour)| (name, theme.domain(colour).fg)).collect();
        expected.extend([
            ("ground", theme.base.bg),
            ("text", theme.base.fg),
            ("dim", theme.dim.fg),
            ("accent", theme.accent.fg),
        ]);
        for (name, colour) in expected {
            let Some(Color::Rgb(r, g, b)) = colour else { panic!("{name} is no colour of our own") };
            let declared = format!("--{name}: #{r:02x}{g:02x}{b:02x};");
            assert!(part.contains(&declared), "{declared} ({choice:?})");
        }
    }
}

#[test]
fn what_it_looks_like() {
    let texts = ["rope & <quay>", "corde | *quai*", "a_b", "l'œuvre", "1. C#"].map(str::to_owned);
    for lang in Lang::ALL {
        for (name, format) in [("md", DocFormat::Markdown), ("html", DocFormat::Html)] {
            let written = glossary(&pack_of(&texts), &words(lang), format);
            let page = include_str!("../../assets/paper/page.css");
            let written = written.replace(page, "").replace(include_str!("../../assets/paper/glossary.css"), "…");
            insta::assert_snapshot!(format!("glossary_{}_{name}", lang.code()), written);
        }
    }
}
