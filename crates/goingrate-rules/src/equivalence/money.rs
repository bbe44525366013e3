//! Both sides in money: what is kept of a salary, and what is kept of billings.

use std::cell::RefCell;

use goingrate_units::{Currency, Date, Problem, ProblemKind};

use super::question::{AssumptionUnit, EquivalenceQuestion};
use super::time::billable_hours;
use super::used::{Used, used};
use super::{Assumed, Step};
use crate::language::comparison::{EquivalenceTable, LineName, Regime};
use crate::{Amounts, AssumptionName, ChargedOn, Counts, Money, Plan, Sheet, Status};

/// What comes with a job and has to be bought without one, in the order of the steps.
const BOUGHT: [AssumptionName; 4] = [
    AssumptionName::Pension,
    AssumptionName::StatePension,
    AssumptionName::Insurance,
    AssumptionName::SickPay,
];

/// What is paid to be in business.
const COSTS: [AssumptionName; 2] = [AssumptionName::Indemnity, AssumptionName::BusinessCosts];

/// An employee and a self-employed person of one place, year and filing.
pub struct Comparison<'a> {
    /// The country's file.
    pub table: &'a EquivalenceTable,
    /// The self-employed's regime.
    pub regime: &'a Regime,
    /// The currency of the law.
    pub currency: Currency,
    /// Billable hours of a year, few and many.
    pub hours: (f64, f64),
    employee: Plan<'a>,
    employer: Plan<'a>,
    own: Plan<'a>,
    used: Vec<Used<'a>>,
    own_hours: Option<(f64, f64)>,
    year: i16,
    sheet: RefCell<Sheet>,
}

/// What has to be bought beside a salary's equal, before what the own rules bring already.
pub struct Needs(Vec<Need>);

struct Need {
    /// Its place in the assumptions.
    at: usize,
    amount: f64,
}

/// What becomes of billings.
#[derive(Default)]
struct Kept {
    costs: [f64; 2],
    contributions: f64,
    tax: f64,
    bought: Vec<(usize, f64)>,
    kept: f64,
}

/// Refuses an assumption that is made twice, or that billable hours of one's own leave without effect.
fn only_once(question: &EquivalenceQuestion) -> Result<(), Problem> {
    for (at, own) in question.assume.iter().enumerate() {
        let refused = |what| {
            let problem = Problem::of("assume", own.name.slug(), what);
            Err(problem.kind(ProblemKind::Contradiction))
        };
        if question.assume[..at].iter().any(|earlier| earlier.name == own.name) {
            return refused("is assumed twice");
        }
        if question.billable_hours.is_some() && own.name.counts_hours() {
            return refused(
                "makes the billable hours, and these are given as well: leave one of them out",
            );
        }
    }
    Ok(())
}

impl<'a> Comparison<'a> {
    /// Puts both sides together.
    pub fn new(
        table: &'a EquivalenceTable,
        regime: &'a Regime,
        [employee, employer, own]: [Plan<'a>; 3],
        question: &EquivalenceQuestion,
    ) -> Result<Comparison<'a>, Problem> {
        let day = Date::new(question.year, 1, 1)?;
        let used = table.assumptions.iter().map(|a| used(a, question, day));
        let used = used.collect::<Result<Vec<_>, _>>()?;
        only_once(question)?;
        for own in &question.assume {
            if !used.iter().any(|used| used.name() == own.name) {
                let known: Vec<&str> = used.iter().map(|used| used.name().slug()).collect();
                let what = "this country's comparison does not need it";
                return Err(super::unknown("assume", own.name.slug(), &known, what));
            }
        }
        let hours = billable_hours(&used, question.billable_hours)?;
        let (currency, own_hours, year) = (own.currency(), question.billable_hours, question.year);
        let sheet = RefCell::default();
        Ok(Comparison {
            table,
            regime,
            currency,
            hours,
            employee,
            employer,
            own,
            used,
            own_hours,
            year,
            sheet,
        })
    }

    /// What is kept of a salary.
    pub fn kept_of_salary(&self, salary: f64) -> f64 {
        self.employee.net(&mut self.sheet.borrow_mut(), &Amounts::salary(salary))
    }

