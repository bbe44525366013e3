//! Who builds something, as somebody writes it: "2 senior, 1 mid, Eastern Europe, agency". A piece with a
//! number, a level or a role begins a line; what is said once (a place, a kind of contract, a skill)
//! holds for all lines, what is said twice for the lines before it.

mod piece;

use goingrate_units::parse::{self, Amount, Status, Understood};
use goingrate_units::{
    Date, Engagement, Period, Problem, ProblemKind, Taxonomy, describe, without_capital,
};

use self::piece::{Piece, pieces};
use super::profile::mark;
use super::{ProfileText, is_given};

/// No team is written in more pieces.
const MOST_PIECES: usize = 100;
/// What to write.
const HINT: &str = "write: 2 senior, 1 mid, Eastern Europe, agency";

/// Some people of one sort.
#[derive(Clone, Debug, PartialEq)]
pub struct TeamLine {
    /// How many, above zero.
    pub count: f64,
    /// The part of their time, above 0 and up to 1.
    pub share: f64,
    /// Whether they are founders, who are not paid.
    pub founder: bool,
    /// Whose pay their price is.
    pub asked: Understood,
    /// A price that is said.
    pub rate: Option<Amount>,
}

/// A team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Its lines.
    pub lines: Vec<TeamLine>,
    /// What has to be told of how it was read.
    pub remarks: Vec<String>,
}

impl TeamLine {
    /// What they are called: "senior backend developer".
    pub fn title(&self, taxonomy: &Taxonomy) -> String {
        if self.founder {
            return "founder".to_owned();
        }
        let whole = describe(&self.asked.profile, taxonomy);
        without_capital(whole.split(" · ").next().unwrap_or_default())
    }
}

/// Reads a team.
///
/// # Errors
/// When nothing is said, a word is not known, a number or a share is out of its range; the field is
/// `team`.
///
/// ```
/// use goingrate::GoingRate;
/// use goingrate::ask::read_team;
/// let words = GoingRate::open()?.taxonomy;
/// let team = read_team("2 senior, 1 mid, Eastern Europe, agency", &words, "2026-11-30".parse()?)?;
/// let counts: Vec<f64> = team.lines.iter().map(|line| line.count).collect();
/// assert_eq!(counts, [2.0, 1.0]);
/// let [senior, mid] = &team.lines[..] else { panic!("two lines") };
/// assert_eq!(senior.asked.profile.place, mid.asked.profile.place);
/// # Ok::<(), goingrate::units::Problem>(())
/// ```
pub fn read_team(text: &str, taxonomy: &Taxonomy, today: Date) -> Result<Team, Problem> {
    let found = pieces(text);
    if found.is_empty() {
        return Err(Problem::of("team", text, "nobody is named")
            .kind(ProblemKind::Missing)
            .hint(HINT));
    }
    if found.len() > MOST_PIECES {
        return Err(Problem::of("team", text, "has more than 100 parts").hint(HINT));
    }
    let reader = Reader { taxonomy, today };
    let said = reader.all(found)?;
    let mut team = Team { lines: Vec::new(), remarks: Vec::new() };
    let of_lines: Vec<usize> = (0..said.len()).filter(|at| said[*at].is_line()).collect();
    if of_lines.is_empty() {
        return Err(Problem::of("team", text, "does not say how many people there are").hint(HINT));
    }
    for at in of_lines {
        let line = reader.line(&said, at, &mut team.remarks)?;
        team.lines.push(line);
    }
    Ok(team)
}

/// A piece with what it says of a profile.
struct SaidPiece {
    piece: Piece,
    fields: Vec<&'static str>,
    amount: Option<Amount>,
}

/// The fields that one piece may say for several lines.
const SHARED: [&str; 7] =
    ["place", "engagement", "skills", "industry", "tier", "employer", "amount"];
/// The fields that make a piece a line.
const OF_A_LINE: [&str; 3] = ["level", "years", "role"];

impl SaidPiece {
    fn is_line(&self) -> bool {
        let of_somebody = self.fields.iter().any(|field| OF_A_LINE.contains(field));
        self.piece.count.is_some() || of_somebody
    }

    fn says(&self, field: &str) -> bool {
        self.fields.contains(&field)
    }
}

struct Reader<'a> {
    taxonomy: &'a Taxonomy,
    today: Date,
}

