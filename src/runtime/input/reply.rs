//! What a terminal answers when it is asked.

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reply {
    /// DA1: what it can do. Every terminal answers this, so that it ends each round of questions.
    Attributes {
        sixel: bool,
    },
    Version(String),
    Kitty,
    /// XTWINOPS 16: width and height of a cell in pixels.
    Cell(u16, u16),
    /// OSC 11: red, green and blue of the ground.
    Ground(u8, u8, u8),
    /// CPR: the cursor's column, from 1. Shift+F3 sends the same.
    Column(u16),
    /// DECRPM: a mode, and how it is: 0 not known, 1 and 3 set, 2 and 4 reset.
    Mode(u16, u16),
}

/// A control sequence, by what stands between the introducer and its last byte.
pub(super) fn control(body: &[u8], last: u8) -> Option<Reply> {
    match (body, last) {
        ([b'?', body @ ..], b'c') => Some(Reply::Attributes { sixel: numbers(body).any(|n| n == 4) }),
        ([b'?', body @ .., b'$'], b'y') => {
            let mut numbers = numbers(body);
            Some(Reply::Mode(numbers.next()?, numbers.next()?))
        }
        (body, b't') => match numbers(body).collect::<Vec<_>>()[..] {
            [6, height, width] if height > 0 && width > 0 => Some(Reply::Cell(width, height)),
            _ => None,
        },
        (body, b'R') => numbers(body).nth(1).map(Reply::Column),
        _ => None,
    }
}

pub(super) fn text(kind: u8, body: &[u8]) -> Option<Reply> {
    let body = str::from_utf8(body).ok()?;
    match kind {
        b'_' => body.starts_with("Gi=31;OK").then_some(Reply::Kitty),
        b'P' => Some(Reply::Version(body.strip_prefix(">|")?.to_owned())),
        b']' => ground(body.strip_prefix("11;")?),
        _ => None,
    }
}

/// `rgb:RRRR/GGGG/BBBB` with one to four digits each (XParseColor), or `rgba:` with one part more.
fn ground(colour: &str) -> Option<Reply> {
    let colour = colour.strip_prefix("rgb:").or(colour.strip_prefix("rgba:"))?;
    let mut parts = colour.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?).filter(|_| (1..=4).contains(&part.len()))? - 1;
        u8::try_from(u32::from_str_radix(part, 16).ok()? * 255 / most).ok()
    });
    Some(Reply::Ground(parts.next()??, parts.next()??, parts.next()??))
}

fn numbers(body: &[u8]) -> impl Iterator<Item = u16> {
    body.split(|byte| *byte == b';').filter_map(|part| str::from_utf8(part).ok()?.parse().ok())
}
