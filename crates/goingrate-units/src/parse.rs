//! Free text to a [`Profile`](crate::Profile).
