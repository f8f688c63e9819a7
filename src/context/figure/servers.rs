//! `servers`: machines behind one that hears their heartbeats. One falls silent, and the others take over its work.

mod plan;

use self::plan::{ClusterPlan, LEADER};
use super::prelude::*;

labels! { "servers" { service, silent } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Servers {
    nodes: usize,
    /// Which one goes down, from 0.
    down: Option<usize>,
    names: PartNames,
    leader: PartName,
    /// For each piece of the lost work, who takes it over.
    takers: Vec<usize>,
}

/// The pieces of work that each machine has at first.
const WORK: usize = 3;

keys! {
    /// Machines with heartbeats, one of which falls silent.
    partial struct ServersKeys for Servers {
        /// How many machines.
        nodes: i64 = whole(2, 8).or(4),
        /// Which one falls silent; 0 for none.
        down: Option<Placed<i64>> = whole(0, 8).placed().optional().usually(3),
        /// The names of the machines, one for each.
        names: GivenNames = names(2, 8, 14),
        /// The name of what shares the work out.
        leader: PartName = name(NAME_MAX),
    }
}

impl Servers {
    fn of(keys: ServersKeys, reading: &mut Reading) -> Option<Self> {
        let nodes = keys.nodes;
        let names = PartNames::of(keys.names, nodes.map(|nodes| nodes as usize), reading);
        let nodes = nodes?;
        let down = match keys.down? {
            Some((down, at)) => reading.within(down, 0..=nodes, at)?,
            None => nodes.min(3),
        };
        let (nodes, down, leader) = (nodes as usize, down as usize, keys.leader?);
        let down = down.checked_sub(1);
        let others = (1..nodes).map(|step| (down.unwrap_or(0) + step) % nodes);
        let takers = down.map(|_| others.cycle().take(WORK).collect()).unwrap_or_default();
        Some(Self { nodes, down, names: names?, leader, takers })
    }

    fn name(&self, node: usize, lang: Lang) -> String {
        self.names.or(node, lang, &format!("nap-{}", node + 1)).to_owned()
    }

    /// Whether a machine can be heard in a heartbeat, the first of which is 0.
    fn heard(&self, node: usize, heartbeat: usize) -> bool {
        self.down != Some(node) || heartbeat < SILENT
    }
}

/// The heartbeats, by their beats; in [`SILENT`] one does not arrive, after the next that machine counts as down.
const HEARTBEATS: [usize; 5] = [0, 1, 2, 3, 5];
const SILENT: usize = 2;
const DOWN: usize = 3;
const MOVE: usize = 4;
/// A heartbeat is due every so many seconds.
const PERIOD: usize = 3;

impl Living for Servers {
    fn beats(&self) -> Vec<Beat> {
        let heartbeat = beat(36, 12);
        if self.down.is_none() {
            return vec![heartbeat; 4];
        }
        let mut beats = vec![heartbeat; 6];
        beats[DOWN].resting = 24;
        beats[MOVE] = beat(70, 16);
        beats
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let place = ClusterPlan::of(self.nodes, room);
        let mut board = Grid::new(room.cols, room.rows);
        self.links(at, &place, &mut board);
        self.leader(at, lang, &place, &mut board);
        (0..self.nodes).for_each(|node| self.node(node, at, lang, &place, &mut board));
        self.travel(at, &place, &mut board);
        self.note(at, lang, room, &mut board);
        board.sheet()
    }
}

impl Servers {
    fn is_down(&self, node: usize, at: Moment) -> bool {
        self.down == Some(node) && at.done(DOWN) >= 1.0
    }

    fn over(&self, at: Moment) -> usize {
        HEARTBEATS.iter().take_while(|beat| at.done(**beat) >= 1.0).count()
    }

    fn links(&self, at: Moment, place: &ClusterPlan, board: &mut Grid) {
        let (first, last) = (place.cols[0], place.cols[self.nodes - 1]);
        board.span((first, last), place.bus, ['╭', '─', '╮'], Role::Dim);
        board.upright(place.middle, LEADER..place.bus, '│', Role::Dim);
        for (node, col) in place.cols.iter().enumerate() {
            let line = if self.is_down(node, at) { '┊' } else { '│' };
            board.upright(*col, place.bus + 1..place.top, line, Role::Dim);
            if node > 0 && node < self.nodes - 1 {
                board.put(*col, place.bus, '┬', Role::Dim);
            }
        }
        let crossing = if place.cols.contains(&place.middle) { '┼' } else { '┴' };
        board.put(place.middle, place.bus, crossing, Role::Dim);
    }

    /// The one above: a cat keeps watch, and goes to sleep when all is well.
    fn leader(&self, at: Moment, lang: Lang, place: &ClusterPlan, board: &mut Grid) {
        let cat = match self.down {
            Some(_) if at.done(SILENT) >= 1.0 && at.done(MOVE) < 1.0 => "=o.o=",
            _ => "=^.^=",
        };
        let name = shorten(self.leader.or(lang, "nap-lb"), 30);
        let wide = (width(&name) + width(cat) + 6) | 1;
        let left = place.middle - wide / 2;
        board.boxed(left..left + wide, 0..LEADER, '─', Role::Plain);
        board.put(place.middle, LEADER - 1, '┬', Role::Plain);
        board.write(left + 2, 1, cat, Role::Info);
        board.write(left + width(cat) + 4, 1, &name, Role::Strong);
    }

    /// A machine: its lamp, its name, its work, the trace of its heart.
    fn node(&self, node: usize, at: Moment, lang: Lang, place: &ClusterPlan, board: &mut Grid) {
        let (middle, top, inner) = (place.cols[node], place.top, place.wide - 2);
        let edge = middle - place.wide / 2;
        let left = edge + 1;
        let down = self.is_down(node, at);
        let (line, frame) = if down { ('╌', Role::Dim) } else { ('─', Role::Plain) };
        board.boxed(edge..edge + place.wide, top..top + place.tall, line, frame);
        let row = |i: usize| top + 1 + i * (place.tall - 3) / 2;
        let lamp = if down { ('✗', Role::Bad) } else { ('●', Role::Good) };
        board.put(middle, top, lamp.0, lamp.1);
        let name = shorten(&self.name(node, lang), inner);
        let start = left + (inner - width(&name)) / 2;
        board.write(start, row(0), &name, if down { Role::Bad } else { Role::Strong });
        let (own, taken) = self.work(node, at);
        let slots = inner.min(if inner > 12 { 8 } else { 6 });
        let start = left + (inner - slots) / 2;
        for slot in 0..slots {
            let (glyph, role) = match slot {
                slot if slot < own && self.down == Some(node) => ('◆', Role::Series(1)),
                slot if slot < own => ('■', Role::Series(0)),
                slot if slot < own + taken => ('◆', Role::Series(1)),
                _ => ('.', Role::Dim),
            };
            board.put(start + slot, row(1), glyph, role);
        }
        // Of each heartbeat so many cells; the last ones that fit.
        let each = (inner / HEARTBEATS.len()).max(2);
        let trace: Vec<char> = (0..self.over(at))
            .flat_map(|heartbeat| {
                let peak = if self.heard(node, heartbeat) { '∧' } else { '─' };
                std::iter::repeat_n('─', each - 1).chain([peak])
            })
            .collect();
        let role = if self.down == Some(node) && self.over(at) > SILENT { Role::Bad } else { Role::Good };
        let shown = &trace[trace.len().saturating_sub(inner)..];
        shown.iter().enumerate().for_each(|(i, glyph)| board.put(left + i, row(2), *glyph, role));
    }

    fn work(&self, node: usize, at: Moment) -> (usize, usize) {
        let pieces = || (0..self.takers.len()).map(|piece| self.moved(piece, at));
        if self.down == Some(node) {
            return (pieces().filter(|moved| *moved <= 0.0).count(), 0);
        }
        (WORK, pieces().zip(&self.takers).filter(|(moved, taker)| *moved >= 1.0 && **taker == node).count())
    }

    /// How far a piece of the lost work has come; they leave one after the other.
    fn moved(&self, piece: usize, at: Moment) -> f64 {
        // The last one leaves first.
        let before = (self.takers.len() - 1 - piece) as f64 / self.takers.len() as f64;
        ((at.even(MOVE) - before * 0.6) / 0.55).clamp(0.0, 1.0)
    }

    fn travel(&self, at: Moment, place: &ClusterPlan, board: &mut Grid) {
        let moving = at.share > 0.0 && at.share < 1.0;
        if let Some(heartbeat) = HEARTBEATS.iter().position(|beat| *beat == at.beat).filter(|_| moving) {
            for node in 0..self.nodes {
                let way = place.way(node);
                let heard = self.heard(node, heartbeat);
                // The last one of a machine that fails gets no farther than its own link.
                let far = if heard { way.len() } else { place.top - place.bus - 1 };
                let step = (at.done(at.beat) * (way.len() - 1) as f64).round() as usize;
                if step < far && (heard || heartbeat == SILENT) {
                    let (col, row) = way[step];
                    board.put(col, row, '•', if heard { Role::Good } else { Role::Bad });
                }
            }
        }
        let Some(down) = self.down.filter(|_| at.beat == MOVE) else { return };
        for (piece, taker) in self.takers.iter().enumerate() {
            let moved = self.moved(piece, at);
            if moved <= 0.0 || moved >= 1.0 {
                continue;
            }
            // Up from the one, along, down to the other.
            let (from, to) = (place.way(down), place.way(*taker));
            let link = place.top - place.bus - 1;
            let along = place.along(place.cols[down], place.cols[*taker]);
            let fall = to[..link].iter().rev().copied();
            let way: Vec<(usize, usize)> = from[..link].iter().copied().chain(along).chain(fall).collect();
            let (col, row) = way[(moved * (way.len() - 1) as f64).round() as usize];
            board.put(col, row, '◆', Role::Series(1));
        }
    }

    /// Below: how many are well, and who is silent since when.
    fn note(&self, at: Moment, lang: Lang, room: Room, board: &mut Grid) {
        let words = Labels::of(lang);
        let down = self.down.filter(|down| self.is_down(*down, at));
        let well = self.nodes - usize::from(down.is_some());
        let service = fill(&words.service, &[("well", &well.to_string()), ("all", &self.nodes.to_string())]);
        let missed = self.over(at).saturating_sub(SILENT) * PERIOD;
        let silent = self
            .down
            .filter(|_| missed > 0)
            .map(|down| fill(&words.silent, &[("name", &self.name(down, lang)), ("seconds", &missed.to_string())]));
        let silent = silent.unwrap_or_default();
        let gap = if silent.is_empty() { 0 } else { 3 };
        let start = room.cols.saturating_sub(width(&service) + gap + width(&silent)) / 2;
        board.write(start, room.rows - 1, &service, Role::Plain);
        board.write(start + width(&service) + gap, room.rows - 1, &silent, Role::Bad);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::{faults, good, last, text};
    use crate::context::{Frame, SMALLEST_ROOM};
    use crate::read::diagnostic::Code;
    use crate::text::Lang;

    #[test]
    fn no_work_is_lost() {
        let servers = good("type = 'servers'\nnodes = 5\ndown = 2");
        let at = |frame| text(&servers.paint(Lang::En, SMALLEST_ROOM, frame));
        let work = |text: &str| text.matches(['■', '◆']).count();
        assert_eq!((work(&at(Frame(0))), work(&at(Frame::END))), (15, 15));
        let end = last(&servers, Lang::En);
        assert!(end.contains("4 of 5 in service   nap-2: no heartbeat for 9 s"), "{end}");
        assert_eq!((end.matches('✗').count(), end.matches('●').count()), (1, 4), "{end}");
    }

    #[test]
    fn all_may_be_well() {
        let end =
            last(&good("type = 'servers'\nnodes = 3\ndown = 0\nnames = [\"moka\", \"nala\", \"tuna\"]"), Lang::En);
        assert!(end.contains("3 of 3 in service") && !end.contains('✗') && end.contains("tuna"), "{end}");
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(faults("type = 'servers'\nnodes = 3\ndown = 4"), [Code::OutOfRange]);
        assert_eq!(faults("type = 'servers'\nnodes = 9"), [Code::OutOfRange]);
        assert_eq!(faults("type = 'servers'\nnames = [\"moka\"]"), [Code::LengthMismatch]);
    }
}
