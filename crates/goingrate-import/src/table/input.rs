//! Bytes that can be read from any place.

use std::io::{Read, Seek};

/// Bytes that can be read from any place: an open file, or a cursor on bytes.
pub trait Input: Read + Seek + Send + 'static {}

impl<T: Read + Seek + Send + 'static> Input for T {}
