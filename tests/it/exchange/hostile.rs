//! Documents that nobody wrote: whatever is made of them passes its check.

use super::*;

/// What documents of a format are made of.
fn pieces(format: Format) -> &'static [&'static str] {
    match format {
        Format::Gift => &[
            "::nap::",
            "::",
            "{",
            "}",
            "=dev",
            "~ml",
            "~stats: ",
            "=dev\\: a gloss",
            "~%50%ml",
            "#why",
            "####because ",
            "\n\n",
            "\n",
            "$CATEGORY: nap\n",
            "$CATEGORY: \n",
            "[html]",
            "<pre>",
            "</pre>",
            "<b>nap</b>",
            "// polysemy.sense {\"domain\":\"l\",\"gloss\":\"y\"}\n",
            "// polysemy.sense {\"domain\":\"dev\",\"gloss\":\"y\",\"term\":\"nap\"}\n",
            "// polysemy.term {\"id\":\"\",\"name\":\"\"}\n",
            "// polysemy.term {\"id\":\"nap\",\"name\":\"\\u200b\"}\n",
            "// polysemy.domain {\"id\":\"l\",\"name\":\"\"}\n",
            "// polysemy.pack {\"id\":\"x\",\"title\":\"\",\"language\":\"fr\"}\n",
            "// polysemy.tell \"nap\"\n",
            "// polysemy.level 9\n",
            "// polysemy.context {\"language\":\"r\",\"first\":99980}\n",
            "[id:nap]",
            "[tag:nap]",
            "\"nap\" failed {=dev ~ml}\n\n",
            "\"nap\" fits {~dev =ml}\n\n",
        ],
        Format::Csv => &[
            "term,text,key\n",
            "term,text,key,gloss_dev,gloss_ml\n",
            "text,key,kind,first_line,code_language,term_id,term,gloss_a b,remark_dev\n",
            ",",
            "\n",
            "\"",
            "\"\"",
            ";",
            "dev",
            "ml",
            "stats",
            "code",
            "log",
            "99980",
            "1",
            "python",
            "nap",
            "nap,nap failed,dev\n",
            "nap,nap fits,ml\n",
            "a,dev,code,9999,r,nap,nap,g,r\n",
            "b,ml,code,1,r,nap,nap,g,r\n",
            ",,,,\n",
            "\u{200b},\u{200b},dev\n",
            "en",
            "fr",
            "id,",
        ],
        Format::Anki => &[
            "#separator:tab\n",
            "#html:true\n",
            "#deck column:3\n",
            "#tags column:3\n",
            "\t",
            "\n",
            "nap (dev)",
            "nap (ml)",
            "dev: nap",
            "dev",
            "nap (dev)\ta pause\n",
            "nap (ml)\ta fit\n",
            "(dev)\tx\n",
            "(ml)\ty\n",
            "\u{200b} (dev)\tx\n",
            "\u{200b} (ml)\tx\n",
            "<b>",
            "&#8203;",
            "\"",
        ],
        Format::Json => &[],
    }
}

/// What may stand anywhere.
const ANYWHERE: [&str; 22] = [
    "nap",
    " ",
    "é",
    "猫猫猫",
    "\u{200b}",
    "\u{202e}",
    "\u{1b}[31m",
    "\0",
    "\t",
    "\u{a0}",
    "’",
    "“nap”",
    "`nap`",
    "**nap**",
    "x̄̄̄̄̄",
    "\\",
    "\"\"\"",
    "=",
    "a_very_long_line_that_goes_on_and_on_without_a_single_blank_in_it_so_that_no_room_is_wide_enough",
    "a line of words that goes on and on and on and on and on until it is as wide as the",
    "0",
    "-",
];

fn document(format: Format) -> impl Strategy<Value = String> {
    let own = proptest::sample::select(pieces(format));
    let any = proptest::sample::select(&ANYWHERE[..]);
    proptest::collection::vec(prop_oneof![5 => own, 1 => any], 1..40).prop_map(|pieces| pieces.concat())
}

fn any_document() -> impl Strategy<Value = (Format, String)> {
    let of = |format: Format| document(format).prop_map(move |text| (format, text));
    prop_oneof![of(Format::Gift), of(Format::Csv), of(Format::Anki)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_is_made_of_a_document_passes_its_check((format, text) in any_document(), french: bool) {
        let imported = import(format, &text, if french { Lang::Fr } else { Lang::En });
        if let Some(table) = &imported.pack {
            checked(&table.to_toml());
        }
    }
}

#[test]
fn a_term_without_a_name_is_none() {
    let sense = |domain: &str, more: &str| {
        format!("// polysemy.sense {{\"domain\":\"{domain}\",\"gloss\":\"y{domain}\"{more}}}\n")
    };
    let senses =
        sense("dev", "") + &sense("ml", "") + &sense("dev", ",\"term\":\"\\u200b\"") + &sense("ml", ",\"term\":\" \"");
    let imported = import(Format::Gift, &senses, Lang::En);
    assert_eq!((imported.pack, imported.losses.count(Reason::NoTerm)), (None, 4));
}

#[test]
fn lines_of_code_are_numbered_where_there_is_room_for_the_numbers() {
    for (width, numbered) in [(68, true), (69, true), (70, true), (71, false), (72, false), (74, false)] {
        let row = |key: &str| format!("nap,{},{key},code,r,9\n", "x".repeat(width));
        let text = format!("term,text,key,kind,code_language,first_line\n{}{}", row("dev"), row("ml"));
        let imported = import(Format::Csv, &text, Lang::En);
        pack(&imported);
        assert_eq!(imported.pack.expect("a pack").to_toml().contains("first = 9"), numbered, "{width}");
    }
}

#[test]
fn a_table_of_very_many_columns_is_refused_and_of_many_domains_some_are_read() {
    let heading = |n: usize| (0..n).map(|n| format!(",gloss_d{n}")).collect::<String>();
    let imported = import(Format::Csv, &format!("text,key{}\nx,d1\n", heading(200_000)), Lang::En);
    let told = imported.losses.text(Words::of(Lang::En).exchange());
    assert!(imported.pack.is_none() && told.contains("  line 1: 200002\n") && told.contains("1,000 at most"), "{told}");
    let rows = "nap,The nap failed,d0,a\nnap,The nap fits,d1,,b\n";
    let imported = import(Format::Csv, &format!("term,text,key{}\n{rows}", heading(400)), Lang::En);
    assert_eq!((imported.kept + imported.part, imported.losses.count(Reason::OtherColumn)), (2, 376));
}
