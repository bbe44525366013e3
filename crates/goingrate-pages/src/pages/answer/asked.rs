//! What is asked of the market: the fields of an address that say whose pay it is and how it is told, read
//! once, and the addresses that ask on from there.

use goingrate::ask::ProfileText;
use goingrate::request::{FilingWord, PayRequest, PeriodWord, ShownRequest};
use goingrate::units::parse::Understood;
use goingrate::units::{Component, Period, Problem};
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::pay::PayView;

use crate::Input;
use crate::parts::href;

/// The fields that say whose pay is asked for, beside the text.
const PROFILE: [&str; 11] = [
    "role",
    "level",
    "years",
    "place",
    "skills",
    "industry",
    "tier",
    "employer",
    "engagement",
    "component",
    "as_of",
];

/// The fields that say how it is told.
const TOLD: [&str; 5] = ["per", "currency", "net", "filing", "at_prices_of"];

/// Periods that a salary and a rate are told for, with their words in an address.
const SALARY: [PeriodWord; 4] =
    [PeriodWord::Year, PeriodWord::Month, PeriodWord::Day, PeriodWord::Hour];
const RATE: [PeriodWord; 2] = [PeriodWord::Hour, PeriodWord::Day];

/// What is asked, as it was typed and as it was read.
pub struct Asked {
    /// The fields of the address that are kept by links. The reader's own pay is none of them.
    fields: Vec<(String, String)>,
    /// The profile as it was typed.
    pub profile: ProfileText,
    /// The profile as it was read.
    pub read: Understood,
    /// The period that amounts are told for.
    pub per: PeriodWord,
    /// Whether amounts are told after tax.
    pub net: bool,
    filing: Option<FilingWord>,
    currency: Option<String>,
    /// The place at whose prices amounts are told too.
    pub prices: Option<String>,
}

impl Asked {
    /// Reads an input.
    ///
    /// # Errors
    /// When a field cannot be read; the problem names it, `q` for the text.
    pub fn new(asking: &Asking, input: &Input) -> Result<Asked, Problem> {
        let profile = profile(input);
        let read = profile.read(&asking.going_rate.taxonomy, asking.today)?;
        let per = match some(input.one("per")) {
            Some(word) => period(&word)?,
            None => usual(&read),
        };
        Ok(Asked {
            fields: kept(input),
            per,
            net: flag(input.one("net"))?,
            filing: some(input.one("filing")).map(|word| filing(&word)).transpose()?,
            currency: some(input.one("currency")),
            prices: some(input.one("at_prices_of")),
            profile,
            read,
        })
    }

    /// The question of the main screen, with the tax of the place where `net` is asked for.
    pub fn request(&self, net: bool, mine: Option<&str>) -> PayRequest {
        PayRequest {
            profile: self.profile.clone(),
            shown: self.shown(),
            offer: mine.map(Into::into),
            net,
            filing: self.filing.filter(|_| net),
            at_prices_of: self.prices.clone(),
            ..PayRequest::default()
        }
    }

