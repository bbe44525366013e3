// The carried data with a book that was fitted without the carried microdata: what invented evidence
// changes is seen against it.

use std::sync::OnceLock;

use goingrate::GoingRate;
use goingrate::evidence::ContentHash;
use goingrate::model::{Book, FitOptions, fit};

/// Opens it; the book is fitted once for all tests of a file.
pub fn open() -> GoingRate {
    static BOOK: OnceLock<Vec<u8>> = OnceLock::new();
    let bytes = BOOK.get_or_init(|| {
        let carried = GoingRate::open().unwrap();
        let GoingRate { taxonomy, priors, rates, .. } = &carried;
        let (evidence, _) = goingrate::evidence_without_microdata(taxonomy).unwrap();
        let fitted = fit(&evidence, taxonomy, priors, rates, FitOptions::default()).unwrap();
        Book::of(&fitted, &evidence, priors, ContentHash(0)).to_bytes()
    });
    GoingRate::with_book(bytes).unwrap()
}
