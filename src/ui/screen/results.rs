//! The end of a game: the score, and every answer with what was right.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::Act;
use crate::app::results::{COUNT_UP, Results};
use crate::game::{Answer, Game};
use crate::text::{shorten, width};
use crate::ui::widget::{domain, header, letters};
use crate::ui::{Hits, Skin};
use crate::words::{Ui, fill, thousands};

/// Draws the results.
pub fn draw(results: &Results, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let game = &results.game;
    let ui = &skin.words.ui;
    header::draw(
        game.pack.header.title.get(skin.words.lang()),
        Line::from(Span::styled(&ui.results, skin.theme.dim)),
        skin,
        page,
        buf,
    );
    buf.set_string(page.x + 1, page.y + 1, "─".repeat(usize::from(page.width - 2)), skin.theme.frame);
    let done = match results.since {
        since if skin.still || since >= COUNT_UP => 1.0,
        since => 1.0 - (1.0 - since.as_secs_f64() / COUNT_UP.as_secs_f64()).powi(3),
    };
    let score = thousands((f64::from(game.score()) * done) as u64);
    let mut y = page.y + 3;
    let place = Rect::new(page.x + 2, y, page.width - 4, letters::LARGE_ROWS);
    letters::large(&score, skin.theme.accent, skin, place, buf);
    y += letters::LARGE_ROWS + 1;
    buf.set_string(page.x + 2, y, phrase(game, ui), skin.theme.base);
    // On the lowest page ten answers fit, with air around them.
    y += if page.height < 26 { 1 } else { 2 };
    figures(results, skin, page.width - 4).render(Rect::new(page.x + 2, y, page.width - 4, 1), buf);
    y += 2;
    let list = Rect::new(page.x + 2, y, page.width - 4, page.bottom().saturating_sub(y + 2));
    draw_list(results, skin, list, buf, hits);
    // Below the list, with a row of air where there is one; else on the blank row above the footer.
    let below = list.y + (game.answers.len() as u16 + 1).min(list.height);
    draw_last_word(game, skin, Rect { y: below, height: 1, ..list }, buf, hits);
}

/// What the player is told to do next: a glossary, of the words that were missed; and the key that opens ours at them.
fn draw_last_word(game: &Game, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let ui = &skin.words.ui;
    let cols = usize::from(area.width) - 5;
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
    let said = shorten(&said, cols);
    let line = Line::from(vec![
        Span::raw("  "),
        Span::styled("g", skin.theme.strong),
        Span::raw("  "),
        Span::styled(said, skin.theme.dim),
    ]);
    hits.add(Rect { width: line.width() as u16, ..area }, Act::Glossary);
    line.render(area, buf);
}

/// What is said of so many right answers.
pub fn phrase<'a>(game: &Game, ui: &'a Ui) -> &'a str {
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
    let (right, all) = (game.right().to_string(), game.answers.len().to_string());
    let seconds = game.took().as_secs();
    let time = format!("{}:{:02}", seconds / 60, seconds % 60);
    let pair = |name: &'a str, value: String| {
        vec![Span::styled(name, skin.theme.dim), Span::raw(" "), Span::styled(value, skin.theme.strong)]
    };
    let mut parts =
        vec![vec![Span::styled(fill(&ui.right_of, &[("right", &right), ("all", &all)]), skin.theme.strong)]];
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

fn draw_list(results: &Results, skin: &Skin, area: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let rows = usize::from(area.height);
    let answers = &results.game.answers;
    let first = results.pick.at.saturating_sub(rows / 2).min(answers.len().saturating_sub(rows));
    for (y, (i, answer)) in (area.top()..area.bottom()).zip(answers.iter().enumerate().skip(first)) {
        let area = Rect { y, height: 1, ..area };
        draw_answer(&results.game, i, answer, i == results.pick.at, skin, area, buf);
        hits.add(area, Act::Pick(i));
    }
    if first + rows < answers.len() {
        buf.set_string(area.right().saturating_sub(2), area.bottom().saturating_sub(1), "↓", skin.theme.accent);
    }
    if first > 0 {
        buf.set_string(area.right().saturating_sub(2), area.top(), "↑", skin.theme.accent);
    }
}

fn draw_answer(game: &Game, i: usize, answer: &Answer, selected: bool, skin: &Skin, area: Rect, buf: &mut Buffer) {
    let ui = &skin.words.ui;
    let (term, question) = game.at(answer.question);
    let (mark, mark_style) = if answer.right { ("✓", skin.theme.good) } else { ("✗", skin.theme.bad) };
    let (pointer, name_style) = if selected { ("▸ ", skin.theme.accent) } else { ("  ", skin.theme.base) };
    let name = shorten(term.name.get(game.lang), 24);
    let pad = 26_usize.saturating_sub(width(&name));
    let mut spans = vec![
        Span::styled(pointer, skin.theme.accent),
        Span::styled(format!("{:>3} ", i + 1), skin.theme.dim),
        Span::styled(mark, mark_style),
        Span::raw(" "),
        Span::styled(name, name_style),
        Span::raw(" ".repeat(pad)),
    ];
    for (i, id) in question.key.iter().enumerate() {
        if i > 0 {
            spans.push(Span::raw(" / "));
        }
        spans.push(domain::span(&game.pack, id, game.lang, skin));
    }
    if !answer.right {
        let used: usize = spans.iter().map(Span::width).sum();
        spans.push(Span::raw(" ".repeat(50_usize.saturating_sub(used).max(2))));
        match answer.said {
            Some(said) => spans.extend([
                Span::styled(format!("{} ", ui.you_said), skin.theme.dim),
                domain::span(&game.pack, said, game.lang, skin),
            ]),
            None => spans.push(Span::styled(&ui.said_nothing, skin.theme.dim)),
        }
    }
    Line::from(spans).render(area, buf);
    if answer.right {
        let points = format!("+{}", answer.points.total());
        buf.set_string(area.right().saturating_sub(width(&points) as u16 + 3), area.y, points, skin.theme.dim);
    }
}
