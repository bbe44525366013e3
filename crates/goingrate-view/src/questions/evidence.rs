//! What evidence there is, what one source or claim says, and which claims hold.

use goingrate::ask::evidence::{self, Shown};
use goingrate::request::{ClaimRequest, SourceRequest, SourcesRequest, VerdictsRequest};
use goingrate_units::{Problem, ProblemKind};

use super::{Ask, Asking, Of, Question};
use crate::views::check::CheckView;
use crate::views::evidence_list::SourcesView;
use crate::views::evidence_show::{ShowClaimView, ShowSourceView};
use crate::{Style, text};

/// The sources.
pub(super) const SOURCES: Question = Question {
    name: "sources",
    title: "The sources of the evidence",
    about: "The sources of the carried evidence: publisher, period, licence, and how much of each there is.",
    examples: &[("All sources", "{}")],
    slow: false,
    typed: &Of::<SourcesRequest>::NEW,
};

/// One source.
pub(super) const SOURCE: Question = Question {
    name: "source",
    title: "One source with its claims",
    about: "One source: its card, with what is known of its quality, and its claims.",
    examples: &[("A salary guide", r#"{"source": "salary-guide-2026"}"#)],
    slow: false,
    typed: &Of::<SourceRequest>::NEW,
};

/// One claim.
pub(super) const CLAIM: Question = Question {
    name: "claim",
    title: "One claim",
    about: "One published statement about pay: what it says, of whom, and where it stands in its source.",
    examples: &[("What a guide says of seniors", r#"{"claim": "salary-guide-2026/senior-base"}"#)],
    slow: false,
    typed: &Of::<ClaimRequest>::NEW,
};

/// Which claims hold.
pub(super) const VERDICTS: Question = Question {
    name: "verdicts",
    title: "Which published claims hold",
    about: "Claims held against the book fitted without their source: supported, contradicted or undecided, \
            each with the figures of both.",
    examples: &[(
        "The claims of one guide that do not hold",
        r#"{"source": "salary-guide-2026", "only": "contradicted"}"#,
    )],
    slow: true,
    typed: &Of::<VerdictsRequest>::NEW,
};

impl Ask for SourcesRequest {
    type View = SourcesView;

    fn ask(&self, asking: &Asking) -> Result<SourcesView, Problem> {
        let answer = evidence::list(asking.going_rate)?;
        Ok(SourcesView::new(answer.evidence, answer.problems))
    }

    fn text(&self, view: &SourcesView, style: &Style) -> String {
        text::sources(view, style)
    }
}

impl Ask for SourceRequest {
    type View = ShowSourceView;

    fn ask(&self, asking: &Asking) -> Result<ShowSourceView, Problem> {
        let evidence = evidence::list(asking.going_rate)?.evidence;
        match evidence::show(evidence, &self.source)? {
            Shown::Source(id) => Ok(ShowSourceView::new(evidence, id, &asking.going_rate.taxonomy)),
            Shown::Claim(_) => Err(Problem::of("source", &self.source, "is a claim, not a source")
                .kind(ProblemKind::Unknown)),
        }
    }

    fn text(&self, view: &ShowSourceView, style: &Style) -> String {
        text::source(view, style)
    }
}

impl Ask for ClaimRequest {
    type View = ShowClaimView;

    fn ask(&self, asking: &Asking) -> Result<ShowClaimView, Problem> {
        let evidence = evidence::list(asking.going_rate)?.evidence;
        let shown = evidence::show(evidence, &self.claim);
        match shown.map_err(|problem| problem.in_field("claim"))? {
            Shown::Claim(claim) => {
                Ok(ShowClaimView::new(evidence, claim, &asking.going_rate.taxonomy))
            }
            Shown::Source(_) => Err(Problem::of("claim", &self.claim, "is a source, not a claim")
                .kind(ProblemKind::Unknown)),
        }
    }

    fn text(&self, view: &ShowClaimView, style: &Style) -> String {
        text::claim(view, style)
    }
}

impl Ask for VerdictsRequest {
    type View = CheckView;

    fn ask(&self, asking: &Asking) -> Result<CheckView, Problem> {
        let answer = evidence::check(asking.going_rate, &self.question(asking.today))?;
        Ok(CheckView::new(&answer, &asking.going_rate.taxonomy))
    }

    fn text(&self, view: &CheckView, style: &Style) -> String {
        text::check(view, style)
    }
}
