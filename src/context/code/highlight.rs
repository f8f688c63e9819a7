//! Which part of a piece of code is what: a keyword, a string, a comment.
//!
//! The grammars are those of Sublime Text, as [`two_face`] packs them and [`syntect`] reads them. To unpack them takes
//! milliseconds, and a language's first line tens of them, since its regular expressions are compiled then: this is
//! work for another thread. [`knows`] is not.

use std::ops::Range;
use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use super::languages::{Grammar, grammar};
use crate::context::Role;
use crate::text::slice;

/// Longer lines stay plain (in bytes). None fits the screen, and the time that a grammar takes can grow with the square
/// of a line's length.
const LINE_MAX: usize = 400;

/// What the parts of a text are: for each line, byte ranges from left to right, none of them empty. What no range
/// covers is plain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tokens(Vec<Vec<(Range<u32>, Role)>>);

impl Tokens {
    /// The ranges of a line, counted from 0, in its bytes.
    pub fn line(&self, line: usize) -> &[(Range<u32>, Role)] {
        self.0.get(line).map(Vec::as_slice).unwrap_or_default()
    }
}

/// Whether a language goes by this name. Asks a table, not the grammars.
pub fn knows(language: &str) -> bool {
    grammar(language).is_some()
}

/// Tells what the parts of a text are; `None` if the language is unknown. The lines of `text` end in line feeds.
pub fn highlight(language: &str, text: &str) -> Option<Tokens> {
    let (name, prompts) = match grammar(language)? {
        Grammar::Plain => return Some(Tokens::default()),
        Grammar::Of(name) => (name, &[][..]),
        Grammar::Session(name, prompts) => (name, prompts),
    };
    let grammars = grammars();
    let mut reader = LineReader::new(grammars, grammars.set.find_syntax_by_name(name)?);
    let lines = text.lines().map(|line| match prompts.iter().find(|prompt| line.starts_with(**prompt)) {
        _ if prompts.is_empty() => reader.read(line, 0),
        Some(prompt) => {
            let mut tokens = vec![(0..prompt.len() as u32, Role::Dim)];
            tokens.extend(reader.read(slice(line, prompt.len()..), prompt.len()));
            tokens
        }
        None => Vec::new(),
    });
    Some(Tokens(lines.collect()))
}

/// The grammars, and what their scopes mean to us.
struct Grammars {
    set: SyntaxSet,
    whole: Vec<(Scope, Role)>,
    parts: Vec<(Scope, Role)>,
}

fn grammars() -> &'static Grammars {
    static GRAMMARS: OnceLock<Grammars> = OnceLock::new();
    GRAMMARS.get_or_init(|| {
        let scope = |(role, prefix)| Scope::new(prefix).ok().map(|scope| (scope, role));
        let scopes = |table| prefixes(table).filter_map(scope).collect();
        Grammars { set: two_face::syntax::extra_newlines(), whole: scopes(WHOLE), parts: scopes(PARTS) }
    })
}

impl Grammars {
    /// What a piece of text is, by the scopes around it, outermost first.
    fn role(&self, scopes: &[Scope]) -> Role {
        let meaning = |scope: &Scope, table: &[(Scope, Role)]| {
            let prefixes = table.iter().filter(|(prefix, _)| prefix.is_prefix_of(*scope));
            prefixes.max_by_key(|(prefix, _)| prefix.len()).map(|(_, role)| *role)
        };
        let whole = scopes.iter().find_map(|scope| meaning(scope, &self.whole));
        whole.or_else(|| scopes.iter().rev().find_map(|scope| meaning(scope, &self.parts))).unwrap_or(Role::Plain)
    }
}

/// Scopes that are one thing whatever is inside them, by how they begin. The names are Sublime Text's
/// (<https://www.sublimetext.com/docs/scope_naming.html>), and here and there those of a single grammar.
const WHOLE: &[(Role, &str)] = &[
    (Role::Comment, "comment"),
    (Role::Literal, "string.regexp"),
    (Role::Type, "meta.mapping.key.json"),
    (Role::Good, "markup.inserted"),
    (Role::Bad, "markup.deleted"),
];

