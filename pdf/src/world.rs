//! What the typesetter can see: one template, the house style, the data and the fonts. No disk, no network, no packages.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

use crate::fonts::FONTS;
use crate::{PdfError, Template};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));
static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

const HOUSE: (&str, &str) = ("/house.typ", include_str!("../templates/house.typ"));
const DATA: &str = "/data.json";

/// The world of one document.
pub struct Desk {
    main: Source,
    house: Source,
    data: (FileId, Bytes),
    now: Option<Datetime>,
}

impl Desk {
    /// `data` is JSON, `now` the only date the document can see.
    pub fn new(template: Template, data: Vec<u8>, now: Option<Datetime>) -> Result<Self, PdfError> {
        let source = |(path, text): (&str, &str)| Ok::<_, PdfError>(Source::new(file_id(path)?, text.to_owned()));
        Ok(Self {
            main: source(template.source())?,
            house: source(HOUSE)?,
            data: (file_id(DATA)?, Bytes::new(data)),
            now,
        })
    }
}

/// Typst keeps every path for ever, so only the fixed ones above may come here.
fn file_id(path: &str) -> Result<FileId, PdfError> {
    let path = VirtualPath::new(path).map_err(|error| PdfError::Typeset(format!("{path}: {error:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        [&self.main, &self.house].into_iter().find(|source| source.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        self.now
    }
}
