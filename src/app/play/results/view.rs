//! The end of a game: the score, and every answer with what was right.

use crate::app::play::results::{COUNT_UP, Results};
use crate::app::view::prelude::*;
use crate::game::{Answer, Game};
use crate::ui::keymap::*;
use crate::words::{Ui, right_of};

static KEYS: &[Binding] = &[
    MOVE.rare(),
    pair("", (&[PageUp, Home], Act::Page(-1)), (&[PageDown, End], Act::Page(1)), |_| "").unsaid(),
    bind(&[Enter, SPACE], "enter", Act::Choose, |words| &words.ui.keys_review),
    bind(&[Char('m')], "m", Act::Misses, |words| &words.ui.keys_misses),
    bind(&[Char('n')], "n", Act::Fresh, |words| &words.ui.keys_new),
    bind(&[Char('a')], "a", Act::Again, |words| &words.ui.keys_again),
    bind(&[Char('c')], "c", Act::Portrait, |words| &words.ui.keys_portrait).rare(),
    GLOSSARY.rare(),
    bind(&[Esc, Char('q')], "esc", Act::Back, |words| &words.ui.keys_title),
    HELP,
];

impl View for Results {
    fn draw(&self, _: &App, mut pen: Pen) {
        let (game, skin) = (&self.game, pen.skin);
        let ui = &skin.words.ui;
        let title = game.pack.header.title.get(skin.words.lang());
        header::draw(title, Span::styled(&ui.results, skin.theme.dim), &mut pen);
        pen.margins(2, 2);
        pen.skip(1);
        let score = thousands((f64::from(game.score()) * header::eased(self.since, COUNT_UP, skin)) as u64);
        letters::large(&score, skin.theme.accent, pen.top(letters::LARGE_ROWS));
        pen.skip(1);
        // On the lowest page ten answers fit, with air around them.
        let air = if pen.page_rows() < 26 { 0 } else { 1 };
        pen.text(phrase(game, ui), skin.theme.base);
        pen.skip(air);
        pen.row(figures(self, skin, pen.area.width));
        pen.skip(1);
        // Below the list, with a row of air where there is one; else on the blank row above the footer.
        let list = Rect { height: pen.area.height.saturating_sub(1), ..pen.area };
        let below = list.y + (game.answers.len() as u16 + 1).min(list.height);
        let first = list::first(self.pick.at, game.answers.len(), list.height.into());
        list::draw(first, game.answers.len(), list.right().saturating_sub(2), pen.at(list), |i, mut row| {
            let answer = &game.answers[i];
            row.button(answer_line(game, i, answer, i == self.pick.at, skin), Act::Pick(i));
            if answer.right {
                row.flush(&format!("+{}", answer.points.total()), 3, skin.theme.dim);
            }
        });
        draw_last_word(game, pen.at(Rect { y: below, height: 1, ..list }));
    }

    fn keys(&self) -> &'static [Binding] {
        KEYS
    }

    fn wants(&self, act: &Act, _: &Skin) -> bool {
        *act != Act::Misses || self.game.right() < self.game.answers.len()
    }
}

/// What the player is told to do next: a glossary, of the words that were missed; and the key that opens ours at them.
fn draw_last_word(game: &Game, mut pen: Pen) {
    let skin = pen.skin;
    let ui = &skin.words.ui;
    let cols = pen.cols() - 5;
    let names: Vec<&str> =
        game.missed_terms().into_iter().map(|term| game.pack.terms[term].name.get(game.lang)).collect();
    let sentence = |count: usize| {
        let words = names[..count].join(", ");
        let more = (names.len() - count).to_string();
        let words = if count < names.len() { fill(&ui.and_more, &[("words", &words), ("n", &more)]) } else { words };
        fill(&ui.write_glossary, &[("words", &words)])
    };
    let said = match names.len() {
        0 => ui.write_glossary_right.clone(),
        count => (1..=count).rev().map(sentence).find(|said| width(said) <= cols).unwrap_or_else(|| sentence(1)),
    };
    let line = Line::from(vec![
        Span::raw("  "),
        Span::styled("g", skin.theme.strong),
        Span::raw("  "),
        Span::styled(shorten(&said, cols), skin.theme.dim),
    ]);
    pen.left(line.width() as u16).button(line, Act::Glossary);
}

pub(crate) fn phrase<'a>(game: &Game, ui: &'a Ui) -> &'a str {
    let (right, all) = (game.right(), game.answers.len().max(1));
    match right * 10 / all {
        10 => &ui.results_all,
        7..=9 => &ui.results_most,
        5..=6 => &ui.results_some,
        _ => &ui.results_few,
    }
}

/// Right of all, best streak, time, run code, the best score so far; the streak is the first to give way.
fn figures<'a>(results: &Results, skin: &'a Skin, cols: u16) -> Line<'a> {
    let (ui, game) = (&skin.words.ui, &results.game);
    let seconds = game.took().as_secs();
    let time = format!("{}:{:02}", seconds / 60, seconds % 60);
    let pair = |name: &'a str, value: String| {
        vec![Span::styled(name, skin.theme.dim), Span::raw(" "), Span::styled(value, skin.theme.strong)]
    };
    let right = right_of(game.right(), game.answers.len(), &skin.words);
    let mut parts = vec![vec![Span::styled(right, skin.theme.strong)]];
    let streak = parts.len();
    parts.push(pair(&ui.best_streak, format!("×{}", game.best_streak)));
    parts.push(pair(&ui.time, time));
    parts.extend(game.code.map(|code| pair(&ui.run_code, code.to_string())));
    parts.extend(results.best.map(|best| match game.score() > best {
        true => vec![Span::styled(ui.best_now.as_str(), skin.theme.accent)],
        false => pair(&ui.best_before, thousands(best.into())),
    }));
    let apart = |parts: &[Vec<Span<'a>>], gap: usize| Line::from(parts.join(&Span::raw(" ".repeat(gap))));
    let fits = |line: &Line| line.width() <= usize::from(cols);
    let close = [5, 3].map(|gap| apart(&parts, gap)).into_iter().find(fits);
    close.unwrap_or_else(|| {
        parts.remove(streak);
        apart(&parts, 3)
    })
}

fn answer_line<'a>(game: &Game, i: usize, answer: &Answer, selected: bool, skin: &'a Skin) -> Line<'a> {
    let (term, question) = game.at(answer.question);
    let (sign, sign_style) = if answer.right { ("✓", skin.theme.good) } else { ("✗", skin.theme.bad) };
    let (mark, style) = list::mark(selected, skin);
    let name = shorten(term.name.get(game.lang), 24);
    let pad = list::pad(&name, 26);
    let mut line = Line::from(vec![
        Span::styled(mark, skin.theme.accent),
        Span::styled(format!("{:>3} ", i + 1), skin.theme.dim),
        Span::styled(sign, sign_style),
        Span::raw(" "),
        Span::styled(name, style),
        Span::raw(pad),
    ]);
    line.extend(domain::key(&game.pack, question.key, game.lang, skin));
    if !answer.right {
        line.push_span(" ".repeat(50_usize.saturating_sub(line.width()).max(2)));
        match answer.said {
            Some(said) => line.extend([
                Span::styled(format!("{} ", skin.words.ui.you_said), skin.theme.dim),
                domain::span(&game.pack, said, game.lang, skin),
            ]),
            None => line.push_span(Span::styled(&skin.words.ui.said_nothing, skin.theme.dim)),
        }
    }
    line
}
