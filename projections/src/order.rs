//! An order to work tables out anew, left beside them for the program that serves; and what that tells of it.

use std::{
    collections::BTreeMap,
    io::{Error, ErrorKind},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{DEPARTMENTS, Department, Filling, ReadError};

/// Lies there from the order until it was carried out, also through a start.
const ORDER: &str = "rebuild.json";
/// What is told of the newest one.
const TOLD: &str = "rebuilt.json";

/// What is to be worked out anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// By which it is found again in what is told.
    pub id: Uuid,
    /// Names of departments; none of them all.
    pub departments: Vec<String>,
}

/// How an order stands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Which one.
    pub id: Uuid,
    /// The departments that are not done yet.
    pub filling: BTreeMap<String, Filling>,
    /// Whether all are in their place.
    pub done: bool,
}

impl Order {
    /// Leaves an order in the folder of a department's files; one that lies there is answered instead.
    ///
    /// # Errors
    /// [`ReadError::Io`] when the folder can't be written.
    pub fn leave(dir: &Path, departments: Vec<String>) -> Result<Self, ReadError> {
        let order = Self { id: Uuid::now_v7(), departments };
        let half = dir.join(format!("{ORDER}.{}", order.id));
        let left = write(&half, &order).and_then(|()| std::fs::hard_link(&half, dir.join(ORDER)));
        // It stands under its name, or not at all.
        let _ = std::fs::remove_file(&half);
        match left {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(Self::left(dir)?.unwrap_or(order)),
            Err(error) => Err(failed(dir.join(ORDER))(error)),
            Ok(()) => Ok(order),
        }
    }

    /// The order that lies there.
    ///
    /// # Errors
    /// [`ReadError::Io`] when it can't be read.
    pub fn left(dir: &Path) -> Result<Option<Self>, ReadError> {
        read(&dir.join(ORDER))
    }

    /// The departments that it is about.
    pub fn about(&self) -> Vec<&'static Department> {
        let named = |department: &Department| self.departments.iter().any(|name| name == department.name);
        DEPARTMENTS.iter().copied().filter(|department| self.departments.is_empty() || named(department)).collect()
    }

    /// Takes it away: it was carried out.
    pub(crate) fn done(&self, dir: &Path) -> Result<(), ReadError> {
        match std::fs::remove_file(dir.join(ORDER)) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(failed(dir.join(ORDER))(error)),
            _ => Ok(()),
        }
    }
}

impl Told {
    /// What was told last in a folder.
    ///
    /// # Errors
    /// [`ReadError::Io`] when it can't be read.
    pub fn last(dir: &Path) -> Result<Option<Self>, ReadError> {
        read(&dir.join(TOLD))
    }

    /// Tells it; who looks sees the one before or this one.
    pub(crate) fn tell(&self, dir: &Path) -> Result<(), ReadError> {
        let (half, whole) = (dir.join(format!("{TOLD}.half")), dir.join(TOLD));
        write(&half, self).and_then(|()| std::fs::rename(&half, &whole)).map_err(failed(whole))
    }
}

fn write(path: &Path, what: &impl Serialize) -> Result<(), Error> {
    std::fs::write(path, serde_json::to_vec(what)?)
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, ReadError> {
    match std::fs::read(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed(path.to_owned())(error)),
        Ok(bytes) => serde_json::from_slice(&bytes).map(Some).map_err(|error| failed(path.to_owned())(error.into())),
    }
}

fn failed(path: PathBuf) -> impl FnOnce(Error) -> ReadError {
    move |error| ReadError::Io(path.display().to_string(), error)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn an_order_lies_there_until_it_is_done_and_a_second_one_is_the_first() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(Order::left(dir.path()).unwrap(), None);
        let order = Order::leave(dir.path(), vec!["finance".into()]).unwrap();
        assert_eq!(Order::leave(dir.path(), Vec::new()).unwrap(), order);
        assert_eq!(order.about().iter().map(|department| department.name).collect::<Vec<_>>(), ["finance"]);
        order.done(dir.path()).unwrap();
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        assert_eq!(Order::leave(dir.path(), Vec::new()).unwrap().about().len(), DEPARTMENTS.len());
    }
}
