//! The rules as a value: read once from bytes, asked often.

use std::collections::{BTreeMap, BTreeSet};

use goingrate_units::{Date, Problem};

use crate::answer::lines::{EmployerCost, TakeHome};
use crate::compile::{Choice, compile};
use crate::language::chain::{Chain, Parts, around};
use crate::language::comparison::EquivalenceTable;
use crate::language::part::Part;
use crate::{
    Amounts, Counts, Coverage, EMPLOYEE, Filing, Money, Plan, RulesError, Sheet, Side, TaxCase,
    read,
};

/// The file that says what is covered.
const COVERAGE: &str = "coverage.toml";

/// The file of a country that compares a salary with a rate.
const EQUIVALENCE: &str = "equivalence.toml";

/// The part of gross whose loss is the marginal rate.
const NEXT: f64 = 1e-3;

/// All rules that were read.
#[derive(Clone, Debug)]
pub struct Rules {
    parts: Parts,
    coverage: Coverage,
    /// By the code of the country.
    equivalences: BTreeMap<String, EquivalenceTable>,
}

/// Which rules are to be compiled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The place, by its code.
    pub place: String,
    /// The tax year.
    pub year: i16,
    /// Who files.
    pub filing: Filing,
    /// The way of working.
    pub regime: String,
    /// Whose money.
    pub side: Side,
}

impl Selection {
    /// What a single employee takes home.
    pub fn employee(place: &str, year: i16) -> Selection {
        let (place, regime) = (place.to_owned(), EMPLOYEE.to_owned());
        Selection { place, year, filing: Filing::Single, regime, side: Side::Worker }
    }
}

