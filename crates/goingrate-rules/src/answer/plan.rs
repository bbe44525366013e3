//! A plan: the rules of one place, year and filing, compiled, with what is needed to explain them.

use std::collections::BTreeSet;

use goingrate_units::Currency;

use crate::answer::lines::{Entry, Rule};
use crate::compile::{Choice, Compiled};
use crate::language::chain::Chain;
use crate::language::part::{Line, Part};
use crate::{Amounts, Counts, Money, Sheet};

/// Compiled rules. Make one with [`Rules::plan`](crate::Rules::plan) and ask it as often as needed:
/// a computation takes well below a microsecond and allocates nothing.
///
/// ```
/// # let files = [("data/rules/xx/tax.toml", "title='X'\ncurrency='USD'\nyears=[2026]\nplaces={xx='X'}\n\
/// # source.law={title='Law',url='https://x',checked=2026-01-01}\n[[line]]\nname='tax'\nwhat='Tax'\n\
/// # shape='share'\nof='salary'\ncounts='tax'\nvalue=[{from=2026-01-01,rate=0.25,status='law',source='law'}]"),
/// # ("data/rules/coverage.toml", "country=[{code='xx',name='X',status='a',verified_for=[],verified_by=''}]")];
/// use goingrate_rules::{Amounts, Filing, Rules, Selection, Sheet, Side};
/// let rules = Rules::read(files).map_err(|complaints| complaints[0].to_string())?;
/// let selection = Selection { filing: Filing::Single, ..Selection::employee("xx", 2026) };
/// let plan = rules.plan(&selection).map_err(|e| e.to_string())?;
/// let mut sheet = Sheet::default();
/// assert_eq!(plan.net(&mut sheet, &Amounts::salary(80_000.0)), 60_000.0);
/// # Ok::<(), String>(())
/// ```
pub struct Plan<'a> {
    pub(crate) chain: Chain<'a>,
    pub(crate) compiled: Compiled,
    pub(crate) choice: Choice<'a>,
    pub(crate) currency: Currency,
}

impl Plan<'_> {
    /// What is left of these amounts after taxes, contributions and saving, in the currency of the
    /// place. The sheet is room to compute in; keep it for the next call.
    pub fn net(&self, sheet: &mut Sheet, amounts: &Amounts) -> f64 {
        self.compiled.program.fill(sheet, amounts);
        self.compiled.program.net(sheet, amounts)
    }

    /// Computes every line; [`Plan::total`] and [`Plan::line`] read them from the sheet.
    pub fn fill(&self, sheet: &mut Sheet, amounts: &Amounts) {
        self.compiled.program.fill(sheet, amounts);
    }

    /// The sum of the lines of a filled sheet that count so.
    pub fn total(&self, sheet: &Sheet, counts: Counts) -> f64 {
        // What nothing counts as is zero, and no negative one.
        self.compiled.program.total(sheet, counts) + 0.0
    }

    /// What an employer pays on top of these amounts: contributions, taxes and benefits.
    pub(crate) fn on_top(&self, sheet: &Sheet) -> f64 {
        let counted = [Counts::Contribution, Counts::Tax, Counts::Benefit];
        counted.iter().map(|counts| self.total(sheet, *counts)).sum()
    }

    /// The amount of one line of a filled sheet, by `part` (`us/federal`) and name.
    pub fn line(&self, sheet: &Sheet, part: &str, name: &str) -> Option<f64> {
        let found = self.compiled.lines.iter().find(|(p, l, _)| {
            self.chain.parts[*p].name == part && self.chain.parts[*p].lines[*l].name == name
        });
        found.map(|(_, _, slot)| sheet.at(*slot))
    }

    /// The amount of a line that counts in this plan; `None` for a step on the way.
    pub(crate) fn counted_line(&self, sheet: &Sheet, part: &str, name: &str) -> Option<f64> {
        let (of, line) = self.find(part, name)?;
        self.chain.counts(of, line)?;
        self.line(sheet, part, name)
    }

    /// The dated values that a line follows from, its own first.
    pub(crate) fn rules_of(&self, part: &str, name: &str) -> Vec<Rule> {
        let Some((of, line)) = self.find(part, name) else { return vec![] };
        let at = of.lines.iter().position(|other| other.name == line.name);
        if self.chain.counts(of, line).is_none() {
            return vec![];
        }
        at.map_or_else(Vec::new, |at| self.rests_on(of, at))
    }

    fn find(&self, part: &str, name: &str) -> Option<(&Part, &Line)> {
        let of = self.chain.parts.iter().find(|of| of.name == part)?;
        Some((of, of.lines.iter().find(|line| line.name == name)?))
    }

    /// The sum of the lines of one part of a filled sheet that count so.
    pub fn part_total(&self, sheet: &Sheet, part: &str, counts: Counts) -> f64 {
        let of = self.compiled.lines.iter().filter(|(p, l, _)| {
            let of = self.chain.parts[*p];
            of.name == part && of.lines[*l].counts == Some(counts)
        });
        of.map(|(_, _, slot)| sheet.at(*slot)).sum()
    }

    /// The currency of the amounts.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    /// The parts that are computed, in their order.
    pub fn parts(&self) -> Vec<&str> {
        self.chain.parts.iter().map(|part| part.name.as_str()).collect()
    }

    /// Every line of a filled sheet with its rule.
    pub(crate) fn entries(&self, sheet: &Sheet) -> Vec<Entry> {
        let entry = |&(p, l, slot): &(usize, usize, u16)| {
            let part = self.chain.parts[p];
            let line = &part.lines[l];
            let (rule, rests_on) = (self.rule(part, line), self.rests_on(part, l));
            Entry {
                part: part.name.clone(),
                name: line.name.clone(),
                what: line.what.clone(),
                counts: self.chain.counts(part, line),
                amount: Money::of(sheet.at(slot), self.currency),
                rule,
                rests_on,
            }
        };
        self.compiled.lines.iter().map(entry).collect()
    }

    /// The dated value of a line in the plan's year.
    fn rule(&self, part: &Part, line: &Line) -> Option<Rule> {
        let value = part.day_of(self.choice.year).and_then(|day| line.value_on(day))?;
        let source = part.sources.get(&value.source)?.clone();
        Some(Rule { from: value.from, to: value.to, status: value.status, source })
    }

    /// The dated values of a part that a line of it follows from, its own first.
    fn rests_on(&self, part: &Part, line: usize) -> Vec<Rule> {
        let (mut open, mut seen, mut rules) = (vec![line], BTreeSet::new(), vec![]);
        while let Some(at) = open.pop() {
            if !seen.insert(at) {
                continue;
            }
            let line = &part.lines[at];
            rules.extend(self.rule(part, line));
            let earlier = |name: &str| part.lines[..at].iter().position(|l| l.name == name);
            open.extend(line.references().iter().filter_map(|r| earlier(&r.name)));
        }
        let mut once: Vec<Rule> = vec![];
        for rule in rules {
            if !once.contains(&rule) {
                once.push(rule);
            }
        }
        once
    }

    /// Whether any line reads an amount that comes in, by its word in [`Amounts::WORDS`].
    pub fn reads(&self, amount: &str) -> bool {
        let lines = self.chain.parts.iter().flat_map(|part| &part.lines);
        lines.flat_map(|line| line.references()).any(|reference| reference.name == amount)
    }

    /// What the parts leave out.
    pub(crate) fn leaves_out(&self) -> Vec<String> {
        let side = self.chain.parts.last().map(|part| part.side);
        let own = self.chain.parts.iter().filter(|part| Some(part.side) == side);
        own.flat_map(|part| part.leaves_out.clone()).collect()
    }
}
