//! What the terminal is asked, and what has not been answered yet.
//!
//! Nobody waits for the answers: they come among the keys, and each changes what it tells of. Only whoever leaves while
//! some are on their way waits for these ([`Inquiry::awaited`]), because the shell would take them for commands.

use std::time::{Duration, Instant};

use super::Abilities;
use super::graphics::{self, PixelSupport};
use super::input::Reply;

/// Characters that some terminals, set up for Chinese, Japanese or Korean, draw two cells wide, as the Unicode Standard
/// allows (Annex 11, "Ambiguous"). Frames and the signs of domains are made of them.
const AMBIGUOUS: [char; 2] = ['─', '◆'];

/// The device attributes (DA1). Every terminal answers this, so that it ends each round of questions.
const LAST: &str = "\x1b[c";

/// Whoever has not answered by then will not, or from so far away that its keys come too late as well.
pub(crate) const LATE: Duration = Duration::from_millis(1500);

pub(crate) enum Discovery {
    Light(bool),
    /// Ambiguous characters are two cells wide.
    Wide,
    Pictures(PixelSupport),
}

/// A round of questions, which DA1 ends.
enum QuestionRound {
    Looks,
    Pictures,
}

pub(crate) struct Inquiry {
    /// What was asked and not answered, the oldest first.
    open: Vec<QuestionRound>,
    asked: Instant,
    /// The columns behind the ambiguous characters.
    columns: Vec<u16>,
    pictures: PixelSupport,
}

impl Inquiry {
    /// The first round, and what to write on the first row of an empty screen, from the first column on.
    pub(crate) fn first(abilities: Abilities) -> (Self, String) {
        let mut inquiry =
            Self { open: Vec::new(), asked: Instant::now(), columns: Vec::new(), pictures: PixelSupport::default() };
        let mut text = String::new();
        if cfg!(not(unix)) {
            // crossterm, which reads there, would take the answers for keys.
            return (inquiry, text);
        }
        if !abilities.glyphs.are_few() {
            for c in AMBIGUOUS {
                text += &format!("\r{c}\x1b[6n");
            }
        }
        if abilities.tells_ground {
            text += "\x1b]11;?\x1b\\";
        }
        text += LAST;
        inquiry.open.push(QuestionRound::Looks);
        (inquiry, text)
    }

    pub(crate) fn pictures(&mut self) -> String {
        self.open.push(QuestionRound::Pictures);
        self.asked = Instant::now();
        format!("{}{LAST}", graphics::QUESTIONS)
    }

    /// Takes an answer in, if it is one: what nobody asked for is a key that looks like one.
    pub(crate) fn hear(&mut self, reply: Reply) -> Option<Discovery> {
        let round = self.open.first()?;
        match (round, reply) {
            (QuestionRound::Looks, Reply::Ground(red, green, blue)) => {
                return Some(Discovery::Light(is_light(red, green, blue)));
            }
            (QuestionRound::Looks, Reply::Attributes { .. }) => {
                self.open.remove(0);
                // A key that looks like an answer makes one too many: then none is believed.
                let wide = self.columns.len() == AMBIGUOUS.len() && self.columns.contains(&3);
                return wide.then_some(Discovery::Wide);
            }
            (QuestionRound::Pictures, Reply::Attributes { sixel }) => {
                self.open.remove(0);
                return Some(Discovery::Pictures(PixelSupport { sixel, ..std::mem::take(&mut self.pictures) }));
            }
            (QuestionRound::Looks, Reply::Column(column)) => self.columns.push(column),
            (QuestionRound::Pictures, Reply::Version(version)) => self.pictures.version = version,
            (QuestionRound::Pictures, Reply::Kitty) => self.pictures.kitty = true,
            (QuestionRound::Pictures, Reply::Cell(width, height)) => self.pictures.cell = Some((width, height)),
            _ => {}
        }
        None
    }

    pub(crate) fn awaited(&self) -> Option<Instant> {
        let end = self.asked + LATE;
        (!self.open.is_empty() && end > Instant::now()).then_some(end)
    }
}

/// By its luma (ITU-R BT.601).
fn is_light(red: u8, green: u8, blue: u8) -> bool {
    299 * u32::from(red) + 587 * u32::from(green) + 114 * u32::from(blue) > 127_500
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::runtime::abilities;

    fn modern() -> Abilities {
        abilities::of(&|name| if name == "TERM" { "xterm-256color".into() } else { String::new() })
    }

    const LAST: Reply = Reply::Attributes { sixel: false };

    #[test]
    fn a_ground_is_light_or_dark() {
        let grounds = [(0x1e, 0x1e, 0x2e, false), (0, 0, 0, false), (0xfd, 0xf6, 0xe3, true), (0, 0x2b, 0x36, false)];
        for (red, green, blue, light) in grounds {
            let (mut inquiry, text) = Inquiry::first(modern());
            assert!(text.contains("\x1b]11;?"));
            let learnt = inquiry.hear(Reply::Ground(red, green, blue));
            assert!(matches!(learnt, Some(Discovery::Light(found)) if found == light), "{red} {green} {blue}");
        }
    }

    #[test]
    fn wide_characters_are_noticed_and_keys_that_look_like_answers_are_not_believed() {
        let wide = |columns: &[u16]| {
            let (mut inquiry, _) = Inquiry::first(modern());
            columns.iter().for_each(|column| drop(inquiry.hear(Reply::Column(*column))));
            matches!(inquiry.hear(LAST), Some(Discovery::Wide))
        };
        assert!(wide(&[3, 3]) && wide(&[2, 3]));
        assert!(!wide(&[2, 2]) && !wide(&[]) && !wide(&[3]) && !wide(&[3, 3, 3]));
    }

    #[test]
    fn the_pictures_are_another_round() {
        let (mut inquiry, _) = Inquiry::first(modern());
        assert!(inquiry.awaited().is_some());
        inquiry.pictures();
        assert!(inquiry.hear(LAST).is_none());
        assert!(inquiry.hear(Reply::Kitty).is_none());
        let learnt = inquiry.hear(Reply::Attributes { sixel: true });
        assert!(matches!(learnt, Some(Discovery::Pictures(answers)) if answers.kitty && answers.sixel));
        assert!(inquiry.awaited().is_none());
        assert!(inquiry.hear(Reply::Ground(255, 255, 255)).is_none(), "nobody asked");
    }
}