    /// Asks it: after tax as well, where the law of the place is known.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn ask(&self, asking: &Asking, mine: Option<&str>) -> Result<PayView, Problem> {
        let (law, words) = (&asking.going_rate.law, &asking.going_rate.taxonomy);
        if law.of_place(self.read.profile.place, words).is_ok() {
            let told = self.request(true, mine).ask(asking);
            // Law that does not cover this work is told as a part that is missing, not as a question
            // that failed; what is wrong with the question fails without it too.
            if told.is_ok() || self.net {
                return told;
            }
        }
        if self.net {
            return self.request(true, mine).ask(asking);
        }
        self.request(false, mine).ask(asking)
    }

    /// In which currency and for which periods: the one asked for, and the others side by side with it.
    fn shown(&self) -> ShownRequest {
        let others = self.periods().iter().copied().filter(|per| *per != self.per);
        let per = std::iter::once(self.per).chain(others).collect();
        ShownRequest { per, currency: self.currency.clone() }
    }

    /// The currency and the period of further questions beside this one.
    pub fn unit(&self) -> ShownRequest {
        ShownRequest { per: vec![self.per], currency: self.currency.clone() }
    }

    /// The periods that such pay is told for.
    pub fn periods(&self) -> &'static [PeriodWord] {
        if self.is_rate() { &RATE } else { &SALARY }
    }

    /// Whether it is the price of an hour.
    pub fn is_rate(&self) -> bool {
        self.read.profile.component == Component::HourlyRate
    }

    /// The question's own words.
    pub fn text(&self) -> &str {
        &self.profile.text
    }

    /// The address of a page that is asked the same, with some fields replaced; an empty value takes one away.
    pub fn to(&self, path: &str, changed: &[(&str, &str)]) -> String {
        let is_changed = |name: &str| changed.iter().any(|(of, _)| *of == name);
        let kept = self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let new = changed.iter().copied().filter(|(_, value)| !value.is_empty());
        let pairs: Vec<(&str, &str)> =
            kept.filter(|(name, _)| !is_changed(name)).chain(new).collect();
        href(path, &pairs)
    }

    /// The address of the answer to other words, told in the same way.
    pub fn to_text(&self, text: &str) -> String {
        let told = self.fields.iter().filter(|(name, _)| TOLD.contains(&name.as_str()));
        let told = told.map(|(name, value)| (name.as_str(), value.as_str()));
        let pairs: Vec<(&str, &str)> = std::iter::once(("q", text)).chain(told).collect();
        href("/pay", &pairs)
    }

    /// The fields that a form keeps, but for some.
    pub fn kept<'a>(&'a self, but: &'a [&str]) -> impl Iterator<Item = (&'a str, &'a str)> {
        let kept = self.fields.iter().filter(|(name, _)| !but.contains(&name.as_str()));
        kept.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// The profile that an input describes.
pub fn profile(input: &Input) -> ProfileText {
    let one = |name: &str| some(input.one(name));
    ProfileText {
        text: input.one("q").to_owned(),
        role: one("role"),
        level: one("level"),
        years: one("years"),
        place: one("place"),
        skills: input.all("skills").map(str::to_owned).collect(),
        industry: one("industry"),
        tier: one("tier"),
        employer: one("employer"),
        engagement: one("engagement"),
        component: one("component"),
        as_of: one("as_of"),
    }
}

fn kept(input: &Input) -> Vec<(String, String)> {
    let is_kept = |name: &str| name == "q" || PROFILE.contains(&name) || TOLD.contains(&name);
    let kept = input.fields().filter(|(name, _)| is_kept(name));
    kept.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The period in which such pay is told if nothing is said, or what the question says of it.
fn usual(read: &Understood) -> PeriodWord {
    let is_rate = read.profile.component == Component::HourlyRate;
    match (read.said.period, is_rate) {
        (Some(Period::Day), _) => PeriodWord::Day,
        (Some(Period::Hour), _) | (_, true) => PeriodWord::Hour,
        (Some(Period::Week), false) => PeriodWord::Week,
        (Some(Period::Month), false) => PeriodWord::Month,
        (_, false) => PeriodWord::Year,
    }
}

fn period(word: &str) -> Result<PeriodWord, Problem> {
    Ok(match word {
        "hour" => PeriodWord::Hour,
        "day" => PeriodWord::Day,
        "week" => PeriodWord::Week,
        "month" => PeriodWord::Month,
        "year" => PeriodWord::Year,
        _ => {
            let what = "is no period that pay is told for";
            return Err(Problem::of("per", word, what).hint("hour, day, week, month or year"));
        }
    })
}

fn filing(word: &str) -> Result<FilingWord, Problem> {
    Ok(match word {
        "single" => FilingWord::Single,
        "joint" => FilingWord::Joint,
        "head" => FilingWord::Head,
        _ => {
            let what = "is no way to file taxes";
            return Err(Problem::of("filing", word, what).hint("single, joint or head"));
        }
    })
}

fn flag(word: &str) -> Result<bool, Problem> {
    match word {
        "" | "false" | "0" => Ok(false),
        "true" | "1" => Ok(true),
        _ => Err(Problem::of("net", word, "is neither true nor false")),
    }
}

/// A period in an address.
pub fn period_word(per: PeriodWord) -> &'static str {
    Period::from(per).slug()
}

impl Asked {
    /// The question in words with another value of a field, from what was said.
    pub fn replaced(&self, field: &str, value: &str) -> Option<String> {
        use goingrate::units::parse::Status;
        let given = self.read.fields.iter().filter(|of| of.status == Status::Given);
        let words: Vec<&str> =
            given.map(|of| if of.name == field { value } else { of.value.as_str() }).collect();
        (!words.is_empty()).then(|| words.join(", "))
    }
}
