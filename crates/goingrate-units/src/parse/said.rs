//! What a question says beside the profile: an amount, the period in which money is told, where the
//! work is done, the state that is written beside a town.

use super::meaning::Meaning;
use super::profile::Question;
use super::{AmountRange, Status, UnderstoodField};
use crate::{Period, PlaceId, PlaceKind, Workplace};

/// What is told of work for a part of the week.
pub const PART_TIME: &str =
    "Part-time work is priced as full-time work: amounts are for a whole week.";

/// What a question says beside the profile.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Said {
    /// The period in which money is told ("per day").
    pub period: Option<Period>,
    /// An amount: an offer, a rate, or a range; of a single one, both ends.
    pub amount: Option<AmountRange>,
    /// The state that is written beside the place, whose law counts: "Vancouver, WA".
    pub state: Option<PlaceId>,
    /// Whether the work is for a part of the week.
    pub part_time: bool,
}

impl Question<'_> {
    /// What is said beside the profile, as fields and as values; a second period or amount is remarked
    /// on and not used.
    pub(super) fn beside(
        &self,
        (place, state): (PlaceId, Option<PlaceId>),
        remarks: &mut Vec<String>,
    ) -> (Said, Vec<UnderstoodField>) {
        let amount = self.first(remarks, |meaning| match *meaning {
            Meaning::Amount(range) => Some(range),
            _ => None,
        });
        let period = self.first(remarks, |meaning| match *meaning {
            Meaning::Per(period) => Some(period),
            _ => None,
        });
        let amount = amount.map(|range| in_period(range, period));
        let amount = amount.map(|range| self.in_local_money(range, place, remarks));
        let period = period.or(amount.and_then(|range| range.low.period));
        let part_time = self.mentions.iter().any(|m| m.meaning == Meaning::PartTime);
        if part_time {
            remarks.push(PART_TIME.to_owned());
        }
        let field = |name, value: String| UnderstoodField { name, value, status: Status::Given };
        let workplaces = self.workplaces();
        let fields = [
            period.map(|period| field("period", period.slug().to_owned())),
            amount.map(|range| field("amount", in_words(range))),
            (!workplaces.is_empty()).then(|| field("workplace", workplaces.join(", "))),
        ];
        (Said { period, amount, state, part_time }, fields.into_iter().flatten().collect())
    }

    /// A sign that several countries share is that of the place.
    fn in_local_money(
        &self,
        range: AmountRange,
        place: PlaceId,
        remarks: &mut Vec<String>,
    ) -> AmountRange {
        let money = self.taxonomy.place(place).currency;
        let [low, high] = [range.low, range.high].map(|end| end.in_money_of(money, self.taxonomy));
        if low.currency != range.low.currency {
            remarks.push(format!("The amount is read as {money}, the money of the place."));
        }
        AmountRange { low, high }
    }

    /// The first value of a kind; of the others, a remark.
    fn first<T: PartialEq>(
        &self,
        remarks: &mut Vec<String>,
        pick: impl Fn(&Meaning) -> Option<T>,
    ) -> Option<T> {
        let mut first = None;
        for mention in self.mentions {
            let Some(value) = pick(&mention.meaning) else { continue };
            match &first {
                None => first = Some(value),
                Some(known) if *known == value => {}
                Some(_) => {
                    let words = self.written(mention);
                    remarks.push(format!("{words} is said second, and is not used."));
                }
            }
        }
        first
    }

    fn workplaces(&self) -> Vec<&'static str> {
        let is_remote = |place: PlaceId| self.taxonomy.place(place).kind == PlaceKind::Remote;
        let mut found: Vec<&str> = Vec::new();
        for mention in self.mentions {
            let workplace = match &mention.meaning {
                Meaning::Workplace(workplace) => *workplace,
                Meaning::Place(places) if places.iter().all(|p| is_remote(p.place)) => {
                    Workplace::Remote
                }
                _ => continue,
            };
            if !found.contains(&workplace.slug()) {
                found.push(workplace.slug());
            }
        }
        found
    }

    /// The words of a mention, or the amount that stands for them.
    pub(super) fn written(&self, mention: &super::meaning::Mention) -> String {
        match &mention.meaning {
            Meaning::Amount(range) => in_words(*range),
            _ => mention.words.clone(),
        }
    }
}

/// The amount in the period that is said beside it, if it says none itself.
fn in_period(mut range: AmountRange, period: Option<Period>) -> AmountRange {
    range.low.period = range.low.period.or(period);
    range.high.period = range.high.period.or(period);
    range
}

/// "120000 USD a year", "120000 to 150000 USD".
pub(super) fn in_words(range: AmountRange) -> String {
    let currency = range.low.currency.map(|currency| format!(" {currency}")).unwrap_or_default();
    let article = |period: Period| if period == Period::Hour { "an" } else { "a" };
    let period =
        range.low.period.map(|p| format!(" {} {}", article(p), p.slug())).unwrap_or_default();
    match range.low.value == range.high.value {
        true => format!("{}{currency}{period}", range.low.value),
        false => format!("{} to {}{currency}{period}", range.low.value, range.high.value),
    }
}
