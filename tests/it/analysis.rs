//! What was confused: the numbers, the reports in all formats, and the commands.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use std::time::{Duration, Instant};

use polysemy::doc::DocFormat;
use polysemy::doc::paper::{self, LeftOut, REPORT_FORMATS, Report, When};
use polysemy::game::analysis::{Analysis, Look, STABLE};
use polysemy::game::record::{self, Record};
use polysemy::pack::Pack;
use polysemy::text::{Lang, SafeText};
use polysemy::words::Words;
use proptest::prelude::*;

use crate::paper::{read_html, read_markdown};
use crate::small::trades;

/// Three words that sailors, bakers and weavers use, each asked once of each: `knot-sail`, `knot-bake` ...
fn pack() -> Arc<Pack> {
    trades("trades", 3, Lang::En)
}

fn begin(kind: &str, name: &str, began: u64) -> String {
    let heading =
        serde_json::json!({ "format": 1, "kind": kind, "pack": "trades", "lang": "en", "name": name, "began": began });
    format!("{{\"begin\":{heading}}}\n")
}

/// How many said what: sailors, bakers, weavers, none.
fn hands(question: &str, said: [u32; 4], more: &str) -> String {
    let [sail, bake, weav, none] = said;
    format!(
        "{{\"answers\":{{\"question\":\"{question}\",\"said\":{{\"sail\":{sail},\"bake\":{bake},\"weav\":{weav}}},\"none\":{none}{more}}}}}\n"
    )
}

/// One answer: the first letters of a domain, or nothing.
fn one(question: &str, said: &str) -> String {
    let at = ["sail", "bake", "weav", ""].map(|domain| u32::from(domain == said));
    hands(question, at, ",\"seconds\":6.5")
}

/// A class that voted, talked and voted again, and thirty games.
fn records() -> Vec<Record> {
    let mut text = begin("class", "Tuesday", 1_773_300_000);
    text += &hands("thread-sail", [9, 9, 9, 9], ",\"warm_up\":true");
    text += &hands("knot-sail", [5, 17, 2, 1], ",\"seconds\":31.0");
    text += &hands("knot-sail", [19, 5, 1, 0], ",\"vote\":2");
    text += &hands("batch-bake", [0, 24, 0, 0], ",\"seconds\":12.0");
    text += &hands("gone-for-good", [1, 2, 3, 0], "");
    text += "{\"end\":{}}\n";
    for game in 0..30 {
        // The better ones are right on everything but the last word, which the others guess.
        let good = game % 3 > 0;
        text += &begin("game", if game == 0 { "Moka" } else { "" }, 1_773_400_000 + game * 3600);
        text += &one("knot-sail", if good { "sail" } else { "bake" });
        text += &one("batch-bake", if good || game % 2 == 0 { "bake" } else { "" });
        text += &one("batch-weav", "weav");
        text += &one("thread-weav", if good { "sail" } else { "weav" });
        text += "{\"end\":{}}\n";
    }
    let (records, lost) = record::read(&text);
    assert_eq!((records.len(), lost), (31, 0));
    records
}

fn item<'a>(analysis: &'a Analysis, id: &str) -> &'a polysemy::game::analysis::Item {
    let is = |item: &&polysemy::game::analysis::Item| analysis.pack.at(item.place).1.id.as_str() == id;
    analysis.items.iter().find(is).unwrap_or_else(|| panic!("nobody answered {id}"))
}

