//! The message files of one language, read once: a table for what is fixed, Fluent for what takes values.

use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use rust_embed::RustEmbed;
use unic_langid::{LanguageIdentifier, langid};

use crate::Lang;

/// The files: inside the program in a release build, read from the source folder when any other build starts.
#[derive(RustEmbed)]
#[folder = "texts"]
struct Files;

/// All languages, in the order of [`Lang::ALL`].
pub static CATALOGUES: LazyLock<[Catalogue; 3]> = LazyLock::new(|| Lang::ALL.map(Catalogue::read));

/// The messages of one language.
pub struct Catalogue {
    /// What needs no values, worked out already.
    plain: HashMap<&'static str, &'static str>,
    /// Every key, those of `plain` too.
    keys: BTreeSet<&'static str>,
    bundle: FluentBundle<FluentResource>,
}

/// A text in which something could not be filled in, and what that was.
pub type Flawed = (String, String);

impl Catalogue {
    /// The catalogue of a language.
    pub fn of(lang: Lang) -> &'static Self {
        let [nl, en, pl] = &*CATALOGUES;
        match lang {
            Lang::Nl => nl,
            Lang::En => en,
            Lang::Pl => pl,
        }
    }

    /// The text of a message that takes no values.
    pub fn plain(&self, key: &str) -> Option<&'static str> {
        self.plain.get(key).copied()
    }

    /// The text of any message; `None` if there is no such key.
    pub fn message(&self, key: &str, args: &FluentArgs) -> Option<Result<String, Flawed>> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors).into_owned();
        let problem = errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
        Some(if errors.is_empty() { Ok(text) } else { Err((text, problem)) })
    }

    /// Whether there is a message of this key.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// The keys, sorted.
    pub fn keys(&'static self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().copied()
    }

    fn read(lang: Lang) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![identifier(lang)]);
        // The invisible marks around values would end up in mails, PDFs and file names; we write left to right only.
        bundle.set_use_isolating(false);
        // NUMBER, for ordinals: 1st, 2nd, 3rd.
        if let Err(error) = bundle.add_builtins() {
            tracing::error!(%error, "numbers in texts can't be chosen by");
        }
        let mut catalogue = Self { plain: HashMap::new(), keys: BTreeSet::new(), bundle };
        // All languages live as long as the program, so their keys and fixed texts are leaked on purpose.
        for (name, source) in sources(lang) {
            catalogue.keys.extend(keys_of(&source).map(|key| &*key.to_owned().leak()));
            catalogue.add(&name, source);
        }
        catalogue.keys.retain(|key| catalogue.bundle.get_message(key).is_some_and(|message| message.value().is_some()));
        for key in &catalogue.keys {
            if let Some(Ok(text)) = catalogue.message(key, &FluentArgs::new()) {
                catalogue.plain.insert(key, text.leak());
            }
        }
        catalogue
    }

    fn add(&mut self, name: &str, source: String) {
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
            tracing::error!(name, ?errors, "a file of texts has faults; the faulty messages are left out");
            resource
        });
        if let Err(errors) = self.bundle.add_resource(resource) {
            tracing::error!(name, ?errors, "a key stands in two places; the first one counts");
        }
    }
}

/// The files of a language, by name, so that the order does not depend on the disk.
fn sources(lang: Lang) -> Vec<(String, String)> {
    let folder = format!("{}/", lang.code());
    let ours = |name: &String| name.starts_with(&folder) && name.ends_with(".ftl");
    let mut names: Vec<String> = Files::iter().map(String::from).filter(ours).collect();
    names.sort();
    let read = |name: String| {
        let source = String::from_utf8_lossy(&Files::get(&name)?.data).into_owned();
        Some((name, source))
    };
    names.into_iter().filter_map(read).collect()
}

/// The keys in a file. A message starts at the first column with its key; whatever belongs to it is indented.
fn keys_of(source: &str) -> impl Iterator<Item = &str> {
    let keys = source.lines().filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim_end());
    keys.filter(|key| key.starts_with(|first: char| first.is_ascii_alphabetic()))
}

fn identifier(lang: Lang) -> LanguageIdentifier {
    match lang {
        Lang::Nl => langid!("nl-NL"),
        Lang::En => langid!("en-GB"),
        Lang::Pl => langid!("pl-PL"),
    }
}
