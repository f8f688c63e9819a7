//! `sampling`: a population as a heap of dots, each at its value; some light up and fall into the sample, whose mean
//! moves with each.

use super::prelude::*;
use crate::maths::{normal, summary};

labels! { "sampling" { population, sample } }

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Sampling {
    mu: f64,
    sigma: f64,
    x: PartName,
    population: Vec<f64>,
    /// The places of the sample's dots, in the order they are drawn.
    sample: Vec<usize>,
}

/// The axis reaches as far from the mean, in standard deviations.
const REACH: f64 = 2.9;

/// The beats: the population, the sample, its mean.
const DRAWN: usize = 1;
const MEAN: usize = 2;

keys! {
    /// A population of dots, and a sample drawn from it.
    partial struct SamplingKeys for Sampling {
        /// How many are in the population; in a small terminal more than 150 have no dot each.
        size: i64 = whole(50, 600).or(120),
        /// How many are drawn.
        n: i64 = whole(2, 40).or(8),
        /// The mean of the population.
        mu: f64 = number(-1e6, 1e6).or(11),
        /// The standard deviation of the population.
        sigma: f64 = number(1e-3, 1e6).or(3),
        /// The name of the axis.
        x: PartName = name(NAME_MAX),
        /// A number from which all that is left to chance follows: the same seed makes the same figure everywhere.
        seed: Chance = seed(),
    }
}

impl Sampling {
    fn of(keys: SamplingKeys, _: &mut Reading) -> Option<Self> {
        let (mu, sigma, size, n) = (keys.mu?, keys.sigma?, keys.size? as usize, keys.n? as usize);
        // A population without chance: its mean is μ itself, and its heap has the shape of the curve.
        let value = |i: usize| mu + sigma * normal::quantile((i as f64 + 0.5) / size as f64).unwrap_or(0.0);
        let population: Vec<f64> = (0..size).map(value).collect();
        let mut sample: Vec<usize> = (0..size).collect();
        keys.seed?.shuffle(&mut sample);
        sample.truncate(n);
        Some(Self { mu, sigma, x: keys.x?, population, sample })
    }

    fn rounded(&self, x: f64, lang: Lang) -> String {
        let places = (1.0 - self.sigma.log10().floor()).clamp(0.0, 6.0) as i32;
        let unit = 10f64.powi(places);
        decimal((x * unit).round() / unit, lang)
    }
}

impl Living for Sampling {
    fn beats(&self) -> Vec<Beat> {
        let each = if self.sample.len() > 10 { 240 / self.sample.len() as u32 } else { 24 };
        let sample = beat(each * self.sample.len() as u32, 12);
        vec![beat(30, 25), sample, beat(15, 0)]
    }

    fn draw(&self, at: Moment, lang: Lang, room: Room) -> Sheet<'static> {
        let words = Labels::of(lang);
        let mut board = Grid::new(room.cols, room.rows);
        let page = HeapPage::new(self, words, room);
        page.ground(lang, &mut board);
        if at.done(0) >= 1.0 {
            // Below the dots, so that it hides none.
            board.upright(page.col(self.mu), 0..page.floor + 1, '┊', Role::Info);
        }
        let heap = page.heap(&self.population);
        let last = (at.done(0) * heap.len() as f64) as usize;
        heap[..last].iter().for_each(|(col, row)| board.put(*col, *row, '•', Role::Series(2)));
        let drawn = at.even(DRAWN) * self.sample.len() as f64;
        let mut stacks = vec![0; page.cols.len()];
        for (i, place) in self.sample.iter().enumerate().take(drawn.ceil() as usize) {
            let (col, from) = heap[*place];
            let high = &mut stacks[col - page.cols.start];
            // It lights up, and then falls onto those that are there; where it was, a ring is left.
            board.put(col, from, '○', Role::Series(1));
            let share = (drawn - i as f64).min(1.0);
            let to = page.floor - *high;
            let fall = ((share - 0.4) / 0.6).max(0.0);
            let row = from + (fall * fall * (to - from) as f64) as usize;
            board.put(col, row, '●', Role::Series(1));
            *high = (*high + 1).min(page.floor - page.heap - 2);
        }
        page.names(self, at, drawn as usize, lang, &mut board);
        board.sheet()
    }
}

