//! Which pieces a version holds that may take so many days: the most value, with what each piece needs,
//! found exactly by branch and bound.

/// The search gives up the proof after so many versions that it looked at.
const MOST_LOOKS: u64 = 3_000_000;

/// A piece that may be taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Its days, above zero.
    pub days: f64,
    /// Its value.
    pub value: u32,
    /// The positions of what has to be taken with it.
    pub needs: Vec<usize>,
    /// Whether it has to be taken.
    pub required: bool,
}

/// The pieces that were chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Chosen {
    /// Whether each is taken.
    pub taken: Vec<bool>,
    /// Their value together.
    pub value: u32,
    /// Their days together.
    pub days: f64,
    /// Whether it is proven that no version of the same days has more value.
    pub proven: bool,
}

/// The version of the most value, and of the fewest days among those of the same value. `None` where not
/// even the required pieces fit, or pieces need each other in a circle.
///
/// Depth-first branch and bound over the pieces in an order in which needs come first; the bound is the
/// value of the fractional knapsack over what may still be taken (Dantzig 1957, Operations Research
/// 5:266–277).
///
/// ```
/// use goingrate_plan::project::{Item, best_set};
/// let item = |days, value, needs: &[usize]| Item { days, value, needs: needs.to_vec(), required: false };
/// // The third is worth most, and needs the first.
/// let items = [item(4.0, 1, &[]), item(3.0, 3, &[]), item(3.0, 5, &[0])];
/// let best = best_set(&items, 7.0).unwrap();
/// assert_eq!((best.taken, best.value), (vec![true, false, true], 6));
/// ```
pub fn best_set(items: &[Item], limit: f64) -> Option<Chosen> {
    let order = in_order(items)?;
    let mut by_density: Vec<usize> = (0..items.len()).collect();
    let density = |at: &usize| f64::from(items[*at].value) / items[*at].days;
    by_density.sort_by(|a, b| density(b).total_cmp(&density(a)).then(a.cmp(b)));
    let mut search = Search {
        items,
        order,
        by_density,
        limit,
        state: vec![State::Open; items.len()],
        best: None,
        looks: 0,
    };
    search.deeper(0, 0, 0.0);
    let proven = search.looks < MOST_LOOKS;
    search.best.map(|best| Chosen { proven, ..best })
}

/// The pieces so that what each needs comes before it, the densest first among those that can come.
fn in_order(items: &[Item]) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = Vec::with_capacity(items.len());
    let mut placed = vec![false; items.len()];
    while order.len() < items.len() {
        let ready = (0..items.len()).filter(|at| !placed[*at]);
        let ready = ready.filter(|at| items[*at].needs.iter().all(|need| placed[*need]));
        let density = |at: &usize| f64::from(items[*at].value) / items[*at].days;
        let next = ready.max_by(|a, b| density(a).total_cmp(&density(b)).then(b.cmp(a)))?;
        placed[next] = true;
        order.push(next);
    }
    Some(order)
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    Open,
    Taken,
    Out,
}

struct Search<'a> {
    items: &'a [Item],
    order: Vec<usize>,
    by_density: Vec<usize>,
    limit: f64,
    state: Vec<State>,
    best: Option<Chosen>,
    looks: u64,
}

impl Search<'_> {
    fn deeper(&mut self, depth: usize, value: u32, days: f64) {
        self.looks += 1;
        if self.looks >= MOST_LOOKS || days > self.limit * (1.0 + 1e-12) {
            return;
        }
        let Some(&at) = self.order.get(depth) else { return self.keep(value, days) };
        if !self.may_win(value, days) {
            return;
        }
        let item = &self.items[at];
        let (can, must) = (self.has_needs(item), item.required);
        let (more, longer) = (value.saturating_add(item.value), days + item.days);
        if can {
            self.state[at] = State::Taken;
            self.deeper(depth + 1, more, longer);
        }
        if !must {
            self.state[at] = State::Out;
            self.deeper(depth + 1, value, days);
        }
        self.state[at] = State::Open;
    }

    fn has_needs(&self, item: &Item) -> bool {
        item.needs.iter().all(|need| self.state[*need] == State::Taken)
    }

    fn keep(&mut self, value: u32, days: f64) {
        let better = self.best.as_ref().is_none_or(|best| {
            value > best.value || (value == best.value && days < best.days - 1e-9)
        });
        if better {
            let taken = self.state.iter().map(|state| *state == State::Taken).collect();
            self.best = Some(Chosen { taken, value, days, proven: false });
        }
    }

    /// Whether what is open could still make a better version.
    fn may_win(&self, value: u32, days: f64) -> bool {
        let Some(best) = &self.best else { return true };
        let (mut bound, mut room) = (f64::from(value), self.limit - days);
        for &at in &self.by_density {
            let item = &self.items[at];
            let lost = item.needs.iter().any(|need| self.state[*need] == State::Out);
            if self.state[at] != State::Open || lost {
                continue;
            }
            let part = (room / item.days).min(1.0);
            bound += part * f64::from(item.value);
            room -= part * item.days;
            if room <= 0.0 {
                break;
            }
        }
        let bound = (bound + 1e-9).floor();
        bound > f64::from(best.value) || (bound == f64::from(best.value) && days < best.days - 1e-9)
    }
}

#[cfg(test)]
mod tests {
    use goingrate_model::SeededRng;

    use super::*;

    /// Every version is looked at.
    fn by_force(items: &[Item], limit: f64) -> Option<(u32, f64)> {
        let mut best: Option<(u32, f64)> = None;
        for set in 0..1u32 << items.len() {
            let taken = |at: usize| set >> at & 1 == 1;
            let whole = items.iter().enumerate().all(|(at, item)| {
                (taken(at) || !item.required)
                    && (!taken(at) || item.needs.iter().all(|need| taken(*need)))
            });
            let days: f64 = (0..items.len()).filter(|at| taken(*at)).map(|at| items[at].days).sum();
            let value: u32 =
                (0..items.len()).filter(|at| taken(*at)).map(|at| items[at].value).sum();
            let better = best.is_none_or(|(v, d)| value > v || (value == v && days < d - 1e-9));
            if whole && days <= limit * (1.0 + 1e-12) && better {
                best = Some((value, days));
            }
        }
        best
    }

    #[test]
    fn no_version_is_better_than_the_best() {
        let mut rng = SeededRng::new(9);
        for case in 0..300 {
            let size = 1 + case % 13;
            let items: Vec<Item> = (0..size)
                .map(|at| Item {
                    days: (rng.uniform() * 20.0).ceil(),
                    value: (rng.uniform() * 6.0) as u32,
                    needs: (0..at).filter(|_| rng.uniform() < 0.15).collect(),
                    required: rng.uniform() < 0.05,
                })
                .collect();
            let total: f64 = items.iter().map(|item| item.days).sum();
            let limit = total * rng.uniform();
            let found = best_set(&items, limit);
            assert!(found.as_ref().is_none_or(|best| best.proven));
            let found = found.map(|best| (best.value, best.days));
            assert_eq!(found, by_force(&items, limit), "{limit} {items:?}");
        }
    }

    #[test]
    fn a_circle_of_needs_has_no_version() {
        let item = |need| Item { days: 1.0, value: 1, needs: vec![need], required: false };
        assert_eq!(best_set(&[item(1), item(0)], 9.0), None);
    }
}
