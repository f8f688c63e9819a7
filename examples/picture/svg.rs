//! A terminal's screen as an SVG.

use std::collections::BTreeMap;
use std::fmt::Write;

use vt100::{Cell, Color, Screen};

// A cell and the window around it, in pixels. A character of DejaVu Sans Mono is 0.602 of its size wide.
const CELL: (u16, u16) = (9, 18);
const FONT: u16 = 15;
const BASELINE: u16 = 14;
const PADDING: u16 = 16;

type Rgb = (u8, u8, u8);

/// How the characters of a run look.
#[derive(PartialEq, Clone, Copy)]
struct Look {
    fg: Rgb,
    bg: Rgb,
    bold: bool,
    italic: bool,
    underlined: bool,
}

/// The screen as an SVG. Text is placed cell by cell, so that any monospaced font will do; what must join between cells
/// (blocks, frames, braille) is drawn as shapes, one path a colour.
pub fn of(screen: &Screen) -> String {
    let (rows, cols) = screen.size();
    let ground = screen.cell(0, 0).map_or((24, 25, 33), |cell| look(cell).bg);
    let (mut grounds, mut texts) = (String::new(), String::new());
    let mut blocks: BTreeMap<Rgb, String> = BTreeMap::new();
    let mut lines: BTreeMap<Rgb, String> = BTreeMap::new();
    for row in 0..rows {
        let y = PADDING + row * CELL.1;
        let cells: Vec<&Cell> = (0..cols).filter_map(|col| screen.cell(row, col)).collect();
        let looks: Vec<Look> = cells.iter().map(|cell| look(cell)).collect();
        for (from, to) in runs(&looks, |a, b| a.bg == b.bg) {
            let (x, width, bg) = (PADDING + from as u16 * CELL.0, (to - from) as u16 * CELL.0, looks[from].bg);
            if bg != ground {
                let _ = writeln!(grounds, r#"<rect x="{x}" y="{y}" width="{width}" height="18" fill="{}"/>"#, hex(bg));
            }
        }
        for (from, to) in runs(&looks, |a, b| a == b) {
            let (mut text, mut places) = (String::new(), String::new());
            let at = looks[from];
            for (cell, col) in cells[from..to].iter().zip(from as u16..) {
                let x = PADDING + col * CELL.0;
                let symbol = cell.contents();
                let only = symbol.chars().next().unwrap_or(' ');
                if let Some((rects, share)) = block(only) {
                    let path = blocks.entry(mix(at.fg, at.bg, share)).or_default();
                    rects.iter().for_each(|rect| add_rect(path, *rect, (x, y)));
                } else if let Some(arms) = arms(only) {
                    add_arms(lines.entry(at.fg).or_default(), arms, (x, y));
                } else if only != ' ' {
                    text.push_str(&symbol.replace('&', "&amp;").replace('<', "&lt;"));
                    // Marks stand where their letter does.
                    symbol.chars().for_each(|_| _ = write!(places, "{x} "));
                }
            }
            if !text.is_empty() {
                let weight = if at.bold { r#" font-weight="bold""# } else { "" };
                let slant = if at.italic { r#" font-style="italic""# } else { "" };
                let line = if at.underlined { r#" text-decoration="underline""# } else { "" };
                let (places, baseline, fill) = (places.trim_end(), y + BASELINE, hex(at.fg));
                let _ = writeln!(
                    texts,
                    r#"<text x="{places}" y="{baseline}" fill="{fill}"{weight}{slant}{line}>{text}</text>"#
                );
            }
        }
    }
    let paths = |paths: &BTreeMap<Rgb, String>, what: &str| -> String {
        paths.iter().map(|(rgb, d)| format!("<path {what}=\"{}\" d=\"{}\"/>\n", hex(*rgb), d.trim_end())).collect()
    };
    let (width, height) = (cols * CELL.0 + 2 * PADDING, rows * CELL.1 + 2 * PADDING);
    format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">
<rect x="0.5" y="0.5" width="{}" height="{}" rx="10" fill="{}" stroke="#808080" stroke-opacity="0.4"/>
<g shape-rendering="crispEdges">
{grounds}{}</g>
<g fill="none">
{}</g>
<g font-family="'DejaVu Sans Mono', 'Menlo', 'Consolas', 'Liberation Mono', monospace" font-size="{FONT}">
{texts}</g>
</svg>
"##,
        width - 1,
        height - 1,
        hex(ground),
        paths(&blocks, "fill"),
        paths(&lines, "stroke"),
    )
}

/// Ranges of neighbours that belong together.
fn runs(looks: &[Look], same: impl Fn(&Look, &Look) -> bool) -> Vec<(usize, usize)> {
    let ends = looks.chunk_by(same).scan(0, |end, run| {
        *end += run.len();
        Some((*end - run.len(), *end))
    });
    ends.collect()
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

fn add_rect(path: &mut String, (left, top, right, bottom): Eighths, (x, y): (u16, u16)) {
    let edge = |eighths: u16, size: u16| (eighths * size + 4) / 8;
    let (x0, x1) = (x + edge(left, CELL.0), x + edge(right, CELL.0));
    let (y0, y1) = (y + edge(top, CELL.1), y + edge(bottom, CELL.1));
    let _ = write!(path, "M{x0} {y0}h{}v{}h-{}z ", x1 - x0, y1 - y0, x1 - x0);
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
        (Some(from), Some(to), true) => write!(path, "M{from}Q{cx} {cy} {to} "),
        (from, to, _) => {
            let mut ends = from.into_iter().chain(to).chain(ends);
            ends.try_for_each(|end| write!(path, "M{cx} {cy}L{end} "))
        }
    };
}
