//! Anderson acceleration of a fixed-point iteration `x ← g(x)`: the next point is the combination
//! of the last few images whose combined step is shortest (Anderson 1965, J. ACM 12:547–560; Walker
//! & Ni 2011, SIAM J. Numer. Anal. 49:1715–1735, the unconstrained form).

/// The last few points of an iteration.
///
/// Only some coordinates are watched: how to combine is found from their steps, and all coordinates
/// are combined alike, so that whatever linear holds of every image (two effects that only add up
/// to something, say) holds of the combination.
#[derive(Debug, Default)]
pub(crate) struct Anderson {
    watched: Vec<usize>,
    /// The last point's step `g(x) − x` over the watched coordinates, and the point's image `g(x)`.
    last: Option<(Vec<f64>, Vec<f64>)>,
    /// Differences of successive steps, and of successive images.
    steps: Vec<Vec<f64>>,
    images: Vec<Vec<f64>>,
    /// The length of the shortest step since it began or forgot.
    shortest: Option<f64>,
}

/// A step so many times longer than the shortest shows that what was remembered misleads.
const MISLED: f64 = 2.0;

/// How many differences are kept. More remember curvature that has passed.
const MEMORY: usize = 5;

/// A difference of steps is left out where the others explain all but this part of it.
const DEPENDENT: f64 = 1e-6;

impl Anderson {
    /// Nothing yet, watching these coordinates.
    pub fn watching(watched: Vec<usize>) -> Anderson {
        Anderson { watched, ..Anderson::default() }
    }

    /// The next point, from a point and its image.
    pub fn next(&mut self, point: &[f64], image: &[f64]) -> Vec<f64> {
        let step: Vec<f64> = self.watched.iter().map(|&at| image[at] - point[at]).collect();
        let length = norm(&step);
        if self.shortest.is_some_and(|shortest| length > MISLED * shortest) {
            self.forget();
        }
        self.shortest = Some(self.shortest.map_or(length, |shortest| shortest.min(length)));
        if let Some((before, imaged)) = &self.last {
            self.steps.push(difference(&step, before));
            self.images.push(difference(image, imaged));
            if self.steps.len() > MEMORY {
                self.steps.remove(0);
                self.images.remove(0);
            }
        }
        let mut next = image.to_vec();
        for (factor, move_of) in self.factors(&step).iter().zip(&self.images) {
            next.iter_mut().zip(move_of).for_each(|(x, d)| *x -= factor * d);
        }
        self.last = Some((step, image.to_vec()));
        next
    }

    /// Forgets all points: the iteration has become another one.
    pub fn forget(&mut self) {
        *self = Anderson::watching(std::mem::take(&mut self.watched));
    }

    /// Least squares of the step on the kept differences, by modified Gram-Schmidt from the latest
    /// back, so that what the latest explains is not explained again.
    fn factors(&self, step: &[f64]) -> Vec<f64> {
        let m = self.steps.len();
        let mut basis: Vec<(usize, Vec<f64>, Vec<f64>)> = Vec::with_capacity(m);
        for at in (0..m).rev() {
            // `q` orthogonal to the others, and how it is made of the differences.
            let (mut q, mut made) = (self.steps[at].clone(), vec![0.0; m]);
            made[at] = 1.0;
            let length = norm(&q);
            for (_, other, of) in &basis {
                let part = dot(&q, other);
                q.iter_mut().zip(other).for_each(|(q, o)| *q -= part * o);
                made.iter_mut().zip(of).for_each(|(m, o)| *m -= part * o);
            }
            let left = norm(&q);
            if left > DEPENDENT * length && left > 0.0 {
                q.iter_mut().chain(&mut made).for_each(|x| *x /= left);
                basis.push((at, q, made));
            }
        }
        let mut factors = vec![0.0; m];
        for (_, q, made) in &basis {
            let part = dot(step, q);
            factors.iter_mut().zip(made).for_each(|(f, m)| *f += part * m);
        }
        factors
    }
}

fn difference(a: &[f64], b: &[f64]) -> Vec<f64> {
    a.iter().zip(b).map(|(a, b)| a - b).collect()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn norm(a: &[f64]) -> f64 {
    dot(a, a).sqrt()
}

#[cfg(test)]
mod tests {
    use super::Anderson;

    /// A linear iteration whose plain form swings ever wider settles within as many points as it
    /// has modes.
    #[test]
    fn an_iteration_that_swings_settles() {
        let rates = [-1.2, 0.9, 0.5];
        let mut point = vec![1.0, -2.0, 3.0];
        let mut anderson = Anderson::watching(vec![0, 1, 2]);
        for _ in 0..5 {
            let image: Vec<f64> = point.iter().zip(rates).map(|(x, r)| r * x).collect();
            point = anderson.next(&point, &image);
        }
        assert!(point.iter().all(|x| x.abs() < 1e-8), "{point:?}");
    }
}
