//! What moves a whole distribution of pay without changing its shape: specialty, skills, the employer,
//! the trend. Profiles that differ in nothing else share one solved distribution.

use goingrate_units::{
    Component, Engagement, IndustryId, LevelId, PlaceId, PlaceKind, Profile, RoleId, RungId, TierId,
};
use rustc_hash::FxHashMap;

use crate::book::Book;
use crate::design::Design;
use crate::design::employers::Named;
use crate::design::employment::lies_in;
use crate::design::terms::{Person, Term};
use crate::effects::Effect;
use crate::query::batch::covariances::Covariances;
use crate::query::question::question;

/// An effect that moves distributions, of which evidence speaks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Move {
    /// Its column.
    pub column: u32,
    /// How far it moves.
    pub ln: f64,
}

/// The moves that were asked for, with their covariances. An effect that no evidence speaks of is none of
/// them: there are as many of these as employers and countries together, and all that is known of one
/// is the variance of its block.
#[derive(Debug)]
pub(crate) struct Moves<'a> {
    book: &'a Book,
    numbers: FxHashMap<u32, usize>,
    /// By number.
    pub all: Vec<Move>,
    /// Covariances among them, by number.
    pub covariances: Vec<Vec<f64>>,
}

impl<'a> Moves<'a> {
    /// None yet.
    pub fn of(book: &'a Book) -> Moves<'a> {
        let (all, covariances) = (Vec::new(), Vec::new());
        Moves { book, numbers: FxHashMap::default(), all, covariances }
    }

    /// The number of the effect in a column.
    pub fn number(&mut self, column: u32, known: &mut Covariances) -> usize {
        if let Some(&number) = self.numbers.get(&column) {
            return number;
        }
        self.all.push(Move { column, ln: self.book.theta[column as usize] });
        let number = self.all.len() - 1;
        self.numbers.insert(column, number);
        self.meet(number, known);
        number
    }

    /// Covariances of a new move with those before it, and with itself.
    fn meet(&mut self, number: usize, known: &mut Covariances) {
        let own = self.all[number].column;
        let of = |other: &Move| settled_covariance(self.book, known, own, other.column);
        let row: Vec<f64> = self.all.iter().map(of).collect();
        for (other, &covariance) in self.covariances.iter_mut().zip(&row) {
            other.push(covariance);
        }
        self.covariances.push(row);
    }
}

/// The covariance of two effects as answers see it: each turned by what rows leave out of the ladder.
fn settled_covariance(book: &Book, known: &mut Covariances, a: u32, b: u32) -> f64 {
    let ladder = &book.influence.ladder;
    let columns: Vec<u32> = [a, b].iter().chain(ladder).copied().collect();
    let form = |at: usize, column: u32| -> Vec<f64> {
        let mut form = vec![0.0; columns.len()];
        form[at] = 1.0;
        let back = book.influence.of(column);
        form[2..].iter_mut().zip(back).for_each(|(form, back)| *form -= f64::from(*back));
        form
    };
    let (x, y) = (form(0, a), form(1, b));
    let mut matrix = Vec::new();
    known.among(&columns, &mut matrix);
    let rows = matrix.chunks(columns.len()).zip(&x);
    rows.map(|(row, x)| x * row.iter().zip(&y).map(|(m, y)| m * y).sum::<f64>()).sum()
}

/// What is left of a question when what only moves it is taken away.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Rest {
    role: RoleId,
    place: PlaceId,
    level: Option<LevelId>,
    /// A level of an employer's ladder stands for a mixture of levels.
    rung: Option<RungId>,
    years: Option<[u64; 2]>,
    industry: Option<IndustryId>,
    engagement: Engagement,
    component: Component,
    /// The tier of the employer, whose ladder may be steeper.
    tier: Option<TierId>,
    year: u64,
}

/// Takes apart profiles into what moves and the rest.
#[derive(Debug)]
pub(crate) struct Parting<'a> {
    design: Design<'a>,
    book: &'a Book,
    /// For an occupation and remote work, the country whose areas it is a mixture of.
    remote: FxHashMap<(RoleId, PlaceId), Option<PlaceId>>,
}

