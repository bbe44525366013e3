//! What is left of a gross amount in a place.

use goingrate_rules::Filing;
use goingrate_units::parse::{self, Amount};
use goingrate_units::{Date, Problem, ProblemKind};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::GoingRate;
use crate::ask::{NetQuestion, Text, split_amount_and_place};
use crate::law::{Jurisdiction, TaxTerms, regime};

/// What is earned, where, by whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NetRequest {
    /// What is earned and where: "148000, Seattle", "€70k, Berlin", "95/h, Texas".
    pub text: Text,
    /// Who files taxes: one person if not given.
    pub filing: FilingWord,
    /// The tax year; the latest one with rules if not given.
    pub year: Option<i16>,
    /// Bonus, vesting equity or sign-on of the year, taxed as income of the year.
    pub bonus: Option<Text>,
    /// What goes into a pre-tax retirement plan; the law's limit is applied.
    pub saving: Option<Text>,
    /// Self-employed: the amount is profit, after business expenses.
    pub freelance: bool,
    /// Another way of working that the country's law has: lump-sum, micro, diia-city.
    pub regime: Option<String>,
    /// What the work costs the employer besides.
    pub employer: bool,
    /// Other places, or amounts and places, beside it: "Austin", "130000, Germany".
    pub vs: Vec<String>,
    /// The same amount in every state of the country.
    pub all_states: bool,
    /// Every step of the computation, with its rule.
    pub why: bool,
}

/// Who files taxes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(inline)]
pub enum FilingWord {
    /// One person without dependants.
    #[default]
    Single,
    /// A married couple with one income.
    Joint,
    /// A head of household (United States).
    Head,
}

impl From<FilingWord> for Filing {
    fn from(word: FilingWord) -> Filing {
        match word {
            FilingWord::Single => Filing::Single,
            FilingWord::Joint => Filing::Joint,
            FilingWord::Head => Filing::Head,
        }
    }
}

/// What one text beside the first says.
type Other = (Option<Amount>, Option<Jurisdiction>);

impl NetRequest {
    /// The question that is asked.
    ///
    /// # Errors
    /// When a field cannot be read, no place is said, or two fields contradict each other.
    pub fn question(&self, going_rate: &GoingRate, today: Date) -> Result<NetQuestion, Problem> {
        self.refuse_contradictions()?;
        let words = &going_rate.taxonomy;
        let (amount, place) = split_amount_and_place(&self.text, words)?;
        let extra = |text: Option<&str>, field: &str| {
            let amount = text.map(|text| parse::amount(text, words)).transpose();
            amount.map_err(|problem| problem.in_field(field))
        };
        let regime = self.regime.clone().unwrap_or_else(|| regime(self.freelance));
        let others = self.vs.iter().map(|text| other(going_rate, text)).collect::<Result<_, _>>();
        Ok(NetQuestion {
            amount,
            jurisdiction: self.jurisdiction(going_rate, place)?,
            terms: TaxTerms { filing: self.filing.into(), regime, year: self.year, today },
            bonus: extra(self.bonus.as_deref(), "bonus")?,
            saving: extra(self.saving.as_deref(), "saving")?,
            employer: self.employer,
            versus: others.map_err(|problem: Problem| problem.in_field("vs"))?,
            all_states: self.all_states,
        })
    }

    /// Profit of one's own is earned in one way, and costs no employer anything.
    fn refuse_contradictions(&self) -> Result<(), Problem> {
        let problem = |field: &str, value: &str, what: &str| {
            Err(Problem::of(field, value, what).kind(ProblemKind::Contradiction))
        };
        match (self.freelance, self.regime.as_deref(), self.employer) {
            (true, Some(regime), _) => {
                problem("regime", regime, "is a way of working, and freelance work is another")
            }
            (true, None, true) => problem("employer", "", "freelance work has no employer"),
            _ => Ok(()),
        }
    }

    fn jurisdiction(&self, going_rate: &GoingRate, place: &str) -> Result<Jurisdiction, Problem> {
        let words = &going_rate.taxonomy;
        match place {
            "" if self.all_states => going_rate.law.of_place(words.default_place, words),
            "" => Err(no_place()),
            place => going_rate.law.named(place, words),
        }
    }
}

/// The amount and place of a text beside the first, as far as it names them.
fn other(going_rate: &GoingRate, text: &str) -> Result<Other, Problem> {
    let (law, words) = (&going_rate.law, &going_rate.taxonomy);
    let has_amount = text.bytes().any(|b| b.is_ascii_digit());
    if !has_amount || words.place_of(text).is_some() {
        return Ok((None, Some(law.named(text, words)?)));
    }
    let (amount, place) = split_amount_and_place(text, words)?;
    let place = Some(place).filter(|place| !place.is_empty());
    Ok((Some(amount), place.map(|place| law.named(place, words)).transpose()?))
}

fn no_place() -> Problem {
    Problem::of("place", "", "no place is said, and taxes are those of a place")
        .kind(ProblemKind::Missing)
        .hint("write \"148000, Seattle\", or ask for all states")
}
