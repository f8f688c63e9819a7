//! From the tree to rows of text, with the spaces of TeX as far as a grid of cells allows.

use super::block::{Align, Block};
use super::fence::fenced;
use super::letters;
use super::parse::{GridRow, Node};
use super::symbols::SignClass;

/// How large and how tight things are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MathStyle {
    /// On a line of its own: limits stand above and below.
    Display,
    /// Within a fraction or a cell: limits stand beside, where they are short.
    Text,
    /// Raised or lowered: no spaces.
    Script,
}

/// A whole formula or a part of it, as rows of text.
pub(super) fn rows(nodes: &[Node]) -> String {
    let rows = line(nodes, MathStyle::Display).rows;
    rows.iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n")
}

pub(super) fn line(nodes: &[Node], style: MathStyle) -> Block {
    line_after(nodes, style, None)
}

/// The same, as if something of a class came before.
fn line_after(nodes: &[Node], style: MathStyle, before: Option<SignClass>) -> Block {
    let mut blocks: Vec<Block> = Vec::new();
    let mut last = before;
    let mut spaces = 0;
    for (i, node) in nodes.iter().enumerate() {
        if let Node::Space(cells) = node {
            spaces += cells;
            continue;
        }
        let next = nodes[i + 1..].iter().find(|node| !matches!(node, Node::Space(_)));
        let (mut left, mut right) = classes(node);
        if left == SignClass::Bin && !joins(last, next.map(|next| classes(next).0)) {
            (left, right) = (SignClass::Unary, SignClass::Unary);
        }
        let block = atom(node, style);
        let mut gap = last.map_or(0, |last| gap(last, left, style)).max(spaces);
        if let Some(previous) = blocks.last() {
            let limits = matches!(last, Some(SignClass::Big | SignClass::Lim)) && ends_in_space(previous);
            if limits && spaces == 0 && block.height() == 1 && left != SignClass::Rel {
                gap = 0;
            }
            if gap == 0 && previous.touches(&block) {
                gap = 1;
            }
        }
        blocks.extend([Block::text(&" ".repeat(gap)), block]);
        (last, spaces) = (Some(right), 0);
    }
    blocks.push(Block::text(&" ".repeat(spaces)));
    Block::beside(blocks)
}

/// Whether the baseline ends in a space, as it does where the limits of a sum are wider than the sum.
fn ends_in_space(block: &Block) -> bool {
    block.rows.get(block.base).is_some_and(|row| row.ends_with(' '))
}

/// Whether a sign between two things joins them, rather than belong to the second.
fn joins(last: Option<SignClass>, next: Option<SignClass>) -> bool {
    let starts = matches!(last, Some(SignClass::Ord | SignClass::Close | SignClass::Inner));
    starts && !matches!(next, None | Some(SignClass::Rel | SignClass::Close | SignClass::Punct))
}

/// The class of a piece, as seen from the left and from the right.
fn classes(node: &Node) -> (SignClass, SignClass) {
    match node {
        Node::Sign(_, class) | Node::Group(_, class) => (*class, *class),
        Node::Frac { .. } => (SignClass::Inner, SignClass::Inner),
        Node::Scripts { base, .. } | Node::Stack { base, .. } => classes(base),
        Node::Arrow(_) => (SignClass::Rel, SignClass::Rel),
        Node::Fenced(..) | Node::Binom(..) => (SignClass::Open, SignClass::Close),
        Node::Space(_) | Node::Root { .. } | Node::Accent(..) | Node::Grid { .. } => (SignClass::Ord, SignClass::Ord),
    }
}

/// The cells between two pieces: The TeXbook, chapter 18, with one cell for every space but the thinnest.
fn gap(left: SignClass, right: SignClass, style: MathStyle) -> usize {
    use SignClass::{Big, Bin, Close, Inner, Int, Lim, Op, Open, Ord, Punct, Rel, Unary};
    match (left, right) {
        (Rel, Rel) => 0,
        (Rel | Bin | Punct, _) | (_, Rel | Bin) => usize::from(style != MathStyle::Script),
        (Unary, Inner) | (Inner, Inner | Ord | Op | Lim | Big | Int | Open) => 1,
        (Ord | Close | Op | Lim | Big | Int, Inner) => 1,
        (Op | Lim | Big | Int, Ord | Op | Lim | Big | Int) => 1,
        (Ord | Close, Op | Lim | Big | Int) => 1,
        _ => 0,
    }
}

