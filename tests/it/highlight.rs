//! What the languages of code look like in roles, and that highlighting changes nothing else.

use std::fmt::Write as _;
use std::fs;

use polysemy::context::highlight::{highlight, knows};
use polysemy::context::{Context, Role, Sheet};
use polysemy::text::Lang;

use crate::play::talk;

/// The samples of `tests/code`, each called after its language.
fn samples() -> Vec<(String, String)> {
    let entries = fs::read_dir("tests/code").expect("the folder").map(|entry| entry.expect("an entry").path());
    let mut samples: Vec<(String, String)> = entries
        .map(|path| {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).expect("a text").replace('\t', "    "))
        })
        .collect();
    samples.sort();
    samples
}

/// The coloured parts of a text, each as its role and its words, a row for a line.
fn dump(language: &str, text: &str) -> String {
    let tokens = highlight(language, text).expect("a known language");
    let mut out = String::new();
    for (i, line) in text.lines().enumerate() {
        let part = |(range, role): &(std::ops::Range<u32>, Role)| {
            format!("{role:?}:{}", &line[range.start as usize..range.end as usize])
        };
        let parts: Vec<String> = tokens.line(i).iter().map(part).collect();
        let _ = writeln!(out, "{}", parts.join("  "));
    }
    out
}

#[test]
fn every_sample_has_the_roles_it_had() {
    let mut out = String::new();
    for (language, text) in samples() {
        let _ = write!(out, "=== {language}\n{}", dump(&language, &text));
    }
    insta::assert_snapshot!("highlighted_code", out);
}

fn rows(sheet: &Sheet) -> Vec<String> {
    sheet.rows.iter().map(|row| row.iter().map(|run| run.text.as_ref()).collect()).collect()
}

#[test]
fn the_code_of_the_built_in_pack_reads_the_same_highlighted() {
    let pack = talk();
    let mut seen = 0;
    for question in pack.terms.iter().flat_map(|term| &term.questions) {
        let Context::Code(code) = &question.context else { continue };
        assert!(knows(&code.language), "{}: {}", question.id, code.language);
        for lang in question.languages.iter().copied() {
            let tokens = highlight(&code.language, code.text(lang)).expect("a known language");
            assert_eq!(rows(&code.paint(lang, Some(&tokens))), rows(&code.paint(lang, None)), "{}", question.id);
            // Tokens that come late may be those of the text in another language.
            for other in Lang::ALL {
                assert_eq!(rows(&code.paint(other, Some(&tokens))), rows(&code.paint(other, None)), "{}", question.id);
            }
            seen += 1;
        }
    }
    assert!(seen > 0);
}
