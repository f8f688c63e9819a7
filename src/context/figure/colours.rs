//! `colours`: a passage from one colour to another, as CSS paints it, comes in along its line.

use std::ops::Range;

use serde_json::{Value as Json, json};

use super::prelude::*;
use crate::maths::colour::mix;
use crate::read::diagnostic::Code;
use crate::read::types::{Usual, ValueType, simple};

/// Red, green, blue.
type CssColour = [u8; 3];

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Colours {
    /// From the first to the last, at even distances.
    stops: Vec<CssColour>,
    /// Where the last lies: degrees from the top, clockwise.
    angle: f64,
}

keys! {
    /// A passage between colours.
    partial struct ColoursKeys for Colours {
        /// The colour at the beginning.
        from: CssColour = hex().or("#ffd24a"),
        /// A colour on the way.
        via: Option<CssColour> = hex().optional(),
        /// The colour at the end.
        to: CssColour = hex().or("#c2255c"),
        /// The direction, in degrees; 0 is to the top.
        angle: f64 = number(-360, 360).or(90),
    }
}

impl Colours {
    fn of(keys: ColoursKeys, _: &mut Reading) -> Option<Self> {
        let stops = [Some(keys.from?), keys.via?, Some(keys.to?)];
        Some(Self { stops: stops.into_iter().flatten().collect(), angle: keys.angle? })
    }

    /// Where the last stop lies: to the right, to the top. What is no more than a rounding away from an axis is on it.
    fn direction(&self) -> (f64, f64) {
        let (sin, cos) = self.angle.to_radians().sin_cos();
        let clean = |part: f64| if part.abs() < 1e-9 { 0.0 } else { part };
        (clean(sin), clean(cos))
    }

    fn at(&self, t: f64) -> [u8; 3] {
        let pieces = self.stops.len() - 1;
        let along = t.clamp(0.0, 1.0) * pieces as f64;
        let piece = (along as usize).min(pieces - 1);
        mix(self.stops[piece], self.stops[piece + 1], along - piece as f64)
    }

    /// Paints a box over some rows, in cells of two pixels, as far as a share of the way.
    ///
    /// The line along which the colours change runs through the middle at the angle, and is so long that the corners
    /// get the pure colours (CSS Images 3, section 3.1).
    fn paint(&self, rows: Range<usize>, shown: f64, grid: &mut Grid) {
        let (right, up) = self.direction();
        let (wide, tall) = (grid.cols as f64, 2.0 * rows.len() as f64);
        let length = (wide * right).abs() + (tall * up).abs();
        let share = |col: usize, line: usize| {
            let (x, y) = (col as f64 + 0.5 - wide / 2.0, tall / 2.0 - line as f64 - 0.5);
            0.5 + (x * right + y * up) / length
        };
        for (i, row) in rows.enumerate() {
            for col in 0..grid.cols {
                let (upper, lower) = (share(col, 2 * i), share(col, 2 * i + 1));
                if upper.max(lower) <= shown {
                    grid.write(col, row, PIXELS, Role::Pixels(rgb(self.at(upper)), rgb(self.at(lower))));
                }
            }
        }
    }

    /// The codes of the colours where they are pure: in two rows, above and below the box.
    fn codes(&self, rows: [usize; 2], last: bool, grid: &mut Grid) {
        let (right, up) = self.direction();
        let mut write = |right: f64, up: f64, colour: CssColour| {
            let code = code(colour);
            let col = match right {
                right if right < 0.0 => 0,
                right if right > 0.0 => grid.cols.saturating_sub(code.len()),
                _ => (grid.cols / 2).saturating_sub(4),
            };
            grid.write(col, rows[usize::from(up <= 0.0)], &code, Role::Plain);
        };
        write(-right, -up, self.stops[0]);
        // The one in the middle has a place beside the box only where the colours run from side to side.
        if self.stops.len() > 2 && up == 0.0 {
            write(0.0, 0.0, self.stops[1]);
        }
        if last {
            write(right, up, self.stops[self.stops.len() - 1]);
        }
    }
}

impl Living for Colours {
    fn beats(&self) -> Vec<Beat> {
        vec![beat(45, 20), beat(0, 1)]
    }