    /// What has to be bought to stand where a salary stands.
    pub fn needs(&self, salary: f64) -> Needs {
        let bought = self.used.iter().enumerate().filter(|(_, used)| BOUGHT.contains(&used.name()));
        let amount = |used: &Used| {
            if used.is_of_lines() { self.lines_of(used, salary) } else { used.value * salary }
        };
        Needs(bought.map(|(at, used)| Need { at, amount: amount(used) }).collect())
    }

    /// What lines of the employee's and the employer's rules come to for a salary.
    fn lines_of(&self, used: &Used, salary: f64) -> f64 {
        let sheet = &mut *self.sheet.borrow_mut();
        let mut sum = 0.0;
        for plan in [&self.employee, &self.employer] {
            plan.fill(sheet, &Amounts::salary(salary));
            // An employer's cost starts from the worker's own lines in some countries; a line
            // counts where its plan counts it.
            let line = |of: &LineName| plan.counted_line(sheet, &of.part, &of.line);
            sum += used.assumption.lines.iter().filter_map(line).sum::<f64>();
        }
        sum
    }

    /// What is kept of the billings of a year.
    pub fn kept_of_billings(&self, billings: f64, needs: &Needs) -> f64 {
        self.kept(billings, needs).kept
    }

    fn kept(&self, billings: f64, needs: &Needs) -> Kept {
        let sheet = &mut *self.sheet.borrow_mut();
        let costs = COSTS.map(|name| self.money(name));
        let paid: f64 = costs.iter().sum();
        let on_receipts = self.regime.on == ChargedOn::Receipts;
        let charged = (billings - if on_receipts { 0.0 } else { paid }).max(0.0);
        self.own.fill(sheet, &Amounts::profit(charged));
        let contributions = self.own.total(sheet, Counts::Contribution);
        let mut tax = self.own.total(sheet, Counts::Tax);
        let bought: Vec<_> = needs.0.iter().map(|need| (need.at, self.buy(need, sheet))).collect();
        let relieved = bought.iter().filter(|(at, _)| self.is_relieved(*at));
        let relieved: f64 = relieved.map(|(_, amount)| *amount).sum();
        if relieved > 0.0 {
            self.own.fill(sheet, &Amounts::profit((charged - relieved).max(0.0)));
            tax = self.own.total(sheet, Counts::Tax);
        }
        let spent: f64 = bought.iter().map(|(_, amount)| *amount).sum();
        let kept = billings - paid - contributions - tax - spent;
        Kept { costs, contributions, tax, bought, kept }
    }

    /// A need less what the self-employed's own rules bring already, as far as it counts.
    fn buy(&self, need: &Need, sheet: &Sheet) -> f64 {
        let used = &self.used[need.at];
        if !used.is_of_lines() {
            return need.amount;
        }
        let line = |of: &LineName| self.own.line(sheet, &of.part, &of.line);
        let has: f64 = used.assumption.less.iter().filter_map(line).sum();
        used.value * (need.amount - has).max(0.0)
    }

    fn is_relieved(&self, at: usize) -> bool {
        self.used[at].assumption.relief.contains(&self.regime.name)
    }

    fn money(&self, name: AssumptionName) -> f64 {
        self.used.iter().find(|used| used.name() == name).map_or(0.0, |used| used.value)
    }

    /// Both computations, step by step.
    pub fn steps(&self, salary: f64, billings: f64) -> (Vec<Step>, Vec<Step>) {
        let step = |name, what: &str, amount| {
            let amount = Money::of(amount + 0.0, self.currency);
            Step { name, what: what.to_owned(), amount }
        };
        let (tax, contributions, net) = {
            let sheet = &mut *self.sheet.borrow_mut();
            let net = self.employee.net(sheet, &Amounts::salary(salary));
            let total = |counts| self.employee.total(sheet, counts);
            (total(Counts::Tax), total(Counts::Contribution), net)
        };
        let employee = vec![
            step("salary", "Salary", salary),
            step("tax", "Taxes", -tax),
            step("contributions", "Contributions", -contributions),
            step("kept", "Kept", net),
        ];
        let of = self.kept(billings, &self.needs(salary));
        let mut own = vec![step("billings", "Billings", billings)];
        for (name, cost) in COSTS.into_iter().zip(of.costs) {
            own.push(step(name.slug(), self.what(name), -cost));
        }
        own.push(step("tax", "Taxes", -of.tax));
        own.push(step("contributions", "Contributions", -of.contributions));
        for (at, amount) in of.bought {
            let assumption = self.used[at].assumption;
            own.push(step(assumption.name.slug(), &assumption.what, -amount));
        }
        own.push(step("kept", "Kept", of.kept));
        (employee, own)
    }

