//! Values that come out of the log were checked when they were written, and need not be in all depth again.

use std::cell::Cell;

thread_local! {
    static STORED: Cell<bool> = const { Cell::new(false) };
}

/// Does something in which values are read as the log holds them.
pub fn as_stored<T>(work: impl FnOnce() -> T) -> T {
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            STORED.set(self.0);
        }
    }
    let _before = Before(STORED.replace(true));
    work()
}

/// Whether a value is read now as the log holds it.
pub(super) fn is_stored() -> bool {
    STORED.get()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Phone;

    #[test]
    fn a_number_is_looked_up_when_it_is_typed_and_not_when_it_is_read() {
        let read = |text: &str| as_stored(|| text.parse::<Phone>()).map(|phone| phone.to_string());
        let typed = |text: &str| text.parse::<Phone>().map(|phone| phone.to_string());
        assert_eq!(typed("+310305550142"), Ok("+31305550142".to_owned()));
        assert_eq!(read("+310305550142"), Ok("+310305550142".to_owned()));
        assert_eq!(read("030 555 01 42"), typed("030 555 01 42"));
        assert!(read("+").is_err() && !is_stored());
    }
}
