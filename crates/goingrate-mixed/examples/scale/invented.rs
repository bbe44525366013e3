//! Invented cells of pay with known truth, any number of them one after another: roles, places, employers
//! in a few places each, what a role earns in a place, levels and months.

use goingrate_mixed::{Group, GroupId, MixedError, Piece, System};

/// A small generator with a fixed stream (splitmix64).
pub struct Stream(pub u64);

impl Stream {
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Uniform on (0, 1).
    pub fn uniform(&mut self) -> f64 {
        ((self.bits() >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    pub fn below(&mut self, n: usize) -> usize {
        (self.bits() % n.max(1) as u64) as usize
    }

    /// Standard normal (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let (u, v) = (self.uniform(), self.uniform());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }

    /// t-distributed with 5 degrees of freedom.
    pub fn heavy(&mut self) -> f64 {
        let squares: f64 = (0..5).map(|_| self.normal().powi(2)).sum();
        self.normal() / (squares / 5.0).sqrt()
    }
}

/// One block of effects: name, number of effects and their sd.
pub struct Block {
    pub name: &'static str,
    pub count: usize,
    pub sd: f64,
}

/// Months in the evidence.
pub const MONTHS: usize = 24;

/// Sd of what a cell of one person deviates by.
pub const NOISE: f64 = 0.25;

const LEVELS: usize = 6;

/// A market of about so many effects.
pub struct Market {
    /// role, place, employer, role in a place, level, month; the intercept stands before them.
    pub blocks: [Block; 6],
    pub truth: Vec<f64>,
    /// First place of every employer, and in how many it is.
    homes: Vec<(usize, usize)>,
    pub heavy: bool,
}

/// What a cell says.
pub struct Cell {
    /// Columns; every coefficient is 1.
    pub columns: [u32; 7],
    pub value: f64,
    /// How many people it is of: the weight of its line.
    pub people: f64,
}

impl Market {
    pub fn of(effects: usize, heavy: bool, seed: u64) -> Market {
        let employers = effects * 3 / 10;
        let places = 2 * effects.isqrt();
        let rest = effects.saturating_sub(1 + places + employers + LEVELS + MONTHS);
        let roles = (rest / (places + 1)).max(1);
        let block = |name, count, sd| Block { name, count, sd };
        let blocks = [
            block("roles", roles, 0.3),
            block("places", places, 0.2),
            block("employers", employers, 0.25),
            block("roles in places", roles * places, 0.05),
            block("levels", LEVELS, 0.4),
            block("months", MONTHS, 0.02),
        ];
        let mut stream = Stream(seed);
        let mut truth = vec![11.0];
        for block in &blocks {
            truth.extend((0..block.count).map(|_| block.sd * stream.normal()));
        }
        let home = |_| {
            let many = [1, 1, 1, 1, 1, 1, 2, 2, 3, 12][stream.below(10)];
            (stream.below(places), many.min(places))
        };
        let homes = (0..employers).map(home).collect();
        Market { blocks, truth, homes, heavy }
    }

    pub fn effects(&self) -> usize {
        self.truth.len()
    }

    /// A key for every column.
    pub fn keys(&self) -> Vec<String> {
        let of = |block: &Block| {
            let name = block.name;
            (0..block.count).map(move |index| format!("{name} {index}")).collect::<Vec<_>>()
        };
        std::iter::once("mean".to_owned()).chain(self.blocks.iter().flat_map(of)).collect()
    }

    /// A cell of a month.
    pub fn cell(&self, month: usize, stream: &mut Stream) -> Cell {
        let count = |block: usize| self.blocks[block].count;
        // Small numbers are frequent, as employers and roles are in real evidence.
        let mut skewed = |n: usize| ((n as f64) * stream.uniform().powi(2)) as usize % n.max(1);
        let (role, employer) = (skewed(count(0)), skewed(count(2)));
        let (home, many) = self.homes[employer];
        let place = (home + stream.below(many)) % count(1);
        let pair = role * count(1) + place;
        let chosen = [role, place, employer, pair, stream.below(LEVELS), month];
        let (mut columns, mut first) = ([0u32; 7], 1);
        for ((column, block), index) in columns[1..].iter_mut().zip(&self.blocks).zip(chosen) {
            *column = (first + index) as u32;
            first += block.count;
        }
        // Robust weights are the only ones where noise has heavy tails.
        let people = if self.heavy { 1.0 } else { 1.0 + stream.below(20) as f64 };
        let noise = if self.heavy { stream.heavy() } else { stream.normal() };
        let mean: f64 = columns.iter().map(|column| self.truth[*column as usize]).sum();
        Cell { columns, value: mean + NOISE * noise / people.sqrt(), people }
    }

    /// A system of cells of some months, the effects' prior rows after them.
    pub fn system(
        &self,
        cells: usize,
        months: std::ops::Range<usize>,
        stream: &mut Stream,
    ) -> Result<System, MixedError> {
        let mut system = System::new(self.effects());
        let noise = system.add_group(Group::data("noise", 0.1))?;
        let blocks: Vec<GroupId> = self
            .blocks
            .iter()
            .map(|block| system.add_group(Group::effects(block.name, 0.1)))
            .collect::<Result<_, _>>()?;
        for _ in 0..cells {
            let cell = self.cell(months.start + stream.below(months.len()), stream);
            let terms = cell.columns.map(|column| (column, 1.0));
            let piece = system.push(Piece::line(noise, &terms, cell.value))?;
            system.set_robust(piece, 0, cell.people)?;
        }
        let mut column = 1;
        for (block, group) in self.blocks.iter().zip(blocks) {
            for _ in 0..block.count {
                system.push(Piece::prior(group, column, 0.0))?;
                column += 1;
            }
        }
        Ok(system)
    }
}
