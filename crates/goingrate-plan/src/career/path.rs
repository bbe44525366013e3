//! One draw of one way: levels, moves and pay, year by year.

use super::question::{MOST_LEVELS, Start, Work, YEARS};
use super::simulate::{Case, Model};

/// Who has been at a level for longer than this does not wait to be moved.
const LONGEST_DELAY: f64 = 3.0;
/// No more changes of job are looked at in one career.
pub const CHANGES: usize = 24;
/// A job lasts at least this long, in years.
const SHORTEST_JOB: f64 = 0.25;

/// What one draw of one way comes to.
#[derive(Clone, Debug)]
pub struct Path {
    /// Pay a year before tax, now and after each year, in the answer's currency.
    pub pay: [f64; YEARS + 1],
    /// Pay before tax that is received in each year.
    pub gross: [f64; YEARS],
    /// What is left in each year.
    pub left: [f64; YEARS],
    /// Years until each level is reached; infinite where it is not.
    pub reached: [f64; MOST_LEVELS],
    /// What the move pays a year at its start.
    pub start: f64,
}

impl Default for Path {
    fn default() -> Path {
        Path {
            pay: [0.0; YEARS + 1],
            gross: [0.0; YEARS],
            left: [0.0; YEARS],
            reached: [f64::INFINITY; MOST_LEVELS],
            start: 0.0,
        }
    }
}

/// Where somebody stands.
struct Stand {
    level: usize,
    /// ln of own pay over the market's middle.
    position: f64,
    /// When the next step comes, in years from now.
    step_at: f64,
    /// When the next change of job comes.
    change_at: f64,
    /// How many changes there were.
    changes: usize,
}

