//! A map of equal squares: each a place, filled by what it pays in five steps between round amounts.

use super::{Anchor, Canvas, Drawing, Picture, Width, ticks};

/// A square.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tile {
    /// Its column and row on a wide map; `None` where the map has no room for it.
    pub at: Option<[usize; 2]>,
    /// Its letters: "CA".
    pub letters: String,
    /// Its name: "California".
    pub name: String,
    /// What it pays.
    pub amount: f64,
    /// The same as text, of a square that has room for it: "186".
    pub short: String,
    /// The same in words, with how sure it is, for those who do not see the map.
    pub value: String,
    /// Whether the amount is hardly more than a guess.
    pub rough: bool,
    /// Whether it is what is asked for.
    pub on: bool,
    /// Where it leads.
    pub link: Option<String>,
    /// The part of the map that it belongs to, by which a narrow page has it in order.
    pub part: String,
}

/// A map.
pub struct Tiles {
    /// The squares.
    pub tiles: Vec<Tile>,
    /// Columns of the wide map.
    pub columns: usize,
    /// Whether a narrow page has the map too; if not, it has the squares part by part, highest first.
    pub fits_narrow: bool,
    /// How an amount is written in the key.
    pub tick: Box<dyn Fn(f64) -> String>,
}

/// Columns of squares on a narrow page without a map.
const NARROW_COLUMNS: usize = 8;

/// Units of a square of the key.
const SWATCH: f64 = 13.0;

/// Where a square stands, and how large it is.
#[derive(Clone, Copy)]
struct Square {
    x: f64,
    y: f64,
    side: f64,
}

impl Square {
    /// Its lowest part, which is hatched where the amount is hardly known.
    fn foot(self) -> [f64; 4] {
        let Square { x, y, side } = self;
        let height = (side * 0.2).floor();
        [x + 1.0, y + side - 1.0 - height, side - 2.0, height]
    }
}

/// At most four round amounts that part values into steps with about as many of them each.
pub fn cuts(values: &[f64]) -> Vec<f64> {
    let mut sorted: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
    sorted.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (sorted.first(), sorted.last()) else { return Vec::new() };
    let round = ticks([*low, *high], 24);
    let fifth = |part: usize| sorted.get(sorted.len() * part / 5).copied();
    let nearest = |value: f64| {
        round.iter().copied().min_by(|a, b| (a - value).abs().total_cmp(&(b - value).abs()))
    };
    let mut cuts: Vec<f64> = (1..5).filter_map(fifth).filter_map(nearest).collect();
    cuts.retain(|cut| cut > low && cut <= high);
    cuts.dedup();
    cuts
}

/// The step of a value: 1 for the lowest.
pub fn step(value: f64, cuts: &[f64]) -> usize {
    1 + cuts.iter().filter(|cut| value >= **cut).count()
}

impl Tiles {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        let linked = self.tiles.iter().any(|tile| tile.link.is_some());
        Picture { linked, ..Picture::new(label, |width| self.draw(width)) }
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let values: Vec<f64> = self.tiles.iter().map(|tile| tile.amount).collect();
        let cuts = cuts(&values);
        let top = self.key(&mut canvas, &cuts);
        let foot = match width.is_narrow() && !self.fits_narrow {
            true => self.parts(&mut canvas, &cuts, top),
            false => self.map(&mut canvas, &cuts, top),
        };
        canvas.drawing(foot)
    }

    /// The squares where they lie. Returns the lower end.
    fn map(&self, canvas: &mut Canvas, cuts: &[f64], top: f64) -> f64 {
        let side = (canvas.width() / self.columns.max(1) as f64).floor();
        let (mut rows, mut feet) = (0, Vec::new());
        for tile in &self.tiles {
            let Some([column, row]) = tile.at else { continue };
            let (x, y) = (column as f64 * side, top + row as f64 * side);
            let square = Square { x, y, side };
            one(canvas, tile, square, step(tile.amount, cuts));
            feet.extend(tile.rough.then(|| square.foot()));
            rows = rows.max(row + 1);
        }
        canvas.rects(&feet, "hatched feet");
        top + rows as f64 * side
    }

    /// The squares part by part, the highest first. Returns the lower end.
    fn parts(&self, canvas: &mut Canvas, cuts: &[f64], top: f64) -> f64 {
        let side = (canvas.width() / NARROW_COLUMNS as f64).floor();
        let mut names: Vec<&str> = Vec::new();
        for tile in self.tiles.iter().filter(|tile| tile.at.is_some()) {
            if !names.contains(&tile.part.as_str()) {
                names.push(&tile.part);
            }
        }
        let (mut y, mut feet) = (top, Vec::new());
        for name in names {
            canvas.text(0.0, y + 14.0, name, "t-b", Anchor::Start);
            y += 22.0;
            let of = |tile: &&Tile| tile.part == name && tile.at.is_some();
            let mut within: Vec<&Tile> = self.tiles.iter().filter(of).collect();
            within.sort_by(|a, b| b.amount.total_cmp(&a.amount));
            for (at, tile) in within.iter().enumerate() {
                let x = (at % NARROW_COLUMNS) as f64 * side;
                let down = y + (at / NARROW_COLUMNS) as f64 * side;
                let square = Square { x, y: down, side };
                one(canvas, tile, square, step(tile.amount, cuts));
                feet.extend(tile.rough.then(|| square.foot()));
            }
            y += within.len().div_ceil(NARROW_COLUMNS) as f64 * side + 12.0;
        }
        canvas.rects(&feet, "hatched feet");
        y
    }

    /// What the steps mean. Returns its lower end.
    fn key(&self, canvas: &mut Canvas, cuts: &[f64]) -> f64 {
        let mut names: Vec<(String, String)> =
            (0..=cuts.len()).map(|at| (format!("k{}", at + 1), self.step_name(at, cuts))).collect();
        if self.tiles.iter().any(|tile| tile.rough) {
            names.push(("hatched".to_owned(), "over ±15%".to_owned()));
        }
        let narrow = canvas.width() < 500.0;
        let across = if narrow { 3 } else { 6 };
        let room = canvas.width() / across as f64;
        for (at, (class, name)) in names.iter().enumerate() {
            let (x, y) = ((at % across) as f64 * room, (at / across) as f64 * 20.0);
            canvas.rect([x, y + 1.0], [SWATCH, SWATCH], &format!("{class} tile"), 2.0);
            canvas.text(x + SWATCH + 5.0, y + 12.0, name, "t-s", Anchor::Start);
        }
        names.len().div_ceil(across) as f64 * 20.0 + 12.0
    }

    fn step_name(&self, at: usize, cuts: &[f64]) -> String {
        let below = at.checked_sub(1).and_then(|at| cuts.get(at)).map(|cut| (self.tick)(*cut));
        let above = cuts.get(at).map(|cut| (self.tick)(*cut));
        match (below, above) {
            (Some(low), Some(high)) => format!("{low} to {high}"),
            (None, Some(high)) => format!("under {high}"),
            (Some(low), None) => format!("{low} or more"),
            (None, None) => "all much alike".to_owned(),
        }
    }
}

