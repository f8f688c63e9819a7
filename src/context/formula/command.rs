//! The commands of the subset, with what they take.

use std::ops::Range;

use super::letters;
use super::parse::{GridRow, LatexFault, Node, Parser, Until};
use super::symbols::{self, ACCENTS, ENVIRONMENTS, SPACES, SignClass};
use super::token::Token;
use crate::read::diagnostic::Code;
use crate::text::slice;

/// What a command of some name stands for; it has been read, at some place, and its arguments follow.
type ReadCommand = for<'s> fn(&mut Parser<'s>, &'s str, Range<usize>) -> Node;

const COMMANDS: &[(&[&str], ReadCommand)] = &[
    (&["frac", "dfrac", "tfrac"], |parser, name, span| {
        let (top, bottom) = (parser.argument(&span), parser.argument(&span));
        Node::Frac { top, bottom, flat: name == "tfrac" }
    }),
    (&["binom"], |parser, _, span| Node::Binom(parser.argument(&span), parser.argument(&span))),
    (&["sqrt"], |parser, _, span| {
        let open = parser.span();
        let mut index = Vec::new();
        if parser.next_if(Token::Char("[")) {
            index = parser.list(Until::Bracket);
            if !parser.next_if(Token::Char("]")) {
                parser.fault(Code::LatexUnbalanced, open);
                return Node::Space(0);
            }
        }
        Node::Root { index, body: parser.argument(&span) }
    }),
    (&["text"], |parser, _, span| parser.text(&span)),
    (&["mathrm", "mathit"], |parser, _, span| Node::group(parser.argument(&span))),
    (&["operatorname"], |parser, _, span| {
        let class = if parser.next_if(Token::Char("*")) { SignClass::Lim } else { SignClass::Op };
        Node::Group(parser.argument(&span), class)
    }),
    (&["mathbb", "mathcal", "mathscr", "mathbf", "boldsymbol"], |parser, name, span| parser.alphabet(name, span)),
    (&["overset", "underset", "stackrel"], |parser, name, span| {
        let label = parser.argument(&span);
        let mut base = parser.argument(&span);
        let base = if base.len() == 1 { base.remove(0) } else { Node::group(base) };
        let (above, below) = if name == "underset" { (Vec::new(), label) } else { (label, Vec::new()) };
        Node::Stack { base: Box::new(base), above, below }
    }),
    (&["xrightarrow"], |parser, _, span| Node::Arrow(parser.argument(&span))),
    (&["left"], |parser, _, span| {
        let left = parser.delimiter(&span);
        let body = parser.list(Until::Right);
        let right = parser.span();
        if parser.next_if(Token::Command("right")) {
            Node::Fenced(left, body, parser.delimiter(&right))
        } else {
            parser.fault(Code::LatexUnbalanced, span);
            Node::group(body)
        }
    }),
    (&["begin"], |parser, _, span| parser.environment(span)),
];

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    COMMANDS.iter().flat_map(|(names, _)| *names).copied().chain(["right", "end"])
}

impl<'s> Parser<'s> {
    /// What stands in braces, word for word: the text and its place. A fault if there are none.
    pub(crate) fn raw(&mut self, of: &Range<usize>) -> Option<Range<usize>> {
        if self.peek() != Some(Token::Open) {
            self.fault(Code::LatexArgument, of.clone());
            return None;
        }
        let open = self.span();
        let mut depth = 0;
        while let Some(token) = self.peek() {
            match token {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                _ => {}
            }
            let span = self.span();
            self.at += 1;
            if depth == 0 {
                return Some(open.end..span.start);
            }
        }
        self.fault(Code::LatexUnbalanced, open);
        None
    }

    pub(crate) fn command(&mut self, name: &'s str, span: Range<usize>) -> Node {
        if let Some((shown, class)) = symbols::sign(name) {
            return Node::sign(shown, class);
        }
        if let Some((_, cells)) = SPACES.iter().find(|(known, _)| *known == name) {
            return Node::Space(*cells);
        }
        if let Some((_, combining, above)) = ACCENTS.iter().find(|(known, ..)| *known == name) {
            return Node::Accent(*combining, *above, self.argument(&span));
        }
        if let Some((_, read)) = COMMANDS.iter().find(|(names, _)| names.contains(&name)) {
            return read(self, name, span);
        }
        let known = symbols::names().filter(|known| known.len() > 1);
        let words = known.map(|known| format!("\\{known}")).collect();
        self.faults.push(LatexFault { code: Code::LatexUnknown, span, known: words });
        Node::Space(0)
    }