    fn what(&self, name: AssumptionName) -> &str {
        let found = self.used.iter().find(|used| used.name() == name);
        found.map_or("", |used| used.assumption.what.as_str())
    }

    /// Every assumption, with lines of the rules as a share of this salary.
    pub fn assumed(&self, salary: f64, billings: f64) -> Vec<Assumed> {
        let needs = self.needs(salary);
        let of = self.kept(billings, &needs);
        let hours = [AssumptionName::HoursADay, AssumptionName::BillableShare];
        let days = |name: AssumptionName| name.unit() == AssumptionUnit::Days;
        let idle = |name| self.own_hours.is_some() && (hours.contains(&name) || days(name));
        let kept = self.used.iter().enumerate().filter(|(_, used)| !idle(used.name()));
        kept.map(|(at, used)| {
            let share = of.bought.iter().find(|(of, _)| *of == at).map(|(_, a)| a / salary);
            self.told(used, share)
        })
        .collect()
    }

    /// One assumption as it is printed.
    fn told(&self, used: &Used, share: Option<f64>) -> Assumed {
        let name = used.name();
        let mut unit = name.unit_words().to_owned();
        if name.unit() == AssumptionUnit::Money {
            unit = format!("{} {unit}", self.currency);
        }
        let mut assumed = Assumed {
            name,
            what: used.assumption.what.clone(),
            value: used.value,
            low: used.low,
            high: used.high,
            unit,
            status: "yours".to_owned(),
            source: "your own figure".to_owned(),
            url: String::new(),
            checked: None,
        };
        if used.own {
            return assumed;
        }
        if let Some(value) = used.given {
            assumed.status = value.status.slug().to_owned();
            if let Some(source) = self.table.sources.get(&value.source) {
                assumed.source = source.title.clone();
                assumed.url = source.url.clone();
                assumed.checked = Some(source.checked);
            }
        } else {
            let share = share.unwrap_or_default();
            (assumed.value, assumed.low, assumed.high) = (share, share, share);
            self.source_of_lines(used, &mut assumed);
        }
        assumed
    }

    /// The publication behind lines of the rules.
    fn source_of_lines(&self, used: &Used, assumed: &mut Assumed) {
        let mut status = Status::Law;
        for line in &used.assumption.lines {
            for plan in [&self.employee, &self.employer] {
                for rule in plan.rules_of(&line.part, &line.line) {
                    status = status.max(rule.status);
                    assumed.source = rule.source.title;
                    assumed.url = rule.source.url;
                    assumed.checked = Some(rule.source.checked);
                }
            }
        }
        assumed.status = status.slug().to_owned();
    }

    /// A sentence where the billings are more than the regime allows.
    pub fn above_limit(&self, billings: f64) -> Option<String> {
        let limit = self.regime.up_to.get(&self.year)?;
        (billings > *limit).then(|| {
            format!(
                "{} is allowed up to {limit:.0} {} of billings a year: above it, another way of \
                 working has to be asked for.",
                self.regime.what, self.currency
            )
        })
    }

    /// What the file and the rules leave out, each sentence once.
    pub fn leaves_out(&self) -> Vec<String> {
        let mut all = self.table.leaves_out.clone();
        for sentence in self.employee.leaves_out().into_iter().chain(self.own.leaves_out()) {
            if !all.contains(&sentence) {
                all.push(sentence);
            }
        }
        all
    }
}
