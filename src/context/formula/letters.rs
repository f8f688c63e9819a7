//! Letters of other alphabets, and letters so small that they stand for raised and lowered ones.

use std::ops::RangeInclusive;

/// Characters in a row, and what the first of them becomes.
type LetterRow = (RangeInclusive<char>, u32);

/// The characters of some alphabets: the commands for it, a character and what it becomes in turn where Unicode has that
/// elsewhere, and the others in rows.
const ALPHABETS: &[(&[&str], &str, &[LetterRow])] = &[
    (&["mathbb"], "CℂHℍNℕPℙQℚRℝZℤ", &[('A'..='Z', 0x1d538), ('0'..='9', 0x1d7d8)]),
    (&["mathcal", "mathscr"], "BℬEℰFℱHℋIℐLℒMℳRℛ", &[('A'..='Z', 0x1d49c)]),
    (&["mathbf", "boldsymbol"], "", &[('A'..='Z', 0x1d400), ('a'..='z', 0x1d41a), ('0'..='9', 0x1d7ce)]),
    (&["mathbf", "boldsymbol"], "", &[('Α'..='Ω', 0x1d6a8)]),
    (&["boldsymbol"], "∇𝛁ϕ𝛟ϵ𝛜", &[('α'..='ω', 0x1d6c2)]),
];

/// A character of one of the alphabets `mathbb`, `mathcal`, `mathbf` and their like, as Unicode has it.
pub(super) fn styled(alphabet: &str, c: char) -> Option<char> {
    let row = |(letters, first): &LetterRow| {
        letters.contains(&c).then(|| char::from_u32(first + (c as u32 - *letters.start() as u32))).flatten()
    };
    let mut own = ALPHABETS.iter().filter(|(commands, ..)| commands.contains(&alphabet));
    own.find_map(|(_, apart, rows)| paired(c, apart).or_else(|| rows.iter().find_map(row)))
}

const RAISED: &str = "0⁰1¹2²3³4⁴5⁵6⁶7⁷8⁸9⁹+⁺−⁻=⁼(⁽)⁾aᵃbᵇcᶜdᵈeᵉfᶠgᵍhʰiⁱjʲkᵏlˡmᵐnⁿoᵒpᵖrʳsˢtᵗuᵘvᵛwʷxˣyʸzᶻ\
    AᴬBᴮDᴰEᴱGᴳHᴴIᴵJᴶKᴷLᴸMᴹNᴺOᴼPᴾRᴿTᵀUᵁVⱽWᵂ⊤ᵀ′′∗*††∘°";
const LOWERED: &str = "0₀1₁2₂3₃4₄5₅6₆7₇8₈9₉+₊−₋=₌(₍)₎aₐeₑhₕiᵢjⱼkₖlₗmₘnₙoₒpₚrᵣsₛtₜuᵤvᵥxₓβᵦγᵧρᵨχᵪ";

/// A longer script is easier to read on a row of its own.
const SCRIPT_MAX: usize = 5;

pub(super) fn raised(text: &str) -> Option<String> {
    script(text, RAISED)
}

pub(super) fn lowered(text: &str) -> Option<String> {
    script(text, LOWERED)
}

fn script(text: &str, pairs: &str) -> Option<String> {
    if text.chars().count() > SCRIPT_MAX {
        return None;
    }
    text.chars().map(|c| paired(c, pairs)).collect()
}

/// What a character becomes; `pairs` alternates a character and that.
fn paired(c: char, pairs: &str) -> Option<char> {
    let mut pairs = pairs.chars();
    std::iter::from_fn(|| pairs.next().zip(pairs.next())).find(|(from, _)| *from == c).map(|(_, to)| to)
}
