//! The questions that every face can ask: one file each, a typed question in, a typed answer out.
//!
//! A face (command line, pages, API, Python) reads what somebody wrote into a question, asks, and
//! shows the answer through the views of `goingrate-view`. Nothing here knows flags, terminals,
//! files or the clock.
//!
//! | question | function |
//! |---|---|
//! | what does the market pay, and where does an offer stand | [`pay()`] |
//! | the same in short, for programs that ask very often | [`Estimates`] |
//! | how do two profiles compare | [`compare()`] |
//! | which places, levels, skills, industries or roles pay most | [`rank()`] |
//! | what is an hour charged, and which salary is it worth | [`rate()`] |
//! | what is left of a gross amount | [`net()`] |
//! | whom to look for, what to ask, which pay to publish | [`kit()`] |
//! | what does a project cost, and how long does it take | [`project()`] |
//! | what carries an answer | [`explain()`] |
//! | what do the rows of a table pay | [`price::RowEstimator`] |
//! | what evidence is there, and which claims hold | [`evidence::list`], [`evidence::check`] |
//! | which book do the carried evidence and a store make | [`fit()`] |
//! | what does a hire cost, in several ways | [`hire::hire`] |
//! | what do the next steps of a career bring | [`career::career`] |
//! | how well does a book foresee records | [`score()`] |
//!
//! ```
//! use goingrate::GoingRate;
//! use goingrate::ask::{self, PayQuestion, ProfileText};
//!
//! let going_rate = GoingRate::open()?;
//! let today = "2026-11-22".parse()?;
//! let asked = ProfileText::new("senior backend, Seattle").read(&going_rate.taxonomy, today)?;
//! let answer = ask::pay(&going_rate, &PayQuestion::new(asked))?;
//! let [low, median, high] = answer.unit.amounts(answer.estimate.percentiles[2]);
//! assert!(low < median && median < high);
//! # Ok::<(), goingrate::units::Problem>(())
//! ```

pub mod career;
mod compare;
mod estimate;
pub mod evidence;
mod explain;
mod fit;
pub mod hire;
mod kit;
mod money;
mod net;
pub mod offer;
mod pay;
pub mod planned;
#[cfg(feature = "import")]
pub mod price;
mod profile;
mod project;
mod rank;
mod rate;
mod score;
mod team;
mod text;
mod unit;
mod words;

pub use compare::{CompareAnswer, CompareQuestion, compare};
pub use estimate::{EstimateAnswer, EstimateQuestion, Estimates};
pub use explain::{Explanation, explain};
pub use fit::{FitAnswer, FitQuestion, fit};
pub use kit::{AdvertRange, KitAnswer, KitQuestion, LawAnswer, LawOfPlace, kit, read_hire};
pub use net::{NetAnswer, NetBeside, NetQuestion, NetSum, net, split_amount_and_place};
pub use pay::{
    AfterTax, AtPrices, MarketMix, MoneyNote, OfferAnswer, PayAnswer, PayQuestion, PricesOf,
    RangeAnswer, pay,
};
pub use profile::{ProfileText, beside, is_given, read_amount, read_range};
pub use project::{
    Lever, NEW_PLAN, OverSalary, OwnMember, OwnPart, ProjectAnswer, ProjectPart, ProjectQuestion,
    SaidPart, SaidProject, TeamLineAnswer, Why, project, read_past, read_plan, read_project,
};
pub use rank::{RankAnswer, RankQuestion, RankedEntry, rank};
pub use rate::{RateAnswer, RateQuestion, SameAs, SameAsQuestion, rate, read_freelance};
pub use score::{KindOfFigure, ScoreAnswer, score};
pub use team::{Team, TeamLine, read_team};
pub use text::Text;
pub use unit::{PayUnit, UnitChoice};
pub use words::{WordAnswer, words};
