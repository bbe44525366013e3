//! An invented system of the pay model's shape: (role × area) leaves under areas,
//! states and global columns; five-line pieces with sampling covariance; national
//! mixtures as wide lines; a prior row on every column but the intercept.

use goingrate_mixed::{Group, GroupId, Line, Piece, System};

/// A small generator with a fixed stream (splitmix64), so that tests need no crate.
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
        (self.bits() % n as u64) as usize
    }

    /// Standard normal (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let (u, v) = (self.uniform(), self.uniform());
        (-2.0 * u.ln()).sqrt() * (std::f64::consts::TAU * v).cos()
    }
}

/// How many of each.
pub struct Size {
    pub roles: usize,
    pub areas: usize,
    pub states: usize,
    pub globals: usize,
    pub pieces: usize,
    pub wide: usize,
}

impl Size {
    pub const PAY: Size =
        Size { roles: 26, areas: 530, states: 50, globals: 250, pieces: 6_000, wide: 20 };
    pub const SMALL: Size =
        Size { roles: 3, areas: 12, states: 4, globals: 10, pieces: 150, wide: 2 };
}

struct Columns<'a>(&'a Size);

impl Columns<'_> {
    fn leaf(&self, role: usize, area: usize) -> u32 {
        (role * self.0.areas + area) as u32
    }

    fn area(&self, area: usize) -> u32 {
        (self.0.roles * self.0.areas + area) as u32
    }

    fn state(&self, area: usize) -> u32 {
        (self.0.roles * self.0.areas + self.0.areas + area % self.0.states) as u32
    }

    fn global(&self, index: usize) -> u32 {
        (self.0.roles * self.0.areas + self.0.areas + self.0.states + index) as u32
    }

    fn count(&self) -> usize {
        self.global(self.0.globals) as usize
    }
}

pub fn pay_system(size: &Size, seed: u64) -> System {
    let (columns, mut stream) = (Columns(size), Stream(seed));
    let mut system = System::new(columns.count());
    let noise = system.add_group(Group::data("source", 0.01)).unwrap();
    let nation = system.add_group(Group::data("nation", 0.01)).unwrap();
    for _ in 0..size.pieces {
        let piece = table_piece(&columns, &mut stream, noise);
        system.push(piece).unwrap();
    }
    for _ in 0..size.wide {
        let piece = wide_piece(&columns, &mut stream, nation);
        system.push(piece).unwrap();
    }
    push_priors(&mut system, &columns);
    system
}

fn push_priors(system: &mut System, columns: &Columns) {
    let size = columns.0;
    let ends = [
        columns.area(0),
        columns.state(0),
        columns.global(0),
        columns.global(size.globals / 2),
        columns.global(size.globals - 1),
    ];
    let mut first = 0;
    for (index, end) in ends.into_iter().enumerate() {
        let group = system
            .add_group(Group::effects(&format!("block {index}"), 0.01).with_prior(1.0, 0.01))
            .unwrap();
        for column in first..end {
            system.push(Piece::prior(group, column, 0.0)).unwrap();
        }
        first = end;
    }
}

/// Five percentiles of one role in one area: two roles' leaves, the place, globals.
fn table_piece(columns: &Columns, stream: &mut Stream, group: GroupId) -> Piece {
    let size = columns.0;
    let (role, area) = (stream.below(size.roles), stream.below(size.areas));
    let mut touched = vec![columns.leaf(role, area), columns.leaf((role + 1) % size.roles, area)];
    touched.extend([columns.area(area), columns.state(area), columns.global(size.globals - 1)]);
    let few = 15.min(size.globals / 3);
    touched.extend(
        (0..few).map(|i| columns.global((role * 7 + i * i + stream.below(2)) % (size.globals - 1))),
    );
    piece(touched, stream, group)
}

/// Five percentiles of the nation: every area's leaf of one role and its place.
fn wide_piece(columns: &Columns, stream: &mut Stream, group: GroupId) -> Piece {
    let size = columns.0;
    let role = stream.below(size.roles);
    let mut touched: Vec<u32> = (0..size.areas).map(|a| columns.leaf(role, a)).collect();
    touched.extend((0..size.areas).map(|a| columns.area(a)));
    touched.extend((0..size.states).map(|s| columns.state(s)));
    touched.extend((0..8).map(|i| columns.global((role * 7 + i) % size.globals)));
    piece(touched, stream, group)
}

fn piece(mut touched: Vec<u32>, stream: &mut Stream, group: GroupId) -> Piece {
    touched.sort_unstable();
    touched.dedup();
    let scale = if touched.len() > 100 { 10.0 / touched.len() as f64 } else { 1.0 };
    let mut line = || Line {
        columns: touched.clone(),
        coefficients: touched.iter().map(|_| scale * (0.5 + stream.uniform())).collect(),
    };
    let lines = vec![line(), line(), line(), line(), line()];
    let values = (0..5).map(|_| 11.0 + 0.3 * stream.normal()).collect();
    let sampling = (0..25).map(|i| 0.002 * 0.6f64.powi((i / 5 - i % 5i32).abs())).collect();
    Piece { group, lines, values, sampling }
}
