//! Every sentence that the program says, by language, from `assets/lang/*.toml`.
//!
//! A missing or superfluous sentence is an error when the file is read, and every file is read by a test.

use std::cell::OnceCell;
use std::collections::HashMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::context::Context;
use crate::diagnostic::{Code, Mode, Part, Slip, Stage, Type};
use crate::lint::Guess;
use crate::text::Lang;
pub use crate::text::fill;

/// The sentences of one language.
#[derive(Debug, Clone)]
pub struct Words {
    lang: Lang,
    /// On the screens of the game.
    pub ui: Ui,
    /// On the command line, around reports and on paper; read when something is said there, which in play is never.
    spoken: OnceCell<Spoken>,
    /// By the name of a [`Code`]; read when the first fault is reported, which in play is never.
    faults: OnceCell<HashMap<String, Fault>>,
}

/// What `assets/lang/*.toml` holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    ui: Ui,
}

/// What `assets/lang/*.cli.toml` holds: the sentences of the command line, of reports and of paper.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each part says what it is")]
pub struct Spoken {
    pub cli: Cli,
    pub report: Report,
    pub blind: Blind,
    pub paper: Paper,
    pub class: Class,
    pub analysis: Analysis,
    pub preview: Preview,
    pub new: New,
    pub exchange: Exchange,
}

/// The sentences for one kind of fault, with `{names}` for its values.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// What was found.
    pub message: String,
    /// At the place: what was expected.
    pub label: Option<String>,
    /// What to do next.
    pub help: Option<String>,
}

