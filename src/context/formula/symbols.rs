//! The signs of the subset of LaTeX: what each command shows, and what kind of sign it is.

/// What a sign is, after which the space around it goes. The classes are those of TeX (The TeXbook, chapter 17).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
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
    /// A sign of [`Class::Bin`] with nothing before it.
    Unary,
    /// It compares two things, such as `=`.
    Rel,
    Open,
    Close,
    Punct,
    Inner,
}

use Class::{Big, Bin, Close, Int, Lim, Op, Open, Ord, Rel};

/// Commands that stand for one sign: name, what is shown, class.
pub(super) const SIGNS: &[(&str, &str, Class)] = &[
    // Greek
    ("alpha", "α", Ord),
    ("beta", "β", Ord),
    ("gamma", "γ", Ord),
    ("delta", "δ", Ord),
    ("epsilon", "ϵ", Ord),
    ("varepsilon", "ε", Ord),
    ("zeta", "ζ", Ord),
    ("eta", "η", Ord),
    ("theta", "θ", Ord),
    ("vartheta", "ϑ", Ord),
    ("iota", "ι", Ord),
    ("kappa", "κ", Ord),
    ("lambda", "λ", Ord),
    ("mu", "μ", Ord),
    ("nu", "ν", Ord),
    ("xi", "ξ", Ord),
    ("pi", "π", Ord),
    ("rho", "ρ", Ord),
    ("sigma", "σ", Ord),
    ("tau", "τ", Ord),
    ("upsilon", "υ", Ord),
    ("phi", "ϕ", Ord),
    ("varphi", "φ", Ord),
    ("chi", "χ", Ord),
    ("psi", "ψ", Ord),
    ("omega", "ω", Ord),
    ("Gamma", "Γ", Ord),
    ("Delta", "Δ", Ord),
    ("Theta", "Θ", Ord),
    ("Lambda", "Λ", Ord),
    ("Xi", "Ξ", Ord),
    ("Pi", "Π", Ord),
    ("Sigma", "Σ", Ord),
    ("Upsilon", "Υ", Ord),
    ("Phi", "Φ", Ord),
    ("Psi", "Ψ", Ord),
    ("Omega", "Ω", Ord),
    // other letters and signs
    ("ell", "ℓ", Ord),
    ("partial", "∂", Ord),
    ("nabla", "∇", Ord),
    ("infty", "∞", Ord),
    ("emptyset", "∅", Ord),
    ("varnothing", "∅", Ord),
    ("forall", "∀", Ord),
    ("exists", "∃", Ord),
    ("neg", "¬", Ord),
    ("lnot", "¬", Ord),
    ("top", "⊤", Ord),
    ("bot", "⊥", Ord),
    ("prime", "′", Ord),
    ("dagger", "†", Bin),
    ("ldots", "…", Ord),
    ("dots", "…", Ord),
    ("cdots", "⋯", Ord),
    ("vdots", "⋮", Ord),
    ("ddots", "⋱", Ord),
    ("vert", "|", Ord),
    ("|", "‖", Ord),
    ("Vert", "‖", Ord),
    ("%", "%", Ord),
    ("#", "#", Ord),
    ("$", "$", Ord),
    ("&", "&", Ord),
    ("_", "_", Ord),
    // brackets
    ("{", "{", Open),
    ("}", "}", Close),
    ("lbrace", "{", Open),
    ("rbrace", "}", Close),
    ("langle", "⟨", Open),
    ("rangle", "⟩", Close),
    ("lfloor", "⌊", Open),
    ("rfloor", "⌋", Close),
    ("lceil", "⌈", Open),
    ("rceil", "⌉", Close),
    ("lvert", "|", Open),
    ("rvert", "|", Close),
    ("lVert", "‖", Open),
    ("rVert", "‖", Close),
    // operations
    ("times", "×", Bin),
    ("cdot", "·", Bin),
    ("pm", "±", Bin),
    ("mp", "∓", Bin),
    ("div", "÷", Bin),
    ("ast", "∗", Bin),
    ("star", "⋆", Bin),
    ("circ", "∘", Bin),
    ("bullet", "•", Bin),
    ("cup", "∪", Bin),
    ("cap", "∩", Bin),
    ("setminus", "∖", Bin),
    ("wedge", "∧", Bin),
    ("land", "∧", Bin),
    ("vee", "∨", Bin),
    ("lor", "∨", Bin),
    ("oplus", "⊕", Bin),
    ("otimes", "⊗", Bin),
    ("odot", "⊙", Bin),
    // relations
    ("le", "≤", Rel),
    ("leq", "≤", Rel),
    ("ge", "≥", Rel),
    ("geq", "≥", Rel),
    ("ne", "≠", Rel),
    ("neq", "≠", Rel),
    ("ll", "≪", Rel),
    ("gg", "≫", Rel),
    ("approx", "≈", Rel),
    ("sim", "∼", Rel),
    ("simeq", "≃", Rel),
    ("cong", "≅", Rel),
    ("equiv", "≡", Rel),
    ("propto", "∝", Rel),
    ("in", "∈", Rel),
    ("notin", "∉", Rel),
    ("ni", "∋", Rel),
    ("subset", "⊂", Rel),
    ("subseteq", "⊆", Rel),
    ("supset", "⊃", Rel),
    ("supseteq", "⊇", Rel),
    ("mid", "|", Rel),
    ("parallel", "∥", Rel),
    ("perp", "⊥", Rel),
    ("to", "→", Rel),
    ("rightarrow", "→", Rel),
    ("leftarrow", "←", Rel),
    ("gets", "←", Rel),
    ("leftrightarrow", "↔", Rel),
    ("mapsto", "↦", Rel),
    ("longrightarrow", "⟶", Rel),
    ("Rightarrow", "⇒", Rel),
    ("Leftarrow", "⇐", Rel),
    ("Leftrightarrow", "⇔", Rel),
    ("implies", "⇒", Rel),
    ("iff", "⇔", Rel),
    ("uparrow", "↑", Rel),
    ("downarrow", "↓", Rel),
    ("colon", ":", Class::Punct),
    // signs with limits
    ("sum", "∑", Big),
    ("prod", "∏", Big),
    ("bigcup", "⋃", Big),
    ("bigcap", "⋂", Big),
    ("int", "∫", Int),
    // functions
    ("log", "log", Op),
    ("ln", "ln", Op),
    ("lg", "lg", Op),
    ("exp", "exp", Op),
    ("sin", "sin", Op),
    ("cos", "cos", Op),
    ("tan", "tan", Op),
    ("arcsin", "arcsin", Op),
    ("arccos", "arccos", Op),
    ("arctan", "arctan", Op),
    ("sinh", "sinh", Op),
    ("cosh", "cosh", Op),
    ("tanh", "tanh", Op),
    ("arg", "arg", Op),
    ("deg", "deg", Op),
    ("dim", "dim", Op),
    ("ker", "ker", Op),
    ("det", "det", Lim),
    ("Pr", "Pr", Lim),
    ("gcd", "gcd", Lim),
    ("min", "min", Lim),
    ("max", "max", Lim),
    ("inf", "inf", Lim),
    ("sup", "sup", Lim),
    ("lim", "lim", Lim),
    ("argmin", "arg min", Lim),
    ("argmax", "arg max", Lim),
];

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

