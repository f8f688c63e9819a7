//! A game as a card to take along: so short that a phone reads it from a screen, and without a word on what was right,
//! because others may play the same questions.

use qrcode::bits::Bits;
use qrcode::{Color, EcLevel, QrCode, Version};

use super::Game;
use crate::text::shorten;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Card(String);

/// The title of a pack is cut there, so that the code stays small.
const TITLE: usize = 20;

/// This many bytes make a code of version 4 (level L), which the smallest screen has room for.
const SMALL: usize = 76;

/// UTF-8 among the character sets of codes (AIM ECI 26).
const UTF_8: u32 = 26;

/// Larger codes are on no screen.
const VERSIONS: i16 = 10;

const SIGNS: usize = 20;

impl Card {
    pub(crate) fn of(game: &Game) -> Self {
        let title = shorten(game.pack.header.title.get(game.lang), TITLE);
        let signs = game.answers.iter().take(SIGNS).map(|answer| match (answer.right, answer.said) {
            (true, _) => '✓',
            (false, Some(_)) => '✗',
            (false, None) => '–',
        });
        let grid: String = signs.collect();
        let more = if game.answers.len() > SIGNS { "…" } else { "" };
        let result = format!("{}/{}  {}", game.right(), game.answers.len(), game.score());
        let code = game.code.map(|code| format!("\n{code}")).unwrap_or_default();
        let rest = format!("{grid}{more}  {result}{code}");
        let titled = format!("polysemy · {title}\n{rest}");
        // The title is the first to give way.
        Self(if titled.len() <= SMALL { titled } else { format!("polysemy\n{rest}") })
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// The same as a QR code, row by row: true for dark modules, without the quiet zone around them. None where the text is
    /// too long for any, which no card is.
    pub(crate) fn code(&self) -> Option<Vec<Vec<bool>>> {
        let code = (1..=VERSIONS).find_map(|version| {
            let mut bits = Bits::new(Version::Normal(version));
            // It says that it is UTF-8: some readers guess others.
            bits.push_eci_designator(UTF_8).ok()?;
            bits.push_byte_data(self.0.as_bytes()).ok()?;
            bits.push_terminator(EcLevel::L).ok()?;
            QrCode::with_bits(bits, EcLevel::L).ok()
        })?;
        let dark: Vec<bool> = code.to_colors().into_iter().map(|colour| colour == Color::Dark).collect();
        Some(dark.chunks(code.width()).map(<[bool]>::to_vec).collect())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::game::{Rules, deck};
    use crate::pack::DomainId;
    use crate::pack::load::{Origin, load};
    use crate::text::Lang;

    fn card(lang: Lang, count: u8) -> Card {
        let pack = Arc::new(load(&Origin::BuiltIn("talk")).checked.pack.expect("the built-in pack is clean"));
        let code = deck::fresh(&pack, lang, count, 7, &[]);
        let deck = deck::draw(&pack, code);
        let mut game = Game::new(pack, lang, Rules { time: None }, deck, Some(code));
        while game.current().is_some() {
            let said = [Some(DomainId(0)), Some(DomainId(1)), None][game.answers.len() % 3];
            game.answer(said, Duration::from_secs(2), false);
        }
        Card::of(&game)
    }

    #[test]
    fn a_card_says_how_it_went_and_nothing_of_what_was_right() {
        let card = card(Lang::En, 5);
        let lines: Vec<&str> = card.text().lines().collect();
        assert_eq!(lines.len(), 3, "{}", card.text());
        assert_eq!(lines[0], "polysemy · Words of the talk");
        assert!(lines[1].chars().take(5).all(|sign| "✓✗–".contains(sign)) && lines[1].contains("/5  "), "{}", lines[1]);
        for spoiler in ["◆", "●", "■", "dev", "ML", "stats"] {
            assert!(!card.text().contains(spoiler));
        }
    }

    #[test]
    fn its_code_is_small_enough_for_the_smallest_screen() {
        for lang in Lang::ALL {
            for count in [5, 10, 20] {
                let code = card(lang, count).code().expect("a code");
                // Two rows of modules a row of cells, and four modules of quiet on all sides: 80x24 has 21 rows for it.
                assert!(count > 10 || code.len() + 8 <= 2 * 21, "{} modules", code.len());
                assert!(code.iter().all(|row| row.len() == code.len()));
            }
        }
    }
}
