//! The agent's source of pseudo-random numbers, for `Math.random`.

/// xorshift128+, seeded by the process's random state.
pub struct Random([u64; 2]);
impl Default for Random {
    fn default() -> Random {
        use std::hash::{BuildHasher, RandomState};
        let state = RandomState::new();
        Random([state.hash_one(1u8) | 1, state.hash_one(2u8)])
    }
}
impl Random {
    /// The next 64 bits.
    #[inline]
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> u64 {
        let [mut a, b] = self.0;
        a ^= a << 23;
        a ^= a >> 17;
        a ^= b ^ b >> 26;
        self.0 = [b, a];
        a.wrapping_add(b)
    }
}
