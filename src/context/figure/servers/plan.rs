//! Where the machines stand and the links run.

use crate::context::sheet::Room;

/// Where everything stands, in cells from the upper left.
pub(super) struct ClusterPlan {
    pub(super) cols: Vec<usize>,
    pub(super) middle: usize,
    pub(super) wide: usize,
    /// Its height; with room to spare, there is air between what is in it.
    pub(super) tall: usize,
    /// The row of the line that joins them, and the first of the machines.
    pub(super) bus: usize,
    pub(super) top: usize,
}

/// The rows of the one above.
pub(super) const LEADER: usize = 3;
/// The columns of a machine, and between two, at most.
const WIDEST: usize = 17;
const FARTHEST: usize = 12;

impl ClusterPlan {
    pub(super) fn of(nodes: usize, room: Room) -> Self {
        let slot = (room.cols / nodes).clamp(6, WIDEST + FARTHEST);
        let wide = (slot - 1).min(WIDEST);
        let left = room.cols.saturating_sub(slot * nodes) / 2;
        let cols: Vec<usize> = (0..nodes).map(|node| left + node * slot + slot / 2).collect();
        let middle = (cols[0] + cols[nodes - 1]) / 2;
        let tall = if room.rows >= 16 { 7 } else { 5 };
        let top = room.rows.saturating_sub(tall + 1);
        Self { cols, middle, wide, tall, bus: LEADER + top.saturating_sub(LEADER) / 3, top }
    }

    /// The cells between a machine and the one above.
    pub(super) fn way(&self, node: usize) -> Vec<(usize, usize)> {
        let (col, middle) = (self.cols[node], self.middle);
        let up = (self.bus + 1..self.top).rev().map(|row| (col, row));
        let on = (LEADER..self.bus).rev().map(|row| (middle, row));
        up.chain(self.along(col, middle)).chain(on).collect()
    }

    /// The cells of the line that joins the machines, from one column to another.
    pub(super) fn along(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let cells = (from.min(to)..=from.max(to)).map(|col| (col, self.bus));
        if from <= to { cells.collect() } else { cells.rev().collect() }
    }
}
