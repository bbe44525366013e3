//! The question that is explored: what was typed, how it was read, and the same question with one thing replaced.

use std::sync::Arc;

use goingrate::ask::{EstimateQuestion, Estimates, ProfileText, UnitChoice, is_given};
use goingrate::request::{PeriodWord, ShownRequest};
use goingrate::units::parse::{Said, Understood};
use goingrate::units::{PlaceId, PlaceKind, Problem, Profile, Taxonomy};
use goingrate_view::questions::Asking;
use goingrate_view::{Amount, words};

use super::wording;
use crate::Input;
use crate::parts::href;
use crate::words::tight;

/// The question that is explored.
pub struct Question<'a> {
    asking: &'a Asking<'a>,
    /// What was typed.
    pub typed: String,
    /// The question in words, without any amount that somebody may earn.
    pub text: String,
    /// How it was read.
    pub asked: Understood,
    /// The currency and the period that are asked for.
    pub shown: ShownRequest,
    /// What the reader has to know of how it was read.
    pub notes: Vec<String>,
}

impl<'a> Question<'a> {
    /// Reads what was typed. Where nothing was, the role of a bare "developer" is explored, and that is said.
    pub fn read(asking: &'a Asking<'a>, input: &Input) -> Result<Question<'a>, Problem> {
        let taxonomy = &asking.going_rate.taxonomy;
        let usual = &taxonomy.role(taxonomy.generic_role).name;
        let typed = input.one("q");
        let text = if typed.is_empty() { usual.clone() } else { typed.to_owned() };
        let asked = ProfileText::new(&text).read(taxonomy, asking.today)?;
        let shown = shown(input)?;
        let mut notes: Vec<String> = asked.remarks.iter().map(|remark| tight(remark)).collect();
        if typed.is_empty() {
            notes.push(format!("Nothing was asked, so this is for: {}.", words::lowered(usual)));
        }
        if !typed.is_empty() && !is_given(&asked, "role") {
            let role = &taxonomy.role(asked.profile.role).name;
            notes.push(format!("Your question names no role, so this takes: {role}."));
        }
        let mut question = Question { asking, typed: typed.to_owned(), text, asked, shown, notes };
        question.forget_amounts()?;
        Ok(question)
    }

    /// What was asked, with the question as it is explored: links of the page are made of it.
    pub fn input(&self, input: &Input) -> Input {
        if self.typed == self.text || input.one("q").is_empty() {
            return input.clone();
        }
        let fields = input.fields().map(|(name, value)| {
            let value = if name == "q" { self.text.as_str() } else { value };
            (name.to_owned(), value.to_owned())
        });
        Input::new(input.path(), vec![input.part(0).to_owned()], fields)
    }

    /// What somebody earns has no use here, and must not wander into links; nor do words that were not
    /// understood, which may be just that.
    fn forget_amounts(&mut self) -> Result<(), Problem> {
        let has_amount = self.asked.said.amount.is_some();
        if !has_amount && self.asked.remarks.is_empty() {
            return Ok(());
        }
        match self.text_of(&self.asked.profile) {
            Some(without) => self.text = without,
            None if has_amount => {
                let problem = Problem::new("this page has no use for an amount");
                return Err(problem.hint("ask without it"));
            }
            None => {}
        }
        if has_amount {
            let told =
                "The amount in your question has no use here; the links of this page leave it out.";
            self.notes.push(told.to_owned());
        }
        Ok(())
    }

    /// Everything that is opened.
    pub fn asking(&self) -> &'a Asking<'a> {
        self.asking
    }

    /// The lists of words.
    pub fn taxonomy(&self) -> &'a Taxonomy {
        &self.asking.going_rate.taxonomy
    }

    /// What is priced.
    pub fn profile(&self) -> &Profile {
        &self.asked.profile
    }

    /// Whether the question itself says a field.
    pub fn says(&self, field: &str) -> bool {
        is_given(&self.asked, field)
    }

    /// The country of its place, or the place itself where that is no part of a country.
    pub fn country(&self) -> PlaceId {
        let place = self.profile().place;
        self.taxonomy().country(place).unwrap_or(place)
    }

    /// Whether its place is in the country whose areas are ranked.
    pub fn is_at_home(&self) -> bool {
        self.country() == self.taxonomy().default_place
    }

    /// The text and the way in which amounts are told, for a ranking.
    pub fn profile_text(&self) -> ProfileText {
        ProfileText::new(&self.text)
    }

    /// The middle of another profile, told in the same way as this one's.
    pub fn middle(
        &self,
        estimates: &mut Estimates,
        profile: Profile,
        unit: UnitChoice,
    ) -> Result<Amount, Problem> {
        let asked = Understood { profile, said: Said::default(), ..self.asked.clone() };
        let question = EstimateQuestion { asked: Arc::new(asked), unit, periods: Vec::new() };
        let answer = estimates.answer(&question)?;
        Ok(Amount::of(answer.percentiles[2], &answer.unit))
    }

    /// Where a profile is asked about: the page of its answer. Nothing where no words of ours are read as it.
    pub fn link(&self, profile: &Profile) -> Option<String> {
        let text = self.text_of(profile)?;
        let mut fields = vec![("q", text.as_str())];
        let per = self.shown.per.first().map(|&per| goingrate::units::Period::from(per).slug());
        fields.extend(per.map(|per| ("per", per)));
        fields.extend(self.shown.currency.as_deref().map(|code| ("currency", code)));
        Some(href("/pay", &fields))
    }

    /// A profile in words that are read as that same profile.
    pub fn text_of(&self, profile: &Profile) -> Option<String> {
        let Asking { going_rate, today } = *self.asking;
        let parts = wording::parts(profile, &going_rate.taxonomy, today);
        let is_same = |text: &str| {
            let read = ProfileText::new(text).read(&going_rate.taxonomy, today);
            read.is_ok_and(|read| read.profile == *profile)
        };
        wording::first_that_fits(&parts, is_same)
    }
}

/// The currency and the period that an address asks for.
fn shown(input: &Input) -> Result<ShownRequest, Problem> {
    let period = match input.one("per") {
        "" => None,
        word => Some(period(word).ok_or_else(|| {
            Problem::of("per", word, "is no period").hint("write hour, day, week, month or year")
        })?),
    };
    let currency = Some(input.one("currency")).filter(|code| !code.is_empty());
    let shown =
        ShownRequest { per: period.into_iter().collect(), currency: currency.map(str::to_owned) };
    shown.unit().map(|_| shown)
}

fn period(word: &str) -> Option<PeriodWord> {
    Some(match word {
        "hour" => PeriodWord::Hour,
        "day" => PeriodWord::Day,
        "week" => PeriodWord::Week,
        "month" => PeriodWord::Month,
        "year" => PeriodWord::Year,
        _ => return None,
    })
}

/// Whether a place is an area of the official statistics.
pub fn is_area(kind: PlaceKind) -> bool {
    matches!(kind, PlaceKind::Metro | PlaceKind::NonMetro)
}
