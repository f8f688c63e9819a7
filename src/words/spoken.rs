//! What is said outside the game: on the command line, around reports, on paper, in a class and in a preview.

use serde::Deserialize;

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
    pub plain: Plain,
    pub preview: Preview,
    pub new: New,
    pub exchange: Exchange,
    pub booth: Booth,
    pub share: Share,
    pub organiser: Organiser,
    pub doctor: Doctor,
    pub scores: Scores,
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
    /// Why the board that booths share is out of reach.
    Share {
        address, no_credentials, credentials, credentials_open, authority, unreachable, silent, plain, stranger, name, dates,
        encryption, refused, no_database, no_right, no_tables, busy, newer, too_much, server, local,
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
        since_help, kind_help, handout_format_help, name_help, title, made_with, kind_game, kind_class, kind_booth, visitor_n, booth_one,
        booths, days, booth_games, to_the_end, play, by_hour, hours_n, minutes_n, player_n, class_n,
        class_one, classes, game_one, games, voice_one, voices, question_one, questions_n, right_in_all, matrix, misread,
        looks, questions, talked, who, left_out, method, was, they_said, none, recall, precision, term, times, of, question,
        right, interval, n, time, discrimination, first_vote, second_vote, gain, date, name, kind, language, questions_of,
        key, level, context, share, low, high, seconds, both_votes, games_of, more, latest, and_more, bar_legend, chart_legend,
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
        theme_help, run_help, ascii_help, no_mouse_help, images_help, usage, options, commands, arguments, help_help, version_help, tip, error_argument,
        error_no_value, error_value, error_number, error_large, error_most, error_missing, error_utf8, error_command, error_other, meant, no_terminal, no_screen, no_term, plain_instead, timer_help, questions_help, plain_help, bad_run, run_other_pack, built_in,
        packs_folder, terminal_lost, glossary_about, glossary_format_help, unprinted, unkept,
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
    /// In the game line by line.
    Plain {
        begin, no_limit, limit, best, how, question, context, context_untitled, answer, hint, sense, sense_right, right, wrong,
        late, or, streak, so_far, tell, quoted, contrast, over, figures, best_now, best_before, line_right, line_wrong,
        line_late, run, word, also, odd, no_misses, keys_question, keys_feedback, keys_results, keys_review,
        keys_glossary, keys_pause, keys_leave, prompt_question, prompt_next, prompt_last, prompt_results, prompt_review,
        prompt_glossary, prompt_pause, prompt_leave,
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
    /// Around scores, on the command line.
    Scores {
        about, export_about, import_about, backup_about, restore_about, file_help, format_help, since_help, occasion_help, from_help,
        to_help, none, solo, today, event, all, pack, length, time, points, right, took, games, no_timer, nameless, of_games,
        game_one, days_title, full, read_only, read_only_disk, not_a_folder, busy, corrupt, newer, foreign, not_a_file, missing, other, not_scores, newer_format, odd, imported, imported_none, written, exists, no_default, copy_help, restored, kept_as, in_use,
    }
}

sentences! {
    /// Around import and export.
    Exchange {
        import_about, export_about, file_help, import_format_help, export_format_help, answers_help, id_help, output_help,
        not_kept, in_part, line, more, summary, nothing, faulty, faulty_one, read_as,
        no_output, no_folder, written, exists, is_folder, no_file, too_large, no_format,
        is_other, is_spreadsheet, is_anki, is_moodle_xml, is_moodle_backup, is_qti, is_h5p, is_aiken, is_document, is_slides,
        is_pdf, is_picture, is_media, is_archive, is_database, is_games, is_html, is_xml, is_json, is_yaml, is_markdown,
        is_org, is_pack, is_binary, way_spreadsheet, way_anki, way_moodle, way_table, way_aiken, way_picture, way_archive,
        way_games, way_markdown, way_pack,
        bad_id, unwritable, answer, tell, colon, note_pack, note_tell, note_explanation, note_definition, broken, broken_off,
        alias, no_column, many_columns,
        true_false, short_answer, numerical, matching, essay, description, gaps, order, no_domain, other_options, no_right,
        no_term, no_text, too_long, one_sense, other_language, too_many, not_looked_at, no_tags, not_in_language, unclosed, other_column,
        column_twice, extra_cells, bad_kind, bad_first, bad_language, new_id, not_asked, defined, no_tell, tell_gone, no_gloss,
        other_gloss, no_explanation, weights, bad_level, around, broke, cut, media, unsafe_text, time_limit, beside, languages, drawn,
        in_words, header, allow,
    }
}

sentences! {
    /// On the screens of a booth.
    Booth {
        press, about, about_one, choose, who, best, closed, closed_note, still_there, pin, pin_prompt, pin_wrong, pin_wait,
        panel, item_return, item_pause, item_resume, item_names, item_games, item_end_day, item_export, item_doctor, item_drill, item_quit, sure_drill, sure_quit, sure_quit_lost, working, written, failed, no_names, names_note, games_note, trouble_waiting, trouble_lost, trouble_aside, trouble_replaced, trouble_offline, trouble_not_taken, trouble_removals, trouble_left_out, trouble_beyond, shared_online, trouble_mark, name, name_note, name_others, name_none, board_today,
        board_event, board_all, board_nobody, board_games, board_game, keys_board, keys_take, keys_letters, keys_other,
        keys_no_name, keys_remove, keys_sure, keys_ok,
    }
}

sentences! {
    /// Around what an organiser sets for a booth.
    Organiser { about, no_share, doctor_help, config_help, example_help, sql_help, sql_head, fault_one, faults }
}

sentences! {
    /// What the doctor of a booth says.
    Doctor {
        fine, notes, bad, size, size_good, size_note, size_bad, characters, characters_good, characters_note, characters_bad, colours, colours_good, colours_note, colours_bad, mouse, mouse_good, mouse_note, answers, answers_note, writing, writing_good, writing_bad, speed, speed_good, speed_note, room, room_good, room_note, room_bad, place, place_note, clock, clock_good, clock_note, clock_bad, power, power_good, power_note, power_bad, blanking, blanking_good, blanking_note, secrets, secrets_bad, secrets_note, terminal, terminal_note, shared, shared_good, shared_note, no_board,
    }
}
