//! The word that was probably meant by one that is not known.

/// Nobody means a short word by a longer one, and to compare costs as much as both are long.
const NEAR_MAX: usize = 40;

/// The word that was probably meant: near by edits, the beginning of one, or begun by one (`statistics` by `stats`).
pub(crate) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let letters = |word: &str| word.chars().count();
    if letters(found) > NEAR_MAX {
        return None;
    }
    let lower = found.to_lowercase();
    let (distance, _, best) = known
        .iter()
        .filter(|word| letters(word) <= 2 * NEAR_MAX)
        .map(|word| {
            let known = word.to_lowercase();
            (strsim::damerau_levenshtein(&lower, &known), strsim::jaro_winkler(&lower, &known), *word)
        })
        // Of words that are as near by edits, the one that begins alike.
        .min_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)))?;
    let close = distance <= 1 + letters(best) / 4 && distance < letters(best);
    let begun =
        |word: &&str| letters(&lower) > 1 && !word.is_empty() && (word.starts_with(&lower) || lower.starts_with(*word));
    let root = |word: &&str| word.chars().zip(lower.chars()).take_while(|(a, b)| a == b).take(4).count() == 4;
    if close { Some(best) } else { known.iter().find(|w| begun(w)).or(known.iter().find(|w| root(w))).copied() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_nearest_word_is_suggested_and_a_far_one_is_not() {
        let known = ["explanation", "context", "stats"];
        assert_eq!(nearest("explnation", &known), Some("explanation"));
        assert_eq!(nearest("Stat", &known), Some("stats"));
        assert_eq!(nearest("statistics", &known), Some("stats"));
        assert_eq!(nearest("English", &["en", "fr"]), Some("en"));
        assert_eq!(nearest("pyton", &["pycon", "python"]), Some("python"));
        assert_eq!(nearest("pyton", &["python", "pycon"]), Some("python"));
        assert_eq!(nearest("zebra", &known), None);
        assert_eq!(nearest("", &known), None);
    }

    #[test]
    fn words_of_any_script_are_compared_by_their_letters() {
        assert_eq!(nearest("age", &["modèle", "sommeil"]), None);
        assert_eq!(nearest("modele", &["année", "modèle"]), Some("modèle"));
        assert_eq!(nearest("numéros", &["can’t tell", "numéro"]), Some("numéro"));
        assert_eq!(nearest("durées de sommeil", &["duré", "x"]), Some("duré"));
        assert_eq!(nearest("я", &["é", "ß"]), None);
    }

    proptest! {
        #[test]
        fn whatever_was_written_one_of_the_known_words_is_meant_or_none(
            found in "[a-cA-C é’ßİ猫]{0,12}|\\PC{0,50}",
            known in prop::collection::vec("[a-cA-C é’ßİ猫]{0,12}|\\PC{0,50}", 0..6),
        ) {
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let meant = nearest(&found, &known);
            prop_assert!(meant.is_none_or(|word| known.contains(&word)));
            let same = |word: &str| !word.is_empty() && word.to_lowercase() == found.to_lowercase();
            if found.chars().count() <= NEAR_MAX && known.iter().any(|word| same(word)) {
                prop_assert!(meant.is_some_and(same));
            }
        }
    }
}