/// Declares a struct of sentences, each with the place where it is said.
macro_rules! sentences {
    ($(#[$doc:meta])* $name:ident { $($field:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the sentences in assets/lang are the documentation")]
        pub struct $name { $(pub $field: String,)* }
    };
}

sentences! {
    /// Around reports of faults.
    Report {
        error, warning, help, also, did_you_mean, more, error_one, errors, warning_one, warnings, clean, term_one, terms,
        question_one, questions, a_text, a_number,
        a_whole_number, a_boolean, a_list, a_table, a_date, spoilt_one, spoilt, colon, part_term, part_title, part_context,
        part_question, part_answers, part_gloss, part_verdict, part_explanation, part_remark, part_keys, part_page,
        mode_colour, mode_monochrome, mode_ascii, stage_question, stage_words, stage_hint, stage_right, stage_wrong,
        stage_contrast, explain, slip_names_domain, slip_shares_word, slip_lengths, slip_capitals, slip_stops,
        slip_articles, slip_space_before, slip_space_after, slip_quotes, slip_dots, slip_spaces, slip_apostrophe,
        stats_title, stats_keys, stats_kinds, stats_levels, stats_all, stats_unasked, stats_one_kind, stats_none,
        stats_explanations, stats_contexts, stats_glosses, stats_guesses, stats_share, guess_blind, guess_kind, guess_term,
        guess_term_and_kind,
    }
}

sentences! {
    /// On paper.
    Paper { glossary, index, recognised, source, authors, licence, term, terms, made_with }
}

sentences! {
    /// Around a class, on its screens and on the command line.
    Class {
        about, name_help, count_help, tag_help, term_help, warm_up_help, time_help, seed_help, no_tag, no_term,
        title, intro, resume, begin, nothing, tag, warm_up, time, arrange, draw, zoom, warm_up_now, now, skipped,
        talk, who, one_more, hands, hand_one, no_hands, vote, second_vote, right_of, no_vote, over, over_note,
        unwritten, leave, leave_note, pause_note, keys_count, keys_clock, keys_glosses, keys_skip, keys_plan,
        keys_leave_class, keys_number, keys_letter, keys_capital, gone, gone_one, leave_unwritten, keys_votes, keys_reveal, keys_vote_again, keys_recount, keys_shift, keys_take_out,
        keys_warm_up, keys_ask_now, kind_log, kind_code, kind_plot, kind_formula, kind_table, kind_form, kind_chat,
        kind_figure, kind_picture,
    }
}

sentences! {
    /// Around what was confused: the commands `report` and `handout`, and what they write.
    Analysis {
        report_about, handout_about, report_pack_help, report_files_help, report_format_help, report_ascii_help, names_help,
        since_help, kind_help, handout_format_help, name_help, title, made_with, kind_game, kind_class, player_n, class_n,
        class_one, classes, game_one, games, voice_one, voices, question_one, questions_n, right_in_all, matrix, misread,
        looks, questions, talked, who, left_out, method, was, they_said, none, recall, precision, term, times, of, question,
        right, interval, n, time, discrimination, first_vote, second_vote, gain, date, name, kind, language, questions_of,
        key, level, context, share, low, high, seconds, both_votes, games_of, more, and_more, bar_legend, chart_legend,
        votes_legend, look_nobody, look_ahead, look_backwards, look_hard, look_everybody, look_easy, look_dull, look_idle,
        look_few, method_key, method_interval, method_few, method_no_persons, method_few_games, method_discrimination,
        method_several, method_hinted, other_packs, gone, lost, twice, strangers, odd, handout, handout_intro, handout_none,
        missed, missed_sense, taken_for, not_answered, date_form, clock_form, months, first_of_month, bad_date, no_records,
        no_such_file, no_file, not_utf8, too_large, no_permission, unreadable, not_records, empty, nothing_left,
    }
}

sentences! {
    /// Around a pack to start from.
    New {
        about, schema_about, name_help, folder_help, written, schema_written, schema_kept, id_changed, next, next_preview,
        next_check, next_play, bad_name, no_parent, exists, not_written,
    }
}

sentences! {
    /// On the command line.
    Cli {
        about, play_about, check_about, lint_about, packs_about, blind_about, blind_help, seed_help, hide_help,
        score_help, pack_help, check_pack_help, layout_help, stats_help, explain_help, format_help, lang_help,
        theme_help, run_help, ascii_help, images_help, usage, options, commands, arguments, help_help, version_help, tip, error_argument,
        error_no_value, error_value, error_number, error_large, error_most, error_missing, error_command, error_other, meant, no_terminal, bad_run, run_other_pack, built_in,
        packs_folder, terminal_lost, glossary_about, glossary_format_help, unprinted,
    }
}

sentences! {
    /// Around blind play.
    Blind {
        title, intro, intro_hidden, how, seen, answers, answers_how, reader, language, contexts, shown, hidden, answered,
        of, agrees, bar, passed, failed, unfinished, most_frequent, differ, nowhere, no_booklet, other_pack, other_version, no_number,
        twice, no_domain, no_file,
    }
}

sentences! {
    /// Around a preview.
    Preview {
        about, pack_help, question_help, poll_help, no_question, reading, clean, saved, faults_one, faults, warnings_one,
        warnings, gone, cut, waiting, nothing_found, title_find,
        keys_turn, keys_question, keys_ends, keys_find, keys_faults, keys_language, keys_size, keys_theme, keys_ascii,
    }
}

sentences! {
    /// Around import and export.
    Exchange {
        import_about, export_about, file_help, import_format_help, export_format_help, answers_help, id_help, output_help,
        not_kept, in_part, line, more, summary, nothing, faulty, faulty_one, read_as,
        no_output, no_folder, written, exists, is_folder, no_file, no_format,
        bad_id, unwritable, answer, tell, colon, note_pack, note_tell, note_explanation, note_definition, broken, broken_off,
        alias, no_column,
        true_false, short_answer, numerical, matching, essay, description, gaps, order, no_domain, other_options, no_right,
        no_term, no_text, too_long, one_sense, other_language, too_many, not_looked_at, no_tags, not_in_language, unclosed, other_column,
        column_twice, extra_cells, bad_kind, bad_first, bad_language, new_id, not_asked, defined, no_tell, tell_gone, no_gloss,
        other_gloss, no_explanation, weights, bad_level, around, broke, cut, media, unsafe_text, time_limit, beside, languages, drawn,
        in_words, header, allow,
    }
}

sentences! {
    /// On the screens of the game.
    Ui {
        tagline, start, pack, language, questions, timer, theme, motion, glossary, settings, quit, enter_code, replay, all, off,
        on, reduced, seconds, theme_auto, theme_dark, theme_light, theme_contrast, theme_ansi, which, no_sense, right,
        easily_confused, time_out, you_said, contrast, streak, points, more_below, paused, paused_note, leave, leave_note,
        too_small, results, results_all, results_most, results_some, results_few, right_of, best_streak, time, run_code,
        said_nothing, review, search, found, found_one, found_none, contexts, contexts_one,
        contexts_none, contexts_later, write_glossary, write_glossary_right, and_more, code_prompt, pack_broken, lang_en, lang_fr, pack_no_lang, notice_settings,
        notice_code, keys, keys_help, keys_move, keys_change, keys_choose, keys_answer, keys_hint, keys_pause, keys_leave,
        keys_stay, keys_resume, keys_back, keys_next, keys_contrast, keys_replay, keys_in_words, keys_scroll, keys_review, keys_misses, keys_new, keys_again,
        keys_title, keys_glossary, keys_term, keys_sense, keys_show, keys_start, keys_close, keys_quit, keys_exit,
    }
}

impl Words {
    /// The sentences of a language.
    ///
    /// # Panics
    ///
    /// If the file that is part of the program is faulty, which a test rules out.
    pub fn of(lang: Lang) -> Self {
        let source = match lang {
            Lang::En => include_str!("../assets/lang/en.toml"),
            Lang::Fr => include_str!("../assets/lang/fr.toml"),
        };
        let File { ui } = parse(source, lang);
        Self { lang, ui, spoken: OnceCell::new(), faults: OnceCell::new() }
    }

    /// On the command line.
    pub fn cli(&self) -> &Cli {
        &self.spoken().cli
    }

    /// Around reports.
    pub fn report(&self) -> &Report {
        &self.spoken().report
    }

    /// Around blind play.
    pub fn blind(&self) -> &Blind {
        &self.spoken().blind
    }

    /// On paper.
    pub fn paper(&self) -> &Paper {
        &self.spoken().paper
    }

    /// Around what was confused.
    pub fn analysis(&self) -> &Analysis {
        &self.spoken().analysis
    }

    /// Around a class.
    pub fn class(&self) -> &Class {
        &self.spoken().class
    }

    /// Around a preview.
    pub fn preview(&self) -> &Preview {
        &self.spoken().preview
    }

    /// Around import and export.
    pub fn exchange(&self) -> &Exchange {
        &self.spoken().exchange
    }

    /// All that is said outside the game.
    pub fn spoken(&self) -> &Spoken {
        self.spoken.get_or_init(|| {
            let source = match self.lang {
                Lang::En => include_str!("../assets/lang/en.cli.toml"),
                Lang::Fr => include_str!("../assets/lang/fr.cli.toml"),
            };
            parse(source, self.lang)
        })
    }

    /// Whose sentences they are.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// The sentences for a kind of fault.
    pub fn fault(&self, code: Code) -> &Fault {
        &self.faults()[code.name()]
    }

    fn faults(&self) -> &HashMap<String, Fault> {
        self.faults.get_or_init(|| {
            let source = match self.lang {
                Lang::En => include_str!("../assets/lang/en.faults.toml"),
                Lang::Fr => include_str!("../assets/lang/fr.faults.toml"),
            };
            parse(source, self.lang)
        })
    }
}

fn parse<T: DeserializeOwned>(source: &str, lang: Lang) -> T {
    toml::from_str(source).unwrap_or_else(|error| panic!("the sentences of {}: {error}", lang.code()))
}

impl Class {
    /// What a kind of context is called.
    pub fn kind(&self, context: &Context) -> &str {
        match context {
            Context::Log(_) => &self.kind_log,
            Context::Code(_) => &self.kind_code,
            Context::Plot(_) => &self.kind_plot,
            Context::Formula(_) => &self.kind_formula,
            Context::Table(_) => &self.kind_table,
            Context::Form(_) => &self.kind_form,
            Context::Chat(_) => &self.kind_chat,
            Context::Figure(_) => &self.kind_figure,
            Context::Picture(_) => &self.kind_picture,
        }
    }
}

impl Ui {
    /// What a language is called in a sentence of this one.
    pub fn language_of(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.lang_en,
            Lang::Fr => &self.lang_fr,
        }
    }
}

