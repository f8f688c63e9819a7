//! A formula on one line, as it is read out: fractions get a slash, what is raised or lowered a sign and brackets.

use super::block::Block;
use super::letters;
use super::parse::{GridRow, Node};
use super::symbols::SignClass;
use super::typeset::{MathStyle, line, rows};

pub(super) fn lines(nodes: &[Node]) -> Vec<String> {
    match nodes {
        [Node::Grid { name: "aligned", rows }] => rows.iter().map(|row| one_line(&row.cells.concat())).collect(),
        nodes => vec![one_line(nodes)],
    }
}

/// No part that decides has more pieces, but for those within them.
const PIECES_MAX: usize = 24;

/// A part of a formula that is laid out like this, on one line.
pub(super) fn part(nodes: &[Node], laid_out: &str) -> Option<String> {
    let until = |from: usize| from + 1..=nodes.len().min(from + PIECES_MAX);
    let mut parts = (0..nodes.len()).flat_map(|from| until(from).map(move |to| &nodes[from..to]));
    let own = parts.find(|part| rows(part) == laid_out).map(one_line);
    own.or_else(|| nodes.iter().flat_map(children).find_map(|inner| part(inner, laid_out)))
}

fn children(node: &Node) -> Vec<&[Node]> {
    match node {
        Node::Sign(..) | Node::Space(_) => Vec::new(),
        Node::Group(nodes, _) | Node::Accent(_, _, nodes) | Node::Arrow(nodes) | Node::Fenced(_, nodes, _) => {
            vec![nodes]
        }
        Node::Frac { top, bottom, .. } | Node::Binom(top, bottom) => vec![top, bottom],
        Node::Root { index, body } => vec![index, body],
        Node::Scripts { base, sup, sub } => {
            let scripts = [sup, sub].into_iter().flatten().map(Vec::as_slice);
            [std::slice::from_ref(&**base)].into_iter().chain(scripts).collect()
        }
        Node::Stack { base, above, below } => vec![std::slice::from_ref(&**base), above, below],
        Node::Grid { rows, .. } => rows.iter().flat_map(|row| row.cells.iter().map(Vec::as_slice)).collect(),
    }
}

fn one_line(nodes: &[Node]) -> String {
    let block = line(&flat_all(nodes), MathStyle::Text);
    block.rows.join(" ").trim().to_owned()
}

fn flat_all(nodes: &[Node]) -> Vec<Node> {
    nodes.iter().map(flat).collect()
}

/// A piece that takes one row, made of the same signs.
fn flat(node: &Node) -> Node {
    match node {
        Node::Sign(..) | Node::Space(_) => node.clone(),
        Node::Group(nodes, class) => Node::Group(flat_all(nodes), *class),
        Node::Frac { top, bottom, .. } => Node::Frac { top: flat_all(top), bottom: flat_all(bottom), flat: true },
        Node::Binom(top, bottom) => {
            let parts = vec![flat_all(top), flat_all(bottom)];
            Node::group(vec![Node::sign("binom", SignClass::Op), Node::Fenced("(", listed(parts, ","), ")")])
        }
        Node::Root { index, body } => {
            let body = flat_all(body);
            let index = one_line(index);
            let index = letters::raised(&index).unwrap_or_else(|| format!("({index})"));
            let under = if is_one_sign(&body) { Node::group(body) } else { Node::Fenced("(", body, ")") };
            let index = if index == "()" { String::new() } else { index };
            Node::group(vec![Node::sign(format!("{index}√"), SignClass::Ord), under])
        }
        Node::Scripts { base, sup, sub } => scripts(flat(base), sup.as_deref(), sub.as_deref()),
        Node::Accent(combining, above, body) => {
            let body = flat_all(body);
            if is_one_sign(&body) {
                return Node::Accent(*combining, *above, body);
            }
            Node::group(vec![Node::Fenced("(", body, ")"), Node::sign(*combining, SignClass::Ord)])
        }
        Node::Stack { base, above, below } => scripts_written(flat(base), Some(above), Some(below)),
        Node::Arrow(label) => scripts_written(Node::sign("→", SignClass::Rel), Some(label), None),
        Node::Fenced(left, body, right) => Node::Fenced(left, flat_all(body), right),
        Node::Grid { rows, .. } => {
            let row = |row: &GridRow| listed(row.cells.iter().map(|cell| flat_all(cell)).collect(), ",");
            Node::group(listed(rows.iter().map(row).collect(), ";"))
        }
    }
}

fn listed(lists: Vec<Vec<Node>>, between: &str) -> Vec<Node> {
    lists.join(&Node::sign(between, SignClass::Punct))
}

fn is_one_sign(nodes: &[Node]) -> bool {
    line(nodes, MathStyle::Text).cols == 1
}

/// Small characters where there are some for all of it, as on the page; else written out.
fn scripts(base: Node, sup: Option<&[Node]>, sub: Option<&[Node]>) -> Node {
    let small = |nodes: Option<&[Node]>, with: fn(&str) -> Option<String>| {
        nodes.is_none_or(|nodes| line(nodes, MathStyle::Script).single().and_then(with).is_some())
    };
    let (small_sup, small_sub) = (small(sup, letters::raised), small(sub, letters::lowered));
    if small_sup && small_sub {
        return Node::Scripts { base: Box::new(base), sup: sup.map(flat_all), sub: sub.map(flat_all) };
    }
    let limits = matches!(base, Node::Sign(_, SignClass::Big | SignClass::Lim | SignClass::Int));
    // Where one of two limits is written out, so is the other.
    let (keep_sup, keep_sub) = (small_sup && !limits, small_sub && !limits);
    let kept = Node::Scripts {
        base: Box::new(base.clone()),
        sup: sup.filter(|_| keep_sup).map(flat_all),
        sub: sub.filter(|_| keep_sub).map(flat_all),
    };
    let base = if (keep_sup && sup.is_some()) || (keep_sub && sub.is_some()) { kept } else { base };
    scripts_written(base, sup.filter(|_| !keep_sup), sub.filter(|_| !keep_sub))
}

/// `base_(sub)^(sup)`, as one piece of the base's own class.
fn scripts_written(base: Node, sup: Option<&[Node]>, sub: Option<&[Node]>) -> Node {
    let class = match &base {
        Node::Sign(_, class) | Node::Group(_, class) => *class,
        _ => SignClass::Ord,
    };
    let written = |mark: char, nodes: &[Node]| {
        let text = line(&flat_all(nodes), MathStyle::Script).rows.join(" ");
        let text = text.trim();
        if text.chars().count() == 1 { format!("{mark}{text}") } else { format!("{mark}({text})") }
    };
    let filled = |nodes: Option<&[Node]>| nodes.map(<[Node]>::to_vec).filter(|nodes| !nodes.is_empty());
    let base = Block::beside(vec![line(&[base], MathStyle::Text)]).rows.join(" ");
    let sub = filled(sub).map(|nodes| written('_', &nodes)).unwrap_or_default();
    let sup = filled(sup).map(|nodes| written('^', &nodes)).unwrap_or_default();
    Node::Sign(format!("{base}{sub}{sup}"), class)
}