#[test]
fn a_class_and_thirty_games_by_hand() {
    let (pack, records) = (pack(), records());
    let analysis = Analysis::new(&pack, &records);
    // 25 + 24 hands and 4 answers in each game; the warm-up and what is not in the pack do not count.
    assert_eq!(analysis.n(), 49 + 120);
    assert_eq!(analysis.gone, [(SafeText::new("gone-for-good"), 6)]);
    assert_eq!(analysis.items.len(), 4);
    let knot = item(&analysis, "knot-sail");
    assert_eq!((knot.voices.said.as_slice(), knot.voices.none), ([25, 27, 2].as_slice(), 1));
    assert!((knot.share().expect("voices") - 25.0 / 55.0).abs() < 1e-12);
    assert!((knot.gain().expect("two votes") - (19.0 - 5.0) / 25.0).abs() < 1e-12);
    assert_eq!(
        knot.seconds.map(|seconds| (seconds * 100.0).round()),
        Some(((31.0 + 30.0 * 6.5) / 31.0f64 * 100.0).round())
    );
    assert!(matches!(knot.looks.as_slice(), [Look::Ahead(_), ..]), "{:?}", knot.looks);
    assert!(matches!(item(&analysis, "thread-weav").looks.as_slice(), [Look::Ahead(_), Look::Backwards(_), ..]));
    assert!(item(&analysis, "batch-weav").looks.contains(&Look::Everybody));
    assert_eq!(item(&analysis, "batch-weav").discrimination, None, "it does not vary");
    // Of thirty games twenty are good. Right on the knot: 2 of 3 others right; else 2.5 of 3 in the mean.
    assert!(knot.discrimination.expect("thirty games") < 0.0);
    let sums: usize = analysis.matrix.counts.iter().flatten().sum();
    assert_eq!(sums as u64, analysis.n());
    assert_eq!(analysis.matrix.counts[0], [25, 27, 2, 1]);
    let worst = analysis.misread()[0];
    assert_eq!((worst.times, worst.of, pack.terms[worst.term].id.as_str()), (27, 55, "knot"));
}

#[test]
fn a_mended_key_mends_old_answers() {
    let records = records();
    let before = pack();
    let mut after = Pack::clone(&before);
    let place = item(&Analysis::new(&before, &records), "knot-sail").place;
    after.terms[place.term].questions[place.question].key = [polysemy::pack::DomainId(1)].into_iter().collect();
    let analysis = Analysis::new(&after, &records);
    assert_eq!(item(&analysis, "knot-sail").share(), Some(27.0 / 55.0));
    // With two keys, both are right, and the question is in no row of the matrix.
    after.terms[place.term].questions[place.question].key = [0, 1].map(polysemy::pack::DomainId).into_iter().collect();
    let analysis = Analysis::new(&after, &records);
    assert_eq!(item(&analysis, "knot-sail").share(), Some(52.0 / 55.0));
    assert_eq!(analysis.several, 55);
    let sums: usize = analysis.matrix.counts.iter().flatten().sum();
    assert_eq!(sums as u64 + analysis.several, analysis.n());
}

#[test]
fn few_voices_say_nothing_about_a_question() {
    let pack = pack();
    let text = begin("class", "", 0) + &hands("knot-sail", [28, 1, 0, 0], "") + &hands("knot-bake", [4, 0, 0, 0], "");
    let (mut records, _) = record::read(&text);
    let analysis = Analysis::new(&pack, &records);
    assert_eq!(item(&analysis, "knot-sail").looks, [], "29 voices");
    assert_eq!(item(&analysis, "knot-bake").looks, [], "four may err by chance");
    assert!(analysis.items.iter().all(|item| item.discrimination.is_none() && !item.is_stable()));
    records[0].answers[0].said.insert("sail".into(), STABLE as u32);
    let analysis = Analysis::new(&pack, &records);
    assert!(matches!(item(&analysis, "knot-sail").looks.as_slice(), [Look::Easy, Look::Idle(_), Look::Idle(_)]));
}