impl<'a> Parting<'a> {
    /// Of a design.
    pub fn of(design: Design<'a>, book: &'a Book) -> Parting<'a> {
        Parting { design, book, remote: FxHashMap::default() }
    }

    /// Remote work is the mixture of its country, moved by one effect. None for other places, and
    /// where no area of the country is known.
    fn country_of_remote(&mut self, role: RoleId, place: PlaceId) -> Option<PlaceId> {
        let design = &self.design;
        if design.taxonomy.place(place).kind != PlaceKind::Remote {
            return None;
        }
        *self.remote.entry((role, place)).or_insert_with(|| {
            let country = design.country(place);
            let same = design.taxonomy.place(place).currency
                == design.taxonomy.place(country).currency
                && design.taxonomy.place(country).kind == PlaceKind::Country;
            let entries = design.jobs.of_role(design.occupation(role)).iter();
            let inside = entries.filter(|e| lies_in(e.place, country, design.taxonomy));
            (same && inside.map(|e| e.jobs).sum::<f64>() > 0.0).then_some(country)
        })
    }

    /// Whether a place may lie in several countries.
    fn has_countries(&self, place: PlaceId) -> bool {
        let kind = self.design.taxonomy.place(place).kind;
        matches!(kind, PlaceKind::Group | PlaceKind::Region | PlaceKind::World)
    }

    /// Whether the trend moves all of a place alike: not where its members lie in several countries.
    fn moves_with_time(&self, profile: &Profile) -> bool {
        !self.has_countries(profile.place)
    }

    /// The tier of a profile's employer, which does more than move a distribution: its ladder is a steeper
    /// or a flatter one, or it is a kind among those of its country.
    fn tier(&self, profile: &Profile) -> Option<TierId> {
        self.design.tier_at(profile.tier, profile.employer, profile.place)
    }

    /// The occupation above a role whose specialty only moves it.
    fn role(&self, role: RoleId) -> RoleId {
        let (taxonomy, occupation) = (self.design.taxonomy, self.design.occupation(role));
        let same = taxonomy.role(role).ladder == taxonomy.role(occupation).ladder;
        if same { occupation } else { role }
    }

    /// The rest as a profile, and the decimal year that it is asked for.
    pub fn rest(&mut self, profile: &Profile) -> (Rest, Profile, f64) {
        let knots = &self.design.priors.knots;
        let year = match self.moves_with_time(profile) {
            true => knots.first + knots.reference as f64,
            false => profile.as_of.decimal_year(),
        };
        let role = self.role(profile.role);
        let place = self.country_of_remote(role, profile.place).unwrap_or(profile.place);
        let rest = Rest {
            role,
            place,
            level: profile.level,
            rung: profile.rung,
            years: profile.years.map(|years| [years.low.to_bits(), years.high.to_bits()]),
            industry: profile.industry,
            engagement: profile.engagement,
            component: profile.component,
            tier: self.tier(profile),
            year: year.to_bits(),
        };
        let plain = Profile {
            role,
            place,
            skills: Vec::new(),
            tier: rest.tier,
            employer: None,
            ..*profile
        };
        (rest, plain, year)
    }

    /// Whether what moves a profile moves all of a mixture alike: not a skill that is worth more in one
    /// of several countries, nor an employer or a kind of employer that one of them tells apart.
    pub fn can_part(&self, profile: &Profile) -> bool {
        let whole = profile.skills.is_empty() || !self.design.microdata;
        !self.has_countries(profile.place)
            || (whole && profile.tier.is_none() && profile.employer.is_none())
    }

    /// By how much what is known beforehand moves a profile.
    pub fn known(&self, profile: &Profile) -> f64 {
        match self.moves_with_time(profile) {
            true => self.design.known_trend(profile.place, profile.as_of.decimal_year()),
            false => 0.0,
        }
    }

    /// What moves a profile, how many times: the terms that [`rest`](Self::rest) leaves out.
    pub fn moves(&mut self, profile: &Profile, mut take: impl FnMut(Effect, f64)) {
        let base = self.role(profile.role);
        let is_moved = self.country_of_remote(base, profile.place).is_some();
        let design = &self.design;
        let add = &mut |term: Term| take(term.effect, term.weight);
        if is_moved {
            design.remote_terms(profile.place, add);
        }
        design.specialty_terms(profile.role, base, add);
        let question = question(profile, self.book, design.taxonomy, 0.0);
        let person = Person {
            occupations: &[(design.occupation(profile.role), 1.0)],
            place: profile.place,
            engagement: profile.engagement,
            industries: &[],
            tier: profile.tier,
            component: question.component,
            skills: &profile.skills,
            unspoken: &question.unspoken,
            any_skill: false,
            skill_count: None,
            career: question.career(|level| design.taxonomy.level(level).years),
            education: None,
            headcount: None,
            workplace: None,
            employer: profile.employer.map(Named::Known),
        };
        design.skill_terms(&person, add);
        design.named_employer_terms(&person, add);
        if self.moves_with_time(profile) {
            design.trend_terms(profile.as_of.decimal_year(), profile.place, add);
        }
    }
}
