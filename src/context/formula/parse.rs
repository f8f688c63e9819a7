//! From LaTeX to a tree. What is not of the subset is a fault with its place; the reading goes on after it.

use std::ops::Range;

use super::symbols::{self, SignClass};
use super::token::{Token, tokens};
use crate::read::diagnostic::Code;
use crate::text::slice;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Sign(String, SignClass),
    /// A number of cells.
    Space(usize),
    /// Several pieces that count as one of a class.
    Group(Vec<Node>, SignClass),
    /// A fraction; `flat` on one line.
    Frac {
        top: Vec<Node>,
        bottom: Vec<Node>,
        flat: bool,
    },
    /// Two things above one another, without a line.
    Binom(Vec<Node>, Vec<Node>),
    Root {
        index: Vec<Node>,
        body: Vec<Node>,
    },
    Scripts {
        base: Box<Node>,
        sup: Option<Vec<Node>>,
        sub: Option<Vec<Node>>,
    },
    /// Combining character, what stands above wide things, what is below.
    Accent(char, char, Vec<Node>),
    Stack {
        base: Box<Node>,
        above: Vec<Node>,
        below: Vec<Node>,
    },
    Arrow(Vec<Node>),
    Fenced(&'static str, Vec<Node>, &'static str),
    /// Rows of cells, and whether a row has more space above.
    Grid {
        name: &'static str,
        rows: Vec<GridRow>,
    },
}

impl Node {
    pub(crate) fn group(nodes: Vec<Node>) -> Self {
        Node::Group(nodes, SignClass::Ord)
    }

    pub(crate) fn sign(text: impl Into<String>, class: SignClass) -> Self {
        Node::Sign(text.into(), class)
    }
}

#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct GridRow {
    pub(crate) cells: Vec<Vec<Node>>,
    /// `\\[1ex]` above it.
    pub(crate) apart: bool,
}

/// What is wrong with some bytes of the LaTeX.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LatexFault {
    pub(crate) code: Code,
    pub(crate) span: Range<usize>,
    pub(crate) known: Vec<String>,
}

/// What ends a list, besides the end of the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    End,
    Brace,
    Bracket,
    Right,
    Cell,
}

/// Deeper than this nobody writes, and no screen is high enough.
const DEPTH_MAX: usize = 30;

/// Reads LaTeX, and notes every fault on the way.
pub(super) fn parse(source: &str) -> (Vec<Node>, Vec<LatexFault>) {
    let tokens = tokens(source);
    let mut parser = Parser { source, tokens, at: 0, open: Vec::new(), depth: 0, given_up: false, faults: Vec::new() };
    let nodes = parser.list(Until::End);
    (nodes, parser.faults)
}

/// Where the reading of a source stands.
pub(super) struct Parser<'s> {
    pub(crate) source: &'s str,
    pub(crate) tokens: Vec<(Token<'s>, Range<usize>)>,
    pub(crate) at: usize,
    open: Vec<Until>,
    depth: usize,
    given_up: bool,
    pub(crate) faults: Vec<LatexFault>,
}