/// Commands with arguments or a partner, which the parser knows one by one.
const OTHERS: &[&str] = &[
    "frac",
    "dfrac",
    "tfrac",
    "binom",
    "sqrt",
    "text",
    "mathrm",
    "mathit",
    "operatorname",
    "mathbb",
    "mathcal",
    "mathscr",
    "mathbf",
    "boldsymbol",
    "overset",
    "underset",
    "stackrel",
    "xrightarrow",
    "left",
    "right",
    "begin",
    "end",
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

/// The names of all commands, without their backslash.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    let plain = SIGNS.iter().map(|(name, ..)| *name).chain(SPACES.iter().map(|(name, _)| *name));
    plain.chain(ACCENTS.iter().map(|(name, ..)| *name)).chain(OTHERS.iter().copied())
}

pub(super) fn sign(name: &str) -> Option<(&'static str, Class)> {
    SIGNS.iter().find(|(known, ..)| *known == name).map(|(_, shown, class)| (*shown, *class))
}

/// What a character of the source shows, and its class. What has a command may also be written as it is shown.
pub(super) fn character(written: &str) -> (&str, Class) {
    match written {
        "-" | "−" => ("−", Bin),
        "*" => ("∗", Bin),
        "+" => ("+", Bin),
        "=" | "<" | ">" | ":" => (written, Rel),
        "(" | "[" => (written, Open),
        ")" | "]" | "!" | "?" => (written, Close),
        "," | ";" => (written, Class::Punct),
        "'" => ("′", Ord),
        _ if written.is_ascii() => (written, Ord),
        _ => SIGNS.iter().find(|(_, shown, _)| *shown == written).map_or((written, Ord), |(_, s, class)| (*s, *class)),
    }
}
