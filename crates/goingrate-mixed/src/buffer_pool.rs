//! Memory that one solve leaves to the next one of the same structure: fresh memory is handed out
//! page by page and zeroed by the kernel, which takes long for hundreds of megabytes.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// Arrays that nobody uses, whatever they hold.
#[derive(Debug, Default)]
pub(crate) struct BufferPool(Mutex<Vec<Vec<f64>>>);

/// Smaller arrays are quickly made (1 MiB).
pub(crate) const SMALLEST: usize = 1 << 17;

/// More is given back (1.5 GiB): it would only wait for a second solution of the same size.
const MOST: usize = 3 << 26;

impl BufferPool {
    /// An array of `length` numbers, whatever they are.
    pub fn take(&self, length: usize) -> Vec<f64> {
        let mut arrays = self.arrays();
        let fits =
            |a: &Vec<f64>| length >= SMALLEST && (length..=2 * length).contains(&a.capacity());
        let fitting = (0..arrays.len()).filter(|i| fits(&arrays[*i]));
        match fitting.min_by_key(|i| arrays[*i].capacity()) {
            Some(at) => {
                let mut array = arrays.swap_remove(at);
                array.resize(length, 0.0);
                array
            }
            None => vec![0.0; length],
        }
    }

    /// Leaves an array to the next one who wants one of its size.
    pub fn give(&self, array: Vec<f64>) {
        let mut arrays = self.arrays();
        let held: usize = arrays.iter().map(Vec::capacity).sum();
        if array.capacity() >= SMALLEST && held + array.capacity() <= MOST {
            arrays.push(array);
        }
    }

    /// A panic elsewhere cannot leave them in a state that matters.
    fn arrays(&self) -> MutexGuard<'_, Vec<Vec<f64>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
