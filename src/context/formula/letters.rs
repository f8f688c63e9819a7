//! Letters of other alphabets, and letters so small that they stand for raised and lowered ones.

/// A character of one of the alphabets `mathbb`, `mathcal`, `mathbf` and their like, as Unicode has it.
pub(super) fn styled(alphabet: &str, c: char) -> Option<char> {
    let from = |start: u32, first: char| char::from_u32(start + (c as u32 - first as u32));
    match (alphabet, c) {
        ("mathbb", 'C') => Some('ℂ'),
        ("mathbb", 'H') => Some('ℍ'),
        ("mathbb", 'N') => Some('ℕ'),
        ("mathbb", 'P') => Some('ℙ'),
        ("mathbb", 'Q') => Some('ℚ'),
        ("mathbb", 'R') => Some('ℝ'),
        ("mathbb", 'Z') => Some('ℤ'),
        ("mathbb", 'A'..='Z') => from(0x1d538, 'A'),
        ("mathbb", '0'..='9') => from(0x1d7d8, '0'),
        ("mathcal" | "mathscr", 'B') => Some('ℬ'),
        ("mathcal" | "mathscr", 'E') => Some('ℰ'),
        ("mathcal" | "mathscr", 'F') => Some('ℱ'),
        ("mathcal" | "mathscr", 'H') => Some('ℋ'),
        ("mathcal" | "mathscr", 'I') => Some('ℐ'),
        ("mathcal" | "mathscr", 'L') => Some('ℒ'),
        ("mathcal" | "mathscr", 'M') => Some('ℳ'),
        ("mathcal" | "mathscr", 'R') => Some('ℛ'),
        ("mathcal" | "mathscr", 'A'..='Z') => from(0x1d49c, 'A'),
        ("mathbf" | "boldsymbol", 'A'..='Z') => from(0x1d400, 'A'),
        ("mathbf" | "boldsymbol", 'a'..='z') => from(0x1d41a, 'a'),
        ("mathbf" | "boldsymbol", '0'..='9') => from(0x1d7ce, '0'),
        ("mathbf" | "boldsymbol", 'Α'..='Ω') => from(0x1d6a8, 'Α'),
        ("boldsymbol", 'α'..='ω') => from(0x1d6c2, 'α'),
        ("boldsymbol", '∇') => Some('𝛁'),
        ("boldsymbol", 'ϕ') => Some('𝛟'),
        ("boldsymbol", 'ϵ') => Some('𝛜'),
        _ => None,
    }
}

const RAISED: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ\
    AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂ⊤ᵀ′′∗*††∘°";
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨχᵪ";

/// A longer script is easier to read on a row of its own.
const SCRIPT_MAX: usize = 5;

/// A text as Unicode superscripts, where each of its characters has one.
pub(super) fn raised(text: &str) -> Option<String> {
    script(text, RAISED)
}

/// A text as Unicode subscripts, where each of its characters has one.
pub(super) fn lowered(text: &str) -> Option<String> {
    script(text, LOWERED)
}

/// `pairs` alternates a character and what it becomes.
fn script(text: &str, pairs: &str) -> Option<String> {
    if text.chars().count() > SCRIPT_MAX {
        return None;
    }
    let small = |c: char| {
        let mut pairs = pairs.chars();
        while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
            if from == c {
                return Some(to);
            }
        }
        None
    };
    text.chars().map(small).collect()
}
