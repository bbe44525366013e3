//! An invented system of the real market's structure: cells of occupation and area
//! with three private effects each, areas nested in one to three states, industries,
//! a dense set of global effects, and the nation's figures as wide lines.

use goingrate_mixed::{Group, GroupId, Line, Piece, System};

use super::pay::Stream;

/// How many of each.
pub struct Market {
    pub roles: usize,
    pub areas: usize,
    pub states: usize,
    pub globals: usize,
    pub cells: usize,
    pub industries: usize,
    pub industry_cells: usize,
    pub claims: usize,
    pub wide: usize,
}

impl Market {
    pub const REAL: Market = Market {
        roles: 23,
        areas: 528,
        states: 51,
        globals: 120,
        cells: 6_353,
        industries: 60,
        industry_cells: 1_161,
        claims: 600,
        wide: 103,
    };
    pub const SMALL: Market = Market {
        roles: 4,
        areas: 14,
        states: 5,
        globals: 6,
        cells: 40,
        industries: 3,
        industry_cells: 9,
        claims: 20,
        wide: 12,
    };
}

/// Hands out columns block by block; every block has its prior group.
struct Blocks {
    columns: u32,
    ends: Vec<u32>,
}

impl Blocks {
    fn take(&mut self, count: usize) -> u32 {
        let first = self.columns;
        self.columns += count as u32;
        self.ends.push(self.columns);
        first
    }
}

/// First columns of every block.
struct Layout {
    global: u32,
    role: u32,
    area: u32,
    state: u32,
    role_state: u32,
    cell: u32,
    industry: u32,
    industry_cell: u32,
}

struct Builder<'a> {
    size: &'a Market,
    at: Layout,
    stream: Stream,
    states: Vec<Vec<usize>>,
    cells: Vec<(usize, usize)>,
}

/// Columns of a role: its level, spread, skew and five offsets.
const ROLE: usize = 8;

pub fn market_system(size: &Market, seed: u64) -> System {
    let mut blocks = Blocks { columns: 1, ends: vec![] };
    let at = Layout {
        global: blocks.take(size.globals),
        role: blocks.take(ROLE * size.roles),
        area: blocks.take(2 * size.areas),
        state: blocks.take(size.states),
        role_state: blocks.take(size.roles * size.states),
        cell: blocks.take(3 * size.cells),
        industry: blocks.take(size.industries),
        industry_cell: blocks.take(3 * size.industry_cells),
    };
    let mut stream = Stream(seed);
    let states = (0..size.areas).map(|a| states_of(a, size.states, &mut stream)).collect();
    let mut cells: Vec<(usize, usize)> =
        (0..size.roles).flat_map(|r| (0..size.areas).map(move |a| (r, a))).collect();
    (0..size.cells).for_each(|i| {
        let other = i + stream.below(cells.len() - i);
        cells.swap(i, other);
    });
    cells.truncate(size.cells);
    cells.sort_by_key(|c| (c.1, c.0));
    let builder = Builder { size, at, stream, states, cells };
    builder.build(&blocks)
}

fn states_of(area: usize, states: usize, stream: &mut Stream) -> Vec<usize> {
    let first = area * states / 528.max(area + 1);
    let more = [0, 0, 0, 0, 0, 0, 0, 0, 1, 2][stream.below(10)];
    (0..=more).map(|i| (first + i) % states).collect()
}

