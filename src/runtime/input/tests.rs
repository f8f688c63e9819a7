use crossterm::event::{MouseButton, MouseEventKind};
use proptest::prelude::*;
use rand::rand_core::SeedableRng;
use rand::rngs::ChaCha8Rng;
use rand::{Rng, RngExt};

use super::*;

/// All that comes of bytes and of the quiet behind them.
fn heard(bytes: &[u8]) -> Vec<TerminalEvent> {
    let mut reader = InputReader::default();
    let mut heard = reader.take(bytes);
    heard.extend(reader.quiet());
    heard
}

/// The keys among it, as people would write them.
fn keys(bytes: &[u8]) -> Vec<String> {
    let named = |heard: TerminalEvent| match heard {
        TerminalEvent::Input(Input::Key(KeyEvent { code, modifiers, .. })) => {
            let held = [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-")];
            let held: String = held.iter().filter(|(one, _)| modifiers.contains(*one)).map(|(_, name)| *name).collect();
            Some(format!("{held}{code}").to_lowercase())
        }
        _ => None,
    };
    heard(bytes).into_iter().filter_map(named).collect()
}

#[test]
fn keys_are_known_by_whatever_sends_them() {
    let known: [(&str, &[&[u8]]); 22] = [
        ("up", &[b"\x1b[A", b"\x1bOA", b"\x9bA", b"\x8fA", b"\x1b[1;2A", b"\x1b[57419u", b"\x1b[a"]),
        ("down", &[b"\x1b[B", b"\x1bOB"]),
        ("right", &[b"\x1b[C", b"\x1bOC"]),
        ("left", &[b"\x1b[D", b"\x1bOD"]),
        ("home", &[b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~"]),
        ("end", &[b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~"]),
        ("page up", &[b"\x1b[5~", b"\x1b[57421u"]),
        ("page down", &[b"\x1b[6~"]),
        ("del", &[b"\x1b[3~"]),
        ("enter", &[b"\r", b"\x1bOM", b"\x1b[13u", b"\x1b[57414u", b"\x1b[27;2;13~"]),
        ("backspace", &[b"\x7f", b"\x08", b"\x1b[127u"]),
        ("tab", &[b"\t", b"\x1b[9u"]),
        ("back tab", &[b"\x1b[Z", b"\x1b[9;2u"]),
        ("esc", &[b"\x1b", b"\x1b[27u"]),
        ("1", &[b"1", b"\x1bOq", b"\x1b[49u", b"\x1b[57400u", b"\x1b[49;129u", b"\x1b[27;1;49~"]),
        ("é", &["é".as_bytes(), b"\x1b[233u"]),
        ("alt-up", &[b"\x1b\x1b[A", b"\x1b\x1bOA", b"\x1b[1;3A"]),
        ("ctrl-left", &[b"\x1b[1;5D", b"\x1bOd", b"\x1bO5D", b"\x1bO1;5D"]),
        ("alt-b", &[b"\x1bb", b"\x1b[98;3u"]),
        ("alt-backspace", &[b"\x1b\x7f", b"\x1b\x08"]),
        ("ctrl-c", &[b"\x03", b"\x1b[99;5u", b"\x1b[27;5;99~"]),
        ("😀", &["😀".as_bytes()]),
    ];
    for (name, sequences) in known {
        for bytes in sequences {
            assert_eq!(keys(bytes), [name], "{}", bytes.escape_ascii());
        }
    }
}

/// The keys of terminfo, each with its terminal.
fn terminfo() -> Vec<(Vec<u8>, String)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/keys/terminfo.txt");
    let text = std::fs::read_to_string(path).expect("a list");
    let line = |line: &str| {
        let (escaped, key) = line.split_once(' ').expect("bytes and a name");
        let mut parts = escaped.split("\\x");
        let mut bytes = parts.next().expect("a part").as_bytes().to_vec();
        for part in parts {
            let (byte, rest) = part.split_at(2);
            bytes.push(u8::from_str_radix(byte, 16).expect("a byte"));
            bytes.extend(rest.as_bytes());
        }
        (bytes, key.to_owned())
    };
    text.lines().filter(|line| !line.starts_with('#')).map(line).collect()
}

/// What moves, edits, or is on a keypad; a key that is none of these must be known, or do nothing.
fn is_harmless(key: &str, bytes: &[u8]) -> bool {
    let keypad = bytes.starts_with(b"\x1bO") || bytes.starts_with(b"\x8f");
    let moves = ["up", "down", "left", "right", "home", "end", "page up", "page down", "del", "backspace", "back tab"];
    moves.contains(&key) || keypad || key.starts_with("alt-") || key.starts_with("ctrl-") && key != "ctrl-c"
}

#[test]
fn no_key_of_terminfo_is_taken_for_letters_digits_or_a_way_out() {
    let mut named = 0;
    for (bytes, key) in terminfo().into_iter().filter(|(bytes, _)| bytes.len() > 1) {
        // Keys of three terminals from before 1985 begin with a key that everybody has.
        if matches!(bytes[0], b' ' | b'~' | b'\t') {
            continue;
        }
        named += 1;
        for cut in 0..bytes.len() {
            let mut reader = InputReader::default();
            let (first, rest) = bytes.split_at(cut);
            let pieces = [reader.take(first), reader.take(rest), reader.quiet()].concat();
            assert_eq!(pieces, heard(&bytes), "{key} in two pieces");
            assert_eq!(reader.patience(), None, "{key}");
        }
        let found = keys(&bytes);
        assert!(found.iter().all(|found| is_harmless(found, &bytes)), "{key} {}: {found:?}", bytes.escape_ascii());
        assert_eq!(keys(&[&bytes[..], b"\x1b[B"].concat()).last().map(String::as_str), Some("down"), "{key}");
    }
    assert!(named > 1800, "{named}");
}

#[test]
fn answers_and_what_nobody_knows_are_no_keys() {
    let unknown: [&[u8]; 26] = [
        b"\x1b[1;2R",
        b"\x1b[E",
        b"\x1b[",
        b"\x1bOa",
        b"\x1b[?997;1n",
        b"\x1b[?64;1;2c",
        b"\x1b[>0;276;0c",
        b"\x1b[?2026;2$y",
        b"\x1b[<128;5;5M",
        b"\x1b[<0;0;0M",
        b"\x1b[<65535;1;1M",
        b"\x1b[M\x20\x20\x20",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\",
        b"\x1b]11;rgb:1e1e/1e1e/2e2e\x07",
        b"\x1bP>|kitty(0.31.0)\x1b\\",
        b"\x1bP1+r544e=787465726d\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
        b"\x1b[6;20;10t",
        b"\x1b[?1u",
        b"\x1b[200;5~",
        b"\xe9",
        b"\xff\xfe",
        b"\xc3",
        b"\x80\x9f\xa0",
        b"\x1b[99999999999999999999~",
        b"\x1b[57441u",
    ];
    for bytes in unknown {
        let found = keys(bytes);
        assert!(
            found.iter().all(|key| key.starts_with("ctrl-") || key.starts_with("alt-")),
            "{}: {found:?}",
            bytes.escape_ascii()
        );
        let mut reader = InputReader::default();
        reader.take(bytes);
        reader.quiet();
        assert_eq!(reader.take(b"1"), [key(KeyCode::Char('1'))], "{}", bytes.escape_ascii());
    }
}

#[test]
fn what_has_an_end_of_its_own_keeps_no_key_behind_it() {
    for bytes in
        [&b"\x1b[1;2R"[..], b"\x1b[?997;1n", b"\x1b]11;rgb:0/0/0\x1b\\", b"\x1bP>|x\x1b\\", b"\x1b[E", b"\x1bOa"]
    {
        assert!(keys(&[bytes, b"1"].concat()).ends_with(&["1".to_owned()]), "{}", bytes.escape_ascii());
    }
}

#[test]
fn questions_are_answered() {
    let replies = |bytes: &[u8]| -> Vec<Reply> {
        let reply = |heard| if let TerminalEvent::Reply(reply) = heard { Some(reply) } else { None };
        heard(bytes).into_iter().filter_map(reply).collect()
    };
    assert_eq!(replies(b"\x1b[?62;4;22c"), [Reply::Attributes { sixel: true }]);
    assert_eq!(replies(b"\x1b[?64;1;2c"), [Reply::Attributes { sixel: false }]);
    assert_eq!(replies(b"\x1bP>|foot(1.13.1)\x1b\\"), [Reply::Version("foot(1.13.1)".into())]);
    assert_eq!(replies(b"\x1b_Gi=31;OK\x1b\\\x1b[6;23;11t"), [Reply::Kitty, Reply::Cell(11, 23)]);
    assert_eq!(replies(b"\x1b_Gi=31;ENOTSUPPORTED\x1b\\\x1b[6;0;0t"), []);
    assert_eq!(replies(b"\x1b]11;rgb:1e1e/1e/f\x07"), [Reply::Ground(30, 30, 255)]);
    assert_eq!(replies(b"\x1b]11;rgba:ffff/8080/0000/ffff\x1b\\"), [Reply::Ground(255, 128, 0)]);
    assert_eq!(replies(b"\x1b]11;rgb:zz/0/0\x07\x1b]11;rgb:00000/0/0\x07\x1b]11;rgb:/0/0\x07"), []);
    assert_eq!(replies(b"\x1b[12;3R\x1b[?1006;2$y"), [Reply::Column(3), Reply::Mode(1006, 2)]);
}

#[test]
fn clicks_are_known_in_all_three_forms() {
    for bytes in [&b"\x1b[<0;12;7M"[..], b"\x1b[M\x20\x2c\x27", b"\x1b[32;12;7M"] {
        let [TerminalEvent::Input(Input::Mouse(click))] = heard(bytes)[..] else { panic!("{}", bytes.escape_ascii()) };
        assert_eq!((click.kind, click.column, click.row), (MouseEventKind::Down(MouseButton::Left), 11, 6));
    }
    // The rows and columns of a click are bytes that may be anything.
    assert_eq!(keys(b"\x1b[M\x1b[A"), ["up"]);
    assert_eq!(keys(b"\x1b[M\x20\xff\xff1"), ["1"]);
}

#[test]
fn a_paste_is_whole_however_it_comes() {
    let pasted = |text: &str| vec![TerminalEvent::Input(Input::Paste(text.to_owned()))];
    for text in ["t1", "a\nb", "\x1b[A", "\x1b[20", "\x1b\x1b[201", "é😀", ""] {
        let bytes = [b"\x1b[200~", text.as_bytes(), b"\x1b[201~"].concat();
        assert_eq!(heard(&bytes), pasted(text), "{text:?}");
        for cut in 1..bytes.len() {
            let mut reader = InputReader::default();
            let heard = [reader.take(&bytes[..cut]), reader.take(&bytes[cut..])].concat();
            assert_eq!(heard, pasted(text), "{text:?} cut at {cut}");
        }
    }
    let long = "x".repeat(10_000_000);
    let found = heard(&[b"\x1b[200~", long.as_bytes(), b"\x1b[201~1"].concat());
    assert_eq!(found[1..], [key(KeyCode::Char('1'))]);
    // Its end got lost: what came counts, and the keys work again.
    assert_eq!(heard(b"\x1b[200~abc"), pasted("abc"));
}

#[test]
fn an_escape_is_the_key_only_if_nothing_follows() {
    let mut reader = InputReader::default();
    assert_eq!(reader.take(b"\x1b"), []);
    assert_eq!(reader.patience(), Some(ESCAPE));
    assert_eq!(reader.quiet(), [key(KeyCode::Esc)]);
    assert_eq!(
        (reader.take(b"\x1b"), reader.take(b"["), reader.take(b"B")),
        (vec![], vec![], vec![key(KeyCode::Down)])
    );
    assert_eq!(keys(b"\x1b\x1b\x1b\x1b"), ["esc"; 4], "held down");
}

#[test]
fn keys_between_the_answers_are_kept() {
    let bytes = "h\x1bP>|foot(1.13.1)\x1b\\1\x1b[A\x1b[6;23;11t\x1b[?62;4;22cé\r";
    assert_eq!(keys(bytes.as_bytes()), ["h", "1", "up", "é", "enter"]);
}

/// Bytes as terminals send them, torn, mixed and wrong.
fn hostile(rng: &mut ChaCha8Rng, known: &[(Vec<u8>, String)]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for _ in 0..rng.random_range(1..6) {
        match rng.random_range(0..4) {
            0 => bytes.extend((0..rng.random_range(0..20)).map(|_| rng.random::<u8>())),
            1 => bytes.extend(b"\x1b[200~"),
            2 => bytes.extend(b"\x1b[<0;1;1M\x1b]11;rgb:0/0/0\x07\x1b[?1c".iter().take(rng.random_range(0..30))),
            _ => bytes.extend(&known[rng.random_range(0..known.len())].0),
        }
    }
    if !bytes.is_empty() {
        let at = rng.random_range(0..bytes.len());
        bytes[at] = rng.random();
    }
    bytes
}

/// Ten million of them take minutes: `POLYSEMY_INPUTS=10000000 cargo test --release`.
#[test]
fn nothing_that_is_sent_makes_it_fail_or_grow_or_deaf() {
    let known = terminfo();
    let count = std::env::var("POLYSEMY_INPUTS").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000);
    let mut rng = ChaCha8Rng::seed_from_u64(14);
    let mut reader = InputReader::default();
    for _ in 0..count {
        let bytes = hostile(&mut rng, &known);
        let cut = rng.random_range(0..=bytes.len());
        reader.take(&bytes[..cut]);
        reader.take(&bytes[cut..]);
        assert!(reader.body.len() <= PASTE_MAX && reader.body.capacity() <= 2 * PASTE_MAX);
        if rng.next_u32() % 4 == 0 {
            reader.quiet();
            assert_eq!(reader.patience(), None);
            assert_eq!(reader.take(b"1"), [key(KeyCode::Char('1'))], "after {}", bytes.escape_ascii());
        }
    }
}

proptest! {
    #[test]
    fn letters_are_never_lost(text in "[a-z0-9]{1,20}", cut in 0usize..200) {
        // Answers arrive in the middle of them.
        let cut = cut % text.len();
        let answers = b"\x1bP>|kitty(0.31.0)\x1b\\\x1b_Gi=31;OK\x1b\\\x1b[6;23;11t\x1b[?62;c";
        let bytes = [&text.as_bytes()[..cut], answers, &text.as_bytes()[cut..]].concat();
        prop_assert_eq!(keys(&bytes).concat(), text);
    }
}
