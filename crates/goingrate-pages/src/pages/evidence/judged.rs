//! The verdicts on published claims: those that the program carries, or those of another book.
//!
//! To judge all claims takes half a minute, which nobody waits for. The verdicts of the carried book are
//! therefore worked out when it is made (`examples/verdicts.rs` writes `data/verdicts.csv`). With another book
//! the claims of one source are judged when somebody asks for them.

use std::borrow::Cow;
use std::sync::LazyLock;

use goingrate::request::VerdictsRequest;
use goingrate::units::Problem;
use goingrate_view::questions::{Ask, Asking};
use goingrate_view::views::check::{CheckView, CheckedClaim, CheckedFigure, PlannedView};

use super::verdict::Verdict;

const CARRIED: &str = include_str!("../../../data/verdicts.csv");

/// The verdicts of the carried book.
static KNOWN: LazyLock<Judged> = LazyLock::new(|| Judged::read(CARRIED));

/// Claims with the verdicts on them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Judged {
    /// The evidence that the book was fitted from, by its hash.
    pub evidence: String,
    /// The day on which they were judged.
    pub day: String,
    /// The claims, in the order of their sources.
    pub claims: Vec<Claim>,
}

/// A claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    /// Its id: `salary-guide-2026/senior-base`.
    pub id: String,
    /// The heading that it stands under in its source.
    pub section: String,
    /// Whose pay it speaks of, and what it says where that is no amount.
    pub words: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Its figures.
    pub figures: Vec<Figure>,
    /// What was asked of a planner, or why nothing was.
    pub because: String,
}

/// A figure of a claim beside what the other evidence says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// What it is: "P50", "mean", "above Python"; "planner" for costs and durations.
    pub what: String,
    /// What the claim says; two ends where it says a range, none where it has only words.
    pub says: Option<[f64; 2]>,
    /// What the other evidence says: the low end, the middle and the high end.
    pub other: Option<[f64; 3]>,
    /// "USD a year", "share", or the unit of a planner.
    pub unit: String,
    /// The verdict on it.
    pub verdict: Verdict,
}

impl Judged {
    /// The verdicts that are at hand without waiting: those of the carried book, if that is the one opened.
    pub fn known(asking: &Asking) -> Option<&'static Judged> {
        let ours = asking.going_rate.book.evidence_hash().to_string();
        Some(&*KNOWN).filter(|known| known.evidence == ours && !known.claims.is_empty())
    }

    /// Those of one source; where `wait`, they are worked out if need be, which takes seconds.
    ///
    /// # Errors
    /// When there is no such source, or the evidence of the book is not at hand.
    pub fn of(
        asking: &Asking,
        source: &str,
        wait: bool,
    ) -> Result<Option<Cow<'static, Judged>>, Problem> {
        if let Some(known) = Judged::known(asking) {
            return Ok(Some(Cow::Borrowed(known)));
        }
        if !wait {
            return Ok(None);
        }
        let request = VerdictsRequest { source: Some(source.to_owned()), only: None };
        let view = request.ask(asking)?;
        Ok(Some(Cow::Owned(Judged::from_view(&view, String::new(), asking.today.to_string()))))
    }

    /// From a view.
    pub fn from_view(view: &CheckView, evidence: String, day: String) -> Judged {
        let sections = view.sources.iter().flat_map(|source| &source.sections);
        let claims = sections.flat_map(|section| {
            section.claims.iter().map(|claim| Claim::of(claim, &section.section))
        });
        Judged { evidence, day, claims: claims.collect() }
    }

    /// The claims of a source.
    pub fn of_source<'j>(&'j self, source: &'j str) -> impl Iterator<Item = &'j Claim> {
        self.claims.iter().filter(move |claim| claim.source() == source)
    }

    /// A claim by its id.
    pub fn claim(&self, id: &str) -> Option<&Claim> {
        self.claims.iter().find(|claim| claim.id == id)
    }

    /// As the file that the program carries.
    pub fn written(&self) -> String {
        format!("# {} {}\n{}", self.evidence, self.day, self.rows())
    }

    /// As a table: a line for each figure.
    pub fn rows(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // Writing to memory does not fail.
        let _ = writer.write_record(COLUMNS);
        for claim in &self.claims {
            let none = Figure::default();
            let first = claim.figures.is_empty().then_some(&none);
            for figure in claim.figures.iter().chain(first) {
                let _ = writer.write_record(fields(claim, figure));
            }
        }
        let bytes = writer.into_inner().unwrap_or_default();
        String::from_utf8(bytes).unwrap_or_default()
    }

    /// From a file; lines that cannot be read are left out.
    pub fn read(text: &str) -> Judged {
        let (head, rows) = text.split_once('\n').unwrap_or_default();
        let mut head = head.trim_start_matches("# ").split(' ').map(str::to_owned);
        let (evidence, day) = (head.next().unwrap_or_default(), head.next().unwrap_or_default());
        let mut judged = Judged { evidence, day, claims: Vec::new() };
        let mut reader = csv::Reader::from_reader(rows.as_bytes());
        for row in reader.records().flatten() {
            judged.add(&row);
        }
        judged
    }

    /// Adds a figure to the claim that it is of.
    fn add(&mut self, row: &csv::StringRecord) {
        let text = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let number = |at: usize| row.get(at).and_then(|field| field.parse::<f64>().ok());
        if self.claims.last().is_none_or(|last| Some(last.id.as_str()) != row.get(0)) {
            let verdict = Verdict::named(row.get(3).unwrap_or_default());
            let (id, section, words, because) = (text(0), text(1), text(2), text(12));
            self.claims.push(Claim { id, section, words, verdict, because, figures: Vec::new() });
        }
        let says = number(5).map(|from| [from, number(6).unwrap_or(from)]);
        let other = match (number(7), number(8), number(9)) {
            (Some(low), Some(middle), Some(high)) => Some([low, middle, high]),
            _ => None,
        };
        let verdict = Verdict::named(row.get(11).unwrap_or_default());
        let figure = Figure { what: text(4), says, other, unit: text(10), verdict };
        if let Some(claim) = self.claims.last_mut().filter(|_| !figure.what.is_empty()) {
            claim.figures.push(figure);
        }
    }
}

