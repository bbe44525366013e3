//! The assumptions of a hire, and where the draws of those of one sort of people stand.

use goingrate_units::Problem;

use crate::assumption::{Assumptions, For, Inputs};

/// Declares the assumptions of a hire: the variant and its word in `data/planning`.
macro_rules! assumed {
    ($($variant:ident $word:literal),* $(,)?) => {
        /// The assumptions of a hire; what each is, stands with its values in `data/planning`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Assumed { $($variant),* }

        impl Assumed {
            /// Every one of them.
            pub const ALL: &[Assumed] = &[$(Assumed::$variant),*];

            /// Its word.
            pub fn word(self) -> &'static str {
                match self { $(Assumed::$variant => $word),* }
            }
        }
    };
}

assumed! {
    HoursADay "hours-a-day",
    LeaveDays "leave-days",
    PublicHolidays "public-holidays",
    SickDays "sick-days",
    ProductiveShare "productive-share",
    UtcOffset "utc-offset",
    WorkdayStart "workday-start",
    OverlapLoss "overlap-loss",
    EmployerContributions "employer-contributions",
    Benefits "benefits",
    Bonus "bonus",
    Raise "raise",
    NoticeMonths "notice-months",
    SeveranceFixed "severance-fixed",
    SeverancePerYear "severance-per-year",
    Dismissal "dismissal",
    Attrition "attrition",
    TimeToFill "time-to-fill",
    InterviewHours "interview-hours",
    RecruiterHours "recruiter-hours",
    JobAds "job-ads",
    HiringTools "hiring-tools",
    AgencyFee "agency-fee",
    VacancyFactor "vacancy-factor",
    RampMonths "ramp-months",
    RampStart "ramp-start",
    MentorShare "mentor-share",
    Equipment "equipment",
    Software "software",
    Cloud "cloud",
    Office "office",
    HomeOffice "home-office",
    Training "training",
    ManagerShare "manager-share",
    PmShare "pm-share",
    QaShare "qa-share",
    DevopsShare "devops-share",
    DesignShare "design-share",
    PlatformFee "platform-fee",
    ContractAdmin "contract-admin",
    EorFee "eor-fee",
    PayrollFee "payroll-fee",
    FxSpread "fx-spread",
    FxVolatility "fx-volatility",
}

/// The people beside a developer whose pay is a ratio of the developer's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Around {
    Manager,
    Pm,
    Qa,
    Devops,
    Design,
    Recruiter,
}

impl Around {
    pub const ALL: [Around; 6] = [
        Around::Manager,
        Around::Pm,
        Around::Qa,
        Around::Devops,
        Around::Design,
        Around::Recruiter,
    ];

    fn word(self) -> &'static str {
        match self {
            Around::Manager => "manager",
            Around::Pm => "pm",
            Around::Qa => "qa",
            Around::Devops => "devops",
            Around::Design => "design",
            Around::Recruiter => "recruiter",
        }
    }
}

/// Where the draws of one sort of people stand among those of the plan.
#[derive(Clone, Debug)]
pub struct Places {
    assumed: Vec<usize>,
    around: [usize; Around::ALL.len()],
}

impl Places {
    /// Takes every assumption for one sort of people; `pair` is the word of the pair of currencies, for the
    /// exchange rate's moves: `EUR-USD`.
    ///
    /// # Errors
    /// When a value is not carried for them, or its currency has no exchange rate.
    pub fn take(
        inputs: &mut Inputs,
        known: &Assumptions,
        who: &For,
        pair: Option<&str>,
    ) -> Result<Places, Problem> {
        let mut assumed = Vec::with_capacity(Assumed::ALL.len());
        for name in Assumed::ALL {
            let pair: Vec<&str> = pair.into_iter().collect();
            let of = if *name == Assumed::FxVolatility { &pair } else { who.of };
            assumed.push(inputs.take(known, name.word(), &For { of, ..*who })?);
        }
        let mut around = [0; Around::ALL.len()];
        for name in Around::ALL {
            let of = &[name.word()];
            around[name as usize] = inputs.take(known, "around-pay", &For { of, ..*who })?;
        }
        Ok(Places { assumed, around })
    }

    /// The drawn value of an assumption.
    #[inline]
    pub fn value(&self, values: &[f64], assumed: Assumed) -> f64 {
        values[self.assumed[assumed as usize]]
    }

    /// The drawn ratio of somebody's pay to a developer's.
    #[inline]
    pub fn around(&self, values: &[f64], around: Around) -> f64 {
        values[self.around[around as usize]]
    }

    /// Whether they rest on an input.
    pub fn has(&self, input: usize) -> bool {
        self.assumed.contains(&input) || self.around.contains(&input)
    }
}
