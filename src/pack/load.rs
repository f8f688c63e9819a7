//! Where packs come from: built into the program, in the user's data folder, or at a path. The only room that reads them.

#![allow(clippy::disallowed_methods, reason = "packs are read here, and nowhere else")]

use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::fs::{self, File, Metadata};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use super::Header;
use super::attempt::attempt;
use super::check::{self, Checked};
use crate::read::decoded;
use crate::read::diagnostic::{Code, Diagnostic, Source};
use crate::text::SafeText;

/// The packs that are part of the program, a folder each.
static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/questions");

/// The most bytes of one file.
pub const FILE_MAX: u64 = 32 << 20;
/// The most bytes of all files of a pack.
const PACK_MAX: u64 = 64 << 20;
const FILES_MAX: usize = 500;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Part of the program, by the name of its folder.
    BuiltIn(&'static str),
    Path(PathBuf),
}

impl Origin {
    fn path(&self) -> &Path {
        match self {
            Origin::BuiltIn(name) => Path::new(name),
            Origin::Path(path) => path,
        }
    }
}

/// A pack, or what is wrong with it, and the texts it was read from.
#[derive(Debug, Default)]
pub struct Loaded {
    pub sources: Vec<Source>,
    /// The names of the files beside the pack that it asks for, whether they are there or not.
    pub beside: BTreeSet<String>,
    pub checked: Checked,
}

/// Why something could not be read at all.
#[derive(Debug)]
pub(crate) struct LoadFailure {
    name: SafeText,
    pub(crate) code: Code,
    /// The value for the sentence's `{reason}`.
    pub(crate) reason: SafeText,
}

impl LoadFailure {
    fn new(path: &Path, code: Code, reason: impl ToString) -> Self {
        let name = SafeText::line(&path.to_string_lossy());
        Self { name, code, reason: SafeText::line(&reason.to_string()) }
    }

    fn io(path: &Path, error: &io::Error) -> Self {
        let code = match error.kind() {
            io::ErrorKind::NotFound => Code::NotFound,
            io::ErrorKind::PermissionDenied => Code::NoPermission,
            _ => Code::Unreadable,
        };
        Self::new(path, code, error)
    }
}

impl From<LoadFailure> for Loaded {
    fn from(failed: LoadFailure) -> Self {
        let source = Source { name: failed.name, text: String::new() };
        let fault = Diagnostic::error(failed.code, 0, 0..0).arg("reason", failed.reason);
        let checked = Checked { pack: None, faults: vec![fault], more: 0 };
        Self { sources: vec![source], beside: BTreeSet::new(), checked }
    }
}

/// The built-in packs, in alphabetical order of their folders.
pub fn built_in() -> impl Iterator<Item = Origin> {
    BUILT_IN.dirs().filter_map(|dir| dir.path().to_str()).map(Origin::BuiltIn)
}

/// The packs in a folder of packs: `.toml` files, and folders with a `pack.toml`. An unreadable folder has none.
pub fn in_folder(folder: &Path) -> Vec<Origin> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut packs: Vec<PathBuf> = entries
        .filter(|path| path.join("pack.toml").is_file() || (is_toml(path) && path.is_file()))
        .take(FILES_MAX)
        .collect();
    packs.sort();
    packs.into_iter().map(Origin::Path).collect()
}

/// Names that begin with a dot are what editors and file managers leave behind.
fn is_toml(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    !hidden && path.extension().is_some_and(|extension| extension == "toml")
}

pub fn load(origin: &Origin) -> Loaded {
    read(origin, false)
}

pub fn check(origin: &Origin) -> Loaded {
    read(origin, true)
}

fn read(origin: &Origin, thorough: bool) -> Loaded {
    let read = || match origin {
        Origin::BuiltIn(name) => built_in_pack(name, thorough),
        Origin::Path(path) => pack_at(path, thorough).unwrap_or_else(Loaded::from),
    };
    attempt(read).unwrap_or_else(|said| LoadFailure::new(origin.path(), Code::ReaderFailed, said).into())
}

/// Reads the header of a pack only; `None` where even that has faults.
pub fn header(origin: &Origin) -> Option<Header> {
    attempt(|| header_at(origin)).ok().flatten()
}

fn header_at(origin: &Origin) -> Option<Header> {
    let source = match origin {
        Origin::BuiltIn(name) => {
            let text = BUILT_IN.get_file(format!("{name}/pack.toml"))?.contents_utf8()?;
            Source { name: SafeText::default(), text: text.to_owned() }
        }
        Origin::Path(path) if path.is_dir() => read_file(&path.join("pack.toml")).ok()?,
        Origin::Path(path) => read_file(path).ok()?,
    };
    check::header(&source)
}

fn built_in_pack(name: &str, thorough: bool) -> Loaded {
    let dir = BUILT_IN.get_dir(name);
    let files = dir.into_iter().flat_map(Dir::files).filter(|file| is_toml(file.path()));
    let mut sources: Vec<Source> = files
        .map(|file| Source {
            name: SafeText::line(&format!("questions/{}", file.path().display())),
            text: file.contents_utf8().unwrap_or_default().to_owned(),
        })
        .collect();
    sort(&mut sources);
    let fetch = |data: &str, _| {
        let file = BUILT_IN.get_file(format!("{name}/{data}"));
        file.map(|file| file.contents().into()).ok_or((Code::NoDataFile, SafeText::default()))
    };
    Loaded { checked: check::check(&sources, &fetch, thorough), beside: BTreeSet::new(), sources }
}

