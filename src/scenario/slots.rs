//! The append-only table of built-in state names: a state's slot is the address of its luck.
//!
//! A slot is part of the output format: never reuse or renumber one. Hot states come first, so that a whole case reads
//! one or two blocks of its stream.

/// Built-in state names, in slot order.
const SLOTS: &[&str] = &[
    "label-created",
    "picked-up",
    "origin-sorting",
    "origin-sorted",
    "export-hub",
    "export-cleared",
    "departed",
    "arrived",
    "import-customs",
    "import-cleared",
    "handed-over",
    "depot",
    "out-for-delivery",
    "delivery-failed",
    "delivered",
    "counter",
    "pickup-point",
    "collected",
    "export-held",
    "import-held",
    "departed-by-sea",
    "transit-hub",
    "transit-departed",
    "handed-to-airline",
    "destination-sorting",
    "destination-sorted",
    "locker",
    "unclaimed",
    "return-started",
    "return-departed",
    "return-arrived",
    "returned",
    "return-from-customs",
    "destroyed-by-customs",
    "import-refused",
    "duties-requested",
    "duties-paid",
    "lost",
    "lost-declared",
    "damaged",
    "abandoned",
    "never-shipped",
    "canceled",
    "refused",
    "missorted",
    "rerouted",
    "relabeled",
    "flight-delayed",
    "sorting-delayed",
    "pickup-failed",
    "packed",
    "dispatched",
    "export-canceled",
    "office-of-exchange",
    "exported-untracked",
    "rescheduled",
    "depot-held",
    "second-attempt",
    "last-attempt",
    "adrift",
    "adrift-last-mile",
    "held-at-destination",
];

/// The address of a state's luck within a purpose's stream.
///
/// A built-in state has word slot + 256 × visit; a user's state (1 + 32-bit hash of its name) · 2¹⁶ + visit, so that
/// neither adding states nor the order of branches moves anybody else's luck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StateAddress {
    base: u64,
    stride: u64,
}

impl StateAddress {
    /// Returns the address of the state of that name.
    pub fn of(name: &str) -> Self {
        match SLOTS.iter().position(|slot| *slot == name) {
            Some(slot) => Self {
                base: slot as u64,
                stride: 256,
            },
            None => Self {
                base: (1 + u64::from(hash32(name))) << 16,
                stride: 1,
            },
        }
    }

    /// Returns the word for the nth visit (from 0) of the state.
    pub const fn word(self, visit: u32) -> u64 {
        self.base + self.stride * visit as u64
    }

    /// Returns the slot of a built-in state.
    pub const fn slot(self) -> Option<u64> {
        if self.stride == 256 {
            Some(self.base)
        } else {
            None
        }
    }
}

/// FNV-1a, folded to 32 bits; part of the output format.
fn hash32(name: &str) -> u32 {
    let wide = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (wide ^ (wide >> 32)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_unique_and_few() {
        let mut names = SLOTS.to_vec();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SLOTS.len());
        assert!(SLOTS.len() < 256);
    }

    #[test]
    fn a_users_state_never_meets_a_built_in_one() {
        let user = StateAddress::of("my-own-depot");
        let built_in = StateAddress::of("delivered");
        assert!(user.word(0) >= 1 << 16);
        assert!(built_in.word(200) < 1 << 16);
    }
}
