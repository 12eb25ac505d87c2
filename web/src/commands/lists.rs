//! `werkbank import` and `werkbank export`: lists from and to Excel.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
};

use anyhow::{Context, anyhow, bail};
use api::{
    Session,
    export::{self as lists, EXPORTS},
    import::{
        ImportError,
        columns::{Field, Mapping},
        import_file,
        report::Report,
        sheet::{self, letters},
    },
};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use domain::{Role, UserId, user::Theme};
use texts::{Lang, t, tr};

use super::{open, say};

/// Lists that can be taken in.
#[derive(clap::Subcommand)]
pub enum Import {
    /// Take in a customer list. The first row says what the columns hold; the same file again changes nothing.
    Customers {
        /// The workbook (.xlsx); its first sheet is read.
        file: PathBuf,
        /// Save what would happen; without it nothing is saved.
        #[arg(long)]
        confirm: bool,
        /// What a column holds, when its header does not tell: `phone=F`. May be given more than once.
        #[arg(long = "column", value_name = "FIELD=LETTERS", value_parser = column)]
        columns: Vec<(Field, usize)>,
        /// Language of the report: nl, en or pl.
        #[arg(long, default_value = "nl", value_parser = languages())]
        lang: Lang,
    },
}

/// A list to take out, and where to.
#[derive(clap::Args)]
#[group(skip)]
pub struct Export {
    /// Which list; see `werkbank export` without arguments.
    #[arg(requires = "file")]
    list: Option<String>,
    /// The workbook to write (.xlsx); it must not exist yet.
    file: Option<PathBuf>,
    /// Language of the headers: nl, en or pl.
    #[arg(long, default_value = "nl", value_parser = languages())]
    lang: Lang,
}

fn languages() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["nl", "en", "pl"]).map(|name| Lang::parse(&name).unwrap_or_default())
}

fn column(text: &str) -> Result<(Field, usize), String> {
    let names = || Field::ALL.iter().map(|field| field.name()).collect::<Vec<_>>().join(", ");
    let (field, column) = text.split_once('=').ok_or("write it as phone=F")?;
    let field = Field::ALL.iter().find(|known| known.name() == field);
    let field = field.ok_or_else(|| format!("the fields are {}", names()))?;
    let column = sheet::column(column).ok_or("a column is named by its letters, A to CV")?;
    Ok((*field, column))
}

/// Looks at a list, and takes it in when that is confirmed.
///
/// # Errors
/// When the folder is in use, or the file can't be read.
pub async fn import(data: &Path, list: Import) -> anyhow::Result<()> {
    let Import::Customers { file, confirm, columns, lang } = list;
    let program = open(data).await?;
    // The read tables follow meanwhile, so that the next start has nothing to catch up with.
    let follow = program.app.reads.run();
    let mapping: Mapping = columns.into_iter().collect();
    let report = import_file(&program.app, lang, &file, &mapping, confirm).await;
    follow.into_iter().for_each(|task| task.abort());
    program.close().await;
    tell(&report.map_err(|error| in_words(lang, &file, error))?, lang);
    Ok(())
}

fn in_words(lang: Lang, file: &Path, error: ImportError) -> anyhow::Error {
    let name = file.display().to_string();
    match error {
        ImportError::File(unreadable) => {
            anyhow!("{name}: {}", t(lang, &format!("import-file-{unreadable}")))
        }
        other => anyhow::Error::new(other).context(name),
    }
}

fn tell(report: &Report, lang: Lang) {
    for (field, column) in &report.mapping {
        let header = report.header.get(*column).map(String::as_str).unwrap_or_default();
        let word = t(lang, &format!("import-field-{}", field.name()));
        say(&format!("{} ({header}): {word}", letters(*column)));
    }
    report.sentences(lang).iter().for_each(|sentence| say(sentence));
    say(&tr(lang, if report.done { "import-saved" } else { "import-nothing-saved" }, &[]));
}

/// Writes a list as a workbook; names the lists when none is said.
///
/// # Errors
/// When there is no such list, the folder is in use, or the file can't be written.
pub async fn export(data: &Path, wanted: Export) -> anyhow::Result<()> {
    let names = || EXPORTS.iter().map(|list| list.list).collect::<Vec<_>>();
    let (Some(name), Some(path)) = (wanted.list, wanted.file) else {
        names().into_iter().for_each(say);
        return Ok(());
    };
    let Some((list, question)) = lists::find(&name) else {
        bail!("there is no list {name:?}; the lists are {}", names().join(", "));
    };
    let program = open(data).await?;
    let bytes = lists::workbook(&program.app, &everyone(wanted.lang), list, question, &Vec::new()).await;
    program.close().await;
    let cannot = || format!("{} can't be written", path.display());
    let mut file = File::create_new(&path).with_context(cannot)?;
    file.write_all(&bytes?).and_then(|()| file.sync_all()).with_context(cannot)?;
    say(&format!("{name}: {}", path.display()));
    Ok(())
}

/// Whoever has the data folder may read all of it.
fn everyone(lang: Lang) -> Session {
    Session {
        user: UserId(uuid::Uuid::nil()),
        name: String::new(),
        role: Role::Administrator,
        roles: Role::ALL.to_vec(),
        lang,
        theme: Theme::Auto,
        token: String::new(),
        wrote: None,
        looks_back: false,
    }
}
