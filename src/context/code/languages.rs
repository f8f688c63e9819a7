//! The languages that `code` knows, and whose grammar each is read with.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grammar {
    Plain,
    /// The grammar that goes by this name in the set.
    Of(&'static str),
    /// A session: only what stands behind one of the prompts is code, the rest is what came back.
    Session(&'static str, &'static [&'static str]),
}

use Grammar::{Of, Plain, Session};

/// The names of a language, the one to recommend first, and its grammar.
///
/// This table is a promise to packs: a name that stands here stays. It is apart from the grammars because every pack is
/// checked against it, and they take milliseconds to unpack.
pub(crate) const LANGUAGES: &[(&[&str], Grammar)] = &[
    (&["text", "plain", "txt"], Plain),
    (&["bash", "shell", "sh", "zsh"], Of("Bourne Again Shell (bash)")),
    (&["batch", "bat"], Of("Batch File")),
    (&["bibtex", "bib"], Of("BibTeX")),
    (&["c", "h"], Of("C")),
    (&["clojure", "clj"], Of("Clojure")),
    (&["cmake"], Of("CMake")),
    (&["commit", "git-commit"], Of("Git Commit")),
    (&["console", "terminal", "shell-session"], Session("Bourne Again Shell (bash)", &["$ "])),
    (&["cpp", "c++", "cxx"], Of("C++")),
    (&["csharp", "c#", "cs"], Of("C#")),
    (&["css"], Of("CSS")),
    (&["csv"], Of("Comma Separated Values")),
    (&["dart"], Of("Dart")),
    (&["diff", "patch"], Of("Diff")),
    (&["django", "jinja", "jinja2"], Of("HTML (Jinja2)")),
    (&["dockerfile", "docker", "containerfile"], Of("Dockerfile (with bash)")),
    (&["dot", "graphviz"], Of("Graphviz (DOT)")),
    (&["elixir", "ex"], Of("Elixir")),
    (&["env", "dotenv"], Of("DotENV")),
    (&["erlang", "erl"], Of("Erlang")),
    (&["fortran", "f90"], Of("Fortran (Modern)")),
    (&["fsharp", "f#"], Of("F#")),
    (&["gitignore"], Of("Git Ignore")),
    (&["go", "golang"], Of("Go")),
    (&["graphql"], Of("GraphQL")),
    (&["groovy", "jenkinsfile"], Of("Groovy")),
    (&["haskell", "hs"], Of("Haskell")),
    (&["html"], Of("HTML")),
    (&["http"], Of("HTTP Request and Response")),
    (&["ini", "cfg"], Of("INI")),
    (&["java"], Of("Java")),
    (&["javascript", "js", "node"], Of("JavaScript")),
    (&["json", "jsonl"], Of("JSON")),
    (&["jsx"], Of("TypeScriptReact")),
    (&["julia", "jl"], Of("Julia")),
    (&["kotlin", "kt"], Of("Kotlin")),
    (&["latex", "tex"], Of("LaTeX")),
    (&["lisp"], Of("Lisp")),
    (&["lua"], Of("Lua")),
    (&["makefile", "make"], Of("Makefile")),
    (&["markdown", "md"], Of("Markdown")),
    (&["matlab", "octave"], Of("MATLAB")),
    (&["nginx"], Of("nginx")),
    (&["nix"], Of("Nix")),
    (&["ocaml"], Of("OCaml")),
    (&["perl", "pl"], Of("Perl")),
    (&["php"], Of("PHP Source")),
    (&["powershell", "ps1"], Plain),
    (&["properties"], Of("Java Properties")),
    (&["protobuf", "proto"], Of("Protocol Buffer")),
    (&["pycon", "python-console"], Session("Python", &[">>> ", "... "])),
    (&["python", "py"], Of("Python")),
    (&["r"], Of("R")),
    (&["rconsole", "r-console"], Session("R", &["> ", "+ "])),
    (&["requirements"], Of("Requirements.txt")),
    (&["rst"], Of("reStructuredText")),
    (&["ruby", "rb"], Of("Ruby")),
    (&["rust", "rs"], Of("Rust")),
    (&["sas"], Plain),
    (&["scala"], Of("Scala")),
    (&["scss"], Of("SCSS")),
    (&["spss"], Plain),
    (&["sql", "postgresql", "mysql", "sqlite"], Of("SQL")),
    (&["stan"], Plain),
    (&["stata"], Plain),
    (&["svelte"], Of("Svelte")),
    (&["swift"], Of("Swift")),
    (&["terraform", "hcl"], Of("Terraform")),
    (&["toml"], Of("TOML")),
    (&["tsv"], Of("Tab Separated Values")),
    (&["tsx"], Of("TypeScriptReact")),
    (&["typescript", "ts"], Of("TypeScript")),
    (&["vue"], Of("Vue Component")),
    (&["xml", "svg"], Of("XML")),
    (&["yaml", "yml"], Of("YAML")),
    (&["zig"], Of("Zig")),
];

/// How a language is read; `None` if nothing here goes by its name. Capitals make no difference.
pub(crate) fn grammar(language: &str) -> Option<Grammar> {
    let named = |(names, _): &&(&[&str], Grammar)| names.iter().any(|name| name.eq_ignore_ascii_case(language));
    LANGUAGES.iter().find(named).map(|(_, grammar)| *grammar)
}

/// The names to recommend. Those of one or two letters are near to everything, and would be recommended for anything.
pub(crate) fn recommended() -> Vec<&'static str> {
    LANGUAGES.iter().filter_map(|(names, _)| names.first()).filter(|name| name.len() > 2).copied().collect()
}