/// Where everything lies: the heap, a line, the sample, its mean, the axis.
struct HeapPage {
    words: &'static Labels,
    axis: Axis,
    cols: std::ops::Range<usize>,
    heap: usize,
    floor: usize,
}

impl HeapPage {
    fn new(of: &Sampling, words: &'static Labels, room: Room) -> Self {
        let left = width(&words.population).max(width(&words.sample)) + 2;
        let (low, high) = (of.mu - REACH * of.sigma, of.mu + REACH * of.sigma);
        let axis = Axis::over([low, high], (room.cols - left) / 10, false);
        let floor = room.rows - 4;
        let heap = floor - 3 - (room.rows - 13) / 4;
        Self { words, axis, cols: left..room.cols, heap, floor }
    }

    /// The column of a value; beyond the axis, its end.
    fn col(&self, x: f64) -> usize {
        let x = x.clamp(self.axis.min, self.axis.max);
        self.cols.start + self.axis.place(x, self.cols.len()).unwrap_or(0)
    }

    /// The cells of the population, given in order: a column for like values, one upon the other.
    fn heap(&self, population: &[f64]) -> Vec<(usize, usize)> {
        // The uppermost row is for μ.
        let rows = self.heap;
        // Columns as far apart as the heap's height allows: a normal law has 0.4 of its cases in a middle standard
        // deviation.
        let sd = self.cols.len() as f64 / (2.0 * REACH);
        let most = 0.4 * population.len() as f64 / sd;
        let pitch = ((rows as f64 / most) as usize).max(1);
        let squeeze = (rows as f64 / (most * pitch as f64).ceil()).min(1.0);
        let mut heights = vec![0; self.cols.len()];
        let cell = |x: &f64| {
            let at = (self.col(*x) - self.cols.start) / pitch * pitch;
            heights[at] += 1;
            let up = ((heights[at] - 1) as f64 * squeeze) as usize;
            (self.cols.start + at, self.heap - up.min(rows - 1))
        };
        population.iter().map(cell).collect()
    }

    fn ground(&self, lang: Lang, board: &mut Grid) {
        board.level(self.cols.clone(), self.heap + 1, '─', Role::Dim);
        board.level(self.cols.clone(), self.floor + 1, '─', Role::Dim);
        for tick in self.axis.ticks() {
            let col = self.col(tick);
            board.put(col, self.floor + 1, '┬', Role::Dim);
            board.centred(col.min(self.cols.end - 2), self.floor + 2, &self.axis.label(tick, lang), Role::Dim);
        }
        board.write(0, self.heap, &self.words.population, Role::Plain);
        board.write(0, self.floor, &self.words.sample, Role::Plain);
    }

    fn names(&self, of: &Sampling, at: Moment, drawn: usize, lang: Lang, board: &mut Grid) {
        let sizes = [("N", self.heap, of.population.len()), ("n", self.floor, drawn)];
        for (name, row, size) in sizes {
            board.write(0, row + 1, &format!("{name} = {size}"), Role::Dim);
        }
        if at.done(0) >= 1.0 {
            let col = self.col(of.mu);
            [self.heap + 1, self.floor + 1].into_iter().for_each(|row| board.put(col, row, '┼', Role::Dim));
            board.write(col + 2, 0, &format!("μ = {}", decimal(of.mu, lang)), Role::Info);
        }
        let values: Vec<f64> = of.sample[..drawn].iter().map(|i| of.population[*i]).collect();
        if let Some(mean) = summary::mean(&values) {
            let role = if at.done(MEAN) > 0.0 { Role::Strong } else { Role::Series(1) };
            let col = self.col(mean);
            let text = format!("x̄ = {}", of.rounded(mean, lang));
            board.put(col, self.floor + 1, '▲', role);
            // On the side away from μ.
            let row = self.floor + 3;
            if mean < of.mu { board.ending(col + 1, row, &text, role) } else { board.write(col, row, &text, role) }
        }
        if let Some(name) = of.x.get(lang) {
            let name = shorten(name, self.cols.len() / 3);
            board.ending(self.cols.end, self.floor + 3, &name, Role::Plain);
        }
    }
}
