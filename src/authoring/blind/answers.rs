//! What a reader wrote: a number and a domain a line, and why if they like.

use super::Booklet;
use crate::pack::{DomainId, Pack};
use crate::text::{SafeText, slice};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookletAnswers {
    pub(crate) booklet: Booklet,
    /// One for each question of the booklet, in its order; `None` where nothing was answered.
    pub(crate) given: Vec<Option<ReaderAnswer>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReaderAnswer {
    pub(crate) domain: DomainId,
    pub(crate) note: SafeText,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unread {
    NoBooklet,
    OtherPack(SafeText),
    OtherVersion,
    /// The line (from 1) with this text begins with no number of a question, which are so many.
    NoNumber(usize, SafeText, usize),
    Twice(usize, SafeText),
    NoDomain(usize, SafeText),
}

/// Reads what stands below the line that names the booklet, up to the end or to a line of three backticks. Fails at the
/// first thing that is not understood: answers by strangers are not to be guessed at. A bare number is no answer.
pub fn read(text: &str, pack: &Pack) -> Result<BookletAnswers, Unread> {
    let mut lines = (1..).zip(text.lines().map(str::trim));
    // A whole booklet that was filled in holds contexts, which may look like anything: so the last such line counts.
    let marks = lines.clone().filter_map(|(n, line)| Some((n, Booklet::parse(line)?)));
    let (start, booklet) = marks.last().ok_or(Unread::NoBooklet)?;
    if booklet.pack != pack.header.id {
        return Err(Unread::OtherPack(booklet.pack));
    }
    if booklet != Booklet::new(pack, booklet.lang, booklet.seed, booklet.hidden) {
        return Err(Unread::OtherVersion);
    }
    let last = pack.questions(booklet.lang).count();
    let mut given = vec![None; last];
    for (n, line) in lines.by_ref().skip(start).take_while(|(_, line)| !line.starts_with("```")) {
        if line.is_empty() {
            continue;
        }
        let digits = line.find(|c: char| !c.is_ascii_digit()).unwrap_or(line.len());
        let number = slice(line, ..digits).parse::<usize>().ok();
        let place = number.and_then(|number| given.get_mut(number.checked_sub(1)?));
        let place = place.ok_or_else(|| Unread::NoNumber(n, SafeText::line(line), last))?;
        let rest = slice(line, digits..).trim_start_matches(|c: char| ".:),=-|".contains(c) || c.is_whitespace());
        if rest.is_empty() {
            continue;
        }
        let answer = answer(rest, pack).ok_or_else(|| Unread::NoDomain(n, SafeText::line(line)))?;
        if place.replace(answer).is_some() {
            return Err(Unread::Twice(n, SafeText::line(line)));
        }
    }
    Ok(BookletAnswers { booklet, given })
}

/// A domain by its id, its name or its letter, in whatever case, and a note.
fn answer(text: &str, pack: &Pack) -> Option<ReaderAnswer> {
    let end = text.find(|c: char| c.is_whitespace() || ",;:|".contains(c)).unwrap_or(text.len());
    let word = slice(text, ..end).to_lowercase();
    let named = |id: &DomainId| {
        let domain = pack.domain(*id);
        let names = pack.header.languages.iter().map(|lang| domain.name.get(*lang).to_lowercase());
        names.chain([domain.id.to_lowercase(), domain.letter.to_string()]).any(|name| name == word)
    };
    let domain = pack.domain_ids().find(named)?;
    let note = slice(text, end..).trim_start_matches(|c: char| c.is_whitespace() || ",;:|".contains(c));
    Some(ReaderAnswer { domain, note: SafeText::line(note) })
}
