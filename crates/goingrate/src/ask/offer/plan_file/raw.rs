//! The keys of a file with offers.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

pub(super) use crate::ask::Text;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// A value as it is written, for problems.
pub(super) trait Written {
    fn written(&self) -> String;
}

impl Written for Text {
    fn written(&self) -> String {
        self.as_str().to_owned()
    }
}

impl Written for String {
    fn written(&self) -> String {
        self.clone()
    }
}

impl Written for i64 {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for u64 {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for Vec<RawLeaving> {
    fn written(&self) -> String {
        let all = self
            .iter()
            .map(|left| format!("{} {} on {}", left.name, left.amount.as_str(), left.on.as_str()));
        all.collect::<Vec<_>>().join(", ")
    }
}

/// A value in short, or its parts: `bonus = "15%"` or `[bonus]`.
#[derive(Clone, Debug)]
pub(super) enum Short<T> {
    Text(String),
    Long(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Short<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(ShortOrLong(PhantomData))
    }
}

struct ShortOrLong<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ShortOrLong<T> {
    type Value = Short<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E>(self, text: &str) -> Result<Short<T>, E> {
        Ok(Short::Text(text.to_owned()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Short<T>, E> {
        Ok(Short::Text(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Short<T>, E> {
        Ok(Short::Text(number.to_string()))
    }

    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<Short<T>, M::Error> {
        T::deserialize(MapAccessDeserializer::new(map)).map(Short::Long)
    }

    fn visit_seq<S: SeqAccess<'de>>(self, list: S) -> Result<Short<T>, S::Error> {
        T::deserialize(SeqAccessDeserializer::new(list)).map(Short::Long)
    }
}

/// The keys of an offer stand in a file alone or below `[[offer]]`; those outside hold for all.
macro_rules! keys {
    (offer { $($key:ident: $kind:ty,)* } file { $($own:ident: $own_kind:ty,)* }) => {
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct RawOffer { $(pub $key: Option<$kind>,)* }

        #[derive(Debug, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct RawFile {
            #[serde(default)]
            pub offer: Vec<RawOffer>,
            $(pub $own: Option<$own_kind>,)*
            $($key: Option<$kind>,)*
        }

        impl RawFile {
            /// The keys of an offer that stand outside of `[[offer]]`.
            pub fn common(&self) -> RawOffer {
                RawOffer { $($key: self.$key.clone(),)* }
            }

            /// A key outside of `[[offer]]` that every offer has itself, so that it holds for none.
            pub fn unused(&self) -> Option<&'static str> {
                $(
                    if self.$key.is_some() && self.offer.iter().all(|offer| offer.$key.is_some()) {
                        return Some(stringify!($key));
                    }
                )*
                None
            }
        }

        impl RawOffer {
            /// The offer, with what it does not say itself from what holds for all.
            pub fn or(&self, common: &RawOffer) -> RawOffer {
                RawOffer { $($key: self.$key.clone().or_else(|| common.$key.clone()),)* }
            }
        }
    };
}

keys! {
    offer {
        who: String,
        name: String,
        start: Text,
        currency: String,
        base: Text,
        raise: Text,
        bonus: Short<RawBonus>,
        sign_on: Short<Vec<RawSignOn>>,
        rsu: Vec<RawGrant>,
        refreshers: Short<RawRefresher>,
        refresher: Short<RawRefresher>,
        share: RawShare,
        options: Vec<RawOptions>,
        benefits: BTreeMap<String, Text>,
        costs: BTreeMap<String, Text>,
        time: RawTime,
    }
    file {
        leaving: Vec<RawLeaving>,
        years: Text,
        filing: String,
        as_of: Text,
        assume: BTreeMap<String, Text>,
        draws: i64,
        seed: u64,
        at_prices_of: String,
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawBonus {
    pub target: Option<Text>,
    pub guaranteed: Option<Text>,
    pub chance: Option<Text>,
    pub payout: Option<[f64; 3]>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawSignOn {
    pub amount: Text,
    pub name: Option<String>,
    pub month: Option<Text>,
    pub date: Option<Text>,
    pub clawback: Option<Text>,
    pub clawback_form: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawGrant {
    pub value: Option<Text>,
    pub shares: Option<Text>,
    pub price: Option<Text>,
    pub listed: Option<bool>,
    pub years: Option<Vec<f64>>,
    pub over: Option<Text>,
    pub every: Option<String>,
    pub cliff: Option<Text>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRefresher {
    pub value: Text,
    pub first: Option<Text>,
    pub years: Option<Vec<f64>>,
    pub over: Option<Text>,
    pub every: Option<String>,
    pub cliff: Option<Text>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawShare {
    pub volatility: Option<Text>,
    pub drift: Option<Text>,
    pub dividend: Option<Text>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawOptions {
    pub number: Option<Text>,
    pub percent: Option<Text>,
    pub strike: Option<Text>,
    pub preferred: Option<Text>,
    pub valuation: Option<Text>,
    pub shares: Option<Text>,
    pub fair_value: Option<Text>,
    pub stage: Option<String>,
    pub stack: Option<Text>,
    pub rounds: Option<Text>,
    pub dilution: Option<Text>,
    pub window: Option<Text>,
    pub price: Option<Text>,
    pub years: Option<Vec<f64>>,
    pub over: Option<Text>,
    pub every: Option<String>,
    pub cliff: Option<Text>,
    #[serde(default)]
    pub exit: Vec<RawExit>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExit {
    pub name: String,
    pub chance: Text,
    pub value: Text,
    #[serde(rename = "in")]
    pub after: Text,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTime {
    pub hours_a_week: Option<Text>,
    pub leave_days: Option<Text>,
    pub commute: Option<Text>,
    pub office_days: Option<Text>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLeaving {
    pub name: String,
    pub amount: Text,
    pub on: Text,
}
