//! A distribution of pay as a function of the effects: a mixture over places, engagements and
//! levels, each part a location, a spread and a shape, all written as forms over columns.

/// A sparse linear form over columns, in no order, possibly with repeated columns.
pub type Columns = Vec<(u32, f64)>;

/// One component of the mixture over places and engagements.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MixtureComponent {
    /// Its weight; the weights of all nodes add up to one.
    pub weight: f64,
    /// A known constant added to the location.
    pub offset: f64,
    /// Location `m` at the ladder's reference level.
    pub location: Columns,
    /// `ln σ` at the reference level.
    pub spread: Columns,
    /// Skew of the shape.
    pub skew: Columns,
    /// Logarithm of the ladder's stretch.
    pub stretch: Columns,
}

/// The weight of a level in the mixture over levels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Weight {
    /// Known.
    Fixed(f64),
    /// The book's share of a level: its position on its ladder.
    Share(usize),
}

/// Steps between a ladder's reference level and a level: column, sign, and known factor of each.
pub type Steps = Vec<(u32, f64, f64)>;

/// A level in the mixture over levels.
#[derive(Clone, Debug, PartialEq)]
pub struct Rung {
    /// Its weight.
    pub weight: Weight,
    /// Steps between the reference level and this one: column, sign, and the known factor of the
    /// step. The step is `factor · exp(θ)`.
    pub steps: Steps,
    /// What is added to the location at this level alone.
    pub location: Columns,
    /// Position of its ladder in [`Mixture::ladders`].
    pub ladder: usize,
}

/// A whole ladder, for its centre: heights count from the mean of all levels, weighted with the
/// book's shares, so that the location of a role is that of all its people.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LadderForm {
    /// Known logit, logit columns and steps of every level.
    pub levels: Vec<(f64, Columns, Steps)>,
}

/// A ladder at given effects.
#[derive(Clone, Debug, Default)]
pub(crate) struct LadderAt {
    pub shares: Vec<f64>,
    pub heights: Vec<f64>,
    pub centre: f64,
}

/// Sum of steps: `Σ sign · factor · exp(θ)`.
pub(crate) fn height(steps: &[(u32, f64, f64)], theta: &[f64]) -> f64 {
    steps.iter().map(|&(column, sign, factor)| sign * factor * theta[column as usize].exp()).sum()
}

impl LadderForm {
    pub(crate) fn at(&self, theta: &[f64]) -> LadderAt {
        let raw = self.levels.iter().map(|(known, logit, _)| (known + dot(logit, theta)).exp());
        let mut shares: Vec<f64> = raw.collect();
        let total: f64 = shares.iter().sum();
        shares.iter_mut().for_each(|share| *share /= total);
        let heights: Vec<f64> =
            self.levels.iter().map(|(_, _, steps)| height(steps, theta)).collect();
        let centre = shares.iter().zip(&heights).map(|(s, h)| s * h).sum();
        LadderAt { shares, heights, centre }
    }

    /// Appends `factor ×` the gradient of the centre.
    pub(crate) fn push_centre(
        &self,
        at: &LadderAt,
        theta: &[f64],
        factor: f64,
        gradient: &mut Columns,
    ) {
        for (i, (_, logit, steps)) in self.levels.iter().enumerate() {
            push(gradient, logit, factor * at.shares[i] * (at.heights[i] - at.centre));
            for &(column, sign, known) in steps {
                let step = known * theta[column as usize].exp();
                gradient.push((column, factor * at.shares[i] * sign * step));
            }
        }
    }
}

/// A distribution of pay.
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture {
    /// The mixture over places and engagements.
    pub components: Vec<MixtureComponent>,
    /// The mixture over levels.
    pub rungs: Vec<Rung>,
    /// The ladders of its levels.
    pub ladders: Vec<LadderForm>,
    /// Whether the levels are left open with the book's shares. Such a distribution is what
    /// official statistics publish, and the location and spread of its role are *defined* by it;
    /// so its row leaves the ladder out: who says nothing of levels cannot teach them.
    pub open: bool,
    /// Slope of `ln σ` along the ladder.
    pub slope: Option<u32>,
    /// Tail weight of the shape.
    pub tail: Option<u32>,
}

/// A value with its gradient over columns.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linearised {
    /// The value, on the log scale.
    pub value: f64,
    /// Its derivatives, for a row of the linear system.
    pub gradient: Columns,
    /// The derivatives that a row leaves out: those by the ladder, where levels are left open.
    pub left_out: Columns,
}

impl Linearised {
    /// A figure whose row leaves nothing out.
    pub fn new(value: f64, gradient: Columns) -> Linearised {
        Linearised { value, gradient, left_out: Columns::new() }
    }

    /// With all derivatives in the gradient, for an answer; sorted and added up.
    pub fn whole(mut self) -> Linearised {
        self.gradient.append(&mut self.left_out);
        self.compress()
    }

    /// Sorts the gradient by column and adds up repeated columns.
    pub fn compress(mut self) -> Linearised {
        compress(&mut self.gradient);
        self
    }
}

/// Sorts a form by column and adds up repeated columns, in the order in which they come, so that a
/// column more or less changes no sum of another; zeros stay, so that the pattern of a row does not
/// depend on the values.
pub fn compress(form: &mut Columns) {
    form.sort_by_key(|&(column, _)| column);
    form.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
}

/// `Σ value·θ` of a form.
pub(crate) fn dot(form: &Columns, theta: &[f64]) -> f64 {
    form.iter().map(|&(column, value)| value * theta[column as usize]).sum()
}

impl Mixture {
    /// Renumbers every column by `to[column]`.
    pub fn renumber(&mut self, to: &[u32]) {
        let change = |column: &mut u32| *column = to[*column as usize];
        for node in &mut self.components {
            let forms = [&mut node.location, &mut node.spread, &mut node.skew, &mut node.stretch];
            forms.into_iter().flatten().for_each(|(column, _)| change(column));
        }
        for rung in &mut self.rungs {
            rung.location.iter_mut().for_each(|(column, _)| change(column));
            rung.steps.iter_mut().for_each(|(column, _, _)| change(column));
        }
        for (_, logit, steps) in self.ladders.iter_mut().flat_map(|ladder| &mut ladder.levels) {
            logit.iter_mut().for_each(|(column, _)| change(column));
            steps.iter_mut().for_each(|(column, _, _)| change(column));
        }
        self.slope.iter_mut().chain(&mut self.tail).for_each(change);
    }

    /// Weights of the rungs, adding up to one.
    pub(crate) fn weights(&self, ladders: &[LadderAt]) -> Vec<f64> {
        let raw = |rung: &Rung| match rung.weight {
            Weight::Fixed(weight) => weight,
            Weight::Share(level) => ladders[rung.ladder].shares[level],
        };
        let raw: Vec<f64> = self.rungs.iter().map(raw).collect();
        let total: f64 = raw.iter().sum();
        raw.iter().map(|weight| weight / total).collect()
    }
}

/// Appends `factor × form`; zeros too, so that the pattern of a row never depends on the values.
pub(crate) fn push(gradient: &mut Columns, form: &Columns, factor: f64) {
    gradient.extend(form.iter().map(|&(column, value)| (column, factor * value)));
}
