//! The commands: one file each, and this list of them.

pub mod career;
pub mod completions;
pub mod evidence;
#[cfg(feature = "parquet")]
pub mod fit;
#[cfg(feature = "guide")]
pub mod guide;
pub mod hire;
pub mod kit;
#[cfg(feature = "mcp")]
pub mod mcp;
pub mod net;
pub mod offer;
pub mod pay;
pub mod price;
pub mod project;
pub mod rate;
#[cfg(feature = "parquet")]
pub mod rollup;
#[cfg(feature = "parquet")]
pub mod score;
#[cfg(feature = "serve")]
pub mod serve;

use clap::Subcommand;
use serde::Serialize;

use crate::exit::Exit;
use crate::out;
use goingrate::units::Problem;
use goingrate_view::Style;

/// What a command answers: the text to print and how to end.
pub type Answer = Result<(String, Exit), Problem>;

/// The list of commands.
#[derive(Subcommand)]
pub enum Command {
    /// What the market pays for a piece of work, how sure that is, and why.
    #[command(after_help = pay::EXAMPLES)]
    Pay(pay::Pay),
    /// What freelancers, agencies and teams charge an hour, and what salary that is worth.
    #[command(after_help = rate::EXAMPLES)]
    Rate(rate::Rate),
    /// A table of profiles in, the same rows with percentiles and their intervals out.
    #[command(after_help = price::EXAMPLES)]
    Price(price::Price),
    /// What is left of a salary after tax in a place, line by line.
    #[command(after_help = net::EXAMPLES)]
    Net(net::Net),
    /// What a hire costs: an employee, a freelancer, an agency or a team, here or there, all told.
    #[command(after_help = hire::EXAMPLES)]
    Hire(hire::Hire),
    /// What job offers are worth over the years, which is better, and what to ask for.
    #[command(after_help = offer::EXAMPLES)]
    Offer(Box<offer::Offer>),
    /// A hiring kit: scorecard, interviews, work sample, the pay to publish, and what mistakes cost.
    #[command(after_help = kit::EXAMPLES)]
    Kit(kit::Kit),
    /// What a project costs and how long it takes, from features, a team and today's prices.
    #[command(after_help = project::EXAMPLES)]
    Project(Box<project::Project>),
    /// The next steps of a career as money over time: levels, other roles, skills, places.
    #[command(after_help = career::EXAMPLES)]
    Career(Box<career::Career>),
    /// An article on what a role is paid, as one HTML file, as Markdown, or as PDF.
    #[cfg(feature = "guide")]
    #[command(after_help = guide::EXAMPLES)]
    Guide(guide::GuideArgs),
    /// The evidence: what there is, what one source or claim says, which claims do not hold.
    #[command(subcommand, after_help = evidence::EXAMPLES)]
    Evidence(evidence::EvidenceCommand),
    /// Rows that outgrow one machine's memory to counts: SQL for an engine, or here on all cores.
    #[cfg(feature = "parquet")]
    #[command(subcommand, name = "rollup", after_help = rollup::EXAMPLES)]
    RollUp(rollup::RollUpCommand),
    /// Fits a book from the carried evidence and a store of one's own.
    #[cfg(feature = "parquet")]
    #[command(after_help = fit::EXAMPLES)]
    Fit(fit::Fit),
    /// How well a book foresees the records of a file.
    #[cfg(feature = "parquet")]
    #[command(after_help = score::EXAMPLES)]
    Score(score::Score),
    /// Tools for assistants: serves all questions by the Model Context Protocol.
    #[cfg(feature = "mcp")]
    #[command(after_help = mcp::EXAMPLES)]
    Mcp(mcp::Mcp),
    /// The HTTP API: every question as a route, with its OpenAPI document.
    #[cfg(feature = "serve")]
    #[command(after_help = serve::EXAMPLES)]
    Serve(serve::Serve),
    /// Completions for a shell.
    #[command(after_help = completions::EXAMPLES)]
    Completions(completions::Completions),
}

impl Command {
    /// Answers.
    pub fn run(&self, json: bool) -> Answer {
        match self {
            Command::Pay(pay) => pay.run(json),
            Command::Rate(rate) => rate.run(json),
            Command::Price(price) => price.run(json),
            Command::Net(net) => net.run(json),
            Command::Hire(hire) => hire.run(json),
            Command::Offer(offer) => offer.run(json),
            Command::Kit(kit) => kit.run(json),
            Command::Project(project) => project.run(json),
            Command::Career(career) => career.run(json),
            #[cfg(feature = "guide")]
            Command::Guide(guide) => guide.run(json),
            Command::Evidence(evidence) => evidence.run(json),
            #[cfg(feature = "parquet")]
            Command::RollUp(rollup) => rollup.run(json),
            #[cfg(feature = "parquet")]
            Command::Fit(fit) => fit.run(json),
            #[cfg(feature = "parquet")]
            Command::Score(score) => score.run(json),
            #[cfg(feature = "mcp")]
            Command::Mcp(mcp) => mcp.run(),
            #[cfg(feature = "serve")]
            Command::Serve(serve) => serve.run(json),
            Command::Completions(completions) => completions.run(),
        }
    }
}

/// A view as JSON, or as text by its renderer.
pub fn render<V: Serialize>(
    view: &V,
    json: bool,
    text: impl Fn(&V, &Style) -> String,
) -> Result<String, Problem> {
    if !json {
        return Ok(text(view, &out::style()));
    }
    let rendered = serde_json::to_string_pretty(view).map_err(|e| Problem::new(e.to_string()))?;
    Ok(rendered + "\n")
}