/// The columns of the file.
pub(super) const COLUMNS: [&str; 13] = [
    "claim",
    "section",
    "words",
    "verdict",
    "figure",
    "says",
    "says_to",
    "low",
    "middle",
    "high",
    "unit",
    "figure_verdict",
    "because",
];

/// A figure as a line of the file.
pub(super) fn fields(claim: &Claim, figure: &Figure) -> [String; 13] {
    let number = |number: Option<f64>| number.map_or_else(String::new, |number| number.to_string());
    let [low, middle, high] = [0, 1, 2].map(|at| number(figure.other.map(|other| other[at])));
    let to = figure.says.filter(|[from, to]| from != to).map(|[_, to]| to);
    let judged = if figure.what.is_empty() { "" } else { figure.verdict.name() };
    [
        claim.id.clone(),
        claim.section.clone(),
        claim.words.clone(),
        claim.verdict.name().to_owned(),
        figure.what.clone(),
        number(figure.says.map(|[from, _]| from)),
        number(to),
        low,
        middle,
        high,
        figure.unit.clone(),
        judged.to_owned(),
        claim.because.clone(),
    ]
}

impl Claim {
    fn of(claim: &CheckedClaim, section: &str) -> Claim {
        let verdict = Verdict::named(claim.judgement);
        let planned = claim.planned.as_ref();
        let figures = claim.figures.iter().map(Figure::of);
        let figures = figures.chain(planned.map(|planned| Figure::planned(planned, verdict)));
        Claim {
            id: claim.id.clone(),
            section: section.to_owned(),
            words: claim.claim.clone(),
            verdict,
            figures: figures.collect(),
            because: planned.map_or_else(String::new, |planned| planned.because.clone()),
        }
    }

    /// The word of its source.
    pub fn source(&self) -> &str {
        self.id.split_once('/').map_or(self.id.as_str(), |(source, _)| source)
    }
}

impl Figure {
    fn of(figure: &CheckedFigure) -> Figure {
        Figure {
            what: figure.what.clone(),
            says: figure.says.map(|says| [says, says]),
            other: Some([figure.book.low, figure.book.share, figure.book.high]),
            unit: figure.unit.clone(),
            verdict: Verdict::named(figure.judgement),
        }
    }

    fn planned(planned: &PlannedView, verdict: Verdict) -> Figure {
        let (says, other) = (planned.says, planned.planner);
        Figure { what: "planner".to_owned(), says, other, unit: planned.unit.clone(), verdict }
    }

    /// How far what it says lies from the other evidence, in logs; for words, how far that lies from no
    /// difference. With the ends of the interval. None where there is nothing to compare.
    pub fn off(&self) -> Option<Off> {
        let log = |amount: f64| match self.unit.as_str() {
            "share" => amount.ln_1p(),
            _ => amount.ln(),
        };
        let [low, middle, high] = self.other?.map(log);
        let zero = if self.says.is_some() { middle } else { 0.0 };
        let says = self.says.map(|ends| ends.map(|end| log(end) - zero));
        let other = [low, middle, high].map(|end| end - zero);
        let whole = other.iter().chain(says.iter().flatten()).all(|at| at.is_finite());
        whole.then_some(Off { says, other })
    }
}

/// How far a claim and the other evidence lie apart, in logs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Off {
    /// The two ends of what is said.
    pub says: Option<[f64; 2]>,
    /// The low end, the middle and the high end of the other evidence.
    pub other: [f64; 3],
}
