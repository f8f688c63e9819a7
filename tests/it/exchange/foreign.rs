//! What other programs and people write.

use super::*;

const GIFT: &str = "\
// question: 1  name: r1
$CATEGORY: $course$/top/Words/regression

::r1:: The nightly build shows a <b>regression</b> since Tuesday. {
  =dev\\: a bug that came back # It worked before.
  ~ML\\: predicting a number # no number here
  ~stats\\: fitting a line
}

::r2::We fit a regression with squared loss on 4\\,000 naps. {
~◆ Dev
=ml

~stats ####A number is predicted.}

::r3::[html]<p>Which “regression” is this?</p><pre>lm(naps \\~ age)\\nsummary(fit)</pre>{~%50%stats ~%50%ML ~%-100%dev}

::tf::Cats nap.{TRUE#yes#no}

How many? {#3:1}

::m::Match.{=a -> b =c -> d}

::sa::Who naps?{=cats =a cat}

::e::Why? {}

Cats nap a lot.

::open::No end { =dev ~ml

::last::A regression test failed.{=a ~b}
";

const NOTES: &str = "\
#separator:tab
#html:true
#notetype column:1
#deck column:2
#tags column:5
Basic\tWords::test\tWe <i>touched</i> the <b>test</b> &lt;once&gt;.<br>Then never.&nbsp;OK\tml\tweek3
Basic\tWords::test\ttest (dev)\tan <b>automated</b> check\t
Basic\tWords::test\t\"test
(ml)\"\t\"data kept \"\"aside\"\"\"\t
Cloze\tWords\t{{c1::cat}}\t\t
Basic\tWords\tcat\tmeow [sound:x.mp3]\tanimal
";

const TABLE: &str = "\
Term;Text;Key;Level;Unknown
test;\"assert nap == 60
ok\";dev;2;x
test;We touched the test once.;ML;hard;
;What is \"bias\" here?;stats;;
test;'=1+1;dev, stats;;
test;;dev;;
test;naps;nobody;;
";

#[test]
fn what_is_lost_is_said_in_both_languages() {
    for lang in Lang::ALL {
        let mut out = String::new();
        for (name, format, text) in
            [("gift", Format::Gift, GIFT), ("anki", Format::Anki, NOTES), ("csv", Format::Csv, TABLE)]
        {
            let imported = import(format, text, lang);
            let counts = (imported.kept, imported.part, imported.losses.whole());
            out += &format!("== {name} {counts:?}\n{}\n", imported.losses.text(Words::of(lang).exchange()));
            if lang == Lang::En {
                insta::assert_snapshot!(format!("exchange_{name}"), imported.pack.as_ref().expect("a pack").to_toml());
            }
            pack(&imported);
        }
        insta::assert_snapshot!(format!("exchange_losses_{}", lang.code()), out);
    }
}

#[test]
fn every_reason_has_its_own_words_in_both_languages() {
    let (en, fr) = (Words::of(Lang::En), Words::of(Lang::Fr));
    for reason in Reason::ALL {
        let (en, fr) = (reason.sentence(en.exchange()), reason.sentence(fr.exchange()));
        assert!(en.ends_with('.') && fr.ends_with('.') && en != fr, "{reason:?}");
    }
}

#[test]
fn options_that_are_glosses_find_their_sense() {
    let text = "::a1::It is red.{=dev: a red build ~ml: a fitted line}\n\n\
                ::a2::$CATEGORY\n\n\
                ::a3::The \"it\" is blue.{~A red build. =a fitted line}\n\n\
                ::a4::The \"it\" is green.{=dev: a red build ~ml: a fitted line}\n";
    let imported = import(Format::Gift, &text.replace("::a1::It", "::a1::\"it\""), Lang::En);
    let pack = pack(&imported);
    let keys: Vec<_> = pack.questions(Lang::En).map(|(_, question)| (question.id.as_str(), question.key)).collect();
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().any(|(id, key)| *id == "a3" && key.contains(polysemy::pack::DomainId(1))), "{keys:?}");
}

#[test]
fn a_table_may_have_any_separator_and_some_columns() {
    for (separator, name) in [(',', "word"), (';', "mot"), ('\t', "term")] {
        let rows = ["The nap failed|dev", "The nap fits|ml"].map(|row| format!("nap|{row}"));
        let text = format!("{name}|text|key\n{}\n", rows.join("\n")).replace('|', &separator.to_string());
        let imported = import(Format::Csv, &text, Lang::En);
        assert_eq!(pack(&imported).questions(Lang::En).count(), 2, "{text}");
    }
    let imported = import(Format::Csv, "a,b\n1,2\n", Lang::En);
    assert!(imported.pack.is_none());
    assert_eq!(imported.losses.count(Reason::NoColumn), 2);
    let two = "text,key,language,term\na,dev,en,x\nb,ml,en,x\nc,ml,fr,x\n";
    assert_eq!(import(Format::Csv, two, Lang::Fr).losses.count(Reason::OtherLanguage), 1);
}

#[test]
fn whatever_a_table_says_in_vain_is_listed() {
    let text = "id,term,text,key,kind,first_line,language,key\n\
                a,nap,The nap failed,dev,log,1,en,ml\n\
                a,nap,The nap fits,ml,plot,x,tlh,,more,\n\
                B 2,nap,The nap fits best,ml,code,7,en\n";
    let imported = import(Format::Csv, text, Lang::En);
    let told = imported.losses.text(Words::of(Lang::En).exchange());
    for said in [
        "line 1: key",
        "line 3: more",
        "line 3: plot",
        "line 3: x",
        "line 3: tlh",
        "line 3: a → a-2",
        "line 4: B 2 → b-2",
    ] {
        assert!(told.contains(&format!("  {said}\n")), "{said}: {told}");
    }
    assert_eq!((imported.kept, imported.part), (0, 3), "{told}");
    assert_eq!(pack(&imported).questions(Lang::En).count(), 3);
}

#[test]
fn a_spreadsheet_may_name_its_separator() {
    let imported = import(Format::Csv, "sep=;\nterm;text;key\nnap;a, b, c;dev\nnap;d, e, f;ml\n", Lang::En);
    assert_eq!((pack(&imported).questions(Lang::En).count(), imported.losses.count(Reason::OtherColumn)), (2, 0));
}

#[test]
fn more_than_a_pack_holds_is_counted() {
    let rows = (0..20_500).map(|n| format!("nap,nap {n},{}\n", if n % 2 == 0 { "dev" } else { "ml" }));
    let imported = import(Format::Csv, &format!("term,text,key\n{}", rows.collect::<String>()), Lang::En);
    assert_eq!(imported.losses.count(Reason::TooMany), 500);
    assert_eq!(imported.kept + imported.part, 20_000);
    assert!(imported.losses.text(Words::of(Lang::En).exchange()).lines().count() < 70);
}

#[test]
fn only_what_is_kept_is_counted_against_the_room_of_a_pack() {
    let bad: String = (0..20_500).map(|n| format!("nap,nap {n},nobody\n")).collect();
    let text = format!("term,text,key\n{bad}nap,The nap failed,dev\nnap,The nap fits,ml\nalone,One sense,ml\n");
    let imported = import(Format::Csv, &text, Lang::En);
    assert_eq!((imported.kept + imported.part, imported.losses.count(Reason::TooMany)), (2, 0));
    assert_eq!(imported.losses.count(Reason::NotLookedAt), 0);
    let more: String = (0..100_000).map(|n| format!("nap,nap {n},nobody\n")).collect();
    let imported = import(Format::Csv, &format!("{text}{more}"), Lang::En);
    assert_eq!(imported.losses.count(Reason::NotLookedAt), 20_503);
}

#[test]
fn a_number_that_the_text_has_too_is_part_of_the_term() {
    let text = "::C4::C4 plays here. {=dev ~ml}\n\n::C4::C4 is played. {~dev =ml}\n\n\
                ::term-1::The term is red. {=dev ~ml}\n\n::term-2::The term is fitted. {~dev =ml}\n";
    let pack = pack(&import(Format::Gift, text, Lang::En));
    assert_eq!(pack.terms.iter().map(|term| term.name.get(Lang::En)).collect::<Vec<_>>(), ["C4", "term"]);
}

#[test]
fn sounds_and_tags_of_definitions_are_left_out_aloud() {
    let text = "#separator:tab\n#tags column:3\nnap (dev)\ta pause [sound:x.mp3]\tweek3\nnap\ta fit\tml\n";
    let imported = import(Format::Anki, text, Lang::En);
    let toml = imported.pack.as_ref().expect("a pack").to_toml();
    assert!(!toml.contains("sound:") && imported.losses.count(Reason::Media) == 1, "{toml}");
    let told = imported.losses.text(Words::of(Lang::En).exchange());
    assert!(told.contains("  line 3: nap (dev): week3\n") && imported.losses.count(Reason::NoTags) == 1, "{told}");
}

/// What a format is made of, in no good order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(vec![
            "::",
            "{",
            "}",
            "=dev",
            "~ml",
            "~stats",
            "=",
            "~",
            "####",
            "#",
            "\\",
            "%50%",
            "\n",
            "\n\n",
            "[html]",
            "<pre>",
            "</pre>",
            "<b>",
            "nap",
            "“nap”",
            "$CATEGORY: nap\n",
            "// polysemy.question {\"level\":9,\"tell\":[\"x\"]}\n",
            "// polysemy.term {\"id\":\"nap\"}\n",
            "// polysemy.domain {\"id\":\"\"}\n",
            "term,text,key\n",
            "term_id,term,text,key,gloss_dev,gloss_ml,remark_x\n",
            ",",
            "\"",
            "\t",
            ";",
            "dev",
            "ML",
            "stats: a line",
            "#separator:tab\n",
            "#deck column:1\n",
            "```\n",
            "\0",
            "\u{1b}[2J",
            "\u{202e}",
            "\u{300}\u{301}\u{302}",
            "&#x1b;",
            "&amp;",
            "é",
            "'=1",
            "\r",
            "\r\n",
            "-9223372036854775808",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Whatever comes in, what comes out can be played.
fn survives(text: &str) {
    for format in [Format::Gift, Format::Anki, Format::Csv] {
        let imported = import(format, text, Lang::En);
        let told = imported.losses.text(Words::of(Lang::Fr).exchange());
        assert!(SafeText::first_unsafe(&told).is_none(), "{told:?}");
        if let Some(table) = &imported.pack {
            checked(&table.to_toml());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn nothing_that_comes_in_does_harm(text in pieces()) {
        survives(&text);
    }

    #[test]
    fn questions_that_are_nearly_good_do_no_harm(
        texts in proptest::collection::vec(pieces(), 2..5),
        options in proptest::collection::vec(pieces(), 2..4),
    ) {
        let mut gift = String::new();
        let mut table = "id,term,text,key,explanation,tell,tags,gloss_dev,gloss_ml,level,first_line,kind\n".to_owned();
        for (n, text) in texts.iter().enumerate() {
            let (dev, ml) = if n % 2 == 0 { ('=', '~') } else { ('~', '=') };
            gift += &format!("::{text}:: “nap” {text} {{{dev}dev: {} # {text}\n{ml}ML: {}####{text}}}\n\n", options[0], options[1]);
            let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            let (text, gloss) = (quoted(text), quoted(&options[n % 2]));
            let key = if n % 2 == 0 { "dev" } else { "ml" };
            table += &format!("{text},nap,{text},{key},{text},{text},{text},{gloss},{gloss},{n},{text},code\n");
        }
        survives(&gift);
        survives(&table);
    }
}

#[test]
fn nothing_is_kept_in_part_that_is_not_kept() {
    let text = "term,text,key\nnap,The nap failed,dev\nnap,The nap fits,ml\nalone,One sense,ml\n";
    let imported = import(Format::Csv, text, Lang::En);
    assert_eq!((imported.part, imported.losses.whole()), (2, 1));
    assert_eq!((imported.losses.count(Reason::NoTell), imported.losses.count(Reason::OneSense)), (2, 1));
    assert_eq!(import(Format::Csv, "a,b\n1,2\n", Lang::En).losses.whole(), 0);
}