impl<'s> Parser<'s> {
    pub(crate) fn peek(&self) -> Option<Token<'s>> {
        self.tokens.get(self.at).map(|(token, _)| *token)
    }

    /// The place of the next token, or the end.
    pub(crate) fn span(&self) -> Range<usize> {
        self.tokens.get(self.at).map_or(self.source.len()..self.source.len(), |(_, span)| span.clone())
    }

    pub(crate) fn next_if(&mut self, wanted: Token) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Whether the next token follows the last one without a space.
    pub(crate) fn adjacent(&self) -> bool {
        self.at > 0 && self.tokens[self.at - 1].1.end == self.span().start
    }

    pub fn fault(&mut self, code: Code, span: Range<usize>) {
        if !self.given_up {
            self.faults.push(LatexFault { code, span, known: Vec::new() });
        }
    }

    /// Pieces up to what ends them, which is left to be read.
    pub(crate) fn list(&mut self, until: Until) -> Vec<Node> {
        self.open.push(until);
        let mut nodes = Vec::new();
        while let Some(token) = self.peek() {
            let ends = match token {
                Token::Close => Some(Until::Brace),
                Token::Command("right") => Some(Until::Right),
                Token::Command("end" | "\\") | Token::Amp => Some(Until::Cell),
                Token::Char("]") if until == Until::Bracket => Some(Until::Bracket),
                _ => None,
            };
            let Some(ends) = ends else {
                let node = self.atom();
                let node = self.with_scripts(node);
                nodes.push(node);
                continue;
            };
            // A row ends where it is; but what closes something outside closes all that is open in it.
            let closes = !matches!(token, Token::Amp | Token::Command("\\"));
            if ends == until || (closes && self.open.contains(&ends)) {
                break;
            }
            let span = self.span();
            self.at += 1;
            match token {
                Token::Amp | Token::Command("\\") => self.fault(Code::LatexMisplaced, span),
                Token::Command("right") => {
                    self.fault(Code::LatexUnbalanced, span);
                    self.at += usize::from(matches!(self.peek(), Some(Token::Char(_))));
                }
                Token::Command("end") => {
                    self.fault(Code::LatexUnbalanced, span.clone());
                    self.raw(&span);
                }
                _ => self.fault(Code::LatexUnbalanced, span),
            }
        }
        self.open.pop();
        nodes
    }

    /// The rest of a group whose opening brace has been read.
    fn group(&mut self, open: Range<usize>) -> Vec<Node> {
        let nodes = self.list(Until::Brace);
        if !self.next_if(Token::Close) {
            self.fault(Code::LatexUnbalanced, open);
        }
        nodes
    }

    fn atom(&mut self) -> Node {
        let span = self.span();
        let empty = Node::group(Vec::new());
        if self.depth >= DEPTH_MAX {
            // What is open would be said not to be closed; that it is too deep says enough.
            self.fault(Code::LatexMisplaced, span);
            self.given_up = true;
            self.at = self.tokens.len();
            return empty;
        }
        self.depth += 1;
        let node = match self.peek() {
            Some(Token::Open) => {
                self.at += 1;
                Node::group(self.group(span))
            }
            Some(Token::Char(written)) => self.character(written, span),
            Some(Token::Command(name)) => {
                self.at += 1;
                self.command(name, span)
            }
            // Nothing, with a script.
            _ => empty,
        };
        self.depth -= 1;
        node
    }

    fn character(&mut self, written: &'s str, span: Range<usize>) -> Node {
        let digit = |at: Option<usize>, spot: usize| {
            at.and_then(|at| self.tokens.get(at)).is_some_and(|(token, span)| {
                matches!(token, Token::Char(c) if c.bytes().all(|b| b.is_ascii_digit()))
                    && (span.start == spot || span.end == spot)
            })
        };
        // In 44,100 the comma belongs to the number.
        let within = written == "," && digit(self.at.checked_sub(1), span.start) && digit(Some(self.at + 1), span.end);
        self.at += 1;
        match written {
            "~" => Node::Space(1),
            _ if within => Node::sign(written, SignClass::Ord),
            _ if written.starts_with(['%', '$', '#', '\\', '{', '}', '^', '_', '&']) => {
                self.fault(Code::LatexMisplaced, span);
                Node::Space(0)
            }
            _ => {
                let (shown, class) = symbols::character(written);
                Node::sign(shown, class)
            }
        }
    }

    fn with_scripts(&mut self, base: Node) -> Node {
        let (mut primes, mut sup, mut sub) = (Vec::new(), None, None);
        loop {
            let span = self.span();
            let raises = match self.peek() {
                Some(Token::Char("'")) => {
                    self.at += 1;
                    primes.push(Node::sign("′", SignClass::Ord));
                    continue;
                }
                Some(Token::Sup) => true,
                Some(Token::Sub) => false,
                _ => break,
            };
            self.at += 1;
            let script = self.argument(&span);
            let slot = if raises { &mut sup } else { &mut sub };
            if slot.replace(script).is_some() {
                self.fault(Code::LatexMisplaced, span);
            }
        }
        if !primes.is_empty() {
            primes.extend(sup.unwrap_or_default());
            sup = Some(primes);
        }
        if sup.is_none() && sub.is_none() { base } else { Node::Scripts { base: Box::new(base), sup, sub } }
    }

    /// A group, or else one piece.
    pub(crate) fn argument(&mut self, of: &Range<usize>) -> Vec<Node> {
        let span = self.span();
        let is_piece = match self.peek() {
            Some(Token::Open) => {
                self.at += 1;
                return self.group(span);
            }
            Some(Token::Command(name)) => !["\\", "right", "end"].contains(&name),
            // TeX would take the plus of `\frac{1} + n` for the denominator; nobody means that.
            Some(Token::Char(written)) => {
                !slice(self.source, of.clone()).starts_with('\\') || symbols::character(written).1 == SignClass::Ord
            }
            _ => false,
        };
        if is_piece {
            return vec![self.atom()];
        }
        self.fault(Code::LatexArgument, of.clone());
        Vec::new()
    }
}
