//! Whether a book speaks the words at hand: what it says of roles and places by number has to be
//! in the taxonomy, or an answer would be about something else.

use goingrate_units::{PlaceId, RoleId, Taxonomy};

use crate::ModelError;
use crate::book::Book;

impl Book {
    /// Checks that the places and roles of the book are in the taxonomy.
    ///
    /// # Errors
    /// When the book was fitted with more words than there are.
    pub fn check_words(&self, taxonomy: &Taxonomy) -> Result<(), ModelError> {
        let place = |id: PlaceId| id.index() < taxonomy.places.len();
        let role = |id: RoleId| id.index() < taxonomy.roles.len();
        let (entries, sizes, states) = self.jobs.parts();
        let known = entries.iter().chain(states).all(|e| role(e.role) && place(e.place))
            && sizes.iter().all(|&(id, _)| place(id))
            && self.trended.iter().all(|&id| place(id));
        if known {
            return Ok(());
        }
        Err(ModelError::Book(
            "it was fitted with other lists of roles and places than are at hand; fit it anew"
                .to_owned(),
        ))
    }
}
