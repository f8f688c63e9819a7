//! Packs as Windows writes them.

use std::fs;
use std::path::Path;

use super::{polysemy, said};

/// A text in an encoding.
type Encode = fn(&str) -> Vec<u8>;

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
}

/// With a byte order mark, and lines that end as on Windows.
const ENCODINGS: [Encode; 3] = [
    |text| utf16(&text.replace('\n', "\r\n"), u16::to_le_bytes),
    |text| utf16(text, u16::to_be_bytes),
    |text| format!("\u{feff}{}", text.replace('\n', "\r\n")).into_bytes(),
];

fn write(path: &Path, text: &str, encode: Encode) {
    fs::write(path, encode(text)).expect("a file");
}

#[test]
fn a_pack_is_read_by_its_byte_order_mark() {
    let good = fs::read_to_string("tests/packs/good.toml").expect("a pack");
    let data = fs::read_to_string("tests/packs/good.csv").expect("a table");
    for encode in ENCODINGS {
        let home = tempfile::tempdir().expect("a folder");
        let home = home.path();
        write(&home.join("cats.toml"), &good, encode);
        write(&home.join("good.csv"), &data, encode);
        // A folder, of which every file is in it.
        fs::create_dir(home.join("folder")).expect("a folder");
        let (header, terms) = good.split_once("[[term]]").expect("terms");
        write(&home.join("folder/pack.toml"), header, encode);
        write(&home.join("folder/terms.toml"), &format!("[[term]]{terms}"), encode);
        write(&home.join("folder/good.csv"), &data, encode);
        for (args, status) in [
            (&["check", "cats.toml", "folder"][..], 0),
            (&["check", "--layout", "cats.toml"], 0),
            (&["lint", "--stats", "folder"], 1),
            (&["export", "cats.toml", "--format", "json"], 0),
            (&["glossary", "folder"], 0),
        ] {
            let output = polysemy(home, args);
            assert_eq!(output.status.code(), Some(status), "{args:?}: {:?}", said(&output));
        }
        let played = said(&polysemy(home, &["play", "cats.toml"])).1;
        assert!(played.contains("plays in a terminal"), "{played}");
    }
}

#[test]
fn faults_have_their_places_in_every_encoding() {
    let good = fs::read_to_string("tests/packs/good.toml").expect("a pack");
    let bad = format!("# déjà 🐈\n{}", good.replacen("title = ", "titel = ", 1));
    let plain = tempfile::tempdir().expect("a folder");
    let told = |folder: &Path| {
        fs::copy("tests/packs/good.csv", folder.join("good.csv")).expect("a table");
        let json = said(&polysemy(folder, &["check", "--format", "json", "cats.toml"])).0;
        // Bytes are those of the text in UTF-8, and lines may end with two.
        let json: String = json.lines().filter(|line| !line.contains("_byte")).collect();
        (said(&polysemy(folder, &["check", "cats.toml"])).0, json)
    };
    fs::write(plain.path().join("cats.toml"), &bad).expect("a file");
    let (expected, json) = told(plain.path());
    assert!(expected.contains("titel"), "{expected}");
    for encode in ENCODINGS {
        let home = tempfile::tempdir().expect("a folder");
        write(&home.path().join("cats.toml"), &bad, encode);
        assert_eq!(told(home.path()), (expected.clone(), json.clone()));
    }
}

#[test]
fn what_is_beside_a_booth_is_read_too() {
    let pack = fs::read_to_string("tests/booths/a-pack.toml").expect("a pack");
    for encode in ENCODINGS {
        let home = tempfile::tempdir().expect("a folder");
        let home = home.path();
        write(&home.join("cats.toml"), &pack, encode);
        write(&home.join("refused.txt"), "Mistigri\n", encode);
        write(&home.join("booth.toml"), "pin = \"2580\"\n[names]\nrefused = \"refused.txt\"\n", encode);
        let (_, err) = said(&polysemy(home, &["booth", "--config", "booth.toml"]));
        assert!(err.contains("plays in a terminal"), "{err}");
        write(&home.join("booth.toml"), "pin = \"2580\"\nquestions = 0\n", encode);
        let (_, err) = said(&polysemy(home, &["booth", "--config", "booth.toml"]));
        assert!(err.contains("booth.toml:2:13"), "{err}");
    }
}

#[test]
fn other_encodings_are_named_with_a_way_to_utf8() {
    let good = fs::read_to_string("tests/packs/good.toml").expect("a pack");
    let accented = format!("# one\n# déjà\n{good}");
    let latin: Vec<u8> = "# one\n# d\u{e9}j\u{e0}\n".chars().map(|c| c as u8).chain(good.bytes()).collect();
    let units = |bytes: fn(u16) -> [u8; 2]| accented.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let utf32: Vec<u8> = format!("\u{feff}{accented}").chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let home = tempfile::tempdir().expect("a folder");
    let home = home.path();
    for (bytes, found) in [
        (latin, "line 2 is the first that is not"),
        (units(u16::to_le_bytes), "text in UTF-16 LE"),
        (units(u16::to_be_bytes), "text in UTF-16 BE"),
        (utf32, "text in UTF-32 LE"),
    ] {
        fs::write(home.join("cats.toml"), bytes).expect("a file");
        let output = polysemy(home, &["check", "cats.toml"]);
        let out = said(&output).0;
        assert_eq!(output.status.code(), Some(1));
        assert!(out.contains(found) && out.contains("save it as UTF-8") && out.contains("iconv"), "{out}");
    }
    fs::copy("questions/talk/laptop.png", home.join("cats.toml")).expect("a picture");
    let out = said(&polysemy(home, &["check", "cats.toml"])).0;
    assert!(out.contains("this file is no text"), "{out}");
}
