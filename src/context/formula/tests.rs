//! Formulas as they are laid out, looked at one by one, and what must hold for any text.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{flat, lay_out, letters, parse, symbols};
use crate::read::diagnostic::Code;
use crate::text::{SafeText, width};

const FORMULAS: &[&str] = &[
    r"p = \frac{1}{1 + e^{-(\beta_0 + \beta_1 x)}}",
    r"f(x) = \frac{1}{\sigma\sqrt{2\pi}} \exp\left(-\frac{(x-\mu)^2}{2\sigma^2}\right)",
    r"\hat\beta = (X^\top X)^{-1} X^\top y",
    r"\theta_{t+1} = \theta_t - \eta \, \nabla_\theta L(\theta_t)",
    r"\widehat{se}_B = \sqrt{\frac{1}{B-1}\sum_{b=1}^B (\hat\theta^*_b - \bar\theta^*)^2}",
    r"\operatorname{softmax}(z)_i = \frac{e^{z_i}}{\sum_{j=1}^K e^{z_j}}",
    r"L = -\sum_{k=1}^{K} y_k \log \hat{y}_k",
    r"P(A \mid B) = \frac{P(B \mid A)\,P(A)}{P(B)}",
    r"F_1 = \frac{2}{\frac{1}{\text{precision}} + \frac{1}{\text{recall}}} = \frac{2\,TP}{2\,TP + FP + FN}",
    r"H(X) = -\sum_{x \in \mathcal{X}} p(x) \log_2 p(x)",
    r"A = \begin{pmatrix} 1 & 0 \\ -2 & 10 \end{pmatrix}, \quad v = \begin{bmatrix} 1 \\ 2 \\ 3 \end{bmatrix}",
    r"\mathrm{ReLU}(x) = \begin{cases} x & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}",
    r"f_\theta : X \to Y, \qquad x \mapsto f_\theta(x)",
    r"\hat\theta = \arg\min_\theta \frac{1}{n} \sum_{i=1}^n \ell(y_i, f_\theta(x_i))",
    r"\bar{x} \pm t_{n-1,\,0.975} \frac{s}{\sqrt{n}}",
    r"\int_0^1 x^2\,dx = \tfrac{1}{3}, \qquad \int_{-\infty}^{\infty} e^{-x^2/2}\,dx = \sqrt{2\pi}",
    r"\begin{aligned} y_i &= \beta_0 + \beta_1 x_i + \varepsilon_i \\ \varepsilon_i &\sim \mathcal{N}(0, \sigma^2) \end{aligned}",
    r"\operatorname{Var}(\bar X) = \frac{\sigma^2}{n} \cdot \frac{N-n}{N-1}",
    r"X_i \overset{iid}{\sim} \mathcal{N}(\mu, \sigma^2), \quad \sqrt{n}\,(\bar X_n - \mu) \xrightarrow{d} \mathcal{N}(0, \sigma^2)",
    r"\left(1 + \frac{x}{n}\right)^n \to e^x, \quad \left[\frac{a}{b}\right]_0^{n+q}, \quad \left\{ \frac{a}{b} \right\}",
    r"P(K = k) = \binom{n}{k} p^k (1-p)^{n-k}",
    r"\det A = \begin{vmatrix} a & b \\ c & d \end{vmatrix} = ad - bc",
    r"\frac{\partial L}{\partial w_{ij}} = \delta_j \, a_i, \qquad \|w\|_2^2 = w^\top w",
    r"r = \frac{\sum_i (x_i - \bar x)(y_i - \bar y)}{\sqrt{\sum_i (x_i - \bar x)^2}\,\sqrt{\sum_i (y_i - \bar y)^2}}",
    r"\mathbb{E}_{x \sim p}[f(x)] \ge f'(0), \; Y \perp\!\!\!\perp X \mid Z, \; \lim_{n \to \infty} a_n = \infty",
    r"f(\mathbf{x}) = \prod_{j=1}^{d} \left\lfloor \frac{x_j}{h} \right\rfloor, \; x_{\text{train}}, \; \sqrt[3]{8} = 2",
    r"\sigma^2_{\text{total}} = \sigma_b^2 + \sigma_w^2, \quad 44,100 \le 10^{-3}, \quad x_{i_j}^{(t)}",
    r"\sqrt[q]{x+1} \ne \sqrt[3]{\frac{x}{2}}, \quad \tfrac{1}{2}x \ne \tfrac{1}{2x}, \quad e^{-\frac{1}{2}z^2} \ne e^{\frac{a+b}{c}}",
    r"\rho_{X,Y} = \frac{\operatorname{Cov}(X,Y)}{\sigma_X \sigma_Y}, \quad \left. \frac{df}{dx} \right|_{x=0}, \quad \left(\frac{a}{b}\right)^{\alpha+1}_{\beta}",
    r"\begin{bmatrix} \frac{\partial f}{\partial x} & 0 \\ x^{q_i} & \ddots \end{bmatrix} \begin{bmatrix} 1 \\ 2 \end{bmatrix}^\top",
    r"\dfrac{\dfrac{a}{b}}{\sqrt{\dfrac{c}{d}}} = -\frac{1}{2} + \frac12",
];

