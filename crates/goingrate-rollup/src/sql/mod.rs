//! The roll-up as one statement of SQL, in the words of an engine.
