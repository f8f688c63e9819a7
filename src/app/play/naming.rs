//! A player chooses what they go by on the board: three letters, a pair of words that is offered, or nothing.

pub(crate) mod view;

use crate::app::booth::names::Letters;
use crate::app::{App, Component, Next, Pick};
use crate::text::SafeText;
use crate::ui::{Act, Edit};

#[derive(Debug, Clone)]
pub struct Naming {
    pub(crate) points: u32,
    pub(crate) letters: Option<Letters>,
    pub(crate) offers: Vec<SafeText>,
    /// Which of the offers the keys are on; none while they are on the letters.
    pub(crate) at: Option<Pick>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NameChoice {
    Letters(String),
    Offer(SafeText),
    Nothing,
    Others,
}

impl Naming {
    pub(crate) fn new(points: u32, letters: bool, offers: Vec<SafeText>) -> Self {
        let at = (!letters && !offers.is_empty()).then(Pick::default);
        Self { points, letters: letters.then(Letters::default), offers, at }
    }

    fn choose(&mut self, act: Act) -> Option<NameChoice> {
        match act {
            Act::Back => return Some(NameChoice::Nothing),
            Act::Fresh if !self.offers.is_empty() => return Some(NameChoice::Others),
            Act::Pick(at) => return self.offers.get(at).cloned().map(NameChoice::Offer),
            Act::Other => self.switch(),
            _ => {}
        }
        match (&mut self.at, &mut self.letters) {
            (Some(pick), letters) => match act {
                Act::Choose => return self.offers.get(pick.at).cloned().map(NameChoice::Offer),
                Act::Down | Act::Up => drop(pick.scroll(&act, self.offers.len())),
                // Who types letters wants letters.
                Act::Type(Edit::InsertChar(c)) if letters.as_mut().is_some_and(|letters| letters.type_in(c)) => {
                    self.at = None;
                }
                Act::Turn(..) => {
                    self.at = None;
                    self.turn(act);
                }
                _ => {}
            },
            (None, Some(letters)) => match act {
                Act::Choose => match letters.text() {
                    text if !text.is_empty() => return Some(NameChoice::Letters(text)),
                    // Whoever does not see how letters are made sees what else there is.
                    _ if self.offers.is_empty() => return Some(NameChoice::Nothing),
                    _ => self.switch(),
                },
                Act::Up => letters.up(),
                Act::Down => letters.down(),
                Act::Left => letters.left(),
                Act::Right => letters.right(),
                Act::Type(Edit::InsertChar(c)) => drop(letters.type_in(c)),
                Act::Type(Edit::DeletePrevChar) => letters.erase(),
                Act::Type(Edit::DeletePrevWord | Edit::DeleteLine) => letters.clear(),
                act => self.turn(act),
            },
            (None, None) => {}
        }
        None
    }

    fn switch(&mut self) {
        self.at = match self.at {
            Some(_) if self.letters.is_some() => None,
            None if !self.offers.is_empty() => Some(Pick::default()),
            at => at,
        };
    }

    fn turn(&mut self, act: Act) {
        if let (Act::Turn(at, up), Some(letters)) = (act, &mut self.letters) {
            letters.go(at);
            if up { letters.up() } else { letters.down() }
        }
    }
}

impl Component for Naming {
    fn act(&mut self, act: Act, app: &mut App) -> Next {
        match self.choose(act) {
            None => Next::Stay,
            Some(NameChoice::Others) => {
                self.offers = app.other_offers();
                Next::Stay
            }
            Some(NameChoice::Letters(typed)) => app.goes_by(app.allowed(&typed)),
            Some(NameChoice::Offer(name)) => app.goes_by(Some(name)),
            Some(NameChoice::Nothing) => app.goes_by(None),
        }
    }

    fn goes_back(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers() -> Vec<SafeText> {
        ["Lazy Gradient", "Napping Median"].map(SafeText::new).to_vec()
    }

    fn typed(naming: &mut Naming, text: &str) {
        for c in text.chars() {
            assert_eq!(naming.choose(Act::Type(Edit::InsertChar(c))), None);
        }
    }

    #[test]
    fn letters_are_typed_or_turned() {
        let mut naming = Naming::new(720, true, offers());
        typed(&mut naming, "mo");
        for act in [Act::Up, Act::Turn(0, true), Act::Turn(0, false)] {
            assert_eq!(naming.choose(act), None);
        }
        assert_eq!(naming.choose(Act::Choose), Some(NameChoice::Letters("MOA".to_owned())));
    }

    #[test]
    fn an_offer_is_taken_by_its_number_or_by_going_there() {
        let mut naming = Naming::new(720, true, offers());
        assert_eq!(naming.choose(Act::Pick(1)), Some(NameChoice::Offer(SafeText::new("Napping Median"))));
        assert_eq!(naming.choose(Act::Pick(9)), None);
        naming.choose(Act::Other);
        naming.choose(Act::Down);
        assert_eq!(naming.choose(Act::Choose), Some(NameChoice::Offer(SafeText::new("Napping Median"))));
        typed(&mut naming, "x");
        assert_eq!((naming.at, naming.choose(Act::Choose)), (None, Some(NameChoice::Letters("X".to_owned()))));
    }

    #[test]
    fn who_only_presses_enter_gets_on() {
        let mut naming = Naming::new(720, true, offers());
        assert_eq!(naming.choose(Act::Choose), None, "no letters are no name");
        assert_eq!(naming.choose(Act::Choose), Some(NameChoice::Offer(SafeText::new("Lazy Gradient"))));
        assert_eq!(Naming::new(0, true, Vec::new()).choose(Act::Choose), Some(NameChoice::Nothing));
    }

    #[test]
    fn nobody_is_obliged() {
        for (letters, offers) in [(true, offers()), (false, offers()), (true, Vec::new())] {
            assert_eq!(Naming::new(0, letters, offers).choose(Act::Back), Some(NameChoice::Nothing));
        }
        assert_eq!(Naming::new(0, true, Vec::new()).choose(Act::Fresh), None);
        assert_eq!(Naming::new(0, false, offers()).choose(Act::Fresh), Some(NameChoice::Others));
    }
}
