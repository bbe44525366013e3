//! Years of pay: a group of columns for each offer, each column a year, its parts on top of each other. What
//! is uncertain is hatched; what is lost hangs below the base line.

use super::canvas::text_width;
use super::rows::Ink;
use super::{Anchor, Canvas, Drawing, Picture, Scale, Width};

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Its amount; below zero for what is lost.
    pub amount: f64,
    /// Its ink.
    pub ink: Ink,
}

/// A year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// Its parts, from below.
    pub layers: Vec<Layer>,
    /// All of it in words, on top.
    pub shown: String,
}

/// The years of an offer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Group {
    /// What the offer is called.
    pub name: String,
    /// Its years.
    pub columns: Vec<Column>,
}

/// Groups beside each other on one scale.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Years {
    /// The groups.
    pub groups: Vec<Group>,
    /// What each ink means.
    pub key: Vec<(Ink, String)>,
}

/// How high the columns of a group may be, in units.
const TALL: f64 = 200.0;
/// Units above the columns: the name of the group and the sum on top.
const HEAD: f64 = 46.0;
/// Units below the base line: the names of the years.
const FOOT: f64 = 32.0;
/// Units between two groups.
const BETWEEN: f64 = 40.0;
/// No column is wider than this, so that a lone offer is no wall.
const WIDEST: f64 = 104.0;

impl Column {
    /// How high it reaches, and how low.
    fn ends(&self) -> [f64; 2] {
        let sum = |positive: bool| {
            let amounts = self.layers.iter().map(|layer| layer.amount);
            amounts.filter(|amount| (*amount > 0.0) == positive && amount.is_finite()).sum::<f64>()
        };
        [sum(true), sum(false)]
    }
}

impl Years {
    /// The picture, with what it shows in a sentence.
    pub fn picture(&self, label: impl Into<String>) -> Picture {
        Picture::new(label, |width| self.draw(width))
    }

    fn draw(&self, width: Width) -> Drawing {
        let mut canvas = Canvas::new(width.units());
        let across = self.across(canvas.width());
        let wide = (canvas.width() - BETWEEN * (across - 1) as f64) / across as f64;
        let scale = self.scale();
        let mut top = 0.0;
        for line in self.groups.chunks(across) {
            // Groups of one line stand on one base line; a line is no higher than its highest column.
            let most = line.iter().map(Group::most).fold(0.0, f64::max);
            let spare = scale.at(most) - HEAD;
            for (at, group) in line.iter().enumerate() {
                let left = at as f64 * (wide + BETWEEN);
                one(&mut canvas, group, &scale, ([left, top], wide, spare));
            }
            let below = line.iter().map(|group| group.below(&scale)).fold(0.0, f64::max);
            top += scale.at(0.0) - spare + below + FOOT;
        }
        let foot = self.key(&mut canvas, top);
        canvas.drawing(foot)
    }

    /// The key, as many on a line as fit; how far down it reaches.
    fn key(&self, canvas: &mut Canvas, top: f64) -> f64 {
        let (mut x, mut y) = (0.0, top + 6.0);
        for (ink, words) in &self.key {
            let wide = 26.0 + text_width(words, 13.0, false);
            if x > 0.0 && x + wide > canvas.width() {
                (x, y) = (0.0, y + 20.0);
            }
            canvas.rect([x, y - 10.0], [18.0, 11.0], ink.class(), 1.0);
            canvas.text(x + 26.0, y, words, "", Anchor::Start);
            x += wide + 18.0;
        }
        if self.key.is_empty() { top } else { y + 6.0 }
    }

    /// Two groups stand side by side where the sums fit on their columns.
    fn across(&self, width: f64) -> usize {
        let half = (width - BETWEEN) / 2.0;
        let fits = self.groups.iter().all(|group| {
            let pitch = half / group.columns.len().max(1) as f64;
            group.columns.iter().all(|column| text_width(&column.shown, 14.0, true) + 4.0 < pitch)
        });
        if self.groups.len() > 1 && fits { 2 } else { 1 }
    }