#[test]
fn what_cannot_be_is_set_aside() {
    let pack = pack();
    let mut text = begin("class", "", 0) + &hands("knot-sail", [4_000_000_000, 4_000_000_000, 0, 0], "");
    text += &hands("knot-bake", [1, 2, 0, 0], ",\"seconds\":-1e300");
    text += &hands("knot-bake", [1, 2, 0, 0], ",\"vote\":7");
    text += &hands("knot-weav", [0, 0, 2, 0], ",\"vote\":2");
    text += "{\"answers\":{\"question\":\"batch-sail\",\"said\":{\"pirates\":3,\"sail\":1}}}\n";
    let (mut records, lost) = record::read(&text);
    assert_eq!(lost, 0);
    records.push(records[0].clone());
    let analysis = Analysis::new(&pack, &records);
    assert_eq!((analysis.odd, analysis.strangers, analysis.twice), (2, 3, 1));
    assert_eq!((analysis.n(), item(&analysis, "knot-bake").seconds), (4, None));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn shares_are_shares_and_nobody_is_lost(
        answers in prop::collection::vec((0usize..12, 0u32..9, 0u32..9, 0u32..9, 0u32..3, 1u8..3, any::<bool>()), 0..60),
    ) {
        let ids = ["knot", "batch", "thread", "gone"].map(|word| ["sail", "bake", "weav"].map(|of| format!("{word}-{of}")));
        let ids = ids.as_flattened();
        let mut text = String::new();
        for (i, (at, sail, bake, weav, none, vote, class)) in answers.iter().enumerate() {
            if i % 7 == 0 {
                text += &begin(if *class { "class" } else { "game" }, "", i as u64);
            }
            text += &hands(&ids[*at], [*sail, *bake, *weav, *none], &format!(",\"vote\":{vote}"));
        }
        let (pack, (records, _)) = (pack(), record::read(&text));
        let analysis = Analysis::new(&pack, &records);
        let sums: usize = analysis.matrix.counts.iter().flatten().sum();
        prop_assert_eq!(sums as u64 + analysis.several, analysis.n());
        prop_assert_eq!(analysis.items.iter().map(|item| item.voices.n()).sum::<u64>(), analysis.n());
        for item in &analysis.items {
            let share = item.share().expect("voices");
            prop_assert!((0.0..=1.0).contains(&share) && item.interval.holds(share));
            prop_assert!(item.gain().is_none_or(|gain| (-1.0..=1.0).contains(&gain)));
        }
        let missed: u64 = analysis.misread().iter().map(|misread| misread.times).sum();
        let right: u64 = analysis.sittings.iter().map(|sitting| sitting.right).sum();
        let none: u64 = analysis.items.iter().map(|item| item.voices.none).sum();
        prop_assert_eq!(right + none + missed, analysis.n());
    }
}

fn whens(analysis: &Analysis) -> Vec<When> {
    let when = |at| {
        let day = format!("day {at}");
        When { day: day.clone(), clock: "9:00".to_owned(), hour: "9:00".to_owned(), evening: day }
    };
    (0..analysis.sittings.len()).map(when).collect()
}

fn written(pack: &Pack, records: &[Record], lang: Lang, names: bool, format: DocFormat) -> String {
    let (analysis, words) = (Analysis::new(pack, records), Words::of(lang));
    let left_out = LeftOut { other_packs: vec![(SafeText::new("naps"), 2)], lost: 3 };
    let whens = whens(&analysis);
    let report = Report { analysis: &analysis, words: &words, whens, names, colour: false, left_out };
    paper::report(&report, format)
}

#[test]
fn what_the_reports_look_like() {
    let (pack, mut records) = (pack(), records());
    records.truncate(31);
    for lang in Lang::ALL {
        for (name, format) in REPORT_FORMATS {
            let written = written(&pack, &records, lang, true, format);
            let styles = [include_str!("../../assets/paper/page.css"), include_str!("../../assets/paper/report.css")];
            let written = styles.iter().fold(written, |written, style| written.replace(style, "…"));
            insta::assert_snapshot!(format!("report_{}_{name}", lang.code()), written);
        }
        let (analysis, words) = (Analysis::new(&pack, &records), Words::of(lang));
        insta::assert_snapshot!(
            format!("handout_{}", lang.code()),
            paper::handout(&analysis, &words, DocFormat::Markdown)
        );
    }
}

#[test]
fn no_line_of_the_text_is_wider_than_a_terminal() {
    for (count, lang) in [(2, Lang::Fr), (3, Lang::En), (4, Lang::Fr), (4, Lang::En)] {
        let pack = trades("trades", count, lang);
        for of in Lang::ALL {
            let text = written(&pack, &records(), of, true, DocFormat::Text);
            for line in text.lines() {
                assert!(polysemy::text::width(line) <= 80, "{line}");
            }
        }
    }
}

