//! The fact-check: every claim against the book fitted without its source.

use goingrate::ask::evidence::CheckAnswer;
use goingrate::ask::planned::Planned;
use goingrate_evidence::{Claim, Evidence, SourceId, Statement};
use goingrate_model::{FigureVerdict, Judgement, Uncertain, Verdict};
use goingrate_units::{Currency, Period, Taxonomy};
use schemars::JsonSchema;
use serde::Serialize;

use super::evidence_list::SourceView;
use crate::figure::round;
use crate::{Change, money, names, words};

/// The verdicts.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckView {
    /// How many claims of each judgement, before any selection.
    pub summary: Tally,
    /// The sources, in the order of the evidence, without those that the selection leaves empty.
    pub sources: Vec<CheckedSource>,
    /// Sources of microdata behind the book, of which there are no claims to check; empty where only
    /// claims of one judgement are asked for.
    pub microdata: Vec<SourceView>,
}

/// How many claims of each judgement.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tally {
    /// Supported.
    pub supported: usize,
    /// Contradicted.
    pub contradicted: usize,
    /// Undecided.
    pub undecided: usize,
    /// For a planner, without a verdict.
    pub for_planner: usize,
}

impl Tally {
    /// Counts judgements.
    pub fn of(judgements: impl Iterator<Item = Judgement>) -> Tally {
        judgements.fold(Tally::default(), |mut tally, judgement| {
            *tally.of_mut(judgement) += 1;
            tally
        })
    }

    fn of_mut(&mut self, judgement: Judgement) -> &mut usize {
        match judgement {
            Judgement::Supported => &mut self.supported,
            Judgement::Contradicted => &mut self.contradicted,
            Judgement::Undecided => &mut self.undecided,
            Judgement::ForPlanner => &mut self.for_planner,
        }
    }
}

/// A source's claims.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckedSource {
    /// Its word.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// How many claims of each judgement, before any selection.
    pub summary: Tally,
    /// Its sections, in its own order.
    pub sections: Vec<CheckedSection>,
}

/// A section's claims, contradicted first.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckedSection {
    /// Its heading.
    pub section: String,
    /// Its claims.
    pub claims: Vec<CheckedClaim>,
}

/// A claim and the verdict on it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckedClaim {
    /// Its id.
    pub id: String,
    /// Whose pay it speaks of, and what it says where that is no amount of pay.
    pub claim: String,
    /// supported, contradicted, undecided or for a planner.
    pub judgement: &'static str,
    /// Its figures.
    pub figures: Vec<CheckedFigure>,
    /// For a figure for planners, what they say.
    pub planned: Option<PlannedView>,
    /// The judgement as the model has it, for sorting and colour.
    #[serde(skip)]
    pub verdict: Option<Judgement>,
}

/// What a planner says of the same thing as a claim.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct PlannedView {
    /// What the claim says: two ends; `null` where it says no figure.
    pub says: Option<[f64; 2]>,
    /// What the planner says: P20, P50, P80; `null` where it cannot be asked.
    pub planner: Option<[f64; 3]>,
    /// The unit of both.
    pub unit: String,
    /// What was asked of the planner, or why nothing was.
    pub because: String,
}

/// A figure against the book.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CheckedFigure {
    /// What it is.
    pub what: String,
    /// What the claim says; `null` for words.
    pub says: Option<f64>,
    /// What the book says, with its 80 % interval: an amount, or a share for a difference.
    pub book: Change,
    /// `currency a period` of the two, or `share`.
    pub unit: String,
    /// The claim over the book, as a share; `null` for words.
    pub off: Option<f64>,
    /// The difference in standard errors.
    pub standard_errors: f64,
    /// supported, contradicted or undecided.
    pub judgement: &'static str,
    /// What the claim says, short.
    #[serde(skip)]
    pub says_words: String,
    /// What the book says, short.
    #[serde(skip)]
    pub book_words: String,
    /// Half the width of the book's interval, short.
    #[serde(skip)]
    pub width_words: String,
    /// The judgement as the model has it.
    #[serde(skip)]
    pub verdict: Judgement,
}

/// The word for a judgement.
pub fn judgement_word(judgement: Judgement) -> &'static str {
    match judgement {
        Judgement::Supported => "supported",
        Judgement::Contradicted => "contradicted",
        Judgement::Undecided => "undecided",
        Judgement::ForPlanner => "for a planner",
    }
}

impl CheckView {
    /// From an answer.
    pub fn new(answer: &CheckAnswer, taxonomy: &Taxonomy) -> CheckView {
        let evidence = &answer.evidence;
        let of_source =
            |v: &&Verdict| answer.source.is_none_or(|s| evidence.claims[v.claim].source == s);
        let chosen: Vec<&Verdict> = answer.verdicts.iter().filter(of_source).collect();
        let ids = || (0..evidence.cards.len()).map(SourceId);
        let wanted = |id: &SourceId| {
            answer.only.is_none() && answer.source.is_none_or(|source| source == *id)
        };
        let microdata = ids().filter(wanted).map(|id| SourceView::new(evidence, id));
        let microdata = microdata.filter(SourceView::is_microdata).collect();
        let checked = ids().map(|id| checked_source(id, &chosen, answer, taxonomy));
        CheckView {
            summary: Tally::of(chosen.iter().map(|v| v.judgement)),
            sources: checked.filter(|s| !s.sections.is_empty()).collect(),
            microdata,
        }
    }
}

