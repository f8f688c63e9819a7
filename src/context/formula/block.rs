//! Boxes of text, put beside and above one another as TeX does: rows of the same width, one of which is the baseline.

use crate::text::width;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Block {
    /// From top to bottom, each of `cols` cells; none if there is nothing.
    pub(crate) rows: Vec<String>,
    pub(crate) cols: usize,
    /// The row that stands on the line of the formula.
    pub(crate) base: usize,
}

impl Block {
    pub(crate) fn text(text: &str) -> Self {
        if text.is_empty() { Self::default() } else { Self { rows: vec![text.to_owned()], cols: width(text), base: 0 } }
    }

    /// Rows of any width, padded to the widest.
    pub(crate) fn rows(rows: Vec<String>, base: usize) -> Self {
        let cols = rows.iter().map(|row| width(row)).max().unwrap_or(0);
        let rows = rows.into_iter().map(|row| padded(row, cols)).collect();
        Self { rows, cols, base }
    }

    pub(crate) fn height(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn single(&self) -> Option<&str> {
        match self.rows.as_slice() {
            [] => Some(""),
            [row] => Some(row),
            _ => None,
        }
    }

    /// Puts blocks side by side, their baselines on one row.
    pub(crate) fn beside(blocks: Vec<Block>) -> Self {
        let above = blocks.iter().map(|block| block.base).max().unwrap_or(0);
        let below = blocks.iter().map(|block| block.height().saturating_sub(block.base)).max().unwrap_or(0);
        let mut rows = vec![String::new(); above + below];
        for block in &blocks {
            let top = above - block.base;
            for (y, row) in rows.iter_mut().enumerate() {
                match y.checked_sub(top).and_then(|y| block.rows.get(y)) {
                    Some(text) => row.push_str(text),
                    None => row.extend(std::iter::repeat_n(' ', block.cols)),
                }
            }
        }
        Self { rows, cols: blocks.iter().map(|block| block.cols).sum(), base: above }
    }

    /// Puts blocks above one another, centred; the baseline is that of the block with the index `base`.
    pub(crate) fn above(blocks: &[Block], base: usize) -> Self {
        let cols = blocks.iter().map(|block| block.cols).max().unwrap_or(0);
        let before: usize = blocks.iter().take(base).map(Block::height).sum();
        let base = before + blocks.get(base).map_or(0, |block| block.base);
        let rows = blocks.iter().flat_map(|block| block.clone().aligned(cols, Align::Centre).rows).collect();
        Self { rows, cols, base }
    }

    /// The same in a width of at least `cols`.
    pub(crate) fn aligned(self, cols: usize, align: Align) -> Self {
        let spare = cols.saturating_sub(self.cols);
        let left = match align {
            Align::Left => 0,
            Align::Centre => spare / 2,
            Align::Right => spare,
        };
        let rows = self.rows.into_iter().map(|row| padded(" ".repeat(left) + &row, cols)).collect();
        Self { rows, cols: self.cols + spare, base: self.base }
    }

    /// Whether two blocks side by side would seem to be one, on another row than the baseline.
    pub(crate) fn touches(&self, next: &Block) -> bool {
        let up = self.base.min(next.base);
        let (mine, theirs) = (self.base - up, next.base - up);
        let rows = self.rows.iter().skip(mine).zip(next.rows.iter().skip(theirs)).enumerate();
        rows.into_iter().any(|(y, (left, right))| y != up && !left.ends_with(' ') && !right.starts_with(' '))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

fn padded(mut row: String, cols: usize) -> String {
    let spare = cols.saturating_sub(width(&row));
    row.extend(std::iter::repeat_n(' ', spare));
    row
}
