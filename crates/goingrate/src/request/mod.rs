//! Questions as interfaces take them: fields with the words that somebody wrote, which a request of the
//! API, a call of Python, a tool of an assistant and the command line fill alike. Each reads itself into
//! the typed question of [`ask`](crate::ask).
//!
//! A field that is left out is not asked for. Names of fields are stable; what they say is checked when
//! the question is read, and not before.
//!
//! ```
//! use goingrate::GoingRate;
//! use goingrate::ask;
//! use goingrate::request::PayRequest;
//!
//! let request: PayRequest =
//!     serde_json::from_str(r#"{"text": "senior backend, Seattle", "offer": 180000}"#)?;
//! let going_rate = GoingRate::open()?;
//! let question = request.question(&going_rate, "2026-11-30".parse()?)?;
//! assert!(ask::pay(&going_rate, &question)?.offer.is_some());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod career;
mod estimate;
mod evidence;
mod hire;
mod kit;
mod net;
mod offer;
mod pay;
mod plan;
mod planned;
mod project;
mod rank;
mod rate;
mod shown;
mod words;

pub use career::CareerRequest;
pub use estimate::EstimateRequest;
pub use evidence::{ClaimRequest, SourceRequest, SourcesRequest, VerdictWord, VerdictsRequest};
pub use hire::{HireBudgetRequest, HirePlacesRequest, HireRequest, RecruitingWord};
pub use kit::KitRequest;
pub use net::{FilingWord, NetRequest};
pub use offer::OfferRequest;
pub use pay::{CompareRequest, DetailWord, PayRequest};
pub use plan::PlanText;
pub use planned::PlannedRequest;
pub use project::{PastProject, ProjectRequest};
pub use rank::{ByWord, RankRequest};
pub use rate::RateRequest;
pub use shown::{PeriodWord, ShownRequest};
pub use words::{ListWord, WordsRequest};
