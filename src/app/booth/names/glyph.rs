//! What the characters of a name may be meant for: letters are disguised by what looks like them.

use crate::text::folded;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    /// In small letters, without accents.
    pub(super) plain: char,
    letters: u32,
    pub(super) gap: Gap,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing does: a letter or a digit.
    No,
    /// Something that may also be within a word, to hide it.
    Sign,
    Blank,
}

/// Letters, and the Latin letters, digits and signs that are taken for any of them.
const LOOKS: &str = "o:0 il:1!| z:2 e:3 a:4@ s:5$§ gb:6 t:7+ b:8 gq:9 v:u uy:v ec:€ le:£ c:¢([{< y:¥ i:¡";

/// Letters, and what looks like them in other scripts, whatever it sounds like; capitals only where they differ.
const SHAPES: &str = "a:аαΑ b:вВβьъᏴ c:сςᏟ d:ԁᎠ e:еёєзεΕΣξᎬ f:ғ g:ɡցᏀ h:нһΗհᎻ i:іїιΙ j:јᎫ k:кκᏦ l:ӏᏞ m:мΜᎷ \
    n:пηΝո nu:ий o:оόοσθօ p:рρΡᏢ q:ԛգ r:гяГ s:ѕᏚՏ t:тτΤᎢ u:υцμս v:νѵᏙ w:шщωԝᎳ x:хχΧж y:уүγΥуч z:ΖᏃ";

fn bits(letters: &str) -> u32 {
    letters.bytes().filter(u8::is_ascii_lowercase).fold(0, |bits, letter| bits | 1 << (letter - b'a'))
}

fn letters_beside(c: char, table: &str) -> u32 {
    let mut rows = table.split(' ').filter_map(|row| row.split_once(':'));
    rows.find(|(_, alike)| alike.contains(c)).map_or(0, |(letters, _)| bits(letters))
}

fn looks(c: char) -> u32 {
    letters_beside(c, LOOKS)
}

fn shape(c: char) -> u32 {
    let of = |c: char| letters_beside(c, SHAPES);
    match (c.is_ascii(), of(c)) {
        (true, _) => 0,
        (false, 0) => c.to_lowercase().next().map_or(0, of),
        (false, found) => found,
    }
}

impl Glyph {
    /// A character as it stands in a list: a letter is itself, and a digit what it looks like.
    fn wanted(plain: char) -> Self {
        let letters = if plain.is_ascii_digit() { looks(plain) } else { 0 };
        Self { letters: letters | bits(plain.encode_utf8(&mut [0; 4])), ..Self::read(plain) }
    }

    fn read(plain: char) -> Self {
        let gap = match plain {
            c if c.is_alphanumeric() => Gap::No,
            c if c.is_whitespace() => Gap::Blank,
            _ => Gap::Sign,
        };
        Self { plain, letters: looks(plain) | bits(plain.encode_utf8(&mut [0; 4])), gap }
    }

    pub(super) fn may_be(self, wanted: Self) -> bool {
        self.plain == wanted.plain || self.letters & wanted.letters != 0
    }

    pub(super) fn letters(glyphs: &[Self]) -> u32 {
        glyphs.iter().fold(0, |all, glyph| all | if glyph.is_star() { u32::MAX } else { glyph.letters })
    }

    pub(super) fn may_be_among(self, letters: u32) -> bool {
        self.letters == 0 || self.letters & letters != 0
    }

    pub(super) fn is_star(self) -> bool {
        self.plain == '*'
    }
}

/// What is looked for, as it stands in a list: letters and digits.
pub(super) fn wanted(entry: &str) -> Vec<Glyph> {
    let plain = || folded(entry).map(|(_, c)| c).filter(|c| c.is_alphanumeric());
    // Digits among themselves are a number, such as 88.
    let number = plain().all(|c| c.is_ascii_digit());
    plain().map(|c| if number { Glyph { letters: 0, ..Glyph::read(c) } } else { Glyph::wanted(c) }).collect()
}

/// The ways in which a name can be read: letters of other scripts by their sound, and by their looks.
pub(super) fn readings(name: &str) -> Vec<Vec<Glyph>> {
    let by_sound: Vec<Glyph> = name.chars().flat_map(sounds).collect();
    let by_looks: Vec<Glyph> = name
        .chars()
        .flat_map(|c| match (shape(c), sounds(c)) {
            (0, sounds) => sounds,
            (letters, mut sounds) => {
                let own = if sounds.len() == 1 { sounds[0].letters } else { 0 };
                sounds.truncate(1);
                sounds.iter_mut().for_each(|glyph| glyph.letters = letters | own);
                sounds
            }
        })
        .collect();
    let mut readings = vec![by_sound];
    if by_looks != readings[0] {
        readings.push(by_looks);
    }
    readings
}

/// What a character sounds like: none for a mark, several for some. A sign is itself.
fn sounds(c: char) -> Vec<Glyph> {
    if looks(c) != 0 && !c.is_alphanumeric() {
        return vec![Glyph::read(c)];
    }
    // Where a letter is spelt with signs, as that of `ь`, they are no gaps in a word.
    let mut text = [0; 4];
    let sounds = folded(c.encode_utf8(&mut text)).map(|(_, plain)| Glyph::read(plain));
    sounds.filter(|glyph| glyph.gap == Gap::No || !c.is_alphanumeric()).collect()
}
