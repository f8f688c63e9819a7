//! Brackets that grow with what they hold.

use super::block::Block;

/// Puts a block between two brackets as high as it; `.` is none.
pub(super) fn fenced(left: &str, body: Block, right: &str) -> Block {
    let (rows, base) = (body.height().max(1), body.base);
    Block::beside(vec![fence(left, rows, base), body, fence(right, rows, base)])
}

fn fence(bracket: &str, rows: usize, base: usize) -> Block {
    if bracket == "." {
        return Block::default();
    }
    if rows == 1 {
        return Block::text(bracket);
    }
    // top, bottom, between
    let (top, bottom, between) = match bracket {
        "(" => ("⎛", "⎝", "⎜"),
        ")" => ("⎞", "⎠", "⎟"),
        "[" => ("⎡", "⎣", "⎢"),
        "]" => ("⎤", "⎦", "⎥"),
        "{" => ("⎧", "⎩", "⎪"),
        "}" => ("⎫", "⎭", "⎪"),
        "⌊" => ("⎢", "⎣", "⎢"),
        "⌋" => ("⎥", "⎦", "⎥"),
        "⌈" => ("⎡", "⎢", "⎢"),
        "⌉" => ("⎤", "⎥", "⎥"),
        "⟨" => ("╱", "╲", "⟨"),
        "⟩" => ("╲", "╱", "⟩"),
        "‖" => ("‖", "‖", "‖"),
        _ => ("│", "│", "│"),
    };
    let part = |y: usize| match bracket {
        _ if y == 0 => top,
        _ if y == rows - 1 => bottom,
        "{" if y == base => "⎨",
        "}" if y == base => "⎬",
        _ => between,
    };
    Block::rows((0..rows).map(|y| part(y).to_owned()).collect(), base)
}
