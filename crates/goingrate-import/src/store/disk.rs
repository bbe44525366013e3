//! The disk: whole files, written beside their place and moved there, so that a file is either the
//! old one or the new one.
#![expect(clippy::disallowed_methods, reason = "the evidence store keeps a folder (invariant 1)")]

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use super::error::StoreError;

fn io<T>(what: &'static str, path: &Path, result: std::io::Result<T>) -> Result<T, StoreError> {
    result.map_err(|error| StoreError::Io {
        what,
        path: path.display().to_string(),
        reason: error.to_string(),
    })
}

/// Whether a file is there.
pub(super) fn exists(path: &Path) -> bool {
    path.exists()
}

/// The text of a file.
pub(super) fn read(path: &Path) -> Result<String, StoreError> {
    io("read", path, fs::read_to_string(path))
}

/// A file to read from.
pub(super) fn open(path: &Path) -> Result<File, StoreError> {
    io("open", path, File::open(path))
}

/// Writes a whole file, its folders too.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    if let Some(folder) = path.parent() {
        io("make", folder, fs::create_dir_all(folder))?;
    }
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = Path::new(&beside);
    let mut file = io("create", beside, File::create(beside))?;
    io("write", beside, file.write_all(bytes).and_then(|()| file.sync_all()))?;
    io("put in place", path, fs::rename(beside, path))
}

/// Holds others off a folder while it is changed, until it is dropped.
pub(super) fn lock(folder: &Path) -> Result<File, StoreError> {
    io("make", folder, fs::create_dir_all(folder))?;
    let path = folder.join(".lock");
    let file = io("create", &path, File::create(&path))?;
    io("lock", &path, file.lock())?;
    Ok(file)
}
