//! A terminal's screen as an SVG, still or moving.

use std::collections::BTreeMap;
use std::fmt::Write;

use vt100::{Cell, Color, Screen};

// A cell and the window around it, in pixels. A character of DejaVu Sans Mono is 0.602 of its size wide.
const CELL: (u16, u16) = (9, 18);
const FONT: u16 = 15;
const BASELINE: u16 = 14;
const PADDING: u16 = 16;

type Rgb = (u8, u8, u8);

/// How a cell looks.
#[derive(PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
struct Look {
    fg: Rgb,
    bg: Rgb,
    bold: bool,
    italic: bool,
    underlined: bool,
}

/// The screen as an SVG.
pub fn still(screen: &Screen) -> String {
    let (rows, cols) = screen.size();
    let all: Vec<Place> = (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))).collect();
    page(screen, "", &shapes(screen, &all))
}

/// A film as an SVG that begins anew when it has rested for some seconds at its end. `rate` is in frames a second. Who
/// asks for reduced motion, and whatever cannot move pictures, shows the end.
///
/// Each state of each cell is drawn once, in the layer of the frames in which it stands.
pub fn moving(film: &BTreeMap<u32, Screen>, rate: u32, rest: u32) -> String {
    let frames: Vec<(u32, &Screen)> = film.iter().map(|(at, screen)| (*at, screen)).collect();
    let Some((end, last)) = frames.last() else { return String::new() };
    let (length, count) = ((end + rest * rate).max(1), frames.len());
    let (rows, cols) = last.size();
    let mut layers: BTreeMap<(usize, usize), Vec<Place>> = BTreeMap::new();
    for place in (0..rows).flat_map(|row| (0..cols).map(move |col| (row, col))) {
        let states: Vec<_> = frames.iter().map(|(_, screen)| screen.cell(place.0, place.1).map(state)).collect();
        let mut from = 0;
        for same in states.chunk_by(|a, b| a == b) {
            layers.entry((from, from + same.len())).or_default().push(place);
            from += same.len();
        }
    }
    let (mut style, mut body) = (String::new(), String::new());
    for (i, ((from, to), places)) in layers.iter().enumerate() {
        let drawn = shapes(frames[*from].1, places);
        if drawn.is_empty() {
            continue;
        }
        let share = |at: usize| (10_000 * frames[at].0 / length) as f32 / 100.0;
        let shown = match (*from, *to == count) {
            (0, true) => {
                body.push_str(&drawn);
                continue;
            }
            (_, true) => format!("0%{{visibility:hidden}}{}%{{visibility:visible}}", share(*from)),
            (_, false) => format!("{}%{{visibility:visible}}{}%{{visibility:hidden}}", share(*from), share(*to)),
        };
        let _ = writeln!(style, "@keyframes f{i}{{{shown}}}");
        let hidden = if *to == count { "" } else { r#" visibility="hidden""# };
        let _ = writeln!(body, "<g style=\"animation-name:f{i}\"{hidden}>\n{drawn}</g>");
    }
    let seconds = length as f32 / rate as f32;
    let style = format!(
        "<style>\ng{{animation:{seconds:.2}s step-end infinite}}\n\
         @media(prefers-reduced-motion:reduce){{g{{animation:none!important}}}}\n{style}</style>\n"
    );
    page(last, &style, &body)
}

/// A row and a column.
type Place = (u16, u16);

/// All that can be seen of a cell.
fn state(cell: &Cell) -> (Look, &str) {
    let symbol = cell.contents();
    let look = look(cell);
    // The ink of a cell without any cannot be seen.
    if symbol.trim().is_empty() && !look.underlined {
        (Look { fg: look.bg, bold: false, italic: false, ..look }, "")
    } else {
        (look, symbol)
    }
}

fn ground(screen: &Screen) -> Rgb {
    screen.cell(0, 0).map_or((24, 25, 33), |cell| look(cell).bg)
}

/// The window around shapes.
fn page(screen: &Screen, style: &str, body: &str) -> String {
    let (rows, cols) = screen.size();
    let (width, height) = (cols * CELL.0 + 2 * PADDING, rows * CELL.1 + 2 * PADDING);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" font-family="'DejaVu Sans Mono',Menlo,Consolas,'Liberation Mono',monospace" font-size="{FONT}">
{style}<rect x=".5" y=".5" width="{}" height="{}" rx="10" fill="{}" stroke="#808080" stroke-opacity=".4"/>
{body}</svg>
"##,
        width - 1,
        height - 1,
        hex(ground(screen)),
    )
}