/// Parts of brackets over several rows, and lines.
fn is_drawn(c: char) -> bool {
    matches!(c, '\u{2320}'..='\u{23b3}' | '\u{2500}'..='\u{259f}')
}

#[test]
fn formulas_are_read_out_on_one_line() {
    let line = |latex: &&str| flat::lines(&parse(latex).0).join("\n") + "\n";
    let all: String = FORMULAS.iter().map(line).collect();
    assert!(!all.contains(is_drawn), "{all}");
    insta::assert_snapshot!(all);
}

#[test]
fn a_part_of_several_rows_is_found_where_it_stands() {
    let latex = r"T = \frac{\bar{X} - \mu_0}{S / \sqrt{n}} \sim t_{n-1}";
    let tell = lay_out(r"\frac{\bar{X} - \mu_0}{S / \sqrt{n}}").expect("it is well formed");
    let found = flat::part(&parse(latex).0, &tell).expect("it is there");
    assert!(flat::lines(&parse(latex).0)[0].contains(&found), "{found}");
    assert_eq!(flat::part(&parse(latex).0, "T\n─\nS"), None);
}

#[test]
fn formulas_are_laid_out_as_they_were() {
    let mut all = String::new();
    for latex in FORMULAS {
        match lay_out(latex) {
            Ok(shown) => {
                let _ = write!(all, "{latex}\n\n{}\n\n----\n", &*shown);
            }
            Err(faults) => {
                let _ = write!(all, "{latex}\n\n{faults:?}\n\n----\n");
            }
        }
    }
    insta::assert_snapshot!(all);
}

/// The one fault of a formula: its code and the part of the source that it names.
fn fault(latex: &str) -> (Code, &str) {
    let faults = lay_out(latex).expect_err(latex);
    assert_eq!(faults.len(), 1, "{latex}: {faults:?}");
    (faults[0].code, &latex[faults[0].span.clone()])
}

