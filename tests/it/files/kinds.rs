//! Files that other programs wrote, and what `import` makes of them.

use std::fs;

use super::{polysemy, said};

#[test]
fn a_foreign_file_is_named_with_the_way_round() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let zip = |name: &str| [b"PK\x03\x04\x14\0\0\0\x08\0", name.as_bytes(), b"\0\xff\0\x9d"].concat();
    let table = "columns `text` and `key`";
    let files: Vec<(&str, Vec<u8>, &str, &str)> = vec![
        ("kahoot.xlsx", zip("[Content_Types].xml xl/workbook.xml"), "a spreadsheet", "CSV UTF-8"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".to_vec(), "a spreadsheet", "CSV UTF-8"),
        ("sheet.ods", zip("mimetypeapplication/vnd.oasis.opendocument.spreadsheet"), "a spreadsheet", "CSV UTF-8"),
        ("deck.apkg", zip("collection.anki21"), "a deck of Anki", "Notes in Plain Text"),
        ("collection.anki2", b"SQLite format 3\0\x10\0".to_vec(), "a deck of Anki", "Notes in Plain Text"),
        ("moodle.xml", b"<?xml version=\"1.0\"?>\n<quiz>{=a ~b}</quiz>".to_vec(), "Moodle XML", "GIFT"),
        ("course.mbz", b"\x1f\x8b\x08\0\0".to_vec(), "a backup of Moodle", "GIFT"),
        ("quiz.zip", zip("imsmanifest.xml"), "QTI", table),
        ("item.xml", b"\xef\xbb\xbf<?xml version=\"1.0\"?><assessmentItem/>".to_vec(), "QTI", table),
        ("quiz.h5p", zip("content/content.json"), "an activity of H5P", table),
        ("aiken.txt", b"Who naps?\nA. cats\nB. dogs\nANSWER: A\n".to_vec(), "Aiken", "GIFT"),
        ("paper.pdf", b"%PDF-1.4\n{=a ~b}\n\xe2\xe3\xcf".to_vec(), "a PDF", table),
        ("text.docx", zip("word/document.xml"), "a word processor", table),
        ("text.rtf", b"{\\rtf1 {=a ~b}}".to_vec(), "a word processor", table),
        ("photo.png", fs::read("questions/talk/laptop.png").expect("a picture"), "a picture", "beside it"),
        ("photo.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(), "a picture", "beside it"),
        ("all.zip", zip("a.gift"), "an archive", "Unpack it"),
        ("cats.db", b"SQLite format 3\0\x10\0".to_vec(), "a database", table),
        ("page.html", b"<!DOCTYPE html><p>{=a ~b}".to_vec(), "a web page", table),
        ("quiz.json", b"{\"questions\": [{\"choices\": [\"nap\"]}]}".to_vec(), "JSON of another program", table),
        ("quiz.yaml", b"questions:\n- choices: [a, b]\n".to_vec(), "YAML", table),
        ("notes.md", b"# Cats\n\nThey nap {a lot}.\n\n## Dogs\n\nThey run.\n".to_vec(), "Markdown", table),
        ("cards.md", b"# nap\n* dev\n- ml\n---\n# bug\n- dev\n* ml\n".to_vec(), "Markdown", table),
        ("notes.org", b"* Cats\n** They nap {a lot}\n".to_vec(), "Org mode", table),
        ("pack.toml", fs::read("tests/packs/good.toml").expect("a pack"), "a pack already", "check pack.toml"),
        ("program", b"\x7fELF\x02\x01\0\0".to_vec(), "no text", table),
    ];
    for (name, bytes, kind, way) in files {
        fs::write(home.join(name), bytes).expect("a file");
        for format in ["", "csv", "gift", "anki"] {
            let mut args = vec!["import", name];
            if !format.is_empty() {
                // A text may be anything that somebody says.
                if ["txt", "md", "org", "yaml", "toml"].iter().any(|text| name.ends_with(text)) {
                    continue;
                }
                args.extend(["--format", format]);
            }
            let output = polysemy(home, &args);
            let (out, err) = said(&output);
            assert_eq!((output.status.code(), out.as_str(), err.lines().count()), (Some(2), "", 1), "{args:?}: {err}");
            assert!(err.contains(kind) && err.contains(way), "{args:?}: {err}");
            assert!(!err.contains("--format gift") && !err.contains("Say it with"), "{err}");
            assert!(!err.contains("windows-1252"), "{err}");
        }
        let french = said(&polysemy(home, &["import", name, "--lang", "fr"])).1;
        assert!(french.contains("dont `polysemy import` ne fait pas de paquet"), "{french}");
    }
}

#[test]
fn questions_of_gift_need_no_blank_line_between_them() {
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    let q = |name: &str, key: &str| {
        let options = ["dev", "ml", "stats"].map(|id| format!("{}{id}", if id == key { '=' } else { '~' }));
        format!("{name}coef 0.31 of {key}, a \"regression\" {{{}}}", options.join(" "))
    };
    let (a, b, c) = (q("::q1::", "dev"), q("::q2::", "ml"), q("::q3::", "stats"));
    let (x, y) = (q("", "dev"), q("", "ml"));
    let many = "::q1::the \"regression\" of a build {\n=dev\n~ml\n~stats\n}\n::q2::a \"regression\" line {\n~dev\n\n=ml\n~stats}\n";
    for (name, text, kept) in [
        ("with names", format!("{a}\n{b}\n\n{c}\n"), 3),
        ("in a row", format!("{a}\n{b}\n{c}"), 3),
        ("on Windows", format!("{a}\r\n{b}\r\n{c}\r\n"), 3),
        ("without names", format!("{x}\n{y}\n\n{c}"), 3),
        ("comments between", format!("{a}\n// [id:two]\n{b}\n//\n{c}"), 3),
        ("in one line", format!("{a} {b}\n{c}"), 3),
        ("many lines", many.to_owned(), 2),
        ("a text of two lines", format!("{x}\nFirst line.\n{y}\n"), 2),
    ] {
        fs::write(home.join("cats.gift"), text).expect("a file");
        let (out, err) = said(&polysemy(home, &["import", "cats.gift"]));
        let last = err.lines().last().unwrap_or_default();
        let numbers: Vec<usize> = last.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
        assert_eq!(out.matches("[[term.question]]").count(), kept, "{name}: {err}{out}");
        assert_eq!((numbers[0] + numbers[1], numbers[2]), (kept, 0), "{name}: {last}");
        assert!(!out.lines().any(|line| !line.starts_with('#') && line.contains('{')), "{name}: {out}");
    }
    // What cannot be kept is counted, too.
    for (text, lost) in [
        (format!("{a}\n::d::a description\n{c}"), "line 2: ::d::a description"),
        (format!("::d::a description\n{a}\n{c}"), "line 1: ::d::a description"),
        (format!("{a}\n::d::Do cats nap?{{T}}\n{c}"), "line 2: ::d::Do cats nap?"),
        (format!("{a}\ntwo {{=dev ~ml}} gaps {{=dev ~ml}}\n{c}"), "line 2: two {"),
    ] {
        fs::write(home.join("cats.gift"), &text).expect("a file");
        let (out, err) = said(&polysemy(home, &["import", "cats.gift"]));
        assert_eq!(out.matches("[[term.question]]").count(), 2, "{text}: {err}");
        assert!(err.contains(lost) && err.contains("1 not kept."), "{text}: {err}");
    }
    // A missing word has its text around it.
    fs::write(home.join("cats.gift"), format!("a \"regression\" {{=dev ~ml}} of a build\nfailed\n{c}"))
        .expect("a file");
    let (out, _) = said(&polysemy(home, &["import", "cats.gift"]));
    assert!(out.contains("_____"), "{out}");
}
