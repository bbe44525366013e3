//! The matrix of one front while it is being worked off (Duff & Reid 1983): its lower triangle, and
//! the extend-add by which it takes in what a child leaves.

/// A front under way: lower triangle, column-major, and its diagonal of K itself. The
/// matrix may have more memory than its `size²` numbers.
pub(crate) struct FrontalMatrix {
    pub size: usize,
    pub matrix: Vec<f64>,
    pub diagonal: Vec<f64>,
}

impl FrontalMatrix {
    /// Zero again, of another size, in the same memory. What is above the diagonal
    /// means nothing and stays.
    pub fn reset(&mut self, size: usize) {
        self.size = size;
        // Memory never shrinks: growing again would fill it twice.
        if self.matrix.len() < size * size {
            self.matrix.resize(size * size, 0.0);
        }
        for (c, column) in self.matrix.chunks_exact_mut(size.max(1)).take(size).enumerate() {
            column[c..].fill(0.0);
        }
        self.diagonal.clear();
        self.diagonal.resize(size, 0.0);
    }

    /// Adds the rows and columns of a child from `width` on, at the places `relative`.
    pub fn extend_add(&mut self, child: &FrontalMatrix, width: usize, relative: &[u32]) {
        let size = self.size;
        for (c, column) in relative.iter().enumerate() {
            let target = &mut self.matrix[*column as usize * size..(*column as usize + 1) * size];
            let start = (width + c) * child.size + width + c;
            let source = &child.matrix[start..(width + c + 1) * child.size];
            for (row, value) in relative[c..].iter().zip(source) {
                target[*row as usize] += value;
            }
            self.diagonal[*column as usize] += child.diagonal[width + c];
        }
    }
}