fn atom(node: &Node, style: MathStyle) -> Block {
    // What is within a fraction, a root or a cell is no longer displayed.
    let inner = if style == MathStyle::Script { MathStyle::Script } else { MathStyle::Text };
    match node {
        Node::Sign(text, _) => Block::text(text),
        Node::Space(cells) => Block::text(&" ".repeat(*cells)),
        Node::Group(nodes, _) => line(nodes, style),
        Node::Frac { top, bottom, flat } => {
            let (top_block, bottom_block) = (line(top, inner), line(bottom, inner));
            // A half that is raised needs no line of its own.
            let flat = *flat || (style == MathStyle::Script && is_single(top) && is_single(bottom));
            if let (true, Some(above), Some(below)) = (flat, top_block.single(), bottom_block.single()) {
                let bracketed = |text: &str, single: bool| if single { text.to_owned() } else { format!("({text})") };
                let (above, below) = (bracketed(above, is_single(top)), bracketed(below, is_single(bottom)));
                return Block::text(&format!("{above}/{below}"));
            }
            let cols = top_block.cols.max(bottom_block.cols) + 2;
            Block::above(&[top_block, Block::text(&"─".repeat(cols)), bottom_block], 1)
        }
        Node::Binom(top, bottom) => {
            let parts = [line(top, inner), Block::text(" "), line(bottom, inner)];
            fenced("(", Block::above(&parts, 1), ")")
        }
        Node::Root { index, body } => root(line(index, MathStyle::Script), &line(body, inner)),
        Node::Scripts { base, sup, sub } => scripts(base, sup.as_deref(), sub.as_deref(), style),
        Node::Accent(combining, above, body) => accent(*combining, *above, line(body, style)),
        Node::Stack { base, above, below } => {
            let parts = [line(above, MathStyle::Script), atom(base, style), line(below, MathStyle::Script)];
            Block::above(&parts, 1)
        }
        Node::Arrow(label) => {
            let label = line(label, MathStyle::Script);
            let arrow = Block::text(&format!("{}→", "─".repeat(label.cols + 1)));
            Block::above(&[label, arrow], 1)
        }
        // What is displayed stays so within brackets, which grow.
        Node::Fenced(left, body, right) => fenced(left, line(body, style), right),
        Node::Grid { name, rows } => grid(name, rows, style),
    }
}

/// Whether these need no brackets before or after a slash.
fn is_single(nodes: &[Node]) -> bool {
    let digit = |node: &Node| matches!(node, Node::Sign(text, _) if text.bytes().all(|b| b.is_ascii_digit()));
    match nodes {
        [Node::Group(nodes, _)] => is_single(nodes),
        [node] => !matches!(node, Node::Frac { .. }),
        nodes => nodes.iter().all(digit),
    }
}

fn root(index: Block, body: &Block) -> Block {
    let root = match body.single() {
        Some(text) if body.cols == 1 => Block::text(&format!("√{text}")),
        Some(text) => Block::rows(vec![format!(" {}", "_".repeat(body.cols)), format!("√{text}")], 1),
        None => {
            let last = body.height() - 1;
            let mut rows = vec![format!(" ┌{}", "─".repeat(body.cols))];
            rows.extend(
                body.rows.iter().enumerate().map(|(y, row)| format!("{}│{row}", if y < last { " " } else { "√" })),
            );
            // The sign stands at the foot, but the line of the formula is that of what is under it.
            Block::rows(rows, body.base + 1)
        }
    };
    // The index stands before the sign, which is at the foot: in small characters, or else a row above.
    let small = index.single().and_then(letters::raised);
    let lift = usize::from(small.is_none());
    let index = small.map_or(index, |text| Block::text(&text));
    let above = (index.height() + lift).saturating_sub(root.height());
    let mut rows = vec![String::new(); (root.height() + above).saturating_sub(index.height() + lift)];
    rows.extend(index.rows);
    Block::beside(vec![Block::rows(rows, root.base + above), root])
}

fn accent(combining: char, above: char, body: Block) -> Block {
    match body.single() {
        // Text of strangers may carry two marks a letter, and no more.
        Some(text) if body.cols == 1 && text.chars().count() < 3 => Block::text(&format!("{text}{combining}")),
        _ if above == '_' => {
            let line = Block::text(&"_".repeat(body.cols));
            Block::above(&[line, body], 1)
        }
        _ => Block::above(&[Block::text(&above.to_string()), body], 1),
    }
}

