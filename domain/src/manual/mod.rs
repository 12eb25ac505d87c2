//! Manuals: papers of a type of machine, for everyone who works at one. A newer file is a version; those before it can still be read.
//!
//! What is in a file lies sealed beside the log, as photos do; it is about no person, so its key is the company's own.

mod undo;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    decider::{Decider, Facts, Need, Refusal},
    permission::Permission,
    undo::{Act, Stays},
    values::*,
};

/// Whose key seals the files of manuals: nobody's, so that no person who is forgotten takes one along.
pub const KEY: Uuid = Uuid::from_u128(0x6d61_6e75_616c_4c1e_8a5d_0f77_2b9c_41d3);

/// The language in which a manual is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Tongue {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
    /// Polish.
    Pl,
    /// German.
    De,
    /// French.
    Fr,
    /// Several, or pictures alone.
    Several,
}

impl Tongue {
    /// All, as shown.
    pub const ALL: [Self; 6] = [Self::Nl, Self::En, Self::Pl, Self::De, Self::Fr, Self::Several];

    /// The name as stored: ISO 639-1 where it is one language.
    pub fn name(self) -> &'static str {
        match self {
            Self::Nl => "nl",
            Self::En => "en",
            Self::Pl => "pl",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Several => "several",
        }
    }
}

/// What is known of a manual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Details {
    /// What it is called.
    pub title: Line,
    /// In which language it is written.
    #[serde(default)]
    pub language: Tongue,
    /// For which machines: how make and type begin.
    pub models: Beginnings,
    /// Which article it belongs to.
    #[serde(default)]
    pub article: Option<ArticleId>,
}

/// Orders about a manual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Command {
    /// Put a manual in whose file was handed in before.
    Add {
        /// What is known.
        manual: Details,
        /// The file, as kept by its hash.
        file: Sha256,
        /// The small picture of a picture, as kept by its hash; a PDF has none.
        #[serde(default)]
        thumbnail: Option<Sha256>,
    },
    /// A newer file of it was handed in.
    Renew {
        /// The file, as kept by its hash.
        file: Sha256,
        /// The small picture of a picture, as kept by its hash.
        #[serde(default)]
        thumbnail: Option<Sha256>,
    },
    /// Change what is known.
    Change(Details),
    /// It is not used any more: nobody sees it at a machine.
    Withdraw {
        /// Why.
        reason: Line,
    },
    /// It is used after all.
    PutBack {},
}

/// What happened with a manual.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "fields as in the commands")]
pub enum Event {
    ManualAdded {
        details: Details,
        file: Sha256,
        thumbnail: Option<Sha256>,
    },
    ManualRenewed {
        /// Which version, from 2.
        version: u32,
        file: Sha256,
        thumbnail: Option<Sha256>,
    },
    ManualChanged {
        details: Details,
    },
    ManualWithdrawn {
        reason: Line,
    },
    ManualPutBack {},
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum No {
    /// There is no such manual.
    Unknown,
    /// It was put in already.
    AlreadyThere,
    /// It is not used any more.
    Withdrawn,
    /// There is no such article.
    UnknownArticle,
}

impl Refusal for No {
    fn field(&self) -> Option<&'static str> {
        match self {
            Self::UnknownArticle => Some("article"),
            Self::Unknown | Self::AlreadyThere | Self::Withdrawn => None,
        }
    }
}

/// What the rules read.
#[derive(Debug, Clone, Default)]
pub struct State {
    known: Option<Known>,
    withdrawn: bool,
}

#[derive(Debug, Clone)]
struct Known {
    details: Details,
    version: u32,
    file: Sha256,
    thumbnail: Option<Sha256>,
}

/// The rules of manuals.
pub struct Manual;

impl Decider for Manual {
    const CATEGORY: &'static str = "manual";
    type Command = Command;
    type Event = Event;
    type Refusal = No;
    type State = State;

    fn permission(_: &Command) -> Permission {
        Permission::EditStock
    }

    fn needs(_: &State, command: &Command, _: NaiveDate) -> Vec<Need> {
        match command {
            Command::Add { manual: details, .. } | Command::Change(details) => {
                details.article.map(Need::Article).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn decide(state: &State, command: Command, facts: &Facts) -> Result<Vec<Event>, No> {
        let of_an_article = |details: &Details| match details.article {
            Some(article) if !facts.known.articles.contains(&article) => Err(No::UnknownArticle),
            _ => Ok(()),
        };
        let Some(known) = &state.known else {
            let Command::Add { manual: details, file, thumbnail } = command else { return Err(No::Unknown) };
            of_an_article(&details)?;
            return Ok(vec![Event::ManualAdded { details, file, thumbnail }]);
        };
        Ok(match command {
            Command::Add { .. } => return Err(No::AlreadyThere),
            Command::Withdraw { .. } if state.withdrawn => Vec::new(),
            Command::Withdraw { reason } => vec![Event::ManualWithdrawn { reason }],
            Command::PutBack {} if !state.withdrawn => Vec::new(),
            Command::PutBack {} => vec![Event::ManualPutBack {}],
            Command::Renew { .. } | Command::Change(_) if state.withdrawn => return Err(No::Withdrawn),
            Command::Renew { file, .. } if file == known.file => Vec::new(),
            Command::Renew { file, thumbnail } => {
                vec![Event::ManualRenewed { version: known.version + 1, file, thumbnail }]
            }
            Command::Change(details) if details == known.details => Vec::new(),
            Command::Change(details) => {
                of_an_article(&details)?;
                vec![Event::ManualChanged { details }]
            }
        })
    }

    fn evolve(state: &mut State, event: &Event) {
        match event.clone() {
            Event::ManualAdded { details, file, thumbnail } => {
                state.known = Some(Known { details, version: 1, file, thumbnail });
            }
            Event::ManualRenewed { version, file, thumbnail } => {
                if let Some(known) = &mut state.known {
                    (known.version, known.file, known.thumbnail) = (version, file, thumbnail);
                }
            }
            Event::ManualChanged { details } => {
                if let Some(known) = &mut state.known {
                    known.details = details;
                }
            }
            Event::ManualWithdrawn { .. } => state.withdrawn = true,
            Event::ManualPutBack {} => state.withdrawn = false,
        }
    }

    fn undo(act: &Act<'_, Self>) -> Result<Command, Stays> {
        undo::undo(act)
    }
}