/// All other scopes: of those around a piece of text the innermost that is listed decides, by the longest name that it
/// begins with.
const PARTS: &[(Role, &str)] = &[
    // Code within a string begins anew. Operators are plain, unless they are words; and as `self` is no keyword in Python’s
    // parameters, it should be none elsewhere.
    (
        Role::Plain,
        "source meta.interpolation keyword.operator keyword.accessor keyword.other.r keyword.other.block \
            storage.type.function.arrow support.function.test constant.character.parenthesis \
            constant.other.database-name constant.other.table-name string.unquoted string.name.value.ini \
            string.other.math variable.language.python variable.language.automatic variable.language.wildcard \
            variable.language.star",
    ),
    (
        Role::Keyword,
        "keyword.operator.word keyword.operator.logical.python keyword.operator.logical.sql \
            keyword.operator.assignment.alias.sql keyword storage variable.language",
    ),
    (
        Role::Function,
        "keyword.other.greek entity.name.function entity.name.tag support.function support.macro \
            variable.function meta.diff.range",
    ),
    (Role::Number, "keyword.other.unit storage.type.numeric constant entity.name.constant support.constant"),
    (
        Role::Type,
        "keyword.name.ini storage.type.go storage.type.rust entity.name.tag.toml entity.name.tag.yaml entity.name \
            entity.other.inherited-class entity.other.attribute-name support.type support.class variable.annotation",
    ),
    (
        Role::Literal,
        "storage.type.string constant.character constant.other.placeholder constant.other.format-spec string \
            markup.raw markup.underline.link",
    ),
    (Role::Dim, "constant.other.language-name"),
    (Role::Strong, "entity.name.section entity.name.table entity.section markup.heading markup.bold meta.diff.header"),
];

fn prefixes(table: &'static [(Role, &str)]) -> impl Iterator<Item = (Role, &'static str)> {
    table.iter().flat_map(|(role, prefixes)| prefixes.split(' ').map(|prefix| (*role, prefix)))
}

/// Reads line after line, as each depends on those before.
struct LineReader {
    grammars: &'static Grammars,
    state: ParseState,
    scopes: ScopeStack,
    /// A line with its line feed, which the grammars want to see.
    line: String,
}

impl LineReader {
    fn new(grammars: &'static Grammars, syntax: &SyntaxReference) -> Self {
        Self { grammars, state: ParseState::new(syntax), scopes: ScopeStack::new(), line: String::new() }
    }

    /// The tokens of a line that begins `offset` bytes into its row.
    fn read(&mut self, line: &str, offset: usize) -> Vec<(Range<u32>, Role)> {
        let mut out = Vec::new();
        if line.len() > LINE_MAX {
            return out;
        }
        self.line.clear();
        self.line.push_str(line);
        self.line.push('\n');
        let Ok(changes) = self.state.parse_line(&self.line, &self.grammars.set) else { return out };
        let mut start = 0;
        for (at, change) in changes {
            let end = at.min(line.len());
            add(&mut out, start + offset..end + offset, self.grammars.role(self.scopes.as_slice()));
            start = start.max(end);
            if self.scopes.apply(&change).is_err() {
                return out;
            }
        }
        add(&mut out, start + offset..line.len() + offset, self.grammars.role(self.scopes.as_slice()));
        out
    }
}

/// Adds a token, joined to the last one if both are the same and touch.
fn add(tokens: &mut Vec<(Range<u32>, Role)>, range: Range<usize>, role: Role) {
    if range.is_empty() || role == Role::Plain {
        return;
    }
    let (start, end) = (range.start as u32, range.end as u32);
    match tokens.last_mut() {
        Some((last, same)) if *same == role && last.end == start => last.end = end,
        _ => tokens.push((start..end, role)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::languages::LANGUAGES;
    use super::*;

    #[test]
    fn every_language_has_the_grammar_that_the_table_says() {
        for (names, grammar) in LANGUAGES {
            let (Grammar::Of(name) | Grammar::Session(name, _)) = grammar else { continue };
            assert!(grammars().set.find_syntax_by_name(name).is_some(), "{names:?}: no grammar is called {name}");
        }
    }

    #[test]
    fn every_scope_of_the_tables_is_one() {
        assert_eq!(
            (grammars().whole.len(), grammars().parts.len()),
            (prefixes(WHOLE).count(), prefixes(PARTS).count())
        );
    }

    #[test]
    fn only_what_stands_behind_a_prompt_is_code() {
        let tokens = highlight("console", "$ echo 'nap'\nfor if done").expect("known");
        assert_eq!(tokens.line(0), [(0..2, Role::Dim), (2..6, Role::Function), (7..12, Role::Literal)]);
        assert_eq!(tokens.line(1), []);
    }
}
