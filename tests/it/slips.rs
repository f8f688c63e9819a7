//! One slip is one fault: what would only follow from it is not reported.

use polysemy::pack::check::check;
use polysemy::pack::load::Loaded;
use polysemy::read::diagnostic::{Code, Source};
use polysemy::text::{Lang, SafeText};

use crate::packs::said;

/// A pack without a fault, in which slips can be made.
const GOOD: &str = r#"format = 1
id = "cat-words"
title = "Cat words"
languages = ["en"]

[[term]]
id = "sample"
name = "sample"

[[term.sense]]
domain = "dev"
gloss = "a small program that shows how to use a library"

[[term.sense]]
domain = "stats"
gloss = "the units drawn from a population to learn about it"

[[term.question]]
id = "sample-cargo"
key = "dev"
tell = "--example"
explanation = "`--example` runs one of the programs that come with a library."

[term.question.context.form]
[[term.question.context.form.field]]
label = "cargo run"
value = "--example"

[[term.question]]
id = "sample-cats"
key = "stats"
tell = "200 cats drawn at random"
explanation = "Cats drawn at random stand for all the cats of the town."

[term.question.context.chat]
[[term.question.context.chat.message]]
from = "Noor"
text = "Our sample is 200 cats drawn at random."
[[term.question.context.chat.message]]
from = "Sam"
text = "Wonderful."
"#;

fn loaded(text: &str) -> Loaded {
    let sources = vec![Source { name: SafeText::new("cats.toml"), text: text.to_owned() }];
    let checked = check(&sources, &|_, _| Err((Code::NoDataFile, SafeText::default())), true);
    Loaded { sources, checked, ..Loaded::default() }
}

/// The faults of the pack with one thing in it written otherwise: the codes, and what is said.
fn slip(good: &str, slip: &str) -> (Vec<Code>, String) {
    assert!(GOOD.contains(good), "{good} is not there");
    let loaded = loaded(&GOOD.replacen(good, slip, 1));
    (loaded.checked.faults.iter().map(|fault| fault.code).collect(), said(&loaded, Lang::En))
}

#[test]
fn a_pack_without_a_slip_has_no_fault() {
    assert_eq!(slip("Cat", "Cat").0, []);
}

#[test]
fn a_misspelt_key_is_not_missing_as_well() {
    for (good, misspelt) in [
        ("explanation = \"C", "explanaton = \"C"),
        ("tell = \"2", "tells = \"2"),
        ("title =", "titel ="),
        ("languages =", "langauges ="),
        ("name =", "nmae ="),
        ("domain = \"stats\"", "domian = \"stats\""),
        ("gloss = \"the", "glos = \"the"),
        ("key = \"stats\"", "keys = \"stats\""),
        ("from = \"Noor\"", "form = \"Noor\""),
        ("label = ", "lable = "),
        ("[[term.sense]]\ndomain = \"stats\"", "[[term.senses]]\ndomain = \"stats\""),
        ("[[term.question.context.form.field]]", "[[term.question.context.form.feild]]"),
        ("[term.question.context.chat]\n[", "[term.question.contxt.chat]\n["),
    ] {
        let (codes, said) = slip(good, misspelt);
        assert_eq!(codes, [Code::UnknownKey], "{misspelt}: {said}");
        assert!(said.contains("did you mean"), "{misspelt}: {said}");
    }
    for (good, misspelt) in [("[term", "[terms"), ("[term.question", "[term.questions")] {
        let loaded = loaded(&GOOD.replace(good, misspelt));
        assert_eq!(loaded.checked.faults.len(), 1, "{}", said(&loaded, Lang::En));
    }
}

#[test]
fn a_key_that_is_missing_beside_one_that_nobody_meant_is_reported() {
    let (codes, said) = slip("explanation = \"C", "difficulty = \"C");
    assert_eq!(codes, [Code::MissingKey, Code::UnknownKey], "{said}");
}

