//! The guide to a role: an article that is made of the book.