/// A square: the letters, and the amount where there is room.
fn one(canvas: &mut Canvas, tile: &Tile, square: Square, step: usize) {
    let draw = |canvas: &mut Canvas| {
        let Square { x, y, side } = square;
        let size = [side - 2.0, side - 2.0];
        canvas.rect([x + 1.0, y + 1.0], size, &format!("k{step} tile"), 3.0);
        if tile.on {
            canvas.rect([x + 2.0, y + 2.0], [side - 4.0, side - 4.0], "tile-on", 3.0);
        }
        let middle = (x + side / 2.0).floor();
        let ink = format!("k{step}-i");
        if side >= 50.0 {
            let weight = if tile.rough { "" } else { "t-b " };
            let up = y + side / 2.0;
            canvas.text(middle, up - 4.0, &tile.letters, &format!("{weight}{ink}"), Anchor::Middle);
            canvas.text(middle, up + 13.0, &tile.short, &ink, Anchor::Middle);
        } else {
            let up = (y + side / 2.0 + 3.0).floor();
            canvas.text(middle, up, &tile.letters, &format!("t-s {ink}"), Anchor::Middle);
        }
    };
    match &tile.link {
        Some(to) => canvas.link(to, &format!("{}: {}", tile.name, tile.value), draw),
        None => draw(canvas),
    }
}

#[cfg(test)]
mod tests {
    use super::super::lands::{COUNTRIES, COUNTRY_COLUMNS, STATE_COLUMNS, STATES, place_on};
    use super::*;

    fn sample(map: &str, columns: usize, fits_narrow: bool) -> Tiles {
        let letters = map.split_whitespace().filter(|of| *of != "..");
        let tile = |(at, of): (usize, &str)| Tile {
            at: place_on(map, of),
            letters: of.to_uppercase(),
            name: of.to_owned(),
            amount: 9_900_000.0 + 37_000.0 * at as f64,
            short: "12.3m".to_owned(),
            value: "about".to_owned(),
            rough: at % 7 == 0,
            on: at == 3,
            link: (at % 2 == 0).then(|| "/pay?q=a&b".to_owned()),
            part: format!("Part {}", at % 4),
        };
        let tick = Box::new(|amount: f64| goingrate_view::money::bare(amount));
        Tiles { tiles: letters.enumerate().map(tile).collect(), columns, fits_narrow, tick }
    }

    #[test]
    fn nothing_lies_outside_and_no_texts_overlap() {
        for tiles in
            [sample(STATES, STATE_COLUMNS, true), sample(COUNTRIES, COUNTRY_COLUMNS, false)]
        {
            let picture = tiles.picture("a map");
            assert!(picture.linked);
            for drawing in [&picture.wide, &picture.narrow] {
                let inside = |[left, top, right, bottom]: [f64; 4]| {
                    left >= -0.5
                        && top >= -0.5
                        && right <= drawing.width + 0.5
                        && bottom <= drawing.height
                };
                for (at, label) in drawing.labels.iter().enumerate() {
                    assert!(inside(label.bounds), "{label:?} of {}", drawing.width);
                    let [l, t, r, b] = label.bounds;
                    for other in &drawing.labels[at + 1..] {
                        let [ol, ot, or, ob] = other.bounds;
                        let apart = r <= ol || or <= l || b <= ot || ob <= t;
                        assert!(apart, "{label:?} and {other:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn steps_are_round_and_few() {
        let values: Vec<f64> = (0..50).map(|at| 101_300.0 + 1_700.0 * f64::from(at)).collect();
        let cuts = cuts(&values);
        assert_eq!(cuts.len(), 4);
        assert!(cuts.iter().all(|cut| cut % 5_000.0 == 0.0), "{cuts:?}");
        assert_eq!((step(0.0, &cuts), step(1e9, &cuts)), (1, 5));
        assert!(super::cuts(&[5.0, 5.0]).is_empty());
        assert!(super::cuts(&[]).is_empty());
    }
}