impl Report {
    /// What a type is called.
    pub fn name_of(&self, kind: Type) -> &str {
        match kind {
            Type::Text => &self.a_text,
            Type::Number => &self.a_number,
            Type::WholeNumber => &self.a_whole_number,
            Type::Boolean => &self.a_boolean,
            Type::List => &self.a_list,
            Type::Table => &self.a_table,
            Type::Date => &self.a_date,
        }
    }

    /// What a part of a screen is called.
    pub fn part(&self, part: Part) -> &str {
        match part {
            Part::Term => &self.part_term,
            Part::Title => &self.part_title,
            Part::Context => &self.part_context,
            Part::Question => &self.part_question,
            Part::Answers => &self.part_answers,
            Part::Gloss => &self.part_gloss,
            Part::Verdict => &self.part_verdict,
            Part::Explanation => &self.part_explanation,
            Part::Remark => &self.part_remark,
            Part::Keys => &self.part_keys,
            Part::Page => &self.part_page,
        }
    }

    /// What a rule minds exactly.
    pub fn slip(&self, slip: Slip) -> &str {
        match slip {
            Slip::NamesDomain => &self.slip_names_domain,
            Slip::SharesWord => &self.slip_shares_word,
            Slip::Lengths => &self.slip_lengths,
            Slip::Capitals => &self.slip_capitals,
            Slip::Stops => &self.slip_stops,
            Slip::Articles => &self.slip_articles,
            Slip::SpaceBefore => &self.slip_space_before,
            Slip::SpaceAfter => &self.slip_space_after,
            Slip::Quotes => &self.slip_quotes,
            Slip::Dots => &self.slip_dots,
            Slip::Spaces => &self.slip_spaces,
            Slip::Apostrophe => &self.slip_apostrophe,
        }
    }

