//! What a project costs and how long it takes, together: features to days, a team to its speed, both
//! to a calendar and to money, many times over.
//!
//! Days of features are those of the whole development team, counted in days of one developer of the
//! middle level. Every draw takes the days of each feature, one error of the whole estimate, a speed of
//! the team, its ramp and its losses, what the market charges, and adds up. See [`project`].

mod answer;
mod basis;
mod capacity;
mod catalogue;
mod choice;
mod composition;
mod draws;
mod fits;
mod history;
mod overrun;
mod question;

pub use answer::{Answer, BurnUp, MemberAnswer, Outlook, PieceAnswer, YearAfter};
pub use basis::Basis;
pub use catalogue::{Catalogue, Complexity, Feature, Kind, Part, Words};
pub use choice::{Chosen, Item, best_set};
pub use fits::Fits;
pub use history::{Past, Recalibration, recalibrate};
pub use overrun::{Class, Overrun};
pub use question::{DayPrice, MOST_DRAWS, Member, Paid, Piece, Question};

use goingrate_units::Problem;

/// Answers what a project costs and how long it takes.
///
/// # Errors
/// What [`Question::check`] refuses: no feature, no team, a share out of its range, a budget that is not
/// above zero.
///
/// ```
/// use goingrate_plan::Spread;
/// use goingrate_plan::project::{Basis, DayPrice, Member, Paid, Piece, Question, project};
/// let piece = Piece::new("payments", Spread::new(5.0, 9.0, 16.0));
/// let member = Member::new("freelancer", 1.0, Paid::Worked, DayPrice::fixed(400.0));
/// let mut question = Question::new(vec![piece], vec![member], Basis::certain());
/// question.budget = Some(5_000.0);
/// let answer = project(&question)?;
/// assert!(answer.cost.p20 < answer.cost.p80);
/// assert!(answer.over_budget.is_some_and(|share| (0.0..=1.0).contains(&share)));
/// # Ok::<(), goingrate_units::Problem>(())
/// ```
pub fn project(question: &Question) -> Result<Answer, Problem> {
    question.check()?;
    let all = vec![1.0; question.pieces.len()];
    let outcomes = draws::simulate(question, &all, question.draws);
    let fits = fits::fits(question)?;
    Ok(answer::answer(question, &outcomes, fits))
}