/// Some cells of a screen, row by row. Text is placed cell by cell, so that any monospaced font will do; what must join
/// between cells (blocks, frames, braille) is drawn as shapes, one path a colour.
fn shapes(screen: &Screen, places: &[Place]) -> String {
    let ground = ground(screen);
    let (mut grounds, mut blocks) = (Rects::default(), Rects::default());
    let mut lines: BTreeMap<Rgb, String> = BTreeMap::new();
    let mut texts: BTreeMap<(u16, Look), Vec<Word>> = BTreeMap::new();
    for (row, col) in places {
        let Some(cell) = screen.cell(*row, *col) else { continue };
        let (at, symbol) = state(cell);
        let (x, y) = (PADDING + col * CELL.0, PADDING + row * CELL.1);
        if at.bg != ground {
            grounds.add(at.bg, (0, 0, 8, 8), (x, y));
        }
        let Some(only) = symbol.chars().next() else { continue };
        if let Some((rects, share)) = block(only) {
            rects.iter().for_each(|rect| blocks.add(mix(at.fg, at.bg, share), *rect, (x, y)));
        } else if let Some(arms) = arms(only) {
            add_arms(lines.entry(at.fg).or_default(), arms, (x, y));
        } else {
            let words = texts.entry((*row, at)).or_default();
            if words.last().is_none_or(|word| word.end != *col) {
                words.push(Word::default());
            }
            if let Some(word) = words.last_mut() {
                word.text.push_str(&symbol.replace('&', "&amp;").replace('<', "&lt;"));
                // Marks stand where their letter does.
                symbol.chars().for_each(|_| _ = write!(word.places, "{x} "));
                word.end = col + 1;
            }
        }
    }
    let mut all = format!("{}{}", grounds.paths(), blocks.paths());
    for (rgb, d) in &lines {
        let _ = writeln!(all, r#"<path fill="none" stroke="{}" d="{d}"/>"#, hex(*rgb));
    }
    for ((row, at), words) in &texts {
        let weight = if at.bold { r#" font-weight="bold""# } else { "" };
        let slant = if at.italic { r#" font-style="italic""# } else { "" };
        let line = if at.underlined { r#" text-decoration="underline""# } else { "" };
        let (baseline, fill) = (PADDING + row * CELL.1 + BASELINE, hex(at.fg));
        let _ = write!(all, r#"<text y="{baseline}" fill="{fill}"{weight}{slant}{line}>"#);
        for Word { text, places, .. } in words {
            let _ = write!(all, r#"<tspan x="{}">{text}</tspan>"#, places.trim_end());
        }
        all.push_str("</text>\n");
    }
    all
}

/// Characters side by side. Each has its place, but there are viewers that heed only a word's first.
#[derive(Default)]
struct Word {
    text: String,
    places: String,
    /// The column after it.
    end: u16,
}

/// Rectangles by colour: left, top, width and height. Neighbours in a row become one.
#[derive(Default)]
struct Rects(BTreeMap<Rgb, Vec<[u16; 4]>>);

impl Rects {
    /// Adds a part of the cell at a place.
    fn add(&mut self, rgb: Rgb, (left, top, right, bottom): Eighths, (x, y): (u16, u16)) {
        let edge = |eighths: u16, size: u16| (eighths * size + 4) / 8;
        let (x0, x1) = (x + edge(left, CELL.0), x + edge(right, CELL.0));
        let (y0, y1) = (y + edge(top, CELL.1), y + edge(bottom, CELL.1));
        let rects = self.0.entry(rgb).or_default();
        match rects.iter_mut().rev().take(2).find(|[x, y, w, h]| x + w == x0 && (*y, *h) == (y0, y1 - y0)) {
            Some(rect) => rect[2] += x1 - x0,
            None => rects.push([x0, y0, x1 - x0, y1 - y0]),
        }
    }

    fn paths(&self) -> String {
        let path = |(rgb, rects): (&Rgb, &Vec<[u16; 4]>)| {
            let d: String = rects.iter().map(|[x, y, w, h]| format!("M{x} {y}h{w}v{h}h-{w}z")).collect();
            format!("<path fill=\"{}\" shape-rendering=\"crispEdges\" d=\"{d}\"/>\n", hex(*rgb))
        };
        self.0.iter().map(path).collect()
    }
}

fn look(cell: &Cell) -> Look {
    let (fg, bg) = (rgb(cell.fgcolor(), (214, 216, 224)), rgb(cell.bgcolor(), (24, 25, 33)));
    let (fg, bg) = if cell.inverse() { (bg, fg) } else { (fg, bg) };
    let fg = if cell.dim() { mix(fg, bg, 5) } else { fg };
    Look { fg, bg, bold: cell.bold(), italic: cell.italic(), underlined: cell.underline() }
}

fn rgb(colour: Color, default: Rgb) -> Rgb {
    const SIXTEEN: [u32; 16] = [
        0x2e3436, 0xcc4444, 0x4e9a06, 0xc4a000, 0x5b8fd6, 0xa070b0, 0x06989a, 0xd3d7cf, 0x75776f, 0xef5959, 0x8ae234,
        0xfce94f, 0x8cb4e8, 0xc9a0d0, 0x34e2e2, 0xeeeeec,
    ];
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match colour {
        Color::Default => default,
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Idx(n @ 0..16) => {
            let [_, r, g, b] = SIXTEEN[usize::from(n)].to_be_bytes();
            (r, g, b)
        }
        Color::Idx(n @ 16..232) => (step((n - 16) / 36), step((n - 16) / 6 % 6), step((n - 16) % 6)),
        Color::Idx(n) => (8 + 10 * (n - 232), 8 + 10 * (n - 232), 8 + 10 * (n - 232)),
    }
}

/// So many eighths of one colour, and the rest of another.
fn mix(a: Rgb, b: Rgb, eighths: u16) -> Rgb {
    let part = |a: u8, b: u8| ((u16::from(a) * eighths + u16::from(b) * (8 - eighths)) / 8) as u8;
    (part(a.0, b.0), part(a.1, b.1), part(a.2, b.2))
}

fn hex((r, g, b): Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Left, top, right and bottom, in eighths of a cell.
type Eighths = (u16, u16, u16, u16);

/// The rectangles of a block element (U+2580 to U+259F), a heavy line or a braille pattern, and how many eighths of
/// the ink they take.
fn block(c: char) -> Option<(Vec<Eighths>, u16)> {
    const QUARTERS: [Eighths; 4] = [(0, 0, 4, 4), (4, 0, 8, 4), (0, 4, 4, 8), (4, 4, 8, 8)];
    // Bit by bit the quarters of U+2596 to U+259F.
    const QUADRANTS: [u8; 10] = [4, 8, 1, 13, 9, 7, 11, 2, 6, 14];
    // The dots of braille in the order of their bits.
    const DOTS: [(u16, u16); 8] = [(1, 0), (1, 2), (1, 4), (5, 0), (5, 2), (5, 4), (1, 6), (5, 6)];
    let n = c as u16;
    let rects = match c {
        '━' => vec![(0, 4, 8, 5)],
        '╸' => vec![(0, 4, 4, 5)],
        '╺' => vec![(4, 4, 8, 5)],
        '┃' => vec![(3, 0, 5, 8)],
        // Not every font has it.
        '⋮' => vec![(3, 1, 5, 2), (3, 4, 5, 5), (3, 7, 5, 8)],
        '\u{2580}' => vec![(0, 0, 8, 4)],
        '\u{2581}'..='\u{2588}' => vec![(0, 0x2588 - n, 8, 8)],
        '\u{2589}'..='\u{258f}' => vec![(0, 0, 0x2590 - n, 8)],
        '\u{2590}' => vec![(4, 0, 8, 8)],
        '\u{2591}'..='\u{2593}' => return Some((vec![(0, 0, 8, 8)], 2 * (n - 0x2590))),
        '\u{2594}' => vec![(0, 0, 8, 1)],
        '\u{2595}' => vec![(7, 0, 8, 8)],
        '\u{2596}'..='\u{259f}' => {
            let bits = QUADRANTS[usize::from(n - 0x2596)];
            (0..4).filter(|i| bits & (1 << i) != 0).map(|i| QUARTERS[i]).collect()
        }
        '\u{2800}'..='\u{28ff}' => {
            let set = (0..8).filter(|i| n & (1 << i) != 0).map(|i| DOTS[i]);
            set.map(|(x, y)| (x, y, x + 2, y + 1)).collect()
        }
        _ => return None,
    };
    Some((rects, 8))
}

/// The arms of a light line: up, right, down, left; and whether its corner is round.
fn arms(c: char) -> Option<([bool; 4], bool)> {
    let bits = match c {
        '─' => 0b0101,
        '│' => 0b1010,
        '┌' | '╭' => 0b0110,
        '┐' | '╮' => 0b0011,
        '└' | '╰' => 0b1100,
        '┘' | '╯' => 0b1001,
        '├' => 0b1110,
        '┤' => 0b1011,
        '┬' => 0b0111,
        '┴' => 0b1101,
        '┼' => 0b1111,
        _ => return None,
    };
    Some(([8, 4, 2, 1].map(|bit| bits & bit != 0), c >= '╭'))
}

fn add_arms(path: &mut String, (arms, round): ([bool; 4], bool), (x, y): (u16, u16)) {
    let (cx, cy) = (f32::from(x) + 4.5, f32::from(y) + 8.5);
    let (right, bottom) = (x + CELL.0, y + CELL.1);
    let ends = [format!("{cx} {y}"), format!("{right} {cy}"), format!("{cx} {bottom}"), format!("{x} {cy}")];
    let mut ends = ends.into_iter().zip(arms).filter(|(_, has)| *has).map(|(end, _)| end);
    let _ = match (ends.next(), ends.next(), round) {
        (Some(from), Some(to), true) => write!(path, "M{from}Q{cx} {cy} {to}"),
        (from, to, _) => {
            let mut ends = from.into_iter().chain(to).chain(ends);
            ends.try_for_each(|end| write!(path, "M{cx} {cy}L{end}"))
        }
    };
}
