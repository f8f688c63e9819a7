//! The bytes of a file as text: UTF-8, or UTF-16 where a byte order mark says so, as `>` writes it in PowerShell 5.

use crate::read::diagnostic::Code;

/// The text of a file without its byte order mark; else what kind of fault it is, and the value for the sentence's
/// `{reason}`: the first line that is no such text, or what the file is in.
pub(crate) fn decoded(bytes: Vec<u8>) -> Result<String, (Code, String)> {
    match bytes.as_slice() {
        [0xef, 0xbb, 0xbf, ..] => utf8(bytes).map(|mut text| text.split_off(3)),
        // These begin like UTF-16.
        [0xff, 0xfe, 0, 0, ..] => Err((Code::WideText, "UTF-32 LE".to_owned())),
        [0, 0, 0xfe, 0xff, ..] => Err((Code::WideText, "UTF-32 BE".to_owned())),
        [0xff, 0xfe, text @ ..] => utf16(text, u16::from_le_bytes),
        [0xfe, 0xff, text @ ..] => utf16(text, u16::from_be_bytes),
        _ => match wide(&bytes) {
            Some(encoding) => Err((Code::WideText, encoding.to_owned())),
            None => utf8(bytes),
        },
    }
}

fn utf8(bytes: Vec<u8>) -> Result<String, (Code, String)> {
    String::from_utf8(bytes).map_err(|error| {
        // No text in any encoding of bytes has them.
        if error.as_bytes().contains(&0) {
            return (Code::NotText, String::new());
        }
        let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        (Code::NotUtf8, (good.iter().filter(|byte| **byte == b'\n').count() + 1).to_string())
    })
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, (Code, String)> {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let mut text = String::with_capacity(bytes.len());
    for c in char::decode_utf16(pairs.iter().map(|pair| unit(*pair))) {
        match c {
            Ok(c) => text.push(c),
            Err(_) => return Err((Code::NotUtf8, line(&text))),
        }
    }
    // A file that was cut in the middle of a character.
    if odd.is_empty() { Ok(text) } else { Err((Code::NotUtf8, line(&text))) }
}

fn line(before: &str) -> String {
    (before.matches('\n').count() + 1).to_string()
}

/// UTF-16 without a byte order mark, as far as a text with many letters of ASCII shows it: one byte of two is zero, and
/// always the same one.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    const HEAD: usize = 4096;
    let (pairs, _) = bytes[..bytes.len().min(HEAD)].as_chunks::<2>();
    let (high, low) = pairs.iter().fold((0, 0), |(high, low), [first, second]| {
        (high + usize::from(*first == 0), low + usize::from(*second == 0))
    });
    match (high, low) {
        (0, low) if low > pairs.len() / 2 => Some("UTF-16 LE"),
        (high, 0) if high > pairs.len() / 2 => Some("UTF-16 BE"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_read_by_its_mark() {
        let text = "id = \"café 🐈\"\r\n";
        let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { text.encode_utf16().flat_map(unit).collect() };
        let (little, big) = (utf16(u16::to_le_bytes), utf16(u16::to_be_bytes));
        assert_eq!(decoded(text.into()).as_deref(), Ok(text));
        assert_eq!(decoded(["\u{feff}", text].concat().into()).as_deref(), Ok(text));
        assert_eq!(decoded([&[0xff, 0xfe], &*little].concat()).as_deref(), Ok(text));
        assert_eq!(decoded([&[0xfe, 0xff], &*big].concat()).as_deref(), Ok(text));
        assert_eq!(decoded(Vec::new()).as_deref(), Ok(""));
        assert_eq!(decoded(vec![0xff, 0xfe]).as_deref(), Ok(""));
        // Without a mark, nobody can be sure.
        assert_eq!(decoded(little), Err((Code::WideText, "UTF-16 LE".to_owned())));
        assert_eq!(decoded(big), Err((Code::WideText, "UTF-16 BE".to_owned())));
    }

    #[test]
    fn what_is_no_such_text_is_told_by_what_it_seems_to_be() {
        assert_eq!(decoded(b"a\nb\ncaf\xe9".to_vec()), Err((Code::NotUtf8, "3".to_owned())));
        assert_eq!(decoded(b"\xff\xfea\0\n\0\0\xd8b\0".to_vec()), Err((Code::NotUtf8, "2".to_owned())));
        assert_eq!(decoded(b"\xff\xfea\0b".to_vec()), Err((Code::NotUtf8, "1".to_owned())));
        assert_eq!(decoded(b"\xff\xfe\0\0a\0\0\0".to_vec()), Err((Code::WideText, "UTF-32 LE".to_owned())));
        assert_eq!(decoded(b"\0\0\xfe\xff\0\0\0a".to_vec()), Err((Code::WideText, "UTF-32 BE".to_owned())));
        assert_eq!(decoded(b"PK\x03\x04\0\xff\0\0".to_vec()), Err((Code::NotText, String::new())));
    }
}