/// `pack.toml` first, then by name.
fn sort(sources: &mut [Source]) {
    sources.sort_by_key(|source| (!source.name.ends_with("/pack.toml"), source.name.clone()));
}

fn pack_at(path: &Path, thorough: bool) -> Result<Loaded, LoadFailure> {
    let metadata = fs::metadata(path).map_err(|error| LoadFailure::io(path, &error))?;
    let (sources, folder) = if metadata.is_dir() {
        (sources_in(path)?, path)
    } else {
        (vec![read_file(path)?], path.parent().unwrap_or(Path::new("")))
    };
    let shelf = Shelf { folder, taken: RefCell::default() };
    let asked = RefCell::new(BTreeSet::new());
    let fetch = |data: &str, max: usize| {
        asked.borrow_mut().insert(data.to_owned());
        shelf.fetch(data, max)
    };
    let checked = check::check(&sources, &fetch, thorough);
    Ok(Loaded { checked, beside: asked.take(), sources })
}

/// The data files beside a pack. Each is read once, and all together may not take more than a pack may.
struct Shelf<'a> {
    folder: &'a Path,
    taken: RefCell<HashMap<String, Arc<[u8]>>>,
}

impl Shelf<'_> {
    fn fetch(&self, data: &str, max: usize) -> Result<Arc<[u8]>, (Code, SafeText)> {
        let mut taken = self.taken.borrow_mut();
        if let Some(bytes) = taken.get(data) {
            return Ok(bytes.clone());
        }
        if !Path::new(data).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err((Code::OutsidePack, SafeText::default()));
        }
        let path = self.folder.join(data);
        // A link could lead anywhere, wherever it stands below the folder; on the way to the folder it may.
        let way = path.ancestors().skip(1).take(Path::new(data).components().count() - 1);
        let is =
            |path: &Path, wanted: fn(&Metadata) -> bool| fs::symlink_metadata(path).is_ok_and(|found| wanted(&found));
        if !is(&path, Metadata::is_file) || !way.into_iter().all(|folder| is(folder, Metadata::is_dir)) {
            return Err((Code::NoDataFile, SafeText::default()));
        }
        let so_far: u64 = taken.values().map(|bytes| bytes.len() as u64).sum();
        let max = (max as u64).min(PACK_MAX - so_far.min(PACK_MAX));
        let bytes = read_bytes(&path, max).map_err(|failed| match failed.code {
            Code::FileTooLarge => (Code::DataTooLarge, failed.reason),
            code => (code, failed.reason),
        })?;
        let bytes: Arc<[u8]> = bytes.into();
        taken.insert(data.to_owned(), bytes.clone());
        Ok(bytes)
    }
}

fn sources_in(folder: &Path) -> Result<Vec<Source>, LoadFailure> {
    let entries = fs::read_dir(folder).map_err(|error| LoadFailure::io(folder, &error))?;
    let paths = entries.flatten().map(|entry| entry.path());
    // Folders are not looked into.
    let mut paths: Vec<PathBuf> = paths.filter(|path| is_toml(path) && !path.is_dir()).collect();
    paths.sort();
    if !paths.iter().any(|path| path.ends_with("pack.toml")) {
        return Err(LoadFailure::new(folder, Code::NoPackToml, ""));
    }
    if paths.len() > FILES_MAX {
        return Err(LoadFailure::new(folder, Code::TooManyFiles, FILES_MAX));
    }
    let mut sources = Vec::with_capacity(paths.len());
    let mut bytes = 0;
    for path in paths {
        let source = read_file(&path)?;
        bytes += source.text.len() as u64;
        if bytes > PACK_MAX {
            return Err(too_large(folder, PACK_MAX));
        }
        sources.push(source);
    }
    sort(&mut sources);
    Ok(sources)
}

fn too_large(path: &Path, max: u64) -> LoadFailure {
    LoadFailure::new(path, Code::FileTooLarge, max >> 20)
}

/// Reads a regular file of at most so many bytes.
pub(crate) fn read_bytes(path: &Path, max: u64) -> Result<Vec<u8>, LoadFailure> {
    // Asked before opening: to open a FIFO would wait for its other end.
    let metadata = fs::metadata(path).map_err(|error| LoadFailure::io(path, &error))?;
    if !metadata.is_file() {
        return Err(LoadFailure::new(path, Code::NotAFile, ""));
    }
    if metadata.len() > max {
        return Err(too_large(path, max));
    }
    let mut bytes = Vec::with_capacity(metadata.len() as usize);
    let file = File::open(path).map_err(|error| LoadFailure::io(path, &error))?;
    file.take(max + 1).read_to_end(&mut bytes).map_err(|error| LoadFailure::io(path, &error))?;
    if bytes.len() as u64 > max {
        return Err(too_large(path, max));
    }
    Ok(bytes)
}

/// Reads a regular file of bounded size as text: UTF-8, or what the byte order mark at its beginning says.
pub(crate) fn read_file(path: &Path) -> Result<Source, LoadFailure> {
    let bytes = read_bytes(path, FILE_MAX)?;
    let text = decoded(bytes).map_err(|(code, reason)| LoadFailure::new(path, code, reason))?;
    Ok(Source { name: SafeText::line(&path.to_string_lossy()), text })
}
