//! Layouts: how an address is packed into a number's serial, format by format.
//!
//! Wide formats have room for scenario, seed, day and place. Short ones have a slot that stands for (scenario, seed,
//! month mod 16), the day of the month, and a smaller place. What is packed is spread over the format's whole space by
//! a permutation that never changes, so that about one well-formed number in `spread` belongs to a parcel.

use super::world::SLOTS;
use crate::parcel::number::Format;
use crate::random::{GENERATION, Permutation};

/// The id in wide numbers that says: another world.
pub(super) const OTHER_WORLD: u64 = 127;
/// Bits of id, seed and day in a wide number.
const HEAD_BITS: u32 = 7 + 8 + 12;
/// Bits of slot and day of the month.
const SLOT_BITS: u32 = 11 + 5;

/// How a format packs an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Layout {
    /// Bits of place and role in a wide number; none: the format is short.
    pub(super) wide: Option<u32>,
    /// Bits of place and role in a short number, or in a wide number of another world.
    pub(super) short: u32,
    /// One number in so many is used.
    spread: u64,
}

/// Whose a number is, by its residue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A parcel's number, of this generation.
    Parcel,
    /// A number that somebody invented, in this generation.
    Invented,
    /// A number of another generation, mod 4.
    Generation(u32),
    /// Nobody's.
    Nobody,
}

/// What a serial says once unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packed {
    /// A built-in scenario and a small seed.
    Wide {
        /// The scenario's id.
        id: u8,
        /// The seed.
        seed: u8,
        /// Days since the first day.
        day: u32,
        /// Place and role.
        field: u64,
    },
    /// A slot that a world must be declared for.
    Short {
        /// The slot.
        slot: u32,
        /// The day of the month.
        day: u32,
        /// Place and role.
        field: u64,
    },
}

impl Layout {
    /// Returns the layout of a format that this program issues numbers in.
    pub(super) const fn of(format: Format) -> Option<Self> {
        let (wide, short, spread) = match format {
            Format::Lp | Format::Ap | Format::Gofo => (Some(16), 20, 11),
            Format::YunExpress | Format::UspsImpb | Format::Yodel => (Some(22), 26, 11),
            Format::Cng => (None, 27, 11),
            Format::Hopscotch => (None, 20, 11),
            Format::PostNl => (None, 19, 11),
            Format::DhlDe => (None, 17, 11),
            Format::Colissimo => (None, 14, 9),
            Format::S10 { .. } => (None, 12, 8),
            _ => return None,
        };
        Some(Self {
            wide,
            short,
            spread,
        })
    }

    /// Returns the bits of all that is packed.
    const fn bits(self) -> u32 {
        match self.wide {
            Some(field) => HEAD_BITS + field,
            None => SLOT_BITS + self.short,
        }
    }

    /// Packs, or says that the field is too large.
    pub(super) fn pack(self, packed: Packed) -> Option<u64> {
        match packed {
            Packed::Wide {
                id,
                seed,
                day,
                field,
            } => {
                let bits = self.wide?;
                let head = (u64::from(id) << 8 | u64::from(seed)) << 12 | u64::from(day);
                (field >> bits == 0).then_some(head << bits | field)
            }
            Packed::Short { slot, day, field } => {
                let value = (u64::from(slot) << 5 | u64::from(day)) << self.short | field;
                let world = if self.wide.is_some() {
                    OTHER_WORLD << (self.bits() - 7)
                } else {
                    0
                };
                (field >> self.short == 0).then_some(world | value)
            }
        }
    }

    /// Unpacks what [`Self::pack`] packed.
    pub(super) fn unpack(self, value: u64) -> Packed {
        let low = |value: u64, bits: u32| value & ((1 << bits) - 1);
        match self.wide {
            Some(bits) if value >> (self.bits() - 7) != OTHER_WORLD => {
                let head = value >> bits;
                let (id, seed) = (low(head >> 20, 7) as u8, low(head >> 12, 8) as u8);
                Packed::Wide {
                    id,
                    seed,
                    day: low(head, 12) as u32,
                    field: low(value, bits),
                }
            }
            _ => {
                let head = value >> self.short;
                let slot = low(head >> 5, 11) as u32 % SLOTS;
                Packed::Short {
                    slot,
                    day: low(head, 5) as u32,
                    field: low(value, self.short),
                }
            }
        }
    }

    /// Returns the serial of a packed value.
    pub(super) fn serial(self, format: Format, value: u64, class: Class) -> Option<u64> {
        let tag = match class {
            Class::Parcel => 2 * u64::from(GENERATION % 4),
            Class::Invented => 2 * u64::from(GENERATION % 4) + 1,
            Class::Generation(_) | Class::Nobody => return None,
        };
        let stored = self.spread * value + tag;
        let permutation = permutation(format)?;
        Some(permutation.forward(stored))
    }

    /// Returns the class and the packed value of a serial.
    pub(super) fn value(self, format: Format, serial: u64) -> (Class, u64) {
        let Some(permutation) = permutation(format) else {
            return (Class::Nobody, 0);
        };
        let stored = permutation.inverse(serial);
        let (value, tag) = (stored / self.spread, stored % self.spread);
        if value >> self.bits() != 0 || tag >= 8 {
            return (Class::Nobody, value);
        }
        let generation = (tag / 2) as u32;
        let class = match (generation == GENERATION % 4, tag % 2) {
            (true, 0) => Class::Parcel,
            (true, _) => Class::Invented,
            (false, _) => Class::Generation(generation),
        };
        (class, value)
    }
}

/// The permutations of all formats but S10, in the order of [`Format::ISSUED_BUT_S10`].
static PERMUTATIONS: [Option<Permutation>; Format::ISSUED_BUT_S10.len()] = {
    let mut all = [None; Format::ISSUED_BUT_S10.len()];
    let mut place = 0;
    while place < all.len() {
        let format = Format::ISSUED_BUT_S10[place];
        if let Some(space) = format.space() {
            all[place] = Some(Permutation::new(space, fnv1a(format.key())));
        }
        place += 1;
    }
    all
};

/// Returns the permutation of a format's space. The keys are part of the output format, for every generation.
fn permutation(format: Format) -> Option<Permutation> {
    if let Format::S10 { service, issuer } = format {
        let [first, second] = issuer.code();
        let key = [b's', b'1', b'0', service.letter(), first, second, 0, 0];
        return Some(Permutation::new(format.space()?, u64::from_be_bytes(key)));
    }
    let mut issued = Format::ISSUED_BUT_S10.iter();
    PERMUTATIONS[issued.position(|other| *other == format)?]
}

/// Returns the FNV-1a hash of a text, 64 bits.
const fn fnv1a(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut index = 0;
    while index < bytes.len() {
        hash = (hash ^ bytes[index] as u64).wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    hash
}
