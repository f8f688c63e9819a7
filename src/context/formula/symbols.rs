//! The signs of the subset of LaTeX: what each command shows, and what kind of sign it is.

use super::command;

/// What a sign is, after which the space around it goes. The classes are those of TeX (The TeXbook, chapter 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SignClass {
    /// A letter, a digit, a group.
    Ord,
    /// A function, such as `log`.
    Op,
    /// A name under which a limit stands, such as `max`.
    Lim,
    /// A sign that has limits, such as a sum.
    Big,
    Int,
    /// It joins two things, such as `+`.
    Bin,
    /// A sign of [`SignClass::Bin`] with nothing before it.
    Unary,
    /// It compares two things, such as `=`.
    Rel,
    Open,
    Close,
    Punct,
    Inner,
}

use SignClass::{Bin, Close, Open, Ord, Rel};

/// Lists signs by their class: each command, and what it shows.
macro_rules! signs {
    ($($class:ident: $($name:literal $shown:literal),+;)*) => { &[$($(($name, $shown, SignClass::$class),)+)*] };
}

/// Commands that stand for one sign: name, what is shown, class.
pub(super) const SIGNS: &[(&str, &str, SignClass)] = signs! {
    // Greek
    Ord: "alpha" "α", "beta" "β", "gamma" "γ", "delta" "δ", "epsilon" "ϵ", "varepsilon" "ε", "zeta" "ζ",
        "eta" "η", "theta" "θ", "vartheta" "ϑ", "iota" "ι", "kappa" "κ", "lambda" "λ", "mu" "μ", "nu" "ν",
        "xi" "ξ", "pi" "π", "rho" "ρ", "sigma" "σ", "tau" "τ", "upsilon" "υ", "phi" "ϕ", "varphi" "φ",
        "chi" "χ", "psi" "ψ", "omega" "ω", "Gamma" "Γ", "Delta" "Δ", "Theta" "Θ", "Lambda" "Λ", "Xi" "Ξ",
        "Pi" "Π", "Sigma" "Σ", "Upsilon" "Υ", "Phi" "Φ", "Psi" "Ψ", "Omega" "Ω";
    // other letters and signs
    Ord: "ell" "ℓ", "partial" "∂", "nabla" "∇", "infty" "∞", "emptyset" "∅", "varnothing" "∅", "forall" "∀",
        "exists" "∃", "neg" "¬", "lnot" "¬", "top" "⊤", "bot" "⊥", "prime" "′", "ldots" "…", "dots" "…",
        "cdots" "⋯", "vdots" "⋮", "ddots" "⋱", "vert" "|", "|" "‖", "Vert" "‖", "%" "%", "#" "#", "$" "$",
        "&" "&", "_" "_";
    // brackets
    Open: "{" "{", "lbrace" "{", "langle" "⟨", "lfloor" "⌊", "lceil" "⌈", "lvert" "|", "lVert" "‖";
    Close: "}" "}", "rbrace" "}", "rangle" "⟩", "rfloor" "⌋", "rceil" "⌉", "rvert" "|", "rVert" "‖";
    // operations
    Bin: "dagger" "†", "times" "×", "cdot" "·", "pm" "±", "mp" "∓", "div" "÷", "ast" "∗", "star" "⋆",
        "circ" "∘", "bullet" "•", "cup" "∪", "cap" "∩", "setminus" "∖", "wedge" "∧", "land" "∧", "vee" "∨",
        "lor" "∨", "oplus" "⊕", "otimes" "⊗", "odot" "⊙";
    // relations
    Rel: "le" "≤", "leq" "≤", "ge" "≥", "geq" "≥", "ne" "≠", "neq" "≠", "ll" "≪", "gg" "≫", "approx" "≈",
        "sim" "∼", "simeq" "≃", "cong" "≅", "equiv" "≡", "propto" "∝", "in" "∈", "notin" "∉", "ni" "∋",
        "subset" "⊂", "subseteq" "⊆", "supset" "⊃", "supseteq" "⊇", "mid" "|", "parallel" "∥", "perp" "⊥",
        "to" "→", "rightarrow" "→", "leftarrow" "←", "gets" "←", "leftrightarrow" "↔", "mapsto" "↦",
        "longrightarrow" "⟶", "Rightarrow" "⇒", "Leftarrow" "⇐", "Leftrightarrow" "⇔", "implies" "⇒", "iff" "⇔",
        "uparrow" "↑", "downarrow" "↓";
    Punct: "colon" ":";
    // signs with limits
    Big: "sum" "∑", "prod" "∏", "bigcup" "⋃", "bigcap" "⋂";
    Int: "int" "∫";
    // functions
    Op: "log" "log", "ln" "ln", "lg" "lg", "exp" "exp", "sin" "sin", "cos" "cos", "tan" "tan",
        "arcsin" "arcsin", "arccos" "arccos", "arctan" "arctan", "sinh" "sinh", "cosh" "cosh", "tanh" "tanh",
        "arg" "arg", "deg" "deg", "dim" "dim", "ker" "ker";
    Lim: "det" "det", "Pr" "Pr", "gcd" "gcd", "min" "min", "max" "max", "inf" "inf", "sup" "sup", "lim" "lim",
        "argmin" "arg min", "argmax" "arg max";
};