impl Builder<'_> {
    fn build(mut self, blocks: &Blocks) -> System {
        let mut system = System::new(blocks.columns as usize);
        let cell = system.add_group(Group::data("official, areas", 0.01)).unwrap();
        let industry = system.add_group(Group::data("official, industries", 0.01)).unwrap();
        let nation = system.add_group(Group::data("official, nation", 0.01).held()).unwrap();
        for index in 0..self.size.cells {
            let columns = self.cell_columns(index);
            let piece = self.piece(&columns, 5, cell);
            system.push(piece).unwrap();
        }
        for index in 0..self.size.industry_cells {
            let columns = self.industry_columns(index);
            let piece = self.piece(&columns, 5, industry);
            system.push(piece).unwrap();
        }
        self.claims(&mut system);
        let mut left = self.size.wide;
        for role in 0.. {
            if left == 0 {
                break;
            }
            let columns = self.nation_columns(role % self.size.roles);
            let piece = self.piece(&columns, left.min(5), nation);
            left -= left.min(5);
            system.push(piece).unwrap();
        }
        self.priors(&mut system, blocks);
        system
    }

    fn globals(&mut self, few: usize) -> Vec<u32> {
        let (first, count) = (self.at.global, self.size.globals);
        (0..few).map(|_| first + self.stream.below(count) as u32).collect()
    }

    fn claims(&mut self, system: &mut System) {
        let groups: Vec<GroupId> = (0..20)
            .map(|g| system.add_group(Group::data(&format!("claims {g}"), 0.02)).unwrap())
            .collect();
        for index in 0..self.size.claims {
            let mut columns = self.globals(8);
            let role = self.stream.below(self.size.roles);
            columns.extend([0, self.at.role + (ROLE * role) as u32, self.at.global]);
            let piece = self.piece(&columns, 1, groups[index % 20]);
            system.push(piece).unwrap();
        }
    }

    fn cell_columns(&mut self, index: usize) -> Vec<u32> {
        let (role, area) = self.cells[index];
        let at = &self.at;
        let mut columns: Vec<u32> = (0..3).map(|i| at.cell + (3 * index + i) as u32).collect();
        columns.extend([0, at.global, at.global + 1, at.global + 2]);
        columns.extend((0..ROLE).map(|i| at.role + (ROLE * role + i) as u32));
        columns.extend((0..2).map(|i| at.area + (2 * area + i) as u32));
        for state in &self.states[area] {
            columns.push(at.state + *state as u32);
            columns.push(at.role_state + (role * self.size.states + state) as u32);
        }
        columns
    }

    fn industry_columns(&mut self, index: usize) -> Vec<u32> {
        let (role, industry) = (index % self.size.roles, index / self.size.roles);
        let at = &self.at;
        let mut columns: Vec<u32> =
            (0..3).map(|i| at.industry_cell + (3 * index + i) as u32).collect();
        columns.extend([0, at.global, at.global + 1, at.global + 2]);
        columns.extend((0..ROLE).map(|i| at.role + (ROLE * role + i) as u32));
        columns.push(at.industry + (industry % self.size.industries) as u32);
        columns
    }

    /// Everything that the cells of one role touch, and some global effects.
    fn nation_columns(&mut self, role: usize) -> Vec<u32> {
        let mut columns = self.globals(8);
        for index in (0..self.cells.len()).filter(|c| self.cells[*c].0 == role).collect::<Vec<_>>()
        {
            columns.extend(self.cell_columns(index));
        }
        columns
    }

    fn piece(&mut self, touched: &[u32], lines: usize, group: GroupId) -> Piece {
        let mut touched = touched.to_vec();
        touched.sort_unstable();
        touched.dedup();
        let stream = &mut self.stream;
        let scale = if touched.len() > 100 { 10.0 / touched.len() as f64 } else { 1.0 };
        let lines: Vec<Line> = (0..lines)
            .map(|_| Line {
                columns: touched.clone(),
                coefficients: touched.iter().map(|_| scale * (0.5 + stream.uniform())).collect(),
            })
            .collect();
        let k = lines.len() as i32;
        let values = (0..k).map(|_| 11.0 + 0.3 * stream.normal()).collect();
        let sampling = (0..k * k).map(|i| 0.002 * 0.6f64.powi((i / k - i % k).abs())).collect();
        Piece { group, lines, values, sampling }
    }

    /// A prior group a block, but for the intercept; large blocks have several.
    fn priors(&self, system: &mut System, blocks: &Blocks) {
        let mut first = 1;
        for (index, end) in blocks.ends.iter().enumerate() {
            let parts = if end - first > 20 { 3 } else { 1 };
            for part in 0..parts {
                let group = Group::effects(&format!("block {index} {part}"), 0.01);
                let group = system.add_group(group.with_prior(1.0, 0.01)).unwrap();
                for column in (first..*end).filter(|c| (c - first) % parts == part) {
                    system.push(Piece::prior(group, column, 0.0)).unwrap();
                }
            }
            first = *end;
        }
    }
}