    fn text(&mut self, span: &Range<usize>) -> Node {
        let Some(place) = self.raw(span) else { return Node::Space(0) };
        let mut shown = String::new();
        let mut rest = slice(self.source, place.clone()).char_indices();
        while let Some((at, c)) = rest.next() {
            let from = place.start + at;
            match c {
                '{' | '}' => {}
                '~' | '\n' => shown.push(' '),
                '\\' => match rest.next() {
                    Some((_, c @ ('%' | '_' | '{' | '}' | '&' | '#' | '$' | ' '))) => shown.push(c),
                    Some((_, c)) => self.fault(Code::LatexMisplaced, from..from + 1 + c.len_utf8()),
                    None => self.fault(Code::LatexMisplaced, from..from + 1),
                },
                '$' | '%' | '#' | '&' | '^' | '_' => self.fault(Code::LatexMisplaced, from..from + 1),
                c => shown.push(c),
            }
        }
        Node::Sign(shown, SignClass::Ord)
    }

    fn alphabet(&mut self, name: &str, span: Range<usize>) -> Node {
        let faults = self.faults.len();
        let nodes = self.argument(&span);
        let letter = |node: &Node| match node {
            Node::Sign(text, class) => {
                let letters: Option<String> = text.chars().map(|c| letters::styled(name, c)).collect();
                letters.map(|letters| Node::Sign(letters, *class))
            }
            _ => None,
        };
        let letters: Option<Vec<Node>> = nodes.iter().map(letter).collect();
        if letters.is_none() && self.faults.len() == faults {
            self.fault(Code::LatexArgument, span);
        }
        Node::group(letters.unwrap_or_default())
    }

    /// What stands after `\left` and `\right`.
    fn delimiter(&mut self, of: &Range<usize>) -> &'static str {
        let written = match self.peek() {
            Some(Token::Char(written)) => written,
            Some(Token::Command(name)) => symbols::sign(name).map_or("", |(shown, _)| shown),
            _ => "",
        };
        let known = ["(", ")", "[", "]", "{", "}", "|", "‖", "⟨", "⟩", "⌊", "⌋", "⌈", "⌉", "."];
        let Some(found) = known.into_iter().find(|known| *known == written) else {
            self.fault(Code::LatexArgument, of.clone());
            return ".";
        };
        self.at += 1;
        found
    }

    fn environment(&mut self, begin: Range<usize>) -> Node {
        let Some(place) = self.raw(&begin) else { return Node::Space(0) };
        let written = slice(self.source, place.clone()).trim();
        let known = ENVIRONMENTS.iter().find(|(known, ..)| *known == written);
        if known.is_none() {
            let known = ENVIRONMENTS.iter().map(|(known, ..)| (*known).to_owned()).collect();
            self.faults.push(LatexFault { code: Code::LatexUnknown, span: place, known });
        }
        let mut rows = vec![GridRow::default()];
        loop {
            let cell = self.list(Until::Cell);
            if let Some(row) = rows.last_mut() {
                row.cells.push(cell);
            }
            if self.next_if(Token::Amp) {
                continue;
            }
            if !self.next_if(Token::Command("\\")) {
                break;
            }
            let apart = self.adjacent() && self.peek() == Some(Token::Char("["));
            while apart && self.at < self.tokens.len() && !self.next_if(Token::Char("]")) {
                self.at += 1;
            }
            rows.push(GridRow { cells: Vec::new(), apart });
        }
        rows.pop_if(|last| last.cells.iter().all(Vec::is_empty));
        let end = self.span();
        if !self.next_if(Token::Command("end")) {
            self.fault(Code::LatexUnbalanced, begin);
        } else if let Some(place) = self.raw(&end)
            && slice(self.source, place.clone()).trim() != written
        {
            self.fault(Code::LatexUnbalanced, place);
        }
        let (name, left, right) = known.copied().unwrap_or(ENVIRONMENTS[0]);
        let grid = Node::Grid { name, rows };
        if left == right && left == "." { grid } else { Node::Fenced(left, vec![grid], right) }
    }
}