fn scripts(base: &Node, sup: Option<&[Node]>, sub: Option<&[Node]>, style: MathStyle) -> Block {
    let body = atom(base, style);
    let script = |nodes: Option<&[Node]>| nodes.map(|nodes| line(nodes, MathStyle::Script)).unwrap_or_default();
    let (sup, sub) = (script(sup), script(sub));
    let small_sup = sup.single().and_then(letters::raised);
    let small_sub = sub.single().and_then(letters::lowered);
    let class = classes(base).0;
    let limits = matches!(class, SignClass::Big | SignClass::Lim);
    if limits && (style == MathStyle::Display || small_sup.is_none() || small_sub.is_none()) {
        return Block::above(&[sup, body, sub], 1);
    }
    let small = small_sup.is_some() && small_sub.is_some();
    if class == SignClass::Int && !small {
        let (above, below) = (Block::beside(vec![Block::text("⌠"), sup]), Block::beside(vec![Block::text("⌡"), sub]));
        let mut rows = above.rows;
        rows.push("⎮".to_owned());
        let base = rows.len() - 1;
        rows.extend(below.rows);
        return Block::rows(rows, base);
    }
    // Beside what is higher than the line on both sides, or in brackets, they stand at its corners.
    let high = body.height() > 1 && (class == SignClass::Open || (body.base > 0 && body.base + 1 < body.height()));
    let base = body.base as isize;
    let (top, bottom) = if high { (0, body.height() as isize - 1) } else { (base, base) };
    // Where there are small characters for all of it they do on that row, else it takes rows above or below the line.
    let (sup, above) = match small_sup {
        Some(text) => (Block::text(&text), top),
        None => (sup, top.min(base - 1)),
    };
    let (sub, below) = match small_sub {
        Some(text) => (Block::text(&text), bottom),
        None => (sub, bottom.max(base + 1)),
    };
    let first = above - sup.height() as isize + 1;
    let last = below + sub.height() as isize - 1;
    let rows = (first.min(0)..=last.max(base)).map(|y| {
        let row = |block: &Block, from: isize| {
            usize::try_from(y - from).ok().and_then(|y| block.rows.get(y)).cloned().unwrap_or_default()
        };
        row(&sub, below) + &row(&sup, first)
    });
    Block::beside(vec![body, Block::rows(rows.collect(), (base - first.min(0)) as usize)])
}

fn grid(name: &str, rows: &[GridRow], style: MathStyle) -> Block {
    let (aligned, cases) = (name == "aligned", name == "cases");
    let inner = if aligned { style } else { MathStyle::Text };
    let count = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let mut cells: Vec<Vec<Block>> = Vec::new();
    for row in rows {
        let cell = |(i, nodes): (usize, &Vec<Node>)| {
            // In `a &= b` the sign stands between two things, though its cell begins with it.
            let before = (aligned && i % 2 == 1).then_some(SignClass::Ord);
            let block = line_after(nodes, inner, before);
            let open = nodes.last().is_some_and(|last| matches!(classes(last).1, SignClass::Rel | SignClass::Bin));
            if aligned && open { Block::beside(vec![block, Block::text(" ")]) } else { block }
        };
        cells.push(row.cells.iter().enumerate().map(cell).collect());
    }
    let width = |i: usize| cells.iter().filter_map(|row| row.get(i)).map(|cell| cell.cols).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count).map(width).collect();
    let lines: Vec<Block> = cells
        .into_iter()
        .map(|mut row| {
            row.resize(count, Block::default());
            let mut parts = Vec::with_capacity(2 * count);
            for (i, cell) in row.into_iter().enumerate() {
                let (gap, align) = match (aligned, cases) {
                    (true, _) if i % 2 == 0 => (3, Align::Right),
                    (true, _) => (0, Align::Left),
                    (_, true) => (3, Align::Left),
                    _ => (2, Align::Centre),
                };
                parts.push(Block::text(&" ".repeat(if i == 0 { 0 } else { gap })));
                parts.push(if cell.rows.is_empty() { Block::text(" ") } else { cell }.aligned(widths[i], align));
            }
            Block::beside(parts)
        })
        .collect();
    // Of an even number of rows none would be in the middle; and high rows would run into one another.
    let high = lines.iter().any(|line| line.height() > 1);
    let spread = high || (!aligned && lines.len().is_multiple_of(2));
    let mut all = Vec::new();
    for (i, (line, row)) in lines.into_iter().zip(rows).enumerate() {
        if i > 0 && (spread || row.apart) {
            all.push(Block::text(" "));
        }
        all.push(line);
    }
    let mut block = Block::above(&all, 0);
    block.base = block.height().saturating_sub(1) / 2;
    if cases { Block::beside(vec![Block::text(" "), block]) } else { block }
}