    /// One scale for all groups, so that their heights can be held against each other.
    fn scale(&self) -> Scale {
        let columns = self.groups.iter().flat_map(|group| &group.columns);
        let most = columns.map(|column| column.ends()[0]).fold(0.0, f64::max);
        Scale::new([0.0, if most > 0.0 { most } else { 1.0 }], [HEAD + TALL, HEAD])
    }
}

impl Group {
    /// How high its highest column reaches.
    fn most(&self) -> f64 {
        self.columns.iter().map(|column| column.ends()[0]).fold(0.0, f64::max)
    }

    /// How far its deepest column hangs below the base line, in units.
    fn below(&self, scale: &Scale) -> f64 {
        let least = self.columns.iter().map(|column| column.ends()[1]).fold(0.0, f64::min);
        units(scale, least)
    }
}

/// The height of an amount; at most that of the highest column.
fn units(scale: &Scale, amount: f64) -> f64 {
    (scale.at(0.0) - scale.at(amount.abs())).abs()
}

/// One group from its left top corner.
fn one(canvas: &mut Canvas, group: &Group, scale: &Scale, of: ([f64; 2], f64, f64)) {
    let ([left, top], wide, spare) = of;
    let base = top + scale.at(0.0) - spare;
    let name = shortened(&group.name, wide);
    canvas.text(left, top + 13.0, &name, "t-b", Anchor::Start);
    let pitch = (wide / group.columns.len().max(1) as f64).min(WIDEST);
    let foot = base + group.below(scale) + 18.0;
    let widest = group.columns.iter().map(|column| text_width(&column.shown, 14.0, true));
    let every = ((widest.fold(0.0, f64::max) + 4.0) / pitch).ceil().max(1.0) as usize;
    let mut free = left;
    for (at, column) in group.columns.iter().enumerate() {
        let x = left + at as f64 * pitch;
        let reached = stack(canvas, column, scale, ([x + 2.0, base], pitch - 5.0));
        if at % every != 0 {
            continue;
        }
        let held = text_width(&column.shown, 14.0, true) / 2.0;
        let middle = (x + pitch / 2.0).clamp(left + held, (left + wide - held).max(left + held));
        // A sum that is moved away from the edge may have no room beside the one before.
        if middle - held >= free {
            canvas.text(middle, reached - 6.0, &column.shown, "t-b halo", Anchor::Middle);
            free = middle + held + 4.0;
        }
        let year = match pitch > 48.0 {
            true => format!("year {}", at + 1),
            false => (at + 1).to_string(),
        };
        canvas.text(x + pitch / 2.0, foot, &year, "t-s", Anchor::Middle);
    }
    let end = left + pitch * group.columns.len() as f64;
    canvas.line([left, base], [end, base], "axis");
}

/// The parts of a year, those that are gained upwards and those that are lost downwards; where the top is.
fn stack(canvas: &mut Canvas, column: &Column, scale: &Scale, of: ([f64; 2], f64)) -> f64 {
    let ([x, base], wide) = of;
    let (mut up, mut down) = (base, base);
    for layer in column.layers.iter().filter(|layer| layer.amount.is_finite()) {
        let high = units(scale, layer.amount);
        if layer.amount > 0.0 {
            up -= high;
            canvas.rect([x, up], [wide, high], layer.ink.class(), 0.0);
        } else {
            canvas.rect([x, down], [wide, high], layer.ink.class(), 0.0);
            down += high;
        }
    }
    up
}

/// A name that fits, cut where it does not.
fn shortened(name: &str, wide: f64) -> String {
    if text_width(name, 14.0, true) <= wide {
        return name.to_owned();
    }
    let mut kept = String::new();
    for letter in name.chars() {
        if text_width(&kept, 14.0, true) > wide - 26.0 {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}