/// Whether a claim is shown: of the judgement that is asked for, or a figure for planners where these are;
/// all that have a verdict where nothing is.
fn is_shown(verdict: &Verdict, claim: &Claim, only: Option<Judgement>) -> bool {
    match only {
        None => verdict.judgement != Judgement::ForPlanner,
        Some(Judgement::ForPlanner) => matches!(claim.statement, Statement::Planner(_)),
        Some(only) => verdict.judgement == only,
    }
}

fn checked_source(
    id: SourceId,
    verdicts: &[&Verdict],
    answer: &CheckAnswer,
    taxonomy: &Taxonomy,
) -> CheckedSource {
    let (evidence, only): (&Evidence, _) = (&answer.evidence, answer.only);
    let card = evidence.card(id);
    let own = || verdicts.iter().filter(|v| evidence.claims[v.claim].source == id);
    let mut sections: Vec<CheckedSection> = Vec::new();
    for verdict in own().filter(|v| is_shown(v, &evidence.claims[v.claim], only)) {
        let claim = &evidence.claims[verdict.claim];
        let planned = answer.planned.get(&verdict.claim);
        let checked = checked_claim(claim, verdict, planned, taxonomy);
        match sections.iter_mut().find(|s| s.section == claim.section) {
            Some(section) => section.claims.push(checked),
            None => sections
                .push(CheckedSection { section: claim.section.clone(), claims: vec![checked] }),
        }
    }
    sections.iter_mut().for_each(|s| s.claims.sort_by_key(|c| worst_first(c.verdict)));
    CheckedSource {
        slug: card.slug.clone(),
        title: card.title.clone(),
        summary: Tally::of(own().map(|v| v.judgement)),
        sections,
    }
}

fn worst_first(judgement: Option<Judgement>) -> usize {
    match judgement {
        Some(Judgement::Contradicted) => 0,
        Some(Judgement::Undecided) => 1,
        Some(Judgement::Supported) => 2,
        Some(Judgement::ForPlanner) | None => 3,
    }
}

fn checked_claim(
    claim: &Claim,
    verdict: &Verdict,
    planned: Option<&Planned>,
    taxonomy: &Taxonomy,
) -> CheckedClaim {
    CheckedClaim {
        id: claim.id.clone(),
        claim: claim_words(claim, taxonomy),
        judgement: judgement_word(verdict.judgement),
        figures: verdict.figures.iter().map(|f| checked_figure(f, claim)).collect(),
        planned: planned.map(PlannedView::new),
        verdict: Some(verdict.judgement),
    }
}

impl PlannedView {
    fn new(planned: &Planned) -> PlannedView {
        let rounded = |amount: f64| round(amount, 2);
        PlannedView {
            says: planned.says.map(|ends| ends.map(rounded)),
            planner: planned.planner.map(|ends| ends.map(rounded)),
            unit: planned.unit.clone(),
            because: planned.because.clone(),
        }
    }
}

/// Whose pay, and for a difference, an order or a plan also what is said.
fn claim_words(claim: &Claim, t: &Taxonomy) -> String {
    let subject = names::subject(&claim.subject, t);
    match &claim.statement {
        Statement::Pay(_) => subject,
        Statement::Contrast(contrast) => {
            let against = names::difference(&contrast.against, &claim.subject, t);
            let than =
                if against.is_empty() { String::new() } else { format!(" against {against}") };
            format!("{subject}{than}")
        }
        Statement::Ordinal(_) | Statement::Planner(_) => {
            format!("{subject}: {}", names::statement(&claim.statement, &claim.subject, t))
        }
    }
}

fn checked_figure(figure: &FigureVerdict, claim: &Claim) -> CheckedFigure {
    let scale = Scale::of(figure, claim);
    let (low, high) = figure.book.interval();
    CheckedFigure {
        what: figure.what.clone(),
        says: figure.says.map(|ln| scale.value(ln)),
        book: Change {
            share: scale.value(figure.book.ln),
            low: scale.value(low.ln()),
            high: scale.value(high.ln()),
        },
        unit: scale.unit(),
        off: figure.says.map(|_| round(figure.difference.exp_m1(), 4)),
        standard_errors: round(figure.errors, 2),
        judgement: judgement_word(figure.judgement),
        says_words: figure.says.map_or_else(|| "—".to_owned(), |ln| scale.words(ln)),
        book_words: scale.words(figure.book.ln),
        width_words: scale.width(figure.book),
        verdict: figure.judgement,
    }
}

/// How a figure on the log scale is shown: money for a period, or a share.
enum Scale {
    Money(Currency, Period),
    Share,
}

impl Scale {
    fn of(figure: &FigureVerdict, claim: &Claim) -> Scale {
        match &claim.statement {
            Statement::Pay(pay) if !figure.is_ratio => Scale::Money(pay.currency, pay.period),
            _ => Scale::Share,
        }
    }

    fn value(&self, ln: f64) -> f64 {
        match self {
            Scale::Money(_, period) => round(ln.exp() / period.a_year(), 2),
            Scale::Share => round(ln.exp_m1(), 4),
        }
    }

    fn unit(&self) -> String {
        match self {
            Scale::Money(currency, period) => format!("{currency} {}", words::per(*period)),
            Scale::Share => "share".to_owned(),
        }
    }

    fn words(&self, ln: f64) -> String {
        match self {
            Scale::Money(currency, _) => money::short(self.value(ln), *currency),
            Scale::Share => words::signed_percent(self.value(ln)),
        }
    }

    fn width(&self, book: Uncertain) -> String {
        words::half_width(book.half_width())
    }
}
