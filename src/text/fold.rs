//! Texts as they are compared where accents, capitals and ligatures do not matter: in searches and alphabets.

/// A text in small letters without accents, each with the byte at which the character begins that it comes from: `Œil`
/// is `o`, `e`, `i`, `l`, of which the first two come from byte 0. What no ASCII letter resembles stays as it is.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    text.char_indices().flat_map(|(at, c)| {
        let like = deunicode::deunicode_char(c);
        let own = like.is_none().then_some(c);
        let like = like.unwrap_or_default().trim_end().chars().chain(own);
        // A plain space resembles nothing else, and would be trimmed.
        let space = (c == ' ' || c == '\u{a0}' || c == '\u{202f}').then_some(' ');
        like.chain(space).flat_map(char::to_lowercase).map(move |c| (at, c))
    })
}

/// A key that sorts texts as a dictionary does: accents and capitals count only where nothing else differs.
pub(crate) fn alphabetical(text: &str) -> (String, String) {
    (folded(text).map(|(_, c)| c).collect(), text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_lose_accents_and_capitals_and_remember_where_they_were() {
        let plain = |text: &str| alphabetical(text).0;
        assert_eq!(plain("Échantillon d'été"), "echantillon d'ete");
        assert_eq!(plain("e\u{301}te\u{301}"), "ete");
        assert_eq!(plain("l’œuvre\u{a0}:"), "l'oeuvre :");
        assert_eq!(folded("Œil").collect::<Vec<_>>(), [(0, 'o'), (0, 'e'), (2, 'i'), (3, 'l')]);
        assert_eq!(plain("a b"), "a b");
    }

    #[test]
    fn a_dictionary_puts_accents_after_the_same_word_without() {
        let mut words = ["été", "zoo", "Eté", "etage", "ETE"];
        words.sort_by_cached_key(|word| alphabetical(word));
        assert_eq!(words, ["etage", "ETE", "Eté", "été", "zoo"]);
    }
}
