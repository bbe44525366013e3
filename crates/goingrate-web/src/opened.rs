//! What answers: the carried data with a book, and the hash by which answers are known to be the same. A
//! reload puts another in its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use arc_swap::ArcSwap;
use goingrate::evidence::ContentHash;
use goingrate::units::{Problem, ProblemKind};
use goingrate::{GoingRate, Opening, data};

use crate::edge;

/// The version of the program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Something that is open.
pub struct Opened {
    /// What is asked.
    pub going_rate: GoingRate,
    /// The hash of the book's bytes.
    pub book: String,
    /// The hash of everything that an answer rests on beside the question and the day.
    pub state: [u8; 16],
}

impl Opened {
    /// Opens the carried data, with the book of a file if one is named.
    ///
    /// # Errors
    /// When the file cannot be read or is no book that this program reads (field `book`).
    pub fn open(book: Option<&Path>) -> Result<Opened, Problem> {
        let bytes = book.map(read).transpose()?;
        let opening = Opening { book: bytes.as_deref(), ..Opening::default() };
        let going_rate = GoingRate::open_with(opening).map_err(|problem| match book {
            Some(path) => Problem { value: Some(path.display().to_string()), ..problem },
            None => problem,
        })?;
        let hash = ContentHash::of(&[bytes.as_deref().unwrap_or(data::BOOK)]);
        // The program carries all other data: law, assumptions, words.
        let (written, size) = edge::program();
        let of_program = (written.to_le_bytes(), size.to_le_bytes());
        let parts = [&of_program.0[..], &of_program.1[..], &hash.0.to_le_bytes()[..]];
        let state = ContentHash::of(&parts).0.to_le_bytes();
        Ok(Opened { going_rate, book: hash.to_string(), state })
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Problem> {
    edge::read(path).map_err(|error| {
        Problem::of("book", &path.display().to_string(), format!("cannot be read: {error}"))
            .kind(ProblemKind::Unreadable)
            .hint("leave the key book out for the book that the program carries")
    })
}

/// What is open at the moment, and where it came from.
pub struct Current {
    opened: ArcSwap<Opened>,
    path: Option<PathBuf>,
}

/// When a file was written, and its size: what tells that it is another.
pub type Written = Option<(SystemTime, u64)>;

impl Current {
    /// Opens.
    ///
    /// # Errors
    /// As [`Opened::open`].
    pub fn open(path: Option<PathBuf>) -> Result<Current, Problem> {
        let opened = Opened::open(path.as_deref())?;
        Ok(Current { opened: ArcSwap::from_pointee(opened), path })
    }

    /// What is open now; who holds it keeps it, whatever is reloaded meanwhile.
    pub fn get(&self) -> Arc<Opened> {
        self.opened.load_full()
    }

    /// When the file of the book was last written; nothing where the carried book answers.
    pub fn written(&self) -> Written {
        self.path.as_deref().and_then(edge::written)
    }

    /// Opens the file anew. What was open before goes on where that fails.
    ///
    /// # Errors
    /// As [`Opened::open`].
    pub fn reload(&self) -> Result<Arc<Opened>, Problem> {
        let opened = Arc::new(Opened::open(self.path.as_deref())?);
        self.opened.store(Arc::clone(&opened));
        Ok(opened)
    }
}
