//! Clicks and movements, as xterm reports them (ctlseqs, "Mouse Tracking").

use crossterm::event::{Event as Input, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};

use super::keys::held;

/// A report in SGR form (mode 1006): `ESC [ < button ; column ; row`, and `M` for down or `m` for up.
pub(super) fn by_numbers(button: u16, column: u16, row: u16, up: bool) -> Option<Input> {
    let (kind, modifiers) = meaning(button)?;
    let kind = match kind {
        MouseEventKind::Down(button) if up => MouseEventKind::Up(button),
        kind => kind,
    };
    at(kind, modifiers, column, row)
}

/// A report by three bytes, each 32 more than what it says.
pub(super) fn by_bytes(button: u8, column: u8, row: u8) -> Option<Input> {
    let number = |byte: u8| byte.checked_sub(32).map(u16::from);
    let (kind, modifiers) = meaning(number(button)?)?;
    at(kind, modifiers, number(column)?, number(row)?)
}

/// Cells are counted from 1 by terminals, and from 0 here.
fn at(kind: MouseEventKind, modifiers: KeyModifiers, column: u16, row: u16) -> Option<Input> {
    let (column, row) = (column.checked_sub(1)?, row.checked_sub(1)?);
    Some(Input::Mouse(MouseEvent { kind, column, row, modifiers }))
}

const BUTTONS: [MouseButton; 3] = [MouseButton::Left, MouseButton::Middle, MouseButton::Right];

/// The button's number lies in bits 0, 1, 6 and 7, modifiers in 2 to 4, and 5 tells of a movement.
fn meaning(button: u16) -> Option<(MouseEventKind, KeyModifiers)> {
    let number = button & 0b11 | (button & 0b1100_0000) >> 4;
    let moves = button & 0b10_0000 != 0;
    let kind = match (number, moves) {
        _ if button > 0xff => return None,
        (0..=2, false) => MouseEventKind::Down(BUTTONS[usize::from(number)]),
        (0..=2, true) => MouseEventKind::Drag(BUTTONS[usize::from(number)]),
        // Which button went up is not said in this form.
        (3, false) => MouseEventKind::Up(MouseButton::Left),
        (3, true) => MouseEventKind::Moved,
        (4, false) => MouseEventKind::ScrollUp,
        (5, false) => MouseEventKind::ScrollDown,
        (6, false) => MouseEventKind::ScrollLeft,
        (7, false) => MouseEventKind::ScrollRight,
        // The buttons at a mouse's side go back and forward in a browser; here they do nothing.
        _ => return None,
    };
    // These three have the same order as in kitty's numbers.
    Some((kind, held(button >> 2 & 0b111)))
}