impl Reader<'_> {
    fn all(&self, found: Vec<Piece>) -> Result<Vec<SaidPiece>, Problem> {
        let mut said: Vec<SaidPiece> = Vec::new();
        for piece in found {
            let mut next = self.said(piece)?;
            // A town and its country are two pieces of one place.
            let town = said.last().filter(|last| !last.is_line() && last.fields == ["place"]);
            if let (Some(town), true) = (town, next.fields == ["place"] && !next.is_line()) {
                let rest = format!("{}, {}", town.piece.rest, next.piece.rest);
                next = self.said(Piece { rest, ..next.piece })?;
                said.pop();
            }
            said.push(next);
        }
        Ok(said)
    }

    /// What a piece says. "a freelancer" is somebody, "freelance" is how all are engaged.
    fn said(&self, piece: Piece) -> Result<SaidPiece, Problem> {
        if piece.founder || piece.rest.is_empty() {
            return Ok(SaidPiece { piece, fields: Vec::new(), amount: None });
        }
        let said = self.understood(&piece.rest)?;
        let given = |field: &goingrate_units::parse::UnderstoodField| match &field.status {
            Status::Given => true,
            // "freelancer" alone names no specialty, and yet it is somebody.
            Status::Inferred(why) => field.name == "role" && why.contains("names no specialty"),
            Status::LeftOpen => false,
        };
        let fields = said.fields.iter().filter(|f| given(f)).map(|f| f.name).collect();
        Ok(SaidPiece { piece, fields, amount: said.said.amount.map(|range| range.low) })
    }

    fn understood(&self, text: &str) -> Result<Understood, Problem> {
        parse::profile(text, self.taxonomy, self.today).map_err(hinted)
    }

    fn line(
        &self,
        said: &[SaidPiece],
        at: usize,
        remarks: &mut Vec<String>,
    ) -> Result<TeamLine, Problem> {
        let own = &said[at];
        let mut words = vec![own.piece.rest.clone()];
        let mut rate = own.amount;
        for (other, piece) in said.iter().enumerate().filter(|(_, piece)| !piece.is_line()) {
            if piece.fields.iter().any(|field| own.says(field)) || !reaches(said, other, at) {
                continue;
            }
            rate = rate.or(piece.amount);
            words.push(piece.piece.rest.clone());
        }
        words.retain(|words| !words.is_empty());
        let text = if words.is_empty() { "developer".to_owned() } else { words.join(", ") };
        let asked = self.asked(&text)?;
        for remark in &asked.remarks {
            if !remarks.contains(remark) {
                remarks.push(remark.clone());
            }
        }
        let (count, share) = self.amounts(own, said)?;
        let rate = rate.map(|rate| Amount { period: rate.period.or(Some(usual(rate))), ..rate });
        Ok(TeamLine { count, share, founder: own.piece.founder, asked, rate })
    }

    /// The profile; work that nobody calls anything else is taken as freelance work.
    fn asked(&self, text: &str) -> Result<Understood, Problem> {
        let said = self.understood(text)?;
        if is_given(&said, "engagement") {
            return Ok(said);
        }
        let engagement = Some(Engagement::Freelance.slug().to_owned());
        let freelance = ProfileText { text: text.to_owned(), engagement, ..ProfileText::default() };
        let read = freelance.read(self.taxonomy, self.today);
        let mut understood = read.map_err(hinted)?;
        let why = "no contract is named".to_owned();
        mark(&mut understood, "engagement", Status::Inferred(why));
        Ok(understood)
    }

    /// How many, and how much of their time; half a tester is one with half of the time.
    fn amounts(&self, own: &SaidPiece, said: &[SaidPiece]) -> Result<(f64, f64), Problem> {
        let written = own.piece.written.as_str();
        let all = said.iter().filter(|piece| !piece.is_line()).find_map(|piece| piece.piece.share);
        let count = own.piece.count.unwrap_or(1.0);
        let share = own.piece.share.or(all).unwrap_or(1.0);
        let refuse = |what: &str| Err(Problem::of("team", written, what).hint(HINT));
        if !(count > 0.0 && count <= 500.0) {
            return refuse("the number of people has to be above zero, and at most 500");
        }
        if !(share > 0.0 && share <= 1.0) {
            return refuse("the share of somebody's time has to be above 0 % and at most 100 %");
        }
        Ok(if count < 1.0 { (1.0, count * share) } else { (count, share) })
    }
}

/// A problem of the team, with what to write.
fn hinted(problem: Problem) -> Problem {
    let hint = problem.hint.clone().filter(|hint| !hint.is_empty());
    Problem { hint: hint.or(Some(HINT.to_owned())), ..problem.in_field("team") }
}

/// An amount without a period is a price of an hour, unless it is far too large for that.
fn usual(rate: Amount) -> Period {
    if rate.value < 1_000.0 { Period::Hour } else { Period::Year }
}

/// Whether a piece that says something for several lines speaks of a line: of all where its fields are
/// said once, else of those that come before it and after the last piece of the same fields.
fn reaches(said: &[SaidPiece], piece: usize, line: usize) -> bool {
    let same = |at: &usize| {
        let fields = said[piece].fields.iter().filter(|field| SHARED.contains(field));
        // Skills add up: several of them are no contradiction.
        fields.filter(|field| **field != "skills").any(|field| said[*at].says(field))
    };
    let others: Vec<usize> =
        (0..said.len()).filter(|at| *at != piece && !said[*at].is_line()).filter(same).collect();
    if others.is_empty() {
        return true;
    }
    let before = others.iter().copied().filter(|at| *at < piece).max();
    let (from, to) = (before.map_or(0, |at| at + 1), piece);
    let has_lines = (from..to).any(|at| said[at].is_line());
    match has_lines {
        true => (from..to).contains(&line),
        // A place that stands before its people.
        false => line > piece && others.iter().all(|at| *at < piece || *at > line),
    }
}