#[test]
fn what_is_not_of_the_subset_is_refused_at_its_place() {
    for (latex, code, found) in [
        (r"a + \foo b", Code::LatexUnknown, r"\foo"),
        (r"\begin{align} a &= b \\ &= c \end{align}", Code::LatexUnknown, "align"),
        (r"\frac{1}{n", Code::LatexUnbalanced, "{"),
        ("a}", Code::LatexUnbalanced, "}"),
        (r"\left( a", Code::LatexUnbalanced, r"\left"),
        (r"a \right)", Code::LatexUnbalanced, r"\right"),
        (r"{\left( a}", Code::LatexUnbalanced, r"\left"),
        (r"\begin{cases} a", Code::LatexUnbalanced, r"\begin"),
        (r"a \end{cases}", Code::LatexUnbalanced, r"\end"),
        (r"\begin{cases} a \end{matrix}", Code::LatexUnbalanced, "matrix"),
        (r"\sqrt[3{x}", Code::LatexUnbalanced, "["),
        (r"\text{a", Code::LatexUnbalanced, "{"),
        (r"\frac{1}", Code::LatexArgument, r"\frac"),
        ("x^", Code::LatexArgument, "^"),
        ("x_^2", Code::LatexArgument, "_"),
        (r"{\hat}", Code::LatexArgument, r"\hat"),
        (r"\text a", Code::LatexArgument, r"\text"),
        (r"\left a \right)", Code::LatexArgument, r"\left"),
        (r"\mathbb{R + 1}", Code::LatexArgument, r"\mathbb"),
        (r"\mathcal x", Code::LatexArgument, r"\mathcal"),
        ("x^2^3", Code::LatexMisplaced, "^"),
        ("x_a_b", Code::LatexMisplaced, "_"),
        ("a & b", Code::LatexMisplaced, "&"),
        (r"a \\ b", Code::LatexMisplaced, r"\\"),
        (r"\begin{matrix} {a & b} \end{matrix}", Code::LatexMisplaced, "&"),
        ("5 %", Code::LatexMisplaced, "%"),
        (r"\text{a_b}", Code::LatexMisplaced, "_"),
        (r"\text{a \alpha}", Code::LatexMisplaced, r"\a"),
        ("a\\", Code::LatexUnknown, "\\"),
    ] {
        assert_eq!(fault(latex), (code, found), "{latex}");
    }
    assert_eq!(fault(&"{".repeat(31)).0, Code::LatexMisplaced, "too deep");
    assert_eq!(fault(&r"\hat".repeat(4000)).0, Code::LatexMisplaced, "too deep");
    let several = lay_out(r"\foo + \frac{1} + }").expect_err("three faults");
    assert_eq!(several.len(), 3, "{several:?}");
}

#[test]
fn signs_written_as_they_are_shown_count_as_their_commands() {
    for (latex, unicode) in
        [(r"a \le b \to c \times d - e", "a ≤ b → c × d − e"), (r"\sum_{i=1}^n x_i", "∑_{i=1}^n x_i")]
    {
        assert_eq!(lay_out(latex), lay_out(unicode));
    }
}

#[test]
fn every_command_is_known_once() {
    let mut names: Vec<&str> = symbols::names().collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    for (name, shown, _) in symbols::SIGNS {
        assert_eq!(width(shown), shown.chars().count(), "{name} takes one cell a character");
    }
}

#[test]
fn alphabets_have_a_character_of_one_cell_for_each_letter() {
    for (alphabet, letters) in
        [("mathbb", "AZ09"), ("mathcal", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), ("boldsymbol", "Aaz9αωΣ")]
    {
        for letter in letters.chars() {
            let styled = letters::styled(alphabet, letter).expect("a letter");
            assert_eq!(width(&styled.to_string()), 1, "{styled}");
        }
    }
}

/// Pieces of which formulas, right and wrong, are made.
const PIECES: &[&str] = &[
    r"\frac",
    r"\sqrt",
    "{",
    "}",
    "{",
    "}",
    "^",
    "_",
    "x",
    "12",
    ",",
    r"\sum",
    r"\int",
    r"\left(",
    r"\right)",
    r"\right",
    r"\begin{cases}",
    r"\end{cases}",
    r"\begin{aligned}",
    r"\end{aligned}",
    "&",
    r"\\",
    r"\hat",
    r"\bar",
    r"\theta",
    r"\text{a b}",
    r"\mathbb",
    r"\max",
    "=",
    "-",
    "'",
    "[",
    "]",
    r"\,",
    r"\quad",
    r"\binom",
    r"\xrightarrow",
    "x̄",
    "ß",
    "猫",
];