    fn draw(&self, at: Moment, _: Lang, room: Room) -> Sheet<'static> {
        let done = at.done(0);
        let mut grid = Grid::new(room.cols, room.rows);
        let (below, last) = (room.rows - 2, room.rows - 1);
        self.codes([0, below], done >= 1.0, &mut grid);
        self.paint(1..below, done, &mut grid);
        if at.done(1) >= 1.0 {
            let list: Vec<String> = self.stops.iter().copied().map(code).collect();
            // CSS has points and hyphens, whatever the language.
            let angle = brief(self.angle, Lang::En).replace('−', "-");
            grid.write(0, last, &format!("linear-gradient({angle}deg, {})", list.join(", ")), Role::Strong);
        }
        grid.sheet()
    }
}

fn rgb([red, green, blue]: [u8; 3]) -> Rgb {
    (red, green, blue)
}

fn code([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// A colour as `#rrggbb`.
fn hex() -> impl ValueType<Value = CssColour> {
    simple(
        |_| json!({ "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" }),
        |value, reading| {
            let text = reading.line(value, 40)?;
            let found = colour(&text);
            if found.is_none() {
                let fault = reading.fault(Code::UnknownWord, value.span()).arg("found", &text);
                reading.push(fault.arg("known", "#000000…#ffffff"));
            }
            found
        },
    )
}

fn colour(text: &str) -> Option<CssColour> {
    let digits = text.strip_prefix('#').filter(|rest| rest.len() == 6 && rest.bytes().all(|b| b.is_ascii_hexdigit()));
    let [_, red, green, blue] = u32::from_str_radix(digits?, 16).ok()?.to_be_bytes();
    Some([red, green, blue])
}

impl Usual<CssColour> for &str {
    fn value(&self) -> CssColour {
        colour(self).unwrap_or_default()
    }

    fn written(&self) -> Json {
        (*self).into()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{faults, glance, good, last};
    use super::*;

    fn colours(angle: f64) -> Colours {
        Colours { stops: vec![[0; 3], [255; 3]], angle }
    }

    fn corners(angle: f64) -> [Option<Role>; 2] {
        let mut grid = Grid::new(60, 12);
        colours(angle).paint(0..12, 1.0, &mut grid);
        [0, 11].map(|row| grid.row(row).first().map(|run| run.role))
    }

    #[test]
    fn angles_are_those_of_css() {
        let dark = |role: Option<Role>| matches!(role, Some(Role::Pixels((r, ..), _)) if r < 20);
        let light = |role: Option<Role>| matches!(role, Some(Role::Pixels((r, ..), _)) if r > 235);
        // The left corners, upper and lower: to the right both are the first colour, to the top only the lower one.
        assert!(corners(90.0).into_iter().all(dark));
        assert!(corners(-90.0).into_iter().all(light));
        let [upper, lower] = corners(0.0);
        assert!(light(upper) && dark(lower));
        let [upper, lower] = corners(45.0);
        assert!(!light(upper) && !dark(upper) && dark(lower));
    }

    #[test]
    fn the_codes_stand_where_the_colours_are_pure() {
        let said = last(&good("type = 'colours'\nvia = '#2F9E8F'"), Lang::Fr);
        let rows: Vec<&str> = said.lines().collect();
        let [from, via, to] = ["#ffd24a", "#2f9e8f", "#c2255c"].map(|code| rows[11].find(code).expect("the code"));
        assert!(from == 0 && (30..40).contains(&via) && to == 67, "{}", rows[11]);
        assert_eq!(rows[12].trim_end(), "linear-gradient(90deg, #ffd24a, #2f9e8f, #c2255c)");
        let said = last(&good("type = 'colours'\nangle = 45"), Lang::Fr);
        assert!(said.starts_with(&format!("{:>74}", "#c2255c")), "{said}");
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for wrong in ["red", "#12345", "#12345g", "#1234567", "123456", "#é2345"] {
            assert_eq!(faults(&format!("type = 'colours'\nto = '{wrong}'")), [Code::UnknownWord], "{wrong}");
        }
        assert_eq!(faults("type = 'colours'\nangle = 400"), [Code::OutOfRange]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]
        #[test]
        fn any_angle_is_drawn(angle in -360.0..360.0) {
            glance(&good(&format!("type = 'colours'\nangle = {angle:?}\nvia = '#000000'")));
        }
    }
}