impl Model<'_> {
    /// Follows one way through one draw. `more` is what its move pays more than the market says, in logs.
    pub fn follow(&self, way: usize, case: &Case, more: f64, path: &mut Path) {
        *path = Path::default();
        let of = &self.question.ways[way];
        let now = case.today;
        let moves = of.start != Start::AsNow;
        let delay = self.delay(way, case);
        let mut stand = self.begin(way, case, delay, more);
        path.start = self.rate(way, case, &stand, 0);
        path.reached[0] = 0.0;
        let founded = self.founded(way, case, delay);
        for year in 0..=YEARS {
            let at = year as f64;
            let mut gap =
                if year == 0 { 0.0 } else { self.events(way, case, &mut stand, at, path) };
            let before = if moves { (delay - at).clamp(0.0, 1.0) } else { 0.0 };
            let starts = moves && (at..at + 1.0).contains(&delay);
            gap += if starts && of.work == Work::Employed { self.gap(case) } else { 0.0 };
            let grown = case.growth[year];
            let today = now * grown;
            let (rate, once) = self.pay(way, case, &stand, year, founded);
            path.pay[year] = match () {
                () if year == 0 || before >= 0.5 => today * of_first(self),
                () => rate * of.exchange,
            };
            if year < YEARS {
                let after = (1.0 - before) * rate;
                let lost = (gap * rate).min(after);
                let own = before * today;
                let first = &self.question.ways[0];
                let gross = after - lost;
                path.gross[year] = own * first.exchange + (gross + once) * of.exchange;
                path.left[year] = self.left(way, (own, gross), before, once);
            }
        }
        path.left[0] -= self.costs(way, case);
    }

    /// What is left of a year: of what is earned before the move by the law of the first way, after it by
    /// the law of this one. A year's pay is taxed at the rate of a whole year.
    fn left(&self, way: usize, (before, after): (f64, f64), share: f64, once: f64) -> f64 {
        let (first, of) = (&self.question.ways[0], &self.question.ways[way]);
        let net = |of: &super::Way, earned: f64, part: f64| match &of.law {
            Some(law) if part > 0.0 => part * law.net(earned / part),
            _ => earned,
        };
        let own = if share > 0.0 { net(first, before, share) * first.at_prices } else { 0.0 };
        own + (net(of, after, 1.0 - share) + once) * of.at_prices
    }

    /// Years of learning and searching before the move.
    fn delay(&self, way: usize, case: &Case) -> f64 {
        let learning = self.of_ways[way].learning;
        learning.map_or(0.0, |[months, _]| case.values[months] / 12.0).min(LONGEST_DELAY)
    }

    /// What learning and moving cost, in the answer's currency.
    fn costs(&self, way: usize, case: &Case) -> f64 {
        let of = &self.of_ways[way];
        let learning = of.learning.map_or(0.0, |[_, cost]| case.values[cost]);
        learning + of.moving.map_or(0.0, |cost| case.values[cost])
    }

    /// The part of a year without pay at a change of job.
    fn gap(&self, case: &Case) -> f64 {
        (case.values[self.common.gap] / 12.0).min(1.0)
    }

    fn begin(&self, way: usize, case: &Case, delay: f64, more: f64) -> Stand {
        let of = &self.question.ways[way];
        let own = case.position;
        let (position, change_at) = match of.start {
            Start::AsNow => (own, case.phase * self.job(case, 0)),
            Start::Move { .. } => {
                let sd = self.question.ways[0].sd;
                let own = if sd > 0.0 { own / sd * of.sd } else { own };
                let moved = self.moved(case, own, of.sd, case.first_z);
                (moved + more, delay + self.job(case, 0))
            }
        };
        let step_at = self.wait(way, case, 0);
        Stand { level: 0, position, step_at, change_at, changes: 1 }
    }

    /// The position after a change of job: a part of the distance to the market's middle is kept, the rest is
    /// drawn anew, so that people lie as far apart as before; and changers get something on top.
    fn moved(&self, case: &Case, position: f64, sd: f64, z: f64) -> f64 {
        let kept = case.values[self.common.kept];
        kept * position + sd * (1.0 - kept * kept).max(0.0).sqrt() * z + case.extra
    }

    /// Years that a job lasts.
    fn job(&self, case: &Case, change: usize) -> f64 {
        self.inputs.at(self.common.between, case.jobs[change]).max(SHORTEST_JOB)
    }

    /// Years until the step beyond a level; infinite on the last one.
    fn wait(&self, way: usize, case: &Case, level: usize) -> f64 {
        let of = &self.of_ways[way];
        let Some(&input) = of.waits.get(level) else { return f64::INFINITY };
        if level > 0 {
            return self.inputs.at(input, case.waits[level]);
        }
        // Whoever has been at the level for some years has not been moved up in them.
        let served = self.served[way];
        let u = served + (1.0 - served) * case.waits[0];
        (self.inputs.at(input, u) - self.question.at_level).max(0.0)
    }

    /// Steps and changes of job up to the middle of a year; the part of the year without pay.
    fn events(
        &self,
        way: usize,
        case: &Case,
        stand: &mut Stand,
        year: f64,
        path: &mut Path,
    ) -> f64 {
        let of = &self.question.ways[way];
        let (until, mut gap) = (year + 0.5, 0.0);
        loop {
            if stand.step_at < until && stand.step_at <= stand.change_at {
                let next = stand.level + 1;
                path.reached[next] = stand.step_at;
                self.step_up(way, case, stand, year as usize);
                stand.step_at += self.wait(way, case, next);
            } else if stand.change_at < until && stand.changes < CHANGES {
                let z = case.jobs_z[stand.changes];
                stand.position = self.moved(case, stand.position, of.sd, z);
                stand.change_at += self.job(case, stand.changes);
                stand.changes += 1;
                gap += if of.work == Work::Employed { self.gap(case) } else { 0.0 };
            } else {
                return gap;
            }
        }
    }

    /// A promotion: own pay rises by the raise, and the market's middle by the step between the levels.
    fn step_up(&self, way: usize, case: &Case, stand: &mut Stand, year: usize) {
        let raise = case.values[self.of_ways[way].raises[stand.level]];
        let before = self.market(way, case, stand.level, year);
        stand.level += 1;
        let after = self.market(way, case, stand.level, year);
        stand.position += raise.ln_1p() - (after - before);
    }

    /// ln of the market's middle of a level, in the way's money.
    pub fn market(&self, way: usize, case: &Case, level: usize, year: usize) -> f64 {
        let of = &self.question.ways[way].levels[level];
        of.ln_median[year] + case.shifts[of.figure]
    }

    /// Pay a year as somebody stands, in the way's money.
    fn rate(&self, way: usize, case: &Case, stand: &Stand, year: usize) -> f64 {
        let ln = self.market(way, case, stand.level, year) + stand.position;
        let factor = self.of_ways[way]
            .freelance
            .map_or(1.0, |[billed, costs]| case.values[billed] * (1.0 - case.values[costs]));
        ln.exp() * factor * case.growth[year]
    }

    /// When a founder's company ends; `None` for everybody else.
    fn founded(&self, way: usize, case: &Case, delay: f64) -> Option<f64> {
        self.of_ways[way].founder.map(|[_, years, ..]| delay + case.values[years])
    }

    /// Pay of a year, and what comes once in it.
    fn pay(
        &self,
        way: usize,
        case: &Case,
        stand: &Stand,
        year: usize,
        founded: Option<f64>,
    ) -> (f64, f64) {
        let rate = self.rate(way, case, stand, year);
        let (Some(end), Some([pay, _, nothing, exit])) = (founded, self.of_ways[way].founder)
        else {
            return (rate, 0.0);
        };
        let at = year as f64;
        let market = self.market(way, case, stand.level, year).exp() * case.growth[year];
        let ends = (at..at + 1.0).contains(&end);
        let sold = ends && case.outcome >= case.values[nothing];
        let once = if sold { case.values[exit] * market } else { 0.0 };
        let share = (end - at).clamp(0.0, 1.0);
        (share * case.values[pay] * market + (1.0 - share) * rate, once)
    }
}

/// How much of the answer's currency one unit of the first way's money is.
fn of_first(model: &Model) -> f64 {
    model.question.ways[0].exchange
}
