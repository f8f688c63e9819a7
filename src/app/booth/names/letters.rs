//! Three letters, as in an arcade.

use crate::text::folded;

const COUNT: usize = 3;

/// What each may be, in the order of up and down; a blank first, so that a visitor who does nothing has no name.
const LETTERS: &[u8] = b" ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/// Three letters that are being chosen, and the one whose turn it is. Arrows suffice; a keyboard may type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Letters {
    /// Places in [`LETTERS`].
    chosen: [usize; COUNT],
    at: usize,
}

impl Letters {
    pub(crate) fn shown(&self) -> [char; COUNT] {
        self.chosen.map(|at| char::from(LETTERS[at]))
    }

    pub(crate) fn at(&self) -> usize {
        self.at
    }

    /// What they spell, without the blanks around it; empty where nothing is chosen.
    pub(crate) fn text(&self) -> String {
        self.shown().iter().collect::<String>().trim().to_owned()
    }

    pub(crate) fn up(&mut self) {
        self.turn(1);
    }

    pub(crate) fn down(&mut self) {
        self.turn(LETTERS.len() - 1);
    }

    fn turn(&mut self, by: usize) {
        self.chosen[self.at] = (self.chosen[self.at] + by) % LETTERS.len();
    }

    pub(crate) fn left(&mut self) {
        self.at = self.at.saturating_sub(1);
    }

    pub(crate) fn right(&mut self) {
        self.go(self.at + 1);
    }

    /// One of the letters, from 0; the last for any number beyond.
    pub(crate) fn go(&mut self, at: usize) {
        self.at = at.min(COUNT - 1);
    }

    /// Takes a letter that was typed, without its accents, and goes on to the next; whether it can be taken.
    pub(crate) fn type_in(&mut self, typed: char) -> bool {
        let mut taken = false;
        // An œ is two letters.
        for (_, c) in folded(typed.encode_utf8(&mut [0; 4])) {
            let found = LETTERS.iter().position(|known| char::from(*known) == c.to_ascii_uppercase());
            let Some(place) = found else { continue };
            self.chosen[self.at] = place;
            self.right();
            taken = true;
        }
        taken
    }

    /// Takes the letter away, or the one before where none is chosen.
    pub(crate) fn erase(&mut self) {
        if self.chosen[self.at] == 0 {
            self.left();
        }
        self.chosen[self.at] = 0;
    }

    pub(crate) fn clear(&mut self) {
        (self.chosen, self.at) = (Default::default(), 0);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn typed(text: &str) -> Letters {
        let mut letters = Letters::default();
        for c in text.chars() {
            letters.type_in(c);
        }
        letters
    }

    #[test]
    fn arrows_are_enough() {
        let mut letters = Letters::default();
        assert_eq!((letters.text(), letters.at()), (String::new(), 0));
        letters.up();
        letters.right();
        letters.down();
        letters.right();
        letters.right();
        letters.up();
        letters.up();
        assert_eq!((letters.shown(), letters.text(), letters.at()), (['A', '9', 'B'], "A9B".to_owned(), 2));
        letters.left();
        letters.up();
        assert_eq!((letters.text(), letters.at()), ("A B".to_owned(), 1), "a blank comes after 9");
        letters.left();
        letters.left();
        assert_eq!(letters.at(), 0);
    }

    #[test]
    fn letters_can_be_typed_with_accents_and_without() {
        assert_eq!(typed("cat").text(), "CAT");
        assert_eq!(typed("éÇ7").text(), "EC7");
        assert_eq!(typed("œ").text(), "OE");
        assert_eq!(typed("a-b?").text(), "AB");
        assert_eq!(typed("catnap").text(), "CAP", "the last one is typed over");
        assert!(!typed("cat").type_in('!'));
    }

    #[test]
    fn what_was_typed_can_be_taken_away() {
        let mut letters = typed("ca");
        letters.erase();
        assert_eq!((letters.text(), letters.at()), ("C".to_owned(), 1));
        letters.erase();
        letters.erase();
        assert_eq!((letters.text(), letters.at()), (String::new(), 0));
    }

    proptest! {
        #[test]
        fn whatever_is_done_three_letters_stay_three_letters(deeds in proptest::collection::vec((0..6, any::<char>()), 0..40)) {
            let mut letters = Letters::default();
            for (deed, c) in deeds {
                match deed {
                    0 => letters.up(),
                    1 => letters.down(),
                    2 => letters.left(),
                    3 => letters.right(),
                    4 => letters.erase(),
                    _ => {
                        letters.type_in(c);
                    }
                }
                prop_assert!(letters.at() < COUNT && letters.text().len() <= COUNT);
                prop_assert!(letters.text().bytes().all(|byte| LETTERS.contains(&byte)));
            }
        }
    }
}