#[test]
fn whoever_is_not_to_be_named_is_not() {
    let (pack, records) = (pack(), records());
    for (name, format) in REPORT_FORMATS {
        let named = written(&pack, &records, Lang::En, true, format);
        let without = written(&pack, &records, Lang::En, false, format);
        assert_eq!(named.contains("Tuesday"), format != DocFormat::Csv, "{name}");
        assert!(!without.contains("Tuesday") && !without.contains("Moka"), "{name}");
    }
    assert!(written(&pack, &records, Lang::En, false, DocFormat::Markdown).contains("| player 30 "));
}

#[test]
fn a_page_is_whole_and_needs_nothing_else() {
    let (pack, records) = (pack(), records());
    for lang in Lang::ALL {
        let page = written(&pack, &records, lang, true, DocFormat::Html);
        let (tags, text) = read_html(&page);
        assert!(text.contains("knot-sail") && tags.iter().any(|tag| tag.contains("svg")));
        for outside in ["src=", "@import", "url(", "<script", "<link", "<img", "javascript:"] {
            assert!(!page.contains(outside), "{outside}");
        }
        balanced(&tags);
        for target in page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert_eq!(page.matches(&format!("id=\"{target}\"")).count(), 1, "{target}");
        }
        let analysis = Analysis::new(&pack, &records);
        balanced(&read_html(&paper::handout(&analysis, &Words::of(lang), DocFormat::Html)).0);
    }
}

/// Every tag that opens closes, in order.
fn balanced(tags: &[String]) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags.iter().filter(|tag| !tag.starts_with("a ")) {
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if ["meta", "br"].iter().any(|void| name.contains(void)) => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, [""; 0]);
}

/// Names and questions by somebody who wishes us ill.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\u{1b}[31mred\u{1b}]0;t\u{7}",
    "=1+1|x",
    "a | b *c* `d` [e](f)",
    "\u{202e}evil",
    "\"--><b",
];

#[test]
fn what_strangers_wrote_stays_text() {
    let pack = pack();
    let mut text = String::new();
    for (i, hostile) in HOSTILE.iter().enumerate() {
        text += &begin("game", hostile, i as u64);
        text += &one("knot-sail", "bake");
        let gone = serde_json::json!({ "question": hostile, "said": { "sail": 1 } });
        let _ = writeln!(text, "{{\"answers\":{gone}}}");
    }
    let (records, lost) = record::read(&text);
    assert_eq!((records.len(), lost), (HOSTILE.len(), 0));
    for (name, format) in REPORT_FORMATS {
        let written = written(&pack, &records, Lang::En, true, format);
        // Spreadsheets are told the encoding.
        let written = written.trim_start_matches('\u{feff}');
        assert_eq!(SafeText::first_unsafe(written), None, "{name}");
        match format {
            DocFormat::Html => {
                let (tags, text) = read_html(written);
                assert!(
                    tags.iter().all(|tag| !tag.contains("script") && tag != "a comment" && !tag.starts_with("\"b\""))
                );
                assert!(text.contains(HOSTILE[0]));
                balanced(&tags);
            }
            DocFormat::Markdown => {
                let (structure, text) = read_markdown(written);
                let foreign = ["Html", "Link", "Emphasis", "Image"];
                assert!(
                    !structure.iter().any(|event| foreign.iter().any(|name| event.contains(name))),
                    "{structure:?}"
                );
                assert!(text.contains("a | b *c* `d` [e](f)") && text.contains(HOSTILE[0]));
            }
            DocFormat::Csv => assert!(!written.lines().any(|line| line.starts_with(['=', '+', '@']))),
            DocFormat::Text => assert!(written.contains("<script>alert(1)</s…")),
        }
    }
}