    /// From what somebody guesses.
    pub fn guess(&self, guess: Guess) -> &str {
        match guess {
            Guess::Blind => &self.guess_blind,
            Guess::Kind => &self.guess_kind,
            Guess::Term => &self.guess_term,
            Guess::TermAndKind => &self.guess_term_and_kind,
        }
    }

    /// What a way of drawing is called.
    pub fn mode(&self, mode: Mode) -> &str {
        match mode {
            Mode::Colour => &self.mode_colour,
            Mode::Monochrome => &self.mode_monochrome,
            Mode::Ascii => &self.mode_ascii,
        }
    }

    /// What a stage of a question is called.
    pub fn stage(&self, stage: Stage) -> &str {
        match stage {
            Stage::Question => &self.stage_question,
            Stage::Words => &self.stage_words,
            Stage::Hint => &self.stage_hint,
            Stage::Right => &self.stage_right,
            Stage::Wrong => &self.stage_wrong,
            Stage::Contrast => &self.stage_contrast,
        }
    }
}

/// A number with its thousands apart, as both languages accept it: `1 240` with a narrow no-break space.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_sentence() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            assert!(!words.cli().about.is_empty() && !words.report().error.is_empty());
            for code in Code::ALL {
                assert!(words.faults().contains_key(code.name()), "{lang:?} has no words for {}", code.name());
            }
            assert_eq!(words.faults().len(), Code::ALL.len(), "{lang:?} has words for faults that do not exist");
        }
    }

    #[test]
    fn every_language_names_the_same_values() {
        let names = |text: &str| {
            let mut names: Vec<String> =
                text.split('{').skip(1).filter_map(|s| s.split_once('}')).map(|(name, _)| name.to_owned()).collect();
            names.sort();
            names.dedup();
            names
        };
        let (en, fr) = (Words::of(Lang::En), Words::of(Lang::Fr));
        for (code, fault) in en.faults() {
            assert_eq!(names(&fault.message), names(&fr.faults()[code].message), "{code}");
        }
    }

    #[test]
    fn values_take_the_place_of_their_names() {
        assert_eq!(fill("{a} and {b}, {c", &[("a", "1"), ("b", "{a}")]), "1 and {a}, {c");
        assert_eq!(thousands(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(thousands(40), "40");
    }
}
