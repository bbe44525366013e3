//! Pages that were made before, for whoever asks for the same on the same day of the same book. What was sent
//! as a form is never kept.

use std::sync::Arc;

use axum::body::Bytes;
use goingrate::evidence::ContentHash;
use goingrate::units::Date;
use goingrate_pages::Input;
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::opened::Opened;

/// Bytes of pages that are kept at most.
const MOST: u64 = 64 << 20;

/// About how many bytes a page has.
const USUAL: u64 = 64 << 10;

/// A page as it is sent.
#[derive(Clone, Debug, Default)]
pub struct Made {
    /// The status.
    pub status: u16,
    /// The media type.
    pub media: &'static str,
    /// Its name, where it is a file to keep.
    pub file: Option<String>,
    /// What is sent.
    pub body: Bytes,
}

/// What tells one page from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u128);

impl Key {
    /// That of a page of what is opened, on a day, of an input.
    pub fn of(opened: &Opened, today: Date, input: &Input) -> Key {
        let (day, address) = (today.to_string(), input.with(&[]));
        Key(ContentHash::of(&[&opened.state[..], day.as_bytes(), address.as_bytes()]).0)
    }

    /// The tag that a client is told.
    pub fn tag(self) -> String {
        format!("W/\"{:032x}\"", self.0)
    }
}

#[derive(Clone)]
struct Bytes64;

impl Weighter<Key, Arc<Made>> for Bytes64 {
    fn weight(&self, _: &Key, made: &Arc<Made>) -> u64 {
        made.body.len() as u64 + 256
    }
}

/// The pages that are kept.
pub struct Kept(Cache<Key, Arc<Made>, Bytes64>);

impl Default for Kept {
    fn default() -> Kept {
        Kept(Cache::with_weighter((MOST / USUAL) as usize, MOST, Bytes64))
    }
}

impl Kept {
    /// A page, if it is kept.
    pub fn get(&self, key: &Key) -> Option<Arc<Made>> {
        self.0.get(key)
    }

    /// Keeps a page that went well.
    pub fn put(&self, key: Key, made: &Arc<Made>) {
        if made.status == 200 {
            self.0.insert(key, Arc::clone(made));
        }
    }
}