/// Commands that are spaces, and their cells.
pub(super) const SPACES: &[(&str, usize)] =
    &[(",", 1), (":", 1), (";", 1), (" ", 1), (">", 1), ("!", 0), ("enspace", 1), ("quad", 2), ("qquad", 4)];

/// Accents: the combining character, and what stands above something wider than one cell.
pub(super) const ACCENTS: &[(&str, char, char)] = &[
    ("hat", '\u{302}', '^'),
    ("widehat", '\u{302}', '^'),
    ("tilde", '\u{303}', '~'),
    ("widetilde", '\u{303}', '~'),
    ("bar", '\u{304}', '_'),
    ("overline", '\u{304}', '_'),
    ("dot", '\u{307}', '.'),
    ("ddot", '\u{308}', '¨'),
    ("vec", '\u{20d7}', '→'),
];

/// Environments: name, left bracket, right bracket.
pub(super) const ENVIRONMENTS: &[(&str, &str, &str)] = &[
    ("matrix", ".", "."),
    ("pmatrix", "(", ")"),
    ("bmatrix", "[", "]"),
    ("Bmatrix", "{", "}"),
    ("vmatrix", "|", "|"),
    ("Vmatrix", "‖", "‖"),
    ("cases", "{", "."),
    ("aligned", ".", "."),
];

pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let plain = SIGNS.iter().map(|(name, ..)| *name).chain(SPACES.iter().map(|(name, _)| *name));
    plain.chain(ACCENTS.iter().map(|(name, ..)| *name)).chain(command::names())
}

pub(super) fn sign(name: &str) -> Option<(&'static str, SignClass)> {
    SIGNS.iter().find(|(known, ..)| *known == name).map(|(_, shown, class)| (*shown, *class))
}

/// What a character of the source shows, and its class. What has a command may also be written as it is shown.
pub(super) fn character(written: &str) -> (&str, SignClass) {
    match written {
        "-" | "−" => ("−", Bin),
        "*" => ("∗", Bin),
        "+" => ("+", Bin),
        "=" | "<" | ">" | ":" => (written, Rel),
        "(" | "[" => (written, Open),
        ")" | "]" | "!" | "?" => (written, Close),
        "," | ";" => (written, SignClass::Punct),
        "'" => ("′", Ord),
        _ if written.is_ascii() => (written, Ord),
        _ => SIGNS.iter().find(|(_, shown, _)| *shown == written).map_or((written, Ord), |(_, s, class)| (*s, *class)),
    }
}
