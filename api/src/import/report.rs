//! What an import finds and does, row by row, in words.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use texts::{Arg, Lang, t, tr};
use uuid::Uuid;

use super::{
    columns::{Field, Mapping},
    sheet::letters,
};

/// How heavy a remark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The row is taken in; someone had better look at it.
    Doubt,
    /// The customer is there already: the row is left out.
    Double,
    /// The row can't be taken in as it is.
    Wrong,
}

/// Something about a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Remark {
    /// The row's number in Excel.
    pub row: u32,
    /// How heavy it is.
    pub weight: Weight,
    /// The column's letters; none when no column was said to hold the field.
    pub column: Option<String>,
    /// What the column holds.
    pub field: Option<Field>,
    /// The text's key.
    pub code: String,
    /// What the text mentions.
    pub arguments: BTreeMap<String, String>,
}

impl Remark {
    /// A remark about a field of a row.
    pub(super) fn new(row: u32, weight: Weight, field: Field, column: Option<usize>, code: &str) -> Self {
        let column = column.map(letters);
        Self { row, weight, column, field: Some(field), code: code.into(), arguments: BTreeMap::new() }
    }

    /// A remark about a row as a whole.
    pub(super) fn about(row: u32, weight: Weight, code: &str, arguments: &[(&str, String)]) -> Self {
        let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        Self { row, weight, column: None, field: None, code: code.into(), arguments }
    }

    /// The sentence: "Row 12, column F (phone): this is no phone number."
    pub fn sentence(&self, lang: Lang) -> String {
        let arguments: Vec<(&str, Arg)> =
            self.arguments.iter().map(|(name, value)| (name.as_str(), value.into())).collect();
        let what = tr(lang, &self.code, &arguments);
        let field = self.field.map(|field| t(lang, &format!("import-field-{}", field.name()))).unwrap_or_default();
        let row = i64::from(self.row);
        match (&self.column, self.field) {
            (Some(column), Some(_)) => tr(
                lang,
                "import-at-cell",
                &[("row", row.into()), ("column", column.into()), ("field", field.into()), ("what", what.into())],
            ),
            (None, Some(_)) => {
                tr(lang, "import-at-field", &[("row", row.into()), ("field", field.into()), ("what", what.into())])
            }
            _ => tr(lang, "import-at-row", &[("row", row.into()), ("what", what.into())]),
        }
    }
}

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Becomes {
    /// A new customer.
    New,
    /// One that was archived when the list was taken back, and comes out of the archive.
    Restored,
    /// A change of one that came from a list before.
    Changed,
    /// One more contact person.
    Contact,
    /// Nothing: it is so already.
    Same,
    /// Nothing: see the remarks.
    LeftOut,
}

impl Becomes {
    /// All of them, in the order of the sums.
    pub const ALL: [Self; 6] = [Self::New, Self::Restored, Self::Changed, Self::Contact, Self::Same, Self::LeftOut];

    /// The name as in texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Restored => "restored",
            Self::Changed => "changed",
            Self::Contact => "contact",
            Self::Same => "same",
            Self::LeftOut => "left-out",
        }
    }
}

/// A row in the preview.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// The row's number in Excel.
    pub row: u32,
    /// What becomes of it.
    pub becomes: Becomes,
    /// The customer's id, when it can be taken in.
    pub customer: Option<Uuid>,
    /// Name as in the file.
    pub name: String,
    /// Town as in the file.
    pub city: String,
}

/// What was found, and after confirmation done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Report {
    /// The file's name.
    pub file: String,
    /// The import's id; the same for the same file.
    pub import: Uuid,
    /// The header's texts, by column.
    pub header: Vec<String>,
    /// Which column holds which field.
    pub mapping: Mapping,
    /// What every customer needs and no column holds: as long as there is any, no row can be read.
    pub missing: Vec<Field>,
    /// The rows, in the file's order.
    pub lines: Vec<Line>,
    /// What there is to say, in the file's order.
    pub remarks: Vec<Remark>,
    /// Whether it was carried out, not only looked at.
    pub done: bool,
}

impl Report {
    /// How many rows become this.
    pub fn count(&self, becomes: Becomes) -> usize {
        self.lines.iter().filter(|line| line.becomes == becomes).count()
    }

    /// The whole as lines of text: the sums, then each remark.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let sums = Becomes::ALL.map(|becomes| (becomes, self.count(becomes)));
        let sum = |(becomes, count): &(Becomes, usize)| {
            tr(lang, &format!("import-sum-{}", becomes.name()), &[("count", (*count).into())])
        };
        let sums = sums.iter().filter(|(_, count)| *count > 0).map(sum);
        let missing = self.missing.iter().map(|field| {
            let field = t(lang, &format!("import-field-{}", field.name()));
            tr(lang, "import-column-missing", &[("field", field.into())])
        });
        sums.chain(missing).chain(self.remarks.iter().map(|remark| remark.sentence(lang))).collect()
    }
}
