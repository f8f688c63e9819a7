//! The last row: what can be pressed now, from the keymap, as much of it as fits.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Widget;

use crate::app::class::Stage;
use crate::app::glossary::Glossary;
use crate::app::preview::{Over, Preview};
use crate::app::round::Phase;
use crate::app::{Act, App, Screen};
use crate::context::Frame;
use crate::pack::Question;
use crate::text::width;
use crate::ui::{Hits, Skin, keymap};

/// Draws the footer at the bottom of the page. Each hint can be clicked.
pub fn draw(app: &App, skin: &Skin, page: Rect, buf: &mut Buffer, hits: &mut Hits) {
    let y = page.bottom() - 1;
    let mut x = page.x + 1;
    let help = if keymap::is_searching(app.screen()) { "" } else { &skin.words.ui.keys };
    let end = page.right().saturating_sub(width(help) as u16 + 5);
    let answers = match app.screen() {
        Screen::Round(round) if matches!(round.phase, Phase::Question { .. }) => {
            Some(round.game.pack.header.domains.len())
        }
        Screen::Preview(preview) => preview.answering().map(|shown| shown.pack.header.domains.len()),
        _ => None,
    };
    let range = answers.map(|n| format!("1-{n}"));
    let first = range.as_deref().map(|range| (range, skin.words.ui.keys_answer.as_str(), None));
    let bound = keymap::screen_bindings(app.screen()).iter().filter_map(|binding| {
        let hint = binding.hint?(&skin.words);
        (binding.footer && app.allows(&binding.act) && wanted(app, skin, &binding.act)).then_some((
            binding.label,
            hint,
            Some(binding.act.clone()),
        ))
    });
    let hints: Vec<_> = first.into_iter().chain(bound).collect();
    let cols_of = |(label, hint, _): &(&str, &str, Option<Act>)| (width(label) + 1 + width(hint)) as u16;
    // The last one leads out: whatever has to give way, it stays.
    let way_out = hints.last().map_or(0, |hint| cols_of(hint) + 3);
    let last = hints.len().saturating_sub(1);
    for (i, (label, hint, act)) in hints.into_iter().enumerate() {
        let cols = cols_of(&(label, hint, None));
        if x + cols > end.saturating_sub(if i < last { way_out } else { 0 }) {
            continue;
        }
        let line = Line::from(vec![
            Span::styled(label, skin.theme.strong),
            Span::raw(" "),
            Span::styled(hint, skin.theme.dim),
        ]);
        let area = Rect::new(x, y, cols, 1);
        line.render(area, buf);
        if let Some(act) = act {
            hits.add(area, act);
        }
        x += cols + 3;
    }
    if !help.is_empty() {
        let cols = width(help) as u16 + 2;
        let area = Rect::new(page.right().saturating_sub(cols + 1), y, cols, 1);
        let line = Line::from(vec![Span::styled("? ", skin.theme.strong), Span::styled(help, skin.theme.dim)]);
        line.render(area, buf);
        hits.add(area, Act::Help);
    }
}

/// Whether a question's context moves, where anything may.
fn moves(question: &Question, skin: &Skin) -> bool {
    !skin.still && question.context.next_frame(Frame(0)).is_some()
}

fn wanted_in_glossary(glossary: &Glossary, skin: &Skin, act: &Act) -> bool {
    match (&glossary.shown, act) {
        (Some(_), Act::Choose) => glossary.question().is_some_and(|(.., count)| count > 1),
        (Some(_), Act::Replay) => glossary.question().is_some_and(|(place, ..)| moves(glossary.pack.at(place).1, skin)),
        (None, Act::Choose) => glossary.sense().is_some_and(|sense| !glossary.contexts(sense.domain).is_empty()),
        (None, Act::Up | Act::Left) => glossary.current().is_some(),
        _ => true,
    }
}

fn wanted_in_preview(preview: &Preview, skin: &Skin, act: &Act) -> bool {
    let Preview { shown, over, .. } = preview;
    match (shown, act) {
        // Where there is nothing to go back to, it leads out.
        (None, Act::Back | Act::Quit | Act::Up | Act::Theme) => true,
        (None, _) => false,
        (Some(_), Act::Faults) => !preview.report().is_empty(),
        (Some(shown), Act::Language) => shown.at().1.languages.len() > 1,
        (Some(shown), Act::Replay) => moves(shown.at().1, skin),
        (Some(shown), Act::Hint) => shown.round().is_some_and(|round| matches!(round.phase, Phase::Question { .. })),
        (Some(shown), Act::Contrast) => shown.round().is_some_and(|round| round.contrast().is_some()),
        (Some(_), Act::Choose) if matches!(over, Over::Find { .. }) => !preview.matches().is_empty(),
        _ => true,
    }
}

/// Whether a key is worth a hint in the current state.
fn wanted(app: &App, skin: &Skin, act: &Act) -> bool {
    match (app.screen(), act) {
        (Screen::Round(round), Act::Hint) => !matches!(round.phase, Phase::Question { hinted: true, .. }),
        (Screen::Round(round), Act::Replay) => round.shown().is_some_and(|(_, question)| moves(question, skin)),
        (Screen::Round(round), Act::Contrast) => round.contrast().is_some(),
        (Screen::Review(review), Act::Contrast) => review.contrast().is_some(),
        (Screen::Glossary(glossary), act) => wanted_in_glossary(glossary, skin, act),
        (Screen::Class(class), Act::Again) => class.round == 1 && class.votes().count() > 0,
        (Screen::Class(class), Act::Clock) => !class.clock.time.is_zero(),
        (Screen::Class(class), Act::Earlier) => {
            class.plan.at > 0 || class.round > 1 || !matches!(class.stage, Stage::Ask)
        }
        (Screen::Preview(preview), act) => wanted_in_preview(preview, skin, act),
        (Screen::Results(results), Act::Misses) => results.game.right() < results.game.answers.len(),
        _ => true,
    }
}
