//! A PNG without what says nothing about its pixels and is packed: a profile or a comment of a few megabytes can unpack to
//! gigabytes, and a decoder unpacks it before it looks at a pixel.

use std::borrow::Cow;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// The packed parts: a profile of colours, which nothing here would heed, and comments.
const PACKED: [&[u8]; 3] = [b"iCCP", b"zTXt", b"iTXt"];

/// The bytes of a length, a name and a check sum.
const AROUND: usize = 12;

/// The file without its packed parts; anything but a PNG as it is.
pub(super) fn lean(bytes: &[u8]) -> Cow<'_, [u8]> {
    let Some(mut rest) = bytes.strip_prefix(SIGNATURE) else { return Cow::Borrowed(bytes) };
    let mut kept = SIGNATURE.to_vec();
    while let Some((part, after)) = next(rest) {
        let name = part.get(4..8).unwrap_or_default();
        if !PACKED.contains(&name) {
            kept.extend_from_slice(part);
        }
        rest = after;
    }
    // What is no part is for the decoder to refuse.
    kept.extend_from_slice(rest);
    if kept.len() == bytes.len() { Cow::Borrowed(bytes) } else { Cow::Owned(kept) }
}

/// The first part, and what comes after it.
fn next(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, _) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
    bytes.split_at_checked(length.checked_add(AROUND)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(name: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = u32::try_from(data.len()).expect("a length").to_be_bytes();
        [&length, &name[..], data, b"sum!"].concat()
    }

    #[test]
    fn packed_parts_go_and_all_others_stay() {
        let [head, profile, comment, pixels, end] =
            [(b"IHDR", "head"), (b"iCCP", "x\0\0bomb"), (b"iTXt", ""), (b"IDAT", "pixels"), (b"IEND", "")]
                .map(|(name, data)| part(name, data.as_bytes()));
        let whole = [SIGNATURE, &head, &profile, &comment, &pixels, &end].concat();
        assert_eq!(*lean(&whole), [SIGNATURE, &head, &pixels, &end].concat());
        let plain = [SIGNATURE, &head, &pixels, &end, b"\xff\xff\xff\xffiCCP and no end"].concat();
        assert!(matches!(lean(&plain), Cow::Borrowed(_)));
        for other in [&b"\xff\xd8\xff\xe0 a JPEG"[..], SIGNATURE, b"", &whole[1..]] {
            assert!(matches!(lean(other), Cow::Borrowed(_)));
        }
    }
}
