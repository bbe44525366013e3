//! Hiring kits: a role, a level and skills to a scorecard, interviews, a work sample, a checklist, common
//! mistakes with their costs, and the law on adverts. All texts are data of `data/kits`.

mod band;
mod cost;
mod interviews;
mod law;
mod make;
mod read;
mod scorecard;
mod sheet;
mod skills;

pub use band::{Band, ByBand};
pub use cost::{CostOf, MistakeCost, Pays, cost};
pub use interviews::{AskedQuestion, StageKit, WorkSampleKit};
pub use law::{AdvertLaw, When, Widest};
pub use make::{AskedSkill, HiringKit, KitQuestion, kit};
pub use scorecard::{ScoreLine, Subject};
pub use sheet::{
    Competency, Kits, LevelSheet, Mistake, Part, Question, RoleSheet, SkillSheet, Stage, Step,
    WorkSample,
};
pub use skills::SkillKit;
