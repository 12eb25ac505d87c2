//! A bounded map that forgets what was not asked for lately.

use std::{collections::HashMap, hash::Hash, mem};

/// Holds at most twice `half` entries: when the young half is full, it becomes the old one and the old one is dropped.
/// What is asked for moves to the young half, so an entry in use stays.
#[derive(Debug)]
pub(crate) struct Recent<K, V> {
    young: HashMap<K, V>,
    old: HashMap<K, V>,
    half: usize,
    forgotten: bool,
}

impl<K: Hash + Eq, V: Clone> Recent<K, V> {
    pub(crate) fn new(half: usize) -> Self {
        Self { young: HashMap::new(), old: HashMap::new(), half, forgotten: false }
    }

    pub(crate) fn get(&mut self, key: &K) -> Option<V> {
        if let Some(value) = self.young.get(key) {
            return Some(value.clone());
        }
        let (key, value) = self.old.remove_entry(key)?;
        self.insert(key, value.clone());
        Some(value)
    }

    /// Whether it perhaps no longer holds all that was ever inserted.
    pub(crate) fn has_forgotten(&self) -> bool {
        self.forgotten
    }

    pub(crate) fn remove(&mut self, key: &K) {
        self.young.remove(key);
        self.old.remove(key);
    }

    pub(crate) fn insert(&mut self, key: K, value: V) {
        if self.young.len() >= self.half && !self.young.contains_key(&key) {
            self.forgotten |= !self.old.is_empty();
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(key, value);
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn what_is_in_use_stays_and_the_rest_is_forgotten() {
        let mut recent = Recent::new(2);
        for key in 0..100 {
            recent.insert(key, key);
            recent.insert(-1, -1);
            assert_eq!(recent.get(&-1), Some(-1));
        }
        assert_eq!(recent.get(&0), None);
        assert!(recent.has_forgotten());
        assert!(recent.young.len() + recent.old.len() <= 4);
    }

    #[test]
    fn the_newest_value_of_a_key_wins() {
        let mut recent = Recent::new(2);
        for value in 0..10 {
            recent.insert("key", value);
            recent.insert("other", value);
            recent.insert("third", value);
            assert_eq!(recent.get(&"key"), Some(value));
        }
    }
}