proptest! {
    #[test]
    fn any_text_is_laid_out_or_refused(text in "\\PC{0,60}") {
        holds(&text)?;
    }

    #[test]
    fn any_pieces_are_laid_out_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..30)) {
        holds(&pieces.concat())?;
        holds(&pieces.join(" "))?;
    }

    #[test]
    fn what_is_well_formed_is_laid_out_with_all_that_is_in_it(latex in well_formed()) {
        let shown = lay_out(&latex);
        prop_assert!(shown.is_ok(), "{} {:?}", latex, shown);
        let count = |text: &str, c: char| text.chars().filter(|found| *found == c).count();
        let shown = shown.unwrap_or_default();
        prop_assert_eq!(count(&latex, '○'), count(&shown, '○'), "{}\n{}", latex, &*shown);
        prop_assert_eq!(latex.matches("argmax").count(), shown.matches("arg max").count(), "{}\n{}", latex, &*shown);
        let lines = flat::lines(&parse(&latex).0).join("\n");
        prop_assert_eq!(count(&latex, '○'), count(&lines, '○'), "{}\n{}", latex, lines);
        prop_assert!(!lines.contains(is_drawn), "{}\n{}", latex, lines);
    }
}

/// Formulas that are right, of circles (which have no raised or lowered form) and functions.
fn well_formed() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(&["○", r"\argmax", r"\sum", r"\int", "-", "= ○", "○^2", "(○)"][..]);
    leaf.prop_map(str::to_owned).prop_recursive(4, 40, 3, |inner| {
        let shape = prop::sample::select(
            &[
                r"\frac{A}{B}",
                r"\tfrac{A}{B}",
                r"\sqrt{A}",
                r"\sqrt[A]{B}",
                r"{A}^{B}",
                r"\sum_{A}^{B}",
                r"\int_{A}^{B}",
                r"\left(A\right]_{B}",
                r"\begin{pmatrix} A & B \\ B \end{pmatrix}",
                r"\begin{cases} A & B \end{cases}",
                r"\begin{aligned} A &= B \\[1ex] &= A \end{aligned}",
                r"\hat{A} B",
                r"\bar{A}_{B}",
                r"\overset{A}{B}",
                r"\binom{A}{B}",
                r"\xrightarrow{A} B",
                r"{A}_{B}^{A}",
                "A - B",
            ][..],
        );
        (shape, inner.clone(), inner).prop_map(|(shape, a, b)| {
            shape.split_inclusive(['A', 'B']).map(|part| part.replace('A', &a).replace('B', &b)).collect()
        })
    })
}

/// Either something safe is shown, or every fault has a place in the text.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let bad = |text: &str| SafeText::first_unsafe(text).is_some() || text.contains(char::REPLACEMENT_CHARACTER);
    match lay_out(text) {
        Ok(shown) => prop_assert!(bad(text) || !bad(&shown)),
        Err(faults) => {
            prop_assert!(!faults.is_empty());
            for fault in faults {
                prop_assert!(text.get(fault.span.clone()).is_some_and(|found| !found.is_empty()), "{:?}", fault);
            }
        }
    }
    Ok(())
}

#[test]
fn the_pack_guide_names_every_command() {
    let guide = include_str!("../../../docs/pack-guide.md");
    let greek = |shown: &str| shown.chars().all(|c| ('\u{370}'..='\u{3ff}').contains(&c));
    for name in symbols::names() {
        let sign = symbols::sign(name).is_some_and(|(shown, _)| greek(shown));
        assert!(sign || name == "begin" || name == "end" || guide.contains(&format!("\\{name}")), "{name}");
    }
    for (name, ..) in symbols::ENVIRONMENTS {
        assert!(guide.contains(&format!("`{name}`")), "{name}");
    }
}
