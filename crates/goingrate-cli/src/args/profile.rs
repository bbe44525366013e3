//! Whose pay is asked for: free text and flags that say the same things.

use clap::Args;
use goingrate::ask::ProfileText;

/// A profile, as text and as flags.
#[derive(Args, Clone, Debug, Default)]
pub struct ProfileArgs {
    /// What is priced, in words: role, level or years, place, skills, industry, engagement, …
    pub text: Vec<String>,
    /// Role: "backend developer", "data engineer".
    #[arg(long, help_heading = "Profile")]
    pub role: Option<String>,
    /// Level: intern, junior, mid, senior, staff, principal; lead, manager, director, vp.
    #[arg(long, help_heading = "Profile")]
    pub level: Option<String>,
    /// Years of experience: 5, 3-5, 10+.
    #[arg(long, help_heading = "Profile", allow_hyphen_values = true)]
    pub years: Option<String>,
    /// Place: "Seattle", "Portland, OR", "Germany", "remote".
    #[arg(long, help_heading = "Profile")]
    pub place: Option<String>,
    /// Skill; may be given several times.
    #[arg(long, help_heading = "Profile")]
    pub skill: Vec<String>,
    /// Industry.
    #[arg(long, help_heading = "Profile")]
    pub industry: Option<String>,
    /// Tier or kind of the employer: top-tier-tech, product, services, international, local, startup, …
    #[arg(long, help_heading = "Profile")]
    pub tier: Option<String>,
    /// Employer by name: "Google", "JPMorgan Chase". Its own levels are understood: L5, E4, SDE II, 63.
    #[arg(long, help_heading = "Profile")]
    pub employer: Option<String>,
    /// Engagement: employee, freelance, agency, dedicated-team.
    #[arg(long, help_heading = "Profile")]
    pub engagement: Option<String>,
    /// Part of pay: base-salary, bonus, equity, sign-on, total-compensation, hourly-rate.
    #[arg(long, help_heading = "Profile")]
    pub component: Option<String>,
    /// The day that the answer is for: 2026-11-22, 2026-11 or 2026; today if not given.
    #[arg(long, help_heading = "Profile", value_name = "DATE")]
    pub as_of: Option<String>,
}

impl From<&ProfileArgs> for ProfileText {
    fn from(args: &ProfileArgs) -> ProfileText {
        let ProfileArgs { role, level, years, place, industry, tier, .. } = args.clone();
        let ProfileArgs { skill: skills, employer, engagement, component, as_of, text, .. } =
            args.clone();
        ProfileText {
            text: text.join(" "),
            role,
            level,
            years,
            place,
            skills,
            industry,
            tier,
            employer,
            engagement,
            component,
            as_of,
        }
    }
}
