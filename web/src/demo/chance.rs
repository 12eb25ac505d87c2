//! Chance that comes out the same each time: one seed, one company.

/// A row of numbers that look like chance (xorshift64).
pub(super) struct Chance(u64);

impl Chance {
    /// The row that belongs to a seed.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.max(1))
    }

    /// 0 to `end`, without `end`; 0 when there is nothing to choose.
    pub(super) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        u64::try_from(end).ok().and_then(|end| self.0.checked_rem(end)).and_then(|n| n.try_into().ok()).unwrap_or(0)
    }

    /// `from` to `until`, both included.
    pub(super) fn between(&mut self, from: usize, until: usize) -> usize {
        from + self.below(until - from + 1)
    }

    /// Whether it comes true this time, once in so many.
    pub(super) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of them.
    pub(super) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    /// How often something happens on a day on which it happens `thousandths`/1000 times in the middle.
    pub(super) fn times(&mut self, thousandths: usize) -> usize {
        let around = self.between(thousandths / 2, thousandths * 3 / 2);
        around / 1000 + usize::from(self.below(1000) < around % 1000)
    }
}
