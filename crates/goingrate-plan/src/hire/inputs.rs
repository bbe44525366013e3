//! What a plan assumes: each assumption of each sort of people once, as a table to draw from. Two sorts
//! for whom the same value is said share its draw, because they share the doubt.

use goingrate_model::SeededRng;
use goingrate_units::{Currency, Date, Problem};

use crate::assumption::{Assumptions, At, Used};
use crate::chance::QuantileTable;

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

/// All inputs of a plan.
#[derive(Debug, Default)]
pub struct Inputs {
    used: Vec<Used>,
    tables: Vec<QuantileTable>,
    certain: Vec<bool>,
    /// Which carried value of which assumption each is, and for what alone a reader's own value is said.
    keys: Vec<(String, Option<usize>, Option<String>)>,
}

/// For whom inputs are taken.
pub struct For<'a> {
    /// Words of places, the narrowest first.
    pub places: &'a [&'a str],
    /// The engagement, the level, a kind.
    pub of: &'a [&'a str],
    /// The day.
    pub on: Date,
    /// How much of the answer's currency one unit of another is.
    pub exchange: &'a dyn Fn(Currency) -> Result<f64, Problem>,
    /// The word of the pair of currencies, for the exchange rate's moves: `EUR-USD`.
    pub pair: Option<&'a str>,
}

impl Inputs {
    /// Takes every assumption for one sort of people.
    ///
    /// # Errors
    /// When a value is not carried for them, or its currency has no exchange rate.
    pub fn take(&mut self, known: &Assumptions, who: &For) -> Result<Places, Problem> {
        let mut assumed = Vec::with_capacity(Assumed::ALL.len());
        for name in Assumed::ALL {
            let pair: Vec<&str> = who.pair.into_iter().collect();
            let of = if *name == Assumed::FxVolatility { &pair } else { who.of };
            assumed.push(self.one(known, name.word(), of, who)?);
        }
        let mut around = [0; Around::ALL.len()];
        for name in Around::ALL {
            around[name as usize] = self.one(known, "around-pay", &[name.word()], who)?;
        }
        Ok(Places { assumed, around })
    }

    fn one(
        &mut self,
        known: &Assumptions,
        name: &str,
        of: &[&str],
        who: &For,
    ) -> Result<usize, Problem> {
        let at = At { places: who.places, of, on: who.on };
        let used = known.used(name, &at)?;
        // By the carried value: what a reader puts in its place leaves all other draws as they are.
        let key = (name.to_owned(), known.position(name, &at), used.of.clone());
        if let Some(at) = self.keys.iter().position(|other| *other == key) {
            return Ok(at);
        }
        self.keys.push(key);
        let factor = used.currency().map_or(Ok(1.0), |currency| (who.exchange)(currency))?;
        let spread = used.spread().times(factor);
        self.tables.push(QuantileTable::of(|u| spread.quantile(u)));
        self.certain.push(spread.is_certain());
        self.used.push(used);
        Ok(self.used.len() - 1)
    }

    /// What was taken.
    pub fn used(&self) -> &[Used] {
        &self.used
    }

    /// The same, each once: a reader's own value may stand in the place of several.
    pub fn used_once(&self) -> Vec<Used> {
        let mut once: Vec<Used> = Vec::with_capacity(self.used.len());
        for used in &self.used {
            if !once.contains(used) {
                once.push(used.clone());
            }
        }
        once
    }

    /// The inputs that are not certain.
    pub fn doubtful(&self) -> Vec<usize> {
        (0..self.used.len()).filter(|at| !self.certain[*at]).collect()
    }

    /// Everything at one place of its distribution, `0 < p < 1`.
    pub fn all_at(&self, p: f64) -> Vec<f64> {
        self.tables.iter().map(|table| table.at(p)).collect()
    }

    /// One input at a place of its distribution.
    #[inline]
    pub fn at(&self, input: usize, p: f64) -> f64 {
        self.tables[input].at(p)
    }

    /// Draws the inputs that are in doubt; the others stay as they are. Each has its own uniform number,
    /// in a fixed order, so that another value of one leaves the draws of all others as they are.
    #[inline]
    pub fn draw(&self, rng: &mut SeededRng, values: &mut [f64]) {
        for ((value, table), certain) in values.iter_mut().zip(&self.tables).zip(&self.certain) {
            let u = rng.uniform();
            if !certain {
                *value = table.at(u);
            }
        }
    }
}