impl Rules {
    /// Reads rules: pairs of path and text. The path below `data/rules/` names the part;
    /// `coverage.toml` says what is covered.
    ///
    /// # Errors
    /// Every complaint about every file: what is no TOML, a field that is missing or unknown, a
    /// value without a source, brackets out of order, periods that overlap or are missing, a
    /// reference to a line that is not there or comes later.
    pub fn read<'t>(
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
    ) -> Result<Rules, Vec<Problem>> {
        let mut rules = Rules {
            parts: Parts::new(),
            coverage: Coverage::default(),
            equivalences: BTreeMap::new(),
        };
        let mut complaints = vec![];
        for (path, text) in files {
            complaints.extend(rules.take_in(path, text));
        }
        complaints.extend(read::check(&rules.parts));
        for table in rules.equivalences.values() {
            complaints.extend(read::check_lines(table, &rules.parts));
        }
        if complaints.is_empty() { Ok(rules) } else { Err(complaints) }
    }

    /// One file into the rules; gives the complaints about it.
    fn take_in(&mut self, path: &str, text: &str) -> Vec<Problem> {
        if path.ends_with(COVERAGE) {
            let (coverage, complaints) = read::coverage(path, text);
            self.coverage = coverage;
            return complaints;
        }
        if path.ends_with(EQUIVALENCE) {
            let (table, complaints) = read::equivalence(path, text);
            self.equivalences.extend(table);
            return complaints;
        }
        let (part, complaints) = read::part(path, text);
        self.parts.extend(part.map(|part| (part.name.clone(), part)));
        complaints
    }

    /// What is covered.
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// What is assumed to compare salaries with rates, by the code of the country.
    pub(crate) fn equivalences(&self) -> &BTreeMap<String, EquivalenceTable> {
        &self.equivalences
    }

    /// Every place of the worker's side with its name, by its code.
    pub fn places(&self) -> BTreeMap<&str, &str> {
        let parts = self.parts.values().filter(|part| part.side == Side::Worker);
        parts.flat_map(|part| part.places.iter().map(|(c, n)| (c.as_str(), n.as_str()))).collect()
    }

    /// Every part, by name.
    pub fn parts(&self) -> impl Iterator<Item = &Part> {
        self.parts.values()
    }

    /// Compiles the rules of a place, year and filing.
    ///
    /// # Errors
    /// When the place, its year, the filing or the regime has no rules; the error names what has.
    pub fn plan<'a>(&'a self, selection: &'a Selection) -> Result<Plan<'a>, RulesError> {
        let last = self.last_part(selection)?;
        let chain =
            Chain::ending(&self.parts, &last.name).map_err(|_| self.no_place(&selection.place))?;
        self.fits(&chain, selection)?;
        let Selection { place, year, filing, .. } = selection;
        let choice = Choice { place, year: *year, filing: *filing };
        let compiled = compile(&chain, &choice).ok_or_else(|| self.no_year(&chain, selection))?;
        Ok(Plan { chain, compiled, choice, currency: last.currency })
    }

    /// The last year with rules that has begun on a day.
    ///
    /// # Errors
    /// As [`Rules::plan`], whatever the selection's year; [`RulesError::NoYear`] where no year with
    /// rules has begun.
    pub fn latest_year(&self, selection: &Selection, today: Date) -> Result<i16, RulesError> {
        let last = self.last_part(selection)?;
        let chain =
            Chain::ending(&self.parts, &last.name).map_err(|_| self.no_place(&selection.place))?;
        let begun = |year: &&i16| last.day_of(**year).is_some_and(|first| first <= today);
        let known = |year: &&i16| chain.parts.iter().all(|part| part.years.contains(year));
        let year = last.years.iter().filter(known).filter(begun).max();
        year.copied().ok_or_else(|| self.no_year(&chain, selection))
    }

    /// From gross to net, line by line.
    ///
    /// # Errors
    /// As [`Rules::plan`], and when an amount is in another currency or nothing is earned.
    pub fn take_home(&self, question: &TaxCase) -> Result<TakeHome, RulesError> {
        let selection = selection(question, Side::Worker);
        let plan = self.plan(&selection)?;
        let amounts = question.amounts(plan.currency)?;
        let mut sheet = Sheet::default();
        let marginal_rate = marginal(&plan, &mut sheet, &amounts);
        let net = plan.net(&mut sheet, &amounts);
        let money = |amount| Money::of(amount, plan.currency);
        let total = |counts| plan.total(&sheet, counts);
        let taken = total(Counts::Tax) + total(Counts::Contribution);
        Ok(TakeHome {
            place: question.place.clone(),
            place_name: self.name(&question.place),
            year: question.year,
            filing: question.filing,
            regime: question.regime.clone(),
            gross: money(amounts.gross()),
            net: money(net),
            taxes: money(total(Counts::Tax)),
            contributions: money(total(Counts::Contribution)),
            saving: money(total(Counts::Saving)),
            average_rate: taken / amounts.gross(),
            marginal_rate,
            lines: plan.entries(&sheet),
            leaves_out: plan.leaves_out(),
        })
    }

    /// From salary to what it costs the employer, line by line.
    ///
    /// # Errors
    /// As [`Rules::take_home`].
    pub fn employer_cost(&self, question: &TaxCase) -> Result<EmployerCost, RulesError> {
        let selection = selection(question, Side::Employer);
        let plan = self.plan(&selection)?;
        let amounts = question.amounts(plan.currency)?;
        let mut sheet = Sheet::default();
        plan.fill(&mut sheet, &amounts);
        let money = |amount| Money::of(amount, plan.currency);
        let total = |counts| plan.total(&sheet, counts);
        let (load, benefits) = (plan.on_top(&sheet), total(Counts::Benefit));
        Ok(EmployerCost {
            place: question.place.clone(),
            place_name: self.name(&question.place),
            year: question.year,
            pay: money(amounts.gross()),
            contributions: money(load - benefits),
            benefits: money(benefits),
            inside: money(total(Counts::Inside)),
            total: money(amounts.gross() + load),
            load: load / amounts.gross(),
            lines: plan.entries(&sheet),
            leaves_out: plan.leaves_out(),
        })
    }

    /// What a place is called.
    pub(crate) fn name(&self, place: &str) -> String {
        self.places().get(place).map_or_else(|| place.to_owned(), |name| (*name).to_owned())
    }

    /// The part with which the computation for a place ends. For an employer the nearest place
    /// around it will do: a city adds nothing.
    fn last_part(&self, selection: &Selection) -> Result<&Part, RulesError> {
        let Selection { place, regime, side, .. } = selection;
        if !self.places().contains_key(place.as_str()) {
            return Err(self.no_place(place));
        }
        let reach = if *side == Side::Worker { 1 } else { usize::MAX };
        let mut known = BTreeSet::new();
        for place in around(place).take(reach) {
            let here = |part: &&Part| part.side == *side && part.places.contains_key(place);
            for part in self.parts.values().filter(here) {
                if part.regimes.is_empty() || part.regimes.contains(regime) {
                    return Ok(part);
                }
                known.extend(part.regimes.iter().map(String::as_str));
            }
        }
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        Err(RulesError::NoRegime { place: place.clone(), regime: regime.clone(), known })
    }

    fn no_place(&self, place: &str) -> RulesError {
        let place = place.to_owned();
        let Some(country) = self.coverage.country_of(&place) else {
            return RulesError::Uncovered { place, covered: self.coverage.in_words() };
        };
        let outer = around(&place).nth(1).unwrap_or(&country.code);
        let mut near: Vec<&str> =
            self.places().into_keys().filter(|p| p.starts_with(outer)).collect();
        near.sort_by_key(|code| code.len());
        let nearest = near.into_iter().take(60).collect::<Vec<_>>().join(", ");
        RulesError::NoPlace { place, country: country.name.clone(), nearest }
    }

    fn no_year(&self, chain: &Chain, selection: &Selection) -> RulesError {
        let mut known: BTreeSet<i16> = chain.parts.iter().flat_map(|p| p.years.clone()).collect();
        known.retain(|year| chain.parts.iter().all(|part| part.years.contains(year)));
        let known = known.iter().map(i16::to_string).collect::<Vec<_>>().join(", ");
        RulesError::NoYear { place: selection.place.clone(), year: selection.year, known }
    }

    /// Whether every part of a chain knows the year, the regime and the filing.
    fn fits(&self, chain: &Chain, selection: &Selection) -> Result<(), RulesError> {
        let Selection { place, year, filing, regime, .. } = selection;
        if !chain.parts.iter().all(|part| part.years.contains(year)) {
            return Err(self.no_year(chain, selection));
        }
        let place = place.clone();
        for part in &chain.parts {
            if !part.regimes.is_empty() && !part.regimes.contains(regime) {
                let (regime, known) = (regime.clone(), part.regimes.join(", "));
                return Err(RulesError::NoRegime { place, regime, known });
            }
            if !part.filings.contains(filing) {
                let known: Vec<&str> = part.filings.iter().map(|f| f.slug()).collect();
                let known = known.join(", ");
                return Err(RulesError::NoFiling { place, filing: *filing, known });
            }
        }
        Ok(())
    }
}

fn selection(question: &TaxCase, side: Side) -> Selection {
    let TaxCase { place, year, filing, regime, .. } = question.clone();
    Selection { place, year, filing, regime, side }
}

/// What taxes and contributions take of the next thousandth of gross, before rounding: tax that is
/// rounded to tens takes ten of it or nothing.
fn marginal(plan: &Plan, sheet: &mut Sheet, amounts: &Amounts) -> f64 {
    let more = (amounts.gross() * NEXT).max(1.0);
    let mut next = *amounts;
    let earned = if amounts.profit > 0.0 { &mut next.profit } else { &mut next.salary };
    *earned += more;
    let program = plan.compiled.program.unrounded();
    let mut taken = |amounts: &Amounts| {
        program.fill(sheet, amounts);
        program.total(sheet, Counts::Tax) + program.total(sheet, Counts::Contribution)
    };
    (taken(&next) - taken(amounts)) / more
}