#[test]
fn a_sense_may_be_asked_where_a_domain_is_misspelt() {
    for (good, slipped) in [("key = \"stats\"", "key = \"stat\""), ("key = \"stats\"", "key = [\"dev\", \"stat\"]")] {
        let (codes, said) = slip(good, slipped);
        assert_eq!(codes, [Code::UnknownDomain], "{said}");
        assert!(said.contains("did you mean `stats`?"), "{said}");
    }
    assert_eq!(slip("key = \"stats\"", "key = 3").0, [Code::WrongType]);
    assert_eq!(slip("key = \"stats\"", "key = \"dev\"").0, [Code::SenseNotAsked]);
}

#[test]
fn single_brackets_where_double_ones_belong_are_one_fault() {
    for (good, heading) in [
        ("[[term]]", "[term]"),
        ("[[term.sense]]\ndomain = \"dev\"", "[term.sense]\ndomain = \"dev\""),
        ("[[term.sense]]\ndomain = \"stats\"", "[term.sense]\ndomain = \"stats\""),
        ("[[term.question]]\nid = \"sample-cargo\"", "[term.question]\nid = \"sample-cargo\""),
        ("[[term.question]]\nid = \"sample-cats\"", "[term.question]\nid = \"sample-cats\""),
        ("[[term.question.context.form.field]]", "[term.question.context.form.field]"),
        (
            "[[term.question.context.chat.message]]\nfrom = \"Noor\"",
            "[term.question.context.chat.message]\nfrom = \"Noor\"",
        ),
        (
            "[[term.question.context.chat.message]]\nfrom = \"Sam\"",
            "[term.question.context.chat.message]\nfrom = \"Sam\"",
        ),
    ] {
        let (codes, said) = slip(good, heading);
        assert_eq!(codes, [Code::SingleBrackets], "{heading}: {said}");
        let heading = heading.lines().next().unwrap_or_default();
        assert!(said.contains(&format!("write `[{heading}]`")), "{heading}: {said}");
    }
}

#[test]
fn each_heading_in_single_brackets_is_shown() {
    let text = GOOD.replace("[[term.question]]", "[term.question]");
    let loaded = loaded(&text);
    let places: Vec<_> = loaded.checked.faults.iter().map(|fault| (fault.code, fault.place.span.start)).collect();
    let headings = text.match_indices("[term.question]").map(|(at, _)| (Code::SingleBrackets, at));
    assert_eq!(places, headings.collect::<Vec<_>>(), "{}", said(&loaded, Lang::En));
}

#[test]
fn domains_in_single_brackets_are_one_fault() {
    let own = "[domain]\nid = \"dev\"\nname = \"dev\"\nletter = \"d\"\ncolour = \"blue\"\n[[domain]]\nid = \"stats\"\n\
               name = \"stats\"\nletter = \"s\"\ncolour = \"green\"\n[[term]]";
    let (codes, said) = slip("[[term]]", own);
    assert_eq!(codes, [Code::SingleBrackets], "{said}");
    let own = own.replacen("[domain]", "[[domains]]", 1).replace("[[domain]]", "[[domains]]").replace("dev", "law");
    let (codes, said) = slip("[[term]]", &own);
    assert_eq!(codes, [Code::UnknownKey], "{said}");
}

#[test]
fn a_table_in_braces_is_of_the_wrong_type() {
    let (codes, said) = slip("[[term.sense]]\ndomain = \"dev\"\ngloss =", "sense = { domain = \"dev\" }\n#");
    assert!(codes.contains(&Code::WrongType) && !codes.contains(&Code::SingleBrackets), "{said}");
}

#[test]
fn a_key_that_is_there_twice_is_still_a_fault() {
    let (codes, said) = slip("key = \"dev\"", "key = \"dev\"\nkey = \"stats\"");
    assert_eq!(codes, [Code::Syntax], "{said}");
    // What stands in a text is no heading.
    let text = "tell = \"--example\"\nremark.ml = '''\n[domain]\nx = 1\n'''\ntell = \"cat\"";
    let (codes, said) = slip("tell = \"--example\"", text);
    assert!(codes.contains(&Code::Syntax) && !codes.contains(&Code::SingleBrackets), "{said}");
}