#[test]
fn a_table_can_be_read_back() {
    let (pack, records) = (pack(), records());
    let written = written(&pack, &records, Lang::Fr, true, DocFormat::Csv);
    let written = written.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(written.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    assert_eq!(rows.len(), 4);
    let knot = rows.iter().find(|row| row["question"] == "knot-sail").expect("a row");
    assert_eq!((knot["voix"].as_str(), knot["bake"].as_str(), knot["part juste"].as_str()), ("55", "27", "0,455"));
}

#[test]
fn a_handout_holds_what_was_missed_and_nobody_is_named() {
    let (pack, records) = (pack(), records());
    let analysis = Analysis::new(&pack, &records);
    let page = paper::handout(&analysis, &Words::of(Lang::En), DocFormat::Html);
    let order: Vec<usize> =
        ["knot", "thread", "batch"].map(|id| page.find(&format!("<article id=\"term-{id}\"")).expect(id)).into();
    assert!(order.is_sorted(), "{order:?}");
    assert!(page.contains("Missed 30× out of 55.") && page.contains("taken for ●\u{a0}bakers (27×)"));
    assert!(!page.contains("Tuesday") && !page.contains("Moka"));
    let (clean, _) = record::read(&(begin("class", "", 0) + &hands("knot-sail", [9, 0, 0, 0], "")));
    let analysis = Analysis::new(&pack, &clean);
    for format in [DocFormat::Markdown, DocFormat::Html] {
        let page = paper::handout(&analysis, &Words::of(Lang::En), format);
        assert!(page.contains("nobody missed a word") && !page.contains("Index"), "{page}");
    }
}

fn polysemy(home: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_polysemy"));
    command.args(args).env_clear().env("HOME", home).env("LANG", "en_GB.UTF-8").env("TZ", "UTC");
    command.output().expect("it runs")
}

fn said(output: &Output) -> (String, String, Option<i32>) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("text");
    (text(&output.stdout), text(&output.stderr), output.status.code())
}

const TALK: &str = r#"{"begin":{"format":1,"kind":"class","pack":"talk","lang":"fr","name":"Mardi","began":1772323200}}
{"answers":{"question":"test-pytest","said":{"dev":20,"ml":4},"seconds":12.0}}
{"end":{}}
{"begin":{"format":1,"kind":"game","pack":"naps","lang":"fr","began":1772323200}}
"#;

#[test]
fn records_are_found_in_their_folder_or_where_they_are_said_to_be() {
    let home = tempfile::tempdir().expect("a folder");
    let (out, err, status) = said(&polysemy(home.path(), &["report", "talk"]));
    assert_eq!((out.as_str(), status), ("", Some(1)));
    assert!(err.contains("/polysemy/records") && err.contains("polysemy play talk"), "{err}");
    let folder = home.path().join(".local/share/polysemy/records");
    std::fs::create_dir_all(&folder).expect("a folder");
    std::fs::write(folder.join("class-1.jsonl"), TALK).expect("a file");
    std::fs::write(folder.join("notes.txt"), "no records").expect("a file");
    let (out, err, status) = said(&polysemy(home.path(), &["report", "talk", "--lang", "fr"]));
    assert_eq!((err.as_str(), status), ("", Some(0)));
    assert!(out.contains("1er mars 2026  Mardi") && out.contains("83\u{a0}%") && out.contains("naps (1)"), "{out}");
    let (out, _, status) = said(&polysemy(home.path(), &["report", "talk", "--ascii", "--no-names"]));
    assert!(out.is_ascii() && status == Some(0) && out.contains("1 March 2026") && out.contains("class 1"), "{out}");
    let (out, _, status) = said(&polysemy(home.path(), &["report", "talk", "--since", "2026-03-02"]));
    assert_eq!((out.as_str(), status), ("", Some(1)));
    assert_eq!(said(&polysemy(home.path(), &["report", "talk", "--since", "2026-03-01"])).2, Some(0));
    assert_eq!(said(&polysemy(home.path(), &["report", "talk", "--kind", "game"])).2, Some(1));
    let (_, err, status) = said(&polysemy(home.path(), &["report", "talk", "--since", "Tuesday"]));
    assert!(err.contains("`Tuesday` is no date") && status == Some(2), "{err}");
    let (out, _, status) = said(&polysemy(home.path(), &["handout", "talk", "--format", "html"]));
    assert!(out.contains("What we mixed up") && status == Some(0));
}

