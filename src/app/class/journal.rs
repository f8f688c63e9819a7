//! What is written down of a class, line by line, as it happens.

use super::Class;
use crate::app::Effect;
use crate::game::record::{self, Heading, Kind, Line, Standing};
use crate::text::SafeText;

impl Class {
    pub(super) fn standing(&self) -> Line {
        let ids = self.plan.deck.iter().map(|place| self.pack.at(*place).1.id.to_string());
        Line::Standing(Standing { deck: ids.collect(), at: self.plan.at, warm_up: self.plan.warm_up })
    }

    pub(super) fn heading(&self) -> Line {
        Line::Begin(Heading {
            format: record::FORMAT,
            kind: Kind::Class,
            pack: self.pack.header.id.to_string(),
            lang: self.lang,
            name: self.name.as_ref().map(SafeText::to_string),
            began: 0,
            id: None,
        })
    }

    /// Has lines written down, and before them those that could not be.
    pub(super) fn write(&mut self, lines: Vec<Line>, out: &mut Vec<Effect>) {
        let lines = std::mem::take(&mut self.unwritten).into_iter().chain(lines).collect();
        (self.trouble, self.gone) = (None, 0);
        out.push(Effect::Record { file: self.file.clone(), lines });
    }

    /// Keeps what could not be written down; the next lines bring it along.
    pub(super) fn not_written(&mut self, lines: &[Line], reason: &SafeText) {
        self.unwritten = lines.iter().cloned().chain(std::mem::take(&mut self.unwritten)).collect();
        self.trouble = Some(reason.clone());
    }
}
