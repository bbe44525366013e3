//! What matters most: each input at both ends of its range, all others in their middle.

use goingrate_model::{Z80, normal_cdf};

use super::answer::{Swing, SwingOf};
use super::crew::{Crew, Turnover};
use super::inputs::Assumed;
use super::simulate::Model;

/// Moves below this part of an hour's cost are not told.
const LEAST: f64 = 5e-4;

/// One plain case: every input in its middle but what is moved.
#[derive(Clone, Copy, Default)]
struct Moved {
    /// An input, and the value that it has.
    input: Option<(usize, f64)>,
    /// Standard normal numbers: the person, the market, the exchange rate.
    person: f64,
    market: f64,
    exchange: f64,
}

impl Model<'_> {
    /// A productive hour of a way with every input in its middle, and how much it moves with each.
    pub fn swings(&self, way: usize) -> (f64, Vec<Swing>) {
        let middles = self.inputs.all_at(0.5);
        let hour = |moved: Moved| self.plain_hour(way, &middles, moved);
        let plain = hour(Moved::default());
        let normal = |of: SwingOf, at: fn(f64) -> Moved| Swing {
            of,
            at_low: hour(at(-Z80)),
            at_high: hour(at(Z80)),
        };
        let mut swings = vec![
            normal(SwingOf::Person, |person| Moved { person, ..Moved::default() }),
            normal(SwingOf::Market, |market| Moved { market, ..Moved::default() }),
            normal(SwingOf::Exchange, |exchange| Moved { exchange, ..Moved::default() }),
        ];
        for input in self.inputs.doubtful() {
            if !self.touches(way, input) {
                continue;
            }
            let at = |p| {
                let value = self.inputs.at(input, p);
                hour(Moved { input: Some((input, value)), ..Moved::default() })
            };
            let of = SwingOf::Assumed(Box::new(self.inputs.used()[input].clone()));
            swings.push(Swing { of, at_low: at(0.1), at_high: at(0.9) });
        }
        let width = |swing: &Swing| (swing.at_high - swing.at_low).abs();
        swings.retain(|swing| width(swing) > LEAST * plain);
        swings.sort_by(|a, b| width(b).total_cmp(&width(a)));
        (plain, swings)
    }

    fn touches(&self, way: usize, input: usize) -> bool {
        let crews = &self.crews[way];
        crews.iter().any(|crew| crew.places.has(input)) || self.colleague.has(input)
    }

    fn plain_hour(&self, way: usize, middles: &[f64], moved: Moved) -> f64 {
        let mut values = middles.to_vec();
        if let Some((input, value)) = moved.input {
            values[input] = value;
        }
        let market = &self.question.market;
        let at_home = market.sd(market.len() - 1) * moved.market;
        let colleague = self.question.colleague.cost(&self.colleague, &values, at_home);
        let (mut cost, mut hours) = (0.0, 0.0);
        for crew in &self.crews[way] {
            let shift = market.sd(crew.figure) * moved.market;
            let case = self.case(&values, colleague, shift, moved.exchange, crew);
            // The mean of several people varies less than one of them.
            let count = f64::from(crew.people.count);
            let u = normal_cdf(moved.person / count.sqrt());
            let person = crew.person(&case, crew.year_of(u, case.shift));
            let expected = self.expected(crew, &case, &person);
            let expected = self.ended(crew, &case, &person, expected);
            let (ledger, worked) = crew.settle(&case, &person, &expected);
            cost += ledger.total() * count;
            hours += worked * count;
        }
        cost / hours
    }

    /// Who leaves on average.
    fn expected(
        &self,
        crew: &Crew,
        case: &super::crew::Case,
        person: &super::crew::Person,
    ) -> Turnover {
        let value = |assumed| crew.places.value(case.values, assumed) * case.months / 12.0;
        let (own_will, let_go) = (value(Assumed::Attrition), value(Assumed::Dismissal));
        let leavers = own_will + let_go;
        // A seat is empty for half of the time at most.
        let absent = (leavers * person.gap).min(case.months / 2.0);
        let parting = let_go * crew.parting(case, person, case.months / 24.0);
        Turnover { leavers, absent, parting }
    }
}