#[test]
fn what_is_no_file_of_records_is_said_to_be_none() {
    let home = tempfile::tempdir().expect("a folder");
    let path = |name: &str| home.path().join(name).to_string_lossy().into_owned();
    let file = |name: &str, bytes: &[u8]| {
        std::fs::write(home.path().join(name), bytes).expect("a file");
        path(name)
    };
    let later = TALK.replace("\"format\":1", "\"format\":2");
    let cases = [
        (path("missing.jsonl"), 2, "there is no such file"),
        (path(""), 2, "this is not a file"),
        (file("latin1.jsonl", b"{}\n\xe9\n"), 2, "not UTF-8 text, so these are no records"),
        (file("pack.toml", b"format = 1\nid = 2\n"), 2, "none of its lines (2)"),
        (file("empty.jsonl", b""), 1, "empty"),
        (file("later.jsonl", later.as_bytes()), 2, "none of its lines (4)"),
        (file("naps.jsonl", TALK.replace("talk", "naps").as_bytes()), 1, "Records of other packs: naps (2)"),
    ];
    for (file, status, sentence) in cases {
        for verb in ["report", "handout"] {
            let (out, err, code) = said(&polysemy(home.path(), &[verb, "talk", &file]));
            assert_eq!((out.as_str(), code), ("", Some(status)), "{file}: {err}");
            assert!(err.contains(sentence), "{file}: {err}");
        }
    }
    let broken = file("broken.jsonl", format!("{TALK}{{\"begin\":{{\"for").as_bytes());
    let (out, _, status) = said(&polysemy(home.path(), &["report", "talk", &broken]));
    assert!(out.contains("Lines that could not be understood: 1.") && status == Some(0), "{out}");
    #[cfg(unix)]
    {
        let fifo = path("fifo");
        assert!(Command::new("mkfifo").arg(&fifo).status().expect("it runs").success());
        let (_, err, status) = said(&polysemy(home.path(), &["report", "talk", &fifo]));
        assert!(err.contains("this is not a file") && status == Some(2), "{err}");
    }
}

#[test]
fn a_page_of_very_many_games_lists_the_latest_and_says_so() {
    let pack = pack();
    let text = |n: u64| (0..n).map(|i| begin("game", "", i) + &one("knot-sail", "sail")).collect::<String>();
    let (records, _) = record::read(&text(3000));
    for (format, row) in [(DocFormat::Html, "<th scope=\"row\">player"), (DocFormat::Markdown, "| player")] {
        let report = written(&pack, &records, Lang::En, true, format);
        assert_eq!(report.matches(row).count(), 500, "{report}");
        assert!(report.contains("The latest 500 of 3\u{a0}000 are listed here"), "{report}");
        assert!(report.contains("scores export") && report.contains("3\u{a0}000 voices"));
        let few = written(&pack, &record::read(&text(500)).0, Lang::En, true, format);
        assert!(!few.contains("The latest") && few.matches(row).count() == 500);
    }
}

#[test]
fn a_hundred_thousand_answers_do_not_take_long() {
    let pack = pack();
    let mut text = begin("class", "", 0);
    for i in 0..100_000 {
        text += &hands(&format!("made-up-{i}"), [1, 0, 0, 0], "");
    }
    for i in 0..20_000 {
        text += &begin("game", "", i);
        text += &one("knot-sail", if i % 3 == 0 { "sail" } else { "weav" });
    }
    let began = Instant::now();
    let (records, _) = record::read(&text);
    let report = written(&pack, &records, Lang::En, true, DocFormat::Text);
    assert!(report.contains("20\u{a0}000 voices") && report.len() < 20_000);
    assert!(began.elapsed() < Duration::from_secs(30), "{:?}", began.elapsed());
}
